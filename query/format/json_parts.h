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

/** OBJECT on one line, for the caller to free with foi_free(); takes OBJECT over. */
char *foi_json_dump(json_t *object);

#endif
