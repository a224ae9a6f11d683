/* pdf_init.h - the PDF library made ready before a process is locked down. */
#ifndef FOI_PDF_INIT_H
#define FOI_PDF_INIT_H

/**
 * Load what the library would else look for while it reads a file: the directories of its tables of
 * characters, the list of fonts, and those that stand in for fonts which a file lacks. It forgets
 * them with the last open document, so one stays open.
 */
void foi_pdf_init(void);

#endif
