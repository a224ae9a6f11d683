/* law.h - provisions of the access laws: their table, their written forms, their canonical ids.
 *
 * A provision id is "regime:number and parts as printed", such as "foia:31(1)(a)",
 * "foisa:30(b)(ii)", "eir:12(5)(e)". The rows are corpus/regimes.tsv and corpus/provisions.tsv;
 * adding a law is adding rows. All functions are safe in any thread.
 */
#ifndef FOI_LAW_LAW_H
#define FOI_LAW_LAW_H

#include <stdbool.h>
#include <stddef.h>

#include "foi/law.h"

typedef struct foi_provision {
    const char *id;     /**< "foia:31(1)(a)" */
    const char *regime; /**< "foia" */
    const char *title;  /**< "law enforcement: prevention or detection of crime" */
    foi_provision_kind kind;
    bool neither_confirm_nor_deny; /**< a limb that refuses to confirm or deny */
} foi_provision;

/** The row for ID, or for its nearest ancestor that has one; NULL where even the section is not
 * there. */
const foi_provision *foi_law_provision(const char *id);

/** True where the query field `exemption` lists ID: an exemption, exception or refusal ground. */
bool foi_law_is_exemption(const char *id);

/** The id of the limb that refuses to confirm or deny what ID protects ("foia:31(3)" for
 * "foia:31(1)(a)"). NULL where the table knows none, and for a limb. Static. */
const char *foi_law_limb(const char *id);

/** True where INNER is OUTER or lies in it, in any case: "foia:40" contains "foia:40(3A)(a)", not
 * "foia:4". False where one is NULL. */
bool foi_law_contains(const char *outer, const char *inner);

/** The id one level up ("foia:31(1)(a)" gives "foia:31(1)") for the caller to g_free; NULL for a
 * section. */
char *foi_law_parent(const char *id);

/** For people: "FOIA s.31(1)(a)", "EIR reg. 12(5)(e)". For the caller to g_free; ID itself where
 * unknown. */
char *foi_law_display(const char *id);

/**
 * The canonical id of a provision as a person types it: "31", "31(1)(a)", "s31(1)(a)",
 * "s.31(1)(a)", "section 31(1)(a)", "foisa:30(b)", "FOISA s30(b)", "reg12(5)(e)", "regulation
 * 12(5)(e)", "eir:12(5)(e)". A bare number or "section" is FOIA's, "reg" the EIR's. For the caller
 * to g_free; NULL where it has not that form or names no known regime or section number.
 */
char *foi_law_canonical(const char *text);

/** The regimes known, canonical ids such as "foia", NULL at the end. Static. */
const char *const *foi_law_regimes(void);

/** The long name of a regime ("Freedom of Information Act 2000"), or NULL. Static. */
const char *foi_law_regime_name(const char *regime);

#endif
