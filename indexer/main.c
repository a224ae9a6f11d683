/* foi-index - makes and updates an index of Freedom of Information correspondence. */
#include <glib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "indexer/program/index_program.h"
#include "indexer/program/progress.h"
#include "indexer/program/shared/options.h"
#include "indexer/program/shared/terminal.h"

static const foi_option options[] = {
    {"index", 'i', "DIR", false,
     "the index (else $FOI_INDEX, else\n$XDG_DATA_HOME/foi/index, else\n~/.local/share/foi/index)"},
    {"inspect", 0, NULL, false, "print what would be indexed, without an index"},
    {"text", 0, NULL, false, "with --inspect: the extracted text, too"},
    {"format", 0, "FORMAT", false, "text or json, for --inspect and --failures"},
    {"failures", 0, NULL, false, "list what could not be read in full, and why"},
    {"retry", 0, NULL, false,
     "read again what could not be read in full\n(without PATH: wherever it lies)"},
    {"check", 0, NULL, false, "verify every file of the index"},
    {"compact", 0, NULL, false,
     "make the index one segment without removed\ndocuments (PATH may be left out)"},
    {"tags", 0, "FILE", false,
     "a person's corrections: what they say wins over\nwhat was read (PATH may be left out)"},
    {"labels", 0, "FILE", false,
     "a publisher's table, such as a regulator's outcomes\nby section: wins over what was read"},
    {"forget", 0, "FILE", false,
     "take back what --tags or --labels took from FILE:\nwhat was read comes back"},
    {"jobs", 'j', "N", false, "worker processes (default: one a processor)"},
    {"memory", 0, "BYTES", false, "address space of one worker (default 2G)"},
    {"max-size", 0, "BYTES", false, "larger files are not read (default 256M)"},
    {"timeout", 0, "SECONDS", false, "time for one file (default 60)"},
    {"depth", 0, "N", false, "containers within containers (default 8)"},
    {"sandbox", 0, "WHAT", false,
     "auto: the kernel locks the workers down as far as it\ncan; require: or nothing is read; off"},
    {"ocr", 0, "WHEN", false,
     "auto: pictures, and pages without a text layer;\nalways: all pages of a PDF; never"},
    {"ocr-languages", 0, "LIST", false,
     "models of tesseract, such as eng+cym (default:\nEnglish, and Welsh where it is installed)"},
    {"wait", 0, "SECONDS", false, "wait so long while another run is writing"},
    {"progress", 0, "WHEN", false, "auto, always or never"},
    {"quiet", 'q', NULL, false, "print no summary"},
    {"help", 'h', NULL, false, "print this"},
    {"version", 0, NULL, false, "print the version"},
    {"verbose", 0, NULL, false, "with --version: the sandbox, formats and libraries, too"},
    {NULL, 0, NULL, false, NULL},
};

static bool is(const foi_option *option, const char *name)
{
    return strcmp(option->name, name) == 0;
}

static bool set_mode(index_request *request, index_mode mode)
{
    bool first = request->mode == MODE_UPDATE || request->mode == mode;
    if (!first && mode != MODE_HELP && mode != MODE_VERSION) {
        fputs("foi-index: --inspect, --failures and --check each stand alone\n", stderr);
        return false;
    }
    request->mode = mode;
    return true;
}

static bool set_flag(bool *flag)
{
    *flag = true;
    return true;
}

static bool add_file(GPtrArray *files, const foi_option *option, const char *value)
{
    if (*value == '\0')
        return foi_options_refuse(option, value, "the name of a file");
    g_ptr_array_add(files, (gpointer)value);
    return true;
}

static bool set_format(index_request *request, const foi_option *option, const char *value)
{
    request->format_given = true;
    request->json = strcmp(value, "json") == 0;
    return request->json || strcmp(value, "text") == 0 ||
           foi_options_refuse(option, value, "text or json");
}

static bool set_progress(index_request *request, const foi_option *option, const char *value)
{
    request->progress = strcmp(value, "always") == 0 ? 1 : strcmp(value, "never") == 0 ? 0 : -1;
    return request->progress >= 0 || strcmp(value, "auto") == 0 ||
           foi_options_refuse(option, value, "auto, always or never");
}

/* Which of the COUNT NAMES the option's VALUE is; -1: none, and WORDS tell what it may be. */
static int choose(const foi_option *option, const char *value, const char *const *names, int count,
                  const char *words)
{
    for (int i = 0; i < count; i++)
        if (strcmp(value, names[i]) == 0)
            return i;
    foi_options_refuse(option, value, words);
    return -1;
}

static bool set_sandbox(foi_update_options *limits, const foi_option *option, const char *value)
{
    static const char *const NAMES[FOI_SANDBOX_END] = {"auto", "require", "off"};
    int chosen = choose(option, value, NAMES, FOI_SANDBOX_END, "auto, require or off");
    if (chosen >= 0)
        limits->sandbox = (foi_sandbox)chosen;
    return chosen >= 0;
}

static bool set_ocr(foi_update_options *limits, const foi_option *option, const char *value)
{
    static const char *const NAMES[FOI_OCR_CHOICE_END] = {"auto", "always", "never"};
    int chosen = choose(option, value, NAMES, FOI_OCR_CHOICE_END, "auto, always or never");
    if (chosen >= 0)
        limits->ocr = (foi_ocr_choice)chosen;
    return chosen >= 0;
}

/* Names of models as files have them, parted by "+". */
static bool set_languages(foi_update_options *limits, const foi_option *option, const char *value)
{
    if (*value == '\0' || value[strspn(value, "abcdefghijklmnopqrstuvwxyz_+")] != '\0')
        return foi_options_refuse(option, value, "languages such as eng+cym");
    limits->ocr_languages = value;
    return true;
}

/* The options that carry a number. */
static bool set_limit(foi_update_options *limits, const foi_option *option, const char *value)
{
    uint64_t number = 0;
    if (is(option, "jobs")) {
        if (!foi_options_number(option, value, 1, 256, &number))
            return false;
        limits->jobs = (uint32_t)number;
        return true;
    }
    if (is(option, "memory"))
        return foi_options_bytes(option, value, (uint64_t)64 << 20, (uint64_t)1 << 40,
                                 &limits->worker_memory);
    if (is(option, "max-size"))
        return foi_options_bytes(option, value, 1, (uint64_t)1 << 31, &limits->max_file_size);
    if (is(option, "depth")) {
        if (!foi_options_number(option, value, 1, 32, &number))
            return false;
        limits->max_depth = (uint32_t)number;
        return true;
    }
    uint64_t least = is(option, "timeout") ? 1 : 0;
    if (!foi_options_number(option, value, least, 86400, &number))
        return false;
    *(is(option, "timeout") ? &limits->timeout_ms : &limits->wait_ms) = (uint32_t)number * 1000;
    return true;
}

static bool handle(const foi_option *option, const char *value, void *data)
{
    index_request *request = data;
    if (is(option, "index")) {
        request->directory = value;
        return true;
    }
    if (is(option, "inspect"))
        return set_mode(request, MODE_INSPECT);
    if (is(option, "failures"))
        return set_mode(request, MODE_FAILURES);
    if (is(option, "check"))
        return set_mode(request, MODE_CHECK);
    if (is(option, "help"))
        return set_mode(request, MODE_HELP);
    if (is(option, "version"))
        return set_mode(request, MODE_VERSION);
    if (is(option, "format"))
        return set_format(request, option, value);
    if (is(option, "progress"))
        return set_progress(request, option, value);
    if (is(option, "sandbox"))
        return set_sandbox(&request->options, option, value);
    if (is(option, "ocr"))
        return set_ocr(&request->options, option, value);
    if (is(option, "ocr-languages"))
        return set_languages(&request->options, option, value);
    if (is(option, "tags"))
        return add_file(request->tags, option, value);
    if (is(option, "labels"))
        return add_file(request->labels, option, value);
    if (is(option, "forget"))
        return add_file(request->forget, option, value);
    if (is(option, "text"))
        return set_flag(&request->with_text);
    if (is(option, "quiet"))
        return set_flag(&request->quiet);
    if (is(option, "verbose"))
        return set_flag(&request->verbose);
    if (is(option, "retry")) {
        request->options.retry = 1;
        return true;
    }
    if (is(option, "compact")) {
        request->options.compact = 1;
        return true;
    }
    return set_limit(&request->options, option, value);
}

static int print_help(void)
{
    puts("Usage: foi-index [OPTIONS] PATH...\n"
         "Make or update a full-text search index of Freedom of Information correspondence\n"
         "from files and directories. Files are read in worker processes with limits; only\n"
         "what is new or changed is read, and what is gone is dropped.\n");
    foi_options_print(options);
    puts("\nExit status: 0 all well, 1 some files could not be read in full, 2 wrong usage,\n"
         "3 the run failed (the last whole index stays).\n\n"
         "Examples:\n"
         "  foi-index ~/foi                     index everything below ~/foi\n"
         "  foi-index --inspect letter.pdf      see how one file is read\n"
         "  foi-index --tags corrections.csv    put right what was read wrong\n"
         "  foi-index --failures                what could not be read, and why");
    return EXIT_ALL_WELL;
}

void index_note(const char *line, void *data)
{
    /* The moving line of a run gives way. */
    if (data != NULL)
        progress_finish(data);
    g_autofree char *clean = foi_terminal_clean(line);
    fprintf(stderr, "foi-index: %s\n", clean);
}

int index_complain(foi_status status, const char *detail)
{
    fprintf(stderr, "foi-index: %s\n", *detail == '\0' ? foi_status_name(status) : detail);
    return status == FOI_ERROR_ARGUMENT ? EXIT_USAGE : EXIT_RUN_FAILED;
}

static int check_usage(const index_request *request)
{
    bool said = request->tags->len > 0 || request->labels->len > 0 || request->forget->len > 0;
    bool own_run = request->options.retry || request->options.compact || request->forget->len > 0;
    bool alone = own_run || said;
    bool wants_paths = request->mode == MODE_INSPECT || (request->mode == MODE_UPDATE && !alone);
    bool takes_paths = request->mode == MODE_INSPECT || request->mode == MODE_UPDATE;
    bool takes_format = request->mode == MODE_INSPECT || request->mode == MODE_FAILURES;
    if (request->mode == MODE_HELP || request->mode == MODE_VERSION)
        return EXIT_ALL_WELL;
    if (request->verbose) {
        fputs("foi-index: --verbose goes with --version; see foi-index --help\n", stderr);
        return EXIT_USAGE;
    }
    if ((request->format_given && !takes_format) ||
        (request->with_text && request->mode != MODE_INSPECT) ||
        (own_run && request->mode != MODE_UPDATE) || (said && !takes_paths)) {
        fputs("foi-index: --format goes with --inspect or --failures, --text with --inspect, "
              "--retry, --compact and --forget with neither, --tags and --labels with --inspect; "
              "see foi-index --help\n",
              stderr);
        return EXIT_USAGE;
    }
    if (wants_paths && request->count == 0) {
        fputs("foi-index: name a file or a directory; see foi-index --help\n", stderr);
        return EXIT_USAGE;
    }
    if (!takes_paths && request->count > 0) {
        fprintf(stderr, "foi-index: %s has no place here; see foi-index --help\n",
                request->paths[0]);
        return EXIT_USAGE;
    }
    return EXIT_ALL_WELL;
}

static int run(index_request *request)
{
    int usage = check_usage(request);
    if (usage != EXIT_ALL_WELL)
        return usage;
    switch (request->mode) {
    case MODE_UPDATE:
        return index_update(request);
    case MODE_INSPECT:
        return index_inspect(request);
    case MODE_FAILURES:
        return index_failures(request);
    case MODE_CHECK:
        return index_check(request);
    case MODE_HELP:
        return print_help();
    case MODE_VERSION:
        return index_version(request);
    }
    return EXIT_USAGE;
}

static void lend_files(index_request *request)
{
    foi_update_options *lent = &request->options;
    lent->tags = (const char *const *)request->tags->pdata;
    lent->tag_count = request->tags->len;
    lent->labels = (const char *const *)request->labels->pdata;
    lent->label_count = request->labels->len;
    lent->forget = (const char *const *)request->forget->pdata;
    lent->forget_count = request->forget->len;
    lent->note = index_note;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    index_request request = {.mode = MODE_UPDATE, .progress = -1};
    foi_update_options_init(&request.options);
    request.tags = g_ptr_array_new();
    request.labels = g_ptr_array_new();
    request.forget = g_ptr_array_new();
    foi_arguments arguments;
    int result = EXIT_USAGE;
    if (foi_options_parse("foi-index", options, argc, argv, handle, &request, &arguments)) {
        request.paths = arguments.words;
        request.count = arguments.count;
        lend_files(&request);
        result = run(&request);
    }
    foi_arguments_clear(&arguments);
    g_ptr_array_unref(request.tags);
    g_ptr_array_unref(request.labels);
    g_ptr_array_unref(request.forget);
    /* What could not be written to standard output was lost: say so, unless the reader went away.
     */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("foi-index: cannot write to standard output\n", stderr);
        result = EXIT_RUN_FAILED;
    }
    return result;
}
