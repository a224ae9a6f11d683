/* public.c - the accessors of include/foi/document.h over the library's own model. */
#include <string.h>

#include "foi/document.h"
#include "indexer/document/document.h"
#include "indexer/document/lend.h"

const char *foi_document_id(const foi_document *document)
{
    return document->id;
}

const char *foi_document_location(const foi_document *document)
{
    return document->location;
}

const char *foi_document_member(const foi_document *document)
{
    return document->member;
}

const char *foi_document_title(const foi_document *document)
{
    return document->title;
}

const char *foi_document_status(const foi_document *document)
{
    return foi_vocabulary_name(FOI_VOCABULARY_READ_STATUS, (int)document->status);
}

const char *foi_document_type(const foi_document *document)
{
    return foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)document->tags.doctype);
}

const char *foi_document_authority_id(const foi_document *document)
{
    return document->tags.authority_id;
}

const char *foi_document_authority_name(const foi_document *document)
{
    return document->tags.authority_name;
}

const char *foi_document_date(const foi_document *document)
{
    return document->tags.date;
}

const char *foi_document_outcome(const foi_document *document)
{
    return foi_vocabulary_name(FOI_VOCABULARY_OUTCOME, (int)document->tags.outcome);
}

const char *foi_document_favours(const foi_document *document)
{
    return foi_vocabulary_name(FOI_VOCABULARY_FAVOURS, (int)document->tags.favours);
}

int foi_document_replaced_by(const foi_document *document, foi_replacement_view *view)
{
    const foi_replacement *by = document->replaced_by;
    if (by == NULL)
        return 0;
    view->id = by->id;
    view->type = foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)by->doctype);
    view->outcome = foi_vocabulary_name(FOI_VOCABULARY_OUTCOME, (int)by->outcome);
    view->date = by->date;
    view->reference = by->reference;
    return 1;
}

const char *foi_document_source(const foi_document *document, const char *field)
{
    int value = foi_vocabulary_value(FOI_VOCABULARY_TAG_FIELD, field);
    if (value == 0)
        return NULL;
    foi_source source = foi_document_field_source(document, (foi_tag_field)value);
    return foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)source);
}

const char *foi_document_text(const foi_document *document, size_t *length)
{
    if (length != NULL)
        *length = document->text.bytes->len;
    return document->text.bytes->str;
}

size_t foi_document_provisions(const foi_document *document)
{
    return document->tags.provisions->len;
}

int foi_document_provision(const foi_document *document, size_t position, foi_provision_view *view)
{
    if (position >= document->tags.provisions->len)
        return 0;
    const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, position);
    memset(view, 0, sizeof *view);
    view->id = tag->id;
    view->role = foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)tag->role);
    view->confidence = tag->evidence.confidence;
    view->source = foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)tag->evidence.source);
    if (document->quotes != NULL)
        view->quote = g_ptr_array_index(document->quotes, position);
    const foi_block *block =
        view->quote == NULL ? NULL : foi_text_block_at(&document->text, tag->evidence.start);
    foi_pinpoint place = foi_text_pinpoint(&document->text, block);
    view->page = place.page;
    view->paragraph = place.paragraph;
    view->sheet = place.sheet;
    view->row = place.row;
    return 1;
}

void foi_document_lend(foi_document *document)
{
    if (document->quotes != NULL)
        return;
    document->quotes = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        g_ptr_array_add(document->quotes, foi_text_quote(&document->text, &tag->evidence));
    }
}

char *foi_document_to_json(const foi_document *document, int with_text)
{
    return foi_document_json(document, with_text != 0);
}

void foi_free(void *memory)
{
    g_free(memory);
}
