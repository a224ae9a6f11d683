#include <string.h>

#include "indexer/law/scanner.h"

/* Words between "exemption" and its number. */
#define FILLER_LIMIT 4
/* The longest unit word is shorter. */
#define BROKEN_LIMIT 16
#define SECTION_SIGN 0xa7

/* Whether an "s" behind the token AT stands for "section": an apostrophe leaves it behind a noun.
 */
static bool leads_section(const foi_law_scanner *in, uint32_t at)
{
    const foi_token *token = &in->tokens[at];
    return token->kind == FOI_TOKEN_MARK
               ? token->value < 0x80 && strchr(",;:([/", token->value) != NULL
               : foi_symbol_map_get(&in->w->leads, token->symbol) != 0;
}

/* The number behind a short unit ("s", "r") at AT: where an apostrophe left the letter, nowhere. */
static uint32_t number_behind_short(const foi_law_scanner *in, uint32_t at, foi_law_unit unit)
{
    const foi_token *token = &in->tokens[at];
    bool dot = foi_law_mark_at(in, at + 1, '.') && foi_law_glued_at(in, at + 1);
    uint32_t number = at + 1 + dot;
    if (token->flags & FOI_TOKEN_POSSESSIVE ||
        (at > 0 && foi_law_glued_at(in, at) &&
         (in->tokens[at - 1].kind == FOI_TOKEN_WORD || foi_law_mark_at(in, at - 1, '\''))))
        return FOI_LAW_NOWHERE;
    foi_law_path path;
    if (!foi_law_read_path(in->tokens, in->count, number, in->text, &path))
        return FOI_LAW_NOWHERE;
    bool led = at > 0 && leads_section(in, at - 1) && !foi_law_counts_things(in, path.end);
    bool lettered = path.number[strspn(path.number, "0123456789")] != '\0';
    bool sure = dot || led || lettered || token->length > 1 || path.parts > 0 ||
                foi_law_glued_at(in, number);
    if (unit == FOI_UNIT_SHORT_REGULATION)
        sure = foi_law_by_form(&path, true) >= 0 && path.parts > 1;
    int regime;
    uint32_t reach;
    return sure || foi_law_behind(in, path.end, &regime, &reach) != FOI_LAW_UNKNOWN
               ? number
               : FOI_LAW_NOWHERE;
}

/* Whether ": Upheld", "- Complaint not upheld" stands behind token AT, as in a line of findings. */
static bool finding_behind(const foi_law_scanner *in, uint32_t at)
{
    uint32_t i = at;
    if (!foi_law_mark_at(in, i, ':') && !foi_law_mark_at(in, i, '-'))
        return false;
    for (i++; i < in->count && i < at + 5; i++) {
        if (foi_law_word_at(in, i, in->w->upheld))
            return true;
        if (!foi_law_word_at(in, i, in->w->complaint) && !foi_law_word_at(in, i, in->w->not ) &&
            !foi_law_word_at(in, i, in->w->partly))
            return false;
    }
    return false;
}

/* "FOI 40(2)", "EIR 12.5.b", "FOI 36: Upheld": the law's name is the unit. Token of the number, or
 * nowhere. */
static uint32_t number_behind_law(foi_law_scanner *in, uint32_t at, foi_law_unit *unit)
{
    const foi_law_mention *mention = foi_law_mention_at(in, in->mention);
    bool named = mention && mention->first == at && mention->regime >= 0 && mention->explicit_;
    bool foi = foi_law_word_at(in, at, in->w->foi);
    if (!named && !foi)
        return FOI_LAW_NOWHERE;
    uint32_t number = named ? mention->end : at + 1;
    foi_law_path path;
    bool colon = foi_law_mark_at(in, number, ':');
    number += colon;
    if (!foi_law_read_path(in->tokens, in->count, number, in->text, &path) ||
        (colon && path.parts == 0))
        return FOI_LAW_NOWHERE;
    bool split =
        number < in->count && (in->tokens[number].flags & FOI_TOKEN_GLUED) && path.parts > 0;
    bool sure = path.parts > 0 || finding_behind(in, path.end);
    const foi_token *next = path.end < in->count ? &in->tokens[path.end] : NULL;
    bool plain = !next || (next->flags & FOI_TOKEN_LINE) || next->kind == FOI_TOKEN_WORD ||
                 (next->kind == FOI_TOKEN_MARK &&
                  (next->value == ',' || next->value == '.' || next->value == ')'));
    if (named && !sure)
        sure = plain && !foi_law_counts_things(in, path.end) && in->tokens[number].length <= 2;
    if (!sure)
        return FOI_LAW_NOWHERE;
    bool regulations = named && foi_regime_at((size_t)mention->regime)->regulations;
    *unit = regulations ? FOI_UNIT_REGULATION : FOI_UNIT_SECTION;
    int behind;
    uint32_t reach;
    if (split && foi_law_behind(in, path.end, &behind, &reach) == FOI_LAW_KNOWN)
        *unit = FOI_UNIT_EITHER;
    return number;
}

/* "12(5)(e) of the EIR" without a unit word: the law right behind makes it a reference. */
static bool bare_number(const foi_law_scanner *in, uint32_t at)
{
    foi_law_path path;
    int regime;
    uint32_t reach;
    return in->tokens[at].kind == FOI_TOKEN_NUMBER && foi_law_mark_at(in, at + 1, '(') &&
           foi_law_read_path(in->tokens, in->count, at, in->text, &path) && path.parts > 0 &&
           foi_law_behind(in, path.end, &regime, &reach) == FOI_LAW_KNOWN;
}

/* "(b)(5)" at AT: a reference where the law at hand has all its provisions in one section, or where
 * such a law follows. */
static bool rooted_part(const foi_law_scanner *in, uint32_t at)
{
    if (!foi_law_mark_at(in, at + 2, ')') || !foi_law_mark_at(in, at + 3, '(') ||
        at + 4 >= in->count || in->tokens[at + 4].kind != FOI_TOKEN_NUMBER ||
        (foi_law_glued_at(in, at) && at > 0 &&
         (in->tokens[at - 1].kind != FOI_TOKEN_MARK || in->tokens[at - 1].value == ')')))
        return false;
    foi_law_path path;
    int regime = in->last[0];
    uint32_t reach;
    bool here = regime >= 0 && *foi_regime_at((size_t)regime)->root;
    return foi_law_read_path(in->tokens, in->count, at, in->text, &path) &&
           ((foi_law_behind(in, path.end, &regime, &reach) == FOI_LAW_KNOWN)
                ? *foi_regime_at((size_t)regime)->root
                : here);
}

/* Whether the unit word at AT is a plural one: a list with bare numbers may follow. */
static bool is_plural(const foi_law_scanner *in, uint32_t at)
{
    const foi_token *token = &in->tokens[at];
    if (token->kind != FOI_TOKEN_WORD)
        return false;
    char last = in->text[token->start + token->length - 1];
    return (last == 's' || last == 'S') && token->length > 1;
}

/* "sub-section" and "sub section" are two words. */
static bool follows_sub(const foi_law_scanner *in, uint32_t at)
{
    return (at > 0 && foi_law_word_at(in, at - 1, in->w->sub)) ||
           (at > 1 && foi_law_mark_at(in, at - 1, '-') && foi_law_word_at(in, at - 2, in->w->sub));
}

/* The number behind the unit word at AT: "section(s) 40", "Section: 40(2)", "section no. 40",
 * "Exemptions applied: 31(1)(a)", "the exemption in 40(2)". */
static void number_behind_unit(const foi_law_scanner *in, uint32_t at, foi_law_start *start)
{
    uint32_t i = at + 1;
    if (foi_law_mark_at(in, i, '(') && foi_law_glued_at(in, i) &&
        foi_law_word_at(in, i + 1, in->w->s) && foi_law_mark_at(in, i + 2, ')')) {
        start->plural = true;
        i += 3;
    }
    uint32_t plain = i;
    if (foi_law_mark_at(in, i, '.') && foi_law_glued_at(in, i))
        plain = ++i;
    for (uint32_t word = 0; word < FILLER_LIMIT && i < in->count; word++)
        if (in->tokens[i].kind == FOI_TOKEN_WORD &&
            foi_symbol_map_get(start->unit == FOI_UNIT_EITHER ? &in->w->fillers : &in->w->numbers,
                               in->tokens[i].symbol) != 0)
            i++;
    bool worded = i > plain && start->unit != FOI_UNIT_EITHER;
    if (i > plain && foi_law_mark_at(in, i, '.'))
        i++;
    if (foi_law_mark_at(in, i, ':') ||
        (foi_law_mark_at(in, i, '-') && foi_law_glued_at(in, i) && foi_law_glued_at(in, i + 1)))
        i++;
    foi_law_path path;
    bool far = i > plain && foi_law_read_path(in->tokens, in->count, i, in->text, &path) &&
               (path.parts > 0 || worded);
    start->number = far ? i : plain;
}

/* The unit that a word broken at the end of its line is ("sec-" and "tion"); NONE. */
static foi_law_unit broken_unit(const foi_law_scanner *in, uint32_t at)
{
    if (!foi_law_mark_at(in, at + 1, '-') || !foi_law_glued_at(in, at + 1) || at + 2 >= in->count ||
        !(in->tokens[at + 2].flags & FOI_TOKEN_LINE))
        return FOI_UNIT_NONE;
    char word[BROKEN_LIMIT] = "";
    for (uint32_t i = at; i <= at + 2; i += 2) {
        size_t length = strlen(word), more = in->tokens[i].length;
        if (in->tokens[i].kind != FOI_TOKEN_WORD || length + more >= sizeof word)
            return FOI_UNIT_NONE;
        for (size_t k = 0; k < more; k++)
            word[length + k] = g_ascii_tolower(in->text[in->tokens[i].start + k]);
    }
    return (foi_law_unit)foi_symbol_map_get(&in->w->units, foi_token_symbol(word));
}

foi_law_start foi_law_begin(foi_law_scanner *in, uint32_t at)
{
    const foi_token *token = &in->tokens[at];
    foi_law_start start = {FOI_LAW_NOWHERE, FOI_UNIT_NONE, false};
    bool mark = token->kind == FOI_TOKEN_MARK && token->value != SECTION_SIGN;
    if (token->kind == FOI_TOKEN_NUMBER && !bare_number(in, at)) {
        start.number = number_behind_law(in, at, &start.unit);
        return start;
    }
    if (token->kind == FOI_TOKEN_NUMBER || mark) {
        start.unit = FOI_UNIT_EITHER;
        if (!mark || (token->value == '(' && rooted_part(in, at)))
            start.number = at;
        return start;
    }
    start.unit = broken_unit(in, at);
    if (start.unit != FOI_UNIT_NONE)
        at += 2;
    else
        start.unit = (foi_law_unit)foi_symbol_map_get(&in->w->units, token->symbol);
    start.plural = is_plural(in, at) || (at > 0 && in->tokens[at].value == SECTION_SIGN &&
                                         in->tokens[at - 1].value == SECTION_SIGN);
    if (start.unit == FOI_UNIT_SHORT_SECTION || start.unit == FOI_UNIT_SHORT_REGULATION)
        start.number = number_behind_short(in, at, start.unit);
    else if (start.unit == FOI_UNIT_NONE)
        start.number = number_behind_law(in, at, &start.unit);
    else
        number_behind_unit(in, at, &start);
    if (start.unit == FOI_UNIT_SECTION && follows_sub(in, at))
        start.unit = FOI_UNIT_SUBSECTION;
    return start;
}
