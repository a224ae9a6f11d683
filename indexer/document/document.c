#include "indexer/document/document.h"

#include <string.h>

static void provision_free(void *data)
{
    foi_provision_tag *tag = data;
    g_free(tag->id);
    g_free(tag);
}

static void reference_free(void *data)
{
    foi_reference_tag *tag = data;
    g_free(tag->id);
    g_free(tag);
}

static void tags_init(foi_tags *tags)
{
    memset(tags, 0, sizeof *tags);
    tags->regimes = g_ptr_array_new_with_free_func(g_free);
    tags->provisions = g_ptr_array_new_with_free_func(provision_free);
    tags->references = g_ptr_array_new_with_free_func(reference_free);
}

static void tags_release(foi_tags *tags)
{
    g_free(tags->authority_id);
    g_free(tags->authority_name);
    g_free(tags->authority_as_written);
    g_free(tags->date);
    g_ptr_array_unref(tags->regimes);
    g_ptr_array_unref(tags->provisions);
    g_ptr_array_unref(tags->references);
}

void foi_tags_clear(foi_tags *tags)
{
    tags_release(tags);
    tags_init(tags);
}

static void note_clear(void *data)
{
    foi_page_note *note = data;
    g_free(note->sheet);
}

foi_document *foi_document_new(void)
{
    foi_document *document = g_new0(foi_document, 1);
    document->status = FOI_READ_OK;
    document->links = g_ptr_array_new_with_free_func(g_free);
    document->text.bytes = g_string_new(NULL);
    document->text.blocks = g_array_new(FALSE, FALSE, sizeof(foi_block));
    document->text.notes = g_array_new(FALSE, TRUE, sizeof(foi_page_note));
    g_array_set_clear_func(document->text.notes, note_clear);
    tags_init(&document->tags);
    return document;
}

void foi_replacement_free(foi_replacement *replacement)
{
    if (replacement == NULL)
        return;
    g_free(replacement->id);
    g_free(replacement->date);
    g_free(replacement->reference);
    g_free(replacement);
}

void foi_document_free(foi_document *document)
{
    if (document == NULL)
        return;
    g_free(document->id);
    g_free(document->parent);
    g_free(document->member);
    g_free(document->mime);
    g_free(document->title);
    g_free(document->status_detail);
    g_free(document->language);
    g_free(document->sender);
    g_free(document->sent);
    g_ptr_array_unref(document->links);
    g_string_free(document->text.bytes, TRUE);
    g_array_unref(document->text.blocks);
    g_array_unref(document->text.notes);
    tags_release(&document->tags);
    g_free(document->title_read);
    g_free(document->location);
    g_clear_pointer(&document->other_places, g_ptr_array_unref);
    g_free(document->case_id);
    foi_replacement_free(document->replaced_by);
    g_clear_pointer(&document->quotes, g_ptr_array_unref);
    g_free(document);
}

void foi_document_set_status(foi_document *document, foi_read_status status, const char *format,
                             ...)
{
    document->status = status;
    g_clear_pointer(&document->status_detail, g_free);
    if (format == NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    document->status_detail = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

foi_source foi_document_field_source(const foi_document *document, foi_tag_field field)
{
    uint32_t bit = (uint32_t)1 << field;
    if ((document->by_person & bit) != 0)
        return FOI_SOURCE_PERSON;
    return (document->by_publisher & bit) != 0 ? FOI_SOURCE_PUBLISHER : FOI_SOURCE_READ;
}

foi_provision_tag *foi_tags_add_provision(foi_tags *tags, const char *id, foi_role role,
                                          foi_evidence evidence)
{
    for (guint i = 0; i < tags->provisions->len; i++) {
        foi_provision_tag *known = g_ptr_array_index(tags->provisions, i);
        if (known->role == role && strcmp(known->id, id) == 0)
            return known;
    }
    foi_provision_tag *tag = g_new0(foi_provision_tag, 1);
    tag->id = g_strdup(id);
    tag->role = role;
    tag->evidence = evidence;
    g_ptr_array_add(tags->provisions, tag);
    return tag;
}

foi_reference_tag *foi_tags_add_reference(foi_tags *tags, foi_reference_kind kind, const char *id,
                                          bool own, foi_evidence evidence)
{
    for (guint i = 0; i < tags->references->len; i++) {
        foi_reference_tag *known = g_ptr_array_index(tags->references, i);
        if (known->kind == kind && strcmp(known->id, id) == 0) {
            known->own = known->own || own;
            return known;
        }
    }
    return foi_tags_append_reference(tags, kind, id, own, evidence);
}

foi_reference_tag *foi_tags_append_reference(foi_tags *tags, foi_reference_kind kind,
                                             const char *id, bool own, foi_evidence evidence)
{
    foi_reference_tag *tag = g_new0(foi_reference_tag, 1);
    tag->kind = kind;
    tag->id = g_strdup(id);
    tag->own = own;
    tag->evidence = evidence;
    g_ptr_array_add(tags->references, tag);
    return tag;
}

const foi_block *foi_text_block_at(const foi_text *text, size_t offset)
{
    guint low = 0;
    guint high = text->blocks->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(text->blocks, foi_block, middle).start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : &g_array_index(text->blocks, foi_block, low - 1);
}

double foi_confidence_shown(double confidence)
{
    return (double)(int)(confidence * 100 + 0.5) / 100;
}

char *foi_text_quote(const foi_text *text, const foi_evidence *evidence)
{
    if (evidence->length == 0 || evidence->start > text->bytes->len ||
        evidence->length > text->bytes->len - evidence->start)
        return NULL;
    GString *quote = g_string_sized_new(evidence->length);
    const char *bytes = text->bytes->str + evidence->start;
    bool space = false;
    for (size_t i = 0; i < evidence->length; i++) {
        if (g_ascii_isspace(bytes[i])) {
            space = true;
            continue;
        }
        if (space && quote->len > 0)
            g_string_append_c(quote, ' ');
        space = false;
        g_string_append_c(quote, bytes[i]);
    }
    return g_string_free(quote, FALSE);
}
