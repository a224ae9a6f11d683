/* random_queries.h - queries made at random as trees, and which documents meet them. */
#ifndef FOI_TESTS_RANDOM_QUERIES_H
#define FOI_TESTS_RANDOM_QUERIES_H

#include <math.h>

#include "random_documents.h"

typedef enum made_kind { MADE_WORDS, MADE_FIELD, MADE_DATES, MADE_ALL, MADE_ANY } made_kind;

/* One part of a query, and what it means. */
typedef struct made {
    made_kind kind;
    char *text;        /* WORDS: the words; FIELD: the value, NULL: missing */
    const char *field; /* FIELD: its name; DATES: "date" */
    char *low, *high;  /* DATES: full days; NULL: open */
    bool bound;        /* DATES: written as after: or before: */
    bool negated, required;
    GPtrArray *parts; /* ALL and ANY: of made * */
} made;

static inline void made_free(void *data)
{
    made *m = data;

    g_free(m->text);
    g_free(m->low);
    g_free(m->high);
    if (m->parts) {
        g_ptr_array_unref(m->parts);
    }
    g_free(m);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(made, made_free)

static inline made *made_new(made_kind kind)
{
    made *m = g_new0(made, 1);

    m->kind = kind;
    if (kind == MADE_ALL || kind == MADE_ANY) {
        m->parts = g_ptr_array_new_with_free_func(made_free);
    }
    return m;
}

/* --- making ------------------------------------------------------------------------------------
 */

static inline made *make_words(GRand *random, GString *query)
{
    made *m = made_new(MADE_WORDS);

    m->text = g_strdup(PICK(random, random_words));
    if (g_rand_int_range(random, 0, 4) == 0) {
        g_autofree char *first = m->text;
        m->text = g_strdup_printf("%s %s", first, PICK(random, random_words));
        g_string_append_printf(query, "\"%s\"", m->text);
    } else {
        g_string_append(query, m->text);
    }
    return m;
}

static inline const char *random_value(GRand *random, const foi_field *field)
{
    static const char *const years[] = {"2019", "2020", "1066", NULL};
    static const char *const months[] = {"2019-05", "2020-02", NULL};
    static const char *const provisions[] = {"foia:31",    "foia:31(1)",   "foia:31(1)(a)",
                                             "foia:40(2)", "eir:12(5)(e)", NULL};
    static const char *const rulings[] = {"upheld:foia:31", "rejected:foia:31(1)(a)",
                                          "breached:foia:10", "rejected:foisa:30(b)", NULL};
    static const char *const regimes[] = {"foia", "eir", NULL};

    if (field->kind == FOI_FIELD_VOCABULARY) {
        return foi_vocabulary_name(field->vocabulary, g_rand_int_range(random, 0, 4));
    }
    switch (field->name[0]) {
    case 'a':
        return PICK(random, random_authorities);
    case 'e':
        return PICK(random, provisions);
    case 'y':
        return PICK(random, years);
    case 'm':
        return PICK(random, months);
    case 'l':
        return PICK(random, random_languages);
    default:
        return strcmp(field->name, "ruling") == 0 ? PICK(random, rulings) : PICK(random, regimes);
    }
}

static inline made *make_field(GRand *random, GString *query)
{
    static const char *const names[] = {"authority", "exemption", "exemption", "ruling", "type",
                                        "outcome",   "favours",   "sector",    "file",   "year",
                                        "month",     "regime",    "lang",      "path"};
    static const char *const folders[] = {"/r/letters", "/r/letters/2019", "/r/other"};
    const foi_field *field = foi_field_find(PICK(random, names));
    made *m = made_new(MADE_FIELD);

    m->field = field->name;
    m->text = g_strdup(field->kind == FOI_FIELD_PATH ? PICK(random, folders)
                                                     : random_value(random, field));
    g_string_append_printf(query, "%s:%s", m->field, m->text ? m->text : "missing");
    return m;
}

static inline made *make_dates(GRand *random, GString *query)
{
    made *m = made_new(MADE_DATES);
    int first = g_rand_int_range(random, 2018, 2022);
    int last = g_rand_int_range(random, first, 2022);

    m->field = "date";
    m->low = g_strdup_printf("%d-01-01", first);
    m->high = g_strdup_printf("%d-12-31", last);
    switch (g_rand_int_range(random, 0, 4)) {
    case 0:
        m->bound = true;
        g_clear_pointer(&m->high, g_free);
        g_string_append_printf(query, "after:%d", first - 1);
        break;
    case 1:
        m->bound = true;
        g_clear_pointer(&m->low, g_free);
        g_string_append_printf(query, "before:%d-01", last + 1);
        break;
    case 2:
        g_clear_pointer(&m->high, g_free);
        g_string_append_printf(query, "date:%d..", first);
        break;
    default:
        g_string_append_printf(query, "date:%d..%d-12", first, last);
        break;
    }
    return m;
}

static inline made *make_sequence(GRand *random, GString *query, int depth);

static inline made *make_either(GRand *random, GString *query, int depth)
{
    made *m = made_new(MADE_ANY);

    g_ptr_array_add(m->parts, make_sequence(random, query, depth));
    g_string_append(query, " OR ");
    g_ptr_array_add(m->parts, make_sequence(random, query, depth));
    return m;
}

/* "exemption:31 OR exemption:40" */
static inline made *make_alternatives(GRand *random, GString *query)
{
    made *m = made_new(MADE_ANY);

    g_ptr_array_add(m->parts, make_field(random, query));
    const made *first = m->parts->pdata[0];
    const foi_field *field = foi_field_find(first->field);
    made *second = made_new(MADE_FIELD);
    second->field = field->name;
    second->text =
        g_strdup(field->kind == FOI_FIELD_PATH ? "/r/other" : random_value(random, field));
    g_string_append_printf(query, " OR %s:%s", field->name,
                           second->text ? second->text : "missing");
    g_ptr_array_add(m->parts, second);
    return m;
}

static inline made *make_group(GRand *random, GString *query, int depth)
{
    int kind = g_rand_int_range(random, 0, 3);

    g_string_append_c(query, '(');
    made *m = kind == 0   ? make_either(random, query, depth + 1)
              : kind == 1 ? make_alternatives(random, query)
                          : make_sequence(random, query, depth + 1);
    g_string_append_c(query, ')');
    return m;
}

static inline made *make_part(GRand *random, GString *query, int depth)
{
    int sign = g_rand_int_range(random, 0, 8);
    int kind = g_rand_int_range(random, 0, depth < 2 ? 10 : 8);
    made *m;

    g_string_append(query, sign == 0 ? "-" : sign == 1 ? "NOT " : sign == 2 ? "+" : "");
    m = kind < 4   ? make_words(random, query)
        : kind < 7 ? make_field(random, query)
        : kind < 8 ? make_dates(random, query)
                   : make_group(random, query, depth);
    m->negated = sign < 2;
    m->required = sign == 2;
    return m;
}

static inline made *make_sequence(GRand *random, GString *query, int depth)
{
    made *m = made_new(MADE_ALL);
    int count = g_rand_int_range(random, 1, depth == 0 ? 5 : 4);

    for (int i = 0; i < count; i++) {
        bool joined = i > 0 && g_rand_int_range(random, 0, 6) == 0;
        g_string_append(query, joined ? " AND " : i > 0 ? " " : "");
        g_ptr_array_add(m->parts, make_part(random, query, depth));
        if (joined) {
            ((made *)m->parts->pdata[i - 1])->required = true;
            ((made *)m->parts->pdata[i])->required = true;
        }
    }
    return m;
}

/* A query of which QUERY becomes the text. */
static inline made *make_query(GRand *random, GString *query)
{
    switch (g_rand_int_range(random, 0, 9)) {
    case 0:
        return make_either(random, query, 1);
    case 8:
        return make_alternatives(random, query);
    case 1:
        return make_group(random, query, 0);
    default:
        return make_sequence(random, query, 0);
    }
}

/* --- meaning -----------------------------------------------------------------------------------
 */

static inline bool is_alternative(const made *m)
{
    return m->field && !m->negated && !m->required && !m->bound;
}

/* The facet that M filters: by one value, or by alternatives that are all of it; NULL. */
static inline const char *filtered_facet(const made *m)
{
    const char *facet = m->kind == MADE_FIELD ? m->field : NULL;

    if (m->negated || (m->kind == MADE_ALL && m->parts->len > 1)) {
        return NULL;
    }
    for (guint i = 0; m->parts && i < m->parts->len; i++) {
        const char *own = filtered_facet(m->parts->pdata[i]);
        if (!own || (facet && strcmp(own, facet) != 0)) {
            return NULL;
        }
        facet = own;
    }
    return facet;
}

static inline bool is_filter_of(const made *m, const char *field)
{
    return field && g_strcmp0(filtered_facet(m), field) == 0;
}

static inline bool is_loose(const made *m)
{
    return m->kind == MADE_WORDS && !m->negated && !m->required;
}

/* Parentheses around the whole mean nothing. */
static inline const made *outermost_of(const made *query)
{
    while (query->kind == MADE_ALL && query->parts->len == 1) {
        const made *part = query->parts->pdata[0];
        if (!part->parts || part->negated || part->required) {
            break;
        }
        query = part;
    }
    return query;
}

static inline bool meets_all(const foi_document *document, const made *m, bool loose_words,
                             const char *without);

static inline bool meets_part(const foi_document *document, const made *m)
{
    switch (m->kind) {
    case MADE_WORDS:
        return look_has_words(document, m->text);
    case MADE_FIELD:
        return look_has(document, m->field, m->text);
    case MADE_DATES:
        return look_is_dated(document, m->low, m->high);
    case MADE_ALL:
        return meets_all(document, m, false, NULL);
    case MADE_ANY:
        for (guint i = 0; i < m->parts->len; i++) {
            if (meets_part(document, m->parts->pdata[i])) {
                return true;
            }
        }
        return false;
    }
    return false;
}

static inline bool meets_alternatives(const foi_document *document, const made *m,
                                      const char *field)
{
    for (guint i = 0; i < m->parts->len; i++) {
        const made *part = m->parts->pdata[i];
        if (is_alternative(part) && strcmp(part->field, field) == 0 && meets_part(document, part)) {
            return true;
        }
    }
    return false;
}

/* All parts of M; with LOOSE_WORDS but the plain words, and without the filters of WITHOUT. */
static inline bool meets_all(const foi_document *document, const made *m, bool loose_words,
                             const char *without)
{
    for (guint i = 0; i < m->parts->len; i++) {
        const made *part = m->parts->pdata[i];
        bool left_out = (loose_words && is_loose(part)) || is_filter_of(part, without);
        bool met = is_alternative(part) ? meets_alternatives(document, m, part->field)
                                        : meets_part(document, part) != part->negated;
        if (!left_out && !met) {
            return false;
        }
    }
    return true;
}

/* What a query gives, as looking at every document tells. */
typedef struct looked {
    const made *outermost;
    guint
        shares[16]; /* by part of the outermost level: what of the query it is; 0: no plain word */
    guint words;    /* of all plain words together */
    guint least;    /* so much of them a match has */
    guint total;    /* of matches */
    guint total_words; /* with all words */
    bool relaxed;
} looked;

static inline bool said_before(const made *m, guint number)
{
    const made *part = m->parts->pdata[number];

    for (guint i = 0; i < number; i++) {
        const made *other = m->parts->pdata[i];
        if (is_loose(other) && strcmp(other->text, part->text) == 0) {
            return true;
        }
    }
    return false;
}

/* What it tells that a document has the words of PART: the fewer have them, the more. */
static inline double rarity_of(const made *part)
{
    g_auto(GStrv) words = g_strsplit(part->text, " ", -1);
    double rarity = 0;

    for (guint i = 0; words[i]; i++) {
        guint having = 0;
        for (guint d = 0; d < documents->len; d++) {
            having += look_has_words(documents->pdata[d], words[i]);
        }
        rarity += 0.1 + log(1.0 + documents->len / (1.0 + having));
    }
    return rarity;
}

/* The shares are sixty-thousandths, by the rarity of the words. */
static inline void share_out(looked *l)
{
    const made *m = l->outermost;
    double rarities[G_N_ELEMENTS(l->shares)] = {0};
    double all = 0;

    for (guint i = 0; m->kind == MADE_ALL && i < m->parts->len; i++) {
        const made *part = m->parts->pdata[i];
        rarities[i] = is_loose(part) && !said_before(m, i) ? rarity_of(part) : 0;
        all += rarities[i];
    }
    for (guint i = 0; i < G_N_ELEMENTS(l->shares); i++) {
        l->shares[i] = rarities[i] > 0 ? 1 + (guint)(rarities[i] / all * 60000) : 0;
        l->words += l->shares[i];
    }
}

/* What DOCUMENT has of the plain words of the outermost level. */
static inline guint shares_of(const looked *l, const foi_document *document)
{
    guint sum = 0;

    for (guint i = 0; i < G_N_ELEMENTS(l->shares); i++) {
        if (l->shares[i] > 0 && meets_part(document, l->outermost->parts->pdata[i])) {
            sum += l->shares[i];
        }
    }
    return sum;
}

/* DOCUMENT is a match, filters of WITHOUT left out (NULL: none). */
static inline bool is_match(const looked *l, const foi_document *document, const char *without)
{
    if (l->outermost->kind == MADE_ANY) {
        return is_filter_of(l->outermost, without) || meets_part(document, l->outermost);
    }
    return meets_all(document, l->outermost, true, without) && shares_of(l, document) >= l->least;
}

static inline guint count_matches(const looked *l)
{
    guint count = 0;

    for (guint i = 0; i < documents->len; i++) {
        count += is_match(l, documents->pdata[i], NULL);
    }
    return count;
}

static inline bool requires_a_word(const made *m)
{
    for (guint i = 0; m->kind == MADE_ALL && i < m->parts->len; i++) {
        const made *part = m->parts->pdata[i];
        if (part->kind == MADE_WORDS && !part->negated && part->required) {
            return true;
        }
    }
    return false;
}

/* The share of those plain words that any document has which meets the rest; *COUNT of them. */
static inline guint found_shares(const looked *l, guint *count)
{
    guint found = 0;

    *count = 0;
    for (guint i = 0; i < G_N_ELEMENTS(l->shares); i++) {
        bool any = false;
        for (guint d = 0; l->shares[i] > 0 && !any && d < documents->len; d++) {
            any = meets_all(documents->pdata[d], l->outermost, true, NULL) &&
                  meets_part(documents->pdata[d], l->outermost->parts->pdata[i]);
        }
        found += any ? l->shares[i] : 0;
        *count += any;
    }
    return found;
}

/* The most that WANTED documents have of the query which meet the rest; LEAST where they do not. */
static inline guint shares_of_some(const looked *l, guint wanted, guint least)
{
    g_autofree guint *having = g_new0(guint, 65536);
    guint sum = 0;

    for (guint d = 0; d < documents->len; d++) {
        if (meets_all(documents->pdata[d], l->outermost, true, NULL)) {
            having[shares_of(l, documents->pdata[d])]++;
        }
    }
    for (guint share = 65535; share > least; share--) {
        sum += having[share];
        if (sum >= wanted) {
            return share;
        }
    }
    return least;
}

/* With fewer than ten documents that have all words, those follow that have enough of them. */
static inline looked look_for(const made *query)
{
    looked l = {.outermost = outermost_of(query)};
    guint optional = 0, found_count = 0;
    guint least = requires_a_word(l.outermost) ? 0 : 1;

    share_out(&l);
    l.least = l.words;
    l.total = l.total_words = count_matches(&l);
    for (guint i = 0; i < G_N_ELEMENTS(l.shares); i++) {
        optional += l.shares[i] > 0;
    }
    if (l.total < 10 && optional > least) {
        guint found = found_shares(&l, &found_count);
        double part = MIN(1.25 / MAX(found_count, 1), 0.6);
        guint most = MAX((guint)(part * found), least);
        guint enough = shares_of_some(&l, 10, least);
        bool good = shares_of_some(&l, 1, least) >= most / 2;
        l.least = MIN(most, good ? MAX(enough, most / 2) : enough);
        l.total = count_matches(&l);
    }
    l.relaxed = l.total > l.total_words;
    if (!l.relaxed) {
        l.least = l.words;
        l.total = l.total_words;
    }
    return l;
}

#endif
