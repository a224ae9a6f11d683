/* rtf_flow.h - paragraphs and tables of an RTF as blocks.
 *
 * A footnote, a header or a text box stands inside of a paragraph and has paragraphs of its own:
 * each is a flow of text, and flows lie in each other.
 */
#ifndef FOI_RTF_FLOW_H
#define FOI_RTF_FLOW_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/word/rtf_words.h"

/** What is known of a paragraph at its end. */
typedef struct foi_rtf_form {
    bool heading;
    bool quote;
    bool in_table;
} foi_rtf_form;

typedef struct foi_rtf_flows foi_rtf_flows;

/** Blocks go to OUTPUT, which is borrowed. The main text is open. */
foi_rtf_flows *foi_rtf_flows_new(foi_output *output);
void foi_rtf_flows_free(foi_rtf_flows *flows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_rtf_flows, foi_rtf_flows_free)

/** Open a flow of PART inside of the current one; false where they lie too deep in each other. */
bool foi_rtf_flows_open(foi_rtf_flows *flows, foi_rtf_part part);

/** End the current flow and go on with the outer one. The main text stays open. */
void foi_rtf_flows_close(foi_rtf_flows *flows);

/** The text of the current paragraph, and what is printed before it; to be appended to. */
GString *foi_rtf_flows_text(foi_rtf_flows *flows);
GString *foi_rtf_flows_label(foi_rtf_flows *flows);

/** End the current paragraph, cell or row. */
void foi_rtf_flows_paragraph(foi_rtf_flows *flows, foi_rtf_form form);
void foi_rtf_flows_cell(foi_rtf_flows *flows, foi_rtf_form form);
void foi_rtf_flows_row(foi_rtf_flows *flows);

/** Give a part of a paragraph that has grown too long, so that memory stays bounded. */
void foi_rtf_flows_relieve(foi_rtf_flows *flows);

/** End all flows and give the notes, then the footers. */
void foi_rtf_flows_finish(foi_rtf_flows *flows);

/** Whether there is room for more text. */
bool foi_rtf_flows_more(const foi_rtf_flows *flows);

#endif
