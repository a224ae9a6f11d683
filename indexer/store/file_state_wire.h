/* file_state_wire.h - reading back what foi_file_state_encode() wrote. */
#ifndef FOI_STORE_FILE_STATE_WIRE_H
#define FOI_STORE_FILE_STATE_WIRE_H

#include "indexer/base/wire.h"
#include "indexer/store/store.h"

/** The next state of IN for the caller to free, or NULL where the bytes make no sense. */
foi_file_state *foi_file_state_decode(foi_wire_reader *in);

/** The facts of the next state of IN, as views into what IN reads; false where the bytes make no
 * sense. */
bool foi_file_facts_decode(foi_wire_reader *in, foi_file_facts *facts);

#endif
