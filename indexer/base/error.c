#include "indexer/base/error.h"

#include <errno.h>
#include <string.h>

foi_status foi_error_set(foi_error *error, foi_status status, const char *format, ...)
{
    if (error == NULL)
        return status;
    va_list arguments;
    va_start(arguments, format);
    /* Made before the old message goes: it may be one of the arguments. */
    char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_free(error->message);
    error->message = message;
    error->status = status;
    return status;
}

static foi_status status_of_errno(int saved_errno)
{
    switch (saved_errno) {
    case ENOSPC:
    case EDQUOT:
        return FOI_ERROR_NO_SPACE;
    case ENOENT:
        return FOI_ERROR_NOT_FOUND;
    case ENOMEM:
        return FOI_ERROR_MEMORY;
    default:
        return FOI_ERROR_IO;
    }
}

foi_status foi_error_set_errno(foi_error *error, const char *action, const char *path,
                               int saved_errno)
{
    const char *reason = g_strerror(saved_errno);
    foi_status status = status_of_errno(saved_errno);
    if (path == NULL)
        return foi_error_set(error, status, "%s: %s", action, reason);
    return foi_error_set(error, status, "%s %s: %s", action, path, reason);
}

void foi_error_prefix(foi_error *error, const char *format, ...)
{
    if (error == NULL || error->message == NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *context = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    char *message = g_strdup_printf("%s: %s", context, error->message);
    g_free(error->message);
    error->message = message;
}

void foi_error_clear(foi_error *error)
{
    if (error == NULL)
        return;
    g_clear_pointer(&error->message, g_free);
    error->status = FOI_OK;
}

void foi_error_move(foi_error *to, foi_error *from)
{
    if (to != NULL && to != from) {
        foi_error_clear(to);
        *to = *from;
        *from = (foi_error)FOI_ERROR_INIT;
    } else if (to == NULL) {
        foi_error_clear(from);
    }
}
