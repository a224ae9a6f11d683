/* tag.h - reads what a document is: type, authority, date, law, outcome, references, each with
 * evidence.
 *
 * The steps, in the order of foi_tag_document(), and their files:
 *
 * - reading.c: tokens, law references folded into one token each, phrases, sentences; classes.c
 *   finds the tokens that a step looks at, look.h what stands at one
 * - zones.c: quoted requests and mails, statutes, rights of appeal, signatures
 * - language.c, title.c
 * - doctype.c: the type, by what a text says; shape.c: by where things stand in it
 * - date.c: which of the dates is the document's own; date_heads.c: in heads of published
 * decisions; dates.c: how dates are written
 * - references.c: numbers, known by their form (reference_forms.c), a label (reference_labels.c) or
 *   their place (reference_places.c); reference_own.c: which of them are the document's own
 * - authority.c: whose document it is; parties.c: where it says so; bodies.c: all that are named;
 *   hosts.c: sites and mail hosts
 * - roles.c: who claimed which provision and what became of it; cues.c: the words that tell;
 *   rulings.c: what they do; claims.c: what letters say without a verb; findings.c: what all of it
 *   comes to
 * - regime.c: the law
 * - outcome.c: of decisions; outcome_votes.c and outcome_letter.c: of letters
 * - appeal.c: what an appeal leaves of the findings before it
 * - matter.c: the keys by which documents of one matter become a case
 *
 * Words are rows of corpus/phrases.tsv (phrases.c); the order and the grammar are here.
 */
#ifndef FOI_TAG_H
#define FOI_TAG_H

#include "indexer/document/document.h"

/**
 * Changes whenever the same text could be tagged otherwise, tables included: stored with each
 * document, so that it is known which are stale.
 */
#define FOI_TAGGER_VERSION 4

/**
 * Tag DOCUMENT from its text, `sender`, `sent`, `file`, `member` and `title`: sets the zone of each
 * block, all tags, and title and language where they are missing. Earlier tags are dropped. A tag
 * of which nothing is known is left out, never guessed. A pure function of the document: no clock,
 * no files, no locale. Linear in the length of the text. Safe in any thread.
 */
void foi_tag_document(foi_document *document);

#endif
