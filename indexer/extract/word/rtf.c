/* RTF: groups within groups, whose settings end with them. */
#include "indexer/extract/word/rtf.h"

#include "indexer/extract/limits.h"
#include "indexer/extract/web/html.h"
#include "indexer/extract/word/rtf_object.h"
#include "indexer/extract/word/rtf_state.h"

/* Levels of outlines above this are body text. */
#define OUTLINE_LEVELS 9

/* --- groups --- */

static void open_group(foi_rtf_state *state)
{
    if (state->lost > 0 || state->groups->len >= FOI_RTF_DEPTH) {
        state->lost++;
        foi_output_status(state->output, FOI_READ_PARTIAL,
                          "groups lie in each other deeper than the limit allows");
        return;
    }
    g_array_append_val(state->groups, state->now);
    state->now.flow = state->now.object = false;
}

static void give_object(foi_rtf_state *state)
{
    foi_rtf_object_give(state->object->data, state->object->len, state->output);
    g_byte_array_set_size(state->object, 0);
    state->digit = -1;
}

/* Whether the outermost group has ended. */
static bool close_group(foi_rtf_state *state)
{
    if (state->lost > 0) {
        state->lost--;
        return false;
    }
    if (state->groups->len == 0)
        return true;
    if (state->now.flow)
        foi_rtf_flows_close(state->flows);
    if (state->now.object)
        give_object(state);
    state->now = g_array_index(state->groups, foi_rtf_group, state->groups->len - 1);
    g_array_set_size(state->groups, state->groups->len - 1);
    return state->groups->len == 0;
}

static void start_part(foi_rtf_state *state, foi_rtf_part part)
{
    if (state->source != FOI_RTF_SOURCE_RTF || !foi_rtf_flows_open(state->flows, part)) {
        state->now.destination = FOI_RTF_DROPPED;
        return;
    }
    state->now.flow = true;
    state->now.destination = FOI_RTF_BODY;
    state->now.in_table = false;
    state->now.outline = -1;
    state->now.style = 0;
}

static void start_destination(foi_rtf_state *state, foi_rtf_destination destination)
{
    if (destination == FOI_RTF_ANSI)
        state->now.outer = state->now.destination;
    state->now.object = destination == FOI_RTF_OBJECT;
    state->now.destination = destination;
}

/* --- words --- */

static foi_rtf_form form_now(const foi_rtf_state *state)
{
    const foi_rtf_form *style =
        g_hash_table_lookup(state->styles, GINT_TO_POINTER(state->now.style));
    foi_rtf_form form = style == NULL ? (foi_rtf_form){0} : *style;
    form.heading |= state->now.outline >= 0 && state->now.outline < OUTLINE_LEVELS;
    form.in_table = state->now.in_table;
    return form;
}

/* The end of a paragraph, a cell or a row; in what was HTML or plain text that of a line. */
static void end_block(foi_rtf_state *state, foi_rtf_action action)
{
    if (state->source != FOI_RTF_SOURCE_RTF) {
        GString *out = foi_rtf_target(state);
        if (out != NULL && action != FOI_RTF_DO_ROW)
            g_string_append_c(out, '\n');
        return;
    }
    if (state->now.destination != FOI_RTF_BODY)
        return;
    if (action == FOI_RTF_DO_PARAGRAPH)
        foi_rtf_flows_paragraph(state->flows, form_now(state));
    else if (action == FOI_RTF_DO_CELL)
        foi_rtf_flows_cell(state->flows, form_now(state));
    else
        foi_rtf_flows_row(state->flows);
}

static void set_font(foi_rtf_state *state, int number)
{
    if (state->now.destination == FOI_RTF_FONTS)
        state->font = number;
    else
        state->now.font = number;
}

static void set_font_codepage(foi_rtf_state *state, unsigned codepage)
{
    if (state->now.destination == FOI_RTF_FONTS && codepage != 0)
        g_hash_table_insert(state->fonts, GINT_TO_POINTER(state->font), GUINT_TO_POINTER(codepage));
}

static void set_style(foi_rtf_state *state, int number)
{
    if (state->now.destination == FOI_RTF_STYLES)
        state->style = number;
    else
        state->now.style = number;
}

static void set_outline(foi_rtf_state *state, const foi_rtf_token *token)
{
    if (state->now.destination == FOI_RTF_STYLES)
        state->style_heading = token->number < OUTLINE_LEVELS;
    else
        state->now.outline = token->number;
}

static void set_source(foi_rtf_state *state, foi_rtf_source source)
{
    if (state->source == FOI_RTF_SOURCE_RTF)
        state->source = source;
}

static void reset_paragraph(foi_rtf_state *state)
{
    state->now.in_table = false;
    state->now.style = 0;
    state->now.outline = -1;
}

static void reset_character(foi_rtf_state *state)
{
    state->now.font = -1;
    state->now.hidden = state->now.deleted = false;
}

static void do_group(foi_rtf_state *state, const foi_rtf_word *word)
{
    if (word->action == FOI_RTF_DO_DESTINATION)
        start_destination(state, (foi_rtf_destination)word->value);
    else if (word->action == FOI_RTF_DO_UNICODE)
        state->now.destination = state->now.outer;
    else if (word->action == FOI_RTF_DO_PART)
        start_part(state, (foi_rtf_part)word->value);
}

static void do_setting(foi_rtf_state *state, const foi_rtf_word *word, const foi_rtf_token *token)
{
    bool on = !token->has_number || token->number != 0;
    switch (word->action) {
    case FOI_RTF_DO_FALLBACK:
        state->now.fallback = CLAMP(token->number, 0, 255);
        break;
    case FOI_RTF_DO_RESET_PARAGRAPH:
        reset_paragraph(state);
        break;
    case FOI_RTF_DO_RESET_CHARACTER:
        reset_character(state);
        break;
    case FOI_RTF_DO_IN_TABLE:
        state->now.in_table = on;
        break;
    case FOI_RTF_DO_OUTLINE:
        set_outline(state, token);
        break;
    case FOI_RTF_DO_STYLE:
        set_style(state, token->number);
        break;
    case FOI_RTF_DO_OTHER_STYLE:
        state->style = -1;
        break;
    case FOI_RTF_DO_HIDE:
        state->now.hidden = on;
        break;
    case FOI_RTF_DO_DELETE:
        state->now.deleted = on;
        break;
    case FOI_RTF_DO_RTF_ONLY:
        state->now.rtf_only = on;
        break;
    case FOI_RTF_DO_FROM_HTML:
        set_source(state, FOI_RTF_SOURCE_HTML);
        break;
    case FOI_RTF_DO_FROM_TEXT:
        set_source(state, FOI_RTF_SOURCE_TEXT);
        break;
    default:
        break;
    }
}

static void do_font(foi_rtf_state *state, const foi_rtf_word *word, const foi_rtf_token *token)
{
    switch (word->action) {
    case FOI_RTF_DO_FONT:
        set_font(state, token->number);
        break;
    case FOI_RTF_DO_DEFAULT_FONT:
        state->default_font = token->number;
        break;
    case FOI_RTF_DO_FONT_CHARSET:
        set_font_codepage(state, foi_rtf_charset_codepage(token->number));
        break;
    case FOI_RTF_DO_FONT_CODEPAGE:
        set_font_codepage(state, (unsigned)MAX(token->number, 0));
        break;
    case FOI_RTF_DO_CODEPAGE:
        state->codepage = word->value > 0 ? (unsigned)word->value : (unsigned)MAX(token->number, 0);
        break;
    default:
        break;
    }
}

static void do_word(foi_rtf_state *state, const foi_rtf_word *word, const foi_rtf_token *token)
{
    switch (word->action) {
    case FOI_RTF_DO_CHARACTER:
        foi_rtf_append_character(state, (gunichar)word->value);
        return;
    case FOI_RTF_DO_CODE:
        foi_rtf_append_code(state, token->number);
        return;
    case FOI_RTF_DO_PARAGRAPH:
    case FOI_RTF_DO_CELL:
    case FOI_RTF_DO_ROW:
        end_block(state, word->action);
        break;
    default:
        if (word->action <= FOI_RTF_DO_PART)
            do_group(state, word);
        else if (word->action >= FOI_RTF_DO_FONT && word->action <= FOI_RTF_DO_CODEPAGE)
            do_font(state, word, token);
        else
            do_setting(state, word, token);
    }
    state->skipping = 0;
}

/* What a group that is left out can still say. */
static bool matters_here(const foi_rtf_state *state, const foi_rtf_word *word)
{
    switch (state->now.destination) {
    case FOI_RTF_DROPPED:
    case FOI_RTF_OBJECT:
        return false;
    case FOI_RTF_ANSI:
        return word->action == FOI_RTF_DO_UNICODE;
    case FOI_RTF_INFO:
        return word->action == FOI_RTF_DO_DESTINATION;
    default:
        return true;
    }
}

static void read_word(foi_rtf_state *state, const foi_rtf_token *token, bool starred)
{
    const foi_rtf_word *word = g_hash_table_lookup(state->words, token->word);
    if (starred && word == NULL)
        state->now.destination = FOI_RTF_DROPPED;
    else if (word != NULL && matters_here(state, word))
        do_word(state, word, token);
    else
        state->skipping = 0;
}

/* --- tokens --- */

static void read_symbol(foi_rtf_state *state, uint8_t symbol)
{
    if (symbol == '\\' || symbol == '{' || symbol == '}')
        foi_rtf_append_bytes(state, &symbol, 1);
    else if (symbol == '~')
        foi_rtf_append_character(state, 0xa0);
    else if (symbol == '_')
        foi_rtf_append_character(state, '-');
    else if (symbol == '\r' || symbol == '\n')
        end_block(state, FOI_RTF_DO_PARAGRAPH);
    else if (symbol == '\t')
        foi_rtf_append_character(state, '\t');
}

/* False once the outermost group has ended. */
static bool read_token(foi_rtf_state *state, const foi_rtf_token *token)
{
    bool starred = state->starred;
    bool fresh = state->fresh;
    state->starred = false;
    state->fresh = token->kind == FOI_RTF_OPEN;
    bool bytes = token->kind == FOI_RTF_TEXT || token->kind == FOI_RTF_BYTE;
    if (state->lost > 0 && token->kind != FOI_RTF_OPEN && token->kind != FOI_RTF_CLOSE)
        return true;
    if (!bytes)
        foi_rtf_flush(state);
    switch (token->kind) {
    case FOI_RTF_OPEN:
        state->skipping = 0;
        open_group(state);
        break;
    case FOI_RTF_CLOSE:
        state->skipping = 0;
        return !close_group(state);
    case FOI_RTF_WORD:
        read_word(state, token, starred);
        break;
    case FOI_RTF_SYMBOL:
        if (token->byte == '*')
            state->starred = fresh;
        else
            read_symbol(state, token->byte);
        break;
    case FOI_RTF_BYTE:
        foi_rtf_append_bytes(state, &token->byte, 1);
        break;
    case FOI_RTF_TEXT:
        foi_rtf_append_bytes(state, token->bytes, token->length);
        break;
    case FOI_RTF_BINARY:
        if (state->now.destination == FOI_RTF_OBJECT)
            g_byte_array_append(state->object, token->bytes, (guint)token->length);
        break;
    case FOI_RTF_END:
        break;
    }
    return true;
}

/* Whether the outermost group was read to its end. */
static bool read_tokens(foi_rtf_state *state)
{
    foi_rtf_token token;
    while (foi_rtf_flows_more(state->flows)) {
        if (!foi_rtf_next(&state->reader, &token))
            return false;
        if (!read_token(state, &token))
            return true;
    }
    return true;
}

static bool give_source(foi_rtf_state *state)
{
    const GString *text = state->source_text;
    if (state->source == FOI_RTF_SOURCE_HTML)
        return foi_html_read(state->output, (const uint8_t *)text->str, text->len, "utf-8", false);
    return foi_output_lines(state->output, text->str, text->len);
}

static bool read_all(foi_rtf_state *state, bool with_title)
{
    bool whole = read_tokens(state);
    foi_rtf_flush(state);
    if (!whole || state->reader.cut)
        foi_output_status(state->output, FOI_READ_PARTIAL, "the file ends inside of a group");
    if (with_title)
        foi_output_title(state->output, state->title->str);
    foi_rtf_flows_finish(state->flows);
    if (state->source != FOI_RTF_SOURCE_RTF)
        return give_source(state);
    return foi_rtf_flows_more(state->flows);
}

bool foi_rtf_read(foi_output *output, const uint8_t *bytes, size_t length, bool with_title)
{
    foi_rtf_state state;
    foi_rtf_state_init(&state, output, bytes, length);
    bool more = read_all(&state, with_title);
    foi_rtf_state_clear(&state);
    return more;
}

static void extract_rtf(const foi_input *input, foi_output *output)
{
    foi_rtf_read(output, input->bytes, input->length, true);
}

static const char *const MIMES[] = {"text/rtf", "application/rtf", NULL};

const foi_extractor foi_extractor_rtf = {"rtf", MIMES, FOI_FILE_WORD, extract_rtf};
