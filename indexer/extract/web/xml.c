/* XML of any kind: feeds, drawings, exports of programs. */
#include "indexer/extract/extractor.h"
#include "indexer/extract/web/xml_text.h"

static const foi_xml_name NAMES[] = {
    {"script", FOI_XML_DROPPED},
    {"style", FOI_XML_DROPPED},
    /* Fonts and pictures of office files that are one XML. */
    {"binData", FOI_XML_DROPPED},
    {"binaryData", FOI_XML_DROPPED},
    {"binary-data", FOI_XML_DROPPED},
    /* Text of office files: what changed, and pieces of words. */
    {"delText", FOI_XML_DROPPED},
    {"instrText", FOI_XML_DROPPED},
    {"r", FOI_XML_INLINE},
    {"t", FOI_XML_INLINE},
    {"rPr", FOI_XML_INLINE},
    {"span", FOI_XML_INLINE},
    {"s", FOI_XML_INLINE},
    {"tspan", FOI_XML_INLINE},
    {"emphasis", FOI_XML_INLINE},
    {"em", FOI_XML_INLINE},
    {"strong", FOI_XML_INLINE},
    {"b", FOI_XML_INLINE},
    {"i", FOI_XML_INLINE},
    {"u", FOI_XML_INLINE},
    {"a", FOI_XML_INLINE},
    {"sub", FOI_XML_INLINE},
    {"sup", FOI_XML_INLINE},
    {"title", FOI_XML_HEADING},
    {"heading", FOI_XML_HEADING},
    {"head", FOI_XML_HEADING},
    {"h", FOI_XML_HEADING},
    {"h1", FOI_XML_HEADING},
    {"h2", FOI_XML_HEADING},
    {"h3", FOI_XML_HEADING},
    {"br", FOI_XML_BREAK},
    {"line-break", FOI_XML_BREAK},
    {"lb", FOI_XML_BREAK},
    {"tab", FOI_XML_SPACE},
    {"footnote", FOI_XML_NOTE},
    {"blockquote", FOI_XML_QUOTE},
    {"li", FOI_XML_ITEM},
    {"listitem", FOI_XML_ITEM},
    {"table", FOI_XML_TABLE},
    {"tbl", FOI_XML_TABLE},
    {"informaltable", FOI_XML_TABLE},
    {"tr", FOI_XML_ROW},
    {"row", FOI_XML_ROW},
    {"Row", FOI_XML_ROW},
    {"table-row", FOI_XML_ROW},
    {"td", FOI_XML_CELL},
    {"th", FOI_XML_CELL},
    {"tc", FOI_XML_CELL},
    {"cell", FOI_XML_CELL},
    {"Cell", FOI_XML_CELL},
    {"table-cell", FOI_XML_CELL},
    /* Of feeds. */
    {"description", FOI_XML_MARKUP},
    {"encoded", FOI_XML_MARKUP},
    {"content", FOI_XML_MARKUP},
    {"summary", FOI_XML_MARKUP},
    {NULL, FOI_XML_BY_USE},
};

static void extract_xml(const foi_input *input, foi_output *output)
{
    g_auto(foi_utf8) utf8 = foi_xml_decode(input, output);
    foi_xml_text_give(output, utf8.text, utf8.length, NAMES);
    foi_utf8_report(&utf8, output);
}

static const char *const MIMES[] = {"text/xml", "application/xml", "image/svg+xml", NULL};

const foi_extractor foi_extractor_xml = {"xml", MIMES, FOI_FILE_XML, extract_xml};
