/* path.c - patterns of paths, name by name. */
#include "query/plan/path.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

/* The pattern's last '*' takes one more character at each failure: no more steps than the product
 * of the two lengths. */
static bool name_matches(const char *pattern, size_t pattern_length, const char *name,
                         size_t name_length)
{
    size_t p = 0, n = 0, star = SIZE_MAX, mark = 0;

    while (n < name_length) {
        if (p < pattern_length && pattern[p] == '*') {
            star = p++;
            mark = n;
        } else if (p < pattern_length &&
                   (pattern[p] == '?' || g_ascii_tolower(pattern[p]) == g_ascii_tolower(name[n]))) {
            bool any = pattern[p++] == '?';
            n++;
            while (any && n < name_length && ((unsigned char)name[n] & 0xc0) == 0x80)
                n++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            n = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern_length && pattern[p] == '*')
        p++;
    return p == pattern_length;
}

static const char *skip_slashes(const char *at)
{
    return at + strspn(at, "/");
}

/* PATTERN's names, one after the other, against those at the beginning of PATH. */
static bool matches_here(const char *pattern, const char *path)
{
    for (;;) {
        size_t pattern_length, name_length;
        pattern = skip_slashes(pattern);
        path = skip_slashes(path);
        if (*pattern == '\0')
            return true;
        pattern_length = strcspn(pattern, "/");
        name_length = strcspn(path, "/");
        if (name_length == 0 || !name_matches(pattern, pattern_length, path, name_length))
            return false;
        pattern += pattern_length;
        path += name_length;
    }
}

bool foi_path_matches(const char *pattern, const char *path)
{
    if (pattern[0] == '/')
        return matches_here(pattern, path);
    if (g_str_has_prefix(pattern, "./"))
        pattern += 2;
    for (path = skip_slashes(path); *path; path = skip_slashes(path)) {
        if (matches_here(pattern, path))
            return true;
        path += strcspn(path, "/");
    }
    return false;
}

char *foi_path_pattern(const char *text)
{
    bool from_here = strcmp(text, ".") == 0 || strcmp(text, "./") == 0 || strcmp(text, "..") == 0 ||
                     g_str_has_prefix(text, "../");

    return from_here ? g_canonicalize_filename(text, NULL) : g_strdup(text);
}
