#include <criterion/criterion.h>
#include <string.h>

#include "indexer/text/positions.h"

typedef struct part {
    const char *text;
    foi_block_kind kind;
    foi_zone zone;
} part;

static foi_document *document_of(const part *parts, size_t count)
{
    foi_document *document = foi_document_new();
    foi_text *text = &document->text;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            g_string_append(text->bytes, "\n\n");
        foi_block block = {text->bytes->len, strlen(parts[i].text), 0, 0,
                           parts[i].kind,    parts[i].zone};
        g_string_append(text->bytes, parts[i].text);
        g_array_append_val(text->blocks, block);
    }
    return document;
}

/* "word:position*weight ..." */
static char *walk(const foi_document *document)
{
    GString *all = g_string_new(NULL);
    foi_word_walk words;
    foi_word word;
    foi_word_walk_start(&words, &document->text);
    while (foi_word_walk_next(&words, &word)) {
        const char *written = document->text.bytes->str + word.token.start;
        g_autofree char *folded = g_ascii_strdown(written, (gssize)word.token.length);
        cr_assert_eq(strncmp(folded, word.token.word, word.token.word_length), 0,
                     "the offset of %s is not where it stands", folded);
        g_string_append_printf(all, "%s%.*s:%u*%u", all->len > 0 ? " " : "",
                               (int)word.token.word_length, word.token.word, word.position,
                               word.weight);
    }
    return g_string_free(all, FALSE);
}

static void expect(const part *parts, size_t count, const char *wanted)
{
    g_autoptr(foi_document) document = document_of(parts, count);
    g_autofree char *found = walk(document);
    cr_assert_str_eq(found, wanted, "%s instead of %s", found, wanted);
}

Test(positions, a_phrase_runs_over_a_page_break_in_mid_sentence)
{
    static const part parts[] = {{"building", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY},
                                 {"blocks", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY}};
    expect(parts, 2, "building:1*1 blocks:2*1");
}

Test(positions, a_phrase_does_not_run_over_the_end_of_a_paragraph)
{
    static const part parts[] = {{"We refuse.\xe2\x80\x9d ", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY},
                                 {"Section", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY}};
    expect(parts, 2, "we:1*1 refuse:2*1 section:35*1");
}

Test(positions, a_phrase_does_not_run_out_of_a_heading_or_a_row)
{
    static const part heading[] = {{"Decision", FOI_BLOCK_HEADING, FOI_ZONE_HEADING},
                                   {"notice", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY}};
    expect(heading, 2, "decision:1*2 notice:34*1");
    static const part rows[] = {{"one", FOI_BLOCK_ROW, FOI_ZONE_BODY},
                                {"two", FOI_BLOCK_ROW, FOI_ZONE_BODY}};
    expect(rows, 2, "one:1*1 two:34*1");
}

Test(positions, rights_of_appeal_are_not_indexed_and_quotations_weigh_nothing)
{
    static const part parts[] = {{"We agree", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY},
                                 {"Information Commissioner", FOI_BLOCK_PARAGRAPH, FOI_ZONE_RIGHTS},
                                 {"statute", FOI_BLOCK_PARAGRAPH, FOI_ZONE_STATUTE},
                                 {"quoted", FOI_BLOCK_QUOTED, FOI_ZONE_QUOTED_MAIL}};
    expect(parts, 4, "we:1*1 agree:2*1 statute:67*0 quoted:100*0");
}

Test(positions, a_document_without_words_has_none)
{
    static const part parts[] = {{"***", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY},
                                 {"word", FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY}};
    expect(parts, 0, "");
    expect(parts, 1, "");
    expect(parts, 2, "word:1*1");
}
