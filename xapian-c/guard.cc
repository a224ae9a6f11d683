#include "guard.h"

#include <cstdio>
#include <cstring>
#include <new>

#include <xapian.h>

namespace
{

/* Cuts at a whole UTF-8 character: the text may go straight into JSON or onto a terminal. */
void append(char *target, std::size_t size, const char *text, std::size_t length) noexcept
{
    std::size_t used = std::strlen(target);
    std::size_t room = size - used - 1;
    if (length > room) {
        length = room;
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
            length--;
    }
    std::memcpy(target + used, text, length);
    target[used + length] = '\0';
}

void append(char *target, std::size_t size, const char *text) noexcept
{
    append(target, size, text, std::strlen(text));
}

xap_status fill(xap_error *error, const char *function, xap_status status,
                const char *message) noexcept
{
    if (error) {
        error->status = status;
        error->function = function;
        error->message[0] = '\0';
        error->context[0] = '\0';
        append(error->message, sizeof error->message, message);
    }
    return status;
}

xap_status fill(xap_error *error, const char *function, xap_status status,
                const Xapian::Error &thrown) noexcept
{
    fill(error, function, status, thrown.get_msg().c_str());
    if (!error)
        return status;
    append(error->context, sizeof error->context, thrown.get_context().c_str());
    try {
        const char *system = thrown.get_error_string();
        if (system) {
            append(error->message, sizeof error->message, ": ");
            append(error->message, sizeof error->message, system);
        }
    } catch (...) {
        /* Xapian may allocate here; without memory the message goes without the system's part. */
    }
    return status;
}

xap_status fill_stopped(xap_error *error, const char *function,
                        const xap::Stopped &stopped) noexcept
{
    char message[96];
    std::snprintf(message, sizeof message, "the %s asked to stop, returning %d", stopped.callback,
                  stopped.answer);
    return fill(error, function, XAP_STOPPED, message);
}

} // namespace

namespace xap
{

/* The order is from the most derived class to its bases: DatabaseNotFoundError is a
 * DatabaseOpeningError is a DatabaseError. */
xap_status report_current_exception(const char *function, xap_error *error) noexcept
{
    try {
        throw;
    } catch (const Xapian::DatabaseNotFoundError &e) {
        return fill(error, function, XAP_NOT_FOUND, e);
    } catch (const Xapian::DatabaseVersionError &e) {
        return fill(error, function, XAP_VERSION, e);
    } catch (const Xapian::DatabaseOpeningError &e) {
        return fill(error, function, XAP_OPENING, e);
    } catch (const Xapian::DatabaseModifiedError &e) {
        return fill(error, function, XAP_MODIFIED, e);
    } catch (const Xapian::DatabaseLockError &e) {
        return fill(error, function, XAP_LOCKED, e);
    } catch (const Xapian::DatabaseCorruptError &e) {
        return fill(error, function, XAP_CORRUPT, e);
    } catch (const Xapian::DatabaseClosedError &e) {
        return fill(error, function, XAP_CLOSED, e);
    } catch (const Xapian::DatabaseCreateError &e) {
        return fill(error, function, XAP_CREATING, e);
    } catch (const Xapian::DatabaseError &e) {
        return fill(error, function, XAP_DATABASE, e);
    } catch (const Xapian::DocNotFoundError &e) {
        return fill(error, function, XAP_DOC_NOT_FOUND, e);
    } catch (const Xapian::NetworkTimeoutError &e) {
        return fill(error, function, XAP_NETWORK_TIMEOUT, e);
    } catch (const Xapian::NetworkError &e) {
        return fill(error, function, XAP_NETWORK, e);
    } catch (const Xapian::QueryParserError &e) {
        return fill(error, function, XAP_QUERY_PARSER, e);
    } catch (const Xapian::WildcardError &e) {
        return fill(error, function, XAP_WILDCARD, e);
    } catch (const Xapian::RangeError &e) {
        return fill(error, function, XAP_RANGE, e);
    } catch (const Xapian::SerialisationError &e) {
        return fill(error, function, XAP_SERIALISATION, e);
    } catch (const Xapian::FeatureUnavailableError &e) {
        return fill(error, function, XAP_FEATURE_UNAVAILABLE, e);
    } catch (const Xapian::InternalError &e) {
        return fill(error, function, XAP_INTERNAL, e);
    } catch (const Xapian::UnimplementedError &e) {
        return fill(error, function, XAP_UNIMPLEMENTED, e);
    } catch (const Xapian::InvalidArgumentError &e) {
        return fill(error, function, XAP_INVALID_ARGUMENT, e);
    } catch (const Xapian::InvalidOperationError &e) {
        return fill(error, function, XAP_INVALID_OPERATION, e);
    } catch (const Xapian::AssertionError &e) {
        return fill(error, function, XAP_ASSERTION, e);
    } catch (const Xapian::Error &e) {
        return fill(error, function, XAP_UNKNOWN, e);
    } catch (const Stopped &stopped) {
        return fill_stopped(error, function, stopped);
    } catch (const std::bad_alloc &) {
        return fill(error, function, XAP_NO_MEMORY, "memory is out");
    } catch (const std::exception &e) {
        return fill(error, function, XAP_STD_EXCEPTION, e.what());
    } catch (...) {
        return fill(error, function, XAP_UNKNOWN, "something that is no std::exception was thrown");
    }
}

} // namespace xap

extern "C" const char *xap_status_name(xap_status status)
{
    switch (status) {
#define NAME(constant)                                                                             \
    case constant:                                                                                 \
        return #constant
        NAME(XAP_OK);
        NAME(XAP_END);
        NAME(XAP_NOT_FOUND);
        NAME(XAP_DOC_NOT_FOUND);
        NAME(XAP_LOCKED);
        NAME(XAP_CORRUPT);
        NAME(XAP_VERSION);
        NAME(XAP_MODIFIED);
        NAME(XAP_CLOSED);
        NAME(XAP_OPENING);
        NAME(XAP_CREATING);
        NAME(XAP_QUERY_PARSER);
        NAME(XAP_WILDCARD);
        NAME(XAP_NETWORK);
        NAME(XAP_NETWORK_TIMEOUT);
        NAME(XAP_UNIMPLEMENTED);
        NAME(XAP_INVALID_ARGUMENT);
        NAME(XAP_INVALID_OPERATION);
        NAME(XAP_RANGE);
        NAME(XAP_SERIALISATION);
        NAME(XAP_FEATURE_UNAVAILABLE);
        NAME(XAP_ASSERTION);
        NAME(XAP_DATABASE);
        NAME(XAP_INTERNAL);
        NAME(XAP_NO_MEMORY);
        NAME(XAP_STD_EXCEPTION);
        NAME(XAP_STOPPED);
        NAME(XAP_UNKNOWN);
#undef NAME
    }
    return "XAP_?";
}

extern "C" const char *xap_library_version(void)
{
    return Xapian::version_string();
}
