/* postings.c - what of a document goes into Xapian: terms, positions, values, the packed record. */
#include <string.h>

#include "indexer/base/days.h"
#include "indexer/store/disk.h"
#include "indexer/store/packer.h"
#include "indexer/store/segment_writer.h"
#include "indexer/text/positions.h"
#include "indexer/text/stemmer.h"

/* Postings are handed over in batches: a call each costs as much as the posting itself. */
enum { BATCH = 1024, TERM_ROOM = FOI_WORD_LIMIT * 2 };

/* A day in a value slot is YYYYMMDD. */
enum { DAY_DIGITS = 8 };

/* What a word of the title adds to a document's terms, beside its place in the text. */
enum { TITLE_WEIGHT = 3 };

struct foi_postings {
    foi_stemmer *stemmer;
    foi_packer *packer;
    GByteArray *record;
    xap_posting batch[BATCH];
    char terms[BATCH][TERM_ROOM];
    size_t count;
    xap_document *into;
    xap_error detail;
    bool failed;
};

foi_status foi_postings_new(foi_postings **out, foi_error *error)
{
    *out = NULL;
    foi_stemmer *stemmer;
    foi_status status = foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, error);
    if (status != FOI_OK)
        return status;
    foi_postings *postings = g_new0(foi_postings, 1);
    postings->stemmer = stemmer;
    postings->packer = foi_packer_new();
    postings->record = g_byte_array_new();
    *out = postings;
    return FOI_OK;
}

void foi_postings_free(foi_postings *postings)
{
    if (postings == NULL)
        return;
    foi_stemmer_free(postings->stemmer);
    foi_packer_free(postings->packer);
    g_byte_array_unref(postings->record);
    g_free(postings);
}

static void flush(foi_postings *postings)
{
    if (postings->count > 0 && !postings->failed)
        postings->failed = xap_document_add_postings(postings->into, postings->batch,
                                                     postings->count, &postings->detail) != XAP_OK;
    postings->count = 0;
}

static void add(foi_postings *postings, const char *term, size_t length, uint32_t position,
                uint32_t weight)
{
    if (postings->count == BATCH)
        flush(postings);
    char *copy = postings->terms[postings->count];
    length = MIN(length, (size_t)TERM_ROOM);
    memcpy(copy, term, length);
    postings->batch[postings->count++] = (xap_posting){copy, (uint32_t)length, position, weight};
}

static void add_filter(foi_postings *postings, const char *term)
{
    if (!postings->failed)
        postings->failed = xap_document_add_boolean_term(postings->into, term, strlen(term),
                                                         &postings->detail) != XAP_OK;
}

static void add_words(foi_postings *postings, const foi_text *text)
{
    foi_word_walk walk;
    foi_word word;
    foi_word_walk_start(&walk, text);
    while (!postings->failed && foi_word_walk_next(&walk, &word)) {
        size_t length;
        const char *term =
            foi_stemmer_term(postings->stemmer, word.token.word, word.token.word_length, &length);
        add(postings, term, length, word.position, word.weight);
    }
}

/* The words of the title, under its own prefix and among all others. True where there are any. */
static bool add_title(foi_postings *postings, const foi_field *field, const char *title)
{
    bool any = false;
    foi_tokenizer tokenizer;
    foi_token token;
    foi_tokenizer_start(&tokenizer, title, strlen(title));
    while (!postings->failed && foi_tokenizer_next(&tokenizer, &token)) {
        size_t length;
        const char *term =
            foi_stemmer_term(postings->stemmer, token.word, token.word_length, &length);
        add(postings, term, length, XAP_NO_POSITION, TITLE_WEIGHT);
        g_autofree char *own = foi_field_word_term(field, term, length);
        add(postings, own, strlen(own), XAP_NO_POSITION, 1);
        any = true;
    }
    return any;
}

typedef struct value_sink {
    foi_postings *postings;
    const foi_field *field;
    bool any;
} value_sink;

static void add_value(const char *value, void *data)
{
    value_sink *sink = data;
    if (sink->field->kind == FOI_FIELD_WORDS) {
        sink->any = add_title(sink->postings, sink->field, value) || sink->any;
        return;
    }
    g_autofree char *term = foi_field_term(sink->field, value);
    add_filter(sink->postings, term);
    sink->any = true;
}

static void add_fields(foi_postings *postings, const foi_document *document)
{
    size_t count;
    const foi_field *fields = foi_fields(&count);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].joined)
            continue;
        value_sink sink = {postings, &fields[i], false};
        fields[i].read(document, add_value, &sink);
        if (!sink.any && fields[i].has_missing) {
            g_autofree char *term = foi_field_missing_term(&fields[i]);
            add_filter(postings, term);
        }
    }
    g_autofree char *unique = g_strconcat("Q", document->id, NULL);
    add_filter(postings, unique);
}

/* --- values ----------------------------------------------------------------------------------- */

static void set_value(foi_postings *postings, uint32_t slot, const char *value, size_t length)
{
    if (!postings->failed)
        postings->failed = xap_document_set_value(postings->into, slot, value, length,
                                                  &postings->detail) != XAP_OK;
}

static void set_values(foi_postings *postings, const foi_document *document)
{
    char first[DAY_DIGITS + 1] = "00000000", last[DAY_DIGITS + 1];
    const char *date = document->tags.date, *problem;
    foi_days days;
    if (date != NULL && foi_days_read(date, strlen(date), &days, &problem)) {
        g_snprintf(first, sizeof first, "%08u", days.first);
        g_snprintf(last, sizeof last, "%08u", days.last);
        set_value(postings, FOI_SLOT_DATE_FIRST, first, DAY_DIGITS);
        set_value(postings, FOI_SLOT_DATE_LAST, last, DAY_DIGITS);
    }
    /* Sorted in reverse the newest comes first; the id's bytes are turned round, so that within a
     * day the lowest id does. */
    char order[DAY_DIGITS + FOI_ID_LENGTH];
    for (size_t i = 0; i < DAY_DIGITS; i++)
        order[i] = first[i];
    for (size_t i = 0; i < FOI_ID_LENGTH; i++)
        order[DAY_DIGITS + i] = (char)(0x7f - (document->id[i] & 0x7f));
    set_value(postings, FOI_SLOT_ORDER, order, sizeof order);
    const char *container = document->parent != NULL ? document->parent : document->id;
    set_value(postings, FOI_SLOT_CONTAINER, container, strlen(container));
}

static foi_status set_record(foi_postings *postings, const foi_document *document, foi_error *error)
{
    g_byte_array_set_size(postings->record, 0);
    foi_document_encode(document, postings->record);
    const void *packed;
    size_t length;
    foi_status status = foi_packer_pack(postings->packer, postings->record->data,
                                        postings->record->len, &packed, &length, error);
    if (status == FOI_OK && !postings->failed)
        postings->failed =
            xap_document_set_data(postings->into, packed, length, &postings->detail) != XAP_OK;
    return status;
}

foi_status foi_postings_fill(foi_postings *postings, const foi_document *document,
                             xap_document *into, foi_error *error)
{
    postings->into = into;
    postings->count = 0;
    postings->failed = false;
    add_words(postings, &document->text);
    add_fields(postings, document);
    flush(postings);
    set_values(postings, document);
    foi_status status = set_record(postings, document, error);
    if (status == FOI_OK && postings->failed)
        status = foi_disk_xapian_error(error, "cannot index the document", document->id,
                                       &postings->detail);
    return status;
}
