#include "query/suggest/correct.h"

#include "indexer/text/tokenizer.h"

typedef struct corrector {
    const char *query;
    foi_stemmer *stemmer;
    const foi_words **tables;
    size_t count;
    GString *corrected;
    size_t taken; /* how much of the query is in `corrected` */
    bool any;
} corrector;

static void correct_word(corrector *c, const foi_node *word)
{
    g_autofree char *folded = foi_token_fold(word->text);
    g_autofree char *meant = folded ? foi_suggest(c->tables, c->count, c->stemmer, folded) : NULL;
    size_t start = word->start;

    if (!meant)
        return;
    /* Its sign is part of a word that is required. */
    while (c->query[start] == '+')
        start++;
    g_string_append_len(c->corrected, c->query + c->taken, (gssize)(start - c->taken));
    g_string_append(c->corrected, meant);
    c->taken = word->start + word->length;
    c->any = true;
}

/* In the order of the text, which is that of the tree. Trees are no deeper than FOI_QUERY_DEPTH. */
static void correct_node(corrector *c, const foi_node *node)
{
    if (node->kind == FOI_NODE_WORD)
        correct_word(c, node);
    else if (node->kind == FOI_NODE_SEQUENCE || node->kind == FOI_NODE_OR)
        for (guint i = 0; i < node->children->len; i++)
            correct_node(c, node->children->pdata[i]);
}

char *foi_correct(const char *query, const foi_node *root, foi_snapshot *snapshot,
                  foi_stemmer *stemmer)
{
    size_t segments = foi_snapshot_segments(snapshot);
    g_autofree const foi_words **tables = g_new(const foi_words *, segments + 1);
    g_autoptr(GString) corrected = g_string_new(NULL);
    corrector c = {query, stemmer, tables, 0, corrected, 0, false};

    for (size_t s = 0; s < segments; s++) {
        const foi_words *words;
        /* What is damaged has spoiled the answer before this. */
        if (foi_snapshot_words(snapshot, s, &words, NULL) == FOI_OK)
            tables[c.count++] = words;
    }
    correct_node(&c, root);
    if (!c.any)
        return NULL;
    g_string_append(corrected, query + c.taken);
    return g_string_free(g_steal_pointer(&corrected), FALSE);
}
