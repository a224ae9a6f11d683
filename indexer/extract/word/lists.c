#include "indexer/extract/word/lists.h"

/* A list with how far each of its levels has counted. */
typedef struct list {
    foi_list_level levels[FOI_LIST_LEVELS];
    int counters[FOI_LIST_LEVELS];
    bool begun[FOI_LIST_LEVELS];
    int linked; /* the use of the list that this one stands for; -1: itself */
} list;

struct foi_lists {
    GHashTable *lists; /* id -> list * */
    GHashTable *uses;  /* id -> foi_list_use * */
};

static void set_levels(foi_list_level *levels)
{
    for (int i = 0; i < FOI_LIST_LEVELS; i++)
        levels[i].start = 1;
}

static void clear_levels(foi_list_level *levels)
{
    for (size_t i = 0; i < FOI_LIST_LEVELS; i++)
        g_free(levels[i].text);
}

static void list_free(void *data)
{
    list *abstract = data;
    clear_levels(abstract->levels);
    g_free(abstract);
}

static void use_free(void *data)
{
    foi_list_use *use = data;
    clear_levels(use->levels);
    g_free(use);
}

foi_lists *foi_lists_new(void)
{
    foi_lists *lists = g_new0(foi_lists, 1);
    lists->lists = g_hash_table_new_full(NULL, NULL, NULL, list_free);
    lists->uses = g_hash_table_new_full(NULL, NULL, NULL, use_free);
    return lists;
}

void foi_lists_free(foi_lists *lists)
{
    if (lists == NULL)
        return;
    g_hash_table_unref(lists->lists);
    g_hash_table_unref(lists->uses);
    g_free(lists);
}

foi_list_level *foi_lists_define(foi_lists *lists, int id)
{
    list *abstract = g_new0(list, 1);
    set_levels(abstract->levels);
    abstract->linked = -1;
    g_hash_table_replace(lists->lists, GINT_TO_POINTER(id), abstract);
    return abstract->levels;
}

foi_list_use *foi_lists_define_use(foi_lists *lists, int id)
{
    foi_list_use *made = g_new0(foi_list_use, 1);
    made->list = -1;
    set_levels(made->levels);
    for (size_t i = 0; i < FOI_LIST_LEVELS; i++)
        made->starts[i] = -1;
    g_hash_table_replace(lists->uses, GINT_TO_POINTER(id), made);
    return made;
}

static void append_letters(GString *out, int number, bool upper)
{
    /* Word repeats the letter after z: aa, bb. */
    for (int i = 0; i <= (number - 1) / 26 && i < 8; i++)
        g_string_append_c(out, (char)((upper ? 'A' : 'a') + (number - 1) % 26));
}

static void append_roman(GString *out, int number, bool upper)
{
    static const int VALUES[] = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    static const char *const SIGNS[] = {"m",  "cm", "d",  "cd", "c",  "xc", "l",
                                        "xl", "x",  "ix", "v",  "iv", "i"};
    g_autoptr(GString) roman = g_string_new(NULL);
    number = MIN(number, 3999);
    for (size_t i = 0; i < G_N_ELEMENTS(VALUES); i++)
        for (; number >= VALUES[i]; number -= VALUES[i])
            g_string_append(roman, SIGNS[i]);
    if (upper)
        g_string_ascii_up(roman);
    g_string_append(out, roman->str);
}

static void append_counter(GString *out, const foi_list_level *level, int number)
{
    if (level->format == FOI_LIST_LETTER && number > 0)
        append_letters(out, number, level->upper);
    else if (level->format == FOI_LIST_ROMAN && number > 0)
        append_roman(out, number, level->upper);
    else
        g_string_append_printf(out, "%d", number);
}

static const foi_list_level *level_of(const list *abstract, const foi_list_use *used, int level)
{
    return used->replaced[level] ? &used->levels[level] : &abstract->levels[level];
}

static void advance(list *abstract, foi_list_use *used, int level)
{
    const int *starts = used->starts;
    /* A use that begins in the middle goes on below the number that stands above it. */
    for (int i = level; i < FOI_LIST_LEVELS && !used->used; i++)
        abstract->begun[i] = abstract->begun[i] && starts[i] < 0;
    used->used = true;
    int start = starts[level] >= 0 ? starts[level] : level_of(abstract, used, level)->start;
    if (!abstract->begun[level])
        abstract->counters[level] = start;
    else if (abstract->counters[level] < G_MAXINT)
        abstract->counters[level]++;
    abstract->begun[level] = true;
    for (int i = level + 1; i < FOI_LIST_LEVELS; i++) {
        int restart = level_of(abstract, used, i)->restart;
        if (restart == 0 || level < restart)
            abstract->begun[i] = false;
    }
    for (int i = 0; i < level; i++) {
        if (!abstract->begun[i])
            abstract->counters[i] = level_of(abstract, used, i)->start;
        abstract->begun[i] = true;
    }
}

static list *find_list(const foi_lists *lists, int use)
{
    const foi_list_use *used = g_hash_table_lookup(lists->uses, GINT_TO_POINTER(use));
    return used == NULL ? NULL : g_hash_table_lookup(lists->lists, GINT_TO_POINTER(used->list));
}

void foi_lists_link(foi_lists *lists, int id, int use)
{
    list *abstract = g_hash_table_lookup(lists->lists, GINT_TO_POINTER(id));
    if (abstract != NULL)
        abstract->linked = use;
}

/* The list that the use ID counts in; NULL: none. */
static list *list_of(const foi_lists *lists, int id)
{
    list *abstract = find_list(lists, id);
    return abstract != NULL && abstract->linked >= 0 ? find_list(lists, abstract->linked)
                                                     : abstract;
}

int foi_lists_counter(const foi_lists *lists, int id, int level)
{
    const list *abstract = list_of(lists, id);
    bool begun =
        abstract != NULL && level >= 0 && level < FOI_LIST_LEVELS && abstract->begun[level];
    return begun ? abstract->counters[level] : -1;
}

foi_list_label foi_lists_count(foi_lists *lists, int id, int level)
{
    foi_list_label label = {NULL, 0, false};
    foi_list_use *used = g_hash_table_lookup(lists->uses, GINT_TO_POINTER(id));
    list *abstract = list_of(lists, id);
    if (abstract == NULL || level < 0 || level >= FOI_LIST_LEVELS)
        return label;
    advance(abstract, used, level);
    const foi_list_level *form = level_of(abstract, used, level);
    label.item = true;
    if (form->format == FOI_LIST_BULLET || form->text == NULL || *form->text == '\0')
        return label;
    g_autoptr(GString) text = g_string_new(NULL);
    unsigned counters = 0;
    for (const char *at = form->text; *at != '\0' && text->len < 64; at++) {
        if (*at == '%' && at[1] >= '1' && at[1] <= '9') {
            int other = *++at - '1';
            const foi_list_level *shown = level_of(abstract, used, other);
            static const foi_list_level DECIMAL = {.format = FOI_LIST_DECIMAL};
            append_counter(text, form->legal ? &DECIMAL : shown, abstract->counters[other]);
            counters++;
        } else {
            g_string_append_c(text, *at);
        }
    }
    int value = abstract->counters[level];
    if (counters == 1 && form->format == FOI_LIST_DECIMAL && value > 0)
        label.number = (uint32_t)value;
    label.text = g_strdup(text->str);
    return label;
}
