/* sheet_margin.h - what is printed at the head or foot of the pages of a sheet. */
#ifndef FOI_SHEET_MARGIN_H
#define FOI_SHEET_MARGIN_H

#include <glib.h>

/** Append the text of CODE ("&L&\"Arial,Bold\"&14Council && Co&RPage &P") to LINE: its parts are
 * parted by tabs, what is to be filled in is left out. One that is too long is none. */
void foi_sheet_margin_append(const char *code, GString *line);

#endif
