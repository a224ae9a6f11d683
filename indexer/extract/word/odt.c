/* ODT: the text with its headers, footers, notes and the objects in it. */
#include "indexer/extract/word/odf_body.h"

static void read_all(foi_odf *odf)
{
    g_autoptr(foi_odf_styles) styles = foi_odf_styles_new();
    g_autoptr(foi_odf_body) body = foi_odf_body_new(odf, styles);
    foi_odf_body_read(body, FOI_ODF_STYLES, FOI_ODF_HEADERS);
    if (foi_odf_body_read(body, FOI_ODF_CONTENT, FOI_ODF_BODY) == FOI_PARTS_MISSING)
        foi_output_status(odf->output, FOI_READ_DAMAGED, "the text of the document is missing");
    foi_odf_body_read_objects(body);
    foi_odf_body_read(body, FOI_ODF_STYLES, FOI_ODF_FOOTERS);
    foi_odf_give_members(odf);
}

static void extract_odt(const foi_input *input, foi_output *output)
{
    g_auto(foi_odf) odf = {0};
    if (foi_odf_open(&odf, input, output))
        read_all(&odf);
}

static const char *const MIMES[] = {"application/vnd.oasis.opendocument.text", NULL};

const foi_extractor foi_extractor_odt = {"odt", MIMES, FOI_FILE_WORD, extract_odt};
