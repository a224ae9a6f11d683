#include "indexer/law/mentions.h"

#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/law/pattern.h"
#include "indexer/law/symbols.h"

/* Rules of the pattern set beyond the rows of the regimes. */
enum { RULE_OTHER = FOI_REGIME_LIMIT, RULE_ACT, RULE_REGULATIONS, RULE_SCOTTISH };

/* A long title has some dozen words before its "Act". */
#define TITLE_LIMIT 14

/* Until it is known which law they stand for. */
enum { OPEN_ACT = -10, OPEN_REGULATIONS = -11 };

typedef struct {
    foi_pattern_set *patterns;
    foi_symbol_map titles; /* last words of the titles of laws */
    uint32_t act, regulations;
    uint32_t of, and, the, for_, to, this, that, an, under;
} words;

static uint32_t rule_for(const char *value)
{
    if (strcmp(value, "act") == 0)
        return RULE_ACT;
    if (strcmp(value, "regulations") == 0)
        return RULE_REGULATIONS;
    return strcmp(value, "scottish") == 0 ? RULE_SCOTTISH : RULE_OTHER;
}

static const words *words_get(void)
{
    static const char *const titles[] = {"act",   "acts",      "regulations", "rules",
                                         "order", "directive", "convention"};
    static const words *made;
    if (g_once_init_enter(&made)) {
        words *w = g_new0(words, 1);
        w->patterns = foi_pattern_set_new();
        for (size_t i = 0; foi_regime_at(i); i++)
            foi_pattern_set_add(w->patterns, foi_regime_at(i)->names, (uint32_t)i);
        const foi_tsv *tsv = foi_tsv_table("phrases");
        int kind = tsv ? foi_tsv_column(tsv, "kind") : -1;
        for (size_t i = 0; tsv && i < foi_tsv_rows(tsv); i++)
            if (strcmp(foi_tsv_cell(tsv, i, kind), "law") == 0)
                foi_pattern_set_add(w->patterns,
                                    foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "pattern")),
                                    rule_for(foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "value"))));
        foi_symbol_map_put_words(&w->titles, titles, G_N_ELEMENTS(titles), 1);
        w->act = foi_token_symbol("act");
        w->regulations = foi_token_symbol("regulations");
        w->of = foi_token_symbol("of");
        w->and = foi_token_symbol("and");
        w->the = foi_token_symbol("the");
        w->for_ = foi_token_symbol("for");
        w->to = foi_token_symbol("to");
        w->this = foi_token_symbol("this");
        w->that = foi_token_symbol("that");
        w->an = foi_token_symbol("an");
        w->under = foi_token_symbol("under");
        g_once_init_leave(&made, w);
    }
    return made;
}

static bool ends_a_title(const words *w, const foi_token *token)
{
    return token->kind == FOI_TOKEN_WORD && (token->flags & FOI_TOKEN_CAPITAL) &&
           foi_symbol_map_get(&w->titles, token->symbol) != 0;
}

static bool is_year(const foi_token *token)
{
    return token->kind == FOI_TOKEN_NUMBER && token->length == 4 && token->value > 1200 &&
           token->value < 2200;
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

/* "... (the "Act")" after a law's name: what the definition stands for, or 0. */
static int defined_name(const words *w, const foi_token *tokens, size_t count, uint32_t at)
{
    if (at >= count || tokens[at].value != '(' || tokens[at].kind != FOI_TOKEN_MARK)
        return 0;
    for (uint32_t i = at + 1; i < count && i < at + 7; i++) {
        if (tokens[i].kind == FOI_TOKEN_MARK && tokens[i].value == ')')
            return 0;
        if (tokens[i].symbol == w->act)
            return OPEN_ACT;
        if (tokens[i].symbol == w->regulations)
            return OPEN_REGULATIONS;
    }
    return 0;
}

static void add(foi_law_scan *scan, uint32_t first, uint32_t end, int regime, bool explicit_)
{
    foi_law_mention mention = {first, end, regime, explicit_};
    g_array_append_val(scan->mentions, mention);
}

/* All names of laws, by pattern or by the form of a title, with "the Act" still open. */
static void collect(foi_law_scan *scan, const foi_token *tokens, size_t count, unsigned *scottish)
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
        const foi_pattern_match *best = NULL;
        for (; next < found->len; next++) {
            const foi_pattern_match *match = &g_array_index(found, foi_pattern_match, next);
            if (match->first > i)
                break;
            if (match->first == i && match->rule == RULE_SCOTTISH)
                ++*scottish;
            else if (match->first == i && i >= free_from && (!best || match->end > best->end))
                best = match;
        }
        if (best) {
            int regime = best->rule < FOI_REGIME_LIMIT    ? (int)best->rule
                         : best->rule == RULE_ACT         ? OPEN_ACT
                         : best->rule == RULE_REGULATIONS ? OPEN_REGULATIONS
                                                          : FOI_LAW_OTHER;
            add(scan, best->first, best->end, regime, best->rule <= RULE_OTHER);
            free_from = best->end;
        } else if (i >= free_from && ends_a_title(w, &tokens[i])) {
            uint32_t first = title_start(w, tokens, i, free_from);
            if (first == i)
                continue;
            free_from = i + 1 < count && is_year(&tokens[i + 1]) ? i + 2 : i + 1;
            add(scan, first, free_from, FOI_LAW_OTHER, true);
        }
    }
}

/* Settle what "EIR", "the Act" and "the Regulations" stand for, in order of the text. */
static void settle(foi_law_scan *scan, const foi_token *tokens, size_t count)
{
    const words *w = words_get();
    int act = FOI_LAW_OTHER - 1, regulations = FOI_LAW_OTHER - 1;
    int last_act = foi_regime_for(false, scan->scottish);
    int last_regulations = foi_regime_for(true, scan->scottish);
    for (guint i = 0; i < scan->mentions->len; i++) {
        foi_law_mention *mention = &g_array_index(scan->mentions, foi_law_mention, i);
        if (mention->regime == OPEN_ACT) {
            mention->regime = act >= FOI_LAW_OTHER ? act : last_act;
            continue;
        }
        if (mention->regime == OPEN_REGULATIONS) {
            mention->regime = regulations >= FOI_LAW_OTHER ? regulations : last_regulations;
            continue;
        }
        int defines = defined_name(w, tokens, count, mention->end);
        if (defines == OPEN_ACT)
            act = mention->regime;
        if (defines == OPEN_REGULATIONS)
            regulations = mention->regime;
        if (mention->regime >= 0) {
            if (foi_regime_at((size_t)mention->regime)->regulations)
                last_regulations = mention->regime;
            else
                last_act = mention->regime;
        }
    }
}

/* Short names such as "EIRs" serve both twins: in a Scottish text they are the Scottish one's. */
static void choose_twins(foi_law_scan *scan, unsigned scottish)
{
    unsigned count[FOI_REGIME_LIMIT] = {0};
    for (guint i = 0; i < scan->mentions->len; i++) {
        const foi_law_mention *mention = &g_array_index(scan->mentions, foi_law_mention, i);
        if (mention->regime >= 0)
            count[mention->regime]++;
    }
    unsigned here = scottish, there = 0;
    for (size_t i = 0; foi_regime_at(i); i++)
        *(foi_regime_at(i)->scotland ? &here : &there) +=
            count[i] * (foi_regime_at(i)->regulations ? 1 : 2);
    scan->scottish = here > there / 2 && here > 0;
    int eir = foi_regime_for(true, false), eisr = foi_regime_for(true, true);
    for (guint i = 0; scan->scottish && i < scan->mentions->len; i++) {
        foi_law_mention *mention = &g_array_index(scan->mentions, foi_law_mention, i);
        if (mention->regime == eir && mention->end - mention->first <= 2)
            mention->regime = eisr;
    }
}

void foi_law_find_mentions(foi_law_scan *scan, const foi_token *tokens, size_t count)
{
    unsigned scottish = 0;
    collect(scan, tokens, count, &scottish);
    choose_twins(scan, scottish);
    settle(scan, tokens, count);
}
