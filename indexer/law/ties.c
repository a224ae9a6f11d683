/* "section 26 of the Public Services Ombudsman (Wales) Act 2005 ... the purposes in section 26(2)":
 * a number that the text has tied to another Act stays that Act's where it is named bare, unless it
 * is the access law's as well.
 */
#include "indexer/law/scanner.h"

/* How far before a section the word "exemption" says that it is one. */
#define EXEMPTION_LIMIT 4

enum { TIED = 1, OWN = 2 };

/* A reference that the rest of the text decides. */
typedef struct {
    guint ref;
    uint64_t key;
} doubt;

static bool is_regulations(foi_law_unit unit)
{
    return unit == FOI_UNIT_REGULATION || unit == FOI_UNIT_SHORT_REGULATION;
}

static uint64_t key_of(const foi_law_path *path, foi_law_unit unit)
{
    return foi_token_symbol(path->number) | (uint64_t)is_regulations(unit) << 32;
}

static const foi_law_path *path_at(const foi_law_scanner *in, guint i)
{
    return &g_array_index(in->paths, foi_law_path, i);
}

static void mark_all(foi_law_scanner *in, foi_law_unit unit, uint32_t mark)
{
    for (guint i = 0; i < in->paths->len; i++) {
        uint64_t key = key_of(path_at(in, i), unit);
        foi_symbol_map_put(&in->ties, key, foi_symbol_map_get(&in->ties, key) | mark);
    }
}

/* Whether the tokens from FIRST to END name an act that ties numbers to it: codes and rules do not,
 * nor data protection, whose name many put for that of the exemption's law. */
static bool ties(uint32_t first, uint32_t end, const foi_law_scanner *in)
{
    static const char *const others[] = {"code", "regulations", "rules", "data", "dpa"};
    for (uint32_t i = first; i < end; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(others); k++)
            if (in->tokens[i].symbol == foi_token_symbol(others[k]))
                return false;
    return first < end;
}

static bool is_exemption_word(const foi_law_scanner *in, uint32_t at)
{
    return at < in->count &&
           foi_symbol_map_get(&in->w->units, in->tokens[at].symbol) == FOI_UNIT_EITHER;
}

/* Whether the reference from FIRST to END is called an exemption. */
static bool is_exemption(const foi_law_scanner *in, uint32_t first, uint32_t end)
{
    if (is_exemption_word(in, end))
        return true;
    for (uint32_t i = first; i > 0 && first - i < EXEMPTION_LIMIT; i--)
        if (is_exemption_word(in, i - 1))
            return true;
    return false;
}

void foi_law_tie(foi_law_scanner *in, foi_law_span at, foi_law_unit unit, foi_law_answer answer,
                 bool kept)
{
    if (answer == FOI_LAW_FOREIGN && unit != FOI_UNIT_FOREIGN && unit != FOI_UNIT_PARAGRAPH &&
        (ties(at.start, at.first, in) || ties(at.end, at.reach, in)))
        mark_all(in, unit, TIED);
    if (!kept)
        return;
    uint64_t key = key_of(path_at(in, 0), unit);
    bool doubtful = answer == FOI_LAW_UNKNOWN && unit != FOI_UNIT_EITHER &&
                    foi_symbol_map_get(&in->ties, key) == TIED &&
                    !is_exemption(in, at.first, at.end) &&
                    foi_law_by_form(path_at(in, 0), is_regulations(unit)) < 0;
    for (guint i = 1; doubtful && i < in->paths->len; i++)
        doubtful = key_of(path_at(in, i), unit) == key;
    if (!doubtful) {
        mark_all(in, unit, OWN);
        return;
    }
    doubt one = {in->out->refs->len - 1, key};
    if (!in->doubts)
        in->doubts = g_array_new(FALSE, FALSE, sizeof(doubt));
    g_array_append_val(in->doubts, one);
}

void foi_law_drop_tied(foi_law_scanner *in)
{
    foi_law_scan *out = in->out;
    guint refs = 0, items = 0, next = 0;
    for (guint i = 0; in->doubts && i < out->refs->len; i++) {
        foi_law_ref ref = g_array_index(out->refs, foi_law_ref, i);
        const doubt *one = next < in->doubts->len ? &g_array_index(in->doubts, doubt, next) : NULL;
        bool doubtful = one && one->ref == i;
        next += doubtful;
        if (doubtful && foi_symbol_map_get(&in->ties, one->key) == TIED)
            continue;
        for (uint32_t k = 0; k < ref.items; k++)
            g_array_index(out->items, foi_law_item, items + k) =
                g_array_index(out->items, foi_law_item, ref.item + k);
        ref.item = items;
        items += ref.items;
        g_array_index(out->refs, foi_law_ref, refs++) = ref;
    }
    if (in->doubts) {
        g_array_set_size(out->refs, refs);
        g_array_set_size(out->items, items);
        g_array_unref(in->doubts);
    }
    foi_symbol_map_clear(&in->ties);
}
