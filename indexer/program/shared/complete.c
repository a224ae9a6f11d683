/* complete.c - what the completion of all shells has in common. */
#include <string.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/manual.h"

char *foi_complete_values(const foi_option *option)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    for (size_t i = 0; option->values != NULL && option->values[i] != NULL; i++)
        g_ptr_array_add(names, (gpointer)option->values[i]);
    for (size_t i = 0; option->kind == FOI_ARGUMENT_FACETS && i < count; i++)
        if (fields[i].facet)
            g_ptr_array_add(names, (gpointer)fields[i].name);
    if (names->len == 0)
        return NULL;
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

char *foi_complete_function(const foi_program *program)
{
    char *name = g_strconcat("_", program->name, NULL);
    return g_strdelimit(name, "-", '_');
}
