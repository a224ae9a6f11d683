/* uuencode.h - files that stand in a text between "begin 644 NAME" and "end". */
#ifndef FOI_UUENCODE_H
#define FOI_UUENCODE_H

#include "indexer/extract/extractor.h"

/**
 * Give the files in TEXT (LENGTH bytes) to OUTPUT as members. Returns TEXT without them, for the
 * caller to free; NULL where there is none: TEXT stands as it is.
 */
GString *foi_uuencode_take(const char *text, size_t length, foi_output *output);

#endif
