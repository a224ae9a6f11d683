/* options.c - the options of foi-index: a row and what it sets. */
#include "indexer/program/shared/options.h"

#include <stddef.h>
#include <string.h>

#include "indexer/program/index_program.h"

/* What --format, --text, --tags and the like go with. */
enum { READING = MODE_UPDATE | MODE_INSPECT };

static const char *const FORMATS[] = {"text", "json", NULL};

static bool set_format(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);
    ((index_request *)data)->json = chosen == 1;
    return chosen >= 0;
}

static const char *const WHENS[] = {"auto", "always", "never", NULL};

static bool set_progress(const foi_option *option, const char *value, void *data)
{
    static const int progress[] = {-1, 1, 0};
    int chosen = foi_options_choose(option, value);
    if (chosen >= 0)
        ((index_request *)data)->progress = progress[chosen];
    return chosen >= 0;
}

static const char *const SANDBOXES[FOI_SANDBOX_END + 1] = {"auto", "require", "off"};

static bool set_sandbox(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);
    if (chosen >= 0)
        ((index_request *)data)->options.sandbox = (foi_sandbox)chosen;
    return chosen >= 0;
}

static const char *const OCR_CHOICES[FOI_OCR_CHOICE_END + 1] = {"auto", "always", "never"};

static bool set_ocr(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);
    if (chosen >= 0)
        ((index_request *)data)->options.ocr = (foi_ocr_choice)chosen;
    return chosen >= 0;
}

/* Names of models as files have them, parted by "+". */
static bool set_ocr_languages(const foi_option *option, const char *value, void *data)
{
    if (*value == '\0' || value[strspn(value, "abcdefghijklmnopqrstuvwxyz_+")] != '\0')
        return foi_options_refuse(option, value, "languages such as eng+cym");
    ((index_request *)data)->options.ocr_languages = value;
    return true;
}

static bool add_file(GPtrArray *files, const foi_option *option, const char *value)
{
    if (*value == '\0')
        return foi_options_refuse(option, value, "the name of a file");
    g_ptr_array_add(files, (gpointer)value);
    return true;
}

static bool add_tags(const foi_option *option, const char *value, void *data)
{
    return add_file(((index_request *)data)->tags, option, value);
}

static bool add_labels(const foi_option *option, const char *value, void *data)
{
    return add_file(((index_request *)data)->labels, option, value);
}

static bool add_forget(const foi_option *option, const char *value, void *data)
{
    return add_file(((index_request *)data)->forget, option, value);
}

static bool set_count(const foi_option *option, const char *value, uint64_t most, uint32_t *count)
{
    uint64_t number = 0;
    if (!foi_options_number(option, value, 1, most, &number))
        return false;
    *count = (uint32_t)number;
    return true;
}

static bool set_jobs(const foi_option *option, const char *value, void *data)
{
    return set_count(option, value, 256, &((index_request *)data)->options.jobs);
}

static bool set_depth(const foi_option *option, const char *value, void *data)
{
    return set_count(option, value, 32, &((index_request *)data)->options.max_depth);
}

static bool set_memory(const foi_option *option, const char *value, void *data)
{
    return foi_options_bytes(option, value, (uint64_t)64 << 20, (uint64_t)1 << 40,
                             &((index_request *)data)->options.worker_memory);
}

static bool set_max_size(const foi_option *option, const char *value, void *data)
{
    return foi_options_bytes(option, value, 1, (uint64_t)1 << 31,
                             &((index_request *)data)->options.max_file_size);
}

/* At most a day. */
static bool set_seconds(const foi_option *option, const char *value, uint64_t least,
                        uint32_t *milliseconds)
{
    uint64_t seconds = 0;
    if (!foi_options_number(option, value, least, 86400, &seconds))
        return false;
    *milliseconds = (uint32_t)seconds * 1000;
    return true;
}

static bool set_timeout(const foi_option *option, const char *value, void *data)
{
    return set_seconds(option, value, 1, &((index_request *)data)->options.timeout_ms);
}

static bool set_wait(const foi_option *option, const char *value, void *data)
{
    return set_seconds(option, value, 0, &((index_request *)data)->options.wait_ms);
}

static bool set_generate(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);

    ((index_request *)data)->generate = chosen;
    return chosen >= 0;
}

const foi_option index_options[] = {
    {"index", 'i', "DIR", foi_options_set_text, .offset = offsetof(index_request, directory),
     .help =
         "the index (else $FOI_INDEX, else\n$XDG_DATA_HOME/foi/index, else\n~/.local/share/foi/index)",
     .kind = FOI_ARGUMENT_DIRECTORY, .heading = "Index"},
    {"retry", 0, NULL, foi_options_set_flag, .offset = offsetof(index_request, options.retry),
     .help = "read again what could not be read in full\n(without PATH: wherever it lies)",
     .modes = MODE_UPDATE},
    {"compact", 0, NULL, foi_options_set_flag, .offset = offsetof(index_request, options.compact),
     .help = "make the index one segment without removed\ndocuments (PATH may be left out)",
     .modes = MODE_UPDATE},
    {"tags", 0, "FILE", add_tags, .kind = FOI_ARGUMENT_FILE,
     .help =
         "a person's corrections: what they say wins over\nwhat was read (PATH may be left out)",
     .modes = READING},
    {"labels", 0, "FILE", add_labels, .kind = FOI_ARGUMENT_FILE,
     .help =
         "a publisher's table, such as a regulator's outcomes\nby section: wins over what was read",
     .modes = READING},
    {"forget", 0, "FILE", add_forget, .kind = FOI_ARGUMENT_FILE,
     .help = "take back what --tags or --labels took from FILE:\nwhat was read comes back",
     .modes = MODE_UPDATE},
    {"wait", 0, "SECONDS", set_wait, .help = "wait so long while another run is writing"},
    {"progress", 0, "WHEN", set_progress, .help = "auto, always or never", .values = WHENS},
    {"quiet", 'q', NULL, foi_options_set_flag, .offset = offsetof(index_request, quiet),
     .help = "print no summary"},
    {"inspect", 0, NULL, NULL, .help = "print what would be indexed, without an index",
     .heading = "Look", .selects = MODE_INSPECT},
    {"text", 0, NULL, foi_options_set_flag, .offset = offsetof(index_request, with_text),
     .help = "with --inspect: the extracted text, too", .modes = MODE_INSPECT},
    {"failures", 0, NULL, NULL, .help = "list what could not be read in full, and why",
     .selects = MODE_FAILURES},
    {"check", 0, NULL, NULL, .help = "verify every file of the index", .selects = MODE_CHECK},
    {"format", 0, "FORMAT", set_format, .help = "text or json, for --inspect and --failures",
     .values = FORMATS, .modes = MODE_INSPECT | MODE_FAILURES},
    {"jobs", 'j', "N", set_jobs, .help = "worker processes (usual: one a processor)",
     .heading = "Workers"},
    {"memory", 0, "BYTES", set_memory, .help = "address space of one worker (usual 2G)"},
    {"max-size", 0, "BYTES", set_max_size, .help = "larger files are not read (usual 256M)"},
    {"timeout", 0, "SECONDS", set_timeout, .help = "time for one file (usual 60)"},
    {"depth", 0, "N", set_depth, .help = "containers within containers (usual 8)"},
    {"sandbox", 0, "WHAT", set_sandbox,
     .help =
         "auto: the kernel locks the workers down as far as it\ncan; require: or nothing is read; off",
     .values = SANDBOXES},
    {"ocr", 0, "WHEN", set_ocr,
     .help = "auto: pictures, and pages without a text layer;\nalways: all pages of a PDF; never",
     .values = OCR_CHOICES},
    {"ocr-languages", 0, "LIST", set_ocr_languages,
     .help =
         "models of tesseract, such as eng+cym (usual:\nEnglish, and Welsh where it is installed)"},
    {"help", 'h', NULL, NULL, .help = "print this", .heading = "About", .selects = FOI_MODE_HELP},
    {"version", 0, NULL, NULL, .help = "print the version", .selects = FOI_MODE_VERSION},
    {"verbose", 0, NULL, foi_options_set_flag, .offset = offsetof(index_request, verbose),
     .help = "with --version: the sandbox, formats and libraries, too", .modes = FOI_MODE_VERSION},
    {"generate", 0, "WHAT", set_generate, .help = "man, bash, zsh or fish: for builds",
     .values = foi_manual_kinds, .hidden = true, .selects = FOI_MODE_GENERATE},
    {.name = NULL},
};
