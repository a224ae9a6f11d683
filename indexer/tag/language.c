#include "indexer/tag/reading.h"

/* Below so many words nothing is said. */
#define LEAST_WORDS 15

/* So many words settle it. */
#define ENOUGH_WORDS 5000

void foi_tag_language(foi_reading *reading)
{
    static const char *const english[] = {"the",  "of",  "and",  "to",   "is",
                                          "that", "for", "with", "this", "was"};
    static const char *const welsh[] = {"y", "yr",  "yn", "ac",   "ar",  "i",
                                        "o", "mae", "am", "wedi", "gan", "bod"};
    foi_document *document = reading->document;
    unsigned words = 0, en = 0, cy = 0;
    uint32_t en_symbols[G_N_ELEMENTS(english)], cy_symbols[G_N_ELEMENTS(welsh)];
    for (size_t i = 0; i < G_N_ELEMENTS(english); i++)
        en_symbols[i] = foi_token_symbol(english[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(welsh); i++)
        cy_symbols[i] = foi_token_symbol(welsh[i]);
    for (guint t = 0; t < reading->tokens->len; t++) {
        const foi_token *token = foi_reading_token(reading, t);
        if (token->kind != FOI_TOKEN_WORD)
            continue;
        words++;
        if (words > ENOUGH_WORDS)
            break;
        for (size_t i = 0; i < G_N_ELEMENTS(english); i++)
            en += token->symbol == en_symbols[i];
        for (size_t i = 0; i < G_N_ELEMENTS(welsh); i++)
            cy += token->symbol == cy_symbols[i];
    }
    if (document->language || words < LEAST_WORDS)
        return;
    if (cy * 8 > words && cy > 2 * en)
        document->language = g_strdup("cy");
    else if (en * 12 > words && en > 2 * cy)
        document->language = g_strdup("en");
}
