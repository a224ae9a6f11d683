/* fuzz_pptx.c - hostile parts of office packages (libFuzzer).
 *
 * The first byte chooses which part of a presentation or a text the rest is.
 */
#include "tests/fuzz/fuzz_one.h"
#include "tests/fuzz/stored_zip.h"

extern const foi_extractor foi_extractor_pptx, foi_extractor_docx;

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    bool text = (data[0] & 16) != 0;
    const part *parts = text ? TEXT : PRESENTATION;
    size_t count = text ? G_N_ELEMENTS(TEXT) : G_N_ELEMENTS(PRESENTATION);
    size_t chosen = (data[0] & 15) % count;
    stored_zip zip = stored_zip_new();
    for (size_t i = 0; i < count; i++)
        if (i == chosen)
            stored_zip_add(&zip, parts[i].name, data + 1, size - 1);
        else
            stored_zip_add_text(&zip, parts[i].name, parts[i].text);
    g_autoptr(GByteArray) bytes = stored_zip_end(&zip);
    return fuzz_one(text ? &foi_extractor_docx : &foi_extractor_pptx, bytes->data, bytes->len);
}
