/* reference_labels.c - the numbers that authorities give their requests, which have any form. */
#include "indexer/field/field.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"
#include "indexer/tag/references.h"

/* A number alone needs so many digits: fewer are a count, a page, a day. */
#define BARE_DIGITS 3

/* A number that only a sentence tells has more. */
#define FIRM_DIGITS 5

/* "CQC IAT 1617 0388": so many words and numbers. */
#define SPELLED_TOKENS 6
#define SPELLED_DIGITS 4

/* --- the label -------------------------------------------------------------------------------- */

typedef enum label_part { LABEL_FIRST = 1, LABEL_INSIDE, LABEL_REQUEST, LABEL_NOUN } label_part;

/* "our" stands first, the others anywhere before the noun. */
static const foi_symbol_map *labels_get(void)
{
    static const char *const first[] = {"our", "your", "their", "its", "ein", "eich"};
    static const char *const inside[] = {"ico",    "eir",      "eirs",     "foisa",
                                         "unique", "access",   "internal", "department",
                                         "review", "original", "log",      "information"};
    static const char *const request[] = {"foi", "foia", "fol",     "request", "case",
                                          "rfi", "sar",  "enquiry", "cais"};
    static const char *const nouns[] = {"ref",        "refs",      "reference",
                                        "references", "cyfeirnod", "cyf"};
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, first, G_N_ELEMENTS(first), LABEL_FIRST);
        foi_symbol_map_put_words(map, inside, G_N_ELEMENTS(inside), LABEL_INSIDE);
        foi_symbol_map_put_words(map, request, G_N_ELEMENTS(request), LABEL_REQUEST);
        foi_symbol_map_put_words(map, nouns, G_N_ELEMENTS(nouns), LABEL_NOUN);
        g_once_init_leave(&made, map);
    }
    return made;
}

static label_part part_at(const foi_symbol_map *labels, const foi_reading *in, uint32_t at)
{
    const foi_token *token = token_at(in, at);
    return token->kind == FOI_TOKEN_WORD ? (label_part)foi_symbol_map_get(labels, token->symbol)
                                         : (label_part)0;
}

/* "No", "number" behind the noun or in its place. */
static uint32_t skip_number_word(const foi_reading *in, uint32_t at)
{
    static const char *const words[] = {"no", "number", "nos", "num", "id", NULL};
    return is_one_of(in, at, words) ? at + 1 + is_mark(in, at + 1, ".") : at;
}

/* "the grid reference", "Planning reference: ": numbers of something else. */
static bool is_others(const foi_reading *in, uint32_t at)
{
    static const char *const words[] = {
        "grid",    "planning", "application", "invoice",   "company", "charity",      "contract",
        "crime",   "policy",   "tender",      "job",       "vat",     "registration", "map",
        "order",   "purchase", "incident",    "catalogue", "patient", "drawing",      "property",
        "account", "file",     "grant",       "customer",  "payment", "licence",      "insurance",
        "claim",   "booking",  NULL};
    return is_one_of(in, at, words);
}

/* "Call reference:", "Freedom of Information reference:": up to three other words begin the line.
 */
static bool opens_line(const foi_reading *in, uint32_t at)
{
    for (uint32_t i = at; i + 4 > at; i--) {
        if (i == 0 || (token_at(in, i)->flags & (FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE)))
            return true;
        if (token_at(in, i - 1)->kind != FOI_TOKEN_WORD || is_others(in, i - 1))
            return false;
    }
    return false;
}

/* Whether the words before a label leave it a request's. COLON: a colon ends it. */
static bool may_begin_label(const foi_reading *in, uint32_t at, bool colon)
{
    static const char *const words[] = {
        "the",    "under", "quote", "quoting",   "with",    "by",      "and",
        "is",     "this",  "of",    "following", "please",  "to",      "as",
        "per",    "same",  "s",     "act",       "request", "council", "information",
        "number", "a",     "rhif",  "allocated", "given",   "assigned"};
    const foi_token *token = token_at(in, at);
    if (foi_number_begins_column(in, at) || (token->flags & FOI_TOKEN_SENTENCE) ||
        token_at(in, at - 1)->kind == FOI_TOKEN_MARK)
        return true;
    bool whose = is_word(in, at, "our") || is_word(in, at, "your");
    if (whose && token_at(in, at - 1)->kind == FOI_TOKEN_NUMBER)
        return true;
    static const foi_symbol_map *made;
    const foi_symbol_map *all = foi_symbol_words(&made, words, G_N_ELEMENTS(words));
    return foi_symbol_map_get(all, token_at(in, at - 1)->symbol) ||
           (colon && at < in->head && opens_line(in, at));
}

/* "FOI: 999 calls" is a subject. */
static bool is_followed_by_word(const foi_reading *in, uint32_t at)
{
    return is_number(in, at, 1, 5) && token_at(in, at + 1)->kind == FOI_TOKEN_WORD &&
           !begins_line(in, at + 1) && !glued_at(in, at + 1);
}

/* A number with letters or marks in it, that is none of anything else: "OFMDFM/2012-0138". */
static bool is_number_of_its_own(const foi_reading *in, uint32_t at)
{
    unsigned digits, letters;
    uint32_t end = foi_number_end(in, at);
    if (!end || end < at + 3 || !glued_at(in, at + 1) || !foi_number_is_plausible(in, at, end))
        return false;
    foi_number_count(in, at, end, &digits, &letters);
    return digits >= FIRM_DIGITS;
}

static bool begins_named(const foi_reading *in, uint32_t at)
{
    uint32_t end = foi_number_end(in, at);
    return end > 0 && foi_number_is_named(in, at, end);
}

/* The end of the label at `at`, or 0: "Our ref:", "Reference No", "FOI request number:",
 * "Request:".
 */
static uint32_t read_label(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    const foi_symbol_map *labels = labels_get();
    uint32_t i = found->at;
    bool request = false, yours = is_word(in, i, "your") || is_word(in, i, "eich");
    label_part part = part_at(labels, in, i);
    while (i < found->at + 5 && (part == LABEL_INSIDE || part == LABEL_REQUEST ||
                                 (part == LABEL_FIRST && i == found->at))) {
        request = request || part == LABEL_REQUEST;
        part = part_at(labels, in, ++i);
    }
    uint32_t behind = skip_number_word(in, i);
    /* "Your request reference", "your reference is": those that we gave you. */
    found->sign = yours && i == found->at + 1 ? FOI_SIGN_YOURS : FOI_SIGN_LABEL;
    bool line = (token_at(in, found->at)->flags & (FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE)) ||
                (found->at > 0 && is_word(in, found->at - 1, "y"));
    if (part == LABEL_NOUN) {
        i += 1 + is_mark(in, i + 1, ".");
        i = skip_number_word(in, i);
    } else if (request && behind > i) {
        i = behind;
    } else {
        /* "Request: 72722" */
        return request && is_mark(in, i, ":") &&
                       (line ? !yours && !is_followed_by_word(in, i + 1)
                             : is_number_of_its_own(in, i + 1))
                   ? i + 1
                   : 0;
    }
    uint32_t marks = i;
    bool begins = may_begin_label(in, found->at, is_mark(in, i, ":"));
    while (is_mark(in, i, ":-#=") && i < marks + 3)
        i++;
    if (i == marks && is_word(in, i, "is")) {
        found->sign = FOI_SIGN_LABEL;
        i++;
    }
    /* A form whose fields run on in one line. */
    if (!begins && !(found->at < in->head && begins_named(in, i)))
        return 0;
    bool told = i > marks || behind > marks || (token_at(in, i)->flags & FOI_TOKEN_LINE);
    return told || token_at(in, i)->kind == FOI_TOKEN_NUMBER ||
                   (token_at(in, i)->flags & FOI_TOKEN_UPPER) || glued_at(in, i + 1)
               ? i
               : 0;
}

/* --- the number ------------------------------------------------------------------------------- */

/* "Case Ref: 202101333" in a decision: the Scottish commissioner's, year and five digits. */
static bool is_scottish_case(const foi_reading *in, uint32_t at)
{
    return in->document->tags.doctype == FOI_DOCTYPE_DECISION_NOTICE && is_number(in, at, 9, 9) &&
           strncmp(in->text + token_at(in, at)->start, "20", 2) == 0;
}

/* "CQC IAT 1617 0388": words in capitals and numbers to the end of the line. The end, or 0. */
static uint32_t read_spelled(const foi_reading *in, uint32_t at)
{
    uint32_t i = at;
    unsigned digits, letters;
    foi_found_date date;
    do {
        const foi_token *token = token_at(in, i);
        if ((i > at && glued_at(in, i)) || foi_date_at(in, i, &date) ||
            (token->kind != FOI_TOKEN_NUMBER && !(token->flags & FOI_TOKEN_UPPER)))
            return 0;
        i++;
    } while (!foi_number_begins_column(in, i) && i < at + SPELLED_TOKENS);
    foi_number_count(in, at, i, &digits, &letters);
    bool ends = foi_number_begins_column(in, i) && token_at(in, i - 1)->kind == FOI_TOKEN_NUMBER;
    return ends && letters && digits >= SPELLED_DIGITS && i > at + 2 ? i : 0;
}

/* "DE-2019-0233 IR": the review of that request. */
static bool is_review_suffix(const foi_reading *in, uint32_t at)
{
    bool suffix = is_word(in, at, "ir") || is_word(in, at, "irr") || is_word(in, at, "rev");
    return suffix && !foi_number_begins_column(in, at) && foi_number_begins_column(in, at + 1);
}

static bool read_labelled(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t value = read_label(found);
    if (!value || (token_at(in, value)->flags & FOI_TOKEN_BREAK))
        return false;
    value += is_mark(in, value, "#");
    uint32_t end = foi_number_end(in, value);
    if (foi_number_is_form(found, value))
        return false;
    if (end == value + 1 && is_scottish_case(in, value)) {
        foi_reference_text(in, value, found->id, sizeof found->id);
        found->kind = FOI_REFERENCE_OSIC_DECISION;
        found->value = value;
        found->end = end;
        return true;
    }
    if (!end || !foi_number_is_plausible(in, value, end))
        end = read_spelled(in, value);
    if (!end)
        return false;
    if (is_review_suffix(in, end))
        end++;
    if (foi_number_is_named(in, value, end))
        found->sign = FOI_SIGN_LABEL;
    return foi_number_set(found, value, end);
}

/* "Please contact us quoting 2019/00371". */
static bool read_quoted(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t value = found->at + 1;
    if (!is_number_of_its_own(in, value) || foi_number_is_form(found, value))
        return false;
    found->sign = FOI_SIGN_LABEL;
    return foi_number_set(found, value, foi_number_end(in, value));
}

/* FOI/2021/2475, FOI2023/12345, FOI-123456, F-2010-00325, "FOI 17-24:" at the top. */
static bool read_shaped(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t at = found->at;
    if (at > 0 && glued_at(in, at) && !is_mark(in, at - 1, "(:[\""))
        return false;
    uint32_t end = foi_number_end(in, at);
    unsigned digits, letters;
    if (!end || end < at + 2 || !foi_number_is_plausible(in, at, end))
        return false;
    foi_number_count(in, at, end, &digits, &letters);
    bool glued = glued_at(in, at + 1);
    bool line = at == 0 || (token_at(in, at)->flags & FOI_TOKEN_LINE) ||
                is_mark(in, at - 1, ":-(") || is_word(in, at - 1, "under") ||
                is_word(in, at - 1, "to") || is_word(in, at - 1, "re");
    bool alone = end >= in->tokens->len || (token_at(in, end)->flags & FOI_TOKEN_LINE) ||
                 is_mark(in, end, ":-)");
    bool marked = is_mark(in, at + 1, "-/") && glued_at(in, at + 2);
    found->sign = FOI_SIGN_FORM;
    if (is_word(in, at, "f"))
        return marked && digits >= 5 && foi_number_set(found, at, end);
    if (glued)
        return digits >= 4 && foi_number_set(found, at, end);
    return is_word(in, at, "foi") && at < in->head && digits >= BARE_DIGITS && line && alone &&
           foi_number_set(found, at, end);
}

/* "Freedom of Information request - 72722", "(FOIA) Request 240599118", "Internal review 99583". */
static bool read_request_number(foi_found_reference *found)
{
    static const char *const before[] = {"information", "foi",    "foia", "eir",
                                         "internal",    "access", NULL};
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (i > in->head)
        return false;
    bool known = i > 0 && is_mark(in, i - 1, ")");
    if (!known && !(i > 0 && is_one_of(in, i - 1, before)))
        return false;
    i++;
    bool told = is_mark(in, i, "-:#");
    while (is_mark(in, i, "-:#") && i < found->at + 4)
        i++;
    if (!is_number(in, i, 4, 14) || is_year(in, i) || foi_number_goes_on(in, i + 1))
        return false;
    const foi_token *next = token_at(in, i + 1);
    bool ends =
        i + 1 >= in->tokens->len || (next->flags & FOI_TOKEN_LINE) || next->kind == FOI_TOKEN_MARK;
    found->sign = FOI_SIGN_LABEL;
    /* "Freedom of Information request - 12345 High Street" */
    return (ends || is_number(in, i, told ? 6 : 9, 14)) && foi_number_set(found, i, i + 1);
}

static const foi_reference_reader labels[] = {
    {read_labelled,
     {"our",     "your",  "their",     "its",        "ein",       "eich",       "ico",      "eir",
      "eirs",    "foisa", "unique",    "access",     "internal",  "department", "review",   "log",
      "enquiry", "foi",   "foia",      "fol",        "request",   "case",       "rfi",      "ref",
      "sar",     "refs",  "reference", "references", "cyfeirnod", "cyf",        "original", "cais"},
     0},
    {read_shaped, {"foi", "f", "eir", "fol", "foir", "foia", "rfi"}, 0},
    {read_quoted, {"quote", "quoting", "quoted"}, 0},
    {read_request_number, {"request", "review", "response", "enquiry"}, 0},
};

const foi_reference_reader *foi_reference_labels(size_t *count)
{
    *count = G_N_ELEMENTS(labels);
    return labels;
}
