#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/store/cases.h"
#include "indexer/store/commit.h"
#include "indexer/store/disk.h"
#include "indexer/store/replaced.h"
#include "indexer/store/segment.h"
#include "indexer/store/states.h"
#include "indexer/store/words.h"

/* Each commit may take away files that a slow reader has read the names of: so many of them in a
 * row while one snapshot opens would be a writer that commits without end. */
enum { OPEN_TRIES = 20 };

typedef struct part {
    foi_segment *segment;
    foi_bitmap removed;
    foi_places *places;
    foi_section_file *cases_file;
    foi_column *cases;
    foi_column *replaced; /* by which document, its id */
    foi_column **columns; /* by field; NULL: not asked for yet */
    foi_words *words;     /* NULL: not asked for yet */
    xap_database *shard;
} part;

struct foi_snapshot {
    char *directory;
    foi_commit *commit;
    struct stat stub; /* identity of the stub file that was read */
    GPtrArray *parts;
    xap_database *database;
    foi_states *states;
    foi_error damage; /* the first damage met where no status could be given back */
};

static void part_free(void *data)
{
    part *each = data;
    size_t fields;
    foi_fields(&fields);
    for (size_t i = 0; i < fields; i++)
        foi_column_free(each->columns[i]);
    g_free(each->columns);
    foi_words_free(each->words);
    xap_database_free(each->shard);
    foi_column_free(each->cases);
    foi_column_free(each->replaced);
    foi_section_file_free(each->cases_file);
    foi_places_free(each->places);
    foi_bitmap_clear(&each->removed);
    foi_segment_free(each->segment);
    g_free(each);
}

static char *path_in(const foi_snapshot *snapshot, const char *relative)
{
    return relative != NULL ? g_build_filename(snapshot->directory, relative, NULL) : NULL;
}

static foi_status open_part(foi_snapshot *snapshot, const foi_commit_segment *from,
                            foi_error *error)
{
    size_t fields;
    foi_fields(&fields);
    part *each = g_new0(part, 1);
    each->columns = g_new0(foi_column *, fields);
    g_ptr_array_add(snapshot->parts, each);
    g_autofree char *removed = path_in(snapshot, from->removed_file);
    g_autofree char *places = path_in(snapshot, from->places_file);
    g_autofree char *cases = path_in(snapshot, from->cases_file);
    foi_status status =
        foi_segment_map(snapshot->directory, from->number, from->rows, &each->segment, error);
    if (status == FOI_OK)
        status = foi_bitmap_load(&each->removed, removed, from->rows, from->removed, error);
    if (status == FOI_OK)
        status = foi_places_map(places, from->rows, &each->places, error);
    if (status == FOI_OK)
        status = foi_section_file_open(cases, &each->cases_file, error);
    if (status == FOI_OK)
        status = foi_column_map(each->cases_file, "case", from->rows, &each->cases, error);
    if (status == FOI_OK)
        status = foi_case_map_replaced(each->cases_file, from->rows, &each->replaced, error);
    if (status == FOI_OK)
        status = foi_segment_open_database(each->segment, &each->shard, error);
    xap_error detail = XAP_ERROR_INIT;
    if (status == FOI_OK && xap_database_add(snapshot->database, each->shard, &detail) != XAP_OK)
        status = foi_disk_xapian_error(error, "cannot open", each->segment->path, &detail);
    return status;
}

static foi_status open_parts(foi_snapshot *snapshot, foi_error *error)
{
    xap_error detail = XAP_ERROR_INIT;
    if (xap_database_new(&snapshot->database, &detail) != XAP_OK)
        return foi_disk_xapian_error(error, "cannot open", snapshot->directory, &detail);
    foi_status status = FOI_OK;
    for (guint i = 0; i < snapshot->commit->segments->len && status == FOI_OK; i++)
        status = open_part(snapshot, g_ptr_array_index(snapshot->commit->segments, i), error);
    g_autofree char *states = path_in(snapshot, snapshot->commit->states_file);
    if (status == FOI_OK)
        status = foi_states_open(states, &snapshot->states, error);
    return status;
}

/* Identity first, then the text: a commit in between makes the snapshot look outdated, never newer
 * than it is. */
static foi_status read_commit(foi_snapshot *snapshot, foi_error *error)
{
    g_autofree char *stub = path_in(snapshot, FOI_STUB_NAME);
    struct stat about;
    foi_status status = foi_disk_may_enter(snapshot->directory, error);
    if (status != FOI_OK)
        return status;
    if (stat(stub, &about) != 0) {
        int failed = errno;
        if (failed == ENOENT || failed == ENOTDIR)
            return foi_error_set(error, FOI_ERROR_NOT_FOUND,
                                 "there is no index in %s; make one with foi-index",
                                 snapshot->directory);
        return foi_error_set_errno(error, "cannot open", stub, failed);
    }
    snapshot->stub = about;
    return foi_commit_load(snapshot->directory, &snapshot->commit, error);
}

static foi_status open_once(const char *directory, foi_snapshot **out, foi_error *error)
{
    g_autoptr(foi_snapshot) snapshot = g_new0(foi_snapshot, 1);
    snapshot->directory = g_strdup(directory);
    snapshot->parts = g_ptr_array_new_with_free_func(part_free);
    foi_status status = read_commit(snapshot, error);
    if (status != FOI_OK)
        return status;
    status = open_parts(snapshot, error);
    /* Named by the commit and not there: swept by a newer commit, or lost. */
    if (status == FOI_ERROR_NOT_FOUND) {
        if (!foi_snapshot_is_current(snapshot))
            return FOI_ERROR_LOCKED;
        status = FOI_ERROR_CORRUPT;
        foi_error_prefix(error, "a file of the index is missing; make the index anew");
        if (error != NULL)
            error->status = status;
    }
    if (status == FOI_OK)
        *out = g_steal_pointer(&snapshot);
    return status;
}

foi_status foi_snapshot_open(const char *directory, foi_snapshot **out, foi_error *error)
{
    *out = NULL;
    for (int tries = 1;; tries++) {
        foi_status status = open_once(directory, out, error);
        if (status != FOI_ERROR_LOCKED)
            return status;
        if (tries == OPEN_TRIES)
            return foi_error_set(error, FOI_ERROR_IO,
                                 "%s is being rewritten without a pause; try again later",
                                 directory);
        foi_error_clear(error);
    }
}

void foi_snapshot_free(foi_snapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    xap_database_free(snapshot->database);
    g_ptr_array_unref(snapshot->parts);
    foi_states_free(snapshot->states);
    foi_commit_free(snapshot->commit);
    foi_error_clear(&snapshot->damage);
    g_free(snapshot->directory);
    g_free(snapshot);
}

bool foi_snapshot_is_current(const foi_snapshot *snapshot)
{
    g_autofree char *stub = path_in(snapshot, FOI_STUB_NAME);
    struct stat about;
    /* The number of a file that is gone is soon given to another: the time tells them apart. */
    return stat(stub, &about) == 0 && about.st_dev == snapshot->stub.st_dev &&
           about.st_ino == snapshot->stub.st_ino &&
           about.st_ctim.tv_sec == snapshot->stub.st_ctim.tv_sec &&
           about.st_ctim.tv_nsec == snapshot->stub.st_ctim.tv_nsec &&
           about.st_size == snapshot->stub.st_size;
}

void foi_snapshot_info(const foi_snapshot *snapshot, foi_store_info *info)
{
    const foi_commit *commit = snapshot->commit;
    *info = (foi_store_info){.schema = commit->schema,
                             .commit = commit->number,
                             .documents = commit->documents,
                             .segments = commit->segments->len,
                             .files = commit->files,
                             .failures = commit->failures,
                             .tagger_version = commit->tagger,
                             .identity = commit->identity,
                             .stemmer = commit->stemmer,
                             .features = (const char *const *)commit->features->pdata};
    for (guint i = 0; i < commit->segments->len; i++)
        info->removed += ((foi_commit_segment *)g_ptr_array_index(commit->segments, i))->removed;
}

xap_database *foi_snapshot_database(foi_snapshot *snapshot)
{
    return snapshot->database;
}

/* --- documents -------------------------------------------------------------------------------- */

static part *part_at(const foi_snapshot *snapshot, size_t number)
{
    return g_ptr_array_index(snapshot->parts, number);
}

size_t foi_snapshot_segments(const foi_snapshot *snapshot)
{
    return snapshot->parts->len;
}

/* Xapian deals docids out to the shards in turn. */
void foi_snapshot_locate(const foi_snapshot *snapshot, uint32_t docid, size_t *segment,
                         uint32_t *row)
{
    uint32_t count = snapshot->parts->len;
    *segment = count > 0 && docid > 0 ? (docid - 1) % count : 0;
    *row = count > 0 && docid > 0 ? (docid - 1) / count : UINT32_MAX;
}

uint32_t foi_snapshot_docid(const foi_snapshot *snapshot, size_t segment, uint32_t row)
{
    return row * snapshot->parts->len + (uint32_t)segment + 1;
}

/* The part that DOCID lies in, with its row; NULL where there is no such document. */
static part *part_of(const foi_snapshot *snapshot, uint32_t docid, uint32_t *row)
{
    size_t segment;
    foi_snapshot_locate(snapshot, docid, &segment, row);
    if (segment >= snapshot->parts->len)
        return NULL;
    part *each = part_at(snapshot, segment);
    return *row < each->segment->rows ? each : NULL;
}

bool foi_snapshot_is_removed(const foi_snapshot *snapshot, uint32_t docid)
{
    uint32_t row;
    const part *each = part_of(snapshot, docid, &row);
    return each == NULL || foi_bitmap_has(&each->removed, row);
}

static uint32_t find_id(const foi_snapshot *snapshot, const char *id)
{
    for (guint i = 0; i < snapshot->parts->len; i++) {
        const part *each = part_at(snapshot, i);
        uint32_t row;
        bool removed;
        if (foi_segment_find(each->segment, &each->removed, id, &row, &removed) && !removed)
            return foi_snapshot_docid(snapshot, i, row);
    }
    return 0;
}

uint32_t foi_snapshot_find(foi_snapshot *snapshot, const char *id)
{
    return find_id(snapshot, id);
}

foi_status foi_snapshot_ids(foi_snapshot *snapshot, const char *prefix, guint most, GPtrArray *ids,
                            foi_error *error)
{
    g_autofree char *begun = g_strconcat(FOI_ID_TERM, prefix, NULL);
    xap_error detail = XAP_ERROR_INIT;
    xap_terms *terms = NULL;
    xap_terms_entry entry;
    xap_status status =
        xap_database_terms(snapshot->database, begun, strlen(begun), &terms, &detail);
    while (status == XAP_OK && ids->len < most) {
        status = xap_terms_next(terms, &entry, &detail);
        if (status != XAP_OK)
            break;
        g_autofree char *id = g_strndup(entry.term.data + strlen(FOI_ID_TERM),
                                        entry.term.length - strlen(FOI_ID_TERM));
        if (find_id(snapshot, id) != 0)
            g_ptr_array_add(ids, g_steal_pointer(&id));
    }
    xap_terms_free(terms);
    return status == XAP_OK || status == XAP_END
               ? FOI_OK
               : foi_disk_xapian_error(error, "cannot read", snapshot->directory, &detail);
}

void foi_snapshot_id(const foi_snapshot *snapshot, uint32_t docid, char id[FOI_ID_LENGTH + 1])
{
    uint32_t row;
    const part *each = part_of(snapshot, docid, &row);
    if (each != NULL)
        foi_segment_id(each->segment, row, id);
    else
        id[0] = '\0';
}

static char *member_of(foi_place_view place)
{
    if (place.value[place.location_length] == '\0')
        return NULL;
    return g_strdup(place.value + place.location_length + strlen(FOI_PLACE_SEPARATOR));
}

static char *parent_of(foi_place_view place)
{
    return place.parent != NULL ? g_strndup(place.parent, FOI_ID_LENGTH) : NULL;
}

static void join_facts(const part *each, uint32_t row, foi_document *document)
{
    g_clear_pointer(&document->member, g_free);
    g_clear_pointer(&document->parent, g_free);
    if (foi_places_count(each->places, row) > 0) {
        foi_place_view place = foi_places_get(each->places, row, 0);
        document->location = g_strndup(place.value, place.location_length);
        document->member = member_of(place);
        document->parent = parent_of(place);
    }
    uint32_t count;
    const uint32_t *ordinals = foi_column_row(each->cases, row, &count);
    if (count > 0)
        document->case_id = g_strdup(foi_column_value(each->cases, ordinals[0]));
}

/* The decision that replaced DOCUMENT is in the same commit. */
static foi_status join_replacement(const foi_snapshot *snapshot, const part *each, uint32_t row,
                                   foi_document *document, foi_error *error)
{
    uint32_t count, docid, later_row;
    const uint32_t *ordinals = foi_column_row(each->replaced, row, &count);
    docid = count > 0 ? find_id(snapshot, foi_column_value(each->replaced, ordinals[0])) : 0;
    const part *other = docid > 0 ? part_of(snapshot, docid, &later_row) : NULL;
    if (other == NULL)
        return FOI_OK;
    g_autoptr(foi_document) later = NULL;
    foi_status status = foi_segment_document(other->segment, later_row, &later, error);
    if (status == FOI_OK)
        document->replaced_by = foi_replacement_of(later);
    return status;
}

foi_status foi_snapshot_document(foi_snapshot *snapshot, uint32_t docid, foi_document **out,
                                 foi_error *error)
{
    *out = NULL;
    uint32_t row;
    const part *each = part_of(snapshot, docid, &row);
    if (each == NULL)
        return foi_error_set(error, FOI_ERROR_NOT_FOUND, "there is no such document in %s",
                             snapshot->directory);
    foi_status status = foi_segment_document(each->segment, row, out, error);
    if (status != FOI_OK)
        return status;
    join_facts(each, row, *out);
    status = join_replacement(snapshot, each, row, *out, error);
    if (status != FOI_OK)
        g_clear_pointer(out, foi_document_free);
    return status;
}

static void place_free(void *data)
{
    foi_place *place = data;
    g_free(place->location);
    g_free(place->member);
    g_free(place->parent);
    g_free(place);
}

GPtrArray *foi_snapshot_places(foi_snapshot *snapshot, uint32_t docid)
{
    GPtrArray *places = g_ptr_array_new_with_free_func(place_free);
    uint32_t row;
    const part *each = part_of(snapshot, docid, &row);
    uint32_t count = each != NULL ? foi_places_count(each->places, row) : 0;
    for (uint32_t i = 0; i < count; i++) {
        foi_place_view view = foi_places_get(each->places, row, i);
        foi_place *place = g_new0(foi_place, 1);
        place->location = g_strndup(view.value, view.location_length);
        place->member = member_of(view);
        place->parent = parent_of(view);
        g_ptr_array_add(places, place);
    }
    return places;
}

foi_status foi_snapshot_each_file(foi_snapshot *snapshot,
                                  bool (*visit)(const foi_file_state *state, void *data),
                                  void *data, foi_error *error)
{
    return foi_states_each(snapshot->states, visit, data, error);
}

foi_status foi_snapshot_file(foi_snapshot *snapshot, const char *path, const foi_file_state **state,
                             foi_error *error)
{
    foi_status status;
    *state = foi_states_find(snapshot->states, path, &status, error);
    return status;
}

/* --- columns ---------------------------------------------------------------------------------- */

const foi_column *foi_snapshot_column(const foi_snapshot *snapshot, size_t segment,
                                      const foi_field *field)
{
    if (!field->facet || segment >= snapshot->parts->len)
        return NULL;
    const part *each = part_at(snapshot, segment);
    if (field->kind == FOI_FIELD_CASE)
        return each->cases;
    if (field->kind == FOI_FIELD_PATH)
        return foi_places_column(each->places);
    size_t count;
    size_t position = (size_t)(field - foi_fields(&count));
    foi_column **column = &each->columns[position];
    if (*column == NULL) {
        /* Opened when first asked for: a search looks at a few of them. */
        foi_snapshot *mutable_snapshot = (foi_snapshot *)(uintptr_t)snapshot;
        foi_error error = FOI_ERROR_INIT;
        if (foi_column_map(each->segment->file, field->name, each->segment->rows, column, &error) !=
            FOI_OK) {
            *column = foi_column_new_empty(each->segment->rows);
            if (mutable_snapshot->damage.status == FOI_OK)
                foi_error_move(&mutable_snapshot->damage, &error);
        }
        foi_error_clear(&error);
    }
    return *column;
}

uint32_t foi_snapshot_rows(const foi_snapshot *snapshot, size_t segment)
{
    return part_at(snapshot, segment)->segment->rows;
}

const uint8_t *foi_snapshot_removed(const foi_snapshot *snapshot, size_t segment)
{
    const part *each = part_at(snapshot, segment);
    return each->removed.count > 0 ? each->removed.bits : NULL;
}

xap_database *foi_snapshot_shard(const foi_snapshot *snapshot, size_t segment)
{
    return part_at(snapshot, segment)->shard;
}

const char *foi_snapshot_row_id(const foi_snapshot *snapshot, size_t segment, uint32_t row)
{
    return part_at(snapshot, segment)->segment->ids + (size_t)row * FOI_ID_LENGTH;
}

foi_day_columns foi_snapshot_days(const foi_snapshot *snapshot, size_t segment)
{
    const foi_segment *from = part_at(snapshot, segment)->segment;
    return (foi_day_columns){from->first_days, from->last_days};
}

const uint64_t *foi_snapshot_added(const foi_snapshot *snapshot, size_t segment)
{
    return part_at(snapshot, segment)->segment->added;
}

const char *foi_snapshot_location(const foi_snapshot *snapshot, size_t segment, uint32_t row,
                                  size_t *length)
{
    foi_place_view place = foi_places_get(part_at(snapshot, segment)->places, row, 0);
    *length = place.location_length;
    return place.value;
}

const uint64_t *foi_snapshot_fingerprints(const foi_snapshot *snapshot, size_t segment)
{
    return part_at(snapshot, segment)->segment->fingerprints;
}

void foi_snapshot_copies(const foi_snapshot *snapshot, uint64_t fingerprint, GArray *docids)
{
    for (guint i = 0; i < snapshot->parts->len; i++) {
        const part *each = part_at(snapshot, i);
        guint from = docids->len;
        foi_segment_copies(each->segment, &each->removed, fingerprint, docids);
        for (; from < docids->len; from++) {
            uint32_t *docid = &g_array_index(docids, uint32_t, from);
            *docid = foi_snapshot_docid(snapshot, i, *docid);
        }
    }
}

/* --- words ------------------------------------------------------------------------------------ */

foi_status foi_snapshot_words(foi_snapshot *snapshot, size_t segment, const foi_words **out,
                              foi_error *error)
{
    part *each = part_at(snapshot, segment);
    foi_status status = FOI_OK;
    if (each->words == NULL) {
        g_autofree char *path = g_build_filename(each->segment->path, FOI_SEGMENT_WORDS, NULL);
        status = foi_words_open(path, each->segment->rows, &each->words, error);
        /* Swept by a newer commit, or lost. */
        if (status == FOI_ERROR_NOT_FOUND && foi_snapshot_is_current(snapshot))
            status = foi_error_set(error, FOI_ERROR_CORRUPT,
                                   "%s is missing: restore it from a copy, or make the index anew",
                                   path);
    }
    *out = each->words;
    return status;
}

/* --- damage ----------------------------------------------------------------------------------- */

static foi_status part_damage(const part *each, foi_error *error)
{
    size_t fields;
    foi_fields(&fields);
    foi_status status = foi_places_damage(each->places, error);
    if (status == FOI_OK)
        status = foi_column_damage(each->cases, error);
    for (size_t i = 0; i < fields && status == FOI_OK; i++)
        if (each->columns[i] != NULL)
            status = foi_column_damage(each->columns[i], error);
    if (status == FOI_OK && each->words != NULL && foi_words_damaged(each->words))
        status = foi_section_file_damaged(foi_words_file(each->words), error);
    return status;
}

foi_status foi_snapshot_damage(const foi_snapshot *snapshot, foi_error *error)
{
    if (snapshot->damage.status != FOI_OK)
        return foi_error_set(error, snapshot->damage.status, "%s", snapshot->damage.message);
    foi_status status = FOI_OK;
    for (guint i = 0; i < snapshot->parts->len && status == FOI_OK; i++)
        status = part_damage(part_at(snapshot, i), error);
    return status;
}
