#include "indexer/law/scan.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/law/mentions.h"
#include "indexer/law/parts.h"
#include "indexer/law/symbols.h"

/* So many provisions of a reference are compared one by one; the longest lists seen have thirteen.
 */
#define FEW_ITEMS   16
/* The longest title in brackets behind a provision. */
#define TITLE_LIMIT 20
/* How far a reference without a law may look for the one that the next reference names. */
#define CHAIN_LIMIT 12
/* "sections 35 to 37": a wider range is two numbers that happen to stand so. */
#define RANGE_LIMIT 12

/* What a unit word says: values of the rows "unit" in the phrases. */
typedef enum {
    UNIT_NONE = 0,
    UNIT_SECTION,
    UNIT_REGULATION,
    UNIT_SHORT_SECTION,    /* "s", which also is what an apostrophe leaves */
    UNIT_SHORT_REGULATION, /* "r", which also is a rule's */
    UNIT_EITHER,           /* "exemption": the law decides */
    UNIT_FOREIGN           /* "rule", "article": no provision of these laws */
} unit_kind;

typedef struct {
    foi_symbol_map units;
    foi_symbol_map begins;  /* the units, and what begins a reference without one */
    foi_symbol_map counted; /* words behind a number that is no section: "days" */
    foi_symbol_map links;   /* words between a reference and its law: "of", "the" */
    uint32_t and, or, to, foi, complaint, upheld, not, partly, code, regulations, rules;
} words;

static void file_row(words *w, const char *kind, const char *value, const char *pattern)
{
    static const char *const names[] = {
        "", "section", "regulation", "short-section", "short-regulation", "either", "foreign"};
    uint32_t key = foi_token_symbol(pattern);
    if (strcmp(kind, "unit") == 0)
        for (int i = 1; i < (int)G_N_ELEMENTS(names); i++)
            if (strcmp(value, names[i]) == 0) {
                foi_symbol_map_put(&w->units, key, (uint32_t)i);
                foi_symbol_map_put(&w->begins, key, 1);
            }
    if (strcmp(kind, "counted") == 0)
        foi_symbol_map_put(&w->counted, key, 1);
    if (strcmp(kind, "link") == 0)
        foi_symbol_map_put(&w->links, key, 1);
}

static const words *words_get(void)
{
    static const words *made;
    if (g_once_init_enter(&made)) {
        words *w = g_new0(words, 1);
        const foi_tsv *tsv = foi_tsv_table("phrases");
        for (size_t i = 0; tsv && i < foi_tsv_rows(tsv); i++) {
            const char *kind = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "kind"));
            const char *value = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "value"));
            if (strcmp(kind, "unit") != 0 && strcmp(kind, "counted") != 0 &&
                strcmp(kind, "link") != 0)
                continue;
            g_auto(GStrv) all =
                g_strsplit(foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "pattern")), "|", -1);
            for (char **one = all; *one; one++)
                file_row(w, kind, value, *one);
        }
        static const char *const unitless[] = {"foi"};
        foi_symbol_map_put_words(&w->begins, unitless, G_N_ELEMENTS(unitless), 1);
        w->and = foi_token_symbol("and");
        w->or = foi_token_symbol("or");
        w->to = foi_token_symbol("to");
        w->foi = foi_token_symbol("foi");
        w->complaint = foi_token_symbol("complaint");
        w->upheld = foi_token_symbol("upheld");
        w->not = foi_token_symbol("not");
        w->partly = foi_token_symbol("partly");
        w->code = foi_token_symbol("code");
        w->regulations = foi_token_symbol("regulations");
        w->rules = foi_token_symbol("rules");
        g_once_init_leave(&made, w);
    }
    return made;
}

typedef struct {
    const words *w;
    const char *text;
    const foi_token *tokens;
    size_t count;
    foi_law_scan *out;
    bool assume;
    bool any_law;    /* a law of the table is named somewhere */
    guint mention;   /* first mention that ends behind the reference at hand */
    guint named;     /* first mention that begins at or behind the token at hand */
    GArray *paths;   /* of foi_law_path: the reference at hand */
    int last[2];     /* the regime last named: for sections, for regulations */
    bool last_other; /* the last regulations or rules named are another law's */
} scanner;

static bool mark_at(const scanner *in, uint32_t at, char mark)
{
    return at < in->count && in->tokens[at].kind == FOI_TOKEN_MARK &&
           in->tokens[at].value == (uint16_t)mark;
}

static bool word_at(const scanner *in, uint32_t at, uint32_t symbol)
{
    return at < in->count && in->tokens[at].kind == FOI_TOKEN_WORD &&
           in->tokens[at].symbol == symbol;
}

/* Behind "(commercial interests)" or "(the Act)"-like brackets that hold no part; AT where there
 * are none. */
static uint32_t skip_title(const scanner *in, uint32_t at)
{
    if (!mark_at(in, at, '(') || at + 1 >= in->count || in->tokens[at + 1].kind == FOI_TOKEN_NUMBER)
        return at;
    if (mark_at(in, at + 2, ')') && in->tokens[at + 1].length < 4 &&
        !(in->tokens[at + 1].flags & FOI_TOKEN_UPPER))
        return at;
    for (uint32_t i = at + 1; i < in->count && i < at + TITLE_LIMIT; i++) {
        if (in->tokens[i].flags & FOI_TOKEN_BREAK)
            return at;
        if (mark_at(in, i, ')'))
            return i + 1;
    }
    return at;
}

/* Behind ", ", "and", "or", "&", "/", "and/or" between two items; 0 where there is no such link. */
static uint32_t skip_separator(const scanner *in, uint32_t at)
{
    uint32_t i = at;
    while (i < at + 4 && i < in->count && !(in->tokens[i].flags & FOI_TOKEN_BREAK) &&
           (mark_at(in, i, ',') || mark_at(in, i, ';') || mark_at(in, i, '&') ||
            mark_at(in, i, '/') || word_at(in, i, in->w->and) || word_at(in, i, in->w->or)))
        i++;
    return i > at ? i : 0;
}

/* Whether the number at AT, END counts something ("14 days", "2 pages", "40%"). */
static bool counts_things(const scanner *in, uint32_t end)
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

static void keep_path(scanner *in, const foi_law_path *path)
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

/* "35 to 37", "35-37", "(a) to (c)": the steps between FROM and TO, TO itself excluded. */
static void keep_range(scanner *in, const foi_law_path *from, const foi_law_path *to)
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
        if (a[1] || b[1])
            return;
        for (char c = (char)(a[0] + 1); c < b[0]; c++) {
            step.part[last][0] = c;
            keep_path(in, &step);
        }
    }
}

/* The separator of a range at AT: behind it, or 0. A dash counts only where nothing surrounds it.
 */
static uint32_t skip_range_word(const scanner *in, uint32_t at)
{
    if (word_at(in, at, in->w->to))
        return at + 1;
    if (mark_at(in, at, '-') && (in->tokens[at].flags & FOI_TOKEN_GLUED) && at + 1 < in->count &&
        (in->tokens[at + 1].flags & FOI_TOKEN_GLUED))
        return at + 1;
    return 0;
}

/* One more item at AT that goes on from PATH: a bare part or another number. */
static bool read_item(scanner *in, uint32_t at, bool plural, foi_law_path *path)
{
    foi_law_path next = *path;
    if (foi_law_read_next_part(in->tokens, in->count, at, in->text, &next)) {
        *path = next;
        return true;
    }
    if (!foi_law_read_path(in->tokens, in->count, at, in->text, &next))
        return false;
    bool comma = at > 0 && (mark_at(in, at - 1, ',') || mark_at(in, at - 1, ';'));
    if (next.parts == 0 && (counts_things(in, next.end) || (comma && !plural)))
        return false;
    *path = next;
    return true;
}

/* The whole list from the number at AT: fills in->paths. Returns the token behind it, or 0. */
static uint32_t read_list(scanner *in, uint32_t at, bool plural)
{
    g_array_set_size(in->paths, 0);
    foi_law_path path;
    if (!foi_law_read_path(in->tokens, in->count, at, in->text, &path))
        return 0;
    keep_path(in, &path);
    uint32_t end = path.end;
    for (;;) {
        uint32_t range = skip_range_word(in, end);
        foi_law_path from = path;
        if (range && read_item(in, range, plural, &path)) {
            keep_range(in, &from, &path);
            keep_path(in, &path);
            end = path.end;
            continue;
        }
        uint32_t titled = skip_title(in, end);
        uint32_t next = skip_separator(in, titled);
        if (!next || !read_item(in, next, plural, &path))
            break;
        keep_path(in, &path);
        end = path.end;
    }
    return end;
}

/* --- which law ------------------------------------------------------------------------------- */

static const foi_law_mention *mention_at(const scanner *in, guint index)
{
    return index < in->out->mentions->len
               ? &g_array_index(in->out->mentions, foi_law_mention, index)
               : NULL;
}

static bool names_regulations(const scanner *in, const foi_law_mention *mention)
{
    for (uint32_t i = mention->first; i < mention->end; i++)
        if (word_at(in, i, in->w->regulations) || word_at(in, i, in->w->rules))
            return true;
    return false;
}

/* Moves past the mentions that end at or before token AT, and remembers the laws they named. */
static void pass_mentions(scanner *in, uint32_t at)
{
    const foi_law_mention *mention;
    while ((mention = mention_at(in, in->mention)) && mention->end <= at) {
        bool regulations =
            mention->regime >= 0 && foi_regime_at((size_t)mention->regime)->regulations;
        if (mention->regime >= 0)
            in->last[regulations] = mention->regime;
        if (regulations)
            in->last_other = false;
        else if (mention->regime == FOI_LAW_OTHER && names_regulations(in, mention))
            in->last_other = true;
        in->mention++;
    }
}

typedef enum { LAW_UNKNOWN, LAW_KNOWN, LAW_OTHER } law_answer;

/* The law named right behind token END ("of the FOIA"), its end in *REACH. */
static law_answer law_behind(const scanner *in, uint32_t end, int *regime, uint32_t *reach)
{
    uint32_t at = skip_title(in, end);
    guint index = in->mention;
    bool code = false;
    for (uint32_t i = at; i < in->count && i < at + 7; i++) {
        const foi_law_mention *mention;
        while ((mention = mention_at(in, index)) && mention->end <= i)
            index++;
        if (mention && mention->first <= i) {
            *regime = mention->regime;
            *reach = mention->end;
            return mention->regime >= 0 ? LAW_KNOWN : LAW_OTHER;
        }
        const foi_token *token = &in->tokens[i];
        if (token->flags & FOI_TOKEN_BREAK)
            break;
        if (word_at(in, i, in->w->code))
            return LAW_OTHER;
        bool unit = foi_symbol_map_get(&in->w->units, token->symbol) != 0;
        bool link = foi_symbol_map_get(&in->w->links, token->symbol) != 0;
        bool of_code = i > at && (unit || (token->kind == FOI_TOKEN_NUMBER && code));
        code = code || unit;
        if (!link && !of_code && !(i == at && mark_at(in, i, '(')))
            break;
    }
    return LAW_UNKNOWN;
}

/* The law named right before token FIRST ("FOIA s.31", "DPA 2018, section 3"). */
static law_answer law_before(const scanner *in, uint32_t first, int *regime, uint32_t *start)
{
    if (first > 0 && word_at(in, first - 1, in->w->foi)) {
        *regime = foi_regime_for(false, in->out->scottish);
        *start = first - 1;
        return LAW_KNOWN;
    }
    if (in->mention == 0)
        return LAW_UNKNOWN;
    const foi_law_mention *mention = mention_at(in, in->mention - 1);
    uint32_t gap = first - mention->end;
    bool joined = gap == 0 ||
                  (gap == 1 && (mark_at(in, mention->end, ',') || mark_at(in, mention->end, '-') ||
                                mark_at(in, mention->end, '(') || mark_at(in, mention->end, ')')));
    if (!joined || (in->tokens[first].flags & FOI_TOKEN_SENTENCE))
        return LAW_UNKNOWN;
    *regime = mention->regime;
    *start = mention->first;
    return mention->regime >= 0 ? LAW_KNOWN : LAW_OTHER;
}

static bool is_letter_part(const foi_law_path *path, unsigned level, char most)
{
    return path->parts > level && !path->numeric[level] && path->part[level][0] <= most;
}

/* What the form of the first item says by itself: only one law has 10(4)(x), 12(5)(x), 30(b). */
static int regime_by_form(const foi_law_path *path, bool regulations)
{
    bool four_five = path->parts > 1 && path->numeric[0] &&
                     (strcmp(path->part[0], "4") == 0 || strcmp(path->part[0], "5") == 0);
    if (four_five && strcmp(path->number, "12") == 0 && is_letter_part(path, 1, 'g'))
        return foi_regime_for(true, false);
    if (four_five && strcmp(path->number, "10") == 0 && is_letter_part(path, 1, 'g'))
        return foi_regime_for(true, true);
    if (!regulations && strcmp(path->number, "30") == 0 && is_letter_part(path, 0, 'c'))
        return foi_regime_for(false, true);
    return FOI_LAW_OTHER;
}

/* The twin of REGIME that has sections or REGULATIONS. */
static int with_unit(int regime, bool regulations)
{
    const foi_regime *row = foi_regime_at((size_t)regime);
    return row->regulations == regulations ? regime : foi_regime_for(regulations, row->scotland);
}

/* As much of PART as there is room for before END; where it stops. */
static char *append(char *at, const char *end, const char *part)
{
    while (*part && at < end)
        *at++ = *part++;
    return at;
}

static void write_id(const foi_law_path *path, int regime, char *id)
{
    char *at = id, *end = id + FOI_PROVISION_ID_SIZE - 1;
    at = append(at, end, foi_regime_at((size_t)regime)->id);
    at = append(at, end, ":");
    at = append(at, end, path->number);
    for (unsigned i = 0; i < path->parts; i++) {
        at = append(at, end, "(");
        at = append(at, end, path->part[i]);
        at = append(at, end, ")");
    }
    *at = '\0';
}

/* Whether ID is among the items from FROM on; SEEN holds them once they are many. */
static bool has_item(const foi_law_scan *out, guint from, const char *id, GHashTable **seen)
{
    if (out->items->len - from < FEW_ITEMS) {
        for (guint i = from; i < out->items->len; i++)
            if (strcmp(g_array_index(out->items, foi_law_item, i).id, id) == 0)
                return true;
        return false;
    }
    if (!*seen) {
        *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (guint i = from; i < out->items->len; i++)
            g_hash_table_add(*seen, g_strdup(g_array_index(out->items, foi_law_item, i).id));
    }
    return !g_hash_table_add(*seen, g_strdup(id));
}

/* Add the reference FIRST to END with the paths at hand, as far as REGIME has such sections. */
static void emit(scanner *in, uint32_t first, uint32_t list_end, uint32_t end, int regime,
                 bool assumed)
{
    foi_law_ref ref = {.start = in->tokens[first].start,
                       .end = in->tokens[list_end - 1].start + in->tokens[list_end - 1].length,
                       .first = first,
                       .last = end,
                       .item = in->out->items->len,
                       .assumed = assumed};
    g_autoptr(GHashTable) seen = NULL;
    for (guint i = 0; i < in->paths->len; i++) {
        const foi_law_path *path = &g_array_index(in->paths, foi_law_path, i);
        foi_law_item item = {.start = in->tokens[path->first].start,
                             .end = in->tokens[path->end - 1].start +
                                    in->tokens[path->end - 1].length};
        int form = regime_by_form(path, foi_regime_at((size_t)regime)->regulations);
        write_id(path, form >= 0 ? form : regime, item.id);
        if (!foi_law_provision(item.id) || has_item(in->out, ref.item, item.id, &seen))
            continue;
        g_array_append_val(in->out->items, item);
        ref.items++;
    }
    if (ref.items)
        g_array_append_val(in->out->refs, ref);
}

/* Whether the next reference, close by and in the same sentence, names another law or REGIME. */
static law_answer law_of_next(const scanner *in, uint32_t end, int *regime)
{
    for (uint32_t i = end; i < in->count && i < end + CHAIN_LIMIT; i++) {
        if (in->tokens[i].flags & FOI_TOKEN_SENTENCE)
            break;
        if (!foi_symbol_map_get(&in->w->units, in->tokens[i].symbol) ||
            in->tokens[i].kind != FOI_TOKEN_WORD)
            continue;
        foi_law_path path;
        if (!foi_law_read_path(in->tokens, in->count, i + 1, in->text, &path))
            continue;
        uint32_t reach;
        bool direct = i == end + 1 || (i == end + 2 && mark_at(in, end, ','));
        law_answer answer = law_behind(in, path.end, regime, &reach);
        return answer == LAW_OTHER && !direct ? LAW_UNKNOWN : answer;
    }
    return LAW_UNKNOWN;
}

static void resolve(scanner *in, uint32_t first, uint32_t end, unit_kind unit)
{
    bool regulations = unit == UNIT_REGULATION || unit == UNIT_SHORT_REGULATION;
    const foi_law_path *path = &g_array_index(in->paths, foi_law_path, 0);
    int regime = FOI_LAW_OTHER;
    uint32_t start = first, reach = end;
    law_answer answer = law_behind(in, end, &regime, &reach);
    if (answer == LAW_UNKNOWN)
        answer = law_before(in, first, &regime, &start);
    if (answer == LAW_UNKNOWN)
        answer = law_of_next(in, end, &regime);
    if (answer == LAW_OTHER || unit == UNIT_FOREIGN)
        return;
    int form = regime_by_form(path, regulations);
    bool assumed = answer == LAW_UNKNOWN;
    if (form >= 0)
        regime = form;
    else if (answer == LAW_KNOWN)
        regime = unit == UNIT_EITHER || foi_regime_at((size_t)regime)->regulations
                     ? regime
                     : with_unit(regime, regulations);
    else if (unit == UNIT_SHORT_REGULATION || (unit == UNIT_EITHER && path->parts == 0))
        return;
    else if ((!in->any_law && !in->assume) || (regulations && in->last_other))
        return;
    else
        regime = in->last[regulations];
    if (regime < 0)
        return;
    emit(in, start, end, answer == LAW_KNOWN && reach > end ? reach : end, regime, assumed);
}

/* --- where a reference can begin ---------------------------------------------------------------
 */

static bool glued_at(const scanner *in, uint32_t at)
{
    return at < in->count && (in->tokens[at].flags & FOI_TOKEN_GLUED);
}

/* The number behind a short unit ("s", "r") at AT: where an apostrophe left the letter, nothing. */
static uint32_t number_behind_short(const scanner *in, uint32_t at, unit_kind unit)
{
    const foi_token *token = &in->tokens[at];
    bool dot = mark_at(in, at + 1, '.') && glued_at(in, at + 1);
    uint32_t number = at + 1 + dot;
    if (token->flags & FOI_TOKEN_POSSESSIVE ||
        (at > 0 && glued_at(in, at) &&
         (in->tokens[at - 1].kind == FOI_TOKEN_WORD || mark_at(in, at - 1, '\''))))
        return 0;
    foi_law_path path;
    if (!foi_law_read_path(in->tokens, in->count, number, in->text, &path))
        return 0;
    bool sure = dot || path.parts > 0 || glued_at(in, number);
    if (unit == UNIT_SHORT_REGULATION)
        sure = regime_by_form(&path, true) >= 0 && path.parts > 1;
    int regime;
    uint32_t reach;
    return sure || law_behind(in, path.end, &regime, &reach) != LAW_UNKNOWN ? number : 0;
}

/* Whether ": Upheld", "- Complaint not upheld" stands behind token AT, as in a line of findings. */
static bool finding_behind(const scanner *in, uint32_t at)
{
    uint32_t i = at;
    if (!mark_at(in, i, ':') && !mark_at(in, i, '-'))
        return false;
    for (i++; i < in->count && i < at + 5; i++) {
        if (word_at(in, i, in->w->upheld))
            return true;
        if (!word_at(in, i, in->w->complaint) && !word_at(in, i, in->w->not ) &&
            !word_at(in, i, in->w->partly))
            return false;
    }
    return false;
}

/* "FOI 40(2)", "EIR 12.5.b", "FOI 36: Upheld": the law's name is the unit. Token of the number, or
 * 0. */
static uint32_t number_behind_law(scanner *in, uint32_t at, unit_kind *unit)
{
    const foi_law_mention *mention = mention_at(in, in->mention);
    bool named = mention && mention->first == at && mention->regime >= 0 && mention->explicit_;
    bool foi = word_at(in, at, in->w->foi);
    if (!named && !foi)
        return 0;
    uint32_t number = named ? mention->end : at + 1;
    foi_law_path path;
    if (!foi_law_read_path(in->tokens, in->count, number, in->text, &path))
        return 0;
    bool split =
        number < in->count && (in->tokens[number].flags & FOI_TOKEN_GLUED) && path.parts > 0;
    bool sure = path.parts > 0 || finding_behind(in, path.end);
    const foi_token *next = path.end < in->count ? &in->tokens[path.end] : NULL;
    bool plain = !next || (next->flags & FOI_TOKEN_LINE) || next->kind == FOI_TOKEN_WORD ||
                 (next->kind == FOI_TOKEN_MARK &&
                  (next->value == ',' || next->value == '.' || next->value == ')'));
    if (named && !sure)
        sure = plain && !counts_things(in, path.end) && in->tokens[number].length <= 2;
    if (!sure)
        return 0;
    bool regulations = named && foi_regime_at((size_t)mention->regime)->regulations;
    *unit = regulations ? UNIT_REGULATION : UNIT_SECTION;
    int behind;
    uint32_t reach;
    if (split && law_behind(in, path.end, &behind, &reach) == LAW_KNOWN)
        *unit = UNIT_EITHER;
    return number;
}

/* "12(5)(e) of the EIR" without a unit word: the law right behind makes it a reference. */
static bool bare_number(const scanner *in, uint32_t at)
{
    foi_law_path path;
    int regime;
    uint32_t reach;
    return in->tokens[at].kind == FOI_TOKEN_NUMBER && mark_at(in, at + 1, '(') &&
           foi_law_read_path(in->tokens, in->count, at, in->text, &path) && path.parts > 0 &&
           law_behind(in, path.end, &regime, &reach) == LAW_KNOWN;
}

/* The number that a reference at token AT has, with its unit; 0 where none begins there. */
static uint32_t begin_at(scanner *in, uint32_t at, unit_kind *unit)
{
    const foi_token *token = &in->tokens[at];
    *unit = UNIT_NONE;
    if (token->kind == FOI_TOKEN_NUMBER) {
        *unit = UNIT_EITHER;
        return bare_number(in, at) ? at : 0;
    }
    if (token->kind != FOI_TOKEN_WORD)
        return 0;
    *unit = (unit_kind)foi_symbol_map_get(&in->w->units, token->symbol);
    if (*unit == UNIT_SHORT_SECTION || *unit == UNIT_SHORT_REGULATION)
        return number_behind_short(in, at, *unit);
    if (*unit == UNIT_NONE)
        return number_behind_law(in, at, unit);
    return mark_at(in, at + 1, '.') && glued_at(in, at + 1) ? at + 2 : at + 1;
}

/* Whether the unit word at AT is a plural one: a list with bare numbers may follow. */
static bool is_plural(const scanner *in, uint32_t at, uint32_t number)
{
    const foi_token *token = &in->tokens[at];
    if (at == number || token->kind != FOI_TOKEN_WORD)
        return false;
    char last = in->text[token->start + token->length - 1];
    return (last == 's' || last == 'S') && token->length > 1;
}

/* The next token from AT on that can begin a reference: a unit, a number before a bracket, the name
 * of a law. Nearly all are passed over so. */
static uint32_t next_beginning(scanner *in, uint32_t at)
{
    const GArray *mentions = in->out->mentions;
    while (in->named < mentions->len &&
           g_array_index(mentions, foi_law_mention, in->named).first < at)
        in->named++;
    uint32_t end = in->named < mentions->len
                       ? g_array_index(mentions, foi_law_mention, in->named).first
                       : (uint32_t)in->count;
    const foi_token *tokens = in->tokens;
    for (; at < end; at++)
        if (foi_symbol_map_get(&in->w->begins, tokens[at].symbol) ||
            (tokens[at].kind == FOI_TOKEN_NUMBER && mark_at(in, at + 1, '(')))
            break;
    return at;
}

static void scan_all(scanner *in)
{
    for (uint32_t at = 0; (at = next_beginning(in, at)) < in->count;) {
        pass_mentions(in, at);
        unit_kind unit;
        uint32_t number = begin_at(in, at, &unit);
        uint32_t end =
            number && number < in->count ? read_list(in, number, is_plural(in, at, number)) : 0;
        if (!end) {
            at++;
            continue;
        }
        pass_mentions(in, number);
        resolve(in, at, end, unit);
        at = end;
    }
}

foi_law_scan *foi_law_scan_tokens(const char *text, const foi_token *tokens, size_t count,
                                  bool assume)
{
    foi_law_scan *out = g_new0(foi_law_scan, 1);
    out->items = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_item), 16);
    out->refs = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_ref), 16);
    out->mentions = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_mention), 16);
    foi_law_find_mentions(out, tokens, count);
    scanner in = {.w = words_get(),
                  .text = text,
                  .tokens = tokens,
                  .count = count,
                  .out = out,
                  .assume = assume};
    for (guint i = 0; i < out->mentions->len; i++)
        in.any_law = in.any_law || g_array_index(out->mentions, foi_law_mention, i).regime >= 0;
    in.last[0] = foi_regime_for(false, out->scottish);
    in.last[1] = foi_regime_for(true, out->scottish);
    in.paths = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_path), 16);
    scan_all(&in);
    g_array_unref(in.paths);
    return out;
}

void foi_law_scan_free(foi_law_scan *scan)
{
    if (!scan)
        return;
    g_array_unref(scan->items);
    g_array_unref(scan->refs);
    g_array_unref(scan->mentions);
    g_free(scan);
}
