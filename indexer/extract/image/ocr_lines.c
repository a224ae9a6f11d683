#include "indexer/extract/image/ocr_lines.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/lines.h"

#define POINTS_PER_INCH 72.0

/* A word that is read with less confidence is no word, per cent. */
#define WORD_LOW     25.0
/* One that is read with more is legible. */
#define WORD_GOOD    60.0
/* Of a line that is kept this is the least confidence, over its letters. */
#define LINE_LOW     45.0
/* Of a page that is kept, this part of the letters is in legible words, and so many at least. */
#define PAGE_GOOD    0.5
#define PAGE_LETTERS 3

/* The baseline lies at this part of the size of the print, from the top. */
#define BASELINE 0.78

/* Words further apart than this many times the size are cells of a table. */
#define CELL_GAP 1.6

/* Sizes so near to the usual one are that one: they are measured on letters with dirt. */
#define SAME_SIZE 0.2

/* A line as it is being put together. */
typedef struct building {
    foi_pdf_line line;
    GString *text;
    double sum;     /* of confidence times letters */
    uint32_t count; /* letters and digits */
    uint32_t good;  /* of them in legible words */
} building;

/* The whole page. */
typedef struct page_sum {
    double sum;
    uint64_t count;
    uint64_t good;
    uint64_t all; /* letters, those in lines that are left out as well */
} page_sum;

static uint32_t count_letters(const char *word)
{
    uint32_t count = 0;
    for (; *word != '\0'; word = g_utf8_next_char(word))
        count += g_unichar_isalnum(g_utf8_get_char(word));
    return count;
}

static bool is_text_block(TessPolyBlockType type)
{
    return type != PT_FLOWING_IMAGE && type != PT_HEADING_IMAGE && type != PT_PULLOUT_IMAGE &&
           type != PT_HORZ_LINE && type != PT_VERT_LINE && type != PT_NOISE;
}

/* Where the line that ITERATOR is at lies; the size of its print is that of its first word. */
static void begin_line(building *to, const TessResultIterator *iterator, double scale)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(iterator);
    BOOL unused[6];
    int size = 0, font = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    TessResultIteratorWordFontAttributes(iterator, &unused[0], &unused[1], &unused[2], &unused[3],
                                         &unused[4], &unused[5], &size, &font);
    TessPageIteratorBaseline(place, RIL_TEXTLINE, &x1, &y1, &x2, &y2);
    memset(&to->line, 0, sizeof to->line);
    to->line.size = MAX(size, 1);
    to->line.top = (y1 + y2) / 2.0 * scale;
    g_string_truncate(to->text, 0);
    to->sum = 0;
    to->count = to->good = 0;
}

static void add_word(building *to, const TessResultIterator *iterator, const char *word,
                     double scale)
{
    int left, top, right, bottom;
    double confidence = TessResultIteratorConfidence(iterator, RIL_WORD);
    uint32_t letters = count_letters(word);
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(iterator);
    if (confidence < WORD_LOW ||
        !TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom))
        return;
    if (to->text->len == 0) {
        to->line.left = left * scale;
        to->line.first_word = (right - left) * scale;
    } else {
        bool cell = left * scale - to->line.right > CELL_GAP * to->line.size;
        g_string_append_c(to->text, cell ? '\t' : ' ');
    }
    g_string_append(to->text, word);
    to->line.right = right * scale;
    to->sum += confidence * letters;
    to->count += letters;
    to->good += confidence >= WORD_GOOD ? letters : 0;
}

static void end_line(building *from, GArray *lines, GString *text, page_sum *sum)
{
    sum->all += from->count;
    if (from->count == 0 || from->sum / from->count < LINE_LOW)
        return;
    sum->sum += from->sum;
    sum->count += from->count;
    sum->good += from->good;
    foi_pdf_line line = from->line;
    line.start = text->len;
    line.length = from->text->len;
    g_string_append_len(text, from->text->str, (gssize)from->text->len);
    g_array_append_val(lines, line);
}

static void read_words(TessResultIterator *iterator, double scale, GArray *lines, GString *text,
                       page_sum *sum)
{
    g_autoptr(GString) words = g_string_new(NULL);
    building line = {.text = words};
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(iterator);
    do {
        if (TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE)) {
            end_line(&line, lines, text, sum);
            begin_line(&line, iterator, scale);
        }
        char *word = TessResultIteratorGetUTF8Text(iterator, RIL_WORD);
        if (word != NULL && is_text_block(TessPageIteratorBlockType(place)))
            add_word(&line, iterator, word, scale);
        TessDeleteText(word);
    } while (TessResultIteratorNext(iterator, RIL_WORD));
    end_line(&line, lines, text, sum);
}

static int compare_lines(const void *a, const void *b)
{
    double x = ((const foi_pdf_line *)a)->size;
    double y = ((const foi_pdf_line *)b)->size;
    return (x > y) - (x < y);
}

/* The size in the middle of LINES, weighed by their length. */
static double usual_size(const GArray *lines)
{
    g_autoptr(GArray) sorted = g_array_copy((GArray *)lines);
    qsort(sorted->data, sorted->len, sizeof(foi_pdf_line), compare_lines);
    size_t all = 0;
    for (guint i = 0; i < sorted->len; i++)
        all += g_array_index(sorted, foi_pdf_line, i).length;
    size_t seen = 0;
    for (guint i = 0; i < sorted->len; i++) {
        const foi_pdf_line *line = &g_array_index(sorted, foi_pdf_line, i);
        seen += line->length;
        if (seen * 2 >= all)
            return line->size;
    }
    return 0;
}

/* Top and bottom follow from the baseline and the size, not from the letters that happen to be in
 * the line. */
static void settle(foi_pdf_line *line, double usual)
{
    if (fabs(line->size - usual) <= SAME_SIZE * usual)
        line->size = usual;
    double baseline = line->top;
    line->top = baseline - BASELINE * line->size;
    line->bottom = line->top + line->size;
}

/* Whether LINE ends in the first part of a word that is whole with the beginning of NEXT. A hyphen
 * that belongs to its word stays. */
static bool breaks_word(TessBaseAPI *engine, const GString *text, const foi_pdf_line *line,
                        const foi_pdf_line *next)
{
    const char *end = text->str + line->start + line->length - 1;
    const char *begin = end;
    const char *after = text->str + next->start;
    size_t more = 0;
    while (begin > text->str + line->start && g_ascii_isalpha(begin[-1]))
        begin--;
    while (more < next->length && g_ascii_islower(after[more]))
        more++;
    if (*end != '-' || begin == end || more == 0)
        return false;
    g_autofree char *word =
        g_strdup_printf("%.*s%.*s", (int)(end - begin), begin, (int)more, after);
    return TessBaseAPIIsValidWord(engine, word) != 0;
}

static void give_lines(TessBaseAPI *engine, const GArray *lines, const GString *text,
                       foi_pdf_page *page)
{
    double usual = usual_size(lines);
    g_autoptr(GString) piece = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        foi_pdf_line line = g_array_index(lines, foi_pdf_line, i);
        g_string_truncate(piece, 0);
        g_string_append_len(piece, text->str + line.start, (gssize)line.length);
        if (i + 1 < lines->len &&
            breaks_word(engine, text, &line, &g_array_index(lines, foi_pdf_line, i + 1))) {
            g_string_truncate(piece, piece->len - 1);
            g_string_append(piece, FOI_SOFT_HYPHEN);
        }
        line.length = piece->len;
        settle(&line, usual);
        foi_pdf_page_append(page, piece->str, &line);
    }
}

foi_pdf_page *foi_ocr_lines(TessBaseAPI *engine, PIX *image, uint32_t number)
{
    double scale = POINTS_PER_INCH / pixGetXRes(image);
    foi_pdf_page *page = foi_pdf_page_new(number, pixGetHeight(image) * scale);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(foi_pdf_line));
    g_autoptr(GString) text = g_string_new(NULL);
    page_sum sum = {0};
    TessResultIterator *iterator = TessBaseAPIGetIterator(engine);
    if (iterator == NULL)
        return page;
    read_words(iterator, scale, lines, text, &sum);
    TessResultIteratorDelete(iterator);
    if (sum.good < PAGE_LETTERS || (double)sum.good < PAGE_GOOD * (double)sum.all)
        return page;
    give_lines(engine, lines, text, page);
    page->confidence = sum.sum / (double)sum.count / 100;
    return page;
}
