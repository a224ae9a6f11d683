/* tag_support.h - documents made from a string, for the tests of the tagger. */
#ifndef FOI_TEST_TAG_SUPPORT_H
#define FOI_TEST_TAG_SUPPORT_H

#include <glib.h>
#include <string.h>

#include "indexer/law/law.h"
#include "indexer/tag/tag.h"

/** A text document whose paragraphs are parted by empty lines; lines "# " are headings. */
static inline foi_document *document_of(const char *text)
{
    foi_document *document = foi_document_new();
    document->file = FOI_FILE_TEXT;
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);
    for (char **one = paragraphs; *one; one++) {
        g_strstrip(*one);
        bool heading = g_str_has_prefix(*one, "# ");
        const char *bytes = heading ? *one + 2 : *one;
        if (!*bytes)
            continue;
        if (document->text.bytes->len)
            g_string_append(document->text.bytes, "\n\n");
        foi_block block = {.start = document->text.bytes->len,
                           .length = strlen(bytes),
                           .kind = heading ? FOI_BLOCK_HEADING : FOI_BLOCK_PARAGRAPH,
                           .zone = FOI_ZONE_BODY};
        g_string_append(document->text.bytes, bytes);
        g_array_append_val(document->text.blocks, block);
    }
    return document;
}

static inline foi_document *tagged(const char *text)
{
    foi_document *document = document_of(text);
    foi_tag_document(document);
    return document;
}

/** The ids that have ROLE, in order of appearance, parted by ";". */
static inline char *ids_with(const foi_document *document, foi_role role)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        if (tag->role == role)
            g_string_append_printf(out, "%s%s", out->len ? ";" : "", tag->id);
    }
    return g_string_free(out, FALSE);
}

#endif
