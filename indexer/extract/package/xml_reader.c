#include "indexer/extract/package/xml_reader.h"

#include <string.h>

/* The library takes in pieces of 512 bytes, and drops the one in which the XML ends too early. */
#define PADDING 2048

/* A source with an instruction to nobody and spaces behind it: whatever is open there, all text
 * before its end is read. */
typedef struct padded_source {
    foi_xml_source *source;
    void *context;
    size_t given;
    size_t padded;
    bool narrow;
    bool ended;
    bool failed;
} padded_source;

/* Characters of more than one byte each are not padded by bytes. */
static bool is_wide(const char *text, int length)
{
    return length < 2 || text[0] == '\0' || text[1] == '\0' ||
           ((unsigned char)text[0] >= 0xfe && (unsigned char)text[1] >= 0xfe);
}

static int read_padded(void *context, char *buffer, int length)
{
    padded_source *padded = context;
    int count = padded->ended ? 0 : padded->source(padded->context, buffer, length);
    if (count > 0) {
        padded->narrow = padded->given == 0 ? !is_wide(buffer, count) : padded->narrow;
        padded->given += (size_t)count;
        return count;
    }
    padded->failed |= count < 0;
    padded->ended = true;
    if (!padded->narrow)
        return 0;
    static const char INSTRUCTION[] = "<?end?>";
    for (count = 0; count < length && padded->padded < PADDING; count++, padded->padded++)
        buffer[count] = padded->padded < sizeof INSTRUCTION - 1 ? INSTRUCTION[padded->padded] : ' ';
    return count;
}

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
        if (type == XML_READER_TYPE_PROCESSING_INSTRUCTION)
            continue;
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
    padded_source padded = {.source = source, .context = context};
    xmlTextReader *reader =
        xmlReaderForIO(read_padded, NULL, &padded, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (reader == NULL)
        return false;
    xmlTextReaderSetStructuredErrorHandler(reader, ignore_error, NULL);
    bool whole = false;
    bool stopped = !visit_all(reader, visit, data, &whole);
    xmlFreeTextReader(reader);
    return stopped || (whole && !padded.failed);
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
