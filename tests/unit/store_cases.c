/* Which documents belong to one matter: the keys that they have in common. */
#include <criterion/criterion.h>

#include "indexer/store/cases.h"
#include "store_fixture.h"

static GArray *keys_of(const char *authority, foi_reference_kind kind, const char *id, bool own)
{
    g_autoptr(foi_document) document = foi_document_new();
    foi_evidence evidence = {0, 0, 1.0, FOI_SOURCE_READ};
    document->tags.authority_id = g_strdup(authority);
    foi_tags_add_reference(&document->tags, kind, id, own, evidence);
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    foi_case_keys(document, keys);
    return keys;
}

static bool share_a_key(const char *first_authority, const char *first,
                        const char *second_authority, const char *second)
{
    g_autoptr(GArray) a = keys_of(first_authority, FOI_REFERENCE_AUTHORITY_REF, first, true);
    g_autoptr(GArray) b = keys_of(second_authority, FOI_REFERENCE_AUTHORITY_REF, second, true);
    for (guint i = 0; i < a->len; i++)
        for (guint k = 0; k < b->len; k++)
            if (g_array_index(a, uint64_t, i) == g_array_index(b, uint64_t, k))
                return true;
    return false;
}

Test(store_cases, numbers_of_one_authority)
{
    static const struct {
        const char *first_authority, *first, *second_authority, *second;
        bool same;
    } rows[] = {
        {"home-office", "FOI 2022/12345", "home-office", "FOI2022/12345", true},
        {"home-office", "99583", "home-office", "FOI 99583", true},
        {"home-office", "99583", "kent-county-council", "99583", false},
        {"home-office", "FOI 2022/12345", "home-office", "FOI 2022/12346", false},
        {"home-office", "FOI 784", "home-office", "FOI 784", false},
        {"home-office", "2022", "home-office", "2022", false},
        {NULL, "99583", NULL, "99583", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        cr_expect_eq(share_a_key(rows[i].first_authority, rows[i].first, rows[i].second_authority,
                                 rows[i].second),
                     rows[i].same, "%s and %s", rows[i].first, rows[i].second);
}

Test(store_cases, what_is_only_cited_links_nothing)
{
    g_autoptr(GArray) cited =
        keys_of("home-office", FOI_REFERENCE_AUTHORITY_REF, "FOI 2022/12345", false);
    g_autoptr(GArray) notice = keys_of("home-office", FOI_REFERENCE_ICO_CASE, "FS50767053", false);
    g_autoptr(GArray) own = keys_of(NULL, FOI_REFERENCE_ICO_CASE, "FS50767053", true);
    cr_expect_eq(cited->len, 0);
    cr_expect_eq(notice->len, 0);
    cr_expect_eq(own->len, 1);
}

/* --- linking against a plain search ------------------------------------------------------------
 */

enum { DOCUMENTS = 120, KEYS = 60, KEYS_OF_ONE = 3, ROUNDS = 60 };

/* A document of the model; it lies in the containers `parents`, which may not exist. */
typedef struct letter {
    uint64_t keys[KEYS_OF_ONE];
    uint32_t key_count;
    int parents[2]; /* -1: none */
    bool removed;
} letter;

static void make_letters(letter *letters, GRand *random)
{
    for (int i = 0; i < DOCUMENTS; i++) {
        letter *each = &letters[i];
        each->key_count = (uint32_t)g_rand_int_range(random, 0, KEYS_OF_ONE + 1);
        for (uint32_t k = 0; k < each->key_count; k++)
            each->keys[k] = (uint64_t)g_rand_int_range(random, 1, KEYS) << 40;
        for (int k = 0; k < 2; k++)
            each->parents[k] =
                g_rand_int_range(random, 0, 6) == 0 ? g_rand_int_range(random, 0, 200) : -1;
        each->removed = g_rand_int_range(random, 0, 8) == 0;
    }
}

static bool share(const letter *letters, int first, int second)
{
    const letter *a = &letters[first], *b = &letters[second];
    if (a->removed || b->removed)
        return false;
    for (uint32_t i = 0; i < a->key_count; i++)
        for (uint32_t k = 0; k < b->key_count; k++)
            if (a->keys[i] == b->keys[k])
                return true;
    /* In one container and no other. */
    int parent = a->parents[0] >= 0 ? a->parents[0] : a->parents[1];
    bool one = a->parents[0] < 0 || a->parents[1] < 0 || a->parents[0] == a->parents[1];
    return one && parent == second;
}

/* The smallest number of the documents that each one reaches; its own where it reaches none. */
static void plain_groups(const letter *letters, int *groups)
{
    for (int i = 0; i < DOCUMENTS; i++)
        groups[i] = i;
    for (bool again = true; again;) {
        again = false;
        for (int i = 0; i < DOCUMENTS; i++)
            for (int k = 0; k < DOCUMENTS; k++) {
                int least = MIN(groups[i], groups[k]);
                if (i == k || groups[i] == groups[k] ||
                    (!share(letters, i, k) && !share(letters, k, i)))
                    continue;
                groups[i] = groups[k] = least;
                again = true;
            }
    }
}

/* A segment in memory with its places in a file. */
typedef struct made_segment {
    foi_segment segment;
    foi_bitmap removed;
    foi_places *places;
    GString *ids;
    GArray *order, *starts, *links;
} made_segment;

static void end_segment(made_segment *made, foi_places_builder *places, const char *directory)
{
    foi_segment *segment = &made->segment;
    g_autofree char *path = g_strdup_printf("%s/places-%u", directory, g_random_int());
    segment->rows = made->order->len;
    segment->ids = made->ids->str;
    segment->order = (const uint32_t *)(const void *)made->order->data;
    segment->link_starts = (const uint32_t *)(const void *)made->starts->data;
    segment->links = (const uint64_t *)(const void *)made->links->data;
    cr_assert_eq(foi_places_builder_write(places, path, NULL), FOI_OK);
    cr_assert_eq(foi_places_open(path, segment->rows, &made->places, NULL), FOI_OK);
}

/* The letters FIRST, FIRST + STEP, ... as one segment; their ids rise with their numbers. */
static void make_segment(made_segment *made, const letter *letters, int first, int step,
                         const char *directory)
{
    g_autoptr(foi_places_builder) places = foi_places_builder_new();
    foi_bitmap_init(&made->removed, DOCUMENTS);
    made->ids = g_string_new(NULL);
    made->order = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    made->starts = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    made->links = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_array_set_size(made->starts, 1);
    for (int i = first; i < DOCUMENTS; i += step) {
        char id[FOI_ID_LENGTH + 1];
        uint32_t row = made->order->len;
        fixture_id((uint32_t)i, id);
        g_string_append(made->ids, id);
        g_array_append_val(made->order, row);
        g_array_append_vals(made->links, letters[i].keys, letters[i].key_count);
        g_array_append_val(made->starts, made->links->len);
        foi_bitmap_set(&made->removed, row, letters[i].removed);
        for (int k = 0; k < 2; k++) {
            if (letters[i].parents[k] < 0)
                continue;
            g_autofree char *value = g_strdup_printf("/%d//%d", k, i);
            fixture_id((uint32_t)letters[i].parents[k], id);
            foi_places_builder_add(places, (foi_place_view){value, 2, id});
        }
        foi_places_builder_end_row(places);
    }
    end_segment(made, places, directory);
}

static void free_segment(made_segment *made)
{
    foi_bitmap_clear(&made->removed);
    foi_places_free(made->places);
    g_string_free(made->ids, TRUE);
    g_array_unref(made->order);
    g_array_unref(made->starts);
    g_array_unref(made->links);
}

/* The case numbers of the letters, dealt out to SEGMENTS segments. */
static void link_letters(const letter *letters, int segments, const char *directory,
                         uint64_t *numbers)
{
    g_autofree made_segment *made = g_new0(made_segment, (gsize)segments);
    g_autofree foi_case_input *inputs = g_new0(foi_case_input, (gsize)segments);
    for (int i = 0; i < segments; i++) {
        make_segment(&made[i], letters, i, segments, directory);
        inputs[i] = (foi_case_input){&made[i].segment, &made[i].removed, made[i].places};
    }
    uint64_t **cases = foi_case_link(inputs, (size_t)segments);
    for (int i = 0; i < DOCUMENTS; i++)
        numbers[i] = cases[i % segments][i / segments];
    foi_case_numbers_free(cases, (size_t)segments);
    for (int i = 0; i < segments; i++)
        free_segment(&made[i]);
}

Test(store_cases, random_letters_are_linked_as_a_plain_search_links_them)
{
    g_autofree char *directory = g_dir_make_tmp("foi-cases-XXXXXX", NULL);
    GRand *random = g_rand_new_with_seed(3);
    for (int round = 0; round < ROUNDS; round++) {
        letter letters[DOCUMENTS];
        int groups[DOCUMENTS], members[DOCUMENTS] = {0};
        uint64_t once[DOCUMENTS], dealt[DOCUMENTS];
        make_letters(letters, random);
        plain_groups(letters, groups);
        for (int i = 0; i < DOCUMENTS; i++)
            members[groups[i]]++;
        link_letters(letters, 1, directory, once);
        link_letters(letters, 1 + round % 7, directory, dealt);
        for (int i = 0; i < DOCUMENTS; i++) {
            cr_assert_eq(once[i], dealt[i], "the segments decide");
            cr_assert_eq(once[i] != 0, members[groups[i]] > 1, "letter %d", i);
            for (int k = 0; k < i && once[i] != 0; k++)
                cr_assert_eq(once[i] == once[k], groups[i] == groups[k], "%d and %d", i, k);
        }
    }
    g_rand_free(random);
    foi_disk_remove_tree(directory);
}
