/* pdf_marks.h - what is laid over the pages of a PDF: values of forms, notes, attached files. */
#ifndef FOI_PDF_MARKS_H
#define FOI_PDF_MARKS_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/pdf/pdf_page.h"

/** Add the values of the fields and the notes on PAGE to OUT, beside what they stand at. */
void foi_pdf_marks_read(PopplerPage *page, foi_pdf_page *out);

/** Give ATTACHMENT as a member. False: no more members are wanted. */
bool foi_pdf_attachment_give(PopplerAttachment *attachment, foi_output *output);

/** Give the files that are pinned to a place of a page. */
void foi_pdf_marks_give_files(PopplerDocument *document, foi_output *output);

#endif
