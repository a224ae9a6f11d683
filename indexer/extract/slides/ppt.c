/* PPT: the binary files of PowerPoint 97 to 2003, and the text of those of 95. A slide is a page.
 */
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/package/ole.h"
#include "indexer/extract/slides/ppt_directory.h"
#include "indexer/extract/slides/ppt_objects.h"
#include "indexer/extract/slides/ppt_slide.h"
#include "indexer/extract/slides/ppt_text.h"

#define STREAM      "PowerPoint Document"
#define TEXT_STREAM "Text_Content"

/* Which slides a list of the document names. */
enum { LIST_SLIDES = 0, LIST_MASTERS = 1, LIST_NOTES = 2 };

/* Where a slide names its notes, and a list the number that they go by. */
#define NOTES_OF_SLIDE 16
#define NUMBER_IN_LIST 12

typedef struct show {
    const foi_ppt_directory *directory;
    foi_output *output;
    foi_ppt_slides *slides;
    foi_view document;
    GHashTable *notes; /* number -> the name that the directory has for them */
} show;

/* Take the next slide off a LIST: what the directory calls it, and the texts of its outline. */
static bool next_in_list(foi_view *list, foi_ppt_record *entry, foi_view *outline)
{
    while (foi_ppt_next(list, entry)) {
        if (entry->type != FOI_PPT_SLIDE_PERSIST)
            continue;
        *outline = *list;
        foi_view before = *list;
        foi_ppt_record record;
        while (foi_ppt_next(list, &record) && record.type != FOI_PPT_SLIDE_PERSIST)
            before = *list;
        outline->length -= before.length;
        *list = before;
        return true;
    }
    return false;
}

static foi_view list_of(const show *state, int which)
{
    return foi_ppt_find(state->document, FOI_PPT_SLIDE_LIST, which).content;
}

static void list_notes(show *state)
{
    foi_view list = list_of(state, LIST_NOTES);
    foi_view outline;
    foi_ppt_record entry;
    while (next_in_list(&list, &entry, &outline))
        g_hash_table_insert(state->notes,
                            GUINT_TO_POINTER(foi_view_32(entry.content, NUMBER_IN_LIST)),
                            GUINT_TO_POINTER(foi_view_32(entry.content, 0)));
}

static void give_masters(const show *state)
{
    foi_view list = list_of(state, LIST_MASTERS);
    foi_view outline;
    foi_ppt_record entry;
    while (next_in_list(&list, &entry, &outline)) {
        foi_ppt_record master =
            foi_ppt_directory_find(state->directory, foi_view_32(entry.content, 0));
        if (master.type == FOI_PPT_MASTER || master.type == FOI_PPT_SLIDE)
            foi_ppt_slides_give(state->slides, &master, FOI_PPT_MASTER_PART, NULL);
    }
}

static bool give_notes(const show *state, const foi_ppt_record *slide)
{
    foi_view atom = foi_ppt_find(slide->content, FOI_PPT_SLIDE_ATOM, -1).content;
    uint32_t number = foi_view_32(atom, NOTES_OF_SLIDE);
    gpointer id = g_hash_table_lookup(state->notes, GUINT_TO_POINTER(number));
    foi_ppt_record notes = foi_ppt_directory_find(state->directory, GPOINTER_TO_UINT(id));
    if (number == 0 || id == NULL || notes.type != FOI_PPT_NOTES)
        return true;
    return foi_ppt_slides_give(state->slides, &notes, FOI_PPT_NOTES_PART, NULL);
}

static bool give_slide(const show *state, uint32_t id, foi_view outline)
{
    g_autoptr(GArray) texts = foi_ppt_texts_read(outline);
    foi_ppt_record slide = foi_ppt_directory_find(state->directory, id);
    if (slide.type == FOI_PPT_SLIDE)
        return foi_ppt_slides_give(state->slides, &slide, FOI_PPT_ALL, texts) &&
               give_notes(state, &slide);
    foi_output_status(state->output, FOI_READ_PARTIAL,
                      "a slide is not where the file says: its outline is given");
    foi_ppt_slides_outline(state->slides, texts);
    return foi_output_room(state->output) > 0;
}

static void give_show(const show *state)
{
    foi_view list = list_of(state, LIST_SLIDES);
    foi_view outline;
    foi_ppt_record entry;
    bool first = true;
    bool more = true;
    while (more && next_in_list(&list, &entry, &outline)) {
        foi_output_page(state->output);
        if (first) {
            give_masters(state);
            foi_ppt_slides_headers(state->slides, state->document);
        }
        first = false;
        more = give_slide(state, foi_view_32(entry.content, 0), outline);
    }
}

static void give_outline(const show *state)
{
    foi_view list = list_of(state, LIST_SLIDES);
    foi_view outline;
    foi_ppt_record entry;
    while (next_in_list(&list, &entry, &outline)) {
        g_autoptr(GArray) texts = foi_ppt_texts_read(outline);
        foi_output_page(state->output);
        foi_ppt_slides_outline(state->slides, texts);
    }
}

/* Without a directory: all that lies in the stream, in its order. */
static void give_stream(show *state, foi_view stream)
{
    foi_output_status(state->output, FOI_READ_PARTIAL,
                      "the list of slides is damaged: deleted ones may stand among the rest");
    foi_ppt_record record;
    bool more = true;
    while (more && foi_ppt_next(&stream, &record)) {
        if (record.type == FOI_PPT_DOCUMENT) {
            state->document = record.content;
            give_outline(state);
        } else if (record.type == FOI_PPT_SLIDE) {
            foi_output_page(state->output);
            more = foi_ppt_slides_give(state->slides, &record, FOI_PPT_ALL, NULL);
        } else if (record.type == FOI_PPT_NOTES) {
            more = foi_ppt_slides_give(state->slides, &record, FOI_PPT_NOTES_PART, NULL);
        }
    }
}

static void read_stream(foi_view stream, foi_view current_user, foi_output *output)
{
    foi_ppt_state found;
    g_autoptr(foi_ppt_directory) directory = foi_ppt_directory_new(stream, current_user, &found);
    if (found == FOI_PPT_ENCRYPTED) {
        foi_output_status(output, FOI_READ_ENCRYPTED, "the file is protected by a password");
        return;
    }
    g_autoptr(foi_ppt_slides) slides = foi_ppt_slides_new(output, stream.length);
    g_autoptr(GHashTable) notes = g_hash_table_new(NULL, NULL);
    show state = {.directory = directory, .output = output, .slides = slides, .notes = notes};
    state.document = foi_ppt_directory_document(directory).content;
    list_notes(&state);
    if (found == FOI_PPT_LOST)
        give_stream(&state, stream);
    else
        give_show(&state);
    foi_ppt_objects_give(directory, output);
}

/* PowerPoint 95 keeps the text of its slides once more, for programs that search. */
static void read_text(const foi_ole *ole, foi_output *output)
{
    g_autoptr(GBytes) stream = foi_ole_stream(ole, TEXT_STREAM);
    foi_view bytes = foi_view_of(stream);
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(bytes.bytes, bytes.length, "windows-1252", foi_output_room(output));
    g_autofree char *text = g_strndup(utf8.text, utf8.length);
    g_auto(GStrv) paragraphs = g_strsplit(text == NULL ? "" : text, "\r", -1);
    foi_output_status(
        output, FOI_READ_PARTIAL,
        "a file of PowerPoint 95: its text is read, but not what stands on which slide");
    for (char **one = paragraphs; *one != NULL; one++)
        if (!foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, *one, strlen(*one)))
            return;
}

static void read_slides(const foi_ole *root, foi_output *output)
{
    g_autoptr(GBytes) stream = foi_ole_stream(root, STREAM);
    g_autoptr(GBytes) current_user = foi_ole_stream(root, "Current User");
    if (stream == NULL)
        foi_output_status(output, FOI_READ_DAMAGED, "the stream of the slides is damaged");
    else
        read_stream(foi_view_of(stream), foi_view_of(current_user), output);
}

static void extract_ppt(const foi_input *input, foi_output *output)
{
    g_autoptr(foi_ole) ole = foi_ole_open(input, output);
    if (ole == NULL)
        return;
    /* A file for PowerPoint 95 and 97 at once has that of 97 in a storage of its own. */
    g_autoptr(foi_ole) dual = foi_ole_storage(ole, "PP97_DUALSTORAGE");
    const foi_ole *root = dual == NULL ? ole : dual;
    if (foi_ole_has_stream(root, TEXT_STREAM))
        read_text(root, output);
    else if (foi_ole_has_stream(root, STREAM))
        read_slides(root, output);
    else
        foi_output_status(output, FOI_READ_UNSUPPORTED,
                          "files of PowerPoint before PowerPoint 95 are not read");
    foi_ole_read_title(ole);
}

static const char *const MIMES[] = {"application/vnd.ms-powerpoint", NULL};

const foi_extractor foi_extractor_ppt = {"ppt", MIMES, FOI_FILE_SLIDES, extract_ppt};
