/* reference_labels.c - the numbers that authorities give their requests, which have any form. */
#include "indexer/field/field.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"
#include "indexer/tag/references.h"

/* A number of an authority's own has no more bytes than that. */
#define NUMBER_BYTES 40

/* A number alone needs so many digits: fewer are a count, a page, a day. */
#define BARE_DIGITS 3

/* A shorter number in a title says nothing. */
#define TITLE_DIGITS 4

/* --- the label -------------------------------------------------------------------------------- */

typedef enum label_part { LABEL_FIRST = 1, LABEL_INSIDE, LABEL_REQUEST, LABEL_NOUN } label_part;

/* "our" stands first, the others anywhere before the noun. */
static const foi_symbol_map *labels_get(void)
{
    static const char *const first[] = {"our", "your", "their", "its", "ein", "eich"};
    static const char *const inside[] = {"ico",    "eir",      "eirs",       "foisa",  "unique",
                                         "access", "internal", "department", "review", "original",
                                         "log",    "enquiry",  "information"};
    static const char *const request[] = {"foi", "foia", "fol", "request", "case", "rfi"};
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
    static const char *const words[] = {"no", "number", "nos", "num", "id"};
    return is_among(in, at, words, G_N_ELEMENTS(words)) ? at + 1 + is_mark(in, at + 1, ".") : at;
}

/* "the grid reference", "Planning reference: ": numbers of something else. */
static bool is_others(const foi_reading *in, uint32_t at)
{
    static const char *const words[] = {
        "grid",         "planning", "application", "invoice",  "company",  "charity",
        "contract",     "crime",    "policy",      "tender",   "job",      "vat",
        "registration", "map",      "order",       "purchase", "incident", "catalogue",
        "patient",      "drawing",  "property",    "account",  "file",     "grant"};
    return is_among(in, at, words, G_N_ELEMENTS(words));
}

/* "Call reference:", "Freedom of Information reference:": up to three other words begin the line.
 */
static bool begins_line(const foi_reading *in, uint32_t at)
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
    static const char *const words[] = {"the", "under", "quote", "quoting",   "with",   "by",
                                        "and", "is",    "this",  "following", "please", "to",
                                        "as",  "per",   "same",  "of",        "s",      "council"};
    const foi_token *token = token_at(in, at);
    if (at == 0 || (token->flags & (FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE)) ||
        token_at(in, at - 1)->kind == FOI_TOKEN_MARK || in->text[token->start - 1] == '\t')
        return true;
    bool whose = is_word(in, at, "our") || is_word(in, at, "your");
    if (whose && token_at(in, at - 1)->kind == FOI_TOKEN_NUMBER)
        return true;
    if (is_among(in, at - 1, words, G_N_ELEMENTS(words)))
        return true;
    return colon && at < in->head && begins_line(in, at);
}

/* The end of the label at `at`, or 0: "Our ref:", "Reference No", "FOI request number:",
 * "Request:".
 */
static uint32_t read_label(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    const foi_symbol_map *labels = labels_get();
    uint32_t i = found->at;
    bool request = false;
    found->sign =
        is_word(in, i, "your") || is_word(in, i, "eich") ? FOI_SIGN_YOURS : FOI_SIGN_LABEL;
    label_part part = part_at(labels, in, i);
    while (i < found->at + 5 && (part == LABEL_INSIDE || part == LABEL_REQUEST ||
                                 (part == LABEL_FIRST && i == found->at))) {
        request = request || part == LABEL_REQUEST;
        part = part_at(labels, in, ++i);
    }
    uint32_t behind = skip_number_word(in, i);
    bool line = token_at(in, found->at)->flags & (FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE);
    if (part == LABEL_NOUN) {
        i += 1 + is_mark(in, i + 1, ".");
        i = skip_number_word(in, i);
    } else if (request && behind > i) {
        i = behind;
    } else {
        /* "Request: 72722" */
        return request && line && is_mark(in, i, ":") && found->sign != FOI_SIGN_YOURS ? i + 1 : 0;
    }
    uint32_t marks = i;
    if (!may_begin_label(in, found->at, is_mark(in, i, ":")))
        return 0;
    while (is_mark(in, i, ":-#=") && i < marks + 3)
        i++;
    i += i == marks && is_word(in, i, "is");
    bool told = i > marks || behind > marks || (token_at(in, i)->flags & FOI_TOKEN_LINE);
    return told || token_at(in, i)->kind == FOI_TOKEN_NUMBER ||
                   (token_at(in, i)->flags & FOI_TOKEN_UPPER) || glued_at(in, i + 1)
               ? i
               : 0;
}

/* --- the number ------------------------------------------------------------------------------- */

/* The run of glued tokens from AT that makes a number: it must hold a digit. */
static uint32_t read_value(const foi_reading *in, uint32_t at)
{
    uint32_t i = at, digits = 0;
    for (; i < in->tokens->len && i < at + 14; i++) {
        const foi_token *token = token_at(in, i);
        if (token->kind == FOI_TOKEN_PROVISION)
            return 0;
        bool joined = i == at || (token->flags & FOI_TOKEN_GLUED);
        /* "FOI 784": one word in capitals before the number belongs to it. */
        bool prefix = i == at + 1 && token->kind == FOI_TOKEN_NUMBER &&
                      (token_at(in, at)->flags & FOI_TOKEN_UPPER) && token_at(in, at)->length <= 5;
        bool slash = !(token->flags & FOI_TOKEN_GLUED) && i > at && is_mark(in, i, "/");
        if ((!joined && !prefix) || slash || (i > at && (token->flags & FOI_TOKEN_LINE)) ||
            (token->kind == FOI_TOKEN_MARK && !is_mark(in, i, "/-_.#")))
            break;
        digits += token->kind == FOI_TOKEN_NUMBER;
    }
    while (i > at && is_mark(in, i - 1, "/-_.#"))
        i--;
    return digits ? i : 0;
}

/* Digits and letters between AT and END. */
static void count(const foi_reading *in, uint32_t at, uint32_t end, unsigned *digits,
                  unsigned *letters)
{
    *digits = *letters = 0;
    for (uint32_t i = at; i < end; i++) {
        const foi_token *token = token_at(in, i);
        *digits += token->kind == FOI_TOKEN_NUMBER ? token->length : 0;
        *letters += token->kind == FOI_TOKEN_WORD ? token->length : 0;
    }
}

/* "2018", "2018/19", "2018-2019", "18/19": years. */
static bool is_period(const foi_reading *in, uint32_t at, uint32_t end)
{
    if (!is_number(in, at, 2, 4) || end > at + 3)
        return false;
    if (end == at + 1)
        return is_year(in, at);
    if (!is_mark(in, at + 1, "/-"))
        return false;
    unsigned first = token_at(in, at)->value % 100, second = token_at(in, at + 2)->value % 100;
    bool two = is_number(in, at, 2, 2) && is_number(in, at + 2, 2, 2);
    bool four = is_year(in, at) && (is_number(in, at + 2, 2, 2) || is_year(in, at + 2));
    return (two || four) && second == (first + 1) % 100;
}

/* A telephone number goes on behind a space, a postcode and a sum of money too. */
static bool goes_on(const foi_reading *in, uint32_t end)
{
    const foi_token *next = token_at(in, end);
    foi_found_date date;
    return end < in->tokens->len && !foi_date_at(in, end, &date) &&
           !(next->flags & FOI_TOKEN_LINE) &&
           (next->kind == FOI_TOKEN_NUMBER ||
            (is_mark(in, end, ",.:") && glued_at(in, end + 1) &&
             token_at(in, end + 1)->kind == FOI_TOKEN_NUMBER) ||
            is_mark(in, end, "%@"));
}

/* Whether what stands between AT and END can be an authority's number. */
static bool is_plausible(const foi_reading *in, uint32_t at, uint32_t end)
{
    foi_found_date date;
    unsigned digits, letters;
    count(in, at, end, &digits, &letters);
    bool prefix = token_at(in, at)->kind == FOI_TOKEN_WORD && end > at + 1;
    uint32_t number = prefix ? at + 1 + is_mark(in, at + 1, "/-#") : at;
    if (digits < 2 || letters > 24 || goes_on(in, end) || is_period(in, number, end))
        return false;
    if (letters == 0 && digits < BARE_DIGITS)
        return false;
    return prefix || !foi_date_at(in, at, &date) || date.end < end;
}

static bool set_value(foi_found_reference *found, uint32_t from, uint32_t end)
{
    const foi_token *first = token_at(found->reading, from),
                    *last = token_at(found->reading, end - 1);
    size_t length = (size_t)last->start + last->length - first->start;
    if (length < 2 || length > NUMBER_BYTES)
        return false;
    memcpy(found->id, found->reading->text + first->start, length);
    found->id[length] = '\0';
    for (char *c = found->id; *c; c++)
        if (*c == '\n')
            *c = ' ';
    found->kind = FOI_REFERENCE_AUTHORITY_REF;
    found->value = from;
    found->end = end;
    return true;
}

/* Numbers of regulators and tribunals have readers of their own. */
static bool is_form(const foi_found_reference *found, uint32_t at)
{
    size_t forms;
    const foi_reference_reader *readers = foi_reference_forms(&forms);
    foi_found_reference inner = *found;
    inner.at = at;
    for (size_t i = 0; i < forms; i++) {
        bool begins = readers[i].mark && is_mark(found->reading, at, (char[]){readers[i].mark, 0});
        for (const char *const *word = readers[i].words; *word && !begins; word++)
            begins = is_word(found->reading, at, *word);
        if (begins && readers[i].read(&inner))
            return true;
    }
    return false;
}

/* "Case Ref: 202101333" in a decision: the Scottish commissioner's, year and five digits. */
static bool is_scottish_case(const foi_reading *in, uint32_t at)
{
    return in->document->tags.doctype == FOI_DOCTYPE_DECISION_NOTICE && is_number(in, at, 9, 9) &&
           strncmp(in->text + token_at(in, at)->start, "20", 2) == 0;
}

static bool read_labelled(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t value = read_label(found);
    if (!value || (token_at(in, value)->flags & FOI_TOKEN_BREAK))
        return false;
    value += is_mark(in, value, "#");
    uint32_t end = read_value(in, value);
    if (!end || is_form(found, value))
        return false;
    if (end == value + 1 && is_scottish_case(in, value)) {
        foi_reference_text(in, value, found->id, sizeof found->id);
        found->kind = FOI_REFERENCE_OSIC_DECISION;
        found->value = value;
        found->end = end;
        return true;
    }
    return is_plausible(in, value, end) && set_value(found, value, end);
}

/* FOI/2021/2475, FOI2023/12345, FOI-123456, F-2010-00325, "FOI 17-24:" at the top. */
static bool read_shaped(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t at = found->at;
    if (at > 0 && glued_at(in, at) && !is_mark(in, at - 1, "(:[\""))
        return false;
    uint32_t end = read_value(in, at);
    unsigned digits, letters;
    if (!end || end < at + 2 || !is_plausible(in, at, end))
        return false;
    count(in, at, end, &digits, &letters);
    bool glued = glued_at(in, at + 1);
    bool line = at == 0 || (token_at(in, at)->flags & FOI_TOKEN_LINE) ||
                is_mark(in, at - 1, ":-(") || is_word(in, at - 1, "under") ||
                is_word(in, at - 1, "to") || is_word(in, at - 1, "re");
    bool alone = end >= in->tokens->len || (token_at(in, end)->flags & FOI_TOKEN_LINE) ||
                 is_mark(in, end, ":-)");
    bool marked = is_mark(in, at + 1, "-/") && glued_at(in, at + 2);
    found->sign = FOI_SIGN_FORM;
    if (is_word(in, at, "f"))
        return marked && digits >= 5 && set_value(found, at, end);
    if (glued)
        return digits >= 4 && set_value(found, at, end);
    return is_word(in, at, "foi") && at < in->head && digits >= BARE_DIGITS && line && alone &&
           set_value(found, at, end);
}

/* "Freedom of Information request - 72722", "(FOIA) Request 240599118", "Internal review 99583". */
static bool read_request_number(foi_found_reference *found)
{
    static const char *const before[] = {"information", "foi", "foia", "eir", "internal", "access"};
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (i > in->head)
        return false;
    bool known =
        i > 0 && (is_mark(in, i - 1, ")") || is_among(in, i - 1, before, G_N_ELEMENTS(before)));
    if (!known)
        return false;
    i++;
    bool told = is_mark(in, i, "-:#");
    while (is_mark(in, i, "-:#") && i < found->at + 4)
        i++;
    if (!is_number(in, i, 4, 14) || is_year(in, i) || goes_on(in, i + 1))
        return false;
    const foi_token *next = token_at(in, i + 1);
    bool ends =
        i + 1 >= in->tokens->len || (next->flags & FOI_TOKEN_LINE) || next->kind == FOI_TOKEN_MARK;
    found->sign = FOI_SIGN_LABEL;
    return (told || ends || is_number(in, i, 9, 14)) && set_value(found, i, i + 1);
}

/* --- the title -------------------------------------------------------------------------------- */

bool foi_reference_in_title(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    const char *title = in->document->title;
    uint32_t at = found->at, end;
    unsigned digits, letters;
    if (!title || (at > 0 && glued_at(in, at) && !is_mark(in, at - 1, "([:")) ||
        !(glued_at(in, at + 1)) || !(end = read_value(in, at)) || end < at + 2 ||
        !is_plausible(in, at, end) || is_form(found, at))
        return false;
    count(in, at, end, &digits, &letters);
    const foi_token *first = token_at(in, at), *last = token_at(in, end - 1);
    g_autofree char *written =
        g_strndup(in->text + first->start, (size_t)last->start + last->length - first->start);
    found->sign = FOI_SIGN_FORM;
    return digits >= TITLE_DIGITS && strstr(title, written) && set_value(found, at, end);
}

static const foi_reference_reader labels[] = {
    {read_labelled,
     {"our",     "your",      "their",      "its",       "ein",      "eich",       "ico",    "eir",
      "eirs",    "foisa",     "unique",     "access",    "internal", "department", "review", "log",
      "enquiry", "foi",       "foia",       "fol",       "request",  "case",       "rfi",    "ref",
      "refs",    "reference", "references", "cyfeirnod", "cyf",      "original"},
     0},
    {read_shaped, {"foi", "f", "eir", "fol", "foir", "foia", "rfi"}, 0},
    {read_request_number, {"request", "review", "response", "enquiry"}, 0},
};

const foi_reference_reader *foi_reference_labels(size_t *count)
{
    *count = G_N_ELEMENTS(labels);
    return labels;
}
