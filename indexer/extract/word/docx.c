/* DOCX: the main text with its headers, footers, notes and comments. */
#include "indexer/extract/extractor.h"
#include <string.h>

#include "indexer/extract/package/drawing.h"
#include "indexer/extract/package/embedded.h"
#include "indexer/extract/word/docx_body.h"
#include "indexer/extract/word/docx_styles.h"

/* Headers and footers that are read; a document has three of each for every section. */
#define MARGIN_PARTS 300

/* The headers or footers of all sections; those with the same text are given once. */
static void read_margins(foi_parts *package, foi_docx_body *body, foi_output *output,
                         const char *prefix)
{
    unsigned count = foi_parts_count(package);
    unsigned read = 0;
    for (unsigned i = 0; i < count && read < MARGIN_PARTS; i++) {
        const char *name = foi_parts_name(package, i);
        if (name == NULL || !g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ".xml"))
            continue;
        read++;
        foi_parts_note_end(output, name, foi_docx_body_read(body, package, name, FOI_DOCX_MARGIN));
    }
}

static void read_part(foi_parts *package, foi_docx_body *body, foi_output *output,
                      const char *directory, const char *name, foi_docx_part part)
{
    g_autofree char *path = g_strconcat(directory, name, NULL);
    foi_parts_note_end(output, path, foi_docx_body_read(body, package, path, part));
}

/* Charts and diagrams of the text, and pieces of other formats that are taken in as they are. */
static void read_beside(foi_parts *package, const char *main_part)
{
    g_autoptr(foi_flow) flow = foi_flow_new(package->output);
    g_autoptr(GPtrArray) relations = foi_ooxml_relations(package, main_part);
    for (guint i = 0; relations != NULL && i < relations->len && foi_flow_more(flow); i++) {
        const foi_ooxml_relation *relation = g_ptr_array_index(relations, i);
        if (foi_drawing_is_picture(relation->kind))
            foi_drawing_read(package, relation->target, FOI_DRAWING_PICTURE, flow);
        else if (strcmp(relation->kind, "aFChunk") == 0)
            foi_embedded_give_part(package, relation->target);
    }
}

static void read_all(foi_parts *package, foi_output *output)
{
    g_autofree char *main_part = foi_ooxml_find_main(package, "word/document.xml");
    g_autofree char *directory = foi_parts_directory(main_part);
    g_autofree char *headers = g_strconcat(directory, "header", NULL);
    g_autofree char *footers = g_strconcat(directory, "footer", NULL);
    g_autoptr(foi_docx_styles) styles = foi_docx_styles_read(package, directory);
    g_autoptr(foi_docx_body) body = foi_docx_body_new(output, styles);
    foi_ooxml_read_title(package);
    read_margins(package, body, output, headers);
    foi_parts_end end = foi_docx_body_read(body, package, main_part, FOI_DOCX_MAIN);
    if (end == FOI_PARTS_MISSING)
        foi_output_status(output, FOI_READ_DAMAGED, "the main text %s is missing", main_part);
    foi_parts_note_end(output, main_part, end);
    read_part(package, body, output, directory, "footnotes.xml", FOI_DOCX_NOTES);
    read_part(package, body, output, directory, "endnotes.xml", FOI_DOCX_NOTES);
    read_part(package, body, output, directory, "comments.xml", FOI_DOCX_NOTES);
    read_margins(package, body, output, footers);
    read_beside(package, main_part);
    foi_embedded_give_all(package);
}

static void extract_docx(const foi_input *input, foi_output *output)
{
    foi_parts package;
    if (!foi_parts_open(&package, input, output))
        return;
    read_all(&package, output);
    foi_parts_close(&package);
}

static const char *const MIMES[] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", NULL};

const foi_extractor foi_extractor_docx = {"docx", MIMES, FOI_FILE_WORD, extract_docx};
