#include "indexer/extract/word/doc_text.h"

#include "indexer/extract/limits.h"
#include "indexer/extract/word/doc_charset.h"
#include "indexer/extract/word/doc_lists.h"
#include "indexer/extract/word/doc_pieces.h"
#include "indexer/extract/word/doc_runs.h"
#include "indexer/extract/word/doc_styles.h"
#include "indexer/extract/word/flow.h"
#include "indexer/extract/word/labelled.h"
#include "indexer/extract/word/word_style.h"

#define REPLACEMENT 0xfffd

/* Characters that Word gives a meaning of its own. */
enum {
    CELL_END = 0x07,
    LINE_BREAK = 0x0b,
    PAGE_BREAK = 0x0c,
    PARAGRAPH_END = 0x0d,
    COLUMN_BREAK = 0x0e,
    FIELD_START = 0x13,
    FIELD_RESULT = 0x14,
    FIELD_END = 0x15,
    HARD_HYPHEN = 0x1e,
    SYMBOL = 0x28
};

struct foi_doc_text {
    const foi_doc_file *file;
    foi_output *output;
    foi_doc_charset charset;
    GArray *pieces;
    foi_doc_runs *characters;
    foi_doc_runs *paragraphs;
    foi_doc_styles *styles;
    foi_lists *lists;
    foi_flow *flow;
    GString *paragraph; /* that is being read */
    bool in_row;
    bool cell_ended;    /* what comes next in the row begins a cell */
    unsigned fields;    /* open */
    unsigned hidden;    /* the one of them, from 1, whose instruction is being read; 0: none */
    size_t instruction; /* characters of it */
};

foi_doc_text *foi_doc_text_new(const foi_doc_file *file, foi_output *output)
{
    foi_doc_text *text = g_new0(foi_doc_text, 1);
    text->file = file;
    text->output = output;
    text->pieces = foi_doc_pieces_read(file, output);
    text->characters = foi_doc_runs_new(file, FOI_DOC_TABLE_CHARACTERS, output);
    text->paragraphs = foi_doc_runs_new(file, FOI_DOC_TABLE_PARAGRAPHS, output);
    text->styles = foi_doc_styles_read(file);
    text->lists = foi_doc_lists_read(file);
    text->flow = foi_flow_new(output);
    text->paragraph = g_string_new(NULL);
    foi_doc_charset_fill(&text->charset, file);
    return text;
}

void foi_doc_text_free(foi_doc_text *text)
{
    if (text == NULL)
        return;
    foi_doc_charset_clear(&text->charset);
    g_array_unref(text->pieces);
    foi_doc_runs_free(text->characters);
    foi_doc_runs_free(text->paragraphs);
    foi_doc_styles_free(text->styles);
    foi_lists_free(text->lists);
    foi_flow_free(text->flow);
    g_string_free(text->paragraph, TRUE);
    g_free(text);
}

uint64_t foi_doc_text_length(const foi_doc_text *text)
{
    guint count = text->pieces->len;
    return count == 0 ? 0 : g_array_index(text->pieces, foi_doc_piece, count - 1).end;
}

/* --- blocks --- */

static void end_row(foi_doc_text *text)
{
    foi_flow_end_row(text->flow);
    foi_flow_end_table(text->flow);
    text->in_row = false;
}

static void start_row(foi_doc_text *text)
{
    foi_flow_start_table(text->flow);
    foi_flow_start_row(text->flow);
    text->in_row = true;
    text->cell_ended = true;
}

/* A cell begins with the first text or end of a cell behind the end of the one before. */
static void start_cell(foi_doc_text *text)
{
    if (!text->in_row)
        start_row(text);
    if (text->cell_ended)
        foi_flow_start_cell(text->flow);
    text->cell_ended = false;
}

static foi_list_label label_of(foi_doc_text *text, const foi_doc_properties *said,
                               const foi_doc_style *style)
{
    int list = said->list >= 0 ? said->list : style->list;
    int level = said->level >= 0 ? said->level : MAX(style->level, 0);
    return list > 0 ? foi_lists_count(text->lists, list, level) : (foi_list_label){NULL, 0, false};
}

/* Give what was read as a paragraph of which SAID holds. UNMARKED: its end is no mark that is
 * printed, so that it does not count in a list where it is empty. */
static void give_paragraph(foi_doc_text *text, const foi_doc_properties *said, bool unmarked)
{
    g_autoptr(GString) whole = text->paragraph;
    text->paragraph = g_string_new(NULL);
    foi_doc_style style = foi_doc_styles_find(text->styles, said->style);
    bool blank = foi_word_is_blank(whole);
    foi_list_label label = {NULL, 0, false};
    if (!blank || !unmarked)
        label = label_of(text, said, &style);
    if (blank) {
        g_free(label.text);
        return;
    }
    bool heading = style.heading || (said->outline >= 0 && said->outline < FOI_LIST_LEVELS);
    bool item = label.item && label.number == 0;
    foi_block_kind kind = foi_word_kind(heading, style.quote, item, whole);
    foi_labelled_give(text->flow, kind, &label, whole, false);
}

static foi_doc_properties paragraph_at(foi_doc_text *text, const foi_doc_piece *piece,
                                       uint32_t place)
{
    uint32_t end;
    foi_doc_properties said = *foi_doc_runs_at(text->paragraphs, place, &end);
    foi_doc_properties_merge(&said, &piece->over);
    return said;
}

/* The character MARK at PLACE ends a paragraph, a cell or a row. HIDDEN: it is not printed. */
static void end_paragraph(foi_doc_text *text, const foi_doc_piece *piece, uint32_t place,
                          gunichar mark, bool hidden)
{
    foi_doc_properties said = paragraph_at(text, piece, place);
    if (mark == CELL_END && said.row_end > 0) {
        give_paragraph(text, &said, true);
        end_row(text);
        return;
    }
    if (mark == CELL_END || said.in_table > 0)
        start_cell(text);
    else if (text->in_row)
        end_row(text);
    give_paragraph(text, &said, hidden || mark == PAGE_BREAK);
    text->cell_ended = mark == CELL_END;
}

/* --- characters --- */

static void append(foi_doc_text *text, gunichar c)
{
    g_string_append_unichar(text->paragraph, c);
    foi_flow_spill(text->flow, text->paragraph);
}

/* The instruction of a field that does not end is text that would be lost. */
static void release_instruction(foi_doc_text *text)
{
    foi_output_status(text->output, FOI_READ_PARTIAL, "a field in the text has no end");
    text->hidden = text->fields = 0;
}

static void note_field(foi_doc_text *text, gunichar mark)
{
    if (mark == FIELD_START) {
        text->fields++;
        if (text->hidden == 0) {
            text->hidden = text->fields;
            text->instruction = 0;
        }
        return;
    }
    if (text->hidden == text->fields)
        text->hidden = 0;
    if (mark == FIELD_END && text->fields > 0)
        text->fields--;
}

static void add(foi_doc_text *text, gunichar c, const foi_doc_properties *said)
{
    if (text->hidden > 0) {
        if (++text->instruction > FOI_DOC_INSTRUCTION)
            release_instruction(text);
        return;
    }
    if (c == SYMBOL && said->special > 0 && said->symbol > 0)
        c = (gunichar)said->symbol;
    if (c == LINE_BREAK || c == COLUMN_BREAK)
        append(text, '\n');
    else if (c == HARD_HYPHEN)
        append(text, '-');
    else if (c == '\t' || c >= ' ')
        append(text, g_unichar_validate(c) ? c : REPLACEMENT);
}

static bool is_hidden(foi_doc_text *text, const foi_doc_piece *piece, uint32_t place,
                      const foi_doc_properties *said)
{
    if (said->deleted > 0)
        return true;
    bool by_style = false;
    if (text->styles->some_hidden) {
        foi_doc_properties paragraph = paragraph_at(text, piece, place);
        by_style = foi_doc_styles_find(text->styles, paragraph.style).hidden ||
                   foi_doc_styles_find(text->styles, said->character_style).hidden;
    }
    return foi_doc_is_hidden(said->hidden, by_style);
}

static void take(foi_doc_text *text, const foi_doc_piece *piece, uint32_t place, gunichar c,
                 const foi_doc_properties *said, bool hidden)
{
    if (c == FIELD_START || c == FIELD_RESULT || c == FIELD_END)
        note_field(text, c);
    else if (c == PARAGRAPH_END || c == CELL_END || c == PAGE_BREAK)
        end_paragraph(text, piece, place, c, hidden);
    else if (!hidden)
        add(text, c, said);
}

/* The character at PLACE of text that is not in Unicode, of which LEFT units are left; *WIDTH: its
 * bytes. There East Asian editions write units of two bytes, or letters
 * of one or two. */
static gunichar letter_at(const foi_doc_text *text, const foi_doc_piece *piece, uint32_t place,
                          uint64_t left, uint32_t *width)
{
    uint8_t first = foi_view_8(text->file->main, place);
    uint8_t second = foi_view_8(text->file->main, place + 1);
    *width = piece->wide ? 2 : 1;
    gunichar pair = 0;
    if (piece->wide)
        pair = foi_doc_charset_pair(&text->charset, second, first);
    else if (left > 1)
        pair = foi_doc_charset_pair(&text->charset, first, second);
    if (pair == 0)
        return text->charset.letters[first];
    *width = 2;
    return pair;
}

/* The characters from START up to END, all of them in PIECE. */
static void give_from_piece(foi_doc_text *text, const foi_doc_piece *piece, uint64_t start,
                            uint64_t end)
{
    uint32_t unit = piece->wide ? 2 : 1;
    uint32_t place = piece->place + (uint32_t)(start - piece->start) * unit;
    uint32_t run_end = 0;
    foi_doc_properties said = FOI_DOC_NOTHING;
    bool hidden = false;
    while (start < end && foi_flow_more(text->flow)) {
        if (place >= run_end) {
            said = *foi_doc_runs_at(text->characters, place, &run_end);
            foi_doc_properties_merge(&said, &piece->over);
            hidden = is_hidden(text, piece, place, &said);
        }
        uint32_t width;
        gunichar c = piece->wide && !text->file->old
                         ? foi_view_utf16(text->file->main, place, &width)
                         : letter_at(text, piece, place, end - start, &width);
        take(text, piece, place, c, &said, hidden);
        start += width / unit;
        place += width;
    }
}

void foi_doc_text_give(foi_doc_text *text, bool margin, uint64_t start, uint64_t end)
{
    foi_flow_set_once(text->flow, margin);
    guint index = foi_doc_pieces_find(text->pieces, start);
    for (; index < text->pieces->len && foi_flow_more(text->flow); index++) {
        const foi_doc_piece *piece = &g_array_index(text->pieces, foi_doc_piece, index);
        if (piece->start >= end)
            break;
        give_from_piece(text, piece, MAX(start, piece->start), MIN(end, piece->end));
    }
    if (text->hidden > 0)
        release_instruction(text);
    text->fields = 0;
    give_paragraph(text, &FOI_DOC_NOTHING, true);
    if (text->in_row)
        end_row(text);
}
