/* results.c - copying an answer out of the snapshot, and lending it. */
#include "query/results.h"

#include <string.h>

#include "indexer/law/law.h"
#include "query/citation/citation.h"
#include "query/snippet/snippet.h"

#define STRING_BLOCK 4096

foi_results *foi_results_new(const char *query)
{
    foi_results *results = g_new0(foi_results, 1);

    results->query = g_strdup(query);
    results->strings = g_string_chunk_new(STRING_BLOCK);
    results->blocks = g_ptr_array_new_with_free_func(g_free);
    results->hits = g_array_new(FALSE, FALSE, sizeof(foi_hit));
    results->facets = g_array_new(FALSE, FALSE, sizeof(foi_facet));
    return results;
}

void foi_results_free(foi_results *results)
{
    if (results) {
        g_free(results->query);
        g_free(results->suggestion);
        g_free(results->identity);
        g_string_chunk_free(results->strings);
        g_ptr_array_unref(results->blocks);
        g_array_unref(results->hits);
        g_array_unref(results->facets);
        g_free(results);
    }
}

const char *foi_results_keep(foi_results *results, const char *string)
{
    return string ? g_string_chunk_insert(results->strings, string) : NULL;
}

void *foi_results_keep_block(foi_results *results, size_t count, size_t size)
{
    void *block = g_malloc0_n(count + 1, size);

    g_ptr_array_add(results->blocks, block);
    return block;
}

/* A list of strings as it is built; it ends in NULL when taken. */
static const char *const *keep_list(foi_results *results, const GPtrArray *list)
{
    const char **copy = foi_results_keep_block(results, list->len, sizeof *copy);

    for (guint i = 0; i < list->len; i++)
        copy[i] = foi_results_keep(results, list->pdata[i]);
    return copy;
}

static void add_once(GPtrArray *list, char *value)
{
    if (g_ptr_array_find_with_equal_func(list, value, g_str_equal, NULL))
        g_free(value);
    else
        g_ptr_array_add(list, value);
}

static void keep_provisions(foi_results *results, const foi_tags *tags, foi_hit *hit)
{
    g_autoptr(GPtrArray) exemptions = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) rulings = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = tags->provisions->pdata[i];
        foi_role role = tag->role;
        bool ruled = role == FOI_ROLE_UPHELD || role == FOI_ROLE_REJECTED;
        bool claimed = ruled || role == FOI_ROLE_RELIED_ON || role == FOI_ROLE_WITHDRAWN;
        if (claimed && foi_law_is_exemption(tag->id))
            add_once(exemptions, g_strdup(tag->id));
        if (ruled || role == FOI_ROLE_BREACHED || role == FOI_ROLE_COMPLIED) {
            const char *name = foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)role);
            add_once(rulings, g_strconcat(name, ":", tag->id, NULL));
        }
    }
    hit->exemptions = keep_list(results, exemptions);
    hit->rulings = keep_list(results, rulings);
}

static const foi_snippet *keep_snippets(foi_results *results, const GPtrArray *snippets,
                                        const char *citation)
{
    foi_snippet *copies = foi_results_keep_block(results, snippets->len, sizeof *copies);

    for (guint i = 0; i < snippets->len; i++) {
        const foi_passage *passage = snippets->pdata[i];
        guint count = passage->highlights->len;
        uint32_t(*pairs)[2] = foi_results_keep_block(results, count, sizeof *pairs);
        for (guint h = 0; h < count; h++) {
            const foi_highlight *mark = &g_array_index(passage->highlights, foi_highlight, h);
            pairs[h][0] = mark->start;
            pairs[h][1] = mark->length;
        }
        copies[i].text = foi_results_keep(results, passage->text);
        copies[i].highlights = (const uint32_t(*)[2])pairs;
        copies[i].highlight_count = count;
        copies[i].page = passage->pinpoint.page;
        copies[i].paragraph = passage->pinpoint.paragraph;
        copies[i].sheet = foi_results_keep(results, passage->pinpoint.sheet);
        copies[i].row = passage->pinpoint.row;
        g_autofree char *cited = foi_citation_at(citation, passage);
        copies[i].citation = foi_results_keep(results, cited);
    }
    return copies;
}

static const foi_replacement_view *keep_replacement(foi_results *results,
                                                    const foi_document *document)
{
    foi_replacement_view by;

    if (!foi_document_replaced_by(document, &by))
        return NULL;
    foi_replacement_view *copy = foi_results_keep_block(results, 1, sizeof *copy);
    copy->id = foi_results_keep(results, by.id);
    copy->type = by.type;
    copy->outcome = by.outcome;
    copy->date = foi_results_keep(results, by.date);
    copy->reference = foi_results_keep(results, by.reference);
    return copy;
}

void foi_results_add_hit(foi_results *results, const foi_document *document, uint32_t rank,
                         double score, const GPtrArray *snippets)
{
    const foi_tags *tags = &document->tags;
    g_autofree char *citation = foi_citation(document);
    foi_hit hit = {
        .rank = rank,
        .score = score,
        .id = foi_results_keep(results, document->id),
        .location = foi_results_keep(results, document->location ? document->location : ""),
        .member = foi_results_keep(results, document->member),
        .title = foi_results_keep(results, document->title),
        .doctype = foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype),
        .authority_id = foi_results_keep(results, tags->authority_id),
        .authority_name = foi_results_keep(results, tags->authority_name),
        .date = foi_results_keep(results, tags->date),
        .outcome = foi_vocabulary_name(FOI_VOCABULARY_OUTCOME, (int)tags->outcome),
        .favours = foi_vocabulary_name(FOI_VOCABULARY_FAVOURS, (int)tags->favours),
        .case_id = foi_results_keep(results, document->case_id),
        .ocr_confidence = foi_text_ocr(&document->text),
        .regimes = keep_list(results, tags->regimes),
        .snippet_count = snippets->len,
        .replaced_by = keep_replacement(results, document),
    };

    keep_provisions(results, tags, &hit);
    hit.citation = foi_results_keep(results, citation);
    hit.snippets = keep_snippets(results, snippets, citation);
    g_array_append_val(results->hits, hit);
}

void foi_results_set_like(foi_results *results, const foi_document *document)
{
    foi_like_view *like = foi_results_keep_block(results, 1, sizeof *like);

    like->id = foi_results_keep(results, document->id);
    like->location = foi_results_keep(results, document->location);
    like->member = foi_results_keep(results, document->member);
    like->title = foi_results_keep(results, document->title);
    results->like = like;
}

const foi_like_view *foi_results_like(const foi_results *results)
{
    return results->like;
}

const foi_explanation *foi_results_explanation(const foi_results *results)
{
    return results->explanation;
}

uint32_t foi_results_total(const foi_results *results)
{
    return results->total;
}

uint32_t foi_results_total_groups(const foi_results *results)
{
    return results->total_groups;
}

uint64_t foi_results_commit(const foi_results *results)
{
    return results->commit;
}

const char *foi_results_identity(const foi_results *results)
{
    return results->identity;
}

uint64_t foi_results_since(const foi_results *results)
{
    return results->since;
}

uint32_t foi_results_total_all_words(const foi_results *results)
{
    return results->total_all_words;
}

int foi_results_relaxed(const foi_results *results)
{
    return results->relaxed;
}

const char *foi_results_suggestion(const foi_results *results)
{
    return results->suggestion;
}

double foi_results_took_ms(const foi_results *results)
{
    return results->took_ms;
}

size_t foi_results_hits(const foi_results *results)
{
    return results->hits->len;
}

const foi_hit *foi_results_hit(const foi_results *results, size_t position)
{
    return position < results->hits->len ? &g_array_index(results->hits, foi_hit, position) : NULL;
}

size_t foi_results_facets(const foi_results *results)
{
    return results->facets->len;
}

const foi_facet *foi_results_facet(const foi_results *results, size_t position)
{
    return position < results->facets->len ? &g_array_index(results->facets, foi_facet, position)
                                           : NULL;
}
