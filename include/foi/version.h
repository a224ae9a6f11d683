/* version.h - which library this is. */
#ifndef FOI_VERSION_H
#define FOI_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/** The version that a program was compiled against, as text and as one comparable number. */
#define FOI_VERSION_TEXT   "0.1.0"
#define FOI_VERSION_NUMBER 0x000100

/**
 * The version of the library that is running, in the form of FOI_VERSION_NUMBER: one byte each for
 * major, minor and patch. Programs compare it with the macro to notice a mixed installation.
 * Safe in any thread.
 */
int foi_version_number(void);

/** The same as text, such as "0.1.0". Static, never NULL. Safe in any thread. */
const char *foi_version_text(void);

#ifdef __cplusplus
}
#endif

#endif
