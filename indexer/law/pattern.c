#include "indexer/law/pattern.h"

#include <stdlib.h>
#include <string.h>

typedef enum { MATCH_SYMBOL, MATCH_ANY, MATCH_PROVISION, MATCH_NUMBER } match_kind;

typedef struct {
    uint32_t symbol;
    uint8_t kind;
} position;

typedef struct {
    position at[FOI_PATTERN_LIMIT];
    uint64_t follow[FOI_PATTERN_LIMIT];
    uint64_t first;
    uint64_t last;
    uint32_t rule;
    uint8_t count;
    bool anchored;
} automaton;

/* An automaton that can begin with some token, and which tokens can be its second. */
typedef struct {
    uint64_t
        second; /* bits of symbols; all ones where one token is enough or anything may follow */
    uint32_t index;
} opening;

struct foi_pattern_set {
    GArray *automata;    /* of automaton */
    GHashTable *by_word; /* symbol -> GArray of opening */
    GArray *by_provision;
    GArray *by_number;
    uint64_t filter[1024]; /* which symbols begin any pattern: spares the hash table most tokens */
};

typedef struct {
    uint64_t first;
    uint64_t last;
    bool nullable;
    bool bad;
} fragment;

typedef struct {
    const char *at;
    automaton *out;
    int depth;
} parser;

static fragment parse_choice(parser *in);

static void link_all(automaton *out, uint64_t from, uint64_t to)
{
    for (; from; from &= from - 1)
        out->follow[__builtin_ctzll(from)] |= to;
}

static fragment join(automaton *out, fragment a, fragment b)
{
    link_all(out, a.last, b.first);
    return (fragment){a.nullable ? a.first | b.first : a.first,
                      b.nullable ? a.last | b.last : b.last, a.nullable && b.nullable,
                      a.bad || b.bad};
}

static fragment add_position(parser *in, match_kind kind, uint32_t symbol)
{
    automaton *out = in->out;
    if (out->count == FOI_PATTERN_LIMIT)
        return (fragment){.bad = true};
    out->at[out->count] = (position){symbol, (uint8_t)kind};
    uint64_t bit = (uint64_t)1 << out->count++;
    return (fragment){bit, bit, false, false};
}

static fragment parse_gap(parser *in)
{
    char *end;
    unsigned long most = strtoul(in->at + 3, &end, 10);
    fragment all = {.nullable = true, .bad = end == in->at + 3 || most == 0};
    in->at = end;
    for (unsigned long i = 0; i < most && !all.bad; i++) {
        fragment one = add_position(in, MATCH_ANY, 0);
        one.nullable = true;
        all = join(in->out, all, one);
    }
    return all;
}

static fragment parse_word(parser *in)
{
    const char *start = in->at;
    if (*start == '\\' && start[1]) {
        start++;
        in->at++;
    }
    in->at++;
    while (*in->at && !strchr(" []()|{}\\^", *in->at))
        in->at++;
    g_autoptr(GArray) tokens = foi_tokens_read(start, (size_t)(in->at - start));
    fragment all = {.nullable = true};
    for (guint i = 0; i < tokens->len && !all.bad; i++)
        all = join(in->out, all,
                   add_position(in, MATCH_SYMBOL, g_array_index(tokens, foi_token, i).symbol));
    all.bad = all.bad || tokens->len == 0;
    return all;
}

static fragment parse_item(parser *in)
{
    char open = *in->at;
    if (open == '[' || open == '(') {
        in->at++;
        fragment inner = ++in->depth > 8 ? (fragment){.bad = true} : parse_choice(in);
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
        return add_position(in, MATCH_PROVISION, 0);
    }
    if (g_str_has_prefix(in->at, "{num}")) {
        in->at += 5;
        return add_position(in, MATCH_NUMBER, 0);
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

foi_pattern_set *foi_pattern_set_new(void)
{
    foi_pattern_set *set = g_new0(foi_pattern_set, 1);
    set->automata = g_array_new(FALSE, FALSE, sizeof(automaton));
    set->by_word = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    set->by_provision = g_array_new(FALSE, FALSE, sizeof(opening));
    set->by_number = g_array_new(FALSE, FALSE, sizeof(opening));
    return set;
}

void foi_pattern_set_free(foi_pattern_set *set)
{
    if (!set)
        return;
    g_array_unref(set->automata);
    g_hash_table_unref(set->by_word);
    g_array_unref(set->by_provision);
    g_array_unref(set->by_number);
    g_free(set);
}

static uint64_t second_of(const automaton *made)
{
    uint64_t next = 0, second = 0;
    if (made->first & made->last)
        return ~(uint64_t)0;
    for (uint64_t bits = made->first; bits; bits &= bits - 1)
        next |= made->follow[__builtin_ctzll(bits)];
    for (uint64_t bits = next; bits; bits &= bits - 1) {
        const position *at = &made->at[__builtin_ctzll(bits)];
        if (at->kind != MATCH_SYMBOL)
            return ~(uint64_t)0;
        second |= (uint64_t)1 << (at->symbol % 64);
    }
    return second;
}

static void file_under(GArray *list, const automaton *made, uint32_t index)
{
    opening entry = {second_of(made), index};
    if (list->len == 0 || g_array_index(list, opening, list->len - 1).index != index)
        g_array_append_val(list, entry);
}

static bool index_automaton(foi_pattern_set *set, const automaton *made, uint32_t index)
{
    for (uint64_t bits = made->first; bits; bits &= bits - 1) {
        const position *at = &made->at[__builtin_ctzll(bits)];
        if (at->kind == MATCH_ANY)
            return false;
        if (at->kind == MATCH_PROVISION) {
            file_under(set->by_provision, made, index);
        } else if (at->kind == MATCH_NUMBER) {
            file_under(set->by_number, made, index);
        } else {
            gpointer key = GUINT_TO_POINTER(at->symbol);
            GArray *list = g_hash_table_lookup(set->by_word, key);
            if (!list) {
                list = g_array_new(FALSE, FALSE, sizeof(opening));
                g_hash_table_insert(set->by_word, key, list);
            }
            file_under(list, made, index);
            set->filter[(at->symbol >> 6) % 1024] |= (uint64_t)1 << (at->symbol % 64);
        }
    }
    return true;
}

static bool add_one(foi_pattern_set *set, const char *pattern, uint32_t rule, const char **end)
{
    automaton made = {.rule = rule};
    parser in = {pattern, &made, 0};
    while (*in.at == ' ')
        in.at++;
    if (*in.at == '^') {
        made.anchored = true;
        in.at++;
    }
    fragment all = parse_row(&in);
    *end = in.at;
    if (all.bad || all.nullable || made.count == 0 || (*in.at && *in.at != '|'))
        return false;
    made.first = all.first;
    made.last = all.last;
    if (!index_automaton(set, &made, set->automata->len))
        return false;
    g_array_append_val(set->automata, made);
    return true;
}

bool foi_pattern_set_add(foi_pattern_set *set, const char *pattern, uint32_t rule)
{
    const char *at = pattern;
    for (;;) {
        if (!add_one(set, at, rule, &at))
            return false;
        if (*at != '|')
            return true;
        at++;
    }
}

static bool position_takes(const position *at, const foi_token *token)
{
    switch (at->kind) {
    case MATCH_SYMBOL:
        return at->symbol == token->symbol && token->kind != FOI_TOKEN_PROVISION;
    case MATCH_ANY:
        return !(token->flags & FOI_TOKEN_SENTENCE);
    case MATCH_PROVISION:
        return token->kind == FOI_TOKEN_PROVISION;
    default:
        return token->kind == FOI_TOKEN_NUMBER;
    }
}

static uint64_t step(const automaton *machine, uint64_t wanted, const foi_token *token)
{
    uint64_t taken = 0;
    for (uint64_t bits = wanted; bits; bits &= bits - 1) {
        int i = __builtin_ctzll(bits);
        if (position_takes(&machine->at[i], token))
            taken |= (uint64_t)1 << i;
    }
    return taken;
}

/* Whether AT is the hyphen inside "First-tier": patterns are written without it. */
static bool is_hyphen(const foi_token *tokens, size_t count, size_t at)
{
    return at > 0 && at + 1 < count && tokens[at].kind == FOI_TOKEN_MARK &&
           tokens[at].value == '-' && (tokens[at].flags & FOI_TOKEN_GLUED) &&
           (tokens[at + 1].flags & FOI_TOKEN_GLUED) && tokens[at - 1].kind == FOI_TOKEN_WORD &&
           tokens[at + 1].kind == FOI_TOKEN_WORD;
}

static void run_one(const automaton *machine, const foi_token *tokens, size_t count, size_t from,
                    GArray *out)
{
    if (machine->anchored && !(tokens[from].flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_LINE)))
        return;
    uint64_t active = step(machine, machine->first, &tokens[from]);
    size_t end = active & machine->last ? from + 1 : 0;
    for (size_t at = from; active;) {
        uint64_t wanted = 0;
        for (uint64_t bits = active; bits; bits &= bits - 1)
            wanted |= machine->follow[__builtin_ctzll(bits)];
        /* A phrase does not run from one paragraph into the next. */
        if (!wanted || at + 1 >= count || (tokens[at + 1].flags & FOI_TOKEN_BREAK))
            break;
        at++;
        uint64_t taken = step(machine, wanted, &tokens[at]);
        if (taken & machine->last)
            end = at + 1;
        active = taken | (is_hyphen(tokens, count, at) ? active : 0);
    }
    if (end) {
        foi_pattern_match match = {machine->rule, (uint32_t)from, (uint32_t)end};
        g_array_append_val(out, match);
    }
}

static void run_list(const foi_pattern_set *set, const GArray *list, const foi_token *tokens,
                     size_t count, size_t from, GArray *out)
{
    uint64_t next = from + 1 < count && tokens[from + 1].kind != FOI_TOKEN_PROVISION
                        ? (uint64_t)1 << (tokens[from + 1].symbol % 64)
                        : 0;
    if (from + 1 < count && is_hyphen(tokens, count, from + 1))
        next |= (uint64_t)1 << (tokens[from + 2].symbol % 64);
    for (guint i = 0; list && i < list->len; i++) {
        const opening *entry = &g_array_index(list, opening, i);
        if (entry->second == ~(uint64_t)0 || (entry->second & next))
            run_one(&g_array_index(set->automata, automaton, entry->index), tokens, count, from,
                    out);
    }
}

GArray *foi_pattern_set_run(const foi_pattern_set *set, const foi_token *tokens, size_t count)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(foi_pattern_match));
    for (size_t i = 0; i < count; i++) {
        uint32_t symbol = tokens[i].symbol;
        if (tokens[i].kind == FOI_TOKEN_PROVISION) {
            run_list(set, set->by_provision, tokens, count, i, out);
            continue;
        }
        if (tokens[i].kind == FOI_TOKEN_NUMBER && set->by_number->len)
            run_list(set, set->by_number, tokens, count, i, out);
        if (set->filter[(symbol >> 6) % 1024] & ((uint64_t)1 << (symbol % 64)))
            run_list(set, g_hash_table_lookup(set->by_word, GUINT_TO_POINTER(symbol)), tokens,
                     count, i, out);
    }
    return out;
}
