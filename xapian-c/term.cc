#include "handles.h"

using xap::guard;

struct xap_terms {
    Xapian::Database database;
    Xapian::Document document;
    Xapian::TermIterator next, end;
    bool of_document = false;
    bool started = false;
    std::string buffer;
};

extern "C" {

xap_status xap_database_terms(const xap_database *database, const char *prefix, size_t length,
                              xap_terms **terms, xap_error *error)
{
    *terms = nullptr;
    return guard(__func__, error, [&] {
        auto handle = std::make_unique<xap_terms>();
        std::string start = xap::bytes(prefix, length);
        handle->database = database->database;
        handle->next = handle->database.allterms_begin(start);
        handle->end = handle->database.allterms_end(start);
        *terms = handle.release();
        return XAP_OK;
    });
}

xap_status xap_document_terms(const xap_document *document, xap_terms **terms, xap_error *error)
{
    *terms = nullptr;
    return guard(__func__, error, [&] {
        auto handle = std::make_unique<xap_terms>();
        handle->document = document->document;
        handle->next = handle->document.termlist_begin();
        handle->end = handle->document.termlist_end();
        handle->of_document = true;
        *terms = handle.release();
        return XAP_OK;
    });
}

void xap_terms_free(xap_terms *terms)
{
    delete terms;
}

xap_status xap_terms_next(xap_terms *terms, xap_terms_entry *entry, xap_error *error)
{
    *entry = {{"", 0}, 0};
    return guard(__func__, error, [&] {
        if (terms->started && terms->next != terms->end)
            ++terms->next;
        terms->started = true;
        if (terms->next == terms->end)
            return XAP_END;
        entry->term = xap::lend(terms->buffer, *terms->next);
        entry->frequency = terms->of_document ? terms->next.get_wdf() : terms->next.get_termfreq();
        return XAP_OK;
    });
}

} // extern "C"
