/* charset_guess.h - which of the sets of Europe a text of single bytes is in, by how its letters
 * and signs stand beside each other. */
#ifndef FOI_CHARSET_GUESS_H
#define FOI_CHARSET_GUESS_H

#include <stddef.h>
#include <stdint.h>

/** Read the tables of the sets: once, before the process is locked. */
void foi_charset_guess_init(void);

/** The set of LENGTH BYTES, which are not UTF-8; "windows-1252" where nothing speaks for another.
 */
const char *foi_charset_guess(const uint8_t *bytes, size_t length);

#endif
