/* ppt_records.h - the records that a PowerPoint file is made of, each a head of 8 bytes and its
 * content, which may be records again. */
#ifndef FOI_PPT_RECORDS_H
#define FOI_PPT_RECORDS_H

#include "indexer/extract/package/view.h"

/** Types of records. */
enum {
    FOI_PPT_DOCUMENT = 1000,
    FOI_PPT_SLIDE = 1006,
    FOI_PPT_SLIDE_ATOM = 1007,
    FOI_PPT_NOTES = 1008,
    FOI_PPT_SLIDE_PERSIST = 1011,
    FOI_PPT_MASTER = 1016,
    FOI_PPT_PLACEHOLDER = 3011,
    FOI_PPT_OUTLINE_TEXT = 3998,
    FOI_PPT_TEXT_HEADER = 3999,
    FOI_PPT_TEXT_CHARACTERS = 4000,
    FOI_PPT_TEXT_BYTES = 4008,
    FOI_PPT_STRING = 4026,
    FOI_PPT_HEADERS = 4057,
    FOI_PPT_HEADERS_ATOM = 4058,
    FOI_PPT_SLIDE_LIST = 4080,
    FOI_PPT_USER_EDIT = 4085,
    FOI_PPT_OBJECT = 4113,
    FOI_PPT_TAGS = 5000,
    FOI_PPT_TAG = 5002,
    FOI_PPT_TAG_DATA = 5003,
    FOI_PPT_DIRECTORY = 6002,
    FOI_PPT_COMMENT = 12000,
    /* of the drawings that all Office programs share */
    FOI_PPT_DRAWING = 1036,
    FOI_PPT_SHAPES = 0xf002,
    FOI_PPT_GROUP = 0xf003,
    FOI_PPT_SHAPE = 0xf004,
    FOI_PPT_OPTIONS = 0xf00b,
    FOI_PPT_TEXTBOX = 0xf00d,
    FOI_PPT_CHILD_ANCHOR = 0xf00f,
    FOI_PPT_CLIENT_DATA = 0xf011,
    FOI_PPT_MORE_OPTIONS = 0xf122
};

typedef struct foi_ppt_record {
    unsigned type;
    unsigned instance;
    bool cut; /**< there is less of it than it says */
    foi_view content;
} foi_ppt_record;

/** Take the record that REST begins with off it; false where there is none. */
bool foi_ppt_next(foi_view *rest, foi_ppt_record *record);

/** The first record of TYPE, and of INSTANCE where that is not negative, among RECORDS; one of type
 * 0 without content where there is none. */
foi_ppt_record foi_ppt_find(foi_view records, unsigned type, int instance);

/** Append COUNT bytes of text in UTF-16 (WIDE) or in bytes of Latin-1 to OUT. */
void foi_ppt_append(GString *out, foi_view text, bool wide);

#endif
