#include "indexer/extract/word/doc_pieces.h"

#include "indexer/extract/limits.h"

#define NARROW      0x40000000U
#define PIECE_BYTES 8
/* How much text without a table of pieces is looked at for its width. */
#define GUESS_BYTES 4096

enum { LIST_OF_CHANGES = 1, LIST_OF_PIECES = 2 };

typedef struct reader {
    const foi_doc_file *file;
    foi_output *output;
    GArray *changes; /* of foi_doc_properties: what each list that pieces may name comes to */
    GArray *pieces;
    uint64_t bytes; /* of all pieces */
} reader;

static void told_damaged(const reader *state, const char *what)
{
    foi_output_status(state->output, FOI_READ_PARTIAL, "the table of the pieces of text %s", what);
}

/* Read the lists of changes at the front of TABLE; gives the table of pieces behind them. */
static foi_view read_changes(reader *state, foi_view table)
{
    size_t at = 0;
    while (foi_view_8(table, at) == LIST_OF_CHANGES) {
        size_t length = foi_view_16(table, at + 1);
        foi_doc_properties said = FOI_DOC_NOTHING;
        foi_doc_properties_apply(&said, foi_view_part(table, at + 3, length), state->file->old);
        g_array_append_val(state->changes, said);
        at += 3 + length;
    }
    if (foi_view_8(table, at) != LIST_OF_PIECES)
        return (foi_view){NULL, 0};
    return foi_view_part(table, at + 5, foi_view_32(table, at + 1));
}

static foi_doc_properties changes_of(const reader *state, uint16_t code)
{
    foi_doc_properties over = FOI_DOC_NOTHING;
    if ((code & 1) == 0)
        foi_doc_properties_apply_one(&over, code >> 1 & 0x7f, (uint8_t)(code >> 8));
    else if ((guint)code >> 1 < state->changes->len)
        over = g_array_index(state->changes, foi_doc_properties, code >> 1);
    return over;
}

/* Add the piece, as far as it lies in the stream. False: there is too much text. */
static bool add_piece(reader *state, foi_doc_piece piece)
{
    uint64_t width = piece.wide ? 2 : 1;
    uint64_t size = state->file->main.length;
    uint64_t room = piece.place < size ? (size - piece.place) / width : 0;
    if (piece.end - piece.start > room) {
        told_damaged(state, "names places beyond the end of the file");
        piece.end = piece.start + room;
    }
    state->bytes += (piece.end - piece.start) * width;
    if (state->bytes > FOI_DOC_REPEATS * size) {
        told_damaged(state, "repeats the same text more often than the limit allows");
        return false;
    }
    if (piece.end > piece.start)
        g_array_append_val(state->pieces, piece);
    return true;
}

static void read_pieces(reader *state, foi_view table)
{
    size_t count = table.length < 4 ? 0 : (table.length - 4) / (4 + PIECE_BYTES);
    for (size_t i = 0; i < count; i++) {
        size_t at = 4 * (count + 1) + PIECE_BYTES * i;
        foi_doc_piece piece = {.start = foi_view_32(table, 4 * i),
                               .end = foi_view_32(table, 4 * i + 4),
                               .place = foi_view_32(table, at + 2)};
        piece.wide = state->file->old ? state->file->wide : (piece.place & NARROW) == 0;
        if (!state->file->old && !piece.wide)
            piece.place = (piece.place & ~NARROW) / 2;
        piece.over = changes_of(state, foi_view_16(table, at + 6));
        if (piece.end < piece.start) {
            told_damaged(state, "is out of order");
            return;
        }
        if (!add_piece(state, piece))
            return;
    }
}

/* Text in UTF-16 of a European language has a zero in nearly every second byte. */
static bool looks_wide(foi_view text)
{
    size_t zeros = 0;
    size_t bytes = MIN(text.length, GUESS_BYTES);
    for (size_t i = 1; i < bytes; i += 2)
        zeros += text.bytes[i] == 0;
    return zeros > bytes / 4;
}

/* The text in one piece, as it is before a file is changed. */
static void read_plain(reader *state, bool sure)
{
    const foi_doc_file *file = state->file;
    uint32_t end = MAX(file->text_end, file->text_start);
    foi_view text = foi_view_part(file->main, file->text_start, end - file->text_start);
    bool wide = sure ? file->wide : looks_wide(text);
    foi_doc_piece piece = {.end = text.length / (wide ? 2 : 1), .place = file->text_start};
    piece.wide = wide;
    piece.over = FOI_DOC_NOTHING;
    add_piece(state, piece);
}

GArray *foi_doc_pieces_read(const foi_doc_file *file, foi_output *output)
{
    reader state = {.file = file, .output = output};
    state.pieces = g_array_new(FALSE, FALSE, sizeof(foi_doc_piece));
    state.changes = g_array_new(FALSE, FALSE, sizeof(foi_doc_properties));
    if (file->pieces)
        read_pieces(&state, read_changes(&state, foi_doc_file_table(file, FOI_DOC_TABLE_PIECES)));
    if (file->pieces && state.pieces->len == 0) {
        told_damaged(&state, "is damaged: deleted text may stand among the rest");
        read_plain(&state, false);
    } else if (!file->pieces) {
        read_plain(&state, true);
    }
    g_array_unref(state.changes);
    return state.pieces;
}

guint foi_doc_pieces_find(const GArray *pieces, uint64_t character)
{
    guint low = 0;
    guint high = pieces->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(pieces, foi_doc_piece, middle).end <= character)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
