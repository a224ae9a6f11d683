/* options.h - the options of a program as one table: parsing and --help follow from it. */
#ifndef FOI_OPTIONS_H
#define FOI_OPTIONS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct foi_option foi_option;

/**
 * Takes the option's VALUE (NULL where none was given) into the program's REQUEST; it points into
 * argv. Returns false after it has said what is wrong with VALUE by foi_options_refuse() or one of
 * the functions below.
 */
typedef bool (*foi_option_setter)(const foi_option *option, const char *value, void *request);

/** What a shell offers for an argument that has no `values`. */
typedef enum foi_argument_kind {
    FOI_ARGUMENT_ANY = 0, /**< nothing */
    FOI_ARGUMENT_FILE,
    FOI_ARGUMENT_DIRECTORY,
    FOI_ARGUMENT_LIST,  /**< several of the `values`, parted by commas */
    FOI_ARGUMENT_FACETS /**< names of facets, parted by commas */
} foi_argument_kind;

/** One row of the table; the table ends with a row whose `name` is NULL. The `help` of that one,
 * where it has some, is what is said of an unknown "-word" that rather belongs behind "--". */
struct foi_option {
    const char *name;          /**< long name without dashes */
    char letter;               /**< short name or 0 */
    const char *argument;      /**< what --help calls the argument; NULL: the option has none */
    foi_option_setter set;     /**< NULL: that it was given is all there is to it */
    const char *help;          /**< one or more lines of at most 52 columns, parted by "\n" */
    const char *const *values; /**< all that the argument may be, then NULL; NULL: anything */
    foi_argument_kind kind;
    const char *heading; /**< of the rows from this one on in --help; NULL: as before */
    size_t offset; /**< of the member of the request that foi_options_set_text() and _flag() set */
    bool optional; /**< the argument may be left out */
    bool hidden;   /**< for builds, not for people: --help is silent about it */
    bool once;     /**< a second one is a mistake; else the last one holds */
    unsigned selects; /**< the mode of the program that it asks for; 0: none */
    unsigned modes;   /**< all modes that it goes with; 0: any */
};

/** Modes are bits; these are in every program. Help and version win over the others and over any
 * mistake in their combination. A program's own begin at FOI_MODE_OWN. */
enum { FOI_MODE_HELP = 1, FOI_MODE_VERSION = 2, FOI_MODE_GENERATE = 4, FOI_MODE_OWN = 8 };

/** What was given: the options, and the words that are left after them (pointers into argv). */
typedef struct foi_arguments {
    const foi_option **options; /**< in order, then NULL */
    const char **words;
    size_t count; /**< of the words */
} foi_arguments;

/**
 * Parse ARGC, ARGV by TABLE into REQUEST. Options may stand anywhere among the words; "--" ends
 * them. On an unknown or bad option one line goes to standard error (naming PROGRAM, the option and
 * --help) and the result is false. ARGUMENTS is for the caller to free with foi_arguments_clear()
 * in both cases.
 */
bool foi_options_parse(const char *program, const foi_option *table, int argc, char **argv,
                       void *request, foi_arguments *arguments);
void foi_arguments_clear(foi_arguments *arguments);

/** True where the option NAME was given. */
bool foi_arguments_have(const foi_arguments *arguments, const char *name);

/**
 * The mode that the options given ask for, USUAL where none does. 0, after one line on standard
 * error, when two ask for different ones, or when an option does not go with the mode.
 */
unsigned foi_options_mode(const char *program, const foi_option *table,
                          const foi_arguments *arguments, unsigned usual);

/** Say "PROGRAM: WHAT; see PROGRAM --help" on standard error. Returns false. */
bool foi_options_complain(const char *program, const char *what);

/** NAMES (of const char *) as "a, b or c", for the caller to g_free. */
char *foi_options_either(const GPtrArray *names);

/** Setters for rows whose value needs no look: the const char * at `offset` in REQUEST becomes
 * VALUE, the int there becomes 1. */
bool foi_options_set_text(const foi_option *option, const char *value, void *request);
bool foi_options_set_flag(const foi_option *option, const char *value, void *request);

/** Say on standard error why VALUE is no good for OPTION, after the name of the program that
 * foi_options_parse() was told. Returns false, for handlers to return. */
bool foi_options_refuse(const foi_option *option, const char *value, const char *expected);

/** A whole number between LOW and HIGH; false (and refused) otherwise. */
bool foi_options_number(const foi_option *option, const char *value, uint64_t low, uint64_t high,
                        uint64_t *number);

/** The place of VALUE among the `values` of OPTION; -1 (and refused, naming them) for another. */
int foi_options_choose(const foi_option *option, const char *value);

/** A number of bytes with an optional suffix K, M or G (powers of 1,024). */
bool foi_options_bytes(const foi_option *option, const char *value, uint64_t low, uint64_t high,
                       uint64_t *bytes);

/** "-i, --index=DIR" as a person types OPTION, for the caller to g_free. */
char *foi_option_spelling(const foi_option *option);

/** Print the rows of TABLE, aligned, to standard output. */
void foi_options_print(const foi_option *table);

#endif
