/* foi-worker: reads hostile files on behalf of foi-index and foi-query, in a process of its own. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "foi/version.h"
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

/* FAILURE: why this worker cannot work, NULL where it can. */
static bool send_ready(int socket, char *failure)
{
    foi_worker_ready ready = {FOI_PROTOCOL_VERSION, failure};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_ready_encode(&ready, payload);
    foi_frame_header header = {FOI_FRAME_READY, 0, payload->len};
    return foi_frame_send(socket, &header, payload->data, payload->len, -1) == 0;
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

static int run(int socket)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_detector) detector = NULL;
    foi_worker_setup setup;
    if (!receive_setup(socket, &setup))
        return EXIT_REFUSED;
    foi_process_report_memory();
    foi_read_init();
    if (foi_detector_new(&detector, &error) != FOI_OK ||
        foi_process_confine(setup.memory_bytes, &error) != FOI_OK) {
        send_ready(socket, error.message);
        return EXIT_REFUSED;
    }
    /* A supervisor of another version reads ours in READY and closes the socket. */
    if (!send_ready(socket, NULL) || setup.version != FOI_PROTOCOL_VERSION)
        return EXIT_REFUSED;
    return foi_process_serve(socket, detector);
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
