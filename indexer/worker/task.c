#include "indexer/worker/task.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/document/put_pages.h"
#include "indexer/worker/scan.h"

/* What is longer may be scanned pages or a container. */
#define SHORT_BYTES (64 * 1024)

/* An honest page takes no longer than this: the time of its file is for what does. */
#define PAGE_MS 10000

/* A container whose members are being read. */
typedef struct level {
    foi_spool *spool;
    guint next;     /* the member that is to be read next */
    char *id;       /* of the container; NULL: unknown */
    char *path;     /* of the container inside the file; NULL for the file itself */
    uint32_t depth; /* how deep its members may still nest */
    char *matter;   /* key of the matter that the container belongs to; NULL: none is known */
    bool has_text;  /* it is a document, to which its members belong */
} level;

struct foi_task {
    foi_job_kind kind;
    int descriptor;
    uint64_t file_size;
    char *name;
    uint32_t page_first, page_last;
    void *context;
    uint64_t file_bytes;
    uint32_t cpu_seconds;
    foi_budget budget; /* left; `depth` is that of the file itself */
    /* That one document may have; with all its members a large file has more. */
    uint64_t text_bytes;
    uint64_t unpack_left; /* bytes */
    uint64_t wall_left;   /* for the file with all its members, in milliseconds */
    foi_ocr_choice ocr;
    foi_scan *scan;  /* NULL: no pages are being read */
    foi_task *whole; /* the task of which this is one page; NULL: it is none */
    guint number;    /* of the page among those of its task */
    /* Where a worker passed the step at hand on; FOI_PROFILE_END: none did. */
    foi_profile passed_to;
    char *crash;       /* why the step at hand is tried again, without members; NULL: it is not */
    bool begun;        /* the file itself has been answered or has failed */
    GPtrArray *levels; /* of level *, outermost first */
    GPtrArray *documents;
};

static void level_free(void *data)
{
    level *at = data;
    foi_spool_free(at->spool);
    g_free(at->id);
    g_free(at->path);
    g_free(at->matter);
    g_free(at);
}

static void document_free(void *document)
{
    foi_document_free(document);
}

static level *innermost(const foi_task *task)
{
    return g_ptr_array_index(task->levels, task->levels->len - 1);
}

/* The member that the current step reads, or NULL while that is the file itself. */
static const foi_spooled *current_member(const foi_task *task)
{
    if (task->levels->len == 0)
        return NULL;
    const level *at = innermost(task);
    return g_ptr_array_index(at->spool->members, at->next);
}

static char *current_path(const foi_task *task)
{
    const foi_spooled *member = current_member(task);
    if (!member)
        return NULL;
    const char *container = innermost(task)->path;
    return container ? g_strconcat(container, "/", member->name, NULL) : g_strdup(member->name);
}

static void release_descriptor(foi_task *task)
{
    if (task->descriptor >= 0)
        close(task->descriptor);
    task->descriptor = -1;
}

/* What ties the member that is being read to others of its matter; NULL: nothing does. */
static const char *current_matter(const foi_task *task)
{
    const foi_spooled *member = current_member(task);
    if (!member)
        return NULL;
    return member->link ? member->link : innermost(task)->matter;
}

/* A member belongs to the matter of the container that it lies in. Where that is a document of its
 * own, the index sees it by the parent; an archive is none. */
static void tie_to_matter(const foi_task *task, foi_document *document)
{
    const foi_spooled *member = current_member(task);
    const char *matter = current_matter(task);
    if (matter && (member->link || !innermost(task)->has_text))
        g_ptr_array_add(document->links, g_strdup(matter));
}

static void keep_document(foi_task *task, foi_document *document)
{
    const foi_spooled *member = current_member(task);
    tie_to_matter(task, document);
    if (member || task->kind == FOI_JOB_READ) {
        g_free(document->member);
        document->member = current_path(task);
        g_free(document->parent);
        document->parent = member ? g_strdup(innermost(task)->id) : NULL;
    }
    if (document->source_bytes == 0)
        document->source_bytes = member ? member->length : task->file_size;
    g_ptr_array_add(task->documents, document);
}

static void step_ends(foi_task *task)
{
    task->passed_to = FOI_PROFILE_END;
    g_clear_pointer(&task->crash, g_free);
}

/* On to the next member: out of every container that has none left. */
static void advance(foi_task *task)
{
    task->begun = true;
    step_ends(task);
    release_descriptor(task);
    if (task->levels->len > 0)
        innermost(task)->next++;
    while (task->levels->len > 0 && innermost(task)->next >= innermost(task)->spool->members->len)
        g_ptr_array_set_size(task->levels, (gint)task->levels->len - 1);
}

static void fail_step(foi_task *task, foi_read_status status, const char *detail)
{
    foi_document *document = foi_document_new();
    foi_document_set_status(document, status, "%s", detail);
    keep_document(task, document);
    advance(task);
}

static void spend_wall(foi_task *task, uint64_t wall_ms)
{
    task->wall_left -= MIN(wall_ms, task->wall_left);
    if (task->wall_left > 0)
        return;
    g_autofree char *detail =
        g_strdup_printf("not begun: the file with its members had taken %u times the %.1f seconds "
                        "that one of them may take",
                        FOI_FILE_WALL_FACTOR, task->budget.wall_ms / 1000.0);
    while (!foi_task_finished(task))
        fail_step(task, FOI_READ_TIMEOUT, detail);
}

/* Before any worker is asked: what the descriptor alone shows. */
static void inspect_descriptor(foi_task *task)
{
    struct stat file;
    if (fstat(task->descriptor, &file) < 0) {
        g_autofree char *detail = g_strdup_printf("cannot be looked at: %s", g_strerror(errno));
        fail_step(task, FOI_READ_UNREADABLE, detail);
        return;
    }
    if (!S_ISREG(file.st_mode)) {
        fail_step(task, FOI_READ_UNSUPPORTED, "not a regular file");
        return;
    }
    task->file_size = (uint64_t)file.st_size;
    if (task->kind == FOI_JOB_READ && task->file_size > task->file_bytes) {
        g_autofree char *detail = g_strdup_printf(
            "%" G_GUINT64_FORMAT " bytes, more than the limit of %" G_GUINT64_FORMAT,
            task->file_size, task->file_bytes);
        fail_step(task, FOI_READ_TOO_LARGE, detail);
    }
}

/* A mailbox of 200 MB holds more mails, with more text, than what a small file may grow to: what
 * does not grow needs no limit but its own size. */
static void widen_budget(foi_task *task)
{
    uint64_t members = MIN(task->file_size / FOI_FILE_BYTES_PER_MEMBER, UINT32_MAX);
    task->unpack_left = MAX(task->budget.member_bytes, task->file_size * FOI_FILE_UNPACK_FACTOR);
    task->budget.members = MAX(task->budget.members, (uint32_t)members);
    task->text_bytes = task->budget.text_bytes;
    task->budget.text_bytes = MAX(task->budget.text_bytes, task->file_size);
}

foi_task *foi_task_new(const foi_job *job, const foi_limits *limits)
{
    foi_task *task = g_new0(foi_task, 1);
    task->kind = job->kind;
    task->descriptor = job->descriptor;
    task->name = g_strndup(job->name ? job->name : "", FOI_MEMBER_NAME_BYTES);
    task->page_first = job->page_first;
    task->page_last = job->page_last;
    task->context = job->context;
    task->file_bytes = limits->file_bytes;
    task->cpu_seconds = limits->cpu_seconds;
    task->budget = limits->budget;
    task->ocr = limits->ocr;
    task->wall_left = (uint64_t)limits->budget.wall_ms * FOI_FILE_WALL_FACTOR;
    task->passed_to = FOI_PROFILE_END;
    task->levels = g_ptr_array_new_with_free_func(level_free);
    task->documents = g_ptr_array_new_with_free_func(document_free);
    inspect_descriptor(task);
    widen_budget(task);
    return task;
}

void foi_task_free(foi_task *task)
{
    if (!task)
        return;
    if (task->whole && --task->whole->scan->out == 0)
        foi_task_free(task->whole);
    release_descriptor(task);
    foi_scan_free(task->scan);
    g_free(task->crash);
    g_free(task->name);
    g_ptr_array_unref(task->levels);
    if (task->documents)
        g_ptr_array_unref(task->documents);
    g_free(task);
}

bool foi_task_finished(const foi_task *task)
{
    return task->begun && task->levels->len == 0;
}

bool foi_task_is_short(const foi_task *task)
{
    return task->levels->len == 0 && task->file_size <= SHORT_BYTES && !task->whole && !task->scan;
}

static bool is_pdf_by_name(const char *name)
{
    size_t length = strlen(name);
    return length >= 4 && g_ascii_strcasecmp(name + length - 4, ".pdf") == 0;
}

foi_profile foi_task_profile(const foi_task *task)
{
    if (task->passed_to != FOI_PROFILE_END)
        return task->passed_to;
    if (task->whole)
        return FOI_PROFILE_OCR;
    if (task->kind != FOI_JOB_READ || task->scan)
        return FOI_PROFILE_STRICT;
    /* Content decides, in the worker: a wrong guess only costs a second look. */
    const foi_spooled *member = current_member(task);
    bool pdf = is_pdf_by_name(member ? member->given : task->name) ||
               (member && member->mime && strcmp(member->mime, "application/pdf") == 0);
    return pdf ? FOI_PROFILE_PDF : FOI_PROFILE_STRICT;
}

static void step_into_member(const foi_task *task, foi_step *step)
{
    const level *at = innermost(task);
    const foi_spooled *member = current_member(task);
    const char *slash = strrchr(member->given, '/');
    step->descriptor = at->spool->descriptor;
    step->job.name = g_strdup(slash ? slash + 1 : member->given);
    step->job.member = current_path(task);
    step->job.mime = g_strdup(member->mime);
    step->job.charset = g_strdup(member->charset);
    step->job.offset = member->offset;
    step->job.length = member->length;
    step->job.budget.depth = at->depth;
}

/* A record is read under the limits that it was made under, which may have been wider than today's,
 * and holds no members. */
static void step_of_record(foi_step *step, uint64_t bytes)
{
    step->job.kind = FOI_JOB_RETAG;
    step->job.file_bytes = MAX(step->job.file_bytes, bytes);
    step->text_limit = MAX(step->text_limit, bytes);
    step->job.budget.members = 0;
    step->job.budget.depth = 0;
}

static void step_of_scan(const foi_scan *at, foi_step *step)
{
    off_t end = lseek(at->record, 0, SEEK_END);
    step->descriptor = at->record;
    step->job.name = g_strdup("");
    step->job.length = UINT64_MAX;
    step_of_record(step, (uint64_t)MAX(end, 0));
}

static void step_of_page(const foi_task *page, foi_step *step)
{
    foi_task_step(page->whole, step);
    uint32_t number = g_array_index(page->whole->scan->pages, uint32_t, page->number);
    step->job.kind = FOI_JOB_OCR;
    step->job.page_first = step->job.page_last = number;
    step->job.budget.members = 0;
}

void foi_task_step(const foi_task *task, foi_step *step)
{
    if (task->whole) {
        step_of_page(task, step);
        return;
    }
    memset(step, 0, sizeof *step);
    step->job.kind = task->kind;
    step->job.ocr = task->ocr;
    step->job.file_bytes = task->file_bytes;
    step->job.cpu_seconds = task->cpu_seconds;
    step->job.budget = task->budget;
    step->job.budget.member_bytes = MIN(task->budget.member_bytes, task->unpack_left);
    step->job.budget.wall_ms = (uint32_t)MIN(task->budget.wall_ms, task->wall_left);
    step->job.budget.text_bytes = MIN(task->budget.text_bytes, task->text_bytes);
    step->text_limit = step->job.budget.text_bytes;
    if (task->scan && task->scan->record >= 0) {
        step_of_scan(task->scan, step);
    } else if (task->levels->len > 0) {
        step_into_member(task, step);
    } else {
        step->descriptor = task->descriptor;
        step->job.name = g_strdup(task->name);
        step->job.page_first = task->page_first;
        step->job.page_last = task->page_last;
        step->job.length = UINT64_MAX;
    }
    if (task->crash)
        step->job.budget.members = 0;
    if (task->kind == FOI_JOB_RETAG)
        step_of_record(step, task->file_size);
    step->record_limit = foi_record_limit(step->text_limit);
}

void foi_step_clear(foi_step *step)
{
    foi_worker_job_clear(&step->job);
}

/* The key by which what lies anywhere in the container DOCUMENT belongs to its matter; for the
 * caller to g_free; NULL: none is known. */
static char *matter_of(const foi_task *task, foi_document *document, bool has_text)
{
    if (!has_text)
        return g_strdup(current_matter(task));
    if (document->links->len == 0 && document->id)
        g_ptr_array_add(document->links, g_strdup_printf("container %s", document->id));
    return document->links->len > 0 ? g_strdup(g_ptr_array_index(document->links, 0)) : NULL;
}

static void open_container(foi_task *task, foi_document *document, foi_spool *spool)
{
    level *at = g_new0(level, 1);
    at->has_text = document->text.blocks->len > 0;
    at->matter = matter_of(task, document, at->has_text);
    at->spool = spool;
    at->id = g_strdup(document->id);
    at->path = g_strdup(document->member);
    uint32_t depth = task->levels->len > 0 ? innermost(task)->depth : task->budget.depth;
    at->depth = depth > 0 ? depth - 1 : 0;
    task->budget.members -= MIN(spool->members->len, task->budget.members);
    task->budget.member_bytes -= MIN(spool->bytes, task->budget.member_bytes);
    /* The container's own place must be left before its members are entered. */
    task->begun = true;
    step_ends(task);
    release_descriptor(task);
    if (task->levels->len > 0)
        innermost(task)->next++;
    g_ptr_array_add(task->levels, at);
}

/* The document of the current step is whole: takes over DOCUMENT and SPOOL. */
static void complete(foi_task *task, foi_document *document, foi_spool *spool)
{
    keep_document(task, document);
    task->budget.text_bytes -= MIN(document->text.bytes->len, task->budget.text_bytes);
    if (spool->members->len > 0) {
        open_container(task, document, spool);
    } else {
        foi_spool_free(spool);
        advance(task);
    }
}

/* --- the pages of a scan --- */

/* Where pages of DOCUMENT are to be read by OCR takes both over; false where there are none. */
static bool begin_scan(foi_task *task, foi_document *document, foi_spool *spool)
{
    if (task->kind != FOI_JOB_READ)
        return false;
    g_autoptr(GArray) pages = foi_document_wanted_pages(document);
    if (pages->len == 0)
        return false;
    task->scan = foi_scan_new(document, spool, pages);
    step_ends(task);
    return true;
}

/* The document is whole and tagged. */
static void end_scan(foi_task *task, foi_document *document)
{
    foi_spool *spool = g_steal_pointer(&task->scan->spool);
    foi_scan_free(g_steal_pointer(&task->scan));
    complete(task, document, spool);
}

static void end_page(foi_task *page, foi_document *answer)
{
    g_ptr_array_add(page->documents, answer);
    page->begun = true;
}

bool foi_task_has_pages(const foi_task *task)
{
    return task->scan && task->scan->given < task->scan->pages->len;
}

void foi_task_count_pages(const foi_task *task, foi_scan_progress *count)
{
    count->wanted += task->scan->pages->len;
    count->done += task->scan->given - task->scan->out;
}

foi_task *foi_task_next_page(foi_task *task, guint at_once)
{
    if (!foi_task_has_pages(task) || task->scan->out >= at_once)
        return NULL;
    task->scan->out++;
    foi_task *page = g_new0(foi_task, 1);
    page->kind = FOI_JOB_OCR;
    page->descriptor = -1;
    page->whole = task;
    page->number = task->scan->given++;
    page->passed_to = FOI_PROFILE_END;
    page->levels = g_ptr_array_new_with_free_func(level_free);
    page->documents = g_ptr_array_new_with_free_func(document_free);
    return page;
}

bool foi_task_is_page(const foi_task *task)
{
    return task->whole != NULL;
}

/* All pages are there: the whole is to be tagged. */
static void join_pages(foi_task *task)
{
    if (!foi_scan_join(task->scan, MIN(task->budget.text_bytes, task->text_bytes)))
        end_scan(task, g_steal_pointer(&task->scan->document));
}

foi_task *foi_task_return_page(foi_task *page)
{
    foi_task *task = g_steal_pointer(&page->whole);
    foi_scan *at = task->scan;
    g_ptr_array_index(at->answers, page->number) = g_ptr_array_steal_index(page->documents, 0);
    foi_task_free(page);
    at->out--;
    if (task->wall_left == 0)
        foi_scan_give_up(at);
    if (foi_task_has_pages(task))
        return task;
    if (at->out > 0)
        return NULL;
    join_pages(task);
    return task;
}

/* DOCUMENT was read without members, since with them it was as task->crash says. */
static void note_crash(const foi_task *task, foi_document *document)
{
    g_autoptr(GArray) pages = foi_document_wanted_pages(document);
    if (document->text.blocks->len > 0 || pages->len > 0)
        foi_document_set_status(document, FOI_READ_PARTIAL,
                                "its attached files could not be read: %s", task->crash);
    else
        foi_document_set_status(document, FOI_READ_CRASHED, "%s", task->crash);
}

void foi_task_answer(foi_task *task, foi_document *document, foi_spool *spool, uint64_t wall_ms)
{
    if (task->whole) {
        foi_task *whole = task->whole;
        uint64_t over = wall_ms - MIN(wall_ms, PAGE_MS);
        whole->wall_left -= MIN(over, whole->wall_left);
        end_page(task, document);
        foi_spool_free(spool);
        return;
    }
    task->unpack_left -= MIN(spool->spent, task->unpack_left);
    if (task->crash)
        note_crash(task, document);
    if (task->scan) {
        foi_spool_free(spool);
        end_scan(task, document);
    } else if (!begin_scan(task, document, spool)) {
        complete(task, document, spool);
    }
    spend_wall(task, wall_ms);
}

bool foi_task_pass_on(foi_task *task, foi_profile profile, uint64_t wall_ms)
{
    if (task->passed_to != FOI_PROFILE_END || profile == foi_task_profile(task))
        return false;
    task->passed_to = profile;
    spend_wall(task, wall_ms);
    return true;
}

/* The library for PDF files reads attached files in a way that some end it: their letter need not
 * be lost. */
static bool is_tried_again(const foi_task *task, foi_read_status status)
{
    return status == FOI_READ_CRASHED && task->kind == FOI_JOB_READ && !task->crash &&
           foi_task_profile(task) == FOI_PROFILE_PDF;
}

void foi_task_fail(foi_task *task, foi_read_status status, const char *detail, uint64_t wall_ms)
{
    if (task->whole) {
        end_page(task, foi_scan_lost_page(status, detail));
        task->whole->wall_left -= MIN(wall_ms, task->whole->wall_left);
        return;
    }
    if (task->scan) {
        /* What was read is kept, without tags. */
        foi_document *document = g_steal_pointer(&task->scan->document);
        foi_document_set_status(document, FOI_READ_PARTIAL, "tagging it failed: %s", detail);
        end_scan(task, document);
        spend_wall(task, wall_ms);
        return;
    }
    if (is_tried_again(task, status))
        task->crash = g_strdup(detail);
    else
        fail_step(task, status, detail);
    spend_wall(task, wall_ms);
}

foi_job_result foi_task_take(foi_task *task)
{
    foi_job_result result = {task->context, g_steal_pointer(&task->documents)};
    return result;
}
