/* fuzz_pptx.c - hostile parts of office packages (libFuzzer).
 *
 * The first byte chooses which part of a presentation, a text or an e-book the rest is.
 */
#include "tests/fuzz/fuzz_one.h"
#include "tests/fuzz/stored_zip.h"

extern const foi_extractor foi_extractor_pptx, foi_extractor_docx, foi_extractor_epub;

#define RELATION(id, kind, target)                                                                 \
    "<Relationship Id=\"" id "\" Type=\"http://x/" kind "\" Target=\"" target "\"/>"
#define RELATIONS(all) "<Relationships>" all "</Relationships>"

typedef struct part {
    const char *name;
    const char *text; /* where the fuzzer does not choose this one */
} part;

static const part PRESENTATION[] = {
    {"ppt/slides/slide1.xml", "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:t>x</a:t></a:p></p:sld>"},
    {"ppt/presentation.xml", "<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldId r:id=\"r1\"/>"
                             "</p:presentation>"},
    {"ppt/_rels/presentation.xml.rels", RELATIONS(RELATION("r1", "slide", "slides/slide1.xml"))},
    {"ppt/slides/_rels/slide1.xml.rels",
     RELATIONS(RELATION("r1", "notesSlide", "../notes.xml") RELATION("r2", "comments", "../c.xml")
                   RELATION("r3", "chart", "../chart.xml")
                       RELATION("r4", "slideLayout", "../layout.xml"))},
    {"ppt/notes.xml", "<x/>"},
    {"ppt/c.xml", "<x/>"},
    {"ppt/chart.xml", "<x/>"},
    {"ppt/layout.xml", "<x/>"},
    {"ppt/embeddings/o.bin", "x"},
};

static const part TEXT[] = {
    {"word/document.xml", "<w:document xmlns:w=\"w\"/>"},
    {"word/styles.xml", "<x/>"},
    {"word/numbering.xml", "<x/>"},
    {"word/_rels/document.xml.rels", RELATIONS(RELATION("r1", "chart", "chart.xml"))},
    {"word/comments.xml", "<x/>"},
};

static const part BOOK[] = {
    {"META-INF/container.xml", "<c><rootfile full-path=\"a/b.opf\"/></c>"},
    {"a/b.opf", "<p><item id=\"i\" href=\"c.xhtml\"/><itemref idref=\"i\"/></p>"},
    {"a/c.xhtml", "<p>x"},
    {"META-INF/encryption.xml", "<x/>"},
};

static const struct {
    const foi_extractor *extractor;
    const part *parts;
    size_t count;
} PACKAGES[] = {
    {&foi_extractor_pptx, PRESENTATION, G_N_ELEMENTS(PRESENTATION)},
    {&foi_extractor_docx, TEXT, G_N_ELEMENTS(TEXT)},
    {&foi_extractor_epub, BOOK, G_N_ELEMENTS(BOOK)},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t kind = (data[0] >> 4) % G_N_ELEMENTS(PACKAGES);
    const part *parts = PACKAGES[kind].parts;
    size_t chosen = (data[0] & 15) % PACKAGES[kind].count;
    stored_zip zip = stored_zip_new();
    for (size_t i = 0; i < PACKAGES[kind].count; i++)
        if (i == chosen)
            stored_zip_add(&zip, parts[i].name, data + 1, size - 1);
        else
            stored_zip_add_text(&zip, parts[i].name, parts[i].text);
    g_autoptr(GByteArray) bytes = stored_zip_end(&zip);
    return fuzz_one(PACKAGES[kind].extractor, bytes->data, bytes->len);
}
