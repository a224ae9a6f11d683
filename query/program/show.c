/* show.c - foi-query --show: one document, its tags with their evidence, and its text. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/document.h"
#include "indexer/document/path.h"
#include "indexer/law/law.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/describe.h"
#include "query/program/query_program.h"

typedef struct show {
    const foi_document *document;
    const foi_page *page;
} show;

/* One tag and below it the words that it was read from. */
static void print_tag(const show *s, const char *name, const char *value,
                      const foi_evidence *evidence)
{
    const foi_text *text = &s->document->text;
    g_autofree char *quote = foi_text_quote(text, evidence);
    const foi_block *block = quote ? foi_text_block_at(text, evidence->start) : NULL;
    g_autofree char *clean = value ? foi_terminal_clean(value) : NULL;
    g_autoptr(GString) line = g_string_new(NULL);

    if (!value)
        return;
    printf("%-12s %s", name, clean);
    if (evidence->source > FOI_SOURCE_READ)
        printf(" [%s]", foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)evidence->source));
    putchar('\n');
    if (!quote)
        return;
    g_string_append_printf(line, "\"%s\"", quote);
    foi_pinpoint place = foi_text_pinpoint(&s->document->text, block);
    g_autofree char *words = foi_pinpoint_words(&place);
    if (words)
        g_string_append_printf(line, ", %s", words);
    g_string_append_printf(line, ", confidence %.2f", foi_confidence_shown(evidence->confidence));
    foi_print_folded(s->page, 13, line->str, NULL, 0, false);
}

static void print_lists(const show *s)
{
    const foi_tags *tags = &s->document->tags;

    for (guint i = 0; i < tags->regimes->len; i++)
        print_tag(s, "regime", tags->regimes->pdata[i], &tags->regime_evidence);
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = tags->provisions->pdata[i];
        g_autofree char *shown = foi_law_display(tag->id);
        print_tag(s, foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)tag->role), shown,
                  &tag->evidence);
    }
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = tags->references->pdata[i];
        print_tag(s, tag->own ? "reference" : "cites", tag->id, &tag->evidence);
    }
}

/* The fields that SOURCE decided, those that are empty by its word among them. */
static void print_labels(const show *s, foi_source source)
{
    const foi_evidence none = {0};
    g_autoptr(GString) fields = g_string_new(NULL);

    for (int field = 1; field < FOI_TAG_END; field++)
        if (foi_document_field_source(s->document, (foi_tag_field)field) == source)
            g_string_append_printf(fields, "%s%s", fields->len > 0 ? ", " : "",
                                   foi_vocabulary_name(FOI_VOCABULARY_TAG_FIELD, field));
    if (fields->len > 0)
        print_tag(s, foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)source), fields->str, &none);
}

static void print_ocr(const show *s)
{
    const foi_evidence none = {0};
    uint32_t sure = foi_text_ocr(&s->document->text);
    g_autofree char *words = g_strdup_printf("read from a picture, %" PRIu32 "%% sure", sure);

    if (sure > 0)
        print_tag(s, "OCR", words, &none);
}

static void print_tags(const show *s)
{
    const foi_document *document = s->document;
    const foi_tags *tags = &document->tags;
    const foi_evidence none = {0};
    g_autofree char *location = foi_path_display(document->location ? document->location : "");

    print_tag(s, "id", document->id, &none);
    print_tag(s, "location", location, &none);
    print_tag(s, "member", document->member, &none);
    for (guint i = 0; document->other_places && i < document->other_places->len; i++)
        print_tag(s, "also at", document->other_places->pdata[i], &none);
    print_tag(s, "status", foi_vocabulary_label(FOI_VOCABULARY_READ_STATUS, (int)document->status),
              &none);
    print_tag(s, "detail", document->status_detail, &none);
    print_ocr(s);
    print_tag(s, "case", document->case_id, &none);
    print_tag(s, "type", foi_vocabulary_label(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype),
              &tags->doctype_evidence);
    print_tag(s, "authority", tags->authority_name ? tags->authority_name : tags->authority_id,
              &tags->authority_evidence);
    print_tag(s, "date", tags->date, &tags->date_evidence);
    print_tag(s, "outcome", foi_vocabulary_label(FOI_VOCABULARY_OUTCOME, (int)tags->outcome),
              &tags->outcome_evidence);
    print_tag(s, "favours", foi_vocabulary_label(FOI_VOCABULARY_FAVOURS, (int)tags->favours),
              &tags->favours_evidence);
    print_lists(s);
    print_labels(s, FOI_SOURCE_PERSON);
    print_labels(s, FOI_SOURCE_PUBLISHER);
}

static void print_page_head(const foi_text *text, const foi_block *block)
{
    const foi_page_note *note = foi_text_page_note(text, block->page);
    foi_pinpoint place = {.page = block->page};

    if (note && note->sheet)
        place = (foi_pinpoint){.sheet = note->sheet};
    g_autofree char *words = foi_pinpoint_words(&place);
    g_autofree char *clean = foi_terminal_clean(words);
    if (note && note->read_ocr > 0)
        printf("\n-- %s, read by OCR, %" PRIu32 "%% sure --\n", clean, note->read_ocr);
    else
        printf("\n-- %s --\n", clean);
}

static void print_text(const show *s)
{
    const foi_text *text = &s->document->text;
    uint32_t page = 0;

    for (guint i = 0; i < text->blocks->len; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        g_autofree char *paragraph = g_strndup(text->bytes->str + block->start, block->length);
        g_auto(GStrv) lines = g_strsplit(paragraph, "\n", -1);
        if (block->page != page) {
            page = block->page;
            print_page_head(text, block);
        }
        putchar('\n');
        for (size_t l = 0; lines[l]; l++)
            foi_print_folded(s->page, 0, lines[l], NULL, 0, block->kind == FOI_BLOCK_HEADING);
    }
}

void query_print_document(const foi_document *document, const foi_page *page)
{
    show s = {document, page};

    foi_print_folded(page, 0, document->title ? document->title : "(no title)", NULL, 0, true);
    foi_replacement_view by;
    if (foi_document_replaced_by(document, &by)) {
        g_autofree char *warning = query_replacement_warning(&by);
        foi_print_folded(page, 0, warning, NULL, 0, true);
    }
    putchar('\n');
    print_tags(&s);
    print_text(&s);
}
