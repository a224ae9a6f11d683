/* describe.c - an answer, a hit and a passage in words, for every format that people read. */
#include "query/program/describe.h"

#include <inttypes.h>
#include <string.h>

#include "indexer/document/path.h"
#include "indexer/field/field.h"
#include "indexer/program/shared/provisions.h"

/* Of more places and copies the number is told. */
#define MOST_OTHERS 5

/* Hits, and what is one with them. */
static size_t count_shown(const foi_results *results)
{
    size_t shown = foi_results_hits(results);

    for (size_t i = 0; i < foi_results_hits(results); i++)
        shown += foi_results_hit(results, i)->more;
    return shown;
}

static void append_like(GString *line, const foi_like_view *like)
{
    g_autofree char *base = like && like->location ? g_path_get_basename(like->location) : NULL;
    g_autofree char *shown = base ? foi_path_display(base) : NULL;

    if (like)
        g_string_append_printf(line, " like %s", like->title ? like->title : shown);
}

/* Which of the hits are shown. */
static void append_range(GString *line, const foi_search_options *options, size_t hits)
{
    uint64_t first = (uint64_t)options->offset + 1;

    if (hits == 1)
        g_string_append_printf(line, "; hit %" PRIu64, first);
    else if (hits > 1)
        g_string_append_printf(line, "; hits %" PRIu64 " to %" PRIu64, first, first + hits - 1);
    else if (options->limit > 0 && options->offset > 0)
        g_string_append_printf(line, "; no hits from %" PRIu64 " on", first);
}

char *query_relaxed(const foi_results *results)
{
    uint32_t all = foi_results_total_all_words(results);

    return all == 0 ? g_strdup("none with all words, but with a good part of them")
                    : g_strdup_printf(
                          "%" PRIu32 " with all words, the others with a good part of them", all);
}

char *query_total(const foi_results *results, const foi_search_options *options)
{
    GString *line = g_string_new(NULL);
    uint32_t total = foi_results_total(results);
    uint32_t groups = foi_results_total_groups(results);
    size_t shown = count_shown(results);

    g_string_append_printf(line, "%" PRIu32 " document%s", total, total == 1 ? "" : "s");
    append_like(line, foi_results_like(results));
    if (groups > 0)
        g_string_append_printf(line, " in %" PRIu32 " hit%s", groups, groups == 1 ? "" : "s");
    if (foi_results_relaxed(results)) {
        g_autofree char *words = query_relaxed(results);
        g_string_append_printf(line, ": %s", words);
    }
    if (shown < total)
        append_range(line, options, foi_results_hits(results));
    return g_string_free(line, FALSE);
}

char *query_hit_title(const foi_hit *hit)
{
    g_autofree char *base = NULL;

    if (hit->title)
        return g_strdup(hit->title);
    base = g_path_get_basename(hit->location);
    return foi_path_display(base);
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

static void add_line(GPtrArray *lines, GString *line)
{
    if (line->len > 0)
        g_ptr_array_add(lines, g_string_free(line, FALSE));
    else
        g_string_free(line, TRUE);
}

/* What was claimed and not decided on. */
static void add_claimed(const foi_hit *hit, GPtrArray *lines)
{
    GString *line = g_string_new(NULL);
    g_autofree char *law = NULL;

    for (size_t i = 0; hit->exemptions[i]; i++)
        if (!is_decided(hit, hit->exemptions[i]))
            append_provision(line, "Claimed: ", hit->exemptions[i], &law);
    add_line(lines, line);
}

static void add_rulings(const foi_hit *hit, foi_role role, GPtrArray *lines)
{
    GString *line = g_string_new(NULL);
    g_autofree char *prefix =
        g_strconcat(foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)role), ":", NULL);
    g_autofree char *head =
        g_strconcat(foi_vocabulary_label(FOI_VOCABULARY_ROLE, (int)role), ": ", NULL);
    g_autofree char *law = NULL;

    for (size_t i = 0; hit->rulings[i]; i++)
        if (g_str_has_prefix(hit->rulings[i], prefix))
            append_provision(line, head, hit->rulings[i] + strlen(prefix), &law);
    add_line(lines, line);
}

static void add_facts(const foi_hit *hit, GPtrArray *lines)
{
    GString *facts = g_string_new(NULL);
    g_autofree char *type = NULL;
    g_autofree char *outcome = NULL;

    append_part(facts, hit->authority_name ? hit->authority_name : hit->authority_id);
    append_part(facts, label_of("type", hit->doctype, &type));
    append_part(facts, hit->date);
    append_part(facts, label_of("outcome", hit->outcome, &outcome));
    add_line(lines, facts);
}

GPtrArray *query_hit_tags(const foi_hit *hit)
{
    static const foi_role roles[] = {FOI_ROLE_UPHELD, FOI_ROLE_REJECTED, FOI_ROLE_BREACHED,
                                     FOI_ROLE_COMPLIED};
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    add_facts(hit, lines);
    add_claimed(hit, lines);
    for (size_t r = 0; r < G_N_ELEMENTS(roles); r++)
        add_rulings(hit, roles[r], lines);
    return lines;
}

static char *other_line(const char *location, const char *member, const foi_copy *copy)
{
    g_autofree char *shown = foi_path_display(location);
    bool dated = copy && copy->date;

    return g_strconcat("also at: ", shown, member ? " > " : "", member ? member : "",
                       dated ? ", " : "", dated ? copy->date : "", copy ? "  [" : "",
                       copy ? copy->id : "", copy ? "]" : "", NULL);
}

static void add_rest(GPtrArray *lines, size_t all, const char *what)
{
    if (all > MOST_OTHERS)
        g_ptr_array_add(lines, g_strdup_printf("and %zu more %s", all - MOST_OTHERS, what));
}

GPtrArray *query_hit_others(const foi_hit *hit, foi_collapse by)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    const char *group = by == FOI_COLLAPSE_CASE ? "of this case" : "in this file";

    for (size_t i = 0; i < MIN(hit->place_count, MOST_OTHERS); i++)
        g_ptr_array_add(lines, other_line(hit->places[i].location, hit->places[i].member, NULL));
    add_rest(lines, hit->place_count, "places (--show tells all)");
    for (size_t i = 0; i < MIN(hit->copy_count, MOST_OTHERS); i++)
        g_ptr_array_add(
            lines, other_line(hit->copies[i].location, hit->copies[i].member, &hit->copies[i]));
    add_rest(lines, hit->copy_count, "with the same words (--collapse=none shows all)");
    if (by != FOI_COLLAPSE_COPIES && hit->more > 0)
        g_ptr_array_add(lines, g_strdup_printf("%" PRIu32 " more %s", hit->more, group));
    return lines;
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

char *query_snippet_place(const foi_snippet *snippet)
{
    foi_pinpoint place = {snippet->page, snippet->paragraph, snippet->sheet, snippet->row};

    if (!snippet->citation)
        return foi_pinpoint_words(&place);
    if (snippet->page > 0 && snippet->paragraph > 0)
        return g_strdup_printf("%s, page %u", snippet->citation, snippet->page);
    return g_strdup(snippet->citation);
}

char *query_hit_id(const foi_hit *hit)
{
    GString *words = g_string_new(NULL);

    g_string_append_printf(words, "[%s]", hit->id);
    if (hit->case_id)
        g_string_append_printf(words, "  case:%s", hit->case_id);
    if (hit->ocr_confidence > 0)
        g_string_append_printf(words, "  OCR, %u%% sure", hit->ocr_confidence);
    return g_string_free(words, FALSE);
}

char *query_page_name(const foi_document *document, const foi_block *block)
{
    const foi_page_note *note = foi_text_page_note(&document->text, block->page);
    foi_pinpoint place = {.page = block->page};

    if (note && note->sheet)
        place = (foi_pinpoint){.sheet = note->sheet};
    g_autofree char *words = foi_pinpoint_words(&place);
    if (note && note->read_ocr > 0)
        return g_strdup_printf("%s, read by OCR, %" PRIu32 "%% sure", words, note->read_ocr);
    return g_steal_pointer(&words);
}
