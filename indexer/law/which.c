#include <string.h>

#include "indexer/law/scanner.h"

/* How far a reference without a law may look for the one that the next reference names. */
#define CHAIN_LIMIT      12
/* "of the attached application form": the words between a section and what it is one of. */
#define DOCUMENT_LIMIT   5
/* "(the DPA 2018)", "("the FOI legislation")". */
#define SHORT_NAME_LIMIT 10

const foi_law_mention *foi_law_mention_at(const foi_law_scanner *in, guint index)
{
    return index < in->out->mentions->len
               ? &g_array_index(in->out->mentions, foi_law_mention, index)
               : NULL;
}

static bool names_regulations(const foi_law_scanner *in, const foi_law_mention *mention)
{
    for (uint32_t i = mention->first; i < mention->end; i++)
        if (foi_law_word_at(in, i, in->w->regulations) || foi_law_word_at(in, i, in->w->rules))
            return true;
    return false;
}

/* Moves past the mentions that end at or before token AT, and remembers the laws they named. */
void foi_law_pass_mentions(foi_law_scanner *in, uint32_t at)
{
    const foi_law_mention *mention;
    while ((mention = foi_law_mention_at(in, in->mention)) && mention->end <= at) {
        const foi_regime *regime =
            mention->regime >= 0 ? foi_regime_at((size_t)mention->regime) : NULL;
        bool regulations = regime && regime->regulations;
        if (regime && regime->state == in->state)
            in->last[regulations] = mention->regime;
        if (regulations)
            in->last_other = false;
        else if (mention->regime == FOI_LAW_OTHER && names_regulations(in, mention))
            in->last_other = true;
        in->mention++;
    }
}

/* Whether "of the attached form", "of our contract" stands at AT: what has sections of its own. */
static bool is_of_document(const foi_law_scanner *in, uint32_t at)
{
    if (!foi_law_word_at(in, at, in->w->of))
        return false;
    for (uint32_t i = at + 1; i < in->count && i < at + DOCUMENT_LIMIT; i++) {
        const foi_token *token = &in->tokens[i];
        if (token->kind != FOI_TOKEN_WORD || (token->flags & FOI_TOKEN_BREAK))
            return false;
        if (foi_symbol_map_get(&in->w->documents, token->symbol) != 0)
            return true;
    }
    return false;
}

/* Whether the word at AT names something by a section of another law ("agreement"). */
static bool is_thing(const foi_law_scanner *in, uint32_t at)
{
    return at < in->count && in->tokens[at].kind == FOI_TOKEN_WORD &&
           foi_symbol_map_get(&in->w->things, in->tokens[at].symbol) != 0;
}

/* Whether MENTION, right behind a title in brackets, has a list of its own: "(Personal information)
 * Data Protection Act 1998 (the DPA) sections 1(1)". */
static bool begins_own_list(const foi_law_scanner *in, const foi_law_mention *mention)
{
    uint32_t at = foi_law_skip_title(in, mention->end);
    return mention->regime < 0 && at < in->count && in->tokens[at].kind == FOI_TOKEN_WORD &&
           foi_symbol_map_get(&in->w->units, in->tokens[at].symbol) != 0;
}

foi_law_answer foi_law_behind(const foi_law_scanner *in, uint32_t end, int *regime, uint32_t *reach)
{
    uint32_t at = foi_law_skip_title(in, end);
    guint index = in->mention;
    bool code = false;
    if (is_thing(in, end))
        return FOI_LAW_FOREIGN;
    if (at < in->count && (in->tokens[at].flags & FOI_TOKEN_BREAK))
        return FOI_LAW_UNKNOWN;
    for (uint32_t i = at; i < in->count && i < at + 7; i++) {
        const foi_law_mention *mention;
        while ((mention = foi_law_mention_at(in, index)) && mention->end <= i)
            index++;
        if (mention && mention->first <= i) {
            if (i == at && at > end && begins_own_list(in, mention))
                return FOI_LAW_UNKNOWN;
            *regime = mention->regime;
            *reach = mention->end;
            return mention->regime >= 0 ? FOI_LAW_KNOWN : FOI_LAW_FOREIGN;
        }
        const foi_token *token = &in->tokens[i];
        if (token->flags & FOI_TOKEN_BREAK)
            break;
        if (foi_law_word_at(in, i, in->w->code))
            return FOI_LAW_FOREIGN;
        bool unit = foi_symbol_map_get(&in->w->units, token->symbol) != 0;
        bool link = foi_symbol_map_get(&in->w->links, token->symbol) != 0;
        bool of_code = i > at && (unit || (token->kind == FOI_TOKEN_NUMBER && code));
        code = code || unit;
        if (!link && !of_code && !(i == at && foi_law_mark_at(in, i, '(')))
            break;
    }
    return is_of_document(in, at) ? FOI_LAW_FOREIGN : FOI_LAW_UNKNOWN;
}

/* Where the brackets begin that end right before AT and hold a short name; AT where none do. */
static uint32_t before_brackets(const foi_law_scanner *in, uint32_t at)
{
    if (at == 0 || !foi_law_mark_at(in, at - 1, ')'))
        return at;
    for (uint32_t i = at - 1; i > 0 && at - i < SHORT_NAME_LIMIT; i--) {
        if (in->tokens[i].flags & FOI_TOKEN_SENTENCE)
            break;
        if (foi_law_mark_at(in, i, '('))
            return i;
    }
    return at;
}

/* Whether the law MENTION stands right before token AT, but for a mark or its short name in
 * brackets. */
static bool is_joined(const foi_law_scanner *in, const foi_law_mention *mention, uint32_t at)
{
    uint32_t end = mention->end;
    return end == at || end == before_brackets(in, at) ||
           (end + 1 == at && (foi_law_mark_at(in, end, ',') || foi_law_mark_at(in, end, '-') ||
                              foi_law_mark_at(in, end, '(') || foi_law_mark_at(in, end, ')')));
}

/* The law named right before token *FIRST ("FOIA s.31", "DPA 2018, section 3"), moved to its name,
 * or by that token itself. */
static foi_law_answer law_before(const foi_law_scanner *in, uint32_t *first, int *regime)
{
    uint32_t at = *first;
    if (at > 0 && foi_law_word_at(in, at - 1, in->w->foi)) {
        *regime = foi_regime_for(false, in->out->place);
        *first = *regime >= 0 ? at - 1 : at;
        return *regime >= 0 ? FOI_LAW_KNOWN : FOI_LAW_UNKNOWN;
    }
    if (in->mention == 0)
        return FOI_LAW_UNKNOWN;
    const foi_law_mention *mention = foi_law_mention_at(in, in->mention - 1);
    bool itself = mention->first == at;
    bool joined = is_joined(in, mention, at);
    bool next_row =
        mention->regime < 0 && mention->end == at && (in->tokens[at].flags & FOI_TOKEN_LINE);
    if (!itself && (!joined || next_row || (in->tokens[at].flags & FOI_TOKEN_SENTENCE)))
        return FOI_LAW_UNKNOWN;
    *regime = mention->regime;
    *first = mention->first;
    return mention->regime >= 0 ? FOI_LAW_KNOWN : FOI_LAW_FOREIGN;
}

/* Whether the next reference, close by and in the same sentence, names another law or REGIME. */
static foi_law_answer law_of_next(const foi_law_scanner *in, uint32_t end, int *regime)
{
    for (uint32_t i = end; i < in->count && i < end + CHAIN_LIMIT; i++) {
        if (in->tokens[i].flags & FOI_TOKEN_SENTENCE)
            break;
        if (!foi_symbol_map_get(&in->w->units, in->tokens[i].symbol) ||
            in->tokens[i].kind != FOI_TOKEN_WORD)
            continue;
        foi_law_path path;
        if (!foi_law_read_path(in->tokens, in->count, i + 1, in->text, &path))
            continue;
        uint32_t reach;
        bool direct = i == end + 1 || (i == end + 2 && foi_law_mark_at(in, end, ','));
        foi_law_answer answer = foi_law_behind(in, path.end, regime, &reach);
        return answer == FOI_LAW_FOREIGN && !direct ? FOI_LAW_UNKNOWN : answer;
    }
    return FOI_LAW_UNKNOWN;
}

foi_law_answer foi_law_of(const foi_law_scanner *in, uint32_t *first, uint32_t end, int *regime,
                          uint32_t *reach, bool chained)
{
    *reach = end;
    foi_law_answer answer = foi_law_behind(in, end, regime, reach);
    if (answer == FOI_LAW_UNKNOWN)
        answer = law_before(in, first, regime);
    if (answer == FOI_LAW_UNKNOWN && chained)
        answer = law_of_next(in, end, regime);
    return answer;
}

static bool is_letter_part(const foi_law_path *path, unsigned level, char most)
{
    return path->parts > level && !path->numeric[level] && path->part[level][0] <= most;
}

int foi_law_by_form(const foi_law_path *path, bool regulations)
{
    bool four_five = path->parts > 1 && path->numeric[0] &&
                     (strcmp(path->part[0], "4") == 0 || strcmp(path->part[0], "5") == 0);
    if (four_five && strcmp(path->number, "12") == 0 && is_letter_part(path, 1, 'g'))
        return foi_regime_index("eir");
    if (four_five && strcmp(path->number, "10") == 0 && is_letter_part(path, 1, 'g'))
        return foi_regime_index("eisr");
    if (!regulations && strcmp(path->number, "30") == 0 && is_letter_part(path, 0, 'c'))
        return foi_regime_index("foisa");
    return FOI_LAW_OTHER;
}
