/* directory.h - where the index lies when nobody says. */
#ifndef FOI_DIRECTORY_H
#define FOI_DIRECTORY_H

/**
 * GIVEN where it is not NULL, else $FOI_INDEX, else $XDG_DATA_HOME/foi/index, else
 * ~/.local/share/foi/index. For the caller to g_free; never NULL.
 */
char *foi_directory_of_index(const char *given);

#endif
