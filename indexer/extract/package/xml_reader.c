#include "indexer/extract/package/xml_reader.h"

#include <string.h>

static void ignore_error(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

/* What VISIT made of all nodes: false where it stopped. */
static bool visit_all(xmlTextReader *reader, foi_xml_visit *visit, void *data, bool *whole)
{
    int result;
    bool entities = false;
    while ((result = xmlTextReaderRead(reader)) == 1) {
        int type = xmlTextReaderNodeType(reader);
        const char *name = (const char *)xmlTextReaderConstLocalName(reader);
        entities |= type == XML_READER_TYPE_ENTITY_REFERENCE;
        if (!visit(data, reader, type, name))
            return false;
        if (type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(reader) &&
            !visit(data, reader, XML_READER_TYPE_END_ELEMENT, name))
            return false;
    }
    *whole = result == 0 && !entities;
    return true;
}

bool foi_xml_read(foi_xml_source *source, void *context, foi_xml_visit *visit, void *data)
{
    /* Entities are not replaced and nothing outside of the part is loaded. The limits of the
     * library on depth and length stay on. */
    xmlTextReader *reader =
        xmlReaderForIO(source, NULL, context, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (reader == NULL)
        return false;
    xmlTextReaderSetStructuredErrorHandler(reader, ignore_error, NULL);
    bool whole = false;
    bool stopped = !visit_all(reader, visit, data, &whole);
    xmlFreeTextReader(reader);
    return stopped || whole;
}

bool foi_xml_is_text(int type)
{
    return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
           type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE;
}

char *foi_xml_attribute(xmlTextReader *reader, const char *name)
{
    char *value = NULL;
    while (value == NULL && xmlTextReaderMoveToNextAttribute(reader) == 1)
        if (strcmp((const char *)xmlTextReaderConstLocalName(reader), name) == 0)
            value = g_strdup((const char *)xmlTextReaderConstValue(reader));
    xmlTextReaderMoveToElement(reader);
    return value;
}

int foi_xml_number(xmlTextReader *reader, const char *name, int fallback)
{
    g_autofree char *value = foi_xml_attribute(reader, name);
    if (value == NULL || !(g_ascii_isdigit(*value) || *value == '-'))
        return fallback;
    gint64 number = g_ascii_strtoll(value, NULL, 10);
    return number < -1000000000 || number > 1000000000 ? fallback : (int)number;
}
