#include "indexer/program/shared/provisions.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/law/law.h"

void foi_append_provision(GString *list, const char *id, char **law)
{
    g_autofree char *shown = foi_law_display(id);
    const char *blank = strchr(shown, ' ');
    g_autofree char *name = blank ? g_strndup(shown, (size_t)(blank - shown)) : g_strdup("");
    bool first = *law == NULL;
    bool same = !first && strcmp(*law, name) == 0;

    g_string_append_printf(list, "%s%s", first ? "" : ", ", same && blank ? blank + 1 : shown);
    g_free(*law);
    *law = g_steal_pointer(&name);
}
