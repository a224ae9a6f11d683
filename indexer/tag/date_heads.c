#include "indexer/law/symbols.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"

/* Heads of published decisions end within so many tokens of the top. */
#define HEAD_TOKENS 120

/* "(9 November 2018)" alone heads a page within so many tokens. */
#define BRACKET_TOKENS 40

/* A line with a date and a sector is the second of its page; the end of the first may be lost. */
#define SECTOR_TOKENS 60

/* What stands between a citation's year and its date: "] UKFTT 816 (GRC) (". */
#define CITATION_TOKENS 10

/* Behind the date at the end of an entry of a feed there is only its time. */
#define FEED_TAIL 12

/* How much a head says for a date. A judgment's own citation outweighs every label, since the
 * decision under appeal has labels, too. A feed's date outweighs the words of the line it is on. */
#define CITATION_SCORE 60
#define FEED_SCORE     30
#define HEAD_SCORE     12
#define BRACKET_SCORE  9

bool foi_date_heads_sector(const foi_reading *reading, const foi_found_date *date)
{
    static const char *const sectors[] = {
        "local",    "central", "health",    "police",  "education",  "other",     "charities",
        "media",    "private", "political", "general", "regulators", "utilities", "transport",
        "criminal", "land",    "finance",   "online",  NULL};
    return date->first < SECTOR_TOKENS && is_mark(reading, date->end, ",") &&
           (token_at(reading, date->end + 1)->flags & FOI_TOKEN_CAPITAL) &&
           is_one_of(reading, date->end + 1, sectors);
}

/* The words of a publisher's mark before AT, behind a colon: ": ICO", ": SIC", ": FTTGRC". */
static bool is_publisher(const foi_reading *reading, uint32_t at)
{
    return at > 1 && is_mark(reading, at - 2, ":") &&
           (token_at(reading, at - 1)->flags & FOI_TOKEN_UPPER) &&
           token_at(reading, at - 1)->value > 1;
}

bool foi_date_behind_publisher(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    return foi_reading_token(reading, at)->kind == FOI_TOKEN_WORD &&
           is_publisher(reading, at + 1) && foi_date_at(reading, at + 1, date);
}

/* "[2023] UKFTT 816 (GRC) (27 September 2023)": the date of the judgment that is cited so. */
static bool is_in_citation(const foi_reading *reading, const foi_found_date *date)
{
    for (uint32_t i = date->first - 1; i > 3 && date->first - i < CITATION_TOKENS; i--)
        if (is_mark(reading, i, "]"))
            return is_year(reading, i - 1) && is_mark(reading, i - 2, "[");
    return false;
}

/* Whether a short day of the week stands before DATE: not in "On Fri, May 24, 2019 Jane wrote". */
static bool has_weekday(const foi_reading *reading, const foi_found_date *date)
{
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};
    return date->first > 1 && is_mark(reading, date->first - 1, ",") &&
           is_one_of(reading, date->first - 2, days) &&
           !(date->first > 2 && is_word(reading, date->first - 3, "on"));
}

/* "FOI <foi@kent.gov.uk> Fri, May 24, 2019 at 2:02 PM": a mail that was printed from a browser. */
static bool stamps_mail(const foi_reading *reading, const foi_found_date *date)
{
    return is_word(reading, date->end, "at") && is_number(reading, date->end + 1, 1, 2) &&
           is_mark(reading, date->end + 2, ":") && has_weekday(reading, date);
}

/* "Fri, 14 Jun 2024 00:00:00 +0100": the last words of a feed's entry. */
static bool ends_feed(const foi_reading *reading, const foi_found_date *date)
{
    return date->end + FEED_TAIL > reading->tokens->len && has_weekday(reading, date) &&
           is_number(reading, date->end, 2, 2) && is_mark(reading, date->end + 1, ":");
}

int foi_date_head_score(const foi_reading *reading, const foi_found_date *date, bool judgment)
{
    uint32_t first = date->first;
    if (reading->regulator && ends_feed(reading, date))
        return FEED_SCORE;
    if (first > HEAD_TOKENS)
        return 0;
    if (foi_date_heads_sector(reading, date))
        return HEAD_SCORE;
    if (stamps_mail(reading, date))
        return BRACKET_SCORE;
    if (first == 0)
        return 0;
    if (is_word(reading, first - 1, "ico") || (reading->regulator && is_publisher(reading, first)))
        return HEAD_SCORE;
    /* "Decision Notice 1 December 2008 Public Authority: ..." */
    if (reading->document->tags.doctype == FOI_DOCTYPE_DECISION_NOTICE && first > 1 &&
        is_word(reading, first - 1, "notice") && is_word(reading, first - 2, "decision") &&
        is_word(reading, date->end, "public"))
        return HEAD_SCORE;
    if (!is_mark(reading, first - 1, "(") || !is_mark(reading, date->end, ")"))
        return 0;
    if (is_in_citation(reading, date))
        return judgment ? CITATION_SCORE : HEAD_SCORE;
    return first < BRACKET_TOKENS ? BRACKET_SCORE : 0;
}

bool foi_date_in_citation(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    int year = 0;
    if (is_mark(reading, at, "[") && is_mark(reading, at + 2, "]") &&
        (is_word(reading, at + 3, "ukico") || is_word(reading, at + 3, "scotic")) &&
        is_year(reading, at + 1)) {
        year = token_at(reading, at + 1)->value;
    } else if (is_word(reading, at, "decision")) {
        uint32_t number = at + 1 + is_word(reading, at + 1, "notice");
        if (token_at(reading, number)->kind == FOI_TOKEN_NUMBER &&
            is_mark(reading, number + 1, "/") && is_year(reading, number + 2))
            year = token_at(reading, number + 2)->value;
    }
    if (!year)
        return false;
    *date = (foi_found_date){year, 0, 0, FOI_DATE_YEAR, at, at + 4};
    return true;
}
