/* document_facts.c - where a document lies, what it belongs to and how it was read. */
#include "query/program/document_facts.h"

#include <inttypes.h>

#include "indexer/document/path.h"

static void free_fact(void *data)
{
    query_fact *fact = data;

    g_free(fact->value);
    g_free(fact);
}

static void add(GPtrArray *facts, const char *name, const char *value, bool is_path)
{
    query_fact *fact;

    if (!value)
        return;
    fact = g_new0(query_fact, 1);
    *fact = (query_fact){name, g_strdup(value), is_path};
    g_ptr_array_add(facts, fact);
}

static void add_ocr(GPtrArray *facts, const foi_document *document)
{
    uint32_t sure = foi_text_ocr(&document->text);
    g_autofree char *words = g_strdup_printf("read from a picture, %" PRIu32 "%% sure", sure);

    if (sure > 0)
        add(facts, "OCR", words, false);
}

GPtrArray *query_document_facts(const foi_document *document)
{
    GPtrArray *facts = g_ptr_array_new_with_free_func(free_fact);
    const GPtrArray *others = document->other_places;
    g_autofree char *location = foi_path_display(document->location ? document->location : "");

    add(facts, "id", document->id, false);
    add(facts, "location", location, true);
    add(facts, "member", document->member, true);
    for (guint i = 0; others && i < others->len; i++)
        add(facts, "also at", others->pdata[i], true);
    add(facts, "status", foi_vocabulary_label(FOI_VOCABULARY_READ_STATUS, (int)document->status),
        false);
    add(facts, "detail", document->status_detail, false);
    add_ocr(facts, document);
    add(facts, "case", document->case_id, false);
    return facts;
}
