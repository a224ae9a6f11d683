/* segment_serve.c - the process that writes a segment out of the documents that it is sent. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "indexer/store/segment_process.h"
#include "indexer/store/segment_reply.h"
#include "indexer/store/segment_writer.h"
#include "indexer/tag/tag.h"

typedef struct server {
    int socket;
    foi_segment_writer *writer;
    GByteArray *record;
    size_t told; /* the memory as it was last told */
} server;

/* False at the end of what is sent. */
static bool receive(const server *s, void *into, size_t length)
{
    for (size_t have = 0; have < length;) {
        ssize_t got = recv(s->socket, (char *)into + have, length - have, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        have += (size_t)got;
    }
    return true;
}

static void reply(server *s, foi_status status, bool done, const char *message)
{
    foi_segment_reply said = {.status = status, .done = done};
    s->told = s->writer != NULL ? foi_segment_writer_memory(s->writer) : 0;
    said.memory = s->told;
    g_strlcpy(said.message, message != NULL ? message : "", sizeof said.message);
    const char *at = (const char *)&said;
    for (size_t left = sizeof said; left > 0;) {
        ssize_t sent = send(s->socket, at, left, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return; /* the sender is gone, which the next receive shows */
        at += MAX(sent, 0);
        left -= (size_t)MAX(sent, 0);
    }
}

static foi_status add(server *s, uint64_t added, foi_error *error)
{
    const foi_row_origin origin = {FOI_TAGGER_VERSION, added};
    g_autoptr(foi_document) document = NULL;
    foi_status status = foi_document_decode(s->record->data, s->record->len, &document, error);
    if (status == FOI_OK)
        status = foi_segment_writer_add(s->writer, document, &origin, error);
    return status;
}

/* Until the sender asks for the segment; false where it goes away before. */
static bool take_documents(server *s, foi_status *status, foi_error *error)
{
    foi_segment_frame head;
    while (receive(s, &head, sizeof head)) {
        if (head.length == 0)
            return true;
        if (head.length > G_MAXINT32) {
            *status = foi_error_set(error, FOI_ERROR_INTERNAL, "a document is too long to be sent");
            return true;
        }
        g_byte_array_set_size(s->record, (guint)head.length);
        if (!receive(s, s->record->data, (size_t)head.length))
            return false;
        *status = add(s, head.added, error);
        if (*status != FOI_OK)
            return true;
        if (foi_segment_writer_memory(s->writer) >= s->told + FOI_SEGMENT_REPLY_EVERY)
            reply(s, FOI_OK, false, NULL);
    }
    return false;
}

static foi_status open_segment(server *s, const char *const *arguments, int count, foi_error *error)
{
    enum { VERSION, DIRECTORY, NUMBER, ARGUMENTS };
    guint64 number = 0;
    if (count != ARGUMENTS || strcmp(arguments[VERSION], FOI_SEGMENT_VERSION) != 0 ||
        !g_ascii_string_to_unsigned(arguments[NUMBER], 10, 1, G_MAXUINT32, &number, NULL))
        return foi_error_set(error, FOI_ERROR_WORKER,
                             "the worker program is of another version than this one");
    return foi_segment_writer_new(arguments[DIRECTORY], (uint32_t)number, &s->writer, error);
}

int foi_segment_serve(int socket, const char *const *arguments, int count)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(GByteArray) record = g_byte_array_new();
    server s = {socket, NULL, record, 0};
    foi_status status = open_segment(&s, arguments, count, &error);
    bool asked = status != FOI_OK || take_documents(&s, &status, &error);
    if (asked && status == FOI_OK)
        status = foi_segment_writer_finish(s.writer, &error);
    if (asked)
        reply(&s, status, status == FOI_OK, error.message);
    foi_segment_writer_free(s.writer);
    return asked && status == FOI_OK ? 0 : 1;
}
