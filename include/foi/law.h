/* law.h - what the library knows of the access laws: references to them in a text, and what is said
 * of one provision.
 *
 * A provision is named by its id: the law, a colon, and number and parts as the law prints them,
 * such as "foia:31(1)(a)", "eir:12(5)(e)", "foisa:30(b)(ii)", "us-foia:(b)(7)(C)". No index is
 * needed. All calls are safe in any thread; strings go in and out as UTF-8.
 */
#ifndef FOI_LAW_H
#define FOI_LAW_H

#include <stddef.h>

#include "foi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a provision is in its law; decides how a finding about it reads. */
typedef enum foi_provision_kind {
    FOI_PROVISION_UNKNOWN = 0, /**< not in the tables */
    FOI_PROVISION_ABSOLUTE,    /**< exemption or exception without a public interest test */
    FOI_PROVISION_QUALIFIED,   /**< exemption or exception with one */
    FOI_PROVISION_GROUND,      /**< refusal ground that is no exemption (FOIA 12, 14) */
    FOI_PROVISION_DUTY,        /**< can be breached or complied with (FOIA 1, 10, 17) */
    FOI_PROVISION_PROCEDURAL   /**< never a ground (FOIA 2, 50, 57) */
} foi_provision_kind;

/** How to read a text. Start from foi_law_options_init(); it fills `size` and the defaults. */
typedef struct foi_law_options {
    size_t size;
    const char *regime; /**< the law, such as "foisa", that a text means which names none; NULL (the
                           default): its provisions are then left out, but for those that one law
                           alone has, such as 12(5)(e). Its territory's other law is
                           meant with it: "regulation 12" is the EIR's for "foia", too */
} foi_law_options;

/** NULL: nothing. */
void foi_law_options_init(foi_law_options *options);

/** The references found in a text. Immutable; safe to read from any thread. */
typedef struct foi_references foi_references;

/**
 * Find the references to the access laws in the LENGTH bytes of TEXT; bytes that are no UTF-8 are
 * taken for punctuation. OPTIONS NULL: the defaults. References to other laws, and numbers that
 * only look like references, are none. The time is linear in LENGTH for any text. *REFERENCES is
 * for the caller to free with foi_references_free(); NULL on failure. FOI_ERROR_ARGUMENT: TEXT is
 * NULL (but for LENGTH 0), REFERENCES is NULL, `size` is not that of foi_law_options_init(), or no
 * law is called `regime`.
 */
foi_status foi_references_read(const char *text, size_t length, const foi_law_options *options,
                               foi_references **references);

/** NULL: nothing. */
void foi_references_free(foi_references *references);

/** How many bytes of the text were read: all, but not more than 4 MiB. NULL: 0. */
size_t foi_references_bytes(const foi_references *references);

/** How many there are, one for each provision: "sections 31 and 40(2)" are two. NULL: 0. */
size_t foi_references_count(const foi_references *references);

/** One provision that a text names. Offsets and lengths are bytes of the text. */
typedef struct foi_reference_view {
    const char *id;      /**< "foia:31(1)(b)"; owned by the references */
    size_t start;        /**< its own number or part: "(b)" of "sections 31(1)(a) and (b)" */
    size_t length;       /**< at least 1 */
    size_t whole_start;  /**< the words that hold it, from "sections" to the last part */
    size_t whole_length; /**< the same for all provisions of one such list */
    int assumed;         /**< not 0: no law is named by it, the rest of the text decided */
} foi_reference_view;

/** The reference at POSITION (from 0, in order of `whole_start`): 1 with *VIEW filled; 0 past the
 * end or where a pointer is NULL. */
int foi_references_at(const foi_references *references, size_t position, foi_reference_view *view);

/**
 * The id of a provision as a person types it: "31", "s.31(1)(a)", "section 31(1)(a)", "FOISA
 * s30(b)", "reg12(5)(e)", "eir:12(5)(e)", "us-foia:(b)(5)". A bare number or "section" is FOIA's,
 * "reg" the EIR's. *ID is for the caller to free with foi_free(); NULL on failure.
 * FOI_ERROR_ARGUMENT: a pointer is NULL; FOI_ERROR_NOT_FOUND: TYPED has not that form, or the
 * tables have neither it nor a provision that holds it.
 */
foi_status foi_provision_id(const char *typed, char **id);

/** For people: "FOIA s.31(1)(a)", "EIR reg. 12(5)(e)", for the caller to free with foi_free(). ID
 * itself where its law is unknown; NULL: NULL. */
char *foi_provision_display(const char *id);

/** What the tables say of a provision. All strings are static. */
typedef struct foi_provision_facts {
    const char *id;               /**< the provision that the tables know: the one asked for, or the
                                     nearest that holds it ("foia:31(1)" for "foia:31(1)(z)") */
    const char *regime;           /**< "foia" */
    const char *regime_name;      /**< "Freedom of Information Act 2000" */
    const char *title;            /**< "the prevention or detection of crime" */
    const char *limb;             /**< the limb that refuses to confirm or deny what it protects:
                                     "foia:31(3)"; NULL: none, or it is one itself */
    foi_provision_kind kind;      /**< never FOI_PROVISION_UNKNOWN */
    int exemption;                /**< not 0: an exemption, exception or refusal ground */
    int neither_confirm_nor_deny; /**< not 0: a limb that refuses to confirm or deny */
} foi_provision_facts;

/** Look ID up and fill *FACTS. FOI_ERROR_ARGUMENT: a pointer is NULL; FOI_ERROR_NOT_FOUND: the
 * tables have neither it nor a provision that holds it (*FACTS is then all zero). */
foi_status foi_provision_describe(const char *id, foi_provision_facts *facts);

/** The id one level up ("foia:31(1)" for "foia:31(1)(a)"), for the caller to free with foi_free();
 * NULL for a section and for NULL. */
char *foi_provision_parent(const char *id);

/** Not 0 where INNER is OUTER or lies in it: "foia:40" contains "foia:40(3A)(a)", not "foia:4". 0
 * where one is NULL. */
int foi_provision_contains(const char *outer, const char *inner);

/** The laws known: the id of the one at POSITION (from 0), such as "foia"; NULL past the end.
 * Static. */
const char *foi_regime_id(size_t position);

/** The name of a law ("Freedom of Information Act 2000"); NULL where none is called so. Static. */
const char *foi_regime_name(const char *regime);

#ifdef __cplusplus
}
#endif

#endif
