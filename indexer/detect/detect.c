#include "indexer/detect/detect.h"

#include <magic.h>
#include <string.h>

#include "indexer/detect/sniff.h"

/* In every question: types only, and no checks that never say more than foi_sniff() has said. */
#define COMMON                                                                                     \
    (MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_CDF |         \
     MAGIC_NO_CHECK_TOKENS)

/* For each doubt: what libmagic is not to look at, and how many bytes it sees. Its rules for text
 * take a millisecond over a letter: they are only asked whether something is a text. */
static const struct {
    int flags;
    size_t window;
} QUESTIONS[] = {
    [FOI_DOUBT_JSON] = {COMMON | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TAR |
                            MAGIC_NO_CHECK_SOFT | MAGIC_NO_CHECK_APPTYPE | MAGIC_NO_CHECK_ELF |
                            MAGIC_NO_CHECK_TEXT,
                        262144},
    [FOI_DOUBT_TEXT] = {COMMON | MAGIC_NO_CHECK_JSON, 4096},
    [FOI_DOUBT_BINARY] = {COMMON | MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_ENCODING |
                              MAGIC_NO_CHECK_TEXT,
                          65536},
};

struct foi_detector {
    magic_t magic;
    char *mime;
};

foi_status foi_detector_new(foi_detector **out, foi_error *error)
{
    g_autoptr(foi_detector) detector = g_new0(foi_detector, 1);
    detector->magic = magic_open(MAGIC_MIME_TYPE);
    if (detector->magic == NULL)
        return foi_error_set(error, FOI_ERROR_INTERNAL, "libmagic cannot be started");
    if (magic_load(detector->magic, NULL) != 0)
        return foi_error_set(error, FOI_ERROR_INTERNAL,
                             "libmagic cannot load its table of types (%s): install libmagic-mgc",
                             magic_error(detector->magic));
    *out = g_steal_pointer(&detector);
    return FOI_OK;
}

void foi_detector_free(foi_detector *detector)
{
    if (detector == NULL)
        return;
    if (detector->magic != NULL)
        magic_close(detector->magic);
    g_free(detector->mime);
    g_free(detector);
}

/* libmagic knows many kinds of text that are all read as text. */
static const char *settle(const char *mime)
{
    static const char *const KEEP[] = {"text/html", "text/xml", "text/rtf", "text/calendar",
                                       "text/vcard"};
    if (g_str_has_prefix(mime, "text/")) {
        for (size_t i = 0; i < G_N_ELEMENTS(KEEP); i++)
            if (strcmp(mime, KEEP[i]) == 0)
                return mime;
        return "text/plain";
    }
    return strcmp(mime, "application/csv") == 0 ? "text/plain" : mime;
}

static bool is_json(const char *mime)
{
    return strcmp(mime, "application/json") == 0 || strcmp(mime, "application/x-ndjson") == 0;
}

const char *foi_detect(foi_detector *detector, const uint8_t *bytes, size_t length,
                       const char *name, const char *claimed)
{
    foi_doubt doubt;
    const char *mime = foi_sniff(bytes, length, name, claimed, &doubt);
    if (mime != NULL)
        return mime;
    magic_setflags(detector->magic, QUESTIONS[doubt].flags);
    mime = magic_buffer(detector->magic, bytes, MIN(length, QUESTIONS[doubt].window));
    if (doubt == FOI_DOUBT_JSON && (mime == NULL || !is_json(mime)))
        return "text/plain";
    if (mime == NULL || strchr(mime, '/') == NULL)
        mime = "application/octet-stream";
    g_free(detector->mime);
    detector->mime = g_strdup(settle(mime));
    return detector->mime;
}
