#include "indexer/extract/word/docx_fields.h"

#include <string.h>

/* Fields in fields deeper than this are not looked at. */
#define FIELDS_OPEN 32
/* The beginning of a code says what the field is. */
#define CODE_LENGTH 256
/* A list of a form has no more entries. */
#define ENTRIES     1000

typedef struct field {
    GString *code;
    GPtrArray *entries; /* of char *: what can be chosen */
    int chosen;         /* which of them */
    bool ticked;
    bool complete;
    bool page;
} field;

struct foi_docx_fields {
    foi_docx_styles *styles;
    GPtrArray *open; /* of field * */
    unsigned lost;   /* open beyond the limit */
    unsigned counted;
};

static void field_free(void *data)
{
    field *one = data;
    g_string_free(one->code, TRUE);
    g_ptr_array_unref(one->entries);
    g_free(one);
}

foi_docx_fields *foi_docx_fields_new(foi_docx_styles *styles)
{
    foi_docx_fields *fields = g_new0(foi_docx_fields, 1);
    fields->styles = styles;
    fields->open = g_ptr_array_new_with_free_func(field_free);
    return fields;
}

void foi_docx_fields_free(foi_docx_fields *fields)
{
    if (fields == NULL)
        return;
    g_ptr_array_unref(fields->open);
    g_free(fields);
}

static field *innermost(const foi_docx_fields *fields)
{
    return fields->lost > 0 || fields->open->len == 0
               ? NULL
               : g_ptr_array_index(fields->open, fields->open->len - 1);
}

void foi_docx_fields_start(foi_docx_fields *fields)
{
    if (fields->open->len >= FIELDS_OPEN) {
        fields->lost++;
        return;
    }
    field *one = g_new0(field, 1);
    one->code = g_string_new(NULL);
    one->entries = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(fields->open, one);
}

void foi_docx_fields_code(foi_docx_fields *fields, const char *text)
{
    field *one = innermost(fields);
    if (one != NULL && !one->complete && one->code->len < CODE_LENGTH)
        g_string_append(one->code, text);
}

void foi_docx_fields_choice(foi_docx_fields *fields, const char *name, const char *value)
{
    field *one = innermost(fields);
    if (one == NULL || one->complete)
        return;
    bool off = value != NULL && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0);
    if (strcmp(name, "listEntry") != 0) {
        /* What was chosen stands behind what is chosen at first. */
        one->ticked = !off;
        one->chosen = value == NULL ? 0 : (int)CLAMP(g_ascii_strtoll(value, NULL, 10), 0, ENTRIES);
    } else if (value != NULL && one->entries->len < ENTRIES) {
        g_ptr_array_add(one->entries, g_strdup(value));
    }
}

/* "LISTNUM NAME \l LEVEL": a number of a list in the middle of a paragraph. */
static char *list_number(foi_docx_fields *fields, char **words)
{
    const char *name = "";
    int level = 1;
    for (char **word = words + 1; *word != NULL; word++) {
        gint64 value = word[1] == NULL ? 0 : g_ascii_strtoll(word[1], NULL, 10);
        if (g_ascii_strcasecmp(*word, "\\l") == 0)
            level = (int)CLAMP(value, 1, FOI_LIST_LEVELS);
        if (**word == '\\' && word[1] != NULL)
            word++;
        else if (**word != '\\' && **word != '\0')
            name = g_strdelimit(*word, "\"", ' ');
    }
    g_autofree char *clean = g_strstrip(g_strdup(name));
    return foi_docx_styles_count_named(fields->styles, clean, level - 1);
}

char *foi_docx_fields_result(foi_docx_fields *fields)
{
    static const char *const PAGES[] = {"PAGE", "NUMPAGES", "SECTIONPAGES", NULL};
    field *one = innermost(fields);
    if (one == NULL || one->complete)
        return NULL;
    one->complete = true;
    g_auto(GStrv) all = g_strsplit_set(one->code->str, " \t\n", 32);
    char **words = all;
    while (*words != NULL && **words == '\0')
        words++;
    if (*words == NULL)
        return NULL;
    g_autofree char *kind = g_ascii_strup(*words, -1);
    one->page = g_strv_contains(PAGES, kind);
    if (strcmp(kind, "LISTNUM") == 0)
        return list_number(fields, words);
    if (strcmp(kind, "AUTONUM") == 0 || strcmp(kind, "AUTONUMLGL") == 0)
        return g_strdup_printf("%u.", ++fields->counted);
    if (strcmp(kind, "FORMCHECKBOX") == 0)
        return g_strdup(one->ticked ? "\u2612" : "\u2610");
    if (strcmp(kind, "FORMDROPDOWN") == 0 && (guint)one->chosen < one->entries->len)
        return g_strdup(g_ptr_array_index(one->entries, one->chosen));
    return NULL;
}

void foi_docx_fields_end(foi_docx_fields *fields)
{
    if (fields->lost > 0)
        fields->lost--;
    else if (fields->open->len > 0)
        g_ptr_array_set_size(fields->open, (gint)fields->open->len - 1);
}

bool foi_docx_fields_in_page_number(const foi_docx_fields *fields)
{
    for (guint i = 0; i < fields->open->len; i++)
        if (((const field *)g_ptr_array_index(fields->open, i))->page)
            return true;
    return false;
}

void foi_docx_fields_reset(foi_docx_fields *fields)
{
    g_ptr_array_set_size(fields->open, 0);
    fields->lost = 0;
}
