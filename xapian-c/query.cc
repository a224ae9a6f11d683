#include <vector>

#include "bitmaps.h"
#include "docids.h"
#include "handles.h"

using xap::guard;

namespace
{

Xapian::Query::op xapian_operator(xap_operator op)
{
    switch (op) {
    case XAP_AND:
        return Xapian::Query::OP_AND;
    case XAP_OR:
        return Xapian::Query::OP_OR;
    case XAP_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case XAP_FILTER:
        return Xapian::Query::OP_FILTER;
    case XAP_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case XAP_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case XAP_NEAR:
        return Xapian::Query::OP_NEAR;
    case XAP_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    case XAP_MAX:
        return Xapian::Query::OP_MAX;
    }
    throw Xapian::InvalidArgumentError("unknown operator " + std::to_string(int(op)));
}

void require_not_negative(double number, const char *what)
{
    if (!(number >= 0))
        throw Xapian::InvalidArgumentError(std::string(what) + " must not be negative");
}

/* Runs MAKE, which returns a Xapian::Query, for the entry FUNCTION and puts it behind a handle. */
template <class Make>
xap_status make_query(const char *function, xap_query **query, xap_error *error,
                      Make &&make) noexcept
{
    *query = nullptr;
    return guard(function, error, [&] {
        *query = new xap_query{make()};
        return XAP_OK;
    });
}

} // namespace

extern "C" {

xap_status xap_query_new_term(const char *term, size_t length, uint32_t wqf, uint32_t position,
                              xap_query **query, xap_error *error)
{
    return make_query(__func__, query, error,
                      [&] { return Xapian::Query(xap::bytes(term, length), wqf, position); });
}

xap_status xap_query_new_all(xap_query **query, xap_error *error)
{
    return make_query(__func__, query, error, [] { return Xapian::Query(std::string()); });
}

xap_status xap_query_new_none(xap_query **query, xap_error *error)
{
    return make_query(__func__, query, error, [] { return Xapian::Query(); });
}

xap_status xap_query_combine(xap_operator op, const xap_query *const *queries, size_t count,
                             uint32_t window, xap_query **query, xap_error *error)
{
    return make_query(__func__, query, error, [&] {
        Xapian::Query::op xapian_op = xapian_operator(op);
        bool windowed = op == XAP_PHRASE || op == XAP_NEAR;
        if (windowed && window != 0 && window < count)
            throw Xapian::InvalidArgumentError("a window of " + std::to_string(window) +
                                               " cannot hold " + std::to_string(count) +
                                               " operands");
        std::vector<Xapian::Query> operands;
        operands.reserve(count);
        for (size_t i = 0; i < count; i++)
            operands.push_back(queries[i]->query);
        return Xapian::Query(xapian_op, operands.begin(), operands.end(), windowed ? window : 0);
    });
}

xap_status xap_query_scale(const xap_query *query, double factor, xap_query **scaled,
                           xap_error *error)
{
    return make_query(__func__, scaled, error, [&] {
        require_not_negative(factor, "the factor of a weight");
        return Xapian::Query(factor, query->query);
    });
}

xap_status xap_query_constant(const xap_query *query, double weight, xap_query **constant,
                              xap_error *error)
{
    return make_query(__func__, constant, error, [&] {
        require_not_negative(weight, "a weight");
        Xapian::PostingSource *source = new Xapian::FixedWeightPostingSource(weight);
        return Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(source->release()),
                             query->query);
    });
}

xap_status xap_query_value_range(uint32_t slot, const char *low, size_t low_length,
                                 const char *high, size_t high_length, xap_query **query,
                                 xap_error *error)
{
    return make_query(__func__, query, error, [&] {
        return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, xap::bytes(low, low_length),
                             xap::bytes(high, high_length));
    });
}

xap_status xap_query_value_ge(uint32_t slot, const char *low, size_t length, xap_query **query,
                              xap_error *error)
{
    return make_query(__func__, query, error, [&] {
        return Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, xap::bytes(low, length));
    });
}

xap_status xap_query_value_le(uint32_t slot, const char *high, size_t length, xap_query **query,
                              xap_error *error)
{
    return make_query(__func__, query, error, [&] {
        return Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, xap::bytes(high, length));
    });
}

xap_status xap_query_from_docids(const xap_database *database, const uint32_t *docids, size_t count,
                                 xap_query **query, xap_error *error)
{
    return make_query(__func__, query, error,
                      [&] { return xap::docids_query(database->database, docids, count); });
}

xap_status xap_query_from_bitmaps(const xap_database *database, const xap_bitmap *bitmaps,
                                  size_t shards, bool leads, xap_query **query, xap_error *error)
{
    return make_query(__func__, query, error, [&] {
        return xap::bitmaps_query(database->database, bitmaps, shards, leads);
    });
}

xap_status xap_query_describe(const xap_query *query, char **text, xap_error *error)
{
    *text = nullptr;
    return guard(__func__, error, [&] {
        *text = xap::allocate(query->query.get_description());
        return XAP_OK;
    });
}

void xap_query_free(xap_query *query)
{
    delete query;
}

} // extern "C"
