/* terminal.h - showing untrusted text to a person. */
#ifndef FOI_TERMINAL_H
#define FOI_TERMINAL_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

/**
 * TEXT safe to print on a terminal, for the caller to g_free: valid UTF-8, white space other than
 * blanks as blanks, every other control character (escape sequences begin with one) and every
 * character that turns the direction of writing as U+FFFD.
 */
char *foi_terminal_clean(const char *text);

/** How many columns STREAM has: of its terminal, else $COLUMNS, else 80; at least 20. */
unsigned foi_terminal_columns(FILE *stream);

/** How many columns C takes on a terminal: 0, 1 or, in East Asian writing, 2. */
unsigned foi_terminal_width(gunichar c);

/** True where $TERM names a terminal that can do more than print one line below the other. */
bool foi_terminal_is_able(void);

/** True where STREAM is a terminal that understands escape sequences (and NO_COLOR is not set). */
bool foi_terminal_is_rich(FILE *stream);

#endif
