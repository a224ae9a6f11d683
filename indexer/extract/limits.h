/* limits.h - sizes that the extractors share. Reaching one that loses text is reported. */
#ifndef FOI_EXTRACT_LIMITS_H
#define FOI_EXTRACT_LIMITS_H

/** A longer run of text is parted at a space: nothing is lost. Bytes. */
#define FOI_BLOCK_BYTES 65536

/** A longer title is cut. Characters. */
#define FOI_TITLE_LENGTH 300

/** Keys of threads that one mail may name; further ones are left out. */
#define FOI_LINKS 64

/** How deep the parts of one mail are followed; deeper makes it `partial`. */
#define FOI_MAIL_DEPTH 64

/** How deep the groups of an RTF are followed; deeper ones are left out, which makes it `partial`.
 */
#define FOI_RTF_DEPTH 1024

/** Recipients and attachments of one Outlook message each; further ones make it `partial`. */
#define FOI_MESSAGE_PARTS 4096

/** How deep Outlook messages in each other are followed; deeper ones make it `partial`. */
#define FOI_MESSAGE_DEPTH 16

/** A longer body in compressed RTF is cut, which makes it `partial`. Bytes. */
#define FOI_MESSAGE_RTF_BYTES 67108864

/**
 * An archive that unpacks to more than FOI_UNPACK_RATIO times its size is made to do harm, once it
 * is past FOI_UNPACK_FREE bytes: no further entry of it is read, and it is `partial`.
 */
#define FOI_UNPACK_RATIO 100
#define FOI_UNPACK_FREE  67108864

/** So is one of more than FOI_UNPACK_ENTRIES files that have fewer bytes than this on average. */
#define FOI_UNPACK_SMALL   256
#define FOI_UNPACK_ENTRIES 10000

/** Relations of one part of an office file that are followed; further ones are left out. */
#define FOI_OOXML_RELATIONS 10000

/** A ZIP file of more entries is read without its directory. */
#define FOI_ZIP_DIRECTORY 32768

/** Members of a ZIP file without a directory that are looked for; further ones are left out. The
 * file is `partial` in any case. */
#define FOI_ZIP_SALVAGED 100000

/** Objects with text of their own in one ODF file that are read; more make it `partial`. */
#define FOI_ODF_OBJECTS 1000

/** Chapters of one e-book that are read; more make it `partial`. */
#define FOI_CHAPTERS 10000

/** Slides of one presentation that are read; more make it `partial`. */
#define FOI_SLIDES 10000

/** Sheets of one workbook that are read; more make it `partial`. */
#define FOI_SHEETS 1024

/** Strings that the cells of one workbook share; more make it `partial`. */
#define FOI_SHARED_STRINGS 10000000

/** A cell of a sheet is cut here, which makes it `partial`. Programs allow 32,767 characters. */
#define FOI_CELL_BYTES 1048576

/** How often a Word file may use the same bytes of text; more makes it `partial`. */
#define FOI_DOC_REPEATS 8

/** Characters of the instruction of one field in a Word file. What is longer has lost its end: it
 * is given as text, and the file is `partial`. */
#define FOI_DOC_INSTRUCTION 65536

/** How often a PowerPoint file may name the same slides, and how deep groups of shapes may lie in
 * each other; more makes it `partial`. */
#define FOI_PPT_REPEATS 8
#define FOI_PPT_DEPTH   32

/** Entries of one storage, and how deep storages lie in each other, in what is taken out of a
 * compound file as a file of its own; further ones are left out of it. */
#define FOI_OLE_ENTRIES 4096
#define FOI_OLE_DEPTH   8

/** Pages of one TIFF file that are read; more make it `partial`. */
#define FOI_IMAGE_PAGES 10000

/** Pixels of one picture that is decoded; more make it `partial`. */
#define FOI_IMAGE_PIXELS 150000000

#endif
