/* formats.h - the table of formats: one row for each file extract/FAMILY/NAME.c that defines an
 * extractor. */
#ifndef FOI_FORMATS_H
#define FOI_FORMATS_H

/* Formats whose library may be missing when the project is built: a row in FOI_FORMATS_LACKING for
 * each type then says which, and files of that type are `unsupported` with that word. */
#ifdef FOI_WITH_ARCHIVE
#define FOI_FORMATS_ARCHIVE(X) X(libarchive)
#define FOI_LACKING_ARCHIVE(X)
#else
#define FOI_FORMATS_ARCHIVE(X)
#define FOI_LACKING_ARCHIVE(X)                                                                     \
    X("application/x-tar", "libarchive")                                                           \
    X("application/x-7z-compressed", "libarchive")                                                 \
    X("application/x-bzip2", "libarchive")                                                         \
    X("application/x-xz", "libarchive")                                                            \
    X("application/zstd", "libarchive")                                                            \
    X("application/x-compress", "libarchive")                                                      \
    X("application/x-cpio", "libarchive")                                                          \
    X("application/x-archive", "libarchive")                                                       \
    X("application/gzip", "libarchive")
#endif

#ifdef FOI_WITH_OCR
#define FOI_FORMATS_OCR(X) X(image)
#define FOI_LACKING_OCR(X)
#else
#define FOI_FORMATS_OCR(X)
#define FOI_LACKING_OCR(X)                                                                         \
    X("image/tiff", "tesseract")                                                                   \
    X("image/jpeg", "tesseract")                                                                   \
    X("image/png", "tesseract")                                                                    \
    X("image/gif", "tesseract")                                                                    \
    X("image/bmp", "tesseract")                                                                    \
    X("image/webp", "tesseract")
#endif

/** X(type, library): what this build cannot read. */
#define FOI_FORMATS_LACKING(X) FOI_LACKING_ARCHIVE(X) FOI_LACKING_OCR(X)

/** X(name): what it can. */
#define FOI_FORMATS(X)                                                                             \
    X(text)                                                                                        \
    X(markdown)                                                                                    \
    X(html)                                                                                        \
    X(epub)                                                                                        \
    X(legaldoc)                                                                                    \
    X(xml)                                                                                         \
    X(mail)                                                                                        \
    X(msg)                                                                                         \
    X(tnef)                                                                                        \
    X(pdf)                                                                                         \
    X(doc)                                                                                         \
    X(ppt)                                                                                         \
    X(docx)                                                                                        \
    X(rtf)                                                                                         \
    X(xlsx)                                                                                        \
    X(odt)                                                                                         \
    X(ods)                                                                                         \
    X(pptx)                                                                                        \
    X(odp)                                                                                         \
    X(xls)                                                                                         \
    X(csv)                                                                                         \
    X(zip)                                                                                         \
    X(mbox)                                                                                        \
    X(mhtml)                                                                                       \
    X(pkcs7)                                                                                       \
    FOI_FORMATS_ARCHIVE(X)                                                                         \
    FOI_FORMATS_OCR(X)

/** X(name, profile): the formats that need more than FOI_PROFILE_STRICT leaves open. */
#define FOI_FORMATS_PROFILES(X) X(pdf, FOI_PROFILE_PDF)

#endif
