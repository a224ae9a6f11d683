/* What the lock leaves to PDF: a page is drawn behind it as before it, with fonts of the system. */
#include <cairo.h>
#include <criterion/criterion.h>
#include <poppler.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/extract/read.h"
#include "indexer/worker/process/process.h"

/* "Reply" in fonts that are not in the file. */
static const char PAGE[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                           "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
                           "/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>>endobj\n"
                           "4 0 obj<</Length 62>>stream\n"
                           "BT /F 30 Tf 20 20 Td (Reply) Tj /G 30 Tf 20 90 Td (Reply) Tj ET\n"
                           "endstream endobj\n"
                           "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-BoldItalic>>endobj\n"
                           "6 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Georgia>>endobj\n"
                           "trailer<</Root 1 0 R>>\n%%EOF\n";

enum { SIDE = 200 };

static int count_dark(cairo_surface_t *surface)
{
    int dark = 0;
    const unsigned char *bytes = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            dark += bytes[y * stride + 4 * x] < 128;
    return dark;
}

static int draw(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(PAGE, sizeof PAGE - 1);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
    PopplerPage *page = poppler_document_get_page(document, 0);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    poppler_page_render(page, context);
    cairo_surface_flush(surface);
    int dark = count_dark(surface);
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    g_object_unref(page);
    g_object_unref(document);
    return dark;
}

static int draw_locked(int socket)
{
    const foi_worker_setup setup = {FOI_PROTOCOL_VERSION, (uint64_t)2 << 30, FOI_SANDBOX_AUTO, ""};
    foi_confinement *confinement = foi_confinement_new(FOI_PROFILE_PDF, &setup);
    foi_worker_ready ready = {0};
    foi_error error = FOI_ERROR_INIT;
    dup2(socket, FOI_WORKER_SOCKET);
    return foi_process_confine(confinement, &ready, &error) == FOI_OK ? draw() : -1;
}

/* How many pixels are dark where a process of its own draws the page: what it finds of fonts is not
 * the next one's. */
static int draw_apart(bool locked)
{
    int pair[2], status = 0;
    int *dark = mmap(NULL, sizeof *dark, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    cr_assert_neq(dark, MAP_FAILED);
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    pid_t child = fork();
    if (child == 0) {
        *dark = locked ? draw_locked(pair[1]) : draw();
        _exit(0);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert_eq(status, 0, "%#x", (unsigned)status);
    close(pair[0]);
    close(pair[1]);
    int result = *dark;
    munmap(dark, sizeof *dark);
    return result;
}

Test(lockdown_fonts, a_page_is_drawn_as_without_the_lock, .timeout = 60)
{
    foi_read_init();
    int without = draw_apart(false);
    cr_assert_eq(draw_apart(true), without);
    if (without == 0)
        cr_skip_test("no fonts are installed");
}
