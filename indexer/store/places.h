/* places.h - where the documents of one segment lie: the joined field `path`, and their containers.
 *
 * A value of the column is the location, or the location, "//" and the member.
 */
#ifndef FOI_STORE_PLACES_H
#define FOI_STORE_PLACES_H

#include "indexer/store/column.h"

#define FOI_PLACE_SEPARATOR "//"

/** One place, in the order of (location, member); strings live as long as what gave them. */
typedef struct foi_place_view {
    const char *value;
    uint32_t location_length; /**< of `value`; the member follows the separator */
    const char *parent;       /**< FOI_ID_LENGTH characters without a NUL, or NULL */
} foi_place_view;

typedef struct foi_places foi_places;

/** The places of ROWS rows in the file PATH, all of them verified. */
foi_status foi_places_open(const char *path, uint32_t rows, foi_places **out, foi_error *error);
/** The same in constant time: a damaged place reads as empty, and foi_places_damage() tells. */
foi_status foi_places_map(const char *path, uint32_t rows, foi_places **out, foi_error *error);
void foi_places_free(foi_places *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_places, foi_places_free)

/** FOI_ERROR_CORRUPT once damage was met in PLACES. */
foi_status foi_places_damage(const foi_places *places, foi_error *error);

const foi_column *foi_places_column(const foi_places *places);
const foi_section_file *foi_places_file(const foi_places *places);
uint32_t foi_places_count(const foi_places *places, uint32_t row);
foi_place_view foi_places_get(const foi_places *places, uint32_t row, uint32_t position);
/** The `parent` of that place alone, which needs no look at the value. */
const char *foi_places_parent(const foi_places *places, uint32_t row, uint32_t position);

/* --- writing ---------------------------------------------------------------------------------- */

typedef struct foi_places_builder foi_places_builder;

foi_places_builder *foi_places_builder_new(void);
void foi_places_builder_free(foi_places_builder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_places_builder, foi_places_builder_free)

/** Add a place to the row being filled. */
void foi_places_builder_add(foi_places_builder *builder, foi_place_view place);
/** The row is complete: its places are put in order, equal ones once. How many it has. */
uint32_t foi_places_builder_end_row(foi_places_builder *builder);
/** Write them to PATH; the commit makes it durable. */
foi_status foi_places_builder_write(foi_places_builder *builder, const char *path,
                                    foi_error *error);

#endif
