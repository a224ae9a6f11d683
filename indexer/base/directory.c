#include "indexer/base/directory.h"

#include <glib.h>

char *foi_directory_of_index(const char *given)
{
    if (given != NULL)
        return g_strdup(given);
    const char *named = g_getenv("FOI_INDEX");
    if (named != NULL && *named != '\0')
        return g_strdup(named);
    /* GLib's data directory is $XDG_DATA_HOME or ~/.local/share. */
    return g_build_filename(g_get_user_data_dir(), "foi", "index", NULL);
}
