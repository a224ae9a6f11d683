/* The machine that runs all patterns at once, against a plain reading of the pattern language. */
#include "indexer/law/pattern.h"

#include <criterion/criterion.h>
#include <string.h>

/* A text of so few tokens that places among them are the bits of a word. */
typedef struct {
    const foi_token *tokens;
    guint count;
    guint first; /* where the match begins */
    const char *at;
} reference;

static uint64_t read_choice(reference *in, uint64_t from);

static bool is_hyphen(const reference *in, guint at)
{
    const foi_token *token = &in->tokens[at];
    return at > in->first && at + 1 < in->count && token->value == '-' &&
           token->kind == FOI_TOKEN_MARK && token[-1].kind == FOI_TOKEN_WORD &&
           token[1].kind == FOI_TOKEN_WORD && (token->flags & FOI_TOKEN_GLUED) &&
           (token[1].flags & FOI_TOKEN_GLUED);
}

/* Behind one token that SYMBOL or KIND takes, from each of the places FROM; 0 and WORD: any. */
static uint64_t take(const reference *in, uint64_t from, uint32_t symbol, foi_token_kind kind)
{
    uint64_t to = 0;
    for (guint at = 0; at < in->count; at++) {
        bool passed = at > 0 && (from >> (at - 1) & 1) && is_hyphen(in, at - 1);
        if (!(from >> at & 1) && !passed)
            continue;
        const foi_token *token = &in->tokens[at];
        bool any = !symbol && kind == FOI_TOKEN_WORD;
        bool taken = any      ? !(token->flags & FOI_TOKEN_SENTENCE)
                     : symbol ? token->symbol == symbol && token->kind != FOI_TOKEN_PROVISION
                              : token->kind == kind;
        if (taken && (at == in->first || !(token->flags & FOI_TOKEN_BREAK)))
            to |= (uint64_t)1 << (at + 1);
    }
    return to;
}

static uint64_t read_gap(reference *in, uint64_t from)
{
    uint64_t to = from;
    for (guint64 most = g_ascii_strtoull(in->at + 3, (char **)&in->at, 10); most > 0; most--)
        to |= from = take(in, from, 0, FOI_TOKEN_WORD);
    return to;
}

static uint64_t read_item(reference *in, uint64_t from)
{
    char open = *in->at;
    if (open == '[' || open == '(') {
        in->at++;
        uint64_t to = read_choice(in, from);
        in->at++;
        return open == '[' ? to | from : to;
    }
    if (strncmp(in->at, "...", 3) == 0)
        return read_gap(in, from);
    if (*in->at == '{') {
        bool number = in->at[1] == 'n';
        in->at = strchr(in->at, '}') + 1;
        return take(in, from, 0, number ? FOI_TOKEN_NUMBER : FOI_TOKEN_PROVISION);
    }
    size_t length = strcspn(in->at, " []()|{}");
    uint32_t symbol = foi_symbol_of(in->at, length);
    in->at += length;
    return take(in, from, symbol, FOI_TOKEN_WORD);
}

static uint64_t read_choice(reference *in, uint64_t from)
{
    uint64_t to = 0, row = from;
    for (; *in->at && *in->at != ')' && *in->at != ']'; in->at += *in->at == ' ') {
        if (*in->at == '|') {
            to |= row;
            row = from;
            in->at++;
        } else if (*in->at != ' ') {
            row = read_item(in, row);
        }
    }
    return to | row;
}

/* The end of the longest match of PATTERN at token FIRST, or 0. */
static guint longest(const GArray *tokens, guint first, const char *pattern)
{
    reference in = {(const foi_token *)tokens->data, tokens->len, first, pattern};
    bool anchored = *pattern == '^';
    in.at += anchored;
    if (anchored && !(in.tokens[first].flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_LINE)))
        return 0;
    uint64_t ends = read_choice(&in, (uint64_t)1 << first);
    return ends ? 63 - (guint)__builtin_clzll(ends) : 0;
}

static const char *const words[] = {"we",   "do",    "not",   "hold", "first", "tier",
                                    "days", "under", "these", "20",   "-"};

static const char *any_word(GRand *random)
{
    return words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))];
}

/* A row of items, at least one of which has to be there. */
static void write_row(GRand *random, GString *out, int depth)
{
    int items = g_rand_int_range(random, 1, 5), sure = g_rand_int_range(random, 0, items);
    for (int i = 0; i < items; i++) {
        int form = i == sure ? g_rand_int_range(random, 0, 6) : g_rand_int_range(random, 0, 12);
        g_string_append(out, i ? " " : "");
        if (form == 6 && i > 0 && depth == 0) {
            g_string_append_printf(out, "...%d", g_rand_int_range(random, 1, 5));
        } else if (form >= 4 && depth < 2) {
            bool optional = form >= 6;
            g_string_append_c(out, optional ? '[' : '(');
            write_row(random, out, depth + 1);
            if (form % 2 || !optional) {
                g_string_append_c(out, '|');
                write_row(random, out, depth + 1);
            }
            g_string_append_c(out, optional ? ']' : ')');
        } else {
            static const char *const others[] = {"{num}", "{prov}"};
            int other = g_rand_int_range(random, 0, 10);
            g_string_append(out, other < 2 ? others[other] : any_word(random));
        }
    }
}

static GArray *write_tokens(GRand *random)
{
    static const char *const gaps[] = {" ", " ", " ", " ", "", "\n", ". We ", "\n\n"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = g_rand_int_range(random, 1, 18); i > 0; i--) {
        g_string_append(text, any_word(random));
        g_string_append(text, gaps[g_rand_int_range(random, 0, G_N_ELEMENTS(gaps))]);
    }
    GArray *tokens = foi_tokens_read(text->str, text->len);
    for (guint i = 0; i < tokens->len; i++)
        if (g_rand_int_range(random, 0, 12) == 0)
            g_array_index(tokens, foi_token, i).kind = FOI_TOKEN_PROVISION;
    return tokens;
}

static void check(GArray *tokens, GPtrArray *patterns, const foi_pattern_set *set)
{
    g_autoptr(GArray) found =
        foi_pattern_set_run(set, (const foi_token *)tokens->data, tokens->len);
    guint next = 0;
    for (guint first = 0; first < tokens->len; first++)
        for (guint rule = 0; rule < patterns->len; rule++) {
            guint end = longest(tokens, first, g_ptr_array_index(patterns, rule));
            if (!end)
                continue;
            cr_assert_lt(next, found->len, "%s", (char *)g_ptr_array_index(patterns, rule));
            const foi_pattern_match *match = &g_array_index(found, foi_pattern_match, next++);
            cr_assert(match->first == first && match->rule == rule && match->end == end,
                      "\"%s\" at %u to %u: rule %u, %u to %u",
                      (char *)g_ptr_array_index(patterns, rule), first, end, match->rule,
                      match->first, match->end);
        }
    cr_assert_eq(next, found->len);
}

/* Numbers in words are left out: "20" as a word and as {num} would begin two matches. */
Test(pattern, finds_what_a_plain_reading_finds)
{
    GRand *random = g_rand_new_with_seed(20190524);
    for (int round = 0; round < 400; round++) {
        g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func(g_free);
        foi_pattern_set *set = foi_pattern_set_new();
        while (patterns->len < 30) {
            g_autoptr(GString) pattern =
                g_string_new(g_rand_int_range(random, 0, 8) == 0 ? "^" : "");
            write_row(random, pattern, 0);
            if (!strstr(pattern->str, "20") &&
                foi_pattern_set_add(set, pattern->str, patterns->len))
                g_ptr_array_add(patterns, g_strdup(pattern->str));
        }
        for (int texts = 0; texts < 10; texts++) {
            g_autoptr(GArray) tokens = write_tokens(random);
            check(tokens, patterns, set);
        }
        foi_pattern_set_free(set);
    }
    g_rand_free(random);
}

Test(pattern, work_grows_with_the_matches_not_with_the_rows)
{
    foi_pattern_set *set = foi_pattern_set_new();
    for (uint32_t i = 0; i < 5000; i++) {
        g_autofree char *pattern =
            g_strdup_printf("we %c%c%c hold", 'a' + i % 20, 'a' + i / 20 % 20, 'a' + i / 400);
        cr_assert(foi_pattern_set_add(set, pattern, i), "%s", pattern);
    }
    static const char text[] = "we bca hold what we hold";
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    g_autoptr(GArray) found =
        foi_pattern_set_run(set, (const foi_token *)tokens->data, tokens->len);
    cr_assert_eq(found->len, 1);
    cr_assert_eq(g_array_index(found, foi_pattern_match, 0).rule, 1 + 2 * 20);
    foi_pattern_set_free(set);
}
