/* message.h - a message of Outlook, from whatever file, and how it becomes a mail. */
#ifndef FOI_MESSAGE_H
#define FOI_MESSAGE_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/mail/mapi.h"

typedef struct foi_message foi_message;

typedef struct foi_message_attachment {
    foi_mapi *properties;
    GBytes *data;         /**< NULL: it lies elsewhere, or is a message */
    foi_message *message; /**< NULL: it is a file */
} foi_message_attachment;

struct foi_message {
    foi_mapi *properties;
    GPtrArray *recipients;  /**< of foi_mapi * */
    GPtrArray *attachments; /**< of foi_message_attachment * */
};

/** An empty message. Free with foi_message_free(). */
foi_message *foi_message_new(void);
void foi_message_free(foi_message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_message, foi_message_free)

/** A new recipient or attachment of MESSAGE, which owns it. */
foi_mapi *foi_message_add_recipient(foi_message *message);
foi_message_attachment *foi_message_add_attachment(foi_message *message);

/**
 * Append MESSAGE to OUT as a mail for the network in UTF-8, with its attachments; messages in it
 * become mails in it. What is missing or damaged is said to OUTPUT, whose budget unpacking spends.
 */
void foi_message_write(const foi_message *message, GString *out, foi_output *output);

/** Read MESSAGE as the mail that it is. */
void foi_message_read(const foi_message *message, foi_output *output);

#endif
