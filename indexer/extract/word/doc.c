/* DOC: the binary files of Word 6 to 2003. */
#include "indexer/extract/extractor.h"
#include "indexer/extract/package/embedded.h"
#include "indexer/extract/word/doc_file.h"
#include "indexer/extract/word/doc_text.h"

/* The table of headers and footers begins with the separators of notes; then each section has these
 * six. */
#define SEPARATORS      6
#define SECTION_MARGINS 6

/* A story, as far as there is text for it. */
typedef struct range {
    uint64_t start;
    uint64_t end;
} range;

static range story_range(const foi_doc_file *file, foi_doc_story story)
{
    range found = {0, 0};
    for (size_t i = 0; i < (size_t)story; i++)
        found.start += file->lengths[i];
    found.end = found.start + file->lengths[story];
    return found;
}

static bool is_footer(size_t margin)
{
    static const bool FOOTERS[SECTION_MARGINS] = {false, false, true, true, false, true};
    return FOOTERS[margin % SECTION_MARGINS];
}

/* The headers, or the footers, of all sections. Word 6 does not say which is which: there all are
 * given as headers. */
static void give_margins(foi_doc_text *text, const foi_doc_file *file, bool footers)
{
    range all = story_range(file, FOI_DOC_MARGINS);
    foi_view table = foi_doc_file_table(file, FOI_DOC_TABLE_MARGINS);
    size_t count = table.length / 4;
    if (file->old || count <= SEPARATORS) {
        if (!footers)
            foi_doc_text_give(text, true, all.start, all.end);
        return;
    }
    uint64_t before = 0;
    for (size_t i = SEPARATORS; i + 1 < count; i++) {
        uint64_t start = foi_view_32(table, 4 * i);
        uint64_t end = MIN((uint64_t)foi_view_32(table, 4 * i + 4), all.end - all.start);
        if (start < before || end < start)
            return;
        before = end;
        if (end > start && is_footer(i - SEPARATORS) == footers)
            foi_doc_text_give(text, true, all.start + start, all.start + end);
    }
}

static void give_story(foi_doc_text *text, const foi_doc_file *file, foi_doc_story story)
{
    range all = story_range(file, story);
    if (all.end > all.start)
        foi_doc_text_give(text, false, all.start, all.end);
}

/* Where the header is damaged, its lengths may say less or more than there is. */
static void give_stories(const foi_doc_file *file, foi_output *output)
{
    static const foi_doc_story NOTES[] = {FOI_DOC_FOOTNOTES, FOI_DOC_ENDNOTES, FOI_DOC_COMMENTS,
                                          FOI_DOC_BOXES, FOI_DOC_MARGIN_BOXES};
    g_autoptr(foi_doc_text) text = foi_doc_text_new(file, output);
    range last = story_range(file, FOI_DOC_MARGIN_BOXES);
    if (last.end > foi_doc_text_length(text))
        foi_output_status(output, FOI_READ_PARTIAL, "there is less text than the file says");
    if (last.end == 0) {
        foi_doc_text_give(text, false, 0, foi_doc_text_length(text));
        return;
    }
    give_margins(text, file, false);
    give_story(text, file, FOI_DOC_MAIN);
    for (size_t i = 0; i < G_N_ELEMENTS(NOTES); i++)
        give_story(text, file, NOTES[i]);
    give_margins(text, file, true);
}

static void read_file(const foi_doc_file *file, foi_output *output)
{
    if (file->encrypted)
        foi_output_status(output, FOI_READ_ENCRYPTED, "the file is protected by a password");
    else
        give_stories(file, output);
}

/* The objects that were put into the text. */
static void give_objects(const foi_ole *ole, foi_output *output)
{
    g_autoptr(foi_ole) pool = foi_ole_storage(ole, "ObjectPool");
    for (unsigned i = 0; pool != NULL && i < foi_ole_count(pool); i++) {
        const char *name = foi_ole_name(pool, i);
        g_autoptr(foi_ole) object = name == NULL ? NULL : foi_ole_storage(pool, name);
        g_autofree char *label = g_strdup_printf("object %u", i + 1);
        if (object != NULL && !foi_embedded_give_storage(output, label, object))
            return;
    }
}

/* Files that are older than the compound file begin with the header of Word 1, 2 or of a Macintosh.
 */
static bool is_older(const foi_input *input)
{
    foi_view view = {input->bytes, input->length};
    return foi_view_32(view, 0) != 0xe011cfd0;
}

static void extract_doc(const foi_input *input, foi_output *output)
{
    if (is_older(input)) {
        foi_output_status(output, FOI_READ_UNSUPPORTED, "files of Word before Word 6 are not read");
        return;
    }
    g_autoptr(foi_ole) ole = foi_ole_open(input, output);
    g_auto(foi_doc_file) file = {0};
    if (ole != NULL && foi_doc_file_open(&file, ole)) {
        read_file(&file, output);
        if (!file.encrypted) {
            foi_ole_read_title(ole);
            give_objects(ole, output);
        }
    } else {
        if (ole != NULL)
            foi_output_status(output, FOI_READ_DAMAGED, "the main text is damaged");
        if (foi_doc_file_salvage(&file, (foi_view){input->bytes, input->length}))
            read_file(&file, output);
    }
}

static const char *const MIMES[] = {"application/msword", NULL};

const foi_extractor foi_extractor_doc = {"doc", MIMES, FOI_FILE_WORD, extract_doc};
