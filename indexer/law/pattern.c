#include "indexer/law/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/law/symbols.h"

typedef enum { MATCH_SYMBOL, MATCH_ANY, MATCH_PROVISION, MATCH_NUMBER } match_kind;

typedef struct {
    uint32_t symbol;
    uint8_t kind;
} position;

/* A pattern while it is read. */
typedef struct {
    position at[FOI_PATTERN_LIMIT];
    uint64_t follow[FOI_PATTERN_LIMIT];
    uint8_t count;
} draft;

/* A pattern as it is run: its positions lie in the arrays of the set from `base` on. */
typedef struct {
    uint64_t first;
    uint64_t last;
    uint64_t any; /* positions by what they take; the rest take a symbol */
    uint64_t provisions;
    uint64_t numbers;
    uint32_t rule;
    uint32_t base;
    bool anchored;
} automaton;

/* An automaton behind the first token of a match, or behind the first two. */
typedef struct {
    uint64_t active; /* the positions that have taken the last token */
    uint32_t number;
    bool ends; /* they end a match */
} entry;

/* What one token can begin: lists of entries, by number and ascending. */
typedef struct {
    GArray *all;  /* behind the first token */
    GArray *open; /* those of them that may end there, or go on with more than certain words */
} beginning;

struct foi_pattern_set {
    GArray *positions;     /* of position, of all automata */
    GArray *follows;       /* of uint64_t: the positions that may come behind each */
    GArray *automata;      /* of automaton */
    GPtrArray *beginnings; /* of beginning *; the first two are below */
    foi_symbol_map words;  /* symbol -> 1 + number of its beginning */
    GPtrArray *lists;      /* of GArray of entry: behind two tokens those that are not open */
    foi_symbol_map pairs;  /* beginning and second symbol -> 1 + number of the list */
    /* Bits of the pairs: spare their map most tokens. */
    uint64_t pair_filter[1024];
};

/* Not words: what begins with a reference, and what with a number. */
enum { BEGIN_PROVISION, BEGIN_NUMBER };

typedef struct {
    uint64_t first;
    uint64_t last;
    bool nullable;
    bool bad;
} fragment;

typedef struct {
    const char *at;
    draft *out;
    int depth;
} parser;

static fragment parse_choice(parser *in);

static void link_all(draft *out, uint64_t from, uint64_t to)
{
    for (; from; from &= from - 1)
        out->follow[__builtin_ctzll(from)] |= to;
}

static fragment join(draft *out, fragment a, fragment b)
{
    link_all(out, a.last, b.first);
    return (fragment){a.nullable ? a.first | b.first : a.first,
                      b.nullable ? a.last | b.last : b.last, a.nullable && b.nullable,
                      a.bad || b.bad};
}

static fragment add_position(parser *in, match_kind kind, uint32_t symbol)
{
    draft *out = in->out;
    if (out->count == FOI_PATTERN_LIMIT)
        return (fragment){.bad = true};
    out->at[out->count] = (position){symbol, (uint8_t)kind};
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
        fragment one = add_position(in, MATCH_ANY, 0);
        link_all(in->out, before, one.first);
        all.first |= i == 0 ? one.first : 0;
        all.last |= one.last;
        all.bad = one.bad;
        before = one.last;
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

static void list_free(void *list)
{
    g_array_unref(list);
}

static void beginning_free(void *data)
{
    beginning *from = data;
    g_array_unref(from->all);
    g_array_unref(from->open);
    g_free(from);
}

static uint32_t add_beginning(foi_pattern_set *set)
{
    beginning *from = g_new0(beginning, 1);
    from->all = g_array_new(FALSE, FALSE, sizeof(entry));
    from->open = g_array_new(FALSE, FALSE, sizeof(entry));
    g_ptr_array_add(set->beginnings, from);
    return set->beginnings->len - 1;
}

foi_pattern_set *foi_pattern_set_new(void)
{
    foi_pattern_set *set = g_new0(foi_pattern_set, 1);
    set->positions = g_array_new(FALSE, FALSE, sizeof(position));
    set->follows = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    set->automata = g_array_new(FALSE, FALSE, sizeof(automaton));
    set->beginnings = g_ptr_array_new_with_free_func(beginning_free);
    set->lists = g_ptr_array_new_with_free_func(list_free);
    add_beginning(set);
    add_beginning(set);
    return set;
}

void foi_pattern_set_free(foi_pattern_set *set)
{
    if (!set)
        return;
    g_array_unref(set->positions);
    g_array_unref(set->follows);
    g_array_unref(set->automata);
    g_ptr_array_unref(set->beginnings);
    g_ptr_array_unref(set->lists);
    foi_symbol_map_clear(&set->words);
    foi_symbol_map_clear(&set->pairs);
    g_free(set);
}

static uint64_t pair_key(uint32_t from, uint32_t second)
{
    return (uint64_t)from << 32 | second;
}

/* The list of what goes on with SECOND behind the beginning FROM. */
static GArray *list_behind(foi_pattern_set *set, uint32_t from, uint32_t second)
{
    uint64_t key = pair_key(from, second);
    uint32_t known = foi_symbol_map_get(&set->pairs, key);
    if (known)
        return g_ptr_array_index(set->lists, known - 1);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(entry));
    g_ptr_array_add(set->lists, list);
    foi_symbol_map_put(&set->pairs, key, set->lists->len);
    uint64_t hash = foi_symbol_hash(key);
    set->pair_filter[hash >> 54] |= (uint64_t)1 << (hash >> 48 & 63);
    return list;
}

/* Add the position BIT of MADE, the automaton NUMBER, to the list that it is the last one of. */
static void list_position(GArray *list, const automaton *made, uint32_t number, uint64_t bit)
{
    entry *last = list->len ? &g_array_index(list, entry, list->len - 1) : NULL;
    if (!last || last->number != number) {
        entry next = {.number = number};
        g_array_append_val(list, next);
        last = &g_array_index(list, entry, list->len - 1);
    }
    last->active |= bit;
    last->ends = last->active & made->last;
}

static bool takes_words_only(const draft *read, uint64_t positions)
{
    for (; positions; positions &= positions - 1)
        if (read->at[__builtin_ctzll(positions)].kind != MATCH_SYMBOL)
            return false;
    return true;
}

static uint64_t positions_behind(const uint64_t *follow, uint64_t active)
{
    uint64_t behind = 0;
    for (; active; active &= active - 1)
        behind |= follow[__builtin_ctzll(active)];
    return behind;
}

/* File what BEGUN, behind the beginning FROM, can go on with: by the second word or as open. */
static void file_second(foi_pattern_set *set, uint32_t from, const draft *read,
                        const automaton *made, const entry *begun)
{
    uint64_t second = positions_behind(read->follow, begun->active);
    if (begun->ends || !takes_words_only(read, second)) {
        const beginning *first = g_ptr_array_index(set->beginnings, from);
        g_array_append_val(first->open, *begun);
        return;
    }
    for (; second; second &= second - 1) {
        uint32_t symbol = read->at[__builtin_ctzll(second)].symbol;
        list_position(list_behind(set, from, symbol), made, begun->number, second & -second);
    }
}

static uint32_t beginning_of(foi_pattern_set *set, const position *at)
{
    if (at->kind == MATCH_PROVISION)
        return BEGIN_PROVISION;
    if (at->kind == MATCH_NUMBER)
        return BEGIN_NUMBER;
    uint32_t known = foi_symbol_map_get(&set->words, at->symbol);
    if (known)
        return known - 1;
    uint32_t from = add_beginning(set);
    foi_symbol_map_put(&set->words, at->symbol, from + 1);
    return from;
}

/* File MADE under each token that it can begin with. */
static void file_first(foi_pattern_set *set, const draft *read, const automaton *made,
                       uint32_t number)
{
    for (uint64_t bits = made->first; bits; bits &= bits - 1) {
        uint32_t from = beginning_of(set, &read->at[__builtin_ctzll(bits)]);
        const beginning *first = g_ptr_array_index(set->beginnings, from);
        list_position(first->all, made, number, bits & -bits);
    }
    for (uint64_t bits = made->first; bits; bits &= bits - 1) {
        uint32_t from = beginning_of(set, &read->at[__builtin_ctzll(bits)]);
        const beginning *first = g_ptr_array_index(set->beginnings, from);
        const entry *begun = &g_array_index(first->all, entry, first->all->len - 1);
        /* Once for each beginning, though several positions may have the same. */
        if ((begun->active & -begun->active) == (bits & -bits))
            file_second(set, from, read, made, begun);
    }
}

static bool begins_with_gap(const draft *read, uint64_t first)
{
    for (; first; first &= first - 1)
        if (read->at[__builtin_ctzll(first)].kind == MATCH_ANY)
            return true;
    return false;
}

static void sort_positions(const draft *read, automaton *made)
{
    for (uint8_t i = 0; i < read->count; i++) {
        uint64_t bit = (uint64_t)1 << i;
        made->any |= read->at[i].kind == MATCH_ANY ? bit : 0;
        made->provisions |= read->at[i].kind == MATCH_PROVISION ? bit : 0;
        made->numbers |= read->at[i].kind == MATCH_NUMBER ? bit : 0;
    }
}

static bool add_one(foi_pattern_set *set, const char *pattern, uint32_t rule, const char **end)
{
    draft read = {.count = 0};
    automaton made = {.rule = rule, .base = set->positions->len};
    parser in = {pattern, &read, 0};
    while (*in.at == ' ')
        in.at++;
    if (*in.at == '^') {
        made.anchored = true;
        in.at++;
    }
    fragment all = parse_row(&in);
    *end = in.at;
    if (all.bad || all.nullable || read.count == 0 || (*in.at && *in.at != '|') ||
        begins_with_gap(&read, all.first))
        return false;
    made.first = all.first;
    made.last = all.last;
    sort_positions(&read, &made);
    file_first(set, &read, &made, set->automata->len);
    g_array_append_vals(set->positions, read.at, read.count);
    g_array_append_vals(set->follows, read.follow, read.count);
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

/* The positions among WANTED that take TOKEN; AT are those of MACHINE. */
static uint64_t step(const automaton *machine, const position *at, uint64_t wanted,
                     const foi_token *token)
{
    uint64_t taken = token->flags & FOI_TOKEN_SENTENCE ? 0 : wanted & machine->any;
    if (token->kind == FOI_TOKEN_PROVISION)
        return taken | (wanted & machine->provisions);
    if (token->kind == FOI_TOKEN_NUMBER)
        taken |= wanted & machine->numbers;
    uint64_t symbols = wanted & ~(machine->any | machine->provisions | machine->numbers);
    for (; symbols; symbols &= symbols - 1) {
        int i = __builtin_ctzll(symbols);
        if (at[i].symbol == token->symbol)
            taken |= (uint64_t)1 << i;
    }
    return taken;
}

/* Whether AT is the hyphen inside "First-tier": patterns are written without it. */
static inline bool is_hyphen(const foi_token *tokens, size_t count, size_t at)
{
    return tokens[at].value == '-' && tokens[at].kind == FOI_TOKEN_MARK && at > 0 &&
           at + 1 < count && (tokens[at].flags & FOI_TOKEN_GLUED) &&
           (tokens[at + 1].flags & FOI_TOKEN_GLUED) && tokens[at - 1].kind == FOI_TOKEN_WORD &&
           tokens[at + 1].kind == FOI_TOKEN_WORD;
}

/* Run on from BEGUN, a match that began with token FIRST and has come to token AT. */
static void run_on(const foi_pattern_set *set, const entry *begun, const foi_token *tokens,
                   size_t count, size_t first, size_t at, GArray *out)
{
    const automaton *machine = &g_array_index(set->automata, automaton, begun->number);
    if (machine->anchored && !(tokens[first].flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_LINE)))
        return;
    const position *places = &g_array_index(set->positions, position, machine->base);
    const uint64_t *follow = &g_array_index(set->follows, uint64_t, machine->base);
    uint64_t active = begun->active;
    size_t end = begun->ends ? at + 1 : 0;
    while (active) {
        uint64_t wanted = positions_behind(follow, active);
        /* A phrase does not run from one paragraph into the next. */
        if (!wanted || at + 1 >= count || (tokens[at + 1].flags & FOI_TOKEN_BREAK))
            break;
        at++;
        uint64_t taken = step(machine, places, wanted, &tokens[at]);
        if (taken & machine->last)
            end = at + 1;
        bool passed = tokens[at].kind == FOI_TOKEN_MARK && is_hyphen(tokens, count, at);
        active = taken | (passed ? active : 0);
    }
    if (end) {
        foi_pattern_match match = {machine->rule, (uint32_t)first, (uint32_t)end};
        g_array_append_val(out, match);
    }
}

/* What goes on with the token SECOND behind the beginning FROM and is not open; NULL: nothing. */
static inline const GArray *entries_behind(const foi_pattern_set *set, uint32_t from,
                                           const foi_token *second)
{
    uint64_t key = pair_key(from, second->symbol), hash = foi_symbol_hash(key);
    if (!(set->pair_filter[hash >> 54] & (uint64_t)1 << (hash >> 48 & 63)) ||
        second->kind == FOI_TOKEN_PROVISION || (second->flags & FOI_TOKEN_BREAK))
        return NULL;
    uint32_t list = foi_symbol_map_get(&set->pairs, key);
    return list ? g_ptr_array_index(set->lists, list - 1) : NULL;
}

/* Run what can begin with token AT, in the order in which it was added. */
static void run_beginning(const foi_pattern_set *set, uint32_t from, const foi_token *tokens,
                          size_t count, size_t at, GArray *out)
{
    const beginning *first = g_ptr_array_index(set->beginnings, from);
    const GArray *open = first->open, *other = NULL;
    if (at + 1 < count) {
        /* The hyphen may be passed over: any word may be the second one. */
        if (is_hyphen(tokens, count, at + 1))
            open = first->all;
        else
            other = entries_behind(set, from, &tokens[at + 1]);
    }
    guint k = 0;
    for (guint i = 0; i < open->len; i++) {
        const entry *begun = &g_array_index(open, entry, i);
        for (; other && k < other->len && g_array_index(other, entry, k).number < begun->number;
             k++)
            run_on(set, &g_array_index(other, entry, k), tokens, count, at, at + 1, out);
        run_on(set, begun, tokens, count, at, at, out);
    }
    for (; other && k < other->len; k++)
        run_on(set, &g_array_index(other, entry, k), tokens, count, at, at + 1, out);
}

/* Run what can begin with token AT; FROM: what its word begins, or 0. */
static void run_token(const foi_pattern_set *set, uint32_t from, const foi_token *tokens,
                      size_t count, size_t at, GArray *out)
{
    if (tokens[at].kind == FOI_TOKEN_PROVISION) {
        run_beginning(set, BEGIN_PROVISION, tokens, count, at, out);
        return;
    }
    if (tokens[at].kind == FOI_TOKEN_NUMBER)
        run_beginning(set, BEGIN_NUMBER, tokens, count, at, out);
    if (from)
        run_beginning(set, from - 1, tokens, count, at, out);
}

GArray *foi_pattern_set_run(const foi_pattern_set *set, const foi_token *tokens, size_t count)
{
    G_STATIC_ASSERT(FOI_TOKEN_NUMBER > FOI_TOKEN_MARK && FOI_TOKEN_PROVISION > FOI_TOKEN_NUMBER);
    GArray *out = g_array_sized_new(FALSE, FALSE, sizeof(foi_pattern_match), 64);
    for (size_t i = 0; i < count; i++) {
        uint32_t from = foi_symbol_map_get(&set->words, tokens[i].symbol);
        if (from || tokens[i].kind >= FOI_TOKEN_NUMBER)
            run_token(set, from, tokens, count, i, out);
    }
    return out;
}
