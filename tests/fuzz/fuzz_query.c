/* fuzz_query.c - any bytes as a query (libFuzzer). */
#include <stdint.h>

#include "query/parse/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *query = g_strndup((const char *)data, size);
    g_autoptr(foi_node) node = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;

    if (foi_query_parse(query, &node, &error) != FOI_OK && !error.message) {
        __builtin_trap();
    }
    return 0;
}
