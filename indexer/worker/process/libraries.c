#include <gmime/gmime.h>
#include <gsf/gsf-utils.h>
#include <libxml/parser.h>
#include <magic.h>
#include <openssl/crypto.h>
#include <poppler.h>
#include <seccomp.h>
#include <unicode/uversion.h>
#include <zip.h>
#ifdef FOI_WITH_ARCHIVE
#include <archive.h>
#endif
#ifdef FOI_WITH_OCR
#include <tesseract/capi.h>
#endif

#include "indexer/extract/formats.h"
#include "indexer/extract/image/ocr.h"
#include "indexer/worker/ocr_languages.h"
#include "indexer/worker/process/process.h"

/* Versions of what is loaded now, which need not be what this program was built with. */
static void describe_icu(GString *lines)
{
    UVersionInfo version;
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(version);
    u_versionToString(version, text);
    g_string_append_printf(lines, "ICU\t%s\n", text);
}

static void describe_optional(GString *lines)
{
#ifdef FOI_WITH_ARCHIVE
    int number = archive_version_number();
    g_string_append_printf(lines, "libarchive\t%d.%d.%d\n", number / 1000000, number / 1000 % 1000,
                           number % 1000);
#else
    g_string_append(lines, "libarchive\tbuilt without it\n");
#endif
#ifdef FOI_WITH_OCR
    g_autofree char *languages = foi_ocr_installed();
    g_string_append_printf(lines, "tesseract\t%s\n", TessVersion());
    g_string_append_printf(lines, FOI_OCR_LANGUAGES_NAME "\t%s\n", languages);
#else
    g_string_append(lines, "tesseract\tbuilt without it\n");
#endif
}

#define FORMAT_NAME(name) " " #name
static const char FORMATS[] = FOI_FORMATS(FORMAT_NAME);

void foi_process_describe_libraries(GString *lines)
{
    const struct scmp_version *seccomp = seccomp_version();
    g_string_append_printf(lines, "formats\t%s\n", &FORMATS[1]);
    g_string_append_printf(lines, "poppler\t%s\n", poppler_get_version());
    g_string_append_printf(lines, "gmime\t%u.%u.%u\n", gmime_major_version, gmime_minor_version,
                           gmime_micro_version);
    int xml = (int)g_ascii_strtoull(xmlParserVersion, NULL, 10);
    g_string_append_printf(lines, "libxml2\t%d.%d.%d\n", xml / 10000, xml / 100 % 100, xml % 100);
    g_string_append_printf(lines, "libzip\t%s\n", zip_libzip_version());
    g_string_append_printf(lines, "libgsf\t%d.%d.%d\n", libgsf_major_version, libgsf_minor_version,
                           libgsf_micro_version);
    describe_icu(lines);
    describe_optional(lines);
    g_string_append_printf(lines, "libmagic\t%d.%d\n", magic_version() / 100,
                           magic_version() % 100);
    g_string_append_printf(lines, "OpenSSL\t%s\n", OpenSSL_version(OPENSSL_VERSION_STRING));
    if (seccomp != NULL)
        g_string_append_printf(lines, "libseccomp\t%u.%u.%u\n", seccomp->major, seccomp->minor,
                               seccomp->micro);
}
