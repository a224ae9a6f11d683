/* fuzz_format.c - any number by any number format of a sheet (libFuzzer).
 *
 * The first byte chooses the count of dates, the next eight are the number, the rest is the code.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "indexer/extract/sheet/sheet_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    double value;
    if (size < 1 + sizeof value)
        return 0;
    memcpy(&value, data + 1, sizeof value);
    if (!isfinite(value))
        return 0;
    g_autofree char *code =
        g_strndup((const char *)data + 1 + sizeof value, size - 1 - sizeof value);
    g_autoptr(foi_sheet_format) format = foi_sheet_format_new(code);
    g_autoptr(GString) out = g_string_new(NULL);
    foi_sheet_format_append(format, value, data[0] & 1, out);
    /* 255 letters, each a literal, a name of a month or a number of 21 digits. */
    if (out->len > 255 * 32)
        __builtin_trap();
    return 0;
}
