/* reference_own.c - which of its references name the matter of a document, and which it cites. */
#include "indexer/field/field.h"
#include "indexer/tag/look.h"
#include "indexer/tag/references.h"
#include "indexer/tag/titles.h"

/* A shorter number in a title says nothing. */
#define TITLE_KEY 5

/* "Case reference number:" and what else may stand before a number on its line. */
#define LABEL_TOKENS 10

/* A block of so few bytes is no prose: a line of a letterhead, of a list of citations. */
#define SHORT_BLOCK 160

/* The last lines, below a publisher's summary. */
#define TAIL_TOKENS 48

/* "the decision of the First-tier Tribunal made on ... under reference ...": so many tokens. */
#define APPEAL_REACH 24

/* From the notice to its number: "Decision Notice ("the DN") issued by the Information Commissioner
 * on 3 September 2024 with reference number ...". */
#define NOTICE_REACH 40

/* The citations of a judgment, in reports and neutral. */
#define CITE_REACH 64

/* "(\"the Second Decision Notice\")". */
#define NAME_REACH 8

typedef struct {
    const foi_reading *in;
    const foi_found_reference *found;
    const foi_sentence *sentence;
    foi_doctype type;
} place;

/* Whether one of WORDS stands between FIRST and END. */
static bool has_word(const foi_reading *in, uint32_t first, uint32_t end, const char *const *words,
                     size_t count)
{
    for (uint32_t at = first; at < end; at++)
        if (is_among(in, at, words, count))
            return true;
    return false;
}

#define HAS_WORD(in, first, end, ...)                                                              \
    has_word(in, first, end, (const char *const[]){__VA_ARGS__},                                   \
             G_N_ELEMENTS(((const char *const[]){__VA_ARGS__})))

static bool is_in_title(const place *at, foi_reference_matter *matter)
{
    const char *title = at->in->document->title;
    if (!title || foi_title_is_made(title))
        return false;
    if (!matter->title)
        matter->title = foi_reference_key(title);
    g_autofree char *wanted = foi_reference_key(at->found->id);
    return strlen(wanted) >= TITLE_KEY && strstr(matter->title, wanted);
}

/* "Reference: IC-315773-L9G6" alone on its line, on whatever page: running headers and footers,
 * "Citations: [2015] UKFTT 2014_0123 (GRC)" below a summary. */
static bool is_on_label_line(const place *at)
{
    static const char *const labels[] = {"reference", "ref",       "refs", "references", "number",
                                         "no",        "cyfeirnod", "cyf",  "citation",   "cite",
                                         "citations", "as",        "ncn",  "case",       "notice"};
    const foi_reading *in = at->in;
    uint32_t value = at->found->value, first = value, end = at->found->end;
    bool label = false;
    while (first > 0 && value - first < LABEL_TOKENS && !begins_line(in, first)) {
        first--;
        if (is_mark(in, first + 1, ":.") || (token_at(in, first)->flags & FOI_TOKEN_LINE))
            label = label || is_among(in, first, labels, G_N_ELEMENTS(labels));
    }
    bool last = begins_line(in, end) || is_mark(in, end, ",;&(|") ||
                (is_mark(in, end, ".") && begins_line(in, end + 1));
    return label && begins_line(in, first) && last && !is_word(in, first, "your");
}

/* "Cite as: [2024] 1 WLR 2185, [2023] EWCA Civ 1378" on a page of a law library. */
static bool is_how_to_cite(const place *at)
{
    const foi_reading *in = at->in;
    uint32_t value = at->found->value;
    if (value >= in->head || at->found->kind != FOI_REFERENCE_NEUTRAL_CITATION)
        return false;
    for (uint32_t i = value; i > 2 && value - i < CITE_REACH && !begins_line(in, i); i--)
        if (is_mark(in, i - 1, ":"))
            return is_word(in, i - 2, "as") && is_word(in, i - 3, "cite");
    return false;
}

/* "IC-997208-V4B6 The complainant requested": the summary of a notice begins with its number. */
static bool is_first_of_notice(const place *at)
{
    return at->found->at == 0 && at->type == FOI_DOCTYPE_DECISION_NOTICE;
}

/* "school rolls - Decision 047/2007 - A group of parents asked": in the keywords of a summary. */
static bool is_among_keywords(const place *at)
{
    const foi_reading *in = at->in;
    return at->found->kind == FOI_REFERENCE_OSIC_DECISION && at->found->at > 0 &&
           at->found->at < in->head && at->type == FOI_DOCTYPE_DECISION_NOTICE &&
           is_mark(in, at->found->at - 1, "-") && is_mark(in, at->found->end, "-");
}

/* "Case reference: IC-997208-V4B6." as a sentence of its own, wherever it stands. */
static bool is_label_sentence(const place *at)
{
    const foi_reading *in = at->in;
    uint32_t value = at->found->value, first = at->sentence->first;
    return value > first + 1 && value <= first + 4 && is_mark(in, value - 1, ":") &&
           HAS_WORD(in, first, value, "reference", "ref");
}

/* A line of its own in the letterhead or below the text: a short block that is no sentence. */
static bool is_apart(const place *at)
{
    const foi_reading *in = at->in;
    const foi_token *token = token_at(in, at->found->at);
    const foi_block *block = foi_text_block_at(&in->document->text, token->start);
    bool top = at->found->at<in->head, bottom = at->found->end + TAIL_TOKENS> in->tokens->len;
    if (!block || !(top || bottom) || (!top && at->type != FOI_DOCTYPE_DECISION_NOTICE))
        return false;
    bool alone = begins_line(in, at->found->at) && begins_line(in, at->found->end);
    bool stop = in->text[block->start + block->length - 1] == '.' && block->length > 60;
    return alone || (block->length <= SHORT_BLOCK && !stop);
}

static bool is_ruling(foi_doctype type)
{
    return type == FOI_DOCTYPE_TRIBUNAL_DECISION || type == FOI_DOCTYPE_COURT_JUDGMENT;
}

/* A decision on another decision: KEPT is the one that was named first, as what is appealed. */
static bool is_kept(const foi_found_reference *found, char *kept, bool named)
{
    if (kept[0])
        return strcmp(kept, found->id) == 0;
    if (named)
        g_strlcpy(kept, found->id, FOI_REFERENCE_BYTES);
    return named;
}

/* "The second is against the Decision Notice referenced IC-... (\"the Second Decision Notice\")":
 * appeals that were heard together. */
static bool is_defined_notice(const place *at, uint32_t from)
{
    const foi_reading *in = at->in;
    uint32_t end = at->found->end;
    return is_mark(in, end, "(") && HAS_WORD(in, from, at->found->at, "against") &&
           HAS_WORD(in, end, MIN(end + NAME_REACH, at->sentence->end), "notice", "dn");
}

/* A tribunal's decision is on the notice that it names first: "an appeal against the decision
 * notice IC-...". Other notices in it are precedents. */
static bool is_notice_under_appeal(const place *at, foi_reference_matter *matter)
{
    const foi_reading *in = at->in;
    const foi_found_reference *found = at->found;
    bool osic = found->kind == FOI_REFERENCE_OSIC_DECISION;
    if ((found->kind != FOI_REFERENCE_ICO_CASE && !osic) || !is_ruling(at->type))
        return false;
    uint32_t from =
        MAX(at->sentence->first, found->at > NOTICE_REACH ? found->at - NOTICE_REACH : 0);
    bool notice = osic || HAS_WORD(in, from, found->at, "notice", "substitute", "dn");
    bool decision =
        osic || HAS_WORD(in, from, found->at, "decision", "decided", "appeal", "notice", "dn");
    /* "The Information Commissioner agreed (FS50997118)": the history of the case, at the top. */
    bool history = found->at < in->head && is_mark(in, found->at - 1, "(") &&
                   HAS_WORD(in, from, found->at, "commissioner");
    return is_kept(found, matter->notice, (notice && decision) || history) ||
           (notice && is_defined_notice(at, from));
}

/* The Upper Tribunal's decision is on the decision that it names first: "the decision of the
 * First-tier Tribunal under reference EA/...". */
static bool is_under_appeal(const place *at, foi_reference_matter *matter)
{
    const foi_reading *in = at->in;
    const foi_found_reference *found = at->found;
    if (found->kind != FOI_REFERENCE_FTT_APPEAL || !is_ruling(at->type) ||
        found->at >= 4 * in->head || found->id[0] == 'U' || found->id[0] == 'G')
        return false;
    uint32_t from =
        MAX(at->sentence->first, found->at > APPEAL_REACH ? found->at - APPEAL_REACH : 0);
    bool told = HAS_WORD(in, from, found->at, "tribunal", "ftt", "appeal") &&
                HAS_WORD(in, from, found->at, "decision", "decisions", "reference", "under", "from",
                         "number", "no");
    bool history = found->at > 1 && is_mark(in, found->at - 1, "(") &&
                   (is_word(in, found->at - 2, "tribunal") || is_word(in, found->at - 2, "ftt"));
    return is_kept(found, matter->appeal, told || history);
}

/* "On appeal from: [2016] EWCA Civ 9903" in the heading of a judgment. */
static bool is_citation_under_appeal(const place *at)
{
    const foi_reading *in = at->in;
    uint32_t end = at->found->at, from = end > APPEAL_REACH ? end - APPEAL_REACH : 0;
    for (uint32_t i = from; is_ruling(at->type) && end < in->head && i + 1 < end; i++)
        if (is_word(in, i, "appeal") && is_word(in, i + 1, "from"))
            return true;
    return false;
}

/* "Following the decision of the First-tier Tribunal in EA/...": a letter that carries it out. */
static bool is_carried_out(const place *at)
{
    const foi_reading *in = at->in;
    foi_reference_kind kind = at->found->kind;
    bool ruled = kind == FOI_REFERENCE_ICO_CASE || kind == FOI_REFERENCE_FTT_APPEAL ||
                 kind == FOI_REFERENCE_OSIC_DECISION;
    if (!ruled || at->found->at >= in->head || is_ruling(at->type) ||
        at->type == FOI_DOCTYPE_DECISION_NOTICE)
        return false;
    uint32_t first = at->sentence->first, end = at->found->at;
    return HAS_WORD(in, first, end, "following", "comply", "compliance", "required") &&
           (kind == FOI_REFERENCE_OSIC_DECISION || HAS_WORD(in, first, end, "decision", "notice"));
}

/* "Information Tribunal appeal EA/2016/0999 has been dismissed" below a notice: what became of it.
 */
static bool is_appeal_against_it(const place *at)
{
    const foi_reading *in = at->in;
    uint32_t end = at->found->end;
    if (at->found->kind != FOI_REFERENCE_FTT_APPEAL || at->type != FOI_DOCTYPE_DECISION_NOTICE)
        return false;
    uint32_t from = at->found->at > 6 ? at->found->at - 6 : 0;
    return HAS_WORD(in, from, at->found->at, "appeal") &&
           HAS_WORD(in, end, MIN(end + 6, at->sentence->end), "dismissed", "allowed", "withdrawn",
                    "pending", "upheld", "under", "part", "struck", "disposed");
}

/* "View a PDF of decision notice FS50996102": what a summary leads to. */
static bool is_linked_notice(const place *at)
{
    const foi_reading *in = at->in;
    uint32_t words = at->sentence->end - at->sentence->first;
    return at->found->kind == FOI_REFERENCE_ICO_CASE && at->type == FOI_DOCTYPE_DECISION_NOTICE &&
           words <= 14 &&
           HAS_WORD(in, at->sentence->first, at->found->at, "view", "pdf", "download", "full");
}

static bool is_letter(foi_doctype type)
{
    return type != FOI_DOCTYPE_DECISION_NOTICE && !is_ruling(type) &&
           type != FOI_DOCTYPE_GUIDANCE && type != FOI_DOCTYPE_RELEASED_MATERIAL &&
           type != FOI_DOCTYPE_OTHER && type != FOI_DOCTYPE_NONE;
}

/* "your complaint (reference IC-...)" in a letter; a precedent is cited without such a word. */
static bool is_told_in_letter(const place *at)
{
    const foi_reading *in = at->in;
    uint32_t from = at->found->at > 4 ? at->found->at - 4 : 0;
    return is_letter(at->type) && at->found->at < in->head &&
           HAS_WORD(in, MAX(from, at->sentence->first), at->found->at, "ref", "reference");
}

/* "Its reference is", "the Council's ref:" in a decision notice: the authority's. */
static bool is_told_of_authority(const place *at)
{
    const foi_reading *in = at->in;
    const foi_found_reference *found = at->found;
    uint32_t from = found->at > 0 ? found->at - 1 : 0;
    return found->sign != FOI_SIGN_FORM && HAS_WORD(in, from, found->value, "its", "their", "s") &&
           HAS_WORD(in, found->at, found->value, "reference", "ref");
}

/* A requester has numbers, too: "Our ref" is a solicitor's, other numbers are what is asked for.
 * "Your ref" and those that only requests have are the authority's. */
static bool is_authoritys_for_requester(const place *at, bool named)
{
    const foi_reading *in = at->in;
    const foi_found_reference *found = at->found;
    bool first = at->type == FOI_DOCTYPE_REQUEST, label = found->sign == FOI_SIGN_LABEL;
    bool line = token_at(in, found->at)->flags & FOI_TOKEN_LINE;
    if (named || found->sign == FOI_SIGN_YOURS)
        return true;
    return !(label && is_word(in, found->at, "our")) && (!first || (label && line));
}

/* Letters about anything else have numbers, too. */
static bool is_of_request(const place *at)
{
    const foi_reading *in = at->in;
    return in->is_foi || in->of_access ||
           HAS_WORD(in, at->sentence->first, at->found->value, "request", "information");
}

static bool is_quoting(const foi_reading *in, uint32_t at)
{
    return is_word(in, at, "quoting") || is_word(in, at, "quote");
}

static bool is_own_number(const place *at)
{
    const foi_reading *in = at->in;
    const foi_found_reference *found = at->found;
    bool line = token_at(in, found->at)->flags & FOI_TOKEN_LINE;
    bool top = found->at < in->head, labelled = found->sign != FOI_SIGN_FORM;
    bool named = foi_number_is_named(in, found->at, found->end);
    if (at->type == FOI_DOCTYPE_DECISION_NOTICE)
        return is_told_of_authority(at);
    /* Each letter of a thread has a head. */
    bool later = at->type == FOI_DOCTYPE_THREAD ? found->sign == FOI_SIGN_LABEL
                                                : is_letter(at->type) && is_quoting(in, found->at);
    if (!top && !later)
        return false;
    if (is_ruling(at->type))
        return line && is_word(in, found->at, "our");
    if (at->type == FOI_DOCTYPE_REQUEST || at->type == FOI_DOCTYPE_REVIEW_REQUEST)
        return is_authoritys_for_requester(at, named);
    if (is_letter(at->type))
        return found->sign != FOI_SIGN_YOURS && (named || is_of_request(at));
    bool page = at->type == FOI_DOCTYPE_OTHER || at->type == FOI_DOCTYPE_NONE;
    return (labelled && (line || (named && page))) || at->sentence->zone == FOI_ZONE_HEADING ||
           is_apart(at);
}

static bool is_own_case(const place *at, foi_reference_matter *matter)
{
    const foi_reading *in = at->in;
    foi_reference_kind kind = at->found->kind;
    bool ruling = is_ruling(at->type);
    bool citation = kind == FOI_REFERENCE_NEUTRAL_CITATION;
    bool structural = is_on_label_line(at) || is_label_sentence(at) ||
                      at->sentence->zone == FOI_ZONE_HEADING || is_apart(at);
    /* Only a decision of a tribunal has a number of one for itself; others cite it. */
    bool tribunals = citation || kind == FOI_REFERENCE_FTT_APPEAL;
    structural = structural || is_first_of_notice(at) || is_among_keywords(at);
    if (structural && tribunals && !ruling)
        structural = citation ? at->found->at < in->head / 4 && is_apart(at)
                              : is_letter(at->type) && is_on_label_line(at);
    if (citation && is_citation_under_appeal(at))
        return true;
    if ((structural || is_how_to_cite(at)) && citation)
        return is_kept(at->found, matter->citation, true) || is_on_label_line(at);
    return structural || is_notice_under_appeal(at, matter) || is_under_appeal(at, matter) ||
           is_carried_out(at) || is_appeal_against_it(at) || is_linked_notice(at) ||
           is_told_in_letter(at);
}

bool foi_reference_is_own(const foi_found_reference *found, foi_reference_matter *matter)
{
    const foi_reading *in = found->reading;
    place at = {in, found, foi_reading_sentence_of(in, found->at), in->document->tags.doctype};
    if (found->kind == FOI_REFERENCE_WDTK_REQUEST)
        return true;
    bool message = (at.type == FOI_DOCTYPE_THREAD || at.type == FOI_DOCTYPE_OTHER) &&
                   found->kind == FOI_REFERENCE_AUTHORITY_REF && found->sign == FOI_SIGN_LABEL;
    if ((at.sentence->zone == FOI_ZONE_QUOTED_MAIL && !message) ||
        at.sentence->zone == FOI_ZONE_REQUEST)
        return false;
    /* The title of a request is what it is about. */
    bool asked = at.type == FOI_DOCTYPE_REQUEST && found->kind == FOI_REFERENCE_AUTHORITY_REF;
    if (!asked && is_in_title(&at, matter)) {
        if (found->kind == FOI_REFERENCE_NEUTRAL_CITATION && !matter->citation[0])
            g_strlcpy(matter->citation, found->id, sizeof matter->citation);
        return true;
    }
    return found->kind == FOI_REFERENCE_AUTHORITY_REF ? is_own_number(&at)
                                                      : is_own_case(&at, matter);
}
