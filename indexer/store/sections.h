/* sections.h - the one form of all our own files: named runs of bytes, written once, then mapped.
 *
 * An 8-byte head, the sections (each on an 8-byte boundary), a table of them, and a foot with the
 * XXH3 of the table, which opening verifies, and of all before the foot, which checking verifies.
 * Numbers in sections are the machine's own (the head tells the byte order), so that they are used
 * where they lie.
 */
#ifndef FOI_STORE_SECTIONS_H
#define FOI_STORE_SECTIONS_H

#include <glib.h>
#include <stdint.h>

#include "indexer/base/error.h"

/** Longest name of a section, its NUL included. */
#define FOI_SECTION_NAME 32

/* --- writing ---------------------------------------------------------------------------------- */

typedef struct foi_section_writer foi_section_writer;

/** Create the file PATH. */
foi_status foi_section_writer_open(const char *path, foi_section_writer **out, foi_error *error);

/** Begin the section "BASE.PART" (PART NULL: "BASE"). */
void foi_section_begin(foi_section_writer *writer, const char *base, const char *part);

/** Append to the section begun last. A failure is kept until the end. */
void foi_section_append(foi_section_writer *writer, const void *bytes, size_t length);

/** A section that is one array. */
void foi_section_put(foi_section_writer *writer, const char *base, const char *part,
                     const void *bytes, size_t length);

/** End the file. It can be read when this returns FOI_OK, but it is not durable yet: a commit waits
 * once for all of its files, since a wait for each costs a turn of the journal each. Frees WRITER
 * in any case. */
foi_status foi_section_writer_finish(foi_section_writer *writer, foi_error *error);

/* --- reading ---------------------------------------------------------------------------------- */

/** A mapped file: it stays readable after its name is gone. */
typedef struct foi_section_file foi_section_file;

/** FOI_ERROR_NOT_FOUND, _IO, or _CORRUPT where head, foot or table are damaged. */
foi_status foi_section_file_open(const char *path, foi_section_file **out, foi_error *error);
void foi_section_file_free(foi_section_file *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_section_file, foi_section_file_free)

/** The path that FILE was opened with. */
const char *foi_section_file_path(const foi_section_file *file);

/** The bytes of a section, or NULL where there is none of that name. They live as long as FILE. */
const void *foi_section_find(const foi_section_file *file, const char *base, const char *part,
                             size_t *length);

/** The section, which must hold exactly COUNT items of SIZE bytes; NULL otherwise. */
const void *foi_section_array(const foi_section_file *file, const char *base, const char *part,
                              size_t count, size_t size);

/** FOI_ERROR_CORRUPT, naming the file. */
foi_status foi_section_file_damaged(const foi_section_file *file, foi_error *error);

/** Compare the checksum of the whole file: FOI_ERROR_CORRUPT where a bit has changed. */
foi_status foi_section_file_verify(const foi_section_file *file, foi_error *error);

/** Let go of the memory that reading FILE has taken so far; what is read again comes back. For
 * passes over files of any length, which then take no more memory than a short one. */
void foi_section_file_forget(const foi_section_file *file);

/** How much a pass reads before it should let go again, in bytes. */
#define FOI_SECTION_PASS ((size_t)16 << 20)

#endif
