/* hostile.c - texts that are nothing but one thing over and over, through the tagger.
 *
 *   bench-hostile BYTES   tag each text at BYTES and at twice as many
 *
 * Each is one dump of callgrind, triggered by the number of the text and its size ("3-65536");
 * standard output has a line for each: the number, the size, the milliseconds of processor time,
 * and what the text is of. linear.py puts the two together.
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <valgrind/callgrind.h>

#include "indexer/extract/extractor.h"
#include "indexer/tag/tag.h"

typedef struct shape {
    const char *head; /* once, at the start */
    const char *unit; /* over and over; '@' stands for a number that grows */
} shape;

static const shape SHAPES[] = {
    {"section 1", "(1)"},
    {"section 36(2)(b)", "(i), (ii) and (c) "},
    {"section 31(1)(a", ", b"},
    {"", "subsection (1), "},
    {"", "paragraph (a) of section "},
    {"", "section(s) no. : "},
    {"", "written certification section 54 "},
    {"5 U.S.C. 552 ", "(b)(5)"},
    {"section 1(1) ", "(title "},
    {"section 1(1)", " for the purposes of 1(1)"},
    {"", "section @ of the Water Act 2005, section @, "},
    {"", "section 26 of the Water Act 2005, section 26, "},
    {"", "the 2005 Act (\"the 2005 Act\") that Act "},
    {"", "handled under the FOIA "},
    {"sections 1", ", @"},
    {"", "sections 1 to 50 and "},
    {"", "section 40(2) of FOIA "},
    {"", "section 40 "},
    {"", "FOIA13(5)(a) of the EIR"},
    {"", "the Freedom of Information Act 2000 (\"the Act\") "},
    {"", "12345678"},
    {"", "@ "},
    {"", ","},
    {"", "("},
    {"", "\""},
    {"", "\xe2\x80\x9c"},
    {"", "\n"},
    {"", "\n\n"},
    {"", "a"},
    {"", "A"},
    {"", "\xc3\xa9"},
    {"", "a "},
    {"", "Aa "},
    {"", "Department for the "},
    {"", "Council\n\n"},
    {"", "upheld "},
    {"", "upheld the "},
    {"", "refused "}, /* each begins a gap */
    {"", "we-we-"},   /* hyphens that a pattern may pass over */
    {"", "not "},
    {"", "The Commissioner finds that it was not entitled to rely on section 43(2). "},
    {"", "The complainant argued that section 35 was not engaged, "},
    {"", "FOI 40: Not upheld "},
    {"", "FOI 10: Complaint upheld\n"},
    {"", "in respect of only some of "},
    {"", "Dear "},
    {"", "Dear Council,\n\nYours sincerely\n\n"},
    {"", "Yours faithfully\n"},
    {"", "DECISION\n\n"},
    {"", "Decision: "},
    {"", "@. "},
    {"", "@. The Commissioner's decision is that\n\n"},
    {"", "From: a@b.gov.uk\nSent: 1 May 2020\nSubject: x\n\n"},
    {"", "> "},
    {"", "> On 1 May 2020 you wrote:\n"},
    {"", "4 June 2020 "},
    {"", "June "},
    {"", "03/02/2011"},
    {"", "FS50@ "},
    {"", "Our ref: FOI/@\n"},
    {"", "[2023] UKFTT @ (GRC) "},
    {"", "request-@-abcdef01@example.org "},
    {"", "If you are not content you may apply under section 50. "},
    {"", "www."},
    {"", "\xc2\xad"},
    {"", "e\xcc\x81"},
    {"", "x\ty\t"},
    {"", "\f"},
};

/* BYTES or a few more of SHAPE, for the caller to free. */
static GString *text_of(const shape *s, size_t bytes)
{
    GString *text = g_string_sized_new(bytes + 128);
    g_string_append(text, s->head);
    const char *number = strchr(s->unit, '@');
    for (unsigned i = 100000; text->len < bytes; i++) {
        if (number == NULL)
            g_string_append(text, s->unit);
        else
            g_string_append_printf(text, "%.*s%u%s", (int)(number - s->unit), s->unit, i,
                                   number + 1);
    }
    return text;
}

static foi_document *document_of(const GString *text)
{
    const foi_budget budget = {G_MAXUINT32, G_MAXUINT32, 16, 4, 600000};
    foi_document *document = foi_document_new();
    document->file = FOI_FILE_TEXT;
    foi_output *output = foi_output_new(document, &budget);
    foi_output_lines(output, text->str, text->len);
    foi_output_finish(output);
    foi_output_free(output);
    return document;
}

static void measure(size_t number, size_t bytes)
{
    g_autoptr(GString) text = text_of(&SHAPES[number], bytes);
    g_autofree char *name = g_strdup_printf("%zu-%zu", number, bytes);
    g_autoptr(foi_document) document = document_of(text);
    clock_t start = clock();
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
    foi_tag_document(document);
    CALLGRIND_DUMP_STATS_AT(name);
    CALLGRIND_STOP_INSTRUMENTATION;
    long spent = (long)((clock() - start) * 1000 / CLOCKS_PER_SEC);
    g_autofree char *unit = g_strescape(SHAPES[number].unit, NULL);
    g_autofree char *head = g_strescape(SHAPES[number].head, NULL);
    printf("%zu %zu %ld %s%s\n", number, bytes, spent, head, unit);
}

int main(int argc, char **argv)
{
    size_t bytes = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
    if (bytes == 0)
        return 2;
    /* What is made once in a process is not of the text. */
    g_autoptr(GString) nothing = text_of(&SHAPES[0], 64);
    g_autoptr(foi_document) first = document_of(nothing);
    foi_tag_document(first);
    for (size_t i = 0; i < G_N_ELEMENTS(SHAPES); i++) {
        measure(i, bytes);
        measure(i, 2 * bytes);
    }
    return 0;
}
