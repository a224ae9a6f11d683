#include <string.h>

#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"
#include "indexer/tag/role_reader.h"

/* A heading of a letter that names the provision it goes on to explain. */
#define HEADING_TOKENS 16

/* A heading that ends with it is shorter. */
#define TITLE_TOKENS 12

/* So near behind an item of a list stands what denies it: "section 31 is not among them". */
#define DENIAL_TOKENS 4

/* Where the subject of a sentence that explains a provision stands. */
#define SUBJECT_TOKENS 4

/* How near around a provision stands what makes it unreal: "we would not need section 12". */
#define GOVERNED_BEFORE 7
#define GOVERNED_BEHIND 5
#define FORBIDDEN_REACH 8

/* Whether what stands behind the provision AT of a heading is a title, and no verb. */
static bool is_titled(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    if (at + 1 >= sentence->end)
        return true;
    const foi_token *next = foi_reading_token(in->reading, at + 1);
    return next->kind == FOI_TOKEN_MARK || next->kind == FOI_TOKEN_PROVISION ||
           (next->flags & (FOI_TOKEN_CAPITAL | FOI_TOKEN_LINE)) ||
           (at + 2 < sentence->end && foi_role_is_provision(in, at + 2));
}

/* "Section 31(1)(a) - Law Enforcement", alone or before its reasons: a letter's heading claims. */
static void read_heading(foi_role_reader *in, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    while (at < sentence->end && at < sentence->first + 3 && !foi_role_is_provision(in, at))
        at++;
    if (at >= sentence->end || !foi_role_is_provision(in, at) || !is_titled(in, sentence, at))
        return;
    bool whole = sentence->end - sentence->first <= HEADING_TOKENS;
    const foi_token *next = at + 1 < sentence->end ? foi_reading_token(in->reading, at + 1) : NULL;
    bool run_in = next && next->kind == FOI_TOKEN_MARK && next->value != ',' && next->value != '(';
    if ((!whole && !run_in) || foi_reading_has_sign(in->reading, FOI_SIGN_NEGATION, sentence->first,
                                                    MIN(sentence->end, at + HEADING_TOKENS)))
        return;
    for (uint32_t i = at; i < (whole ? sentence->end : at + 1); i++)
        if (foi_role_is_provision(in, i))
            foi_rulings_apply(in, FOI_CUE_CLAIM, NULL, i, false);
}

/* "Health and safety - Section 38(1)(b)": a line of a letter that ends with the provision. */
static void read_title(foi_role_reader *in, const foi_sentence *sentence)
{
    uint32_t at = sentence->end - 1;
    while (at > sentence->first && is_mark(in->reading, at, ")\"*_"))
        at--;
    if (sentence->end - sentence->first > TITLE_TOKENS || at < sentence->first + 2 ||
        !foi_role_is_provision(in, at))
        return;
    const foi_token *parted = foi_reading_token(in->reading, at - 1);
    if (parted->kind == FOI_TOKEN_MARK && parted->value != ',' && parted->value != '.')
        foi_rulings_apply(in, FOI_CUE_CLAIM, NULL, at, false);
}

/* Whether a list of what is claimed begins behind SENTENCE: a claim that ends with a colon. */
bool foi_claims_open_list(const foi_role_reader *in, const foi_sentence *sentence,
                          const GArray *cues)
{
    const foi_token *last = foi_reading_token(in->reading, sentence->end - 1);
    if (last->kind != FOI_TOKEN_MARK || last->value != ':' || cues->len == 0)
        return false;
    return g_array_index(cues, foi_cue_place, cues->len - 1).cue == FOI_CUE_CLAIM;
}

/* Whether the provision AT begins a line, and is not denied there. */
static bool begins_line(const foi_reading *reading, uint32_t at)
{
    return (foi_reading_token(reading, at)->flags & FOI_TOKEN_LINE) &&
           !foi_reading_has_sign(reading, FOI_SIGN_NEGATION, at, at + DENIAL_TOKENS);
}

/* "Section 23(5) - Security bodies / Section 24(2) - National security": items of such a list, of
 * which several may stand in one sentence. False where SENTENCE is no item, and the list ends. */
bool foi_claims_read_items(foi_role_reader *in, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    while (at < sentence->end && at < sentence->first + 3 && !foi_role_is_provision(in, at))
        at++;
    if (at >= sentence->end || !foi_role_is_provision(in, at) ||
        !(is_titled(in, sentence, at) || begins_line(in->reading, at)))
        return false;
    for (; at < sentence->end; at++)
        if (foi_role_is_provision(in, at) &&
            (is_titled(in, sentence, at) || begins_line(in->reading, at)))
            foi_rulings_apply(in, FOI_CUE_CLAIM, NULL, at, false);
    return true;
}

/* The section of ID: for the caller to free. */
static char *section_of(const char *id)
{
    const char *open = strchr(id, '(');
    return open ? g_strndup(id, (gsize)(open - id)) : g_strdup(id);
}

/* "Section 8(1)(b) says that ...": a letter that explains one part of a section. */
void foi_claims_note_quoted(foi_role_reader *in, const foi_sentence *sentence)
{
    for (uint32_t at = sentence->first; at < sentence->end; at++) {
        if (!foi_role_is_provision(in, at))
            continue;
        const foi_token *token = foi_reading_token(in->reading, at);
        const foi_law_ref *ref = &g_array_index(in->reading->law->refs, foi_law_ref, token->symbol);
        for (guint i = 0; i < ref->items; i++) {
            const char *id = g_array_index(in->reading->law->items, foi_law_item, ref->item + i).id;
            if (!strchr(id, '(') || !foi_law_is_exemption(id) || foi_law_is_condition(id))
                continue;
            char *section = section_of(id);
            const char *known = g_hash_table_lookup(in->quoted, section);
            bool several = known && strcmp(known, id) != 0;
            g_hash_table_replace(in->quoted, section,
                                 (gpointer)(several ? "" : g_intern_string(id)));
        }
    }
}

static bool says(const foi_role_reader *in, const foi_sentence *sentence, foi_sign sign)
{
    return foi_reading_has_sign(in->reading, sign, sentence->first, sentence->end);
}

/* Whether SENTENCE speaks of exemptions or weighs them. */
static bool weighs(const foi_role_reader *in, const foi_sentence *sentence)
{
    static const char *const words[] = {
        "exemption", "exemptions", "exception", "exceptions", "exempt",    "interest", "apply",
        "applies",   "applied",    "withhold",  "withheld",   "withholds", "ground",   "refused",
        "refusal",   "refuse",     "engaged",   "qualified",  "vexatious", "citing",   "cited",
        "relied",    "quoted",     "quote",     "quotes",     "reason",    "said",     "says",
        "say",       "claim",      "claimed",   "used",       "using",     "under"};
    static const foi_symbol_map *made;
    const foi_symbol_map *all = foi_symbol_words(&made, words, G_N_ELEMENTS(words));
    for (uint32_t at = sentence->first; at < sentence->end; at++)
        if (foi_symbol_map_get(all, foi_reading_token(in->reading, at)->symbol) &&
            foi_reading_token(in->reading, at)->kind == FOI_TOKEN_WORD)
            return true;
    return false;
}

static bool has_cue(const foi_role_reader *in, const foi_sentence *sentence, foi_cue cue)
{
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_phrase *phrase = foi_reading_hit(in->reading, sentence->hit + i)->phrase;
        if (phrase->kind == FOI_PHRASE_CUE && phrase->value == (int)cue)
            return true;
    }
    return false;
}

static void claim_all(foi_role_reader *in, const foi_sentence *sentence)
{
    for (uint32_t at = sentence->first; at < sentence->end; at++)
        if (foi_role_is_provision(in, at))
            foi_rulings_apply(in, FOI_CUE_CLAIM, NULL, at, false);
}

void foi_claims_read_letter(foi_role_reader *in, const foi_sentence *sentence)
{
    read_heading(in, sentence);
    read_title(in, sentence);
    if (!foi_role_names_provision(in, sentence->first, sentence->end) ||
        says(in, sentence, FOI_SIGN_NEGATION))
        return;
    foi_claims_note_quoted(in, sentence);
    /* What is still being weighed is claimed already. */
    if (in->reading->document->tags.doctype == FOI_DOCTYPE_EXTENSION && weighs(in, sentence) &&
        !says(in, sentence, FOI_SIGN_REPORTED))
        claim_all(in, sentence);
}

void foi_claims_read_reported(foi_role_reader *in, const foi_sentence *sentence)
{
    if (in->reading->document->tags.doctype == FOI_DOCTYPE_REVIEW_REQUEST &&
        (weighs(in, sentence) || has_cue(in, sentence, FOI_CUE_CLAIM)) &&
        !says(in, sentence, FOI_SIGN_CONDITION))
        claim_all(in, sentence);
}

/* A section claimed by its number alone means the part of it that the letter explains. */
static void claim_quoted_parts(foi_role_reader *in)
{
    GHashTableIter iter;
    gpointer section, part;
    g_hash_table_iter_init(&iter, in->quoted);
    while (g_hash_table_iter_next(&iter, &section, &part)) {
        const foi_standing *claimed = g_hash_table_lookup(in->findings.by_id, section);
        if (!*(const char *)part || !claimed || !(claimed->roles & (1u << FOI_ROLE_RELIED_ON)) ||
            foi_findings_has_part(&in->findings, section, FOI_ROLE_RELIED_ON))
            continue;
        foi_findings_note(&in->findings, part, FOI_ROLE_RELIED_ON, false,
                          claimed->evidence[FOI_ROLE_RELIED_ON]);
    }
}

/* How often the text names the law REGIME; -1: none. */
static guint names_of(const foi_role_reader *in, int regime)
{
    guint names = 0;
    for (guint i = 0; regime >= 0 && i < in->reading->law->mentions->len; i++)
        names += g_array_index(in->reading->law->mentions, foi_law_mention, i).regime == regime;
    return names;
}

/* Whether the text is about the law of ID; a BREACH of a time limit, which the other law of that
 * territory has as well, is of the one that is named more often. */
static bool names_law(const foi_role_reader *in, const char *id, bool breach)
{
    const foi_provision *row = foi_law_provision(id);
    int wanted = row ? foi_regime_index(row->regime) : -1;
    guint names = names_of(in, wanted);
    if (!breach || !names)
        return names > 0;
    const foi_regime *law = foi_regime_at((size_t)wanted);
    return names >= names_of(in, foi_regime_for(!law->regulations, law->place));
}

/* The first words for the claim ID in the document's own text, where it names the law of ID but not
 * the section. */
static void claim_by_wording(foi_role_reader *in, const foi_hit *hit)
{
    const char *id = hit->phrase->provision;
    g_autofree char *section = section_of(id);
    bool thread = in->reading->document->tags.doctype == FOI_DOCTYPE_THREAD;
    bool speaks = hit->phrase->letter   ? in->letter && !thread
                  : hit->phrase->breach ? in->decision
                                        : in->letter || in->decision;
    /* "Future requests may exceed the limit": this one does not. */
    if (speaks && !is_maybe(in->reading, hit->first) && names_law(in, id, hit->phrase->breach) &&
        !foi_findings_claims(&in->findings, section))
        foi_rulings_note(in, id, hit->phrase->breach ? FOI_ROLE_BREACHED : FOI_ROLE_RELIED_ON,
                         false, hit, hit->first, 0.7);
}

/* "refused the request as manifestly unreasonable" names 12(4)(b) of the EIR without its number. */
static void claim_by_words(foi_role_reader *in)
{
    for (guint s = 0; s < in->reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(in->reading, s);
        for (guint i = 0; foi_sentence_is_own(sentence) && i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
            if (hit->phrase->kind == FOI_PHRASE_WORDING)
                claim_by_wording(in, hit);
        }
    }
}

void foi_claims_take_statutes(foi_role_reader *in)
{
    if (foi_findings_has(&in->findings, FOI_ROLE_RELIED_ON))
        return;
    for (guint i = 0; i < in->statutes->len; i++) {
        const foi_sentence *sentence = &g_array_index(in->statutes, foi_sentence, i);
        for (uint32_t at = sentence->first; at < sentence->end; at++)
            if (foi_role_is_provision(in, at))
                foi_rulings_apply(in, FOI_CUE_CLAIM_LISTED, NULL, at, false);
    }
}

/* What the words of a letter refuse. */
typedef struct {
    bool refuses;
    bool lacks; /* nothing is held */
} refusal;

static refusal refusal_of(const foi_role_reader *in)
{
    refusal found = {false, false};
    for (guint s = 0; s < in->reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(in->reading, s);
        for (guint i = 0; foi_sentence_is_own(sentence) && i < sentence->hits; i++) {
            const foi_phrase *phrase = foi_reading_hit(in->reading, sentence->hit + i)->phrase;
            if (phrase->kind != FOI_PHRASE_OUTCOME)
                continue;
            found.lacks = found.lacks || phrase->value == FOI_OUTCOME_NOT_HELD;
            found.refuses = found.refuses || (phrase->value >= FOI_OUTCOME_PARTLY_DISCLOSED &&
                                              phrase->value <= FOI_OUTCOME_INVALID &&
                                              phrase->value != FOI_OUTCOME_NOT_HELD);
        }
    }
    return found;
}

/* What tells how a request is refused, not why. */
static bool is_procedure(const char *id)
{
    return foi_findings_is_within(id, "foia:17") || foi_findings_is_within(id, "foisa:16") ||
           foi_findings_is_within(id, "foisa:21");
}

static bool is_absence(const char *id)
{
    return foi_findings_is_within(id, "foisa:17") || strcmp(id, "eir:12(4)(a)") == 0 ||
           strcmp(id, "eisr:10(4)(a)") == 0;
}

/* Whether SENTENCE says what others hold, or what might be: it claims nothing. */
static bool is_told(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        const foi_phrase *phrase = hit->phrase;
        bool denied = phrase->kind == FOI_PHRASE_CUE &&
                      (phrase->value == FOI_CUE_DENIED || phrase->value == FOI_CUE_WITHDRAWN);
        bool others = (phrase->kind == FOI_PHRASE_VOICE && phrase->value == FOI_VOICE_READER &&
                       at >= sentence->first + SUBJECT_TOKENS) ||
                      (phrase->kind == FOI_PHRASE_ACTOR && phrase->value == FOI_ACTOR_HISTORY);
        bool doubt =
            phrase->kind == FOI_PHRASE_SIGN &&
            (phrase->value == FOI_SIGN_REPORTED ||
             ((phrase->value == FOI_SIGN_HYPOTHETICAL || phrase->value == FOI_SIGN_CONDITION) &&
              hit->first < at));
        if (denied || others || doubt)
            return true;
    }
    return false;
}

/* "Section 44(1)(a) does not allow us to release it": what is denied is the permission. */
static bool forbids(const foi_reading *reading, uint32_t at, uint32_t end)
{
    static const char *const words[] = {"allow", "permit", "oblige", "require", "let", NULL};
    for (; at < end; at++)
        if (is_one_of(reading, at, words))
            return true;
    return false;
}

/* Whether a "may" or a "would" governs the provision AT of SENTENCE. */
static bool is_doubted(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    static const char *const modal[] = {"may",    "might",  "could",  "would",
                                        "cannot", "point",  "courts", "unnecessary",
                                        "future", "unless", "you",    "instance"};
    static const foi_symbol_map *made;
    const foi_symbol_map *words = foi_symbol_words(&made, modal, G_N_ELEMENTS(modal));
    if (at < sentence->first + SUBJECT_TOKENS)
        return false;
    uint32_t from = at > sentence->first + GOVERNED_BEFORE ? at - GOVERNED_BEFORE : sentence->first;
    uint32_t end = MIN(sentence->end, at + GOVERNED_BEHIND);
    for (uint32_t i = from; i < end; i++)
        if (foi_symbol_map_get(words, foi_reading_token(in->reading, i)->symbol))
            return true;
    return false;
}

/* Whether a "not" governs it. */
static bool is_denied(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    bool subject = at < sentence->first + SUBJECT_TOKENS;
    uint32_t from =
        subject || at < sentence->first + GOVERNED_BEFORE ? sentence->first : at - GOVERNED_BEFORE;
    uint32_t end = MIN(sentence->end, at + (subject ? DENIAL_TOKENS : GOVERNED_BEHIND));
    return foi_reading_has_sign(in->reading, FOI_SIGN_NEGATION, from, end) &&
           !forbids(in->reading, at, MIN(sentence->end, at + FORBIDDEN_REACH));
}

/* "... which might put crews at risk (section 38(1)(a)).": cited for what was said. */
static bool is_cited(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    return at > sentence->first + SUBJECT_TOKENS && is_mark(in->reading, at - 1, "(:") &&
           (at + 1 >= sentence->end || is_mark(in->reading, at + 1, ").,;"));
}

static bool is_claimed(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    bool whole = !foi_reading_has_sign(in->reading, FOI_SIGN_CONDITION, sentence->first,
                                       sentence->first + 1);
    if (is_cited(in, sentence, at) && whole)
        return !has_cue(in, sentence, FOI_CUE_DENIED) && !has_cue(in, sentence, FOI_CUE_WITHDRAWN);
    return !is_told(in, sentence, at) && !is_doubted(in, sentence, at) &&
           !is_denied(in, sentence, at);
}

/* "There can be no reliance on section 36". */
static bool is_lacking(const foi_reading *reading, const foi_sentence *sentence, uint32_t at)
{
    static const char *const words[] = {"no", "without", "never", "neither", NULL};
    uint32_t from = at > sentence->first + GOVERNED_BEFORE ? at - GOVERNED_BEFORE : sentence->first;
    for (; from < MIN(sentence->end, at + GOVERNED_BEHIND); from++)
        if (is_one_of(reading, from, words))
            return true;
    return false;
}

/* "Section 12(1) cannot therefore be relied upon": a review that gives up what was claimed. */
static bool gives_up(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    if (in->reading->document->tags.doctype != FOI_DOCTYPE_REVIEW_OUTCOME ||
        sentence->zone == FOI_ZONE_STATUTE || foi_role_names_provision(in, sentence->first, at) ||
        foi_role_names_provision(in, at + 1, sentence->end) ||
        says(in, sentence, FOI_SIGN_CONDITION) || says(in, sentence, FOI_SIGN_REPORTED) ||
        !(is_denied(in, sentence, at) || is_lacking(in->reading, sentence, at)))
        return false;
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->phrase->kind == FOI_PHRASE_OUTCOME &&
            hit->phrase->value == FOI_OUTCOME_REVIEW_OVERTURNED)
            return true;
    }
    return false;
}

/* The provisions of the token AT, of which a letter that refuses or lacks something speaks. */
static void claim_named(foi_role_reader *in, uint32_t at, refusal found)
{
    const foi_token *token = foi_reading_token(in->reading, at);
    const foi_law_ref *ref = &g_array_index(in->reading->law->refs, foi_law_ref, token->symbol);
    for (guint i = 0; i < ref->items; i++) {
        const char *id = g_array_index(in->reading->law->items, foi_law_item, ref->item + i).id;
        if ((!is_absence(id) || found.lacks || !found.refuses) && foi_law_is_exemption(id) &&
            !foi_law_is_condition(id) && !foi_law_is_doorway(id) && !is_procedure(id) &&
            !foi_findings_claims(&in->findings, id) &&
            !foi_findings_has_part(&in->findings, id, FOI_ROLE_RELIED_ON) &&
            !foi_findings_has_role(&in->findings, id, FOI_ROLE_WITHDRAWN))
            foi_rulings_note(in, id, FOI_ROLE_RELIED_ON, false, NULL, at, 0.6);
    }
}

/* "We do not hold it. Regulation 12(4)(a) covers what is not held": an authority that answers
 * speaks of exemptions because it claims them, unless it says otherwise. */
static void claim_by_naming(foi_role_reader *in)
{
    foi_doctype type = in->reading->document->tags.doctype;
    if (type != FOI_DOCTYPE_RESPONSE && type != FOI_DOCTYPE_REVIEW_OUTCOME &&
        type != FOI_DOCTYPE_EXTENSION)
        return;
    refusal found = refusal_of(in);
    bool quoted = !foi_findings_has(&in->findings, FOI_ROLE_RELIED_ON) && found.refuses;
    for (guint s = 0; s < in->reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(in->reading, s);
        if (!sentence->names_law ||
            (sentence->zone != FOI_ZONE_BODY && sentence->zone != FOI_ZONE_HEADING &&
             !(quoted && sentence->zone == FOI_ZONE_STATUTE)))
            continue;
        for (uint32_t at = sentence->first; at < sentence->end; at++)
            if (foi_role_is_provision(in, at) && gives_up(in, sentence, at))
                foi_rulings_apply(in, FOI_CUE_WITHDRAWN, NULL, at, false);
            else if (foi_role_is_provision(in, at) && is_claimed(in, sentence, at))
                claim_named(in, at, found);
    }
}

void foi_claims_finish(foi_role_reader *in)
{
    claim_by_naming(in);
    claim_by_words(in);
    claim_quoted_parts(in);
}
