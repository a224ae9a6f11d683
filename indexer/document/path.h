/* path.h - file names are bytes; what people and JSON are shown is UTF-8. */
#ifndef FOI_PATH_H
#define FOI_PATH_H

/** PATH with bytes that are not UTF-8 as U+FFFD, for the caller to g_free. */
char *foi_path_display(const char *path);

#endif
