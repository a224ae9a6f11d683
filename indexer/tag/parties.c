#include "indexer/tag/parties.h"

#include <string.h>

#include "indexer/authority/forms.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"

/* Tokens of a labelled name, of a heading. */
#define VALUE_TOKENS   24
#define HEADING_TOKENS 40

/* Labels stand near the top; a page may have its navigation before them. */
#define LABEL_TOKENS 600

/* The parties of a case stand within so many tokens of the top. */
#define PARTY_TOKENS 700

static const foi_party no_party;

bool foi_body_is_judge(const foi_body *body)
{
    return body && (strcmp(body->id, "information-commissioners-office") == 0 ||
                    strcmp(body->id, "scottish-information-commissioner") == 0);
}

static bool is_line(const foi_reading *reading, uint32_t at)
{
    return token_at(reading, at)->flags & FOI_TOKEN_LINE;
}

/* First token of the line that holds AT. */
static uint32_t line_start(const foi_reading *reading, uint32_t at)
{
    uint32_t first = at;
    while (first > 0 && at - first < HEADING_TOKENS && !is_line(reading, first))
        first--;
    return first;
}

/* --- a name that stands where a name must stand -------------------------------------------------
 */

/* The mention that begins at FIRST, or behind "the" there, and ends by END. */
static const foi_body_mention *mention_at(const foi_reading *reading, const foi_bodies *bodies,
                                          uint32_t first, uint32_t end)
{
    uint32_t at = first + is_word(reading, first, "the");
    guint i = foi_bodies_from(bodies, at);
    if (i >= bodies->mentions->len)
        return NULL;
    const foi_body_mention *found = &g_array_index(bodies->mentions, foi_body_mention, i);
    return found->first == at && found->end <= end ? found : NULL;
}

/* "(GP practice)" is no part of a name that the table does not have. */
static uint32_t without_brackets(const foi_reading *reading, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end; i++)
        if (is_mark(reading, i, "([;|"))
            return i;
    while (end > first + 1 && token_at(reading, end - 1)->kind == FOI_TOKEN_MARK)
        end--;
    return end;
}

/* The body whose name is what stands from FIRST to END, or begins there; *NAME_END is its end. */
static foi_body *name_in(const foi_reading *reading, foi_bodies *bodies, uint32_t first,
                         uint32_t end, uint32_t *name_end)
{
    if (first >= end || token_at(reading, first)->kind != FOI_TOKEN_WORD)
        return NULL;
    for (uint32_t cut = end; cut > first; cut--) {
        bool border = cut == end || token_at(reading, cut)->kind == FOI_TOKEN_MARK ||
                      token_at(reading, cut - 1)->kind == FOI_TOKEN_MARK;
        if (!border)
            continue;
        g_autofree char *name = foi_reading_text(reading, first, cut);
        const foi_authority *known = foi_authority_find(name);
        *name_end = cut;
        if (known)
            return foi_bodies_known(bodies, known);
    }
    const foi_body_mention *mention = mention_at(reading, bodies, first, end);
    if (mention) {
        *name_end = mention->end;
        return mention->body;
    }
    uint32_t cut = *name_end = without_brackets(reading, first, end);
    g_autofree char *name = foi_reading_text(reading, first, cut);
    foi_body *body = foi_bodies_misread(bodies, name);
    if (body || !(token_at(reading, first)->flags & FOI_TOKEN_CAPITAL) || cut - first > 14)
        return body;
    /* "Borough Council" is what is left where the publisher took the name out. */
    bool named = strchr(name, ' ') &&
                 foi_authority_has_own_word((const foi_token *)reading->tokens->data, first, cut);
    return named ? foi_bodies_named(bodies, name) : NULL;
}

/* --- "Public authority: X" ----------------------------------------------------------------------
 */

/* The end of a labelled value that begins at FIRST: its line, or the next label ("Address:"). */
static uint32_t value_end(const foi_reading *reading, uint32_t first)
{
    static const char *const labels[] = {"address",   "summary",     "decision", "case",
                                         "ref",       "date",        "of",       "reference",
                                         "cyfeiriad", "complainant", NULL};
    uint32_t end = first;
    for (; end < reading->tokens->len && end < first + VALUE_TOKENS; end++) {
        const foi_token *token = foi_reading_token(reading, end);
        if (end > first && (token->flags & FOI_TOKEN_BREAK))
            break;
        if (end > first && is_line(reading, end) &&
            ((token->flags & FOI_TOKEN_SENTENCE) || is_one_of(reading, end, labels)))
            break;
        if (end > first && is_one_of(reading, end, labels) &&
            (is_mark(reading, end + 1, ":") || is_word(reading, end, "summary")))
            break;
        if (token->kind == FOI_TOKEN_MARK && token->value == ';')
            break;
    }
    return end;
}

/* Whether a tab or a cell's border follows token AT. */
static bool ends_cell(const foi_reading *reading, uint32_t at)
{
    const foi_token *token = token_at(reading, at);
    size_t behind = (size_t)token->start + token->length;
    return behind < reading->length && reading->text[behind] == '\t';
}

/* What a word can be in a label, as bits. */
enum { LABEL_KIND = 1, LABEL_NOUN = 2 };

static const foi_symbol_map *labels_get(void)
{
    static const char *const kinds[] = {"public", "local",    "name",      "of",      "your",
                                        "the",    "awdurdod", "cyhoeddus", "scottish"};
    static const char *const nouns[] = {"authority", "council", "organisation", "parties", "body"};
    static const char *const both[] = {"awdurdod", "cyhoeddus"};
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, kinds, G_N_ELEMENTS(kinds), LABEL_KIND);
        foi_symbol_map_put_words(map, nouns, G_N_ELEMENTS(nouns), LABEL_NOUN);
        foi_symbol_map_put_words(map, both, G_N_ELEMENTS(both), LABEL_KIND | LABEL_NOUN);
        g_once_init_leave(&made, map);
    }
    return made;
}

static uint32_t label_word(const foi_reading *reading, uint32_t at)
{
    const foi_token *token = token_at(reading, at);
    return token->kind == FOI_TOKEN_WORD ? foi_symbol_map_get(labels_get(), token->symbol) : 0;
}

/* The token behind a label at AT ("Public authority:"); 0 where there is none. */
static uint32_t read_label(const foi_reading *reading, uint32_t at, bool *full)
{
    uint32_t i = at;
    while (i < at + 4 && (label_word(reading, i) & LABEL_KIND) &&
           !(label_word(reading, i + 1) & LABEL_NOUN) && !is_mark(reading, i + 1, ":"))
        i++;
    i += (label_word(reading, i) & LABEL_KIND) && (label_word(reading, i + 1) & LABEL_NOUN);
    if (!(label_word(reading, i) & LABEL_NOUN))
        return 0;
    /* "Organisation: The Information Commissioner" stands in a tribunal's substituted notice. */
    *full = i > at || is_word(reading, i, "organisation");
    i++;
    while (is_mark(reading, i, "*"))
        i++;
    if (is_mark(reading, i, ":") || is_mark(reading, i, "|")) {
        while (is_mark(reading, i, ":*|"))
            i++;
        /* "Public Authority: Address: X Town Hall": the columns were read one after the other. */
        if (is_word(reading, i, "address") && is_mark(reading, i + 1, ":"))
            i += 2;
        return i;
    }
    return *full && i < reading->tokens->len && ends_cell(reading, i - 1) ? i : 0;
}

/* "Roe v Fife Council: SIC 7 Aug 2008": the word at AT is no label but the end of a name. */
static bool is_inside_name(const foi_bodies *bodies, uint32_t at)
{
    guint next = foi_bodies_from(bodies, at);
    return next > 0 && g_array_index(bodies->mentions, foi_body_mention, next - 1).end > at;
}

foi_party foi_party_by_label(const foi_reading *reading, foi_bodies *bodies)
{
    uint32_t limit = MIN(reading->tokens->len, LABEL_TOKENS);
    for (uint32_t i = 0; (i = foi_reading_next(reading, FOI_CLASS_CAPITAL, i, limit)) < limit;
         i++) {
        bool full = false;
        if (!label_word(reading, i))
            continue;
        uint32_t first = read_label(reading, i, &full), end = 0;
        if (!first || first >= reading->tokens->len || is_inside_name(bodies, i))
            continue;
        foi_body *body = name_in(reading, bodies, first, value_end(reading, first), &end);
        /* A publisher's "Authority: ICO" is the one that decides. */
        if (!body || (foi_body_is_judge(body) && !full) ||
            (!body->authority && !reading->regulator))
            continue;
        return (foi_party){body, first, end, i, body->authority ? 0.98 : 0.92};
    }
    return no_party;
}

/* --- headings of summaries ----------------------------------------------------------------------
 */

/* Where "(Local government)" begins behind the name that begins at FIRST; 0 where there is none. */
static uint32_t sector_at(const foi_reading *reading, uint32_t first, uint32_t end)
{
    uint32_t last = 0;
    unsigned depth = 0;
    for (uint32_t i = first; i < end; i++) {
        if (is_mark(reading, i, "(")) {
            /* "NHS Commissioning Board (NHS England) (Health (NHS))": the last one is the sector.
             */
            if (depth == 0)
                last = i;
            depth++;
        } else if (is_mark(reading, i, ")") && depth) {
            depth--;
        }
    }
    return last > first ? last : 0;
}

/* The publisher's mark at AT: "ICO" before a date, "[2019] UKICO"; gives where the heading's own
 * words end, or 0. */
static uint32_t publisher_at(const foi_reading *reading, uint32_t at)
{
    foi_found_date date;
    if (is_word(reading, at, "ico") && at > 1 && is_mark(reading, at - 1, ":") &&
        foi_date_at(reading, at + 1, &date))
        return at - 1;
    if (is_word(reading, at, "ukico") && at > 3 && is_mark(reading, at - 1, "]") &&
        is_mark(reading, at - 3, "["))
        return at - 3;
    return 0;
}

/* A line that is nothing but a name, over one that begins "1 Nov 2024, Local government". */
static foi_party by_line_above(const foi_reading *reading, foi_bodies *bodies, uint32_t at)
{
    foi_found_date date;
    if (at == 0 || !foi_date_at(reading, at, &date) || !foi_date_heads_sector(reading, &date))
        return no_party;
    uint32_t first = line_start(reading, at - 1), end = 0;
    foi_body *body = at - first <= VALUE_TOKENS ? name_in(reading, bodies, first, at, &end) : NULL;
    return body ? (foi_party){body, first, end, first, 0.95} : no_party;
}

/* "Roe v Fife Council: SIC 22 Jul 2008", "Roe and Fife Council: SIC 22 Jul 2008": STOP is the
 * colon. Of "and" the first counts that a whole name follows: "Argyll and Bute Council" has one,
 * too. */
static foi_party by_parties(const foi_reading *reading, foi_bodies *bodies, uint32_t stop)
{
    uint32_t first = line_start(reading, stop - 1), end = 0;
    for (uint32_t i = first; i + 1 < stop; i++) {
        foi_body *body = NULL;
        if (is_word(reading, i, "v")) {
            uint32_t from = i + 1 + is_word(reading, i + 1, "the");
            body = name_in(reading, bodies, from, stop, &end);
        } else if (is_word(reading, i, "and")) {
            const foi_body_mention *mention = mention_at(reading, bodies, i + 1, stop);
            g_autofree char *name = foi_reading_text(reading, i + 1, stop);
            const foi_authority *known = foi_authority_find(name);
            end = stop;
            if (known)
                body = foi_bodies_known(bodies, known);
            else if (mention && mention->end == stop)
                body = mention->body;
        }
        if (body && !foi_body_is_judge(body))
            return (foi_party){body, i + 1, end, first, body->authority ? 0.96 : 0.9};
    }
    return no_party;
}

foi_party foi_party_by_heading(const foi_reading *reading, foi_bodies *bodies)
{
    for (uint32_t i = 0; i < reading->head; i++) {
        uint32_t stop = publisher_at(reading, i), end = 0;
        if (stop) {
            uint32_t first = line_start(reading, stop - 1);
            uint32_t sector = sector_at(reading, first, stop);
            foi_body *body = sector ? name_in(reading, bodies, first, sector, &end) : NULL;
            if (body)
                return (foi_party){body, first, end, first, body->authority ? 0.96 : 0.9};
        }
        foi_found_date date;
        if (is_word(reading, i, "sic") && foi_date_behind_publisher(reading, i, &date)) {
            foi_party party = by_parties(reading, bodies, i - 1);
            if (party.body)
                return party;
        }
        if (foi_reading_token(reading, i)->kind == FOI_TOKEN_NUMBER) {
            foi_party party = by_line_above(reading, bodies, i);
            if (party.body)
                return party;
        }
    }
    return no_party;
}

/* --- "Decision 122/2017: A and X" ---------------------------------------------------------------
 */

foi_party foi_party_by_title(const foi_reading *reading, foi_bodies *bodies)
{
    for (uint32_t i = 0; i < reading->head; i++) {
        uint32_t at = i + 1 + is_word(reading, i + 1, "notice");
        if (!is_word(reading, i, "decision") || !is_number(reading, at, 1, 3) ||
            !is_mark(reading, at + 1, "/") || !is_year(reading, at + 2))
            continue;
        uint32_t end = at + 3;
        while (end < reading->tokens->len && end < at + HEADING_TOKENS &&
               !(foi_reading_token(reading, end)->flags & FOI_TOKEN_BREAK))
            end++;
        for (uint32_t and = end; and-- > at + 3;) {
            if (!is_word(reading, and, "and"))
                continue;
            const foi_body_mention *mention = mention_at(reading, bodies, and+1, end);
            if (mention && !foi_body_is_judge(mention->body))
                return (foi_party){mention->body, mention->first, mention->end, i, 0.95};
        }
    }
    return no_party;
}

/* --- the parties of a case ----------------------------------------------------------------------
 */

bool foi_parties_between(const foi_reading *reading, uint32_t *first, uint32_t *end)
{
    static const char *const roles[] = {"appellant", "appellants", "respondent", "respondents",
                                        "applicant", "applicants", "claimant",   "defendant",
                                        "party",     NULL};
    uint32_t limit = MIN(reading->tokens->len, PARTY_TOKENS), last = 0, begin = 0;
    unsigned named = 0;
    for (uint32_t i = 0; i < limit; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (!(token->flags & FOI_TOKEN_CAPITAL))
            continue;
        if (!named && is_word(reading, i, "between"))
            begin = i;
        if (!is_one_of(reading, i, roles))
            continue;
        /* Behind the parties the roles are words of the text: "The Appellant submits". */
        if (named && i - last > HEADING_TOKENS)
            break;
        if (named == 0 && !begin)
            begin = i > HEADING_TOKENS ? i - HEADING_TOKENS : 0;
        const foi_token *next = token_at(reading, i + 1);
        bool stands_alone = i + 1 >= reading->tokens->len || (next->flags & FOI_TOKEN_LINE) ||
                            next->kind == FOI_TOKEN_MARK || is_word(reading, i + 1, "and") ||
                            (next->flags & FOI_TOKEN_CAPITAL);
        if (!stands_alone && named)
            break;
        if (!stands_alone)
            continue;
        named++;
        last = i;
    }
    *first = begin;
    /* "Second Respondent: X" */
    *end = last + (is_mark(reading, last + 1, ":|") ? VALUE_TOKENS : 0);
    return named >= 2;
}

foi_party foi_party_by_role(const foi_reading *reading, foi_bodies *bodies, uint32_t first,
                            uint32_t end)
{
    static const char *const order[] = {"second", "third", "additional", NULL};
    static const char *const roles[] = {"respondent", "party", NULL};
    for (uint32_t i = first + 1; i < end; i++) {
        if (!is_one_of(reading, i, order) || !is_one_of(reading, i + 1, roles))
            continue;
        uint32_t from = line_start(reading, i - 1);
        while (from < i && token_at(reading, from)->kind != FOI_TOKEN_WORD)
            from++;
        uint32_t to = without_brackets(reading, from, i);
        if (!is_word(reading, from, "the") || to < from + 3)
            continue;
        g_autofree char *name = foi_reading_text(reading, from + 1, to);
        foi_body *body = foi_bodies_named(bodies, name);
        if (body && !foi_body_is_judge(body))
            return (foi_party){body, from + 1, to, i, 0.85};
    }
    return no_party;
}
