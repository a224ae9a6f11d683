/* extract_tools.h - what the tests of the extractors share: read bytes, show a document. */
#ifndef FOI_TEST_EXTRACT_TOOLS_H
#define FOI_TEST_EXTRACT_TOOLS_H

#include <criterion/criterion.h>
#include <string.h>

#include "indexer/extract/read.h"

#define MIB ((uint64_t)1 << 20)

static foi_detector *detector;

static const foi_budget WIDE = {64 * MIB, 512 * MIB, 10000, 8, 60000};

static inline void set_up(void)
{
    foi_read_init();
    foi_error error = FOI_ERROR_INIT;
    cr_assert_eq(foi_detector_new(&detector, &error), FOI_OK, "%s", error.message);
}

static inline void tear_down(void)
{
    foi_detector_free(detector);
}

/* What was read of the last bytes. */
typedef struct reading {
    foi_document *document;
    GPtrArray *members;
} reading;

static inline void reading_clear(reading *read)
{
    if (read->members != NULL)
        g_ptr_array_unref(read->members);
    foi_document_free(read->document);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(reading, reading_clear)

static inline reading read_with(const void *bytes, size_t length, const char *name,
                                const char *charset, const foi_budget *budget)
{
    reading read = {NULL, NULL};
    /* A copy of exactly this length: reading past the end is seen by the sanitizers. */
    uint8_t *exact = g_memdup2(bytes, length);
    foi_input input = {.bytes = exact, .length = length, .name = name, .charset = charset};
    read.document = foi_read_bytes(detector, &input, budget, &read.members);
    g_free(exact);
    const GString *text = read.document->text.bytes;
    cr_assert(g_utf8_validate_len(text->str, text->len, NULL), "the text is not UTF-8");
    return read;
}

static inline reading read_bytes(const void *bytes, size_t length, const char *name)
{
    return read_with(bytes, length, name, NULL, &WIDE);
}

static inline reading read_string(const char *text, const char *name)
{
    return read_bytes(text, strlen(text), name);
}

/* The blocks, one a line: kind, number, "@page", text with its line ends and tabs escaped. */
static inline char *shown(const reading *read)
{
    static const char KINDS[] = "PHIRMQ";
    const foi_text *text = &read->document->text;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < text->blocks->len; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        g_string_append_c(out, KINDS[block->kind]);
        if (block->number > 0)
            g_string_append_printf(out, "%u", block->number);
        if (block->page > 0)
            g_string_append_printf(out, "@%u", block->page);
        g_string_append_c(out, ' ');
        for (size_t k = 0; k < block->length; k++) {
            char c = text->bytes->str[block->start + k];
            if (c == '\n')
                g_string_append(out, "\\n");
            else if (c == '\t')
                g_string_append(out, "\\t");
            else
                g_string_append_c(out, c);
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

#define assert_shown(read, expected)                                                               \
    do {                                                                                           \
        g_autofree char *shown_text = shown(read);                                                 \
        cr_assert_str_eq(shown_text, expected, "got:\n%s", shown_text);                            \
    } while (0)

#define assert_status(read, expected, words)                                                       \
    do {                                                                                           \
        const foi_document *read_document = (read)->document;                                      \
        const char *read_detail = read_document->status_detail;                                    \
        cr_assert_eq(read_document->status, expected, "status %d: %s", read_document->status,      \
                     read_detail == NULL ? "" : read_detail);                                      \
        cr_assert(*words == '\0' || (read_detail != NULL && strstr(read_detail, words) != NULL),   \
                  "detail: %s", read_detail == NULL ? "none" : read_detail);                       \
    } while (0)

#endif
