/* formats.h - the table of formats: one row for each file extract/NAME.c. */
#ifndef FOI_FORMATS_H
#define FOI_FORMATS_H

#define FOI_FORMATS(X)                                                                             \
    X(text)                                                                                        \
    X(markdown)                                                                                    \
    X(html)                                                                                        \
    X(mail)                                                                                        \
    X(pdf)                                                                                         \
    X(docx)                                                                                        \
    X(xlsx)

#endif
