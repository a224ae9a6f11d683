/* law_hostile_texts.h - what makes a reader of the law go back and forth. */
#ifndef LAW_HOSTILE_TEXTS_H
#define LAW_HOSTILE_TEXTS_H

#include <glib.h>

typedef struct {
    const char *head;
    const char *unit; /**< again and again behind it */
} law_hostile;

static const law_hostile law_hostile_texts[] = {
    {"section 1", "(1)"},
    {"", "section 1(1)(1)(1)"},
    {"", "9"},
    {"", ","},
    {"", "section "},
    {"section ", "31, 32, 33, "},
    {"sections ", "31, 32, 33, "},
    {"sections ", "35 to 36 - "},
    {"sections ", "1, 2, (3), "},
    {"section 31(1)", "(a)"},
    {"section 31(1)(a", ", b"},
    {"section 31(1)", "(a, "},
    {"subsection (1)", ", (1)"},
    {"", "subsection (1), "},
    {"", "paragraph (a) of section "},
    {"", "the Act "},
    {"", "of the FOIA "},
    {"", "s40(2) or "},
    {"", "Act of the Act "},
    {"", "Data Protection Act of the "},
    {"", "exemption (b)(5)"},
    {"5 U.S.C. 552 ", "(b)(5)"},
    {"5 U.S.C. 552 ", "(a)"},
    {"5 U.S.C. 552 exemptions 1", ", 2"},
    {"", "5 U.S.C. "},
    {"", "written certification section 54 "},
    {"", "section 1.1.1.1.1"},
    {"", "section(s) no. : "},
    {"", "sec-\ntion "},
    {"", "("},
    {"", "FOIA: "},
    {"section 1(1) ", "(title "},
    {"section 1(1) ", "(of) a (title) "},
    {"section 1(1)", " for the purposes of 1(1)"},
    {"section 1(1)", " read with the "},
    {"", "section 26 of the Scottish Act 2005, section 26, "},
    {"", "the 2005 Act (\"the 2005 Act\") that Act "},
    {"Statistics Act 1947 (", "\""},
    {"section 33", " 1(b)"},
    {"the Ombudsman Act 2005 ", ") section 26"},
};

/* The text in row INDEX, of LENGTH bytes or little more; g_free. */
static inline char *law_hostile_text(size_t index, size_t length)
{
    GString *text = g_string_sized_new(length + 64);
    g_string_append(text, law_hostile_texts[index].head);
    while (text->len < length)
        g_string_append(text, law_hostile_texts[index].unit);
    return g_string_free(text, FALSE);
}

#endif
