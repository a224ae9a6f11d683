/* acronyms.c - authorities by their acronyms alone: a search that wants no more does not pay for
 * reading all names. */
#include <glib.h>
#include <string.h>

#include "indexer/authority/authority.h"
#include "indexer/base/tsv.h"

/* True where WORD is one of NAMES, which "|" parts, in any case. One behind "~" is none. */
static bool has_name(const char *names, const char *word, size_t length)
{
    while (*names) {
        size_t part = strcspn(names, "|");
        if (part == length && g_ascii_strncasecmp(names, word, length) == 0)
            return true;
        names += part + (names[part] == '|');
    }
    return false;
}

const foi_authority *foi_authority_by_acronym(const char *word)
{
    const foi_tsv *tsv = foi_tsv_table("authorities");
    int acronyms = foi_tsv_column(tsv, "acronyms");
    size_t length = strlen(word), rows = tsv ? foi_tsv_rows(tsv) : 0;

    for (size_t i = 0; i < rows; i++)
        if (has_name(foi_tsv_cell(tsv, i, acronyms), word, length))
            return foi_authority_at(i);
    return NULL;
}

const char *foi_authority_acronyms(const foi_authority *authority)
{
    const foi_tsv *tsv = foi_tsv_table("authorities");
    /* Authorities lie in the order of the table's rows. */
    size_t row = (size_t)(authority - foi_authority_at(0));

    return foi_tsv_cell(tsv, row, foi_tsv_column(tsv, "acronyms"));
}
