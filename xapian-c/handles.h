/* handles.h - what stands behind the opaque handles, and how bytes cross the border. */
#ifndef XAPIAN_C_HANDLES_H
#define XAPIAN_C_HANDLES_H

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <xapian.h>

#include "guard.h"
#include "xapian-c.h"

static_assert(sizeof(Xapian::docid) == sizeof(uint32_t), "the header promises 32-bit docids");

struct xap_database {
    Xapian::Database database;
    std::unique_ptr<Xapian::WritableDatabase> writer; /* shares its internals with database */
    std::string buffer;
};

struct xap_document {
    Xapian::Document document;
    /* Kept apart: within a match over several shards Xapian's own is the shard's. */
    Xapian::docid docid = 0;
    std::string buffer;
};

struct xap_query {
    Xapian::Query query;
};

namespace xap
{

/** Copy (DATA, LENGTH), where DATA may be NULL if LENGTH is 0. */
inline std::string bytes(const char *data, std::size_t length)
{
    return length ? std::string(data, length) : std::string();
}

/** Lend the bytes of TEXT. */
inline xap_bytes lend(const std::string &text) noexcept
{
    return xap_bytes{text.c_str(), text.size()};
}

/**
 * Refuse a term that the backend cannot hold. NUL counts twice in its keys; Xapian leaves that out
 * when a document is added, and fails only when everything is committed.
 */
inline void require_term(const char *term, std::size_t length)
{
    if (length == 0)
        throw Xapian::InvalidArgumentError("a term must not be empty");
    if (length <= XAP_TERM_SIZE_MAX / 2)
        return;
    std::size_t size = length + static_cast<std::size_t>(std::count(term, term + length, '\0'));
    if (size > XAP_TERM_SIZE_MAX)
        throw Xapian::InvalidArgumentError("a term of " + std::to_string(size) +
                                           " bytes, NUL counted twice, is too long: the limit is " +
                                           std::to_string(XAP_TERM_SIZE_MAX));
}

/** Keep TEXT in BUFFER, the handle's, and lend it. */
inline xap_bytes lend(std::string &buffer, std::string &&text) noexcept
{
    buffer = std::move(text);
    return lend(buffer);
}

/** Copy TEXT into memory of malloc, for xap_string_free. Throws std::bad_alloc. */
char *allocate(const std::string &text);

/** The writer behind HANDLE; throws Xapian::InvalidOperationError if it was opened for reading. */
Xapian::WritableDatabase &writer_of(xap_database *handle);

} // namespace xap

#endif
