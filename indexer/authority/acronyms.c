/* acronyms.c - authorities by their acronyms alone: a search that wants no more does not pay for
 * reading all names. */
#include <glib.h>
#include <string.h>

#include "indexer/authority/authority.h"
#include "indexer/base/tsv.h"

/* Longer acronyms are none. */
enum { ACRONYM_LIMIT = 16 };

/* Notes those of ACRONYMS, parted by "|", as names of the authority in row ROW. What is behind a
 * "~" is too common; of several authorities with one acronym the first keeps it. */
static void note_acronyms(GHashTable *rows, const char *acronyms, guint row)
{
    while (*acronyms) {
        size_t length = strcspn(acronyms, "|");
        if (*acronyms != '~' && length > 0 && length < ACRONYM_LIMIT) {
            g_autofree char *folded = g_ascii_strdown(acronyms, (gssize)length);
            if (!g_hash_table_contains(rows, folded))
                g_hash_table_insert(rows, g_steal_pointer(&folded), GUINT_TO_POINTER(row + 1));
        }
        acronyms += length + (acronyms[length] == '|');
    }
}

/* Read once, and kept for the life of the process. */
static GHashTable *rows_by_acronym(void)
{
    static GHashTable *made;

    if (g_once_init_enter(&made)) {
        const foi_tsv *tsv = foi_tsv_table("authorities");
        GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        int column = foi_tsv_column(tsv, "acronyms");
        for (size_t i = 0; tsv && i < foi_tsv_rows(tsv); i++)
            note_acronyms(rows, foi_tsv_cell(tsv, i, column), (guint)i);
        g_once_init_leave(&made, rows);
    }
    return made;
}

const foi_authority *foi_authority_by_acronym(const char *word)
{
    g_autofree char *folded = g_ascii_strdown(word, -1);
    guint row = GPOINTER_TO_UINT(g_hash_table_lookup(rows_by_acronym(), folded));

    return row > 0 ? foi_authority_at(row - 1) : NULL;
}

const char *foi_authority_acronyms(const foi_authority *authority)
{
    const foi_tsv *tsv = foi_tsv_table("authorities");
    /* Authorities lie in the order of the table's rows. */
    size_t row = (size_t)(authority - foi_authority_at(0));

    return foi_tsv_cell(tsv, row, foi_tsv_column(tsv, "acronyms"));
}
