/* explain.c - how a query was read and what made the rank of a hit, for a person. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "query/program/explain.h"

#define INDENT 2

/* A reading without documents of its own: parentheses, a word that is not looked for. */
static bool has_documents(const foi_reading *reading)
{
    static const char *const without[] = {"any", "all", "nearness", "preference"};

    for (size_t i = 0; i < G_N_ELEMENTS(without); i++)
        if (strcmp(reading->kind, without[i]) == 0)
            return false;
    return strcmp(reading->use, "ignored") != 0 && strcmp(reading->use, "repeated") != 0;
}

static void print_reading(const foi_reading *reading, const foi_page *page)
{
    unsigned indent = INDENT + 2 * MIN(reading->depth, 10U);
    g_autoptr(GString) head = g_string_new(NULL);

    g_string_append_printf(head, "%s  (%s", reading->text, reading->use);
    if (has_documents(reading))
        g_string_append_printf(head, ", %" PRIu32 " document%s", reading->documents,
                               reading->documents == 1 ? "" : "s");
    g_string_append_c(head, ')');
    foi_print_folded(page, indent, head->str, NULL, 0, false);
    foi_print_folded(page, indent + 4, reading->meaning, NULL, 0, false);
}

static bool is_like_word(const foi_reading *reading)
{
    return strcmp(reading->kind, "like-word") == 0;
}

/* The words that documents are compared by, in one paragraph. */
static void print_like_words(const foi_explanation *explanation, const foi_page *page)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (size_t i = 0; i < explanation->count; i++) {
        const foi_reading *reading = &explanation->readings[i];
        if (is_like_word(reading))
            g_string_append_printf(words, "%s%s (%" PRIu32 ")", words->len > 0 ? ", " : "",
                                   reading->text, reading->documents);
    }
    if (words->len == 0)
        return;
    foi_print_folded(page, INDENT,
                     "words that tell it from others, and how many documents have "
                     "them:",
                     NULL, 0, false);
    foi_print_folded(page, INDENT + 4, words->str, NULL, 0, false);
}

void query_print_readings(const foi_explanation *explanation, const foi_page *page)
{
    if (!explanation)
        return;
    putchar('\n');
    foi_print_folded(page, 0, "How the query was read", NULL, 0, true);
    for (size_t i = 0; i < explanation->count; i++)
        if (!is_like_word(&explanation->readings[i]))
            print_reading(&explanation->readings[i], page);
    print_like_words(explanation, page);
}

static void append_count(GString *line, uint32_t count, const char *place)
{
    if (count > 0)
        g_string_append_printf(line, "%s%" PRIu32 " in %s", line->len > 0 ? ", " : "", count,
                               place);
}

static void print_share(const foi_share *share, unsigned indent, const foi_page *page)
{
    g_autoptr(GString) places = g_string_new(NULL);
    g_autoptr(GString) line = g_string_new(share->text);
    g_autofree char *score =
        share->score != 0 ? g_strdup_printf("%6.2f", share->score) : g_strdup("     -");

    append_count(places, share->in_title, "the title");
    append_count(places, share->in_heading, "headings");
    append_count(places, share->in_body, "the body");
    append_count(places, share->in_quoted, "quotations");
    if (places->len > 0)
        g_string_append_printf(line, ": %s", places->str);
    if (share->note)
        g_string_append_printf(line, ": %s", share->note);
    foi_print_headed(page, indent + 8, score, line->str);
}

void query_print_shares(const foi_hit *hit, unsigned indent, const foi_page *page)
{
    g_autofree char *head = g_strdup_printf("Score %.2f:", hit->score);

    if (!hit->shares)
        return;
    foi_print_folded(page, indent, head, NULL, 0, false);
    for (size_t i = 0; i < hit->share_count; i++)
        print_share(&hit->shares[i], indent, page);
}
