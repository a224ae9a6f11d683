#include "indexer/tag/hosts.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static bool ends_host(char c)
{
    return c == '\0' || strchr(" \n\t\f,;)>]\"'@", c) != NULL;
}

/* Whether what stands behind the dot at DOT is where the sites of public bodies are. */
static bool is_public_suffix(const char *dot)
{
    static const char *const suffixes[] = {"gov.uk", "nhs.uk",    "police.uk", "gov.scot",
                                           "ac.uk",  "gov.wales", "llyw.cymru"};
    /* Nearly all dots end a sentence. */
    if (!g_ascii_islower(dot[1]))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++)
        if (dot[1] == *suffixes[i] && g_str_has_prefix(dot + 1, suffixes[i]))
            return !g_ascii_isalnum(dot[1 + strlen(suffixes[i])]);
    return false;
}

/* Where the host name begins that has its dot at DOT, not before FROM nor longer than one is. */
static const char *host_start(const char *dot, const char *from)
{
    const char *limit = dot - from > FOI_HOST_BYTES / 2 ? dot - FOI_HOST_BYTES / 2 : from;
    while (dot > limit && (g_ascii_isalnum(dot[-1]) || dot[-1] == '-' || dot[-1] == '.'))
        dot--;
    return dot;
}

const char *foi_host_next(const char *from, const char *limit)
{
    for (const char *dot = from; (dot = memchr(dot, '.', (size_t)(limit - dot))) != NULL; dot++) {
        if (dot - from >= 3 && memcmp(dot - 3, "www", 3) == 0)
            return dot + 1;
        if (is_public_suffix(dot))
            return host_start(dot, from);
    }
    return NULL;
}

size_t foi_host_read(const char *at, char host[static FOI_HOST_BYTES])
{
    size_t length = 0;
    while (length < FOI_HOST_BYTES - 1 && !ends_host(at[length])) {
        host[length] = at[length];
        length++;
    }
    while (length && host[length - 1] == '.')
        length--;
    host[length] = '\0';
    return length;
}
