/* explain_json.h - how a query was read, and what made the rank of a hit, as JSON. */
#ifndef FOI_EXPLAIN_JSON_H
#define FOI_EXPLAIN_JSON_H

#include <jansson.h>

#include "foi/search.h"

/** EXPLANATION as a list of readings; null where it is NULL. */
json_t *foi_explain_json(const foi_explanation *explanation);

/** The shares of HIT; null where none were asked for. */
json_t *foi_explain_hit_json(const foi_hit *hit);

#endif
