/*
 * xapian-c.h - C bindings to libxapian 1.4.
 *
 * Errors. Every function that can fail returns a xap_status and takes, last, a xap_error that the
 * caller owns (NULL: the detail is not wanted). It is written on failure only. No exception leaves
 * a function, and reporting one allocates nothing. Out-parameters are set to NULL, zero or empty
 * before anything is tried, so that after a failure they hold nothing to free.
 *
 * Handles are opaque. Each xap_X_new, _open or _get that gives one gives it to the caller, who
 * frees it with xap_X_free (NULL: nothing happens). A handle keeps alive what it depends on:
 * handles may be freed in any order. Handle arguments are never NULL unless that is said.
 *
 * Bytes. Terms, words, values, data and metadata are bytes with a length, never NUL-terminated
 * strings; (NULL, 0) is the empty string. Where a xap_bytes is given back, its bytes belong to the
 * handle that the function was called on and hold until the next call on that handle or its end.
 * Paths and languages are NUL-terminated.
 *
 * Threads. Xapian does not lock: handles that were made from one another (a database, its
 * documents, postings, enquires and result sets) belong to one thread at a time. Independent
 * handles do not disturb each other. Nothing here has global state.
 */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
/* As wide as in C, so that a number that is none of the constants can be refused. */
#define XAP_WIDTH : unsigned
#else
#define XAP_WIDTH
#endif

/* ------------------------------------------------------------------------------------- Errors */

/** What became of a call. Xapian's exception classes each have one; so has everything else. */
typedef enum xap_status XAP_WIDTH {
    XAP_OK = 0,
    XAP_END,               /**< an iterator has no further item: no failure, no detail is written */
    XAP_NOT_FOUND,         /**< there is no database at the path */
    XAP_DOC_NOT_FOUND,     /**< the database has no document of this docid */
    XAP_LOCKED,            /**< another writer holds the database */
    XAP_CORRUPT,           /**< the database is damaged */
    XAP_VERSION,           /**< the database's format is newer or older than this library's */
    XAP_MODIFIED,          /**< the snapshot being read is gone: open again and start over */
    XAP_CLOSED,            /**< the database was closed */
    XAP_OPENING,           /**< the database cannot be opened for another reason */
    XAP_CREATING,          /**< the database cannot be created */
    XAP_QUERY_PARSER,      /**< Xapian's query parser refused the query */
    XAP_WILDCARD,          /**< a wildcard expands to too many terms */
    XAP_NETWORK,           /**< a remote database cannot be talked to */
    XAP_NETWORK_TIMEOUT,   /**< a remote database did not answer in time */
    XAP_UNIMPLEMENTED,     /**< the backend has no such operation */
    XAP_INVALID_ARGUMENT,  /**< a parameter is outside what is allowed */
    XAP_INVALID_OPERATION, /**< the call does not fit the handle's state */
    XAP_RANGE,             /**< a number is out of range, or an object ran full */
    XAP_SERIALISATION,     /**< serialised bytes make no sense */
    XAP_FEATURE_UNAVAILABLE, /**< this build of Xapian lacks the feature */
    XAP_ASSERTION,           /**< Xapian found itself in an impossible state */
    XAP_DATABASE,            /**< reading or writing the database failed for another reason */
    XAP_INTERNAL,            /**< Xapian reports an error of its own */
    XAP_NO_MEMORY,           /**< memory is out (std::bad_alloc) */
    XAP_STD_EXCEPTION,       /**< another std::exception: the message is its what() */
    XAP_STOPPED,             /**< a callback asked to stop */
    XAP_UNKNOWN              /**< anything else that was thrown */
} xap_status;

#define XAP_ERROR_MESSAGE_SIZE 512
#define XAP_ERROR_CONTEXT_SIZE 256

/** The detail of a failure. Both texts end in NUL, are never NULL, and are cut, at a whole UTF-8
 *  character, where they would not fit. */
typedef struct xap_error {
    xap_status status;
    const char *function;                 /**< static: the xap_ function that failed, or NULL */
    char message[XAP_ERROR_MESSAGE_SIZE]; /**< Xapian's message, then ": " and the system's, if any
                                           */
    char
        context[XAP_ERROR_CONTEXT_SIZE]; /**< what Xapian adds (for example a remote host), or "" */
} xap_error;

#define XAP_ERROR_INIT                                                                             \
    {                                                                                              \
        XAP_OK, NULL, "", ""                                                                       \
    }

/** The name of STATUS as written above, such as "XAP_LOCKED"; "XAP_?" for a number that is none.
 *  Static. */
const char *xap_status_name(xap_status status);

/** The version of libxapian that is running, such as "1.4.22". Static. */
const char *xap_library_version(void);

/** Bytes that somebody else owns; data is never NULL after a successful call, and a NUL follows the
 *  last byte, outside of length. */
typedef struct xap_bytes {
    const char *data;
    size_t length;
} xap_bytes;

/* ---------------------------------------------------------------------------------- Databases */

/** One database or several seen as one, open to be read and perhaps written. */
typedef struct xap_database xap_database;
/** A document: terms, values and data. */
typedef struct xap_document xap_document;
/** The documents that one term is in. */
typedef struct xap_postings xap_postings;
/** The terms of a database or of a document. */
typedef struct xap_terms xap_terms;
/** An algorithm that reduces words to their stems. */
typedef struct xap_stemmer xap_stemmer;
/** A query: immutable, shared freely among other queries. */
typedef struct xap_query xap_query;
/** A search over one database. */
typedef struct xap_enquire xap_enquire;
/** A range of a search's results. */
typedef struct xap_mset xap_mset;

/** How xap_database_open_writable treats what is there: one of the first four, with any of the
 *  others. */
enum {
    XAP_CREATE_OR_OPEN = 0,
    XAP_CREATE_OR_OVERWRITE = 1,
    XAP_CREATE = 2,    /**< XAP_CREATING if a database is there already */
    XAP_OPEN = 3,      /**< XAP_NOT_FOUND or XAP_OPENING if there is none */
    XAP_NO_SYNC = 4,   /**< do not wait for the disk: a power cut may damage the database */
    XAP_DANGEROUS = 16 /**< update in place: no readers meanwhile, and a crash leaves it unusable */
};

/**
 * Open for reading the database in the directory, single file or stub file PATH. The reader sees
 * the last commit; where a writer commits twice after that, calls begin to fail with XAP_MODIFIED.
 * Fails with XAP_NOT_FOUND, XAP_OPENING, XAP_VERSION, XAP_CORRUPT and the XAP_NETWORK ones (a stub
 * may name remote databases).
 */
xap_status xap_database_open(const char *path, xap_database **database, xap_error *error);

/** Make a database without documents, to which others can be added. A search in it finds nothing.
 */
xap_status xap_database_new(xap_database **database, xap_error *error);

/**
 * Add what ADDED holds to DATABASE, which is not writable. Documents are numbered anew: with N
 * shards in all, docid D of shard S (from 0, in the order added; a stub counts as the shards it
 * names) becomes (D - 1) * N + S + 1. Adding therefore renumbers what was there: add all, then
 * read. ADDED stays its owner's and may be freed at once; closing it closes it within DATABASE too.
 */
xap_status xap_database_add(xap_database *database, const xap_database *added, xap_error *error);

/**
 * Open or create the database in the directory PATH to be written (and read) with FLAGS as above.
 * Its parent directory must exist. There is one writer at a time: XAP_LOCKED says that there is
 * another. Never waits for it.
 */
xap_status xap_database_open_writable(const char *path, unsigned flags, xap_database **database,
                                      xap_error *error);

/**
 * Commit what is pending (unless a transaction is open: that is cancelled), give up the lock and
 * close the files. Later calls that need them fail with XAP_CLOSED; closing again and freeing do
 * not.
 */
xap_status xap_database_close(xap_database *database, xap_error *error);

/**
 * Free the handle. A writable database that was not closed commits what is pending when its last
 * handle goes, and an error then has nobody to go to: call xap_database_commit or _close before.
 */
void xap_database_free(xap_database *database);

/** The number of documents. */
xap_status xap_database_document_count(const xap_database *database, uint32_t *count,
                                       xap_error *error);

/** The highest docid ever used (merged, with several shards), 0 if there never was a document. */
xap_status xap_database_last_docid(const xap_database *database, uint32_t *docid, xap_error *error);

/** The average length of the documents, in terms counted by wdf; 0 without documents. */
xap_status xap_database_average_length(const xap_database *database, double *length,
                                       xap_error *error);

/** In how many documents TERM is; 0 for one that is in none. */
xap_status xap_database_term_frequency(const xap_database *database, const char *term,
                                       size_t length, uint32_t *frequency, xap_error *error);

/** Whether the database holds positions of any term, so that phrases can be searched. */
xap_status xap_database_has_positions(const xap_database *database, bool *has, xap_error *error);

/** The UUID: 36 characters; with several shards theirs, joined by colons. Copying a database's
 * files copies it, compacting makes a new one. Empty without shards. */
xap_status xap_database_uuid(xap_database *database, xap_bytes *uuid, xap_error *error);

/** The metadata stored under KEY, not empty; empty if there is none. Several shards: the first's.
 */
xap_status xap_database_get_metadata(xap_database *database, const char *key, size_t key_length,
                                     xap_bytes *value, xap_error *error);

/** Store VALUE under KEY, 1 to about 250 bytes, with the next commit; an empty VALUE removes it. A
 *  read-only database: XAP_INVALID_OPERATION, here and for all that writes. */
xap_status xap_database_set_metadata(xap_database *database, const char *key, size_t key_length,
                                     const char *value, size_t value_length, xap_error *error);

/** Add DOCUMENT as it is now, under a new docid (DOCID may be NULL). */
xap_status xap_database_add_document(xap_database *database, const xap_document *document,
                                     uint32_t *docid, xap_error *error);

/** Put DOCUMENT in place of document DOCID, from 1, which need not exist. */
xap_status xap_database_replace_document(xap_database *database, uint32_t docid,
                                         const xap_document *document, xap_error *error);

/** Put DOCUMENT in place of all that hold TERM, not empty, or add it (DOCID may be NULL). The
 *  document should itself hold the term. */
xap_status xap_database_replace_by_term(xap_database *database, const char *term, size_t length,
                                        const xap_document *document, uint32_t *docid,
                                        xap_error *error);

/** Remove document DOCID; XAP_DOC_NOT_FOUND if there is none. */
xap_status xap_database_delete_document(xap_database *database, uint32_t docid, xap_error *error);

/** Make everything written so far durable and visible. Inside a transaction:
 *  XAP_INVALID_OPERATION. Xapian also commits on its own, by default each 10,000 changes, unless a
 *  transaction is open. After a failure what is on disk is the previous commit. */
xap_status xap_database_commit(xap_database *database, xap_error *error);

/** Begin a transaction. FLUSHED: what is pending is committed before it, and its own changes at its
 *  end; otherwise both stay pending, to go together into a later commit. They do not nest. */
xap_status xap_database_begin_transaction(xap_database *database, bool flushed, xap_error *error);

/** End the transaction and keep its changes. */
xap_status xap_database_commit_transaction(xap_database *database, xap_error *error);

/** End the transaction and forget its changes. */
xap_status xap_database_cancel_transaction(xap_database *database, xap_error *error);

/**
 * Check the structure of the database at PATH (it is not changed). ERRORS is the number of errors
 * found: the call succeeds when a damaged database could be examined. REPORT (may be NULL) is text
 * with a line for each table, allocated: release with xap_string_free. A database too damaged to be
 * examined is a failure (XAP_CORRUPT, XAP_OPENING, XAP_NOT_FOUND...), the report is then what was
 * written until then, or NULL.
 */
xap_status xap_database_check(const char *path, size_t *errors, char **report, xap_error *error);

/** Make the compacted database one file instead of a directory. */
enum { XAP_COMPACT_SINGLE_FILE = 1 };

/**
 * Write the COUNT databases at SOURCES, at least one, as one compacted database to the path
 * DESTINATION. Docids of a source keep their order and follow those of the sources before it.
 * Metadata of one key: the first source's is taken. FLAGS: 0 or XAP_COMPACT_SINGLE_FILE.
 * On failure part of the destination may have been written.
 */
xap_status xap_database_compact(const char *const *sources, size_t count, const char *destination,
                                unsigned flags, xap_error *error);

/** Release a string that a function here allocated. NULL: nothing happens. */
void xap_string_free(char *string);

/* --------------------------------------------------------------------------------- Bulk loading */

/** A whole database being written from documents that come one after the other. */
typedef struct xap_bulk xap_bulk;

enum {
    XAP_BULK_TERM_MAX = 245, /**< longest term in bytes; a zero byte counts twice */
    XAP_BULK_SLOTS = 128     /**< slots of values run from 0 to this, exclusive */
};

/** How xap_bulk_new is to write. */
enum {
    XAP_BULK_BEST = 0,      /**< the tables directly where their format is known */
    XAP_BULK_BY_LIBRARY = 1 /**< through libxapian's own writer: slow, any format */
};

/** A term of a document: its number, and how often the document has it (0: only to filter by). */
typedef struct xap_bulk_posting {
    uint32_t term;
    uint32_t wdf;
} xap_bulk_posting;

typedef struct xap_bulk_value {
    uint32_t slot;
    const char *value;
    size_t length; /**< at least 1 */
} xap_bulk_value;

typedef struct xap_bulk_document {
    const xap_bulk_posting *postings; /**< in any order, each term once */
    size_t posting_count;
    const xap_bulk_value *values; /**< slots rising */
    size_t value_count;
    const char *data;
    size_t data_length;
} xap_bulk_document;

/**
 * Begin a new database in the empty directory DIRECTORY, without positions of terms. Nobody can
 * open it before xap_bulk_finish(), and nothing waits for the disk: meant for databases that
 * xap_database_compact() reads next.
 *
 * libxapian adds to a buffer of ordered maps, which costs it a search and an allocation for each
 * term of each document. Here a term is a number, its postings are gathered in the bytes of the
 * table, and the table is written once, in order: about a tenth of the time. Where the running
 * libxapian is not of the series 1.4, whose format is written, it writes the database itself.
 */
xap_status xap_bulk_new(const char *directory, unsigned flags, xap_bulk **bulk, xap_error *error);
/** Drops what was not finished; the files stay. */
void xap_bulk_free(xap_bulk *bulk);

/** The number of TERM (1 to XAP_BULK_TERM_MAX bytes) in this load, the same each time. */
xap_status xap_bulk_term(xap_bulk *bulk, const char *term, size_t length, uint32_t *number,
                         xap_error *error);

/** Add DOCUMENT; the first has docid 1, each next one more. After a failure the load is lost. */
xap_status xap_bulk_add_document(xap_bulk *bulk, const xap_bulk_document *document,
                                 xap_error *error);

/** The memory that the load takes, in bytes: it grows with the postings. */
size_t xap_bulk_memory(const xap_bulk *bulk);

/** Write what is left: the database can be opened. Nothing can be added afterwards.
 *  XAP_INVALID_OPERATION where no document was added. */
xap_status xap_bulk_finish(xap_bulk *bulk, xap_error *error);

/* ---------------------------------------------------------------------------------- Documents */

/** Make an empty document. */
xap_status xap_document_new(xap_document **document, xap_error *error);

/** The document DOCID of DATABASE, to be read, or changed and given to
 * xap_database_replace_document; XAP_DOC_NOT_FOUND if there is none. It is read as it is asked for,
 * so each call on it may fail with XAP_MODIFIED. */
xap_status xap_database_get_document(const xap_database *database, uint32_t docid,
                                     xap_document **document, xap_error *error);

void xap_document_free(xap_document *document);

/** Take out everything: the handle can be used for the next document. */
xap_status xap_document_clear(xap_document *document, xap_error *error);

/** The docid; 0 for a document that came out of no database. */
uint32_t xap_document_docid(const xap_document *document);

/** Stands for "without a position" in a xap_posting. */
#define XAP_NO_POSITION UINT32_MAX

/**
 * Terms hold 1 to XAP_TERM_SIZE_MAX bytes, NUL counting twice; others are refused with
 * XAP_INVALID_ARGUMENT when they are added to a document (Xapian itself finds some only when it
 * commits, and then loses the commit).
 */
#define XAP_TERM_SIZE_MAX 245

/** One occurrence of a term. */
typedef struct xap_posting {
    const char *term;
    uint32_t length;   /**< of the term, in bytes, at least 1 */
    uint32_t position; /**< where in the document, or XAP_NO_POSITION */
    uint32_t wdf;      /**< how much the occurrence adds to the term's frequency in the document */
} xap_posting;

/** Add COUNT occurrences in one call. At a term that is refused it ends; those before it are then
 *  added. */
xap_status xap_document_add_postings(xap_document *document, const xap_posting *postings,
                                     size_t count, xap_error *error);

/** Add TERM at POSITION, and WDF to its frequency. */
xap_status xap_document_add_posting(xap_document *document, const char *term, size_t length,
                                    uint32_t position, uint32_t wdf, xap_error *error);

/** Add TERM without a position, and WDF to its frequency. */
xap_status xap_document_add_term(xap_document *document, const char *term, size_t length,
                                 uint32_t wdf, xap_error *error);

/** Add TERM as a filter: it adds nothing to the document's length. */
xap_status xap_document_add_boolean_term(xap_document *document, const char *term, size_t length,
                                         xap_error *error);

/** Set the value in SLOT (not UINT32_MAX, which Xapian keeps for "none"); an empty one removes it.
 */
xap_status xap_document_set_value(xap_document *document, uint32_t slot, const char *value,
                                  size_t length, xap_error *error);

/** Set the data, which Xapian stores and does not look at; up to about 100 MB. */
xap_status xap_document_set_data(xap_document *document, const char *data, size_t length,
                                 xap_error *error);

/** The value in SLOT; empty if there is none. */
xap_status xap_document_get_value(xap_document *document, uint32_t slot, xap_bytes *value,
                                  xap_error *error);

/** The data. */
xap_status xap_document_get_data(xap_document *document, xap_bytes *data, xap_error *error);

/* -------------------------------------------------------------------------- Postings and terms */

/** An entry of a posting list. */
typedef struct xap_postings_entry {
    uint32_t docid;
    uint32_t wdf; /**< the term's frequency in this document */
} xap_postings_entry;

/** The documents with TERM, by rising docid, merged; the empty term stands for all documents. A
 * term that is in none has an empty list. */
xap_status xap_postings_new(const xap_database *database, const char *term, size_t length,
                            xap_postings **postings, xap_error *error);

void xap_postings_free(xap_postings *postings);

/** Give the next entry, at first the first one; XAP_END after the last. */
xap_status xap_postings_next(xap_postings *postings, xap_postings_entry *entry, xap_error *error);

/** Give the first entry, from the last one given on, whose docid is at least DOCID; XAP_END if
 * there is none. Never goes back. */
xap_status xap_postings_skip_to(xap_postings *postings, uint32_t docid, xap_postings_entry *entry,
                                xap_error *error);

/**
 * Many entries in one call. BITMAP has a bit for each of the documents 1 to DOCUMENTS: document D
 * is bit (D - 1) % 64 of word (D - 1) / 64. xap_postings_fill sets those of the documents with TERM
 * (not empty, or empty for all documents); xap_postings_keep clears those of the documents without
 * it, and reads only what it must, which pays where few are set. After a failure BITMAP is of no
 * use.
 */
xap_status xap_postings_fill(const xap_database *database, const char *term, size_t length,
                             uint64_t *bitmap, uint32_t documents, xap_error *error);
xap_status xap_postings_keep(const xap_database *database, const char *term, size_t length,
                             uint64_t *bitmap, uint32_t documents, xap_error *error);

/** A term in a list of them. */
typedef struct xap_terms_entry {
    xap_bytes term;     /**< holds until the next call on the list */
    uint32_t frequency; /**< of a database: in how many documents; of a document: its wdf there */
} xap_terms_entry;

/** The terms of DATABASE that begin with PREFIX (empty: all), in byte order. */
xap_status xap_database_terms(const xap_database *database, const char *prefix, size_t length,
                              xap_terms **terms, xap_error *error);

/** The terms of DOCUMENT, in byte order. The document must not change while the list is read. */
xap_status xap_document_terms(const xap_document *document, xap_terms **terms, xap_error *error);

void xap_terms_free(xap_terms *terms);

/** Give the next term, at first the first one; XAP_END after the last. */
xap_status xap_terms_next(xap_terms *terms, xap_terms_entry *entry, xap_error *error);

/* ------------------------------------------------------------------------------------ Stemmers */

/** The stemmer for LANGUAGE, by English name or ISO 639 code ("none": words stay as they are);
 *  XAP_INVALID_ARGUMENT for one that Xapian does not know. */
xap_status xap_stemmer_new(const char *language, xap_stemmer **stemmer, xap_error *error);

void xap_stemmer_free(xap_stemmer *stemmer);

/** The stem of WORD, which is lower-case UTF-8. STEM belongs to the stemmer. */
xap_status xap_stemmer_stem(xap_stemmer *stemmer, const char *word, size_t length, xap_bytes *stem,
                            xap_error *error);

/** The names of all languages, separated by spaces, allocated: release with xap_string_free. */
xap_status xap_stemmer_languages(char **names, xap_error *error);

/* ------------------------------------------------------------------------------------- Queries */

/** How xap_query_combine joins. */
typedef enum xap_operator XAP_WIDTH {
    XAP_AND,
    XAP_OR,
    XAP_AND_NOT,   /**< the first without any of the others */
    XAP_FILTER,    /**< all of them, weighted by the first alone */
    XAP_AND_MAYBE, /**< the first; the others add weight */
    XAP_PHRASE,    /**< in this order within a window; operands: terms, or XAP_OR of terms */
    XAP_NEAR,      /**< in any order within a window; operands as for XAP_PHRASE */
    XAP_SYNONYM,   /**< any of them, weighted as if they were one term */
    XAP_MAX        /**< any of them, weighted by the best alone */
} xap_operator;

/** Documents with TERM, counted WQF times (normally 1); POSITION is its place in the query, or 0.
 *  The empty term matches all documents. */
xap_status xap_query_new_term(const char *term, size_t length, uint32_t wqf, uint32_t position,
                              xap_query **query, xap_error *error);

/** All documents, without weight. */
xap_status xap_query_new_all(xap_query **query, xap_error *error);

/** No document. */
xap_status xap_query_new_none(xap_query **query, xap_error *error);

/**
 * Join the COUNT queries QUERIES by OP; none at all match nothing. WINDOW is for XAP_PHRASE and
 * XAP_NEAR: the number of positions that hold all operands, at least COUNT (XAP_INVALID_ARGUMENT);
 * 0 stands for COUNT. An operand that they cannot take is XAP_UNIMPLEMENTED.
 */
xap_status xap_query_combine(xap_operator op, const xap_query *const *queries, size_t count,
                             uint32_t window, xap_query **query, xap_error *error);

/** What QUERY matches, its weights multiplied by FACTOR, not negative; 0 makes it a filter. */
xap_status xap_query_scale(const xap_query *query, double factor, xap_query **scaled,
                           xap_error *error);

/** What QUERY matches, each document with the fixed WEIGHT, not negative. Works with remote
 *  databases too. */
xap_status xap_query_constant(const xap_query *query, double weight, xap_query **constant,
                              xap_error *error);

/** Documents whose value in SLOT lies, compared bytewise, between LOW and HIGH, both inclusive;
 *  without weight. */
xap_status xap_query_value_range(uint32_t slot, const char *low, size_t low_length,
                                 const char *high, size_t high_length, xap_query **query,
                                 xap_error *error);

/** Documents whose value in SLOT is at least LOW; a missing value is the empty one. No weight. */
xap_status xap_query_value_ge(uint32_t slot, const char *low, size_t length, xap_query **query,
                              xap_error *error);

/** Documents whose value in SLOT is at most HIGH; a missing value is the empty one. No weight. */
xap_status xap_query_value_le(uint32_t slot, const char *high, size_t length, xap_query **query,
                              xap_error *error);

/**
 * Exactly the COUNT documents of DATABASE whose docids (merged, with several shards) are DOCIDS,
 * strictly rising (XAP_INVALID_ARGUMENT otherwise), without weight; anywhere in a query. The array
 * is copied. A docid without a document is the caller's mistake: it comes out as a hit that cannot
 * be read. The query belongs to the shards of this database, found again by their UUIDs: used on
 * another database, xap_enquire_get_mset gives XAP_INVALID_OPERATION; two shards of one UUID are
 * XAP_INVALID_ARGUMENT; in-memory and remote ones XAP_UNIMPLEMENTED, the remote perhaps only in
 * xap_enquire_get_mset.
 */
xap_status xap_query_from_docids(const xap_database *database, const uint32_t *docids, size_t count,
                                 xap_query **query, xap_error *error);

/**
 * The same set given as bitmaps, which are read where they lie: the words are not copied, and they
 * must not change or go while a search with the query runs. BITMAPS has one for each of the SHARDS
 * shards of DATABASE, in order. Another number of shards than DATABASE has: XAP_INVALID_ARGUMENT.
 * With LEADS false the set claims to hold all documents, so that a search lets the other parts of
 * the query lead and only looks the bit up.
 */
typedef struct xap_bitmap {
    const uint64_t *words; /**< laid out as for xap_postings_fill */
    uint32_t documents;    /**< that there are bits for */
    uint32_t count;        /**< how many are set */
} xap_bitmap;

xap_status xap_query_from_bitmaps(const xap_database *database, const xap_bitmap *bitmaps,
                                  size_t shards, bool leads, xap_query **query, xap_error *error);

/** The query as text, to be read by people, allocated: release with xap_string_free. */
xap_status xap_query_describe(const xap_query *query, char **text, xap_error *error);

void xap_query_free(xap_query *query);

/* ------------------------------------------------------------------------------------ Searches */

/** Which of two documents comes first where the sort order does not tell. */
typedef enum xap_docid_order XAP_WIDTH {
    XAP_DOCID_ASCENDING,
    XAP_DOCID_DESCENDING,
    XAP_DOCID_DONT_CARE
} xap_docid_order;

/**
 * Decides whether a document that the query matches is a result. DOCUMENT is lent for the call: get
 * its values (cheap), data and terms, do not free or keep it. DOCID is the merged docid that a
 * result set would show. Returns > 0 to keep the document, 0 to drop it, < 0 to end the search with
 * XAP_STOPPED. It may use other handles, not the search that called it, and must not longjmp out;
 * an exception thrown by one that is written in C++ ends the search with the status of that
 * exception.
 */
typedef int (*xap_decider)(void *context, xap_document *document, uint32_t docid);

/** Sees documents that are results, in no useful order, with their weights; otherwise as
 * xap_decider. Returns 0 to go on, anything else to end the search with XAP_STOPPED. Which ones it
 * sees, beyond those returned, is ruled by CHECK_AT_LEAST of xap_enquire_get_mset. */
typedef int (*xap_spy)(void *context, xap_document *document, uint32_t docid, double weight);

/** Make a search over DATABASE as it is now: shards added to it later are not searched. At first it
 *  sorts by BM25 relevance, then by rising docid. */
xap_status xap_enquire_new(const xap_database *database, xap_enquire **enquire, xap_error *error);

void xap_enquire_free(xap_enquire *enquire);

/** Search for QUERY, which may be freed at once. */
xap_status xap_enquire_set_query(xap_enquire *enquire, const xap_query *query, xap_error *error);

/** Weigh by BM25: K1, K2, K3 >= 0, B from 0 to 1, MIN_NORMLEN >= 0 (Xapian's own choice: 1, 0, 1,
 *  0.5, 0.5). A value outside is XAP_INVALID_ARGUMENT. */
xap_status xap_enquire_set_bm25(xap_enquire *enquire, double k1, double k2, double k3, double b,
                                double min_normlen, xap_error *error);

/** Give all terms the weight 0. */
xap_status xap_enquire_set_bool_weight(xap_enquire *enquire, xap_error *error);

/** Order documents that sort alike. */
xap_status xap_enquire_set_docid_order(xap_enquire *enquire, xap_docid_order order,
                                       xap_error *error);

/** Sort by weight, the highest first. */
xap_status xap_enquire_sort_by_relevance(xap_enquire *enquire, xap_error *error);

/** Sort by the bytes of the value in SLOT, the lowest first; REVERSE: the highest first. */
xap_status xap_enquire_sort_by_value(xap_enquire *enquire, uint32_t slot, bool reverse,
                                     xap_error *error);

/** Sort by value as above, then by weight. */
xap_status xap_enquire_sort_by_value_then_relevance(xap_enquire *enquire, uint32_t slot,
                                                    bool reverse, xap_error *error);

/** Sort by weight, then by value as above. */
xap_status xap_enquire_sort_by_relevance_then_value(xap_enquire *enquire, uint32_t slot,
                                                    bool reverse, xap_error *error);

/** Keep at most MAXIMUM documents of each value in SLOT; those without a value are all kept.
 *  MAXIMUM 0: keep all again. */
xap_status xap_enquire_set_collapse(xap_enquire *enquire, uint32_t slot, uint32_t maximum,
                                    xap_error *error);

/** Drop documents below PERCENT (0 to 100) of the best one, or below WEIGHT, not negative. 0, 0:
 * keep all again. */
xap_status xap_enquire_set_cutoff(xap_enquire *enquire, int percent, double weight,
                                  xap_error *error);

/** After SECONDS go on as if CHECK_AT_LEAST were 0; 0: no limit. This is a soft limit: the search
 * ends with results, their counts estimated; a decider or spy can end it at once. While such a
 * search runs, the system's timer may start a thread in the process. */
xap_status xap_enquire_set_time_limit(xap_enquire *enquire, double seconds, xap_error *error);

/** Ask DECIDER about each match, with CONTEXT, which must live as long as it is set. NULL: nobody.
 *  Remote databases do not take deciders: XAP_UNIMPLEMENTED from xap_enquire_get_mset. */
xap_status xap_enquire_set_decider(xap_enquire *enquire, xap_decider decider, void *context,
                                   xap_error *error);

/** Show results to SPY too, with CONTEXT, which must live as long as it is set. Spies are called in
 *  the order added. Remote databases: as for deciders. */
xap_status xap_enquire_add_spy(xap_enquire *enquire, xap_spy spy, void *context, xap_error *error);

/** Forget all spies. */
xap_status xap_enquire_clear_spies(xap_enquire *enquire, xap_error *error);

/**
 * Search, and give up to MAXIMUM results from the FIRST on, from 0. At least CHECK_AT_LEAST matches
 * are looked at where there are so many: the document count makes counts exact and shows spies
 * every result. XAP_MODIFIED: open the database again and start over.
 *
 * Deciders and spies over several shards need shards that differ in UUID, as xap_query_from_docids.
 * Results, weights and counts are the same with them, but percentages come out higher where the
 * best result lacks part of the query; so they do with xap_query_from_docids.
 */
xap_status xap_enquire_get_mset(xap_enquire *enquire, uint32_t first, uint32_t maximum,
                                uint32_t check_at_least, xap_mset **mset, xap_error *error);

/* --------------------------------------------------------------------------------- Result sets */

/** How many results there are. */
typedef struct xap_mset_counts {
    uint32_t size;  /**< in this result set */
    uint32_t first; /**< the rank of its first one, from 0 */
    /** Bounds and estimate of all matches; where lower equals upper, the number is exact. */
    uint32_t matches_lower, matches_estimated, matches_upper;
    /** The same before collapsing. */
    uint32_t uncollapsed_lower, uncollapsed_estimated, uncollapsed_upper;
} xap_mset_counts;

/** A result. */
typedef struct xap_hit {
    uint32_t docid; /**< merged, with several shards */
    double weight;
    int percent;             /**< of the best there can be, 0 to 100; see xap_enquire_get_mset */
    uint32_t collapse_count; /**< of the same collapse key, at least how many were left out */
    xap_bytes collapse_key;  /**< empty if nothing was collapsed; holds until the next call */
} xap_hit;

/** The counts of MSET. */
xap_status xap_mset_get_counts(const xap_mset *mset, xap_mset_counts *counts, xap_error *error);

/** The result INDEX, from 0 to size - 1; XAP_RANGE beyond. */
xap_status xap_mset_get_hit(xap_mset *mset, uint32_t index, xap_hit *hit, xap_error *error);

/** The document of the result INDEX, as xap_database_get_document. */
xap_status xap_mset_get_document(const xap_mset *mset, uint32_t index, xap_document **document,
                                 xap_error *error);

void xap_mset_free(xap_mset *mset);

#ifdef __cplusplus
}
#endif

#endif
