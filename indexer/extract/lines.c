/* Plain text as paragraphs: which lines belong together, and which stand alone. */
#include <string.h>

#include "indexer/base/utf8.h"
#include "indexer/extract/clean.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/lines.h"
#include "indexer/extract/text/inline.h"

/* Prose is wrapped at this many characters or more; shorter lines are addresses and lists. */
#define WRAP_LEAST     45
/* A longer line was not wrapped: it is a paragraph. */
#define WRAP_MOST      200
/* A paragraph in narrow columns goes on with a small letter from here on. */
#define WRAP_NARROW    20
/* Headings are at most this long. */
#define HEADING_LENGTH 100

typedef enum line_form {
    LINE_TEXT,
    LINE_BLANK,
    LINE_RULE,
    LINE_QUOTE,
    LINE_BULLET,
    LINE_LETTERED,
    LINE_NUMBERED,
    LINE_PIPES,
    LINE_TABS,
    LINE_HASHES
} line_form;

typedef struct line {
    const char *at;
    size_t length;
} line;

typedef struct collector {
    foi_output *output;
    GArray *lines; /* of line: the paragraph so far */
    size_t bytes;  /* in them */
    size_t width;  /* characters of the longest */
    foi_block_kind kind;
    GString *joined;
    GString *stripped;
    bool more;
} collector;

static line trimmed(const char *at, size_t length)
{
    while (length > 0 && (at[0] == ' ' || at[0] == '\t')) {
        at++;
        length--;
    }
    while (length > 0 && g_ascii_isspace(at[length - 1]))
        length--;
    return (line){at, length};
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool is_rule(line text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!is_one_of(text.at[i], "-=_*~ "))
            return false;
    return text.length >= 3;
}

static size_t bullet_length(line text)
{
    static const char *const BULLETS[] = {"-",      "*",      "+",      "o",      "\u2022",
                                          "\u2013", "\u00b7", "\u25cf", "\u25aa", "\uf0b7"};
    for (size_t i = 0; i < G_N_ELEMENTS(BULLETS); i++) {
        size_t size = strlen(BULLETS[i]);
        if (text.length > size + 1 && memcmp(text.at, BULLETS[i], size) == 0 &&
            (text.at[size] == ' ' || text.at[size] == '\t'))
            return size + 1;
    }
    return 0;
}

/* "(a) ", "a) ", "(iv) ", "iv) " */
static bool is_lettered(line text)
{
    size_t at = text.length > 0 && text.at[0] == '(';
    size_t first = at;
    while (at < text.length && at - first < 5 && g_ascii_islower(text.at[at]))
        at++;
    if (at == first || at + 1 >= text.length || text.at[at] != ')' || text.at[at + 1] != ' ')
        return false;
    return at - first == 1 || strspn(text.at + first, "ivxl") >= at - first;
}

static line_form form_of(line text)
{
    if (text.length == 0)
        return LINE_BLANK;
    if (is_rule(text))
        return LINE_RULE;
    if (text.at[0] == '>')
        return LINE_QUOTE;
    if (text.at[0] == '|' && text.length > 2 && memchr(text.at + 1, '|', text.length - 1))
        return LINE_PIPES;
    size_t hashes = 0;
    while (hashes < text.length && text.at[hashes] == '#')
        hashes++;
    if (hashes >= 1 && hashes <= 6 && hashes + 1 < text.length && text.at[hashes] == ' ')
        return LINE_HASHES;
    if (foi_clean_number(text.at, text.length) > 0)
        return LINE_NUMBERED;
    if (bullet_length(text) > 0)
        return LINE_BULLET;
    if (is_lettered(text))
        return LINE_LETTERED;
    /* "Date:<tab>24 May" is a line of a letterhead, no row. */
    const char *tab = memchr(text.at, '\t', text.length);
    return tab != NULL && tab[-1] != ':' ? LINE_TABS : LINE_TEXT;
}

static size_t characters(line text)
{
    return foi_utf8_count(text.at, text.length);
}

bool foi_line_ends_sentence(const char *text, size_t length)
{
    return length > 0 && is_one_of(text[length - 1], ".:;!?");
}

static bool ends_sentence(line text)
{
    return foi_line_ends_sentence(text.at, text.length);
}

bool foi_line_is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isspace(text[i]))
            return false;
    return true;
}

void foi_line_trim(const char **text, size_t *length)
{
    while (*length > 0 && g_ascii_isspace((*text)[0])) {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && g_ascii_isspace((*text)[*length - 1]))
        (*length)--;
}

bool foi_line_begins_item(const char *text, size_t length)
{
    line_form form = form_of(trimmed(text, length));
    return form == LINE_BULLET || form == LINE_LETTERED || form == LINE_NUMBERED;
}

bool foi_line_breaks_word(const char *before, size_t length, const char *after, size_t after_length)
{
    if (length >= 2 && memcmp(before + length - 2, FOI_SOFT_HYPHEN, 2) == 0)
        return true;
    return length >= 2 && before[length - 1] == '-' && g_ascii_isalnum(before[length - 2]) &&
           after_length > 0 && g_ascii_islower(after[0]);
}

/* "Our ref: ", "Website:": a line of a letterhead or of a header begins so, the middle of a
 * sentence hardly ever. */
static bool begins_with_label(line text)
{
    unsigned words = 1;
    if (text.length == 0 || !g_ascii_isupper(text.at[0]))
        return false;
    for (size_t i = 1; i < text.length && i < 30 && words <= 3; i++) {
        if (text.at[i] == ':')
            return i + 1 == text.length || g_ascii_isspace(text.at[i + 1]);
        words += text.at[i] == ' ';
    }
    return false;
}

/* Whether AFTER continues BEFORE because the line was full. WIDTH: of the longest line around. */
static bool is_wrapped(line before, line after, size_t width)
{
    size_t length = characters(before);
    size_t word = 0;
    while (word < after.length && !g_ascii_isspace(after.at[word]))
        word++;
    bool small = after.length > 0 && g_ascii_islower(after.at[0]);
    if (small && !ends_sentence(before) && length >= WRAP_NARROW)
        return true;
    if (width < WRAP_LEAST || width > WRAP_MOST || begins_with_label(after))
        return false;
    /* Letters are not equally wide: a full line may have a tenth fewer of them. */
    return (length + 1 + word) * 10 > width * 9;
}

static bool ends_soft(line text)
{
    return text.length >= 2 && memcmp(text.at + text.length - 2, "\u00ad", 2) == 0;
}

static void join(collector *state)
{
    size_t width = state->width;
    g_string_truncate(state->joined, 0);
    for (guint i = 0; i < state->lines->len; i++) {
        line text = g_array_index(state->lines, line, i);
        if (i > 0) {
            line before = g_array_index(state->lines, line, i - 1);
            if (ends_soft(before))
                g_string_truncate(state->joined, state->joined->len - 2);
            else if (!is_wrapped(before, text, width))
                g_string_append_c(state->joined, '\n');
            else if (!foi_line_breaks_word(before.at, before.length, text.at, text.length))
                g_string_append_c(state->joined, ' ');
        }
        g_string_append_len(state->joined, text.at, (gssize)text.length);
    }
}

static bool is_bold(line text)
{
    return text.length > 4 && memcmp(text.at, "**", 2) == 0 &&
           memcmp(text.at + text.length - 2, "**", 2) == 0;
}

/* A line alone that is all in capitals, all bold, or numbered like "2.1 Background". */
static bool is_heading(line text)
{
    if (text.length > HEADING_LENGTH || is_one_of(text.at[text.length - 1], ".,;"))
        return false;
    if (is_bold(text))
        return true;
    size_t at = 0;
    unsigned levels = 0;
    while (at < text.length && g_ascii_isdigit(text.at[at])) {
        while (at < text.length && g_ascii_isdigit(text.at[at]))
            at++;
        levels++;
        at += at < text.length && text.at[at] == '.';
    }
    if (levels >= 2 && at + 1 < text.length && text.at[at] == ' ' &&
        g_ascii_isalpha(text.at[at + 1]))
        return true;
    size_t run = 0;
    size_t longest = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (g_ascii_islower((char)c) || c >= 0x80)
            return false;
        run = g_ascii_isupper((char)c) ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest >= 4;
}

static void give(collector *state, foi_block_kind kind, const char *text, size_t length)
{
    if (foi_inline_needed(text, length)) {
        g_string_truncate(state->stripped, 0);
        foi_inline_append(state->stripped, text, length, true);
        text = state->stripped->str;
        length = state->stripped->len;
    }
    state->more = foi_output_block(state->output, kind, 0, text, length);
}

static void flush(collector *state)
{
    if (state->lines->len == 0)
        return;
    foi_block_kind kind = state->kind;
    line first = g_array_index(state->lines, line, 0);
    if (kind == FOI_BLOCK_PARAGRAPH && state->lines->len == 1 && is_heading(first))
        kind = FOI_BLOCK_HEADING;
    join(state);
    give(state, kind, state->joined->str, state->joined->len);
    g_array_set_size(state->lines, 0);
    state->bytes = 0;
    state->width = 0;
    state->kind = FOI_BLOCK_PARAGRAPH;
}

static void push(collector *state, line text)
{
    if (state->bytes + text.length > FOI_BLOCK_BYTES) {
        foi_block_kind kind = state->kind;
        flush(state);
        state->kind = kind;
    }
    g_array_append_val(state->lines, text);
    state->bytes += text.length + 1;
    state->width = MAX(state->width, characters(text));
}

static void start(collector *state, foi_block_kind kind, line text)
{
    flush(state);
    state->kind = kind;
    push(state, text);
}

/* "| a | b |" as cells parted by tabs; "|---|---|" is no row. */
static void give_pipes(collector *state, line text)
{
    flush(state);
    bool words = false;
    g_string_truncate(state->joined, 0);
    const char *end = text.at + text.length;
    const char *at = text.at + 1;
    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        if (bar == NULL)
            bar = end;
        line cell = trimmed(at, (size_t)(bar - at));
        for (size_t i = 0; i < cell.length; i++)
            words |= !is_one_of(cell.at[i], "-: ");
        if (state->joined->len > 0 || at > text.at + 1)
            g_string_append_c(state->joined, '\t');
        g_string_append_len(state->joined, cell.at, (gssize)cell.length);
        at = bar + 1;
    }
    if (words)
        give(state, FOI_BLOCK_ROW, state->joined->str, state->joined->len);
}

static void take_quote(collector *state, line text)
{
    while (text.length > 0 && (text.at[0] == '>' || text.at[0] == ' ')) {
        text.at++;
        text.length--;
    }
    if (state->kind != FOI_BLOCK_QUOTED || text.length == 0)
        flush(state);
    state->kind = FOI_BLOCK_QUOTED;
    if (text.length > 0)
        push(state, text);
}

static void take_hashes(collector *state, line text)
{
    flush(state);
    while (text.length > 0 && is_one_of(text.at[0], "# ")) {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && text.at[text.length - 1] == '#')
        text.length--;
    give(state, FOI_BLOCK_HEADING, text.at, text.length);
}

/* "31. The Commissioner" may be the middle of a sentence about section 31. */
static bool goes_on(const collector *state, line text)
{
    if (state->lines->len == 0 || state->kind == FOI_BLOCK_QUOTED)
        return false;
    line before = g_array_index(state->lines, line, state->lines->len - 1);
    return state->width >= WRAP_LEAST && !ends_sentence(before) &&
           is_wrapped(before, text, state->width);
}

static void take_rule(collector *state, line text)
{
    bool underline = state->lines->len == 1 && state->kind == FOI_BLOCK_PARAGRAPH &&
                     (text.at[0] == '=' || text.at[0] == '-') &&
                     g_array_index(state->lines, line, 0).length <= HEADING_LENGTH;
    if (underline)
        state->kind = FOI_BLOCK_HEADING;
    flush(state);
}

static void give_row(collector *state, line text)
{
    flush(state);
    give(state, FOI_BLOCK_ROW, text.at, text.length);
}

static void give_whole(collector *state, line text)
{
    start(state, FOI_BLOCK_PARAGRAPH, text);
    flush(state);
}

static void take_line(collector *state, line text)
{
    line_form form = form_of(text);
    if (state->kind == FOI_BLOCK_QUOTED && form != LINE_QUOTE)
        flush(state);
    if (form != LINE_QUOTE && state->lines->len == 0)
        state->kind = FOI_BLOCK_PARAGRAPH;
    if ((form == LINE_NUMBERED || form == LINE_LETTERED || form == LINE_BULLET) &&
        goes_on(state, text))
        form = LINE_TEXT;
    if (form == LINE_BLANK)
        flush(state);
    else if (form == LINE_RULE)
        take_rule(state, text);
    else if (form == LINE_QUOTE)
        take_quote(state, text);
    else if (form == LINE_PIPES)
        give_pipes(state, text);
    else if (form == LINE_HASHES)
        take_hashes(state, text);
    else if (form == LINE_TABS)
        give_row(state, text);
    else if (form == LINE_NUMBERED)
        start(state, FOI_BLOCK_PARAGRAPH, text);
    else if (form == LINE_BULLET || form == LINE_LETTERED)
        start(state, FOI_BLOCK_ITEM, text);
    else if (text.length > WRAP_MOST)
        give_whole(state, text);
    else
        push(state, text);
}

/* Whether lines end in anything but LF, so that each byte is to be looked at. */
static bool has_other_ends(const char *text, size_t length)
{
    return memchr(text, '\r', length) || memchr(text, '\f', length) || memchr(text, '\v', length);
}

/* Lines end in LF, CR LF, CR or a form feed. */
static const char *line_end(const char *at, const char *end, bool others)
{
    if (!others) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        return feed ? feed : end;
    }
    while (at < end && *at != '\n' && *at != '\r' && *at != '\f' && *at != '\v')
        at++;
    return at;
}

bool foi_output_lines(foi_output *output, const char *text, size_t length)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(line));
    g_autoptr(GString) joined = g_string_new(NULL);
    g_autoptr(GString) stripped = g_string_new(NULL);
    collector state = {output, lines, 0, 0, FOI_BLOCK_PARAGRAPH, joined, stripped, true};
    const char *at = text;
    const char *end = text + length;
    bool others = has_other_ends(text, length);
    while (at < end && state.more) {
        const char *stop = line_end(at, end, others);
        line whole = trimmed(at, (size_t)(stop - at));
        if (whole.length > FOI_BLOCK_BYTES) {
            flush(&state);
            if (state.more)
                state.more =
                    foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, whole.at, whole.length);
        } else {
            take_line(&state, whole);
        }
        if (stop < end && *stop == '\f')
            flush(&state);
        at = stop + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
    }
    if (state.more)
        flush(&state);
    return state.more;
}
