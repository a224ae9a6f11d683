#include "indexer/law/pattern_parse.h"

#include <stdlib.h>
#include <string.h>

/* Brackets in brackets; no pattern needs more. */
#define DEPTH_LIMIT 8

/* A part of a pattern: the positions that it can begin and end with. */
typedef struct {
    uint64_t first;
    uint64_t last;
    bool nullable;
    bool bad;
} fragment;

typedef struct {
    const char *at;
    foi_pattern_draft *out;
    int depth;
} parser;

static fragment parse_choice(parser *in);

static void link_all(foi_pattern_draft *out, uint64_t from, uint64_t to)
{
    for (; from; from &= from - 1)
        out->follow[__builtin_ctzll(from)] |= to;
}

static fragment join(foi_pattern_draft *out, fragment a, fragment b)
{
    link_all(out, a.last, b.first);
    return (fragment){a.nullable ? a.first | b.first : a.first,
                      b.nullable ? a.last | b.last : b.last, a.nullable && b.nullable,
                      a.bad || b.bad};
}

static fragment add_position(parser *in, foi_match_kind kind, uint32_t symbol)
{
    foi_pattern_draft *out = in->out;
    if (out->count == FOI_PATTERN_LIMIT)
        return (fragment){.bad = true};
    out->at[out->count] = (foi_pattern_position){symbol, (uint8_t)kind};
    uint64_t bit = (uint64_t)1 << out->count++;
    return (fragment){bit, bit, false, false};
}

/* A chain that is entered at its beginning and left anywhere: each token is one step along it. */
static fragment parse_gap(parser *in)
{
    char *end;
    unsigned long most = strtoul(in->at + 3, &end, 10);
    fragment all = {.nullable = true, .bad = end == in->at + 3 || most == 0};
    in->at = end;
    uint64_t before = 0;
    for (unsigned long i = 0; i < most && !all.bad; i++) {
        fragment one = add_position(in, FOI_MATCH_ANY, 0);
        link_all(in->out, before, one.first);
        all.first |= i == 0 ? one.first : 0;
        all.last |= one.last;
        all.bad = one.bad;
        before = one.last;
    }
    return all;
}

/* Words as the tokens of a text have them: "reg." is two. */
static fragment parse_tokens(parser *in, const char *start)
{
    g_autoptr(GArray) tokens = foi_tokens_read(start, (size_t)(in->at - start));
    fragment all = {.nullable = true};
    for (guint i = 0; i < tokens->len && !all.bad; i++)
        all = join(in->out, all,
                   add_position(in, FOI_MATCH_SYMBOL, g_array_index(tokens, foi_token, i).symbol));
    all.bad = all.bad || tokens->len == 0;
    return all;
}

static fragment parse_word(parser *in)
{
    const char *start = in->at;
    while (*in->at >= 'a' && *in->at <= 'z')
        in->at++;
    /* Nearly all words of a table are folded already. */
    if (in->at > start && (!*in->at || strchr(" []()|", *in->at)))
        return add_position(in, FOI_MATCH_SYMBOL, foi_symbol_of(start, (size_t)(in->at - start)));
    in->at = start;
    if (*start == '\\' && start[1]) {
        start++;
        in->at++;
    }
    in->at++;
    while (*in->at && !strchr(" []()|{}\\^", *in->at))
        in->at++;
    return parse_tokens(in, start);
}

static fragment parse_item(parser *in)
{
    char open = *in->at;
    if (open == '[' || open == '(') {
        in->at++;
        fragment inner = ++in->depth > DEPTH_LIMIT ? (fragment){.bad = true} : parse_choice(in);
        in->depth--;
        if (*in->at != (open == '[' ? ']' : ')'))
            inner.bad = true;
        else
            in->at++;
        inner.nullable = inner.nullable || open == '[';
        return inner;
    }
    if (strncmp(in->at, "...", 3) == 0)
        return parse_gap(in);
    if (g_str_has_prefix(in->at, "{prov}")) {
        in->at += 6;
        return add_position(in, FOI_MATCH_PROVISION, 0);
    }
    if (g_str_has_prefix(in->at, "{num}")) {
        in->at += 5;
        return add_position(in, FOI_MATCH_NUMBER, 0);
    }
    return parse_word(in);
}

static fragment parse_row(parser *in)
{
    fragment all = {.nullable = true};
    while (!all.bad) {
        while (*in->at == ' ')
            in->at++;
        if (!*in->at || strchr("|])", *in->at))
            break;
        if (strchr("}^", *in->at))
            return (fragment){.bad = true};
        all = join(in->out, all, parse_item(in));
    }
    return all;
}

static fragment parse_choice(parser *in)
{
    fragment all = parse_row(in);
    while (*in->at == '|' && !all.bad) {
        in->at++;
        fragment other = parse_row(in);
        all = (fragment){all.first | other.first, all.last | other.last,
                         all.nullable || other.nullable, all.bad || other.bad};
    }
    return all;
}

static bool begins_with_gap(const foi_pattern_draft *draft)
{
    for (uint64_t bits = draft->first; bits; bits &= bits - 1)
        if (draft->at[__builtin_ctzll(bits)].kind == FOI_MATCH_ANY)
            return true;
    return false;
}

bool foi_pattern_parse(const char **at, foi_pattern_draft *draft)
{
    *draft = (foi_pattern_draft){.count = 0};
    parser in = {*at, draft, 0};
    while (*in.at == ' ')
        in.at++;
    if (*in.at == '^') {
        draft->anchored = true;
        in.at++;
    }
    fragment all = parse_row(&in);
    *at = in.at;
    draft->first = all.first;
    draft->last = all.last;
    return !all.bad && !all.nullable && draft->count > 0 && (!*in.at || *in.at == '|') &&
           !begins_with_gap(draft);
}
