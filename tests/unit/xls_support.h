/* xls_support.h - binary workbooks made in the test, record by record. */
#ifndef FOI_TEST_XLS_SUPPORT_H
#define FOI_TEST_XLS_SUPPORT_H

#include "tests/unit/extract_compound.h"
#include "tests/unit/put_support.h"

typedef GByteArray records;

static inline void put_bytes(records *out, const void *bytes, size_t length)
{
    g_byte_array_append(out, bytes, (guint)length);
}

static inline void put_double(records *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put(out, bits, 8);
}

/* The head of a record whose content is LENGTH bytes. */
static inline void put_head(records *out, unsigned type, size_t length)
{
    put(out, type, 2);
    put(out, length, 2);
}

/* A record of the bytes that the numbers of SIZES ("2214") are written in. */
static inline void put_numbers(records *out, unsigned type, const char *sizes,
                               const uint32_t *numbers)
{
    size_t length = 0;
    for (const char *at = sizes; *at != '\0'; at++)
        length += (size_t)(*at - '0');
    put_head(out, type, length);
    for (const char *at = sizes; *at != '\0'; at++)
        put(out, *numbers++, (unsigned)(*at - '0'));
}

#define RECORD(out, type, sizes, ...) put_numbers(out, type, sizes, (const uint32_t[]){__VA_ARGS__})

static inline void put_record(records *out, unsigned type, const records *content)
{
    put_head(out, type, content->len);
    put_bytes(out, content->data, content->len);
}

/* TEXT (UTF-8) as a string of Excel 97 with a length of SIZE bytes; in two bytes a character where
 * one is not enough. */
static inline void put_unicode(records *out, const char *text, unsigned size)
{
    glong count;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
    bool wide = false;
    for (glong i = 0; i < count; i++)
        wide |= units[i] > 0xff;
    put(out, (uint64_t)count, size);
    put(out, wide, 1);
    for (glong i = 0; i < count; i++)
        put(out, units[i], wide ? 2 : 1);
}

static inline void put_begin(records *out, unsigned kind)
{
    RECORD(out, 0x0809, "222244", 0x0600, kind, 0, 0, 0, 0);
}

static inline void put_end(records *out)
{
    put_head(out, 0x000a, 0);
}

/* A cell with a text that stands in it. */
static inline void put_label(records *out, unsigned row, unsigned column, const char *text)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    put(content, row, 2);
    put(content, column, 2);
    put(content, 0, 2);
    put_unicode(content, text, 2);
    put_record(out, 0x0204, content);
}

static inline void put_number(records *out, unsigned row, unsigned column, unsigned style,
                              double value)
{
    put_head(out, 0x0203, 14);
    put(out, row, 2);
    put(out, column, 2);
    put(out, style, 2);
    put_double(out, value);
}

/* A cell whose formula has the RESULT of eight bytes. */
static inline void put_formula(records *out, unsigned row, unsigned column, const void *result)
{
    put_head(out, 0x0006, 22);
    put(out, row, 2);
    put(out, column, 2);
    put(out, 0, 2);
    put_bytes(out, result, 8);
    put(out, 0, 8);
}

/* The shared strings up to NULL, all in one record. */
static inline void put_strings(records *out, const char *const *strings)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    uint32_t count = g_strv_length((char **)strings);
    put(content, count, 4);
    put(content, count, 4);
    for (; *strings != NULL; strings++)
        put_unicode(content, *strings, 2);
    put_record(out, 0x00fc, content);
}

/* The style of a cell: the number format ID. */
static inline void put_style(records *out, unsigned id)
{
    RECORD(out, 0x00e0, "2288", 0, id, 0, 0);
}

static inline void put_format(records *out, unsigned id, const char *code)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    put(content, id, 2);
    put_unicode(content, code, 2);
    put_record(out, 0x041e, content);
}

/** One sheet to be written: what it holds between its beginning and its end. */
typedef struct xls_sheet {
    const char *name;
    const records *content;
    unsigned state; /* 0 visible, 1 hidden, 2 very hidden */
    unsigned kind;  /* 0: cells, 2: a chart */
} xls_sheet;

/* The stream of a workbook with SHEETS up to a NULL name; SHARED stands before their list. */
static inline records *workbook(const records *shared, const xls_sheet *sheets)
{
    records *out = g_byte_array_new();
    put_begin(out, 0x05);
    if (shared != NULL)
        put_bytes(out, shared->data, shared->len);
    guint starts[16];
    size_t count = 0;
    for (; sheets[count].name != NULL; count++) {
        g_autoptr(GByteArray) entry = g_byte_array_new();
        put(entry, 0, 4);
        put(entry, sheets[count].state, 1);
        put(entry, sheets[count].kind, 1);
        put_unicode(entry, sheets[count].name, 1);
        starts[count] = out->len + 4;
        put_record(out, 0x0085, entry);
    }
    put_end(out);
    for (size_t i = 0; i < count; i++) {
        for (unsigned k = 0; k < 4; k++)
            out->data[starts[i] + k] = (guint8)(out->len >> (8 * k));
        put_begin(out, sheets[i].kind == 2 ? 0x20 : 0x10);
        put_bytes(out, sheets[i].content->data, sheets[i].content->len);
        put_end(out);
    }
    return out;
}

/* Read the workbook of the STREAM in a compound file. */
static inline reading read_workbook(const records *stream)
{
    const compound_stream STREAMS[] = {{"Workbook", stream->data, stream->len}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    return read_bytes(file->data, file->len, "a.doc");
}

/* Read a workbook with one sheet. */
static inline reading read_one_sheet(const records *shared, const records *content)
{
    const xls_sheet SHEETS[] = {{"Costs", content, 0, 0}, {NULL, NULL, 0, 0}};
    g_autoptr(GByteArray) stream = workbook(shared, SHEETS);
    return read_workbook(stream);
}

#endif
