/* ole.h - the compound file that DOC, XLS, PPT and MSG files are: a tree of storages and streams.
 *
 * Every stream is read into memory of its own: no view of it changes when another one is read.
 */
#ifndef FOI_OLE_H
#define FOI_OLE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/extract/extractor.h"

/** A storage: the root of the file, or one inside of another. */
typedef struct foi_ole foi_ole;

/**
 * The root storage of INPUT, whose bytes must outlive it. NULL where the file cannot be opened; the
 * status of OUTPUT, which keeps the budget and is borrowed, says why.
 */
foi_ole *foi_ole_open(const foi_input *input, foi_output *output);

/** The same of LENGTH BYTES that lie in another file: where they cannot be opened that is
 * `partial`. */
foi_ole *foi_ole_open_object(const uint8_t *bytes, size_t length, foi_output *output);
void foi_ole_free(foi_ole *ole);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_ole, foi_ole_free)

/** How many streams and storages lie directly in OLE. */
unsigned foi_ole_count(const foi_ole *ole);

/** The name of entry INDEX, from 0; NULL: it has none. Owned by OLE. Valid UTF-8. */
const char *foi_ole_name(const foi_ole *ole, unsigned index);

/** Whether a stream NAME lies directly in OLE; case does not matter. */
bool foi_ole_has_stream(const foi_ole *ole, const char *name);

/**
 * The bytes of the stream NAME, for the caller to g_bytes_unref: as far as they go where it is cut
 * short, which the status says. NULL where there is none, or where the budget is spent.
 */
GBytes *foi_ole_stream(const foi_ole *ole, const char *name);

/** The same for entry INDEX; NULL also where that is a storage. */
GBytes *foi_ole_stream_at(const foi_ole *ole, unsigned index);

/** The storage that entry INDEX is, which may be freed before OLE; NULL: it is a stream. */
foi_ole *foi_ole_storage_at(const foi_ole *ole, unsigned index);

/** The storage NAME in OLE, which may be freed before it; NULL: there is none. */
foi_ole *foi_ole_storage(const foi_ole *ole, const char *name);

/**
 * OLE as a compound file of its own, for the caller to g_bytes_unref: what it lacks for want of a
 * sound stream or of budget, the status says. No more than FOI_OLE_DEPTH storages deep.
 */
GBytes *foi_ole_pack(const foi_ole *ole);

/** Give the title of the summary of a document to the output. */
void foi_ole_read_title(const foi_ole *ole);

#endif
