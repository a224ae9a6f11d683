/* states.h - what is known of the files, as a table: blocks of states in path order, compressed.
 *
 * Of a million files the writer holds one decoded block and, for each block, where it lies: a few
 * bytes a file. Blocks in which nothing changed are copied as they are into the next table.
 */
#ifndef FOI_STORE_STATES_H
#define FOI_STORE_STATES_H

#include "indexer/store/sections.h"
#include "indexer/store/store.h"

typedef struct foi_states foi_states;

/** Open the table at PATH; NULL: an empty one. FOI_ERROR_CORRUPT, _NOT_FOUND, _IO. */
foi_status foi_states_open(const char *path, foi_states **out, foi_error *error);
void foi_states_free(foi_states *states);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_states, foi_states_free)

/** The state of PATH, or NULL; valid until the next call on STATES. A damaged block is FOI_ERROR_
 * CORRUPT in *STATUS (which may be NULL). */
const foi_file_state *foi_states_find(foi_states *states, const char *path, foi_status *status,
                                      foi_error *error);

/** Call VISIT for each state in path order until it returns false. */
foi_status foi_states_each(foi_states *states,
                           bool (*visit)(const foi_file_state *state, void *data), void *data,
                           foi_error *error);

/** A cursor over the table at PATH (NULL: an empty one); see store.h. */
foi_status foi_file_cursor_open(const char *path, foi_file_cursor **out, foi_error *error);

/** The state that CURSOR is on, for the caller to free; NULL with *STATUS FOI_ERROR_CORRUPT. */
foi_file_state *foi_file_cursor_state(const foi_file_cursor *cursor, foi_status *status,
                                      foi_error *error);
/** The wire form of the state that CURSOR is on; valid until it moves. */
const void *foi_file_cursor_wire(const foi_file_cursor *cursor, size_t *length);

uint32_t foi_states_files(const foi_states *states);
uint32_t foi_states_failures(const foi_states *states);

/** NULL where there is no file. */
const foi_section_file *foi_states_file(const foi_states *states);

/**
 * Write to PATH the table that BASE becomes with CHANGES: a tree from paths to states
 * (foi_file_state *), a NULL state meaning that the file is gone. The commit makes it durable.
 */
foi_status foi_states_write(foi_states *base, GTree *changes, const char *path, foi_error *error);

/** The wire form of a state: equal bytes, equal states. */
void foi_file_state_encode(const foi_file_state *state, GByteArray *out);

/** Where FILE and its members are not ok, counted. */
uint32_t foi_file_state_failures(const foi_file_state *state);

#endif
