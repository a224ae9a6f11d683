/* about.c - what foi-index is: --help, its man page and completion are made from this. */
#include "indexer/program/index_program.h"

static const foi_topic topics[] = {{NULL, NULL, NULL, NULL}};

static const foi_entry environment[] = {
    {"FOI_INDEX", "The index where --index is not given."},
    {"XDG_DATA_HOME", "Where the usual index lies below."},
    {"COLUMNS", "How wide text is where the output is no terminal (usual 80)."},
    {NULL, NULL},
};

static const foi_topic more[] = {
    {"Environment", NULL, environment, NULL},
    {NULL, NULL, NULL, NULL},
};

static const foi_entry statuses[] = {
    {"0", "all well"},    {"1", "some files could not be read in full"},
    {"2", "wrong usage"}, {"3", "the run failed (the last whole index stays)"},
    {NULL, NULL},
};

static const foi_entry examples[] = {
    {"foi-index ~/foi", "Index everything below ~/foi; again: only what is new or changed:"},
    {"foi-index --inspect letter.pdf", "See how one file is read, without an index:"},
    {"foi-index --tags corrections.csv", "Put right what was read wrong:"},
    {"foi-index --failures", "What could not be read, and why:"},
    {NULL, NULL},
};

const foi_program index_about = {
    .name = "foi-index",
    .summary = "make or update a search index of Freedom of Information correspondence",
    .usage = "[OPTIONS] PATH...",
    .description =
        "Make or update a full-text search index of Freedom of Information correspondence from "
        "files and directories. Files are read in worker processes with limits; only what is new "
        "or changed is read, and what is gone is dropped.",
    .options = index_options,
    .topics = topics,
    .more = more,
    .statuses = statuses,
    .examples = examples,
    .see_also = "foi-query",
};
