#include <cstdlib>
#include <cstring>
#include <new>
#include <sstream>

#include "handles.h"

using xap::guard;

namespace xap
{

char *allocate(const std::string &text)
{
    char *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (!copy)
        throw std::bad_alloc();
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

Xapian::WritableDatabase &writer_of(xap_database *handle)
{
    if (!handle->writer)
        throw Xapian::InvalidOperationError("the database was opened for reading only");
    return *handle->writer;
}

} // namespace xap

namespace
{

constexpr unsigned open_flags =
    XAP_CREATE_OR_OVERWRITE | XAP_CREATE | XAP_OPEN | XAP_NO_SYNC | XAP_DANGEROUS;

int xapian_open_flags(unsigned flags)
{
    static_assert(XAP_CREATE_OR_OPEN == Xapian::DB_CREATE_OR_OPEN, "passed on as they are");
    static_assert(XAP_CREATE_OR_OVERWRITE == Xapian::DB_CREATE_OR_OVERWRITE, "likewise");
    static_assert(XAP_CREATE == Xapian::DB_CREATE, "likewise");
    static_assert(XAP_OPEN == Xapian::DB_OPEN, "likewise");
    static_assert(XAP_NO_SYNC == Xapian::DB_NO_SYNC, "likewise");
    static_assert(XAP_DANGEROUS == Xapian::DB_DANGEROUS, "likewise");
    if (flags & ~open_flags)
        throw Xapian::InvalidArgumentError("unknown flags for opening a database");
    return static_cast<int>(flags);
}

} // namespace

extern "C" {

xap_status xap_database_open(const char *path, xap_database **database, xap_error *error)
{
    *database = nullptr;
    return guard(__func__, error, [&] {
        auto handle = std::make_unique<xap_database>();
        handle->database = Xapian::Database(path);
        *database = handle.release();
        return XAP_OK;
    });
}

xap_status xap_database_new(xap_database **database, xap_error *error)
{
    *database = nullptr;
    return guard(__func__, error, [&] {
        *database = new xap_database;
        return XAP_OK;
    });
}

xap_status xap_database_add(xap_database *database, const xap_database *added, xap_error *error)
{
    return guard(__func__, error, [&] {
        if (database->writer)
            throw Xapian::InvalidOperationError("a writable database takes no shards");
        if (database == added)
            throw Xapian::InvalidArgumentError("a database cannot be added to itself");
        database->database.add_database(added->database);
        return XAP_OK;
    });
}

xap_status xap_database_open_writable(const char *path, unsigned flags, xap_database **database,
                                      xap_error *error)
{
    *database = nullptr;
    return guard(__func__, error, [&] {
        auto handle = std::make_unique<xap_database>();
        handle->writer = std::make_unique<Xapian::WritableDatabase>(path, xapian_open_flags(flags));
        handle->database = *handle->writer;
        *database = handle.release();
        return XAP_OK;
    });
}

xap_status xap_database_close(xap_database *database, xap_error *error)
{
    return guard(__func__, error, [&] {
        database->database.close();
        return XAP_OK;
    });
}

void xap_database_free(xap_database *database)
{
    delete database;
}

xap_status xap_database_document_count(const xap_database *database, uint32_t *count,
                                       xap_error *error)
{
    *count = 0;
    return guard(__func__, error, [&] {
        *count = database->database.get_doccount();
        return XAP_OK;
    });
}

xap_status xap_database_last_docid(const xap_database *database, uint32_t *docid, xap_error *error)
{
    *docid = 0;
    return guard(__func__, error, [&] {
        *docid = database->database.get_lastdocid();
        return XAP_OK;
    });
}

xap_status xap_database_average_length(const xap_database *database, double *length,
                                       xap_error *error)
{
    *length = 0;
    return guard(__func__, error, [&] {
        *length = database->database.get_avlength();
        return XAP_OK;
    });
}

xap_status xap_database_term_frequency(const xap_database *database, const char *term,
                                       size_t length, uint32_t *frequency, xap_error *error)
{
    *frequency = 0;
    return guard(__func__, error, [&] {
        *frequency = database->database.get_termfreq(xap::bytes(term, length));
        return XAP_OK;
    });
}

xap_status xap_database_has_positions(const xap_database *database, bool *has, xap_error *error)
{
    *has = false;
    return guard(__func__, error, [&] {
        *has = database->database.has_positions();
        return XAP_OK;
    });
}

xap_status xap_database_uuid(xap_database *database, xap_bytes *uuid, xap_error *error)
{
    *uuid = {"", 0};
    return guard(__func__, error, [&] {
        *uuid = xap::lend(database->buffer, database->database.get_uuid());
        return XAP_OK;
    });
}

xap_status xap_database_get_metadata(xap_database *database, const char *key, size_t key_length,
                                     xap_bytes *value, xap_error *error)
{
    *value = {"", 0};
    return guard(__func__, error, [&] {
        *value = xap::lend(database->buffer,
                           database->database.get_metadata(xap::bytes(key, key_length)));
        return XAP_OK;
    });
}

xap_status xap_database_set_metadata(xap_database *database, const char *key, size_t key_length,
                                     const char *value, size_t value_length, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::writer_of(database).set_metadata(xap::bytes(key, key_length),
                                              xap::bytes(value, value_length));
        return XAP_OK;
    });
}

xap_status xap_database_add_document(xap_database *database, const xap_document *document,
                                     uint32_t *docid, xap_error *error)
{
    if (docid)
        *docid = 0;
    return guard(__func__, error, [&] {
        Xapian::docid added = xap::writer_of(database).add_document(document->document);
        if (docid)
            *docid = added;
        return XAP_OK;
    });
}

xap_status xap_database_replace_document(xap_database *database, uint32_t docid,
                                         const xap_document *document, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::writer_of(database).replace_document(docid, document->document);
        return XAP_OK;
    });
}

xap_status xap_database_replace_by_term(xap_database *database, const char *term, size_t length,
                                        const xap_document *document, uint32_t *docid,
                                        xap_error *error)
{
    if (docid)
        *docid = 0;
    return guard(__func__, error, [&] {
        Xapian::docid put =
            xap::writer_of(database).replace_document(xap::bytes(term, length), document->document);
        if (docid)
            *docid = put;
        return XAP_OK;
    });
}

xap_status xap_database_delete_document(xap_database *database, uint32_t docid, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::writer_of(database).delete_document(docid);
        return XAP_OK;
    });
}

xap_status xap_database_commit(xap_database *database, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::writer_of(database).commit();
        return XAP_OK;
    });
}

xap_status xap_database_begin_transaction(xap_database *database, bool flushed, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::writer_of(database).begin_transaction(flushed);
        return XAP_OK;
    });
}

xap_status xap_database_commit_transaction(xap_database *database, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::writer_of(database).commit_transaction();
        return XAP_OK;
    });
}

xap_status xap_database_cancel_transaction(xap_database *database, xap_error *error)
{
    return guard(__func__, error, [&] {
        xap::writer_of(database).cancel_transaction();
        return XAP_OK;
    });
}

xap_status xap_database_check(const char *path, size_t *errors, char **report, xap_error *error)
{
    *errors = 0;
    if (report)
        *report = nullptr;
    return guard(__func__, error, [&] {
        std::ostringstream text;
        try {
            *errors = Xapian::Database::check(path, 0, report ? &text : nullptr);
        } catch (...) {
            if (report && !text.str().empty())
                *report = xap::allocate(text.str());
            throw;
        }
        if (report)
            *report = xap::allocate(text.str());
        return XAP_OK;
    });
}

xap_status xap_database_compact(const char *const *sources, size_t count, const char *destination,
                                unsigned flags, xap_error *error)
{
    return guard(__func__, error, [&] {
        if (count == 0)
            throw Xapian::InvalidArgumentError("there is nothing to compact: no sources");
        if (flags & ~unsigned(XAP_COMPACT_SINGLE_FILE))
            throw Xapian::InvalidArgumentError("unknown flags for compacting databases");
        Xapian::Database all;
        for (size_t i = 0; i < count; i++)
            all.add_database(Xapian::Database(sources[i]));
        unsigned form = (flags & XAP_COMPACT_SINGLE_FILE) ? Xapian::DBCOMPACT_SINGLE_FILE : 0;
        all.compact(destination, form | Xapian::Compactor::FULL);
        return XAP_OK;
    });
}

void xap_string_free(char *string)
{
    std::free(string);
}

} // extern "C"
