#include "mset.h"

#include <string>

#include "handles.h"

using xap::guard;

namespace
{

Xapian::MSetIterator hit_at(const Xapian::MSet &mset, uint32_t index)
{
    if (index >= mset.size())
        throw Xapian::RangeError("the result set has no result " + std::to_string(index) +
                                 ", but " + std::to_string(mset.size()) + " of them");
    return mset[index];
}

} // namespace

extern "C" {

xap_status xap_mset_get_counts(const xap_mset *mset, xap_mset_counts *counts, xap_error *error)
{
    *counts = {};
    return guard(__func__, error, [&] {
        const Xapian::MSet &inner = mset->mset;
        counts->size = inner.size();
        counts->first = inner.get_firstitem();
        counts->matches_lower = inner.get_matches_lower_bound();
        counts->matches_estimated = inner.get_matches_estimated();
        counts->matches_upper = inner.get_matches_upper_bound();
        counts->uncollapsed_lower = inner.get_uncollapsed_matches_lower_bound();
        counts->uncollapsed_estimated = inner.get_uncollapsed_matches_estimated();
        counts->uncollapsed_upper = inner.get_uncollapsed_matches_upper_bound();
        return XAP_OK;
    });
}

xap_status xap_mset_get_hit(xap_mset *mset, uint32_t index, xap_hit *hit, xap_error *error)
{
    *hit = {0, 0, 0, 0, {"", 0}};
    return guard(__func__, error, [&] {
        Xapian::MSetIterator at = hit_at(mset->mset, index);
        xap_bytes key = xap::lend(mset->buffer, at.get_collapse_key());
        *hit = {*at, at.get_weight(), at.get_percent(), at.get_collapse_count(), key};
        return XAP_OK;
    });
}

xap_status xap_mset_get_document(const xap_mset *mset, uint32_t index, xap_document **document,
                                 xap_error *error)
{
    *document = nullptr;
    return guard(__func__, error, [&] {
        Xapian::MSetIterator at = hit_at(mset->mset, index);
        *document = new xap_document{at.get_document(), *at, {}};
        return XAP_OK;
    });
}

void xap_mset_free(xap_mset *mset)
{
    delete mset;
}

} // extern "C"
