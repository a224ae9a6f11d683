#include "indexer/extract/word/rtf_state.h"

#include <string.h>

#include "indexer/extract/word/word_style.h"

/* What is known of a style; the hash table holds the address of one of these two. */
static const foi_rtf_form HEADING = {.heading = true};
static const foi_rtf_form QUOTE = {.quote = true};

void foi_rtf_state_init(foi_rtf_state *state, foi_output *output, const uint8_t *bytes,
                        size_t length)
{
    *state = (foi_rtf_state){.output = output, .reader = {bytes, bytes + length, false}};
    state->words = foi_rtf_words_new();
    state->groups = g_array_new(FALSE, FALSE, sizeof(foi_rtf_group));
    state->now = (foi_rtf_group){.font = -1, .outline = -1, .fallback = 1};
    state->fonts = g_hash_table_new(NULL, NULL);
    state->styles = g_hash_table_new(NULL, NULL);
    state->style_name = g_string_new(NULL);
    state->title = g_string_new(NULL);
    state->object = g_byte_array_new();
    state->digit = -1;
    state->pending = g_string_new(NULL);
    state->source_text = g_string_new(NULL);
    state->charset = foi_rtf_charset_new();
    state->flows = foi_rtf_flows_new(output);
}

void foi_rtf_state_clear(foi_rtf_state *state)
{
    g_hash_table_unref(state->words);
    g_array_unref(state->groups);
    g_hash_table_unref(state->fonts);
    g_hash_table_unref(state->styles);
    g_string_free(state->style_name, TRUE);
    g_string_free(state->title, TRUE);
    g_byte_array_unref(state->object);
    g_string_free(state->pending, TRUE);
    g_string_free(state->source_text, TRUE);
    foi_rtf_charset_free(state->charset);
    foi_rtf_flows_free(state->flows);
}

/* Where text of the body goes; NULL: nowhere. */
static GString *body_target(foi_rtf_state *state)
{
    if (state->source != FOI_RTF_SOURCE_RTF)
        return state->now.rtf_only ? NULL : state->source_text;
    return state->now.hidden || state->now.deleted ? NULL : foi_rtf_flows_text(state->flows);
}

GString *foi_rtf_target(foi_rtf_state *state)
{
    switch (state->now.destination) {
    case FOI_RTF_BODY:
        return body_target(state);
    case FOI_RTF_TAG:
        return state->source == FOI_RTF_SOURCE_HTML ? state->source_text : NULL;
    case FOI_RTF_LABEL:
        return state->source == FOI_RTF_SOURCE_RTF ? foi_rtf_flows_label(state->flows) : NULL;
    case FOI_RTF_TITLE:
        return state->title;
    case FOI_RTF_STYLES:
        return state->style_name;
    default:
        return NULL;
    }
}

static unsigned codepage_now(const foi_rtf_state *state)
{
    int font = state->now.font >= 0 ? state->now.font : state->default_font;
    unsigned codepage = GPOINTER_TO_UINT(g_hash_table_lookup(state->fonts, GINT_TO_POINTER(font)));
    return codepage != 0 ? codepage : state->codepage;
}

static void end_style(foi_rtf_state *state)
{
    const char *name = g_strstrip(state->style_name->str);
    const foi_rtf_form *form = NULL;
    if (state->style_heading || foi_word_style_is_heading(name))
        form = &HEADING;
    else if (foi_word_style_is_quote(name))
        form = &QUOTE;
    if (form != NULL && state->style >= 0)
        g_hash_table_insert(state->styles, GINT_TO_POINTER(state->style), (void *)form);
    g_string_truncate(state->style_name, 0);
    state->style = 0;
    state->style_heading = false;
}

/* Text that was not in a tag of the HTML is none now. */
static void escape(GString *out, size_t from)
{
    g_autofree char *text = g_markup_escape_text(out->str + from, (gssize)(out->len - from));
    g_string_truncate(out, from);
    g_string_append(out, text);
}

void foi_rtf_flush(foi_rtf_state *state)
{
    GString *pending = state->pending;
    if (pending->len == 0)
        return;
    GString *out = foi_rtf_target(state);
    if (out != NULL) {
        size_t from = out->len;
        foi_rtf_charset_append(state->charset, out, codepage_now(state),
                               (const uint8_t *)pending->str, pending->len);
        if (state->source == FOI_RTF_SOURCE_HTML && out == state->source_text &&
            state->now.destination == FOI_RTF_BODY)
            escape(out, from);
        if (state->now.destination == FOI_RTF_STYLES && strchr(out->str, ';') != NULL)
            end_style(state);
    }
    g_string_truncate(pending, 0);
    foi_rtf_flows_relieve(state->flows);
}

static void append_digits(foi_rtf_state *state, const uint8_t *digits, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        int digit = g_ascii_xdigit_value((char)digits[i]);
        if (digit < 0)
            continue;
        guint8 byte = (guint8)((unsigned)state->digit << 4 | (unsigned)digit);
        if (state->digit >= 0)
            g_byte_array_append(state->object, &byte, 1);
        state->digit = state->digit < 0 ? digit : -1;
    }
}

void foi_rtf_append_bytes(foi_rtf_state *state, const uint8_t *bytes, size_t length)
{
    size_t skip = MIN(length, state->skipping);
    state->skipping -= (unsigned)skip;
    state->high = length > skip ? 0 : state->high;
    if (state->now.destination == FOI_RTF_OBJECT)
        append_digits(state, bytes, length);
    else if (foi_rtf_target(state) != NULL)
        g_string_append_len(state->pending, (const char *)bytes + skip, (gssize)(length - skip));
}

void foi_rtf_append_character(foi_rtf_state *state, gunichar c)
{
    GString *out = foi_rtf_target(state);
    if (state->skipping > 0)
        state->skipping--;
    else if (out != NULL)
        g_string_append_unichar(out, c);
}

/* A character by its unit of UTF-16, which is written as a number with a sign. */
void foi_rtf_append_code(foi_rtf_state *state, int32_t number)
{
    gunichar c = (gunichar)number & 0xffff;
    GString *out = foi_rtf_target(state);
    bool paired = state->high != 0 && c >= 0xdc00 && c < 0xe000;
    if (paired)
        c = 0x10000 + ((state->high - 0xd800) << 10) + (c - 0xdc00);
    state->high = c >= 0xd800 && c < 0xdc00 ? c : 0;
    if (out != NULL && state->high == 0)
        g_string_append_unichar(out, c >= 0xdc00 && c < 0xe000 ? 0xfffd : c);
    state->skipping = (unsigned)state->now.fallback;
}
