/* The table of labels: what wins, what has changed, what cells mean, and that damage is seen. The
 * random test holds all of it against a slow reference that goes over every row. */
#include "indexer/labels/labels.h"

#include <criterion/criterion.h>
#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/labels/apply.h"
#include "indexer/labels/value.h"

static void say(foi_label_rows *rows, const char *key, uint32_t line, foi_tag_field field,
                const char *value)
{
    char *values[] = {(char *)value, NULL};
    foi_label label = {field, 1.0, values};
    foi_label_rows_add(rows, key, line, &label, 1);
}

static foi_document *notice(void)
{
    foi_document *document = foi_document_new();
    foi_evidence read = {0, 3, 0.9, FOI_SOURCE_READ};
    document->id = g_strdup("aaaaaaaaaaaa");
    document->title = g_strdup("As read");
    g_string_assign(document->text.bytes, "text");
    document->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    document->tags.doctype_evidence = read;
    document->tags.outcome = FOI_OUTCOME_COMPLAINT_UPHELD;
    document->tags.outcome_evidence = read;
    document->tags.favours = FOI_FAVOURS_REQUESTER;
    document->tags.favours_evidence = read;
    foi_tags_add_provision(&document->tags, "foia:40(2)", FOI_ROLE_REJECTED, read);
    foi_tags_add_provision(&document->tags, "foia:43", FOI_ROLE_UPHELD, read);
    foi_tags_add_reference(&document->tags, FOI_REFERENCE_ICO_CASE, "FS50767053", true, read);
    return document;
}

/* The provisions of DOCUMENT, "role id source" each. */
static char *provisions(const foi_document *document)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        g_string_append_printf(all, "%s%s %s %s", i > 0 ? "; " : "",
                               foi_vocabulary_name(FOI_VOCABULARY_ROLE, tag->role), tag->id,
                               foi_vocabulary_name(FOI_VOCABULARY_SOURCE, tag->evidence.source));
    }
    return g_string_free(all, FALSE);
}

Test(labels, a_publishers_finding_takes_the_part_that_was_read_and_turns_it)
{
    g_autoptr(foi_labels) labels = foi_labels_new();
    g_autoptr(foi_document) document = notice();
    foi_label_rows *rows = foi_label_rows_new();
    say(rows, "ref:fs50767053", 2, FOI_TAG_UPHELD, "foia:40");
    foi_labels_set_file(labels, "/ico.csv", FOI_SOURCE_PUBLISHER, rows);
    cr_assert(foi_labels_apply(labels, document, NULL, 0));
    g_autofree char *got = provisions(document);
    cr_assert_str_eq(got, "upheld foia:43 read; upheld foia:40(2) publisher");
}

Test(labels, lifting_gives_back_the_title_that_was_read)
{
    g_autoptr(foi_labels) labels = foi_labels_new();
    g_autoptr(foi_document) document = notice();
    foi_label_rows *rows = foi_label_rows_new();
    say(rows, "id:aaaaaaaaaaaa", 2, FOI_TAG_TITLE, "One");
    say(rows, "id:aaaaaaaaaaaa", 3, FOI_TAG_TITLE, "Two");
    foi_labels_set_file(labels, "/t", FOI_SOURCE_PERSON, rows);
    foi_labels_apply(labels, document, NULL, 0);
    cr_assert_str_eq(document->title, "Two");
    g_autoptr(GByteArray) record = g_byte_array_new();
    g_autoptr(foi_document) copy = NULL;
    foi_document_encode(document, record);
    cr_assert_eq(foi_document_decode(record->data, record->len, &copy, NULL), FOI_OK);
    cr_assert_str_eq(copy->title_read, "As read");
    for (guint length = 0; length < record->len; length++) {
        foi_document *none;
        cr_assert_eq(foi_document_decode(record->data, length, &none, NULL), FOI_ERROR_CORRUPT);
    }
    foi_labels_lift(copy);
    cr_assert_str_eq(copy->title, "As read");
    cr_assert_eq(copy->by_person, 0);
}

Test(labels, a_worker_cannot_speak_for_a_person)
{
    g_autoptr(foi_labels) labels = foi_labels_new();
    g_autoptr(foi_document) document = notice();
    document->by_person = 1u << FOI_TAG_OUTCOME;
    document->tags.outcome_evidence.source = FOI_SOURCE_PERSON;
    foi_labels_apply(labels, document, NULL, 0);
    cr_assert_eq(document->tags.outcome_evidence.source, FOI_SOURCE_READ);
    cr_assert_eq(document->by_person, 0);
}

Test(labels, cells)
{
    static const struct {
        foi_tag_field field;
        const char *cell, *values; /* NULL: refused */
    } cases[] = {
        {FOI_TAG_OUTCOME, "Not-Held", "not-held"},
        {FOI_TAG_OUTCOME, "-", ""},
        {FOI_TAG_OUTCOME, "not held;withheld", NULL},
        {FOI_TAG_RELIED, "foia:40(2); s31(1)(a) ;", "foia:40(2)|foia:31(1)(a)"},
        {FOI_TAG_UPHELD, "foia:40?", NULL},
        {FOI_TAG_REGIME, "foia;EIR", "foia|eir"},
        {FOI_TAG_DATE, "24 May 2019", "2019-05-24"},
        {FOI_TAG_DATE, "24/05/2019", "2019-05-24"},
        {FOI_TAG_DATE, "2019-05-24T10:00:00Z", "2019-05-24"},
        {FOI_TAG_DATE, "May 2019", "2019-05"},
        {FOI_TAG_DATE, "2019", "2019"},
        {FOI_TAG_DATE, "2019-02-30", NULL},
        {FOI_TAG_DATE, "24 May 2019 or so", NULL},
        {FOI_TAG_AUTHORITY, "DWP", "department-for-work-and-pensions"},
        {FOI_TAG_AUTHORITY, "Puddleby Town Council", "Puddleby Town Council"},
        {FOI_TAG_REFERENCES, "FS50767053", "ico-case=FS50767053"},
        {FOI_TAG_REFERENCES, "ftt-appeal=EA/2021/0368;IC-315773-L9G6",
         "ftt-appeal=EA/2021/0368|ico-case=IC-315773-L9G6"},
        {FOI_TAG_REFERENCES, "ico-case=", NULL},
        {FOI_TAG_TITLE, "two\nlines", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
        g_auto(foi_cell_note) note = {NULL, NULL, false};
        bool good = foi_label_value(cases[i].field, cases[i].cell, values, &note);
        cr_assert_eq(good, cases[i].values != NULL, "%s", cases[i].cell);
        cr_assert_eq(note.problem != NULL, !good, "%s", cases[i].cell);
        if (!good)
            continue;
        g_ptr_array_add(values, NULL);
        g_autofree char *joined = g_strjoinv("|", (char **)values->pdata);
        cr_assert_str_eq(joined, cases[i].values, "%s", cases[i].cell);
    }
}

Test(labels, a_publishers_provisions)
{
    static const struct {
        const char *text, *act, *id;
    } cases[] = {
        {"FOI 40", NULL, "foia:40"},
        {"FOI 40(2)", NULL, "foia:40(2)"},
        {"EIR 12(5)(e)", NULL, "eir:12(5)(e)"},
        {"12(5)(e)", "EIR", "eir:12(5)(e)"},
        {"40", "FOIA", "foia:40"},
        {"s.40(2)", NULL, "foia:40(2)"},
        {"FOI 99", NULL, NULL},
        {"nonsense", NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = foi_label_provision(cases[i].text, cases[i].act);
        cr_assert(g_strcmp0(id, cases[i].id) == 0, "%s gives %s", cases[i].text, id);
    }
}

/* What "FIELD=VALUE;..." of the table of publishers says can be taken as it stands. */
static void check_meaning(const char *meaning, size_t row)
{
    g_auto(GStrv) parts = g_strsplit(meaning, ";", -1);
    for (char **part = parts; *part != NULL; part++) {
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
        g_auto(foi_cell_note) note = {NULL, NULL, false};
        g_auto(GStrv) sides = g_strsplit(*part, "=", 2);
        cr_assert_not_null(sides[1], "row %zu: %s", row, *part);
        if (strcmp(sides[0], "result") == 0) {
            cr_assert_not_null(strstr("upheld not-upheld partly-upheld", sides[1]));
            continue;
        }
        int field = foi_vocabulary_value(FOI_VOCABULARY_TAG_FIELD, sides[0]);
        cr_assert_neq(field, 0, "row %zu: %s", row, *part);
        cr_assert(foi_label_value((foi_tag_field)field, sides[1], values, &note), "row %zu", row);
    }
}

Test(labels, the_table_of_publishers_is_whole)
{
    static const char *const uses = " - id path member ref finding section act result coded ";
    const foi_tsv *table = foi_tsv_table("publishers");
    cr_assert_gt(foi_tsv_rows(table), 0);
    for (size_t row = 0; row < foi_tsv_rows(table); row++) {
        const char *column = foi_tsv_cell(table, row, foi_tsv_column(table, "column"));
        const char *value = foi_tsv_cell(table, row, foi_tsv_column(table, "value"));
        const char *means = foi_tsv_cell(table, row, foi_tsv_column(table, "means"));
        const char *confidence = foi_tsv_cell(table, row, foi_tsv_column(table, "confidence"));
        g_autofree char *use = g_strdup_printf(" %s ", means);
        double trust = g_ascii_strtod(confidence, NULL);
        cr_assert(trust > 0 && trust <= 1, "row %zu", row);
        if (strcmp(column, "@documents") == 0) {
            g_auto(GStrv) types = g_strsplit(means, ";", -1);
            for (char **type = types; *type != NULL; type++)
                cr_assert_neq(foi_vocabulary_value(FOI_VOCABULARY_DOCTYPE, *type), 0, "%s", *type);
        } else if (*value == '\0') {
            cr_assert(strstr(uses, use) != NULL ||
                          foi_vocabulary_value(FOI_VOCABULARY_TAG_FIELD, means) != 0,
                      "row %zu: %s", row, means);
        } else if (strcmp(means, "-") != 0) {
            check_meaning(means, row);
        }
    }
}

/* --- the reference ------------------------------------------------------------------------------
 */

enum { DOCUMENTS = 6, FILES = 4, ROWS = 6, ROUNDS = 400 };

typedef struct said {
    char key[32];
    foi_tag_field field;
    const char *value; /* NULL: none */
} said;

typedef struct file {
    foi_source source;
    guint rows;
    said row[ROWS];
} file;

static const foi_tag_field fields[] = {FOI_TAG_DATE, FOI_TAG_DOCTYPE, FOI_TAG_FAVOURS,
                                       FOI_TAG_RELIED};
static const char *const values[][3] = {{"2001", "2002-02", NULL},
                                        {"response", "extension", NULL},
                                        {"mixed", "authority", NULL},
                                        {"foia:12", "foia:14(1)", NULL}};

static void random_file(GRand *chance, file *made, foi_source source)
{
    made->source = source;
    made->rows = (guint)g_rand_int_range(chance, 0, ROWS + 1);
    for (guint i = 0; i < made->rows; i++) {
        int document = g_rand_int_range(chance, 0, DOCUMENTS),
            kind = g_rand_int_range(chance, 0, 3);
        int field = g_rand_int_range(chance, 0, 4);
        g_snprintf(made->row[i].key, sizeof made->row[i].key,
                   kind == 0   ? "id:doc%09d"
                   : kind == 1 ? "path:/f/%d"
                               : "ref:fs5000000%d",
                   document);
        made->row[i].field = fields[field];
        made->row[i].value = values[field][g_rand_int_range(chance, 0, 3)];
    }
}

/* What the rules of labels.h make of FIELD of document NUMBER, row by row; false: nothing is said.
 */
static bool decide(const file *files, const guint *order, guint count, int number,
                   foi_tag_field field, const char **value)
{
    bool found = false;
    g_autofree char *keys[] = {g_strdup_printf("ref:fs5000000%d", number),
                               g_strdup_printf("path:/f/%d", number),
                               g_strdup_printf("id:doc%09d", number)};
    static const foi_source sources[] = {FOI_SOURCE_PUBLISHER, FOI_SOURCE_PERSON};
    for (size_t s = 0; s < 2; s++)
        for (guint f = 0; f < count; f++)
            for (size_t k = 0; k < 3; k++)
                for (guint r = 0; r < files[order[f]].rows; r++) {
                    const said *row = &files[order[f]].row[r];
                    if (files[order[f]].source != sources[s] || row->field != field ||
                        strcmp(row->key, keys[k]) != 0)
                        continue;
                    *value = row->value;
                    found = true;
                }
    g_free(keys[1]);
    g_free(keys[2]);
    return found;
}

static foi_document *numbered(int number)
{
    foi_document *document = foi_document_new();
    foi_evidence read = {0, 0, 0.9, FOI_SOURCE_READ};
    g_autofree char *reference = g_strdup_printf("FS5000000%d", number);
    document->id = g_strdup_printf("doc%09d", number);
    foi_tags_add_reference(&document->tags, FOI_REFERENCE_ICO_CASE, reference, true, read);
    return document;
}

static foi_document *labelled(foi_labels *labels, int number)
{
    foi_document *document = numbered(number);
    g_autofree char *path = g_strdup_printf("/f/%d", number);
    const char *place = path;
    foi_labels_apply(labels, document, &place, 1);
    return document;
}

static const char *value_of(const foi_document *document, foi_tag_field field)
{
    const foi_tags *tags = &document->tags;
    if (field == FOI_TAG_DATE)
        return tags->date;
    if (field == FOI_TAG_DOCTYPE)
        return foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype);
    if (field == FOI_TAG_FAVOURS)
        return foi_vocabulary_name(FOI_VOCABULARY_FAVOURS, (int)tags->favours);
    return tags->provisions->len > 0 ? ((foi_provision_tag *)tags->provisions->pdata[0])->id : NULL;
}

/* Publishers' lists add to what there is, so only persons speak of provisions here. */
static void take(foi_labels *labels, const file *files, guint which)
{
    foi_label_rows *rows = foi_label_rows_new();
    for (guint i = 0; i < files[which].rows; i++) {
        const said *row = &files[which].row[i];
        say(rows, row->key, i + 2, row->field, row->value);
    }
    g_autofree char *origin = g_strdup_printf("/file-%u", which);
    foi_labels_set_file(labels, origin, files[which].source, rows);
}

static foi_labels *copy_of(const foi_labels *labels)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_labels *copy;
    foi_labels_encode(labels, bytes);
    cr_assert_eq(foi_labels_decode(bytes->data, bytes->len, &copy, NULL), FOI_OK);
    return copy;
}

/* The document was rewritten only if a key of it is pending: so every change must show there. */
static void check_pending(foi_labels *before, foi_labels *now, int number)
{
    g_autoptr(foi_document) old = labelled(before, number), new = labelled(now, number);
    g_autofree char *was = foi_document_json(old, false), *is = foi_document_json(new, false);
    g_autofree char *id = g_strdup_printf("id:doc%09d", number);
    g_autofree char *path = g_strdup_printf("path:/f/%d", number);
    g_autofree char *ref = g_strdup_printf("ref:fs5000000%d", number);
    GHashTable *pending = foi_labels_pending(now);
    bool marked = g_hash_table_contains(pending, id) || g_hash_table_contains(pending, path) ||
                  g_hash_table_contains(pending, ref);
    cr_assert(marked || strcmp(was, is) == 0, "%s is now %s", was, is);
}

Test(labels, random_tables_agree_with_the_slow_reference)
{
    GRand *chance = g_rand_new_with_seed(4711);
    file files[FILES] = {{FOI_SOURCE_PERSON, 0, {{{0}, FOI_TAG_NONE, NULL}}},
                         {FOI_SOURCE_PERSON, 0, {{{0}, FOI_TAG_NONE, NULL}}},
                         {FOI_SOURCE_PUBLISHER, 0, {{{0}, FOI_TAG_NONE, NULL}}},
                         {FOI_SOURCE_PUBLISHER, 0, {{{0}, FOI_TAG_NONE, NULL}}}};
    guint order[FILES + 1], count = 0;
    foi_labels *labels = foi_labels_new();
    for (guint round = 0; round < ROUNDS; round++) {
        guint which = (guint)g_rand_int_range(chance, 0, FILES);
        g_autoptr(foi_labels) before = copy_of(labels);
        guint at = 0;
        while (at < count && order[at] != which)
            at++;
        int what = g_rand_int_range(chance, 0, 8);
        if (what < 2 && at < count) {
            g_autofree char *origin = g_strdup_printf("/file-%u", which);
            foi_labels_forget_file(labels, origin);
            memmove(&order[at], &order[at + 1], (count - at - 1) * sizeof *order);
            at = --count;
        }
        if (what == 1) {
            /* The same rows as before, but now the last ones. */
            take(labels, files, which);
            order[count++] = which;
        } else if (what > 1) {
            random_file(chance, &files[which],
                        which < 2 ? FOI_SOURCE_PERSON : FOI_SOURCE_PUBLISHER);
            for (guint i = 0; i < files[which].rows; i++)
                if (which >= 2 && files[which].row[i].field == FOI_TAG_RELIED)
                    files[which].row[i] = (said){"id:doc000000000", FOI_TAG_DATE, "2003"};
            take(labels, files, which);
            if (at == count)
                order[count++] = which;
        }
        foi_labels_compare(before, labels);
        for (int number = 0; number < DOCUMENTS; number++) {
            g_autoptr(foi_document) document = labelled(labels, number);
            for (size_t f = 0; f < G_N_ELEMENTS(fields); f++) {
                const char *wanted = NULL;
                bool any = decide(files, order, count, number, fields[f], &wanted);
                cr_assert(g_strcmp0(value_of(document, fields[f]), wanted) == 0, "round %u", round);
                cr_assert_eq(foi_document_field_source(document, fields[f]) != FOI_SOURCE_READ,
                             any);
            }
            check_pending(before, labels, number);
        }
        g_hash_table_remove_all(foi_labels_pending(labels));
    }
    foi_labels_free(labels);
    g_rand_free(chance);
}

Test(labels, damaged_bytes_are_refused)
{
    g_autoptr(foi_labels) labels = foi_labels_new();
    foi_label_rows *rows = foi_label_rows_new();
    say(rows, "id:aaaaaaaaaaaa", 2, FOI_TAG_DATE, "2019");
    foi_labels_set_file(labels, "/t", FOI_SOURCE_PERSON, rows);
    g_hash_table_add(foi_labels_pending(labels), g_strdup("path:/x"));
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_labels_encode(labels, bytes);
    for (guint length = 0; length < bytes->len; length++) {
        foi_labels *none;
        cr_assert_eq(foi_labels_decode(bytes->data, length, &none, NULL), FOI_ERROR_CORRUPT);
        cr_assert_null(none);
    }
    for (guint at = 0; at < bytes->len; at++) {
        foi_labels *other = NULL;
        bytes->data[at] ^= 0x41;
        foi_labels_decode(bytes->data, bytes->len, &other, NULL);
        foi_labels_free(other);
        bytes->data[at] ^= 0x41;
    }
}
