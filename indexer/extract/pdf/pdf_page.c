#include "indexer/extract/pdf/pdf_page.h"

#include <string.h>

#include "indexer/extract/pdf/pdf_marks.h"

/* Pieces of one line further apart than this many times the print size are cells of a table. */
#define CELL_GAP    1.2
/* Characters of one line further apart than this many times the print size have a blank between
 * them, whether the library gives one or not: the number of a paragraph stands before its text like
 * that. */
#define BLANK_GAP   0.4
/* Cells that are given after the lines of other rows are no longer than this, in bytes. */
#define CELL_LENGTH 30
/* A row that has become longer than this takes no more of them. */
#define ROW_LENGTH  400
/* How many lines back the row of a cell is looked for. */
#define ROWS_BACK   100
/* The part of the first page that the letterhead takes. */
#define LETTERHEAD  0.3

/* What the library says of the characters of a page, and how far it was used. */
typedef struct glyphs {
    PopplerRectangle *places;
    guint count;
    GList *print; /* of PopplerTextAttributes *, ascending */
} glyphs;

static bool is_bold_font(const char *name)
{
    static const char *const WORDS[] = {"bold", "black", "heavy", "semibold", "demi"};
    if (name == NULL)
        return false;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (strstr(lower, WORDS[i]) != NULL)
            return true;
    return false;
}

/* The print of the character at INDEX; the indexes asked for ascend. */
static const PopplerTextAttributes *print_at(glyphs *from, guint index)
{
    while (from->print != NULL) {
        const PopplerTextAttributes *print = from->print->data;
        if ((gint)index <= print->end_index)
            return (gint)index >= print->start_index ? print : NULL;
        from->print = from->print->next;
    }
    return NULL;
}

static void widen(foi_pdf_line *line, const PopplerRectangle *place, bool first)
{
    double top = MIN(place->y1, place->y2);
    double bottom = MAX(place->y1, place->y2);
    double left = MIN(place->x1, place->x2);
    double right = MAX(place->x1, place->x2);
    line->left = first ? left : MIN(line->left, left);
    line->right = first ? right : MAX(line->right, right);
    line->top = first ? top : MIN(line->top, top);
    line->bottom = first ? bottom : MAX(line->bottom, bottom);
}

/* Whether the character at INDEX stands clear of what LINE has so far, to its right. */
static bool stands_clear(const glyphs *from, guint index, const foi_pdf_line *line, double size)
{
    if (index >= from->count)
        return false;
    const PopplerRectangle *place = &from->places[index];
    return MIN(place->x1, place->x2) - line->right > BLANK_GAP * size;
}

/* Whether the character at INDEX begins another line than the one at LAST, though the library has
 * no line end between them: it stands to the left, below or above. */
static bool begins_line(const glyphs *from, guint index, guint last, double size)
{
    if (index >= from->count || last >= from->count)
        return false;
    const PopplerRectangle *place = &from->places[index];
    const PopplerRectangle *before = &from->places[last];
    bool left = MIN(place->x1, place->x2) < MIN(before->x1, before->x2) - size;
    return left && (MIN(place->y1, place->y2) >= MAX(before->y1, before->y2) ||
                    MAX(place->y1, place->y2) <= MIN(before->y1, before->y2));
}

/* Read one line that begins at byte AT, character *INDEX, into PIECE; moves both behind its line
 * end. */
static foi_pdf_line read_line(glyphs *from, const char **at, guint *index, GString *piece)
{
    foi_pdf_line line = {.bold = true};
    bool first = true;
    bool blank = true;
    bool word = true;
    const PopplerTextAttributes *last = NULL;
    bool last_bold = false;
    guint last_index = 0;
    for (; **at != '\0' && **at != '\n'; *at = g_utf8_next_char(*at), (*index)++) {
        if (g_ascii_isspace(**at)) {
            word = word && first;
            blank = true;
            g_string_append_c(piece, **at);
            continue;
        }
        const PopplerTextAttributes *print = print_at(from, *index);
        if (print != NULL && print != last) {
            last = print;
            last_bold = is_bold_font(print->font_name);
        }
        if (print != NULL && first)
            line.size = print->font_size;
        if (!first && begins_line(from, *index, last_index, line.size))
            break;
        last_index = *index;
        line.bold = line.bold && print != NULL && last_bold;
        if (!blank && stands_clear(from, *index, &line, line.size)) {
            g_string_append_c(piece, ' ');
            word = false;
        }
        blank = false;
        g_string_append_unichar(piece, g_utf8_get_char(*at));
        if (*index < from->count) {
            widen(&line, &from->places[*index], first);
            if (word)
                line.first_word = line.right - line.left;
        }
        first = false;
    }
    line.length = first ? 0 : piece->len;
    if (line.size <= 0)
        line.size = line.bottom - line.top;
    if (**at == '\n') {
        (*at)++;
        (*index)++;
    }
    return line;
}

/* Whether B lies beside A, to its right. */
static bool is_beside(const foi_pdf_line *a, const foi_pdf_line *b)
{
    double overlap = MIN(a->bottom, b->bottom) - MAX(a->top, b->top);
    double height = MIN(a->bottom - a->top, b->bottom - b->top);
    return height > 0 && overlap > height * 0.6 && b->left > a->right - 1;
}

/* "17." in a column of its own. */
static bool is_lone_number(const char *text, size_t length)
{
    size_t digits = 0;
    size_t at = length > 0 && (text[0] == '(' || text[0] == '[');
    for (; at < length && g_ascii_isdigit(text[at]); at++)
        digits++;
    return digits > 0 && digits <= 3 && at + 1 == length && strchr(".)]", text[at]) != NULL;
}

/* Whether B, which the library gives columns later than A, belongs to the row of A: cells are
 * short, lines of prose in two columns are not. The top of a letter has its blocks side by side as
 * well. */
static bool is_later_cell(const foi_pdf_page *page, const foi_pdf_line *a, const foi_pdf_line *b)
{
    if (!is_beside(a, b) || a->length > ROW_LENGTH)
        return false;
    if (b->value || is_lone_number(page->text->str + a->start, a->length))
        return true;
    bool letterhead = page->number == 1 && a->top < page->height * LETTERHEAD;
    return !letterhead && a->length <= CELL_LENGTH * 2 && b->length <= CELL_LENGTH;
}

/* The line that LINE goes on to the right, or NULL. */
static foi_pdf_line *find_row(const foi_pdf_page *page, const foi_pdf_line *line)
{
    guint count = page->lines->len;
    for (guint back = 1; back <= count && back <= ROWS_BACK; back++) {
        foi_pdf_line *other = &g_array_index(page->lines, foi_pdf_line, count - back);
        if (back == 1 ? is_beside(other, line) : is_later_cell(page, other, line))
            return other;
    }
    return NULL;
}

void foi_pdf_page_append(foi_pdf_page *page, const char *piece, const foi_pdf_line *line)
{
    foi_pdf_line *row = find_row(page, line);
    size_t end = page->text->len;
    if (row == NULL) {
        foi_pdf_line copy = *line;
        copy.start = end;
        g_string_append_len(page->text, piece, (gssize)line->length);
        g_array_append_val(page->lines, copy);
        return;
    }
    if (row->start + row->length != end) {
        /* Other lines follow it in the text: it moves to the end. */
        g_autofree char *moved = g_strndup(page->text->str + row->start, row->length);
        g_string_append_len(page->text, moved, (gssize)row->length);
        row->start = end;
    }
    bool cell = line->left - row->right > CELL_GAP * line->size &&
                !is_lone_number(page->text->str + row->start, row->length);
    g_string_append_c(page->text, cell ? '\t' : ' ');
    g_string_append_len(page->text, piece, (gssize)line->length);
    row->length = page->text->len - row->start;
    row->right = MAX(row->right, line->right);
    row->top = MIN(row->top, line->top);
    row->bottom = MAX(row->bottom, line->bottom);
    row->bold = row->bold && line->bold;
}

foi_pdf_page *foi_pdf_page_new(uint32_t number, double height)
{
    foi_pdf_page *page = g_new0(foi_pdf_page, 1);
    page->number = number;
    page->height = height;
    page->text = g_string_new(NULL);
    page->lines = g_array_new(FALSE, TRUE, sizeof(foi_pdf_line));
    return page;
}

static void read_layer(PopplerPage *page, foi_pdf_page *out)
{
    g_autofree char *text = poppler_page_get_text(page);
    if (text == NULL || *text == '\0')
        return;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    glyphs from = {0};
    poppler_page_get_text_layout(page, &from.places, &from.count);
    GList *print = poppler_page_get_text_attributes(page);
    from.print = print;
    guint index = 0;
    g_autoptr(GString) piece = g_string_new(NULL);
    for (const char *at = valid; *at != '\0';) {
        g_string_truncate(piece, 0);
        foi_pdf_line line = read_line(&from, &at, &index, piece);
        if (line.length > 0)
            foi_pdf_page_append(out, piece->str, &line);
    }
    poppler_page_free_text_attributes(print);
    g_free(from.places);
}

foi_pdf_page *foi_pdf_page_read(PopplerPage *page, uint32_t number)
{
    double width, height;
    poppler_page_get_size(page, &width, &height);
    foi_pdf_page *out = foi_pdf_page_new(number, height);
    read_layer(page, out);
    foi_pdf_marks_read(page, out);
    return out;
}

void foi_pdf_page_free(foi_pdf_page *page)
{
    g_string_free(page->text, TRUE);
    g_array_unref(page->lines);
    g_free(page);
}
