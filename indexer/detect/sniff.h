/* sniff.h - our own look at the first bytes: cheap, and right where libmagic is not.
 *
 * All functions read at most a bounded window of the bytes, keep nothing and may be called from any
 * thread. The types they give are static strings.
 */
#ifndef FOI_SNIFF_H
#define FOI_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How much of a file the look at text takes in. */
#define FOI_SNIFF_WINDOW 65536

#define FOI_MIME_DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define FOI_MIME_XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define FOI_MIME_PPTX "application/vnd.openxmlformats-officedocument.presentationml.presentation"

/** How the characters of a text are laid out in bytes. */
typedef enum foi_text_layout {
    FOI_LAYOUT_BYTES = 0, /**< one byte or UTF-8 */
    FOI_LAYOUT_UTF16LE,
    FOI_LAYOUT_UTF16BE,
    FOI_LAYOUT_UTF32LE,
    FOI_LAYOUT_UTF32BE
} foi_text_layout;

/**
 * The layout of LENGTH BYTES: from the byte order mark, else for UTF-16 from where its zero bytes
 * lie. *MARK gets the length of the mark, 0 without one.
 */
foi_text_layout foi_sniff_layout(const uint8_t *bytes, size_t length, size_t *mark);

/** What is to be asked of libmagic where the bytes do not make it clear. */
typedef enum foi_doubt {
    FOI_DOUBT_NONE = 0,
    FOI_DOUBT_JSON,  /**< a text: is it JSON, or plain? */
    FOI_DOUBT_TEXT,  /**< is it a text at all? */
    FOI_DOUBT_BINARY /**< no text: of which kind is it? */
} foi_doubt;

/**
 * The type of LENGTH BYTES where it is clear, and *DOUBT is FOI_DOUBT_NONE; else NULL, and *DOUBT
 * tells what is open. NAME and CLAIMED as for foi_detect().
 */
const char *foi_sniff(const uint8_t *bytes, size_t length, const char *name, const char *claimed,
                      foi_doubt *doubt);

/** The type of a ZIP file by its members: an office format, or "application/zip". */
const char *foi_sniff_zip(const uint8_t *bytes, size_t length);

/** The type that an OpenDocument file or e-book says that it is: DATA begins with its name, as in a
 * "mimetype" member. A template is of the type that it is for. NULL: it is none of them. */
const char *foi_sniff_declared(const uint8_t *data, size_t length);

/** The type of an OLE file by its streams, or "application/x-ole-storage". */
const char *foi_sniff_ole(const uint8_t *bytes, size_t length);

/** The type of text (LENGTH bytes that hold one byte a character or UTF-8); NULL where unclear. */
const char *foi_sniff_text(const char *text, size_t length, const char *name, const char *claimed);

/**
 * "message/rfc822", "message/news" or "application/mbox" where TEXT begins with the header of a
 * mail, else NULL. TRUSTED: a container or a name says that it is one, so that one known field is
 * enough.
 */
const char *foi_sniff_mail(const char *text, size_t length, bool trusted);

/**
 * What parts the cells of TEXT, which holds one byte a character or UTF-8, where it is a table;
 * else
 * '\0'. NAMED: a name or a container says that it is one, so that less is asked of it.
 */
char foi_sniff_separator(const char *text, size_t length, bool named);

/**
 * Whether TEXT begins with the line that parts the mails of a mailbox file ("From someone Fri May
 * 24 10:11:12 2019"), with a header behind it.
 */
bool foi_sniff_parts_mails(const char *text, size_t length);

/** Whether TEXT, which begins with the header of a mail, is a web page that was saved as one file:
 * NAME says so, or it has parts that are related, and nobody to whom it was sent. */
bool foi_sniff_web_archive(const char *text, size_t length, const char *name);

/** Whether a second mail of a mailbox file begins somewhere in LENGTH BYTES. */
bool foi_sniff_many_mails(const uint8_t *bytes, size_t length);

#endif
