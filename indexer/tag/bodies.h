/* bodies.h - the public bodies that a document names: those of the table, those known by the form
 * of their name, and the short names that the document itself gives them. */
#ifndef FOI_TAG_BODIES_H
#define FOI_TAG_BODIES_H

#include "indexer/authority/authority.h"
#include "indexer/tag/reading.h"

typedef struct foi_body {
    const foi_authority *authority; /**< NULL: not in the table */
    char *id;
    char *name; /**< as a person would write it */
    foi_sector sector;
    double weight;
    double best;              /**< weight of the heaviest mention */
    uint32_t first, end;      /**< tokens of that mention; both 0: only a domain */
    size_t host, host_length; /**< bytes of the host or address that is its own; 0, 0: none */
    uint32_t first_seen;      /**< token of the first mention; UINT32_MAX: none */
    uint32_t place;           /**< among the bodies in order */
} foi_body;

typedef struct foi_body_mention {
    foi_body *body;
    uint32_t first; /**< tokens */
    uint32_t end;
    bool acronym; /**< a short name: "DWP", "Defra" */
    bool defined; /**< one that the document defines: "the Department for Transport (DfT)" */
} foi_body_mention;

typedef struct foi_bodies {
    GHashTable *by_id;   /**< id -> foi_body, owned */
    GPtrArray *in_order; /**< the same bodies as they first appear */
    GArray *mentions;    /**< of foi_body_mention, in order */
} foi_bodies;

/**
 * The bodies that READING names. Names too common for running text are left out, as are names that
 * are part of another name or of an address ("2 Home Office Way"). Names by form are sought near
 * the top and the end. Free with foi_bodies_free().
 */
foi_bodies *foi_bodies_find(const foi_reading *reading);
void foi_bodies_free(foi_bodies *bodies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_bodies, foi_bodies_free)

/** The body of AUTHORITY, made where there is none yet. */
foi_body *foi_bodies_known(foi_bodies *bodies, const foi_authority *authority);

/** The body named NAME, in the table or not; NULL for an empty name. */
foi_body *foi_bodies_named(foi_bodies *bodies, const char *name);

/**
 * The body of the table whose name NAME is with one thing read wrong by character recognition
 * ("Departrnent for Work and Pensions"); NULL where there is none, where the name is right or
 * longer than 120 bytes.
 */
foi_body *foi_bodies_misread(foi_bodies *bodies, const char *name);

/** The place among the mentions of the first one that begins at token AT or later. */
guint foi_bodies_from(const foi_bodies *bodies, uint32_t at);

/** The text from tokens FIRST to END on one line. g_free. */
char *foi_reading_text(const foi_reading *reading, uint32_t first, uint32_t end);

#endif
