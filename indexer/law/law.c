#include "indexer/law/law.h"

#include <glib.h>
#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/law/parts.h"
#include "indexer/law/regimes.h"
#include "indexer/law/symbols.h"
#include "indexer/law/tokens.h"

typedef struct {
    foi_provision shown;
    bool condition;
    bool doorway;
    bool also_duty;
    char *limb; /* id; NULL */
} provision_row;

typedef struct {
    foi_regime regimes[FOI_REGIME_LIMIT + 1];
    const char *ids[FOI_REGIME_LIMIT + 1];
    const char *territories[FOI_REGIME_LIMIT];
    size_t regime_count;
    provision_row *rows;
    foi_symbol_map by_id; /* symbol of the id, also folded -> 1 + place among the rows */
} law_tables;

static foi_provision_kind kind_of(const char *name)
{
    static const struct {
        const char *name;
        foi_provision_kind kind;
    } kinds[] = {{"absolute", FOI_PROVISION_ABSOLUTE},
                 {"qualified", FOI_PROVISION_QUALIFIED},
                 {"ground", FOI_PROVISION_GROUND},
                 {"duty", FOI_PROVISION_DUTY},
                 {"procedural", FOI_PROVISION_PROCEDURAL}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    return FOI_PROVISION_UNKNOWN;
}

/* The number of the territory of row INDEX, or of its state alone: that of the first row with it.
 */
static unsigned first_like(const foi_tsv *tsv, size_t index, bool state)
{
    int column = foi_tsv_column(tsv, "territory");
    const char *mine = foi_tsv_cell(tsv, index, column);
    size_t length = state ? strcspn(mine, "/") : strlen(mine);
    for (size_t i = 0; i < index; i++) {
        const char *other = foi_tsv_cell(tsv, i, column);
        size_t other_length = state ? strcspn(other, "/") : strlen(other);
        if (length == other_length && strncmp(mine, other, length) == 0)
            return (unsigned)i;
    }
    return (unsigned)index;
}

static void read_regimes(law_tables *tables)
{
    const foi_tsv *tsv = foi_tsv_table("regimes");
    size_t rows = tsv ? MIN(foi_tsv_rows(tsv), FOI_REGIME_LIMIT) : 0;
    for (size_t i = 0; i < rows; i++) {
        const char *unit = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "unit"));
        tables->regimes[i] = (foi_regime){
            .id = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "id")),
            .short_name = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "short")),
            .long_name = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "long")),
            .prefix = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "prefix")),
            .names = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "names")),
            .shared = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "shared")),
            .root = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "root")),
            .bare = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "bare")),
            .regulations = strcmp(unit, "regulation") == 0,
            .place = first_like(tsv, i, false),
            .state = first_like(tsv, i, true),
        };
        tables->ids[i] = tables->regimes[i].id;
        tables->territories[i] = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "territory"));
    }
    tables->regime_count = rows;
}

/* Ids are looked up in any case: the table has "40(5B)" and "(b)(7)(C)", people type small letters.
 * FOLDED gets the small ones; the length of ID, 0 where it is longer than any id. */
static size_t fold_id(const char *id, char folded[FOI_PROVISION_ID_SIZE])
{
    size_t length = 0;
    for (; id[length]; length++) {
        if (length + 1 == FOI_PROVISION_ID_SIZE)
            return 0;
        folded[length] = g_ascii_tolower(id[length]);
    }
    folded[length] = '\0';
    return length;
}

static void read_provisions(law_tables *tables)
{
    const foi_tsv *tsv = foi_tsv_table("provisions");
    size_t rows = tsv ? foi_tsv_rows(tsv) : 0;
    tables->rows = g_new0(provision_row, rows + 1);
    for (size_t i = 0; i < rows; i++) {
        provision_row *row = &tables->rows[i];
        const char *also = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "also"));
        row->shown.regime = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "regime"));
        row->shown.title = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "title"));
        row->shown.kind = kind_of(foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "kind")));
        row->shown.neither_confirm_nor_deny =
            strcmp(foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "ncnd")), "yes") == 0;
        row->shown.id = g_strconcat(row->shown.regime, ":",
                                    foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "number")), NULL);
        const char *limb = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "limb"));
        row->limb = *limb ? g_strconcat(row->shown.regime, ":", limb, NULL) : NULL;
        row->condition = strcmp(also, "condition") == 0;
        row->doorway = strcmp(also, "doorway") == 0;
        row->also_duty = strcmp(also, "duty") == 0;
        char folded[FOI_PROVISION_ID_SIZE];
        size_t length = fold_id(row->shown.id, folded);
        foi_symbol_map_put(&tables->by_id, foi_symbol_of(folded, length), (uint32_t)i + 1);
        foi_symbol_map_put(&tables->by_id, foi_token_symbol(row->shown.id), (uint32_t)i + 1);
    }
}

static const law_tables *tables_get(void)
{
    static law_tables *made;
    if (g_once_init_enter(&made)) {
        law_tables *tables = g_new0(law_tables, 1);
        read_regimes(tables);
        read_provisions(tables);
        g_once_init_leave(&made, tables);
    }
    return made;
}

const foi_regime *foi_regime_at(size_t index)
{
    const law_tables *tables = tables_get();
    return index < tables->regime_count ? &tables->regimes[index] : NULL;
}

int foi_regime_index(const char *id)
{
    const law_tables *tables = tables_get();
    for (size_t i = 0; id && i < tables->regime_count; i++)
        if (g_ascii_strcasecmp(tables->ids[i], id) == 0)
            return (int)i;
    return -1;
}

int foi_regime_for(bool regulations, unsigned place)
{
    const law_tables *tables = tables_get();
    for (size_t i = 0; i < tables->regime_count; i++)
        if (tables->regimes[i].regulations == regulations && tables->regimes[i].place == place)
            return (int)i;
    return -1;
}

int foi_regime_place(const char *territory)
{
    const law_tables *tables = tables_get();
    for (size_t i = 0; i < tables->regime_count; i++)
        if (strcmp(tables->territories[i], territory) == 0)
            return (int)tables->regimes[i].place;
    return -1;
}

bool foi_regime_is_root(const char *number)
{
    const law_tables *tables = tables_get();
    for (size_t i = 0; *number && i < tables->regime_count; i++)
        if (*tables->regimes[i].root && strcmp(tables->regimes[i].root, number) == 0)
            return true;
    return false;
}

/* Removes the last part of ID ("31(1)(a)" to "31(1)"); false where only the section is left. */
static bool cut_last_part(char *id)
{
    char *open = strrchr(id, '(');
    if (!open || open == id || open[-1] == ':')
        return false;
    *open = '\0';
    return true;
}

/* The row whose id is written as ID, as most ids are that are asked for; NULL. */
static const provision_row *row_as_written(const law_tables *tables, const char *id)
{
    uint32_t place = id ? foi_symbol_map_get(&tables->by_id, foi_token_symbol(id)) : 0;
    const provision_row *row = place ? &tables->rows[place - 1] : NULL;
    return row && strcmp(row->shown.id, id) == 0 ? row : NULL;
}

/* The row of ID or of the nearest that holds it; with LIMB, of the nearest that has one. */
static const provision_row *nearest_row(const char *id, bool limb)
{
    const law_tables *tables = tables_get();
    char folded[FOI_PROVISION_ID_SIZE];
    const provision_row *known = row_as_written(tables, id);
    if (known && (!limb || known->limb))
        return known;
    /* The id, and what is left of it without its last parts. */
    for (size_t length = id ? fold_id(id, folded) : 0; length > 0;) {
        uint32_t place = foi_symbol_map_get(&tables->by_id, foi_symbol_of(folded, length));
        const provision_row *row = place ? &tables->rows[place - 1] : NULL;
        if (row && g_ascii_strncasecmp(row->shown.id, id, length) == 0 &&
            row->shown.id[length] == '\0' && (!limb || row->limb))
            return row;
        do
            length--;
        while (length > 0 && folded[length] != '(');
    }
    return NULL;
}

static const provision_row *row_for(const char *id)
{
    return nearest_row(id, false);
}

const foi_provision *foi_law_provision(const char *id)
{
    const provision_row *row = row_for(id);
    return row ? &row->shown : NULL;
}

bool foi_law_is_exemption(const char *id)
{
    const provision_row *row = row_for(id);
    return row && !row->condition &&
           (row->shown.kind == FOI_PROVISION_ABSOLUTE ||
            row->shown.kind == FOI_PROVISION_QUALIFIED || row->shown.kind == FOI_PROVISION_GROUND);
}

bool foi_law_is_condition(const char *id)
{
    const provision_row *row = row_for(id);
    return row && row->condition;
}

bool foi_law_is_doorway(const char *id)
{
    const provision_row *row = row_for(id);
    return row && row->doorway;
}

bool foi_law_is_also_duty(const char *id)
{
    const provision_row *row = row_for(id);
    return row && row->also_duty;
}

const char *foi_law_limb(const char *id)
{
    const provision_row *own = row_for(id), *row = nearest_row(id, true);
    bool protects = own && (own->shown.kind == FOI_PROVISION_ABSOLUTE ||
                            own->shown.kind == FOI_PROVISION_QUALIFIED);
    return protects && row && !own->shown.neither_confirm_nor_deny ? row->limb : NULL;
}

bool foi_law_contains(const char *outer, const char *inner)
{
    if (!outer || !inner)
        return false;
    size_t length = strlen(outer);
    return g_ascii_strncasecmp(outer, inner, length) == 0 &&
           (inner[length] == '\0' || inner[length] == '(');
}

char *foi_law_parent(const char *id)
{
    if (!id)
        return NULL;
    g_autofree char *parent = g_strdup(id);
    return cut_last_part(parent) ? g_steal_pointer(&parent) : NULL;
}

char *foi_law_display(const char *id)
{
    if (!id)
        return NULL;
    const char *colon = strchr(id, ':');
    g_autofree char *name = colon ? g_strndup(id, (gsize)(colon - id)) : NULL;
    int index = foi_regime_index(name);
    if (index < 0)
        return g_strdup(id);
    const foi_regime *regime = foi_regime_at((size_t)index);
    const char *space = g_str_has_suffix(regime->prefix, "reg.") ? " " : "";
    return g_strdup_printf("%s %s%s%s", regime->short_name, regime->prefix, space, colon + 1);
}

const char *const *foi_law_regimes(void)
{
    return tables_get()->ids;
}

const char *foi_law_regime_name(const char *regime)
{
    int index = foi_regime_index(regime);
    return index < 0 ? NULL : foi_regime_at((size_t)index)->long_name;
}
