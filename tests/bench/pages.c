/* pages.c - pages of PDFs a second: bench-pages poppler|worker [ROUNDS] <paths
 *
 * Reads the PDFs named on standard input, one path a line, ROUNDS times (1). `poppler` asks
 * poppler-glib for the text of each page in this process and does nothing else; `worker` has them
 * read as foi-index does: supervisor, sandboxed worker, detection, paragraphs, tags. Prints files,
 * pages and the seconds from the first file to the last, by the wall clock.
 */
#include <fcntl.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/worker/supervisor.h"

typedef struct count {
    unsigned files;
    unsigned pages;
    size_t bytes; /* of text, so that nothing is optimised away */
} count;

static void read_with_poppler(const char *path, count *all)
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &bytes, &length, NULL))
        return;
    g_autoptr(GBytes) file = g_bytes_new_static(bytes, length);
    PopplerDocument *document = poppler_document_new_from_bytes(file, NULL, NULL);
    if (document == NULL)
        return;
    int pages = poppler_document_get_n_pages(document);
    for (int i = 0; i < pages; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        if (page == NULL)
            continue;
        g_autofree char *text = poppler_page_get_text(page);
        all->bytes += text == NULL ? 0 : strlen(text);
        g_object_unref(page);
    }
    all->files++;
    all->pages += (unsigned)MAX(pages, 0);
    g_object_unref(document);
}

static void take_result(foi_supervisor *supervisor, count *all)
{
    foi_job_result result;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    if (foi_supervisor_next(supervisor, &result, &error) != FOI_OK) {
        fprintf(stderr, "bench-pages: %s\n", error.message);
        exit(1);
    }
    const foi_document *document = g_ptr_array_index(result.documents, 0);
    all->files += document->text.pages > 0;
    all->pages += document->text.pages;
    all->bytes += document->text.bytes->len;
    g_ptr_array_unref(result.documents);
}

static void read_with_worker(foi_supervisor *supervisor, const char *path, count *all)
{
    while (foi_supervisor_room(supervisor) == 0)
        take_result(supervisor, all);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    g_autofree char *name = g_path_get_basename(path);
    foi_job job = {.kind = FOI_JOB_READ, .descriptor = descriptor, .name = name};
    foi_supervisor_submit(supervisor, &job);
}

static foi_supervisor *start_supervisor(void)
{
    foi_limits limits = foi_limits_default();
    limits.jobs = 1;
    /* Poppler does not read scans either. */
    limits.ocr = FOI_OCR_NEVER;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_supervisor *supervisor = NULL;
    if (foi_supervisor_new(&limits, NULL, &supervisor, &error) != FOI_OK) {
        fprintf(stderr, "bench-pages: %s\n", error.message);
        exit(1);
    }
    return supervisor;
}

static void read_all(foi_supervisor *supervisor, const GPtrArray *paths, count *all)
{
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        if (supervisor != NULL)
            read_with_worker(supervisor, path, all);
        else
            read_with_poppler(path, all);
    }
    while (supervisor != NULL && foi_supervisor_pending(supervisor) > 0)
        take_result(supervisor, all);
}

static GPtrArray *read_paths(void)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL)
        g_ptr_array_add(paths, g_strdup(g_strchomp(line)));
    return paths;
}

int main(int argc, char **argv)
{
    bool worker = argc > 1 && strcmp(argv[1], "worker") == 0;
    if (!worker && (argc < 2 || strcmp(argv[1], "poppler") != 0)) {
        fputs("bench-pages poppler|worker [ROUNDS] <paths\n", stderr);
        return 2;
    }
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 1;
    g_autoptr(GPtrArray) paths = read_paths();
    g_autoptr(foi_supervisor) supervisor = worker ? start_supervisor() : NULL;
    count all = {0};
    gint64 start = g_get_monotonic_time();
    for (int i = 0; i < rounds; i++)
        read_all(supervisor, paths, &all);
    double seconds = (double)(g_get_monotonic_time() - start) / 1e6;
    printf("%u %u %.4f %zu\n", all.files, all.pages, seconds, all.bytes);
    return 0;
}
