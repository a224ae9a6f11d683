#include "indexer/document/path.h"

#include <glib.h>

char *foi_path_display(const char *path)
{
    return g_utf8_make_valid(path, -1);
}
