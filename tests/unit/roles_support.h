/* roles_support.h - texts with the roles that are to be read from them. */
#ifndef FOI_TEST_ROLES_SUPPORT_H
#define FOI_TEST_ROLES_SUPPORT_H

#include <criterion/criterion.h>

#include "tag_support.h"

typedef struct {
    const char *text;
    const char *relied, *upheld, *rejected, *breached;
    const char *complied; /* NULL: not asked for */
    const char *withdrawn;
} row;

static inline void check_roles(const row *rows, size_t count)
{
    static const foi_role roles[] = {FOI_ROLE_RELIED_ON, FOI_ROLE_UPHELD,   FOI_ROLE_REJECTED,
                                     FOI_ROLE_BREACHED,  FOI_ROLE_COMPLIED, FOI_ROLE_WITHDRAWN};
    for (size_t i = 0; i < count; i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        const char *wanted[] = {rows[i].relied,   rows[i].upheld,   rows[i].rejected,
                                rows[i].breached, rows[i].complied, rows[i].withdrawn};
        for (size_t k = 0; k < G_N_ELEMENTS(roles); k++) {
            if (roles[k] == FOI_ROLE_COMPLIED && !wanted[k])
                continue;
            g_autofree char *got = ids_with(document, roles[k]);
            cr_expect_str_eq(got, wanted[k] ? wanted[k] : "", "%s\n  %s: %s, wanted %s",
                             rows[i].text, foi_vocabulary_name(FOI_VOCABULARY_ROLE, roles[k]), got,
                             wanted[k] ? wanted[k] : "none");
        }
    }
}

#endif
