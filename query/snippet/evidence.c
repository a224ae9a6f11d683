/* evidence.c - the words that tags were read from. */
#include <string.h>

#include "query/snippet/occurrence.h"

typedef struct collector {
    const foi_document *document;
    foi_occurrences *found;
    guint unit;
} collector;

static void add_evidence(collector *c, const foi_evidence *evidence)
{
    const foi_text *text = &c->document->text;
    const foi_block *first, *last;
    foi_occurrence occurrence = {0};

    if (evidence->length == 0 || evidence->start >= text->bytes->len ||
        evidence->length > text->bytes->len - evidence->start)
        return;
    first = foi_text_block_at(text, evidence->start);
    last = foi_text_block_at(text, evidence->start + evidence->length - 1);
    occurrence.span = (foi_span){evidence->start, evidence->start + evidence->length};
    occurrence.region = occurrence.span;
    if (first && last) {
        occurrence.region.start = MIN(first->start, occurrence.span.start);
        occurrence.region.end = MAX(last->start + last->length, occurrence.span.end);
    }
    occurrence.unit = c->unit;
    occurrence.value = 1.0;
    occurrence.factor = 1.0 + evidence->confidence;
    occurrence.first_word = c->found->words->len;
    occurrence.word_count = 1;
    g_array_append_val(c->found->words, occurrence.span);
    g_array_append_val(c->found->list, occurrence);
}

static bool is_or_is_under(const char *id, const char *wanted)
{
    size_t length = strlen(wanted);

    return g_ascii_strncasecmp(id, wanted, length) == 0 &&
           (id[length] == '\0' || id[length] == '(');
}

/* WANTED is "foia:31", or behind a role "rejected:foia:43(2)". */
static void add_provisions(collector *c, const foi_wanted_tag *wanted)
{
    bool ruling = wanted->field->kind == FOI_FIELD_RULING;
    const char *colon = ruling ? strchr(wanted->value, ':') : NULL;
    g_autofree char *role = colon ? g_strndup(wanted->value, (gsize)(colon - wanted->value)) : NULL;
    const char *id = colon ? colon + 1 : wanted->value;
    const GPtrArray *provisions = c->document->tags.provisions;

    for (guint i = 0; i < provisions->len; i++) {
        const foi_provision_tag *tag = provisions->pdata[i];
        const char *name = foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)tag->role);
        bool right_role = role ? name && strcmp(name, role) == 0 : foi_role_is_claim(tag->role);
        if (right_role && is_or_is_under(tag->id, id))
            add_evidence(c, &tag->evidence);
    }
}

static void add_references(collector *c, const foi_wanted_tag *wanted)
{
    const GPtrArray *references = c->document->tags.references;

    for (guint i = 0; i < references->len; i++) {
        const foi_reference_tag *tag = references->pdata[i];
        if (foi_reference_has_key(tag->id, wanted->value))
            add_evidence(c, &tag->evidence);
    }
}

static void note_same(const char *value, void *data)
{
    gpointer *search = data;

    if (g_ascii_strcasecmp(value, search[0]) == 0)
        search[1] = search[0];
}

/* With several alternatives a document need not have this one. */
static bool document_has(const foi_document *document, const foi_wanted_tag *wanted)
{
    gpointer search[2] = {wanted->value, NULL};

    if (!wanted->value)
        return true;
    wanted->field->read(document, note_same, search);
    return search[1] != NULL;
}

static const foi_evidence *single_evidence(const foi_document *document, const foi_field *field)
{
    const foi_tags *tags = &document->tags;
    const struct {
        const char *field;
        const foi_evidence *evidence;
    } sources[] = {
        {"authority", &tags->authority_evidence}, {"sector", &tags->authority_evidence},
        {"regime", &tags->regime_evidence},       {"type", &tags->doctype_evidence},
        {"outcome", &tags->outcome_evidence},     {"favours", &tags->favours_evidence},
        {"date", &tags->date_evidence},           {"year", &tags->date_evidence},
        {"month", &tags->date_evidence},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++)
        if (strcmp(sources[i].field, field->name) == 0)
            return sources[i].evidence;
    return NULL;
}

static void add_provisions_of(collector *c, bool (*wanted)(foi_role role))
{
    const GPtrArray *provisions = c->document->tags.provisions;

    for (guint i = 0; i < provisions->len; i++) {
        const foi_provision_tag *tag = provisions->pdata[i];
        if (wanted(tag->role))
            add_evidence(c, &tag->evidence);
    }
}

/* An outcome without words of its own was read from the findings on the provisions, in a letter
 * from what it claims. */
static void add_findings(collector *c)
{
    guint before = c->found->list->len;

    add_provisions_of(c, foi_role_is_ruling);
    if (c->found->list->len == before)
        add_provisions_of(c, foi_role_is_claim);
}

static void add_single(collector *c, const foi_wanted_tag *wanted)
{
    const foi_tags *tags = &c->document->tags;
    const foi_evidence *evidence = single_evidence(c->document, wanted->field);

    if (!evidence || !document_has(c->document, wanted))
        return;
    if (evidence->length == 0 &&
        (evidence == &tags->outcome_evidence || evidence == &tags->favours_evidence))
        add_findings(c);
    else
        add_evidence(c, evidence);
}

static gint compare_starts(gconstpointer a, gconstpointer b)
{
    const foi_occurrence *x = a;
    const foi_occurrence *y = b;

    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* What the law was asked about comes first: it is what a reader wants to see and cite. The passage
 * of an authority (its address) or of a type is shown only where nothing of the law is wanted. */
static void add_law(collector *c, const GPtrArray *tags)
{
    for (guint i = 0; i < tags->len; i++) {
        const foi_wanted_tag *wanted = tags->pdata[i];
        c->unit = i;
        if (wanted->field->kind == FOI_FIELD_PROVISION || wanted->field->kind == FOI_FIELD_RULING)
            add_provisions(c, wanted);
    }
}

static void add_others(collector *c, const GPtrArray *tags)
{
    for (guint i = 0; i < tags->len; i++) {
        const foi_wanted_tag *wanted = tags->pdata[i];
        c->unit = i;
        if (wanted->field->kind == FOI_FIELD_REFERENCE)
            add_references(c, wanted);
        else if (wanted->field->kind != FOI_FIELD_PROVISION &&
                 wanted->field->kind != FOI_FIELD_RULING)
            add_single(c, wanted);
    }
}

foi_occurrences *foi_occurrences_of_tags(const foi_document *document, const GPtrArray *tags)
{
    collector c = {document, foi_occurrences_new(tags->len), 0};

    add_law(&c, tags);
    if (c.found->list->len == 0)
        add_others(&c, tags);
    g_array_sort(c.found->list, compare_starts);
    return c.found;
}
