/* extract_docx.h - the parts of a DOCX as tests write them. */
#ifndef FOI_TEST_EXTRACT_DOCX_H
#define FOI_TEST_EXTRACT_DOCX_H

#include "tests/unit/extract_package.h"

#define NS                                                                                         \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                    \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define DOCUMENT(body) "<w:document " NS "><w:body>" body "</w:body></w:document>"
#define P(text)        "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                                        \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define LISTED(list, level, text)                                                                  \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list                     \
    "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define RUN(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"

#endif
