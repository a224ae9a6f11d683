#include "indexer/extract/pdf/pdf_marks.h"

#include <string.h>

/* The print of a value is this part of the height of its field. */
#define PRINT_SIZE  0.6
/* Values are at most printed so large. */
#define PRINT_MOST  12
/* A value or note is read to this length, in bytes. */
#define MARK_LENGTH 65536
/* The choices of a list that are looked at. */
#define CHOICES     1000

/* Add TEXT, which stands in AREA (counted from the bottom of the page), a VALUE of a form or not.
 */
static void append_mark(foi_pdf_page *out, const char *text, const PopplerRectangle *area,
                        bool value)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)MIN(strlen(text), MARK_LENGTH));
    char *one_line = g_strstrip(g_strdelimit(valid, "\r\n\t\f\v", ' '));
    if (*one_line == '\0')
        return;
    foi_pdf_line line = {.length = strlen(one_line), .value = value};
    line.left = MIN(area->x1, area->x2);
    line.right = MAX(area->x1, area->x2);
    line.top = out->height - MAX(area->y1, area->y2);
    line.bottom = out->height - MIN(area->y1, area->y2);
    line.size = MIN((line.bottom - line.top) * PRINT_SIZE, PRINT_MOST);
    line.first_word = line.right - line.left;
    foi_pdf_page_append(out, one_line, &line);
}

static void append_choices(foi_pdf_page *out, PopplerFormField *field, const PopplerRectangle *area)
{
    g_autoptr(GString) chosen = g_string_new(NULL);
    g_autofree char *typed = poppler_form_field_choice_is_editable(field)
                                 ? poppler_form_field_choice_get_text(field)
                                 : NULL;
    gint count = MIN(poppler_form_field_choice_get_n_items(field), CHOICES);
    for (gint i = 0; typed == NULL && i < count; i++) {
        g_autofree char *item = poppler_form_field_choice_is_item_selected(field, i)
                                    ? poppler_form_field_choice_get_item(field, i)
                                    : NULL;
        if (item != NULL)
            g_string_append_printf(chosen, "%s%s", chosen->len > 0 ? ", " : "", item);
    }
    append_mark(out, typed != NULL ? typed : chosen->str, area, true);
}

/* A box that is ticked; one that is not says nothing that could be found. */
static void append_button(foi_pdf_page *out, PopplerFormField *field, const PopplerRectangle *area)
{
    if (poppler_form_field_button_get_button_type(field) == POPPLER_FORM_BUTTON_PUSH ||
        !poppler_form_field_button_get_state(field))
        return;
    g_autofree char *name = poppler_form_field_get_alternate_ui_name(field);
    g_autofree char *ticked = g_strconcat("\u2612 ", name, NULL);
    append_mark(out, ticked, area, true);
}

static void append_field(foi_pdf_page *out, const PopplerFormFieldMapping *mapping)
{
    PopplerFormField *field = mapping->field;
    PopplerFormFieldType type = poppler_form_field_get_field_type(field);
    if (type == POPPLER_FORM_FIELD_BUTTON) {
        append_button(out, field, &mapping->area);
    } else if (type == POPPLER_FORM_FIELD_CHOICE) {
        append_choices(out, field, &mapping->area);
    } else if (type == POPPLER_FORM_FIELD_TEXT && !poppler_form_field_text_is_password(field)) {
        g_autofree char *value = poppler_form_field_text_get_text(field);
        append_mark(out, value == NULL ? "" : value, &mapping->area, true);
    }
}

/* Widgets are fields, and a popup shows the words of another note. */
static bool is_note(PopplerAnnot *annot)
{
    PopplerAnnotType type = poppler_annot_get_annot_type(annot);
    PopplerAnnotFlag flags = poppler_annot_get_flags(annot);
    return type != POPPLER_ANNOT_WIDGET && type != POPPLER_ANNOT_POPUP &&
           type != POPPLER_ANNOT_LINK && type != POPPLER_ANNOT_FILE_ATTACHMENT &&
           (flags & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW)) == 0;
}

static void append_note(foi_pdf_page *out, PopplerAnnot *annot)
{
    PopplerRectangle area;
    g_autofree char *words = poppler_annot_get_contents(annot);
    if (words == NULL || !is_note(annot))
        return;
    poppler_annot_get_rectangle(annot, &area);
    append_mark(out, words, &area, false);
}

void foi_pdf_marks_read(PopplerPage *page, foi_pdf_page *out)
{
    GList *fields = poppler_page_get_form_field_mapping(page);
    /* The library gives them last first. */
    for (GList *node = g_list_last(fields); node != NULL; node = node->prev)
        append_field(out, node->data);
    poppler_page_free_form_field_mapping(fields);
    GList *annots = poppler_page_get_annot_mapping(page);
    for (GList *node = annots; node != NULL; node = node->next)
        append_note(out, ((PopplerAnnotMapping *)node->data)->annot);
    poppler_page_free_annot_mapping(annots);
}

static gboolean append_piece(const gchar *bytes, gsize count, gpointer data, GError **error)
{
    GByteArray *all = data;
    (void)error;
    if (all->len + count > G_MAXINT)
        return FALSE;
    g_byte_array_append(all, (const guint8 *)bytes, (guint)count);
    return TRUE;
}

bool foi_pdf_attachment_give(PopplerAttachment *attachment, foi_output *output)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const char *name = attachment->name == NULL ? "" : attachment->name;
    if (!poppler_attachment_save_to_callback(attachment, append_piece, bytes, NULL) ||
        bytes->len == 0)
        return true;
    return foi_output_member(output, name, NULL, NULL, bytes->data, bytes->len);
}

static bool give_file(PopplerAnnot *annot, foi_output *output)
{
    if (poppler_annot_get_annot_type(annot) != POPPLER_ANNOT_FILE_ATTACHMENT)
        return true;
    if (!foi_output_takes_member(output))
        return false;
    PopplerAttachment *attachment =
        poppler_annot_file_attachment_get_attachment(POPPLER_ANNOT_FILE_ATTACHMENT(annot));
    if (attachment == NULL)
        return true;
    bool more = foi_pdf_attachment_give(attachment, output);
    g_object_unref(attachment);
    return more;
}

void foi_pdf_marks_give_files(PopplerDocument *document, foi_output *output)
{
    bool more = true;
    int count = poppler_document_get_n_pages(document);
    for (int i = 0; i < count && more; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        if (page == NULL)
            continue;
        GList *annots = poppler_page_get_annot_mapping(page);
        for (GList *node = annots; node != NULL && more; node = node->next)
            more = give_file(((PopplerAnnotMapping *)node->data)->annot, output);
        poppler_page_free_annot_mapping(annots);
        g_object_unref(page);
    }
}
