/* The table against the public lists that lie beside the repository, where they are there. */
#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>

#include "indexer/authority/authority.h"

#define LISTS FOI_SOURCE_DIR "/../shared/fixtures/authorities/"

/* The cells of a CSV record from *AT on, which moves behind it. */
static GPtrArray *read_record(const char **at)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    GString *cell = g_string_new(NULL);
    bool quoted = false;
    const char *c = *at;
    for (; *c && (quoted || *c != '\n'); c++) {
        if (*c == '"' && quoted && c[1] == '"')
            g_string_append_c(cell, *c++);
        else if (*c == '"')
            quoted = !quoted;
        else if (*c == ',' && !quoted) {
            g_ptr_array_add(cells, g_strdup(cell->str));
            g_string_truncate(cell, 0);
        } else
            g_string_append_c(cell, *c);
    }
    g_ptr_array_add(cells, g_string_free(cell, FALSE));
    *at = *c ? c + 1 : c;
    return cells;
}

/* Names that the publishers of the lists put in as a test. */
static bool is_body(const char *name)
{
    return *name && !strstr(name, "Test Quango") && strcmp(name, "Internal admin authority") != 0;
}

Test(authority_lists, of_a_hundred_bodies_ninety_nine_are_known_by_name)
{
    static const struct {
        const char *file;
        guint column;
    } lists[] = {
        {"govuk-organisations.csv", 1},     {"uk_local_authorities_future.csv", 1},
        {"lookup_name_to_registry.csv", 0}, {"publicbodies-gb.csv", 1},
        {"foi-directory.csv", 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_autofree char *path = g_strconcat(LISTS, lists[i].file, NULL);
        g_autofree char *text = NULL;
        if (!g_file_get_contents(path, &text, NULL, NULL))
            cr_skip_test("%s is not there", path);
        unsigned bodies = 0, known = 0;
        const char *at = text;
        g_ptr_array_unref(read_record(&at));
        while (*at) {
            g_autoptr(GPtrArray) cells = read_record(&at);
            if (cells->len <= lists[i].column)
                continue;
            const char *name = g_ptr_array_index(cells, lists[i].column);
            bodies += is_body(name);
            known += is_body(name) && foi_authority_find(name);
        }
        cr_log_warn("%s: %u of %u resolve", lists[i].file, known, bodies);
        cr_expect_gt(bodies, 40);
        cr_expect_geq(known * 100, bodies * 99, "%s: %u of %u", lists[i].file, known, bodies);
    }
}
