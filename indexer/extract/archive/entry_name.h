/* entry_name.h - the names of the entries of an archive. */
#ifndef FOI_ENTRY_NAME_H
#define FOI_ENTRY_NAME_H

#include <stdbool.h>
#include <stddef.h>

/** LENGTH bytes of NAME as UTF-8, from the code page in which they read best where they are not;
 * for the caller to g_free. */
char *foi_entry_readable(const char *name, size_t length);

/**
 * NAME, as its bytes stand in the archive, as a path that leads nowhere but down: UTF-8 (where it
 * is not, the code page in which it reads best: that of DOS for western Europe, the American one,
 * windows-1252), slashes between its parts, none of them "..", "." or empty, no drive. For the
 * caller to g_free; may be "".
 */
char *foi_entry_name(const char *name);

/** Whether PATH is what systems leave in archives beside the files that a person put there. */
bool foi_entry_is_litter(const char *path);

#endif
