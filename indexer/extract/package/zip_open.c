#include "indexer/extract/package/zip_open.h"

zip_t *foi_zip_open(const foi_input *input, char **reason)
{
    *reason = NULL;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(input->bytes, input->length, 0, &error);
    zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == NULL) {
        *reason = g_strdup(zip_error_strerror(&error));
        if (source != NULL)
            zip_source_free(source);
    }
    zip_error_fini(&error);
    return zip;
}
