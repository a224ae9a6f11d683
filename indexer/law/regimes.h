/* regimes.h - the rows of corpus/regimes.tsv, and what the tagger asks about a provision. */
#ifndef FOI_LAW_REGIMES_H
#define FOI_LAW_REGIMES_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/law/law.h"

/** More regimes than that the tables cannot have. */
#define FOI_REGIME_LIMIT 32

typedef struct foi_regime {
    const char *id;         /**< "foia" */
    const char *short_name; /**< "FOIA" */
    const char *long_name;  /**< "Freedom of Information Act 2000" */
    const char *prefix;     /**< for display: "s.", "reg." */
    const char *names;      /**< written forms, a pattern */
    const char *shared; /**< forms that other laws have, too: this law's where its place rules */
    const char *root;   /**< the section that all its provisions lie in ("552"); "" for none */
    const char *bare;   /**< the part that a number without the root stands below ("b"); "" */
    bool regulations;   /**< its parts are regulations, not sections */
    unsigned place;     /**< number of its territory */
    unsigned state;     /**< number of its state, which may have several territories */
} foi_regime;

/** The regime in row INDEX; NULL after the last. Static. */
const foi_regime *foi_regime_at(size_t index);

/** The row of the regime ID, or -1. */
int foi_regime_index(const char *id);

/** The row of the regime for sections or REGULATIONS in the territory PLACE; -1. */
int foi_regime_for(bool regulations, unsigned place);

/** The number of a TERRITORY as the table writes it ("uk/scotland"); -1 where it has no law. */
int foi_regime_place(const char *territory);

/** True where NUMBER is the section that all provisions of some law lie in. */
bool foi_regime_is_root(const char *number);

/** The territory whose laws a text means that names none: the first of the table. */
#define FOI_REGIME_HOME 0

/** True where ID is a condition or purpose inside an exemption ("foia:40(3A)"): never a claim. */
bool foi_law_is_condition(const char *id);

/** True where ID only leads to another law ("foia:39", "foisa:39(2)"). */
bool foi_law_is_doorway(const char *id);

/** True where a ground is a duty too ("foisa:17(1)"). */
bool foi_law_is_also_duty(const char *id);

#endif
