#include "indexer/extract/word/doc_properties.h"

const foi_doc_properties FOI_DOC_NOTHING = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

typedef enum property {
    PROPERTY_HIDDEN,
    PROPERTY_DELETED,
    PROPERTY_SPECIAL,
    PROPERTY_SYMBOL,
    PROPERTY_PLAIN,
    PROPERTY_CHARACTER_STYLE,
    PROPERTY_STYLE,
    PROPERTY_IN_TABLE,
    PROPERTY_ROW_END,
    PROPERTY_LIST,
    PROPERTY_LEVEL,
    PROPERTY_OUTLINE,
    PROPERTY_FAR
} property;

typedef struct code_row {
    uint8_t old; /* 0: Word 6 and 95 do not have it */
    uint16_t code;
    property what;
} code_row;

static const code_row CODES[] = {
    {92, 0x083c, PROPERTY_HIDDEN},   {65, 0x0800, PROPERTY_DELETED},
    {117, 0x0855, PROPERTY_SPECIAL}, {74, 0x6a09, PROPERTY_SYMBOL},
    {83, 0x2a33, PROPERTY_PLAIN},    {80, 0x4a30, PROPERTY_CHARACTER_STYLE},
    {2, 0x4600, PROPERTY_STYLE},     {24, 0x2416, PROPERTY_IN_TABLE},
    {25, 0x2417, PROPERTY_ROW_END},  {0, 0x460b, PROPERTY_LIST},
    {0, 0x260a, PROPERTY_LEVEL},     {0, 0x2640, PROPERTY_OUTLINE},
    {0, 0x6645, PROPERTY_FAR},       {0, 0x6646, PROPERTY_FAR},
};

/* The length of what follows a code of Word 6 and 95, where it is not one byte. */
enum { LENGTH_FIRST = 0xff, LENGTH_TABS = 0xfe, LENGTH_TABLE = 0xfd };

typedef struct length_row {
    uint8_t first;
    uint8_t last;
    uint8_t length; /* LENGTH_FIRST: the first byte tells it */
} length_row;

static const length_row LENGTHS[] = {
    {0, 0, 0},
    {2, 2, 2},
    {3, 3, LENGTH_FIRST},
    {12, 12, LENGTH_FIRST},
    {15, 15, LENGTH_FIRST},
    {16, 19, 2},
    {20, 20, 4},
    {21, 22, 2},
    {23, 23, LENGTH_TABS},
    {26, 28, 2},
    {30, 36, 2},
    {38, 43, 2},
    {45, 49, 2},
    {68, 68, LENGTH_FIRST},
    {69, 69, 2},
    {70, 70, 4},
    {72, 72, 2},
    {73, 73, 3},
    {74, 74, LENGTH_FIRST},
    {77, 79, LENGTH_FIRST},
    {80, 80, 2},
    {81, 82, LENGTH_FIRST},
    {83, 83, 0},
    {93, 93, 2},
    {95, 95, 3},
    {96, 97, 2},
    {99, 99, 2},
    {101, 101, 2},
    {103, 103, LENGTH_FIRST},
    {105, 106, LENGTH_FIRST},
    {107, 107, 2},
    {108, 108, LENGTH_FIRST},
    {109, 110, 2},
    {120, 120, LENGTH_FIRST},
    {121, 124, 2},
    {136, 137, 3},
    {140, 141, 2},
    {144, 145, 2},
    {148, 149, 2},
    {154, 157, 2},
    {160, 161, 2},
    {164, 171, 2},
    {182, 184, 2},
    {187, 187, 12},
    {188, 188, LENGTH_TABLE},
    {189, 189, 2},
    {190, 190, LENGTH_TABLE},
    {191, 191, LENGTH_FIRST},
    {192, 192, 4},
    {193, 193, 5},
    {194, 194, 4},
    {195, 195, 2},
    {196, 196, 4},
    {197, 198, 2},
    {199, 199, 5},
    {200, 200, 4},
};

/* A list of tab stops that is too long to say its length: stops to delete, then stops to add. */
static size_t tabs_length(foi_view rest)
{
    size_t deleted = foi_view_8(rest, 1);
    return 2 + 4 * deleted + 1 + 3 * (size_t)foi_view_8(rest, 2 + 4 * deleted);
}

/* The bytes that follow a code, with those that tell their length; *START: what is before them. */
static size_t operand_length(uint8_t kind, foi_view rest, size_t *start)
{
    *start = 0;
    if (kind == LENGTH_TABLE) {
        *start = 2;
        return MAX((size_t)foi_view_16(rest, 0) + 1, 2);
    }
    if (kind == LENGTH_TABS && foi_view_8(rest, 0) == 255)
        return tabs_length(rest);
    if (kind == LENGTH_TABS || kind == LENGTH_FIRST) {
        *start = 1;
        return 1 + (size_t)foi_view_8(rest, 0);
    }
    return kind;
}

static uint8_t kind_of_old(unsigned code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(LENGTHS); i++)
        if (code >= LENGTHS[i].first && code <= LENGTHS[i].last)
            return LENGTHS[i].length;
    return 1;
}

/* From Word 97 on three bits of the code tell the length. */
static uint8_t kind_of(uint16_t code)
{
    static const uint8_t KINDS[] = {1, 1, 2, 4, 2, 2, LENGTH_FIRST, 3};
    if (code == 0xd608 || code == 0xd606)
        return LENGTH_TABLE;
    return code == 0xc615 ? LENGTH_TABS : KINDS[code >> 13];
}

static void set(foi_doc_properties *properties, property what, foi_view operand)
{
    uint16_t value = foi_view_8(operand, 0);
    uint16_t word = foi_view_16(operand, 0);
    switch (what) {
    case PROPERTY_HIDDEN:
        properties->hidden = value;
        break;
    case PROPERTY_DELETED:
        properties->deleted = value != 0;
        break;
    case PROPERTY_SPECIAL:
        properties->special = value != 0;
        break;
    case PROPERTY_SYMBOL: /* behind the number of its font; 8 bits in Word 6 and 95 */
        properties->symbol =
            operand.length >= 4 ? foi_view_16(operand, 2) : 0xf000 | foi_view_8(operand, 2);
        break;
    case PROPERTY_PLAIN:
        properties->hidden = 0x80;
        break;
    case PROPERTY_CHARACTER_STYLE:
        properties->character_style = word;
        break;
    case PROPERTY_STYLE:
        properties->style = word;
        break;
    case PROPERTY_IN_TABLE:
        properties->in_table = value != 0;
        break;
    case PROPERTY_ROW_END:
        properties->row_end = value != 0;
        break;
    case PROPERTY_LIST:
        properties->list = word;
        break;
    case PROPERTY_LEVEL:
        properties->level = value;
        break;
    case PROPERTY_OUTLINE:
        properties->outline = value;
        break;
    case PROPERTY_FAR:
        properties->far = foi_view_32(operand, 0);
        break;
    }
}

static void apply(foi_doc_properties *properties, unsigned code, bool old, foi_view operand)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CODES) && code != 0; i++)
        if (code == (old ? CODES[i].old : CODES[i].code))
            set(properties, CODES[i].what, operand);
}

void foi_doc_properties_apply(foi_doc_properties *properties, foi_view changes, bool old)
{
    size_t width = old ? 1 : 2;
    size_t at = 0;
    while (foi_view_has(changes, at, width)) {
        unsigned code = old ? foi_view_8(changes, at) : foi_view_16(changes, at);
        foi_view rest = foi_view_part(changes, at + width, changes.length);
        size_t start;
        size_t length =
            operand_length(old ? kind_of_old(code) : kind_of((uint16_t)code), rest, &start);
        /* What is cut off at the end of the list says nothing. */
        if (length > rest.length)
            return;
        apply(properties, code, old, foi_view_part(rest, start, length - start));
        at += width + length;
    }
}

void foi_doc_properties_apply_one(foi_doc_properties *properties, unsigned code, uint8_t value)
{
    apply(properties, code, true, (foi_view){&value, 1});
}

static void put(int *under, int over)
{
    if (over >= 0)
        *under = over;
}

void foi_doc_properties_merge(foi_doc_properties *properties, const foi_doc_properties *over)
{
    put(&properties->hidden, over->hidden);
    put(&properties->deleted, over->deleted);
    put(&properties->special, over->special);
    put(&properties->symbol, over->symbol);
    put(&properties->character_style, over->character_style);
    put(&properties->style, over->style);
    put(&properties->in_table, over->in_table);
    put(&properties->row_end, over->row_end);
    put(&properties->list, over->list);
    put(&properties->level, over->level);
    put(&properties->outline, over->outline);
    properties->far = over->far >= 0 ? over->far : properties->far;
}
