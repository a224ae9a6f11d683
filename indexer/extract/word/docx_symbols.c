#include "indexer/extract/word/docx_symbols.h"

#include <stdbool.h>

/* Symbol: Greek in the places of the Latin letters. */
static const char *const CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
static const char *const SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

typedef struct sign {
    unsigned char code;
    const char *text;
} sign;

static const sign SYMBOL[] = {
    {0xa3, "≤"}, {0xa5, "∞"}, {0xae, "→"}, {0xac, "←"}, {0xb0, "°"}, {0xb1, "±"}, {0xb2, "″"},
    {0xb3, "≥"}, {0xb4, "×"}, {0xb7, "•"}, {0xb8, "÷"}, {0xb9, "≠"}, {0xbb, "≈"}, {0xd2, "®"},
    {0xd3, "©"}, {0xd4, "™"}, {0xd6, "√"}, {0xd7, "·"}, {0xe5, "∑"}, {0, NULL},
};

/* Boxes of forms, ticked and not. */
static const sign WINGDINGS[] = {
    {0x28, "☎"}, {0x2a, "✉"}, {0x6e, "■"}, {0x6f, "☐"}, {0x71, "☐"}, {0x72, "☐"}, {0xa7, "▪"},
    {0xa8, "☐"}, {0xe0, "→"}, {0xfb, "✗"}, {0xfc, "✓"}, {0xfd, "☒"}, {0xfe, "☑"}, {0, NULL},
};

static const sign WINGDINGS_2[] = {
    {0x4f, "✗"}, {0x50, "✓"}, {0x51, "☒"}, {0x52, "☑"},
    {0x53, "☒"}, {0x54, "☒"}, {0xa3, "☐"}, {0, NULL},
};

static const char *find(const sign *signs, unsigned char code)
{
    while (signs->text != NULL && signs->code != code)
        signs++;
    return signs->text;
}

static void append_letter(GString *out, const char *letters, unsigned index)
{
    g_string_append_unichar(out, g_utf8_get_char(g_utf8_offset_to_pointer(letters, (glong)index)));
}

typedef struct font_row {
    const char *name;
    const sign *signs;
} font_row;

static const font_row FONTS[] = {
    {"Symbol", SYMBOL}, {"Wingdings", WINGDINGS}, {"Wingdings 2", WINGDINGS_2}};

void foi_docx_symbol_append(GString *out, const char *font, guint64 code)
{
    const sign *signs = NULL;
    bool own = code <= 0xff || (code & ~(guint64)0xff) == 0xf000;
    for (size_t i = 0; i < G_N_ELEMENTS(FONTS) && font != NULL && own; i++)
        if (g_ascii_strcasecmp(font, FONTS[i].name) == 0)
            signs = FONTS[i].signs;
    char low = (char)(code & 0xff);
    const char *text = signs == NULL ? NULL : find(signs, (unsigned char)low);
    if (text != NULL)
        g_string_append(out, text);
    else if (signs == SYMBOL && g_ascii_isalpha(low))
        append_letter(out, g_ascii_isupper(low) ? CAPITALS : SMALL,
                      (unsigned)(g_ascii_toupper(low) - 'A'));
    else if (signs == SYMBOL && g_ascii_isprint(low))
        g_string_append_c(out, low);
    else if (code > 0 && code <= 0x10ffff && g_unichar_validate((gunichar)code))
        g_string_append_unichar(out, (gunichar)code);
}
