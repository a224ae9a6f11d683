/* DOCX: the main text with its headers, footers and notes. */
#include <string.h>

#include "indexer/extract/docx_body.h"
#include "indexer/extract/docx_package.h"
#include "indexer/extract/docx_styles.h"
#include "indexer/extract/extractor.h"

/* Headers and footers that are read; a document has three of each for every section. */
#define MARGIN_PARTS 300

static bool visit_relations(void *data, xmlTextReader *reader, int type, const char *name)
{
    char **main_part = data;
    if (type != XML_READER_TYPE_ELEMENT || strcmp(name, "Relationship") != 0)
        return true;
    g_autofree char *kind = foi_docx_attribute(reader, "Type");
    if (kind == NULL || !g_str_has_suffix(kind, "/officeDocument"))
        return true;
    *main_part = foi_docx_attribute(reader, "Target");
    return *main_part == NULL;
}

/* Where the main text is, for the caller to g_free. */
static char *find_main(foi_docx_package *package)
{
    g_autofree char *target = NULL;
    foi_docx_package_read(package, "_rels/.rels", visit_relations, &target);
    if (target == NULL)
        return g_strdup("word/document.xml");
    return g_strdup(*target == '/' ? target + 1 : target);
}

typedef struct title_search {
    GString *title;
    bool inside;
} title_search;

static bool visit_core(void *data, xmlTextReader *reader, int type, const char *name)
{
    title_search *search = data;
    if (type == XML_READER_TYPE_ELEMENT && strcmp(name, "title") == 0)
        search->inside = true;
    else if (type == XML_READER_TYPE_END_ELEMENT)
        search->inside = false;
    else if (search->inside && type == XML_READER_TYPE_TEXT)
        g_string_append(search->title, (const char *)xmlTextReaderConstValue(reader));
    return true;
}

static void read_title(foi_docx_package *package, foi_output *output)
{
    g_autoptr(GString) title = g_string_new(NULL);
    title_search search = {title, false};
    foi_docx_package_read(package, "docProps/core.xml", visit_core, &search);
    foi_output_title(output, title->str);
}

/* Note how the reading of a part ended. */
static void note_end(foi_output *output, const char *part, foi_docx_end end)
{
    if (end == FOI_DOCX_BROKEN)
        foi_output_status(output, FOI_READ_PARTIAL, "the part %s is damaged", part);
    else if (end == FOI_DOCX_LOCKED)
        foi_output_status(output, FOI_READ_ENCRYPTED, "the document is protected by a password");
}

/* The headers or footers of all sections; those with the same text are given once. */
static void read_margins(foi_docx_package *package, foi_docx_body *body, foi_output *output,
                         const char *prefix)
{
    zip_int64_t count = zip_get_num_entries(package->zip, 0);
    unsigned read = 0;
    for (zip_int64_t i = 0; i < count && read < MARGIN_PARTS; i++) {
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, 0);
        if (name == NULL || !g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ".xml"))
            continue;
        read++;
        note_end(output, name, foi_docx_body_read(body, package, name, FOI_DOCX_MARGIN));
    }
}

static void read_part(foi_docx_package *package, foi_docx_body *body, foi_output *output,
                      const char *directory, const char *name, foi_docx_part part)
{
    g_autofree char *path = g_strconcat(directory, name, NULL);
    note_end(output, path, foi_docx_body_read(body, package, path, part));
}

static void read_all(foi_docx_package *package, foi_output *output)
{
    g_autofree char *main_part = find_main(package);
    const char *slash = strrchr(main_part, '/');
    g_autofree char *directory =
        slash == NULL ? g_strdup("") : g_strndup(main_part, (gsize)(slash - main_part) + 1);
    g_autofree char *headers = g_strconcat(directory, "header", NULL);
    g_autofree char *footers = g_strconcat(directory, "footer", NULL);
    g_autoptr(foi_docx_styles) styles = foi_docx_styles_read(package, directory);
    g_autoptr(foi_docx_body) body = foi_docx_body_new(output, styles);
    read_title(package, output);
    read_margins(package, body, output, headers);
    foi_docx_end end = foi_docx_body_read(body, package, main_part, FOI_DOCX_MAIN);
    if (end == FOI_DOCX_MISSING)
        foi_output_status(output, FOI_READ_DAMAGED, "the main text %s is missing", main_part);
    note_end(output, main_part, end);
    read_part(package, body, output, directory, "footnotes.xml", FOI_DOCX_NOTES);
    read_part(package, body, output, directory, "endnotes.xml", FOI_DOCX_NOTES);
    read_margins(package, body, output, footers);
}

static void extract_docx(const foi_input *input, foi_output *output)
{
    foi_docx_package package;
    if (!foi_docx_package_open(&package, input, output))
        return;
    read_all(&package, output);
    foi_docx_package_close(&package);
}

static const char *const MIMES[] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", NULL};

const foi_extractor foi_extractor_docx = {"docx", MIMES, FOI_FILE_WORD, extract_docx};
