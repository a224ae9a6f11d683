#include "indexer/tag/reading.h"

/* Below so many words nothing is said. */
#define LEAST_WORDS 15

/* So many words settle it. */
#define ENOUGH_WORDS 5000

typedef enum { ENGLISH = 1, WELSH, LANGUAGES } language;

/* The commonest words of each language, each alone in its place: a text asks for every word, and
 * every third one is there. */
typedef struct {
    uint32_t symbols[256];
    uint8_t languages[256];
    uint32_t factor;
} word_table;

static uint32_t place_of(const word_table *table, uint32_t symbol)
{
    return symbol * table->factor >> 24;
}

/* False where two words share a place. */
static bool fill(word_table *table, const char *const *words, size_t count, language spoken)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t symbol = foi_token_symbol(words[i]);
        uint32_t place = place_of(table, symbol);
        if (table->languages[place])
            return false;
        table->symbols[place] = symbol;
        table->languages[place] = (uint8_t)spoken;
    }
    return true;
}

static const word_table *words_get(void)
{
    static const char *const english[] = {"the",  "of",  "and",  "to",   "is",
                                          "that", "for", "with", "this", "was"};
    static const char *const welsh[] = {"y", "yr",  "yn", "ac",   "ar",  "i",
                                        "o", "mae", "am", "wedi", "gan", "bod"};
    static const word_table *made;
    if (g_once_init_enter(&made)) {
        word_table *table = g_new0(word_table, 1);
        for (uint32_t factor = 1;; factor += 2) {
            *table = (word_table){.factor = factor};
            if (fill(table, english, G_N_ELEMENTS(english), ENGLISH) &&
                fill(table, welsh, G_N_ELEMENTS(welsh), WELSH))
                break;
        }
        g_once_init_leave(&made, table);
    }
    return made;
}

void foi_tag_language(foi_reading *reading)
{
    foi_document *document = reading->document;
    const word_table *table = words_get();
    unsigned words = 0, counts[LANGUAGES] = {0};
    const foi_token *token = (const foi_token *)reading->tokens->data;
    for (const foi_token *end = token + reading->tokens->len; token < end; token++) {
        if (token->kind != FOI_TOKEN_WORD)
            continue;
        if (++words > ENOUGH_WORDS)
            break;
        uint32_t place = place_of(table, token->symbol);
        counts[table->symbols[place] == token->symbol ? table->languages[place] : 0]++;
    }
    unsigned en = counts[ENGLISH], cy = counts[WELSH];
    if (document->language || words < LEAST_WORDS)
        return;
    if (cy * 8 > words && cy > 2 * en)
        document->language = g_strdup("cy");
    else if (en * 12 > words && en > 2 * cy)
        document->language = g_strdup("en");
}
