/* bitmaps.h - a given set of documents, as bitmaps of its shards, as a leaf of a query. */
#ifndef XAPIAN_C_BITMAPS_H
#define XAPIAN_C_BITMAPS_H

#include <cstddef>

#include <xapian.h>

#include "xapian-c.h"

namespace xap
{

/** What xap_query_from_bitmaps says. Throws Xapian::InvalidArgumentError for another number of
 *  shards, and what Shards throws. */
Xapian::Query bitmaps_query(const Xapian::Database &database, const xap_bitmap *bitmaps,
                            std::size_t count, bool leads);

} // namespace xap

#endif
