#include <memory>
#include <vector>

#include "callback.h"
#include "handles.h"
#include "mset.h"
#include "shard.h"

using xap::guard;

struct xap_enquire {
    struct SpyEntry {
        xap_spy function;
        void *context;
    };

    explicit xap_enquire(const Xapian::Database &database_) : database(database_), enquire(database)
    {
    }

    Xapian::Database database;
    Xapian::Enquire enquire;
    Xapian::Query query;
    xap_decider decider = nullptr;
    void *decider_context = nullptr;
    std::vector<SpyEntry> spies;
    std::shared_ptr<const xap::Shards> shards; /* found when a callback first needs them */
};

namespace
{

/* Xapian refuses to search in no database at all; to find nothing there is what a caller expects.
 */
Xapian::Database searchable(const Xapian::Database &database)
{
    if (!database.get_uuid().empty() || database.get_lastdocid() != 0)
        return database;
    return Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY);
}

/* NULL where the shards need not be told apart. */
std::shared_ptr<xap::CurrentShard> track_shards(xap_enquire *enquire)
{
    if (!enquire->decider && enquire->spies.empty())
        return nullptr;
    if (!enquire->shards)
        enquire->shards = std::make_shared<const xap::Shards>(enquire->database);
    if (enquire->shards->size() <= 1)
        return nullptr;
    auto current = std::make_shared<xap::CurrentShard>();
    current->shards = enquire->shards;
    return current;
}

Xapian::MSet search(xap_enquire *enquire, uint32_t first, uint32_t maximum, uint32_t check_at_least)
{
    std::shared_ptr<xap::CurrentShard> current = track_shards(enquire);
    Xapian::Enquire &inner = enquire->enquire;
    inner.set_query(current ? xap::mark_shards(enquire->query, current) : enquire->query);
    inner.clear_matchspies();
    for (const auto &spy : enquire->spies) {
        Xapian::MatchSpy *adapter = new xap::Spy(spy.function, spy.context, current);
        inner.add_matchspy(adapter->release());
    }
    if (!enquire->decider)
        return inner.get_mset(first, maximum, check_at_least);
    xap::Decider decider(enquire->decider, enquire->decider_context, current);
    return inner.get_mset(first, maximum, check_at_least, nullptr, &decider);
}

} // namespace

extern "C" {

xap_status xap_enquire_new(const xap_database *database, xap_enquire **enquire, xap_error *error)
{
    *enquire = nullptr;
    return guard(__func__, error, [&] {
        *enquire = new xap_enquire(searchable(database->database));
        return XAP_OK;
    });
}

void xap_enquire_free(xap_enquire *enquire)
{
    delete enquire;
}

xap_status xap_enquire_set_query(xap_enquire *enquire, const xap_query *query, xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->query = query->query;
        return XAP_OK;
    });
}

xap_status xap_enquire_set_bm25(xap_enquire *enquire, double k1, double k2, double k3, double b,
                                double min_normlen, xap_error *error)
{
    return guard(__func__, error, [&] {
        if (!(k1 >= 0 && k2 >= 0 && k3 >= 0 && b >= 0 && b <= 1 && min_normlen >= 0))
            throw Xapian::InvalidArgumentError("a parameter of BM25 is out of its range");
        enquire->enquire.set_weighting_scheme(Xapian::BM25Weight(k1, k2, k3, b, min_normlen));
        return XAP_OK;
    });
}

xap_status xap_enquire_set_bool_weight(xap_enquire *enquire, xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->enquire.set_weighting_scheme(Xapian::BoolWeight());
        return XAP_OK;
    });
}

xap_status xap_enquire_set_docid_order(xap_enquire *enquire, xap_docid_order order,
                                       xap_error *error)
{
    return guard(__func__, error, [&] {
        switch (order) {
        case XAP_DOCID_ASCENDING:
            enquire->enquire.set_docid_order(Xapian::Enquire::ASCENDING);
            return XAP_OK;
        case XAP_DOCID_DESCENDING:
            enquire->enquire.set_docid_order(Xapian::Enquire::DESCENDING);
            return XAP_OK;
        case XAP_DOCID_DONT_CARE:
            enquire->enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
            return XAP_OK;
        }
        throw Xapian::InvalidArgumentError("unknown docid order " + std::to_string(int(order)));
    });
}

xap_status xap_enquire_sort_by_relevance(xap_enquire *enquire, xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->enquire.set_sort_by_relevance();
        return XAP_OK;
    });
}

xap_status xap_enquire_sort_by_value(xap_enquire *enquire, uint32_t slot, bool reverse,
                                     xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->enquire.set_sort_by_value(slot, reverse);
        return XAP_OK;
    });
}

xap_status xap_enquire_sort_by_value_then_relevance(xap_enquire *enquire, uint32_t slot,
                                                    bool reverse, xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->enquire.set_sort_by_value_then_relevance(slot, reverse);
        return XAP_OK;
    });
}

xap_status xap_enquire_sort_by_relevance_then_value(xap_enquire *enquire, uint32_t slot,
                                                    bool reverse, xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->enquire.set_sort_by_relevance_then_value(slot, reverse);
        return XAP_OK;
    });
}

xap_status xap_enquire_set_collapse(xap_enquire *enquire, uint32_t slot, uint32_t maximum,
                                    xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->enquire.set_collapse_key(maximum ? slot : Xapian::BAD_VALUENO, maximum);
        return XAP_OK;
    });
}

xap_status xap_enquire_set_cutoff(xap_enquire *enquire, int percent, double weight,
                                  xap_error *error)
{
    return guard(__func__, error, [&] {
        if (percent < 0 || percent > 100 || !(weight >= 0))
            throw Xapian::InvalidArgumentError(
                "a cutoff is 0 to 100 percent, and no negative weight");
        enquire->enquire.set_cutoff(percent, weight);
        return XAP_OK;
    });
}

xap_status xap_enquire_set_time_limit(xap_enquire *enquire, double seconds, xap_error *error)
{
    return guard(__func__, error, [&] {
        if (!(seconds >= 0))
            throw Xapian::InvalidArgumentError("a time limit must not be negative");
        enquire->enquire.set_time_limit(seconds);
        return XAP_OK;
    });
}

xap_status xap_enquire_set_decider(xap_enquire *enquire, xap_decider decider, void *context,
                                   xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->decider = decider;
        enquire->decider_context = context;
        return XAP_OK;
    });
}

xap_status xap_enquire_add_spy(xap_enquire *enquire, xap_spy spy, void *context, xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->spies.push_back({spy, context});
        return XAP_OK;
    });
}

xap_status xap_enquire_clear_spies(xap_enquire *enquire, xap_error *error)
{
    return guard(__func__, error, [&] {
        enquire->spies.clear();
        return XAP_OK;
    });
}

xap_status xap_enquire_get_mset(xap_enquire *enquire, uint32_t first, uint32_t maximum,
                                uint32_t check_at_least, xap_mset **mset, xap_error *error)
{
    *mset = nullptr;
    return guard(__func__, error, [&] {
        *mset = new xap_mset{search(enquire, first, maximum, check_at_least), {}};
        return XAP_OK;
    });
}

} // extern "C"
