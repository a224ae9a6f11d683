/* telling.c - the words of a document that come often in it and in few others. */
#include <math.h>
#include <string.h>

#include "indexer/text/positions.h"
#include "query/handles.h"
#include "query/similar/likeness.h"

/* A word of fewer bytes tells nothing. */
#define SHORTEST 3

/* In an index of at least so many documents a word that half of them have tells nothing. */
#define MANY_DOCUMENTS 20

typedef struct counter {
    foi_stemmer *stemmer;
    GHashTable *by_term; /* of candidate, by its term */
    GArray *candidates;  /* of candidate */
} counter;

/* A stem of the document. */
typedef struct candidate {
    char *text; /* the form that stands first */
    char *term;
    uint32_t count;
} candidate;

static void clear_candidate(void *data)
{
    candidate *c = data;

    g_free(c->text);
    g_free(c->term);
}

/* Words with digits are dates, telephone numbers and case numbers; very short ones the parts of
 * provisions. */
static bool may_tell(const foi_token *token)
{
    for (size_t i = 0; i < token->word_length; i++)
        if (g_ascii_isdigit(token->word[i]))
            return false;
    return token->word_length >= SHORTEST && !foi_is_stop_word(token->word, token->word_length);
}

static void count_word(counter *c, const foi_token *token, uint32_t weight)
{
    size_t length = 0;
    gpointer place;

    if (weight == 0 || !may_tell(token))
        return;
    const char *stem = foi_stemmer_term(c->stemmer, token->word, token->word_length, &length);
    g_autofree char *term = g_strndup(stem, length);
    if (g_hash_table_lookup_extended(c->by_term, term, NULL, &place)) {
        g_array_index(c->candidates, candidate, GPOINTER_TO_UINT(place)).count += weight;
        return;
    }
    candidate found = {g_strndup(token->word, token->word_length), g_steal_pointer(&term), weight};
    g_hash_table_insert(c->by_term, found.term, GUINT_TO_POINTER(c->candidates->len));
    g_array_append_val(c->candidates, found);
}

static void count_words(counter *c, const foi_document *document)
{
    const char *title = document->title ? document->title : "";
    foi_word_walk walk;
    foi_word word;
    foi_tokenizer tokenizer;
    foi_token token;

    foi_word_walk_start(&walk, &document->text);
    while (foi_word_walk_next(&walk, &word))
        if (word.block->kind != FOI_BLOCK_MAIL_HEADER)
            count_word(c, &word.token, word.weight);
    foi_tokenizer_start(&tokenizer, title, strlen(title));
    while (foi_tokenizer_next(&tokenizer, &token))
        count_word(c, &token, FOI_TITLE_WEIGHT);
}

static gint compare_counts(gconstpointer a, gconstpointer b)
{
    const candidate *x = a;
    const candidate *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->term, y->term);
}

/* The most telling words so far, the least telling last. */
static void keep(GPtrArray *kept, foi_telling *word)
{
    guint place = kept->len;

    while (place > 0 && ((const foi_telling *)kept->pdata[place - 1])->worth < word->worth)
        place--;
    g_ptr_array_insert(kept, (gint)place, word);
    if (kept->len > FOI_TELLING_WORDS)
        g_ptr_array_set_size(kept, FOI_TELLING_WORDS);
}

static bool can_be_kept(const GPtrArray *kept, double worth)
{
    return kept->len < FOI_TELLING_WORDS ||
           ((const foi_telling *)kept->pdata[kept->len - 1])->worth < worth;
}

/* OWN: the document itself is one of the index. */
static foi_status choose(const counter *c, foi_snapshot *snapshot, bool own, GPtrArray *kept,
                         foi_error *error)
{
    xap_database *database = foi_snapshot_database(snapshot);
    xap_error failure = XAP_ERROR_INIT;
    uint32_t all = 0, documents = 0;

    if (xap_database_document_count(database, &all, &failure) != XAP_OK)
        return foi_xapian_failure(error, &failure);
    for (guint i = 0; i < c->candidates->len; i++) {
        candidate *from = &g_array_index(c->candidates, candidate, i);
        if (!can_be_kept(kept, from->count * log(1.0 + all)))
            break; /* they come by falling counts: no word of one document could be */
        if (xap_database_term_frequency(database, from->term, strlen(from->term), &documents,
                                        &failure) != XAP_OK)
            return foi_xapian_failure(error, &failure);
        bool common = all >= MANY_DOCUMENTS && documents > all / 2;
        double worth = from->count * log((1.0 + all) / MAX(documents, 1U));
        if (documents <= (own ? 1U : 0U) || common || !can_be_kept(kept, worth))
            continue;
        foi_telling *word = g_new0(foi_telling, 1);
        *word = (foi_telling){g_steal_pointer(&from->text), g_strdup(from->term), from->count,
                              documents, worth};
        keep(kept, word);
    }
    return FOI_OK;
}

foi_status foi_telling_words(const foi_document *document, foi_snapshot *snapshot,
                             foi_stemmer *stemmer, GPtrArray *into, foi_error *error)
{
    g_autoptr(GHashTable) by_term = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(candidate));
    counter c = {stemmer, by_term, candidates};
    bool own = document->id && foi_snapshot_find(snapshot, document->id) != 0;

    g_array_set_clear_func(candidates, clear_candidate);
    count_words(&c, document);
    g_hash_table_remove_all(by_term);
    g_array_sort(candidates, compare_counts);
    return choose(&c, snapshot, own, into, error);
}
