#include "indexer/extract/sheet/xls_notes.h"

#include <string.h>

#define TYPE_NOTE    0x001c
#define TYPE_OBJECT  0x005d
#define TYPE_TEXT    0x01b6
/* An object begins with its kind and number: a piece of this type and size. */
#define OBJECT_HEAD  0x15
#define OBJECT_NOTE  0x19
/* In the row of a note: it goes on with the text of the one before. */
#define NOTE_GOES_ON 0xffff

typedef struct note {
    char *cell; /* "B2" */
    GString *text;
} note;

struct foi_xls_notes {
    GPtrArray *boxes;     /* of char *: the texts of other objects */
    GPtrArray *notes;     /* of note * */
    GHashTable *of_notes; /* number of the object -> char *, the text */
    unsigned object;      /* the last one's number */
    bool is_note;
};

static void note_free(void *data)
{
    note *one = data;
    g_free(one->cell);
    g_string_free(one->text, TRUE);
    g_free(one);
}

foi_xls_notes *foi_xls_notes_new(void)
{
    foi_xls_notes *notes = g_new0(foi_xls_notes, 1);
    notes->boxes = g_ptr_array_new_with_free_func(g_free);
    notes->notes = g_ptr_array_new_with_free_func(note_free);
    notes->of_notes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return notes;
}

void foi_xls_notes_free(foi_xls_notes *notes)
{
    if (notes == NULL)
        return;
    g_ptr_array_unref(notes->boxes);
    g_ptr_array_unref(notes->notes);
    g_hash_table_unref(notes->of_notes);
    g_free(notes);
}

/* The name of a cell, both numbers from 0: "AB12". */
static char *cell_name(unsigned row, unsigned column)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (unsigned rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return g_strdup_printf("%s%u", letters + at, row + 1);
}

static void take_object(foi_xls_notes *notes, foi_xls_record *record)
{
    notes->is_note = false;
    if (foi_xls_left(record) < 8 || foi_xls_u16(record) != OBJECT_HEAD)
        return;
    foi_xls_skip(record, 2);
    notes->is_note = foi_xls_u16(record) == OBJECT_NOTE;
    notes->object = foi_xls_u16(record);
}

static void take_text(foi_xls_notes *notes, foi_xls_record *record)
{
    foi_xls_skip(record, 10);
    uint16_t length = foi_xls_u16(record);
    if (record->failed || length == 0 || !foi_xls_continue(record))
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    foi_xls_characters(record, length, text);
    if (notes->is_note)
        g_hash_table_insert(notes->of_notes, GUINT_TO_POINTER(notes->object), g_strdup(text->str));
    else
        foi_xls_notes_add(notes, text->str);
    notes->is_note = false;
}

/* Up to version 5 the text stands in the note itself, in pieces where it is long. */
static void take_old_note(note *one, const foi_xls_book *book, foi_xls_record *record)
{
    uint16_t length = foi_xls_u16(record);
    foi_xls_bytes(record, &book->coding, (uint32_t)MIN(length, foi_xls_left(record)), one->text);
}

static void take_note(foi_xls_notes *notes, const foi_xls_book *book, foi_xls_record *record)
{
    unsigned row = foi_xls_u16(record);
    unsigned column = foi_xls_u16(record);
    if (record->failed)
        return;
    if (book->version < 8 && row == NOTE_GOES_ON && notes->notes->len > 0) {
        take_old_note(g_ptr_array_index(notes->notes, notes->notes->len - 1), book, record);
        return;
    }
    note *one = g_new0(note, 1);
    one->cell = cell_name(row, column);
    one->text = g_string_new(NULL);
    g_ptr_array_add(notes->notes, one);
    if (book->version < 8) {
        take_old_note(one, book, record);
        return;
    }
    foi_xls_skip(record, 2);
    void *object = GUINT_TO_POINTER(foi_xls_u16(record));
    /* Taken away with it: a sound text belongs to one note. */
    g_autofree char *text = NULL;
    if (g_hash_table_steal_extended(notes->of_notes, object, NULL, (void **)&text))
        g_string_append(one->text, text);
}

void foi_xls_notes_take(foi_xls_notes *notes, const foi_xls_book *book, foi_xls_record *record)
{
    if (record->type == TYPE_NOTE)
        take_note(notes, book, record);
    else if (record->type == TYPE_TEXT)
        take_text(notes, record);
    else if (record->type == TYPE_OBJECT && book->version == 8)
        take_object(notes, record);
}

void foi_xls_notes_add(foi_xls_notes *notes, const char *text)
{
    g_ptr_array_add(notes->boxes, g_strdup(text));
}

static void give_box(const char *text, foi_sheet_rows *rows)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (!foi_sheet_rows_paragraph(rows, text, length))
            return;
        text += length + (text[length] == '\n');
    }
}

void foi_xls_notes_give(const foi_xls_notes *notes, foi_sheet_rows *rows)
{
    for (guint i = 0; i < notes->boxes->len; i++)
        give_box(g_ptr_array_index(notes->boxes, i), rows);
    for (guint i = 0; i < notes->notes->len; i++) {
        const note *one = g_ptr_array_index(notes->notes, i);
        g_autofree char *line = g_strdup_printf("%s: %s", one->cell, one->text->str);
        if (one->text->len > 0)
            foi_sheet_rows_paragraph(rows, line, strlen(line));
    }
}
