/* The reader of the law over one hostile text: bench-hostile ROW LENGTH; without arguments it
 * prints how many rows there are. hostile.py counts its instructions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#include "indexer/law/scan.h"
#include "tests/unit/law_hostile_texts.h"

int main(int count, char **arguments)
{
    if (count != 3) {
        printf("%zu\n", G_N_ELEMENTS(law_hostile_texts));
        return 0;
    }
    size_t row = strtoul(arguments[1], NULL, 10);
    if (row >= G_N_ELEMENTS(law_hostile_texts))
        return 1;
    g_autofree char *text = law_hostile_text(row, strtoul(arguments[2], NULL, 10));
    foi_law_scan_free(foi_law_scan_tokens("", NULL, 0, true));
    CALLGRIND_ZERO_STATS;
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    g_autoptr(foi_law_scan) scan =
        foi_law_scan_tokens(text, (const foi_token *)tokens->data, tokens->len, true);
    CALLGRIND_DUMP_STATS_AT("scanned");
    printf("%u %s\n", scan->items->len, law_hostile_texts[row].unit);
    return 0;
}
