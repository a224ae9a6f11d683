/* Whether no step misses a token that is of its class. */
#include <criterion/criterion.h>
#include <string.h>

#include "indexer/tag/classes.h"
#include "indexer/tag/dates.h"

/* Longer than 64 tokens, so that a class is sought over several pieces. */
static const char text[] =
    "Dear Ms Example\n\nThank you for your request of 4 June 2019, which I received on l2 June, for "
    "information about \"parking fines\". Our reference is FOI/2019/123 [2019].\n"
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen and so "
    "on up to sixty, and on, and on, and on, and on, and on, and on, and on, and on, and on, and on, "
    "and on, and on: you may ask for a review, or reconsider your appeal.\nYours sincerely\n\nX";

static bool has_word(const foi_symbol_map *words, const foi_token *token)
{
    return foi_symbol_map_get(words, token->symbol) != 0;
}

/* Whether TOKEN is of CLASS as its step tells it. */
static bool is_of(foi_class class, const foi_token *token)
{
    switch (class) {
    case FOI_CLASS_LINE:
        return token->flags & FOI_TOKEN_LINE;
    case FOI_CLASS_CAPITAL:
        return token->kind == FOI_TOKEN_WORD && (token->flags & FOI_TOKEN_CAPITAL);
    case FOI_CLASS_MARK:
        return token->kind == FOI_TOKEN_MARK;
    case FOI_CLASS_NUMBER:
        return token->kind == FOI_TOKEN_NUMBER;
    case FOI_CLASS_DATE:
        return foi_date_may_begin(token);
    case FOI_CLASS_REFERENCE:
        return has_word(foi_reference_beginnings(), token);
    case FOI_CLASS_MATTER:
        return has_word(foi_matter_words(), token);
    default:
        return has_word(foi_review_words(), token);
    }
}

Test(tag_classes, all_tokens_of_a_class_are_found_in_order)
{
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    foi_classes classes = foi_classes_of((const foi_token *)tokens->data, tokens->len);
    for (foi_class class = 0; class < FOI_CLASSES; class ++) {
        uint32_t found = 0, at = 0, next = foi_classes_next(&classes, class, 0, tokens->len);
        for (; at < tokens->len; at++) {
            const foi_token *token = &g_array_index(tokens, foi_token, at);
            bool of_form = class <= FOI_CLASS_DATE;
            cr_assert(at <= next);
            cr_assert_eq(foi_classes_next(&classes, class, at, at + 1), at == next ? at : at + 1);
            if (at == next) {
                cr_assert(!of_form || is_of(class, token), "class %d, token %u", class, at);
                next = foi_classes_next(&classes, class, at + 1, tokens->len);
                found++;
            } else {
                cr_assert_not(is_of(class, token), "class %d, token %u", class, at);
            }
        }
        cr_assert_eq(next, tokens->len);
        cr_assert_gt(found, 0, "class %d", class);
        cr_assert_eq(found, foi_classes_count(&classes, class));
    }
    foi_classes_clear(&classes);
}

Test(tag_classes, a_text_without_tokens_has_none)
{
    foi_classes classes = foi_classes_of(NULL, 0);
    cr_assert_eq(foi_classes_next(&classes, FOI_CLASS_LINE, 0, 0), 0);
    cr_assert_eq(foi_classes_count(&classes, FOI_CLASS_LINE), 0);
    foi_classes_clear(&classes);
}
