/* A mailbox file: every mail in it is a member. */
#include "indexer/extract/mail/mbox.h"

#include <string.h>

#include "indexer/detect/sniff.h"
#include "indexer/extract/extractor.h"

typedef struct mailbox {
    const foi_input *input;
    foi_output *output;
    unsigned mails;       /* that begin in the file */
    bool stopped;         /* by a limit that the status tells */
    const uint8_t *start; /* of the mail at hand, behind the line that parts it; NULL: none yet */
} mailbox;

void foi_mbox_unescape(GByteArray *out, const uint8_t *bytes, size_t length)
{
    const uint8_t *end = bytes + length;
    while (bytes < end) {
        const uint8_t *feed = memchr(bytes, '\n', (size_t)(end - bytes));
        const uint8_t *stop = feed == NULL ? end : feed + 1;
        const uint8_t *from = bytes;
        while (from < stop && *from == '>')
            from++;
        bool escaped = from > bytes && stop - from >= 5 && memcmp(from, "From ", 5) == 0;
        g_byte_array_append(out, bytes + escaped, (guint)(stop - bytes - escaped));
        bytes = stop;
    }
}

static void end_mail(mailbox *box, const uint8_t *end)
{
    if (box->start == NULL || box->stopped || foi_output_member_room(box->output) == 0)
        return;
    g_autofree char *name = g_strdup_printf("%u.eml", box->mails);
    size_t length = (size_t)(end - box->start);
    g_autoptr(GByteArray) mail = g_byte_array_sized_new((guint)length);
    foi_mbox_unescape(mail, box->start, length);
    box->stopped =
        !foi_output_member(box->output, name, "message/rfc822", NULL, mail->data, mail->len);
}

static bool is_blank(const uint8_t *line, const uint8_t *next)
{
    while (line < next && (*line == '\r' || *line == '\n'))
        line++;
    return line == next;
}

/* A mail begins behind a line that parts mails, which only a blank line or the beginning comes
 * before: "From here on" in a text begins none. */
static void read_mails(mailbox *box)
{
    const uint8_t *at = box->input->bytes;
    const uint8_t *end = at + box->input->length;
    bool blank = true;
    while (at < end) {
        const uint8_t *feed = memchr(at, '\n', (size_t)(end - at));
        const uint8_t *next = feed == NULL ? end : feed + 1;
        if (blank && foi_sniff_parts_mails((const char *)at, (size_t)(end - at))) {
            end_mail(box, at);
            box->mails++;
            box->start = next;
        }
        blank = is_blank(at, next);
        at = next;
    }
    end_mail(box, end);
}

static void extract_mbox(const foi_input *input, foi_output *output)
{
    mailbox box = {.input = input, .output = output};
    uint32_t room = foi_output_member_room(output);
    read_mails(&box);
    if (room == 0)
        foi_output_takes_member(output);
    else if (box.mails > room)
        foi_output_status(output, FOI_READ_PARTIAL,
                          "the first %u of its %u mails were read, more than the limit for one "
                          "file allows: part the mailbox to have all",
                          room, box.mails);
    if (box.mails == 0)
        foi_output_status(output, FOI_READ_DAMAGED, "no mail begins in the mailbox");
}

static const char *const MIMES[] = {"application/mbox", NULL};

const foi_extractor foi_extractor_mbox = {"mbox", MIMES, FOI_FILE_MAIL, extract_mbox};
