/* Judgments and laws in LegalDocML (Akoma Ntoso). */
#include <string.h>

#include "indexer/extract/extractor.h"
#include "indexer/extract/web/xml_events.h"
#include "indexer/extract/web/xml_text.h"

/* Elements that are not named here are blocks, or inline where they stand beside text. */
static const foi_xml_name NAMES[] = {
    {"meta", FOI_XML_DROPPED},
    {"style", FOI_XML_DROPPED},
    {"heading", FOI_XML_HEADING},
    {"subheading", FOI_XML_HEADING},
    {"crossHeading", FOI_XML_HEADING},
    {"num", FOI_XML_LABEL},
    {"authorialNote", FOI_XML_NOTE},
    {"embeddedStructure", FOI_XML_QUOTE},
    {"quotedStructure", FOI_XML_QUOTE},
    {"table", FOI_XML_TABLE},
    {"tr", FOI_XML_ROW},
    {"td", FOI_XML_CELL},
    {"th", FOI_XML_CELL},
    {"br", FOI_XML_BREAK},
    {"eol", FOI_XML_BREAK},
    {"marker", FOI_XML_SPACE},
    {"p", FOI_XML_BLOCK},
    {"block", FOI_XML_BLOCK},
    {"content", FOI_XML_BLOCK},
    {"span", FOI_XML_INLINE},
    {"a", FOI_XML_INLINE},
    {"b", FOI_XML_INLINE},
    {"i", FOI_XML_INLINE},
    {"u", FOI_XML_INLINE},
    {"sub", FOI_XML_INLINE},
    {"sup", FOI_XML_INLINE},
    {"inline", FOI_XML_INLINE},
    {"ref", FOI_XML_INLINE},
    {"rref", FOI_XML_INLINE},
    {"mref", FOI_XML_INLINE},
    {"def", FOI_XML_INLINE},
    {"term", FOI_XML_INLINE},
    {"quotedText", FOI_XML_INLINE},
    {"embeddedText", FOI_XML_INLINE},
    {"ins", FOI_XML_INLINE},
    {"del", FOI_XML_DROPPED},
    {"noteRef", FOI_XML_DROPPED},
    {"docTitle", FOI_XML_INLINE},
    {"docNumber", FOI_XML_INLINE},
    {"docDate", FOI_XML_INLINE},
    {"docType", FOI_XML_INLINE},
    {"date", FOI_XML_INLINE},
    {"docketNumber", FOI_XML_INLINE},
    {"neutralCitation", FOI_XML_INLINE},
    {"courtType", FOI_XML_INLINE},
    {"party", FOI_XML_INLINE},
    {"role", FOI_XML_INLINE},
    {"judge", FOI_XML_INLINE},
    {"lawyer", FOI_XML_INLINE},
    {"person", FOI_XML_INLINE},
    {"organization", FOI_XML_INLINE},
    {"location", FOI_XML_INLINE},
    {"img", FOI_XML_INLINE},
    {NULL, FOI_XML_BY_USE},
};

/* "NAME [2003] EWCA Civ 547": how the judgment is cited, from its metadata. */
static void give_title(foi_output *output, const char *text, size_t length)
{
    g_auto(foi_xml_events) reader = {0};
    g_autofree char *name = NULL;
    g_autoptr(GString) citation = g_string_new(NULL);
    bool inside = false;
    foi_xml_events_init(&reader, text, length);
    while (foi_xml_events_next(&reader)) {
        if (reader.event == FOI_XML_TEXT && inside) {
            foi_xml_events_append(&reader, citation);
        } else if (reader.event == FOI_XML_START) {
            inside = citation->len == 0 && foi_xml_events_is(&reader, "cite");
            if (name == NULL && foi_xml_events_is(&reader, "FRBRname"))
                name = foi_xml_events_attribute(&reader, "value");
        } else if (reader.event == FOI_XML_END) {
            inside = false;
            if (foi_xml_events_is(&reader, "meta"))
                break;
        }
    }
    g_autofree char *title = name == NULL ? NULL : g_strjoin(" ", name, citation->str, NULL);
    foi_output_title(output, title);
}

static void extract_legaldoc(const foi_input *input, foi_output *output)
{
    g_auto(foi_utf8) utf8 = foi_xml_decode(input, output);
    give_title(output, utf8.text, utf8.length);
    foi_xml_text_give(output, utf8.text, utf8.length, NAMES);
    foi_utf8_report(&utf8, output);
}

static const char *const MIMES[] = {"application/akn+xml", NULL};

const foi_extractor foi_extractor_legaldoc = {"legaldoc", MIMES, FOI_FILE_XML, extract_legaldoc};
