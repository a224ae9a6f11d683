/* postings.c - what of a document the index holds to find it by: stems and filters with their
 * counts and values for Xapian, and every word as written with its positions for the table of
 * words. */
#include <string.h>

#include "indexer/base/days.h"
#include "indexer/store/disk.h"
#include "indexer/store/fingerprint.h"
#include "indexer/store/segment_writer.h"
#include "indexer/text/positions.h"
#include "indexer/text/stemmer.h"

/* A day in a value slot is YYYYMMDD. */
enum { DAY_DIGITS = 8 };

/* What a word of a paragraph in which something is claimed, found or decided adds to what its zone
 * gives it. */
enum { DECISION_WEIGHT = 1 };

/* More slots than there are values. */
enum { MOST_VALUES = 8, VALUE_ROOM = 64 };

struct foi_postings {
    xap_bulk *bulk;
    foi_words_builder *words;
    foi_stemmer *stemmer;
    foi_fingerprint *fingerprint;
    GArray *stems;  /* uint32_t, by number of the word: number of its stem's term + 1; 0: unknown */
    GArray *places; /* uint32_t, by number of a term: its place in `postings` + 1; 0: not there */
    GArray *postings;     /* of xap_bulk_posting: the document's */
    GByteArray *decisive; /* by block of the document: not 0 where something is decided in it */
    xap_bulk_value values[MOST_VALUES];
    char value_bytes[MOST_VALUES][VALUE_ROOM];
    size_t value_count;
    xap_error detail;
    bool failed;
};

foi_status foi_postings_new(xap_bulk *bulk, foi_words_builder *words, foi_postings **out,
                            foi_error *error)
{
    *out = NULL;
    foi_stemmer *stemmer;
    foi_status status = foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, error);
    if (status != FOI_OK)
        return status;
    foi_postings *postings = g_new0(foi_postings, 1);
    postings->bulk = bulk;
    postings->words = words;
    postings->stemmer = stemmer;
    postings->fingerprint = foi_fingerprint_new();
    postings->stems = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    postings->places = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    postings->postings = g_array_new(FALSE, FALSE, sizeof(xap_bulk_posting));
    postings->decisive = g_byte_array_new();
    *out = postings;
    return FOI_OK;
}

void foi_postings_free(foi_postings *postings)
{
    if (postings == NULL)
        return;
    foi_stemmer_free(postings->stemmer);
    foi_fingerprint_free(postings->fingerprint);
    g_array_unref(postings->stems);
    g_array_unref(postings->places);
    g_array_unref(postings->postings);
    g_byte_array_unref(postings->decisive);
    g_free(postings);
}

/* --- terms ------------------------------------------------------------------------------------ */

/* Room for the number, and a zero where it is new. */
static uint32_t *number_at(GArray *numbers, uint32_t index)
{
    if (index >= numbers->len)
        g_array_set_size(numbers, MAX(index + 1, numbers->len + numbers->len / 2));
    return &g_array_index(numbers, uint32_t, index);
}

static uint32_t number_of(foi_postings *postings, const char *term, size_t length)
{
    uint32_t number = 0;
    if (!postings->failed)
        postings->failed =
            xap_bulk_term(postings->bulk, term, length, &number, &postings->detail) != XAP_OK;
    return number;
}

static void count_term(foi_postings *postings, uint32_t term, uint32_t weight)
{
    uint32_t *place = number_at(postings->places, term);
    if (*place > 0) {
        g_array_index(postings->postings, xap_bulk_posting, *place - 1).wdf += weight;
        return;
    }
    xap_bulk_posting posting = {term, weight};
    g_array_append_val(postings->postings, posting);
    *place = postings->postings->len;
}

static void add_filter(foi_postings *postings, const char *term)
{
    count_term(postings, number_of(postings, term, strlen(term)), 0);
}

/* A word is stemmed the first time that the segment meets it. */
static uint32_t stem_of(foi_postings *postings, uint32_t word, const foi_token *token)
{
    uint32_t *stem = number_at(postings->stems, word);
    if (*stem == 0) {
        size_t length;
        const char *term =
            foi_stemmer_term(postings->stemmer, token->word, token->word_length, &length);
        *stem = number_of(postings, term, length) + 1;
    }
    return *stem - 1;
}

static guint block_number(const foi_text *text, const foi_block *block)
{
    return (guint)(block - (const foi_block *)(const void *)text->blocks->data);
}

static void mark_decisive(foi_postings *postings, const foi_text *text,
                          const foi_evidence *evidence)
{
    const foi_block *block = evidence->length > 0 ? foi_text_block_at(text, evidence->start) : NULL;
    if (block != NULL)
        postings->decisive->data[block_number(text, block)] = 1;
}

/* Finds the paragraphs that say what is claimed, found and decided. */
static void find_decisive(foi_postings *postings, const foi_document *document)
{
    const foi_tags *tags = &document->tags;
    g_byte_array_set_size(postings->decisive, document->text.blocks->len);
    if (document->text.blocks->len > 0)
        memset(postings->decisive->data, 0, postings->decisive->len);
    mark_decisive(postings, &document->text, &tags->outcome_evidence);
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        if (foi_role_is_claim(tag->role) || foi_role_is_ruling(tag->role))
            mark_decisive(postings, &document->text, &tag->evidence);
    }
}

static void add_words(foi_postings *postings, const foi_document *document, uint32_t row)
{
    const foi_text *text = &document->text;
    foi_word_walk walk;
    foi_word word;
    find_decisive(postings, document);
    foi_word_walk_start(&walk, text);
    foi_fingerprint_begin(postings->fingerprint);
    while (!postings->failed && foi_word_walk_next(&walk, &word)) {
        uint32_t number = foi_words_builder_add(postings->words, word.token.word,
                                                word.token.word_length, row, word.position);
        bool decisive = postings->decisive->data[block_number(text, word.block)] != 0;
        uint32_t weight = word.weight + (word.weight > 0 && decisive ? DECISION_WEIGHT : 0);
        count_term(postings, stem_of(postings, number, &word.token), weight);
        foi_fingerprint_add(postings->fingerprint, &word);
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
        g_autofree char *own = foi_field_word_term(field, term, length);
        count_term(postings, number_of(postings, term, length), FOI_TITLE_WEIGHT);
        count_term(postings, number_of(postings, own, strlen(own)), 1);
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
    g_autofree char *unique = g_strconcat(FOI_ID_TERM, document->id, NULL);
    add_filter(postings, unique);
}

/* --- values ----------------------------------------------------------------------------------- */

static void set_value(foi_postings *postings, uint32_t slot, const char *value, size_t length)
{
    char *copy = postings->value_bytes[postings->value_count];
    length = MIN(length, (size_t)VALUE_ROOM);
    memcpy(copy, value, length);
    postings->values[postings->value_count++] = (xap_bulk_value){slot, copy, length};
}

static void set_values(foi_postings *postings, const foi_document *document)
{
    char first[DAY_DIGITS + 1] = "00000000", last[DAY_DIGITS + 1];
    const char *date = document->tags.date, *problem;
    foi_days days;
    bool dated = date != NULL && foi_days_read(date, strlen(date), &days, &problem);
    postings->value_count = 0;
    if (dated) {
        g_snprintf(first, sizeof first, "%08u", days.first);
        g_snprintf(last, sizeof last, "%08u", days.last);
    }
    /* Sorted in reverse the newest comes first; the id's bytes are turned round, so that within a
     * day the lowest id does. */
    char order[DAY_DIGITS + FOI_ID_LENGTH];
    for (size_t i = 0; i < DAY_DIGITS; i++)
        order[i] = first[i];
    for (size_t i = 0; i < FOI_ID_LENGTH; i++)
        order[DAY_DIGITS + i] = (char)(0x7f - (document->id[i] & 0x7f));
    set_value(postings, FOI_SLOT_ORDER, order, sizeof order);
    if (dated) {
        set_value(postings, FOI_SLOT_DATE_FIRST, first, DAY_DIGITS);
        set_value(postings, FOI_SLOT_DATE_LAST, last, DAY_DIGITS);
    }
    const char *container = document->parent != NULL ? document->parent : document->id;
    set_value(postings, FOI_SLOT_CONTAINER, container, strlen(container));
}

foi_status foi_postings_add(foi_postings *postings, const foi_document *document, uint32_t row,
                            uint64_t *fingerprint, foi_error *error)
{
    add_words(postings, document, row);
    *fingerprint = foi_fingerprint_end(postings->fingerprint, document->id);
    add_fields(postings, document);
    set_values(postings, document);
    xap_bulk_document entry = {
        .postings = (const xap_bulk_posting *)(void *)postings->postings->data,
        .posting_count = postings->postings->len,
        .values = postings->values,
        .value_count = postings->value_count,
        .data = document->id,
        .data_length = strlen(document->id),
    };
    if (!postings->failed)
        postings->failed =
            xap_bulk_add_document(postings->bulk, &entry, &postings->detail) != XAP_OK;
    for (guint i = 0; i < postings->postings->len; i++)
        *number_at(postings->places, g_array_index(postings->postings, xap_bulk_posting, i).term) =
            0;
    g_array_set_size(postings->postings, 0);
    if (postings->failed)
        return foi_disk_xapian_error(error, "cannot index the document", document->id,
                                     &postings->detail);
    return FOI_OK;
}
