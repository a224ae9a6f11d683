#include "indexer/extract/mail/message.h"

#include "indexer/extract/mail/mail.h"

static void recipient_free(void *data)
{
    foi_mapi_free(data);
}

static void attachment_free(void *data)
{
    foi_message_attachment *attachment = data;
    foi_mapi_free(attachment->properties);
    g_clear_pointer(&attachment->data, g_bytes_unref);
    foi_message_free(attachment->message);
    g_free(attachment);
}

foi_message *foi_message_new(void)
{
    foi_message *message = g_new0(foi_message, 1);
    message->properties = foi_mapi_new();
    message->recipients = g_ptr_array_new_with_free_func(recipient_free);
    message->attachments = g_ptr_array_new_with_free_func(attachment_free);
    return message;
}

void foi_message_free(foi_message *message)
{
    if (message == NULL)
        return;
    foi_mapi_free(message->properties);
    g_ptr_array_unref(message->recipients);
    g_ptr_array_unref(message->attachments);
    g_free(message);
}

foi_mapi *foi_message_add_recipient(foi_message *message)
{
    foi_mapi *recipient = foi_mapi_new();
    g_ptr_array_add(message->recipients, recipient);
    return recipient;
}

foi_message_attachment *foi_message_add_attachment(foi_message *message)
{
    foi_message_attachment *attachment = g_new0(foi_message_attachment, 1);
    attachment->properties = foi_mapi_new();
    g_ptr_array_add(message->attachments, attachment);
    return attachment;
}

void foi_message_read(const foi_message *message, foi_output *output)
{
    g_autoptr(GString) mail = g_string_new(NULL);
    foi_message_write(message, mail, output);
    foi_input input = {.bytes = (const uint8_t *)mail->str,
                       .length = mail->len,
                       .name = "",
                       .mime = "message/rfc822"};
    foi_mail_read(&input, output);
}
