#include "tests/bench/letters.h"

#include <string.h>

enum { WORDS = 4096, PARAGRAPHS = 14, SENTENCES = 4 };

static const char *const authorities[] = {"Home Office",          "Cabinet Office",
                                          "Ministry of Justice",  "Kent County Council",
                                          "Transport for London", "Metropolitan Police Service",
                                          "NHS England",          "HM Treasury"};
static const char *const months[] = {"January", "March", "May", "June", "October", "November"};

/* What makes the tagger work: each sentence names the law, or looks as if it did. */
static const char *const sentences[] = {
    "We confirm that the information is held, and it is withheld under section %u(1) of the Freedom "
    "of Information Act 2000.",
    "In all the circumstances of the case the public interest in maintaining the exemption at section "
    "%u outweighs the public interest in disclosure.",
    "The Commissioner's decision is that section %u(2) is not engaged.",
    "Under regulation 12(5)(e) of the Environmental Information Regulations 2004 we refuse %u pages.",
    "If you are dissatisfied you may ask for an internal review within %u working days.",
    "You wrote on 4 June 2019 and asked for the minutes of %u meetings.",
    "We estimate that it would take %u hours to find what was asked for, which exceeds the appropriate "
    "limit."};

static uint32_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 32);
}

const char *bench_word(uint32_t number)
{
    static char words[WORDS][16];
    static const char *const syllables[] = {"ba", "con", "di", "er", "fo",  "gra", "hi", "in",
                                            "ka", "lo",  "mu", "ne", "per", "ri",  "so", "ta"};
    char *word = words[number % WORDS];
    if (word[0] == '\0') {
        for (uint32_t left = number % WORDS + 16; left > 0; left /= 16)
            g_strlcat(word, syllables[left % 16], sizeof words[0]);
        if (number % 3 == 0)
            g_strlcat(word, "ing", sizeof words[0]);
    }
    return word;
}

/* Half of the words are among the first 64, a quarter among the next 448. */
static const char *draw_word(uint64_t *state)
{
    uint32_t one = next_random(state), among = next_random(state);
    if (one % 4 < 2)
        return bench_word(among % 64);
    return bench_word(one % 4 == 2 ? 64 + among % 448 : among % WORDS);
}

static void add_block(foi_document *document, const char *text, foi_block_kind kind)
{
    GString *bytes = document->text.bytes;
    if (bytes->len > 0)
        g_string_append(bytes, "\n\n");
    foi_block block = {bytes->len, strlen(text), 0, 0, kind, FOI_ZONE_BODY};
    g_string_append(bytes, text);
    g_array_append_val(document->text.blocks, block);
}

static void add_sentence(GString *paragraph, uint64_t *state)
{
    uint32_t one = next_random(state);
    if (one % 5 == 0) {
        const char *written = sentences[one / 5 % G_N_ELEMENTS(sentences)];
        const char *place = strchr(written, '%');
        g_string_append_len(paragraph, written, place - written);
        g_string_append_printf(paragraph, "%u%s ", 21 + one % 23, place + 2);
        return;
    }
    g_string_append(paragraph, "The");
    for (uint32_t left = 8 + one % 12; left > 0; left--)
        g_string_append_printf(paragraph, " %s", draw_word(state));
    g_string_append(paragraph, ". ");
}

foi_document *bench_letter(uint32_t number)
{
    uint64_t state = UINT64_C(0x9e3779b97f4a7c15) * (number + 1);
    foi_document *document = foi_document_new();
    document->id = g_strdup_printf("%0*u", FOI_ID_LENGTH, number);
    document->mime = g_strdup("text/plain");
    document->file = FOI_FILE_TEXT;
    const char *authority = authorities[next_random(&state) % G_N_ELEMENTS(authorities)];
    add_block(document, authority, FOI_BLOCK_PARAGRAPH);
    uint32_t day = next_random(&state);
    g_autofree char *date =
        g_strdup_printf("Date: %u %s %u", 1 + day % 28, months[day / 28 % G_N_ELEMENTS(months)],
                        2006 + day / 256 % 19);
    add_block(document, date, FOI_BLOCK_PARAGRAPH);
    add_block(document, "Response to your request for information", FOI_BLOCK_HEADING);
    for (uint32_t i = 0; i < PARAGRAPHS; i++) {
        g_autoptr(GString) paragraph = g_string_new(NULL);
        for (uint32_t left = SENTENCES; left > 0; left--)
            add_sentence(paragraph, &state);
        g_strchomp(paragraph->str);
        add_block(document, paragraph->str, FOI_BLOCK_PARAGRAPH);
    }
    document->source_bytes = document->text.bytes->len;
    return document;
}
