/* show.c - foi-query --show for a person: a document with its tags and their evidence, or a part.
 */
#include <glib.h>
#include <stdio.h>

#include "indexer/program/shared/tags.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/describe.h"
#include "query/program/document_facts.h"
#include "query/program/query_program.h"
#include "query/program/show_markdown.h"

static void print_fact(const query_fact *fact, const foi_page *page)
{
    if (fact->is_path) {
        g_autofree char *clean = foi_terminal_clean(fact->value);
        printf("  %-*s%s\n", FOI_TAG_INDENT - 2, fact->name, clean);
    } else {
        foi_print_headed(page, FOI_TAG_INDENT, fact->name, fact->value);
    }
}

static void print_head(const foi_document *document, const foi_page *page)
{
    foi_replacement_view by;

    foi_print_folded(page, 0, document->title ? document->title : "(no title)", NULL, 0, true);
    if (foi_document_replaced_by(document, &by)) {
        g_autofree char *warning = query_replacement_warning(&by);
        foi_print_folded(page, 0, warning, NULL, 0, true);
    }
}

static void print_block(const foi_document *document, const foi_block *block, const foi_page *page)
{
    g_autofree char *paragraph = g_strndup(document->text.bytes->str + block->start, block->length);
    g_auto(GStrv) lines = g_strsplit(paragraph, "\n", -1);

    putchar('\n');
    for (size_t l = 0; lines[l]; l++)
        foi_print_folded(page, 0, lines[l], NULL, 0, block->kind == FOI_BLOCK_HEADING);
}

/* The text of PARTS, each page with its head; that of the first only where WHOLE. */
static void print_parts(const foi_document *document, const GArray *parts, const foi_page *page,
                        bool whole)
{
    uint32_t before = 0;

    for (guint i = 0; i < parts->len; i++) {
        const foi_block *block = g_array_index(parts, foi_excerpt_part, i).block;
        if (block->page != before && (whole || i > 0)) {
            g_autofree char *name = query_page_name(document, block);
            g_autofree char *head = g_strdup_printf("-- %s --", name);
            putchar('\n');
            foi_print_folded(page, 0, head, NULL, 0, false);
        }
        before = block->page;
        print_block(document, block, page);
    }
}

static void print_whole(const foi_document *document, const GArray *parts, const foi_page *page)
{
    g_autoptr(GPtrArray) facts = query_document_facts(document);

    print_head(document, page);
    putchar('\n');
    for (guint i = 0; i < facts->len; i++)
        print_fact(facts->pdata[i], page);
    foi_print_tags(document, true, page);
    print_parts(document, parts, page, true);
}

void query_print_document(const foi_document *document, const query_request *request)
{
    const foi_excerpt_wanted all = {0};
    g_autoptr(GArray) parts = NULL;

    foi_excerpt(document, &all, &parts, NULL);
    if (request->format == QUERY_MARKDOWN)
        query_markdown_document(document, parts);
    else
        print_whole(document, parts, &request->page);
}

void query_print_excerpt(const foi_document *document, const GArray *parts,
                         const query_request *request)
{
    g_autofree char *place = foi_excerpt_place(document, parts);

    if (request->format == QUERY_MARKDOWN) {
        query_markdown_excerpt(document, parts);
        return;
    }
    print_head(document, &request->page);
    foi_print_folded(&request->page, 0, place ? place : "", NULL, 0, false);
    print_parts(document, parts, &request->page, false);
}
