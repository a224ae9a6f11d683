/* PPTX, PPTM, PPSX and POTX: a page for each slide, with its notes and comments, and once what all
 * have from their masters. */
#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/drawing.h"
#include "indexer/extract/package/embedded.h"

#define MAIN_PART "ppt/presentation.xml"

typedef struct presentation {
    foi_parts *package;
    foi_flow *flow;
    GPtrArray *slides;   /* of char *: their parts, in the order of the presentation */
    GHashTable *by_id;   /* relations of the main part: id -> foi_ooxml_relation * */
    GHashTable *masters; /* parts of masters and layouts that slides use */
} presentation;

/* The id of a relation; a plain "id" is a number of its own. */
static char *relation_id(xmlTextReader *reader)
{
    char *id = NULL;
    while (id == NULL && xmlTextReaderMoveToNextAttribute(reader) == 1)
        if (strcmp((const char *)xmlTextReaderConstLocalName(reader), "id") == 0 &&
            xmlTextReaderConstPrefix(reader) != NULL)
            id = g_strdup((const char *)xmlTextReaderConstValue(reader));
    xmlTextReaderMoveToElement(reader);
    return id;
}

static bool has_room(const presentation *in)
{
    if (in->slides->len < FOI_SLIDES)
        return true;
    foi_output_status(in->package->output, FOI_READ_PARTIAL,
                      "the presentation has more slides than the limit allows");
    return false;
}

static bool visit_list(void *data, xmlTextReader *reader, int type, const char *name)
{
    const presentation *in = data;
    if (type != XML_READER_TYPE_ELEMENT || strcmp(name, "sldId") != 0)
        return true;
    if (!has_room(in))
        return false;
    g_autofree char *id = relation_id(reader);
    const foi_ooxml_relation *relation = id == NULL ? NULL : g_hash_table_lookup(in->by_id, id);
    if (relation != NULL)
        g_ptr_array_add(in->slides, g_strdup(relation->target));
    return true;
}

static int compare_parts(const void *a, const void *b)
{
    const char *one = *(char *const *)a;
    const char *other = *(char *const *)b;
    size_t length = strlen(one);
    size_t other_length = strlen(other);
    /* "slide10" comes behind "slide9". */
    if (length != other_length)
        return length < other_length ? -1 : 1;
    return strcmp(one, other);
}

/* Without a list, the slides that lie where they usually do. */
static void add_unlisted(presentation *in, const char *directory)
{
    g_autofree char *prefix = g_strconcat(directory, "slides/slide", NULL);
    unsigned count = foi_parts_count(in->package);
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_parts_name(in->package, i);
        if (name == NULL || !g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ".xml"))
            continue;
        if (!has_room(in))
            break;
        g_ptr_array_add(in->slides, g_strdup(name));
    }
    g_ptr_array_sort(in->slides, compare_parts);
}

static void read_list(presentation *in)
{
    g_autofree char *part = foi_ooxml_find_main(in->package, MAIN_PART);
    g_autofree char *directory = foi_parts_directory(part);
    g_autoptr(GPtrArray) relations = foi_ooxml_relations(in->package, part);
    for (guint i = 0; relations != NULL && i < relations->len; i++) {
        foi_ooxml_relation *relation = g_ptr_array_index(relations, i);
        if (relation->id != NULL)
            g_hash_table_insert(in->by_id, relation->id, relation);
    }
    foi_parts_end end = foi_parts_read(in->package, part, visit_list, in);
    foi_parts_note_end(in->package->output, part, end);
    if (end == FOI_PARTS_MISSING)
        foi_output_status(in->package->output, FOI_READ_PARTIAL,
                          "the list of the slides %s is missing", part);
    /* A presentation without slides is whole, and empty. */
    if (end != FOI_PARTS_WHOLE || in->slides->len == 0) {
        g_ptr_array_set_size(in->slides, 0);
        add_unlisted(in, directory);
    }
    g_hash_table_remove_all(in->by_id);
}

/* What belongs to a slide beside its own part. */
static void read_beside(presentation *in, const foi_ooxml_relation *relation)
{
    const char *kind = relation->kind;
    const char *part = relation->target;
    if (strcmp(kind, "notesSlide") == 0)
        foi_drawing_read(in->package, part, FOI_DRAWING_NOTES, in->flow);
    else if (strcmp(kind, "comments") == 0)
        foi_drawing_read(in->package, part, FOI_DRAWING_COMMENT, in->flow);
    else if (foi_drawing_is_picture(kind))
        foi_drawing_read(in->package, part, FOI_DRAWING_PICTURE, in->flow);
    else if (strcmp(kind, "slideLayout") == 0 || strcmp(kind, "slideMaster") == 0)
        g_hash_table_add(in->masters, g_strdup(part));
}

static void read_slide(presentation *in, const char *part)
{
    foi_output_page(in->package->output);
    if (foi_drawing_read(in->package, part, FOI_DRAWING_SLIDE, in->flow) == FOI_PARTS_MISSING)
        foi_output_status(in->package->output, FOI_READ_PARTIAL, "the slide %s is missing", part);
    g_autoptr(GPtrArray) relations = foi_ooxml_relations(in->package, part);
    for (guint i = 0; relations != NULL && i < relations->len && foi_flow_more(in->flow); i++)
        read_beside(in, g_ptr_array_index(relations, i));
}

/* The layouts that slides use name the masters. */
static void read_masters(presentation *in)
{
    g_autoptr(GPtrArray) layouts = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iterator;
    void *part;
    g_hash_table_iter_init(&iterator, in->masters);
    while (g_hash_table_iter_next(&iterator, &part, NULL))
        g_ptr_array_add(layouts, g_strdup(part));
    g_ptr_array_sort(layouts, compare_parts);
    g_hash_table_remove_all(in->masters);
    for (guint i = 0; i < layouts->len && foi_flow_more(in->flow); i++) {
        const char *layout = g_ptr_array_index(layouts, i);
        foi_drawing_read(in->package, layout, FOI_DRAWING_MASTER, in->flow);
        g_autoptr(GPtrArray) relations = foi_ooxml_relations(in->package, layout);
        for (guint k = 0; relations != NULL && k < relations->len; k++) {
            const foi_ooxml_relation *relation = g_ptr_array_index(relations, k);
            if (strcmp(relation->kind, "slideMaster") == 0 &&
                g_hash_table_add(in->masters, g_strdup(relation->target)))
                foi_drawing_read(in->package, relation->target, FOI_DRAWING_MASTER, in->flow);
        }
    }
}

static void read_all(presentation *in)
{
    foi_ooxml_read_title(in->package);
    read_list(in);
    for (guint i = 0; i < in->slides->len && foi_flow_more(in->flow); i++)
        read_slide(in, g_ptr_array_index(in->slides, i));
    read_masters(in);
    foi_embedded_give_all(in->package);
}

static void extract_pptx(const foi_input *input, foi_output *output)
{
    g_auto(foi_parts) package = {0};
    if (!foi_parts_open(&package, input, output))
        return;
    g_autoptr(foi_flow) flow = foi_flow_new(output);
    g_autoptr(GPtrArray) slides = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) masters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    presentation in = {&package, flow, slides, by_id, masters};
    read_all(&in);
}

static const char *const MIMES[] = {
    "application/vnd.openxmlformats-officedocument.presentationml.presentation", NULL};

const foi_extractor foi_extractor_pptx = {"pptx", MIMES, FOI_FILE_SLIDES, extract_pptx};
