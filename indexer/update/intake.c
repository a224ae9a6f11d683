#include "indexer/update/intake.h"

#include <string.h>

#include "indexer/labels/read.h"
#include "indexer/walk/roots.h"

typedef struct taken {
    char *origin;
    foi_source source;
    foi_label_rows *rows; /* NULL: they are in a table */
} taken;

struct foi_intake {
    GPtrArray *files; /* of taken * */
    bool changed;     /* the table may not be that of the last commit */
};

static void taken_free(void *data)
{
    taken *file = data;
    g_free(file->origin);
    foi_label_rows_free(file->rows);
    g_free(file);
}

void foi_intake_free(foi_intake *intake)
{
    if (intake == NULL)
        return;
    g_ptr_array_unref(intake->files);
    g_free(intake);
}

static foi_status read_files(foi_intake *intake, const foi_update_options *options,
                             const char *const *paths, size_t count, foi_source source,
                             foi_error *error)
{
    foi_label_report report = {options->note, options->data};
    for (size_t i = 0; i < count; i++) {
        foi_label_rows *rows;
        foi_status status = foi_label_file_read(paths[i], source, report, &rows, error);
        if (status != FOI_OK)
            return status;
        taken *file = g_new0(taken, 1);
        file->origin = foi_root_resolve(paths[i]);
        file->source = source;
        file->rows = rows;
        g_ptr_array_add(intake->files, file);
    }
    return FOI_OK;
}

foi_status foi_intake_read(const foi_update_options *options, foi_intake **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_intake) intake = g_new0(foi_intake, 1);
    intake->files = g_ptr_array_new_with_free_func(taken_free);
    foi_status status = read_files(intake, options, options->labels, options->label_count,
                                   FOI_SOURCE_PUBLISHER, error);
    if (status == FOI_OK)
        status = read_files(intake, options, options->tags, options->tag_count, FOI_SOURCE_PERSON,
                            error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&intake);
    return status;
}

void foi_intake_put(foi_intake *intake, foi_labels *labels)
{
    for (guint i = 0; i < intake->files->len; i++) {
        taken *file = g_ptr_array_index(intake->files, i);
        foi_labels_set_file(labels, file->origin, file->source, g_steal_pointer(&file->rows));
    }
}

static foi_status load(const foi_store_writer *writer, foi_labels **out, foi_error *error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_status status = foi_store_writer_read_labels(writer, bytes, error);
    if (status != FOI_OK)
        return status;
    if (bytes->len > 0)
        return foi_labels_decode(bytes->data, bytes->len, out, error);
    *out = foi_labels_new();
    return FOI_OK;
}

static foi_status refuse_forget(const foi_labels *labels, const char *path, foi_error *error)
{
    g_autoptr(GString) known = g_string_new(NULL);
    const char *origin;
    for (size_t i = 0; (origin = foi_labels_file(labels, i, NULL, NULL)) != NULL; i++)
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", origin);
    return foi_error_set(error, FOI_ERROR_ARGUMENT,
                         "the index has no corrections or labels from %s; it has %s%s", path,
                         known->len > 0 ? "those from " : "none", known->str);
}

static foi_status forget(foi_labels *labels, const foi_update_options *options, foi_error *error)
{
    for (size_t i = 0; i < options->forget_count; i++) {
        g_autofree char *origin = foi_root_resolve(options->forget[i]);
        if (!foi_labels_forget_file(labels, origin))
            return refuse_forget(labels, origin, error);
    }
    return FOI_OK;
}

foi_status foi_intake_merge(foi_intake *intake, const foi_store_writer *writer,
                            const foi_update_options *options, foi_labels **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_labels) before = NULL;
    g_autoptr(foi_labels) now = NULL;
    foi_status status = load(writer, &now, error);
    if (status == FOI_OK && (intake->files->len > 0 || options->forget_count > 0)) {
        status = load(writer, &before, error);
        if (status == FOI_OK)
            status = forget(now, options, error);
        if (status == FOI_OK) {
            foi_intake_put(intake, now);
            foi_labels_compare(before, now);
        }
    }
    if (status != FOI_OK)
        return status;
    intake->changed = before != NULL || g_hash_table_size(foi_labels_pending(now)) > 0;
    *out = g_steal_pointer(&now);
    return FOI_OK;
}

foi_status foi_intake_save(foi_intake *intake, foi_labels *labels, foi_store_writer *writer,
                           foi_error *error)
{
    bool pending = g_hash_table_size(foi_labels_pending(labels)) > 0;
    /* Once keys were pending, that none is any more is a change, too. */
    intake->changed = intake->changed || pending;
    if (!intake->changed)
        return FOI_OK;
    GByteArray *bytes = g_byte_array_new();
    if (foi_labels_file(labels, 0, NULL, NULL) != NULL || pending)
        foi_labels_encode(labels, bytes);
    return foi_store_writer_set_labels(writer, bytes, error);
}

GArray *foi_intake_positions(const foi_intake *intake, const foi_labels *labels)
{
    GArray *positions = g_array_new(FALSE, FALSE, sizeof(size_t));
    const char *origin;
    for (size_t i = 0; (origin = foi_labels_file(labels, i, NULL, NULL)) != NULL; i++)
        for (guint f = 0; f < intake->files->len; f++)
            if (strcmp(((taken *)g_ptr_array_index(intake->files, f))->origin, origin) == 0) {
                g_array_append_val(positions, i);
                break;
            }
    return positions;
}
