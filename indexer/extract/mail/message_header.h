/* message_header.h - the header of the mail that an Outlook message becomes. */
#ifndef FOI_MESSAGE_HEADER_H
#define FOI_MESSAGE_HEADER_H

#include "indexer/extract/mail/message.h"

/** Append the header fields of MESSAGE to OUT, in UTF-8, each with a line feed behind it. */
void foi_message_header_write(const foi_message *message, GString *out);

#endif
