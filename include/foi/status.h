/* status.h - what a call of the library can come back with. */
#ifndef FOI_STATUS_H
#define FOI_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The result of every call that can fail. FOI_OK is 0. The numbers are part of the ABI: new ones
 * are only ever added at the end. The detail of a failure (file, place, what to do) is kept by the
 * handle that the call was made on; see foi_index_error().
 */
typedef enum foi_status {
    FOI_OK = 0,
    FOI_ERROR_ARGUMENT,  /**< a parameter outside its stated range */
    FOI_ERROR_QUERY,     /**< the query text cannot be read; the detail names the place */
    FOI_ERROR_NOT_FOUND, /**< no index, no document or no file there */
    FOI_ERROR_LOCKED,    /**< another program is writing to this index */
    FOI_ERROR_CORRUPT,   /**< the index, or a message of a worker, is damaged */
    FOI_ERROR_VERSION,   /**< made by a newer program: the detail names the missing feature */
    FOI_ERROR_STALE,     /**< made by an older program: the detail says how to rebuild */
    FOI_ERROR_IO,        /**< the operating system refused: the detail has path and reason */
    FOI_ERROR_NO_SPACE,  /**< the disk is full; the last whole index is still in place */
    FOI_ERROR_MEMORY,    /**< out of memory */
    FOI_ERROR_WORKER,    /**< the worker program cannot be started */
    FOI_ERROR_CANCELLED, /**< the caller's progress function asked to stop */
    FOI_ERROR_INTERNAL   /**< a defect of the library: please report it with the detail */
} foi_status;

/**
 * A short English name of STATUS, such as "not found". Never NULL; "unknown status" for a value
 * that is none of the above. The text is static. Safe in any thread.
 */
const char *foi_status_name(foi_status status);

#ifdef __cplusplus
}
#endif

#endif
