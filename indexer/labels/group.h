/* group.h - what the rows of one file say of one document, while they are gathered. */
#ifndef FOI_LABELS_GROUP_H
#define FOI_LABELS_GROUP_H

#include "indexer/labels/labels.h"

/** The most values that a field of one document can have. */
#define FOI_LABEL_VALUES 500

/** How a section of a complaint ended, in the regulator's words. */
typedef enum foi_section_result {
    FOI_RESULT_NONE = 0,
    FOI_RESULT_UPHELD = 1,
    FOI_RESULT_NOT_UPHELD = 2,
    FOI_RESULT_PARTLY = 4
} foi_section_result;

/** All that is said of one document. */
typedef struct foi_label_group {
    char *key;
    uint32_t line;    /**< of its first row */
    unsigned results; /**< set of foi_section_result: of all findings */
    GArray *said;     /**< of what group.c keeps of a field */
} foi_label_group;

foi_label_group *foi_label_group_new(const char *key, uint32_t line);
void foi_label_group_free(foi_label_group *group);

/**
 * LINE says that FIELD is VALUES (of char *, copied; empty: none). Lists add up. Returns 0, or the
 * line that has said otherwise of a field that has one value, or UINT32_MAX where there would be
 * more than FOI_LABEL_VALUES: then nothing is changed.
 */
uint32_t foi_label_group_say(foi_label_group *group, foi_tag_field field, const GPtrArray *values,
                             double confidence, uint32_t line);

/** A finding of RESULT on PROVISION (an id). */
void foi_label_group_find(foi_label_group *group, const char *provision, foi_section_result result,
                          double confidence, uint32_t line);

/** RESULT is how the complaint as a whole ended. As foi_label_group_say(). */
uint32_t foi_label_group_end(foi_label_group *group, foi_section_result result, double confidence,
                             uint32_t line);

/** Add the group to ROWS, with the outcome that follows from its findings where it names none. */
void foi_label_group_finish(foi_label_group *group, foi_label_rows *rows);

#endif
