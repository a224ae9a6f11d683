#include "indexer/extract/package/odf_text.h"

#include <string.h>

typedef enum reason {
    REASON_NONE = 0,
    REASON_ALWAYS,
    REASON_FOREIGN,    /* it is of another name space than text */
    REASON_SAID,       /* it says that it is hidden */
    REASON_TEXT_STYLE, /* its style does */
    REASON_PARAGRAPH_STYLE
} reason;

static const struct {
    const char *name;
    reason reason;
} ELEMENTS[] = {
    {"span", REASON_TEXT_STYLE},
    {"p", REASON_PARAGRAPH_STYLE},
    {"h", REASON_PARAGRAPH_STYLE},
    {"tracked-changes", REASON_ALWAYS},
    {"note-citation", REASON_ALWAYS},
    {"ruby-text", REASON_ALWAYS},
    {"script", REASON_ALWAYS},
    {"binary-data", REASON_ALWAYS},
    {"math", REASON_ALWAYS},
    {"sheet-name", REASON_ALWAYS},
    {"date-time-decl", REASON_ALWAYS},
    /* What an index is made by, not the index. */
    {"table-of-content-source", REASON_ALWAYS},
    {"alphabetical-index-source", REASON_ALWAYS},
    {"illustration-index-source", REASON_ALWAYS},
    {"object-index-source", REASON_ALWAYS},
    {"table-index-source", REASON_ALWAYS},
    {"user-index-source", REASON_ALWAYS},
    {"bibliography-source", REASON_ALWAYS},
    /* Of a picture or a comment; fields have the same names. */
    {"title", REASON_FOREIGN},
    {"desc", REASON_FOREIGN},
    {"creator", REASON_FOREIGN},
    {"creator-initials", REASON_ALWAYS},
    {"content-validation", REASON_ALWAYS},
    {"date", REASON_FOREIGN},
    {"date-string", REASON_FOREIGN},
    {"section", REASON_SAID},
    {"hidden-text", REASON_SAID},
    {"variable-set", REASON_SAID},
    {"user-field-get", REASON_SAID},
};

static reason reason_of(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        if (strcmp(ELEMENTS[i].name, name) == 0)
            return ELEMENTS[i].reason;
    return REASON_NONE;
}

static bool has_value(xmlTextReader *reader, const char *attribute, const char *wanted)
{
    g_autofree char *value = foi_xml_attribute(reader, attribute);
    return value != NULL && strcmp(value, wanted) == 0;
}

static bool is_foreign(xmlTextReader *reader)
{
    const char *space = (const char *)xmlTextReaderConstNamespaceUri(reader);
    return space != NULL && (strstr(space, "svg") != NULL || strstr(space, "/dc/") != NULL ||
                             strstr(space, "meta") != NULL);
}

static bool is_hidden_by(const foi_odf_view *view, xmlTextReader *reader, const char *family)
{
    g_autofree char *style = foi_xml_attribute(reader, "style-name");
    return foi_odf_styles_find(view->styles, family, style).hidden;
}

static bool is_left_out(const foi_odf_view *view, xmlTextReader *reader, reason why)
{
    switch (why) {
    case REASON_ALWAYS:
        return true;
    case REASON_FOREIGN:
        return is_foreign(reader);
    case REASON_SAID:
        return has_value(reader, "is-hidden", "true") || has_value(reader, "display", "none");
    case REASON_TEXT_STYLE:
        return is_hidden_by(view, reader, "text");
    case REASON_PARAGRAPH_STYLE:
        return is_hidden_by(view, reader, "paragraph");
    default:
        return false;
    }
}

bool foi_odf_hides(foi_odf_view *view, xmlTextReader *reader, int type, const char *name)
{
    if (view->dropped_at >= 0) {
        if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(reader) == view->dropped_at)
            view->dropped_at = -1;
        return true;
    }
    if (type != XML_READER_TYPE_ELEMENT || !is_left_out(view, reader, reason_of(name)))
        return false;
    foi_odf_drop(view, reader);
    return true;
}

void foi_odf_drop(foi_odf_view *view, xmlTextReader *reader)
{
    view->dropped_at = xmlTextReaderDepth(reader);
}

/* Line ends in the XML are spaces of the text. */
static void append_characters(GString *text, const char *value)
{
    size_t start = text->len;
    g_string_append(text, value);
    for (size_t i = start; i < text->len; i++)
        if (g_ascii_isspace(text->str[i]))
            text->str[i] = ' ';
}

void foi_odf_append(GString *text, xmlTextReader *reader, int type, const char *name)
{
    if (foi_xml_is_text(type))
        append_characters(text, (const char *)xmlTextReaderConstValue(reader));
    else if (type != XML_READER_TYPE_ELEMENT)
        return;
    else if (strcmp(name, "s") == 0)
        g_string_append_c(text, ' ');
    else if (strcmp(name, "tab") == 0)
        g_string_append_c(text, '\t');
    else if (strcmp(name, "line-break") == 0)
        g_string_append_c(text, '\n');
}
