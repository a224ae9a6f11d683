/* wire.h - the byte form in which records travel between processes and lie on disk.
 *
 * Numbers are unsigned LEB128 varints, byte strings a varint length and their bytes. There are no
 * pointers, no padding and no byte order. Reading never trusts the bytes: once a read runs over the
 * end or a number over 64 bits, the reader is `bad`, and every later read gives 0 or an empty
 * string, so that a caller checks once at the end.
 */
#ifndef FOI_BASE_WIRE_H
#define FOI_BASE_WIRE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void foi_wire_put_number(GByteArray *out, uint64_t number);
void foi_wire_put_bytes(GByteArray *out, const void *bytes, size_t length);
/** NULL and "" are told apart. */
void foi_wire_put_string(GByteArray *out, const char *string);

typedef struct foi_wire_reader {
    const uint8_t *at;
    const uint8_t *end;
    bool bad;
} foi_wire_reader;

/** Read from BYTES, which must outlive the reader. */
foi_wire_reader foi_wire_read(const void *bytes, size_t length);

uint64_t foi_wire_get_number(foi_wire_reader *in);
/** A number that must be at most LIMIT; a larger one makes the reader bad and gives 0. */
uint64_t foi_wire_get_limited(foi_wire_reader *in, uint64_t limit);
/** A view into the bytes read from; never NULL (length 0 on failure). */
const uint8_t *foi_wire_get_bytes(foi_wire_reader *in, size_t *length);
/** A copy for the caller to g_free, or NULL where NULL was put. Valid UTF-8 is the caller's to
 * check. */
char *foi_wire_get_string(foi_wire_reader *in);
/** The same as a view into the bytes read from: *LENGTH bytes without a NUL at the end and without
 * one among them; NULL where NULL was put, and on failure. */
const uint8_t *foi_wire_view_string(foi_wire_reader *in, size_t *length);
/** How many items of at least SIZE bytes each can still follow: a bound for counts read from bytes.
 */
size_t foi_wire_room(const foi_wire_reader *in, size_t size);
/** Nothing bad happened and every byte was read. */
bool foi_wire_finished(const foi_wire_reader *in);

#endif
