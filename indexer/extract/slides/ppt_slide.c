#include "indexer/extract/slides/ppt_slide.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/slides/ppt_table.h"
#include "indexer/extract/slides/ppt_text.h"

/* Text that is drawn as a picture, in the options of a shape. */
#define OPTION_BYTES    6
#define OPTION_NUMBER   0x3fff
#define OPTION_ART_TEXT 0xc0

/* Comments stand among the tags of this program. */
#define COMMENTS "___PPT10"

enum { COMMENT_AUTHOR = 0, COMMENT_TEXT = 1 };
enum { HEADER_USER_DATE = 0x4, HEADER_HEADER = 0x10, HEADER_FOOTER = 0x20 };

struct foi_ppt_slides {
    foi_output *output;
    uint64_t room;       /* bytes of slides that may still be read: lists may repeat them */
    GHashTable *margins; /* texts that stand on each slide and were given */
    foi_ppt_part part;
    const GArray *outline;
    bool placeholder; /* the shape that is read is one that a master has a place for */
    bool more;
};

foi_ppt_slides *foi_ppt_slides_new(foi_output *output, size_t length)
{
    foi_ppt_slides *slides = g_new0(foi_ppt_slides, 1);
    slides->output = output;
    slides->room = FOI_PPT_REPEATS * (uint64_t)length;
    slides->margins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    slides->more = true;
    return slides;
}

void foi_ppt_slides_free(foi_ppt_slides *slides)
{
    if (slides == NULL)
        return;
    g_hash_table_unref(slides->margins);
    g_free(slides);
}

/* --- texts --- */

static void give(foi_ppt_slides *slides, foi_block_kind kind, const char *text, size_t length)
{
    if (slides->more)
        slides->more = foi_output_block(slides->output, kind, 0, text, length);
}

static void give_once(foi_ppt_slides *slides, const GString *text)
{
    if (text->len > 0 && g_hash_table_add(slides->margins, g_strdup(text->str)))
        give(slides, FOI_BLOCK_PARAGRAPH, text->str, text->len);
}

static void give_paragraphs(foi_ppt_slides *slides, GString *text)
{
    g_strdelimit(text->str, "\v", '\n');
    for (size_t at = 0; at < text->len;) {
        const char *end = memchr(text->str + at, '\r', text->len - at);
        size_t length = end == NULL ? text->len - at : (size_t)(end - text->str) - at;
        give(slides, FOI_BLOCK_PARAGRAPH, text->str + at, length);
        at += length + 1;
    }
}

static bool is_title(const foi_ppt_text *text)
{
    return text->purpose == FOI_PPT_TITLE || text->purpose == FOI_PPT_CENTRE_TITLE;
}

/* On a page of notes the number, the date and the like have places of their own. */
static bool is_wanted(const foi_ppt_slides *slides, const foi_ppt_text *text)
{
    if (slides->part == FOI_PPT_NOTES_PART)
        return text->purpose == FOI_PPT_NOTE ||
               !(slides->placeholder || text->field || is_title(text));
    return slides->part == FOI_PPT_ALL || !(slides->placeholder || text->field);
}

static void give_text(foi_ppt_slides *slides, const foi_ppt_text *text)
{
    if (!is_wanted(slides, text))
        return;
    g_autoptr(GString) copy = g_string_new_len(text->text->str, (gssize)text->text->len);
    if (slides->part == FOI_PPT_MASTER_PART) {
        give_once(slides, copy);
    } else if (is_title(text)) {
        g_strdelimit(copy->str, "\v\r", ' ');
        give(slides, FOI_BLOCK_HEADING, copy->str, copy->len);
    } else {
        give_paragraphs(slides, copy);
    }
}

void foi_ppt_slides_outline(foi_ppt_slides *slides, const GArray *outline)
{
    slides->part = FOI_PPT_ALL;
    for (guint i = 0; i < outline->len; i++)
        give_text(slides, &g_array_index(outline, foi_ppt_text, i));
}

/* --- shapes --- */

/* The text that a box shows, of the outline or its own. */
static void give_box(foi_ppt_slides *slides, foi_view box)
{
    foi_ppt_record reference = foi_ppt_find(box, FOI_PPT_OUTLINE_TEXT, -1);
    uint32_t index = foi_view_32(reference.content, 0);
    if (reference.type != 0 && slides->outline != NULL && index < slides->outline->len)
        give_text(slides, &g_array_index(slides->outline, foi_ppt_text, index));
    g_autoptr(GArray) texts = foi_ppt_texts_read(box);
    for (guint i = 0; i < texts->len; i++)
        give_text(slides, &g_array_index(texts, foi_ppt_text, i));
}

/* The text of a picture of text: the values of long options stand behind the list, in its order. */
static void give_art(foi_ppt_slides *slides, const foi_ppt_record *options)
{
    uint64_t at = OPTION_BYTES * (uint64_t)options->instance;
    for (unsigned i = 0; i < options->instance; i++) {
        unsigned head = foi_view_16(options->content, OPTION_BYTES * (uint64_t)i);
        uint32_t length = foi_view_32(options->content, OPTION_BYTES * (uint64_t)i + 2);
        if ((head & 0x8000) == 0)
            continue;
        if ((head & OPTION_NUMBER) == OPTION_ART_TEXT) {
            g_autoptr(GString) text = g_string_new(NULL);
            foi_ppt_append(text, foi_view_part(options->content, at, length), true);
            g_string_truncate(text, strlen(text->str));
            give_paragraphs(slides, text);
        }
        at += length;
    }
}

/* A place on a master that the slides fill in holds words for the one who writes them. */
static bool is_placeholder(foi_view shape)
{
    foi_ppt_record data = foi_ppt_find(shape, FOI_PPT_CLIENT_DATA, -1);
    return foi_ppt_find(data.content, FOI_PPT_PLACEHOLDER, -1).type != 0;
}

static void give_shape(foi_ppt_slides *slides, foi_view shape)
{
    slides->placeholder = is_placeholder(shape);
    foi_ppt_record box = foi_ppt_find(shape, FOI_PPT_TEXTBOX, -1);
    foi_ppt_record options = foi_ppt_find(shape, FOI_PPT_OPTIONS, -1);
    give_box(slides, box.content);
    if (slides->part == FOI_PPT_ALL)
        give_art(slides, &options);
}

static void give_shapes(foi_ppt_slides *slides, foi_view records, unsigned depth)
{
    if (depth > FOI_PPT_DEPTH) {
        foi_output_status(slides->output, FOI_READ_PARTIAL,
                          "groups of shapes lie in each other deeper than the limit allows");
        return;
    }
    foi_ppt_record record;
    while (slides->more && foi_ppt_next(&records, &record)) {
        bool group = record.type == FOI_PPT_GROUP || record.type == FOI_PPT_SHAPES ||
                     record.type == FOI_PPT_DRAWING;
        if (record.type == FOI_PPT_GROUP && foi_ppt_is_table(record.content))
            slides->more = foi_ppt_table_give(record.content, slides->output);
        else if (group)
            give_shapes(slides, record.content, depth + 1);
        else if (record.type == FOI_PPT_SHAPE)
            give_shape(slides, record.content);
    }
}

/* --- comments, headers and footers --- */

static void give_comment(foi_ppt_slides *slides, foi_view comment)
{
    g_autoptr(GString) text = g_string_new(NULL);
    foi_ppt_append(text, foi_ppt_find(comment, FOI_PPT_STRING, COMMENT_AUTHOR).content, true);
    if (text->len > 0)
        g_string_append(text, ": ");
    foi_ppt_append(text, foi_ppt_find(comment, FOI_PPT_STRING, COMMENT_TEXT).content, true);
    give_paragraphs(slides, text);
}

static void give_comments_of_tag(foi_ppt_slides *slides, foi_view tag)
{
    g_autoptr(GString) name = g_string_new(NULL);
    foi_ppt_append(name, foi_ppt_find(tag, FOI_PPT_STRING, -1).content, true);
    foi_view records = foi_ppt_find(tag, FOI_PPT_TAG_DATA, -1).content;
    foi_ppt_record record;
    while (strcmp(name->str, COMMENTS) == 0 && foi_ppt_next(&records, &record))
        if (record.type == FOI_PPT_COMMENT)
            give_comment(slides, record.content);
}

static void give_comments(foi_ppt_slides *slides, foi_view slide)
{
    foi_view tags = foi_ppt_find(slide, FOI_PPT_TAGS, -1).content;
    foi_ppt_record tag;
    while (foi_ppt_next(&tags, &tag))
        if (tag.type == FOI_PPT_TAG)
            give_comments_of_tag(slides, tag.content);
}

void foi_ppt_slides_headers(foi_ppt_slides *slides, foi_view records)
{
    static const unsigned SHOWN[] = {HEADER_USER_DATE, HEADER_HEADER, HEADER_FOOTER};
    foi_ppt_record headers;
    while (foi_ppt_next(&records, &headers)) {
        if (headers.type != FOI_PPT_HEADERS)
            continue;
        foi_view atom = foi_ppt_find(headers.content, FOI_PPT_HEADERS_ATOM, -1).content;
        for (int i = 0; i < (int)G_N_ELEMENTS(SHOWN); i++) {
            g_autoptr(GString) text = g_string_new(NULL);
            if ((foi_view_16(atom, 2) & SHOWN[i]) != 0)
                foi_ppt_append(text, foi_ppt_find(headers.content, FOI_PPT_STRING, i).content,
                               true);
            give_once(slides, text);
        }
    }
}

bool foi_ppt_slides_give(foi_ppt_slides *slides, const foi_ppt_record *slide, foi_ppt_part part,
                         const GArray *outline)
{
    if (slide->content.length > slides->room) {
        foi_output_status(slides->output, FOI_READ_PARTIAL,
                          "the same slides are named more often than the limit allows");
        return false;
    }
    slides->room -= slide->content.length;
    if (slide->cut)
        foi_output_status(slides->output, FOI_READ_PARTIAL, "a slide is cut short");
    slides->part = part;
    slides->outline = outline;
    give_shapes(slides, slide->content, 0);
    if (part == FOI_PPT_ALL) {
        foi_ppt_slides_headers(slides, slide->content);
        give_comments(slides, slide->content);
    }
    return slides->more;
}
