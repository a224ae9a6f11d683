/* options.h - the options of a program as one table: parsing and --help follow from it. */
#ifndef FOI_OPTIONS_H
#define FOI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** One row of the table; the table ends with a row whose `name` is NULL. */
typedef struct foi_option {
    const char *name;     /**< long name without dashes */
    char letter;          /**< short name or 0 */
    const char *argument; /**< what --help calls the argument; NULL: the option has none */
    bool optional;        /**< the argument may be left out */
    const char *help;     /**< one or more lines, parted by "\n" */
} foi_option;

/**
 * Called for each option given, in order; VALUE is NULL where there is no argument. Returns false
 * after it has set what is wrong with VALUE by foi_options_refuse().
 */
typedef bool (*foi_option_handler)(const foi_option *option, const char *value, void *data);

/** What is left after the options: pointers into argv. */
typedef struct foi_arguments {
    const char **words;
    size_t count;
} foi_arguments;

/**
 * Parse ARGC, ARGV by TABLE. Options may stand anywhere among the words; "--" ends them. On an
 * unknown or bad option one line goes to standard error (naming PROGRAM, the option and --help) and
 * the result is false. WORDS is for the caller to free with foi_arguments_clear().
 */
bool foi_options_parse(const char *program, const foi_option *table, int argc, char **argv,
                       foi_option_handler handler, void *data, foi_arguments *arguments);
void foi_arguments_clear(foi_arguments *arguments);

/** Say on standard error why VALUE is no good for OPTION. Returns false, for handlers to return. */
bool foi_options_refuse(const foi_option *option, const char *value, const char *expected);

/** A whole number between LOW and HIGH; false (and refused) otherwise. */
bool foi_options_number(const foi_option *option, const char *value, uint64_t low, uint64_t high,
                        uint64_t *number);

/** A number of bytes with an optional suffix K, M or G (powers of 1,024). */
bool foi_options_bytes(const foi_option *option, const char *value, uint64_t low, uint64_t high,
                       uint64_t *bytes);

/** Print the rows of TABLE, aligned, to standard output. */
void foi_options_print(const foi_option *table);

#endif
