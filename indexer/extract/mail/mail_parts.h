/* mail_parts.h - the parts of a mail: which are its text, which its attachments. */
#ifndef FOI_MAIL_PARTS_H
#define FOI_MAIL_PARTS_H

#include <gmime/gmime.h>

#include "indexer/extract/extractor.h"

/* The library declares none. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)

/**
 * The mail in STREAM, which must live as long; NULL where its header cannot be read. *WORDS (NULL
 * before) gets what is wrong with its parts, if anything.
 */
GMimeMessage *foi_mail_parse(GMimeStream *stream, const char **words);

/** The bytes of PART without its transfer encoding, for the caller to unref; NULL: none. */
GByteArray *foi_mail_part_bytes(GMimePart *part);

/**
 * Give the text of PART (NULL: nothing) and of the parts in it to OUTPUT, attachments and forwarded
 * mails as members. Of alternatives the plain text is read, else the HTML. Parts deeper than
 * FOI_MAIL_DEPTH are left out, with the status `partial`. Returns whether anything was found.
 */
bool foi_mail_parts_read(GMimeObject *part, foi_output *output);

#endif
