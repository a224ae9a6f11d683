/* document_tags.c - what is known of a document, each tag with the words that it was read from. */
#include "query/program/document_tags.h"

#include <inttypes.h>

#include "indexer/document/path.h"
#include "indexer/law/law.h"

typedef struct lister {
    const foi_document *document;
    GPtrArray *tags; /* of query_tag * */
} lister;

static void free_tag(void *data)
{
    query_tag *tag = data;

    g_free(tag->value);
    g_free(tag->evidence);
    g_free(tag);
}

/* The words of EVIDENCE, their place and how sure it is, g_free; NULL: there are no words. */
static char *evidence_of(const lister *s, const foi_evidence *evidence)
{
    const foi_text *text = &s->document->text;
    g_autofree char *quote = foi_text_quote(text, evidence);

    if (!quote)
        return NULL;
    foi_pinpoint place = foi_text_pinpoint(text, foi_text_block_at(text, evidence->start));
    g_autofree char *words = foi_pinpoint_words(&place);
    return g_strdup_printf("\"%s\"%s%s, confidence %.2f", quote, words ? ", " : "",
                           words ? words : "", foi_confidence_shown(evidence->confidence));
}

static void add_tag(const lister *s, const char *name, const char *value,
                    const foi_evidence *evidence)
{
    bool read = evidence->source <= FOI_SOURCE_READ;
    query_tag *tag;

    if (!value)
        return;
    tag = g_new0(query_tag, 1);
    tag->name = name;
    tag->value =
        read ? g_strdup(value)
             : g_strdup_printf("%s [%s]", value,
                               foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)evidence->source));
    tag->evidence = evidence_of(s, evidence);
    g_ptr_array_add(s->tags, tag);
}

static void add_path(const lister *s, const char *name, const char *path)
{
    const foi_evidence none = {0};

    add_tag(s, name, path, &none);
    if (path)
        ((query_tag *)s->tags->pdata[s->tags->len - 1])->is_path = true;
}

static void add_lists(const lister *s)
{
    const foi_tags *tags = &s->document->tags;

    for (guint i = 0; i < tags->regimes->len; i++)
        add_tag(s, "regime", tags->regimes->pdata[i], &tags->regime_evidence);
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = tags->provisions->pdata[i];
        g_autofree char *shown = foi_law_display(tag->id);
        add_tag(s, foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)tag->role), shown, &tag->evidence);
    }
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = tags->references->pdata[i];
        add_tag(s, tag->own ? "reference" : "cites", tag->id, &tag->evidence);
    }
}

/* The fields that SOURCE decided, those that are empty by its word among them. */
static void add_labels(const lister *s, foi_source source)
{
    const foi_evidence none = {0};
    g_autoptr(GString) fields = g_string_new(NULL);

    for (int field = 1; field < FOI_TAG_END; field++)
        if (foi_document_field_source(s->document, (foi_tag_field)field) == source)
            g_string_append_printf(fields, "%s%s", fields->len > 0 ? ", " : "",
                                   foi_vocabulary_name(FOI_VOCABULARY_TAG_FIELD, field));
    if (fields->len > 0)
        add_tag(s, foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)source), fields->str, &none);
}

static void add_ocr(const lister *s)
{
    const foi_evidence none = {0};
    uint32_t sure = foi_text_ocr(&s->document->text);
    g_autofree char *words = g_strdup_printf("read from a picture, %" PRIu32 "%% sure", sure);

    if (sure > 0)
        add_tag(s, "OCR", words, &none);
}

static void add_tags(const lister *s)
{
    const foi_document *document = s->document;
    const foi_tags *tags = &document->tags;
    const foi_evidence none = {0};
    g_autofree char *location = foi_path_display(document->location ? document->location : "");

    add_tag(s, "id", document->id, &none);
    add_path(s, "location", location);
    add_path(s, "member", document->member);
    for (guint i = 0; document->other_places && i < document->other_places->len; i++)
        add_path(s, "also at", document->other_places->pdata[i]);
    add_tag(s, "status", foi_vocabulary_label(FOI_VOCABULARY_READ_STATUS, (int)document->status),
            &none);
    add_tag(s, "detail", document->status_detail, &none);
    add_ocr(s);
    add_tag(s, "case", document->case_id, &none);
    add_tag(s, "type", foi_vocabulary_label(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype),
            &tags->doctype_evidence);
    add_tag(s, "authority", tags->authority_name ? tags->authority_name : tags->authority_id,
            &tags->authority_evidence);
    add_tag(s, "date", tags->date, &tags->date_evidence);
    add_tag(s, "outcome", foi_vocabulary_label(FOI_VOCABULARY_OUTCOME, (int)tags->outcome),
            &tags->outcome_evidence);
    add_tag(s, "favours", foi_vocabulary_label(FOI_VOCABULARY_FAVOURS, (int)tags->favours),
            &tags->favours_evidence);
    add_lists(s);
    add_labels(s, FOI_SOURCE_PERSON);
    add_labels(s, FOI_SOURCE_PUBLISHER);
}

GPtrArray *query_document_tags(const foi_document *document)
{
    lister s = {document, g_ptr_array_new_with_free_func(free_tag)};

    add_tags(&s);
    return s.tags;
}
