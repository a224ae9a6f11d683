/* Every exception becomes its status, and none gets out. */
#include "../guard.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>
#include <set>
#include <stdexcept>
#include <string>

#include <xapian.h>

#include <criterion/criterion.h>

static std::size_t allocations;

/* Counts, since reporting that memory is out must take none. */
void *operator new(std::size_t size)
{
    allocations++;
    if (void *memory = std::malloc(size ? size : 1))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace
{

struct Case {
    const char *type;
    xap_status status;
    void (*raise)(int system_error);
};

template <class E> void raise(int system_error)
{
    throw E("the message", "the context", system_error);
}

#define CASE(type, status)                                                                         \
    {                                                                                              \
#type, status, raise < Xapian::type>                                                       \
    }

const Case cases[] = {
    CASE(AssertionError, XAP_ASSERTION),
    CASE(InvalidArgumentError, XAP_INVALID_ARGUMENT),
    CASE(InvalidOperationError, XAP_INVALID_OPERATION),
    CASE(UnimplementedError, XAP_UNIMPLEMENTED),
    CASE(DatabaseError, XAP_DATABASE),
    CASE(DatabaseCorruptError, XAP_CORRUPT),
    CASE(DatabaseCreateError, XAP_CREATING),
    CASE(DatabaseLockError, XAP_LOCKED),
    CASE(DatabaseModifiedError, XAP_MODIFIED),
    CASE(DatabaseOpeningError, XAP_OPENING),
    CASE(DatabaseVersionError, XAP_VERSION),
    CASE(DatabaseNotFoundError, XAP_NOT_FOUND),
    CASE(DatabaseClosedError, XAP_CLOSED),
    CASE(DocNotFoundError, XAP_DOC_NOT_FOUND),
    CASE(FeatureUnavailableError, XAP_FEATURE_UNAVAILABLE),
    CASE(InternalError, XAP_INTERNAL),
    CASE(NetworkError, XAP_NETWORK),
    CASE(NetworkTimeoutError, XAP_NETWORK_TIMEOUT),
    CASE(QueryParserError, XAP_QUERY_PARSER),
    CASE(SerialisationError, XAP_SERIALISATION),
    CASE(RangeError, XAP_RANGE),
    CASE(WildcardError, XAP_WILDCARD),
};

template <class Body> xap_error run(Body body)
{
    xap_error error = XAP_ERROR_INIT;
    xap_status status = xap::guard("xap_somewhere", &error, [&]() -> xap_status {
        body();
        return XAP_OK;
    });
    cr_assert(error.status == status, "the status in the detail differs");
    return error;
}

} // namespace

Test(guard, every_xapian_class_has_its_status)
{
    for (const Case &c : cases) {
        xap_error error = run([&] { c.raise(0); });
        cr_expect(error.status == c.status, "%s became %s", c.type, xap_status_name(error.status));
        cr_expect(std::strcmp(error.message, "the message") == 0, "%s: %s", c.type, error.message);
        cr_expect(std::strcmp(error.context, "the context") == 0, "%s: %s", c.type, error.context);
        cr_expect(std::strcmp(error.function, "xap_somewhere") == 0, "%s: function", c.type);
    }
}

Test(guard, no_class_of_the_installed_xapian_is_left_out)
{
    std::ifstream header(XAPIAN_INCLUDE_DIR "/xapian/error.h");
    std::set<std::string> known = {"Error", "LogicError", "RuntimeError"}, seen;
    for (const Case &c : cases)
        known.insert(c.type);
    const std::string start = "class XAPIAN_VISIBILITY_DEFAULT ";
    for (std::string line; std::getline(header, line);)
        if (line.rfind(start, 0) == 0)
            seen.insert(
                line.substr(start.size(), line.find_first_of(" :{", start.size()) - start.size()));
    cr_assert(seen.size() >= 20, "the header of Xapian could not be read");
    for (const std::string &type : seen)
        cr_expect(known.count(type) == 1, "no case for %s", type.c_str());
}

Test(guard, the_systems_error_is_part_of_the_message)
{
    xap_error error = run([] { raise<Xapian::DatabaseOpeningError>(EACCES); });
    cr_assert(std::strcmp(error.message, "the message: Permission denied") == 0, "%s",
              error.message);
}

Test(guard, other_exceptions)
{
    xap_error error = run([] { throw std::runtime_error("it broke"); });
    cr_assert(error.status == XAP_STD_EXCEPTION && !std::strcmp(error.message, "it broke"), "%s",
              error.message);
    error = run([] { throw 42; });
    cr_assert(error.status == XAP_UNKNOWN && error.message[0], "int");
    error = run([] { throw xap::Stopped{"match spy", 7}; });
    cr_assert(error.status == XAP_STOPPED, "stopped");
    cr_assert(std::strcmp(error.message, "the match spy asked to stop, returning 7") == 0, "%s",
              error.message);
}

Test(guard, memory_out_is_reported_without_memory)
{
    std::size_t before = allocations;
    xap_error error = run([] { throw std::bad_alloc(); });
    cr_assert(allocations == before, "reporting allocated");
    cr_assert(error.status == XAP_NO_MEMORY && error.message[0], "%s",
              xap_status_name(error.status));
    cr_assert(error.context[0] == '\0', "%s", error.context);
}

Test(guard, long_messages_are_cut_at_a_whole_character)
{
    /* 2-byte characters from an odd offset on: the limit of 511 bytes falls inside of one. */
    for (std::size_t shift = 0; shift < 2; shift++) {
        std::string message(shift, 'x');
        while (message.size() < 2000)
            message += "\xC3\xA9";
        xap_error error = run([&] { throw Xapian::RangeError(message, message); });
        std::size_t length = std::strlen(error.message);
        cr_assert(length == 510 + shift, "%zu bytes", length);
        cr_assert(message.compare(0, length, error.message) == 0, "the bytes differ");
        cr_assert(std::strlen(error.context) == 254 + shift, "the context's");
    }
}

Test(guard, nobody_need_want_the_detail)
{
    for (const Case &c : cases) {
        xap_status status = xap::guard("f", nullptr, [&]() -> xap_status {
            c.raise(ENOENT);
            return XAP_OK;
        });
        cr_expect(status == c.status, "%s", c.type);
    }
}

Test(guard, success_leaves_the_detail_alone)
{
    xap_error error = run([] { raise<Xapian::RangeError>(0); });
    xap_status status = xap::guard("f", &error, [] { return XAP_END; });
    cr_assert(status == XAP_END && error.status == XAP_RANGE, "it was written");
}

Test(guard, statuses_have_names)
{
    for (unsigned status = XAP_OK; status <= XAP_UNKNOWN; status++)
        cr_expect(std::strncmp(xap_status_name(static_cast<xap_status>(status)), "XAP_", 4) == 0 &&
                      std::strcmp(xap_status_name(static_cast<xap_status>(status)), "XAP_?") != 0,
                  "status %u", status);
    cr_assert(std::strcmp(xap_status_name(XAP_LOCKED), "XAP_LOCKED") == 0, "a wrong name");
    cr_assert(std::strcmp(xap_status_name(static_cast<xap_status>(XAP_UNKNOWN + 1)), "XAP_?") == 0,
              "a name for none");
}

struct Nothing {
    xap_status operator()() const
    {
        return XAP_OK;
    }
};

static_assert(noexcept(xap::guard("f", nullptr, Nothing())), "nothing gets out");
