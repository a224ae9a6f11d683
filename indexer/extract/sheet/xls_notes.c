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

/* Texts are kept end to end, each with a NUL behind it: a hostile file has millions. */
struct foi_xls_notes {
    GString *boxes;       /* the texts of other objects */
    GString *notes;       /* "B2: ..." */
    size_t text;          /* where that of the last note begins */
    size_t note;          /* and the note itself */
    GHashTable *of_notes; /* number of the object -> char *, the text */
    unsigned object;      /* the last one's number */
    bool is_note;
};

foi_xls_notes *foi_xls_notes_new(void)
{
    foi_xls_notes *notes = g_new0(foi_xls_notes, 1);
    notes->boxes = g_string_new(NULL);
    notes->notes = g_string_new(NULL);
    notes->of_notes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return notes;
}

void foi_xls_notes_free(foi_xls_notes *notes)
{
    if (notes == NULL)
        return;
    g_string_free(notes->boxes, TRUE);
    g_string_free(notes->notes, TRUE);
    g_hash_table_unref(notes->of_notes);
    g_free(notes);
}

/* End the last note; one without a text is none. */
static void end_note(foi_xls_notes *notes)
{
    if (notes->notes->len == notes->text)
        g_string_truncate(notes->notes, notes->note);
    else
        g_string_append_c(notes->notes, '\0');
    notes->note = notes->text = notes->notes->len;
}

/* Begin the note of a cell, both numbers from 0: "AB12: ". */
static void start_note(foi_xls_notes *notes, unsigned row, unsigned column)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (unsigned rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    end_note(notes);
    g_string_append_printf(notes->notes, "%s%u: ", letters + at, row + 1);
    notes->text = notes->notes->len;
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
static void take_old_text(foi_xls_notes *notes, const foi_xls_book *book, foi_xls_record *record)
{
    uint16_t length = foi_xls_u16(record);
    foi_xls_bytes(record, &book->coding, (uint32_t)MIN(length, foi_xls_left(record)), notes->notes);
}

static void take_note(foi_xls_notes *notes, const foi_xls_book *book, foi_xls_record *record)
{
    unsigned row = foi_xls_u16(record);
    unsigned column = foi_xls_u16(record);
    if (record->failed)
        return;
    if (book->version == 8 || row != NOTE_GOES_ON)
        start_note(notes, row, column);
    if (book->version < 8) {
        take_old_text(notes, book, record);
        return;
    }
    foi_xls_skip(record, 2);
    void *object = GUINT_TO_POINTER(foi_xls_u16(record));
    /* Taken away with it: a sound text belongs to one note. */
    g_autofree char *text = NULL;
    if (g_hash_table_steal_extended(notes->of_notes, object, NULL, (void **)&text))
        g_string_append(notes->notes, text);
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
    g_string_append(notes->boxes, text);
    g_string_append_c(notes->boxes, '\0');
}

/* Give the texts of TEXTS, parted where a sign of PARTS stands. */
static bool give_all(const GString *texts, char parts, foi_sheet_rows *rows)
{
    const char *end = texts->str + texts->len;
    for (const char *at = texts->str; at < end;) {
        const char *stop = at;
        while (stop < end && *stop != '\0' && *stop != parts)
            stop++;
        if (!foi_sheet_rows_paragraph(rows, at, (size_t)(stop - at)))
            return false;
        at = stop + 1;
    }
    return true;
}

void foi_xls_notes_give(foi_xls_notes *notes, foi_sheet_rows *rows)
{
    end_note(notes);
    if (give_all(notes->boxes, '\n', rows))
        give_all(notes->notes, '\0', rows);
}
