/* hostile.h - texts that have cost more than they are long in taggers that look back or ahead. */
#ifndef FOI_BENCH_HOSTILE_H
#define FOI_BENCH_HOSTILE_H

#include "indexer/document/document.h"

/** The name of hostile text NUMBER (from 0); NULL behind the last. Static. */
const char *bench_hostile_name(uint32_t number);

/** Hostile text NUMBER, a decision notice that goes on without end, of BYTES bytes, for the caller
 * to free. Not tagged. */
foi_document *bench_hostile(uint32_t number, size_t bytes);

#endif
