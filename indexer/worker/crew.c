#include "indexer/worker/crew.h"

#define FAILED_STARTS  3
#define START_MS       30000
#define CLOSED_WAIT_MS 500
#define END_WAIT_MS    5000

foi_crew *foi_crew_new(const char *program, const foi_limits *limits)
{
    foi_crew *crew = g_new0(foi_crew, 1);
    crew->program = program;
    crew->limits = *limits;
    crew->children = g_ptr_array_new();
    return crew;
}

/* An idle one ends by itself, which takes it some milliseconds. */
static void end_zygote(foi_crew *crew)
{
    foi_child *zygote = g_steal_pointer(&crew->zygote);
    if (zygote && zygote->state == FOI_CHILD_IDLE) {
        foi_child_dismiss(zygote, 0);
        foi_child_await_end(zygote, END_WAIT_MS, NULL);
    }
    foi_child_free(zygote);
}

void foi_crew_free(foi_crew *crew)
{
    if (!crew)
        return;
    while (crew->children->len > 0)
        foi_crew_remove(crew, g_ptr_array_index(crew->children, 0));
    g_ptr_array_unref(crew->children);
    end_zygote(crew);
    for (int i = 0; i < FOI_PROFILE_END; i++)
        g_free(crew->about[i]);
    g_free(crew->libraries);
    g_free(crew->lacking);
    g_free(crew->start_failure);
    g_free(crew);
}

void foi_crew_note_failure(foi_crew *crew, const char *reason)
{
    char *kept = g_strdup(reason);
    g_free(crew->start_failure);
    crew->start_failure = kept;
    crew->failed_starts++;
}

static void drop_zygote(foi_crew *crew, const char *reason)
{
    foi_crew_note_failure(crew, reason);
    foi_child_free(g_steal_pointer(&crew->zygote));
}

static void start_zygote(foi_crew *crew)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_worker_setup setup = {FOI_PROTOCOL_VERSION, crew->limits.memory_bytes, crew->limits.sandbox,
                              ""};
    if (crew->limits.ocr_languages)
        g_strlcpy(setup.languages, crew->limits.ocr_languages, sizeof setup.languages);
    if (foi_child_start(crew->program, &setup, START_MS, &crew->zygote, &error) != FOI_OK)
        foi_crew_note_failure(crew, error.message);
}

static bool fork_worker(foi_crew *crew, foi_profile profile)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_child *child = NULL;
    if (foi_child_fork(crew->zygote, profile, START_MS, &child, &error) != FOI_OK) {
        drop_zygote(crew, error.message);
        return false;
    }
    g_ptr_array_add(crew->children, child);
    return true;
}

bool foi_crew_start(foi_crew *crew, foi_profile profile)
{
    while (crew->failed_starts < FAILED_STARTS) {
        if (!crew->zygote)
            start_zygote(crew);
        else if (crew->zygote->state != FOI_CHILD_IDLE)
            return false;
        else if (fork_worker(crew, profile))
            return true;
    }
    return false;
}

void foi_crew_remove(foi_crew *crew, foi_child *child)
{
    g_ptr_array_remove_fast(crew->children, child);
    foi_child_free(child);
}

static void keep(char **place, char **told)
{
    g_free(*place);
    *place = *told ? g_steal_pointer(told) : g_strdup("");
}

void foi_crew_welcome(foi_crew *crew, foi_child *child)
{
    child->state = FOI_CHILD_IDLE;
    keep(&crew->about[child->profile], &child->reply->about);
    if (child->reply->lacking)
        keep(&crew->lacking, &child->reply->lacking);
}

/* The zygote has closed its socket, so it is ending. */
static void zygote_is_gone(foi_crew *crew)
{
    g_auto(foi_child_end) end = {0};
    foi_child_await_end(crew->zygote, CLOSED_WAIT_MS, &end);
    g_autofree char *reason = g_strdup_printf("it %s", end.detail);
    drop_zygote(crew, reason);
}

void foi_crew_hear_zygote(foi_crew *crew)
{
    foi_child *zygote = crew->zygote;
    bool closed = false;
    foi_reply_event event = foi_child_listen(zygote, &closed);
    if (closed)
        zygote_is_gone(crew);
    else if (event == FOI_REPLY_READY) {
        zygote->state = FOI_CHILD_IDLE;
        keep(&crew->libraries, &zygote->reply->about);
    } else if (event != FOI_REPLY_MORE)
        drop_zygote(crew, zygote->reply->detail);
    else if (zygote->state == FOI_CHILD_STARTING && g_get_monotonic_time() >= zygote->deadline)
        drop_zygote(crew, "it did not report its start in time");
}

static bool is_of(const foi_child *child, foi_profile profile)
{
    return profile == FOI_PROFILE_END || child->profile == profile;
}

foi_child *foi_crew_idle(const foi_crew *crew, foi_profile profile)
{
    for (guint i = 0; i < crew->children->len; i++) {
        foi_child *child = g_ptr_array_index(crew->children, i);
        if (child->state == FOI_CHILD_IDLE && is_of(child, profile))
            return child;
    }
    return NULL;
}

uint32_t foi_crew_count(const foi_crew *crew, foi_profile profile, foi_child_state state)
{
    uint32_t count = 0;
    for (guint i = 0; i < crew->children->len; i++) {
        const foi_child *child = g_ptr_array_index(crew->children, i);
        count += child->state == state && is_of(child, profile);
    }
    return count;
}

uint32_t foi_crew_working(const foi_crew *crew)
{
    return foi_crew_count(crew, FOI_PROFILE_END, FOI_CHILD_STARTING) +
           foi_crew_count(crew, FOI_PROFILE_END, FOI_CHILD_BUSY);
}

uint32_t foi_crew_serving(const foi_crew *crew, foi_profile profile)
{
    return foi_crew_count(crew, profile, FOI_CHILD_STARTING) +
           foi_crew_count(crew, profile, FOI_CHILD_BUSY) +
           foi_crew_count(crew, profile, FOI_CHILD_IDLE);
}

bool foi_crew_is_hopeless(const foi_crew *crew)
{
    return crew->failed_starts >= FAILED_STARTS && foi_crew_serving(crew, FOI_PROFILE_END) == 0;
}
