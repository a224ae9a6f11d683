#include "indexer/law/pattern.h"

#include <string.h>

#include "indexer/law/pattern_parse.h"
#include "indexer/law/symbols.h"

/* Words that are followed in the tree; from there on each pattern goes its own way. */
#define TREE_DEPTH 2

/* A pattern as it is run: its positions lie in the arrays of the set from `base` on. */
typedef struct {
    uint64_t last;
    uint64_t any; /* positions by what they take; the rest take a symbol */
    uint64_t provisions;
    uint64_t numbers;
    uint64_t sieve; /* bits of the symbols, by their low bits */
    uint32_t rule;
    uint32_t base;
} automaton;

/* An automaton where it has come to. */
typedef struct {
    uint64_t active; /* the positions that have taken the last token */
    uint64_t sieve;  /* bits of what they go on with from here; 0: nothing, or by the tree */
    uint32_t number;
    uint32_t next; /* 1 + the place of the next entry of the list; 0: it is the last */
    bool ends;     /* a match may end here */
    bool anchored;
} entry;

/* What can have been read by the words so far: the entries whose match may end here, or which may
 * go on with something else than certain words. 1 + the places of the first and the last one. */
typedef struct {
    uint32_t first; /* 0: there is none */
    uint32_t last;
} node;

struct foi_pattern_set {
    GArray *positions; /* of foi_pattern_position, of all automata */
    GArray *follows;   /* of uint64_t: the positions that may come behind each */
    GArray *automata;  /* of automaton */
    GArray *entries;   /* of entry, longer than there are any */
    GArray *nodes;     /* of node, likewise: the tree of the first words */
    uint32_t entry_count;
    uint32_t node_count;
    foi_symbol_map words;  /* symbol -> 1 + number of its node */
    foi_symbol_map steps;  /* node and symbol -> 1 + number of the node behind them */
    uint64_t filter[1024]; /* bits of the steps: spare their map most tokens */
};

/* The first nodes are not words': what begins with a reference, and what with a number. */
enum { BEGIN_PROVISION, BEGIN_NUMBER, BEGIN_WORDS };

/* --- making ----------------------------------------------------------------------------------- */

static uint32_t add_node(foi_pattern_set *set)
{
    if (set->node_count == set->nodes->len)
        g_array_set_size(set->nodes, set->node_count * 2);
    return set->node_count++;
}

foi_pattern_set *foi_pattern_set_new(void)
{
    foi_pattern_set *set = g_new0(foi_pattern_set, 1);
    set->positions = g_array_new(FALSE, FALSE, sizeof(foi_pattern_position));
    set->follows = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    set->automata = g_array_new(FALSE, FALSE, sizeof(automaton));
    set->entries = g_array_new(FALSE, FALSE, sizeof(entry));
    set->nodes = g_array_new(FALSE, TRUE, sizeof(node));
    g_array_set_size(set->entries, 64);
    g_array_set_size(set->nodes, 64);
    set->node_count = BEGIN_WORDS;
    return set;
}

void foi_pattern_set_free(foi_pattern_set *set)
{
    if (!set)
        return;
    g_array_unref(set->positions);
    g_array_unref(set->follows);
    g_array_unref(set->automata);
    g_array_unref(set->entries);
    g_array_unref(set->nodes);
    foi_symbol_map_clear(&set->words);
    foi_symbol_map_clear(&set->steps);
    g_free(set);
}

static void append(foi_pattern_set *set, node *to, const entry *added)
{
    if (set->entry_count == set->entries->len)
        g_array_set_size(set->entries, set->entry_count * 2);
    g_array_index(set->entries, entry, set->entry_count++) = *added;
    if (to->last)
        g_array_index(set->entries, entry, to->last - 1).next = set->entry_count;
    else
        to->first = set->entry_count;
    to->last = set->entry_count;
}

static uint64_t step_key(uint32_t from, uint32_t symbol)
{
    return (uint64_t)from << 32 | symbol;
}

/* The number of the node behind FROM and the word SYMBOL. */
static uint32_t node_behind(foi_pattern_set *set, uint32_t from, uint32_t symbol)
{
    uint64_t key = step_key(from, symbol), hash = foi_symbol_hash(key);
    uint32_t known = foi_symbol_map_get(&set->steps, key);
    if (known)
        return known - 1;
    set->filter[hash >> 54] |= (uint64_t)1 << (hash >> 48 & 63);
    foi_symbol_map_put(&set->steps, key, set->node_count + 1);
    return add_node(set);
}

/* The number of the node that the position AT begins. */
static uint32_t node_of(foi_pattern_set *set, const foi_pattern_position *at)
{
    if (at->kind == FOI_MATCH_PROVISION)
        return BEGIN_PROVISION;
    if (at->kind == FOI_MATCH_NUMBER)
        return BEGIN_NUMBER;
    uint32_t known = foi_symbol_map_get(&set->words, at->symbol);
    if (known)
        return known - 1;
    foi_symbol_map_put(&set->words, at->symbol, set->node_count + 1);
    return add_node(set);
}

static bool takes_words_only(const foi_pattern_draft *draft, uint64_t positions)
{
    for (; positions; positions &= positions - 1)
        if (draft->at[__builtin_ctzll(positions)].kind != FOI_MATCH_SYMBOL)
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

/* Those of POSITIONS that take the same as the first of them. */
static uint64_t same_as_first(const foi_pattern_draft *draft, uint64_t positions)
{
    const foi_pattern_position *first = &draft->at[__builtin_ctzll(positions)];
    uint64_t same = 0;
    for (; positions; positions &= positions - 1) {
        const foi_pattern_position *other = &draft->at[__builtin_ctzll(positions)];
        if (other->kind == first->kind && other->symbol == first->symbol)
            same |= positions & -positions;
    }
    return same;
}

/* The bits of a word; those of a number and of a reference lie above. */
#define SIEVE_WORD(symbol) ((uint64_t)1 << (symbol) % 32)
#define SIEVE_NUMBER       ((uint64_t)1 << 32)
#define SIEVE_PROVISION    ((uint64_t)1 << 33)

static uint64_t sieve_of_positions(const foi_pattern_draft *draft, uint64_t positions)
{
    uint64_t sieve = 0;
    for (; positions; positions &= positions - 1) {
        const foi_pattern_position *at = &draft->at[__builtin_ctzll(positions)];
        sieve |= at->kind == FOI_MATCH_SYMBOL   ? SIEVE_WORD(at->symbol)
                 : at->kind == FOI_MATCH_NUMBER ? SIEVE_NUMBER
                 : at->kind == FOI_MATCH_ANY    ? UINT64_MAX
                                                : SIEVE_PROVISION;
    }
    return sieve;
}

/* File the automaton NUMBER, which has come to ACTIVE, in the node AT, DEPTH words deep, and in
 * those behind it as far as certain words lead there. Recursive by DEPTH only. */
static void file(foi_pattern_set *set, uint32_t at, const foi_pattern_draft *draft, uint32_t number,
                 uint64_t active, unsigned depth)
{
    node *here = &g_array_index(set->nodes, node, at);
    uint64_t next = positions_behind(draft->follow, active);
    entry begun = {active,         sieve_of_positions(draft, next), number, 0, active & draft->last,
                   draft->anchored};
    bool open = next && (depth == TREE_DEPTH || !takes_words_only(draft, next));
    if (!open)
        begun.sieve = 0;
    if (open || begun.ends)
        append(set, here, &begun);
    while (next && !open) {
        uint64_t same = same_as_first(draft, next);
        uint32_t symbol = draft->at[__builtin_ctzll(next)].symbol;
        file(set, node_behind(set, at, symbol), draft, number, same, depth + 1);
        next &= ~same;
    }
}

static void add_draft(foi_pattern_set *set, const foi_pattern_draft *draft, uint32_t rule)
{
    automaton made = {.rule = rule, .base = set->positions->len, .last = draft->last};
    for (uint8_t i = 0; i < draft->count; i++) {
        uint64_t bit = (uint64_t)1 << i;
        made.any |= draft->at[i].kind == FOI_MATCH_ANY ? bit : 0;
        made.provisions |= draft->at[i].kind == FOI_MATCH_PROVISION ? bit : 0;
        made.numbers |= draft->at[i].kind == FOI_MATCH_NUMBER ? bit : 0;
        made.sieve |= (uint64_t)1 << draft->at[i].symbol % 64;
    }
    for (uint64_t first = draft->first; first;) {
        uint64_t same = same_as_first(draft, first);
        uint32_t at = node_of(set, &draft->at[__builtin_ctzll(first)]);
        file(set, at, draft, set->automata->len, same, 1);
        first &= ~same;
    }
    g_array_append_vals(set->positions, draft->at, draft->count);
    g_array_append_vals(set->follows, draft->follow, draft->count);
    g_array_append_val(set->automata, made);
}

bool foi_pattern_set_add(foi_pattern_set *set, const char *pattern, uint32_t rule)
{
    for (const char *at = pattern;; at++) {
        foi_pattern_draft draft;
        if (!foi_pattern_parse(&at, &draft))
            return false;
        add_draft(set, &draft, rule);
        if (*at != '|')
            return true;
    }
}

/* --- running ---------------------------------------------------------------------------------- */

/* The tokens that a set is run over, and the matches so far. Those from `own` on begin with the
 * token at hand: they are sorted by automaton, whose number stands in place of the rule. */
typedef struct {
    const foi_pattern_set *set;
    const foi_token *tokens;
    size_t count;
    GArray *out; /* of foi_pattern_match, longer than there are matches */
    guint own;
    guint matches;
} run;

/* The positions among WANTED that take TOKEN; AT are those of MACHINE. */
static uint64_t step(const automaton *machine, const foi_pattern_position *at, uint64_t wanted,
                     const foi_token *token)
{
    uint64_t taken = token->flags & FOI_TOKEN_SENTENCE ? 0 : wanted & machine->any;
    if (token->kind == FOI_TOKEN_PROVISION)
        return taken | (wanted & machine->provisions);
    if (token->kind == FOI_TOKEN_NUMBER)
        taken |= wanted & machine->numbers;
    if (!(machine->sieve & (uint64_t)1 << token->symbol % 64))
        return taken;
    uint64_t symbols = wanted & ~(machine->any | machine->provisions | machine->numbers);
    for (; symbols; symbols &= symbols - 1) {
        int i = __builtin_ctzll(symbols);
        if (at[i].symbol == token->symbol)
            taken |= (uint64_t)1 << i;
    }
    return taken;
}

/* Whether AT is the hyphen inside "First-tier": patterns are written without it. */
static inline bool is_hyphen(const run *in, size_t at)
{
    const foi_token *token = &in->tokens[at];
    return token->kind == FOI_TOKEN_MARK && token->value == '-' && at > 0 && at + 1 < in->count &&
           (token->flags & FOI_TOKEN_GLUED) && (token[1].flags & FOI_TOKEN_GLUED) &&
           token[-1].kind == FOI_TOKEN_WORD && token[1].kind == FOI_TOKEN_WORD;
}

/* Run on from BEGUN, which has taken the token AT: the end of the longest match, or 0. */
static size_t run_on(const run *in, const entry *begun, size_t at)
{
    const foi_pattern_set *set = in->set;
    const automaton *machine = &g_array_index(set->automata, automaton, begun->number);
    const foi_pattern_position *places =
        &g_array_index(set->positions, foi_pattern_position, machine->base);
    const uint64_t *follow = &g_array_index(set->follows, uint64_t, machine->base);
    uint64_t active = begun->active;
    size_t end = begun->ends ? at + 1 : 0;
    while (active) {
        uint64_t wanted = positions_behind(follow, active);
        /* A phrase does not run from one paragraph into the next. */
        if (!wanted || at + 1 >= in->count || (in->tokens[at + 1].flags & FOI_TOKEN_BREAK))
            break;
        at++;
        uint64_t taken = step(machine, places, wanted, &in->tokens[at]);
        if (taken & machine->last)
            end = at + 1;
        active = taken | (is_hyphen(in, at) ? active : 0);
    }
    return end;
}

static inline foi_pattern_match *match_at(const run *in, guint at)
{
    return &g_array_index(in->out, foi_pattern_match, at);
}

/* Keep that the automaton NUMBER has a match from token FIRST to END; the longest one counts. */
static void keep(run *in, uint32_t number, size_t first, size_t end)
{
    guint at = in->matches;
    while (at > in->own && match_at(in, at - 1)->rule > number)
        at--;
    if (at > in->own && match_at(in, at - 1)->rule == number) {
        match_at(in, at - 1)->end = MAX(match_at(in, at - 1)->end, (uint32_t)end);
        return;
    }
    if (in->matches == in->out->len)
        g_array_set_size(in->out, MAX(in->matches * 2, 64));
    if (at < in->matches)
        memmove(match_at(in, at + 1), match_at(in, at),
                (in->matches - at) * sizeof(foi_pattern_match));
    *match_at(in, at) = (foi_pattern_match){number, (uint32_t)first, (uint32_t)end};
    in->matches++;
}

/* What the token behind AT is for a sieve; 0 where none can go on. */
static inline uint64_t sieve_behind(const run *in, size_t at)
{
    if (at + 1 >= in->count)
        return 0;
    const foi_token *next = &in->tokens[at + 1];
    if (next->kind == FOI_TOKEN_WORD)
        return SIEVE_WORD(next->symbol);
    /* A hyphen may be passed over. */
    return next->kind == FOI_TOKEN_PROVISION ? SIEVE_PROVISION
           : next->kind == FOI_TOKEN_NUMBER  ? SIEVE_NUMBER | SIEVE_WORD(next->symbol)
           : next->value == '-'              ? UINT64_MAX
                                             : SIEVE_WORD(next->symbol);
}

/* Keep the matches of a list from the entry PLACE - 1 on, which have taken the token AT and are run
 * on from there. */
static void keep_all(run *in, uint32_t place, size_t first, size_t at)
{
    bool begins = in->tokens[first].flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_LINE);
    uint64_t behind = sieve_behind(in, at);
    while (place) {
        const entry *begun = &g_array_index(in->set->entries, entry, place - 1);
        place = begun->next;
        if ((begun->anchored && !begins) || (!(begun->sieve & behind) && !begun->ends))
            continue;
        size_t end = begun->sieve & behind ? run_on(in, begun, at) : at + 1;
        if (end)
            keep(in, begun->number, first, end);
    }
}

/* The node behind FROM and TOKEN; NULL where no pattern goes on so. */
static inline uint32_t next_node(const foi_pattern_set *set, uint32_t from, const foi_token *token)
{
    uint64_t key = step_key(from, token->symbol), hash = foi_symbol_hash(key);
    if (!(set->filter[hash >> 54] & (uint64_t)1 << (hash >> 48 & 63)) ||
        token->kind == FOI_TOKEN_PROVISION || (token->flags & FOI_TOKEN_BREAK))
        return 0;
    return foi_symbol_map_get(&set->steps, key);
}

/* Run what has begun with token FIRST, at the node NUMBER, and goes on with token AT. */
static inline void go_on(run *in, uint32_t number, size_t first, size_t at)
{
    G_STATIC_ASSERT(TREE_DEPTH == 2);
    uint32_t next = next_node(in->set, number, &in->tokens[at]);
    if (next)
        keep_all(in, g_array_index(in->set->nodes, node, next - 1).first, first, at);
}

/* Run what can begin with token FIRST, whose node is NUMBER. */
static inline void run_node(run *in, uint32_t number, size_t first)
{
    in->own = in->matches;
    uint32_t begun = g_array_index(in->set->nodes, node, number).first;
    if (begun)
        keep_all(in, begun, first, first);
    if (first + 1 < in->count) {
        go_on(in, number, first, first + 1);
        if (is_hyphen(in, first + 1))
            go_on(in, number, first, first + 2);
    }
    for (; in->own < in->matches; in->own++) {
        foi_pattern_match *match = match_at(in, in->own);
        match->rule = g_array_index(in->set->automata, automaton, match->rule).rule;
    }
}

/* Run what can begin with token AT; NUMBER: 1 + the node of its word, or 0. */
static void run_token(run *in, uint32_t number, size_t at)
{
    if (in->tokens[at].kind == FOI_TOKEN_PROVISION) {
        run_node(in, BEGIN_PROVISION, at);
        return;
    }
    if (in->tokens[at].kind == FOI_TOKEN_NUMBER)
        run_node(in, BEGIN_NUMBER, at);
    if (number)
        run_node(in, number - 1, at);
}

GArray *foi_pattern_set_run(const foi_pattern_set *set, const foi_token *tokens, size_t count)
{
    G_STATIC_ASSERT(FOI_TOKEN_NUMBER > FOI_TOKEN_MARK && FOI_TOKEN_PROVISION > FOI_TOKEN_NUMBER);
    run in = {set, tokens, count, g_array_new(FALSE, FALSE, sizeof(foi_pattern_match)), 0, 0};
    for (size_t i = 0; i < count; i++) {
        uint32_t number = foi_symbol_map_get(&set->words, tokens[i].symbol);
        if (number || tokens[i].kind >= FOI_TOKEN_NUMBER)
            run_token(&in, number, i);
    }
    g_array_set_size(in.out, in.matches);
    return in.out;
}
