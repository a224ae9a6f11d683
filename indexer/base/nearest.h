/* nearest.h - the known names that lie nearest to a misspelt one. */
#ifndef FOI_NEAREST_H
#define FOI_NEAREST_H

#include <glib.h>
#include <stddef.h>

/** How many names a suggestion gives at most. */
#define FOI_NEAREST_COUNT 3

/** Insertions, deletions, replacements and swaps of neighbours that lead from A to B, ASCII case
 * folded. Names longer than 64 bytes are compared by their first 64. */
unsigned foi_edit_distance(const char *a, const char *b);

typedef struct foi_nearest {
    const char *wanted; /**< borrowed */
    char *names[FOI_NEAREST_COUNT];
    unsigned distances[FOI_NEAREST_COUNT];
    unsigned count;
} foi_nearest;

/** Begin to look for names near WANTED, which must outlive NEAREST. */
void foi_nearest_start(foi_nearest *nearest, const char *wanted);

/** Consider NAME, compared by KEY (NULL: by NAME itself). Copies what it keeps. */
void foi_nearest_offer(foi_nearest *nearest, const char *name, const char *key);

/** The names kept, best first, as "a, b or c" for the caller to g_free; NULL where none is near.
 * NEAREST is empty afterwards. */
char *foi_nearest_finish(foi_nearest *nearest);

#endif
