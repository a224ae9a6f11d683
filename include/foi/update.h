/* update.h - make an index from files, and keep it up to date; or look at files without an index.
 */
#ifndef FOI_UPDATE_H
#define FOI_UPDATE_H

#include <stddef.h>
#include <stdint.h>

#include "foi/document.h"
#include "foi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Where a run is, for a progress display. Strings live during the callback. */
typedef struct foi_progress {
    const char *path;    /**< the file that was finished last; NULL at the start */
    uint64_t files_seen; /**< by the walk so far */
    uint64_t files_done;
    uint64_t bytes_done;
    uint64_t failures;
    int walk_finished;     /**< files_seen is the total */
    uint64_t pages_wanted; /**< of the files whose pages are being read by OCR now; 0: none are */
    uint64_t pages_done;   /**< of those pages */
} foi_progress;

/** How a run ended. */
typedef struct foi_update_summary {
    uint64_t files;   /**< looked at */
    uint64_t added;   /**< new files */
    uint64_t changed; /**< read again */
    uint64_t removed; /**< gone since the last run */
    uint64_t unchanged;
    uint64_t failures;   /**< files or members of this run that could not be read in full */
    uint32_t documents;  /**< in the index now */
    int written;         /**< 0: nothing had changed, so nothing was written */
    uint64_t label_rows; /**< documents that the files of corrections and labels of this run name */
    uint64_t labels_unmatched; /**< those of them that the index does not have; a label stays and
                                  holds for a document that comes later */
    uint64_t rewritten;        /**< documents that were written anew without their files, because of
                                  labels or a newer tagger */
    double seconds;
} foi_update_summary;

/** Whether the kernel locks down the processes that read files, before they read. */
typedef enum foi_sandbox {
    FOI_SANDBOX_AUTO,    /**< as far as the kernel can; `note` is told what it lacks */
    FOI_SANDBOX_REQUIRE, /**< where it cannot in full, nothing is read: FOI_ERROR_WORKER */
    FOI_SANDBOX_OFF,     /**< not at all: only the limits of memory, time and output hold */
    FOI_SANDBOX_END      /**< no sandbox */
} foi_sandbox;

/** Which pages are read by OCR. */
typedef enum foi_ocr_choice {
    FOI_OCR_AUTO,   /**< pictures, and pages of a PDF that have no text layer */
    FOI_OCR_ALWAYS, /**< all pages of a PDF: what is read takes the place of a poor text layer */
    FOI_OCR_NEVER,
    FOI_OCR_CHOICE_END /**< no choice */
} foi_ocr_choice;

/** What to do and within which limits. Start from foi_update_options_init(). */
typedef struct foi_update_options {
    size_t size;
    uint32_t jobs;          /**< worker processes; 0: one for each processor */
    uint64_t worker_memory; /**< bytes of address space of one worker; default 2 GiB */
    uint64_t max_file_size; /**< bytes; a larger file is `too-large`; default 256 MiB */
    uint32_t timeout_ms;    /**< wall clock for one file; default 60,000 */
    uint32_t max_depth;     /**< containers within containers; default 8 */
    foi_sandbox sandbox;    /**< default FOI_SANDBOX_AUTO */
    foi_ocr_choice ocr;     /**< default FOI_OCR_AUTO */
    /** Models of tesseract, such as "eng+cym"; NULL: English, and Welsh where it is installed.
     * FOI_ERROR_ARGUMENT for one that is not installed: foi_updater_error() names those that are.
     */
    const char *ocr_languages;
    uint32_t wait_ms;   /**< how long to wait for another writer; default 0 */
    int retry;          /**< not 0: read again what could not be read in full before */
    int compact;        /**< not 0: in the end make the index one segment, with nothing removed
                           left in it: searches get a little faster, and the index smaller */
    const char *worker; /**< the worker program; NULL: found beside the program or installed */
    /** Called now and then, several times a second also while a file takes long; a return of 0
     * stops the run (FOI_ERROR_CANCELLED; files that were read are kept, those being read are not).
     */
    int (*progress)(const foi_progress *progress, void *data);
    void *data;
    /**
     * Files of corrections by a person, and of publishers' labels: tables with a row of column
     * names, parted by tabs, commas or semicolons, in UTF-8, up to 64 MiB. README.md says what they
     * may hold. What they say of a document wins over what was read from it (a person's word over a
     * publisher's) and is kept in the index, for later versions of the document and for documents
     * that come later; a file that is given again replaces what it said before. A person's file
     * with any mistake is refused as a whole: FOI_ERROR_ARGUMENT, and nothing is changed.
     */
    const char *const *tags;
    size_t tag_count;
    const char *const *labels;
    size_t label_count;
    const char *const *forget; /**< files whose corrections or labels are taken back: what was read
                                  comes back. They need not exist any more */
    size_t forget_count;
    /** Called with one sentence for each mistake in such a file and for each row without a document
     * (the first of many), and where the kernel lacks a part of the sandbox; NULL: nobody listens.
     * LINE lives during the callback. */
    void (*note)(const char *line, void *data);
} foi_update_options;

void foi_update_options_init(foi_update_options *options);

/** Makes and updates an index. One thread at a time. */
typedef struct foi_updater foi_updater;

foi_updater *foi_updater_new(void);
void foi_updater_free(foi_updater *updater);
/** As foi_index_error(); "" for NULL. */
const char *foi_updater_error(const foi_updater *updater);

/**
 * Bring the index in DIRECTORY (NULL: the usual place; made where it is missing) up to date with
 * COUNT files and directories PATHS: new and changed files are read in worker processes, files that
 * are gone from below PATHS are dropped, others stay. A file that cannot be read is recorded and
 * never stops the run. COUNT may be 0 with `retry`, `compact`, `tags`, `labels` or `forget`.
 * Documents that an older tagger made are tagged anew from their stored text. Durable when this
 * returns; a run that is killed leaves a whole index with what was committed, and the next run goes
 * on. SUMMARY may be NULL. FOI_ERROR_ARGUMENT for a NULL handle, a path that is NULL or empty, and
 * options out of range.
 */
foi_status foi_updater_run(foi_updater *updater, const char *directory, const char *const *paths,
                           size_t count, const foi_update_options *options,
                           foi_update_summary *summary);

/**
 * Read COUNT files and directories without an index. VISIT gets each document, containers and
 * failures included, in path order (at least one for each file; never deduplicated); it borrows the
 * document and returns 0 to stop. `tags` and `labels` are put on the documents; `forget` has no
 * place here.
 */
foi_status foi_updater_inspect(foi_updater *updater, const char *const *paths, size_t count,
                               const foi_update_options *options,
                               int (*visit)(const foi_document *document, void *data), void *data);

/**
 * Read the file PATH without an index, for foi_index_like() say: *DOCUMENT is the one document in
 * it, or of several (a mail with attachments, an archive) the one with most words, and then `note`
 * is told; for the caller to free with foi_document_free(). FOI_ERROR_NOT_FOUND: there is no such
 * file; FOI_ERROR_ARGUMENT: it is a directory, or none of it can be read (encrypted, empty, a
 * format that is not read): foi_updater_error() names the file and why.
 */
foi_status foi_updater_read(foi_updater *updater, const char *path,
                            const foi_update_options *options, foi_document **document);

/**
 * What files would be read with under OPTIONS: VISIT gets the NAME and the VALUE, for people, of
 * one fact after another (what locks the reading processes down, their limits, the formats, the
 * libraries and their versions), until it returns 0. Strings live during the callback.
 */
foi_status foi_updater_describe(foi_updater *updater, const foi_update_options *options,
                                int (*visit)(const char *name, const char *value, void *data),
                                void *data);

#ifdef __cplusplus
}
#endif

#endif
