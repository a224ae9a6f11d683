/* parts.h - reads the number of a provision and the parts behind it: "36(2)(b)(i)", "12.5.b",
 * "5.1.a". */
#ifndef FOI_LAW_PARTS_H
#define FOI_LAW_PARTS_H

#include "indexer/law/tokens.h"

/** Levels below the section that any law here has. */
#define FOI_PARTS_LIMIT 4

typedef struct foi_law_path {
    char number[8];                /**< "36", "22A" */
    char part[FOI_PARTS_LIMIT][8]; /**< "2", "b", "i" */
    bool numeric[FOI_PARTS_LIMIT];
    unsigned parts;
    uint32_t first; /**< tokens */
    uint32_t end;
} foi_law_path;

/** Read number and parts at token AT into PATH. False where no section number stands there. */
bool foi_law_read_path(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                       foi_law_path *path);

/**
 * Read a bare part at AT ("(ii)", "(3)", after '&' also "b") that goes on from PATH, and put it
 * into PATH at its level. False where there is none.
 */
bool foi_law_read_next_part(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                            foi_law_path *path);

#endif
