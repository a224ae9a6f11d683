#include "indexer/labels/apply.h"

#include <string.h>

#include "indexer/authority/authority.h"
#include "indexer/field/field.h"

char *foi_label_path_key(const char *location, const char *member)
{
    return member == NULL ? g_strconcat(FOI_LABEL_PATH, location, NULL)
                          : g_strconcat(FOI_LABEL_PATH, location, "//", member, NULL);
}

char *foi_label_reference_key(const char *reference)
{
    g_autofree char *key = foi_reference_key(reference);
    return g_strconcat(FOI_LABEL_REF, key, NULL);
}

/* --- single values ------------------------------------------------------------------------------
 */

static void set_string(char **string, const char *value)
{
    g_free(*string);
    *string = g_strdup(value);
}

static void set_authority(foi_tags *tags, const char *value)
{
    const foi_authority *authority = value != NULL ? foi_authority_find(value) : NULL;
    g_clear_pointer(&tags->authority_id, g_free);
    g_clear_pointer(&tags->authority_as_written, g_free);
    set_string(&tags->authority_name, authority != NULL ? authority->name : value);
    tags->sector = authority != NULL ? authority->sector : FOI_SECTOR_NONE;
    if (authority != NULL)
        tags->authority_id = g_strdup(authority->id);
    else if (value != NULL)
        tags->authority_id = foi_authority_make_id(value);
}

static void set_date(foi_tags *tags, const char *value)
{
    size_t length = value != NULL ? strlen(value) : 0;
    set_string(&tags->date, value);
    tags->date_precision = length == 0   ? FOI_DATE_NONE
                           : length == 4 ? FOI_DATE_YEAR
                           : length == 7 ? FOI_DATE_MONTH
                                         : FOI_DATE_DAY;
}

static void set_title(foi_document *document, const char *value)
{
    if (document->title_read == NULL &&
        foi_document_field_source(document, FOI_TAG_TITLE) == FOI_SOURCE_READ)
        document->title_read = g_steal_pointer(&document->title);
    set_string(&document->title, value);
}

static void set_regimes(foi_tags *tags, char *const *values)
{
    g_ptr_array_set_size(tags->regimes, 0);
    for (; *values != NULL; values++)
        if (!g_ptr_array_find_with_equal_func(tags->regimes, *values, g_str_equal, NULL))
            g_ptr_array_add(tags->regimes, g_strdup(*values));
}

/* --- references ---------------------------------------------------------------------------------
 */

static void set_references(foi_tags *tags, char *const *values, foi_evidence evidence)
{
    for (guint i = tags->references->len; i > 0; i--)
        if (((foi_reference_tag *)g_ptr_array_index(tags->references, i - 1))->own)
            g_ptr_array_remove_index(tags->references, i - 1);
    for (; *values != NULL; values++) {
        g_auto(GStrv) parts = g_strsplit(*values, "=", 2);
        int kind = foi_vocabulary_value(FOI_VOCABULARY_REFERENCE_KIND, parts[0]);
        if (kind == 0 || parts[1] == NULL)
            continue;
        foi_reference_tag *tag =
            foi_tags_add_reference(tags, (foi_reference_kind)kind, parts[1], true, evidence);
        tag->evidence.source = evidence.source;
        tag->evidence.confidence = evidence.confidence;
    }
}

/* --- provisions ---------------------------------------------------------------------------------
 */

/* True where LONGER is SHORTER or a part of it. */
static bool is_within(const char *longer, const char *shorter)
{
    size_t length = strlen(shorter);
    return strncmp(longer, shorter, length) == 0 &&
           (longer[length] == '\0' || longer[length] == '(');
}

static void drop_role(foi_tags *tags, foi_role role)
{
    for (guint i = tags->provisions->len; i > 0; i--)
        if (((foi_provision_tag *)g_ptr_array_index(tags->provisions, i - 1))->role == role)
            g_ptr_array_remove_index(tags->provisions, i - 1);
}

/* What a person says of ROLE replaces what was read of it; words that were read stay its evidence.
 */
static void replace_role(foi_tags *tags, foi_role role, char *const *values, foi_evidence evidence)
{
    g_autoptr(GHashTable) read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        if (tag->role == role)
            g_hash_table_insert(read, g_strdup(tag->id),
                                g_memdup2(&tag->evidence, sizeof tag->evidence));
    }
    drop_role(tags, role);
    for (; *values != NULL; values++) {
        const foi_evidence *words = g_hash_table_lookup(read, *values);
        foi_evidence said = evidence;
        said.start = words != NULL ? words->start : 0;
        said.length = words != NULL ? words->length : 0;
        foi_tags_add_provision(tags, *values, role, said);
    }
}

/* True where one of the labels says that a part or the whole of ID has ROLE, or that what ID is a
 * part of has. */
static bool is_said(const GPtrArray *labels, const char *id, foi_role role)
{
    for (guint i = 0; i < labels->len; i++) {
        const foi_label *label = g_ptr_array_index(labels, i);
        if (foi_tag_field_role(label->field) != role)
            continue;
        for (char **value = label->values; *value != NULL; value++)
            if (is_within(id, *value) || is_within(*value, id))
                return true;
    }
    return false;
}

/* A publisher finds ROLE of SECTION. ROW: all that the same row says, for its other findings. */
static void refine(foi_tags *tags, const GPtrArray *row, const char *section, foi_role role,
                   foi_evidence evidence)
{
    bool ruling = foi_role_is_ruling(role), found = false;
    g_autoptr(GPtrArray) turned = g_ptr_array_new_with_free_func(g_free);
    for (guint i = tags->provisions->len; i > 0; i--) {
        foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i - 1);
        if (!is_within(tag->id, section))
            continue;
        if (tag->role == role) {
            tag->evidence.source = evidence.source;
            tag->evidence.confidence = MAX(tag->evidence.confidence, evidence.confidence);
            found = true;
        } else if (ruling && foi_role_is_ruling(tag->role) && !is_said(row, tag->id, tag->role)) {
            g_ptr_array_add(turned, g_strdup(tag->id));
            g_ptr_array_remove_index(tags->provisions, i - 1);
        }
    }
    for (guint i = turned->len; i > 0 && !found; i--)
        foi_tags_add_provision(tags, g_ptr_array_index(turned, i - 1), role, evidence);
    if (!found && turned->len == 0)
        foi_tags_add_provision(tags, section, role, evidence);
}

static void set_role(foi_tags *tags, const GPtrArray *row, const foi_label *label,
                     foi_evidence evidence)
{
    foi_role role = foi_tag_field_role(label->field);
    if (evidence.source == FOI_SOURCE_PERSON) {
        replace_role(tags, role, label->values, evidence);
    } else if (label->values[0] == NULL) {
        drop_role(tags, role);
    } else {
        for (char **value = label->values; *value != NULL; value++)
            refine(tags, row, *value, role, evidence);
    }
}

/* --- one row ------------------------------------------------------------------------------------
 */

static void set_field(foi_document *document, const GPtrArray *row, const foi_label *label,
                      foi_evidence evidence)
{
    foi_tags *tags = &document->tags;
    const char *value = label->values[0];
    switch (label->field) {
    case FOI_TAG_DOCTYPE:
        tags->doctype = (foi_doctype)foi_vocabulary_value(FOI_VOCABULARY_DOCTYPE, value);
        tags->doctype_evidence = evidence;
        break;
    case FOI_TAG_AUTHORITY:
        set_authority(tags, value);
        tags->authority_evidence = evidence;
        break;
    case FOI_TAG_DATE:
        set_date(tags, value);
        tags->date_evidence = evidence;
        break;
    case FOI_TAG_REGIME:
        set_regimes(tags, label->values);
        tags->regime_evidence = evidence;
        break;
    case FOI_TAG_OUTCOME:
        tags->outcome = (foi_outcome)foi_vocabulary_value(FOI_VOCABULARY_OUTCOME, value);
        tags->outcome_evidence = evidence;
        break;
    case FOI_TAG_FAVOURS:
        tags->favours = (foi_favours)foi_vocabulary_value(FOI_VOCABULARY_FAVOURS, value);
        tags->favours_evidence = evidence;
        break;
    case FOI_TAG_REFERENCES:
        set_references(tags, label->values, evidence);
        break;
    case FOI_TAG_TITLE:
        set_title(document, value);
        break;
    default:
        set_role(tags, row, label, evidence);
        break;
    }
}

static bool is_decision(foi_doctype doctype)
{
    return doctype == FOI_DOCTYPE_DECISION_NOTICE || doctype == FOI_DOCTYPE_TRIBUNAL_DECISION ||
           doctype == FOI_DOCTYPE_COURT_JUDGMENT;
}

/* Whether a document of DOCTYPE can have OUTCOME. */
static bool can_have(foi_doctype doctype, foi_outcome outcome)
{
    if (outcome == FOI_OUTCOME_NONE || outcome == FOI_OUTCOME_PENDING)
        return true;
    if (outcome <= FOI_OUTCOME_INVALID)
        return doctype == FOI_DOCTYPE_RESPONSE || doctype == FOI_DOCTYPE_THREAD;
    if (outcome <= FOI_OUTCOME_REVIEW_OVERTURNED)
        return doctype == FOI_DOCTYPE_REVIEW_OUTCOME || doctype == FOI_DOCTYPE_THREAD;
    if (outcome <= FOI_OUTCOME_COMPLAINT_NOT_UPHELD)
        return doctype == FOI_DOCTYPE_DECISION_NOTICE;
    return doctype == FOI_DOCTYPE_TRIBUNAL_DECISION || doctype == FOI_DOCTYPE_COURT_JUDGMENT;
}

/* Whether what is said of a matter can be meant for this document of it. */
static bool is_meant(const foi_document *document, const foi_label *label)
{
    foi_doctype doctype = document->tags.doctype;
    if (label->field == FOI_TAG_OUTCOME)
        return can_have(
            doctype, (foi_outcome)foi_vocabulary_value(FOI_VOCABULARY_OUTCOME, label->values[0]));
    return !foi_role_is_ruling(foi_tag_field_role(label->field)) || is_decision(doctype);
}

/* Whether FIELD was read; an outcome with no less than CONFIDENCE, since an answer in no known
 * words is only guessed to give. */
static bool is_known(const foi_document *document, foi_tag_field field, double confidence)
{
    const foi_tags *tags = &document->tags;
    switch (field) {
    case FOI_TAG_DOCTYPE:
        return tags->doctype != FOI_DOCTYPE_NONE;
    case FOI_TAG_AUTHORITY:
        return tags->authority_id != NULL;
    case FOI_TAG_DATE:
        return tags->date != NULL;
    case FOI_TAG_REGIME:
        return tags->regimes->len > 0;
    case FOI_TAG_OUTCOME:
        return tags->outcome && tags->outcome_evidence.confidence >= confidence;
    case FOI_TAG_FAVOURS:
        return tags->favours && tags->favours_evidence.confidence >= confidence;
    case FOI_TAG_REFERENCES:
        return tags->references->len > 0;
    case FOI_TAG_TITLE:
        return document->title != NULL;
    default:
        return tags->provisions->len > 0;
    }
}

static void apply_row(foi_document *document, const foi_label_entry *entry, bool by_reference)
{
    g_autoptr(GPtrArray) row = foi_label_entry_read(entry);
    for (guint i = 0; i < row->len; i++) {
        const foi_label *label = g_ptr_array_index(row, i);
        foi_evidence evidence = {0, 0, label->confidence, entry->source};
        uint32_t bit = (uint32_t)1 << label->field;
        bool weak = entry->source == FOI_SOURCE_PUBLISHER && label->confidence < FOI_LABEL_WEAK;
        if ((by_reference && !is_meant(document, label)) ||
            (weak && is_known(document, label->field, label->confidence)))
            continue;
        set_field(document, row, label, evidence);
        if (entry->source == FOI_SOURCE_PERSON)
            document->by_person |= bit;
        else
            document->by_publisher |= bit;
    }
}

/* --- a document ---------------------------------------------------------------------------------
 */

/* How exactly a key names the document. */
typedef enum exactness { BY_REFERENCE, BY_PATH, BY_ID } exactness;

typedef struct ranked {
    foi_label_entry entry;
    exactness kind;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->entry.source != b->entry.source)
        return a->entry.source == FOI_SOURCE_PERSON ? 1 : -1;
    if (a->entry.file != b->entry.file)
        return a->entry.file < b->entry.file ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->entry.line > b->entry.line) - (a->entry.line < b->entry.line);
}

static void gather(foi_labels *labels, const char *key, exactness kind, GArray *into)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(foi_label_entry));
    foi_labels_find(labels, key, entries);
    for (guint i = 0; i < entries->len; i++) {
        ranked each = {g_array_index(entries, foi_label_entry, i), kind};
        g_array_append_val(into, each);
    }
}

/* What the rows in FOUND, sorted, say last of FIELD: a row to unref and its label; NULL: nothing.
 */
static GPtrArray *last_word(const GArray *found, foi_tag_field field, const foi_label **label)
{
    for (guint i = found->len; i > 0; i--) {
        GPtrArray *row = foi_label_entry_read(&g_array_index(found, ranked, i - 1).entry);
        for (guint l = 0; l < row->len; l++) {
            *label = g_ptr_array_index(row, l);
            if ((*label)->field == field)
                return row;
        }
        g_ptr_array_unref(row);
    }
    return NULL;
}

/* The references of the document's own as the rows in FOUND leave them: a set of keys. */
static GHashTable *own_references(const foi_document *document, const GArray *found)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const foi_label *label;
    g_autoptr(GPtrArray) row = last_word(found, FOI_TAG_REFERENCES, &label);
    for (char **value = row != NULL ? label->values : NULL; value != NULL && *value != NULL;
         value++)
        g_hash_table_add(keys, foi_label_reference_key(strchr(*value, '=') + 1));
    for (guint i = 0; row == NULL && i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        if (tag->own)
            g_hash_table_add(keys, foi_label_reference_key(tag->id));
    }
    return keys;
}

/* Takes out the rows of publishers who do not publish documents of this one's type. */
static void keep_published(GArray *found, const char *doctype)
{
    g_autofree char *wanted = g_strdup_printf(";%s;", doctype != NULL ? doctype : "");
    for (guint i = found->len; i > 0; i--) {
        const char *types = g_array_index(found, ranked, i - 1).entry.types;
        g_autofree char *among = g_strdup_printf(";%s;", types);
        if (*types != '\0' && strstr(among, wanted) == NULL)
            g_array_remove_index(found, i - 1);
    }
}

static void gather_by_reference(foi_labels *labels, const foi_document *document, GArray *found)
{
    g_array_sort(found, compare_ranked);
    g_autoptr(GHashTable) keys = own_references(document, found);
    g_autoptr(GArray) more = g_array_new(FALSE, FALSE, sizeof(ranked));
    GHashTableIter each;
    void *key;
    g_hash_table_iter_init(&each, keys);
    while (g_hash_table_iter_next(&each, &key, NULL))
        gather(labels, key, BY_REFERENCE, more);
    const foi_label *label;
    g_autoptr(GPtrArray) row = last_word(found, FOI_TAG_DOCTYPE, &label);
    keep_published(more, row != NULL ? label->values[0]
                                     : foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE,
                                                           (int)document->tags.doctype));
    g_array_append_vals(found, more->data, more->len);
}

/* A worker that was taken over may claim that a person has said so. */
static void mark_read(foi_document *document)
{
    foi_tags *tags = &document->tags;
    foi_evidence *single[] = {&tags->doctype_evidence, &tags->authority_evidence,
                              &tags->date_evidence,    &tags->regime_evidence,
                              &tags->outcome_evidence, &tags->favours_evidence};
    for (size_t i = 0; i < G_N_ELEMENTS(single); i++)
        if (single[i]->source != FOI_SOURCE_NONE)
            single[i]->source = FOI_SOURCE_READ;
    for (guint i = 0; i < tags->provisions->len; i++)
        ((foi_provision_tag *)tags->provisions->pdata[i])->evidence.source = FOI_SOURCE_READ;
    for (guint i = 0; i < tags->references->len; i++)
        ((foi_reference_tag *)tags->references->pdata[i])->evidence.source = FOI_SOURCE_READ;
}

/* Whether it was the authority that appealed, as what was read shows. */
static bool authority_appealed(const foi_tags *read)
{
    return read->favours != FOI_FAVOURS_NONE &&
           read->favours == foi_outcome_favours(read->outcome, true) &&
           read->favours != foi_outcome_favours(read->outcome, false);
}

static void let_favours_follow(foi_document *document, bool appealed)
{
    foi_tags *tags = &document->tags;
    uint32_t said = document->by_person | document->by_publisher;
    if ((said & (uint32_t)1 << FOI_TAG_OUTCOME) == 0 ||
        (said & (uint32_t)1 << FOI_TAG_FAVOURS) != 0)
        return;
    tags->favours = foi_outcome_favours(tags->outcome, appealed);
    tags->favours_evidence = tags->outcome_evidence;
    if (tags->favours == FOI_FAVOURS_NONE)
        tags->favours_evidence.source = FOI_SOURCE_NONE;
}

void foi_labels_lift(foi_document *document)
{
    if (foi_document_field_source(document, FOI_TAG_TITLE) != FOI_SOURCE_READ)
        set_string(&document->title, document->title_read);
    g_clear_pointer(&document->title_read, g_free);
    document->by_person = document->by_publisher = 0;
}

bool foi_labels_apply(foi_labels *labels, foi_document *document, const char *const *places,
                      size_t count)
{
    foi_labels_lift(document);
    mark_read(document);
    if (foi_labels_is_empty(labels))
        return false;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ranked));
    if (document->id != NULL) {
        g_autofree char *key = g_strconcat(FOI_LABEL_ID, document->id, NULL);
        gather(labels, key, BY_ID, found);
    }
    for (size_t i = 0; i < count; i++) {
        g_autofree char *key = g_strconcat(FOI_LABEL_PATH, places[i], NULL);
        gather(labels, key, BY_PATH, found);
    }
    gather_by_reference(labels, document, found);
    g_array_sort(found, compare_ranked);
    bool appealed = authority_appealed(&document->tags);
    for (guint i = 0; i < found->len; i++) {
        const ranked *each = &g_array_index(found, ranked, i);
        apply_row(document, &each->entry, each->kind == BY_REFERENCE);
    }
    let_favours_follow(document, appealed);
    return found->len > 0;
}
