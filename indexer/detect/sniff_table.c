/* Whether a text is a table. Prose has commas as well: in it a space follows each of them, and its
 * lines have now one, now none. */
#include <glib.h>
#include <string.h>

#include "indexer/detect/cells.h"
#include "indexer/detect/sniff.h"

/* Records that are looked at, and columns that are told apart. */
#define RECORDS    100
#define COLUMNS    256
/* Cells of a table that has a space behind its separators are words and names, not sentences. */
#define SHORT_CELL 40

static const char SEPARATORS[] = {'\t', ',', ';', '|'};

typedef struct table_signs {
    unsigned records;        /* that are not empty */
    unsigned width[COLUMNS]; /* how many records have so many cells */
    unsigned usual;          /* the number of cells that most records have */
    unsigned wide;           /* records of two cells or more */
    size_t separators;       /* all but those at the end of a record */
    size_t spaced;           /* of these: a space follows */
    size_t dangling;         /* separators at the end of a record */
    unsigned long_cells;
    unsigned thousands; /* records that may be one number: "1,234" */
} table_signs;

static bool is_number(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]))
            return false;
    return length > 0;
}

typedef struct record_signs {
    unsigned cells;
    bool filled;
    bool grouped; /* the cells are groups of digits */
} record_signs;

static void note_cell(table_signs *signs, record_signs *record, const foi_cell *cell)
{
    bool behind_separator = record->cells > 0;
    bool empty = cell->length == 0 && !cell->quoted;
    record->grouped = (record->cells == 0 || record->grouped) &&
                      is_number(cell->text, cell->length) && cell->length <= 3 &&
                      (record->cells == 0 || cell->length == 3);
    record->cells++;
    record->filled |= !empty;
    signs->long_cells += !cell->quoted && cell->length > SHORT_CELL;
    if (behind_separator && cell->last && empty)
        signs->dangling++;
    else if (behind_separator)
        signs->separators++;
    signs->spaced += behind_separator && !cell->quoted && cell->length > 0 && cell->text[0] == ' ';
}

static void note_record(table_signs *signs, const record_signs *record)
{
    if (!record->filled)
        return;
    unsigned width = MIN(record->cells, COLUMNS - 1);
    signs->records++;
    signs->wide += width > 1;
    signs->thousands += record->grouped && width > 1;
    signs->width[width]++;
    if (width > 1 && signs->width[width] > signs->width[signs->usual])
        signs->usual = width;
}

/* The last record may be cut by the window: it counts only where it is the only one. */
static void read_signs(table_signs *signs, const char *text, size_t length, char separator)
{
    foi_cells cells = {text, text + length, separator};
    foi_cell cell;
    record_signs record = {0};
    while (signs->records < RECORDS && foi_cells_next(&cells, &cell)) {
        note_cell(signs, &record, &cell);
        if (!cell.last)
            continue;
        bool cut = cells.at == cells.end && cells.end[-1] != '\n' && cells.end[-1] != '\r';
        if (!cut || signs->records == 0)
            note_record(signs, &record);
        record = (record_signs){0};
    }
}

static bool is_prose(const table_signs *signs)
{
    return signs->spaced * 5 > signs->separators;
}

/* With a name or a container that says table: half of the records have several cells. With spaces
 * behind the separators, all have to look alike, without sentences. */
static bool is_named_table(const table_signs *signs)
{
    if (signs->usual < 2 || signs->separators == 0)
        return false;
    if (is_prose(signs))
        return signs->width[signs->usual] == signs->records && signs->records > 1 &&
               signs->dangling == 0 && signs->long_cells == 0;
    return signs->wide * 2 >= signs->records;
}

static bool is_unnamed_table(const table_signs *signs)
{
    unsigned usual = signs->width[signs->usual];
    if (signs->usual < 2 || signs->records < 3 || is_prose(signs) ||
        signs->dangling * 2 > signs->separators || usual * 10 < signs->records * 9 ||
        signs->thousands * 2 > signs->records)
        return false;
    return signs->usual > 2 || (signs->records >= 5 && usual == signs->records);
}

char foi_sniff_separator(const char *text, size_t length, bool named)
{
    size_t line;
    char declared = foi_cells_declared(text, length, &line);
    if (declared != '\0')
        return declared;
    char best = '\0';
    unsigned most = 0;
    for (size_t i = 0; i < sizeof SEPARATORS; i++) {
        if (memchr(text, SEPARATORS[i], length) == NULL)
            continue;
        g_autofree table_signs *signs = g_new0(table_signs, 1);
        read_signs(signs, text, length, SEPARATORS[i]);
        if (!(named ? is_named_table(signs) : is_unnamed_table(signs)))
            continue;
        /* A comma within the cells of a table with tabs is no separator, so the first that most
         * records have counts. */
        unsigned usual = signs->width[signs->usual];
        if (usual > most) {
            most = usual;
            best = SEPARATORS[i];
        }
    }
    return best;
}
