/* packer.h - zstd with one context for all that a writer or a reader packs. */
#ifndef FOI_STORE_PACKER_H
#define FOI_STORE_PACKER_H

#include <glib.h>

#include "indexer/base/error.h"

typedef struct foi_packer foi_packer;

foi_packer *foi_packer_new(void);
void foi_packer_free(foi_packer *packer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_packer, foi_packer_free)

/** BYTES packed, with a checksum of its own; *PACKED holds until the next call on PACKER. */
foi_status foi_packer_pack(foi_packer *packer, const void *bytes, size_t length,
                           const void **packed, size_t *packed_length, foi_error *error);

/** The bytes again; *BYTES holds until the next call on PACKER. FOI_ERROR_CORRUPT where they are
 * damaged. */
foi_status foi_packer_unpack(foi_packer *packer, const void *packed, size_t packed_length,
                             const void **bytes, size_t *length, foi_error *error);

#endif
