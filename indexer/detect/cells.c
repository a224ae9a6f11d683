#include "indexer/detect/cells.h"

#include <string.h>

/* A longer cell in quotes is none: the quote is a mark of inches, or a slip. */
#define QUOTED_BYTES 1048576

static bool ends_record(char c)
{
    return c == '\n' || c == '\r';
}

/* The quote that closes the cell whose text begins at AT; NULL: none does. */
static const char *find_close(const char *at, const char *end)
{
    if (end - at > QUOTED_BYTES)
        end = at + QUOTED_BYTES;
    while ((at = memchr(at, '"', (size_t)(end - at))) != NULL) {
        if (at + 1 == end || at[1] != '"')
            return at;
        at += 2;
    }
    return NULL;
}

/* Move behind the separator or the end of the record at which the cell ends. */
static bool leave_cell(foi_cells *cells)
{
    if (cells->at == cells->end)
        return true;
    if (!ends_record(*cells->at)) {
        cells->at++;
        /* A separator at the very end of the text has one more cell behind it, an empty one. */
        return cells->at == cells->end;
    }
    bool pair = *cells->at == '\r' && cells->end - cells->at > 1 && cells->at[1] == '\n';
    cells->at += pair ? 2 : 1;
    return true;
}

bool foi_cells_next(foi_cells *cells, foi_cell *cell)
{
    if (cells->at >= cells->end)
        return false;
    *cell = (foi_cell){.text = cells->at};
    const char *close = *cells->at == '"' ? find_close(cells->at + 1, cells->end) : NULL;
    if (close != NULL) {
        cell->quoted = true;
        cell->text++;
        cell->length = (size_t)(close - cell->text);
        cells->at = close + 1;
    }
    const char *rest = cells->at;
    while (cells->at < cells->end && *cells->at != cells->separator && !ends_record(*cells->at))
        cells->at++;
    if (cell->quoted)
        cell->stray = (size_t)(cells->at - rest);
    else
        cell->length = (size_t)(cells->at - rest);
    cell->last = leave_cell(cells);
    return true;
}

char foi_cells_declared(const char *text, size_t length, size_t *line)
{
    *line = 0;
    if (length < 6 || (memcmp(text, "sep=", 4) != 0 && memcmp(text, "SEP=", 4) != 0) ||
        !ends_record(text[5]) || ends_record(text[4]))
        return '\0';
    *line = length > 6 && text[5] == '\r' && text[6] == '\n' ? 7 : 6;
    return text[4];
}
