/* xml_events.h - XML as a run of events: linear in the bytes, whatever they hold.
 *
 * Nothing is declared, loaded or expanded: a reference that is not one of a character stands for
 * itself. Damaged XML is read on behind the damage.
 */
#ifndef FOI_XML_EVENTS_H
#define FOI_XML_EVENTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum foi_xml_event {
    FOI_XML_START, /**< of an element; name and attributes are set */
    FOI_XML_END,   /**< of an element, also of an empty or unclosed one: each start has its end */
    FOI_XML_TEXT   /**< a piece of text; a long one comes in several */
} foi_xml_event;

/** Where the reading stands. All pointers are into the text that is read. */
typedef struct foi_xml_events {
    foi_xml_event event;
    const char *name; /**< of the element, without the prefix of its name space */
    size_t name_length;
    const char *attributes; /**< of a start: all that stands behind the name */
    size_t attributes_length;
    const char *text;
    size_t text_length;
    bool raw;           /**< the text stands in CDATA: it has no references */
    const char *damage; /**< what is wrong with the XML so far; NULL: nothing */
    const char *at, *end;
    const char *cdata_end; /**< NULL: not in CDATA */
    GArray *open;          /**< names of the open elements */
    size_t unnamed;        /**< open elements deeper than names are kept */
    bool empty;            /**< the element that has just begun ends at once */
    unsigned closing;      /**< open elements that an end tag has still to close */
} foi_xml_events;

/** Begin with LENGTH bytes of TEXT (valid UTF-8, outlives the reader). */
void foi_xml_events_init(foi_xml_events *reader, const char *text, size_t length);
void foi_xml_events_clear(foi_xml_events *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_xml_events, foi_xml_events_clear)

/** Go to the next event. False at the end, when all elements have ended. */
bool foi_xml_events_next(foi_xml_events *reader);

/** Whether the element is called NAME. */
bool foi_xml_events_is(const foi_xml_events *reader, const char *name);

/** Append the text of the event to OUT, its references as characters. */
void foi_xml_events_append(const foi_xml_events *reader, GString *out);

/** The value of the attribute NAME, without a prefix, for the caller to g_free; NULL: none. */
char *foi_xml_events_attribute(const foi_xml_events *reader, const char *name);

#endif
