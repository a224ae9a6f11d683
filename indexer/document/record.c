/* record.c - a document as bytes. The worker that wrote them may have been taken over: trust
 * nothing. */
#include <string.h>

#include "indexer/base/utf8.h"
#include "indexer/base/wire.h"
#include "indexer/document/document.h"

/* Changes with the layout below; an index with another one is stale. A document that a person or a
 * publisher has said something of has the second one: the same, and what they said at its end. One
 * with notes of pages has the third: the second, and the notes at its end. */
enum { RECORD_VERSION = 1, RECORD_LABELLED = 2, RECORD_NOTED = 3 };

/* Confidence travels in thousandths: exact enough for people, and no floating point in the bytes.
 */
enum { CONFIDENCE_SCALE = 1000 };

static void put_evidence(GByteArray *out, const foi_evidence *evidence)
{
    foi_wire_put_number(out, evidence->source);
    if (evidence->source == FOI_SOURCE_NONE)
        return;
    foi_wire_put_number(out, evidence->start);
    foi_wire_put_number(out, evidence->length);
    double confidence = CLAMP(evidence->confidence, 0.0, 1.0);
    foi_wire_put_number(out, (uint64_t)(confidence * CONFIDENCE_SCALE + 0.5));
}

static foi_evidence get_evidence(foi_wire_reader *in, size_t text_length)
{
    foi_evidence evidence = {0, 0, 0.0, FOI_SOURCE_NONE};
    evidence.source = (foi_source)foi_wire_get_limited(in, FOI_SOURCE_END - 1);
    if (evidence.source == FOI_SOURCE_NONE)
        return evidence;
    evidence.start = foi_wire_get_limited(in, text_length);
    evidence.length = foi_wire_get_limited(in, text_length - evidence.start);
    evidence.confidence = (double)foi_wire_get_limited(in, CONFIDENCE_SCALE) / CONFIDENCE_SCALE;
    return evidence;
}

static void put_strings(GByteArray *out, const GPtrArray *strings)
{
    foi_wire_put_number(out, strings->len);
    for (guint i = 0; i < strings->len; i++)
        foi_wire_put_string(out, g_ptr_array_index(strings, i));
}

static void put_text(GByteArray *out, const foi_text *text)
{
    foi_wire_put_bytes(out, text->bytes->str, text->bytes->len);
    foi_wire_put_number(out, text->pages);
    foi_wire_put_number(out, text->blocks->len);
    size_t end = 0;
    uint32_t page = 0;
    for (guint i = 0; i < text->blocks->len; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        foi_wire_put_number(out, block->start - end);
        foi_wire_put_number(out, block->length);
        foi_wire_put_number(out, block->page - page);
        foi_wire_put_number(out, block->number);
        foi_wire_put_number(out, block->kind);
        foi_wire_put_number(out, block->zone);
        end = block->start + block->length;
        page = block->page;
    }
}

static void put_tags(GByteArray *out, const foi_tags *tags)
{
    foi_wire_put_number(out, tags->doctype);
    put_evidence(out, &tags->doctype_evidence);
    foi_wire_put_string(out, tags->authority_id);
    foi_wire_put_string(out, tags->authority_name);
    foi_wire_put_string(out, tags->authority_as_written);
    foi_wire_put_number(out, tags->sector);
    put_evidence(out, &tags->authority_evidence);
    foi_wire_put_string(out, tags->date);
    foi_wire_put_number(out, tags->date_precision);
    put_evidence(out, &tags->date_evidence);
    put_strings(out, tags->regimes);
    put_evidence(out, &tags->regime_evidence);
    foi_wire_put_number(out, tags->outcome);
    put_evidence(out, &tags->outcome_evidence);
    foi_wire_put_number(out, tags->favours);
    put_evidence(out, &tags->favours_evidence);
    foi_wire_put_number(out, tags->provisions->len);
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        foi_wire_put_string(out, tag->id);
        foi_wire_put_number(out, tag->role);
        put_evidence(out, &tag->evidence);
    }
    foi_wire_put_number(out, tags->references->len);
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags->references, i);
        foi_wire_put_string(out, tag->id);
        foi_wire_put_number(out, tag->kind);
        foi_wire_put_number(out, tag->own);
        put_evidence(out, &tag->evidence);
    }
}

static void put_notes(GByteArray *out, const GArray *notes)
{
    foi_wire_put_number(out, notes->len);
    for (guint i = 0; i < notes->len; i++) {
        const foi_page_note *note = &g_array_index(notes, foi_page_note, i);
        foi_wire_put_number(out, note->page);
        foi_wire_put_string(out, note->sheet);
        foi_wire_put_number(out, note->read_ocr);
    }
}

static int layout_of(const foi_document *document)
{
    if (document->text.notes->len > 0)
        return RECORD_NOTED;
    return (document->by_person | document->by_publisher) != 0 ? RECORD_LABELLED : RECORD_VERSION;
}

void foi_document_encode(const foi_document *document, GByteArray *out)
{
    int layout = layout_of(document);
    foi_wire_put_number(out, (uint64_t)layout);
    foi_wire_put_string(out, document->id);
    foi_wire_put_string(out, document->parent);
    foi_wire_put_string(out, document->member);
    foi_wire_put_string(out, document->mime);
    foi_wire_put_number(out, document->file);
    foi_wire_put_string(out, document->title);
    foi_wire_put_number(out, document->status);
    foi_wire_put_string(out, document->status_detail);
    foi_wire_put_string(out, document->language);
    foi_wire_put_number(out, document->words);
    foi_wire_put_number(out, document->source_bytes);
    foi_wire_put_number(out, document->ocr);
    foi_wire_put_string(out, document->sender);
    foi_wire_put_string(out, document->sent);
    put_strings(out, document->links);
    put_text(out, &document->text);
    put_tags(out, &document->tags);
    if (layout == RECORD_VERSION)
        return;
    foi_wire_put_number(out, document->by_person);
    foi_wire_put_number(out, document->by_publisher);
    foi_wire_put_string(out, document->title_read);
    if (layout == RECORD_NOTED)
        put_notes(out, document->text.notes);
}

/* A string that people and JSON will see: NULL (and a bad reader) when it is not valid UTF-8. */
static char *get_utf8(foi_wire_reader *in)
{
    char *string = foi_wire_get_string(in);
    if (string != NULL && !g_utf8_validate(string, -1, NULL)) {
        in->bad = true;
        g_clear_pointer(&string, g_free);
    }
    return string;
}

static void get_strings(foi_wire_reader *in, GPtrArray *strings)
{
    uint64_t count = foi_wire_get_limited(in, foi_wire_room(in, 1));
    for (uint64_t i = 0; i < count && !in->bad; i++) {
        char *string = get_utf8(in);
        if (string == NULL)
            in->bad = true;
        else
            g_ptr_array_add(strings, string);
    }
}

static bool starts_character(const GString *text, size_t offset)
{
    return offset == text->len || ((unsigned char)text->str[offset] & 0xc0) != 0x80;
}

static void get_blocks(foi_wire_reader *in, foi_text *text)
{
    uint64_t count = foi_wire_get_limited(in, foi_wire_room(in, 6));
    size_t end = 0;
    uint64_t page = 0;
    for (uint64_t i = 0; i < count && !in->bad; i++) {
        foi_block block = {0};
        block.start = end + foi_wire_get_limited(in, text->bytes->len - end);
        block.length = foi_wire_get_limited(in, text->bytes->len - block.start);
        page += foi_wire_get_limited(in, UINT32_MAX - page);
        block.page = (uint32_t)page;
        block.number = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
        block.kind = (foi_block_kind)foi_wire_get_limited(in, FOI_BLOCK_KIND_END - 1);
        block.zone = (foi_zone)foi_wire_get_limited(in, FOI_ZONE_END - 1);
        end = block.start + block.length;
        if (block.length == 0 || block.page > text->pages || block.zone == FOI_ZONE_NONE ||
            !starts_character(text->bytes, block.start) || !starts_character(text->bytes, end))
            in->bad = true;
        else
            g_array_append_val(text->blocks, block);
    }
}

static void get_text(foi_wire_reader *in, foi_text *text)
{
    size_t length;
    const uint8_t *bytes = foi_wire_get_bytes(in, &length);
    if (foi_utf8_valid((const char *)bytes, length) != length) {
        in->bad = true;
        return;
    }
    g_string_append_len(text->bytes, (const char *)bytes, (gssize)length);
    text->pages = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
    get_blocks(in, text);
}

static void get_provisions(foi_wire_reader *in, foi_tags *tags, size_t text_length)
{
    uint64_t count = foi_wire_get_limited(in, foi_wire_room(in, 3));
    for (uint64_t i = 0; i < count && !in->bad; i++) {
        foi_provision_tag *tag = g_new0(foi_provision_tag, 1);
        g_ptr_array_add(tags->provisions, tag);
        tag->id = get_utf8(in);
        tag->role = (foi_role)foi_wire_get_limited(in, FOI_ROLE_END - 1);
        tag->evidence = get_evidence(in, text_length);
        if (tag->id == NULL || tag->role == FOI_ROLE_NONE)
            in->bad = true;
    }
}

static void get_references(foi_wire_reader *in, foi_tags *tags, size_t text_length)
{
    uint64_t count = foi_wire_get_limited(in, foi_wire_room(in, 4));
    for (uint64_t i = 0; i < count && !in->bad; i++) {
        foi_reference_tag *tag = g_new0(foi_reference_tag, 1);
        g_ptr_array_add(tags->references, tag);
        tag->id = get_utf8(in);
        tag->kind = (foi_reference_kind)foi_wire_get_limited(in, FOI_REFERENCE_END - 1);
        tag->own = foi_wire_get_limited(in, 1) != 0;
        tag->evidence = get_evidence(in, text_length);
        if (tag->id == NULL || tag->kind == FOI_REFERENCE_NONE)
            in->bad = true;
    }
}

static void get_tags(foi_wire_reader *in, foi_tags *tags, size_t text_length)
{
    tags->doctype = (foi_doctype)foi_wire_get_limited(in, FOI_DOCTYPE_END - 1);
    tags->doctype_evidence = get_evidence(in, text_length);
    tags->authority_id = get_utf8(in);
    tags->authority_name = get_utf8(in);
    tags->authority_as_written = get_utf8(in);
    tags->sector = (foi_sector)foi_wire_get_limited(in, FOI_SECTOR_END - 1);
    tags->authority_evidence = get_evidence(in, text_length);
    tags->date = get_utf8(in);
    tags->date_precision = (foi_date_precision)foi_wire_get_limited(in, FOI_DATE_END - 1);
    tags->date_evidence = get_evidence(in, text_length);
    get_strings(in, tags->regimes);
    tags->regime_evidence = get_evidence(in, text_length);
    tags->outcome = (foi_outcome)foi_wire_get_limited(in, FOI_OUTCOME_END - 1);
    tags->outcome_evidence = get_evidence(in, text_length);
    tags->favours = (foi_favours)foi_wire_get_limited(in, FOI_FAVOURS_END - 1);
    tags->favours_evidence = get_evidence(in, text_length);
    get_provisions(in, tags, text_length);
    get_references(in, tags, text_length);
    /* Date and precision come together or not at all. */
    if ((tags->date == NULL) != (tags->date_precision == FOI_DATE_NONE))
        in->bad = true;
}

static void get_document(foi_wire_reader *in, foi_document *document)
{
    document->id = get_utf8(in);
    document->parent = get_utf8(in);
    document->member = get_utf8(in);
    document->mime = get_utf8(in);
    document->file = (foi_file_kind)foi_wire_get_limited(in, FOI_FILE_END - 1);
    document->title = get_utf8(in);
    document->status = (foi_read_status)foi_wire_get_limited(in, FOI_READ_END - 1);
    document->status_detail = get_utf8(in);
    document->language = get_utf8(in);
    document->words = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
    document->source_bytes = foi_wire_get_number(in);
    document->ocr = foi_wire_get_limited(in, 1) != 0;
    document->sender = get_utf8(in);
    document->sent = get_utf8(in);
    get_strings(in, document->links);
    get_text(in, &document->text);
    get_tags(in, &document->tags, document->text.bytes->len);
    if (document->status == FOI_READ_NONE ||
        (document->id != NULL && strlen(document->id) != FOI_ID_LENGTH))
        in->bad = true;
}

static void get_labels(foi_wire_reader *in, foi_document *document)
{
    uint32_t all = ((uint32_t)1 << FOI_TAG_END) - 1 - 1;
    document->by_person = (uint32_t)foi_wire_get_limited(in, all);
    document->by_publisher = (uint32_t)foi_wire_get_limited(in, all);
    document->title_read = get_utf8(in);
    if (((document->by_person | document->by_publisher) & 1) != 0)
        in->bad = true;
}

static void get_notes(foi_wire_reader *in, foi_text *text)
{
    uint64_t count = foi_wire_get_limited(in, foi_wire_room(in, 3));
    uint32_t before = 0;
    for (uint64_t i = 0; i < count && !in->bad; i++) {
        uint32_t page = (uint32_t)foi_wire_get_limited(in, MAX(text->pages, 1));
        g_autofree char *sheet = get_utf8(in);
        uint32_t read_ocr = (uint32_t)foi_wire_get_limited(in, FOI_OCR_WANTED);
        in->bad = in->bad || page <= before;
        if (in->bad)
            return;
        foi_page_note *note = foi_text_note_page(text, page);
        note->sheet = g_steal_pointer(&sheet);
        note->read_ocr = read_ocr;
        before = page;
    }
}

foi_status foi_document_decode(const void *bytes, size_t length, foi_document **out,
                               foi_error *error)
{
    *out = NULL;
    foi_wire_reader in = foi_wire_read(bytes, length);
    uint64_t version = foi_wire_get_number(&in);
    if (!in.bad && (version < RECORD_VERSION || version > RECORD_NOTED))
        return foi_error_set(error, FOI_ERROR_CORRUPT,
                             "a document record has layout %" G_GUINT64_FORMAT
                             ", this program reads layouts up to %d",
                             version, RECORD_NOTED);
    g_autoptr(foi_document) document = foi_document_new();
    get_document(&in, document);
    if (version >= RECORD_LABELLED)
        get_labels(&in, document);
    if (version == RECORD_NOTED)
        get_notes(&in, &document->text);
    if (!foi_wire_finished(&in))
        return foi_error_set(error, FOI_ERROR_CORRUPT, "a document record is damaged");
    *out = g_steal_pointer(&document);
    return FOI_OK;
}
