#include "indexer/vocabulary/vocabulary.h"

#include <glib.h>

typedef struct word {
    const char *name;
    const char *label;
} word;

#define WORD(constant, name, label) {name, label},
static const word doctypes[] = {{NULL, NULL}, FOI_DOCTYPES(WORD)};
static const word outcomes[] = {{NULL, NULL}, FOI_OUTCOMES(WORD)};
static const word favours[] = {{NULL, NULL}, FOI_FAVOURS(WORD)};
static const word roles[] = {{NULL, NULL}, FOI_ROLES(WORD)};
static const word reference_kinds[] = {{NULL, NULL}, FOI_REFERENCE_KINDS(WORD)};
static const word sectors[] = {{NULL, NULL}, FOI_SECTORS(WORD)};
static const word file_kinds[] = {{NULL, NULL}, FOI_FILE_KINDS(WORD)};
static const word read_statuses[] = {{NULL, NULL}, FOI_READ_STATUSES(WORD)};
static const word zones[] = {{NULL, NULL}, FOI_ZONES(WORD)};
static const word sources[] = {{NULL, NULL}, FOI_SOURCES(WORD)};
static const word date_precisions[] = {{NULL, NULL}, FOI_DATE_PRECISIONS(WORD)};
static const word tag_fields[] = {{NULL, NULL}, FOI_TAG_FIELDS(WORD)};
#undef WORD

static const struct {
    const word *words;
    int end;
} lists[FOI_VOCABULARY_COUNT] = {
    [FOI_VOCABULARY_DOCTYPE] = {doctypes, FOI_DOCTYPE_END},
    [FOI_VOCABULARY_OUTCOME] = {outcomes, FOI_OUTCOME_END},
    [FOI_VOCABULARY_FAVOURS] = {favours, FOI_FAVOURS_END},
    [FOI_VOCABULARY_ROLE] = {roles, FOI_ROLE_END},
    [FOI_VOCABULARY_REFERENCE_KIND] = {reference_kinds, FOI_REFERENCE_END},
    [FOI_VOCABULARY_SECTOR] = {sectors, FOI_SECTOR_END},
    [FOI_VOCABULARY_FILE_KIND] = {file_kinds, FOI_FILE_END},
    [FOI_VOCABULARY_READ_STATUS] = {read_statuses, FOI_READ_END},
    [FOI_VOCABULARY_ZONE] = {zones, FOI_ZONE_END},
    [FOI_VOCABULARY_SOURCE] = {sources, FOI_SOURCE_END},
    [FOI_VOCABULARY_DATE_PRECISION] = {date_precisions, FOI_DATE_END},
    [FOI_VOCABULARY_TAG_FIELD] = {tag_fields, FOI_TAG_END},
};

static const word *word_of(foi_vocabulary list, int value)
{
    static const word none = {NULL, NULL};
    if ((int)list < 0 || list >= FOI_VOCABULARY_COUNT || value <= 0 || value >= lists[list].end)
        return &none;
    return &lists[list].words[value];
}

const char *foi_vocabulary_name(foi_vocabulary list, int value)
{
    return word_of(list, value)->name;
}

const char *foi_vocabulary_label(foi_vocabulary list, int value)
{
    return word_of(list, value)->label;
}

int foi_vocabulary_value(foi_vocabulary list, const char *name)
{
    if (name == NULL)
        return 0;
    for (int value = 1; value < foi_vocabulary_end(list); value++)
        if (g_ascii_strcasecmp(name, foi_vocabulary_name(list, value)) == 0)
            return value;
    return 0;
}

int foi_vocabulary_end(foi_vocabulary list)
{
    return (int)list < 0 || list >= FOI_VOCABULARY_COUNT ? 1 : lists[list].end;
}

bool foi_role_is_claim(foi_role role)
{
    return role == FOI_ROLE_RELIED_ON || role == FOI_ROLE_UPHELD || role == FOI_ROLE_REJECTED ||
           role == FOI_ROLE_WITHDRAWN;
}

bool foi_role_is_ruling(foi_role role)
{
    return role == FOI_ROLE_UPHELD || role == FOI_ROLE_REJECTED || role == FOI_ROLE_BREACHED ||
           role == FOI_ROLE_COMPLIED;
}

foi_role foi_tag_field_role(foi_tag_field field)
{
    static const foi_role roles_of[FOI_TAG_END] = {
        [FOI_TAG_RELIED] = FOI_ROLE_RELIED_ON,  [FOI_TAG_UPHELD] = FOI_ROLE_UPHELD,
        [FOI_TAG_REJECTED] = FOI_ROLE_REJECTED, [FOI_TAG_BREACHED] = FOI_ROLE_BREACHED,
        [FOI_TAG_COMPLIED] = FOI_ROLE_COMPLIED, [FOI_TAG_WITHDRAWN] = FOI_ROLE_WITHDRAWN,
    };
    return roles_of[field];
}

foi_favours foi_outcome_favours(foi_outcome outcome, bool authority_appeals)
{
    switch (outcome) {
    case FOI_OUTCOME_DISCLOSED:
    case FOI_OUTCOME_REVIEW_OVERTURNED:
    case FOI_OUTCOME_COMPLAINT_UPHELD:
        return FOI_FAVOURS_REQUESTER;
    case FOI_OUTCOME_PARTLY_DISCLOSED:
    case FOI_OUTCOME_REVIEW_PARTLY_CHANGED:
    case FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD:
    case FOI_OUTCOME_APPEAL_ALLOWED_IN_PART:
        return FOI_FAVOURS_MIXED;
    case FOI_OUTCOME_APPEAL_ALLOWED:
        return authority_appeals ? FOI_FAVOURS_AUTHORITY : FOI_FAVOURS_REQUESTER;
    case FOI_OUTCOME_APPEAL_DISMISSED:
    case FOI_OUTCOME_APPEAL_STRUCK_OUT:
    case FOI_OUTCOME_APPEAL_WITHDRAWN:
        return authority_appeals ? FOI_FAVOURS_REQUESTER : FOI_FAVOURS_AUTHORITY;
    case FOI_OUTCOME_NONE:
    case FOI_OUTCOME_PENDING:
    case FOI_OUTCOME_REMITTED:
        return FOI_FAVOURS_NONE;
    default:
        return FOI_FAVOURS_AUTHORITY;
    }
}
