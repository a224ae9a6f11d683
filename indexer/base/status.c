#include "foi/status.h"

#include "foi/version.h"

const char *foi_status_name(foi_status status)
{
    switch (status) {
    case FOI_OK:
        return "ok";
    case FOI_ERROR_ARGUMENT:
        return "bad argument";
    case FOI_ERROR_QUERY:
        return "query error";
    case FOI_ERROR_NOT_FOUND:
        return "not found";
    case FOI_ERROR_LOCKED:
        return "locked";
    case FOI_ERROR_CORRUPT:
        return "damaged";
    case FOI_ERROR_VERSION:
        return "made by a newer version";
    case FOI_ERROR_STALE:
        return "made by an older version";
    case FOI_ERROR_IO:
        return "input or output error";
    case FOI_ERROR_NO_SPACE:
        return "no space left";
    case FOI_ERROR_MEMORY:
        return "out of memory";
    case FOI_ERROR_WORKER:
        return "worker cannot be started";
    case FOI_ERROR_CANCELLED:
        return "cancelled";
    case FOI_ERROR_INTERNAL:
        return "internal error";
    }
    return "unknown status";
}

int foi_version_number(void)
{
    return FOI_VERSION_NUMBER;
}

const char *foi_version_text(void)
{
    return FOI_VERSION_TEXT;
}
