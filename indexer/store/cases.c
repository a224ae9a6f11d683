#include "indexer/store/cases.h"

#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "indexer/store/replaced.h"

/* A matter is named after the smallest key in it. References come before message links, so that a
 * case keeps its id when mails join it: the uppermost bit tells them apart. */
static const uint64_t link_bit = 1ULL << 63;

/* Fewer digits in an authority's own number are a running number that others have, too. */
#define AUTHORITY_DIGITS 4

static bool names_matter(foi_reference_kind kind)
{
    return kind == FOI_REFERENCE_WDTK_REQUEST || kind == FOI_REFERENCE_ICO_CASE ||
           kind == FOI_REFERENCE_FTT_APPEAL || kind == FOI_REFERENCE_OSIC_DECISION ||
           kind == FOI_REFERENCE_NEUTRAL_CITATION;
}

static uint64_t key_of(const char *kind, const char *value)
{
    g_autofree char *text = g_strconcat(kind, "\n", value, NULL);
    uint64_t key = XXH3_64bits(text, strlen(text));
    return key != 0 ? key : 1;
}

uint64_t foi_case_reference_key(foi_reference_kind kind, const char *id)
{
    g_autofree char *key = foi_reference_key(id);
    size_t length = strlen(key);
    if (kind == FOI_REFERENCE_ICO_CASE && g_str_has_prefix(key, "ic"))
        key[2 + strspn(key + 2, "0123456789")] = '\0';
    else if (kind == FOI_REFERENCE_FTT_APPEAL && length > 1 && key[length - 1] == 'p')
        key[length - 1] = '\0';
    return key_of(foi_vocabulary_name(FOI_VOCABULARY_REFERENCE_KIND, (int)kind), key);
}

/* An authority gives its numbers for itself: "FOI 2022/12345" means one matter only beside its
 * name. Short numbers and bare years recur. */
static bool names_own_matter(const foi_reference_tag *tag, const foi_document *document,
                             const char *reference)
{
    size_t digits = 0, length = strlen(reference);
    for (const char *c = reference; *c; c++)
        digits += g_ascii_isdigit(*c);
    bool year = length == 4 && digits == 4 &&
                (strncmp(reference, "19", 2) == 0 || strncmp(reference, "20", 2) == 0);
    return tag->kind == FOI_REFERENCE_AUTHORITY_REF && document->tags.authority_id &&
           digits >= AUTHORITY_DIGITS && !year;
}

/* The number alone, without the letters before it: "FOI 99583" in one letter is "99583" in the
 * next. */
static const char *number_of(const char *reference)
{
    const char *digits = reference;
    while (*digits && !g_ascii_isdigit(*digits))
        digits++;
    size_t count = strspn(digits, "0123456789");
    return count >= AUTHORITY_DIGITS && digits[count] == '\0' ? digits : reference;
}

void foi_case_keys(const foi_document *document, GArray *keys)
{
    for (guint i = 0; i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        g_autofree char *reference = tag->own ? foi_reference_key(tag->id) : NULL;
        bool authority = reference && names_own_matter(tag, document, reference);
        if (!reference || (!names_matter(tag->kind) && !authority))
            continue;
        uint64_t key = authority ? key_of(document->tags.authority_id, number_of(reference))
                                 : foi_case_reference_key(tag->kind, tag->id);
        key &= ~link_bit;
        g_array_append_val(keys, key);
    }
    for (guint i = 0; i < document->links->len; i++) {
        uint64_t key = key_of("link", g_ptr_array_index(document->links, i)) | link_bit;
        g_array_append_val(keys, key);
    }
}

/* --- sets of documents ------------------------------------------------------------------------ */

typedef struct member {
    uint32_t set;   /* another document of the same set, or itself */
    uint32_t size;  /* of the set, where this is its head */
    uint64_t least; /* smallest key of the set, where this is its head */
} member;

/* Which document had a key first. Sixteen bytes a slot, where a hash table of GLib would take five
 * times as much; keys are hashes already, but anybody can compute them: the table spreads them by a
 * number of its own, so that no letters can be written that make it slow. */
typedef struct slot {
    uint64_t key;
    uint32_t holder; /* number + 1; 0: free */
} slot;

typedef struct key_table {
    slot *slots;
    uint64_t mask;
    uint64_t spread; /* odd */
} key_table;

typedef struct linking {
    const foi_case_input *inputs;
    size_t count;
    uint32_t *starts; /* number of the first document of each segment */
    member *members;
    key_table keys;
    char container[FOI_ID_LENGTH + 1]; /* the one looked for last */
    uint32_t container_holder;         /* its number + 1; 0: it is no document of the index */
} linking;

static void key_table_init(key_table *table, uint64_t keys)
{
    uint64_t room = 16;
    while (room * 3 / 4 < keys)
        room *= 2;
    table->slots = g_new0(slot, room);
    table->mask = room - 1;
    table->spread = ((uint64_t)g_random_int() << 32 | g_random_int()) | 1;
}

/* The number of the document that had KEY first, which may be NUMBER itself. */
static uint32_t first_holder(key_table *table, uint64_t key, uint32_t number)
{
    uint64_t at = (key * table->spread) >> 20;
    for (;; at++) {
        slot *each = &table->slots[at & table->mask];
        if (each->holder == 0)
            *each = (slot){key, number + 1};
        if (each->key == key)
            return each->holder - 1;
    }
}

static uint32_t head_of(member *members, uint32_t number)
{
    while (members[number].set != number) {
        members[number].set = members[members[number].set].set;
        number = members[number].set;
    }
    return number;
}

static void join(member *members, uint32_t first, uint32_t second)
{
    first = head_of(members, first);
    second = head_of(members, second);
    if (first == second)
        return;
    if (members[first].size < members[second].size) {
        uint32_t swap = first;
        first = second;
        second = swap;
    }
    members[second].set = first;
    members[first].size += members[second].size;
    members[first].least = MIN(members[first].least, members[second].least);
}

static void note_key(member *members, uint32_t number, uint64_t key)
{
    member *head = &members[head_of(members, number)];
    head->least = MIN(head->least, key);
}

/* The one container that ROW lies in; false where there is none or there are several. */
static bool container_of(const foi_case_input *input, uint32_t row, char id[FOI_ID_LENGTH + 1])
{
    uint32_t count = foi_places_count(input->places, row);
    for (uint32_t i = 0; i < count; i++) {
        const char *parent = foi_places_parent(input->places, row, i);
        if (parent == NULL || (i > 0 && memcmp(id, parent, FOI_ID_LENGTH) != 0))
            return false;
        memcpy(id, parent, FOI_ID_LENGTH);
        id[FOI_ID_LENGTH] = '\0';
    }
    return count > 0;
}

/* The number + 1 of the document ID; 0: there is none. Most often it lies in SEGMENT, as what it
 * holds does. */
static uint32_t find_document(const linking *all, size_t segment, const char *id)
{
    for (size_t i = 0; i < all->count; i++) {
        size_t at = i == 0 ? segment : i <= segment ? i - 1 : i;
        const foi_case_input *input = &all->inputs[at];
        uint32_t row;
        bool removed;
        if (foi_segment_find(input->segment, input->removed, id, &row, &removed) && !removed)
            return all->starts[at] + row + 1;
    }
    return 0;
}

/* A ZIP or a mailbox holds unrelated letters; it has no text of its own and so is no document of
 * the index. Only a container that is one (a mail) makes one matter of what it holds. */
static void join_container(linking *all, size_t segment, uint32_t number, const char *id)
{
    if (strcmp(all->container, id) != 0) {
        memcpy(all->container, id, FOI_ID_LENGTH + 1);
        all->container_holder = find_document(all, segment, id);
    }
    if (all->container_holder == 0)
        return;
    uint32_t parent = all->container_holder - 1;
    note_key(all->members, parent, key_of("document", id) | link_bit);
    join(all->members, number, parent);
}

static void link_segment(linking *all, size_t segment)
{
    const foi_case_input *input = &all->inputs[segment];
    for (uint32_t row = 0; row < input->segment->rows; row++) {
        if (foi_bitmap_has(input->removed, row))
            continue;
        uint32_t number = all->starts[segment] + row, keys;
        const uint64_t *links = foi_segment_links(input->segment, row, &keys);
        for (uint32_t i = 0; i < keys; i++) {
            uint32_t holder = first_holder(&all->keys, links[i], number);
            note_key(all->members, number, links[i]);
            if (holder != number)
                join(all->members, number, holder);
        }
        char container[FOI_ID_LENGTH + 1];
        if (container_of(input, row, container))
            join_container(all, segment, number, container);
    }
}

static uint64_t *numbers_of(linking *all, size_t segment)
{
    uint32_t rows = all->inputs[segment].segment->rows;
    uint64_t *numbers = g_new0(uint64_t, (gsize)rows + 1);
    for (uint32_t row = 0; row < rows; row++) {
        uint32_t head = head_of(all->members, all->starts[segment] + row);
        if (all->members[head].size > 1 && !foi_bitmap_has(all->inputs[segment].removed, row))
            numbers[row] = all->members[head].least;
    }
    return numbers;
}

uint64_t **foi_case_link(const foi_case_input *inputs, size_t count)
{
    linking all = {.inputs = inputs, .count = count, .starts = g_new0(uint32_t, count + 1)};
    uint64_t keys = 0;
    for (size_t i = 0; i < count; i++) {
        const foi_segment *segment = inputs[i].segment;
        all.starts[i + 1] = all.starts[i] + segment->rows;
        keys += segment->link_starts[segment->rows];
    }
    key_table_init(&all.keys, keys);
    all.members = g_new(member, (gsize)all.starts[count] + 1);
    for (uint32_t number = 0; number < all.starts[count]; number++)
        all.members[number] = (member){number, 1, UINT64_MAX};
    for (size_t i = 0; i < count; i++)
        link_segment(&all, i);
    g_free(all.keys.slots);
    uint64_t **cases = g_new0(uint64_t *, count + 1);
    for (size_t i = 0; i < count; i++)
        cases[i] = numbers_of(&all, i);
    g_free(all.members);
    g_free(all.starts);
    return cases;
}

void foi_case_numbers_free(uint64_t **cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        g_free(cases[i]);
    g_free(cases);
}

uint64_t foi_case_fingerprint(const foi_case_facts *facts)
{
    uint64_t numbers = XXH3_64bits(facts->numbers, (size_t)facts->rows * sizeof *facts->numbers);
    return XXH3_64bits_withSeed(facts->replaced->data, facts->replaced->len * sizeof(foi_replaced),
                                numbers);
}

/* The id of a case: twelve characters, the low 60 bits of its number in base 32. */
static void case_id(uint64_t number, char id[FOI_ID_LENGTH + 1])
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (size_t i = 0; i < FOI_ID_LENGTH; i++) {
        id[i] = digits[number & 31];
        number >>= 5;
    }
    id[FOI_ID_LENGTH] = '\0';
}

static void write_replaced(const foi_case_facts *facts, foi_section_writer *out)
{
    g_autoptr(foi_column_builder) column = foi_column_builder_new();
    guint next = 0;
    for (uint32_t row = 0; row < facts->rows; row++) {
        const foi_replaced *each = next < facts->replaced->len
                                       ? &g_array_index(facts->replaced, foi_replaced, next)
                                       : NULL;
        if (each != NULL && each->row == row) {
            foi_column_builder_add(column, each->by);
            next++;
        }
        foi_column_builder_end_row(column);
    }
    foi_column_builder_write(column, out, "replaced");
}

foi_status foi_case_write(const foi_case_facts *facts, const char *path, foi_error *error)
{
    foi_section_writer *out;
    foi_status status = foi_section_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    g_autoptr(foi_column_builder) column = foi_column_builder_new();
    for (uint32_t row = 0; row < facts->rows; row++) {
        char id[FOI_ID_LENGTH + 1];
        case_id(facts->numbers[row], id);
        if (facts->numbers[row] != 0)
            foi_column_builder_add(column, id);
        foi_column_builder_end_row(column);
    }
    foi_column_builder_write(column, out, "case");
    write_replaced(facts, out);
    uint64_t fingerprint = foi_case_fingerprint(facts);
    foi_section_put(out, "fingerprint", NULL, &fingerprint, sizeof fingerprint);
    return foi_section_writer_finish(out, error);
}

foi_status foi_case_map_replaced(const foi_section_file *file, uint32_t rows, foi_column **out,
                                 foi_error *error)
{
    size_t length;
    if (foi_section_find(file, "replaced", "rows", &length) != NULL)
        return foi_column_map(file, "replaced", rows, out, error);
    *out = foi_column_new_empty(rows);
    return FOI_OK;
}

uint64_t foi_case_file_fingerprint(const foi_section_file *file)
{
    const uint64_t *stored = foi_section_array(file, "fingerprint", NULL, 1, sizeof *stored);
    return stored != NULL ? *stored : 0;
}
