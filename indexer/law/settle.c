/* Which laws "the Act", "that Act", "the Regulations" and "the 2005 Act" stand for. */
#include "indexer/law/mentions.h"

/* How far behind another law's name "that Act" still is that law. */
#define THAT_LIMIT       60
/* Tokens of a definition in brackets. */
#define DEFINITION_LIMIT 7

/* What the names of laws so far, in order of the text, say about the open ones behind them. */
typedef struct {
    const foi_token *tokens;
    size_t count;
    int act, regulations;           /* as defined in brackets; below FOI_LAW_OTHER: not */
    int last_act, last_regulations; /* of the state, named last */
    int16_t year[FOI_LAW_YEARS];    /* the law of a year: row of the regime and 1; 0: none */
    int16_t dated[FOI_LAW_YEARS];   /* defined as "the 2005 Act", the same */
} memory;

static bool is_mark(const memory *m, uint32_t at, char mark)
{
    return at < m->count && foi_token_is_mark(&m->tokens[at], mark);
}

/* "... (the "Act")" after a law's name: what the definition stands for, or 0. */
static int defined_name(const memory *m, uint32_t at)
{
    uint32_t act = foi_token_symbol("act"), regulations = foi_token_symbol("regulations");
    if (!is_mark(m, at, '('))
        return 0;
    for (uint32_t i = at + 1; i < m->count && i < at + DEFINITION_LIMIT; i++) {
        if (is_mark(m, i, ')') || foi_law_is_year(&m->tokens[i]))
            return 0;
        if (m->tokens[i].symbol == act)
            return FOI_LAW_OPEN_ACT;
        if (m->tokens[i].symbol == regulations)
            return FOI_LAW_OPEN_REGULATIONS;
    }
    return 0;
}

/* The year that MENTION has before its "Act" ("the 2005 Act"), as an index; -1. */
static int year_before(const memory *m, const foi_law_mention *mention)
{
    const foi_token *token =
        mention->end - mention->first < 2 ? NULL : &m->tokens[mention->end - 2];
    return token && foi_law_is_year(token) ? token->value - FOI_LAW_FIRST_YEAR : -1;
}

/* The year that MENTION ends with ("the Statistics Act 1947"), as an index; -1. */
static int year_behind(const memory *m, const foi_law_mention *mention)
{
    const foi_token *token = &m->tokens[mention->end - 1];
    return mention->end - mention->first > 1 && foi_law_is_year(token)
               ? token->value - FOI_LAW_FIRST_YEAR
               : -1;
}

/* Whether MENTION stands in brackets right behind the law LAST: "Statistics Act 1947 (the 1947
 * Act)". */
static bool defines(const memory *m, const foi_law_mention *last, const foi_law_mention *mention)
{
    if (!last)
        return false;
    uint32_t at = last->end + 1;
    while (at < mention->first && (is_mark(m, at, '"') || is_mark(m, at, '\'')))
        at++;
    bool article = at + 1 == mention->first;
    return is_mark(m, last->end, '(') && (at == mention->first || article);
}

/* The law of "the 2005 Act": as defined, or the one of the table that has the year; else as it is.
 */
static void settle_year(memory *m, int year, const foi_law_mention *last, foi_law_mention *mention)
{
    if (defines(m, last, mention))
        m->dated[year] = (int16_t)(last->regime + 2);
    if (m->dated[year])
        mention->regime = m->dated[year] - 2;
    else if (mention->regime == FOI_LAW_OTHER && m->year[year])
        mention->regime = m->year[year] - 1;
}

/* Whether MENTION is no act but regulations, rules, an order. */
static bool is_no_act(const memory *m, const foi_law_mention *mention)
{
    static const char *const names[] = {"regulations", "rules", "order",
                                        "directive",   "gdpr",  "code"};
    for (uint32_t i = mention->first; i < mention->end; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
            if (m->tokens[i].symbol == foi_token_symbol(names[k]))
                return true;
    return mention->regime >= 0 && foi_regime_at((size_t)mention->regime)->regulations;
}

/* The law of MENTION where it is open; LAST is the act named before it. False where it is not. */
static bool settle_open(const memory *m, const foi_law_mention *last, foi_law_mention *mention)
{
    int defined = m->act >= FOI_LAW_OTHER ? m->act : m->last_act;
    switch (mention->regime) {
    case FOI_LAW_OPEN_THAT_ACT:
        mention->regime = last && mention->first - last->end <= THAT_LIMIT ? last->regime : defined;
        return true;
    case FOI_LAW_OPEN_ACT:
        mention->regime = defined;
        return true;
    case FOI_LAW_OPEN_REGULATIONS:
        mention->regime = m->regulations >= FOI_LAW_OTHER ? m->regulations : m->last_regulations;
        return true;
    default:
        return false;
    }
}

/* Remember the law that MENTION names. */
static void remember(memory *m, const foi_law_mention *mention, unsigned state)
{
    int defined = defined_name(m, mention->end), year = year_behind(m, mention);
    if (defined == FOI_LAW_OPEN_ACT)
        m->act = mention->regime;
    if (defined == FOI_LAW_OPEN_REGULATIONS)
        m->regulations = mention->regime;
    if (mention->regime < 0)
        return;
    const foi_regime *row = foi_regime_at((size_t)mention->regime);
    if (year >= 0 && !row->regulations)
        m->year[year] = (int16_t)(mention->regime + 1);
    if (row->state == state)
        *(row->regulations ? &m->last_regulations : &m->last_act) = mention->regime;
}

void foi_law_settle_mentions(foi_law_scan *scan, const foi_token *tokens, size_t count)
{
    memory m = {.tokens = tokens,
                .count = count,
                .act = FOI_LAW_OTHER - 1,
                .regulations = FOI_LAW_OTHER - 1,
                .last_act = foi_regime_for(false, scan->place),
                .last_regulations = foi_regime_for(true, scan->place)};
    const foi_law_mention *last = NULL, *last_act = NULL;
    for (guint i = 0; i < scan->mentions->len; i++) {
        foi_law_mention *mention = &g_array_index(scan->mentions, foi_law_mention, i);
        if (!settle_open(&m, last_act, mention)) {
            int year = year_before(&m, mention);
            if (year >= 0)
                settle_year(&m, year, last, mention);
            remember(&m, mention, foi_regime_at(scan->place)->state);
        }
        last = mention;
        last_act = is_no_act(&m, mention) ? last_act : mention;
    }
}
