#include "tests/bench/hostile.h"

#include <string.h>

/* What each text repeats; what goes before makes all steps of the tagger look at it. */
static const struct {
    const char *name;
    const char *repeated;
    const char *once;
} texts[] = {
    {"parts", "(1)", "section 1"},
    {"sections", "section 1(1) and (2), ", ""},
    {"list", "1, ", "sections "},
    {"range", "(a) to (c) ", "section 1"},
    {"digits", "7", ""},
    {"numbers", "7 ", ""},
    {"commas", ",", ""},
    {"brackets", "(", ""},
    {"quotes", "\" ", ""},
    {"newlines", "\n", ""},
    {"lines", "Date:\n", ""},
    {"word", "a", ""},
    {"capitals", "A", ""},
    {"names", "The Council of ", ""},
    {"titles", "Act ", ""},
    {"cues", "upheld the ", ""},
    {"gaps", "refused ", ""},
    {"claims", "withheld under section 40(2) and ", ""},
    {"hyphens", "we-we-", ""},
    {"dates", "1 May 2019 ", ""},
    {"references", "IC-12345-A1B2 ", ""},
    {"hosts", "www.", ""},
    {"signs", "@", ""},
    {"accents", "\xc3\xa9", ""},
    {"sentences", "No. ", ""},
};

const char *bench_hostile_name(uint32_t number)
{
    return number < G_N_ELEMENTS(texts) ? texts[number].name : NULL;
}

foi_document *bench_hostile(uint32_t number, size_t bytes)
{
    static const char notice[] =
        "Decision notice\n\nFreedom of Information Act 2000 (FOIA)\n\nThe Commissioner's decision is "
        "that the public authority was entitled to rely on ";
    foi_document *document = foi_document_new();
    document->id = g_strdup_printf("%0*u", FOI_ID_LENGTH, number);
    document->file = FOI_FILE_TEXT;
    GString *text = document->text.bytes;
    g_string_append(text, notice);
    g_string_append(text, texts[number].once);
    while (text->len + strlen(texts[number].repeated) <= bytes)
        g_string_append(text, texts[number].repeated);
    foi_block block = {.length = text->len, .kind = FOI_BLOCK_PARAGRAPH};
    g_array_append_val(document->text.blocks, block);
    document->source_bytes = text->len;
    return document;
}
