/* memory_file.h - bytes as an open file, for a process that is to read them. */
#ifndef FOI_MEMORY_FILE_H
#define FOI_MEMORY_FILE_H

#include <glib.h>

/** A descriptor of a nameless file that holds BYTES, at its start, for the caller to close; -1 with
 * errno where there can be none. */
int foi_memory_file(const GByteArray *bytes);

#endif
