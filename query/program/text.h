/* text.h - labels and numbers side by side on a terminal. */
#ifndef FOI_TEXT_H
#define FOI_TEXT_H

/** How many columns TEXT (valid UTF-8) takes on a terminal. */
unsigned query_columns(const char *text);

/** TEXT (valid UTF-8) cut to COLUMNS with an ellipsis, g_free. */
char *query_shortened(const char *text, unsigned columns);

#endif
