/* nearest.c - edit distance and the best few. */
#include "indexer/base/nearest.h"

#include <string.h>

#define COMPARED_BYTES 64

unsigned foi_edit_distance(const char *a, const char *b)
{
    unsigned rows[3][COMPARED_BYTES + 1];
    size_t a_length = MIN(strlen(a), (size_t)COMPARED_BYTES);
    size_t b_length = MIN(strlen(b), (size_t)COMPARED_BYTES);

    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *now = rows[i % 3];
        const unsigned *before = rows[(i + 2) % 3];
        const unsigned *earlier = rows[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            char x = g_ascii_tolower(a[i - 1]);
            char y = g_ascii_tolower(b[j - 1]);
            unsigned best = before[j - 1] + (x != y);
            best = MIN(best, before[j] + 1);
            best = MIN(best, now[j - 1] + 1);
            if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) && g_ascii_tolower(a[i - 2]) == y)
                best = MIN(best, earlier[j - 2] + 1);
            now[j] = best;
        }
    }
    return rows[a_length % 3][b_length];
}

void foi_nearest_start(foi_nearest *nearest, const char *wanted)
{
    memset(nearest, 0, sizeof *nearest);
    nearest->wanted = wanted;
}

/* A name that merely begins with what was typed is near too: "withh" and "withheld". */
static unsigned distance_of(const char *wanted, const char *key)
{
    size_t length = strlen(wanted);
    unsigned distance = foi_edit_distance(wanted, key);

    if (length >= 3 && g_ascii_strncasecmp(wanted, key, length) == 0)
        return MIN(distance, 2U);
    return distance;
}

void foi_nearest_offer(foi_nearest *nearest, const char *name, const char *key)
{
    unsigned distance = distance_of(nearest->wanted, key ? key : name);
    unsigned length = (unsigned)MIN(strlen(nearest->wanted), (size_t)COMPARED_BYTES);
    unsigned allowed = MAX(1U, length / 3);
    unsigned at = 0;

    if (distance > allowed)
        return;
    for (unsigned i = 0; i < nearest->count; i++) {
        if (strcmp(nearest->names[i], name) == 0) {
            nearest->distances[i] = MIN(nearest->distances[i], distance);
            return;
        }
    }
    while (at < nearest->count && nearest->distances[at] <= distance)
        at++;
    if (at == FOI_NEAREST_COUNT)
        return;
    if (nearest->count == FOI_NEAREST_COUNT)
        g_free(nearest->names[--nearest->count]);
    for (unsigned i = nearest->count; i > at; i--) {
        nearest->names[i] = nearest->names[i - 1];
        nearest->distances[i] = nearest->distances[i - 1];
    }
    nearest->names[at] = g_strdup(name);
    nearest->distances[at] = distance;
    nearest->count++;
}

char *foi_nearest_finish(foi_nearest *nearest)
{
    GString *text = nearest->count > 0 ? g_string_new(NULL) : NULL;

    for (unsigned i = 0; i < nearest->count; i++) {
        if (i > 0)
            g_string_append(text, i + 1 == nearest->count ? " or " : ", ");
        g_string_append(text, nearest->names[i]);
        g_free(nearest->names[i]);
    }
    nearest->count = 0;
    return text ? g_string_free(text, FALSE) : NULL;
}
