#include "indexer/law/characters.h"

unsigned foi_fold_letter(gunichar c)
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') ? c + 32 : c;
    gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (g_unichar_fully_decompose(c, FALSE, base, G_N_ELEMENTS(base)) > 0 && base[0] < 0x80)
        return foi_fold_letter(base[0]);
    return g_unichar_tolower(c);
}

foi_sort foi_sort_wide(gunichar *c)
{
    switch (*c) {
    case 0xad:
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x2060:
    case 0xfeff:
        return FOI_SORT_HIDDEN;
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2bc:
    case 0x2032:
        *c = '\'';
        return FOI_SORT_APOSTROPHE;
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
        *c = '"';
        return FOI_SORT_MARK;
    case 0x85:
    case 0x2028:
    case 0x2029:
        return FOI_SORT_NEWLINE;
    default:
        break;
    }
    if (*c >= 0x2010 && *c <= 0x2015) {
        *c = '-';
        return FOI_SORT_MARK;
    }
    if (*c == 0x2212) {
        *c = '-';
        return FOI_SORT_MARK;
    }
    if (g_unichar_isspace(*c) || *c == 0xa0)
        return FOI_SORT_SPACE;
    return g_unichar_isalpha(*c) || g_unichar_ismark(*c) ? FOI_SORT_LETTER : FOI_SORT_MARK;
}
