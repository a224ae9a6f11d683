/* docids.h - a given set of documents as a leaf of a query. */
#ifndef XAPIAN_C_DOCIDS_H
#define XAPIAN_C_DOCIDS_H

#include <cstddef>
#include <cstdint>

#include <xapian.h>

namespace xap
{

/** The COUNT documents of DATABASE with the merged docids DOCIDS, strictly rising. Throws
 *  Xapian::InvalidArgumentError where they are not, and what Shards throws. */
Xapian::Query docids_query(const Xapian::Database &database, const uint32_t *docids,
                           std::size_t count);

} // namespace xap

#endif
