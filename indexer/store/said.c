#include "indexer/store/said.h"

#include "indexer/store/sections.h"

#define SECTION "labels"

foi_status foi_said_write(const GByteArray *bytes, const char *path, foi_error *error)
{
    foi_section_writer *out;
    foi_status status = foi_section_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    foi_section_put(out, SECTION, NULL, bytes->data, bytes->len);
    return foi_section_writer_finish(out, error);
}

foi_status foi_said_read(const char *path, GByteArray *out, foi_error *error)
{
    g_autoptr(foi_section_file) file = NULL;
    foi_status status = foi_section_file_open(path, &file, error);
    if (status == FOI_OK)
        status = foi_section_file_verify(file, error);
    if (status != FOI_OK)
        return status;
    size_t length = 0;
    const void *bytes = foi_section_find(file, SECTION, NULL, &length);
    if (bytes == NULL || length > G_MAXUINT - out->len)
        return foi_section_file_damaged(file, error);
    g_byte_array_append(out, bytes, (guint)length);
    return FOI_OK;
}
