/* rtf_state.h - where the reader of an RTF is, and where its text goes. */
#ifndef FOI_RTF_STATE_H
#define FOI_RTF_STATE_H

#include "indexer/extract/word/rtf_charset.h"
#include "indexer/extract/word/rtf_flow.h"
#include "indexer/extract/word/rtf_token.h"
#include "indexer/extract/word/rtf_words.h"

/* What the RTF was made from, which is what is read. */
typedef enum foi_rtf_source {
    FOI_RTF_SOURCE_RTF = 0,
    FOI_RTF_SOURCE_HTML,
    FOI_RTF_SOURCE_TEXT
} foi_rtf_source;

/* The settings that a group inherits, and that end with it. */
typedef struct foi_rtf_group {
    foi_rtf_destination destination;
    foi_rtf_destination outer; /* of the group that the text in two forms stands in */
    bool flow;                 /* a flow began with the group */
    bool object;               /* an object began with the group */
    bool hidden;
    bool deleted;
    bool rtf_only;
    bool in_table;
    int font; /* -1: the default */
    int style;
    int outline; /* -1: none */
    int fallback;
} foi_rtf_group;

typedef struct foi_rtf_state {
    foi_output *output;
    foi_rtf_reader reader;
    GHashTable *words;
    GArray *groups; /* of foi_rtf_group: those around the current one */
    foi_rtf_group now;
    size_t lost;       /* groups open beyond the limit */
    bool fresh;        /* a group has just begun */
    bool starred;      /* the word that follows begins a group that may be left out */
    GHashTable *fonts; /* number -> code page */
    int font;          /* of the table, that is being read */
    int default_font;
    unsigned codepage;
    GHashTable *styles; /* number -> foi_rtf_form * */
    int style;          /* of the sheet, that is being read; -1: none of paragraphs */
    bool style_heading;
    GString *style_name;
    GString *title;
    GByteArray *object;
    int digit;            /* of the object, that waits for the second half of its byte; -1: none */
    GString *pending;     /* bytes of one code page that wait to be converted */
    gunichar high;        /* the first half of a pair */
    unsigned skipping;    /* characters that stand for the last one in Unicode */
    GString *source_text; /* the HTML or the plain text that the RTF was made from */
    foi_rtf_source source;
    foi_rtf_charset *charset;
    foi_rtf_flows *flows;
} foi_rtf_state;

/** Begin to read LENGTH BYTES into OUTPUT; both must outlive STATE. */
void foi_rtf_state_init(foi_rtf_state *state, foi_output *output, const uint8_t *bytes,
                        size_t length);
void foi_rtf_state_clear(foi_rtf_state *state);

/** Where the text of the current group goes; NULL: nowhere. */
GString *foi_rtf_target(foi_rtf_state *state);

/** Text in the current code page. It waits for foi_rtf_flush(). */
void foi_rtf_append_bytes(foi_rtf_state *state, const uint8_t *bytes, size_t length);

/** Convert the bytes that wait: to be called before anything but bytes follows. */
void foi_rtf_flush(foi_rtf_state *state);

void foi_rtf_append_character(foi_rtf_state *state, gunichar c);

/** The number behind \u: a unit of UTF-16 with a sign; what stands for it is skipped then. */
void foi_rtf_append_code(foi_rtf_state *state, int32_t number);

#endif
