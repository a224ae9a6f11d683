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

} // extern "C"
