/* reference_forms.c - references that are known by their form: regulators', tribunals', courts',
 * request sites'. */
#include "indexer/tag/look.h"
#include "indexer/tag/references.h"

void foi_reference_text(const foi_reading *reading, uint32_t at, char *out, size_t size)
{
    const foi_token *token = token_at(reading, at);
    size_t length = MIN(token->length, size - 1);
    memcpy(out, reading->text + token->start, length);
    out[length] = '\0';
    for (char *c = out; *c; c++)
        *c = g_ascii_toupper(*c);
}

static unsigned number_of(const char *digits)
{
    return (unsigned)g_ascii_strtoull(digits, NULL, 10);
}

/* --- the Information Commissioner ------------------------------------------------------------- */

/* FS50767053, FS_50520644, "FS 50126011", FER0449366, FAC..., RFA... */
static bool read_old_ico(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t number = found->at + 1;
    number += is_mark(in, number, "_-");
    if (!is_number(in, number, 7, 8))
        return false;
    /* With a space between it is a reference only in the usual range. */
    char prefix[8], digits[16];
    foi_reference_text(in, found->at, prefix, sizeof prefix);
    foi_reference_text(in, number, digits, sizeof digits);
    bool usual = g_str_has_prefix(digits, strcmp(prefix, "FS") == 0 ? "5" : "0");
    bool upper = token_at(in, found->at)->flags & FOI_TOKEN_UPPER;
    if (!glued_at(in, number) && !(usual && upper))
        return false;
    g_snprintf(found->id, sizeof found->id, "%s%s", prefix, digits);
    found->kind = FOI_REFERENCE_ICO_CASE;
    found->end = number + 1;
    return true;
}

/* The letters and digits behind the last dash of "IC-315773-L9G6": LENGTH of them. */
static uint32_t read_suffix(const foi_reading *in, uint32_t at, size_t length, char *out)
{
    size_t have = 0;
    for (uint32_t i = at; have < length; i++) {
        const foi_token *token = token_at(in, i);
        if (i >= in->tokens->len || token->kind == FOI_TOKEN_MARK ||
            token->length > length - have || (i > at && !(token->flags & FOI_TOKEN_GLUED)))
            return 0;
        foi_reference_text(in, i, out + have, length - have + 1);
        have += token->length;
        if (have == length)
            return glued_at(in, i + 1) && token_at(in, i + 1)->kind != FOI_TOKEN_MARK ? 0 : i + 1;
    }
    return 0;
}

/* IC-315773-L9G6, IC-48877, "IC- 184734-T2V5"; Ireland's OIC-53482-K7N2S3. */
static bool read_dashed(foi_found_reference *found, size_t suffix_length)
{
    const foi_reading *in = found->reading;
    if (!is_mark(in, found->at + 1, "-_") || !is_number(in, found->at + 2, 4, 7))
        return false;
    char prefix[8], digits[16], suffix[8];
    foi_reference_text(in, found->at, prefix, sizeof prefix);
    foi_reference_text(in, found->at + 2, digits, sizeof digits);
    found->end = found->at + 3;
    int n = g_snprintf(found->id, sizeof found->id, "%s-%s", prefix, digits);
    if (!is_mark(in, found->end, "-_"))
        return true;
    uint32_t end = read_suffix(in, found->end + 1, suffix_length, suffix);
    if (end) {
        g_snprintf(found->id + n, sizeof found->id - (size_t)n, "-%s", suffix);
        found->end = end;
    }
    return true;
}

static bool read_new_ico(foi_found_reference *found)
{
    found->kind = FOI_REFERENCE_ICO_CASE;
    return read_dashed(found, 4);
}

static bool read_oic(foi_found_reference *found)
{
    found->kind = FOI_REFERENCE_OIC_CASE;
    return read_dashed(found, 6);
}

/* --- tribunals -------------------------------------------------------------------------------- */

/* EA/2021/0368, EA-2022-0425P, FT/EA/2024/0397, FT.EA.2024.0397, EJ/2021/0015, EA/ 2022/0211,
 * EA_2006_0011. */
static bool read_appeal(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    bool ft = is_word(in, i, "ft") && is_mark(in, i + 1, "/-_.");
    i += ft ? 2 : 0;
    if ((!is_word(in, i, "ea") && !is_word(in, i, "ej")) || !is_mark(in, i + 1, "/-_.") ||
        !is_year(in, i + 2) || !is_mark(in, i + 3, "/-_.") || !is_number(in, i + 4, 2, 5))
        return false;
    char list[4], year[8], number[8];
    foi_reference_text(in, i, list, sizeof list);
    foi_reference_text(in, i + 2, year, sizeof year);
    foi_reference_text(in, i + 4, number, sizeof number);
    found->end = i + 5;
    bool p = is_word(in, i + 5, "p") && glued_at(in, i + 5);
    found->end += p;
    g_snprintf(found->id, sizeof found->id, "%s%s/%s/%04u%s", ft ? "FT/" : "", list, year,
               number_of(number), p ? "P" : "");
    found->kind = FOI_REFERENCE_FTT_APPEAL;
    return true;
}

/* GIA/336/2013. */
static bool read_gia(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_mark(in, i + 1, "/-") || !is_number(in, i + 2, 1, 5) || !is_mark(in, i + 3, "/-") ||
        !is_year(in, i + 4))
        return false;
    char number[8], year[8];
    foi_reference_text(in, i + 2, number, sizeof number);
    foi_reference_text(in, i + 4, year, sizeof year);
    g_snprintf(found->id, sizeof found->id, "GIA/%s/%s", number, year);
    found->end = i + 5;
    found->kind = FOI_REFERENCE_FTT_APPEAL;
    return true;
}

/* UA-2022-000123-GIA. */
static bool read_upper(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_mark(in, i + 1, "-/") || !is_year(in, i + 2) || !is_mark(in, i + 3, "-/") ||
        !is_number(in, i + 4, 4, 7))
        return false;
    char number[8], year[8], list[8] = "";
    foi_reference_text(in, i + 2, year, sizeof year);
    foi_reference_text(in, i + 4, number, sizeof number);
    found->end = i + 5;
    const foi_token *last = token_at(in, i + 6);
    if (is_mark(in, i + 5, "-/") && glued_at(in, i + 5) && last->kind == FOI_TOKEN_WORD &&
        last->length >= 2 && last->length <= 5 && (last->flags & FOI_TOKEN_UPPER)) {
        foi_reference_text(in, i + 6, list, sizeof list);
        found->end = i + 7;
    }
    g_snprintf(found->id, sizeof found->id, "UA-%s-%s%s%s", year, number, *list ? "-" : "", list);
    found->kind = FOI_REFERENCE_FTT_APPEAL;
    return true;
}

/* --- neutral citations ------------------------------------------------------------------------ */

/* Courts and tribunals whose decisions are cited by neutral citation. */
static const char *const courts[] = {"UKFTT", "UKUT", "UKSC", "UKHL", "UKPC", "UKIT", "EWCA",
                                     "EWHC",  "CSIH", "CSOH", "NICA", "NIQB", "NIKB", "NICH",
                                     "IEHC",  "IESC", "IECA", "AATA", "FCA",  "FCAFC"};

static const char *court_at(const foi_reading *in, uint32_t at)
{
    char word[12];
    if (token_at(in, at)->kind != FOI_TOKEN_WORD)
        return NULL;
    foi_reference_text(in, at, word, sizeof word);
    for (size_t i = 0; i < G_N_ELEMENTS(courts); i++)
        if (strcmp(courts[i], word) == 0)
            return courts[i];
    return NULL;
}

/* "(GRC)", "(Admin)" behind the number. */
static void read_chamber(foi_found_reference *found, char *chamber, size_t size)
{
    const foi_reading *in = found->reading;
    const foi_token *word = token_at(in, found->end + 1);
    chamber[0] = '\0';
    if (!is_mark(in, found->end, "(") || word->kind != FOI_TOKEN_WORD || word->length > 6 ||
        !is_mark(in, found->end + 2, ")"))
        return;
    g_snprintf(chamber, size, " (%.*s)", (int)word->length, in->text + word->start);
    found->end += 3;
}

/* The number of the decision at AT: "00311", or that of the appeal, "2019_0402", "2013 - 0241",
 * "EA_2013_0068". */
static bool read_decision_number(foi_found_reference *found, uint32_t at, char *out, size_t size)
{
    const foi_reading *in = found->reading;
    char list[4] = "", year[8], number[8];
    uint32_t i = at;
    if ((is_word(in, i, "ea") || is_word(in, i, "ej")) && is_mark(in, i + 1, "_-/")) {
        foi_reference_text(in, i, list, sizeof list);
        i += 2;
    }
    bool spaced = is_number(in, i + 2, 4, 4) && is_mark(in, i + 3, "(");
    if (is_year(in, i) && is_mark(in, i + 1, "_-/") && (glued_at(in, i + 1) || spaced) &&
        is_number(in, i + 2, 2, 5)) {
        foi_reference_text(in, i, year, sizeof year);
        foi_reference_text(in, i + 2, number, sizeof number);
        g_snprintf(out, size, "%s%s%s_%04u", list, *list ? "_" : "", year, number_of(number));
        found->end = i + 3;
        return true;
    }
    if (*list || !is_number(in, i, 1, 6))
        return false;
    foi_reference_text(in, i, number, sizeof number);
    g_snprintf(out, size, "%u", number_of(number));
    found->end = i + 1;
    return true;
}

/* "Civ", "Crim" before the number; BAILII's "ScotCS CSIH_73" has a mark there. */
static uint32_t read_division(const foi_reading *in, uint32_t at, const char **division)
{
    *division = "";
    if (is_word(in, at, "civ"))
        *division = " Civ";
    else if (is_word(in, at, "crim"))
        *division = " Crim";
    else
        return at + is_mark(in, at, "_");
    return at + 1;
}

/* What follows "[2023]": court, division, number, chamber. */
static bool read_court(foi_found_reference *found, uint32_t court, uint32_t year)
{
    const foi_reading *in = found->reading;
    const char *name = court_at(in, court), *division;
    char digits[24], chamber[12], written[8];
    if (!name)
        return false;
    uint32_t number = read_division(in, court + 1, &division);
    if (!read_decision_number(found, number, digits, sizeof digits))
        return false;
    read_chamber(found, chamber, sizeof chamber);
    foi_reference_text(in, year, written, sizeof written);
    g_snprintf(found->id, sizeof found->id, "[%s] %s%s %s%s", written, name, division, digits,
               chamber);
    found->kind = FOI_REFERENCE_NEUTRAL_CITATION;
    return true;
}

/* [2023] UKFTT 311 (GRC), [2015] EWCA Civ 454, [2014] UKFTT EA_2013_0068 (GRC); Australia's
 * [2013] AICmr 11. */
static bool read_citation(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_year(in, i + 1) || !is_mark(in, i + 2, "])"))
        return false;
    i += 3 + is_word(in, i + 3, "scotcs");
    if (is_word(in, i, "aicmr") && is_number(in, i + 1, 1, 4)) {
        char year[8], number[8];
        foi_reference_text(in, found->at + 1, year, sizeof year);
        foi_reference_text(in, i + 1, number, sizeof number);
        g_snprintf(found->id, sizeof found->id, "[%s] AICmr %u", year, number_of(number));
        found->kind = FOI_REFERENCE_OAIC_CASE;
        found->end = i + 2;
        return true;
    }
    return read_court(found, i, found->at + 1);
}

/* UKFTT 2020_0341 (GRC), "UKFTT 2011 - 0300 (GRC)", and without brackets 2012 UKUT 440 (AAC). */
static bool read_bare_citation(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    const char *name = court_at(in, i);
    if (i > 0 && is_year(in, i - 1))
        return read_court(found, i, i - 1);
    if (!name || !is_year(in, i + 1) || !is_mark(in, i + 2, "_-/") || !is_number(in, i + 3, 1, 5))
        return false;
    char year[8], number[8], chamber[12];
    foi_reference_text(in, i + 1, year, sizeof year);
    foi_reference_text(in, i + 3, number, sizeof number);
    found->end = i + 4;
    read_chamber(found, chamber, sizeof chamber);
    g_snprintf(found->id, sizeof found->id, "[%s] %s %u%s", year, name, number_of(number), chamber);
    found->kind = FOI_REFERENCE_NEUTRAL_CITATION;
    return true;
}

/* --- the Scottish and the Australian Information Commissioner ------------------------------------
 */

static void set_osic(foi_found_reference *found, uint32_t number, uint32_t year)
{
    char a[8], b[8];
    foi_reference_text(found->reading, number, a, sizeof a);
    foi_reference_text(found->reading, year, b, sizeof b);
    g_snprintf(found->id, sizeof found->id, "%03u/%s", number_of(a), b);
    found->kind = FOI_REFERENCE_OSIC_DECISION;
    found->end = year + 1;
}

/* "[2008] ScotIC 084 - 2008". */
static bool read_scotic(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_number(in, i + 1, 1, 4) || !is_mark(in, i + 2, "-_/") || !is_year(in, i + 3))
        return false;
    set_osic(found, i + 1, i + 3);
    return true;
}

/* "Decision 083/2024", "Decision Notice 083/2024", "Decision No. 12/2010". Without three digits it
 * may be a month. */
static bool read_osic(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at + 1;
    bool named = is_word(in, i, "notice") || is_word(in, i, "notices");
    i += named;
    bool numbered = is_word(in, i, "no") || is_word(in, i, "number") || is_word(in, i, "nos");
    i += numbered;
    i += is_mark(in, i, ".:");
    if (!is_number(in, i, numbered ? 1 : 3, 3) || !is_mark(in, i + 1, "/") || !is_year(in, i + 2))
        return false;
    set_osic(found, i, i + 2);
    return true;
}

/* MR20/00123: reviews of the Australian commissioner. */
static bool read_australian(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_number(in, i + 1, 2, 2) || !glued_at(in, i + 1) || !is_mark(in, i + 2, "/") ||
        !is_number(in, i + 3, 5, 5) || !glued_at(in, i + 3))
        return false;
    char year[4], number[8];
    foi_reference_text(in, i + 1, year, sizeof year);
    foi_reference_text(in, i + 3, number, sizeof number);
    g_snprintf(found->id, sizeof found->id, "MR%s/%s", year, number);
    found->kind = FOI_REFERENCE_OAIC_CASE;
    found->end = i + 4;
    return true;
}

/* --- request sites ---------------------------------------------------------------------------- */

/* "request-467593-c3b9ea02@..." of a request site, also broken over lines. */
static bool read_request_site(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_mark(in, i + 1, "-") || !is_number(in, i + 2, 3, 8) || !is_mark(in, i + 3, "-"))
        return false;
    size_t letters = 0;
    uint32_t end = i + 4;
    while (end < i + 16 && end < in->tokens->len && token_at(in, end)->kind != FOI_TOKEN_MARK) {
        letters += token_at(in, end)->length;
        end++;
    }
    if (letters < 6 || letters > 10)
        return false;
    foi_reference_text(in, i + 2, found->id, sizeof found->id);
    found->kind = FOI_REFERENCE_WDTK_REQUEST;
    found->end = end;
    return true;
}

/* "[FOI #914235 email]": how a request site shows the address of a request. */
static bool read_hidden_address(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->at;
    if (!is_word(in, i + 1, "foi") || !is_mark(in, i + 2, "#") || !is_number(in, i + 3, 3, 8) ||
        !is_word(in, i + 4, "email") || !is_mark(in, i + 5, "]"))
        return false;
    foi_reference_text(in, i + 3, found->id, sizeof found->id);
    found->kind = FOI_REFERENCE_WDTK_REQUEST;
    found->end = i + 6;
    return true;
}

static const foi_reference_reader forms[] = {
    {read_old_ico, {"fs", "fer", "fac", "rfa"}, 0},
    {read_new_ico, {"ic"}, 0},
    {read_oic, {"oic"}, 0},
    {read_appeal, {"ft", "ea", "ej"}, 0},
    {read_gia, {"gia"}, 0},
    {read_upper, {"ua"}, 0},
    {read_citation, {NULL}, '['},
    {read_citation, {NULL}, '('},
    {read_bare_citation,
     {"ukftt", "ukut", "uksc", "ukhl", "ukpc", "ukit", "ewca", "ewhc", "csih", "csoh", "nica",
      "niqb", "nikb", "nich"},
     0},
    {read_scotic, {"scotic"}, 0},
    {read_osic, {"decision", "decisions"}, 0},
    {read_australian, {"mr"}, 0},
    {read_request_site, {"request"}, 0},
    {read_hidden_address, {NULL}, '['},
};

const foi_reference_reader *foi_reference_forms(size_t *count)
{
    *count = G_N_ELEMENTS(forms);
    return forms;
}

/* --- lists ------------------------------------------------------------------------------------ */

/* "EA/2006/0049 & 50", "EA/2006/0011 and 0013": the list and year of the one before. */
static bool next_appeal(foi_found_reference *found, uint32_t number)
{
    const foi_reading *in = found->reading;
    bool ampersand = is_mark(in, number - 1, "&");
    const foi_token *token = token_at(in, number);
    bool padded = is_number(in, number, 4, 4) && in->text[token->start] == '0';
    const char *last = strrchr(found->id, '/');
    if ((!padded && !(ampersand && is_number(in, number, 2, 4))) || !last ||
        is_mark(in, number + 1, "/"))
        return false;
    char digits[8], head[FOI_REFERENCE_BYTES];
    foi_reference_text(in, number, digits, sizeof digits);
    g_strlcpy(head, found->id, MIN(sizeof head, (size_t)(last - found->id) + 1));
    g_snprintf(found->id, sizeof found->id, "%s/%04u", head, number_of(digits));
    found->end = number + 1;
    return true;
}

bool foi_reference_next(foi_found_reference *found)
{
    const foi_reading *in = found->reading;
    uint32_t i = found->end;
    if (!is_mark(in, i, "&,;") && !is_word(in, i, "and"))
        return false;
    i++;
    bool next = false;
    if (found->kind == FOI_REFERENCE_OSIC_DECISION && is_number(in, i, 3, 3) &&
        is_mark(in, i + 1, "/") && is_year(in, i + 2)) {
        set_osic(found, i, i + 2);
        next = true;
    } else if (found->kind == FOI_REFERENCE_FTT_APPEAL && found->id[0] != 'G' &&
               found->id[0] != 'U') {
        next = next_appeal(found, i);
    }
    if (next)
        found->at = found->value = i;
    return next;
}
