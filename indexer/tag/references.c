#include "indexer/tag/references.h"

#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"
#include "indexer/tag/titles.h"

/* A list of decisions may cite thousands; more are not kept. */
#define REFERENCE_LIMIT 4096

/* A letter has a number or two. What has more of them is a list of requests, and about none. */
#define OWN_NUMBERS 4

/* All readers in their order, and which of them can begin with each word or mark. */
typedef struct {
    const foi_reference_reader *readers[32];
    size_t count;
    size_t forms;              /* the first of them */
    foi_symbol_map beginnings; /* bits of `readers` */
} reader_table;

static void put_beginning(reader_table *table, const char *word)
{
    uint32_t symbol = foi_token_symbol(word);
    uint32_t others = table->beginnings.slots ? foi_symbol_map_get(&table->beginnings, symbol) : 0;
    foi_symbol_map_put(&table->beginnings, symbol, others | 1u << table->count);
}

static void put_readers(reader_table *table, const foi_reference_reader *readers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (readers[i].mark)
            put_beginning(table, (char[]){readers[i].mark, '\0'});
        for (const char *const *word = readers[i].words; *word; word++)
            put_beginning(table, *word);
        table->readers[table->count++] = &readers[i];
    }
}

static const reader_table *readers_get(void)
{
    static const reader_table *made;
    if (g_once_init_enter(&made)) {
        reader_table *table = g_new0(reader_table, 1);
        size_t count;
        const foi_reference_reader *readers = foi_reference_forms(&count);
        put_readers(table, readers, count);
        table->forms = count;
        readers = foi_reference_labels(&count);
        put_readers(table, readers, count);
        g_once_init_leave(&made, table);
    }
    return made;
}

/* "IGO", "F": capitals before a number; or a number. */
static bool may_begin_number(const foi_token *token)
{
    return (token->flags & FOI_TOKEN_UPPER) || token->kind == FOI_TOKEN_NUMBER ||
           (token->length == 1 && (token->flags & FOI_TOKEN_CAPITAL));
}

const foi_symbol_map *foi_reference_beginnings(void)
{
    return &readers_get()->beginnings;
}

/* The next token from AT on that a reference can begin with, and by which readers: nearly all are
 * passed over. In the head any word in capitals and any number may be one by its place. */
static uint32_t next_beginning(const reader_table *table, const foi_reading *reading, uint32_t at,
                               uint32_t *wanted)
{
    uint32_t count = reading->tokens->len;
    *wanted = 0;
    for (;; at++) {
        /* Words with a capital and numbers are what a date may begin with, too. */
        uint32_t place = at < reading->head
                             ? foi_reading_next(reading, FOI_CLASS_DATE, at, reading->head)
                             : count;
        at = foi_reading_next(reading, FOI_CLASS_REFERENCE, at, place);
        if (at >= count)
            return count;
        const foi_token *token = foi_reading_token(reading, at);
        *wanted = foi_symbol_map_get(&table->beginnings, token->symbol);
        if (*wanted || (at < reading->head && may_begin_number(token)))
            return at;
    }
}

typedef struct {
    foi_reading *reading;
    foi_found_reference found;
    foi_reference_matter matter;
    GHashTable *seen; /* the tags so far, by kind and id */
    unsigned own_numbers;
} search;

static bool read_any(search *all, const reader_table *table, uint32_t wanted)
{
    const foi_token *token = foi_reading_token(all->reading, all->found.at);
    for (; wanted; wanted &= wanted - 1) {
        all->found.value = all->found.at;
        all->found.sign = FOI_SIGN_FORM;
        if (table->readers[__builtin_ctz(wanted)]->read(&all->found))
            return true;
    }
    all->found.value = all->found.at;
    return may_begin_number(token) && all->found.at < all->reading->head &&
           foi_reference_in_place(&all->found);
}

static guint hash_reference(gconstpointer data)
{
    const foi_reference_tag *tag = data;
    return g_str_hash(tag->id) * 31 + (guint)tag->kind;
}

static gboolean same_reference(gconstpointer a, gconstpointer b)
{
    const foi_reference_tag *one = a, *two = b;
    return one->kind == two->kind && strcmp(one->id, two->id) == 0;
}

/* The tag for FOUND, made with EVIDENCE where it is new; NULL where there are too many. */
static foi_reference_tag *tag_for(search *all, const foi_found_reference *found,
                                  foi_evidence evidence)
{
    foi_reference_tag wanted = {.kind = found->kind, .id = (char *)found->id};
    foi_reference_tag *tag = g_hash_table_lookup(all->seen, &wanted);
    if (tag || g_hash_table_size(all->seen) == REFERENCE_LIMIT)
        return tag;
    tag = foi_tags_append_reference(&all->reading->document->tags, found->kind, found->id, false,
                                    evidence);
    g_hash_table_add(all->seen, tag);
    return tag;
}

/* False once there are too many of them. */
static bool add(search *all)
{
    const foi_found_reference *found = &all->found;
    bool own = foi_reference_is_own(found, &all->matter);
    /* An authority's number that is no label of the document is kept where a label says what it
     * is. */
    foi_doctype type = all->reading->document->tags.doctype;
    bool ruling = type == FOI_DOCTYPE_TRIBUNAL_DECISION || type == FOI_DOCTYPE_COURT_JUDGMENT;
    if (found->kind == FOI_REFERENCE_AUTHORITY_REF && !own &&
        (ruling || found->sign != FOI_SIGN_LABEL || found->at > all->reading->head))
        return true;
    foi_reference_tag *tag = tag_for(
        all, found, foi_reading_evidence(all->reading, found->at, found->end, own ? 0.9 : 0.7));
    if (!tag)
        return false;
    all->own_numbers += own && !tag->own && found->kind == FOI_REFERENCE_AUTHORITY_REF;
    tag->own = tag->own || own;
    return true;
}

static void disown_numbers(foi_tags *tags)
{
    for (guint i = 0; i < tags->references->len; i++) {
        foi_reference_tag *tag = g_ptr_array_index(tags->references, i);
        if (tag->kind == FOI_REFERENCE_AUTHORITY_REF)
            tag->own = false;
    }
}

static bool has_own(const foi_tags *tags)
{
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags->references, i);
        if (tag->own)
            return true;
    }
    return false;
}

/* A decision's number may stand in its title alone: a scan, a page cut from its frame. A title that
 * was made of the text's own number says no more than that. */
static void read_title(search *all, const reader_table *table)
{
    foi_document *document = all->reading->document;
    bool made = foi_title_is_made(document->title);
    if (!document->title || (made && has_own(&document->tags)))
        return;
    foi_reading title = *all->reading;
    title.text = document->title;
    const char *name = made ? strstr(title.text, " (") : NULL;
    title.length = name ? (size_t)(name - title.text) : strlen(title.text);
    title.tokens = foi_tokens_read(title.text, title.length);
    title.classes = foi_classes_of((const foi_token *)title.tokens->data, title.tokens->len);
    foi_found_reference found = {.reading = &title};
    for (found.at = 0; found.at < title.tokens->len; found.at++) {
        uint32_t wanted =
            foi_symbol_map_get(&table->beginnings, foi_reading_token(&title, found.at)->symbol);
        for (size_t i = 0; wanted >> i && i < table->forms; i++)
            if ((wanted & 1u << i) && table->readers[i]->read(&found)) {
                foi_reference_tag *tag =
                    tag_for(all, &found, (foi_evidence){0, 0, 0.8, FOI_SOURCE_READ});
                if (tag)
                    tag->own = true;
                found.at = found.end - 1;
                break;
            }
    }
    foi_classes_clear(&title.classes);
    g_array_unref(title.tokens);
}

void foi_tag_references(foi_reading *reading)
{
    const reader_table *table = readers_get();
    search all = {.reading = reading, .found = {.reading = reading}};
    all.seen = g_hash_table_new(hash_reference, same_reference);
    bool room = true;
    uint32_t wanted, at = 0;
    while (room && (at = next_beginning(table, reading, at, &wanted)) < reading->tokens->len) {
        all.found.at = at++;
        if (!read_any(&all, table, wanted))
            continue;
        room = add(&all);
        while (room && foi_reference_next(&all.found))
            room = add(&all);
        at = all.found.end;
    }
    if (!room)
        foi_reading_note_limit(reading, "the first 4,096 references");
    read_title(&all, table);
    if (all.own_numbers > OWN_NUMBERS)
        disown_numbers(&reading->document->tags);
    g_hash_table_unref(all.seen);
    g_free(all.matter.title);
}
