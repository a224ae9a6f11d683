/* tags.c - the tags of one document, each with what it was read from, so that a person can check
 * them: the value, where it stands, how sure it is, who says so, and the words themselves.
 *
 * Tags that were read from the same words stand together, and these words are shown once.
 */
#include "indexer/program/shared/tags.h"

#include <string.h>

#include "indexer/program/shared/provisions.h"

typedef struct lister {
    const foi_document *document;
    GPtrArray *tags; /* of foi_shown_tag * */
    bool labels;
    const foi_evidence *above; /* of the line before; NULL at the first */
} lister;

/* A provision or a reference, which are sorted by where they were read. */
typedef struct entry {
    const char *name; /* of its role, or of how it is referred to */
    int rank;         /* which names stand before which */
    guint place;      /* among the document's tags */
    const foi_evidence *evidence;
} entry;

static bool has_same_words(const foi_evidence *a, const foi_evidence *b)
{
    return a->length > 0 && a->start == b->start && a->length == b->length &&
           a->source == b->source &&
           foi_confidence_shown(a->confidence) >= foi_confidence_shown(b->confidence) &&
           foi_confidence_shown(a->confidence) <= foi_confidence_shown(b->confidence);
}

static char *place_of(const lister *l, const foi_evidence *evidence, bool as_above)
{
    GString *place = g_string_new(as_above ? "as above, " : NULL);
    const foi_block *block =
        evidence->length == 0 ? NULL : foi_text_block_at(&l->document->text, evidence->start);
    foi_pinpoint where = foi_text_pinpoint(&l->document->text, block);
    g_autofree char *words = foi_pinpoint_words(&where);
    if (words != NULL)
        g_string_append_printf(place, "%s, ", words);
    g_string_append_printf(place, "%.2f", foi_confidence_shown(evidence->confidence));
    const char *source = foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)evidence->source);
    if (source != NULL)
        g_string_append_printf(place, ", %s", source);
    return g_string_free(place, FALSE);
}

static void shown_tag_free(void *data)
{
    foi_shown_tag *tag = data;
    g_free(tag->value);
    g_free(tag->place);
    g_free(tag->quote);
    g_free(tag);
}

static void add_tag(lister *l, const char *name, const char *value, const foi_evidence *evidence)
{
    bool as_above = l->above != NULL && has_same_words(l->above, evidence);
    foi_shown_tag *tag = g_new0(foi_shown_tag, 1);
    tag->name = name;
    tag->value = g_strdup(value);
    tag->place = place_of(l, evidence, as_above);
    tag->quote = as_above ? NULL : foi_text_quote(&l->document->text, evidence);
    l->above = evidence;
    g_ptr_array_add(l->tags, tag);
}

static void add_vocabulary(lister *l, const char *name, foi_vocabulary list, int value,
                           const foi_evidence *evidence)
{
    if (value != 0)
        add_tag(l, name,
                l->labels ? foi_vocabulary_label(list, value) : foi_vocabulary_name(list, value),
                evidence);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const entry *one = a, *other = b;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    if (one->evidence->start != other->evidence->start)
        return one->evidence->start < other->evidence->start ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

static void append_value(GString *value, const foi_document *document, const entry *e,
                         bool is_provision, char **law)
{
    if (is_provision) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, e->place);
        foi_append_provision(value, tag->id, law);
        return;
    }
    const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, e->place);
    g_string_append_printf(value, "%s%s (%s)", value->len > 0 ? ", " : "", tag->id,
                           foi_vocabulary_name(FOI_VOCABULARY_REFERENCE_KIND, (int)tag->kind));
}

/* Add ENTRIES sorted, those of one name and the same words in one line. */
static void add_entries(lister *l, GArray *entries, bool are_provisions)
{
    g_array_sort(entries, compare_entries);
    for (guint i = 0; i < entries->len;) {
        const entry *first = &g_array_index(entries, entry, i);
        g_autoptr(GString) value = g_string_new(NULL);
        g_autofree char *law = NULL;
        for (; i < entries->len; i++) {
            const entry *e = &g_array_index(entries, entry, i);
            if (e != first &&
                (e->rank != first->rank || !has_same_words(e->evidence, first->evidence)))
                break;
            append_value(value, l->document, e, are_provisions, &law);
        }
        add_tag(l, first->name, value->str, first->evidence);
    }
}

static void add_provisions(lister *l)
{
    const GPtrArray *tags = l->document->tags.provisions;
    g_autoptr(GArray) entries = g_array_sized_new(FALSE, FALSE, sizeof(entry), tags->len);
    for (guint i = 0; i < tags->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags, i);
        entry e = {foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)tag->role), (int)tag->role, i,
                   &tag->evidence};
        g_array_append_val(entries, e);
    }
    add_entries(l, entries, true);
}

static void add_references(lister *l)
{
    const GPtrArray *tags = l->document->tags.references;
    g_autoptr(GArray) entries = g_array_sized_new(FALSE, FALSE, sizeof(entry), tags->len);
    for (guint i = 0; i < tags->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags, i);
        entry e = {tag->own ? "own ref" : "cites", tag->own ? 0 : 1, i, &tag->evidence};
        g_array_append_val(entries, e);
    }
    add_entries(l, entries, false);
}

/* The fields that SOURCE decided, those that are empty by its word among them. */
static void add_labels(lister *l, foi_source source)
{
    g_autoptr(GString) fields = g_string_new(NULL);
    for (int field = 1; field < FOI_TAG_END; field++)
        if (foi_document_field_source(l->document, (foi_tag_field)field) == source)
            g_string_append_printf(fields, "%s%s", fields->len > 0 ? ", " : "",
                                   foi_vocabulary_name(FOI_VOCABULARY_TAG_FIELD, field));
    if (fields->len == 0)
        return;
    foi_shown_tag *tag = g_new0(foi_shown_tag, 1);
    tag->name = foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)source);
    tag->value = g_strdup(fields->str);
    g_ptr_array_add(l->tags, tag);
}

static void add_regimes(lister *l)
{
    const foi_tags *tags = &l->document->tags;
    g_autoptr(GString) regimes = g_string_new(NULL);
    for (guint i = 0; i < tags->regimes->len; i++)
        g_string_append_printf(regimes, "%s%s", i > 0 ? "; " : "",
                               (const char *)g_ptr_array_index(tags->regimes, i));
    if (regimes->len > 0)
        add_tag(l, "regime", regimes->str, &tags->regime_evidence);
}

GPtrArray *foi_shown_tags(const foi_document *document, bool labels)
{
    const foi_tags *tags = &document->tags;
    lister l = {document, g_ptr_array_new_with_free_func(shown_tag_free), labels, NULL};
    add_vocabulary(&l, "type", FOI_VOCABULARY_DOCTYPE, (int)tags->doctype, &tags->doctype_evidence);
    if (tags->authority_id != NULL)
        add_tag(&l, "authority", tags->authority_name, &tags->authority_evidence);
    if (tags->date != NULL)
        add_tag(&l, "date", tags->date, &tags->date_evidence);
    add_regimes(&l);
    add_vocabulary(&l, "outcome", FOI_VOCABULARY_OUTCOME, (int)tags->outcome,
                   &tags->outcome_evidence);
    add_vocabulary(&l, "favours", FOI_VOCABULARY_FAVOURS, (int)tags->favours,
                   &tags->favours_evidence);
    add_provisions(&l);
    add_references(&l);
    add_labels(&l, FOI_SOURCE_PERSON);
    add_labels(&l, FOI_SOURCE_PUBLISHER);
    return l.tags;
}

/* One line, or more where value and quote do not go into one. */
static void print_tag(const foi_shown_tag *tag, const foi_page *page)
{
    g_autofree char *head = tag->place == NULL
                                ? g_strdup(tag->value)
                                : g_strdup_printf("%s  (%s)", tag->value, tag->place);
    g_autofree char *quote = tag->quote == NULL ? NULL : g_strdup_printf("\"%s\"", tag->quote);
    if (quote == NULL) {
        foi_print_headed(page, FOI_TAG_INDENT, tag->name, head);
        return;
    }
    glong length = g_utf8_strlen(head, -1) + 2 + g_utf8_strlen(quote, -1);
    if (FOI_TAG_INDENT + length <= (glong)foi_prose_columns(page)) {
        g_autofree char *both = g_strdup_printf("%s  %s", head, quote);
        foi_print_headed(page, FOI_TAG_INDENT, tag->name, both);
        return;
    }
    foi_print_headed(page, FOI_TAG_INDENT, tag->name, head);
    foi_print_folded(page, FOI_TAG_INDENT, quote, NULL, 0, false);
}

void foi_print_tags(const foi_document *document, bool labels, const foi_page *page)
{
    g_autoptr(GPtrArray) tags = foi_shown_tags(document, labels);
    for (guint i = 0; i < tags->len; i++)
        print_tag(g_ptr_array_index(tags, i), page);
}
