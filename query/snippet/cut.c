/* cut.c - folding white space, choosing where to cut, marking words. */
#include "query/snippet/cut.h"

#include <string.h>

/* So many bytes on each side are looked at for each code point of a snippet: more than whole
 * sentences of that size need, even of four bytes a character with some white space. */
#define CONTEXT_FACTOR 6

#define ELLIPSIS 0x2026

/* The text around the window with white space folded: code points and where each came from. */
typedef struct folded {
    gunichar *points;
    size_t *bytes; /* offsets in the text, one more than points */
    size_t count;
    bool from_start;
    bool to_end;
} folded;

/* What is shown: code points [left, right) of the folded text. */
typedef struct cut {
    size_t left, right;
    bool cut_left, cut_right; /* an ellipsis stands there */
} cut;

static void folded_clear(folded *f)
{
    g_free(f->points);
    g_free(f->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(folded, folded_clear)

void foi_passage_free(foi_passage *passage)
{
    if (passage) {
        g_free(passage->text);
        g_array_unref(passage->highlights);
        g_free(passage);
    }
}

/* Bytes that change the direction of what follows, or that nobody sees, are left out. */
static bool is_invisible(gunichar c)
{
    return c == 0xad || c == 0x61c || c == 0x200b || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

static size_t at_character(const foi_text *text, size_t offset)
{
    while (offset > 0 && offset < text->bytes->len &&
           ((unsigned char)text->bytes->str[offset] & 0xc0) == 0x80)
        offset--;
    return offset;
}

static gunichar point_at(const folded *f, size_t i)
{
    return f->points[i];
}

static bool is_blank(gunichar c)
{
    if (c < 0x80)
        return c <= ' ' || c == 0x7f;
    return g_unichar_isspace(c) || g_unichar_iscntrl(c);
}

static void add_point(folded *f, gunichar c, size_t offset)
{
    f->points[f->count] = c;
    f->bytes[f->count++] = offset;
}

static void fold_text(folded *f, const foi_text *text, size_t from, size_t to)
{
    const char *end = text->bytes->str + to;
    bool space = false;

    for (const char *p = text->bytes->str + from; p < end; p = g_utf8_next_char(p)) {
        gunichar c = (unsigned char)*p < 0x80 ? (unsigned char)*p : g_utf8_get_char(p);
        size_t offset = (size_t)(p - text->bytes->str);
        if (is_blank(c)) {
            space = f->count > 0;
        } else if (c < 0x80 || !is_invisible(c)) {
            if (space)
                add_point(f, ' ', offset - 1);
            space = false;
            add_point(f, c, offset);
        }
    }
    f->bytes[f->count] = to;
}

static folded fold_around(const foi_text *text, foi_span window, foi_span region, unsigned size)
{
    size_t room = (size_t)size * CONTEXT_FACTOR;
    size_t from = window.start - region.start > room ? window.start - room : region.start;
    size_t to = region.end - window.end > room ? window.end + room : region.end;
    folded f = {NULL, NULL, 0, from == region.start, to == region.end};

    from = at_character(text, from);
    to = at_character(text, to);
    /* A space goes before a code point only where one was left out. */
    f.points = g_new(gunichar, to - from + 1);
    f.bytes = g_new(size_t, to - from + 1);
    fold_text(&f, text, from, to);
    return f;
}

/* The first code point that came from byte OFFSET or behind it. */
static size_t index_of(const folded *f, size_t offset)
{
    size_t low = 0, high = f->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->bytes[middle] < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Words that are cut short with a full stop, folded; so is any single letter. */
static const char *const abbreviations[] = {
    "art", "cf",   "co",    "dr", "ed",   "eg",  "etc",  "ie",  "mr", "mrs", "ms", "no",
    "nos", "para", "paras", "pp", "prof", "reg", "regs", "sch", "ss", "st",  "vol"};

static bool is_abbreviation(const folded *f, size_t stop)
{
    char word[8] = "";
    size_t letters = 0;

    while (letters < stop && g_unichar_isalpha(point_at(f, stop - 1 - letters)))
        letters++;
    if (letters <= 1 || letters >= sizeof word)
        return letters == 1;
    for (size_t i = 0; i < letters; i++) {
        gunichar c = point_at(f, stop - letters + i);
        if (c >= 0x80)
            return false;
        word[i] = g_ascii_tolower((char)c);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++)
        if (strcmp(word, abbreviations[i]) == 0)
            return true;
    return false;
}

static bool is_closing(gunichar c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201d;
}

static bool starts_sentence(const folded *f, size_t i)
{
    size_t before = i;
    gunichar c;

    if (i == 0)
        return f->from_start;
    if (i >= f->count || point_at(f, i - 1) != ' ' || g_unichar_islower(point_at(f, i)))
        return false;
    before--;
    while (before > 0 && is_closing(point_at(f, before - 1)))
        before--;
    if (before == 0)
        return false;
    c = point_at(f, before - 1);
    return c == '!' || c == '?' || (c == '.' && !is_abbreviation(f, before - 1));
}

/* The start of the sentence that holds I; SIZE_MAX where it lies outside what was folded. */
static size_t sentence_start(const folded *f, size_t i)
{
    for (;; i--) {
        if (starts_sentence(f, i))
            return i;
        if (i == 0)
            return SIZE_MAX;
    }
}

/* Behind the sentence that holds the code point before I; SIZE_MAX as above. */
static size_t sentence_end(const folded *f, size_t i)
{
    for (; i < f->count; i++)
        if (starts_sentence(f, i))
            return i - 1;
    return f->to_end ? f->count : SIZE_MAX;
}

/* Whole sentences more on either side, as long as they fit. */
static void add_sentences(const folded *f, cut *c, size_t size)
{
    while (c->right < f->count) {
        size_t end = sentence_end(f, c->right + 2);
        if (end == SIZE_MAX || end - c->left > size)
            break;
        c->right = end;
    }
    while (c->left > 1) {
        size_t start = sentence_start(f, c->left - 2);
        if (start == SIZE_MAX || c->right - start > size)
            break;
        c->left = start;
    }
}

/* The nearest start of a word at or behind I, but at most LIMIT. */
static size_t word_start(const folded *f, size_t i, size_t limit)
{
    while (i < limit && i > 0 && point_at(f, i - 1) != ' ')
        i++;
    return MIN(i, limit);
}

/* The nearest end of a word at or before I, but at least LIMIT. */
static size_t word_end(const folded *f, size_t i, size_t limit)
{
    while (i > limit && i < f->count && point_at(f, i) != ' ')
        i--;
    while (i > limit && point_at(f, i - 1) == ' ')
        i--;
    return MAX(i, limit);
}

/* Around the window when no whole sentence fits: from the sentence's start if the window can then
 * still be shown, up to its end likewise, else with the window in the middle. */
static cut cut_sentence(const folded *f, size_t from, size_t to, size_t start, size_t end,
                        size_t size)
{
    size_t points = f->count;
    cut c = {from, to, false, false};
    size_t spare;

    if (to - from + 2 > size) {
        /* Evidence can be longer than a snippet: as many of its words as there is room for. */
        size_t room = MIN(to, from + size - 2);
        size_t words = word_end(f, room, from);
        c.right = words > from ? words : room;
    } else if (start != SIZE_MAX && to - start < size) {
        c.left = start;
        c.right = word_end(f, MIN(start + size - 1, points), to);
    } else if (end != SIZE_MAX && end - from < size) {
        c.right = end;
        c.left = word_start(f, end - (size - 1), from);
    } else {
        spare = size - 2 - (to - from);
        c.left = word_start(f, from > spare / 2 ? from - spare / 2 : 0, from);
        c.right = word_end(f, MIN(c.left + size - 2, points), to);
    }
    c.cut_left = !starts_sentence(f, c.left);
    c.cut_right = sentence_end(f, c.right + 1) != c.right;
    if (c.right == points && f->to_end)
        c.cut_right = false;
    return c;
}

static cut choose_cut(const folded *f, size_t from, size_t to, size_t size)
{
    size_t start = sentence_start(f, from);
    size_t end = sentence_end(f, to);

    if (start != SIZE_MAX && end != SIZE_MAX && end - start <= size) {
        cut c = {start, end, false, false};
        add_sentences(f, &c, size);
        return c;
    }
    return cut_sentence(f, from, to, start, end, size);
}

/* The first occurrence that starts at or behind OFFSET. */
static guint first_behind(const foi_occurrences *occurrences, size_t offset)
{
    guint low = 0, high = occurrences->list->len;

    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(occurrences->list, foi_occurrence, middle).span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static gint compare_highlights(gconstpointer a, gconstpointer b)
{
    const foi_highlight *x = a;
    const foi_highlight *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->length < y->length) - (x->length > y->length);
}

/* Sorted, and without those that lie on an earlier one. */
static void tidy(GArray *highlights)
{
    guint kept = 0;
    uint32_t end = 0;

    g_array_sort(highlights, compare_highlights);
    for (guint i = 0; i < highlights->len; i++) {
        foi_highlight h = g_array_index(highlights, foi_highlight, i);
        if (h.start >= end) {
            g_array_index(highlights, foi_highlight, kept++) = h;
            end = h.start + h.length;
        }
    }
    g_array_set_size(highlights, kept);
}

static void mark_word(const folded *f, const cut *c, foi_span word, GArray *highlights)
{
    size_t from = MAX(index_of(f, word.start), c->left);
    size_t to = MIN(index_of(f, word.end), c->right);

    while (to > from && point_at(f, to - 1) == ' ')
        to--;
    if (from < to) {
        foi_highlight h = {(uint32_t)(from - c->left + c->cut_left), (uint32_t)(to - from)};
        g_array_append_val(highlights, h);
    }
}

/* A phrase is marked only where the whole of it shows, or as much as there is room for in WINDOW;
 * evidence also in part. */
static bool is_marked(const foi_occurrence *o, foi_span shown, foi_span window)
{
    bool whole = o->span.start >= shown.start && o->span.end <= shown.end;

    return whole || o->word_count == 1 || o->span.start == window.start;
}

static void mark(const folded *f, const cut *c, const foi_occurrences *occurrences, foi_span shown,
                 foi_span window, GArray *highlights)
{
    guint first = first_behind(occurrences, shown.start);

    /* Evidence may begin before what is shown: the few occurrences just before are looked at. */
    for (guint i = first > 8 ? first - 8 : 0; i < occurrences->list->len; i++) {
        const foi_occurrence *o = &g_array_index(occurrences->list, foi_occurrence, i);
        if (o->span.start >= shown.end)
            break;
        for (guint w = 0; is_marked(o, shown, window) && w < o->word_count; w++) {
            foi_span word = g_array_index(occurrences->words, foi_span, o->first_word + w);
            if (word.end > shown.start && word.start < shown.end)
                mark_word(f, c, word, highlights);
        }
    }
    tidy(highlights);
}

static char *text_of(const folded *f, const cut *c)
{
    GString *text = g_string_new(NULL);

    if (c->cut_left)
        g_string_append_unichar(text, ELLIPSIS);
    for (size_t i = c->left; i < c->right; i++)
        g_string_append_unichar(text, point_at(f, i));
    if (c->cut_right)
        g_string_append_unichar(text, ELLIPSIS);
    return g_string_free(text, FALSE);
}

foi_passage *foi_cut(const foi_text *text, foi_span window, foi_span region,
                     const foi_occurrences *occurrences, unsigned size, foi_span *shown)
{
    g_auto(folded) f = fold_around(text, window, region, size);
    size_t from = index_of(&f, window.start);
    size_t to = MAX(index_of(&f, window.end), from);
    foi_passage *passage;
    cut c;

    while (to > from && point_at(&f, to - 1) == ' ')
        to--;
    c = choose_cut(&f, from, to, size);
    shown->start = f.bytes[c.left];
    shown->end = f.bytes[c.right];
    passage = g_new0(foi_passage, 1);
    passage->highlights = g_array_new(FALSE, FALSE, sizeof(foi_highlight));
    mark(&f, &c, occurrences, *shown, window, passage->highlights);
    if (passage->highlights->len == 0) {
        foi_passage_free(passage);
        return NULL;
    }
    passage->text = text_of(&f, &c);
    return passage;
}
