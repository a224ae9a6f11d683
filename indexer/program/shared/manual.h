/* manual.h - what a program is, as one table: --help, its man page and the completion of shells are
 * made from it, from its options and from the fields. */
#ifndef FOI_MANUAL_H
#define FOI_MANUAL_H

#include "indexer/program/shared/options.h"

/** One line of a list; lists end with a `term` that is NULL. */
typedef struct foi_entry {
    const char *term;
    const char *text;
} foi_entry;

/** A section beside the options; lists end with a `title` that is NULL. */
typedef struct foi_topic {
    const char *title;
    const char *text;         /**< one paragraph; NULL: none */
    const foi_entry *entries; /**< NULL: none */
    const char *close;        /**< one paragraph below the entries; NULL: none */
} foi_topic;

typedef struct foi_program {
    const char *name;        /**< "foi-query" */
    const char *summary;     /**< of one line, for lists of man pages */
    const char *usage;       /**< what follows the name: "[OPTIONS] QUERY..." */
    const char *description; /**< one paragraph */
    const foi_option *options;
    bool takes_query;        /**< the words are a query: the fields have a section; else files */
    const foi_topic *topics; /**< in --help and in the man page */
    const foi_topic *more;   /**< in the man page alone */
    const foi_entry *statuses;
    const foi_entry *examples; /**< a command line each, and what it does */
    const char *see_also;      /**< the other program */
} foi_program;

/** What can be made for a build, by name: "man", "bash", "zsh", "fish", then NULL. */
extern const char *const foi_manual_kinds[];

/** Print what --help prints. */
void foi_manual_help(const foi_program *program);

/** Print the foi_manual_kinds[KIND] of PROGRAM. */
void foi_manual_generate(const foi_program *program, int kind);

/** One of foi_manual_kinds each. */
void foi_manual_page(const foi_program *program);
void foi_complete_bash(const foi_program *program);
void foi_complete_zsh(const foi_program *program);
void foi_complete_fish(const foi_program *program);

/** What a shell offers for the argument of OPTION: its values or the names of facets, parted by
 * blanks, for the caller to g_free. NULL: nothing. */
char *foi_complete_values(const foi_option *option);

/** "_foi_query": what the functions of PROGRAM's completion begin with, for the caller to g_free.
 */
char *foi_complete_function(const foi_program *program);

#endif
