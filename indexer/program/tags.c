/* tags.c - the tags of one document, each with what it was read from, so that a person can check
 * them: the value, where it stands, how sure it is, who says so, and the words themselves.
 *
 * Tags that were read from the same words stand together, and these words are printed once.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/document.h"
#include "indexer/program/index_program.h"
#include "indexer/program/shared/provisions.h"

typedef struct printer {
    const foi_document *document;
    const foi_page *page;
    const foi_evidence *above; /* of the line before; NULL at the first */
} printer;

/* A provision or a reference, which are sorted by where they were read. */
typedef struct entry {
    const char *name; /* of its role, or of how it is referred to */
    int rank;         /* which names stand before which */
    guint place;      /* among the document's tags */
    const foi_evidence *evidence;
} entry;

static bool has_same_words(const foi_evidence *a, const foi_evidence *b)
{
    return a->length > 0 && a->start == b->start && a->length == b->length &&
           a->source == b->source &&
           foi_confidence_shown(a->confidence) >= foi_confidence_shown(b->confidence) &&
           foi_confidence_shown(a->confidence) <= foi_confidence_shown(b->confidence);
}

static char *place_of(const printer *p, const foi_evidence *evidence, bool as_above)
{
    GString *place = g_string_new(as_above ? "as above, " : NULL);
    const foi_block *block =
        evidence->length == 0 ? NULL : foi_text_block_at(&p->document->text, evidence->start);
    foi_pinpoint where = foi_text_pinpoint(&p->document->text, block);
    g_autofree char *words = foi_pinpoint_words(&where);
    if (words != NULL)
        g_string_append_printf(place, "%s, ", words);
    g_string_append_printf(place, "%.2f", foi_confidence_shown(evidence->confidence));
    const char *source = foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)evidence->source);
    if (source != NULL)
        g_string_append_printf(place, ", %s", source);
    return g_string_free(place, FALSE);
}

/* One line, or more where VALUE and its quote do not go into one. */
static void print_tag(printer *p, const char *name, const char *value, const foi_evidence *evidence)
{
    bool as_above = p->above != NULL && has_same_words(p->above, evidence);
    g_autofree char *words = as_above ? NULL : foi_text_quote(&p->document->text, evidence);
    g_autofree char *place = place_of(p, evidence, as_above);
    g_autofree char *head = g_strdup_printf("%s  (%s)", value, place);
    g_autofree char *quote = words == NULL ? NULL : g_strdup_printf("\"%s\"", words);
    p->above = evidence;
    if (quote == NULL) {
        foi_print_headed(p->page, INDEX_TAG_INDENT, name, head);
        return;
    }
    glong length = g_utf8_strlen(head, -1) + 2 + g_utf8_strlen(quote, -1);
    if (INDEX_TAG_INDENT + length <= (glong)foi_prose_columns(p->page)) {
        g_autofree char *both = g_strdup_printf("%s  %s", head, quote);
        foi_print_headed(p->page, INDEX_TAG_INDENT, name, both);
        return;
    }
    foi_print_headed(p->page, INDEX_TAG_INDENT, name, head);
    foi_print_folded(p->page, INDEX_TAG_INDENT, quote, NULL, 0, false);
}

static void print_vocabulary(printer *p, const char *name, foi_vocabulary list, int value,
                             const foi_evidence *evidence)
{
    if (value != 0)
        print_tag(p, name, foi_vocabulary_name(list, value), evidence);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const entry *one = a, *other = b;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    if (one->evidence->start != other->evidence->start)
        return one->evidence->start < other->evidence->start ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

static void append_value(GString *value, const foi_document *document, const entry *e,
                         bool is_provision, char **law)
{
    if (is_provision) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, e->place);
        foi_append_provision(value, tag->id, law);
        return;
    }
    const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, e->place);
    g_string_append_printf(value, "%s%s (%s)", value->len > 0 ? ", " : "", tag->id,
                           foi_vocabulary_name(FOI_VOCABULARY_REFERENCE_KIND, (int)tag->kind));
}

/* Print ENTRIES sorted, those of one name and the same words in one line. */
static void print_entries(printer *p, GArray *entries, bool are_provisions)
{
    g_array_sort(entries, compare_entries);
    for (guint i = 0; i < entries->len;) {
        const entry *first = &g_array_index(entries, entry, i);
        g_autoptr(GString) value = g_string_new(NULL);
        g_autofree char *law = NULL;
        for (; i < entries->len; i++) {
            const entry *e = &g_array_index(entries, entry, i);
            if (e != first &&
                (e->rank != first->rank || !has_same_words(e->evidence, first->evidence)))
                break;
            append_value(value, p->document, e, are_provisions, &law);
        }
        print_tag(p, first->name, value->str, first->evidence);
    }
}

static void print_provisions(printer *p)
{
    const GPtrArray *tags = p->document->tags.provisions;
    g_autoptr(GArray) entries = g_array_sized_new(FALSE, FALSE, sizeof(entry), tags->len);
    for (guint i = 0; i < tags->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags, i);
        entry e = {foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)tag->role), (int)tag->role, i,
                   &tag->evidence};
        g_array_append_val(entries, e);
    }
    print_entries(p, entries, true);
}

static void print_references(printer *p)
{
    const GPtrArray *tags = p->document->tags.references;
    g_autoptr(GArray) entries = g_array_sized_new(FALSE, FALSE, sizeof(entry), tags->len);
    for (guint i = 0; i < tags->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags, i);
        entry e = {tag->own ? "own ref" : "cites", tag->own ? 0 : 1, i, &tag->evidence};
        g_array_append_val(entries, e);
    }
    print_entries(p, entries, false);
}

/* The fields that SOURCE decided, those that are empty by its word among them. */
static void print_labels(printer *p, foi_source source)
{
    g_autoptr(GString) fields = g_string_new(NULL);
    for (int field = 1; field < FOI_TAG_END; field++)
        if (foi_document_field_source(p->document, (foi_tag_field)field) == source)
            g_string_append_printf(fields, "%s%s", fields->len > 0 ? ", " : "",
                                   foi_vocabulary_name(FOI_VOCABULARY_TAG_FIELD, field));
    if (fields->len > 0)
        foi_print_headed(p->page, INDEX_TAG_INDENT,
                         foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)source), fields->str);
}

void index_print_tags(const foi_document *document, const foi_page *page)
{
    const foi_tags *tags = &document->tags;
    printer p = {document, page, NULL};
    print_vocabulary(&p, "type", FOI_VOCABULARY_DOCTYPE, (int)tags->doctype,
                     &tags->doctype_evidence);
    if (tags->authority_id != NULL)
        print_tag(&p, "authority", tags->authority_name, &tags->authority_evidence);
    if (tags->date != NULL)
        print_tag(&p, "date", tags->date, &tags->date_evidence);
    g_autoptr(GString) regimes = g_string_new(NULL);
    for (guint i = 0; i < tags->regimes->len; i++)
        g_string_append_printf(regimes, "%s%s", i > 0 ? "; " : "",
                               (const char *)g_ptr_array_index(tags->regimes, i));
    if (regimes->len > 0)
        print_tag(&p, "regime", regimes->str, &tags->regime_evidence);
    print_vocabulary(&p, "outcome", FOI_VOCABULARY_OUTCOME, (int)tags->outcome,
                     &tags->outcome_evidence);
    print_vocabulary(&p, "favours", FOI_VOCABULARY_FAVOURS, (int)tags->favours,
                     &tags->favours_evidence);
    print_provisions(&p);
    print_references(&p);
    print_labels(&p, FOI_SOURCE_PERSON);
    print_labels(&p, FOI_SOURCE_PUBLISHER);
}
