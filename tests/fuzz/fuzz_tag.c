/* fuzz_tag.c - any text through the tagger (libFuzzer).
 *
 * The first byte chooses what kind of file the text came from. Every tag must be of the vocabulary,
 * every provision one that the law has, and every quote must lie within the text.
 */
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
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        expect(foi_law_provision(tag->id) != NULL);
        expect(tag->role > FOI_ROLE_NONE && tag->role < FOI_ROLE_END);
        check_evidence(document, &tag->evidence);
    }
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags->references, i);
        expect(tag->id != NULL && *tag->id != '\0' && g_utf8_validate(tag->id, -1, NULL));
        check_evidence(document, &tag->evidence);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const foi_file_kind FILES[] = {FOI_FILE_TEXT, FOI_FILE_MAIL, FOI_FILE_SHEET};
    static const foi_budget SMALL = {1048576, 1048576, 16, 4, 1000};
    if (size == 0)
        return 0;
    g_autofree char *text = g_utf8_make_valid((const char *)data + 1, (gssize)(size - 1));
    g_autoptr(foi_document) document = foi_document_new();
    document->file = FILES[data[0] % G_N_ELEMENTS(FILES)];
    foi_output *output = foi_output_new(document, &SMALL);
    foi_output_lines(output, text, strlen(text));
    foi_output_finish(output);
    foi_output_free(output);
    foi_tag_document(document);
    check_tags(document);
    return 0;
}
