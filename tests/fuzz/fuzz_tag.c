/* fuzz_tag.c - any document through the tagger (libFuzzer).
 *
 * The first byte chooses what kind of file the document came from, and whether the rest is plain
 * lines or blocks of all kinds. Every tag must be of the vocabulary, every provision one that the
 * law has, every quote must lie within the text, and tagging a second time must change nothing.
 */
#include <string.h>

#include "indexer/extract/extractor.h"
#include "indexer/law/law.h"
#include "indexer/tag/tag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool fact)
{
    if (!fact)
        __builtin_trap();
}

static void check_evidence(const foi_document *document, const foi_evidence *evidence)
{
    const GString *text = document->text.bytes;
    expect((size_t)evidence->start + evidence->length <= text->len);
    expect(evidence->confidence >= 0 && evidence->confidence <= 1);
    expect(g_utf8_validate_len(text->str + evidence->start, evidence->length, NULL));
}

static void check_tags(const foi_document *document)
{
    const foi_tags *tags = &document->tags;
    const foi_evidence *all[] = {&tags->doctype_evidence, &tags->authority_evidence,
                                 &tags->date_evidence,    &tags->regime_evidence,
                                 &tags->outcome_evidence, &tags->favours_evidence};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        check_evidence(document, all[i]);
    expect(tags->doctype < FOI_DOCTYPE_END && tags->outcome < FOI_OUTCOME_END &&
           tags->favours < FOI_FAVOURS_END);
    for (guint i = 0; i < document->text.blocks->len; i++)
        expect(g_array_index(document->text.blocks, foi_block, i).zone < FOI_ZONE_END);
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        expect(foi_law_provision(tag->id) != NULL);
        g_autofree char *shown = foi_law_display(tag->id);
        expect(shown != NULL && *shown != '\0');
        expect(tag->role > FOI_ROLE_NONE && tag->role < FOI_ROLE_END);
        check_evidence(document, &tag->evidence);
    }
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags->references, i);
        expect(tag->id != NULL && *tag->id != '\0' && g_utf8_validate(tag->id, -1, NULL));
        check_evidence(document, &tag->evidence);
    }
}

/* Blocks of all kinds, parted by blank lines; the first character of each chooses its kind. */
static void add_blocks(foi_output *output, const char *text)
{
    static const char KINDS[FOI_BLOCK_KIND_END + 1] = {'.', '#', '-', '|', ':', '>', '\0'};
    g_auto(GStrv) chunks = g_strsplit(text, "\n\n", -1);
    for (size_t i = 0; chunks[i] != NULL; i++) {
        const char *found = strchr(KINDS, chunks[i][0]);
        foi_block_kind kind =
            found == NULL || *found == '\0' ? FOI_BLOCK_PARAGRAPH : (foi_block_kind)(found - KINDS);
        if (chunks[i][0] == '\f')
            foi_output_page(output);
        foi_output_block(output, kind, 0, chunks[i], strlen(chunks[i]));
    }
}

/* What a reader of mail knows beside the text: taken from the first lines of TEXT. */
static void add_mail(foi_output *output, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", 4);
    if (lines[0] == NULL || lines[1] == NULL)
        return;
    foi_output_title(output, lines[0]);
    foi_output_mail(output, lines[1], "2021-06-08");
}

static foi_document *document_of(const uint8_t *data, size_t size)
{
    static const foi_file_kind FILES[] = {FOI_FILE_TEXT, FOI_FILE_MAIL, FOI_FILE_SHEET,
                                          FOI_FILE_WEB,  FOI_FILE_WORD, FOI_FILE_PDF};
    enum { AS_BLOCKS = 0x40 };
    static const foi_budget SMALL = {1048576, 1048576, 16, 4, 1000};
    g_autofree char *text = g_utf8_make_valid((const char *)data + 1, (gssize)(size - 1));
    foi_document *document = foi_document_new();
    document->file = FILES[data[0] % G_N_ELEMENTS(FILES)];
    foi_output *output = foi_output_new(document, &SMALL);
    if (document->file == FOI_FILE_MAIL)
        add_mail(output, text);
    if (document->file == FOI_FILE_PDF)
        foi_output_page(output);
    if (data[0] & AS_BLOCKS)
        add_blocks(output, text);
    else
        foi_output_lines(output, text, strlen(text));
    foi_output_finish(output);
    foi_output_free(output);
    return document;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    g_autoptr(foi_document) document = document_of(data, size);
    foi_tag_document(document);
    check_tags(document);
    g_autofree char *first = foi_document_json(document, false);
    foi_tag_document(document);
    g_autofree char *again = foi_document_json(document, false);
    expect(strcmp(first, again) == 0);
    return 0;
}
