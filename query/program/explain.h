/* explain.h - prints explanations for a person to standard output. */
#ifndef FOI_PROGRAM_EXPLAIN_H
#define FOI_PROGRAM_EXPLAIN_H

#include "foi/foi.h"
#include "indexer/program/shared/fold.h"

/** How the query was read; nothing where EXPLANATION is NULL. */
void query_print_readings(const foi_explanation *explanation, const foi_page *page);

/** What made the score of HIT, from column INDENT on; nothing where it is not known. */
void query_print_shares(const foi_hit *hit, unsigned indent, const foi_page *page);

#endif
