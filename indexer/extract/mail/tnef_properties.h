/* tnef_properties.h - the properties of messages as TNEF writes them. */
#ifndef FOI_TNEF_PROPERTIES_H
#define FOI_TNEF_PROPERTIES_H

#include "indexer/extract/mail/mapi.h"

/** Bytes that are left to read. */
typedef struct foi_tnef_reader {
    const uint8_t *at;
    const uint8_t *end;
} foi_tnef_reader;

/** The next LENGTH bytes; fewer where there are not so many. */
foi_tnef_reader foi_tnef_take(foi_tnef_reader *reader, size_t length);

/** A number of SIZE bytes, at most 4; 0, and nothing is left to read, where there are fewer. */
uint32_t foi_tnef_take_number(foi_tnef_reader *reader, size_t size);

/** Read a list of properties into PROPERTIES; false where it is cut short or makes no sense. */
bool foi_tnef_load_properties(foi_tnef_reader *reader, foi_mapi *properties);

#endif
