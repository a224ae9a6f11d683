/* mbox.h - the lines that part the mails of a mailbox file, and what they do to mails. */
#ifndef FOI_MBOX_H
#define FOI_MBOX_H

#include <glib.h>
#include <stdint.h>

/**
 * Append LENGTH BYTES of a mail to OUT as it was before it was put into a mailbox: ">From " at the
 * beginning of a line is "From ", ">>From " is ">From ".
 */
void foi_mbox_unescape(GByteArray *out, const uint8_t *bytes, size_t length);

#endif
