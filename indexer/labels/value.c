#include "indexer/labels/value.h"

#include <string.h>

#include "indexer/authority/authority.h"
#include "indexer/base/days.h"
#include "indexer/base/nearest.h"
#include "indexer/law/law.h"
#include "indexer/tag/dates.h"

/* A cell beyond this is no value but a mistake. */
enum { VALUE_BYTES = 500 };

void foi_cell_note_clear(foi_cell_note *note)
{
    g_clear_pointer(&note->problem, g_free);
    g_clear_pointer(&note->remark, g_free);
}

bool foi_label_says_none(const char *cell)
{
    return strcmp(cell, "-") == 0;
}

static bool refuse(foi_cell_note *note, foi_nearest *nearest, const char *wanted, const char *what)
{
    g_autofree char *near = foi_nearest_finish(nearest);
    g_free(note->problem);
    note->problem = g_strdup_printf("\"%s\" is no %s%s%s%s", wanted, what,
                                    near != NULL ? "; did you mean " : "", near != NULL ? near : "",
                                    near != NULL ? "?" : "");
    return false;
}

/* --- closed lists ------------------------------------------------------------------------------
 */

static bool take_word(foi_vocabulary list, const char *what, const char *cell, GPtrArray *values,
                      foi_cell_note *note)
{
    int value = foi_vocabulary_value(list, cell);
    if (value != 0) {
        g_ptr_array_add(values, g_strdup(foi_vocabulary_name(list, value)));
        return true;
    }
    foi_nearest nearest;
    foi_nearest_start(&nearest, cell);
    for (int i = 1; i < foi_vocabulary_end(list); i++)
        foi_nearest_offer(&nearest, foi_vocabulary_name(list, i), NULL);
    return refuse(note, &nearest, cell, what);
}

static const char *regime_of(const char *cell)
{
    for (const char *const *regime = foi_law_regimes(); *regime != NULL; regime++)
        if (g_ascii_strcasecmp(*regime, cell) == 0 ||
            g_ascii_strcasecmp(foi_law_regime_name(*regime), cell) == 0)
            return *regime;
    return NULL;
}

static bool take_regime(const char *cell, GPtrArray *values, foi_cell_note *note)
{
    const char *regime = regime_of(cell);
    if (regime != NULL) {
        g_ptr_array_add(values, g_strdup(regime));
        return true;
    }
    foi_nearest nearest;
    foi_nearest_start(&nearest, cell);
    for (const char *const *each = foi_law_regimes(); *each != NULL; each++)
        foi_nearest_offer(&nearest, *each, NULL);
    return refuse(note, &nearest, cell, "regime");
}

/* --- the law -----------------------------------------------------------------------------------
 */

char *foi_label_provision(const char *text, const char *act)
{
    const char *regime = act != NULL ? regime_of(act) : NULL;
    g_autofree char *named = regime != NULL ? g_strdup_printf("%s:%s", regime, text) : NULL;
    g_autofree char *short_name = act != NULL ? g_strdup_printf("%s %s", act, text) : NULL;
    char *id = named != NULL ? foi_law_canonical(named) : NULL;
    if (id == NULL && short_name != NULL)
        id = foi_law_canonical(short_name);
    if (id == NULL)
        id = foi_law_canonical(text);
    /* The house style of the regulator for the Act: "FOI 40(2)". */
    if (id == NULL && g_ascii_strncasecmp(text, "FOI ", 4) == 0) {
        g_autofree char *foia = g_strdup_printf("foia:%s", text + 4);
        id = foi_law_canonical(foia);
    }
    return id;
}

static bool take_provision(const char *cell, GPtrArray *values, foi_cell_note *note)
{
    char *id = foi_law_canonical(cell);
    if (id != NULL) {
        g_ptr_array_add(values, id);
        return true;
    }
    g_free(note->problem);
    note->problem =
        g_strdup_printf("\"%s\" is no provision of a known law; write it as foia:40(2), "
                        "eir:12(5)(e) or foisa:30(b)",
                        cell);
    return false;
}

/* --- references --------------------------------------------------------------------------------
 */

/* TEXT as a document of its own, for what reads running text. */
static foi_document *document_of(const char *text)
{
    foi_document *document = foi_document_new();
    g_string_assign(document->text.bytes, text);
    foi_block block = {0, strlen(text), 0, 0, FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY};
    g_array_append_val(document->text.blocks, block);
    return document;
}

static bool take_reference(const char *cell, GPtrArray *values, foi_cell_note *note)
{
    const char *equals = strchr(cell, '=');
    if (equals != NULL) {
        g_autofree char *kind = g_strstrip(g_strndup(cell, (size_t)(equals - cell)));
        g_autofree char *id = g_strstrip(g_strdup(equals + 1));
        g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
        if (!take_word(FOI_VOCABULARY_REFERENCE_KIND, "kind of reference", kind, found, note))
            return false;
        if (*id != '\0') {
            g_ptr_array_add(values, g_strdup_printf("%s=%s", (char *)found->pdata[0], id));
            return true;
        }
        note->problem = g_strdup_printf("\"%s\" has no reference behind its kind", cell);
        return false;
    }
    g_autoptr(foi_document) document = document_of(cell);
    g_autoptr(foi_reading) reading = foi_reading_new(document);
    foi_tag_references(reading);
    const GPtrArray *references = document->tags.references;
    const foi_reference_tag *tag = references->len == 1 ? references->pdata[0] : NULL;
    const char *kind =
        foi_vocabulary_name(FOI_VOCABULARY_REFERENCE_KIND,
                            tag != NULL ? (int)tag->kind : (int)FOI_REFERENCE_AUTHORITY_REF);
    g_ptr_array_add(values, g_strdup_printf("%s=%s", kind, tag != NULL ? tag->id : cell));
    return true;
}

/* --- dates -------------------------------------------------------------------------------------
 */

static bool take_date(const char *cell, GPtrArray *values, foi_cell_note *note)
{
    /* A time of day behind the date says no more about it. */
    size_t length = strcspn(cell, "T");
    if (length != strlen("2019-05-24") || cell[length] == '\0')
        length = strlen(cell);
    foi_days days;
    const char *problem;
    if (foi_days_read(cell, length, &days, &problem)) {
        g_ptr_array_add(values, g_strndup(cell, length));
        return true;
    }
    g_autoptr(foi_document) document = document_of(cell);
    g_autoptr(foi_reading) reading = foi_reading_new(document);
    foi_found_date found;
    if (reading->tokens->len > 0 && foi_date_at(reading, 0, &found) &&
        found.end == reading->tokens->len) {
        char *date = found.precision == FOI_DATE_DAY
                         ? g_strdup_printf("%04d-%02d-%02d", found.year, found.month, found.day)
                     : found.precision == FOI_DATE_MONTH
                         ? g_strdup_printf("%04d-%02d", found.year, found.month)
                         : g_strdup_printf("%04d", found.year);
        g_ptr_array_add(values, date);
        return true;
    }
    note->problem =
        g_strdup_printf("\"%s\" is no date; write it as 2019-05-24, 2019-05 or 2019", cell);
    return false;
}

/* --- the rest ----------------------------------------------------------------------------------
 */

static bool take_authority(const char *cell, GPtrArray *values, foi_cell_note *note)
{
    const foi_authority *authority = foi_authority_find(cell);
    if (authority != NULL) {
        g_ptr_array_add(values, g_strdup(authority->id));
        return true;
    }
    g_ptr_array_add(values, g_strdup(cell));
    if (note->quiet)
        return true;
    foi_nearest nearest;
    foi_nearest_start(&nearest, cell);
    for (size_t i = 0; (authority = foi_authority_at(i)) != NULL; i++) {
        foi_nearest_offer(&nearest, authority->name, NULL);
        foi_nearest_offer(&nearest, authority->name, authority->id);
    }
    g_autofree char *near = foi_nearest_finish(&nearest);
    g_free(note->remark);
    note->remark =
        g_strdup_printf("the authority \"%s\" is not in the table of authorities%s%s", cell,
                        near != NULL ? "; the nearest there: " : "", near != NULL ? near : "");
    return true;
}

static bool take_title(const char *cell, GPtrArray *values, foi_cell_note *note)
{
    for (const char *at = cell; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f) {
            note->problem = g_strdup("a title is one line without control characters");
            return false;
        }
    g_ptr_array_add(values, g_strdup(cell));
    return true;
}

static bool take_one(foi_tag_field field, const char *cell, GPtrArray *values, foi_cell_note *note)
{
    if (strlen(cell) > VALUE_BYTES) {
        note->problem =
            g_strdup_printf("a value of %zu bytes; %d are the most", strlen(cell), VALUE_BYTES);
        return false;
    }
    switch (field) {
    case FOI_TAG_DOCTYPE:
        return take_word(FOI_VOCABULARY_DOCTYPE, "type of document", cell, values, note);
    case FOI_TAG_OUTCOME:
        return take_word(FOI_VOCABULARY_OUTCOME, "outcome", cell, values, note);
    case FOI_TAG_FAVOURS:
        return take_word(FOI_VOCABULARY_FAVOURS, "one that an outcome favours", cell, values, note);
    case FOI_TAG_AUTHORITY:
        return take_authority(cell, values, note);
    case FOI_TAG_DATE:
        return take_date(cell, values, note);
    case FOI_TAG_REGIME:
        return take_regime(cell, values, note);
    case FOI_TAG_REFERENCES:
        return take_reference(cell, values, note);
    case FOI_TAG_TITLE:
        return take_title(cell, values, note);
    default:
        return take_provision(cell, values, note);
    }
}

static bool has_several(foi_tag_field field)
{
    return field == FOI_TAG_REGIME || field == FOI_TAG_REFERENCES ||
           foi_tag_field_role(field) != FOI_ROLE_NONE;
}

bool foi_label_value(foi_tag_field field, const char *cell, GPtrArray *values, foi_cell_note *note)
{
    guint before = values->len;
    if (foi_label_says_none(cell))
        return true;
    if (!has_several(field))
        return take_one(field, cell, values, note);
    g_auto(GStrv) parts = g_strsplit(cell, ";", -1);
    for (char **part = parts; *part != NULL; part++) {
        const char *value = g_strstrip(*part);
        if (*value == '\0')
            continue;
        if (!take_one(field, value, values, note)) {
            g_ptr_array_set_size(values, (gint)before);
            return false;
        }
    }
    return true;
}
