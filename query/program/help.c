/* help.c - foi-query --help. */
#include <stdio.h>

#include "indexer/field/field.h"
#include "query/program/query_program.h"

static void print_fields(void)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);

    puts("\nFields, written FIELD:VALUE (FIELD:missing finds documents without the tag):");
    for (size_t i = 0; i < count; i++) {
        printf("  %-11s%s%s\n", fields[i].name, fields[i].values_help,
               fields[i].facet ? "" : " (no facet)");
    }
    puts("  after      a date: later than it\n  before     a date: earlier than it");
}

void query_print_help(void)
{
    puts("Usage: foi-query [OPTIONS] QUERY...\n"
         "Search an index made by foi-index: ranked hits with the passages that match, then\n"
         "how often each value of some fields comes among all matches.");
    foi_options_print(query_options);
    print_fields();
    puts("\nQuery:\n"
         "  words             all of them; where few documents have all, most of them\n"
         "  \"a phrase\"        these very words in this order; \"word\": no other ending of it\n"
         "  a NEAR/5 b        words or phrases at most 5 words apart, in either order\n"
         "  word*             all words that begin so\n"
         "  +word  -word      required; excluded\n"
         "  AND  OR  NOT  ()  in capitals; OR binds loosest\n"
         "In a shell put the query in '...', so that quotation marks and parentheses arrive.\n"
         "Several values of one field: any of them; several fields: all of them. Options may\n"
         "follow the query; a query that begins with - stands behind --.\n\n"
         "Exit status: 0 with hits, 1 without, 2 wrong usage or query, 3 the index is missing\n"
         "or damaged.\n\n"
         "Examples:\n"
         "  foi-query 'exemption:31(1)(a) ruling:rejected:31'\n"
         "  foi-query '\"building blocks\" authority:dwp date:2020..'\n"
         "  foi-query --tabulate=exemption,ruling type:decision-notice\n"
         "  foi-query -- -type:guidance section 40");
}
