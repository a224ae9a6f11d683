/* unpack.h - what archives of every kind have in common: entries become members, what is lost is
 * counted and said, and expansion is bounded.
 */
#ifndef FOI_UNPACK_H
#define FOI_UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/extract/extractor.h"

/** An archive while its entries are read. Set up by foi_unpack_begin(). */
typedef struct foi_unpack {
    const foi_input *input;
    foi_output *output;
    uint64_t bytes; /**< unpacked so far */
    char *locked;   /**< first entry that is protected by a password; NULL: none */
    char *lost;     /**< first entry that cannot be read in full for another reason; NULL: none */
    char *reason;   /**< why */
    unsigned locked_more, lost_more; /**< how many like it follow */
    uint64_t files;                  /**< entries that have become members */
} foi_unpack;

/** Begin with INPUT, whose members go to OUTPUT; both must outlive it. */
foi_unpack foi_unpack_begin(const foi_input *input, foi_output *output);

/** Says in the status what was lost, ties the pieces of exported requests together, and frees. */
void foi_unpack_end(foi_unpack *unpack);

/** The next bytes of an entry, up to LENGTH, into BUFFER: how many; 0 at the end of the entry, -1
 * where it is damaged or cut short. */
typedef int64_t foi_unpack_read(void *source, void *buffer, size_t length);

/**
 * The entry NAME (bytes as in the archive), whose bytes are read through READ from SOURCE to their
 * end. Of a damaged one what came before is the member. Litter of systems is passed over.
 * False: a limit is reached and the status says so; stop.
 */
bool foi_unpack_entry(foi_unpack *unpack, const char *name, foi_unpack_read *read, void *source);

/** Read through READ from SOURCE what is no file, so that it is counted. As foi_unpack_entry(). */
bool foi_unpack_pass(foi_unpack *unpack, foi_unpack_read *read, void *source);

/** The entry NAME is protected by a password. */
void foi_unpack_locked(foi_unpack *unpack, const char *name);

/** The entry NAME is not read, or not in full, because it "REASON": "is damaged". */
void foi_unpack_lost(foi_unpack *unpack, const char *name, const char *reason);

#endif
