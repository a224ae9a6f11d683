#include "indexer/document/scanned.h"

#include <string.h>

/* As many pages are named for each reason, the others are counted; and as many reasons. */
#define NAMED   5
#define REASONS 3

/* Pages that are missing for one reason. */
typedef struct reason {
    foi_read_status status;
    char *why;
    GArray *pages; /* of uint32_t */
} reason;

struct foi_scanned {
    GPtrArray *reasons; /* of reason *, in the order of their first pages */
    bool blank;         /* a page is */
};

static void reason_free(void *data)
{
    reason *at = data;
    g_free(at->why);
    g_array_unref(at->pages);
    g_free(at);
}

foi_scanned *foi_scanned_new(void)
{
    foi_scanned *scanned = g_new0(foi_scanned, 1);
    scanned->reasons = g_ptr_array_new_with_free_func(reason_free);
    return scanned;
}

void foi_scanned_free(foi_scanned *scanned)
{
    if (scanned == NULL)
        return;
    g_ptr_array_unref(scanned->reasons);
    g_free(scanned);
}

/* Where there are more reasons than are named, the last of those stands for the others. */
static reason *find_reason(foi_scanned *scanned, foi_read_status status, const char *why)
{
    for (guint i = 0; i < scanned->reasons->len; i++) {
        reason *at = g_ptr_array_index(scanned->reasons, i);
        if (i + 1 == REASONS || (at->status == status && strcmp(at->why, why) == 0))
            return at;
    }
    reason *added = g_new0(reason, 1);
    added->status = status;
    added->why = g_strdup(why);
    added->pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_ptr_array_add(scanned->reasons, added);
    return added;
}

void foi_scanned_add(foi_scanned *scanned, uint32_t page, foi_read_status status, const char *why)
{
    if (status == FOI_READ_EMPTY && strcmp(why, FOI_SCANNED_BLANK) == 0)
        scanned->blank = true;
    else
        g_array_append_val(find_reason(scanned, status, why)->pages, page);
}

/* "page 3: nothing legible", "pages 1, 2, 3, 4, 5 and 12 more: took longer than 60 seconds" */
static void append_reason(GString *out, const reason *at)
{
    g_string_append(out, out->len > 0 ? "; " : "");
    g_string_append(out, at->pages->len == 1 ? "page " : "pages ");
    for (guint i = 0; i < at->pages->len && i < NAMED; i++)
        g_string_append_printf(out, "%s%u", i == 0 ? "" : ", ",
                               g_array_index(at->pages, uint32_t, i));
    if (at->pages->len > NAMED)
        g_string_append_printf(out, " and %u more", at->pages->len - NAMED);
    bool illegible = strcmp(at->why, FOI_SCANNED_ILLEGIBLE) == 0;
    g_string_append_printf(out, ": %s", illegible ? "nothing legible" : at->why);
}

/* The reason that a document without any text is told for. */
static const reason *worst(const foi_scanned *scanned)
{
    const reason *found = NULL;
    for (guint i = 0; i < scanned->reasons->len; i++) {
        const reason *at = g_ptr_array_index(scanned->reasons, i);
        if (found == NULL || (found->status == FOI_READ_EMPTY && at->status != FOI_READ_EMPTY))
            found = at;
    }
    return found;
}

foi_read_status foi_scanned_status(const foi_scanned *scanned, bool text, char **detail)
{
    *detail = NULL;
    const reason *first = worst(scanned);
    if (first == NULL) {
        *detail = !text && scanned->blank ? g_strdup(FOI_SCANNED_BLANK) : NULL;
        return *detail == NULL ? FOI_READ_OK : FOI_READ_EMPTY;
    }
    if (!text && scanned->reasons->len == 1 && first->status == FOI_READ_EMPTY) {
        *detail = g_strdup(first->why);
        return FOI_READ_EMPTY;
    }
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < scanned->reasons->len; i++)
        append_reason(all, g_ptr_array_index(scanned->reasons, i));
    *detail = g_string_free(all, FALSE);
    return text ? FOI_READ_PARTIAL : first->status;
}
