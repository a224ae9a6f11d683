#include "indexer/field/field.h"

#include <string.h>
#include <unicode/uloc.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "indexer/authority/authority.h"
#include "indexer/law/law.h"

/* Xapian refuses terms over 245 bytes; a longer one keeps its beginning and ends in a hash. */
enum { TERM_LIMIT = 240, TERM_KEPT = 200 };

/* No law goes deeper (part, paragraph, sub-paragraph, limb); only a hostile id does, and walking up
 * all of its brackets would cost the square of its length. */
enum { PROVISION_DEPTH_LIMIT = 12 };

static void give(const char *value, foi_value_sink sink, void *data)
{
    if (value != NULL && value[0] != '\0')
        sink(value, data);
}

static void read_authority(const foi_document *document, foi_value_sink sink, void *data)
{
    give(document->tags.authority_id, sink, data);
}

static void read_sector(const foi_document *document, foi_value_sink sink, void *data)
{
    give(foi_vocabulary_name(FOI_VOCABULARY_SECTOR, document->tags.sector), sink, data);
}

/* So many values of one document are compared one by one; beyond them a set is made. */
enum { FEW_VALUES = 16 };

/* Each value once, however often it comes; what was given is kept only while one document is read.
 */
typedef struct unique {
    char *few[FEW_VALUES];
    guint count;      /* of the values in `few` */
    GHashTable *many; /* those beyond; NULL: none */
    foi_value_sink sink;
    void *data;
} unique;

static unique unique_start(foi_value_sink sink, void *data)
{
    unique each = {{NULL}, 0, NULL, sink, data};
    return each;
}

/* False where it was given before. */
static bool unique_add(unique *each, const char *value)
{
    for (guint i = 0; i < each->count; i++)
        if (strcmp(each->few[i], value) == 0)
            return false;
    if (each->count < FEW_VALUES) {
        each->few[each->count++] = g_strdup(value);
        return true;
    }
    if (each->many == NULL)
        each->many = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return g_hash_table_add(each->many, g_strdup(value));
}

static void unique_give(unique *each, const char *value)
{
    if (value[0] != '\0' && unique_add(each, value))
        each->sink(value, each->data);
}

static void unique_end(unique *each)
{
    for (guint i = 0; i < each->count; i++)
        g_free(each->few[i]);
    if (each->many != NULL)
        g_hash_table_unref(each->many);
}

static void read_regime(const foi_document *document, foi_value_sink sink, void *data)
{
    unique each = unique_start(sink, data);
    for (guint i = 0; i < document->tags.regimes->len; i++)
        unique_give(&each, g_ptr_array_index(document->tags.regimes, i));
    unique_end(&each);
}

static void read_type(const foi_document *document, foi_value_sink sink, void *data)
{
    give(foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, document->tags.doctype), sink, data);
}

/* The section first, the provision itself last, each behind PREFIX. */
static void give_with_ancestors(unique *each, const char *prefix, const char *id)
{
    char *chain[PROVISION_DEPTH_LIMIT];
    size_t depth = 0;
    char *next = g_strdup(id);
    while (next != NULL && depth < PROVISION_DEPTH_LIMIT) {
        chain[depth++] = next;
        next = foi_law_parent(next);
    }
    g_free(next);
    while (depth > 0) {
        g_autofree char *value = g_strconcat(prefix, chain[--depth], NULL);
        unique_give(each, value);
        g_free(chain[depth]);
    }
}

static void read_exemption(const foi_document *document, foi_value_sink sink, void *data)
{
    unique each = unique_start(sink, data);
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        if (foi_role_is_claim(tag->role) && foi_law_is_exemption(tag->id))
            give_with_ancestors(&each, "", tag->id);
    }
    unique_end(&each);
}

static void read_ruling(const foi_document *document, foi_value_sink sink, void *data)
{
    unique each = unique_start(sink, data);
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        if (!foi_role_is_ruling(tag->role))
            continue;
        g_autofree char *role =
            g_strconcat(foi_vocabulary_name(FOI_VOCABULARY_ROLE, tag->role), ":", NULL);
        give_with_ancestors(&each, role, tag->id);
    }
    unique_end(&each);
}

static void read_outcome(const foi_document *document, foi_value_sink sink, void *data)
{
    give(foi_vocabulary_name(FOI_VOCABULARY_OUTCOME, document->tags.outcome), sink, data);
}

static void read_favours(const foi_document *document, foi_value_sink sink, void *data)
{
    give(foi_vocabulary_name(FOI_VOCABULARY_FAVOURS, document->tags.favours), sink, data);
}

/* The date comes from a worker that may have been taken over: only its digits are believed. */
static bool date_has(const char *date, size_t length)
{
    static const char form[] = "dddd-dd-dd";
    if (date == NULL)
        return false;
    for (size_t i = 0; i < length; i++)
        if (form[i] == 'd' ? !g_ascii_isdigit(date[i]) : date[i] != form[i])
            return false;
    return true;
}

static void give_date(const foi_document *document, size_t length, foi_value_sink sink, void *data)
{
    if (!date_has(document->tags.date, length))
        return;
    g_autofree char *value = g_strndup(document->tags.date, length);
    sink(value, data);
}

static void read_date(const foi_document *document, foi_value_sink sink, void *data)
{
    static const size_t lengths[] = {10, 7, 4};
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
        if (date_has(document->tags.date, lengths[i])) {
            give_date(document, lengths[i], sink, data);
            return;
        }
}

static void read_year(const foi_document *document, foi_value_sink sink, void *data)
{
    give_date(document, 4, sink, data);
}

static void read_month(const foi_document *document, foi_value_sink sink, void *data)
{
    give_date(document, 7, sink, data);
}

/* A zero before a number is written or not: "[2021] UKUT 00116 (IAC)", "EA/2019/123". */
static bool is_padding(const char *at, bool in_number)
{
    return *at == '0' && g_ascii_isdigit(at[1]) && !in_number;
}

static char *fold_reference(const char *reference, bool with_padding)
{
    GString *key = g_string_new(NULL);
    bool in_number = false;
    for (const char *at = reference; *at != '\0';) {
        gunichar character = g_utf8_get_char_validated(at, -1);
        if (character == (gunichar)-1 || character == (gunichar)-2) {
            at++;
            continue;
        }
        bool padding = !with_padding && is_padding(at, in_number);
        in_number = g_unichar_isdigit(character) && !padding;
        if (g_unichar_isalnum(character) && !padding)
            g_string_append_unichar(key, g_unichar_tolower(character));
        at = g_utf8_next_char(at);
    }
    /* The First-tier Tribunal put its own initials before its numbers from 2023 on. */
    if (g_str_has_prefix(key->str, "ftea"))
        g_string_erase(key, 0, 2);
    return g_string_free(key, FALSE);
}

static void read_ref(const foi_document *document, foi_value_sink sink, void *data)
{
    unique each = unique_start(sink, data);
    for (guint i = 0; i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        g_autofree char *key = foi_reference_key(tag->id);
        g_autofree char *run_together = fold_reference(tag->id, true);
        unique_give(&each, key);
        unique_give(&each, run_together);
    }
    unique_end(&each);
}

static void read_case(const foi_document *document, foi_value_sink sink, void *data)
{
    give(document->case_id, sink, data);
}

static void read_file(const foi_document *document, foi_value_sink sink, void *data)
{
    give(foi_vocabulary_name(FOI_VOCABULARY_FILE_KIND, document->file), sink, data);
}

static void read_lang(const foi_document *document, foi_value_sink sink, void *data)
{
    give(document->language, sink, data);
}

static void read_title(const foi_document *document, foi_value_sink sink, void *data)
{
    give(document->title, sink, data);
}

static void read_path(const foi_document *document, foi_value_sink sink, void *data)
{
    give(document->location, sink, data);
}

#define NO_VOCABULARY FOI_VOCABULARY_COUNT

/* Y, M, D, L and S are Omega's prefixes; the others begin with X, as it asks of one's own. */
static const foi_field fields[] = {
    {"authority", "XAUTHORITY", FOI_FIELD_AUTHORITY, NO_VOCABULARY, false, true, false, true,
     "Authority", "id, name or acronym: dwp, \"Home Office\"", read_authority},
    {"sector", "XSECTOR", FOI_FIELD_VOCABULARY, FOI_VOCABULARY_SECTOR, false, true, false, true,
     "Sector", "central, local, police, health, ...", read_sector},
    {"regime", "XREGIME", FOI_FIELD_REGIME, NO_VOCABULARY, true, true, false, true, "Regime",
     "foia, eir, foisa, eisr, ...", read_regime},
    {"type", "XTYPE", FOI_FIELD_VOCABULARY, FOI_VOCABULARY_DOCTYPE, false, true, false, true,
     "Document type", "response, decision-notice, ...", read_type},
    {"exemption", "XEXEMPTION", FOI_FIELD_PROVISION, NO_VOCABULARY, true, true, false, true,
     "Exemption", "31, s31(1)(a), foisa:30(b), reg12(5)(e)", read_exemption},
    {"ruling", "XRULING", FOI_FIELD_RULING, NO_VOCABULARY, true, true, false, true, "Ruling",
     "upheld:31(1)(a), rejected:43(2), breached:10, complied:1", read_ruling},
    {"outcome", "XOUTCOME", FOI_FIELD_VOCABULARY, FOI_VOCABULARY_OUTCOME, false, true, false, true,
     "Outcome", "withheld, complaint-upheld, ...", read_outcome},
    {"favours", "XFAVOURS", FOI_FIELD_VOCABULARY, FOI_VOCABULARY_FAVOURS, false, true, false, true,
     "In favour of", "requester, authority, mixed", read_favours},
    {"date", "D", FOI_FIELD_DATE, NO_VOCABULARY, false, false, false, true, "Date",
     "2019, 2019-05, 2019-05-24, 2018..2019-06, 2019.., ..2019", read_date},
    {"year", "Y", FOI_FIELD_PERIOD, NO_VOCABULARY, false, true, false, true, "Year", "2019",
     read_year},
    {"month", "M", FOI_FIELD_PERIOD, NO_VOCABULARY, false, true, false, true, "Month", "2019-05",
     read_month},
    {"ref", "XREF", FOI_FIELD_REFERENCE, NO_VOCABULARY, true, false, false, true, "Reference",
     "a case or request number: FS50767053, EA/2019/0123", read_ref},
    {"case", NULL, FOI_FIELD_CASE, NO_VOCABULARY, false, true, true, true, "Case",
     "id of a matter, as a hit shows it", read_case},
    {"file", "XFILE", FOI_FIELD_VOCABULARY, FOI_VOCABULARY_FILE_KIND, false, true, false, true,
     "File type", "pdf, word, mail, sheet, slides, web, text, image, xml, archive", read_file},
    {"lang", "L", FOI_FIELD_LANGUAGE, NO_VOCABULARY, false, true, false, true, "Language",
     "ISO 639-1: en, cy", read_lang},
    {"title", "S", FOI_FIELD_WORDS, NO_VOCABULARY, false, false, false, true, "Title",
     "words of the title", read_title},
    {"path", NULL, FOI_FIELD_PATH, NO_VOCABULARY, true, true, true, false, "Folder",
     "a folder or a glob: letters/2019, *.eml", read_path},
};

const foi_field *foi_fields(size_t *count)
{
    *count = G_N_ELEMENTS(fields);
    return fields;
}

GPtrArray *foi_field_closed_values(const foi_field *field)
{
    static const char *const rulings[] = {"upheld:", "rejected:", "breached:", "complied:", NULL};
    const char *const *names = field->kind == FOI_FIELD_RULING   ? rulings
                               : field->kind == FOI_FIELD_REGIME ? foi_law_regimes()
                                                                 : NULL;
    GPtrArray *values = g_ptr_array_new();
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        g_ptr_array_add(values, (gpointer)names[i]);
    int end = field->kind == FOI_FIELD_VOCABULARY ? foi_vocabulary_end(field->vocabulary) : 0;
    for (int i = 1; i < end; i++)
        g_ptr_array_add(values, (gpointer)foi_vocabulary_name(field->vocabulary, i));
    return values;
}

const foi_field *foi_field_find(const char *name)
{
    if (name == NULL)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        if (g_ascii_strcasecmp(name, fields[i].name) == 0)
            return &fields[i];
    return NULL;
}

static void shorten(GString *term)
{
    if (term->len <= TERM_LIMIT)
        return;
    uint64_t hash = XXH3_64bits(term->str, term->len);
    g_string_truncate(term, TERM_KEPT);
    g_string_append_printf(term, "#%016" G_GINT64_MODIFIER "x", hash);
}

char *foi_field_term(const foi_field *field, const char *value)
{
    GString *term = g_string_new(field->prefix);
    /* Omega writes dates without separators. */
    bool digits_only = field->kind == FOI_FIELD_DATE || field->kind == FOI_FIELD_PERIOD;
    for (const char *at = value; *at != '\0'; at++)
        if (!digits_only || *at != '-')
            g_string_append_c(term, g_ascii_tolower(*at));
    shorten(term);
    return g_string_free(term, FALSE);
}

char *foi_field_word_term(const foi_field *field, const char *term, size_t length)
{
    GString *prefixed = g_string_new("Z");
    g_string_append(prefixed, field->prefix);
    g_string_append_len(prefixed, term + 1, (gssize)length - 1);
    return g_string_free(prefixed, FALSE);
}

char *foi_field_missing_term(const foi_field *field)
{
    return g_strconcat("XMISSING", field->name, NULL);
}

static char *language_label(const char *value)
{
    UChar name[64];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = uloc_getDisplayLanguage(value, "en", name, G_N_ELEMENTS(name), &status);
    if (U_FAILURE(status) || length <= 0 || length >= (int32_t)G_N_ELEMENTS(name))
        return g_strdup(value);
    char *label = g_utf16_to_utf8(name, length, NULL, NULL, NULL);
    return label != NULL ? label : g_strdup(value);
}

static char *ruling_label(const char *value)
{
    const char *colon = strchr(value, ':');
    if (colon == NULL)
        return g_strdup(value);
    g_autofree char *role = g_strndup(value, (gsize)(colon - value));
    const char *label =
        foi_vocabulary_label(FOI_VOCABULARY_ROLE, foi_vocabulary_value(FOI_VOCABULARY_ROLE, role));
    g_autofree char *provision = foi_law_display(colon + 1);
    return g_strdup_printf("%s: %s", label != NULL ? label : role, provision);
}

char *foi_field_value_label(const foi_field *field, const char *value)
{
    const char *label = NULL;
    const foi_authority *authority;
    switch (field->kind) {
    case FOI_FIELD_VOCABULARY:
        label =
            foi_vocabulary_label(field->vocabulary, foi_vocabulary_value(field->vocabulary, value));
        break;
    case FOI_FIELD_REGIME:
        label = foi_law_regime_name(value);
        break;
    case FOI_FIELD_AUTHORITY:
        authority = foi_authority_find(value);
        label = authority != NULL ? authority->name : NULL;
        break;
    case FOI_FIELD_PROVISION:
        return foi_law_display(value);
    case FOI_FIELD_RULING:
        return ruling_label(value);
    case FOI_FIELD_LANGUAGE:
        return language_label(value);
    default:
        break;
    }
    return g_strdup(label != NULL ? label : value);
}

char *foi_reference_key(const char *reference)
{
    return fold_reference(reference, false);
}

bool foi_reference_has_key(const char *reference, const char *key)
{
    g_autofree char *own = fold_reference(reference, false);
    g_autofree char *run_together = fold_reference(reference, true);
    return strcmp(own, key) == 0 || strcmp(run_together, key) == 0;
}
