#include "indexer/tag/tag.h"

#include "indexer/tag/reading.h"

/* What was not read must be known to a person who relies on the tags. */
static void report_limits(foi_reading *reading)
{
    foi_document *document = reading->document;
    if (document->text.bytes->len > FOI_TOKENS_TEXT_LIMIT)
        foi_reading_note_limit(reading, "the first 4 MiB of the text");
    if (reading->law->cut)
        foi_reading_note_limit(reading, "the first 65,535 provisions of a list");
    if (!reading->limits[0] || document->status != FOI_READ_OK)
        return;
    g_autoptr(GString) detail = g_string_new("the tags were read from ");
    for (size_t i = 0; i < FOI_LIMITS && reading->limits[i]; i++)
        g_string_append_printf(detail, "%s%s", i ? ", " : "", reading->limits[i]);
    foi_document_set_status(document, FOI_READ_PARTIAL, "%s only", detail->str);
}

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
    foi_tag_appeal(reading);
    foi_tag_matter(reading);
    foi_tag_title_from_tags(reading);
    report_limits(reading);
}
