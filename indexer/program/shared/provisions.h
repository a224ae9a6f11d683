/* provisions.h - several provisions in one line, as a lawyer lists them. */
#ifndef FOI_PROVISIONS_H
#define FOI_PROVISIONS_H

#include <glib.h>

/**
 * Append the provision ID to LIST as people write it, behind a comma unless it is the first; the
 * law's name ("FOIA") only where it differs from *LAW, the name in the entry before. *LAW is NULL
 * before the first entry, then owned by the caller (g_free).
 */
void foi_append_provision(GString *list, const char *id, char **law);

#endif
