/* value.c - one reader for each kind of field. */
#include "query/plan/value.h"

#include <string.h>
#include <unicode/uloc.h>

#include "indexer/authority/authority.h"
#include "indexer/base/days.h"
#include "indexer/base/nearest.h"
#include "indexer/law/law.h"

typedef struct request {
    const char *query;
    const foi_node *node;
    foi_snapshot *snapshot;
    foi_error *error;
} request;

bool foi_value_is_missing(const foi_node *node)
{
    return !node->quoted && node->bound == FOI_BOUND_NONE &&
           g_ascii_strcasecmp(node->text, "missing") == 0;
}

static foi_status unknown(const request *r, foi_nearest *nearest, const char *otherwise)
{
    g_autofree char *near = foi_nearest_finish(nearest);

    return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                           "`%s' is no known value of %s; %s %s", r->node->text,
                           r->node->field->name, near ? "did you mean" : "known are",
                           near ? near : otherwise);
}

/* NAME, also by one of its words ("judgment") and by its last ones ("partly-upheld"). */
static void offer_name(foi_nearest *nearest, const char *name, const char *label)
{
    g_auto(GStrv) words = g_strsplit(name, "-", -1);

    foi_nearest_offer(nearest, name, NULL);
    foi_nearest_offer(nearest, name, label);
    for (size_t i = 0; words[i] && words[1]; i++)
        foi_nearest_offer(nearest, name, words[i]);
    for (const char *rest = strchr(name, '-'); rest; rest = strchr(rest + 1, '-'))
        foi_nearest_offer(nearest, name, rest + 1);
}

static foi_status read_vocabulary(const request *r, char **value)
{
    foi_vocabulary list = r->node->field->vocabulary;
    int found = foi_vocabulary_value(list, r->node->text);
    g_autoptr(GString) all = g_string_new(NULL);
    foi_nearest nearest;

    if (found != 0) {
        *value = g_strdup(foi_vocabulary_name(list, found));
        return FOI_OK;
    }
    foi_nearest_start(&nearest, r->node->text);
    for (int i = 1; i < foi_vocabulary_end(list); i++) {
        const char *name = foi_vocabulary_name(list, i);
        const char *label = foi_vocabulary_label(list, i);
        if (g_ascii_strcasecmp(label, r->node->text) == 0) {
            g_free(foi_nearest_finish(&nearest));
            *value = g_strdup(name);
            return FOI_OK;
        }
        offer_name(&nearest, name, label);
        g_string_append_printf(all, "%s%s", i > 1 ? ", " : "", name);
    }
    return unknown(r, &nearest, all->str);
}

static foi_status read_regime(const request *r, char **value)
{
    const char *const *regimes = foi_law_regimes();
    g_autofree char *all = g_strjoinv(", ", (char **)regimes);
    foi_nearest nearest;

    foi_nearest_start(&nearest, r->node->text);
    for (size_t i = 0; regimes[i]; i++) {
        const char *name = foi_law_regime_name(regimes[i]);
        if (g_ascii_strcasecmp(regimes[i], r->node->text) == 0 ||
            (name && g_ascii_strcasecmp(name, r->node->text) == 0)) {
            g_free(foi_nearest_finish(&nearest));
            *value = g_strdup(regimes[i]);
            return FOI_OK;
        }
        foi_nearest_offer(&nearest, regimes[i], NULL);
    }
    return unknown(r, &nearest, all);
}

/* The value of a column that is WANTED, in any case, g_free; NULL. With NEAREST, all are offered to
 * it instead. */
static char *search_columns(const request *r, const char *wanted, foi_nearest *nearest)
{
    size_t segments = r->snapshot ? foi_snapshot_segments(r->snapshot) : 0;

    for (size_t s = 0; s < segments; s++) {
        const foi_column *column = foi_snapshot_column(r->snapshot, s, r->node->field);
        uint32_t count = column ? foi_column_values(column) : 0;
        for (uint32_t i = 0; i < count; i++) {
            const char *value = foi_column_value(column, i);
            if (nearest)
                foi_nearest_offer(nearest, value, NULL);
            else if (g_ascii_strcasecmp(value, wanted) == 0)
                return g_strdup(value);
        }
    }
    return NULL;
}

/* How many words behind a value are looked at for the rest of a name. */
#define NAME_WORDS 12

/* The longest name of an authority that an unquoted value makes with the plain words behind it, for
 * the caller to g_free; NULL. */
static char *name_running_on(const request *r)
{
    g_autoptr(GString) name = g_string_new(r->node->text);
    const char *rest = r->query + r->node->start + r->node->length;
    g_auto(GStrv) words = g_strsplit_set(rest, " \t\n", NAME_WORDS + 1);
    const foi_authority *meant = foi_authority_find(r->node->text);
    char *longest = NULL;

    for (int i = 0; !r->node->quoted && words[i] && i < NAME_WORDS; i++) {
        if (strpbrk(words[i], "\"():") || words[i][0] == '+' || words[i][0] == '-')
            break;
        if (words[i][0] != '\0') {
            g_string_append_printf(name, " %s", words[i]);
            const foi_authority *found = foi_authority_find(name->str);
            if (found && found != meant) {
                g_free(longest);
                longest = g_strdup(name->str);
            }
        }
    }
    return longest;
}

static void offer_acronyms(foi_nearest *nearest, const foi_authority *authority)
{
    g_auto(GStrv) acronyms = g_strsplit(foi_authority_acronyms(authority), "|", -1);

    for (char **acronym = acronyms; *acronym; acronym++)
        if (**acronym != '~' && **acronym != '\0')
            foi_nearest_offer(nearest, *acronym, NULL);
}

static foi_status read_authority(const request *r, char **value)
{
    g_autofree char *whole = name_running_on(r);

    if (whole) {
        return foi_query_error(
            r->error, r->query, r->node->start, r->node->length,
            "a name of several words stands in quotation marks: authority:\"%s\" "
            "(a shell takes them away unless the whole query is in '...')",
            whole);
    }
    const foi_authority *known = foi_authority_find(r->node->text);
    g_autofree char *made = foi_authority_make_id(r->node->text);
    foi_nearest nearest;

    *value = known ? g_strdup(known->id) : search_columns(r, r->node->text, NULL);
    if (!*value && made)
        *value = search_columns(r, made, NULL);
    if (*value)
        return FOI_OK;
    foi_nearest_start(&nearest, r->node->text);
    search_columns(r, NULL, &nearest);
    for (size_t i = 0; (known = foi_authority_at(i)) != NULL; i++) {
        foi_nearest_offer(&nearest, known->id, NULL);
        foi_nearest_offer(&nearest, known->id, known->name);
        offer_acronyms(&nearest, known);
    }
    return unknown(
        r, &nearest,
        "the ids, names and acronyms of the table and the ids that the facet "
        "`authority' shows; a name of several words stands in quotation marks, which the "
        "shell takes away unless the whole query is in '...'");
}

static foi_status read_case(const request *r, char **value)
{
    foi_nearest nearest;

    *value = search_columns(r, r->node->text, NULL);
    if (*value)
        return FOI_OK;
    foi_nearest_start(&nearest, r->node->text);
    search_columns(r, NULL, &nearest);
    return unknown(r, &nearest, "the ids that the facet `case' shows");
}

/* A bare "12(5)(e)" is FOIA's by rule, but only the Environmental Information Regulations have it:
 * the answer would be empty without a word. *TWIN is then the number for them. */
static bool is_only_of_eir(const char *id, char **twin)
{
    static const char foia[] = "foia:";
    const char *number = id + strlen(foia);
    g_autofree char *other = NULL;
    const foi_provision *known, *meant;

    if (!g_str_has_prefix(id, foia) || strchr(number, '(') == NULL)
        return false;
    other = g_strconcat("eir:", number, NULL);
    known = foi_law_provision(id);
    meant = foi_law_provision(other);
    if ((known && strcmp(known->id, id) == 0) || !meant || strcmp(meant->id, other) != 0)
        return false;
    *twin = g_strdup(number);
    return true;
}

static foi_status read_provision(const request *r, const char *text, char **value)
{
    g_autofree char *twin = NULL;

    bool bare = g_ascii_strncasecmp(text, "foia", 4) != 0;
    *value = foi_law_canonical(text);
    if (*value && !(bare && is_only_of_eir(*value, &twin)))
        return FOI_OK;
    g_clear_pointer(value, g_free);
    if (twin)
        return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                               "`%s' is read as FOIA's, which has no such provision; did you mean "
                               "reg%s?",
                               text, twin);
    if (*text == '\0')
        return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                               "a provision is missing; write 31(1)(a) for FOIA, foisa:30(b), "
                               "reg12(5)(e) or eir:12(5)(e)");
    return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                           "`%s' is no provision that is known; write 31(1)(a) for FOIA, "
                           "foisa:30(b), reg12(5)(e) or eir:12(5)(e)",
                           text);
}

static foi_status read_ruling(const request *r, char **value)
{
    static const foi_role roles[] = {FOI_ROLE_UPHELD, FOI_ROLE_REJECTED, FOI_ROLE_BREACHED,
                                     FOI_ROLE_COMPLIED};
    const char *colon = strchr(r->node->text, ':');
    size_t length = colon ? (size_t)(colon - r->node->text) : strlen(r->node->text);
    g_autofree char *written = g_strndup(r->node->text, length);
    g_autofree char *provision = NULL;
    foi_nearest nearest;
    foi_status status;

    foi_nearest_start(&nearest, written);
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
        const char *role = foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)roles[i]);
        if (g_ascii_strcasecmp(written, role) != 0) {
            foi_nearest_offer(&nearest, role, NULL);
            continue;
        }
        g_free(foi_nearest_finish(&nearest));
        status = read_provision(r, colon ? colon + 1 : "", &provision);
        *value = status == FOI_OK ? g_strconcat(role, ":", provision, NULL) : NULL;
        return status;
    }
    g_autofree char *near = foi_nearest_finish(&nearest);
    return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                           "a ruling is written ROLE:PROVISION, such as rejected:43(2); the role "
                           "is %s, not `%s'",
                           near ? near : "upheld, rejected, breached or complied", written);
}

static foi_status read_period(const request *r, char **value)
{
    bool month = strcmp(r->node->field->name, "month") == 0;
    size_t length = strlen(r->node->text);
    const char *problem = "";
    foi_days days;

    if (length != (month ? 7 : 4)) {
        return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                               "%s; for ranges use date:A..B",
                               month ? "a month is written 2019-05" : "a year is written 2019");
    }
    if (!foi_days_read(r->node->text, length, &days, &problem))
        return foi_query_error(r->error, r->query, r->node->start, r->node->length, "%s", problem);
    *value = g_strdup(r->node->text);
    return FOI_OK;
}

/* What stands around the number itself: the address of a request on the web or by mail, or words
 * such as "Decision" and "our ref:". The number is what the first group matches. */
static const char *const reference_forms[] = {
    "\\brequest[-/_]([0-9]+)",
    "^(?:our |your |case )?"
    "(?:decision notice|decision|request|case|reference|ref)\\b[ .:]*"
    "(?:(?:number|no)\\b[ .:]*)?(.*[0-9].*)$",
};

static char *bare_reference(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(reference_forms); i++) {
        g_autoptr(GRegex) form = g_regex_new(reference_forms[i], G_REGEX_CASELESS, 0, NULL);
        g_autoptr(GMatchInfo) match = NULL;
        if (g_regex_match(form, text, 0, &match))
            return g_match_info_fetch(match, 1);
    }
    return g_strdup(text);
}

static foi_status read_reference(const request *r, char **value)
{
    g_autofree char *bare = bare_reference(r->node->text);
    g_autofree char *key = foi_reference_key(bare);

    if (key[0] == '\0') {
        return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                               "a case or request number was expected, such as FS50767053");
    }
    *value = g_steal_pointer(&key);
    return FOI_OK;
}

static foi_status read_language(const request *r, char **value)
{
    g_autofree char *folded = g_ascii_strdown(r->node->text, -1);
    const char *const *languages = uloc_getISOLanguages();

    for (size_t i = 0; languages[i]; i++) {
        if (strlen(languages[i]) == 2 && strcmp(languages[i], folded) == 0) {
            *value = g_steal_pointer(&folded);
            return FOI_OK;
        }
    }
    return foi_query_error(r->error, r->query, r->node->start, r->node->length,
                           "`%s' is no language; write its two letters (ISO 639-1), such as en "
                           "or cy",
                           r->node->text);
}

foi_status foi_value_canonical(const char *query, const foi_node *node, foi_snapshot *snapshot,
                               char **value, foi_error *error)
{
    request r = {query, node, snapshot, error};

    *value = NULL;
    switch (node->field->kind) {
    case FOI_FIELD_VOCABULARY:
        return read_vocabulary(&r, value);
    case FOI_FIELD_REGIME:
        return read_regime(&r, value);
    case FOI_FIELD_AUTHORITY:
        return read_authority(&r, value);
    case FOI_FIELD_CASE:
        return read_case(&r, value);
    case FOI_FIELD_PROVISION:
        return read_provision(&r, node->text, value);
    case FOI_FIELD_RULING:
        return read_ruling(&r, value);
    case FOI_FIELD_PERIOD:
        return read_period(&r, value);
    case FOI_FIELD_REFERENCE:
        return read_reference(&r, value);
    case FOI_FIELD_LANGUAGE:
        return read_language(&r, value);
    case FOI_FIELD_DATE:
    case FOI_FIELD_WORDS:
    case FOI_FIELD_PATH:
        break;
    }
    return foi_error_set(error, FOI_ERROR_INTERNAL, "the field `%s' has no single value",
                         node->field->name);
}
