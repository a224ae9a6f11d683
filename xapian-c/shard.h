/* shard.h - the shards of a database, and which of them a match is looking at. */
#ifndef XAPIAN_C_SHARD_H
#define XAPIAN_C_SHARD_H

#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include <xapian.h>

namespace xap
{

/**
 * The shards of a database by their UUIDs, in their order. A posting source is given each shard
 * alone, and the documents that a match shows to deciders and spies carry their shard's docids;
 * neither says which shard it is. A UUID is what both sides can ask for.
 */
class Shards
{
  public:
    /** Throws Xapian::UnimplementedError where a shard has no UUID but documents, and
     *  Xapian::InvalidArgumentError where two share one. */
    explicit Shards(const Xapian::Database &database);

    /** How many there are. */
    std::size_t size() const
    {
        return by_uuid.size();
    }

    /** The number, from 0, of the shard SHARD; throws Xapian::InvalidOperationError for one that is
     *  none. */
    std::size_t number(const Xapian::Database &shard) const;

    /** The merged docid of document LOCAL of the shard NUMBER. */
    Xapian::docid merged(std::size_t number, Xapian::docid local) const
    {
        return static_cast<Xapian::docid>((local - 1) * size() + number + 1);
    }

  private:
    std::map<std::string, std::size_t> by_uuid;
};

/** The shard that a running match is looking at: written by the marks of one query, read by the
 *  deciders and spies of the same search. */
struct CurrentShard {
    std::shared_ptr<const Shards> shards;
    std::size_t number = 0;
};

/**
 * QUERY with a filter beside it that holds every document, adds no weight, and notes in CURRENT
 * which shard the match is in. All parts of a filter must stand on a document before the match
 * shows it to anybody, so the shard that was noted last is that document's.
 */
Xapian::Query mark_shards(const Xapian::Query &query, std::shared_ptr<CurrentShard> current);

} // namespace xap

#endif
