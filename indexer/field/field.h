/* field.h - the one table of fields.
 *
 * Term prefix, facet, query field, JSON name, help text, man page and completion all follow from a
 * row here. Adding a field is adding a row (and, where its values come from a new place, the small
 * function that reads them from a document).
 */
#ifndef FOI_FIELD_H
#define FOI_FIELD_H

#include "indexer/document/document.h"

/** How a value of the field is written in a query and checked. */
typedef enum foi_field_kind {
    FOI_FIELD_VOCABULARY, /**< one of a closed list (`vocabulary`) */
    FOI_FIELD_REGIME,     /**< one of foi_law_regimes() */
    FOI_FIELD_AUTHORITY,  /**< id, name or acronym; or an id that the index has */
    FOI_FIELD_PROVISION,  /**< a provision; its parts are found under it */
    FOI_FIELD_RULING,     /**< ROLE:PROVISION */
    FOI_FIELD_DATE,       /**< a date or a range of dates */
    FOI_FIELD_PERIOD,     /**< a year or a month */
    FOI_FIELD_REFERENCE,  /**< a case or request number, in any spelling */
    FOI_FIELD_LANGUAGE,   /**< ISO 639-1 */
    FOI_FIELD_WORDS,      /**< words of a part of the text (title) */
    FOI_FIELD_PATH,       /**< a folder or a glob */
    FOI_FIELD_CASE        /**< the id of a matter */
} foi_field_kind;

/** Receives one canonical value (valid during the call) of a document. */
typedef void (*foi_value_sink)(const char *value, void *data);

typedef struct foi_field {
    const char *name;   /**< in queries, as facet and in JSON */
    const char *prefix; /**< of its terms; NULL for a joined field */
    foi_field_kind kind;
    foi_vocabulary vocabulary; /**< for FOI_FIELD_VOCABULARY */
    bool several;              /**< a document can have several values */
    bool facet;                /**< is counted */
    bool joined;             /**< its values come from the tables of a commit, not from the bytes */
    bool has_missing;        /**< FIELD:missing can be asked */
    const char *label;       /**< for people: "Document type" */
    const char *values_help; /**< for --help: "dwp, \"Home Office\"" */
    /**
     * Gives each value of DOCUMENT to SINK; nothing when the tag is missing. For hierarchical
     * fields every ancestor is given too, the section first. The date is given as precise as it is
     * known, the title as it is written; joined fields give what was joined to DOCUMENT.
     */
    void (*read)(const foi_document *document, foi_value_sink sink, void *data);
} foi_field;

/** All fields in the order in which people are shown them; *COUNT is set. Static. */
const foi_field *foi_fields(size_t *count);

/** The field called NAME (ASCII case folded), or NULL. `after` and `before` are the parser's. */
const foi_field *foi_field_find(const char *name);

/** All values that FIELD can have in a query (const char *, static), for the caller to unref: those
 * of a closed list, of rulings what stands before the provision ("upheld:"). Empty where there is
 * no such list. "missing" is not among them. */
GPtrArray *foi_field_closed_values(const foi_field *field);

/** The term of VALUE (canonical; folded to lower case here) in FIELD, for the caller to g_free. */
char *foi_field_term(const foi_field *field, const char *value);

/**
 * The term of a word in a field of words (title): "Z", the prefix and the stem. TERM is the word's
 * as foi_stemmer_term() gives it ("Z" and the stem). For the caller to g_free.
 */
char *foi_field_word_term(const foi_field *field, const char *term, size_t length);

/** The term that documents without any value have, for the caller to g_free. */
char *foi_field_missing_term(const foi_field *field);

/** VALUE for people ("FOIA s.31(1)(a)", "Department for Work and Pensions"), for the caller to
 * g_free. */
char *foi_field_value_label(const foi_field *field, const char *value);

/** A reference in the one spelling that is compared: letters and digits, folded, without zeros
 * before a number and without the First-tier Tribunal's initials before its "EA". g_free. */
char *foi_reference_key(const char *reference);

/** True where KEY, made by foi_reference_key() from what a person typed, names REFERENCE: typed
 * without its punctuation ("ea20230981") a number keeps zeros within it. */
bool foi_reference_has_key(const char *reference, const char *key);

/** Value slots of Xapian. */
enum {
    FOI_SLOT_ORDER = 0,  /**< sorts newest first, then by id, when sorted in reverse */
    FOI_SLOT_DATE_FIRST, /**< first day of the document's date as YYYYMMDD; absent: no date */
    FOI_SLOT_DATE_LAST,  /**< last day */
    FOI_SLOT_CONTAINER   /**< what --collapse container compares */
};

#endif
