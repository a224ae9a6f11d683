/* random_documents.h - documents made at random, and what a person who looks at one of them would
 * say about it: nothing here asks the code that makes terms, columns and counts. */
#ifndef FOI_TESTS_RANDOM_DOCUMENTS_H
#define FOI_TESTS_RANDOM_DOCUMENTS_H

#include "search_fixture.h"

#define PICK(random, array) (array)[g_rand_int_range(random, 0, G_N_ELEMENTS(array))]

static const char *const random_words[] = {"zorp",  "quill",  "brisk", "fable", "gloom",
                                           "hazel", "jumble", "knot",  "limp",  "mango"};
static const char *const random_dates[] = {"2018-12-31", "2019-01-01", "2019-05-24", "2019-05",
                                           "2019",       "2020-02-29", "2020-03",    "2021",
                                           "1066-10",    NULL};
static const char *const random_authorities[] = {"department-for-work-and-pensions", "home-office",
                                                 "puddleby-town-council", NULL};
/* The last is a duty, which nobody is exempt by. */
static const char *const random_provisions[] = {"foia:31(1)(a)", "foia:31(1)(g)", "foia:31",
                                                "foia:40(2)",    "eir:12(5)(e)",  "foisa:30(b)",
                                                "foia:10"};
static const char *const random_languages[] = {"en", "cy", NULL};
static const char *const random_folders[] = {
    "/r/Letters", "/r/letters/2019", "/r/letters/2019/a b", "/r/other",
    "/r",         "/r/b.zip",        "/r/b.zip/c d.eml"};
/* Files that are folders, too: of what they hold. */
static const char *const random_containers[] = {"/r/B.zip", "/r/b.zip/c d.eml", "/r/nothing.zip"};

static inline void random_document(GRand *random, int number)
{
    g_autoptr(GString) text = g_string_new("x");
    g_autofree char *member = g_strdup_printf("%s/%04d", PICK(random, random_folders), number);
    const char *path =
        (size_t)number < G_N_ELEMENTS(random_containers) ? random_containers[number] : member;

    for (int w = g_rand_int_range(random, 1, 12); w > 0; w--) {
        g_string_append_c(text, g_rand_int_range(random, 0, 6) == 0 ? '\n' : ' ');
        g_string_append(text, PICK(random, random_words));
    }
    foi_document *document = add_document(path, text->str);
    const char *date = PICK(random, random_dates);
    const char *authority = PICK(random, random_authorities);
    if (date) {
        set_date(document, date);
    }
    if (authority) {
        set_authority(document, authority);
    }
    document->language = g_strdup(PICK(random, random_languages));
    document->tags.doctype = (foi_doctype)g_rand_int_range(random, 0, 4);
    document->tags.outcome = (foi_outcome)g_rand_int_range(random, 0, 3);
    document->tags.favours = (foi_favours)g_rand_int_range(random, 0, 3);
    document->tags.sector = (foi_sector)g_rand_int_range(random, 0, 3);
    document->file = (foi_file_kind)g_rand_int_range(random, 1, 4);
    for (int p = g_rand_int_range(random, 0, 4); p > 0; p--) {
        add_claim(document, PICK(random, random_provisions),
                  (foi_role)g_rand_int_range(random, 1, FOI_ROLE_END));
    }
    if (g_rand_boolean(random)) {
        g_ptr_array_add(document->tags.regimes, g_strdup("foia"));
    }
    if (g_rand_int_range(random, 0, 3) == 0) {
        g_ptr_array_add(document->tags.regimes, g_strdup("eir"));
    }
}

static inline void random_documents(GRand *random, int count)
{
    for (int i = 0; i < count; i++) {
        random_document(random, i);
    }
}

/* --- the values of a document ------------------------------------------------------------------
 */

static inline void look_add(GPtrArray *values, char *value)
{
    if (g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL)) {
        g_free(value);
    } else {
        g_ptr_array_add(values, value);
    }
}

/* "foia:31(1)(a)", "foia:31(1)" and "foia:31", each behind PREFIX. */
static inline void look_add_provision(GPtrArray *values, const char *prefix, const char *id)
{
    g_autofree char *rest = g_strdup(id);

    for (;;) {
        char *last = strrchr(rest, '(');
        look_add(values, g_strconcat(prefix, rest, NULL));
        if (!last) {
            break;
        }
        *last = '\0';
    }
}

static inline bool is_claim(const foi_provision_tag *tag)
{
    return strcmp(tag->id, "foia:10") != 0 &&
           (tag->role == FOI_ROLE_RELIED_ON || tag->role == FOI_ROLE_UPHELD ||
            tag->role == FOI_ROLE_REJECTED || tag->role == FOI_ROLE_WITHDRAWN);
}

static inline const char *ruling_prefix(const foi_provision_tag *tag)
{
    switch (tag->role) {
    case FOI_ROLE_UPHELD:
        return "upheld:";
    case FOI_ROLE_REJECTED:
        return "rejected:";
    case FOI_ROLE_BREACHED:
        return "breached:";
    case FOI_ROLE_COMPLIED:
        return "complied:";
    default:
        return NULL;
    }
}

static inline void look_add_provisions(GPtrArray *values, const foi_tags *tags, bool rulings)
{
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = tags->provisions->pdata[i];
        if (rulings && ruling_prefix(tag)) {
            look_add_provision(values, ruling_prefix(tag), tag->id);
        } else if (!rulings && is_claim(tag)) {
            look_add_provision(values, "", tag->id);
        }
    }
}

/* The path itself and every folder from the root on, in small letters. */
static inline void look_add_folders(GPtrArray *values, const char *location)
{
    g_autofree char *path = g_ascii_strdown(location, -1);

    look_add(values, g_strdup(path));
    for (char *slash = strrchr(path, '/'); slash && slash != path; slash = strrchr(path, '/')) {
        *slash = '\0';
        look_add(values, g_strdup(path));
    }
}

static inline void look_add_text(GPtrArray *values, const char *text, size_t length)
{
    if (text && strlen(text) >= length) {
        g_ptr_array_add(values, length > 0 ? g_strndup(text, length) : g_strdup(text));
    }
}

/* All that DOCUMENT has of FIELD, for the caller to unref. */
static inline GPtrArray *look_at(const foi_document *document, const char *field)
{
    const foi_tags *tags = &document->tags;
    const struct {
        const char *field;
        const char *value;
    } single[] = {
        {"authority", tags->authority_id},
        {"sector", foi_vocabulary_name(FOI_VOCABULARY_SECTOR, (int)tags->sector)},
        {"type", foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype)},
        {"outcome", foi_vocabulary_name(FOI_VOCABULARY_OUTCOME, (int)tags->outcome)},
        {"favours", foi_vocabulary_name(FOI_VOCABULARY_FAVOURS, (int)tags->favours)},
        {"file", foi_vocabulary_name(FOI_VOCABULARY_FILE_KIND, (int)document->file)},
        {"lang", document->language},
        {"date", tags->date},
    };
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < G_N_ELEMENTS(single); i++) {
        if (strcmp(single[i].field, field) == 0) {
            look_add_text(values, single[i].value, 0);
        }
    }
    if (strcmp(field, "year") == 0) {
        look_add_text(values, tags->date, 4);
    } else if (strcmp(field, "month") == 0) {
        look_add_text(values, tags->date, 7);
    } else if (strcmp(field, "exemption") == 0 || strcmp(field, "ruling") == 0) {
        look_add_provisions(values, tags, field[0] == 'r');
    } else if (strcmp(field, "path") == 0) {
        look_add_folders(values, document->location);
    }
    for (guint i = 0; strcmp(field, "regime") == 0 && i < tags->regimes->len; i++) {
        look_add(values, g_strdup(tags->regimes->pdata[i]));
    }
    return values;
}

static inline bool look_has(const foi_document *document, const char *field, const char *value)
{
    g_autoptr(GPtrArray) values = look_at(document, field);

    return value ? g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL)
                 : values->len == 0;
}

/* WORDS, parted by a blank, stand side by side in DOCUMENT. */
static inline bool look_has_words(const foi_document *document, const char *words)
{
    g_autofree char *text =
        g_strdelimit(g_strdup_printf(" %s ", document->text.bytes->str), "\n", ' ');
    g_autofree char *wanted = g_strdup_printf(" %s ", words);
    g_auto(GStrv) parts = g_strsplit(text, "  ", -1);
    g_autofree char *joined = g_strjoinv(" ", parts);

    return strstr(joined, wanted) != NULL;
}

/* The date of DOCUMENT, as precise as it is, overlaps the days LOW to HIGH; NULL: open there. */
static inline bool look_is_dated(const foi_document *document, const char *low, const char *high)
{
    const char *date = document->tags.date;
    size_t precise = date ? strlen(date) : 0;

    if (!date) {
        return false;
    }
    g_autofree char *first = g_strconcat(date, &"-01-01"[precise - 4], NULL);
    g_autofree char *last = g_strconcat(date, &"-12-31"[precise - 4], NULL);
    return (!high || strcmp(first, high) <= 0) && (!low || strcmp(last, low) >= 0);
}

#endif
