/* mail.h - one mail as it goes over the network. */
#ifndef FOI_MAIL_H
#define FOI_MAIL_H

#include "indexer/extract/extractor.h"

/** Read the mail INPUT: header lines, text, sender, date, thread, and attachments as members. */
void foi_mail_read(const foi_input *input, foi_output *output);

#endif
