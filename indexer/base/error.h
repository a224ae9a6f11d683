/* error.h - how a failure and its detail travel through the library. */
#ifndef FOI_BASE_ERROR_H
#define FOI_BASE_ERROR_H

#include <glib.h>

#include "foi/status.h"

/**
 * The detail of the last failure: owned by the public handle that the caller holds, or by a
 * function's frame. Start it with FOI_ERROR_INIT. `message` is NULL while `status` is FOI_OK; it is
 * one sentence without a final full stop that names the file or place and, where there is one, the
 * remedy.
 */
typedef struct foi_error {
    foi_status status;
    char *message;
} foi_error;

#define FOI_ERROR_INIT                                                                             \
    {                                                                                              \
        FOI_OK, NULL                                                                               \
    }

/**
 * Record STATUS with a printf-style message in ERROR (which may be NULL), replacing what was there.
 * Returns STATUS, so that a failing function can end in `return foi_error_set(...)`.
 */
foi_status foi_error_set(foi_error *error, foi_status status, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/**
 * Record the failure of a system call on PATH (NULL: none): the status follows from SAVED_ERRNO
 * (ENOSPC and EDQUOT become FOI_ERROR_NO_SPACE, ENOENT FOI_ERROR_NOT_FOUND, ENOMEM
 * FOI_ERROR_MEMORY, all else FOI_ERROR_IO). ACTION is a verb phrase such as "cannot open". Returns
 * the status.
 */
foi_status foi_error_set_errno(foi_error *error, const char *action, const char *path,
                               int saved_errno);

/** Put a printf-style context in front of the message of ERROR ("context: message"). NULL: nothing.
 */
void foi_error_prefix(foi_error *error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** Forget the failure; ERROR is as FOI_ERROR_INIT again. NULL: nothing. */
void foi_error_clear(foi_error *error);

/** Move the detail from FROM to TO (which may be NULL: it is dropped). FROM is cleared. */
void foi_error_move(foi_error *to, foi_error *from);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_error, foi_error_clear)

#endif
