/* vocabulary.h - the canonical values of tags, as tables.
 *
 * Each list below is the one place where a value exists: enum constant, canonical name (in the
 * index, in JSON, in queries) and label (for people). Constant 0 is "none": the tag is missing, its
 * name is NULL. The order is part of the record format: add at the end, never in between.
 */
#ifndef FOI_VOCABULARY_H
#define FOI_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

#define FOI_DOCTYPES(X)                                                                            \
    X(FOI_DOCTYPE_REQUEST, "request", "Request")                                                   \
    X(FOI_DOCTYPE_ACKNOWLEDGEMENT, "acknowledgement", "Acknowledgement")                           \
    X(FOI_DOCTYPE_CLARIFICATION_REQUEST, "clarification-request", "Clarification request")         \
    X(FOI_DOCTYPE_EXTENSION, "extension", "Extension of time")                                     \
    X(FOI_DOCTYPE_RESPONSE, "response", "Response")                                                \
    X(FOI_DOCTYPE_REVIEW_REQUEST, "review-request", "Request for review")                          \
    X(FOI_DOCTYPE_REVIEW_OUTCOME, "review-outcome", "Review outcome")                              \
    X(FOI_DOCTYPE_DECISION_NOTICE, "decision-notice", "Decision notice")                           \
    X(FOI_DOCTYPE_TRIBUNAL_DECISION, "tribunal-decision", "Tribunal decision")                     \
    X(FOI_DOCTYPE_COURT_JUDGMENT, "court-judgment", "Court judgment")                              \
    X(FOI_DOCTYPE_RELEASED_MATERIAL, "released-material", "Released material")                     \
    X(FOI_DOCTYPE_THREAD, "thread", "Thread")                                                      \
    X(FOI_DOCTYPE_CORRESPONDENCE, "correspondence", "Correspondence")                              \
    X(FOI_DOCTYPE_GUIDANCE, "guidance", "Guidance")                                                \
    X(FOI_DOCTYPE_OTHER, "other", "Other")

#define FOI_OUTCOMES(X)                                                                            \
    X(FOI_OUTCOME_DISCLOSED, "disclosed", "Disclosed")                                             \
    X(FOI_OUTCOME_PARTLY_DISCLOSED, "partly-disclosed", "Partly disclosed")                        \
    X(FOI_OUTCOME_WITHHELD, "withheld", "Withheld")                                                \
    X(FOI_OUTCOME_NOT_HELD, "not-held", "Not held")                                                \
    X(FOI_OUTCOME_NCND, "neither-confirmed-nor-denied", "Neither confirmed nor denied")            \
    X(FOI_OUTCOME_COST_LIMIT, "cost-limit", "Cost limit")                                          \
    X(FOI_OUTCOME_VEXATIOUS, "vexatious-or-repeated", "Vexatious or repeated")                     \
    X(FOI_OUTCOME_INVALID, "invalid-request", "Invalid request")                                   \
    X(FOI_OUTCOME_REVIEW_MAINTAINED, "review-maintained", "Review: maintained")                    \
    X(FOI_OUTCOME_REVIEW_PARTLY_CHANGED, "review-partly-changed", "Review: partly changed")        \
    X(FOI_OUTCOME_REVIEW_OVERTURNED, "review-overturned", "Review: overturned")                    \
    X(FOI_OUTCOME_COMPLAINT_UPHELD, "complaint-upheld", "Complaint upheld")                        \
    X(FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD, "complaint-partly-upheld", "Complaint partly upheld")   \
    X(FOI_OUTCOME_COMPLAINT_NOT_UPHELD, "complaint-not-upheld", "Complaint not upheld")            \
    X(FOI_OUTCOME_APPEAL_ALLOWED, "appeal-allowed", "Appeal allowed")                              \
    X(FOI_OUTCOME_APPEAL_ALLOWED_IN_PART, "appeal-allowed-in-part", "Appeal allowed in part")      \
    X(FOI_OUTCOME_APPEAL_DISMISSED, "appeal-dismissed", "Appeal dismissed")                        \
    X(FOI_OUTCOME_APPEAL_STRUCK_OUT, "appeal-struck-out", "Appeal struck out")                     \
    X(FOI_OUTCOME_APPEAL_WITHDRAWN, "appeal-withdrawn", "Appeal withdrawn")                        \
    X(FOI_OUTCOME_REMITTED, "remitted", "Remitted")                                                \
    X(FOI_OUTCOME_PENDING, "pending", "Pending")

#define FOI_FAVOURS(X)                                                                             \
    X(FOI_FAVOURS_REQUESTER, "requester", "Requester")                                             \
    X(FOI_FAVOURS_AUTHORITY, "authority", "Authority")                                             \
    X(FOI_FAVOURS_MIXED, "mixed", "Mixed")

#define FOI_ROLES(X)                                                                               \
    X(FOI_ROLE_RELIED_ON, "relied-on", "Relied on")                                                \
    X(FOI_ROLE_UPHELD, "upheld", "Upheld")                                                         \
    X(FOI_ROLE_REJECTED, "rejected", "Rejected")                                                   \
    X(FOI_ROLE_BREACHED, "breached", "Breached")                                                   \
    X(FOI_ROLE_COMPLIED, "complied", "Complied with")                                              \
    X(FOI_ROLE_WITHDRAWN, "withdrawn", "Withdrawn")                                                \
    X(FOI_ROLE_MENTIONED, "mentioned", "Mentioned")

#define FOI_REFERENCE_KINDS(X)                                                                     \
    X(FOI_REFERENCE_ICO_CASE, "ico-case", "ICO case")                                              \
    X(FOI_REFERENCE_FTT_APPEAL, "ftt-appeal", "Tribunal appeal")                                   \
    X(FOI_REFERENCE_NEUTRAL_CITATION, "neutral-citation", "Neutral citation")                      \
    X(FOI_REFERENCE_OSIC_DECISION, "osic-decision", "Scottish decision")                           \
    X(FOI_REFERENCE_WDTK_REQUEST, "wdtk-request", "Request on a request site")                     \
    X(FOI_REFERENCE_AUTHORITY_REF, "authority-ref", "Authority's reference")                       \
    X(FOI_REFERENCE_OIC_CASE, "oic-case", "OIC case (Ireland)")                                    \
    X(FOI_REFERENCE_OAIC_CASE, "oaic-case", "OAIC case (Australia)")

#define FOI_SECTORS(X)                                                                             \
    X(FOI_SECTOR_CENTRAL, "central", "Central government")                                         \
    X(FOI_SECTOR_LOCAL, "local", "Local government")                                               \
    X(FOI_SECTOR_POLICE, "police", "Police")                                                       \
    X(FOI_SECTOR_HEALTH, "health", "Health")                                                       \
    X(FOI_SECTOR_EDUCATION, "education", "Education")                                              \
    X(FOI_SECTOR_DEVOLVED, "devolved", "Devolved government")                                      \
    X(FOI_SECTOR_REGULATOR, "regulator", "Regulator")                                              \
    X(FOI_SECTOR_OTHER, "other", "Other")

/* The kind of file that a document was read from: field `file`. */
#define FOI_FILE_KINDS(X)                                                                          \
    X(FOI_FILE_PDF, "pdf", "PDF")                                                                  \
    X(FOI_FILE_WORD, "word", "Word processor")                                                     \
    X(FOI_FILE_MAIL, "mail", "E-mail")                                                             \
    X(FOI_FILE_SHEET, "sheet", "Spreadsheet")                                                      \
    X(FOI_FILE_SLIDES, "slides", "Slides")                                                         \
    X(FOI_FILE_WEB, "web", "Web page")                                                             \
    X(FOI_FILE_TEXT, "text", "Plain text")                                                         \
    X(FOI_FILE_IMAGE, "image", "Image")                                                            \
    X(FOI_FILE_XML, "xml", "XML")                                                                  \
    X(FOI_FILE_ARCHIVE, "archive", "Archive")

/* How the reading of one file or member ended. 0 (none) is never stored. */
#define FOI_READ_STATUSES(X)                                                                       \
    X(FOI_READ_OK, "ok", "read in full")                                                           \
    X(FOI_READ_PARTIAL, "partial", "read in part")                                                 \
    X(FOI_READ_UNSUPPORTED, "unsupported", "a format that is not read")                            \
    X(FOI_READ_ENCRYPTED, "encrypted", "encrypted")                                                \
    X(FOI_READ_DAMAGED, "damaged", "damaged")                                                      \
    X(FOI_READ_TIMEOUT, "timeout", "took longer than allowed")                                     \
    X(FOI_READ_CRASHED, "crashed", "the reader crashed")                                           \
    X(FOI_READ_TOO_LARGE, "too-large", "larger than allowed")                                      \
    X(FOI_READ_EMPTY, "empty", "holds no text")                                                    \
    X(FOI_READ_UNREADABLE, "unreadable", "could not be opened")

/* Which part of a document a block of text belongs to. */
#define FOI_ZONES(X)                                                                               \
    X(FOI_ZONE_BODY, "body", "Body")                                                               \
    X(FOI_ZONE_HEADING, "heading", "Heading")                                                      \
    X(FOI_ZONE_REQUEST, "request", "Quoted request")                                               \
    X(FOI_ZONE_QUOTED_MAIL, "quoted-mail", "Quoted mail")                                          \
    X(FOI_ZONE_STATUTE, "statute", "Statute quotation")                                            \
    X(FOI_ZONE_RIGHTS, "rights", "Rights of appeal")                                               \
    X(FOI_ZONE_SIGNATURE, "signature", "Signature")

/* Who says that a tag is so. */
#define FOI_SOURCES(X)                                                                             \
    X(FOI_SOURCE_READ, "read", "Read from the text")                                               \
    X(FOI_SOURCE_PERSON, "person", "Corrected by a person")                                        \
    X(FOI_SOURCE_PUBLISHER, "publisher", "Label of the publisher")

#define FOI_DATE_PRECISIONS(X)                                                                     \
    X(FOI_DATE_DAY, "day", "Day")                                                                  \
    X(FOI_DATE_MONTH, "month", "Month")                                                            \
    X(FOI_DATE_YEAR, "year", "Year")

/* What a person or a publisher can say of a document: the columns of their tables. */
#define FOI_TAG_FIELDS(X)                                                                          \
    X(FOI_TAG_DOCTYPE, "doctype", "Document type")                                                 \
    X(FOI_TAG_AUTHORITY, "authority", "Authority")                                                 \
    X(FOI_TAG_DATE, "date", "Date")                                                                \
    X(FOI_TAG_REGIME, "regime", "Regime")                                                          \
    X(FOI_TAG_RELIED, "relied", "Relied on")                                                       \
    X(FOI_TAG_UPHELD, "upheld", "Upheld")                                                          \
    X(FOI_TAG_REJECTED, "rejected", "Rejected")                                                    \
    X(FOI_TAG_BREACHED, "breached", "Breached")                                                    \
    X(FOI_TAG_COMPLIED, "complied", "Complied with")                                               \
    X(FOI_TAG_WITHDRAWN, "withdrawn", "Withdrawn")                                                 \
    X(FOI_TAG_OUTCOME, "outcome", "Outcome")                                                       \
    X(FOI_TAG_FAVOURS, "favours", "Favours")                                                       \
    X(FOI_TAG_REFERENCES, "references", "References of its own")                                   \
    X(FOI_TAG_TITLE, "title", "Title")

#define FOI_VOCABULARY_CONSTANT(constant, name, label) constant,
typedef enum {
    FOI_DOCTYPE_NONE,
    FOI_DOCTYPES(FOI_VOCABULARY_CONSTANT) FOI_DOCTYPE_END
} foi_doctype;
typedef enum {
    FOI_OUTCOME_NONE,
    FOI_OUTCOMES(FOI_VOCABULARY_CONSTANT) FOI_OUTCOME_END
} foi_outcome;
typedef enum { FOI_FAVOURS_NONE, FOI_FAVOURS(FOI_VOCABULARY_CONSTANT) FOI_FAVOURS_END } foi_favours;
typedef enum { FOI_ROLE_NONE, FOI_ROLES(FOI_VOCABULARY_CONSTANT) FOI_ROLE_END } foi_role;
typedef enum {
    FOI_REFERENCE_NONE,
    FOI_REFERENCE_KINDS(FOI_VOCABULARY_CONSTANT) FOI_REFERENCE_END
} foi_reference_kind;
typedef enum { FOI_SECTOR_NONE, FOI_SECTORS(FOI_VOCABULARY_CONSTANT) FOI_SECTOR_END } foi_sector;
typedef enum { FOI_FILE_NONE, FOI_FILE_KINDS(FOI_VOCABULARY_CONSTANT) FOI_FILE_END } foi_file_kind;
typedef enum {
    FOI_READ_NONE,
    FOI_READ_STATUSES(FOI_VOCABULARY_CONSTANT) FOI_READ_END
} foi_read_status;
typedef enum { FOI_ZONE_NONE, FOI_ZONES(FOI_VOCABULARY_CONSTANT) FOI_ZONE_END } foi_zone;
typedef enum { FOI_SOURCE_NONE, FOI_SOURCES(FOI_VOCABULARY_CONSTANT) FOI_SOURCE_END } foi_source;
typedef enum {
    FOI_DATE_NONE,
    FOI_DATE_PRECISIONS(FOI_VOCABULARY_CONSTANT) FOI_DATE_END
} foi_date_precision;
typedef enum { FOI_TAG_NONE, FOI_TAG_FIELDS(FOI_VOCABULARY_CONSTANT) FOI_TAG_END } foi_tag_field;
#undef FOI_VOCABULARY_CONSTANT

/** One list of canonical values. */
typedef enum foi_vocabulary {
    FOI_VOCABULARY_DOCTYPE,
    FOI_VOCABULARY_OUTCOME,
    FOI_VOCABULARY_FAVOURS,
    FOI_VOCABULARY_ROLE,
    FOI_VOCABULARY_REFERENCE_KIND,
    FOI_VOCABULARY_SECTOR,
    FOI_VOCABULARY_FILE_KIND,
    FOI_VOCABULARY_READ_STATUS,
    FOI_VOCABULARY_ZONE,
    FOI_VOCABULARY_SOURCE,
    FOI_VOCABULARY_DATE_PRECISION,
    FOI_VOCABULARY_TAG_FIELD,
    FOI_VOCABULARY_COUNT
} foi_vocabulary;

/** True for a role that says that the authority claimed the provision: what `exemption` lists. */
bool foi_role_is_claim(foi_role role);

/** Whom OUTCOME favours, where the authority appealed or the requester did; FOI_FAVOURS_NONE:
 * neither.
 */
foi_favours foi_outcome_favours(foi_outcome outcome, bool authority_appeals);

/** The role that FIELD lists; FOI_ROLE_NONE for a field that lists no provisions. */
foi_role foi_tag_field_role(foi_tag_field field);

/** True for a role that a regulator or tribunal gave: what `ruling` lists. */
bool foi_role_is_ruling(foi_role role);

/** The canonical name of VALUE in LIST; NULL for 0 and for what is not in the list. Static. */
const char *foi_vocabulary_name(foi_vocabulary list, int value);

/** Its label for people; NULL as above. Static. */
const char *foi_vocabulary_label(foi_vocabulary list, int value);

/** The value whose canonical name is NAME (ASCII case folded); 0 where there is none or NAME is
 * NULL. */
int foi_vocabulary_value(foi_vocabulary list, const char *name);

/** One more than the largest value of LIST: values run from 1 to this, exclusive. */
int foi_vocabulary_end(foi_vocabulary list);

#endif
