/* authority.h - the table of public authorities (corpus/authorities.tsv) and how they are found in
 * it. */
#ifndef FOI_AUTHORITY_H
#define FOI_AUTHORITY_H

#include <stddef.h>

#include "indexer/vocabulary/vocabulary.h"

typedef struct foi_authority {
    const char *id;   /**< stable: "department-for-work-and-pensions" */
    const char *name; /**< "Department for Work and Pensions" */
    foi_sector sector;
} foi_authority;

/**
 * The authority whose id, name, acronym, former or other name is TEXT. Case, "&" for "and", a
 * leading "The", apostrophes and punctuation do not matter. NULL where there is none. Static. Any
 * thread.
 */
const foi_authority *foi_authority_find(const char *text);

/**
 * The bytes of TEXT, up to a blank or all, in which something must be written otherwise for TEXT to
 * be a name of foi_authority_find(): up to the first word with which no name goes on. TEXT is valid
 * UTF-8. Any thread.
 */
size_t foi_authority_reach(const char *text);

/** The authority that mails come from whose address or host is TEXT ("foi@dwp.gov.uk"); NULL. */
const foi_authority *foi_authority_by_domain(const char *text);

/** An id made from a name that is not in the table: "Puddleby Town Council" gives
 * "puddleby-town-council". g_free. */
char *foi_authority_make_id(const char *name);

/** The authority whose id is ID exactly; NULL. Static. Any thread. Reads no names. */
const foi_authority *foi_authority_of_id(const char *id);

/** The authority of which WORD is an acronym, in any case; the first of several; NULL. Static. Any
 * thread. Reads no names; the first call goes over the table. */
const foi_authority *foi_authority_by_acronym(const char *word);

/** The acronyms of AUTHORITY, parted by "|", those that are too common behind "~"; "" for none.
 * Static. Any thread. */
const char *foi_authority_acronyms(const foi_authority *authority);

/** All authorities by position, for suggestions; NULL after the last. */
const foi_authority *foi_authority_at(size_t position);

#endif
