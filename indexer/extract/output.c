#include <string.h>

#include "indexer/extract/clean.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/lines.h"

struct foi_output {
    foi_document *document;
    foi_budget budget;
    uint32_t page;         /* that is being read; 0: the format has no pages */
    uint32_t page_written; /* that the end of the text lies on */
    bool spent;            /* the budget of text */
    bool stopped;          /* by another budget */
    GPtrArray *members;
    GString *scratch;
    char *heading; /* the first one: the title where the metadata has none */
};

static void member_free(void *data)
{
    foi_member *member = data;
    g_free(member->name);
    g_free(member->mime);
    g_free(member->charset);
    g_free(member->link);
    g_bytes_unref(member->bytes);
    g_free(member);
}

foi_output *foi_output_new(foi_document *document, const foi_budget *budget)
{
    foi_output *output = g_new0(foi_output, 1);
    output->document = document;
    output->budget = *budget;
    output->page_written = 1;
    output->members = g_ptr_array_new_with_free_func(member_free);
    output->scratch = g_string_new(NULL);
    return output;
}

void foi_output_free(foi_output *output)
{
    if (output == NULL)
        return;
    g_ptr_array_unref(output->members);
    g_string_free(output->scratch, TRUE);
    g_free(output->heading);
    g_free(output);
}

GPtrArray *foi_output_members(foi_output *output)
{
    return output->members;
}

uint64_t foi_output_room(const foi_output *output)
{
    return output->spent ? 0 : output->budget.text_bytes;
}

void foi_output_status(foi_output *output, foi_read_status status, const char *format, ...)
{
    if (status == FOI_READ_PARTIAL && output->document->status != FOI_READ_OK)
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *detail = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *clean = foi_clean_line(detail, strlen(detail), 0);
    foi_document_set_status(output->document, status, clean == NULL ? NULL : "%s", clean);
}

void foi_output_page(foi_output *output)
{
    output->page++;
    output->document->text.pages = output->page;
}

void foi_output_sheet(foi_output *output, const char *name)
{
    foi_output_page(output);
    foi_page_note *note = foi_text_note_page(&output->document->text, output->page);
    g_free(note->sheet);
    note->sheet = foi_clean_line(name, strlen(name), FOI_TITLE_LENGTH);
}

void foi_output_ocr(foi_output *output, double confidence)
{
    foi_page_note *note = foi_text_note_page(&output->document->text, MAX(output->page, 1));
    note->read_ocr = (uint32_t)CLAMP(confidence * 100 + 0.5, 1.0, 100.0);
    output->document->ocr = true;
}

void foi_output_wants_ocr(foi_output *output)
{
    foi_text_note_page(&output->document->text, MAX(output->page, 1))->read_ocr = FOI_OCR_WANTED;
}

static bool spend_all(foi_output *output)
{
    output->spent = true;
    foi_output_status(output, FOI_READ_PARTIAL,
                      "there is more text than the limit for one file allows");
    return false;
}

/* How much of TEXT fits into ROOM bytes without splitting a character. */
static size_t fitting(const char *text, size_t length, size_t room)
{
    if (length <= room)
        return length;
    while (room > 0 && ((unsigned char)text[room] & 0xc0) == 0x80)
        room--;
    return room;
}

static size_t append_separator(foi_output *output)
{
    GString *bytes = output->document->text.bytes;
    size_t before = bytes->len;
    uint32_t page = MAX(output->page, 1);
    if (page > output->page_written) {
        for (uint32_t i = output->page_written; i < page; i++)
            g_string_append_c(bytes, '\f');
        output->page_written = page;
    } else if (before > 0) {
        g_string_append(bytes, "\n\n");
    }
    return bytes->len - before;
}

/* Add one block of clean text. */
static bool append_block(foi_output *output, foi_block_kind kind, uint32_t number, const char *text,
                         size_t length)
{
    foi_line_trim(&text, &length);
    if (length == 0)
        return !output->spent;
    if (output->spent || output->budget.text_bytes < 16)
        return spend_all(output);
    foi_text *whole = &output->document->text;
    size_t cost = append_separator(output);
    size_t room = output->budget.text_bytes > cost ? output->budget.text_bytes - cost : 0;
    size_t fits = fitting(text, length, room);
    if (fits > 0) {
        foi_block block = {.start = whole->bytes->len, .length = fits, .page = output->page};
        block.kind = kind;
        block.number = number;
        block.zone = FOI_ZONE_BODY;
        g_string_append_len(whole->bytes, text, (gssize)fits);
        g_array_append_val(whole->blocks, block);
    }
    output->budget.text_bytes -= MIN(output->budget.text_bytes, cost + fits);
    if (kind == FOI_BLOCK_HEADING && output->heading == NULL)
        output->heading = foi_clean_line(text, fits, FOI_TITLE_LENGTH);
    return fits == length ? true : spend_all(output);
}

/* Where to cut LENGTH bytes that are too long for one block: behind a space if there is one. */
static size_t cut_at(const char *text, size_t length)
{
    if (length <= FOI_BLOCK_BYTES)
        return length;
    size_t cut = FOI_BLOCK_BYTES;
    while (cut > FOI_BLOCK_BYTES / 2 && !g_ascii_isspace(text[cut - 1]))
        cut--;
    return cut > FOI_BLOCK_BYTES / 2 ? cut : fitting(text, length, FOI_BLOCK_BYTES);
}

/* The numbers in a quotation are those of another document. */
static bool may_have_number(foi_block_kind kind)
{
    return kind == FOI_BLOCK_PARAGRAPH || kind == FOI_BLOCK_HEADING || kind == FOI_BLOCK_ITEM;
}

bool foi_output_block(foi_output *output, foi_block_kind kind, uint32_t number, const char *text,
                      size_t length)
{
    bool more = !output->spent;
    do {
        size_t piece = cut_at(text, length);
        g_string_truncate(output->scratch, 0);
        foi_clean_append(output->scratch, text, piece);
        const char *clean = output->scratch->str;
        size_t size = output->scratch->len;
        foi_line_trim(&clean, &size);
        if (number == 0 && may_have_number(kind))
            number = foi_clean_number(clean, size);
        more = append_block(output, kind, number, clean, size);
        number = 0;
        text += piece;
        length -= piece;
    } while (more && length > 0);
    return more;
}

void foi_output_title(foi_output *output, const char *title)
{
    if (title == NULL || output->document->title != NULL)
        return;
    output->document->title = foi_clean_line(title, strlen(title), FOI_TITLE_LENGTH);
}

void foi_output_mail(foi_output *output, const char *sender, const char *sent)
{
    foi_document *document = output->document;
    if (sender != NULL) {
        g_free(document->sender);
        document->sender = foi_clean_line(sender, strlen(sender), FOI_TITLE_LENGTH);
    }
    if (sent != NULL) {
        g_free(document->sent);
        document->sent = foi_clean_line(sent, strlen(sent), FOI_TITLE_LENGTH);
    }
}

void foi_output_link(foi_output *output, const char *key)
{
    GPtrArray *links = output->document->links;
    if (links->len >= FOI_LINKS)
        return;
    g_autofree char *clean = foi_clean_line(key, strlen(key), 0);
    if (clean == NULL || g_ptr_array_find_with_equal_func(links, clean, g_str_equal, NULL))
        return;
    g_ptr_array_add(links, g_steal_pointer(&clean));
}

bool foi_output_unpacked(foi_output *output, uint64_t bytes)
{
    if (bytes > output->budget.member_bytes) {
        output->stopped = true;
        output->document->unpacked_bytes += output->budget.member_bytes;
        output->budget.member_bytes = 0;
        foi_output_status(output, FOI_READ_PARTIAL,
                          "it unpacks to more bytes than the limit for one file allows");
        return false;
    }
    output->document->unpacked_bytes += bytes;
    output->budget.member_bytes -= bytes;
    return true;
}

uint64_t foi_output_unpack_room(const foi_output *output)
{
    return output->budget.member_bytes;
}

uint32_t foi_output_member_room(const foi_output *output)
{
    return output->budget.depth == 0 ? 0 : output->budget.members;
}

bool foi_output_takes_member(foi_output *output)
{
    output->stopped |= foi_output_member_room(output) == 0;
    if (output->budget.depth == 0) {
        foi_output_status(output, FOI_READ_PARTIAL,
                          "files lie in each other deeper than the limit allows");
        return false;
    }
    if (output->budget.members == 0) {
        foi_output_status(output, FOI_READ_PARTIAL,
                          "it has more members than the limit allows: the first %u were read",
                          output->members->len);
        return false;
    }
    return true;
}

static foi_member *add_member(foi_output *output, const char *name, GBytes *bytes)
{
    if (!foi_output_takes_member(output) || !foi_output_unpacked(output, g_bytes_get_size(bytes)))
        return NULL;
    output->budget.members--;
    foi_member *member = g_new0(foi_member, 1);
    member->name = foi_clean_line(name, strlen(name), 0);
    if (member->name == NULL)
        member->name = g_strdup_printf("part %u", output->members->len + 1);
    member->bytes = g_bytes_ref(bytes);
    g_ptr_array_add(output->members, member);
    return member;
}

bool foi_output_member_bytes(foi_output *output, const char *name, GBytes *bytes)
{
    return add_member(output, name, bytes) != NULL;
}

bool foi_output_member(foi_output *output, const char *name, const char *mime, const char *charset,
                       const uint8_t *bytes, size_t length)
{
    /* Nothing is copied that would not be taken. */
    if (length > output->budget.member_bytes)
        return foi_output_takes_member(output) && foi_output_unpacked(output, length);
    g_autoptr(GBytes) copy = g_bytes_new(bytes, length);
    foi_member *member = add_member(output, name, copy);
    if (member == NULL)
        return false;
    member->mime = mime == NULL ? NULL : foi_clean_line(mime, strlen(mime), 0);
    member->charset = charset == NULL ? NULL : foi_clean_line(charset, strlen(charset), 0);
    return true;
}

void foi_output_finish(foi_output *output)
{
    foi_document *document = output->document;
    const foi_text *text = &document->text;
    bool found = text->blocks->len > 0;
    document->words = foi_text_words(text);
    if (document->title == NULL)
        document->title = g_steal_pointer(&output->heading);
    if (found && document->status == FOI_READ_DAMAGED)
        document->status = FOI_READ_PARTIAL;
    else if (!found && document->status == FOI_READ_PARTIAL && !output->spent &&
             output->members->len == 0)
        document->status = output->stopped ? FOI_READ_TOO_LARGE : FOI_READ_DAMAGED;
    else if (!found && document->status == FOI_READ_OK && output->members->len == 0)
        foi_document_set_status(document, FOI_READ_EMPTY, "it holds no text");
}
