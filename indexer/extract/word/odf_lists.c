#include "indexer/extract/word/odf_lists.h"

#include <string.h>

/* So many lists can be continued later on; of more the number begins anew. */
#define LISTS_KEPT 4096
/* Headings are one list, which is never given up. */
#define OUTLINE    LISTS_KEPT

typedef struct open_list {
    char *style;
    int id;
    bool due;  /* the item that is open has no paragraph yet */
    int start; /* its number; -1: the next */
} open_list;

struct foi_odf_lists {
    const foi_odf_styles *styles;
    foi_lists *counts;
    GArray *open;      /* of open_list */
    GHashTable *named; /* xml:id -> id + 1 */
    int next;
    char *last_style; /* of the last list that ended */
    int last_id;
    bool outline; /* the list of headings was begun */
};

static void open_clear(void *data)
{
    g_free(((open_list *)data)->style);
}

foi_odf_lists *foi_odf_lists_new(const foi_odf_styles *styles)
{
    foi_odf_lists *lists = g_new0(foi_odf_lists, 1);
    lists->styles = styles;
    lists->counts = foi_lists_new();
    lists->open = g_array_new(FALSE, FALSE, sizeof(open_list));
    g_array_set_clear_func(lists->open, open_clear);
    lists->named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return lists;
}

void foi_odf_lists_free(foi_odf_lists *lists)
{
    if (lists == NULL)
        return;
    foi_lists_free(lists->counts);
    g_array_unref(lists->open);
    g_hash_table_unref(lists->named);
    g_free(lists->last_style);
    g_free(lists);
}

static open_list *innermost(const foi_odf_lists *lists)
{
    return lists->open->len == 0 ? NULL
                                 : &g_array_index(lists->open, open_list, lists->open->len - 1);
}

/* Begin to count the list ID with the levels of STYLE; those above it stand where the list OUTER
 * (-1: none) has come to. */
static void define(foi_odf_lists *lists, int id, const char *style, int outer)
{
    const foi_list_level *from = foi_odf_styles_list(lists->styles, style);
    foi_list_level *to = foi_lists_define(lists->counts, id);
    for (size_t i = 0; i < FOI_LIST_LEVELS; i++) {
        to[i] = from == NULL ? (foi_list_level){.start = 1, .format = FOI_LIST_BULLET} : from[i];
        to[i].text = from == NULL ? NULL : g_strdup(from[i].text);
        int above = i < lists->open->len ? foi_lists_counter(lists->counts, outer, (int)i) : -1;
        if (above >= 0)
            to[i].start = above;
    }
    foi_lists_define_use(lists->counts, id)->list = id;
}

/* The list that the one at READER, which is in no other, goes on with; -1: none. */
static int continued(foi_odf_lists *lists, xmlTextReader *reader, const char *style)
{
    g_autofree char *other = foi_xml_attribute(reader, "continue-list");
    g_autofree char *again = foi_xml_attribute(reader, "continue-numbering");
    int id = other == NULL ? -1 : GPOINTER_TO_INT(g_hash_table_lookup(lists->named, other)) - 1;
    bool last = id < 0 && again != NULL && strcmp(again, "true") == 0 &&
                lists->last_style != NULL && strcmp(lists->last_style, style) == 0;
    return last ? lists->last_id : id;
}

static int begin(foi_odf_lists *lists, const char *style, int outer)
{
    int id = lists->next;
    lists->next = (lists->next + 1) % LISTS_KEPT;
    define(lists, id, style, outer);
    return id;
}

void foi_odf_lists_open(foi_odf_lists *lists, xmlTextReader *reader)
{
    const open_list *outer = innermost(lists);
    open_list one = {foi_xml_attribute(reader, "style-name"), -1, false, -1};
    char *name = foi_xml_attribute(reader, "id");
    bool same = outer != NULL && (one.style == NULL || strcmp(one.style, outer->style) == 0);
    if (one.style == NULL)
        one.style = g_strdup(outer == NULL ? "" : outer->style);
    if (same)
        one.id = outer->id;
    else if (outer == NULL)
        one.id = continued(lists, reader, one.style);
    if (one.id < 0)
        one.id = begin(lists, one.style, outer == NULL ? -1 : outer->id);
    if (name != NULL && g_hash_table_size(lists->named) < LISTS_KEPT)
        g_hash_table_replace(lists->named, g_steal_pointer(&name), GINT_TO_POINTER(one.id + 1));
    g_free(name);
    g_array_append_val(lists->open, one);
}

void foi_odf_lists_close(foi_odf_lists *lists)
{
    open_list *one = innermost(lists);
    if (one == NULL)
        return;
    g_free(lists->last_style);
    lists->last_style = g_strdup(one->style);
    lists->last_id = one->id;
    g_array_set_size(lists->open, lists->open->len - 1);
}

void foi_odf_lists_item(foi_odf_lists *lists, xmlTextReader *reader)
{
    open_list *one = innermost(lists);
    if (one == NULL)
        return;
    one->due = true;
    one->start = foi_xml_number(reader, "start-value", -1);
}

void foi_odf_lists_finish(foi_odf_lists *lists)
{
    g_array_set_size(lists->open, 0);
}

static foi_list_label count_item(foi_odf_lists *lists, open_list *one)
{
    int level = (int)MIN(lists->open->len, FOI_LIST_LEVELS) - 1;
    if (one->start >= 0) {
        foi_list_use *use = foi_lists_define_use(lists->counts, one->id);
        use->list = one->id;
        use->starts[level] = one->start;
    }
    one->due = false;
    return foi_lists_count(lists->counts, one->id, level);
}

foi_list_label foi_odf_lists_count(foi_odf_lists *lists, int outline)
{
    open_list *one = innermost(lists);
    if (one != NULL && one->due)
        return count_item(lists, one);
    if (one != NULL || outline < 1 || foi_odf_styles_list(lists->styles, "") == NULL)
        return (foi_list_label){NULL, 0, false};
    if (!lists->outline)
        define(lists, OUTLINE, "", -1);
    lists->outline = true;
    return foi_lists_count(lists->counts, OUTLINE, MIN(outline, FOI_LIST_LEVELS) - 1);
}
