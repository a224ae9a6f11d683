/* handles.c - what query/ does with Xapian's handles everywhere. */
#include "query/handles.h"

foi_status foi_xapian_failure(foi_error *error, const xap_error *failure)
{
    foi_status status = FOI_ERROR_INTERNAL;

    switch (failure->status) {
    case XAP_NOT_FOUND:
    case XAP_DOC_NOT_FOUND:
    case XAP_MODIFIED:
    case XAP_OPENING:
    case XAP_DATABASE:
    case XAP_CLOSED:
        status = FOI_ERROR_IO;
        break;
    case XAP_CORRUPT:
    case XAP_SERIALISATION:
        status = FOI_ERROR_CORRUPT;
        break;
    case XAP_VERSION:
        status = FOI_ERROR_VERSION;
        break;
    case XAP_NO_MEMORY:
        status = FOI_ERROR_MEMORY;
        break;
    default:
        break;
    }
    return foi_error_set(error, status, "the index cannot be searched: %s%s%s", failure->message,
                         failure->context[0] ? " " : "", failure->context);
}

GPtrArray *foi_xapian_queries(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)xap_query_free);
}

foi_status foi_xapian_join(xap_operator op, const GPtrArray *queries, xap_query **out,
                           foi_error *error)
{
    xap_error failure = XAP_ERROR_INIT;

    *out = NULL;
    if (queries->len == 0)
        return FOI_OK;
    if (xap_query_combine(op, (const xap_query *const *)queries->pdata, queries->len, 0, out,
                          &failure) != XAP_OK)
        return foi_xapian_failure(error, &failure);
    return FOI_OK;
}

foi_status foi_xapian_pair(xap_operator op, xap_query *left, xap_query *right, xap_query **out,
                           foi_error *error)
{
    const xap_query *both[] = {left, right};
    xap_error failure = XAP_ERROR_INIT;
    xap_status status;

    if (!left || !right) {
        *out = left ? left : right;
        return FOI_OK;
    }
    status = xap_query_combine(op, both, 2, 0, out, &failure);
    xap_query_free(left);
    xap_query_free(right);
    return status == XAP_OK ? FOI_OK : foi_xapian_failure(error, &failure);
}
