#include "indexer/law/mentions.h"

#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/law/pattern.h"
#include "indexer/law/symbols.h"

/* Rules of the pattern set beyond the rows of the regimes: names that a regime shares with others,
 * signs of a territory, and the rest. */
enum {
    RULE_SHARED = FOI_REGIME_LIMIT,
    RULE_SIGN = RULE_SHARED + FOI_REGIME_LIMIT,
    RULE_OTHER = RULE_SIGN + FOI_REGIME_LIMIT,
    RULE_ACT,
    RULE_THAT_ACT,
    RULE_REGULATIONS,
    RULE_CERTIFIED
};

/* A long title has some dozen words before its "Act". */
#define TITLE_LIMIT 14

/* What a name of an act weighs beside a sign of its territory or a name of regulations. */
#define ACT_WEIGHT   2
/* So many signs of a state tell whose laws a text means that never names one in full. */
#define SIGNS_ENOUGH 3

/* A name that the regime in row `regime` has in its own territory. */
typedef struct {
    uint32_t first; /* tokens */
    uint32_t end;
    size_t regime;
} shared_name;

/* What the names of laws and other signs say of the territory of a text. */
typedef struct {
    GArray *shared;                   /* of shared_name, in order */
    GArray *certified;                /* of uint32_t, the scan's */
    unsigned signs[FOI_REGIME_LIMIT]; /* by territory */
    unsigned names[FOI_REGIME_LIMIT]; /* by regime */
    unsigned twins[FOI_REGIME_LIMIT]; /* names by regime that are its Scottish twin's, too */
} survey;

typedef struct {
    foi_pattern_set *patterns;
    foi_symbol_map titles; /* last words of the titles of laws */
    uint32_t act, of, and, the, that, for_, to;
} words;

static uint32_t rule_for(const char *value)
{
    if (g_str_has_prefix(value, "in:")) {
        int place = foi_regime_place(value + strlen("in:"));
        return place < 0 ? RULE_OTHER : RULE_SIGN + (uint32_t)place;
    }
    if (strcmp(value, "act") == 0)
        return RULE_ACT;
    if (strcmp(value, "that-act") == 0)
        return RULE_THAT_ACT;
    if (strcmp(value, "regulations") == 0)
        return RULE_REGULATIONS;
    return strcmp(value, "certified") == 0 ? RULE_CERTIFIED : RULE_OTHER;
}

static const words *words_get(void)
{
    static const char *const titles[] = {"act",   "acts",      "regulations", "rules",
                                         "order", "directive", "convention"};
    static const words *made;
    if (g_once_init_enter(&made)) {
        words *w = g_new0(words, 1);
        w->patterns = foi_pattern_set_new();
        for (size_t i = 0; foi_regime_at(i); i++) {
            foi_pattern_set_add(w->patterns, foi_regime_at(i)->names, (uint32_t)i);
            if (*foi_regime_at(i)->shared)
                foi_pattern_set_add(w->patterns, foi_regime_at(i)->shared,
                                    RULE_SHARED + (uint32_t)i);
        }
        const foi_tsv *tsv = foi_tsv_table("phrases");
        int kind = tsv ? foi_tsv_column(tsv, "kind") : -1;
        for (size_t i = 0; tsv && i < foi_tsv_rows(tsv); i++)
            if (strcmp(foi_tsv_cell(tsv, i, kind), "law") == 0)
                foi_pattern_set_add(w->patterns,
                                    foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "pattern")),
                                    rule_for(foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "value"))));
        foi_symbol_map_put_words(&w->titles, titles, G_N_ELEMENTS(titles), 1);
        w->act = foi_token_symbol("act");
        w->of = foi_token_symbol("of");
        w->and = foi_token_symbol("and");
        w->the = foi_token_symbol("the");
        w->for_ = foi_token_symbol("for");
        w->to = foi_token_symbol("to");
        w->that = foi_token_symbol("that");
        g_once_init_leave(&made, w);
    }
    return made;
}

static bool ends_a_title(const words *w, const foi_token *token)
{
    return token->kind == FOI_TOKEN_WORD && (token->flags & FOI_TOKEN_CAPITAL) &&
           foi_symbol_map_get(&w->titles, token->symbol) != 0;
}

/* The first token of the title that ends at END, not before LEAST. */
static uint32_t title_start(const words *w, const foi_token *tokens, uint32_t end, uint32_t least)
{
    uint32_t first = end;
    for (uint32_t at = end;
         at > least && end - at < TITLE_LIMIT && !(tokens[at].flags & FOI_TOKEN_SENTENCE);) {
        const foi_token *t = &tokens[--at];
        bool link =
            t->symbol == w->of || t->symbol == w->and || t->symbol == w->for_ ||
            t->symbol == w->to ||
            (t->kind == FOI_TOKEN_MARK && (t->value == '(' || t->value == ')' || t->value == ','));
        bool article = t->symbol == w->the;
        if (t->kind == FOI_TOKEN_WORD && (t->flags & FOI_TOKEN_CAPITAL) && !link && !article)
            first = at;
        else if (!link)
            break;
    }
    return first;
}

/* The year of "the 1947 Act", which ends at END, not before LEAST; 0 where there is none. */
static uint32_t year_start(const words *w, const foi_token *tokens, uint32_t end, uint32_t least)
{
    bool dated = end > least + 1 && tokens[end].symbol == w->act &&
                 foi_law_is_year(&tokens[end - 1]) &&
                 (tokens[end - 2].symbol == w->the || tokens[end - 2].symbol == w->that);
    return dated ? end - 1 : 0;
}

static void add(foi_law_scan *scan, uint32_t first, uint32_t end, int regime, bool explicit_)
{
    foi_law_mention mention = {first, end, regime, explicit_};
    g_array_append_val(scan->mentions, mention);
}

static bool is_sign(const foi_pattern_match *match)
{
    return match->rule >= RULE_SIGN && match->rule < RULE_OTHER;
}

static bool is_shared(const foi_pattern_match *match)
{
    return match->rule >= RULE_SHARED && match->rule < RULE_SIGN;
}

/* The longest name among the matches from *NEXT on that begin at token AT, *NEXT moved behind them.
 * A law's own name is before one that it shares. NULL where there is none. */
static const foi_pattern_match *longest_name(const GArray *found, guint *next, uint32_t at,
                                             survey *seen)
{
    const foi_pattern_match *best = NULL;
    for (; *next < found->len; ++*next) {
        const foi_pattern_match *match = &g_array_index(found, foi_pattern_match, *next);
        if (match->first > at)
            break;
        if (match->first < at)
            continue;
        if (is_sign(match))
            seen->signs[match->rule - RULE_SIGN]++;
        else if (match->rule == RULE_CERTIFIED)
            g_array_append_val(seen->certified, match->end);
        else if (!best || match->end > best->end || (match->end == best->end && is_shared(best)))
            best = match;
    }
    return best;
}

/* Note whose the name BEST is elsewhere: the shared names among the matches before NEXT. */
static void note_shared(const GArray *found, guint next, const foi_pattern_match *best,
                        survey *seen)
{
    int scotland = foi_regime_place("uk/scotland");
    for (guint i = next; i > 0; i--) {
        const foi_pattern_match *match = &g_array_index(found, foi_pattern_match, i - 1);
        if (match->first != best->first)
            break;
        if (!is_shared(match) || match->end != best->end)
            continue;
        if (best->rule < FOI_REGIME_LIMIT &&
            (int)foi_regime_at(match->rule - RULE_SHARED)->place == scotland)
            seen->twins[best->rule]++;
        shared_name name = {best->first, best->end, match->rule - RULE_SHARED};
        g_array_append_val(seen->shared, name);
    }
}

static int regime_of(const foi_pattern_match *match)
{
    if (match->rule < FOI_REGIME_LIMIT)
        return (int)match->rule;
    return match->rule == RULE_ACT           ? FOI_LAW_OPEN_ACT
           : match->rule == RULE_THAT_ACT    ? FOI_LAW_OPEN_THAT_ACT
           : match->rule == RULE_REGULATIONS ? FOI_LAW_OPEN_REGULATIONS
                                             : FOI_LAW_OTHER;
}

/* All names of laws, by pattern or by the form of a title, with "the Act" still open. */
static void collect(foi_law_scan *scan, const foi_token *tokens, size_t count, survey *seen)
{
    const words *w = words_get();
    g_autoptr(GArray) found = foi_pattern_set_run(w->patterns, tokens, count);
    uint32_t free_from = 0;
    guint next = 0;
    for (uint32_t i = 0; i < count; i++) {
        /* Nearly all words: neither does a pattern begin there, nor can a title end. */
        uint32_t stop = next < found->len ? g_array_index(found, foi_pattern_match, next).first
                                          : (uint32_t)count;
        while (i < stop && !(tokens[i].flags & FOI_TOKEN_CAPITAL))
            i++;
        if (i == count)
            break;
        const foi_pattern_match *best = longest_name(found, &next, i, seen);
        if (best && i >= free_from) {
            note_shared(found, next, best, seen);
            uint32_t first = best->rule == RULE_OTHER && !(tokens[i].flags & FOI_TOKEN_UPPER)
                                 ? title_start(w, tokens, i, free_from)
                                 : i;
            /* "The 2000 Act" may be any of that year. */
            bool named = best->rule <= RULE_OTHER && tokens[first].symbol != w->the;
            add(scan, first, best->end, regime_of(best), named);
            free_from = best->end;
        } else if (i >= free_from && ends_a_title(w, &tokens[i])) {
            uint32_t first = title_start(w, tokens, i, free_from);
            if (first == i && !(first = year_start(w, tokens, i, free_from)))
                continue;
            free_from = i + 1 < count && foi_law_is_year(&tokens[i + 1]) ? i + 2 : i + 1;
            add(scan, first, free_from, FOI_LAW_OTHER, true);
        }
    }
}

static unsigned weight_of(const foi_regime *regime)
{
    return regime->regulations ? 1 : ACT_WEIGHT;
}

/* How much of what is seen speaks for STATE alone, or with RIVAL against it: for the home state,
 * without the names that STATE has as well. */
static unsigned evidence(const survey *seen, unsigned state, bool rival)
{
    unsigned wanted = rival ? foi_regime_at(FOI_REGIME_HOME)->state : state;
    unsigned sum = 0;
    for (size_t i = 0; foi_regime_at(i); i++)
        if (foi_regime_at(i)->state == wanted)
            sum += seen->signs[i] + seen->names[i];
    for (guint i = 0; rival && i < seen->shared->len; i++) {
        const foi_regime *other = foi_regime_at(g_array_index(seen->shared, shared_name, i).regime);
        if (other->state == state && sum > 0)
            sum--;
    }
    return sum;
}

/* Whether a law of STATE is named, or enough other signs show that the text comes from there. */
static bool is_named(const survey *seen, unsigned state)
{
    unsigned signs = 0;
    for (size_t i = 0; foi_regime_at(i); i++) {
        if (foi_regime_at(i)->state != state)
            continue;
        if (seen->names[i])
            return true;
        signs += seen->signs[i];
    }
    return signs >= SIGNS_ENOUGH;
}

/* The names of the home REGIME, without those that its Scottish twin has as well where the text
 * names that one in full and REGIME never. */
static unsigned names_at_home(const survey *seen, size_t regime, unsigned scotland)
{
    int twin = foi_regime_for(foi_regime_at(regime)->regulations, scotland);
    bool only_shared = seen->names[regime] == seen->twins[regime];
    return only_shared && twin >= 0 && seen->names[twin] > 0 ? 0 : seen->names[regime];
}

/* Inside the home state: Scotland where its laws alone are named in full, or where the names and
 * signs say so half as often as for the rest; OTHERWISE where no law is named. */
static unsigned home_place(const survey *seen, unsigned otherwise)
{
    unsigned scotland = (unsigned)foi_regime_place("uk/scotland");
    unsigned here = 0, there = 0, named = 0, full = 0;
    for (size_t i = 0; foi_regime_at(i); i++) {
        bool is_here = foi_regime_at(i)->place == scotland;
        unsigned weight = weight_of(foi_regime_at(i));
        here += is_here ? seen->names[i] * weight + seen->signs[i] : 0;
        there += is_here ? 0 : names_at_home(seen, i, scotland) * weight;
        named += is_here ? seen->names[i] : 0;
        full += is_here ? 0 : seen->names[i] - seen->twins[i];
    }
    if (here == 0 && there == 0)
        return otherwise;
    return here > there / 2 || (named > 0 && full == 0) ? scotland : FOI_REGIME_HOME;
}

/* The territory whose laws the text is about. Abroad only where the names of laws and other signs
 * say so more often than for home; OTHERWISE where no law is named. */
static unsigned ruling_place(const survey *seen, unsigned otherwise)
{
    unsigned home = foi_regime_at(FOI_REGIME_HOME)->state, best = 0, abroad = home;
    for (size_t i = 0; foi_regime_at(i); i++) {
        unsigned state = foi_regime_at(i)->state;
        unsigned own = state != home && is_named(seen, state) ? evidence(seen, state, false) : 0;
        if (own > best && own > evidence(seen, state, true)) {
            best = own;
            abroad = state;
        }
    }
    if (abroad != home)
        return foi_regime_at(abroad)->place;
    return home_place(seen, otherwise);
}

/* Short names such as "EIRs" serve several laws: they are the law's whose territory rules. */
static void choose_twins(foi_law_scan *scan, survey *seen)
{
    guint next = 0;
    for (guint i = 0; i < scan->mentions->len; i++) {
        const foi_law_mention *mention = &g_array_index(scan->mentions, foi_law_mention, i);
        if (mention->regime >= 0)
            seen->names[mention->regime]++;
    }
    scan->place = ruling_place(seen, scan->place);
    scan->scottish = (int)scan->place == foi_regime_place("uk/scotland");
    for (guint i = 0; i < seen->shared->len; i++) {
        const shared_name *name = &g_array_index(seen->shared, shared_name, i);
        if (foi_regime_at(name->regime)->place != scan->place)
            continue;
        while (g_array_index(scan->mentions, foi_law_mention, next).first < name->first)
            next++;
        g_array_index(scan->mentions, foi_law_mention, next).regime = (int)name->regime;
    }
}

void foi_law_find_mentions(foi_law_scan *scan, const foi_token *tokens, size_t count)
{
    survey seen = {.shared = g_array_new(FALSE, FALSE, sizeof(shared_name)),
                   .certified = scan->certified};
    collect(scan, tokens, count, &seen);
    choose_twins(scan, &seen);
    foi_law_settle_mentions(scan, tokens, count);
    g_array_unref(seen.shared);
}
