#include "shard.h"

#include <algorithm>
#include <utility>

namespace
{

/* Every document of its shard. Xapian only checks documents that it knows to exist; the list of all
 * documents is therefore only walked where this filter leads the match. */
class ShardMark final : public Xapian::PostingSource
{
  public:
    explicit ShardMark(std::shared_ptr<xap::CurrentShard> current_) : current(std::move(current_))
    {
    }

    ShardMark *clone() const override
    {
        return new ShardMark(current);
    }

    void init(const Xapian::Database &shard) override
    {
        number = current->shards->number(shard);
        database = shard;
        started = false;
        checked = 0;
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return database.get_doccount();
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return database.get_doccount();
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return database.get_doccount();
    }

    void next(double) override
    {
        if (!started)
            start();
        else if (checked)
            walk.skip_to(checked + 1);
        else
            ++walk;
        checked = 0;
        current->number = number;
    }

    void skip_to(Xapian::docid docid, double) override
    {
        if (!started)
            start();
        if (walk != database.postlist_end(std::string()))
            walk.skip_to(docid);
        checked = 0;
        current->number = number;
    }

    bool check(Xapian::docid docid, double) override
    {
        if (!started)
            start();
        checked = docid;
        current->number = number;
        return true;
    }

    bool at_end() const override
    {
        return !checked && walk == database.postlist_end(std::string());
    }

    Xapian::docid get_docid() const override
    {
        return checked ? checked : *walk;
    }

    std::string get_description() const override
    {
        return "shard mark";
    }

  private:
    void start()
    {
        walk = database.postlist_begin(std::string());
        started = true;
    }

    std::shared_ptr<xap::CurrentShard> current;
    Xapian::Database database;
    Xapian::PostingIterator walk;
    std::size_t number = 0;
    Xapian::docid checked = 0; /* the document that a check stands on, 0 where the walk counts */
    bool started = false;
};

} // namespace

namespace xap
{

Shards::Shards(const Xapian::Database &database)
{
    std::string uuids = database.get_uuid();
    if (uuids.empty()) {
        if (database.get_lastdocid() != 0)
            throw Xapian::UnimplementedError("a database in memory has no UUID to know it by");
        return;
    }
    std::size_t from = 0;
    while (from <= uuids.size()) {
        std::size_t to = std::min(uuids.find(':', from), uuids.size());
        std::string uuid = uuids.substr(from, to - from);
        if (!by_uuid.emplace(uuid, by_uuid.size()).second)
            throw Xapian::InvalidArgumentError("two shards have the same UUID " + uuid +
                                               ": one is a copy of the other");
        from = to + 1;
    }
}

std::size_t Shards::number(const Xapian::Database &shard) const
{
    auto found = by_uuid.find(shard.get_uuid());
    if (found == by_uuid.end())
        throw Xapian::InvalidOperationError("the query was made for another database");
    return found->second;
}

Xapian::Query mark_shards(const Xapian::Query &query, std::shared_ptr<CurrentShard> current)
{
    Xapian::PostingSource *mark = new ShardMark(std::move(current));
    return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(mark->release()));
}

} // namespace xap
