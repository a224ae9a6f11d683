/* rtf_words.h - the control words of RTF that matter to the text. */
#ifndef FOI_RTF_WORDS_H
#define FOI_RTF_WORDS_H

#include <glib.h>

/** What the text of a group is. */
typedef enum foi_rtf_destination {
    FOI_RTF_BODY = 0,
    FOI_RTF_DROPPED,
    FOI_RTF_FONTS,
    FOI_RTF_STYLES,
    FOI_RTF_INFO,
    FOI_RTF_TITLE,
    FOI_RTF_LABEL,  /**< what is printed before a paragraph of a list */
    FOI_RTF_ANSI,   /**< text that stands beside in Unicode */
    FOI_RTF_OBJECT, /**< an embedded file, in hexadecimal digits */
    FOI_RTF_TAG     /**< HTML that the RTF was made from */
} foi_rtf_destination;

/** Text with paragraphs of its own. */
typedef enum foi_rtf_part {
    FOI_RTF_MAIN = 0,
    FOI_RTF_BOX,
    FOI_RTF_NOTE,
    FOI_RTF_HEADER,
    FOI_RTF_FOOTER
} foi_rtf_part;

typedef enum foi_rtf_action {
    FOI_RTF_DO_DESTINATION, /**< value: foi_rtf_destination */
    FOI_RTF_DO_THROUGH,     /**< a group that changes nothing */
    FOI_RTF_DO_UNICODE,     /**< the text that stands for FOI_RTF_ANSI */
    FOI_RTF_DO_PART,        /**< value: foi_rtf_part */
    FOI_RTF_DO_CHARACTER,   /**< value: its code point */
    FOI_RTF_DO_CODE,        /**< \u */
    FOI_RTF_DO_FALLBACK,    /**< \uc */
    FOI_RTF_DO_PARAGRAPH,
    FOI_RTF_DO_CELL,
    FOI_RTF_DO_ROW,
    FOI_RTF_DO_RESET_PARAGRAPH,
    FOI_RTF_DO_RESET_CHARACTER,
    FOI_RTF_DO_IN_TABLE,
    FOI_RTF_DO_OUTLINE,
    FOI_RTF_DO_STYLE,
    FOI_RTF_DO_OTHER_STYLE, /**< of characters, sections, tables */
    FOI_RTF_DO_HIDE,
    FOI_RTF_DO_DELETE,
    FOI_RTF_DO_FONT,
    FOI_RTF_DO_DEFAULT_FONT,
    FOI_RTF_DO_FONT_CHARSET,
    FOI_RTF_DO_FONT_CODEPAGE,
    FOI_RTF_DO_CODEPAGE, /**< value: the code page; 0: the number behind the word */
    FOI_RTF_DO_FROM_HTML,
    FOI_RTF_DO_FROM_TEXT,
    FOI_RTF_DO_RTF_ONLY /**< text that the HTML did not have */
} foi_rtf_action;

typedef struct foi_rtf_word {
    const char *name;
    foi_rtf_action action;
    int value;
} foi_rtf_word;

/** Name -> const foi_rtf_word *, for the caller to g_hash_table_unref. */
GHashTable *foi_rtf_words_new(void);

#endif
