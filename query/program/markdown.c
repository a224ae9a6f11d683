/* markdown.c - text of documents within Markdown. */
#include "query/program/markdown.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/program/shared/terminal.h"

/* What has a meaning anywhere in a line, and what only at its beginning. */
#define SPECIAL       "\\`*_[]<>|~&$"
#define SPECIAL_FIRST "#+-="

#define STRONG "**"

#define NO_BREAK_SPACE "\xc2\xa0"

/* The length of a number that would begin a list: of its digits, 0 for none. */
static size_t list_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    bool marks = digits > 0 && (text[digits] == '.' || text[digits] == ')');

    return marks && (text[digits + 1] == ' ' || text[digits + 1] == '\0') ? digits : 0;
}

static bool begins(const uint32_t (*highlights)[2], size_t count, size_t mark, size_t point)
{
    return mark < count && highlights[mark][0] == point;
}

void query_markdown_text(GString *out, const char *text, const uint32_t (*highlights)[2],
                         size_t count)
{
    g_autofree char *clean = foi_terminal_clean(text);
    /* Four blanks at the beginning would make it a block of code. */
    const char *begun = clean + strspn(clean, " ");
    const char *at = begun;
    const char *list_mark = at + list_number(at);
    size_t mark = 0;

    for (size_t point = (size_t)(at - clean); *at; point++) {
        bool first = at == begun;
        if (begins(highlights, count, mark, point))
            g_string_append(out, STRONG);
        if (strchr(SPECIAL, *at) || (first && strchr(SPECIAL_FIRST, *at)) ||
            (!first && at == list_mark))
            g_string_append_c(out, '\\');
        g_string_append_unichar(out, g_utf8_get_char(at));
        if (mark < count && highlights[mark][0] + highlights[mark][1] == point + 1) {
            g_string_append(out, STRONG);
            mark++;
        }
        at = g_utf8_next_char(at);
    }
}

/* The longest run of backticks in TEXT. */
static size_t longest_run(const char *text)
{
    size_t longest = 0;

    while (*text) {
        size_t run = strspn(text, "`");
        longest = MAX(longest, run);
        text += run > 0 ? run : 1;
    }
    return longest;
}

void query_markdown_code(GString *out, const char *text)
{
    g_autofree char *clean = foi_terminal_clean(text);
    size_t run = longest_run(clean);
    g_autofree char *fence = g_strnfill(run + 1, '`');
    const char *pad = run > 0 ? " " : "";

    g_string_append_printf(out, "%s%s%s%s%s", fence, pad, clean, pad, fence);
}

void query_markdown_head(GString *out, const char *total, const char *query, const char *suggestion)
{
    g_string_append(out, STRONG);
    query_markdown_text(out, total, NULL, 0);
    g_string_append(out, STRONG);
    if (query[0] != '\0') {
        g_string_append(out, " for ");
        query_markdown_code(out, query);
    }
    g_string_append_c(out, '\n');
    if (suggestion) {
        g_string_append(out, "\nDid you mean ");
        query_markdown_code(out, suggestion);
        g_string_append(out, "?\n");
    }
}

void query_markdown_indent(GString *out, unsigned depth)
{
    while (depth-- > 0)
        g_string_append(out, NO_BREAK_SPACE NO_BREAK_SPACE);
}
