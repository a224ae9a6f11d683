/* detect.h - which format the bytes are in, whatever the file is called. Only in the worker
 * program. */
#ifndef FOI_DETECT_H
#define FOI_DETECT_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/base/error.h"

/** Holds libmagic's tables: make one for each process, before the lock-down. */
typedef struct foi_detector foi_detector;

/** FOI_ERROR_INTERNAL where libmagic cannot load its tables; the detail says why. */
foi_status foi_detector_new(foi_detector **out, foi_error *error);
void foi_detector_free(foi_detector *detector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_detector, foi_detector_free)

/**
 * The MIME type of LENGTH BYTES. Content decides; NAME (never NULL, may be "") and CLAIMED (a
 * container's word, may be NULL) only choose between types that the content allows, such as
 * text/markdown among text/plain. Never NULL: "inode/x-empty" for no bytes,
 * "application/octet-stream" for the unknown. The string lives until the next call.
 */
const char *foi_detect(foi_detector *detector, const uint8_t *bytes, size_t length,
                       const char *name, const char *claimed);

#endif
