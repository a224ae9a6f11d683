#include "query/program/since.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/base/directory.h"
#include "indexer/program/shared/terminal.h"
#include "indexer/store/disk.h"

#define MOST_LETTERS 100
#define MOST_BYTES   65536
#define OWNER_ALONE  0600

/* Parts the name of a search and the identity of an index in the name of a file. */
#define SEPARATOR "@"

/* The keys of a state file. */
#define GROUP         "search"
#define KEY_DIRECTORY "index"
#define KEY_COMMIT    "commit"
#define KEY_BEFORE    "before"
#define KEY_TIME      "time"
#define KEY_QUERY     "query"
#define KEY_LIKE      "like"

typedef struct seen {
    uint64_t commit; /* the one that was searched last; 0: none was */
    uint64_t before; /* what was new then came after this one; 0: all was */
    int64_t time;    /* of that search, seconds since 1970 */
} seen;

/* What a state file holds. */
typedef struct state {
    seen last;
    char *directory; /* of the index, as a URI */
    char *query;     /* its words parted by single blanks; NULL: an older file, which has none */
    char *like;      /* a file as a URI, or an id; "": not like anything */
} state;

static void state_clear(state *kept)
{
    g_clear_pointer(&kept->directory, g_free);
    g_clear_pointer(&kept->query, g_free);
    g_clear_pointer(&kept->like, g_free);
    kept->last = (seen){0};
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(state, state_clear)

struct query_since {
    char *name;
    state asked;  /* the search as it is now; what it has seen is in `now` */
    char *folder; /* of the state files */
    char *identity;
    bool later;
    seen last;
    char *date;    /* of `last`, for people; NULL: all is new */
    char *all_new; /* why all is new; NULL: it is not */
    char *refusal;
    seen now;        /* commit 0: no answer yet */
    char *answered;  /* the index that gave it */
    GPtrArray *gone; /* of char *: state files of indexes that stood here before */
};

bool query_since_is_name(const char *name)
{
    static const char others[] = "-_.";
    size_t length = strlen(name);

    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isalnum(name[i]) && !strchr(others, name[i]))
            return false;
    return length > 0 && length <= MOST_LETTERS;
}

static void note(const char *format, ...) G_GNUC_PRINTF(1, 2);
static void note(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *clean = foi_terminal_clean(text);
    fprintf(stderr, "foi-query: %s\n", clean);
}

/* --- reading ------------------------------------------------------------------------------------
 */

static char *state_folder(void)
{
    const char *named = g_getenv("XDG_STATE_HOME");

    /* A relative one counts as none, by the specification. */
    if (named && g_path_is_absolute(named))
        return g_build_filename(named, "foi", "searches", NULL);
    return g_build_filename(g_get_home_dir(), ".local", "state", "foi", "searches", NULL);
}

/* The same file or directory by whatever path. */
static char *uri_of(const char *given)
{
    char *real = realpath(given, NULL);
    g_autofree char *path = g_canonicalize_filename(real ? real : given, NULL);

    free(real);
    return g_filename_to_uri(path, NULL, NULL);
}

static bool get_number(GKeyFile *file, const char *key, uint64_t *number)
{
    g_autofree char *text = g_key_file_get_string(file, GROUP, key, NULL);
    guint64 wide = 0;
    bool read = text && g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT64, &wide, NULL);

    *number = wide;
    return read;
}

/* False where TEXT is no state. */
static bool parse(const char *text, size_t length, state *kept)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    seen *last = &kept->last;
    uint64_t time = 0;

    if (!g_key_file_load_from_data(file, text, length, G_KEY_FILE_NONE, NULL) ||
        !get_number(file, KEY_COMMIT, &last->commit) ||
        !get_number(file, KEY_BEFORE, &last->before) || !get_number(file, KEY_TIME, &time))
        return false;
    last->time = (int64_t)time;
    kept->directory = g_key_file_get_string(file, GROUP, KEY_DIRECTORY, NULL);
    kept->query = g_key_file_get_string(file, GROUP, KEY_QUERY, NULL);
    kept->like = g_key_file_get_string(file, GROUP, KEY_LIKE, NULL);
    return kept->directory && last->commit > 0 && last->before < last->commit && last->time > 0;
}

/* False, having said so where the file is there, when nothing is known from it. */
static bool read_state(const char *path, state *kept)
{
    g_autofree char *text = NULL;
    size_t length = 0;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_status status = foi_disk_read(path, MOST_BYTES, &text, &length, &error);

    *kept = (state){0};
    if (status == FOI_ERROR_NOT_FOUND)
        return false;
    if (status == FOI_OK && parse(text, length, kept))
        return true;
    state_clear(kept);
    if (status == FOI_OK)
        note("%s is damaged", path);
    else
        note("%s", error.message);
    return false;
}

static char *file_of(const query_since *since, const char *identity)
{
    g_autofree char *name = g_strconcat(since->name, SEPARATOR, identity, NULL);

    return g_build_filename(since->folder, name, NULL);
}

static bool is_other(const state *asked, const state *kept)
{
    return kept->query && (g_strcmp0(asked->query, kept->query) != 0 ||
                           g_strcmp0(asked->like, kept->like ? kept->like : "") != 0);
}

static void refuse(query_since *since, const state *kept, const char *path)
{
    g_autofree char *file = kept->like ? g_filename_from_uri(kept->like, NULL, NULL) : NULL;
    const char *like = file ? file : kept->like ? kept->like : "";

    g_free(since->refusal);
    since->refusal =
        g_strdup_printf("the search `%s' stands for `%s'%s%s: take another name for this one, or "
                        "delete %s to begin anew",
                        since->name, kept->query, *like ? " like " : "", like, path);
}

/* Finds the state files of this search for other indexes that stood where this one stands. */
static void find_gone(query_since *since)
{
    g_autofree char *prefix = g_strconcat(since->name, SEPARATOR, NULL);
    g_autoptr(GDir) folder = g_dir_open(since->folder, 0, NULL);
    const char *name;

    while (folder && (name = g_dir_read_name(folder)) != NULL) {
        const char *identity = g_str_has_prefix(name, prefix) ? name + strlen(prefix) : "";
        if (!g_uuid_string_is_valid(identity) || strcmp(identity, since->identity) == 0)
            continue;
        g_autofree char *path = file_of(since, identity);
        g_auto(state) kept = {0};
        if (!read_state(path, &kept) || strcmp(kept.directory, since->asked.directory) != 0)
            continue;
        if (is_other(&since->asked, &kept))
            refuse(since, &kept, path);
        g_ptr_array_add(since->gone, g_steal_pointer(&path));
    }
}

static char *date_of(int64_t time)
{
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_local(time);

    return date ? g_date_time_format(date, "%Y-%m-%d %H:%M") : NULL;
}

/* For people, where nothing is known of this index, or what is known is of an OLDER one. */
static char *why_all_new(const query_since *since, bool older)
{
    if (older) {
        return g_strdup_printf("the index is older than when the search `%s' was last run: all of "
                               "it is new",
                               since->name);
    }
    if (since->gone->len > 0) {
        return g_strdup_printf("the index was made anew since the search `%s' was last run: all "
                               "of it is new",
                               since->name);
    }
    return g_strdup_printf("the search `%s' is run for the first time: all is new", since->name);
}

static void read_last(query_since *since, foi_index *index)
{
    g_autofree char *path = file_of(since, since->identity);
    g_auto(state) kept = {0};
    foi_index_info info = {.size = sizeof info};
    bool known = read_state(path, &kept);
    bool older =
        known && foi_index_get_info(index, &info) == FOI_OK && info.commit < kept.last.commit;

    find_gone(since);
    if (known && is_other(&since->asked, &kept))
        refuse(since, &kept, path);
    if (known && !older) {
        since->last = kept.last;
        since->date = date_of(since->last.time);
    } else {
        since->all_new = why_all_new(since, older);
    }
}

/* QUERY with single blanks between its words. */
static char *fold_blanks(const char *query)
{
    g_auto(GStrv) parts = g_strsplit_set(query, " \t\n\v\f\r", -1);
    GString *folded = g_string_new(NULL);

    for (char **part = parts; *part; part++)
        if (**part)
            g_string_append_printf(folded, "%s%s", folded->len > 0 ? " " : "", *part);
    return g_string_free(folded, FALSE);
}

static char *like_of(const char *given)
{
    return given && g_file_test(given, G_FILE_TEST_EXISTS) ? uri_of(given)
                                                           : g_strdup(given ? given : "");
}

query_since *query_since_new(const query_since_asked *asked, foi_index *index)
{
    g_autofree char *directory = foi_directory_of_index(asked->directory);
    query_since *since = g_new0(query_since, 1);

    since->name = g_strdup(asked->name);
    since->asked.directory = uri_of(directory);
    since->asked.query = fold_blanks(asked->query);
    since->asked.like = like_of(asked->like);
    since->folder = state_folder();
    since->identity = g_strdup(foi_index_identity(index));
    since->later = asked->later;
    since->gone = g_ptr_array_new_with_free_func(g_free);
    read_last(since, index);
    return since;
}

void query_since_free(query_since *since)
{
    if (since) {
        g_free(since->name);
        state_clear(&since->asked);
        g_free(since->folder);
        g_free(since->identity);
        g_free(since->date);
        g_free(since->all_new);
        g_free(since->refusal);
        g_free(since->answered);
        g_ptr_array_unref(since->gone);
        g_free(since);
    }
}

void query_since_ask(const query_since *since, foi_search_options *options)
{
    options->added_after = since->later ? since->last.before : since->last.commit;
    options->added_to = since->identity;
}

const char *query_since_date(const query_since *since)
{
    return since->later ? NULL : since->date;
}

const char *query_since_refusal(const query_since *since)
{
    return since->refusal;
}

/* --- keeping ------------------------------------------------------------------------------------
 */

void query_since_answer(query_since *since, const foi_results *results)
{
    if (since->all_new)
        note("%s", since->all_new);
    since->now = (seen){foi_results_commit(results), foi_results_since(results),
                        g_get_real_time() / G_USEC_PER_SEC};
    /* Nothing came in between: the pages of the last answer stay what they were. */
    if (since->now.commit == since->last.commit)
        since->now.before = since->last.before;
    g_free(since->answered);
    since->answered = g_strdup(foi_results_identity(results));
}

static char *format(const query_since *since)
{
    g_autoptr(GKeyFile) file = g_key_file_new();

    g_key_file_set_string(file, GROUP, KEY_DIRECTORY, since->asked.directory);
    g_key_file_set_uint64(file, GROUP, KEY_COMMIT, since->now.commit);
    g_key_file_set_uint64(file, GROUP, KEY_BEFORE, since->now.before);
    g_key_file_set_int64(file, GROUP, KEY_TIME, since->now.time);
    g_key_file_set_string(file, GROUP, KEY_QUERY, since->asked.query);
    g_key_file_set_string(file, GROUP, KEY_LIKE, since->asked.like);
    return g_key_file_to_data(file, NULL, NULL);
}

void query_since_keep(const query_since *since)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(GError) failure = NULL;

    if (since->now.commit == 0 || since->later)
        return;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        note("the answer was not read to its end: what is in it is new next time, too");
        return;
    }
    g_autofree char *text = format(since);
    g_autofree char *path = file_of(since, since->answered);
    bool ready = foi_disk_make_directory(since->folder, &error) == FOI_OK;
    /* Not by a temporary file that has always the same name: the same search may run twice at a
     * time. */
    if (!ready || !g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                            OWNER_ALONE, &failure)) {
        note("the search `%s' cannot be remembered: %s", since->name,
             failure ? failure->message : error.message);
        return;
    }
    for (guint i = 0; i < since->gone->len; i++)
        remove(since->gone->pdata[i]);
}
