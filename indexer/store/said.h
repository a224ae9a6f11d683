/* said.h - commits/N/labels: the table of what people and publishers say, as bytes of labels.h. */
#ifndef FOI_STORE_SAID_H
#define FOI_STORE_SAID_H

#include <glib.h>

#include "indexer/base/error.h"

/** Write BYTES to PATH; the commit makes it durable. */
foi_status foi_said_write(const GByteArray *bytes, const char *path, foi_error *error);

/** Append what the file PATH holds to OUT, once its checksum holds. FOI_ERROR_CORRUPT, _IO. */
foi_status foi_said_read(const char *path, GByteArray *out, foi_error *error);

#endif
