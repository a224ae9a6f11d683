/* foi-worker: reads hostile files on behalf of foi-index and foi-query, in a process of its own. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "foi/version.h"
#include "indexer/extract/image/ocr.h"
#include "indexer/extract/read.h"
#include "indexer/store/segment_process.h"
#include "indexer/worker/process/process.h"
#include "indexer/worker/protocol.h"

#define EXIT_USAGE   2
#define EXIT_REFUSED 3

static void print_usage(FILE *out)
{
    fputs("foi-worker is started by foi-index and foi-query, which hand it one file after another\n"
          "over a socket. It does nothing by hand: run `foi-index --inspect FILE` to see what is\n"
          "read from a file.\n",
          out);
}

static bool send_ready(int socket, foi_worker_ready *ready)
{
    ready->version = FOI_PROTOCOL_VERSION;
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_ready_encode(ready, payload);
    foi_frame_header header = {FOI_FRAME_READY, 0, payload->len};
    return foi_frame_send(socket, &header, payload->data, payload->len, -1) == 0;
}

/* Says why this process cannot work. */
static int refuse(int socket, foi_error *error)
{
    g_auto(foi_worker_ready) ready = {0};
    ready.failure = g_steal_pointer(&error->message);
    send_ready(socket, &ready);
    return EXIT_REFUSED;
}

static bool receive_setup(int socket, foi_worker_setup *setup)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_frame_header header;
    int descriptor = -1;
    return foi_frame_receive(socket, FOI_FRAME_SMALL_BYTES, &header, payload, &descriptor) == 0 &&
           descriptor < 0 && header.kind == FOI_FRAME_SETUP &&
           foi_worker_setup_decode(payload->data, payload->len, setup);
}

/* What the zygote has made ready for its workers. */
typedef struct workshop {
    foi_detector *detector;
    foi_confinement *confinements[FOI_PROFILE_END];
    const char *languages; /* of OCR; NULL: the usual ones */
} workshop;

/* The model takes a moment to load, which a run without scans need not wait for. */
static void prepare(foi_profile profile, void *data)
{
    const workshop *shop = data;
    if (profile == FOI_PROFILE_OCR)
        foi_ocr_load(shop->languages, NULL);
}

static int work(int socket, foi_profile profile, void *data)
{
    workshop *shop = data;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_auto(foi_worker_ready) ready = {0};
    if (foi_process_confine(shop->confinements[profile], &ready, &error) != FOI_OK)
        return refuse(socket, &error);
    if (!send_ready(socket, &ready))
        return EXIT_REFUSED;
    return foi_process_serve(socket, profile, shop->detector);
}

static int fork_workers(int socket, const foi_worker_setup *setup, workshop *shop)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_process_report_memory();
    foi_read_init();
    if (foi_process_die_with_parent(&error) != FOI_OK ||
        foi_detector_new(&shop->detector, &error) != FOI_OK)
        return refuse(socket, &error);
    foi_process_warm_up(shop->detector);
    for (int i = 0; i < FOI_PROFILE_END; i++)
        shop->confinements[i] = foi_confinement_new((foi_profile)i, setup);
    g_autoptr(GString) libraries = g_string_new(NULL);
    foi_process_describe_libraries(libraries);
    g_auto(foi_worker_ready) ready = {0};
    ready.about = g_strdup(libraries->str);
    /* A supervisor of another version reads ours in READY and closes the socket. */
    if (!send_ready(socket, &ready) || setup->version != FOI_PROTOCOL_VERSION)
        return EXIT_REFUSED;
    return foi_process_fork_workers(socket, prepare, work, shop);
}

static int run(int socket)
{
    foi_worker_setup setup;
    if (!receive_setup(socket, &setup))
        return EXIT_REFUSED;
    workshop shop = {.languages = setup.languages[0] != '\0' ? setup.languages : NULL};
    int result = fork_workers(socket, &setup, &shop);
    for (int i = 0; i < FOI_PROFILE_END; i++)
        foi_confinement_free(shop.confinements[i]);
    foi_detector_free(shop.detector);
    return result;
}

/* The other role: no file is read, so nothing is given up but outliving the parent. */
static int write_segment(int argc, char **argv)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    if (foi_process_die_with_parent(&error) != FOI_OK)
        return EXIT_REFUSED;
    /* A limit of file size is told as any other failure to write, with the file's name. */
    signal(SIGXFSZ, SIG_IGN);
    return foi_segment_serve(FOI_WORKER_SOCKET, (const char *const *)(argv + 2), argc - 2);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("foi-worker %s (protocol %d)\n", FOI_VERSION_TEXT, FOI_PROTOCOL_VERSION);
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        print_usage(stdout);
        return 0;
    }
    bool writes = argc > 1 && strcmp(argv[1], FOI_SEGMENT_ROLE) == 0;
    if ((argc > 1 && !writes) || !foi_process_is_supervised(FOI_WORKER_SOCKET)) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    setlocale(LC_ALL, "C.UTF-8");
    if (writes)
        return write_segment(argc, argv);
    return run(FOI_WORKER_SOCKET);
}
