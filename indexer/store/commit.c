#include "indexer/store/commit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "indexer/store/disk.h"
#include "indexer/store/store.h"
#include "indexer/tag/tag.h"
#include "indexer/text/stemmer.h"

/* A stub file names a few dozen files; one beyond this is not ours. */
enum { STUB_LIMIT = 1 << 24 };

#define FIRST_LINE "#foi index"
#define NONE       "-"

/* What a reader must understand to read an index; a new one is added with its own name. */
static const char *const known_features[] = {"words-table", "record-blocks", "missing-terms",
                                             "replaced-decisions"};

/* The same, of an index that has them only: one with labels. */
static const char labels_feature[] = "labels";

static void segment_free(void *data)
{
    foi_commit_segment *segment = data;
    g_free(segment->removed_file);
    g_free(segment->places_file);
    g_free(segment->cases_file);
    g_free(segment);
}

static foi_commit *commit_new_empty(void)
{
    foi_commit *commit = g_new0(foi_commit, 1);
    commit->features = g_ptr_array_new_with_free_func(g_free);
    commit->segments = g_ptr_array_new_with_free_func(segment_free);
    commit->kept = g_ptr_array_new_with_free_func(g_free);
    return commit;
}

foi_commit *foi_commit_new(void)
{
    foi_commit *commit = commit_new_empty();
    commit->schema = FOI_STORE_SCHEMA;
    commit->stemmer = g_strdup(FOI_STEMMER_LANGUAGE);
    commit->tagger = FOI_TAGGER_VERSION;
    for (size_t i = 0; i < G_N_ELEMENTS(known_features); i++)
        g_ptr_array_add(commit->features, g_strdup(known_features[i]));
    return commit;
}

void foi_commit_free(foi_commit *commit)
{
    if (commit == NULL)
        return;
    g_free(commit->stemmer);
    g_free(commit->identity);
    g_free(commit->states_file);
    g_free(commit->labels_file);
    g_ptr_array_unref(commit->features);
    g_ptr_array_unref(commit->segments);
    g_ptr_array_unref(commit->kept);
    g_free(commit);
}

foi_commit_segment *foi_commit_add_segment(foi_commit *commit, uint32_t number, uint32_t rows)
{
    foi_commit_segment *segment = g_new0(foi_commit_segment, 1);
    segment->number = number;
    segment->rows = rows;
    g_ptr_array_add(commit->segments, segment);
    return segment;
}

void foi_commit_set_labels(foi_commit *commit, char *path)
{
    commit->labels_file = path;
    if (path != NULL)
        g_ptr_array_add(commit->features, g_strdup(labels_feature));
}

static const char *or_none(const char *path)
{
    return path != NULL ? path : NONE;
}

char *foi_commit_format(const foi_commit *commit)
{
    GString *text = g_string_new(FIRST_LINE "\n");
    g_string_append_printf(text, "#foi schema %u\n", commit->schema);
    for (guint i = 0; i < commit->features->len; i++)
        g_string_append_printf(text, "#foi feature %s\n",
                               (char *)g_ptr_array_index(commit->features, i));
    g_string_append_printf(text, "#foi stemmer %s\n", commit->stemmer);
    g_string_append_printf(text, "#foi commit %" G_GUINT64_FORMAT "\n", commit->number);
    g_string_append_printf(text, "#foi identity %s\n", commit->identity);
    g_string_append_printf(text, "#foi tagger %u\n", commit->tagger);
    g_string_append_printf(text, "#foi counts %u %u %u\n", commit->documents, commit->files,
                           commit->failures);
    g_string_append_printf(text, "#foi states %s\n", or_none(commit->states_file));
    if (commit->labels_file != NULL)
        g_string_append_printf(text, "#foi labels %s\n", commit->labels_file);
    for (guint i = 0; i < commit->segments->len; i++) {
        const foi_commit_segment *segment = g_ptr_array_index(commit->segments, i);
        g_string_append_printf(text, "#foi segment %u %u %u %s %s %s\n", segment->number,
                               segment->rows, segment->removed, or_none(segment->removed_file),
                               or_none(segment->places_file), or_none(segment->cases_file));
        g_string_append_printf(text, "auto " FOI_SEGMENTS_NAME "/%u/db\n", segment->number);
    }
    for (guint i = 0; i < commit->kept->len; i++)
        g_string_append_printf(text, "#foi kept %s\n", (char *)g_ptr_array_index(commit->kept, i));
    g_string_append_printf(text, "#foi checksum %016" G_GINT64_MODIFIER "x\n",
                           XXH3_64bits(text->str, text->len));
    return g_string_free(text, FALSE);
}

/* --- reading ---------------------------------------------------------------------------------- */

static foi_status damaged(const char *path, foi_error *error)
{
    return foi_error_set(error, FOI_ERROR_CORRUPT,
                         "%s is damaged: restore it from a copy, or make the index anew", path);
}

static bool checksum_fits(const char *text)
{
    const char *last = g_strrstr(text, "\n#foi checksum ");
    if (last == NULL)
        return false;
    g_autofree char *wanted = g_strdup_printf("\n#foi checksum %016" G_GINT64_MODIFIER "x\n",
                                              XXH3_64bits(text, (size_t)(last + 1 - text)));
    return strcmp(last, wanted) == 0;
}

static bool get_number(const char *word, uint64_t limit, uint64_t *number)
{
    if (word == NULL || !g_ascii_isdigit(word[0]))
        return false;
    char *end;
    errno = 0;
    *number = g_ascii_strtoull(word, &end, 10);
    return errno == 0 && *end == '\0' && *number <= limit;
}

static bool get_count(const char *word, uint32_t *count)
{
    uint64_t number;
    bool is_number = get_number(word, UINT32_MAX, &number);
    *count = is_number ? (uint32_t)number : 0;
    return is_number;
}

/* A path of a file of ours, never one that leads out of the index directory. */
static bool get_path(const char *word, char **path)
{
    *path = NULL;
    if (word == NULL)
        return false;
    if (strcmp(word, NONE) == 0)
        return true;
    bool inside = g_str_has_prefix(word, FOI_COMMITS_NAME "/") ||
                  g_str_has_prefix(word, FOI_SEGMENTS_NAME "/");
    if (!inside || strstr(word, "..") != NULL)
        return false;
    *path = g_strdup(word);
    return true;
}

static bool parse_segment(foi_commit *commit, char **words)
{
    if (g_strv_length(words) != 8)
        return false;
    uint32_t number, rows, removed;
    if (!get_count(words[2], &number) || !get_count(words[3], &rows) ||
        !get_count(words[4], &removed) || rows == 0 || removed > rows)
        return false;
    foi_commit_segment *segment = foi_commit_add_segment(commit, number, rows);
    segment->removed = removed;
    return get_path(words[5], &segment->removed_file) &&
           get_path(words[6], &segment->places_file) && get_path(words[7], &segment->cases_file) &&
           segment->places_file != NULL && segment->cases_file != NULL &&
           (segment->removed_file != NULL || removed == 0);
}

static bool parse_line(foi_commit *commit, char **words)
{
    guint count = g_strv_length(words);
    const char *key = words[1];
    if (count == 8 && strcmp(key, "segment") == 0)
        return parse_segment(commit, words);
    if (count == 5 && strcmp(key, "counts") == 0)
        return get_count(words[2], &commit->documents) && get_count(words[3], &commit->files) &&
               get_count(words[4], &commit->failures);
    if (count != 3)
        return false;
    if (strcmp(key, "schema") == 0)
        return get_count(words[2], &commit->schema);
    if (strcmp(key, "commit") == 0)
        return get_number(words[2], UINT64_MAX, &commit->number);
    if (strcmp(key, "tagger") == 0)
        return get_count(words[2], &commit->tagger);
    if (strcmp(key, "states") == 0 && commit->states_file == NULL)
        return get_path(words[2], &commit->states_file);
    if (strcmp(key, "labels") == 0 && commit->labels_file == NULL)
        return get_path(words[2], &commit->labels_file);
    char *path = NULL;
    if (strcmp(key, "kept") == 0 && get_path(words[2], &path) && path != NULL) {
        g_ptr_array_add(commit->kept, path);
        return true;
    }
    if (strcmp(key, "stemmer") == 0 && commit->stemmer == NULL)
        commit->stemmer = g_strdup(words[2]);
    else if (strcmp(key, "identity") == 0 && commit->identity == NULL)
        commit->identity = g_strdup(words[2]);
    else if (strcmp(key, "feature") == 0)
        g_ptr_array_add(commit->features, g_strdup(words[2]));
    else
        return strcmp(key, "checksum") == 0;
    return true;
}

static bool is_known(const char *feature)
{
    for (size_t i = 0; i < G_N_ELEMENTS(known_features); i++)
        if (strcmp(feature, known_features[i]) == 0)
            return true;
    return strcmp(feature, labels_feature) == 0;
}

/* Schema and features come first in the file and are looked at first: the rest of a newer index may
 * mean anything. */
static foi_status check_version(const char *path, char **lines, foi_error *error)
{
    uint32_t schema = 0;
    for (size_t i = 0; lines[i] != NULL; i++)
        if (g_str_has_prefix(lines[i], "#foi schema ") && !get_count(lines[i] + 12, &schema))
            return damaged(path, error);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (g_str_has_prefix(lines[i], "#foi feature ") && !is_known(lines[i] + 13))
            return foi_error_set(error, FOI_ERROR_VERSION,
                                 "%s: this index uses the feature \"%s\", which this program "
                                 "does not know; use a newer version of the program",
                                 path, lines[i] + 13);
    if (schema > FOI_STORE_SCHEMA)
        return foi_error_set(error, FOI_ERROR_VERSION,
                             "%s: this index has schema %u, this program reads up to schema %d; "
                             "use a newer version of the program",
                             path, schema, FOI_STORE_SCHEMA);
    if (schema < FOI_STORE_SCHEMA)
        return foi_error_set(error, FOI_ERROR_STALE,
                             "%s: this index has schema %u, which this program no longer reads; "
                             "remove the index directory and index the files again",
                             path, schema);
    return FOI_OK;
}

static foi_status check_whole(const char *path, const foi_commit *commit, foi_error *error)
{
    if (commit->number == 0 || commit->stemmer == NULL || commit->identity == NULL ||
        !g_uuid_string_is_valid(commit->identity))
        return damaged(path, error);
    if (strcmp(commit->stemmer, FOI_STEMMER_LANGUAGE) != 0)
        return foi_error_set(error, FOI_ERROR_VERSION,
                             "%s: this index is made with the stemmer \"%s\", this program has "
                             "\"%s\"; remove the index directory and index the files again",
                             path, commit->stemmer, FOI_STEMMER_LANGUAGE);
    uint64_t rows = 0;
    for (guint i = 0; i < commit->segments->len; i++)
        rows += ((foi_commit_segment *)g_ptr_array_index(commit->segments, i))->rows;
    return rows * commit->segments->len > UINT32_MAX ? damaged(path, error) : FOI_OK;
}

foi_status foi_commit_parse(const char *path, const char *text, foi_commit **out, foi_error *error)
{
    *out = NULL;
    if (!g_str_has_prefix(text, FIRST_LINE "\n"))
        return foi_error_set(error, FOI_ERROR_NOT_FOUND,
                             "%s is not the stub file of an index of this program", path);
    /* Before the checksum: a newer program may make that in another way. */
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    foi_status status = check_version(path, lines, error);
    if (status != FOI_OK)
        return status;
    if (!checksum_fits(text))
        return damaged(path, error);
    g_autoptr(foi_commit) commit = commit_new_empty();
    for (size_t i = 1; lines[i] != NULL; i++) {
        if (!g_str_has_prefix(lines[i], "#foi "))
            continue;
        g_auto(GStrv) words = g_strsplit(lines[i], " ", -1);
        if (!parse_line(commit, words))
            return damaged(path, error);
    }
    status = check_whole(path, commit, error);
    g_ptr_array_add(commit->features, NULL); /* so that they can be lent as they are */
    if (status == FOI_OK)
        *out = g_steal_pointer(&commit);
    return status;
}

foi_status foi_commit_load(const char *directory, foi_commit **out, foi_error *error)
{
    *out = NULL;
    g_autofree char *path = g_build_filename(directory, FOI_STUB_NAME, NULL);
    g_autofree char *text = NULL;
    size_t length;
    foi_status status = foi_disk_read(path, STUB_LIMIT, &text, &length, error);
    if (status != FOI_OK)
        return status;
    if (strlen(text) != length)
        return damaged(path, error);
    return foi_commit_parse(path, text, out, error);
}

static void add_path(GHashTable *paths, const char *path)
{
    if (path != NULL)
        g_hash_table_add(paths, g_strdup(path));
}

GHashTable *foi_commit_paths(const foi_commit *commit)
{
    GHashTable *paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_path(paths, commit->states_file);
    add_path(paths, commit->labels_file);
    for (guint i = 0; i < commit->segments->len; i++) {
        const foi_commit_segment *segment = g_ptr_array_index(commit->segments, i);
        g_hash_table_add(paths, g_strdup_printf(FOI_SEGMENTS_NAME "/%u", segment->number));
        add_path(paths, segment->removed_file);
        add_path(paths, segment->places_file);
        add_path(paths, segment->cases_file);
    }
    return paths;
}
