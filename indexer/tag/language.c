#include "indexer/law/symbols.h"
#include "indexer/tag/reading.h"

/* Below so many words nothing is said. */
#define LEAST_WORDS 15

/* So many words settle it. */
#define ENOUGH_WORDS 5000

typedef enum { ENGLISH = 1, WELSH, LANGUAGES } language;

/* The commonest words of each language. */
static const foi_symbol_map *words_get(void)
{
    static const char *const english[] = {"the",  "of",  "and",  "to",   "is",
                                          "that", "for", "with", "this", "was"};
    static const char *const welsh[] = {"y", "yr",  "yn", "ac",   "ar",  "i",
                                        "o", "mae", "am", "wedi", "gan", "bod"};
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, english, G_N_ELEMENTS(english), ENGLISH);
        foi_symbol_map_put_words(map, welsh, G_N_ELEMENTS(welsh), WELSH);
        g_once_init_leave(&made, map);
    }
    return made;
}

void foi_tag_language(foi_reading *reading)
{
    foi_document *document = reading->document;
    const foi_symbol_map *common = words_get();
    unsigned words = 0, counts[LANGUAGES] = {0};
    const foi_token *token = (const foi_token *)reading->tokens->data;
    for (const foi_token *end = token + reading->tokens->len; token < end; token++) {
        if (token->kind != FOI_TOKEN_WORD)
            continue;
        if (++words > ENOUGH_WORDS)
            break;
        uint32_t spoken = foi_symbol_map_get(common, token->symbol);
        if (spoken)
            counts[spoken]++;
    }
    unsigned en = counts[ENGLISH], cy = counts[WELSH];
    if (document->language || words < LEAST_WORDS)
        return;
    if (cy * 8 > words && cy > 2 * en)
        document->language = g_strdup("cy");
    else if (en * 12 > words && en > 2 * cy)
        document->language = g_strdup("en");
}
