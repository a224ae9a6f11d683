/* guard.h - the one place where C++ exceptions become statuses. */
#ifndef XAPIAN_C_GUARD_H
#define XAPIAN_C_GUARD_H

#include <utility>

#include "xapian-c.h"

namespace xap
{

/** Thrown to leave a Xapian call when a C callback asks to stop. No Xapian::Error, so that Xapian's
 *  own handlers let it pass. */
struct Stopped {
    const char *callback; /**< static: "match decider", "match spy" */
    int answer;
};

/**
 * Record the exception being handled in ERROR (may be NULL) as a failure of FUNCTION (static, or
 * NULL), and return its status. Only to be called in a catch clause.
 */
xap_status report_current_exception(const char *function, xap_error *error) noexcept;

/**
 * Run BODY, which returns a xap_status, for the entry FUNCTION, and turn whatever it throws into a
 * status with its detail in ERROR. All entries that can fail go through here.
 */
template <class Body> xap_status guard(const char *function, xap_error *error, Body &&body) noexcept
{
    try {
        return std::forward<Body>(body)();
    } catch (...) {
        return report_current_exception(function, error);
    }
}

} // namespace xap

#endif
