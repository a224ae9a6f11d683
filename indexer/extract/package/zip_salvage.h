/* zip_salvage.h - the members of a ZIP file whose directory is missing or damaged.
 *
 * A header stands before the bytes of each member as well: those are looked for. Nothing that they
 * say of sizes is trusted; who unpacks keeps the budget.
 */
#ifndef FOI_ZIP_SALVAGE_H
#define FOI_ZIP_SALVAGE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct foi_zip_salvage foi_zip_salvage;

/** The members in BYTES, which must outlive it, in their order; no more than FOI_ZIP_SALVAGED.
 * Never NULL. Linear in LENGTH: nothing is unpacked yet. */
foi_zip_salvage *foi_zip_salvage_new(const uint8_t *bytes, size_t length);
void foi_zip_salvage_free(foi_zip_salvage *salvage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_zip_salvage, foi_zip_salvage_free)

unsigned foi_zip_salvage_count(const foi_zip_salvage *salvage);

/** The name of member INDEX: valid UTF-8, owned by SALVAGE, never NULL, a folder ends in "/". */
const char *foi_zip_salvage_name(const foi_zip_salvage *salvage, unsigned index);

/** Whether member INDEX is encrypted. */
bool foi_zip_salvage_is_locked(const foi_zip_salvage *salvage, unsigned index);

/** One member while it is unpacked. */
typedef struct foi_zip_stream foi_zip_stream;

/** Begin with member INDEX. NULL where it is encrypted or packed in a way that is not read. */
foi_zip_stream *foi_zip_stream_new(const foi_zip_salvage *salvage, unsigned index);
void foi_zip_stream_free(foi_zip_stream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_zip_stream, foi_zip_stream_free)

/** The next bytes, up to LENGTH, into BUFFER: how many; 0 at the end of the member, -1 where it is
 * damaged or cut short. What came before that is as good as it can be. */
int foi_zip_stream_read(foi_zip_stream *stream, void *buffer, int length);

#endif
