/* value.h - one cell of a table of labels: what it says of a field, in canonical values.
 *
 * A cell that says "-" says that there is no such tag. Fields with several values take them parted
 * by ';'. Canonical values are those of the vocabulary; ids of provisions; YYYY, YYYY-MM or
 * YYYY-MM-DD; an authority's id where it is in the table, else its name; KIND=REFERENCE. Any
 * thread.
 */
#ifndef FOI_LABELS_VALUE_H
#define FOI_LABELS_VALUE_H

#include <glib.h>
#include <stdbool.h>

#include "indexer/vocabulary/vocabulary.h"

/** What was said of a cell for people: half a sentence, g_free. */
typedef struct foi_cell_note {
    char *problem; /**< why the cell cannot be used: the value and the nearest known ones */
    char *remark;  /**< it can be used, but a person may have meant something else */
    bool quiet; /**< set by the caller: nobody reads remarks any more, so that the nearest of some
                   thousand authorities need not be looked for */
} foi_cell_note;

void foi_cell_note_clear(foi_cell_note *note);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_cell_note, foi_cell_note_clear)

/**
 * Append the canonical values (char *) that CELL, which is not empty, gives for FIELD to VALUES;
 * none for "-". False, with NOTE's problem set and VALUES as it was, where CELL cannot be used.
 */
bool foi_label_value(foi_tag_field field, const char *cell, GPtrArray *values, foi_cell_note *note);

/** True where CELL says that there is none. */
bool foi_label_says_none(const char *cell);

/** The id of a provision as a publisher writes it ("FOI 40(2)", "EIR 12.5.b", "section 40"), under
 * the law ACT (a regime's id or name; NULL: none is named). NULL where there is none such. g_free.
 */
char *foi_label_provision(const char *text, const char *act);

#endif
