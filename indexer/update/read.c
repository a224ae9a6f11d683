/* read.c - one file without an index, and the one document of it that it is about. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/document/lend.h"
#include "indexer/update/run.h"

/* What the documents of the file come to. */
typedef struct choice {
    foi_document *best;  /* a copy; NULL: none yet */
    foi_document *worst; /* a copy of the first that could not be read; NULL: none */
    unsigned readable;
} choice;

static void choice_clear(choice *c)
{
    foi_document_free(c->best);
    foi_document_free(c->worst);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(choice, choice_clear)

/* A visitor only borrows what it is shown. NULL: it cannot be copied. */
static foi_document *copy_of(const foi_document *document)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    foi_document *copy = NULL;
    foi_document_encode(document, record);
    if (foi_document_decode(record->data, record->len, &copy, NULL) == FOI_OK)
        copy->location = g_strdup(document->location);
    return copy;
}

static int visit(const foi_document *document, void *data)
{
    choice *c = data;
    bool read = document->status == FOI_READ_OK || document->status == FOI_READ_PARTIAL;
    if (read && document->words > 0) {
        c->readable++;
        if (c->best == NULL || document->words > c->best->words) {
            foi_document_free(c->best);
            c->best = copy_of(document);
        }
    } else if (!read && c->worst == NULL) {
        c->worst = copy_of(document);
    }
    return 1;
}

static foi_status check_file(const char *path, foi_error *error)
{
    struct stat facts;
    if (stat(path, &facts) != 0)
        return foi_error_set(error, errno == ENOENT ? FOI_ERROR_NOT_FOUND : FOI_ERROR_IO, "%s: %s",
                             path, g_strerror(errno));
    if (S_ISDIR(facts.st_mode))
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s is a directory; name one file", path);
    if (!S_ISREG(facts.st_mode))
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s is no regular file", path);
    return FOI_OK;
}

static foi_status refuse(const char *path, const choice *c, foi_error *error)
{
    const foi_document *failed = c->worst;
    if (failed == NULL)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s holds no words", path);
    const char *member = failed->member;
    const char *detail = failed->status_detail;
    return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s%s%s: %s%s%s", path,
                         member == NULL ? "" : " > ", member == NULL ? "" : member,
                         foi_vocabulary_label(FOI_VOCABULARY_READ_STATUS, (int)failed->status),
                         detail == NULL ? "" : ": ", detail == NULL ? "" : detail);
}

static void tell(const foi_update_options *options, const char *path, const choice *c)
{
    const char *member = c->best->member;
    if (options->note == NULL)
        return;
    if (c->readable > 1) {
        g_autofree char *line = g_strdup_printf(
            "%s holds %u documents; taken is the one with most words, %s (%u)", path, c->readable,
            member == NULL ? "the file's own text" : member, c->best->words);
        options->note(line, options->data);
    }
    if (c->best->status != FOI_READ_OK) {
        g_autofree char *line =
            g_strdup_printf("%s: %s: %s", path,
                            foi_vocabulary_label(FOI_VOCABULARY_READ_STATUS, (int)c->best->status),
                            c->best->status_detail == NULL ? "" : c->best->status_detail);
        options->note(line, options->data);
    }
}

foi_status foi_run_read(const char *path, const foi_update_options *options, foi_document **out,
                        foi_error *error)
{
    g_auto(choice) c = {0};
    foi_status status = check_file(path, error);
    if (status == FOI_OK)
        status = foi_run_inspect(&path, 1, options, visit, &c, error);
    if (status != FOI_OK)
        return status;
    if (c.best == NULL)
        return refuse(path, &c, error);
    tell(options, path, &c);
    foi_document_lend(c.best);
    *out = g_steal_pointer(&c.best);
    return FOI_OK;
}
