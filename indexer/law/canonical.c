#include <glib.h>
#include <string.h>

#include "indexer/law/parts.h"
#include "indexer/law/regimes.h"

/* A provision as typed is a dozen tokens at most. */
#define TYPED_LIMIT 128

static bool is_word(const foi_token *token, const char *const *words)
{
    for (; *words; words++)
        if (token->symbol == foi_token_symbol(*words))
            return true;
    return false;
}

/* Whether TEXT begins with NAME in any case, as a whole word. */
static bool begins_with(const char *text, const char *name)
{
    size_t length = strlen(name);
    return length && g_ascii_strncasecmp(text, name, length) == 0 &&
           !g_ascii_isalpha(text[length]) && text[length] != '-';
}

/* The regime whose id, short or long name begins TEXT, *LENGTH its bytes with a colon; -1. */
static int read_regime(const char *text, size_t *length)
{
    int regime = -1;
    *length = 0;
    for (int i = 0; foi_regime_at((size_t)i); i++) {
        const foi_regime *row = foi_regime_at((size_t)i);
        const char *const names[] = {row->id, row->short_name, row->long_name};
        for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
            if (begins_with(text, names[k]) && strlen(names[k]) > *length) {
                *length = strlen(names[k]);
                regime = i;
            }
    }
    *length += text[*length] == ':' && regime >= 0;
    return regime;
}

/* The regime of a provision that was typed without one. */
static int assumed_regime(const foi_law_path *path, bool regulations)
{
    for (int i = 0; path->rooted && foi_regime_at((size_t)i); i++)
        if (*foi_regime_at((size_t)i)->root)
            return i;
    return foi_regime_for(regulations, FOI_REGIME_HOME);
}

char *foi_law_canonical(const char *text)
{
    static const char *const sections[] = {"s", "ss", "section", "sections", "sec", NULL};
    static const char *const regulations[] = {"reg",         "regs", "regulation",
                                              "regulations", "r",    NULL};
    static const char *const either[] = {"exemption", "exemptions", "exception", "exceptions",
                                         NULL};
    if (!text || strlen(text) > TYPED_LIMIT || !g_utf8_validate(text, -1, NULL))
        return NULL;
    text += strspn(text, " ");
    size_t named;
    int regime = read_regime(text, &named);
    text += named;
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    if (tokens->len == 0)
        return NULL;
    foi_token *unit = &g_array_index(tokens, foi_token, 0);
    unit->flags = 0; /* no new paragraph: "(b)(5)" may begin with its bracket */
    bool of_regulations = is_word(unit, regulations);
    bool section = is_word(unit, sections);
    uint32_t at = of_regulations || section || is_word(unit, either);
    if (at && tokens->len > 1 && unit[1].kind == FOI_TOKEN_MARK && unit[1].value == '.')
        at++;
    foi_law_path path;
    char id[FOI_PROVISION_ID_SIZE];
    bool read = foi_law_read_path((const foi_token *)tokens->data, tokens->len, at, text, &path) ||
                (path.rooted && path.parts == 1);
    if (!read || path.end != tokens->len)
        return NULL;
    if (regime < 0)
        regime = assumed_regime(&path, of_regulations);
    if (regime < 0 || !foi_law_write_id(&path, regime, !section && !of_regulations, id))
        return NULL;
    return g_strdup(id);
}
