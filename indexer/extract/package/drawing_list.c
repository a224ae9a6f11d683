#include "indexer/extract/package/drawing_list.h"

#include <string.h>

/* Each level of a shape is a list of its own: it goes on for as long as its paragraphs have one
 * form, with none of a higher level between them. */
typedef struct sequence {
    char *form; /* of the last paragraph; NULL: it had no number */
    int start;
} sequence;

struct foi_drawing_list {
    foi_lists *counts;
    sequence levels[FOI_LIST_LEVELS];
    int at; /* level of the paragraph that is open */
    char *form;
    int start;
};

foi_drawing_list *foi_drawing_list_new(void)
{
    foi_drawing_list *list = g_new0(foi_drawing_list, 1);
    list->counts = foi_lists_new();
    return list;
}

static void forget(foi_drawing_list *list, int from)
{
    for (int i = from; i < FOI_LIST_LEVELS; i++)
        g_clear_pointer(&list->levels[i].form, g_free);
}

void foi_drawing_list_free(foi_drawing_list *list)
{
    if (list == NULL)
        return;
    forget(list, 0);
    foi_lists_free(list->counts);
    g_free(list->form);
    g_free(list);
}

void foi_drawing_list_restart(foi_drawing_list *list)
{
    forget(list, 0);
}

void foi_drawing_list_paragraph(foi_drawing_list *list, int level)
{
    list->at = CLAMP(level, 0, FOI_LIST_LEVELS - 1);
    g_clear_pointer(&list->form, g_free);
}

void foi_drawing_list_number(foi_drawing_list *list, const char *form, int start)
{
    g_free(list->form);
    list->form = g_strdup(form == NULL ? "arabicPeriod" : form);
    list->start = start;
}

static foi_list_format format_of(const char *form)
{
    if (g_str_has_prefix(form, "alpha"))
        return FOI_LIST_LETTER;
    return g_str_has_prefix(form, "roman") ? FOI_LIST_ROMAN : FOI_LIST_DECIMAL;
}

static const char *text_of(const char *form)
{
    if (g_str_has_suffix(form, "ParenBoth"))
        return "(%1)";
    if (g_str_has_suffix(form, "ParenR"))
        return "%1)";
    return g_str_has_suffix(form, "Plain") ? "%1" : "%1.";
}

static void begin(foi_drawing_list *list)
{
    foi_list_level *first = foi_lists_define(list->counts, list->at);
    first->start = list->start;
    first->format = format_of(list->form);
    first->upper = strstr(list->form, "Uc") != NULL;
    first->text = g_strdup(text_of(list->form));
    foi_lists_define_use(list->counts, list->at)->list = list->at;
}

foi_list_label foi_drawing_list_count(foi_drawing_list *list)
{
    sequence *one = &list->levels[list->at];
    forget(list, list->at + 1);
    if (list->form == NULL) {
        g_clear_pointer(&one->form, g_free);
        return (foi_list_label){NULL, 0, false};
    }
    if (one->form == NULL || strcmp(one->form, list->form) != 0 || one->start != list->start)
        begin(list);
    g_free(one->form);
    one->form = g_steal_pointer(&list->form);
    one->start = list->start;
    return foi_lists_count(list->counts, list->at, 0);
}
