/* doc_support.h - Word files made in the test, run by run. */
#ifndef FOI_TEST_DOC_SUPPORT_H
#define FOI_TEST_DOC_SUPPORT_H

#include "tests/unit/extract_compound.h"
#include "tests/unit/put_support.h"

#define DOC_RUNS  24
#define DOC_START 0x600 /* of the text in the main stream */

/* A run of the main stream with the changes that hold for it. */
typedef struct doc_run {
    guint32 start;
    guint32 end;
    guint8 changes[64];
    guint length;
} doc_run;

typedef struct doc_list {
    doc_run runs[DOC_RUNS];
    unsigned count;
} doc_list;

typedef struct doc {
    bool old; /* Word 6 */
    GByteArray *main;
    GByteArray *tables;
    GArray *starts; /* of guint32: first character of each piece */
    GArray *places; /* of guint32: as a piece names its place */
    guint32 characters;
    unsigned story; /* that is being written */
    guint32 lengths[8];
    doc_list character_runs;
    doc_list paragraph_runs;
    guint32 paragraph_start;
} doc;

static inline void set(GByteArray *out, size_t at, uint64_t number, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        out->data[at + i] = (guint8)(number >> (8 * i));
}

static inline void pad(GByteArray *out, guint unit)
{
    while (out->len % unit != 0)
        put(out, 0, 1);
}

static inline doc *doc_new(bool old)
{
    doc *made = g_new0(doc, 1);
    made->old = old;
    made->main = g_byte_array_new();
    made->tables = old ? made->main : g_byte_array_new();
    made->starts = g_array_new(FALSE, FALSE, 4);
    made->places = g_array_new(FALSE, FALSE, 4);
    g_byte_array_set_size(made->main, DOC_START);
    memset(made->main->data, 0, DOC_START);
    set(made->main, 0, old ? 0xa5dc : 0xa5ec, 2);
    set(made->main, 2, old ? 104 : 193, 2);
    set(made->main, 6, 0x409, 2);
    set(made->main, 0x18, DOC_START, 4);
    made->paragraph_start = DOC_START;
    return made;
}

static inline void doc_free(doc *made)
{
    g_byte_array_unref(made->main);
    if (!made->old)
        g_byte_array_unref(made->tables);
    g_array_unref(made->starts);
    g_array_unref(made->places);
    g_free(made);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(doc, doc_free)

static inline void add_run(doc_list *list, guint32 start, guint32 end, const void *changes,
                           size_t length)
{
    cr_assert_lt(list->count, DOC_RUNS);
    doc_run *run = &list->runs[list->count++];
    run->start = start;
    run->end = end;
    run->length = (guint)length;
    memcpy(run->changes, changes, length);
}

/* Begin a piece for LENGTH characters that lie at the end of the stream. */
static inline void add_piece(doc *made, bool wide, guint32 length)
{
    guint32 place = made->main->len;
    if (!made->old && !wide)
        place = place * 2 | 0x40000000U;
    g_array_append_val(made->starts, made->characters);
    g_array_append_val(made->places, place);
    made->characters += length;
    made->lengths[made->story] += length;
}

/* LENGTH bytes of TEXT as a piece in 8 bits, with the CHANGES of its characters. */
static inline void doc_bytes(doc *made, const char *text, size_t length, const char *changes,
                             size_t changes_length)
{
    guint32 start = made->main->len;
    add_piece(made, false, (guint32)length);
    g_byte_array_append(made->main, (const guint8 *)text, (guint)length);
    add_run(&made->character_runs, start, made->main->len, changes, changes_length);
}

#define TEXT(made, text) doc_bytes(made, text, sizeof(text) - 1, "", 0)
#define CHANGED(made, changes, text)                                                               \
    doc_bytes(made, text, sizeof(text) - 1, changes, sizeof(changes) - 1)

/* TEXT (UTF-8) as a piece in UTF-16. */
static inline void doc_wide(doc *made, const char *text)
{
    glong count;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
    guint32 start = made->main->len;
    add_piece(made, true, (guint32)count);
    for (glong i = 0; i < count; i++)
        put(made->main, units[i], 2);
    add_run(&made->character_runs, start, made->main->len, "", 0);
}

/* The paragraph that ends here has STYLE and the CHANGES of LENGTH bytes. */
static inline void doc_paragraph(doc *made, unsigned style, const char *changes, size_t length)
{
    guint8 said[64] = {(guint8)style};
    memcpy(said + 2, changes, length);
    add_run(&made->paragraph_runs, made->paragraph_start, made->main->len, said, length + 2);
    made->paragraph_start = made->main->len;
}

#define END(made, style, changes) doc_paragraph(made, style, changes, sizeof(changes) - 1)

/* The properties of a paragraph at AT: their length stands before them in words, one byte less in
 * Word 97, where an even one has a byte of 0 more before it. */
static inline void place_paragraph(const doc *made, guint32 at, const doc_run *run)
{
    bool even = !made->old && run->length % 2 == 0;
    set(made->main, at, even ? 0 : (run->length + 1) / 2, 1);
    if (even)
        set(made->main, at + 1, run->length / 2, 1);
    memcpy(made->main->data + at + (even ? 2 : 1), run->changes, run->length);
}

/* A page of properties; gives its number. */
static inline guint32 add_page(const doc *made, const doc_list *list, bool paragraphs)
{
    pad(made->main, 512);
    guint32 start = made->main->len;
    g_byte_array_set_size(made->main, start + 512);
    memset(made->main->data + start, 0, 512);
    unsigned entry = !paragraphs ? 1 : made->old ? 7 : 13;
    guint32 at = 510;
    for (unsigned i = 0; i < list->count; i++) {
        const doc_run *run = &list->runs[i];
        set(made->main, start + 4 * i, run->start, 4);
        set(made->main, start + 4 * i + 4, run->end, 4);
        at = (at - run->length - 2) & ~1U;
        set(made->main, start + 4 * (list->count + 1) + entry * i, at / 2, 1);
        if (paragraphs) {
            place_paragraph(made, start + at, run);
        } else {
            set(made->main, start + at, run->length, 1);
            memcpy(made->main->data + start + at + 1, run->changes, run->length);
        }
    }
    cr_assert_geq(at, 4 * (list->count + 1) + entry * list->count, "the page is too small");
    set(made->main, start + 511, list->count, 1);
    return start / 512;
}

/* Put TABLE where the header names tables at FIELD. */
static inline void doc_table(const doc *made, unsigned field, const GByteArray *table)
{
    pad(made->tables, 4);
    guint32 place = made->tables->len;
    g_byte_array_append(made->tables, table->data, table->len);
    set(made->main, field, place, 4);
    set(made->main, field + 4, table->len, 4);
}

static inline void add_page_table(const doc *made, unsigned field, guint32 page)
{
    g_autoptr(GByteArray) table = g_byte_array_new();
    put(table, DOC_START, 4);
    put(table, made->main->len, 4);
    put(table, page, made->old ? 2 : 4);
    doc_table(made, field, table);
}

static inline void add_pieces(const doc *made)
{
    g_autoptr(GByteArray) table = g_byte_array_new();
    put(table, 2, 1);
    put(table, 4 + 12 * (uint64_t)made->starts->len, 4);
    for (guint i = 0; i < made->starts->len; i++)
        put(table, g_array_index(made->starts, guint32, i), 4);
    put(table, made->characters, 4);
    for (guint i = 0; i < made->places->len; i++) {
        put(table, 0, 2);
        put(table, g_array_index(made->places, guint32, i), 4);
        put(table, 0, 2);
    }
    doc_table(made, made->old ? 0x160 : 0x1a2, table);
}

/* Write the tables; the streams can be changed after it. */
static inline void doc_finish(doc *made)
{
    set(made->main, 0x1c, made->main->len, 4);
    guint32 characters = add_page(made, &made->character_runs, false);
    guint32 paragraphs = add_page(made, &made->paragraph_runs, true);
    add_page_table(made, made->old ? 0xb8 : 0xfa, characters);
    add_page_table(made, made->old ? 0xc0 : 0x102, paragraphs);
    add_pieces(made);
    for (size_t i = 0; i < G_N_ELEMENTS(made->lengths); i++)
        set(made->main, (made->old ? 0x34 : 0x4c) + 4 * i, made->lengths[i], 4);
}

static inline GByteArray *doc_compound(const doc *made)
{
    const compound_stream STREAMS[] = {
        {"WordDocument", made->main->data, made->main->len},
        {made->old ? NULL : "0Table", made->tables->data, made->tables->len},
        {NULL, NULL, 0}};
    return compound(STREAMS);
}

static inline reading doc_read(const doc *made)
{
    g_autoptr(GByteArray) file = doc_compound(made);
    return read_bytes(file->data, file->len, "a.pdf");
}

#endif
