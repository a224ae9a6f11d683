#include "bitmaps.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "shard.h"

namespace
{

constexpr unsigned word_bits = 64;

struct Bitmaps {
    xap::Shards shards;
    std::vector<xap_bitmap> list;
    bool leads;

    Bitmaps(const Xapian::Database &database, const xap_bitmap *bitmaps, std::size_t count,
            bool leads_)
        : shards(database), list(bitmaps, bitmaps + count), leads(leads_)
    {
        if (shards.size() != count)
            throw Xapian::InvalidArgumentError(std::to_string(count) + " bitmaps for " +
                                               std::to_string(shards.size()) + " shards");
    }
};

class BitmapSource final : public Xapian::PostingSource
{
  public:
    explicit BitmapSource(std::shared_ptr<const Bitmaps> bitmaps_) : bitmaps(std::move(bitmaps_)) {}

    BitmapSource *clone() const override
    {
        return new BitmapSource(bitmaps);
    }

    void init(const Xapian::Database &shard) override
    {
        const xap_bitmap &bitmap = bitmaps->list[bitmaps->shards.number(shard)];
        words = bitmap.words;
        documents = bitmap.documents;
        count = bitmap.count;
        docid = 0;
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return count;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return bitmaps->leads ? count : documents;
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return bitmaps->leads ? count : documents;
    }

    void next(double) override
    {
        find(docid);
    }

    void skip_to(Xapian::docid wanted, double) override
    {
        if (wanted > docid)
            find(wanted - 1);
    }

    bool check(Xapian::docid wanted, double) override
    {
        docid = wanted;
        Xapian::docid row = wanted - 1;
        return row < documents && (words[row / word_bits] >> row % word_bits & 1) != 0;
    }

    bool at_end() const override
    {
        return docid > documents;
    }

    Xapian::docid get_docid() const override
    {
        return docid;
    }

    std::string get_description() const override
    {
        return "bitmap";
    }

  private:
    /* To the first set bit from ROW on, counted from 0; behind the last document if there is none.
     */
    void find(Xapian::docid row)
    {
        while (row < documents) {
            uint64_t left = words[row / word_bits] >> row % word_bits;
            if (left != 0) {
                docid = row + static_cast<unsigned>(__builtin_ctzll(left)) + 1;
                return;
            }
            row = (row / word_bits + 1) * word_bits;
        }
        docid = documents + 1;
    }

    std::shared_ptr<const Bitmaps> bitmaps;
    const uint64_t *words = nullptr;
    Xapian::docid documents = 0;
    Xapian::doccount count = 0;
    Xapian::docid docid = 0;
};

} // namespace

namespace xap
{

Xapian::Query bitmaps_query(const Xapian::Database &database, const xap_bitmap *bitmaps,
                            std::size_t count, bool leads)
{
    auto shared = std::make_shared<const Bitmaps>(database, bitmaps, count, leads);
    if (count == 0)
        return Xapian::Query();
    Xapian::PostingSource *source = new BitmapSource(std::move(shared));
    return Xapian::Query(source->release());
}

} // namespace xap
