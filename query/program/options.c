/* options.c - the options of foi-query: a row and what it sets. */
#include "indexer/program/shared/options.h"

#include <stddef.h>

#include "query/program/query_program.h"
#include "query/program/table.h"

static bool set_number(const foi_option *option, const char *value, uint64_t most, uint32_t *number)
{
    uint64_t wide = 0;

    if (!foi_options_number(option, value, 0, most, &wide))
        return false;
    *number = (uint32_t)wide;
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

static const char *const COLLAPSES[] = {"copies", "none", "container", "case", NULL};

static const char *const BOOSTS[] = {"newer", "decisions", NULL};

/* Names of foi_boost, parted by commas; the flag of each is 1 << its place. */
static bool set_boost(const foi_option *option, const char *value, void *data)
{
    g_auto(GStrv) names = g_strsplit(value, ",", -1);
    unsigned boost = 0;

    for (char **name = names; *name; name++) {
        int chosen = foi_options_choose(option, *name);
        if (chosen < 0)
            return false;
        boost |= 1U << chosen;
    }
    ((query_request *)data)->options.boost = boost;
    return true;
}

static bool set_collapse(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);

    if (chosen >= 0)
        ((query_request *)data)->options.collapse = (foi_collapse)chosen;
    return chosen >= 0;
}

static bool set_since_last(const foi_option *option, const char *value, void *data)
{
    ((query_request *)data)->since_last = value;
    return query_since_is_name(value) || foi_options_refuse(option, value, QUERY_SINCE_LETTERS);
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

static bool set_facet_size(const foi_option *option, const char *value, void *data)
{
    return set_number(option, value, UINT32_MAX, &((query_request *)data)->options.facet_size);
}

static bool set_tabulate(const foi_option *option, const char *value, void *data)
{
    g_autofree char *row = NULL;
    g_autofree char *column = NULL;

    if (!query_split_pair(value, &row, &column))
        return foi_options_refuse(option, value, "a pair of facets such as exemption,ruling");
    ((query_request *)data)->tabulate = value;
    return true;
}

static const char *const PERIODS[] = {"year", "month", NULL};

static bool set_timeline(const foi_option *option, const char *value, void *data)
{
    int chosen = value ? foi_options_choose(option, value) : FOI_PERIOD_YEAR;

    if (chosen >= 0)
        ((query_request *)data)->period = (foi_period)chosen;
    return chosen >= 0;
}

/* "3", "3-5" or "3-". */
static bool set_range(const foi_option *option, const char *value, foi_range *range)
{
    char *rest;
    guint64 first = g_ascii_strtoull(value, &rest, 10);
    guint64 last = first;

    if (*rest == '-')
        last = *++rest == '\0' ? FOI_RANGE_OPEN : g_ascii_strtoull(rest, &rest, 10);
    if (!g_ascii_isdigit(*value) || first == 0 || last < first || last > FOI_RANGE_OPEN ||
        *rest != '\0')
        return foi_options_refuse(option, value,
                                  "a number such as 3, or a range such as 3-5 or 3-");
    *range = (foi_range){(uint32_t)first, (uint32_t)last};
    return true;
}

static bool set_page(const foi_option *option, const char *value, void *data)
{
    return set_range(option, value, &((query_request *)data)->excerpt.pages);
}

static bool set_paragraph(const foi_option *option, const char *value, void *data)
{
    return set_range(option, value, &((query_request *)data)->excerpt.paragraphs);
}

static bool set_row(const foi_option *option, const char *value, void *data)
{
    return set_range(option, value, &((query_request *)data)->excerpt.rows);
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

static bool set_generate(const foi_option *option, const char *value, void *data)
{
    int chosen = foi_options_choose(option, value);

    ((query_request *)data)->generate = chosen;
    return chosen >= 0;
}

const foi_option query_options[] = {
    {"index", 'i', "DIR", foi_options_set_text, .offset = offsetof(query_request, directory),
     .help =
         "the index (else $FOI_INDEX, else\n$XDG_DATA_HOME/foi/index, else\n~/.local/share/foi/index)",
     .kind = FOI_ARGUMENT_DIRECTORY, .heading = "Search"},
    {"sort", 0, "ORDER", set_sort,
     .help = "relevance (usual), date (oldest first) or\n-date (newest first)", .values = SORTS,
     .modes = QUERY_SEARCH},
    {"limit", 'n', "N", set_limit, .help = "hits to print, 0 to 10000 (usual 10)",
     .modes = QUERY_SEARCH},
    {"offset", 0, "N", set_offset, .help = "hits to leave out before them", .modes = QUERY_SEARCH},
    {"collapse", 0, "WHAT", set_collapse,
     .help = "what is one hit: copies (usual: documents of\nthe same words), container (those in "
             "one\nfile), case, or none",
     .values = COLLAPSES, .modes = QUERY_SEARCH},
    {"boost", 0, "WHAT", set_boost,
     .help = "what counts more in the ranking: newer, decisions,\nor newer,decisions",
     .kind = FOI_ARGUMENT_LIST, .values = BOOSTS, .modes = QUERY_SEARCH},
    {"like", 0, "FILE|ID", foi_options_set_text, .offset = offsetof(query_request, like),
     .kind = FOI_ARGUMENT_FILE,
     .help =
         "documents like this one; decisions on the same\nprovisions count for more. A letter in a "
         "file, or a\ndocument of the index; QUERY narrows them",
     .once = true, .modes = QUERY_SEARCH},
    {"explain", 0, NULL, foi_options_set_flag, .offset = offsetof(query_request, options.explain),
     .help = "say how the query was read, and what made the\nrank of each hit",
     .modes = QUERY_SEARCH},
    {"since-last", 0, "NAME", set_since_last,
     .help = "only what was added to the index since the\nsearch NAME was last run; all of it the "
             "first\ntime; with --offset a later page of the same; a\nname stands for one query",
     .once = true, .modes = QUERY_SEARCH},
    {"snippets", 0, "N", set_snippets, .help = "passages of each hit, 0 to 10 (usual 1)",
     .modes = QUERY_SEARCH},

    {"facet", 0, "NAMES", foi_options_set_text, .offset = offsetof(query_request, options.facets),
     .kind = FOI_ARGUMENT_FACETS,
     .help =
         "count the values of these fields, parted by\ncommas (usual: authority,year,exemption,\n"
         "outcome,type,file); \"\" for none",
     .heading = "Count", .modes = QUERY_SEARCH},
    {"facet-size", 0, "N", set_facet_size,
     .help = "values of each facet, rows and columns of a\ntable (usual 10; 0: all)",
     .modes = QUERY_SEARCH | QUERY_TABULATE},
    {"tabulate", 0, "ROW,COLUMN", set_tabulate, .kind = FOI_ARGUMENT_FACETS,
     .help =
         "count by two facets across each other, such as\nauthority,outcome; exemption,ruling tells "
         "how often\neach exemption was upheld and rejected",
     .once = true, .selects = QUERY_TABULATE},
    {"timeline", 0, "PERIOD", set_timeline, .help = "count by year (usual) or by month, as a chart",
     .values = PERIODS, .optional = true, .selects = QUERY_TIMELINE},

    {"show", 0, "DOCUMENT", foi_options_set_text, .offset = offsetof(query_request, show),
     .kind = FOI_ARGUMENT_FILE,
     .help =
         "print this document whole, with its tags and\ntheir evidence: an id, six or more "
         "characters of its\nbeginning, or the path of a file, and \" > \" with the\nname of what lies in it",
     .heading = "Read", .once = true, .selects = QUERY_SHOW},
    {"page", 0, "N[-M]", set_page, .help = "of it these pages alone (3-: to the end)",
     .modes = QUERY_SHOW},
    {"paragraph", 0, "N[-M]", set_paragraph, .help = "these paragraphs, by their printed numbers",
     .modes = QUERY_SHOW},
    {"sheet", 0, "NAME", foi_options_set_text, .offset = offsetof(query_request, excerpt.sheet),
     .help = "this sheet of a workbook", .modes = QUERY_SHOW},
    {"row", 0, "N[-M]", set_row, .help = "these rows of a sheet or table", .modes = QUERY_SHOW},

    {"format", 0, "FORMAT", set_format, .help = "text (usual), json, jsonl, csv, tsv or markdown",
     .heading = "Output", .values = query_formats},
    {"color", 0, "WHEN", set_color, .help = "auto (usual: on a terminal), always or never",
     .values = WHENS},
    {"no-pager", 0, NULL, foi_options_set_flag, .offset = offsetof(query_request, no_pager),
     .help = "print a long answer at once; else a terminal gets it\nby $FOI_PAGER, $PAGER or less"},

    {"help", 'h', NULL, NULL, .help = "print this", .heading = "About", .selects = FOI_MODE_HELP},
    {"version", 0, NULL, NULL, .help = "print the version", .selects = FOI_MODE_VERSION},
    {"generate", 0, "WHAT", set_generate, .help = "man, bash, zsh or fish: for builds",
     .values = foi_manual_kinds, .hidden = true, .selects = FOI_MODE_GENERATE},
    {.name = NULL,
     .help = "what is to be left out stands behind --, such as: foi-query vexatious -- "
             "-type:guidance"},
};
