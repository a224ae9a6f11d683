#include "docids.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "shard.h"

namespace
{

/* The docids of each shard, as the shard counts them; shared by the clones of a source. */
struct Lists {
    xap::Shards shards;
    std::vector<std::vector<Xapian::docid>> local;

    explicit Lists(const Xapian::Database &database) : shards(database), local(shards.size()) {}
};

class DocidSource final : public Xapian::PostingSource
{
  public:
    explicit DocidSource(std::shared_ptr<const Lists> lists_) : lists(std::move(lists_)) {}

    DocidSource *clone() const override
    {
        return new DocidSource(lists);
    }

    void init(const Xapian::Database &shard) override
    {
        list = &lists->local[lists->shards.number(shard)];
        index = 0;
        started = false;
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return static_cast<Xapian::doccount>(list->size());
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return static_cast<Xapian::doccount>(list->size());
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return static_cast<Xapian::doccount>(list->size());
    }

    void next(double) override
    {
        if (started)
            index++;
        started = true;
    }

    /* Doubles its stride, so that a match of M steps over N docids costs no more than N, and much
     * less where the steps are few and wide. */
    void skip_to(Xapian::docid docid, double) override
    {
        started = true;
        std::size_t stride = 1, low = index, size = list->size();
        while (low + stride < size && (*list)[low + stride] < docid) {
            low += stride;
            stride *= 2;
        }
        auto first = list->begin() + static_cast<std::ptrdiff_t>(std::min(low, size));
        auto last = list->begin() + static_cast<std::ptrdiff_t>(std::min(low + stride + 1, size));
        index = static_cast<std::size_t>(std::lower_bound(first, last, docid) - list->begin());
    }

    bool at_end() const override
    {
        return index >= list->size();
    }

    Xapian::docid get_docid() const override
    {
        return (*list)[index];
    }

    std::string get_description() const override
    {
        std::size_t count = 0;
        for (const auto &docids : lists->local)
            count += docids.size();
        return std::to_string(count) + " docids";
    }

  private:
    std::shared_ptr<const Lists> lists;
    const std::vector<Xapian::docid> *list = nullptr;
    std::size_t index = 0;
    bool started = false;
};

void require_rising(const uint32_t *docids, std::size_t count)
{
    for (std::size_t i = 0; i < count; i++)
        if (docids[i] <= (i ? docids[i - 1] : 0))
            throw Xapian::InvalidArgumentError("docids must rise strictly from 1: number " +
                                               std::to_string(i + 1) + " is " +
                                               std::to_string(docids[i]));
}

} // namespace

namespace xap
{

Xapian::Query docids_query(const Xapian::Database &database, const uint32_t *docids,
                           std::size_t count)
{
    require_rising(docids, count);
    if (count == 0)
        return Xapian::Query();
    auto lists = std::make_shared<Lists>(database);
    std::size_t shards = lists->shards.size();
    if (shards == 0)
        throw Xapian::InvalidArgumentError("a database without documents has no docids");
    for (auto &local : lists->local)
        local.reserve(count / shards + 1);
    for (std::size_t i = 0; i < count; i++)
        lists->local[(docids[i] - 1) % shards].push_back(
            static_cast<Xapian::docid>((docids[i] - 1) / shards + 1));
    Xapian::PostingSource *source = new DocidSource(std::move(lists));
    return Xapian::Query(source->release());
}

} // namespace xap
