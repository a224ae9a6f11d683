#include "indexer/base/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/base/utf8.h"

struct foi_csv {
    char *name;
    char *bytes; /* of the file, with a NUL at the end; cells are cut out of it where they lie */
    char *at;
    char *end;
    char separator;
    uint32_t line; /* that `at` is on */
    uint32_t header_line;
    GPtrArray *columns; /* of char *, borrowed from `bytes` */
    GPtrArray *cells;
};

void foi_csv_free(foi_csv *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->cells);
    g_free(table->bytes);
    g_free(table->name);
    g_free(table);
}

size_t foi_csv_columns(const foi_csv *table)
{
    return table->columns->len;
}

const char *foi_csv_column(const foi_csv *table, size_t column)
{
    return g_ptr_array_index(table->columns, column);
}

uint32_t foi_csv_header_line(const foi_csv *table)
{
    return table->header_line;
}

/* --- rows --------------------------------------------------------------------------------------
 */

static foi_status bad_line(const foi_csv *table, uint32_t line, const char *what, foi_error *error)
{
    return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s, line %u: %s", table->name, line, what);
}

/* A quoted cell, taken out of its quotes where it lies; `at` is then behind the closing one. NULL
 * where there is none. */
static char *cut_quoted(foi_csv *table)
{
    char *cell = ++table->at, *to = cell;
    for (; table->at < table->end; table->at++) {
        if (*table->at == '"') {
            if (table->at[1] != '"')
                break;
            table->at++;
        }
        table->line += *table->at == '\n';
        *to++ = *table->at;
    }
    if (table->at == table->end)
        return NULL;
    table->at++;
    *to = '\0';
    return cell;
}

static bool ends_row(const foi_csv *table)
{
    return table->at == table->end || *table->at == '\n' ||
           (*table->at == '\r' && (table->at + 1 == table->end || table->at[1] == '\n'));
}

static void skip_to_row_end(foi_csv *table)
{
    while (!ends_row(table))
        table->at++;
}

/* Moves behind what ends the cell; true where the row ends with it. What ended it is overwritten by
 * the cell's own NUL. */
static bool leave_cell(foi_csv *table)
{
    bool last = ends_row(table);
    char *end = table->at;
    if (table->at < table->end && *table->at == '\r')
        table->at++;
    if (table->at < table->end) {
        table->line += *table->at == '\n';
        table->at++;
    }
    *end = '\0';
    return last;
}

static foi_status read_cells(foi_csv *table, foi_error *error)
{
    uint32_t first = table->line;
    foi_status status = FOI_OK;
    g_ptr_array_set_size(table->cells, 0);
    for (bool last = false; !last;) {
        char *cell = table->at;
        bool quoted = table->at < table->end && *table->at == '"';
        if (quoted) {
            cell = cut_quoted(table);
            if (cell == NULL)
                return bad_line(table, first, "a quote begins here and does not end", error);
            if (!ends_row(table) && *table->at != table->separator) {
                status =
                    bad_line(table, table->line, "there is text behind a closing quote", error);
                skip_to_row_end(table);
            }
        } else {
            while (!ends_row(table) && *table->at != table->separator)
                table->at++;
        }
        last = leave_cell(table);
        g_ptr_array_add(table->cells, g_strstrip(cell));
    }
    return status;
}

/* Passes over what is no row. */
static void skip_empty(foi_csv *table)
{
    for (;;) {
        char *at = table->at;
        while (at < table->end && (*at == ' ' || *at == '\r'))
            at++;
        if (at < table->end && *at == '#')
            at = memchr(at, '\n', (size_t)(table->end - at));
        else if (at < table->end && *at != '\n')
            return;
        table->at = at == NULL ? table->end : at;
        if (table->at == table->end)
            return;
        table->at++;
        table->line++;
    }
}

foi_status foi_csv_next(foi_csv *table, const char *const **cells, uint32_t *line, foi_error *error)
{
    *cells = NULL;
    for (;;) {
        skip_empty(table);
        *line = table->line;
        if (table->at == table->end)
            return FOI_OK;
        foi_status status = read_cells(table, error);
        if (status != FOI_OK)
            return status;
        bool empty = true;
        for (guint i = 0; i < table->cells->len; i++) {
            bool filled = *(const char *)g_ptr_array_index(table->cells, i) != '\0';
            if (filled && i >= table->columns->len)
                return bad_line(table, *line, "more cells than the header has columns", error);
            empty = empty && !filled;
        }
        /* A spreadsheet writes rows of separators alone where nothing stands. */
        if (empty)
            continue;
        while (table->cells->len < table->columns->len)
            g_ptr_array_add(table->cells, table->end);
        *cells = (const char *const *)table->cells->pdata;
        return FOI_OK;
    }
}

/* --- opening ------------------------------------------------------------------------------------
 */

static foi_status check_text(foi_csv *table, size_t length, foi_error *error)
{
    size_t valid = foi_utf8_valid(table->bytes, length);
    if (valid == length)
        return FOI_OK;
    uint32_t line = 1;
    for (size_t i = 0; i < valid; i++)
        line += table->bytes[i] == '\n';
    return bad_line(table, line, "this is not UTF-8 text; save the table as CSV in UTF-8", error);
}

static foi_status read_header(foi_csv *table, foi_error *error)
{
    skip_empty(table);
    if (table->at == table->end)
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "%s is empty: the first row must name the columns", table->name);
    size_t row = strcspn(table->at, "\n");
    table->separator = memchr(table->at, '\t', row) != NULL  ? '\t'
                       : memchr(table->at, ',', row) != NULL ? ','
                                                             : ';';
    table->header_line = table->line;
    foi_status status = read_cells(table, error);
    if (status != FOI_OK)
        return status;
    while (table->cells->len > 0 &&
           *(char *)g_ptr_array_index(table->cells, table->cells->len - 1) == '\0')
        g_ptr_array_set_size(table->cells, (gint)table->cells->len - 1);
    if (table->cells->len > FOI_CSV_COLUMNS)
        return bad_line(table, table->header_line, "more than 256 columns", error);
    for (guint i = 0; i < table->cells->len; i++) {
        char *name = g_ptr_array_index(table->cells, i);
        if (*name == '\0')
            return bad_line(table, table->header_line, "a column has no name", error);
        for (guint j = 0; j < i; j++)
            if (g_ascii_strcasecmp(g_ptr_array_index(table->columns, j), name) == 0)
                return foi_error_set(error, FOI_ERROR_ARGUMENT,
                                     "%s, line %u: two columns are called \"%s\"", table->name,
                                     table->header_line, name);
        g_ptr_array_add(table->columns, name);
    }
    return FOI_OK;
}

/* Takes BYTES over, which have a NUL behind them. */
static foi_status open_bytes(const char *name, char *bytes, size_t length, foi_csv **out,
                             foi_error *error)
{
    g_autoptr(foi_csv) table = g_new0(foi_csv, 1);
    table->name = g_strdup(name);
    table->bytes = table->at = bytes;
    table->end = bytes + length;
    table->line = 1;
    table->columns = g_ptr_array_new();
    table->cells = g_ptr_array_new();
    foi_status status = check_text(table, length, error);
    if (status == FOI_OK && g_str_has_prefix(table->at, "\xef\xbb\xbf"))
        table->at += 3;
    if (status == FOI_OK)
        status = read_header(table, error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&table);
    return status;
}

foi_status foi_csv_read(const char *name, const char *bytes, size_t length, foi_csv **out,
                        foi_error *error)
{
    *out = NULL;
    char *copy = g_malloc(length + 1);
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    return open_bytes(name, copy, length, out, error);
}

static foi_status read_descriptor(const char *path, int descriptor, char **bytes, size_t *length,
                                  foi_error *error)
{
    struct stat facts;
    *bytes = NULL;
    *length = 0;
    if (fstat(descriptor, &facts) != 0)
        return foi_error_set_errno(error, "cannot look at", path, errno);
    if (!S_ISREG(facts.st_mode))
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s is no regular file", path);
    if ((uint64_t)facts.st_size > FOI_CSV_BYTES)
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "%s has more than 64 MiB: part it into several files", path);
    size_t size = (size_t)facts.st_size;
    g_autofree char *read_bytes = g_malloc0(size + 1);
    while (*length < size) {
        ssize_t got = read(descriptor, read_bytes + *length, size - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return foi_error_set_errno(error, "cannot read", path, errno);
        if (got == 0)
            break;
        *length += (size_t)got;
    }
    read_bytes[*length] = '\0';
    *bytes = g_steal_pointer(&read_bytes);
    return FOI_OK;
}

foi_status foi_csv_open(const char *path, foi_csv **out, foi_error *error)
{
    *out = NULL;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return foi_error_set_errno(error, "cannot open", path, errno);
    char *bytes = NULL;
    size_t length = 0;
    foi_status status = read_descriptor(path, descriptor, &bytes, &length, error);
    close(descriptor);
    return bytes != NULL ? open_bytes(path, bytes, length, out, error) : status;
}
