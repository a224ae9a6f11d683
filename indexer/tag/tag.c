#include "indexer/tag/tag.h"

#include "indexer/tag/reading.h"

void foi_tag_document(foi_document *document)
{
    foi_tags_clear(&document->tags);
    g_autoptr(foi_reading) reading = foi_reading_new(document);
    if (reading->tokens->len == 0)
        return;
    foi_tag_zones(reading);
    foi_tag_language(reading);
    foi_tag_title(reading);
    foi_tag_doctype(reading);
    foi_tag_date(reading);
    foi_tag_references(reading);
    foi_tag_authority(reading);
    foi_tag_roles(reading);
    foi_tag_regime(reading);
    foi_tag_outcome(reading);
    if (document->text.bytes->len > FOI_TOKENS_TEXT_LIMIT && document->status == FOI_READ_OK)
        foi_document_set_status(document, FOI_READ_PARTIAL,
                                "the tags were read from the first %zu MiB of the text only",
                                FOI_TOKENS_TEXT_LIMIT >> 20);
}
