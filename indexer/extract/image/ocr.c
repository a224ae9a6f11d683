#include "indexer/extract/image/ocr.h"

#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

#include "indexer/extract/image/ocr_columns.h"
#include "indexer/extract/image/ocr_lines.h"
#include "indexer/extract/image/ocr_upright.h"

/* The first must be there, the others are taken where they are installed. */
#define DEFAULT_LANGUAGES "eng+cym"

/* A page that is read with less confidence, or of which less is read, in bytes, may lie on its side
 * or head. */
#define UPRIGHT_CONFIDENCE 0.75
#define UPRIGHT_TEXT       300

/* Dirt on a blank page covers less of it. */
#define DIRT 0.002

/* Paper that takes less of a page lies in a shadow, or the page is no page. */
#define EVEN 0.75

/* Less ink than this is not worth the engine's time. */
#define NO_INK 0.00001

/* Models that say how a page lies, or what is a formula. */
static const char *const NO_LANGUAGES[] = {"osd", "equ", NULL};

static TessBaseAPI *engine;
static char *failure; /* why there is no engine */

static int by_name(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* As a list for people, of what HANDLE has looked for once. */
static char *installed_languages(TessBaseAPI *handle)
{
    GString *list = g_string_new(NULL);
    char **names = TessBaseAPIGetAvailableLanguagesAsVector(handle);
    if (names != NULL)
        qsort(names, g_strv_length(names), sizeof *names, by_name);
    for (char **name = names; name != NULL && *name != NULL; name++)
        if (!g_strv_contains(NO_LANGUAGES, *name))
            g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", *name);
    if (names != NULL)
        TessDeleteTextArray(names);
    return g_string_free(list, FALSE);
}

char *foi_ocr_installed(void)
{
    TessBaseAPI *handle = TessBaseAPICreate();
    TessBaseAPISetVariable(handle, "debug_file", "/dev/null");
    /* It looks where the models lie only once it is asked for one, if for none that there is. */
    TessBaseAPIInit3(handle, NULL, "no-language");
    char *list = installed_languages(handle);
    TessBaseAPIDelete(handle);
    return list;
}

static bool is_loaded(TessBaseAPI *handle, const char *language)
{
    char **names = TessBaseAPIGetLoadedLanguagesAsVector(handle);
    bool found = names != NULL && g_strv_contains((const char *const *)names, language);
    if (names != NULL)
        TessDeleteTextArray(names);
    return found;
}

/* The first of LANGUAGES that HANDLE has not, for the caller to g_free; NULL: it has all. */
static char *missing_language(TessBaseAPI *handle, const char *languages)
{
    g_auto(GStrv) wanted = g_strsplit(languages, "+", 0);
    for (char **language = wanted; *language != NULL; language++)
        if (!is_loaded(handle, *language))
            return g_strdup(*language);
    return NULL;
}

/* What the library loads or opens late is loaded by reading a page, if an empty one. */
static void warm(TessBaseAPI *handle)
{
    uint8_t white[64 * 64];
    memset(white, 255, sizeof white);
    TessBaseAPISetImage(handle, white, 64, 64, 1, 64);
    TessBaseAPISetSourceResolution(handle, 300);
    TessBaseAPIRecognize(handle, NULL);
    TessBaseAPIClear(handle);
}

/* Why HANDLE cannot read LANGUAGES, for the caller to g_free; NULL: it can. */
static char *start(TessBaseAPI *handle, const char *languages)
{
    const char *wanted = languages == NULL ? DEFAULT_LANGUAGES : languages;
    TessBaseAPISetVariable(handle, "debug_file", "/dev/null");
    bool started = TessBaseAPIInit3(handle, NULL, wanted) == 0;
    g_autofree char *missing =
        started && languages != NULL ? missing_language(handle, languages) : NULL;
    if (started && missing == NULL)
        return NULL;
    g_autofree char *installed = installed_languages(handle);
    return g_strdup_printf("tesseract has no model for %s; installed are: %s",
                           missing == NULL ? wanted : missing,
                           *installed == '\0' ? "none" : installed);
}

foi_status foi_ocr_load(const char *languages, foi_error *error)
{
    if (engine == NULL && failure == NULL) {
        TessBaseAPI *handle = TessBaseAPICreate();
        failure = start(handle, languages);
        if (failure == NULL) {
            warm(handle);
            engine = handle;
        } else {
            TessBaseAPIDelete(handle);
        }
    }
    return failure == NULL ? FOI_OK : foi_error_set(error, FOI_ERROR_ARGUMENT, "%s", failure);
}

const char *foi_ocr_unbuilt(void)
{
    return NULL;
}

const char *foi_ocr_lacking(void)
{
    foi_ocr_load(NULL, NULL);
    return failure;
}

static void show(PIX *image, TessPageSegMode mode)
{
    TessBaseAPISetPageSegMode(engine, mode);
    TessBaseAPISetImage2(engine, image);
    TessBaseAPISetSourceResolution(engine, pixGetXRes(image));
}

/* What is legible of IMAGE. */
static foi_pdf_page *read_image(PIX *image, uint32_t number)
{
    show(image, PSM_AUTO);
    /* Once it has looked for columns, it keeps to what it found until the picture is set anew. */
    if (!foi_ocr_has_columns(engine, image))
        show(image, PSM_SINGLE_COLUMN);
    TessBaseAPIRecognize(engine, NULL);
    foi_pdf_page *page = foi_ocr_lines(engine, image, number);
    TessBaseAPIClear(engine);
    return page;
}

/* The better of PAGE and what is read of IMAGE once it is turned as its letters seem to stand. */
static foi_pdf_page *read_turned(PIX *image, foi_pdf_page *page)
{
    PIX *turned = foi_ocr_turn(image);
    if (turned == NULL)
        return page;
    foi_pdf_page *other = read_image(turned, page->number);
    pixDestroy(&turned);
    if (other->confidence * (double)other->text->len <=
        page->confidence * (double)page->text->len) {
        foi_pdf_page_free(other);
        return page;
    }
    foi_pdf_page_free(page);
    return other;
}

foi_ocr_outcome foi_ocr_read(const foi_picture *picture, uint32_t number, foi_pdf_page **page)
{
    *page = NULL;
    foi_picture_light light = foi_picture_measure(picture);
    bool even = light.even >= EVEN;
    if (even && light.ink < NO_INK)
        return FOI_OCR_BLANK;
    PIX *image = foi_ocr_upright(picture, even);
    if (image == NULL)
        return FOI_OCR_ILLEGIBLE;
    foi_pdf_page *read = read_image(image, number);
    if (read->confidence < UPRIGHT_CONFIDENCE || read->text->len < UPRIGHT_TEXT)
        read = read_turned(image, read);
    pixDestroy(&image);
    if (read->text->len > 0) {
        *page = read;
        return FOI_OCR_TEXT;
    }
    foi_pdf_page_free(read);
    return even && light.ink < DIRT ? FOI_OCR_BLANK : FOI_OCR_ILLEGIBLE;
}
