#include "indexer/tag/classes.h"

#include "indexer/tag/dates.h"

#define BIT(class) (1u << (class))

/* Symbols with the same low bits share a place: a class says "may be", and its step looks again. */
#define PLACES 4096

/* What tells the classes of a token: its kind and flags, and its word. */
typedef struct {
    uint8_t forms[FOI_TOKEN_PROVISION + 1][UINT8_MAX + 1];
    uint8_t words[PLACES];
} sieve;

static void put_forms(sieve *to)
{
    for (unsigned kind = 0; kind <= FOI_TOKEN_PROVISION; kind++)
        for (unsigned flags = 0; flags <= UINT8_MAX; flags++) {
            foi_token token = {.kind = (uint8_t)kind, .flags = (uint8_t)flags};
            bool capital = kind == FOI_TOKEN_WORD && (flags & FOI_TOKEN_CAPITAL);
            to->forms[kind][flags] =
                (uint8_t)((flags & FOI_TOKEN_LINE ? BIT(FOI_CLASS_LINE) : 0) |
                          (capital ? BIT(FOI_CLASS_CAPITAL) : 0) |
                          (kind == FOI_TOKEN_MARK ? BIT(FOI_CLASS_MARK) : 0) |
                          (kind == FOI_TOKEN_NUMBER ? BIT(FOI_CLASS_NUMBER) : 0) |
                          (foi_date_may_begin(&token) ? BIT(FOI_CLASS_DATE) : 0));
        }
}

static void put_words(sieve *to, const foi_symbol_map *words, foi_class class)
{
    for (size_t i = 0; i < (size_t)1 << words->bits; i++)
        if (words->slots[i].value)
            to->words[words->slots[i].key % PLACES] |= BIT(class);
}

static const sieve *sieve_get(void)
{
    static const sieve *made;
    if (g_once_init_enter(&made)) {
        sieve *all = g_new0(sieve, 1);
        put_forms(all);
        put_words(all, foi_reference_beginnings(), FOI_CLASS_REFERENCE);
        put_words(all, foi_matter_words(), FOI_CLASS_MATTER);
        put_words(all, foi_review_words(), FOI_CLASS_REVIEW);
        g_once_init_leave(&made, all);
    }
    return made;
}

static inline unsigned classes_of(const sieve *all, const foi_token *token)
{
    unsigned classes = all->forms[token->kind][token->flags];
    if (token->kind == FOI_TOKEN_PROVISION)
        return classes;
    /* A letter may be a digit that was misread. */
    classes |= token->value == 1 && foi_date_may_begin(token) ? BIT(FOI_CLASS_DATE) : 0;
    return classes | all->words[token->symbol % PLACES];
}

foi_classes foi_classes_of(const foi_token *tokens, uint32_t count)
{
    G_STATIC_ASSERT(FOI_CLASSES <= 8);
    const sieve *all = sieve_get();
    foi_classes made = {g_new0(uint64_t, ((size_t)count / 64 + 1) * FOI_CLASSES), count};
    uint64_t *bits = made.bits;
    for (uint32_t first = 0; first < count; first += 64, bits += FOI_CLASSES) {
        uint32_t here = MIN(count - first, 64);
        for (uint32_t i = 0; i < here; i++)
            for (unsigned left = classes_of(all, &tokens[first + i]); left; left &= left - 1)
                bits[__builtin_ctz(left)] |= (uint64_t)1 << i;
    }
    return made;
}

void foi_classes_clear(foi_classes *classes)
{
    g_free(classes->bits);
    *classes = (foi_classes){0};
}

uint32_t foi_classes_count(const foi_classes *classes, foi_class class)
{
    uint32_t count = 0;
    for (size_t word = 0; word < (size_t)classes->count / 64 + 1; word++)
        count += (uint32_t)__builtin_popcountll(classes->bits[word * FOI_CLASSES + class]);
    return count;
}
