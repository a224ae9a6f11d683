/* ole_sectors.h - the sectors of a compound file, and the table that says which follows which. */
#ifndef FOI_OLE_SECTORS_H
#define FOI_OLE_SECTORS_H

#include "indexer/extract/package/view.h"

/** A kind of sectors: those of the file, or the small ones in a stream of their own. */
typedef struct foi_ole_sectors {
    foi_view bytes; /**< that the sectors lie in, the first one at its beginning */
    unsigned shift; /**< of the size of a sector */
    GArray *next;   /**< of uint32_t: for each sector the one behind it */
    bool lost;      /**< a part of the table lies beyond the end of the file */
} foi_ole_sectors;

/** Read the tables of the compound FILE. False: it is none, *WHY says in what. */
bool foi_ole_sectors_open(foi_ole_sectors *sectors, foi_view file, const char **why);

/** Take the sectors of 2 to the SHIFT bytes that lie in BYTES, whose table is TABLE. */
void foi_ole_sectors_of(foi_ole_sectors *sectors, foi_view bytes, unsigned shift,
                        const GByteArray *table);
void foi_ole_sectors_clear(foi_ole_sectors *sectors);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_ole_sectors, foi_ole_sectors_clear)

/** SIZE bytes from the sector FIRST on, or as many as there are. For the caller to free. */
GByteArray *foi_ole_sectors_read(const foi_ole_sectors *sectors, uint32_t first, uint64_t size);

#endif
