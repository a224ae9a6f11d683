/* bulk_library.c - the bulk load by libxapian's own writer, for formats that are not known here. */
#include "bulk.h"

#include <string.h>

xap_status xap_bulk_library_open(xap_bulk *bulk, xap_error *error)
{
    xap_status status = xap_document_new(&bulk->document, error);
    if (status == XAP_OK)
        status = xap_database_open_writable(bulk->directory,
                                            XAP_CREATE_OR_OVERWRITE | XAP_NO_SYNC | XAP_DANGEROUS,
                                            &bulk->library, error);
    return status;
}

static xap_status add_terms(xap_bulk *bulk, const xap_bulk_document *document, xap_error *error)
{
    xap_status status = XAP_OK;
    for (size_t i = 0; i < document->posting_count && status == XAP_OK; i++) {
        const xap_bulk_posting *posting = &document->postings[i];
        if (posting->term >= bulk->term_count)
            return xap_bulk_fail(error, XAP_INVALID_ARGUMENT, "there is no term of this number", 0);
        const xap_bulk_entry *entry = &bulk->terms[posting->term];
        status = xap_document_add_term(bulk->document, xap_bulk_name(bulk, entry), entry->length,
                                       posting->wdf, error);
    }
    return status;
}

xap_status xap_bulk_library_add(xap_bulk *bulk, const xap_bulk_document *document, xap_error *error)
{
    xap_status status = xap_document_clear(bulk->document, error);
    if (status == XAP_OK)
        status = add_terms(bulk, document, error);
    for (size_t i = 0; i < document->value_count && status == XAP_OK; i++)
        status =
            xap_document_set_value(bulk->document, document->values[i].slot,
                                   document->values[i].value, document->values[i].length, error);
    if (status == XAP_OK)
        status =
            xap_document_set_data(bulk->document, document->data, document->data_length, error);
    return status == XAP_OK ? xap_database_add_document(bulk->library, bulk->document, NULL, error)
                            : status;
}

xap_status xap_bulk_library_finish(xap_bulk *bulk, xap_error *error)
{
    xap_status status = xap_database_commit(bulk->library, error);
    return status == XAP_OK ? xap_database_close(bulk->library, error) : status;
}
