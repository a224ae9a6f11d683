#include "indexer/labels/read.h"

#include <string.h>

#include "indexer/base/csv.h"
#include "indexer/document/document.h"
#include "indexer/labels/apply.h"
#include "indexer/labels/columns.h"
#include "indexer/labels/group.h"
#include "indexer/labels/value.h"
#include "indexer/walk/roots.h"

/* A person mends the first of them and sees the others then. */
enum { TOLD_LIMIT = 20 };

typedef struct reader {
    const char *path;
    char *folder; /* of the file, resolved */
    foi_csv *file;
    foi_source source;
    foi_label_columns columns;
    foi_label_report report;
    GHashTable *groups; /* key -> foi_label_group *, owned by `order` */
    GPtrArray *order;
    uint64_t problems; /* cells and rows that cannot be used */
    uint64_t remarks;
} reader;

static void reader_clear(reader *in)
{
    g_free(in->folder);
    foi_csv_free(in->file);
    foi_label_columns_clear(&in->columns);
    g_hash_table_unref(in->groups);
    g_ptr_array_unref(in->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(reader, reader_clear)

static void say(const reader *in, const char *line)
{
    if (in->report.say != NULL)
        in->report.say(line, in->report.data);
}

static void complain(reader *in, uint32_t line, const char *column, const char *what)
{
    if (++in->problems > TOLD_LIMIT)
        return;
    g_autofree char *text =
        column == NULL
            ? g_strdup_printf("%s, line %u: %s", in->path, line, what)
            : g_strdup_printf("%s, line %u, column \"%s\": %s", in->path, line, column, what);
    say(in, text);
}

/* --- the document -------------------------------------------------------------------------------
 */

static bool is_id(const char *text)
{
    size_t length = strspn(text, "0123456789abcdefghijklmnopqrstuvwxyz");
    return length == FOI_ID_LENGTH && text[length] == '\0';
}

static const char *cell_of(const reader *in, const char *const *cells, foi_column_use use,
                           const char **column)
{
    for (size_t i = 0; i < in->columns.count; i++) {
        if (in->columns.columns[i].use != use || *cells[i] == '\0')
            continue;
        *column = foi_csv_column(in->file, i);
        return cells[i];
    }
    return "";
}

static char *key_of(reader *in, const char *const *cells, uint32_t line)
{
    const char *column = NULL, *other;
    const char *id = cell_of(in, cells, FOI_COLUMN_ID, &column);
    if (*id != '\0') {
        if (is_id(id))
            return g_strconcat(FOI_LABEL_ID, id, NULL);
        complain(in, line, column, "this is no id; foi-index --inspect and foi-query show ids");
        return NULL;
    }
    const char *path = cell_of(in, cells, FOI_COLUMN_PATH, &column);
    const char *member = cell_of(in, cells, FOI_COLUMN_MEMBER, &other);
    if (*path != '\0') {
        g_autofree char *whole = g_canonicalize_filename(path, in->folder);
        g_autofree char *location = foi_root_resolve(whole);
        return foi_label_path_key(location, *member != '\0' ? member : NULL);
    }
    const char *ref = cell_of(in, cells, FOI_COLUMN_REF, &column);
    g_autofree char *key = *ref != '\0' ? foi_label_reference_key(ref) : NULL;
    if (key != NULL && strcmp(key, FOI_LABEL_REF) != 0)
        return g_steal_pointer(&key);
    complain(in, line, *ref != '\0' ? column : NULL,
             *member != '\0' ? "a member without the path of the file that it lies in"
             : *ref != '\0'  ? "a reference without a letter or digit"
                             : "this row does not say which document it is about");
    return NULL;
}

static foi_label_group *group_of(reader *in, const char *key, uint32_t line)
{
    foi_label_group *group = g_hash_table_lookup(in->groups, key);
    if (group == NULL) {
        group = foi_label_group_new(key, line);
        g_hash_table_insert(in->groups, group->key, group);
        g_ptr_array_add(in->order, group);
    }
    return group;
}

/* --- what is said of it -------------------------------------------------------------------------
 */

static void tell_clash(reader *in, uint32_t line, const char *column, uint32_t before)
{
    g_autofree char *what =
        before == UINT32_MAX
            ? g_strdup_printf("more than %d values for one document", FOI_LABEL_VALUES)
            : g_strdup_printf("line %u says otherwise of the same document", before);
    complain(in, line, column, what);
}

static void take_field(reader *in, foi_label_group *group, foi_tag_field field, const char *cell,
                       double confidence, uint32_t line, const char *column)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    g_auto(foi_cell_note) note = {NULL, NULL, in->remarks >= TOLD_LIMIT};
    if (!foi_label_value(field, cell, values, &note)) {
        complain(in, line, column, note.problem);
        return;
    }
    if (note.remark != NULL) {
        const char *more = ++in->remarks == TOLD_LIMIT ? "; others like it are not told" : "";
        g_autofree char *text = g_strdup_printf("%s, line %u, column \"%s\": %s%s", in->path, line,
                                                column, note.remark, more);
        say(in, text);
    }
    uint32_t clash = foi_label_group_say(group, field, values, confidence, line);
    if (clash != 0)
        tell_clash(in, line, column, clash);
}

/* What the table of publishers says that a value means: fields, or a result of *RESULT. */
static void take_meaning(reader *in, foi_label_group *group, const char *meaning, double confidence,
                         uint32_t line, const char *column, foi_section_result *result)
{
    static const char *const results[] = {"result=upheld", "result=not-upheld",
                                          "result=partly-upheld"};
    g_auto(GStrv) parts = g_strsplit(meaning, ";", -1);
    for (char **part = parts; *part != NULL; part++) {
        for (unsigned i = 0; i < G_N_ELEMENTS(results); i++)
            if (strcmp(*part, results[i]) == 0)
                *result = (foi_section_result)(1u << i);
        char *equals = strchr(*part, '=');
        if (equals == NULL || g_str_has_prefix(*part, "result="))
            continue;
        *equals = '\0';
        int field = foi_vocabulary_value(FOI_VOCABULARY_TAG_FIELD, *part);
        take_field(in, group, (foi_tag_field)field, equals + 1, confidence, line, column);
    }
}

static void tell_unknown(reader *in, uint32_t line, const char *column, const char *cell)
{
    g_autofree char *what = g_strdup_printf(
        "\"%s\" is no value that the table of publishers knows there; it is left out", cell);
    complain(in, line, column, what);
}

static foi_section_result result_of(reader *in, foi_label_group *group, size_t column,
                                    const char *cell, uint32_t line)
{
    const char *name = foi_csv_column(in->file, column);
    double confidence = 0;
    foi_section_result result = FOI_RESULT_NONE;
    const char *meaning = foi_label_columns_meaning(&in->columns, column, name, cell, &confidence);
    if (meaning == NULL)
        tell_unknown(in, line, name, cell);
    else
        take_meaning(in, group, meaning, confidence, line, name, &result);
    return result;
}

/* The result of a finding line has the meanings of a column of results. */
static foi_section_result result_of_finding(reader *in, foi_label_group *group, size_t column,
                                            const char *words, uint32_t line)
{
    foi_label_column as_result = in->columns.columns[column];
    foi_label_columns columns = in->columns;
    columns.columns = &as_result;
    as_result.use = FOI_COLUMN_RESULT;
    double confidence;
    foi_section_result result = FOI_RESULT_NONE;
    const char *meaning = foi_label_columns_meaning(&columns, 0, "", words, &confidence);
    if (meaning != NULL)
        take_meaning(in, group, meaning, confidence, line, foi_csv_column(in->file, column),
                     &result);
    return result;
}

/* "FOI 40: Complaint not upheld", several parted by ';', '|' or line ends. */
static void take_findings(reader *in, foi_label_group *group, size_t column, const char *cell,
                          uint32_t line)
{
    g_auto(GStrv) lines = g_strsplit_set(cell, ";|\n", -1);
    for (char **each = lines; *each != NULL; each++) {
        char *finding = g_strstrip(*each);
        if (*finding == '\0')
            continue;
        char *end = strrchr(finding, ':');
        char *dash = end == NULL ? g_strrstr(finding, " - ") : NULL;
        if (end == NULL)
            end = dash;
        g_autofree char *section = end != NULL ? g_strndup(finding, (size_t)(end - finding)) : NULL;
        g_autofree char *id =
            section != NULL ? foi_label_provision(g_strstrip(section), NULL) : NULL;
        foi_section_result result =
            end != NULL ? result_of_finding(in, group, column, end + (dash != NULL ? 3 : 1), line)
                        : FOI_RESULT_NONE;
        if (id == NULL || result == FOI_RESULT_NONE)
            tell_unknown(in, line, foi_csv_column(in->file, column), finding);
        else
            foi_label_group_find(group, id, result, in->columns.columns[column].confidence, line);
    }
}

/* Sections and their result, in columns of their own. */
static void take_sections(reader *in, foi_label_group *group, const char *cell, const char *act,
                          foi_section_result result, double confidence, uint32_t line,
                          const char *column)
{
    g_auto(GStrv) parts = g_strsplit_set(cell, ";,|\n", -1);
    guint count = 0;
    for (char **part = parts; *part != NULL; part++)
        count += *g_strstrip(*part) != '\0';
    group->results |= (unsigned)result;
    for (char **part = parts; *part != NULL; part++) {
        if (**part == '\0')
            continue;
        g_autofree char *id = foi_label_provision(*part, act);
        if (id == NULL)
            tell_unknown(in, line, column, *part);
        /* "Partly upheld" of several sections does not say which. */
        else if (result != FOI_RESULT_PARTLY || count == 1)
            foi_label_group_find(group, id, result, confidence, line);
    }
}

static void take_result(reader *in, foi_label_group *group, const char *const *cells, size_t column,
                        uint32_t line)
{
    const char *name = foi_csv_column(in->file, column), *section_name = NULL, *act_name = NULL;
    double confidence = in->columns.columns[column].confidence;
    foi_section_result result = result_of(in, group, column, cells[column], line);
    if (result == FOI_RESULT_NONE)
        return;
    const char *section = cell_of(in, cells, FOI_COLUMN_SECTION, &section_name);
    const char *act = cell_of(in, cells, FOI_COLUMN_ACT, &act_name);
    if (*section != '\0') {
        take_sections(in, group, section, *act != '\0' ? act : NULL, result, confidence, line,
                      section_name);
        return;
    }
    uint32_t clash = foi_label_group_end(group, result, confidence, line);
    if (clash != 0)
        tell_clash(in, line, name, clash);
}

static void take_cell(reader *in, foi_label_group *group, const char *const *cells, size_t column,
                      uint32_t line)
{
    const foi_label_column *about = &in->columns.columns[column];
    const char *name = foi_csv_column(in->file, column), *cell = cells[column];
    double confidence = about->confidence;
    foi_section_result ignored;
    const char *meaning = NULL;
    switch (about->use) {
    case FOI_COLUMN_FIELD:
        meaning = foi_label_columns_meaning(&in->columns, column, name, cell, &confidence);
        if (meaning != NULL)
            take_meaning(in, group, meaning, confidence, line, name, &ignored);
        else
            take_field(in, group, about->field, cell, confidence, line, name);
        break;
    case FOI_COLUMN_CODED:
        result_of(in, group, column, cell, line);
        break;
    case FOI_COLUMN_FINDING:
        take_findings(in, group, column, cell, line);
        break;
    case FOI_COLUMN_RESULT:
        take_result(in, group, cells, column, line);
        break;
    default:
        break;
    }
}

/* A publisher's "-" where a finding or a code should be says nothing. */
static bool says(const reader *in, const char *const *cells, size_t column)
{
    return *cells[column] != '\0' && (in->columns.columns[column].use == FOI_COLUMN_FIELD ||
                                      !foi_label_says_none(cells[column]));
}

/* --- the file -----------------------------------------------------------------------------------
 */

static foi_status read_rows(reader *in, foi_error *error)
{
    for (uint32_t rows = 0;; rows++) {
        const char *const *cells;
        uint32_t line;
        foi_error found = FOI_ERROR_INIT;
        if (foi_csv_next(in->file, &cells, &line, &found) != FOI_OK) {
            if (++in->problems <= TOLD_LIMIT)
                say(in, found.message);
            foi_error_clear(&found);
            continue;
        }
        if (cells == NULL)
            return FOI_OK;
        if (rows >= FOI_LABEL_ROWS)
            return foi_error_set(error, FOI_ERROR_ARGUMENT,
                                 "%s has more than %d rows: part it into several files", in->path,
                                 FOI_LABEL_ROWS);
        g_autofree char *key = key_of(in, cells, line);
        foi_label_group *group = key != NULL ? group_of(in, key, line) : NULL;
        for (size_t i = 0; group != NULL && i < in->columns.count; i++)
            if (says(in, cells, i))
                take_cell(in, group, cells, i, line);
    }
}

static void tell_unused_columns(const reader *in)
{
    for (size_t i = 0; i < in->columns.count; i++) {
        if (in->columns.columns[i].use != FOI_COLUMN_UNKNOWN)
            continue;
        g_autofree char *text =
            g_strdup_printf("%s: nothing is taken from the column \"%s\" (read as a table of %s)",
                            in->path, foi_csv_column(in->file, i), in->columns.publisher);
        say(in, text);
    }
}

static foi_status judge(reader *in, foi_error *error)
{
    if (in->problems > TOLD_LIMIT) {
        g_autofree char *more = g_strdup_printf("%s: and %" G_GUINT64_FORMAT " more of this kind",
                                                in->path, in->problems - TOLD_LIMIT);
        say(in, more);
    }
    if (in->problems == 0 || in->source == FOI_SOURCE_PUBLISHER)
        return FOI_OK;
    return foi_error_set(error, FOI_ERROR_ARGUMENT,
                         "%s: %" G_GUINT64_FORMAT " problem%s; nothing was taken from it", in->path,
                         in->problems, in->problems == 1 ? "" : "s");
}

static void group_free(void *group)
{
    foi_label_group_free(group);
}

foi_status foi_label_file_read(const char *path, foi_source source, foi_label_report report,
                               foi_label_rows **out, foi_error *error)
{
    *out = NULL;
    g_auto(reader) in = {.path = path, .source = source, .report = report};
    in.groups = g_hash_table_new(g_str_hash, g_str_equal);
    in.order = g_ptr_array_new_with_free_func(group_free);
    g_autofree char *origin = foi_root_resolve(path);
    in.folder = g_path_get_dirname(origin);
    foi_status status = foi_csv_open(path, &in.file, error);
    /* It is a mistake in the call, not an index that is missing. */
    if (status == FOI_ERROR_NOT_FOUND) {
        status = FOI_ERROR_ARGUMENT;
        if (error != NULL)
            error->status = status;
    }
    if (status == FOI_OK)
        status = foi_label_columns_find(path, in.file, source, &in.columns, error);
    if (status == FOI_OK && source == FOI_SOURCE_PUBLISHER)
        tell_unused_columns(&in);
    if (status == FOI_OK)
        status = read_rows(&in, error);
    if (status == FOI_OK)
        status = judge(&in, error);
    if (status != FOI_OK)
        return status;
    *out = foi_label_rows_new();
    foi_label_rows_set_types(*out, in.columns.types);
    for (guint i = 0; i < in.order->len; i++)
        foi_label_group_finish(g_ptr_array_index(in.order, i), *out);
    return FOI_OK;
}
