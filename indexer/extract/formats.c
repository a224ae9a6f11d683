#include "indexer/extract/formats.h"

#include <string.h>

#include "indexer/extract/extractor.h"

#define FORMAT_DECLARE(name) extern const foi_extractor foi_extractor_##name;
FOI_FORMATS(FORMAT_DECLARE)

#define FORMAT_ADDRESS(name) &foi_extractor_##name,
static const foi_extractor *const EXTRACTORS[] = {FOI_FORMATS(FORMAT_ADDRESS)};

const foi_extractor *foi_extractor_for(const char *mime)
{
    for (size_t i = 0; i < G_N_ELEMENTS(EXTRACTORS); i++)
        for (const char *const *type = EXTRACTORS[i]->mimes; *type != NULL; type++)
            if (strcmp(*type, mime) == 0)
                return EXTRACTORS[i];
    return NULL;
}

typedef struct profile_row {
    const foi_extractor *extractor;
    foi_profile profile;
} profile_row;

#define PROFILE_ROW(name, profile) {&foi_extractor_##name, profile},
static const profile_row PROFILES[] = {FOI_FORMATS_PROFILES(PROFILE_ROW)};

foi_profile foi_profile_for(const char *mime)
{
    const foi_extractor *extractor = foi_extractor_for(mime);
    if (extractor == NULL)
        return FOI_PROFILE_END;
    for (size_t i = 0; i < G_N_ELEMENTS(PROFILES); i++)
        if (PROFILES[i].extractor == extractor)
            return PROFILES[i].profile;
    return FOI_PROFILE_STRICT;
}

typedef struct lacking_row {
    const char *mime;
    const char *library;
} lacking_row;

#define LACKING_ROW(mime, library) {mime, library},
static const lacking_row LACKING[] = {FOI_FORMATS_LACKING(LACKING_ROW){NULL, NULL}};

const char *foi_library_lacking(const char *mime)
{
    for (const lacking_row *row = LACKING; row->mime != NULL; row++)
        if (strcmp(row->mime, mime) == 0)
            return row->library;
    return NULL;
}

typedef struct kind_row {
    const char *prefix;
    foi_file_kind kind;
} kind_row;

/* By the beginning of the type: files that are not read have a kind as well. */
static const kind_row KINDS[] = {
    {"image/", FOI_FILE_IMAGE},
    {"text/html", FOI_FILE_WEB},
    {"application/xhtml", FOI_FILE_WEB},
    {"text/xml", FOI_FILE_XML},
    {"application/xml", FOI_FILE_XML},
    {"text/rtf", FOI_FILE_WORD},
    {"text/", FOI_FILE_TEXT},
    {"application/json", FOI_FILE_TEXT},
    {"message/", FOI_FILE_MAIL},
    {"application/mbox", FOI_FILE_MAIL},
    {"application/pkcs7-mime", FOI_FILE_MAIL},
    {"multipart/related", FOI_FILE_WEB},
    {"application/vnd.ms-outlook", FOI_FILE_MAIL},
    {"application/vnd.ms-tnef", FOI_FILE_MAIL},
    {"application/pdf", FOI_FILE_PDF},
    {"application/msword", FOI_FILE_WORD},
    {"application/vnd.openxmlformats-officedocument.word", FOI_FILE_WORD},
    {"application/vnd.oasis.opendocument.text", FOI_FILE_WORD},
    {"application/vnd.ms-excel", FOI_FILE_SHEET},
    {"application/vnd.openxmlformats-officedocument.spread", FOI_FILE_SHEET},
    {"application/vnd.oasis.opendocument.spreadsheet", FOI_FILE_SHEET},
    {"application/vnd.ms-powerpoint", FOI_FILE_SLIDES},
    {"application/vnd.openxmlformats-officedocument.presentation", FOI_FILE_SLIDES},
    {"application/vnd.oasis.opendocument.presentation", FOI_FILE_SLIDES},
    {"application/zip", FOI_FILE_ARCHIVE},
    {"application/gzip", FOI_FILE_ARCHIVE},
    {"application/zstd", FOI_FILE_ARCHIVE},
    {"application/x-tar", FOI_FILE_ARCHIVE},
    {"application/x-7z", FOI_FILE_ARCHIVE},
    {"application/x-rar", FOI_FILE_ARCHIVE},
    {"application/x-bzip2", FOI_FILE_ARCHIVE},
    {"application/x-xz", FOI_FILE_ARCHIVE},
    {"application/x-compress", FOI_FILE_ARCHIVE},
    {"application/x-cpio", FOI_FILE_ARCHIVE},
    {"application/x-archive", FOI_FILE_ARCHIVE},
};

foi_file_kind foi_file_kind_of(const char *mime)
{
    const foi_extractor *extractor = foi_extractor_for(mime);
    if (extractor != NULL)
        return extractor->file;
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (g_str_has_prefix(mime, KINDS[i].prefix))
            return KINDS[i].kind;
    return (foi_file_kind)0;
}
