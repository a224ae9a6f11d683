/* document.h - one document with its text, tags and evidence. */
#ifndef FOI_DOCUMENT_H
#define FOI_DOCUMENT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A document: a letter, a mail, an attachment, a decision. Immutable; safe to read from any
 * thread. */
typedef struct foi_document foi_document;

/** NULL: nothing. */
void foi_document_free(foi_document *document);

/* Each of the following returns a string owned by DOCUMENT, or NULL where the tag is missing. */

/** Short, stable id made from the SHA-256 of the bytes. */
const char *foi_document_id(const foi_document *document);
/** Absolute path of the file, bytes as the file system has them. */
const char *foi_document_location(const foi_document *document);
/** Path inside a container file; NULL for the file itself. */
const char *foi_document_member(const foi_document *document);
const char *foi_document_title(const foi_document *document);
/** "ok", "partial", "encrypted", ...; never NULL. */
const char *foi_document_status(const foi_document *document);
/** "response", "decision-notice", ... */
const char *foi_document_type(const foi_document *document);
/** Stable id of the public authority, such as "home-office". */
const char *foi_document_authority_id(const foi_document *document);
const char *foi_document_authority_name(const foi_document *document);
/** As precise as it is known: "2019-05-24", "2017-03" or "2017". */
const char *foi_document_date(const foi_document *document);
const char *foi_document_outcome(const foi_document *document);
const char *foi_document_favours(const foi_document *document);
/**
 * Who says what the tag FIELD is ("doctype", "authority", "date", "regime", "relied", "upheld",
 * "rejected", "breached", "complied", "withdrawn", "outcome", "favours", "references" or "title"):
 * "read" from the text, a "person", or a "publisher"; also where they say that there is none. NULL
 * for another FIELD.
 */
const char *foi_document_source(const foi_document *document, const char *field);
/** Plain text in UTF-8, pages parted by form feeds; never NULL. */
const char *foi_document_text(const foi_document *document, size_t *length);

/** A provision of law that the document names, with its role and the words that show it. */
typedef struct foi_provision_view {
    const char *id;     /**< "foia:31(1)(a)" */
    const char *role;   /**< "relied-on", "upheld", "rejected", ... */
    const char *quote;  /**< the words it was read from; NULL where there are none */
    unsigned page;      /**< from 1; 0: the format has no pages */
    unsigned paragraph; /**< the printed number; 0: none */
    const char *sheet;  /**< of a workbook; NULL: it is none */
    unsigned row;       /**< in the sheet, from 1; 0: none */
    double confidence;  /**< 0 to 1 */
    const char *source; /**< who says so: "read", "person" or "publisher" */
} foi_provision_view;

/** How many provisions there are. */
size_t foi_document_provisions(const foi_document *document);

/** The provision at POSITION (from 0): 1 with *VIEW filled (strings owned by DOCUMENT), 0 past the
 * end. */
int foi_document_provision(const foi_document *document, size_t position, foi_provision_view *view);

/** The later decision that replaced a document: a tribunal's that allowed the appeal against a
 * notice, say. Strings are NULL where they are unknown. */
typedef struct foi_replacement_view {
    const char *id;        /**< of the later decision, in the same index; never NULL */
    const char *type;      /**< "tribunal-decision", ... */
    const char *outcome;   /**< "appeal-allowed", ... */
    const char *date;      /**< as precise as it is known */
    const char *reference; /**< the number by which it is known: "EA/2023/0981" */
} foi_replacement_view;

/**
 * What replaced DOCUMENT, as far as the index that it came from knows: 1 with *VIEW filled (strings
 * owned by DOCUMENT), 0 where it stands. An appeal that was dismissed leaves a decision standing.
 */
int foi_document_replaced_by(const foi_document *document, foi_replacement_view *view);

/**
 * The document as one line of JSON (schema 1; WITH_TEXT not 0 adds the text), for the caller to
 * free with foi_free(). NULL only when memory is out.
 */
char *foi_document_to_json(const foi_document *document, int with_text);

/** Free a string that the library gave away. NULL: nothing. */
void foi_free(void *memory);

#ifdef __cplusplus
}
#endif

#endif
