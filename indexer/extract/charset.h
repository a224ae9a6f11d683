/* charset.h - bytes in any character set as UTF-8. */
#ifndef FOI_CHARSET_H
#define FOI_CHARSET_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/extract/extractor.h"

/** Text as UTF-8: a view of the bytes where they are UTF-8 already, else a converted copy. */
typedef struct foi_utf8 {
    const char *text; /**< may hold bytes that are not UTF-8 where nothing better is known */
    size_t length;
    bool cut;      /**< there was more than the limit */
    GString *copy; /**< owned; NULL: a view */
} foi_utf8;

/**
 * LENGTH BYTES as UTF-8: by byte order mark, then (UTF-16) by its zero bytes, then strict UTF-8,
 * then the DECLARED character set (NULL: none), then by ICU's detector, then windows-1252.
 * Converts no more than about LIMIT bytes. The view lives as long as BYTES.
 */
foi_utf8 foi_charset_decode(const uint8_t *bytes, size_t length, const char *declared,
                            uint64_t limit);

/**
 * The same where it is certain that the bytes are in CHARSET: they are not looked at. False where
 * ICU does not know it; OUT is unchanged then.
 */
bool foi_charset_convert(foi_utf8 *out, const char *charset, const uint8_t *bytes, size_t length,
                         uint64_t limit);

void foi_utf8_clear(foi_utf8 *utf8);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_utf8, foi_utf8_clear)

/** Set `partial` where the text was cut. */
void foi_utf8_report(const foi_utf8 *utf8, foi_output *output);

/** Open every converter that could be needed, so that none is looked for later. */
void foi_charset_init(void);

#endif
