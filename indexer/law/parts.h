/* parts.h - reads the number of a provision and the parts behind it: "36(2)(b)(i)", "12.5.b",
 * "5.1.a". */
#ifndef FOI_LAW_PARTS_H
#define FOI_LAW_PARTS_H

#include "indexer/law/tokens.h"

/** Levels below the section that any law here has. */
#define FOI_PARTS_LIMIT 4

typedef struct foi_law_path {
    char number[8];                /**< "36", "22A"; "" where `rooted` */
    char part[FOI_PARTS_LIMIT][8]; /**< "2", "b", "i" */
    bool numeric[FOI_PARTS_LIMIT];
    unsigned parts;
    bool rooted; /**< its parts lie in a section that goes without saying: "(b)(5)", "552(b)(5)" */
    uint32_t first; /**< tokens */
    uint32_t end;
} foi_law_path;

/** Read number and parts at token AT into PATH. False where neither a section number nor, for a law
 * whose provisions lie in one section, a part stands there. */
bool foi_law_read_path(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                       foi_law_path *path);

/**
 * Read a bare part at AT ("(ii)", "(3)", after '&' also "b") that goes on from PATH, and put it
 * into PATH at its level. False where there is none.
 */
bool foi_law_read_next_part(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                            foi_law_path *path);

/** Read the word or number at AT ("b", "ii", "3") as the one part of PATH. False where it is none.
 */
bool foi_law_read_word_part(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                            foi_law_path *path);

/** Put the parts of BELOW under those of PATH. False where they do not fit there. */
bool foi_law_append(foi_law_path *path, const foi_law_path *below);

/** Bytes of the longest id, with its NUL. */
#define FOI_PROVISION_ID_SIZE 40

/**
 * Write the canonical id of PATH in the law REGIME (a row of the table) to ID, spelt as the table
 * has it. BARE: the number may be one that the law leaves the rest of to the reader ("Exemption
 * 5"). False where the table has neither the provision nor one that holds it.
 */
bool foi_law_write_id(const foi_law_path *path, int regime, bool bare,
                      char id[FOI_PROVISION_ID_SIZE]);

#endif
