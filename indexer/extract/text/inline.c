#include "indexer/extract/text/inline.h"

#include <string.h>

#include "indexer/extract/web/entity.h"

/* The text of a link, and its address, are looked for this far: keeps hostile brackets linear. */
#define LINK_WINDOW 2000
/* How many open marks a closing one is compared with. */
#define OPEN_MARKS  16

/* A run of marks in the output that may open or close emphasis. */
typedef struct mark_run {
    size_t position;
    size_t length;
    char mark;
    bool opens;
    bool closes;
    bool matched;
} mark_run;

typedef struct inline_state {
    GString *out;
    const char *at;
    const char *end;
    bool plain;
    GArray *runs;
    GArray *link_ends; /* of const char *: where the "](" of an open link is */
} inline_state;

static void note_run(inline_state *state, size_t length)
{
    char mark = *state->at;
    const char *after = state->at + length;
    bool space_before =
        state->out->len == 0 || g_ascii_isspace(state->out->str[state->out->len - 1]);
    bool space_after = after == state->end || g_ascii_isspace(*after);
    bool word_before = !space_before && !g_ascii_ispunct(state->out->str[state->out->len - 1]);
    bool word_after = !space_after && !g_ascii_ispunct(*after);
    bool inside = word_before && word_after && mark == '_';
    mark_run run = {state->out->len,          length, mark, !space_after && !inside,
                    !space_before && !inside, false};
    if (run.closes) {
        guint low = state->runs->len > OPEN_MARKS ? state->runs->len - OPEN_MARKS : 0;
        for (guint i = state->runs->len; i > low; i--) {
            mark_run *other = &g_array_index(state->runs, mark_run, i - 1);
            if (other->opens && !other->matched && other->mark == mark && other->length == length) {
                other->matched = run.matched = true;
                break;
            }
        }
    }
    g_array_append_val(state->runs, run);
    g_string_append_len(state->out, state->at, (gssize)length);
    state->at = after;
}

/* The "](" that ends the link text which begins at AT, and the ")" after it; NULL: no link. */
static const char *link_middle(const char *at, const char *end, const char **close)
{
    unsigned depth = 0;
    const char *stop = end - at > LINK_WINDOW ? at + LINK_WINDOW : end;
    for (; at + 1 < stop; at++)
        if (*at == '\\')
            at++;
        else if (*at == '[')
            depth++;
        else if (*at == ']' && depth > 0)
            depth--;
        else if (*at == ']')
            break;
    if (at + 1 >= stop || at[1] != '(')
        return NULL;
    unsigned parens = 0;
    stop = end - at > LINK_WINDOW ? at + LINK_WINDOW : end;
    for (const char *p = at + 2; p < stop; p++) {
        parens += *p == '(';
        if (*p == ')' && parens-- == 0) {
            *close = p;
            return at;
        }
    }
    return NULL;
}

typedef struct link_end {
    const char *middle;
    const char *close;
} link_end;

static bool take_link(inline_state *state)
{
    const char *at = state->at;
    size_t skip = *at == '!' && at + 1 < state->end && at[1] == '[' ? 2 : *at == '[' ? 1 : 0;
    if (skip == 0 || state->link_ends->len >= OPEN_MARKS)
        return false;
    link_end ends;
    ends.middle = link_middle(at + skip, state->end, &ends.close);
    if (ends.middle == NULL)
        return false;
    g_array_append_val(state->link_ends, ends);
    state->at += skip;
    return true;
}

static bool end_link(inline_state *state)
{
    if (state->link_ends->len == 0)
        return false;
    link_end *last = &g_array_index(state->link_ends, link_end, state->link_ends->len - 1);
    if (state->at < last->middle)
        return false;
    if (state->at <= last->close)
        state->at = last->close + 1;
    g_array_set_size(state->link_ends, state->link_ends->len - 1);
    return true;
}

/* "<https://...>" gives its address; "<b>" and "<br>" go. */
static bool take_angle(inline_state *state)
{
    const char *at = state->at + 1;
    size_t window = MIN((size_t)(state->end - at), LINK_WINDOW);
    const char *close = memchr(at, '>', window);
    if (close == NULL || close == at || !(g_ascii_isalpha(*at) || *at == '/'))
        return false;
    bool address =
        (memchr(at, ':', (size_t)(close - at)) || memchr(at, '@', (size_t)(close - at))) &&
        !memchr(at, ' ', (size_t)(close - at));
    if (address)
        g_string_append_len(state->out, at, close - at);
    else if (g_ascii_strncasecmp(at, "br", 2) == 0)
        g_string_append_c(state->out, '\n');
    state->at = close + 1;
    return true;
}

static bool take_code(inline_state *state)
{
    size_t ticks = 0;
    while (state->at + ticks < state->end && state->at[ticks] == '`')
        ticks++;
    const char *from = state->at + ticks;
    const char *close =
        memmem(from, MIN((size_t)(state->end - from), LINK_WINDOW), state->at, ticks);
    if (close != NULL)
        g_string_append_len(state->out, from, close - from);
    state->at = close != NULL ? close + ticks : from;
    return true;
}

static bool take_special(inline_state *state)
{
    char c = *state->at;
    if (take_link(state) || end_link(state))
        return true;
    if (state->plain)
        return false;
    if (c == '\\' && state->at + 1 < state->end && g_ascii_ispunct(state->at[1])) {
        g_string_append_c(state->out, state->at[1]);
        state->at += 2;
        return true;
    }
    if (c == '<')
        return take_angle(state);
    if (c == '`')
        return take_code(state);
    if (c == '&') {
        size_t used = foi_entity_append(state->out, state->at, (size_t)(state->end - state->at));
        state->at += used;
        return used > 0;
    }
    return false;
}

static void take_one(inline_state *state)
{
    char c = *state->at;
    if (take_special(state))
        return;
    if (c == '*' || (c == '_' && !state->plain) || (c == '~' && !state->plain)) {
        size_t length = 1;
        while (state->at + length < state->end && state->at[length] == c)
            length++;
        if (length <= 3 && (length >= 2 || (!state->plain && c != '~'))) {
            note_run(state, length);
            return;
        }
        g_string_append_len(state->out, state->at, (gssize)length);
        state->at += length;
        return;
    }
    g_string_append_c(state->out, c);
    state->at++;
}

static void drop_matched(GString *out, const GArray *runs)
{
    size_t to = 0;
    size_t from = 0;
    for (guint i = 0; i < runs->len; i++) {
        const mark_run *run = &g_array_index(runs, mark_run, i);
        if (!run->matched)
            continue;
        memmove(out->str + to, out->str + from, run->position - from);
        to += run->position - from;
        from = run->position + run->length;
    }
    memmove(out->str + to, out->str + from, out->len - from);
    g_string_truncate(out, to + out->len - from);
}

void foi_inline_append(GString *out, const char *text, size_t length, bool plain)
{
    g_autoptr(GString) line = g_string_sized_new(length);
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(mark_run));
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(link_end));
    inline_state state = {line, text, text + length, plain, runs, ends};
    while (state.at < state.end)
        take_one(&state);
    drop_matched(line, runs);
    g_string_append_len(out, line->str, (gssize)line->len);
}

/* Whether SECOND stands right behind FIRST anywhere: neither is common in a text. */
static bool has_pair(const char *text, size_t length, char first, char second)
{
    const char *end = text + length;
    for (const char *at = text; (at = memchr(at, first, (size_t)(end - at))) != NULL; at++)
        if (at + 1 < end && at[1] == second)
            return true;
    return false;
}

bool foi_inline_needed(const char *text, size_t length)
{
    return has_pair(text, length, '*', '*') || has_pair(text, length, ']', '(');
}
