#include "indexer/extract/pdf/pdf_words.h"

#include <string.h>

struct foi_pdf_words {
    const GPtrArray *pages;
    GHashTable *all; /* in small letters; NULL: not yet looked at */
};

foi_pdf_words *foi_pdf_words_new(const GPtrArray *pages)
{
    foi_pdf_words *words = g_new0(foi_pdf_words, 1);
    words->pages = pages;
    return words;
}

void foi_pdf_words_free(foi_pdf_words *words)
{
    if (words == NULL)
        return;
    g_clear_pointer(&words->all, g_hash_table_unref);
    g_free(words);
}

static bool in_word(char c)
{
    return g_ascii_isalnum(c) || c == '-' || (unsigned char)c >= 0x80;
}

/* Add the words of a line, but for the pieces of broken ones. AFTER_BREAK: the line before ended in
 * a hyphen; returns whether this one does. */
static bool add_line(foi_pdf_words *words, const char *text, size_t length, bool after_break)
{
    size_t at = 0;
    while (at < length) {
        size_t start = at;
        while (at < length && in_word(text[at]))
            at++;
        bool piece = (start == 0 && after_break) || (at == length && text[at - 1] == '-');
        if (at > start && !piece)
            g_hash_table_add(words->all, g_ascii_strdown(text + start, (gssize)(at - start)));
        at += at == start;
    }
    return length > 0 && text[length - 1] == '-';
}

static void look(foi_pdf_words *words)
{
    words->all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool broken = false;
    for (guint p = 0; p < words->pages->len; p++) {
        const foi_pdf_page *page = g_ptr_array_index(words->pages, p);
        for (guint i = 0; i < page->lines->len; i++) {
            const foi_pdf_line *line = &g_array_index(page->lines, foi_pdf_line, i);
            broken = add_line(words, page->text->str + line->start, line->length, broken);
        }
    }
}

/* Beginnings that keep their hyphen though they are no words. */
static bool is_prefix(const char *first)
{
    static const char *const PREFIXES[] = {"non", "self", "quasi", "pseudo", NULL};
    return g_strv_contains(PREFIXES, first);
}

bool foi_pdf_words_broken(foi_pdf_words *words, const char *before, size_t length,
                          const char *after, size_t after_length)
{
    size_t first = length - 1;
    while (first > 0 && in_word(before[first - 1]))
        first--;
    size_t last = 0;
    while (last < after_length && in_word(after[last]))
        last++;
    g_autofree char *head = g_ascii_strdown(before + first, (gssize)(length - 1 - first));
    g_autofree char *tail = g_ascii_strdown(after, (gssize)last);
    if (*head == '\0' || strchr(head, '-') != NULL || is_prefix(head) ||
        !g_ascii_islower(before[length - 2]))
        return false;
    if (words->all == NULL)
        look(words);
    g_autofree char *joined = g_strconcat(head, tail, NULL);
    g_autofree char *hyphened = g_strconcat(head, "-", tail, NULL);
    if (g_hash_table_contains(words->all, joined))
        return true;
    return !g_hash_table_contains(words->all, hyphened) &&
           !(g_hash_table_contains(words->all, head) && g_hash_table_contains(words->all, tail));
}
