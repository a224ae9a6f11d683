/* json_parts.h - what the JSON of all answers has in common. */
#ifndef FOI_JSON_PARTS_H
#define FOI_JSON_PARTS_H

#include <jansson.h>

/** The schema that README.md describes. */
#define FOI_JSON_SCHEMA 1

/** TEXT (bytes; what is not UTF-8 becomes U+FFFD), or null where it is NULL. */
json_t *foi_json_text(const char *text);

/** NUMBER to three places. */
json_t *foi_json_rounded(double number);

/** STRINGS, which end in NULL, as a list. */
json_t *foi_json_list(const char *const *strings);

/** NUMBER; null for 0, which stands for unknown. */
json_t *foi_json_number(unsigned number);

/** Set "location" and "member" of OBJECT (each may be NULL), and "location_bytes" where LOCATION is
 * not UTF-8. */
void foi_json_set_place(json_t *object, const char *location, const char *member);

/** OBJECT on one line, for the caller to free with foi_free(); takes OBJECT over. */
char *foi_json_dump(json_t *object);

#endif
