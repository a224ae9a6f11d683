#include "handles.h"

using xap::guard;

struct xap_postings {
    Xapian::Database database;
    Xapian::PostingIterator next, end;
    bool started = false;
};

namespace
{

xap_status give(const xap_postings *postings, xap_postings_entry *entry)
{
    if (postings->next == postings->end)
        return XAP_END;
    *entry = {*postings->next, postings->next.get_wdf()};
    return XAP_OK;
}

constexpr unsigned word_bits = 64;

} // namespace

extern "C" {

xap_status xap_postings_new(const xap_database *database, const char *term, size_t length,
                            xap_postings **postings, xap_error *error)
{
    *postings = nullptr;
    return guard(__func__, error, [&] {
        auto handle = std::make_unique<xap_postings>();
        std::string name = xap::bytes(term, length);
        handle->database = database->database;
        handle->next = handle->database.postlist_begin(name);
        handle->end = handle->database.postlist_end(name);
        *postings = handle.release();
        return XAP_OK;
    });
}

void xap_postings_free(xap_postings *postings)
{
    delete postings;
}

xap_status xap_postings_next(xap_postings *postings, xap_postings_entry *entry, xap_error *error)
{
    *entry = {0, 0};
    return guard(__func__, error, [&] {
        if (postings->started && postings->next != postings->end)
            ++postings->next;
        postings->started = true;
        return give(postings, entry);
    });
}

xap_status xap_postings_skip_to(xap_postings *postings, uint32_t docid, xap_postings_entry *entry,
                                xap_error *error)
{
    *entry = {0, 0};
    return guard(__func__, error, [&] {
        if (postings->next != postings->end)
            postings->next.skip_to(docid);
        postings->started = true;
        return give(postings, entry);
    });
}

xap_status xap_postings_fill(const xap_database *database, const char *term, size_t length,
                             uint64_t *bitmap, uint32_t documents, xap_error *error)
{
    return guard(__func__, error, [&] {
        std::string name = xap::bytes(term, length);
        const Xapian::Database &inner = database->database;
        Xapian::PostingIterator end = inner.postlist_end(name);
        for (Xapian::PostingIterator at = inner.postlist_begin(name); at != end; ++at) {
            Xapian::docid row = *at - 1;
            if (row >= documents)
                break;
            bitmap[row / word_bits] |= uint64_t(1) << row % word_bits;
        }
        return XAP_OK;
    });
}

xap_status xap_postings_keep(const xap_database *database, const char *term, size_t length,
                             uint64_t *bitmap, uint32_t documents, xap_error *error)
{
    return guard(__func__, error, [&] {
        std::string name = xap::bytes(term, length);
        const Xapian::Database &inner = database->database;
        Xapian::PostingIterator at = inner.postlist_begin(name), end = inner.postlist_end(name);
        std::size_t words = (std::size_t(documents) + word_bits - 1) / word_bits;
        for (std::size_t word = 0; word < words; word++) {
            uint64_t kept = 0;
            for (uint64_t left = bitmap[word]; left != 0; left &= left - 1) {
                unsigned bit = static_cast<unsigned>(__builtin_ctzll(left));
                Xapian::docid docid = static_cast<Xapian::docid>(word * word_bits + bit + 1);
                if (at != end)
                    at.skip_to(docid);
                if (at == end)
                    break;
                if (*at == docid)
                    kept |= uint64_t(1) << bit;
            }
            bitmap[word] = kept;
        }
        return XAP_OK;
    });
}

} // extern "C"
