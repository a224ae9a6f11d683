/* outcomes_support.h - letters with what they come to and what they claim. */
#ifndef FOI_TEST_OUTCOMES_SUPPORT_H
#define FOI_TEST_OUTCOMES_SUPPORT_H

#include <criterion/criterion.h>

#include "tag_support.h"

typedef struct {
    const char *doctype, *outcome;
    const char *relied, *withdrawn; /* in order of appearance */
    const char *text;
} row;

static inline const char *name_of(foi_vocabulary list, int value)
{
    const char *found = foi_vocabulary_name(list, value);
    return found ? found : "";
}

static inline void check_letters(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        const foi_tags *tags = &document->tags;
        const char *doctype = name_of(FOI_VOCABULARY_DOCTYPE, tags->doctype);
        const char *outcome = name_of(FOI_VOCABULARY_OUTCOME, tags->outcome);
        g_autofree char *relied = ids_with(document, FOI_ROLE_RELIED_ON);
        g_autofree char *withdrawn = ids_with(document, FOI_ROLE_WITHDRAWN);
        cr_expect_str_eq(doctype, rows[i].doctype, "%s\n  %s", rows[i].text, doctype);
        cr_expect_str_eq(outcome, rows[i].outcome, "%s\n  %s", rows[i].text, outcome);
        cr_expect_str_eq(relied, rows[i].relied, "%s\n  %s", rows[i].text, relied);
        cr_expect_str_eq(withdrawn, rows[i].withdrawn, "%s\n  %s", rows[i].text, withdrawn);
        cr_expect(!tags->outcome || tags->outcome_evidence.length > 0, "%s", rows[i].text);
    }
}

#endif
