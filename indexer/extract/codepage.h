/* codepage.h - the numbers by which Windows programs call character sets. */
#ifndef FOI_CODEPAGE_H
#define FOI_CODEPAGE_H

/** The name under which ICU knows the code page NUMBER ("windows-1252" for 1252); NULL: unknown. */
const char *foi_codepage_name(unsigned number);

#endif
