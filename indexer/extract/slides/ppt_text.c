#include "indexer/extract/slides/ppt_text.h"

/* Each names the place of a character that stands for a number, a date, a header or a footer. */
enum { FIELD_NUMBER = 4056, FIELD_DATE = 4087, FIELD_FOOTER = 4090, FIELD_RTF_DATE = 4117 };

static void text_clear(void *data)
{
    foi_ppt_text *text = data;
    g_string_free(text->text, TRUE);
}

static bool is_field(unsigned type)
{
    return type == FIELD_NUMBER || (type >= FIELD_DATE && type <= FIELD_FOOTER) ||
           type == FIELD_RTF_DATE;
}

/* Take away the character number PLACE, in units of UTF-16. Fields come in order. */
static void drop_field(foi_ppt_text *text, uint32_t place)
{
    GString *string = text->text;
    text->field = true;
    while (text->units < place && text->bytes < string->len) {
        const char *at = string->str + text->bytes;
        text->units += g_utf8_get_char(at) > 0xffff ? 2 : 1;
        text->bytes += (size_t)(g_utf8_next_char(at) - at);
    }
    if (text->units == place && text->bytes < string->len && string->str[text->bytes] == '*')
        string->str[text->bytes] = ' ';
}

static foi_ppt_text *add_text(GArray *texts, unsigned purpose)
{
    foi_ppt_text text = {.purpose = purpose, .text = g_string_new(NULL)};
    g_array_append_val(texts, text);
    return &g_array_index(texts, foi_ppt_text, texts->len - 1);
}

GArray *foi_ppt_texts_read(foi_view records)
{
    GArray *texts = g_array_new(FALSE, FALSE, sizeof(foi_ppt_text));
    g_array_set_clear_func(texts, text_clear);
    foi_ppt_record record;
    foi_ppt_text *last = NULL;
    while (foi_ppt_next(&records, &record)) {
        bool wide = record.type == FOI_PPT_TEXT_CHARACTERS;
        if (record.type == FOI_PPT_TEXT_HEADER) {
            last = add_text(texts, foi_view_32(record.content, 0));
        } else if (wide || record.type == FOI_PPT_TEXT_BYTES) {
            last = last == NULL ? add_text(texts, FOI_PPT_OTHER) : last;
            foi_ppt_append(last->text, record.content, wide);
        } else if (is_field(record.type) && last != NULL) {
            drop_field(last, foi_view_32(record.content, 0));
        }
    }
    return texts;
}
