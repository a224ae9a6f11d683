#include "indexer/extract/codepage.h"

#include <glib.h>

typedef struct codepage_row {
    unsigned number;
    const char *name;
} codepage_row;

static const codepage_row CODEPAGES[] = {
    {437, "ibm-437"},         {708, "iso-8859-6"},       {720, "ibm-720"},
    {737, "ibm-737"},         {775, "ibm-775"},          {850, "ibm-850"},
    {852, "ibm-852"},         {855, "ibm-855"},          {857, "ibm-857"},
    {858, "ibm-858"},         {860, "ibm-860"},          {861, "ibm-861"},
    {862, "ibm-862"},         {863, "ibm-863"},          {864, "ibm-864"},
    {865, "ibm-865"},         {866, "ibm-866"},          {869, "ibm-869"},
    {874, "windows-874"},     {932, "windows-932"},      {936, "windows-936"},
    {949, "windows-949"},     {950, "windows-950"},      {1200, "UTF-16LE"},
    {1201, "UTF-16BE"},       {1250, "windows-1250"},    {1251, "windows-1251"},
    {1252, "windows-1252"},   {1253, "windows-1253"},    {1254, "windows-1254"},
    {1255, "windows-1255"},   {1256, "windows-1256"},    {1257, "windows-1257"},
    {1258, "windows-1258"},   {10000, "macintosh"},      {10001, "windows-932"},
    {10006, "x-mac-greek"},   {10007, "x-mac-cyrillic"}, {10029, "x-mac-centraleurroman"},
    {10081, "x-mac-turkish"}, {20127, "us-ascii"},       {20866, "KOI8-R"},
    {20936, "GB2312"},        {21866, "KOI8-U"},         {28591, "iso-8859-1"},
    {28592, "iso-8859-2"},    {28593, "iso-8859-3"},     {28594, "iso-8859-4"},
    {28595, "iso-8859-5"},    {28596, "iso-8859-6"},     {28597, "iso-8859-7"},
    {28598, "iso-8859-8"},    {28599, "iso-8859-9"},     {28603, "iso-8859-13"},
    {28605, "iso-8859-15"},   {38598, "iso-8859-8"},     {50220, "iso-2022-jp"},
    {50221, "iso-2022-jp"},   {50222, "iso-2022-jp"},    {50225, "iso-2022-kr"},
    {51932, "EUC-JP"},        {51936, "GB2312"},         {51949, "EUC-KR"},
    {52936, "HZ-GB-2312"},    {54936, "GB18030"},        {65000, "utf-7"},
    {65001, "utf-8"},
};

const char *foi_codepage_name(unsigned number)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CODEPAGES); i++)
        if (CODEPAGES[i].number == number)
            return CODEPAGES[i].name;
    return NULL;
}
