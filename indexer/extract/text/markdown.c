/* Markdown: the text as a reader sees it, with its headings, lists, quotes and tables. */
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/clean.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/text/inline.h"

/* Front matter is looked for in the first lines only. */
#define FRONT_LINES 100

typedef struct span {
    const char *at;
    size_t length;
} span;

typedef struct reader {
    foi_output *output;
    GString *paragraph; /* lines parted by "\n", still with their marks */
    GString *text;      /* without them */
    foi_block_kind kind;
    uint32_t number;
    char fence; /* '`' or '~' inside a fence, else 0 */
    size_t fence_length;
    bool comment; /* inside an HTML comment */
    bool more;
} reader;

static span trimmed(span line)
{
    while (line.length > 0 && g_ascii_isspace(line.at[0])) {
        line.at++;
        line.length--;
    }
    while (line.length > 0 && g_ascii_isspace(line.at[line.length - 1]))
        line.length--;
    return line;
}

static span skipped(span line, size_t count)
{
    return trimmed((span){line.at + count, line.length - count});
}

static void give(reader *state, foi_block_kind kind, uint32_t number, span raw)
{
    g_string_truncate(state->text, 0);
    if (number > 0)
        g_string_append_printf(state->text, "%u. ", number);
    foi_inline_append(state->text, raw.at, raw.length, false);
    state->more = foi_output_block(state->output, kind, number, state->text->str, state->text->len);
}

static void flush(reader *state)
{
    if (state->paragraph->len > 0)
        give(state, state->kind, state->number,
             (span){state->paragraph->str, state->paragraph->len});
    g_string_truncate(state->paragraph, 0);
    state->kind = FOI_BLOCK_PARAGRAPH;
    state->number = 0;
}

/* A line end inside a paragraph is a space, unless two spaces or a backslash stand before it. */
static void push(reader *state, span line, bool hard)
{
    line = trimmed(line);
    if (line.length > 0 && line.at[line.length - 1] == '\\') {
        line.length--;
        hard = true;
    }
    g_string_append_len(state->paragraph, line.at, (gssize)line.length);
    g_string_append_c(state->paragraph, hard ? '\n' : ' ');
    if (state->paragraph->len > FOI_BLOCK_BYTES) {
        foi_block_kind kind = state->kind;
        flush(state);
        state->kind = kind;
    }
}

static void start(reader *state, foi_block_kind kind, uint32_t number, span line, bool hard)
{
    flush(state);
    state->kind = kind;
    state->number = number;
    if (line.length > 0)
        push(state, line, hard);
}

static size_t run_of(span line, char c)
{
    size_t length = 0;
    while (length < line.length && line.at[length] == c)
        length++;
    return length;
}

static bool is_only(span line, const char *set, size_t least)
{
    size_t marks = 0;
    for (size_t i = 0; i < line.length; i++) {
        if (line.at[i] == '\0' || strchr(set, line.at[i]) == NULL)
            return false;
        marks += line.at[i] != ' ';
    }
    return marks >= least;
}

/* Fences: their text is kept line by line, as it stands. */
static bool take_fence(reader *state, span line, span raw)
{
    char c = line.length > 0 ? line.at[0] : '\0';
    size_t length = c == '`' || c == '~' ? run_of(line, c) : 0;
    if (state->fence != 0) {
        if (c == state->fence && length >= state->fence_length && length == line.length) {
            state->fence = 0;
            state->more = foi_output_block(state->output, FOI_BLOCK_PARAGRAPH, 0,
                                           state->paragraph->str, state->paragraph->len);
            g_string_truncate(state->paragraph, 0);
        } else {
            g_string_append_len(state->paragraph, raw.at, (gssize)raw.length);
            g_string_append_c(state->paragraph, '\n');
            if (state->paragraph->len > FOI_BLOCK_BYTES)
                flush(state);
        }
        return true;
    }
    if (length < 3)
        return false;
    flush(state);
    state->fence = c;
    state->fence_length = length;
    return true;
}

static bool take_heading(reader *state, span line)
{
    size_t level = run_of(line, '#');
    if (level >= 1 && level <= 6 && (level == line.length || line.at[level] == ' ')) {
        span text = skipped(line, level);
        size_t end = text.length;
        while (end > 0 && text.at[end - 1] == '#')
            end--;
        if (end > 0 && end < text.length && text.at[end - 1] == ' ')
            text.length = end;
        flush(state);
        give(state, FOI_BLOCK_HEADING, 0, trimmed(text));
        return true;
    }
    bool setext = state->paragraph->len > 0 && state->kind == FOI_BLOCK_PARAGRAPH &&
                  (is_only(line, "=", 1) || is_only(line, "-", 1)) &&
                  memchr(line.at, ' ', line.length) == NULL;
    if (setext) {
        state->kind = FOI_BLOCK_HEADING;
        flush(state);
    }
    return setext;
}

static bool take_table(reader *state, span line)
{
    if (line.length < 3 || line.at[0] != '|')
        return false;
    flush(state);
    if (is_only(line, "|-: ", 1))
        return true;
    g_autoptr(GString) row = g_string_new(NULL);
    for (size_t i = 1; i < line.length; i++) {
        bool bar = line.at[i] == '|' && line.at[i - 1] != '\\';
        bool last = bar && i + 1 == line.length;
        while (bar && row->len > 0 && row->str[row->len - 1] == ' ')
            g_string_truncate(row, row->len - 1);
        bool padding = line.at[i] == ' ' && (row->len == 0 || row->str[row->len - 1] == '\t');
        if (!last && !padding)
            g_string_append_c(row, bar ? '\t' : line.at[i]);
    }
    give(state, FOI_BLOCK_ROW, 0, (span){row->str, row->len});
    return true;
}

static bool take_item(reader *state, span line, bool hard)
{
    bool bullet = line.length > 2 && strchr("-*+", line.at[0]) != NULL && line.at[1] == ' ';
    if (bullet) {
        span text = skipped(line, 2);
        uint32_t number = foi_clean_number(text.at, text.length);
        start(state, number > 0 ? FOI_BLOCK_PARAGRAPH : FOI_BLOCK_ITEM, 0, text, hard);
        return true;
    }
    uint32_t number = foi_clean_number(line.at, line.length);
    /* Only a list that begins with 1 may interrupt a paragraph: "section\n31. The". */
    if (number == 0 || (state->paragraph->len > 0 && state->number == 0 && number != 1 &&
                        state->kind == FOI_BLOCK_PARAGRAPH))
        return false;
    size_t digits = 0;
    while (!g_ascii_isspace(line.at[digits]))
        digits++;
    if (!g_ascii_isdigit(line.at[0]))
        start(state, FOI_BLOCK_PARAGRAPH, 0, line, hard);
    else
        start(state, FOI_BLOCK_PARAGRAPH, number, skipped(line, digits), hard);
    return true;
}

static bool take_quote(reader *state, span line, bool hard)
{
    if (line.length == 0 || line.at[0] != '>')
        return false;
    while (line.length > 0 && line.at[0] == '>')
        line = skipped(line, 1);
    if (state->kind != FOI_BLOCK_QUOTED || line.length == 0)
        start(state, FOI_BLOCK_QUOTED, 0, line, hard);
    else
        push(state, line, hard);
    return true;
}

/* "[name]: address" defines a link and is not seen. */
static bool is_definition(span line)
{
    if (line.length < 5 || line.at[0] != '[')
        return false;
    const char *close = memchr(line.at, ']', line.length);
    return close != NULL && close + 2 < line.at + line.length && close[1] == ':' &&
           close[2] == ' ' && line.at[1] != '^';
}

/* What is left of LINE outside of HTML comments, in a buffer where something was cut. */
static span without_comments(reader *state, span line, GString *buffer)
{
    if (!state->comment && memmem(line.at, line.length, "<!--", 4) == NULL)
        return line;
    g_string_truncate(buffer, 0);
    const char *at = line.at;
    const char *end = line.at + line.length;
    while (at < end) {
        const char *mark = state->comment ? "-->" : "<!--";
        const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));
        const char *stop = found == NULL ? end : found;
        if (!state->comment)
            g_string_append_len(buffer, at, stop - at);
        if (found == NULL)
            break;
        state->comment = !state->comment;
        at = found + strlen(mark);
    }
    return (span){buffer->str, buffer->len};
}

static void take_line(reader *state, span raw, GString *buffer)
{
    span line = trimmed(raw);
    if (take_fence(state, line, raw))
        return;
    bool hard = raw.length > 2 && memcmp(raw.at + raw.length - 2, "  ", 2) == 0;
    line = trimmed(without_comments(state, line, buffer));
    if (line.length == 0) {
        flush(state);
        return;
    }
    if (take_heading(state, line) || take_table(state, line) || take_quote(state, line, hard))
        return;
    if (is_only(line, "-* ", 3) || is_only(line, "_ ", 3)) {
        flush(state);
        return;
    }
    if (is_definition(line) || take_item(state, line, hard))
        return;
    if (state->kind == FOI_BLOCK_QUOTED && state->paragraph->len == 0)
        state->kind = FOI_BLOCK_PARAGRAPH;
    push(state, line, hard);
}

static span next_line(const char **at, const char *end)
{
    const char *start = *at;
    const char *feed = start;
    while (feed < end && *feed != '\n' && *feed != '\r')
        feed++;
    *at = feed + (feed + 1 < end && feed[0] == '\r' && feed[1] == '\n' ? 2 : 1);
    return (span){start, (size_t)(feed - start)};
}

/* "---" at the very start opens a block of settings; the title is one of them. */
static const char *skip_front(reader *state, const char *text, const char *end)
{
    const char *at = text;
    span line = next_line(&at, end);
    if (line.length != 3 || memcmp(line.at, "---", 3) != 0)
        return text;
    g_autofree char *title = NULL;
    for (unsigned i = 0; i < FRONT_LINES && at < end; i++) {
        line = trimmed(next_line(&at, end));
        if (line.length == 3 &&
            (memcmp(line.at, "---", 3) == 0 || memcmp(line.at, "...", 3) == 0)) {
            if (title != NULL)
                foi_output_title(state->output, title);
            return at;
        }
        if (line.length > 6 && memcmp(line.at, "title:", 6) == 0 && title == NULL) {
            span value = skipped(line, 6);
            bool quoted = value.length > 1 && (value.at[0] == '"' || value.at[0] == '\'') &&
                          value.at[value.length - 1] == value.at[0];
            title = g_strndup(value.at + quoted, value.length - 2 * (size_t)quoted);
        }
    }
    return text;
}

static void extract_markdown(const foi_input *input, foi_output *output)
{
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(input->bytes, input->length, input->charset, foi_output_room(output));
    g_autoptr(GString) paragraph = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) buffer = g_string_new(NULL);
    reader state = {.output = output, .paragraph = paragraph, .text = text, .more = true};
    const char *end = utf8.text + utf8.length;
    const char *at = skip_front(&state, utf8.text, end);
    while (at < end && state.more) {
        span line = next_line(&at, end);
        if (line.length > FOI_BLOCK_BYTES) {
            flush(&state);
            state.more = state.more &&
                         foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, line.at, line.length);
        } else {
            take_line(&state, line, buffer);
        }
    }
    if (state.more)
        flush(&state);
    foi_utf8_report(&utf8, output);
}

static const char *const MIMES[] = {"text/markdown", NULL};

const foi_extractor foi_extractor_markdown = {"markdown", MIMES, FOI_FILE_TEXT, extract_markdown};
