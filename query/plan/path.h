/* path.h - which paths a folder or a glob names. */
#ifndef FOI_QUERY_PATH_H
#define FOI_QUERY_PATH_H

#include <stdbool.h>

/**
 * True where PATTERN names PATH (absolute) or a folder that it lies in. Whole names only: "letters"
 * is the folder letters, not letters-old. '*' stands for any characters within one name and '?' for
 * one. A pattern that begins with '/' is compared from the root, another from any folder on. ASCII
 * case does not matter.
 */
bool foi_path_matches(const char *pattern, const char *path);

/** The pattern that TEXT, the value of the field `path` in a query, stands for, g_free: "." and
 * "../letters" mean a folder seen from the working directory; others stay as they are. */
char *foi_path_pattern(const char *text);

#endif
