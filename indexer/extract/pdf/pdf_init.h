/* pdf_init.h - the PDF library made ready before a process is locked down. */
#ifndef FOI_PDF_INIT_H
#define FOI_PDF_INIT_H

/**
 * Load what the library would else look for at the first page of each file: the directories of its
 * tables of characters. It forgets them with the last open document, so one stays open.
 */
void foi_pdf_init(void);

#endif
