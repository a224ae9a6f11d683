#include "handles.h"

using xap::guard;

extern "C" {

xap_status xap_document_new(xap_document **document, xap_error *error)
{
    *document = nullptr;
    return guard(__func__, error, [&] {
        *document = new xap_document;
        return XAP_OK;
    });
}

xap_status xap_database_get_document(const xap_database *database, uint32_t docid,
                                     xap_document **document, xap_error *error)
{
    *document = nullptr;
    return guard(__func__, error, [&] {
        *document = new xap_document{database->database.get_document(docid), docid, {}};
        return XAP_OK;
    });
}

void xap_document_free(xap_document *document)
{
    delete document;
}

xap_status xap_document_clear(xap_document *document, xap_error *error)
{
    return guard(__func__, error, [&] {
        document->document = Xapian::Document();
        document->docid = 0;
        return XAP_OK;
    });
}

uint32_t xap_document_docid(const xap_document *document)
{
    return document->docid;
}

xap_status xap_document_add_postings(xap_document *document, const xap_posting *postings,
                                     size_t count, xap_error *error)
{
    return guard(__func__, error, [&] {
        std::string term;
        for (size_t i = 0; i < count; i++) {
            const xap_posting &posting = postings[i];
            xap::require_term(posting.term, posting.length);
            term.assign(posting.term, posting.length);
            if (posting.position == XAP_NO_POSITION)
                document->document.add_term(term, posting.wdf);
            else
                document->document.add_posting(term, posting.position, posting.wdf);
        }
        return XAP_OK;
    });
}

xap_status xap_document_add_posting(xap_document *document, const char *term, size_t length,
                                    uint32_t position, uint32_t wdf, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::require_term(term, length);
        document->document.add_posting(xap::bytes(term, length), position, wdf);
        return XAP_OK;
    });
}

xap_status xap_document_add_term(xap_document *document, const char *term, size_t length,
                                 uint32_t wdf, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::require_term(term, length);
        document->document.add_term(xap::bytes(term, length), wdf);
        return XAP_OK;
    });
}

xap_status xap_document_add_boolean_term(xap_document *document, const char *term, size_t length,
                                         xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::require_term(term, length);
        document->document.add_boolean_term(xap::bytes(term, length));
        return XAP_OK;
    });
}

xap_status xap_document_set_value(xap_document *document, uint32_t slot, const char *value,
                                  size_t length, xap_error *error)
{
    return guard(__func__, error, [&] {
        if (slot == Xapian::BAD_VALUENO)
            throw Xapian::InvalidArgumentError("the value slot 4294967295 stands for none");
        document->document.add_value(slot, xap::bytes(value, length));
        return XAP_OK;
    });
}

xap_status xap_document_set_data(xap_document *document, const char *data, size_t length,
                                 xap_error *error)
{
    return guard(__func__, error, [&] {
        document->document.set_data(xap::bytes(data, length));
        return XAP_OK;
    });
}

xap_status xap_document_get_value(xap_document *document, uint32_t slot, xap_bytes *value,
                                  xap_error *error)
{
    *value = {"", 0};
    return guard(__func__, error, [&] {
        *value = xap::lend(document->buffer, document->document.get_value(slot));
        return XAP_OK;
    });
}

xap_status xap_document_get_data(xap_document *document, xap_bytes *data, xap_error *error)
{
    *data = {"", 0};
    return guard(__func__, error, [&] {
        *data = xap::lend(document->buffer, document->document.get_data());
        return XAP_OK;
    });
}

} // extern "C"
