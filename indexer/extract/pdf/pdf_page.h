/* pdf_page.h - the lines of one PDF page with their places and print. */
#ifndef FOI_PDF_PAGE_H
#define FOI_PDF_PAGE_H

#include <glib.h>
#include <poppler.h>
#include <stdbool.h>
#include <stdint.h>

/** A line of text. Places are in points from the top left corner of the page. */
typedef struct foi_pdf_line {
    size_t start;  /**< in the text of the page */
    size_t length; /**< bytes, never 0 */
    double left, right, top, bottom;
    double first_word; /**< its width */
    double size;       /**< of the print, in points */
    bool bold;         /**< all of it */
    bool value;        /**< it was filled into a form */
} foi_pdf_line;

typedef struct foi_pdf_page {
    uint32_t number; /**< from 1 */
    double height;
    GString *text;     /**< pieces of one table row are parted by tabs */
    GArray *lines;     /**< of foi_pdf_line, in reading order */
    double confidence; /**< it was read by OCR with this one, 0 to 1; 0: it was not */
    bool wants_ocr;    /**< later */
} foi_pdf_page;

/** A page without lines. */
foi_pdf_page *foi_pdf_page_new(uint32_t number, double height);

/**
 * Add LINE with its text PIECE of LINE->length bytes: a line of its own, or cells of a row that
 * lies beside it.
 */
void foi_pdf_page_append(foi_pdf_page *page, const char *piece, const foi_pdf_line *line);

/** Never NULL: a page without text has no lines. */
foi_pdf_page *foi_pdf_page_read(PopplerPage *page, uint32_t number);
void foi_pdf_page_free(foi_pdf_page *page);

#endif
