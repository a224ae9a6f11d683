/* references.h - numbers of cases, appeals, decisions and requests: how they are written, and which
 * of them name the matter of a document.
 */
#ifndef FOI_TAG_REFERENCES_H
#define FOI_TAG_REFERENCES_H

#include "indexer/tag/look.h"
#include "indexer/tag/reading.h"

/** Longest canonical spelling, its NUL included. */
#define FOI_REFERENCE_BYTES 64

/** Words that one kind of reference may begin with. */
#define FOI_REFERENCE_WORDS 32

/** How a number came to be taken for an authority's own. */
typedef enum foi_reference_sign {
    FOI_SIGN_FORM = 0, /**< by its form alone */
    FOI_SIGN_LABEL,    /**< a label stands before it: "Our ref:" */
    FOI_SIGN_YOURS     /**< the label says that it is the other side's: "Your ref:" */
} foi_reference_sign;

/** A reference being read from a reading that outlives it. */
typedef struct foi_found_reference {
    const foi_reading *reading;
    uint32_t at;    /**< first token, the label's where there is one */
    uint32_t value; /**< first token of the number itself */
    uint32_t end;   /**< behind its last token */
    foi_reference_kind kind;
    foi_reference_sign sign;
    char id[FOI_REFERENCE_BYTES]; /**< canonical spelling */
} foi_found_reference;

/** Read a reference that begins at `at`: true with all other members set. */
typedef bool (*foi_reference_read)(foi_found_reference *found);

typedef struct foi_reference_reader {
    foi_reference_read read;
    const char *words[FOI_REFERENCE_WORDS]; /**< folded words that it begins with; NULL ends */
    char mark;                              /**< or this mark; 0: none */
} foi_reference_reader;

/** The kinds that have a form of their own, in the order in which they are asked. Static. */
const foi_reference_reader *foi_reference_forms(size_t *count);

/** The next of a list: "EA/2006/0049 & 50", "Decisions 001/2010 and 002/2010". FOUND, just read,
 * becomes it; false leaves FOUND alone. */
bool foi_reference_next(foi_found_reference *found);

/** The numbers that an authority gives itself, in the order in which they are asked. Static. */
const foi_reference_reader *foi_reference_labels(size_t *count);

/** Whether a number that stands where an authority puts that of a request begins at FOUND's `at`,
 * which a word in capitals or a number begins: in the subject or the title, in brackets, in a
 * column or line of its own. FOUND is set where it does. */
bool foi_reference_in_place(foi_found_reference *found);

/** Whether a line begins at AT, or the text is over. */
static inline bool begins_line(const foi_reading *reading, uint32_t at)
{
    return at == 0 || at >= reading->tokens->len || (token_at(reading, at)->flags & FOI_TOKEN_LINE);
}

/** Whether a column begins at AT: a line, what a tab or the date of a letter parts from the rest of
 * its line; or the text is over. */
bool foi_number_begins_column(const foi_reading *reading, uint32_t at);

/** The end of the run of tokens from AT that can be a number of any form ("FOI 784", "F-2010-1",
 * "FOI(18)07"); 0: there is none. */
uint32_t foi_number_end(const foi_reading *reading, uint32_t at);

/** Digits and letters between AT and END. */
void foi_number_count(const foi_reading *reading, uint32_t at, uint32_t end, unsigned *digits,
                      unsigned *letters);

/** Whether a word that only requests' numbers have stands between AT and END: FOI, ATISN. */
bool foi_number_is_named(const foi_reading *reading, uint32_t at, uint32_t end);

/** Whether the number that ends before END goes on behind a space, as those of telephones do. */
bool foi_number_goes_on(const foi_reading *reading, uint32_t end);

/** Whether what stands between AT and END can be an authority's number: no date, period, planning
 * application, archive's call number. */
bool foi_number_is_plausible(const foi_reading *reading, uint32_t at, uint32_t end);

/** Whether a number of a regulator, tribunal or court begins at AT. */
bool foi_number_is_form(const foi_found_reference *found, uint32_t at);

/** Make FOUND the authority's number between FROM and END; false where it is too short or long. */
bool foi_number_set(foi_found_reference *found, uint32_t from, uint32_t end);

/** What of a document has been seen while its references are told apart. Zero it to begin, and
 * g_free its title in the end. */
typedef struct foi_reference_matter {
    char *title;                      /**< the key of the document's title, once it was asked for */
    char notice[FOI_REFERENCE_BYTES]; /**< the notice under appeal */
    char appeal[FOI_REFERENCE_BYTES]; /**< the first-tier appeal under appeal */
    char citation[FOI_REFERENCE_BYTES]; /**< the citation of the document itself */
} foi_reference_matter;

/** Whether FOUND names the matter of the document: as its label, in its title, as the decision
 * under appeal; not where it is only cited. */
bool foi_reference_is_own(const foi_found_reference *found, foi_reference_matter *matter);

/** The text of token AT in capitals, cut to SIZE - 1 bytes. */
void foi_reference_text(const foi_reading *reading, uint32_t at, char *out, size_t size);

#endif
