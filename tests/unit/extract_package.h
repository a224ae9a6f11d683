/* extract_package.h - office files made in the test. */
#ifndef FOI_TEST_EXTRACT_PACKAGE_H
#define FOI_TEST_EXTRACT_PACKAGE_H

#include <zip.h>

#include "tests/unit/extract_tools.h"

/* A ZIP file of the NAME, TEXT pairs up to NULL. */
static inline GByteArray *package(const char *const *members)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    cr_assert_not_null(zip);
    for (; members[0] != NULL; members += 2) {
        zip_source_t *data = zip_source_buffer(zip, members[1], strlen(members[1]), 0);
        cr_assert_geq(zip_file_add(zip, members[0], data, 0), 0);
    }
    cr_assert_eq(zip_close(zip), 0);
    GByteArray *bytes = g_byte_array_new();
    cr_assert_eq(zip_source_open(target), 0);
    char piece[4096];
    zip_int64_t count;
    while ((count = zip_source_read(target, piece, sizeof piece)) > 0)
        g_byte_array_append(bytes, (const guint8 *)piece, (guint)count);
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

#endif
