/* roots.h - the roots of a walk: absolute, sorted, none within another. */
#ifndef FOI_ROOTS_H
#define FOI_ROOTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * PATH as the walk names it, for the caller to g_free: absolute, its parent directory resolved, its
 * last name kept as given (a link that the user names keeps its name). Where the parent does not
 * exist it is only made absolute and tidy.
 */
char *foi_root_resolve(const char *path);

/** True where PATH is ROOT or lies below it; both as foi_root_resolve() makes them. */
bool foi_root_covers(const char *root, const char *path);

/** That key of ROOTS (paths, as foi_root_resolve() makes them) which PATH is or lies below; NULL
 * where there is none. Takes as long as PATH is deep, however many roots there are. */
const char *foi_roots_above(GHashTable *roots, const char *path);

/** The resolved roots, sorted byte-wise, NULL at the end; for the caller to g_strfreev. */
char **foi_roots_resolve(const char *const *roots, size_t count);

#endif
