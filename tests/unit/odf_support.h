/* odf_support.h - ODF documents made in the test. */
#ifndef FOI_TEST_ODF_SUPPORT_H
#define FOI_TEST_ODF_SUPPORT_H

#include "tests/unit/extract_package.h"

#define ODF_SPACE "urn:oasis:names:tc:opendocument:xmlns:"
#define ODF_SPACES                                                                                 \
    "xmlns:office=\"" ODF_SPACE "office:1.0\" xmlns:text=\"" ODF_SPACE                             \
    "text:1.0\" xmlns:table=\"" ODF_SPACE "table:1.0\" xmlns:style=\"" ODF_SPACE                   \
    "style:1.0\" xmlns:draw=\"" ODF_SPACE "drawing:1.0\" xmlns:presentation=\"" ODF_SPACE          \
    "presentation:1.0\" xmlns:svg=\"" ODF_SPACE "svg-compatible:1.0\" xmlns:meta=\"" ODF_SPACE     \
    "meta:1.0\" xmlns:manifest=\"" ODF_SPACE                                                       \
    "manifest:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
#define ODF_AUTOMATIC(styles) "<office:automatic-styles>" styles "</office:automatic-styles>"
#define ODF_CONTENT(styles, kind, body)                                                            \
    "<office:document-content " ODF_SPACES ">" ODF_AUTOMATIC(styles) "<office:body><office:" kind  \
                                                                     ">" body "</office:" kind     \
                                                                     "></office:body>"             \
                                                                     "</office:document-content>"
#define ODF_STYLES(styles, masters)                                                                \
    "<office:document-styles " ODF_SPACES "><office:styles>" styles                                \
    "</office:styles><office:master-styles>" masters                                               \
    "</office:master-styles></office:document-styles>"

#define TP(text) "<text:p>" text "</text:p>"

#define ODF_TYPE(kind) "application/vnd.oasis.opendocument." kind

/* What is read of a document of the type MIME with these two parts. */
static inline reading read_odf(const char *mime, const char *styles, const char *content)
{
    const char *const MEMBERS[] = {"content.xml", content, "styles.xml", styles,
                                   "mimetype",    mime,    NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    return read_bytes(bytes->data, bytes->len, "a.pdf");
}

#endif
