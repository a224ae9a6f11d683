#include <string.h>

#include "indexer/law/scanner.h"

/* The longest title in brackets behind a provision, and so many may stand one behind the other. */
#define TITLE_LIMIT   60
#define TITLES_LIMIT  3
/* The most parts in one bracket: "31(1)(a, b and c)". */
#define BRACKET_LIMIT 20
/* "31(1)(g) read in conjunction with 31(2)(c)": the most words between. */
#define BRIDGE_LIMIT  8
/* How far behind such words the name of another law makes what stands between that law's. */
#define FOREIGN_LIMIT 12
/* "sections 35 to 37": a wider range is two numbers that happen to stand so. */
#define RANGE_LIMIT   12

/* Behind one bracket at AT that holds no part, brackets inside it taken along; AT where there is
 * none. */
static uint32_t skip_bracket(const foi_law_scanner *in, uint32_t at)
{
    if (!foi_law_mark_at(in, at, '(') || at + 1 >= in->count ||
        in->tokens[at + 1].kind == FOI_TOKEN_NUMBER)
        return at;
    if (foi_law_mark_at(in, at + 2, ')') && in->tokens[at + 1].length < 4 &&
        !(in->tokens[at + 1].flags & FOI_TOKEN_UPPER))
        return at;
    unsigned depth = 1;
    for (uint32_t i = at + 1; i < in->count && i < at + TITLE_LIMIT; i++) {
        if (in->tokens[i].flags & FOI_TOKEN_BREAK)
            return at;
        depth += foi_law_mark_at(in, i, '(');
        if (foi_law_mark_at(in, i, ')') && --depth == 0)
            return i + 1;
    }
    return at;
}

/* Behind "(commercial interests)" or "(the Act)"-like brackets that hold no part; AT where there
 * are none. */
uint32_t foi_law_skip_title(const foi_law_scanner *in, uint32_t at)
{
    for (unsigned titles = 0; titles < TITLES_LIMIT; titles++) {
        uint32_t next = skip_bracket(in, at);
        if (next == at)
            break;
        at = next;
    }
    return at;
}

/* Behind ", ", "and", "or", "&", "/", "and/or" between two items; 0 where there is no such link. */
static uint32_t skip_separator(const foi_law_scanner *in, uint32_t at)
{
    uint32_t i = at;
    while (i < at + 4 && i < in->count && !(in->tokens[i].flags & FOI_TOKEN_BREAK) &&
           (foi_law_mark_at(in, i, ',') || foi_law_mark_at(in, i, ';') ||
            foi_law_mark_at(in, i, '&') || foi_law_mark_at(in, i, '+') ||
            foi_law_mark_at(in, i, '/') ||
            foi_symbol_map_get(&in->w->joins, in->tokens[i].symbol) != 0))
        i++;
    return i > at ? i : 0;
}

/* Whether the number at AT, END counts something ("14 days", "2 pages", "40%"). */
bool foi_law_counts_things(const foi_law_scanner *in, uint32_t end)
{
    if (end >= in->count)
        return false;
    const foi_token *next = &in->tokens[end];
    if (next->kind == FOI_TOKEN_MARK)
        return next->value == '%' ||
               (next->value == ',' && (next->flags & FOI_TOKEN_GLUED) && end + 1 < in->count &&
                (in->tokens[end + 1].flags & FOI_TOKEN_GLUED) &&
                in->tokens[end + 1].kind == FOI_TOKEN_NUMBER);
    return next->kind == FOI_TOKEN_WORD && foi_symbol_map_get(&in->w->counted, next->symbol) != 0;
}

static void keep_path(foi_law_scanner *in, const foi_law_path *path)
{
    if (in->paths->len < FOI_LAW_ITEMS_LIMIT)
        g_array_append_val(in->paths, *path);
    else
        in->out->cut = true;
}

static const char *const roman[] = {"",   "i",   "ii",   "iii", "iv", "v",
                                    "vi", "vii", "viii", "ix",  "x"};

static int roman_value(const char *part)
{
    for (int n = 1; n < (int)G_N_ELEMENTS(roman); n++)
        if (strcmp(roman[n], part) == 0)
            return n;
    return 0;
}

/* "(a) to (ad)", "(aa) to (ad)": the parts inserted between. */
static void keep_inserted(foi_law_scanner *in, foi_law_path *step, const char *from, const char *to)
{
    unsigned last = step->parts - 1;
    char part[3] = {from[0], from[1] ? (char)(from[1] + 1) : 'a', '\0'};
    if (to[0] != from[0] || !to[1] || to[2])
        return;
    for (; part[1] < to[1]; part[1]++) {
        g_strlcpy(step->part[last], part, sizeof step->part[last]);
        keep_path(in, step);
    }
}

/* "35 to 37", "35-37", "(a) to (c)": the steps between FROM and TO, TO itself excluded. */
static void keep_range(foi_law_scanner *in, const foi_law_path *from, const foi_law_path *to)
{
    foi_law_path step = *from;
    if (from->parts == 0 && to->parts == 0) {
        int a = (int)g_ascii_strtoull(from->number, NULL, 10);
        int b = (int)g_ascii_strtoull(to->number, NULL, 10);
        for (int n = a + 1; b - a <= RANGE_LIMIT && n < b; n++) {
            g_snprintf(step.number, sizeof step.number, "%d", n);
            keep_path(in, &step);
        }
    } else if (from->parts == to->parts && from->parts > 0) {
        unsigned last = from->parts - 1;
        const char *a = from->part[last], *b = to->part[last];
        if (from->numeric[last] != to->numeric[last])
            return;
        int i = roman_value(a), k = roman_value(b);
        for (int n = i + 1; i && k && (a[1] || b[1]) && n < k; n++) {
            g_strlcpy(step.part[last], roman[n], sizeof step.part[last]);
            keep_path(in, &step);
        }
        if (a[1] || b[1]) {
            if (i && k)
                return;
            keep_inserted(in, &step, a, b);
            return;
        }
        for (char c = (char)(a[0] + 1); c < b[0]; c++) {
            step.part[last][0] = c;
            keep_path(in, &step);
        }
    }
}

/* The separator of a range at AT: behind it, or 0. A dash with white space around it counts only
 * where a PLURAL unit or a part in brackets behind it says so. */
static uint32_t skip_range_word(const foi_law_scanner *in, uint32_t at, bool plural)
{
    if (foi_law_word_at(in, at, in->w->to) || foi_law_word_at(in, at, in->w->through))
        return at + 1;
    bool tight = foi_law_glued_at(in, at) && foi_law_glued_at(in, at + 1);
    if (foi_law_mark_at(in, at, '-') && at + 1 < in->count &&
        !(in->tokens[at].flags & FOI_TOKEN_BREAK) &&
        (tight || plural || foi_law_mark_at(in, at + 1, '(')))
        return at + 1;
    return 0;
}

/* Whether the name of a law begins at AT ("exemption 6, 5 U.S.C. 552"). */
static bool begins_law(foi_law_scanner *in, uint32_t at)
{
    const foi_law_mention *mention;
    in->listed = MAX(in->listed, in->mention);
    while ((mention = foi_law_mention_at(in, in->listed)) && mention->end <= at)
        in->listed++;
    return mention && mention->first == at;
}

/* Whether another law than those of the table is named close behind AT. */
static bool is_foreign_ahead(foi_law_scanner *in, uint32_t at)
{
    begins_law(in, at);
    const foi_law_mention *mention = foi_law_mention_at(in, in->listed);
    return mention && mention->regime < 0 && mention->first < at + FOREIGN_LIMIT;
}

/* Behind the words between two provisions of one reference, such as "for the purposes of", where a
 * number with parts follows them; 0. */
static uint32_t skip_bridge(foi_law_scanner *in, uint32_t at)
{
    uint32_t i = at;
    bool worded = false;
    for (; i < at + BRIDGE_LIMIT && i < in->count && !(in->tokens[i].flags & FOI_TOKEN_SENTENCE);
         i++) {
        bool word = in->tokens[i].kind == FOI_TOKEN_WORD &&
                    foi_symbol_map_get(&in->w->bridges, in->tokens[i].symbol) != 0;
        if (!word && !foi_law_mark_at(in, i, ','))
            break;
        worded = worded || word;
    }
    foi_law_path path;
    return worded && i < in->count && in->tokens[i].kind == FOI_TOKEN_NUMBER &&
                   foi_law_mark_at(in, i + 1, '(') &&
                   foi_law_read_path(in->tokens, in->count, i, in->text, &path) && path.parts > 0 &&
                   !is_foreign_ahead(in, i)
               ? i
               : 0;
}

/* Whether the number before token END is the beginning of a word: "3rd", "sect1on". */
static bool runs_on(const foi_law_scanner *in, uint32_t end)
{
    return foi_law_glued_at(in, end) && in->tokens[end].kind == FOI_TOKEN_WORD &&
           !(in->tokens[end].flags & FOI_TOKEN_CAPITAL) &&
           foi_symbol_map_get(&in->w->links, in->tokens[end].symbol) == 0 &&
           foi_symbol_map_get(&in->w->joins, in->tokens[end].symbol) == 0;
}

/* "section 21, 40 and 43", "section 21, 40 of FOIA": what stands at END shows that the bare number
 * before it is one of a list, although the unit word is not plural. */
static bool goes_on(const foi_law_scanner *in, uint32_t end)
{
    int regime;
    uint32_t reach, next = skip_separator(in, end);
    bool joined = next == end + 1 && in->tokens[end].kind == FOI_TOKEN_WORD &&
                  in->tokens[next < in->count ? next : end].kind == FOI_TOKEN_NUMBER;
    return (joined && !foi_law_counts_things(in, next + 1)) ||
           foi_law_behind(in, end, &regime, &reach) == FOI_LAW_KNOWN;
}

/* One more item at AT that goes on from PATH: a bare part or another number. */
static bool read_item(foi_law_scanner *in, uint32_t at, bool plural, foi_law_path *path)
{
    foi_law_path next = *path;
    if (begins_law(in, at))
        return false;
    if (foi_law_mark_at(in, at, '(') && in->last[0] >= 0 &&
        *foi_regime_at((size_t)in->last[0])->root &&
        foi_law_read_path(in->tokens, in->count, at, in->text, &next)) {
        *path = next;
        return true;
    }
    next = *path;
    if (foi_law_read_next_part(in->tokens, in->count, at, in->text, &next)) {
        *path = next;
        return true;
    }
    if (!foi_law_read_path(in->tokens, in->count, at, in->text, &next))
        return false;
    bool comma = at > 0 && (foi_law_mark_at(in, at - 1, ',') || foi_law_mark_at(in, at - 1, ';'));
    if (next.parts == 0 && (foi_law_counts_things(in, next.end) || runs_on(in, next.end) ||
                            (comma && !plural && !goes_on(in, next.end))))
        return false;
    *path = next;
    return true;
}

/* Behind "subsection", "sub-section", "paragraph" at AT; 0 where none stands there. *NUMBERED: its
 * parts are numbers. */
static uint32_t skip_part_word(const foi_law_scanner *in, uint32_t at, bool *numbered)
{
    bool sub = foi_law_word_at(in, at, in->w->sub);
    uint32_t i = at + sub + (sub && foi_law_mark_at(in, at + 1, '-'));
    if (i >= in->count || in->tokens[i].kind != FOI_TOKEN_WORD)
        return 0;
    uint32_t unit = foi_symbol_map_get(&in->w->units, in->tokens[i].symbol);
    *numbered = unit == FOI_UNIT_SUBSECTION || (sub && unit == FOI_UNIT_SECTION);
    return *numbered || unit == FOI_UNIT_PARAGRAPH ? i + 1 : 0;
}

/* "section 40, subsection (2)", "section 40 subsection 2": the part goes below PATH. */
static void read_named_part(const foi_law_scanner *in, foi_law_path *path)
{
    bool numbered;
    uint32_t at = skip_part_word(in, path->end + foi_law_mark_at(in, path->end, ','), &numbered);
    if (!at || (numbered && path->parts > 0))
        return;
    foi_law_path below = {0}, whole = *path;
    bool plain = numbered && at < in->count && in->tokens[at].kind == FOI_TOKEN_NUMBER &&
                 in->tokens[at].length == 1;
    if (plain) {
        below.part[0][0] = in->text[in->tokens[at].start];
        below.numeric[0] = true;
        below.parts = 1;
        below.end = at + 1;
    } else if (!foi_law_read_next_part(in->tokens, in->count, at, in->text, &below)) {
        return;
    }
    if (!foi_law_append(&whole, &below))
        return;
    *path = whole;
    path->end = below.end;
}

/* "subsections (1) and (2) of section 40" from the first bracket at AT on: fills in->paths. */
static uint32_t read_inverted(foi_law_scanner *in, uint32_t at, foi_law_unit *unit)
{
    foi_law_path below = {0}, base;
    uint32_t next = at;
    while (next && foi_law_read_next_part(in->tokens, in->count, next, in->text, &below)) {
        keep_path(in, &below);
        next = skip_separator(in, below.end);
    }
    uint32_t of = below.end;
    if (in->paths->len == 0 || !foi_law_word_at(in, of, in->w->of) || of + 1 >= in->count)
        return 0;
    uint32_t found = foi_symbol_map_get(&in->w->units, in->tokens[of + 1].symbol);
    if ((found != FOI_UNIT_SECTION && found != FOI_UNIT_REGULATION) ||
        !foi_law_read_path(in->tokens, in->count, of + 2, in->text, &base))
        return 0;
    for (guint i = 0; i < in->paths->len; i++) {
        foi_law_path *path = &g_array_index(in->paths, foi_law_path, i);
        foi_law_path whole = base;
        if (!foi_law_append(&whole, path))
            return 0;
        whole.first = path->first;
        *path = whole;
    }
    *unit = (foi_law_unit)found;
    return base.end;
}

/* One of the parts in "(a, b and c)" at *AT, put below BASE into PATH. */
static bool read_listed_part(const foi_law_scanner *in, uint32_t *at, const foi_law_path *base,
                             foi_law_path *path)
{
    foi_law_path part = {.first = *at, .end = *at + 1};
    if (!foi_law_read_word_part(in->tokens, in->count, *at, in->text, &part))
        return false;
    *path = *base;
    path->first = *at;
    path->end = ++*at;
    return foi_law_append(path, &part);
}

/* "31(1)(a, b and c)", "31(1)(a-c)", "40(2 and 3)" behind PATH: keeps one path for each part in the
 * bracket and moves PATH behind it. */
static bool read_bracket_list(foi_law_scanner *in, foi_law_path *path)
{
    const foi_law_path base = *path;
    guint kept = in->paths->len;
    foi_law_path item, last;
    uint32_t at = path->end + 1;
    if (!foi_law_mark_at(in, path->end, '(') || !read_listed_part(in, &at, &base, &item))
        return false;
    keep_path(in, &item);
    bool listed = true;
    while (listed && at < in->count && !foi_law_mark_at(in, at, ')') &&
           in->paths->len < kept + BRACKET_LIMIT) {
        bool range = foi_law_mark_at(in, at, '-') || foi_law_word_at(in, at, in->w->to);
        at = range ? at + 1 : skip_separator(in, at);
        last = item;
        listed = at && read_listed_part(in, &at, &base, &item);
        if (listed && range)
            keep_range(in, &last, &item);
        if (listed)
            keep_path(in, &item);
    }
    if (!listed || !foi_law_mark_at(in, at, ')') || in->paths->len < kept + 2) {
        g_array_set_size(in->paths, kept);
        return false;
    }
    *path = item;
    path->end = at + 1;
    return true;
}

/* Whether "subsection" or "paragraph" before PATH may stand for the section. */
static bool is_whole_section(const foi_law_path *path, foi_law_unit unit)
{
    return unit != FOI_UNIT_SUBSECTION || path->parts > 0;
}

/* Behind what parts the item that ends at END from the next one, *TITLED where a title in brackets
 * stands there; 0 where the list ends. */
static uint32_t skip_between(foi_law_scanner *in, uint32_t end, bool *titled)
{
    uint32_t at = foi_law_skip_title(in, end);
    *titled = at > end;
    uint32_t next = skip_separator(in, at);
    uint32_t bridge = !next || foi_law_mark_at(in, next - 1, ',') ? skip_bridge(in, at) : 0;
    if (bridge)
        return bridge;
    return !next && !*titled && foi_law_mark_at(in, end, '(') ? end : next;
}

uint32_t foi_law_read_list(foi_law_scanner *in, uint32_t at, bool plural, foi_law_unit *unit)
{
    g_array_set_size(in->paths, 0);
    if ((*unit == FOI_UNIT_SUBSECTION || *unit == FOI_UNIT_PARAGRAPH) &&
        foi_law_mark_at(in, at, '('))
        return read_inverted(in, at, unit);
    foi_law_path path;
    if (!foi_law_read_path(in->tokens, in->count, at, in->text, &path) ||
        !is_whole_section(&path, *unit) || (path.parts == 0 && runs_on(in, path.end)))
        return 0;
    read_named_part(in, &path);
    if (!read_bracket_list(in, &path))
        keep_path(in, &path);
    uint32_t end = path.end;
    for (;;) {
        uint32_t range = skip_range_word(in, end, plural);
        foi_law_path from = path;
        if (range && read_item(in, range, plural, &path)) {
            keep_range(in, &from, &path);
            keep_path(in, &path);
            end = path.end;
            continue;
        }
        bool titled;
        uint32_t next = skip_between(in, end, &titled);
        plural = plural || titled;
        if (!next || !read_item(in, next, plural, &path))
            break;
        if (!read_bracket_list(in, &path))
            keep_path(in, &path);
        end = path.end;
    }
    return end;
}
