/* about.c - what foi-query is: --help, its man page and completion are made from this. */
#include "query/program/query_program.h"

static const foi_entry query_language[] = {
    {"words", "all of them; where few documents have all, most of them"},
    {"\"a phrase\"", "these very words in this order; \"word\": no other ending of it"},
    {"a NEAR/5 b", "words or phrases at most 5 words apart, in either order"},
    {"word*", "all words that begin so"},
    {"+word  -word", "required; excluded"},
    {"AND  OR  NOT  ()", "in capitals; OR binds loosest: a b OR c is (a b) OR c"},
    {NULL, NULL},
};

static const foi_topic topics[] = {
    {"Query", NULL, query_language,
     "In a shell put the query in '...', so that quotation marks and parentheses arrive. Several "
     "values of one field: any of them; several fields: all of them. Options may follow the "
     "query; an argument that begins with - stands behind --: vexatious -- -type:guidance."},
    {NULL, NULL, NULL, NULL},
};

static const foi_entry formats[] = {
    {"text", "for a person; on a terminal with colour, clickable paths and a pager"},
    {"json", "one object: the hits, their passages, the counts"},
    {"jsonl", "one object a line: a hit; with --limit=0 a facet"},
    {"csv, tsv", "one line a hit with its first passage, below a line of names; with --limit=0 one "
                 "line a value of a facet. Several values in a cell are parted by ;. What a "
                 "spreadsheet would take for a formula has an apostrophe in front. CSV is that of "
                 "RFC 4180, TSV has no quotation marks: tabs and line ends within a cell are "
                 "blanks."},
    {"markdown", "for a letter: each passage as a quotation with its citation below"},
    {NULL, NULL},
};

static const foi_entry environment[] = {
    {"FOI_INDEX", "The index where --index is not given."},
    {"XDG_DATA_HOME", "Where the usual index lies below."},
    {"XDG_STATE_HOME",
     "Where foi/searches keeps what --since-last has seen (else ~/.local/state)."},
    {"FOI_PAGER, PAGER", "The pager; \"\" or cat for none. It is run by sh only where it holds "
                         "what a shell alone understands."},
    {"LESS", "FRX where it is not set."},
    {"COLUMNS", "How wide text is where the output is no terminal (usual 80)."},
    {"NO_COLOR", "No colour and no links where it is set and not empty."},
    {NULL, NULL},
};

static const foi_topic more[] = {
    {"Formats",
     "What --format prints. Where rows and lines have no place for it, that words were left out or "
     "may be misspelt goes to standard error.",
     formats, NULL},
    {"Environment", NULL, environment, NULL},
    {NULL, NULL, NULL, NULL},
};

static const foi_entry statuses[] = {
    {"0", "with hits"},
    {"1", "without"},
    {"2", "wrong usage or query"},
    {"3", "the index is missing or damaged"},
    {NULL, NULL},
};

static const foi_entry examples[] = {
    {"foi-query 'exemption:31(1)(a) ruling:rejected:31'",
     "Decisions in which a claim of section 31 failed and 31(1)(a) was claimed:"},
    {"foi-query '\"public interest\" authority:dwp date:2020..'",
     "A phrase in documents of one authority since 2020:"},
    {"foi-query --tabulate=exemption,ruling type:decision-notice",
     "How often each exemption was upheld and rejected:"},
    {"foi-query --since-last=weekly 'ruling:rejected:31'",
     "What has been added since this was last asked:"},
    {"foi-query -- -type:guidance section 40", "A query that begins with a minus:"},
    {"foi-query --format=csv --limit=0 --facet=exemption type:decision-notice",
     "How often each exemption comes in decision notices, for a spreadsheet:"},
    {"foi-query --like letter.pdf favours:requester",
     "Documents like a letter in hand, of those that favour the requester:"},
    {"foi-query --show ~/foi/dwp-assessment-reports/dwp-06-decision-notice.pdf --paragraph=3-5",
     "Three paragraphs of a decision, with their citation:"},
    {NULL, NULL},
};

const foi_program query_about = {
    .name = "foi-query",
    .summary = "search Freedom of Information correspondence",
    .usage = "[OPTIONS] QUERY...",
    .description =
        "Search an index made by foi-index: ranked hits with the passages that match, then how "
        "often each value of some fields comes among all matches.",
    .options = query_options,
    .takes_query = true,
    .topics = topics,
    .more = more,
    .statuses = statuses,
    .examples = examples,
    .see_also = "foi-index",
};
