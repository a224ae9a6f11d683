#include "indexer/law/scan.h"

#include <string.h>

#include "indexer/law/mentions.h"
#include "indexer/law/scanner.h"

/* How far the enforcement of a notice may speak of itself. */
#define SENTENCE_LIMIT 60

/* A text that is longer than a letter is of other matters where it names other laws so many times
 * as often as those of the table. */
#define OTHER_LAWS 4

/* Whether ID is among the items from FROM on; SEEN holds them once they are many. */
static bool has_item(const foi_law_scan *out, guint from, const char *id, GHashTable **seen)
{
    if (out->items->len - from < FOI_LAW_FEW_ITEMS) {
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

/* Where the reference AT begins. The name of a law between two references may have been taken for
 * both: it is the one's behind which it stands, but for a name that the next one begins with. */
static uint32_t start_behind_last(foi_law_scan *out, foi_law_span at)
{
    if (out->refs->len == 0)
        return at.start;
    foi_law_ref *last = &g_array_index(out->refs, foi_law_ref, out->refs->len - 1);
    last->last = MIN(last->last, at.first);
    return MAX(at.start, last->last);
}

/* Whether the same sentence speaks of a certification to the court before token FIRST. */
static bool is_certified(foi_law_scanner *in, uint32_t first)
{
    const GArray *all = in->out->certified;
    while (in->certified < all->len && g_array_index(all, uint32_t, in->certified) <= first)
        in->certified++;
    uint32_t from = in->certified ? g_array_index(all, uint32_t, in->certified - 1) : 0;
    if (in->certified == 0 || first - from > SENTENCE_LIMIT)
        return false;
    for (uint32_t i = from; i < first; i++)
        if (in->tokens[i].flags & FOI_TOKEN_SENTENCE)
            return false;
    return true;
}

/* Add the reference AT with the paths at hand, as far as REGIME has such provisions. False where it
 * has none. */
static bool emit(foi_law_scanner *in, foi_law_span at, foi_law_unit unit, int regime, bool assumed)
{
    const foi_regime *row = foi_regime_at((size_t)regime);
    foi_law_ref ref = {.end = in->tokens[at.end - 1].start + in->tokens[at.end - 1].length,
                       .last = at.reach,
                       .item = in->out->items->len,
                       .assumed = assumed};
    bool certified = is_certified(in, at.first);
    g_autoptr(GHashTable) seen = NULL;
    for (guint i = 0; i < in->paths->len; i++) {
        const foi_law_path *path = &g_array_index(in->paths, foi_law_path, i);
        foi_law_item item = {.start = in->tokens[path->first].start,
                             .end = in->tokens[path->end - 1].start +
                                    in->tokens[path->end - 1].length};
        int form = foi_law_by_form(path, row->regulations);
        bool formed = form >= 0 && foi_regime_at((size_t)form)->state == row->state;
        if (!foi_law_write_id(path, formed ? form : regime, unit == FOI_UNIT_EITHER, item.id) ||
            (certified && foi_law_provision(item.id)->kind == FOI_PROVISION_PROCEDURAL) ||
            has_item(in->out, ref.item, item.id, &seen))
            continue;
        g_array_append_val(in->out->items, item);
        ref.items++;
    }
    if (ref.items == 0)
        return false;
    ref.first = start_behind_last(in->out, at);
    ref.start = in->tokens[ref.first].start;
    g_array_append_val(in->out->refs, ref);
    return true;
}

/* The law of the same place as REGIME that has sections or REGULATIONS; -1. */
static int with_unit(int regime, bool regulations)
{
    const foi_regime *row = foi_regime_at((size_t)regime);
    return row->regulations == regulations ? regime : foi_regime_for(regulations, row->place);
}

/* The law of the reference at hand, whose number stands behind UNIT; FOI_LAW_OTHER where it has
 * none of the table. */
static int settle(const foi_law_scanner *in, foi_law_unit unit, foi_law_answer answer, int named)
{
    bool regulations = unit == FOI_UNIT_REGULATION || unit == FOI_UNIT_SHORT_REGULATION;
    const foi_law_path *path = &g_array_index(in->paths, foi_law_path, 0);
    const foi_regime *row = answer == FOI_LAW_KNOWN ? foi_regime_at((size_t)named) : NULL;
    if (answer == FOI_LAW_FOREIGN || unit == FOI_UNIT_FOREIGN || unit == FOI_UNIT_PARAGRAPH)
        return FOI_LAW_OTHER;
    int form = foi_law_by_form(path, regulations);
    if (form >= 0 && foi_regime_at((size_t)form)->state == (row ? row->state : in->state))
        return form;
    if (row)
        return unit == FOI_UNIT_EITHER || row->regulations ? named : with_unit(named, regulations);
    int last = in->last[regulations];
    bool numbered = last >= 0 && *foi_regime_at((size_t)last)->bare;
    if (unit == FOI_UNIT_SHORT_REGULATION ||
        (unit == FOI_UNIT_EITHER && path->parts == 0 && !numbered))
        return FOI_LAW_OTHER;
    if ((!in->any_law && !in->assume) || (regulations && in->last_other))
        return FOI_LAW_OTHER;
    return last;
}

static void resolve(foi_law_scanner *in, uint32_t first, uint32_t end, foi_law_unit unit)
{
    int named = FOI_LAW_OTHER;
    uint32_t reach = end;
    uint32_t start = first;
    bool plain = g_array_index(in->paths, foi_law_path, 0).parts == 0;
    foi_law_answer answer =
        foi_law_of(in, &start, end, &named, &reach, !(plain && unit == FOI_UNIT_EITHER));
    int regime = settle(in, unit, answer, named);
    foi_law_span at = {start, first, end, MAX(reach, end)};
    bool kept = regime >= 0 && emit(in, at, unit, regime, answer == FOI_LAW_UNKNOWN);
    foi_law_tie(in, at, unit, answer, kept);
}

/* Whether "(b)(5)" may begin at AT. */
static bool two_brackets(const foi_law_scanner *in, uint32_t at)
{
    return in->tokens[at].kind == FOI_TOKEN_MARK && in->tokens[at].value == '(' &&
           foi_law_mark_at(in, at + 2, ')') && foi_law_mark_at(in, at + 3, '(');
}

/* The next token from AT on that can begin a reference: a unit, a number before a bracket, the name
 * of a law, "(b)(5)". Nearly all are passed over so. */
static uint32_t next_beginning(foi_law_scanner *in, uint32_t at)
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
            (tokens[at].kind == FOI_TOKEN_NUMBER && foi_law_mark_at(in, at + 1, '(')) ||
            two_brackets(in, at))
            break;
    return at;
}

static void scan_all(foi_law_scanner *in)
{
    for (uint32_t at = 0; (at = next_beginning(in, at)) < in->count;) {
        foi_law_pass_mentions(in, at);
        foi_law_start start = foi_law_begin(in, at);
        uint32_t end = start.number < in->count
                           ? foi_law_read_list(in, start.number, start.plural, &start.unit)
                           : 0;
        if (!end) {
            at++;
            continue;
        }
        foi_law_pass_mentions(in, start.number);
        resolve(in, at, end, start.unit);
        at = end;
    }
}

bool foi_law_names_other(const foi_law_scan *scan)
{
    for (guint i = 0; i < scan->mentions->len; i++)
        if (g_array_index(scan->mentions, foi_law_mention, i).regime == FOI_LAW_OTHER)
            return true;
    return false;
}

bool foi_law_is_data_protection(const foi_token *tokens, uint32_t first, uint32_t end)
{
    uint32_t data = foi_token_symbol("data"), dpa = foi_token_symbol("dpa"),
             gdpr = foi_token_symbol("gdpr");
    for (uint32_t i = first; i < end; i++)
        if (tokens[i].symbol == data || tokens[i].symbol == dpa || tokens[i].symbol == gdpr)
            return true;
    return false;
}

/* Whether the text is about laws of the table: "the Act" names none, and a judgment that names
 * others all the time is of other matters. */
static bool is_about_table(const foi_law_scanner *in)
{
    const GArray *mentions = in->out->mentions;
    guint own = 0, other = 0;
    for (guint i = 0; i < mentions->len; i++) {
        const foi_law_mention *mention = &g_array_index(mentions, foi_law_mention, i);
        own += mention->regime >= 0 && mention->explicit_;
        other += mention->regime == FOI_LAW_OTHER &&
                 !foi_law_is_data_protection(in->tokens, mention->first, mention->end);
    }
    return own > 0 && (in->count < FOI_LAW_LETTER_TOKENS || other <= own * OTHER_LAWS);
}

/* "The Act" is another one. */
static void disown_acts(GArray *mentions)
{
    for (guint i = 0; i < mentions->len; i++) {
        foi_law_mention *mention = &g_array_index(mentions, foi_law_mention, i);
        if (!mention->explicit_)
            mention->regime = FOI_LAW_OTHER;
    }
}

static foi_law_scan *scan_in(const char *text, const foi_token *tokens, size_t count,
                             unsigned place, foi_law_assume assume)
{
    foi_law_scan *out = g_new0(foi_law_scan, 1);
    out->items = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_item), 16);
    out->refs = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_ref), 16);
    out->mentions = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_mention), 16);
    out->certified = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    out->place = place;
    foi_law_find_mentions(out, tokens, count);
    foi_law_scanner in = {.w = foi_law_words_get(),
                          .text = text,
                          .tokens = tokens,
                          .count = count,
                          .out = out,
                          .assume = assume == FOI_LAW_ASSUME_ALWAYS ||
                                    (assume == FOI_LAW_ASSUME_ALONE && !foi_law_names_other(out))};
    in.any_law = is_about_table(&in);
    if (!in.any_law && !in.assume)
        disown_acts(out->mentions);
    in.state = foi_regime_at(out->place)->state;
    in.last[0] = foi_regime_for(false, out->place);
    in.last[1] = foi_regime_for(true, out->place);
    in.paths = g_array_sized_new(FALSE, FALSE, sizeof(foi_law_path), 16);
    scan_all(&in);
    foi_law_drop_tied(&in);
    g_array_unref(in.paths);
    return out;
}

foi_law_scan *foi_law_scan_tokens(const char *text, const foi_token *tokens, size_t count,
                                  foi_law_assume assume)
{
    return scan_in(text, tokens, count, foi_regime_at(FOI_REGIME_HOME)->place, assume);
}

foi_law_scan *foi_law_scan_for(const char *text, const foi_token *tokens, size_t count, int regime)
{
    if (regime < 0)
        return foi_law_scan_tokens(text, tokens, count, FOI_LAW_ASSUME_NEVER);
    return scan_in(text, tokens, count, foi_regime_at((size_t)regime)->place,
                   FOI_LAW_ASSUME_ALWAYS);
}

void foi_law_scan_free(foi_law_scan *scan)
{
    if (!scan)
        return;
    g_array_unref(scan->items);
    g_array_unref(scan->refs);
    g_array_unref(scan->mentions);
    g_array_unref(scan->certified);
    g_free(scan);
}
