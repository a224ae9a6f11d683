#include <glib.h>
#include <string.h>

#include "indexer/law/parts.h"
#include "indexer/law/regimes.h"

/* A provision as typed is a dozen tokens at most. */
#define TYPED_LIMIT 64

static bool is_word(const foi_token *token, const char *const *words)
{
    for (; *words; words++)
        if (token->symbol == foi_token_symbol(*words))
            return true;
    return false;
}

/* The regime whose id or short name begins TEXT at token *AT, moved behind it and its colon; -1. */
static int read_regime(const char *text, const GArray *tokens, guint *at)
{
    const foi_token *first = &g_array_index(tokens, foi_token, 0);
    guint end = 0;
    while (end < tokens->len) {
        const foi_token *token = &g_array_index(tokens, foi_token, end);
        if (token->kind == FOI_TOKEN_NUMBER || (end > 0 && !(token->flags & FOI_TOKEN_GLUED)))
            break;
        if (token->kind == FOI_TOKEN_MARK && token->value == ':')
            break;
        end++;
    }
    if (end == 0)
        return -1;
    const foi_token *last = &g_array_index(tokens, foi_token, end - 1);
    g_autofree char *name =
        g_strndup(text + first->start, last->start + last->length - first->start);
    int regime = foi_regime_index(name);
    for (size_t i = 0; regime < 0 && foi_regime_at(i); i++)
        if (g_ascii_strcasecmp(foi_regime_at(i)->short_name, name) == 0)
            regime = (int)i;
    if (regime < 0)
        return -1;
    *at = end;
    if (end < tokens->len && g_array_index(tokens, foi_token, end).value == ':')
        ++*at;
    return regime;
}

char *foi_law_canonical(const char *text)
{
    static const char *const sections[] = {"s", "ss", "section", "sections", "sec", NULL};
    static const char *const regulations[] = {"reg",         "regs", "regulation",
                                              "regulations", "r",    NULL};
    if (!text || strlen(text) > TYPED_LIMIT || !g_utf8_validate(text, -1, NULL))
        return NULL;
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    if (tokens->len == 0)
        return NULL;
    guint at = 0;
    int regime = read_regime(text, tokens, &at);
    bool unit_regulations = false;
    if (at < tokens->len) {
        const foi_token *unit = &g_array_index(tokens, foi_token, at);
        unit_regulations = is_word(unit, regulations);
        if (unit_regulations || is_word(unit, sections)) {
            at++;
            if (at < tokens->len && g_array_index(tokens, foi_token, at).value == '.' &&
                g_array_index(tokens, foi_token, at).kind == FOI_TOKEN_MARK)
                at++;
        }
    }
    foi_law_path path;
    if (!foi_law_read_path((const foi_token *)tokens->data, tokens->len, at, text, &path) ||
        path.end != tokens->len)
        return NULL;
    if (regime < 0)
        regime = foi_regime_for(unit_regulations, false);
    if (regime < 0)
        return NULL;
    GString *id = g_string_new(NULL);
    g_string_printf(id, "%s:%s", foi_regime_at((size_t)regime)->id, path.number);
    for (unsigned i = 0; i < path.parts; i++)
        g_string_append_printf(id, "(%s)", path.part[i]);
    g_autofree char *made = g_string_free(id, FALSE);
    return foi_law_provision(made) ? g_steal_pointer(&made) : NULL;
}
