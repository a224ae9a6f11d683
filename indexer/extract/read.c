#include "indexer/extract/read.h"

#include <gmime/gmime.h>
#include <gsf/gsf-utils.h>
#include <iconv.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <locale.h>
#include <openssl/evp.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/pdf/pdf_init.h"

/* Under the names that the MIME library asks iconv for. */
static const char *const MAIL_CHARSETS[] = {
    "iso-8859-1",   "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",   "iso-8859-6",
    "iso-8859-7",   "iso-8859-8",   "iso-8859-9",   "iso-8859-13",  "iso-8859-14",  "iso-8859-15",
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "cp1250",       "cp1251",       "cp1252",
    "cp850",        "us-ascii",     "utf-7",        "utf-8",        "utf-16",       "utf-16le",
    "utf-16be",     "utf-32",       "koi8-r",       "koi8-u",       "gb2312",       "gbk",
    "gb18030",      "big5",         "euc-jp",       "shift-jis",    "iso-2022-jp",  "euc-kr",
    "iso-2022-kr",  "macintosh",
};

static void drop_log(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

static void drop_xml_error(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* An open handle keeps its converter loaded: the modules are files, which a locked process cannot
 * open. So the handles are never closed. */
static void warm_iconv(void)
{
    static iconv_t handles[G_N_ELEMENTS(MAIL_CHARSETS)];
    if (handles[0] != NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(MAIL_CHARSETS); i++) {
        const char *name = g_mime_charset_iconv_name(MAIL_CHARSETS[i]);
        handles[i] = iconv_open("UTF-8", name == NULL ? MAIL_CHARSETS[i] : name);
    }
}

void foi_read_init(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    for (const char *const *domain =
             (const char *const[]){"Poppler", "GLib", "GLib-GObject", "gmime", "GLib-GIO", "libgsf",
                                   "libgsf:msole", NULL};
         *domain != NULL; domain++)
        g_log_set_handler(*domain, G_LOG_LEVEL_MASK & ~G_LOG_LEVEL_ERROR, drop_log, NULL);
    g_mime_init();
    gsf_init();
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, drop_xml_error);
    (void)htmlEntityLookup((const xmlChar *)"amp");
    warm_iconv();
    foi_charset_init();
    foi_pdf_init();
    g_free(foi_read_id((const uint8_t *)"", 0));
}

char *foi_read_id(const uint8_t *bytes, size_t length)
{
    static const char ALPHABET[] = "0123456789abcdefghjkmnpqrstvwxyz";
    unsigned char digest[EVP_MAX_MD_SIZE] = {0};
    EVP_Digest(bytes, length, digest, NULL, EVP_sha256(), NULL);
    uint64_t head = 0;
    for (unsigned i = 0; i < 8; i++)
        head = head << 8 | digest[i];
    char *id = g_malloc(FOI_ID_LENGTH + 1);
    for (unsigned i = 0; i < FOI_ID_LENGTH; i++)
        id[i] = ALPHABET[head >> (59 - 5 * i) & 31];
    id[FOI_ID_LENGTH] = '\0';
    return id;
}

/* Why there is nothing to extract. */
static void set_unread(foi_document *document)
{
    const char *lacking = foi_library_lacking(document->mime);
    if (strcmp(document->mime, "inode/x-empty") == 0)
        foi_document_set_status(document, FOI_READ_EMPTY, "the file has no bytes");
    else if (strcmp(document->mime, "application/encrypted") == 0)
        foi_document_set_status(document, FOI_READ_ENCRYPTED,
                                "the file is protected by a password");
    else if (lacking != NULL)
        foi_document_set_status(document, FOI_READ_UNSUPPORTED, "built without %s", lacking);
    else
        foi_document_set_status(document, FOI_READ_UNSUPPORTED, "files of type %s are not read",
                                document->mime);
}

foi_document *foi_read_bytes(foi_detector *detector, const foi_input *claimed,
                             const foi_budget *budget, GPtrArray **members)
{
    const char *mime =
        foi_detect(detector, claimed->bytes, claimed->length, claimed->name, claimed->mime);
    return foi_read_detected(mime, claimed, budget, members);
}

foi_document *foi_read_detected(const char *mime, const foi_input *claimed,
                                const foi_budget *budget, GPtrArray **members)
{
    foi_document *document = foi_document_new();
    document->id = foi_read_id(claimed->bytes, claimed->length);
    document->source_bytes = claimed->length;
    document->mime = g_strdup(mime);
    document->file = foi_file_kind_of(document->mime);
    g_autoptr(foi_output) output = foi_output_new(document, budget);
    const foi_extractor *extractor = foi_extractor_for(document->mime);
    if (extractor != NULL) {
        foi_input input = *claimed;
        input.mime = document->mime;
        extractor->extract(&input, output);
        foi_output_finish(output);
    } else {
        set_unread(document);
    }
    *members = g_ptr_array_ref(foi_output_members(output));
    return document;
}
