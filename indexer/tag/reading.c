#include "indexer/tag/reading.h"

#include <string.h>

#include "indexer/authority/names.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/phrases.h"

/* What stands in so many tokens from the top counts as the head of a document. */
#define HEAD_TOKENS 260

/* Cues reach through one sentence: text without full stops is cut into pieces of this many tokens.
 */
#define SENTENCE_TOKENS 300

foi_sentence *foi_reading_sentence_of(const foi_reading *reading, uint32_t at)
{
    guint low = 0, high = reading->sentences->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (foi_reading_sentence(reading, middle)->first <= at)
            low = middle;
        else
            high = middle;
    }
    return foi_reading_sentence(reading, low);
}

bool foi_reading_has_sign(const foi_reading *reading, foi_sign sign, uint32_t first, uint32_t end)
{
    if (first >= end || reading->sentences->len == 0)
        return false;
    for (guint i = foi_reading_sentence_of(reading, first)->hit; i < reading->hits->len; i++) {
        const foi_hit *hit = foi_reading_hit(reading, i);
        if (hit->first >= end)
            break;
        if (hit->first >= first && hit->phrase->kind == FOI_PHRASE_SIGN &&
            hit->phrase->value == (int)sign)
            return true;
    }
    return false;
}

unsigned foi_reading_count_sign(const foi_reading *reading, foi_sign sign)
{
    unsigned count = 0;
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        if (sentence->zone != FOI_ZONE_BODY && sentence->zone != FOI_ZONE_HEADING)
            continue;
        for (guint i = 0; i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
            count += hit->phrase->kind == FOI_PHRASE_SIGN && hit->phrase->value == (int)sign;
        }
    }
    return count;
}

static size_t end_of(const foi_token *token)
{
    return (size_t)token->start + token->length;
}

foi_evidence foi_reading_evidence(const foi_reading *reading, uint32_t first, uint32_t end,
                                  double confidence)
{
    foi_evidence evidence = {0, 0, confidence, FOI_SOURCE_READ};
    if (first >= end || end > reading->tokens->len)
        return evidence;
    evidence.start = foi_reading_token(reading, first)->start;
    while (end > first + 1 &&
           end_of(foi_reading_token(reading, end - 1)) - evidence.start > FOI_EVIDENCE_LIMIT)
        end--;
    evidence.length = end_of(foi_reading_token(reading, end - 1)) - evidence.start;
    if (evidence.length > FOI_EVIDENCE_LIMIT) {
        evidence.length = FOI_EVIDENCE_LIMIT;
        while (evidence.length && (reading->text[evidence.start + evidence.length] & 0xc0) == 0x80)
            evidence.length--;
    }
    return evidence;
}

foi_evidence foi_reading_quote(const foi_reading *reading, uint32_t first, uint32_t end,
                               double confidence)
{
    const foi_sentence *sentence = foi_reading_sentence_of(reading, first);
    uint32_t from = sentence->first, to = MAX(sentence->end, end);
    size_t last = end_of(foi_reading_token(reading, end - 1));
    while (from < first &&
           last - foi_reading_token(reading, from)->start > FOI_EVIDENCE_LIMIT * 2 / 3)
        from++;
    return foi_reading_evidence(reading, from, to, confidence);
}

/* One token for each law reference, so that phrases can be about "{prov}". */
static GArray *fold_references(const GArray *tokens, const foi_law_scan *law)
{
    GArray *out = g_array_sized_new(FALSE, FALSE, sizeof(foi_token), tokens->len);
    guint from = 0;
    for (guint i = 0; i < law->refs->len; i++) {
        const foi_law_ref *ref = &g_array_index(law->refs, foi_law_ref, i);
        if (ref->first < from)
            break;
        const foi_token *last = &g_array_index(tokens, foi_token, ref->last - 1);
        foi_token token = g_array_index(tokens, foi_token, ref->first);
        token.length = (uint32_t)(end_of(last) - token.start);
        token.kind = FOI_TOKEN_PROVISION;
        token.symbol = i;
        g_array_append_vals(out, &g_array_index(tokens, foi_token, from), ref->first - from);
        g_array_append_val(out, token);
        from = ref->last;
    }
    g_array_append_vals(out, &g_array_index(tokens, foi_token, from), tokens->len - from);
    return out;
}

static bool names_provision(const foi_reading *reading, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (foi_reading_token(reading, i)->kind == FOI_TOKEN_PROVISION)
            return true;
    return false;
}

static void find_sentences(foi_reading *reading)
{
    const foi_text *text = &reading->document->text;
    guint block = 0, hit = 0;
    for (guint i = 0; i < reading->tokens->len;) {
        guint end = i + 1;
        while (block + 1 < text->blocks->len &&
               g_array_index(text->blocks, foi_block, block + 1).start <=
                   foi_reading_token(reading, i)->start)
            block++;
        size_t limit = block + 1 < text->blocks->len
                           ? g_array_index(text->blocks, foi_block, block + 1).start
                           : SIZE_MAX;
        guint line = 0;
        while (end < reading->tokens->len && end - i < SENTENCE_TOKENS &&
               !(foi_reading_token(reading, end)->flags & FOI_TOKEN_SENTENCE) &&
               foi_reading_token(reading, end)->start < limit) {
            line = foi_reading_token(reading, end)->flags & FOI_TOKEN_LINE ? end : line;
            end++;
        }
        /* Too long: the last line break is a better end than the middle of a line. */
        bool forced =
            end - i == SENTENCE_TOKENS && end < reading->tokens->len &&
            !(foi_reading_token(reading, end)->flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_LINE)) &&
            foi_reading_token(reading, end)->start < limit;
        if (forced && line)
            end = line;
        else if (forced && names_provision(reading, i, end))
            foi_reading_note_limit(reading, "pieces of 300 words of a sentence on the law");
        foi_sentence sentence = {.first = i, .end = end, .block = block, .zone = FOI_ZONE_BODY};
        while (hit < reading->hits->len && foi_reading_hit(reading, hit)->first < i)
            hit++;
        sentence.hit = hit;
        while (hit < reading->hits->len && foi_reading_hit(reading, hit)->first < end)
            hit++;
        sentence.hits = hit - sentence.hit;
        g_array_append_val(reading->sentences, sentence);
        i = end;
    }
}

static void find_hits(foi_reading *reading)
{
    g_autoptr(GArray) matches =
        foi_pattern_set_run(foi_phrase_book_get()->patterns,
                            (const foi_token *)reading->tokens->data, reading->tokens->len);
    reading->hits = g_array_sized_new(FALSE, FALSE, sizeof(foi_hit), matches->len);
    for (guint i = 0; i < matches->len; i++) {
        const foi_pattern_match *match = &g_array_index(matches, foi_pattern_match, i);
        foi_hit hit = {foi_phrase_at(match->rule), match->first, match->end};
        g_array_append_val(reading->hits, hit);
        reading->is_foi = reading->is_foi || (hit.phrase->kind == FOI_PHRASE_SIGN &&
                                              hit.phrase->value == FOI_SIGN_FOI);
    }
}

/* Whether "section 12" can be the law's where no law is named: a form or a report has sections,
 * too.
 */
static bool speaks_of_law(const GArray *tokens)
{
    static const char *const words[] = {"foi",       "foia",       "foisa",        "eir",
                                        "eirs",      "freedom",    "act",          "exempt",
                                        "exemption", "exemptions", "commissioner", "gwybodaeth",
                                        "withheld",  "withhold",   "refused",      "deddf"};
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, words, G_N_ELEMENTS(words), 1);
        g_once_init_leave(&made, map);
    }
    for (guint i = 0; i < tokens->len; i++)
        if (foi_symbol_map_get(made, g_array_index(tokens, foi_token, i).symbol))
            return true;
    return false;
}

foi_reading *foi_reading_new(foi_document *document)
{
    foi_reading *reading = g_new0(foi_reading, 1);
    reading->document = document;
    reading->text = document->text.bytes->str;
    reading->length = MIN(document->text.bytes->len, FOI_TOKENS_TEXT_LIMIT);
    reading->is_mail = document->file == FOI_FILE_MAIL || document->sender;
    g_autoptr(GArray) tokens = foi_tokens_read(reading->text, reading->length);
    reading->law = foi_law_scan_tokens(reading->text, (const foi_token *)tokens->data, tokens->len,
                                       speaks_of_law(tokens));
    reading->tokens = fold_references(tokens, reading->law);
    reading->head = MIN(HEAD_TOKENS, reading->tokens->len);
    find_hits(reading);
    reading->sentences = g_array_new(FALSE, FALSE, sizeof(foi_sentence));
    find_sentences(reading);
    reading->appealed = g_array_new(FALSE, TRUE, sizeof(foi_provision_tag));
    reading->bodies =
        foi_authority_mentions((const foi_token *)reading->tokens->data, reading->tokens->len);
    return reading;
}

void foi_reading_note_limit(foi_reading *reading, const char *read)
{
    for (size_t i = 0; i < FOI_LIMITS; i++) {
        if (reading->limits[i] && strcmp(reading->limits[i], read) == 0)
            return;
        if (!reading->limits[i]) {
            reading->limits[i] = read;
            return;
        }
    }
}

void foi_reading_free(foi_reading *reading)
{
    if (!reading)
        return;
    g_array_unref(reading->tokens);
    foi_law_scan_free(reading->law);
    g_array_unref(reading->hits);
    g_array_unref(reading->sentences);
    g_array_unref(reading->appealed);
    g_array_unref(reading->bodies);
    g_free(reading);
}
