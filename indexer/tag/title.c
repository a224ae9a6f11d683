#include "indexer/tag/reading.h"

#include <string.h>

/* A title is a line of at most so many bytes. */
#define TITLE_BYTES 200

static char *subject_of(const foi_reading *reading)
{
    const foi_text *text = &reading->document->text;
    for (guint i = 0; i < text->blocks->len && i < 40; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        if (block->length > 9 &&
            g_ascii_strncasecmp(reading->text + block->start, "Subject: ", 9) == 0)
            return g_strndup(reading->text + block->start + 9, MIN(block->length - 9, TITLE_BYTES));
    }
    return NULL;
}

static char *heading_of(const foi_reading *reading)
{
    const foi_text *text = &reading->document->text;
    for (guint i = 0; i < text->blocks->len && i < 40; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        if (block->kind == FOI_BLOCK_HEADING && block->length >= 4 && block->length <= TITLE_BYTES)
            return g_strndup(reading->text + block->start, block->length);
    }
    return NULL;
}

void foi_tag_title(foi_reading *reading)
{
    foi_document *document = reading->document;
    if (document->title && *document->title)
        return;
    char *title = reading->is_mail ? subject_of(reading) : NULL;
    if (!title)
        title = heading_of(reading);
    if (!title)
        return;
    const char *end;
    if (!g_utf8_validate(title, -1, &end))
        title[end - title] = '\0';
    for (char *c = title; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    g_strstrip(title);
    g_free(document->title);
    document->title = title;
}
