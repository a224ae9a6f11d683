/* inspect.c - foi-index --inspect: what would be indexed, for a person or as JSON. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/document.h"
#include "indexer/law/law.h"
#include "indexer/program/index_program.h"
#include "indexer/program/shared/terminal.h"

typedef struct inspection {
    const index_request *request;
    bool failed;
} inspection;

/* One tag: what it is, then the words it was read from and where they stand. */
static void print_tag(const char *name, const char *value, const foi_text *text,
                      const foi_evidence *evidence)
{
    printf("  %-10s %s", name, value);
    g_autofree char *quote = foi_text_quote(text, evidence);
    if (quote != NULL) {
        g_autofree char *clean = foi_terminal_clean(quote);
        const foi_block *block = foi_text_block_at(text, evidence->start);
        printf("  <- \"%s\"", clean);
        if (block != NULL && block->page != 0)
            printf(", page %u", block->page);
        if (block != NULL && block->number != 0)
            printf(", paragraph %u", block->number);
        printf(" (%.2f)", evidence->confidence);
    }
    if (evidence->source > FOI_SOURCE_READ)
        printf("  [%s]", foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)evidence->source));
    putchar('\n');
}

static void print_provisions(const foi_document *document)
{
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        g_autofree char *shown = foi_law_display(tag->id);
        print_tag(foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)tag->role), shown, &document->text,
                  &tag->evidence);
    }
}

static void print_references(const foi_document *document)
{
    for (guint i = 0; i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        g_autofree char *clean = foi_terminal_clean(tag->id);
        print_tag(tag->own ? "own ref" : "cites", clean, &document->text, &tag->evidence);
    }
}

static void print_vocabulary(const char *name, foi_vocabulary list, int value,
                             const foi_document *document, const foi_evidence *evidence)
{
    if (value != 0)
        print_tag(name, foi_vocabulary_name(list, value), &document->text, evidence);
}

/* All fields that were not read, those that are empty by somebody's word among them. */
static void print_labels(const foi_document *document)
{
    static const foi_source sources[] = {FOI_SOURCE_PERSON, FOI_SOURCE_PUBLISHER};
    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
        const char *name = foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)sources[i]);
        bool any = false;
        for (int field = 1; field < FOI_TAG_END; field++) {
            if (foi_document_field_source(document, (foi_tag_field)field) != sources[i])
                continue;
            if (!any)
                printf("  %-10s", name);
            printf("%s %s", any ? "," : "", foi_vocabulary_name(FOI_VOCABULARY_TAG_FIELD, field));
            any = true;
        }
        if (any)
            putchar('\n');
    }
}

static void print_tags(const foi_document *document)
{
    const foi_tags *tags = &document->tags;
    print_vocabulary("type", FOI_VOCABULARY_DOCTYPE, (int)tags->doctype, document,
                     &tags->doctype_evidence);
    if (tags->authority_id != NULL) {
        g_autofree char *clean = foi_terminal_clean(tags->authority_name);
        print_tag("authority", clean, &document->text, &tags->authority_evidence);
    }
    if (tags->date != NULL)
        print_tag("date", tags->date, &document->text, &tags->date_evidence);
    for (guint i = 0; i < tags->regimes->len; i++)
        print_tag("regime", g_ptr_array_index(tags->regimes, i), &document->text,
                  &tags->regime_evidence);
    print_vocabulary("outcome", FOI_VOCABULARY_OUTCOME, (int)tags->outcome, document,
                     &tags->outcome_evidence);
    print_vocabulary("favours", FOI_VOCABULARY_FAVOURS, (int)tags->favours, document,
                     &tags->favours_evidence);
    print_provisions(document);
    print_references(document);
    print_labels(document);
}

static void print_document(const foi_document *document, bool with_text)
{
    g_autofree char *location = foi_terminal_clean(document->location);
    printf("%s", location);
    if (document->member != NULL) {
        g_autofree char *member = foi_terminal_clean(document->member);
        printf(" > %s", member);
    }
    printf("\n  %-10s %s", "status", foi_document_status(document));
    if (document->status_detail != NULL) {
        g_autofree char *detail = foi_terminal_clean(document->status_detail);
        printf(": %s", detail);
    }
    printf("\n  %-10s %s, %" G_GUINT64_FORMAT " bytes, %u words\n", "read as",
           document->mime == NULL ? "unknown" : document->mime, document->source_bytes,
           document->words);
    if (document->title != NULL) {
        g_autofree char *title = foi_terminal_clean(document->title);
        printf("  %-10s %s\n", "title", title);
    }
    print_tags(document);
    if (with_text)
        printf("\n%s\n", document->text.bytes->str);
    putchar('\n');
}

static int visit(const foi_document *document, void *data)
{
    inspection *run = data;
    run->failed |= document->status != FOI_READ_OK;
    if (run->request->json) {
        g_autofree char *line = foi_document_json(document, run->request->with_text);
        puts(line);
    } else {
        print_document(document, run->request->with_text);
    }
    return !ferror(stdout);
}

int index_inspect(const index_request *request)
{
    inspection run = {request, false};
    foi_updater *updater = foi_updater_new();
    foi_status status = foi_updater_inspect(updater, request->paths, request->count,
                                            &request->options, visit, &run);
    int result = run.failed ? EXIT_SOME_FAILED : EXIT_ALL_WELL;
    if (status != FOI_OK)
        result = index_complain(status, foi_updater_error(updater));
    foi_updater_free(updater);
    return result;
}
