#include "indexer/program/shared/fold.h"

#include <glib.h>
#include <stdio.h>

#include "indexer/program/shared/terminal.h"

#define BOLD_ON  "\033[1m"
#define BOLD_OFF "\033[22m"

/* Longer lines are hard to read, however wide the terminal is. */
#define WIDEST_PROSE 100

unsigned foi_prose_columns(const foi_page *page)
{
    return MIN(page->columns, WIDEST_PROSE);
}

typedef struct folder {
    const foi_page *page;
    unsigned indent;
    unsigned next_indent; /* of the lines after this one */
    unsigned column;      /* where the next character goes; 0: the line has not begun */
    bool bold;            /* as it stands on the terminal */
    GString *out;
} folder;

static void set_bold(folder *f, bool bold)
{
    if (f->page->rich && bold != f->bold) {
        g_string_append(f->out, bold ? BOLD_ON : BOLD_OFF);
        f->bold = bold;
    }
}

static void new_line(folder *f)
{
    set_bold(f, false);
    g_string_append_c(f->out, '\n');
    f->column = 0;
    f->indent = f->next_indent;
}

static void put(folder *f, gunichar c, bool bold)
{
    if (f->column + foi_terminal_width(c) > foi_prose_columns(f->page) && f->column > f->indent)
        new_line(f);
    if (f->column == 0) {
        g_string_append_printf(f->out, "%*s", (int)f->indent, "");
        f->column = f->indent;
    }
    set_bold(f, bold);
    g_string_append_unichar(f->out, c);
    f->column += foi_terminal_width(c);
}

static bool is_marked(const uint32_t (*highlights)[2], size_t count, size_t *at, size_t point)
{
    while (*at < count && (size_t)highlights[*at][0] + highlights[*at][1] <= point)
        (*at)++;
    return *at < count && highlights[*at][0] <= point;
}

static unsigned word_width(const char *word)
{
    unsigned width = 0;

    for (; *word && *word != ' '; word = g_utf8_next_char(word))
        width += foi_terminal_width(g_utf8_get_char(word));
    return width;
}

/* Lay TEXT out behind what F has already begun. Blanks wait for the word behind them: none stands
 * at the end of a line. */
static void fold(folder *f, const char *text, const uint32_t (*highlights)[2], size_t count,
                 bool bold)
{
    g_autofree char *clean = foi_terminal_clean(text);
    size_t point = 0, mark = 0;
    unsigned blanks = 0;
    bool blanks_marked = false;

    for (const char *at = clean; *at; at = g_utf8_next_char(at), point++) {
        bool marked = bold || is_marked(highlights, count, &mark, point);
        if (*at == ' ') {
            blanks += f->column > f->indent;
            blanks_marked = marked;
            continue;
        }
        if (blanks > 0 && f->column + blanks + word_width(at) > foi_prose_columns(f->page)) {
            new_line(f);
            blanks = 0;
        }
        for (; blanks > 0; blanks--)
            put(f, ' ', blanks_marked);
        put(f, g_utf8_get_char(at), marked);
    }
}

static void print(folder *f)
{
    if (f->column > 0 || f->bold)
        new_line(f);
    fputs(f->out->str, stdout);
    g_string_free(f->out, TRUE);
}

void foi_print_folded(const foi_page *page, unsigned indent, const char *text,
                      const uint32_t (*highlights)[2], size_t count, bool bold)
{
    folder f = {page, indent, indent, 0, false, g_string_new(NULL)};

    fold(&f, text, highlights, count, bold);
    print(&f);
}

void foi_print_hanging(const foi_page *page, unsigned indent, const char *text)
{
    folder f = {page, 0, indent, 0, false, g_string_new(NULL)};

    fold(&f, text, NULL, 0, true);
    print(&f);
}

void foi_print_headed(const foi_page *page, unsigned indent, const char *head, const char *text)
{
    folder f = {page, indent, indent, indent, false, g_string_new(NULL)};

    g_string_append_printf(f.out, "  %-*s", (int)indent - 2, head);
    fold(&f, text, NULL, 0, false);
    print(&f);
}
