/* show_markdown.c - a document, or a part of it, as Markdown. */
#include "query/program/show_markdown.h"

#include <stdio.h>

#include "indexer/program/shared/tags.h"
#include "query/citation/citation.h"
#include "query/program/describe.h"
#include "query/program/document_facts.h"
#include "query/program/markdown.h"

static void add_text(GString *out, const char *text)
{
    query_markdown_text(out, text, NULL, 0);
}

static void add_warning(GString *out, const foi_document *document)
{
    foi_replacement_view by;

    if (foi_document_replaced_by(document, &by)) {
        g_autofree char *warning = query_replacement_warning(&by);
        g_string_append(out, "\n**");
        add_text(out, warning);
        g_string_append(out, "**\n");
    }
}

static void add_fact(GString *out, const query_fact *fact)
{
    g_string_append_printf(out, "- **%s**: ", fact->name);
    if (fact->is_path)
        query_markdown_code(out, fact->value);
    else
        add_text(out, fact->value);
    g_string_append_c(out, '\n');
}

static void add_tag(GString *out, const foi_shown_tag *tag)
{
    g_string_append_printf(out, "- **%s**: ", tag->name);
    add_text(out, tag->value);
    if (tag->place) {
        g_string_append(out, " (");
        add_text(out, tag->place);
        g_string_append_c(out, ')');
    }
    if (tag->quote) {
        g_autofree char *quote = g_strdup_printf("\"%s\"", tag->quote);
        g_string_append(out, QUERY_MARKDOWN_BREAK "  ");
        add_text(out, quote);
    }
    g_string_append_c(out, '\n');
}

/* A block's lines stay lines, and the cells of a row are parted by bars. PREFIX begins each line.
 */
static void add_block(GString *out, const foi_document *document, const foi_block *block,
                      const char *prefix)
{
    g_autofree char *text = g_strndup(document->text.bytes->str + block->start, block->length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (size_t l = 0; lines[l]; l++) {
        g_auto(GStrv) cells = g_strsplit(lines[l], "\t", -1);
        g_autofree char *line = g_strjoinv(" | ", cells);
        g_string_append_printf(out, "%s%s", l > 0 ? QUERY_MARKDOWN_BREAK : "", prefix);
        if (block->kind == FOI_BLOCK_HEADING && l == 0)
            g_string_append(out, "### ");
        add_text(out, line);
    }
    g_string_append_c(out, '\n');
}

/* WHOLE: all of the document, with the name of its first page; else a quotation. */
static void add_parts(GString *out, const foi_document *document, const GArray *parts, bool whole)
{
    const char *prefix = whole ? "" : "> ";
    const char *blank = whole ? "" : ">";
    uint32_t before = 0;

    for (guint i = 0; i < parts->len; i++) {
        const foi_block *block = g_array_index(parts, foi_excerpt_part, i).block;
        if (i > 0 || whole)
            g_string_append_printf(out, "%s\n", blank);
        if (block->page != before && (whole || i > 0)) {
            g_autofree char *name = query_page_name(document, block);
            g_string_append_printf(out, "%s*", prefix);
            add_text(out, name);
            g_string_append_printf(out, "*\n%s\n", blank);
        }
        before = block->page;
        add_block(out, document, block, prefix);
    }
}

void query_markdown_document(const foi_document *document, const GArray *parts)
{
    g_autoptr(GString) out = g_string_new("# ");
    g_autoptr(GPtrArray) facts = query_document_facts(document);
    g_autoptr(GPtrArray) tags = foi_shown_tags(document, true);

    add_text(out, document->title ? document->title : "(no title)");
    g_string_append_c(out, '\n');
    add_warning(out, document);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < facts->len; i++)
        add_fact(out, facts->pdata[i]);
    for (guint i = 0; i < tags->len; i++)
        add_tag(out, tags->pdata[i]);
    add_parts(out, document, parts, true);
    fputs(out->str, stdout);
}

/* Its citation with the place; else the title and the place. */
static void add_source(GString *out, const foi_document *document, const GArray *parts)
{
    g_autofree char *citation = foi_citation(document);
    g_autofree char *place = foi_excerpt_place(document, parts);

    if (!citation)
        add_text(out, document->title ? document->title : "(no title)");
    if (!citation && place)
        g_string_append(out, ", ");
    if (place)
        add_text(out, place);
}

void query_markdown_excerpt(const foi_document *document, const GArray *parts)
{
    g_autoptr(GString) out = g_string_new(NULL);

    add_parts(out, document, parts, false);
    g_string_append(out, ">\n> \xe2\x80\x94 ");
    add_source(out, document, parts);
    g_string_append_c(out, '\n');
    add_warning(out, document);
    fputs(out->str, stdout);
}
