/* shape.h - what a text shows by where things stand in it, whatever its words say: whom it is
 * written to, messages to and fro, answers below questions, tables. No function allocates or fails;
 * each is linear in the text. Any thread, each reading by one thread at a time.
 */
#ifndef FOI_TAG_SHAPE_H
#define FOI_TAG_SHAPE_H

#include "indexer/tag/reading.h"

/** Whether READING begins with the head of a mail that was printed. */
bool foi_shape_is_printed_mail(const foi_reading *reading);

/** The token of the salutation that begins a line of the document's own text; UINT32_MAX: none. */
uint32_t foi_shape_salutation(const foi_reading *reading);

/** Whether the salutation at AT is to a person by name, "Dear Ms Example": so authorities write. */
bool foi_shape_is_to_person(const foi_reading *reading, uint32_t at);

/** Whether it is to an authority, "Dear Example Council": so requesters write. */
bool foi_shape_is_to_body(const foi_reading *reading, uint32_t at);

/** Whether letters or messages of two parties stand on one page; *HEAD (`first`, `end`) then gets
 * the first one's head, and is left alone otherwise. */
bool foi_shape_is_thread(const foi_reading *reading, foi_hit *head);

/** Whether answers stand below questions, in turn. */
bool foi_shape_has_answers(const foi_reading *reading);

/** A leaflet that tells of the rights of appeal and of nothing else. */
bool foi_shape_is_rights_leaflet(const foi_reading *reading);

/** Forms, tables and lists: many of the tokens are numbers. */
bool foi_shape_is_data(const foi_reading *reading);

/** Whether "Request" and, below it, "Response" head parts of the text, each alone on its line: a
 * reply as authorities publish it. */
bool foi_shape_has_reply_heads(const foi_reading *reading);

/** Whether a request site's page holds the request alone: one salutation, to a body. */
bool foi_shape_is_unanswered(const foi_reading *reading);

#endif
