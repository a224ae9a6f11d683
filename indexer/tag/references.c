#include <string.h>

#include "indexer/field/field.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"
#include "indexer/tag/reading.h"

/* A number of an authority's own has no more bytes than that. */
#define REFERENCE_BYTES 40

/* A list of decisions may cite thousands; more are not kept. */
#define REFERENCE_LIMIT 4096

/* A shorter number in a title says nothing. */
#define TITLE_KEY 5

/* "Case reference number:" and what else may stand before a number on its line. */
#define LABEL_TOKENS 8

/* "decision notice of the Information Commissioner dated ... (reference ...)": so many tokens. */
#define NOTICE_REACH 24

typedef struct {
    foi_reading *reading;
    uint32_t at;
    uint32_t end;
    foi_reference_kind kind;
    char id[64];
    char notice[64]; /* the decision notice under appeal, once it is known */
} finding;

static int text_of(const foi_reading *reading, uint32_t at, char *out, size_t size)
{
    const foi_token *token = token_at(reading, at);
    size_t length = MIN(token->length, size - 1);
    memcpy(out, reading->text + token->start, length);
    out[length] = '\0';
    for (char *c = out; *c; c++)
        *c = g_ascii_toupper(*c);
    return (int)length;
}

/* FS50767053, FS_50520644, FER0449366, FAC... */
static bool read_old_ico(finding *found)
{
    const foi_reading *in = found->reading;
    if (!is_word(in, found->at, "fs") && !is_word(in, found->at, "fer") &&
        !is_word(in, found->at, "fac"))
        return false;
    uint32_t number = found->at + 1 + is_mark(in, found->at + 1, "_-");
    if (!is_number(in, number, 7, 8) || !(token_at(in, number)->flags & FOI_TOKEN_GLUED))
        return false;
    char prefix[8], digits[16];
    text_of(in, found->at, prefix, sizeof prefix);
    text_of(in, number, digits, sizeof digits);
    g_snprintf(found->id, sizeof found->id, "%s%s", prefix, digits);
    found->kind = FOI_REFERENCE_ICO_CASE;
    found->end = number + 1;
    return true;
}

/* IC-315773-L9G6, IC-48877, "IC- 184734-T2V5". */
static bool read_new_ico(finding *found)
{
    const foi_reading *in = found->reading;
    if (!is_word(in, found->at, "ic") || !is_mark(in, found->at + 1, "-") ||
        !is_number(in, found->at + 2, 4, 7))
        return false;
    char digits[16], suffix[8];
    text_of(in, found->at + 2, digits, sizeof digits);
    int n = g_snprintf(found->id, sizeof found->id, "IC-%s", digits);
    found->end = found->at + 3;
    found->kind = FOI_REFERENCE_ICO_CASE;
    const foi_token *last = token_at(in, found->end);
    if (!is_mark(in, found->end, "-") || !(last->flags & FOI_TOKEN_GLUED))
        return true;
    uint32_t i = found->end + 1;
    size_t length = 0;
    while (length < 4 && (i == found->end + 1 || (token_at(in, i)->flags & FOI_TOKEN_GLUED)) &&
           token_at(in, i)->length == 1 && token_at(in, i)->kind != FOI_TOKEN_MARK) {
        text_of(in, i++, suffix + length, 2);
        length++;
    }
    if (length == 4) {
        g_snprintf(found->id + n, sizeof found->id - (size_t)n, "-%s", suffix);
        found->end = i;
    }
    return true;
}

/* EA/2021/0368, EA-2022-0425P, FT/EA/2024/0397, EJ/2021/0015, EA/ 2022/0211. */
static bool read_appeal(finding *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    bool ft = is_word(in, i, "ft") && is_mark(in, i + 1, "/-");
    i += ft ? 2 : 0;
    if ((!is_word(in, i, "ea") && !is_word(in, i, "ej")) || !is_mark(in, i + 1, "/-") ||
        !is_year(in, i + 2) || !is_mark(in, i + 3, "/-") || !is_number(in, i + 4, 3, 5))
        return false;
    char list[4], year[8], number[8];
    text_of(in, i, list, sizeof list);
    text_of(in, i + 2, year, sizeof year);
    text_of(in, i + 4, number, sizeof number);
    found->end = i + 5;
    bool p = is_word(in, i + 5, "p") && (token_at(in, i + 5)->flags & FOI_TOKEN_GLUED);
    found->end += p;
    g_snprintf(found->id, sizeof found->id, "%s%s/%s/%s%s", ft ? "FT/" : "", list, year, number,
               p ? "P" : "");
    found->kind = FOI_REFERENCE_FTT_APPEAL;
    return true;
}

/* GIA/336/2013, UA-2022-000123-GIA. */
static bool read_upper_appeal(finding *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    char a[16], b[16];
    if (is_word(in, i, "gia") && is_mark(in, i + 1, "/") && is_number(in, i + 2, 1, 5) &&
        is_mark(in, i + 3, "/") && is_year(in, i + 4)) {
        text_of(in, i + 2, a, sizeof a);
        text_of(in, i + 4, b, sizeof b);
        g_snprintf(found->id, sizeof found->id, "GIA/%s/%s", a, b);
        found->end = i + 5;
    } else if (is_word(in, i, "ua") && is_mark(in, i + 1, "-") && is_year(in, i + 2) &&
               is_mark(in, i + 3, "-") && is_number(in, i + 4, 4, 7)) {
        text_of(in, i + 2, a, sizeof a);
        text_of(in, i + 4, b, sizeof b);
        bool gia = is_mark(in, i + 5, "-") && is_word(in, i + 6, "gia");
        g_snprintf(found->id, sizeof found->id, "UA-%s-%s%s", a, b, gia ? "-GIA" : "");
        found->end = i + (gia ? 7 : 5);
    } else {
        return false;
    }
    found->kind = FOI_REFERENCE_FTT_APPEAL;
    return true;
}

static const char *court_name(const foi_reading *in, uint32_t at)
{
    static const char *const courts[] = {"UKFTT", "UKUT", "UKSC", "EWCA", "EWHC",
                                         "UKHL",  "CSIH", "CSOH", "NICA", "UKPC"};
    char word[12];
    text_of(in, at, word, sizeof word);
    for (size_t i = 0; i < G_N_ELEMENTS(courts); i++)
        if (strcmp(courts[i], word) == 0)
            return courts[i];
    return NULL;
}

/* "(GRC)", "(AAC)" behind a citation; before the number "Civ", "Admin". */
static void add_division(finding *found, const char *year, const char *court, const char *division,
                         uint32_t number)
{
    const foi_reading *in = found->reading;
    char digits[12], chamber[12] = "";
    text_of(in, number, digits, sizeof digits);
    found->end = number + 1;
    if (is_mark(in, number + 1, "(") && token_at(in, number + 2)->kind == FOI_TOKEN_WORD &&
        token_at(in, number + 2)->value <= 6 && is_mark(in, number + 3, ")")) {
        const foi_token *word = token_at(in, number + 2);
        g_snprintf(chamber, sizeof chamber, " (%.*s)", (int)word->length, in->text + word->start);
        found->end = number + 4;
    }
    const char *plain = digits;
    while (*plain == '0' && plain[1])
        plain++;
    g_snprintf(found->id, sizeof found->id, "[%s] %s %s%s%s%s", year, court, division,
               *division ? " " : "", plain, chamber);
    found->kind = FOI_REFERENCE_NEUTRAL_CITATION;
}

/* [2023] UKFTT 311 (GRC), [2015] EWCA Civ 454, UKFTT 2020_0341 (GRC). */
static bool read_citation(finding *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    char year[8], division[12] = "";
    const char *court = token_at(in, i)->kind == FOI_TOKEN_WORD ? court_name(in, i) : NULL;
    if (court && is_year(in, i + 1) && is_mark(in, i + 2, "_-") && is_number(in, i + 3, 1, 5)) {
        text_of(in, i + 1, year, sizeof year);
        add_division(found, year, court, "", i + 3);
        return true;
    }
    if (!is_mark(in, i, "[(") || !is_year(in, i + 1) || !is_mark(in, i + 2, "])"))
        return false;
    court = token_at(in, i + 3)->kind == FOI_TOKEN_WORD ? court_name(in, i + 3) : NULL;
    uint32_t number = i + 4;
    if (!court)
        return false;
    if (token_at(in, number)->kind == FOI_TOKEN_WORD && token_at(in, number)->value <= 5) {
        const foi_token *word = token_at(in, number);
        g_snprintf(division, sizeof division, "%.*s", (int)word->length, in->text + word->start);
        number++;
    }
    if (!is_number(in, number, 1, 6))
        return false;
    text_of(in, i + 1, year, sizeof year);
    add_division(found, year, court, division, number);
    return true;
}

static void set_osic(finding *found, uint32_t number, uint32_t year, uint32_t end)
{
    char a[8], b[8];
    text_of(found->reading, number, a, sizeof a);
    text_of(found->reading, year, b, sizeof b);
    g_snprintf(found->id, sizeof found->id, "%s/%s", a, b);
    found->kind = FOI_REFERENCE_OSIC_DECISION;
    found->end = end;
}

/* "Decision 083/2024", "Decision Notice 083/2024", "[2008] ScotIC 084 - 2008". */
static bool read_osic(finding *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (is_word(in, i, "scotic") && is_number(in, i + 1, 1, 4) && is_mark(in, i + 2, "-_/") &&
        is_year(in, i + 3)) {
        set_osic(found, i + 1, i + 3, i + 4);
        return true;
    }
    if (!is_word(in, i, "decision") && !is_word(in, i, "decisions"))
        return false;
    i += 1 + is_word(in, i + 1, "notice");
    i += is_word(in, i, "no") || is_word(in, i, "number");
    i += is_mark(in, i, ".:");
    if (!is_number(in, i, 1, 3) || !is_mark(in, i + 1, "/") || !is_year(in, i + 2))
        return false;
    set_osic(found, i, i + 2, i + 3);
    return true;
}

/* "request-467593-c3b9ea02@..." of a request site, also broken over lines. */
static bool read_request_site(finding *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_word(in, i, "request") || !is_mark(in, i + 1, "-") || !is_number(in, i + 2, 3, 8) ||
        !is_mark(in, i + 3, "-"))
        return false;
    size_t letters = 0;
    uint32_t end = i + 4;
    while (end < i + 16 && token_at(in, end)->kind != FOI_TOKEN_MARK) {
        letters += token_at(in, end)->length;
        end++;
    }
    if (letters < 6 || letters > 10)
        return false;
    text_of(in, i + 2, found->id, sizeof found->id);
    found->kind = FOI_REFERENCE_WDTK_REQUEST;
    found->end = end;
    return true;
}

/* --- numbers of the authorities' own --------------------------------------------------------- */

typedef enum { LABEL_FIRST = 1, LABEL_INSIDE, LABEL_NOUN } label_part;

/* The words of labels: "our" stands first, the others anywhere before the noun. */
static const foi_symbol_map *labels_get(void)
{
    static const char *const first[] = {"our"};
    static const char *const inside[] = {"your", "foi",   "ico",    "case",     "request",   "fol",
                                         "eir",  "foisa", "unique", "internal", "department"};
    static const char *const nouns[] = {"ref", "reference", "cyfeirnod"};
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, first, G_N_ELEMENTS(first), LABEL_FIRST);
        foi_symbol_map_put_words(map, inside, G_N_ELEMENTS(inside), LABEL_INSIDE);
        foi_symbol_map_put_words(map, nouns, G_N_ELEMENTS(nouns), LABEL_NOUN);
        g_once_init_leave(&made, map);
    }
    return made;
}

static label_part label_part_of(const foi_symbol_map *labels, const foi_token *token)
{
    return token->kind == FOI_TOKEN_WORD ? (label_part)foi_symbol_map_get(labels, token->symbol)
                                         : (label_part)0;
}

/* The label before an authority's number: its end, or 0. "Our ref:", "Reference No", "Request:". */
static uint32_t read_label(const foi_reading *in, uint32_t at)
{
    const foi_symbol_map *labels = labels_get();
    uint32_t i = at;
    bool your = is_word(in, at, "your");
    label_part part = label_part_of(labels, token_at(in, i));
    while (i < at + 4 && (part == LABEL_INSIDE || (part == LABEL_FIRST && i == at)))
        part = label_part_of(labels, token_at(in, ++i));
    bool any = part == LABEL_NOUN;
    if (!any && i > at && is_mark(in, i, ":") &&
        (is_word(in, i - 1, "request") || is_word(in, i - 1, "foi")) &&
        (token_at(in, at)->flags & (FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE)))
        return i + 1;
    if (!any || your)
        return 0;
    i++;
    i += is_mark(in, i, ".") ? 1 : 0;
    i += is_word(in, i, "no") || is_word(in, i, "number") || is_word(in, i, "nos");
    i += is_mark(in, i, ".") ? 1 : 0;
    bool mark = is_mark(in, i, ":-#");
    bool line = token_at(in, i)->flags & FOI_TOKEN_LINE;
    i += mark;
    i += is_mark(in, i, "-") ? 1 : 0;
    return mark || line || is_number(in, i, 4, 12) ? i : 0;
}

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

static bool set_authority_ref(finding *found, uint32_t from, uint32_t end)
{
    const foi_token *first = token_at(found->reading, from),
                    *last = token_at(found->reading, end - 1);
    size_t length = (size_t)last->start + last->length - first->start;
    if (length < 2 || length > REFERENCE_BYTES)
        return false;
    memcpy(found->id, found->reading->text + first->start, length);
    found->id[length] = '\0';
    for (char *c = found->id; *c; c++)
        if (*c == '\n')
            *c = ' ';
    found->kind = FOI_REFERENCE_AUTHORITY_REF;
    found->end = end;
    return true;
}

static bool read_labelled(finding *found)
{
    uint32_t value = read_label(found->reading, found->at);
    if (!value || token_at(found->reading, value)->flags & FOI_TOKEN_BREAK)
        return false;
    value += is_mark(found->reading, value, "#");
    uint32_t end = read_value(found->reading, value);
    finding inner = *found;
    inner.at = value;
    if (!end || read_old_ico(&inner) || read_new_ico(&inner) || read_appeal(&inner))
        return false;
    if (end == value + 1 && is_number(found->reading, value, 9, 9) &&
        found->reading->law->scottish && found->reading->regulator) {
        text_of(found->reading, value, found->id, sizeof found->id);
        found->kind = FOI_REFERENCE_OSIC_DECISION;
        found->end = end;
        return true;
    }
    return set_authority_ref(found, value, end);
}

/* FOI/2021/2475, FOI2023/12345, FOI-123456, F-2010-00325, "FOI 17-24:" at the top. */
static bool read_shaped(finding *found)
{
    const foi_reading *in = found->reading;
    if (!is_word(in, found->at, "foi") && !is_word(in, found->at, "f") &&
        !is_word(in, found->at, "eir") && !is_word(in, found->at, "fol") &&
        !is_word(in, found->at, "foir") && !is_word(in, found->at, "foia"))
        return false;
    if (found->at > 0 && (token_at(in, found->at)->flags & FOI_TOKEN_GLUED) &&
        !is_mark(in, found->at - 1, "(:"))
        return false;
    uint32_t end = read_value(in, found->at);
    if (!end || end < found->at + 2)
        return false;
    unsigned digits = 0;
    for (uint32_t i = found->at; i < end; i++)
        digits += token_at(in, i)->kind == FOI_TOKEN_NUMBER ? token_at(in, i)->length : 0;
    bool glued =
        is_mark(in, found->at + 1, "/-") || (token_at(in, found->at + 1)->flags & FOI_TOKEN_GLUED);
    bool spaced = is_word(in, found->at, "foi") && found->at < in->head && digits >= 3;
    return (glued ? digits >= 4 : spaced) && set_authority_ref(found, found->at, end);
}

/* "Re: Freedom of Information request - 72722", "FOI request 202000077960". */
static bool read_request_number(finding *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_word(in, i, "request") || found->at > in->head || found->at == 0 ||
        (!is_word(in, i - 1, "information") && !is_word(in, i - 1, "foi")))
        return false;
    i++;
    while (is_mark(in, i, "-:#"))
        i++;
    if (is_word(in, i, "ref") || is_word(in, i, "reference") || is_word(in, i, "number"))
        i++;
    if (!is_number(in, i, 4, 14) || is_year(in, i))
        return false;
    return set_authority_ref(found, i, i + 1);
}

typedef bool (*reader)(finding *found);

/* The readers in the order in which they are asked, with the words that each can begin with. */
typedef struct {
    reader read;
    const char *words[16];
} reader_row;

static const reader_row readers[] = {
    {read_old_ico, {"fs", "fer", "fac"}},
    {read_new_ico, {"ic"}},
    {read_appeal, {"ft", "ea", "ej"}},
    {read_upper_appeal, {"gia", "ua"}},
    {read_citation,
     {"ukftt", "ukut", "uksc", "ewca", "ewhc", "ukhl", "csih", "csoh", "nica", "ukpc"}},
    {read_osic, {"scotic", "decision", "decisions"}},
    {read_request_site, {"request"}},
    {read_labelled,
     {"our", "your", "foi", "ico", "case", "request", "fol", "eir", "foisa", "unique", "internal",
      "department", "ref", "reference", "cyfeirnod"}},
    {read_shaped, {"foi", "f", "eir", "fol", "foir", "foia"}},
    {read_request_number, {"request"}},
};

/* The readers that can begin with each word or mark, as bits of the rows above. */
static const foi_symbol_map *beginnings_get(void)
{
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
            for (const char *const *word = readers[i].words; *word; word++) {
                uint32_t symbol = foi_token_symbol(*word);
                foi_symbol_map_put(map, symbol, foi_symbol_map_get(map, symbol) | 1u << i);
            }
        /* Any reference may stand in brackets. */
        foi_symbol_map_put(map, foi_token_symbol("["), UINT32_MAX);
        foi_symbol_map_put(map, foi_token_symbol("("), UINT32_MAX);
        g_once_init_leave(&made, map);
    }
    return made;
}

/* The next token from AT on that a reference can begin with, and by which readers: nearly all are
 * passed over. */
static uint32_t next_beginning(const foi_reading *reading, uint32_t at, uint32_t *wanted)
{
    const foi_symbol_map *beginnings = beginnings_get();
    const foi_token *tokens = (const foi_token *)reading->tokens->data;
    uint32_t end = reading->tokens->len;
    *wanted = 0;
    for (; at < end; at++)
        if (tokens[at].kind != FOI_TOKEN_PROVISION &&
            (*wanted = foi_symbol_map_get(beginnings, tokens[at].symbol)))
            break;
    return at;
}

static bool read_any(finding *found, uint32_t wanted)
{
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
        if ((wanted & 1u << i) && readers[i].read(found))
            return true;
    return false;
}

static bool is_in_title(const finding *found)
{
    const char *title = found->reading->document->title;
    if (!title)
        return false;
    g_autofree char *wanted = foi_reference_key(found->id);
    g_autofree char *within = foi_reference_key(title);
    return wanted && within && strlen(wanted) >= TITLE_KEY && strstr(within, wanted);
}

/* "Reference: IC-315773-L9G6" alone on its line, on whatever page: running headers and footers. */
static bool is_on_label_line(const finding *found)
{
    static const char *const labels[] = {"reference", "ref", "number", "no", "cyfeirnod", "cyf"};
    const foi_reading *in = found->reading;
    uint32_t at = found->at;
    bool label = false;
    if (found->kind == FOI_REFERENCE_AUTHORITY_REF)
        return at < in->head && (token_at(in, at)->flags & FOI_TOKEN_LINE) &&
               (is_word(in, at, "our") || is_word(in, at, "ref") || is_word(in, at, "reference"));
    while (at > 0 && found->at - at < LABEL_TOKENS && !(token_at(in, at)->flags & FOI_TOKEN_LINE)) {
        at--;
        for (size_t i = 0; i < G_N_ELEMENTS(labels) && is_mark(in, at + 1, ":"); i++)
            label = label || is_word(in, at, labels[i]);
    }
    bool first = token_at(in, at)->flags & FOI_TOKEN_LINE || at == 0;
    bool last = found->end >= in->tokens->len || (token_at(in, found->end)->flags & FOI_TOKEN_LINE);
    return label && first && last && !is_word(in, at, "your");
}

/* A tribunal's decision is on the notice that it names first: "an appeal against the decision
 * notice IC-...". Other notices in it are precedents. */
static bool is_notice_under_appeal(finding *found, const foi_sentence *sentence)
{
    const foi_reading *in = found->reading;
    foi_doctype type = in->document->tags.doctype;
    bool osic = found->kind == FOI_REFERENCE_OSIC_DECISION;
    if ((found->kind != FOI_REFERENCE_ICO_CASE && !osic) ||
        (type != FOI_DOCTYPE_TRIBUNAL_DECISION && type != FOI_DOCTYPE_COURT_JUDGMENT))
        return false;
    if (found->notice[0])
        return strcmp(found->notice, found->id) == 0;
    bool notice = osic, decision = osic;
    uint32_t first = MAX(sentence->first, found->at > NOTICE_REACH ? found->at - NOTICE_REACH : 0);
    for (uint32_t at = first; at < found->at; at++) {
        notice = notice || is_word(in, at, "notice") || is_word(in, at, "substitute");
        decision = decision || is_word(in, at, "decision") || is_word(in, at, "decided") ||
                   is_word(in, at, "appeal");
    }
    if (!notice || !decision)
        return false;
    g_strlcpy(found->notice, found->id, sizeof found->notice);
    return true;
}

/* "Following the decision of the First-tier Tribunal in EA/...": a letter that carries it out. */
static bool is_carried_out(const finding *found, const foi_sentence *sentence)
{
    const foi_reading *in = found->reading;
    foi_doctype type = in->document->tags.doctype;
    bool ruled = found->kind == FOI_REFERENCE_ICO_CASE || found->kind == FOI_REFERENCE_FTT_APPEAL ||
                 found->kind == FOI_REFERENCE_OSIC_DECISION;
    if (!ruled || found->at >= in->head ||
        (type != FOI_DOCTYPE_RESPONSE && type != FOI_DOCTYPE_REVIEW_OUTCOME))
        return false;
    bool follows = false, decision = found->kind == FOI_REFERENCE_OSIC_DECISION;
    for (uint32_t at = sentence->first; at < found->at; at++) {
        follows = follows || is_word(in, at, "following") || is_word(in, at, "comply") ||
                  is_word(in, at, "compliance") || is_word(in, at, "required");
        decision = decision || is_word(in, at, "decision") || is_word(in, at, "notice");
    }
    return follows && decision;
}

/* Whether the reference is what the document is about: a label, a heading or the last line, not
 * prose. */
static bool is_own(finding *found)
{
    const foi_reading *in = found->reading;
    if (found->kind == FOI_REFERENCE_WDTK_REQUEST)
        return true;
    const foi_sentence *sentence = foi_reading_sentence_of(in, found->at);
    if (sentence->zone == FOI_ZONE_QUOTED_MAIL || sentence->zone == FOI_ZONE_REQUEST)
        return false;
    if (is_in_title(found) || is_on_label_line(found) || is_notice_under_appeal(found, sentence) ||
        is_carried_out(found, sentence))
        return true;
    uint32_t words = sentence->end - sentence->first;
    bool top = found->at < in->head / 2;
    bool labelled = found->at > sentence->first && words < 40 && top;
    return labelled || (words <= 14 && (top || sentence->end + 4 >= in->tokens->len)) ||
           sentence->zone == FOI_ZONE_HEADING;
}

void foi_tag_references(foi_reading *reading)
{
    uint32_t wanted;
    finding found = {.reading = reading};
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (found.at = 0;
         (found.at = next_beginning(reading, found.at, &wanted)) < reading->tokens->len;
         found.at = found.end) {
        if (!read_any(&found, wanted)) {
            found.end = found.at + 1;
            continue;
        }
        bool own = is_own(&found);
        if (found.kind == FOI_REFERENCE_AUTHORITY_REF && !own && found.at > reading->head)
            continue;
        /* Looked up here first: the list of the tags is searched one by one. */
        bool new_ = g_hash_table_add(seen, g_strdup_printf("%d %d %s", found.kind, own, found.id));
        if (g_hash_table_size(seen) > REFERENCE_LIMIT) {
            foi_reading_note_limit(reading, "the first 4,096 references");
            break;
        }
        if (!new_)
            continue;
        foi_tags_add_reference(&reading->document->tags, found.kind, found.id, own,
                               foi_reading_evidence(reading, found.at, found.end, own ? 0.9 : 0.7));
    }
}
