/* law_support.h - what the tests of the law share: rows of a text and the ids found in it. */
#ifndef LAW_SUPPORT_H
#define LAW_SUPPORT_H

#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>

#include "indexer/law/scan.h"

typedef struct law_row {
    const char *text;
    const char *ids; /**< in order, parted by ";" */
} law_row;

/* The scan of TEXT, whose references must lie in it one behind the other. */
static inline foi_law_scan *law_scan(const char *text)
{
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    foi_law_scan *scan = foi_law_scan_tokens(text, (const foi_token *)tokens->data, tokens->len,
                                             FOI_LAW_ASSUME_ALWAYS);
    uint32_t token = 0, byte = 0;
    for (guint i = 0; i < scan->refs->len; i++) {
        const foi_law_ref *ref = &g_array_index(scan->refs, foi_law_ref, i);
        cr_assert(token <= ref->first && ref->first < ref->last && ref->last <= tokens->len,
                  "\"%.80s\" overlaps", text);
        cr_assert(byte <= ref->start && ref->start < ref->end && ref->end <= strlen(text));
        token = ref->last;
        byte = ref->end;
    }
    return scan;
}

static inline char *law_ids_in(const char *text)
{
    g_autoptr(foi_law_scan) scan = law_scan(text);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < scan->items->len; i++)
        g_string_append_printf(out, "%s%s", i ? ";" : "",
                               g_array_index(scan->items, foi_law_item, i).id);
    return g_string_free(out, FALSE);
}

static inline void law_check(const law_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *got = law_ids_in(rows[i].text);
        cr_expect_str_eq(got, rows[i].ids, "\"%s\" gives %s, wants %s", rows[i].text, got,
                         rows[i].ids);
    }
}

static inline void law_check_nothing(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *got = law_ids_in(texts[i]);
        cr_expect_str_empty(got, "\"%s\" gives %s", texts[i], got);
    }
}

#endif
