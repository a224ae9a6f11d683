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
    bool regulations;       /**< its parts are regulations, not sections */
    bool scotland;          /**< Scottish twin of another regime */
} foi_regime;

/** The regime in row INDEX; NULL after the last. Static. */
const foi_regime *foi_regime_at(size_t index);

/** The row of the regime ID, or -1. */
int foi_regime_index(const char *id);

/** The row of the regime for sections or REGULATIONS, in SCOTLAND or elsewhere; -1. */
int foi_regime_for(bool regulations, bool scotland);

/** True where ID is a condition or purpose inside an exemption ("foia:40(3A)"): never a claim. */
bool foi_law_is_condition(const char *id);

/** True where ID only leads to another law ("foia:39", "foisa:39(2)"). */
bool foi_law_is_doorway(const char *id);

/** True where a ground is a duty too ("foisa:17(1)"). */
bool foi_law_is_also_duty(const char *id);

#endif
