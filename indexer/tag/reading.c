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

/* Make one token of each law reference, so that phrases can be about "{prov}". */
static void fold_references(foi_reading *reading)
{
    const foi_law_scan *law = reading->law;
    GArray *tokens = reading->tokens;
    foi_token *all = (foi_token *)tokens->data;
    guint from = 0, count = 0;
    for (guint i = 0; i < law->refs->len; i++) {
        const foi_law_ref *ref = &g_array_index(law->refs, foi_law_ref, i);
        foi_token token = all[ref->first];
        token.length = (uint32_t)(end_of(&all[ref->last - 1]) - token.start);
        token.kind = FOI_TOKEN_PROVISION;
        token.symbol = i;
        memmove(&all[count], &all[from], (ref->first - from) * sizeof(foi_token));
        count += ref->first - from;
        g_array_append_val(reading->named, count);
        all[count++] = token;
        from = ref->last;
    }
    memmove(&all[count], &all[from], (tokens->len - from) * sizeof(foi_token));
    g_array_set_size(tokens, count + tokens->len - from);
}

/* The end of the sentence that begins at token FIRST, before the byte LIMIT; *LINE: the last token
 * in it that begins a line, or 0. */
static guint sentence_end(const foi_reading *reading, guint first, size_t limit, guint *line)
{
    const foi_token *tokens = (const foi_token *)reading->tokens->data;
    guint most = MIN(first + SENTENCE_TOKENS, reading->tokens->len), end = first + 1;
    *line = 0;
    for (; end < most && tokens[end].start < limit; end++) {
        if (!(tokens[end].flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_LINE)))
            continue;
        if (tokens[end].flags & FOI_TOKEN_SENTENCE)
            break;
        *line = end;
    }
    return end;
}

/* The byte where the block of token AT ends; *BLOCK is one before it, and becomes its own. */
static size_t block_end(const foi_reading *reading, guint at, guint *block)
{
    const GArray *blocks = reading->document->text.blocks;
    size_t start = foi_reading_token(reading, at)->start;
    while (*block + 1 < blocks->len && g_array_index(blocks, foi_block, *block + 1).start <= start)
        ++*block;
    return *block + 1 < blocks->len ? g_array_index(blocks, foi_block, *block + 1).start : SIZE_MAX;
}

static void find_sentences(foi_reading *reading)
{
    guint block = 0, hit = 0, named = 0;
    for (guint i = 0; i < reading->tokens->len;) {
        size_t limit = block_end(reading, i, &block);
        guint line, end = sentence_end(reading, i, limit, &line);
        foi_sentence sentence = {.first = i, .block = block, .zone = FOI_ZONE_BODY};
        /* Too long: the last line break is a better end than the middle of a line. */
        bool forced =
            end - i == SENTENCE_TOKENS && end < reading->tokens->len &&
            !(foi_reading_token(reading, end)->flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_LINE)) &&
            foi_reading_token(reading, end)->start < limit;
        if (forced && line)
            end = line;
        sentence.end = end;
        for (; named < reading->named->len && g_array_index(reading->named, uint32_t, named) < end;
             named++)
            sentence.names_law = true;
        if (forced && !line && sentence.names_law)
            foi_reading_note_limit(reading, "pieces of 300 words of a sentence on the law");
        sentence.hit = hit;
        while (hit < reading->hits->len && foi_reading_hit(reading, hit)->first < end)
            hit++;
        sentence.hits = hit - sentence.hit;
        g_array_append_val(reading->sentences, sentence);
        i = end;
    }
}

static void find_lines(foi_reading *reading)
{
    reading->lines = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), 64);
    uint32_t count = reading->tokens->len;
    for (uint32_t at = 0; (at = foi_reading_next(reading, FOI_CLASS_LINE, at, count)) < count; at++)
        g_array_append_val(reading->lines, at);
}

static void find_hits(foi_reading *reading)
{
    g_autoptr(GArray) matches =
        foi_pattern_set_run(foi_phrase_book_get()->patterns,
                            (const foi_token *)reading->tokens->data, reading->tokens->len);
    const foi_phrase *phrases = foi_phrase_book_get()->phrases;
    reading->hits = g_array_new(FALSE, FALSE, sizeof(foi_hit));
    g_array_set_size(reading->hits, matches->len);
    for (guint i = 0; i < matches->len; i++) {
        const foi_pattern_match *match = &g_array_index(matches, foi_pattern_match, i);
        foi_hit hit = {&phrases[match->rule], match->first, match->end};
        g_array_index(reading->hits, foi_hit, i) = hit;
        reading->is_foi = reading->is_foi || (hit.phrase->kind == FOI_PHRASE_SIGN &&
                                              hit.phrase->value == FOI_SIGN_FOI);
    }
}

/* Whether WORDS (COUNT ones, *MADE their table) hold one of TOKENS. */
static bool holds_word(const GArray *tokens, const char *const *words, size_t count,
                       const foi_symbol_map **made)
{
    const foi_symbol_map *all = foi_symbol_words(made, words, count);
    for (guint i = 0; i < tokens->len; i++)
        if (foi_symbol_map_get(all, g_array_index(tokens, foi_token, i).symbol))
            return true;
    return false;
}

/* Whether TOKEN is "information", misread or not. */
static bool reads_as_information(const char *text, const foi_token *token)
{
    static const char word[] = "information";
    if (token->length != strlen(word))
        return false;
    for (size_t i = 0; i < strlen(word); i++) {
        char c = g_ascii_tolower(text[token->start + i]);
        c = c == 'l' || c == '1' ? 'i' : c == '0' ? 'o' : c;
        if (c != word[i])
            return false;
    }
    return true;
}

/* What only letters about access say where they do not name it: their regulator, who has other laws
 * as well, and what is weighed. */
static bool follows_letters_words(const foi_token *token, const uint32_t pairs[2][2])
{
    for (size_t i = 0; i < 2; i++)
        if (token->symbol == pairs[i][1] && (token - 1)->symbol == pairs[i][0])
            return true;
    return false;
}

/* Whether the text names access to information in any way. */
static bool names_access(const char *text, const GArray *tokens)
{
    static const char *const words[] = {"foi", "foia", "foisa", "eir", "eirs", "fol", "gwybodaeth"};
    static const foi_symbol_map *made;
    uint32_t freedom = foi_token_symbol("freedom");
    const uint32_t pairs[2][2] = {
        {foi_token_symbol("information"), foi_token_symbol("commissioner")},
        {foi_token_symbol("public"), foi_token_symbol("interest")}};
    bool letter = tokens->len < FOI_LAW_LETTER_TOKENS;
    if (holds_word(tokens, words, G_N_ELEMENTS(words), &made))
        return true;
    for (guint i = 2; i < tokens->len; i++) {
        const foi_token *token = &g_array_index(tokens, foi_token, i);
        if (((token - 2)->symbol == freedom && reads_as_information(text, token)) ||
            (letter && follows_letters_words(token, pairs)))
            return true;
    }
    return false;
}

/* Whether the text refuses something, as a letter or an excerpt may do without a law's name. What
 * goes on for longer than a letter and never names the law, a judgment of other matters, does not.
 */
static bool refuses(const GArray *tokens)
{
    static const char *const words[] = {"exempt",   "exemption", "exemptions",
                                        "withheld", "withhold",  "withholding",
                                        "refused",  "refusal",   "refuse"};
    static const foi_symbol_map *made;
    return tokens->len < FOI_LAW_LETTER_TOKENS &&
           holds_word(tokens, words, G_N_ELEMENTS(words), &made);
}

/* Numbers without a law are taken for those of the access laws where the text speaks of access, or
 * refuses and names no other law. */
static void scan_law(foi_reading *reading)
{
    const foi_token *first = (const foi_token *)reading->tokens->data;
    guint count = reading->tokens->len;
    bool access = names_access(reading->text, reading->tokens);
    bool refused = !access && refuses(reading->tokens);
    foi_law_assume assume = refused                                   ? FOI_LAW_ASSUME_ALONE
                            : access && count < FOI_LAW_LETTER_TOKENS ? FOI_LAW_ASSUME_ALWAYS
                                                                      : FOI_LAW_ASSUME_NEVER;
    reading->law = foi_law_scan_tokens(reading->text, first, count, assume);
    reading->of_access = access || (refused && !foi_law_names_other(reading->law));
}

foi_reading *foi_reading_new(foi_document *document)
{
    foi_reading *reading = g_new0(foi_reading, 1);
    reading->document = document;
    reading->text = document->text.bytes->str;
    reading->length = MIN(document->text.bytes->len, FOI_TOKENS_TEXT_LIMIT);
    reading->is_mail = document->file == FOI_FILE_MAIL || document->sender;
    reading->tokens = foi_tokens_read(reading->text, reading->length);
    scan_law(reading);
    reading->named = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), reading->law->refs->len);
    fold_references(reading);
    reading->classes =
        foi_classes_of((const foi_token *)reading->tokens->data, reading->tokens->len);
    find_lines(reading);
    reading->head = MIN(HEAD_TOKENS, reading->tokens->len);
    find_hits(reading);
    reading->sentences = g_array_sized_new(FALSE, FALSE, sizeof(foi_sentence), 64);
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
    foi_classes_clear(&reading->classes);
    g_array_unref(reading->named);
    g_array_unref(reading->lines);
    foi_law_scan_free(reading->law);
    g_array_unref(reading->hits);
    g_array_unref(reading->sentences);
    g_array_unref(reading->appealed);
    g_array_unref(reading->bodies);
    g_free(reading);
}
