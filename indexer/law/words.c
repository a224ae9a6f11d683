#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/law/scanner.h"

static void file_row(foi_law_words *w, const char *kind, const char *value, const char *word)
{
    static const char *const units[] = {
        "",           "section",   "regulation", "short-section", "short-regulation",
        "subsection", "paragraph", "either",     "foreign"};
    const struct {
        const char *kind;
        foi_symbol_map *map;
    } sets[] = {{"counted", &w->counted}, {"lead", &w->leads}, {"filler", &w->fillers},
                {"number", &w->numbers},  {"link", &w->links}, {"join", &w->joins},
                {"bridge", &w->bridges}};
    uint32_t key = foi_token_symbol(word);
    if (strcmp(kind, "document") == 0)
        foi_symbol_map_put(strcmp(value, "of") == 0 ? &w->documents : &w->things, key, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(sets); i++)
        if (strcmp(kind, sets[i].kind) == 0)
            foi_symbol_map_put(sets[i].map, key, 1);
    for (uint32_t i = 1; strcmp(kind, "unit") == 0 && i < G_N_ELEMENTS(units); i++)
        if (strcmp(value, units[i]) == 0) {
            foi_symbol_map_put(&w->units, key, i);
            foi_symbol_map_put(&w->begins, key, 1);
        }
}

static bool is_word_row(const char *kind)
{
    static const char *const kinds[] = {"unit",     "counted", "lead",   "link",  "join",
                                        "document", "filler",  "number", "bridge"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kind, kinds[i]) == 0)
            return true;
    return false;
}

const foi_law_words *foi_law_words_get(void)
{
    static const foi_law_words *made;
    if (g_once_init_enter(&made)) {
        foi_law_words *w = g_new0(foi_law_words, 1);
        const foi_tsv *tsv = foi_tsv_table("phrases");
        for (size_t i = 0; tsv && i < foi_tsv_rows(tsv); i++) {
            const char *kind = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "kind"));
            const char *value = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "value"));
            if (!is_word_row(kind))
                continue;
            g_auto(GStrv) all =
                g_strsplit(foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "pattern")), "|", -1);
            for (char **one = all; *one; one++)
                file_row(w, kind, value, *one);
        }
        /* Beside the law's name, the first halves of unit words broken at the end of a line. */
        static const char *const unitless[] = {"foi",   "regu",  "regula", "regulat",
                                               "exemp", "excep", "para"};
        foi_symbol_map_put_words(&w->begins, unitless, G_N_ELEMENTS(unitless), 1);
        w->to = foi_token_symbol("to");
        w->through = foi_token_symbol("through");
        w->of = foi_token_symbol("of");
        w->sub = foi_token_symbol("sub");
        w->s = foi_token_symbol("s");
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
