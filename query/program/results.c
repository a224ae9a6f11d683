/* results.c - an answer for a person. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/path.h"
#include "indexer/field/field.h"
#include "indexer/program/shared/provisions.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/query_program.h"

#define INDENT 3

/* Most digits that a count of a facet is given room for. */
#define COUNT_DIGITS 7

static void print_total(const foi_results *results, const foi_search_options *options)
{
    uint32_t total = foi_results_total(results);
    size_t shown = foi_results_hits(results);

    if (foi_results_relaxed(results)) {
        printf("%" PRIu32 " document%s: %" PRIu32 " with all words, then those with most of them",
               total, total == 1 ? "" : "s", foi_results_total_all_words(results));
    } else {
        printf("%" PRIu32 " document%s", total, total == 1 ? "" : "s");
    }
    if (shown > 0 && shown < total)
        printf("; %" PRIu32 " to %zu", options->offset + 1, options->offset + shown);
    putchar('\n');
    if (foi_results_suggestion(results)) {
        g_autofree char *meant = foi_terminal_clean(foi_results_suggestion(results));
        printf("Did you mean: %s\n", meant);
    }
}

static const char *label_of(const char *field, const char *value, char **storage)
{
    *storage = value ? foi_field_value_label(foi_field_find(field), value) : NULL;
    return *storage ? *storage : value;
}

static void append_part(GString *line, const char *part)
{
    if (part && part[0] != '\0')
        g_string_append_printf(line, "%s%s", line->len > 0 ? " \xc2\xb7 " : "", part);
}

static void append_provision(GString *line, const char *head, const char *id, char **law)
{
    if (*law == NULL)
        g_string_append(line, head);
    foi_append_provision(line, id, law);
}

static bool is_decided(const foi_hit *hit, const char *exemption)
{
    for (size_t i = 0; hit->rulings[i]; i++)
        if (g_str_has_suffix(hit->rulings[i], exemption))
            return true;
    return false;
}

/* What was claimed and not decided on, then what was ruled, a line for each. */
static void print_provisions(const foi_hit *hit, const foi_page *page)
{
    static const foi_role roles[] = {FOI_ROLE_UPHELD, FOI_ROLE_REJECTED, FOI_ROLE_BREACHED,
                                     FOI_ROLE_COMPLIED};
    g_autoptr(GString) claimed = g_string_new(NULL);
    g_autofree char *law = NULL;

    for (size_t i = 0; hit->exemptions[i]; i++)
        if (!is_decided(hit, hit->exemptions[i]))
            append_provision(claimed, "Claimed: ", hit->exemptions[i], &law);
    foi_print_folded(page, INDENT, claimed->str, NULL, 0, false);
    for (size_t r = 0; r < G_N_ELEMENTS(roles); r++) {
        g_autoptr(GString) line = g_string_new(NULL);
        g_autofree char *prefix =
            g_strconcat(foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)roles[r]), ":", NULL);
        g_autofree char *head =
            g_strconcat(foi_vocabulary_label(FOI_VOCABULARY_ROLE, (int)roles[r]), ": ", NULL);
        g_autofree char *last = NULL;

        for (size_t i = 0; hit->rulings[i]; i++)
            if (g_str_has_prefix(hit->rulings[i], prefix))
                append_provision(line, head, hit->rulings[i] + strlen(prefix), &last);
        foi_print_folded(page, INDENT, line->str, NULL, 0, false);
    }
}

char *query_replacement_warning(const foi_replacement_view *by)
{
    g_autoptr(GString) line = g_string_new("Warning: replaced by a later decision");
    g_autoptr(GString) facts = g_string_new(NULL);
    g_autofree char *type = NULL;
    g_autofree char *outcome = NULL;

    append_part(facts, label_of("type", by->type, &type));
    append_part(facts, by->reference);
    append_part(facts, by->date);
    append_part(facts, label_of("outcome", by->outcome, &outcome));
    g_string_append_printf(line, "%s%s [%s]", facts->len > 0 ? ": " : "", facts->str, by->id);
    return g_string_free(g_steal_pointer(&line), FALSE);
}

static void print_replacement(const foi_hit *hit, const foi_page *page)
{
    if (hit->replaced_by) {
        g_autofree char *warning = query_replacement_warning(hit->replaced_by);
        foi_print_folded(page, INDENT, warning, NULL, 0, true);
    }
}

/* Authority, type, date and outcome, then the provisions, as far as they are known. */
static void print_tags(const foi_hit *hit, const foi_page *page)
{
    g_autoptr(GString) facts = g_string_new(NULL);
    g_autofree char *type = NULL;
    g_autofree char *outcome = NULL;

    append_part(facts, hit->authority_name ? hit->authority_name : hit->authority_id);
    append_part(facts, label_of("type", hit->doctype, &type));
    append_part(facts, hit->date);
    append_part(facts, label_of("outcome", hit->outcome, &outcome));
    foi_print_folded(page, INDENT, facts->str, NULL, 0, false);
    print_provisions(hit, page);
}

/* Paths are not folded, so that they can be clicked and copied. */
static void print_place(const foi_hit *hit, const foi_page *page)
{
    g_autofree char *shown = foi_path_display(hit->location);
    g_autofree char *clean = foi_terminal_clean(shown);
    g_autofree char *uri = page->rich ? g_filename_to_uri(hit->location, NULL, NULL) : NULL;

    printf("%*s", INDENT, "");
    if (uri)
        printf("\033]8;;%s\033\\%s\033]8;;\033\\", uri, clean);
    else
        fputs(clean, stdout);
    if (hit->member) {
        g_autofree char *member = foi_terminal_clean(hit->member);
        printf(" > %s", member);
    }
    printf("  [%s]", hit->id);
    if (hit->case_id)
        printf("  case:%s", hit->case_id);
    if (hit->ocr_confidence > 0)
        printf("  OCR, %u%% sure", hit->ocr_confidence);
    putchar('\n');
}

/* Of a decision its citation with the paragraph, and the page where that does not say it; g_free.
 * NULL: nothing names the place. */
static char *place_words(const foi_snippet *snippet)
{
    foi_pinpoint place = {snippet->page, snippet->paragraph, snippet->sheet, snippet->row};

    if (!snippet->citation)
        return foi_pinpoint_words(&place);
    if (snippet->page > 0 && snippet->paragraph > 0)
        return g_strdup_printf("%s, page %u", snippet->citation, snippet->page);
    return g_strdup(snippet->citation);
}

static void print_snippet(const foi_snippet *snippet, bool first, const foi_page *page)
{
    g_autofree char *words = place_words(snippet);
    g_autofree char *line = words ? g_strconcat(words, ":", NULL) : NULL;

    if (line)
        foi_print_folded(page, INDENT + 2, line, NULL, 0, false);
    else if (!first)
        putchar('\n');
    foi_print_folded(page, INDENT + 2, snippet->text, snippet->highlights, snippet->highlight_count,
                     false);
}

static void print_hit(const foi_hit *hit, const foi_page *page)
{
    g_autofree char *base = g_path_get_basename(hit->location);
    g_autofree char *shown = foi_path_display(base);
    g_autofree char *title =
        g_strdup_printf("%" PRIu32 ". %s", hit->rank, hit->title ? hit->title : shown);

    putchar('\n');
    foi_print_folded(page, 0, title, NULL, 0, true);
    print_replacement(hit, page);
    print_tags(hit, page);
    print_place(hit, page);
    for (size_t i = 0; i < hit->snippet_count; i++)
        print_snippet(&hit->snippets[i], i == 0, page);
}

static unsigned columns_of(const char *text)
{
    unsigned columns = 0;

    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return columns;
}

/* TEXT cut to COLUMNS with an ellipsis, g_free. */
static char *shortened(const char *text, unsigned columns)
{
    g_autoptr(GString) kept = g_string_new(NULL);
    unsigned used = 0;

    if (columns_of(text) <= columns)
        return g_strdup(text);
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        used += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
        if (used + 1 > columns)
            break;
        g_string_append_unichar(kept, c);
    }
    g_string_append(kept, "\xe2\x80\xa6");
    return g_string_free(g_steal_pointer(&kept), FALSE);
}

/* The count, the label, and where there is room the value as a query takes it. */
static void print_value(const foi_facet_value *value, const foi_page *page, unsigned widest)
{
    unsigned room = page->columns > COUNT_DIGITS + 4 ? page->columns - COUNT_DIGITS - 4 : 1;
    g_autofree char *label = foi_terminal_clean(value->label);
    g_autofree char *text = shortened(label, room);
    g_autofree char *clean = foi_terminal_clean(value->value);

    printf("  %*" PRIu32 "  %s", COUNT_DIGITS, value->count, text);
    if (strcmp(value->label, value->value) != 0 && widest + 2 + columns_of(clean) <= room)
        printf("%*s%s", (int)(widest - columns_of(text)) + 2, "", clean);
    putchar('\n');
}

static void print_facet(const foi_facet *facet, const foi_page *page)
{
    const foi_field *field = foi_field_find(facet->name);
    unsigned widest = 0;

    if (facet->distinct == 0 && facet->missing == 0)
        return;
    for (size_t i = 0; i < facet->value_count; i++) {
        g_autofree char *label = foi_terminal_clean(facet->values[i].label);
        widest = MAX(widest, columns_of(label));
    }
    g_autofree char *title = g_strdup_printf("%s (%s)", field->label, facet->name);
    putchar('\n');
    foi_print_folded(page, 0, title, NULL, 0, true);
    for (size_t i = 0; i < facet->value_count; i++)
        print_value(&facet->values[i], page, widest);
    if (facet->distinct > facet->value_count)
        printf("  %*s  and %zu more\n", COUNT_DIGITS, "", facet->distinct - facet->value_count);
    if (facet->missing > 0)
        printf("  %*" PRIu32 "  (missing)\n", COUNT_DIGITS, facet->missing);
}

void query_print_results(const foi_results *results, const foi_search_options *options,
                         const foi_page *page)
{
    print_total(results, options);
    for (size_t i = 0; i < foi_results_hits(results); i++)
        print_hit(foi_results_hit(results, i), page);
    for (size_t i = 0; i < foi_results_facets(results); i++)
        print_facet(foi_results_facet(results, i), page);
}
