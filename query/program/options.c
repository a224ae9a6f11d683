/* options.c - the options of foi-query: a row and what it sets. */
#include "indexer/program/shared/options.h"

#include <string.h>

#include "query/program/query_program.h"

static bool set_number(const foi_option *option, const char *value, uint64_t most, uint32_t *number)
{
    uint64_t wide = 0;

    if (!foi_options_number(option, value, 0, most, &wide))
        return false;
    *number = (uint32_t)wide;
    return true;
}

static bool set_index(const foi_option *option, const char *value, void *data)
{
    (void)option;
    ((query_request *)data)->directory = value;
    return true;
}

static const char *const SORTS[] = {"relevance", "date", "-date", NULL};

static bool set_sort(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);

    if (chosen >= 0)
        ((query_request *)data)->options.sort = (foi_sort)chosen;
    return chosen >= 0;
}

static bool set_limit(const foi_option *option, const char *value, void *data)
{
    return set_number(option, value, 10000, &((query_request *)data)->options.limit);
}

static bool set_offset(const foi_option *option, const char *value, void *data)
{
    return set_number(option, value, INT32_MAX, &((query_request *)data)->options.offset);
}

static bool set_snippets(const foi_option *option, const char *value, void *data)
{
    return set_number(option, value, 10, &((query_request *)data)->options.snippets);
}

static bool set_like(const foi_option *option, const char *value, void *data)
{
    (void)option;
    ((query_request *)data)->like = value;
    return true;
}

static bool set_facet(const foi_option *option, const char *value, void *data)
{
    (void)option;
    ((query_request *)data)->options.facets = value;
    return true;
}

static bool set_facet_size(const foi_option *option, const char *value, void *data)
{
    return set_number(option, value, UINT32_MAX, &((query_request *)data)->options.facet_size);
}

static bool set_show(const foi_option *option, const char *value, void *data)
{
    (void)option;
    ((query_request *)data)->show = value;
    return true;
}

const char *const query_formats[QUERY_FORMAT_END + 1] = {"text", "json", "jsonl",
                                                         "csv",  "tsv",  "markdown"};

static bool set_format(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);

    if (chosen >= 0)
        ((query_request *)data)->format = (query_format)chosen;
    return chosen >= 0;
}

static const char *const WHENS[] = {"auto", "always", "never", NULL};

static bool set_color(const foi_option *option, const char *value, void *data)
{
    static const int colors[] = {-1, 1, 0};
    int chosen = foi_options_choose(option, value);

    if (chosen >= 0)
        ((query_request *)data)->color = colors[chosen];
    return chosen >= 0;
}

const foi_option query_options[] = {
    {"index", 'i', "DIR", set_index,
     .help =
         "the index (else $FOI_INDEX, else\n$XDG_DATA_HOME/foi/index, else\n~/.local/share/foi/index)",
     .heading = "Search"},
    {"sort", 0, "ORDER", set_sort,
     .help = "relevance (usual), date (oldest first) or\n-date (newest first)", .values = SORTS,
     .modes = QUERY_SEARCH},
    {"limit", 'n', "N", set_limit, .help = "hits to print, 0 to 10000 (usual 10)",
     .modes = QUERY_SEARCH},
    {"offset", 0, "N", set_offset, .help = "hits to leave out before them", .modes = QUERY_SEARCH},
    {"like", 0, "FILE|ID", set_like,
     .help =
         "documents like this one, decisions on the same\nprovisions first: a letter in a file, "
         "or a\ndocument of the index; QUERY narrows them",
     .modes = QUERY_SEARCH},
    {"snippets", 0, "N", set_snippets, .help = "passages of each hit, 0 to 10 (usual 1)",
     .modes = QUERY_SEARCH},

    {"facet", 0, "NAMES", set_facet,
     .help =
         "count the values of these fields, parted by\ncommas (usual: authority,year,exemption,\n"
         "outcome,type,file); \"\" for none",
     .heading = "Count", .modes = QUERY_SEARCH},
    {"facet-size", 0, "N", set_facet_size, .help = "values of each facet (usual 10; 0: all)",
     .modes = QUERY_SEARCH},

    {"show", 0, "ID", set_show,
     .help = "print this document whole, with its tags and\ntheir evidence", .heading = "Read",
     .selects = QUERY_SHOW},

    {"format", 0, "FORMAT", set_format, .help = "text (usual), json, jsonl, csv, tsv or markdown",
     .heading = "Output", .values = query_formats},
    {"color", 0, "WHEN", set_color, .help = "auto (usual: on a terminal), always or never",
     .values = WHENS},

    {"help", 'h', NULL, NULL, .help = "print this", .heading = "About", .selects = FOI_MODE_HELP},
    {"version", 0, NULL, NULL, .help = "print the version", .selects = FOI_MODE_VERSION},
    {.name = NULL},
};
