#include "indexer/store/words_format.h"
#include "indexer/text/tokenizer.h"

void foi_words_blocks_start(foi_words_blocks *blocks, uint32_t frequency, GByteArray *skips)
{
    *blocks = (foi_words_blocks){skips, frequency, 0, UINT32_MAX, 0};
}

bool foi_words_blocks_add(foi_words_blocks *blocks, const uint8_t *at, const uint8_t *end,
                          uint32_t count, uint32_t limit)
{
    for (uint32_t i = 0; i < count; i++) {
        foi_words_row row;
        const uint8_t *next = foi_words_get_row(at, end, &row);
        if (next == NULL || !foi_words_blocks_row(blocks, row.step, (uint64_t)(next - at), limit))
            return false;
        at = next;
    }
    return at == end;
}

struct foi_words_writer {
    foi_section_writer *out;
    GByteArray *lengths; /* the number of each word in words.text */
    GArray *groups;      /* foi_words_group */
    size_t length_at;    /* in `lengths`, of the next word */
    foi_words_group at;  /* of the next word */
    uint32_t words;
};

foi_status foi_words_writer_open(const char *path, foi_words_writer **out, foi_error *error)
{
    *out = NULL;
    foi_section_writer *sections;
    foi_status status = foi_section_writer_open(path, &sections, error);
    if (status != FOI_OK)
        return status;
    foi_words_writer *writer = g_new0(foi_words_writer, 1);
    writer->out = sections;
    writer->lengths = g_byte_array_new();
    writer->groups = g_array_new(FALSE, FALSE, sizeof(foi_words_group));
    foi_section_begin(sections, FOI_WORDS_SECTION, "rows");
    *out = writer;
    return FOI_OK;
}

void foi_words_writer_append(foi_words_writer *writer, const void *bytes, size_t length)
{
    if (length > 0)
        foi_section_append(writer->out, bytes, length);
}

void foi_words_writer_begin_rows(foi_words_writer *writer, const foi_words_blocks *blocks)
{
    uint8_t number[FOI_WORDS_NUMBER];
    bool several = blocks->frequency > 1;
    size_t size = several ? (size_t)(foi_words_put_number(number, blocks->frequency) - number) : 0;
    foi_words_writer_append(writer, number, size);
    foi_words_writer_append(writer, blocks->skips->data, blocks->skips->len);
    uint64_t length = size + blocks->skips->len + blocks->bytes;
    size = (size_t)(foi_words_put_number(number, length << 1 | several) - number);
    g_byte_array_append(writer->lengths, number, (guint)size);
}

void foi_words_writer_begin_words(foi_words_writer *writer)
{
    foi_section_begin(writer->out, FOI_WORDS_SECTION, "text");
}

void foi_words_writer_word(foi_words_writer *writer, const char *word, size_t length)
{
    if (writer->words % FOI_WORDS_GROUP == 0)
        g_array_append_val(writer->groups, writer->at);
    const uint8_t *at = writer->lengths->data + writer->length_at;
    const uint8_t *end = writer->lengths->data + writer->lengths->len;
    uint64_t rows = 0;
    const uint8_t *after = foi_words_get_number(at, end, &rows);
    size_t size = after != NULL ? (size_t)(after - at) : 0;
    uint8_t entry[1 + FOI_WORDS_NUMBER + FOI_WORD_LIMIT];
    entry[0] = (uint8_t)length;
    memcpy(entry + 1, at, size);
    memcpy(entry + 1 + size, word, length);
    foi_words_writer_append(writer, entry, 1 + size + length);
    writer->length_at += size;
    writer->at.text += 1 + size + length;
    writer->at.rows += rows >> 1;
    writer->words++;
}

foi_status foi_words_writer_finish(foi_words_writer *writer, uint32_t rows, foi_error *error)
{
    foi_section_put(writer->out, FOI_WORDS_SECTION, "index", writer->groups->data,
                    writer->groups->len * sizeof(foi_words_group));
    foi_words_head head = {rows, writer->words};
    foi_section_put(writer->out, FOI_WORDS_SECTION, "head", &head, sizeof head);
    foi_status status = foi_section_writer_finish(writer->out, error);
    g_byte_array_unref(writer->lengths);
    g_array_unref(writer->groups);
    g_free(writer);
    return status;
}
