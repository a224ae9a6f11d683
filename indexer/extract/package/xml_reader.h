/* xml_reader.h - a stream of XML node by node, whatever it is read from. */
#ifndef FOI_XML_READER_H
#define FOI_XML_READER_H

#include <glib.h>
#include <libxml/xmlreader.h>
#include <stdbool.h>

/**
 * Called for each node: the start of an element, its end (also of an empty one), a text. NAME is
 * the local one. Returns false to stop.
 */
typedef bool foi_xml_visit(void *data, xmlTextReader *reader, int type, const char *name);

/** Gives up to LENGTH bytes into BUFFER: how many, 0 at the end, -1 where reading fails. */
typedef int foi_xml_source(void *context, char *buffer, int length);

/**
 * Read SOURCE from its beginning to its end. False where the XML is damaged, deeper than the
 * library allows, or uses entities of its own, which are never replaced. A VISIT that stops ends
 * the reading well.
 */
bool foi_xml_read(foi_xml_source *source, void *context, foi_xml_visit *visit, void *data);

/** Whether a node of TYPE is text that counts, white space alone included. */
bool foi_xml_is_text(int type);

/** The value of the attribute NAME, in whatever name space, for the caller to g_free; NULL. */
char *foi_xml_attribute(xmlTextReader *reader, const char *name);

/** The same as a number, or FALLBACK. */
int foi_xml_number(xmlTextReader *reader, const char *name, int fallback);

#endif
