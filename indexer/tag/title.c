/* title.c - what a document is called: its subject line, the heading that names its matter, or else
 * its type, number and authority; nothing rather than a heading that any letter could have. */
#include <string.h>

#include "indexer/authority/authority.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"
#include "indexer/tag/reading.h"
#include "indexer/tag/titles.h"

/* A title is a line of at most so many bytes. */
#define TITLE_BYTES 200

/* Lines from the top in which a title is looked for. */
#define TITLE_LINES 60

/* A subject line below the salutation is no longer than that. */
#define SUBJECT_BYTES 140

/* A heading that names the matter stands among so many blocks from the top. */
#define HEADING_BLOCKS 12

/* --- what any letter could have as a heading ---------------------------------------------------
 */

static const foi_symbol_map *common_words_get(void)
{
    static const char words[] =
        "a about access acknowledgement act after all an analysis and annex annexe any appeal "
        "appeals appendix applicant application applied as asked attachment authority background "
        "briefing by cais case central chamber city clarification commissioner complaint "
        "complaints conclusion conclusions conduct considerations contact contents copy "
        "correspondence council cover covering date dated dear decision decisions deddf details "
        "disclosed disclosure doc document documents docx draft eir eirs eisr email enclosure "
        "environmental exception exceptions exemption exemptions facts final findings first foi "
        "foia foisa fol for form freedom from further general government gwybodaeth have "
        "headquarters held history home how hysbysiad ico if important in including index "
        "information interest internal introduction is it judgment law legal legislation letter "
        "letterhead line local madam mail marked matters memo menu message microsoft new no not "
        "note notes notice notices of office official on or ordered other our outcome page part "
        "pdf penderfyniad powerpoint preliminary presentation private procedure protect "
        "protectively provided public re reason reasons received record ref reference refusal "
        "regulations regulatory reply report request requested requesting requests requirement "
        "respond respondent responding response responses restricted result review reviews "
        "rhyddid right rights role ruling s said scope scotland scottish section sensitive sent "
        "sir statutory steps subject substituted summary taken template test the their this tier "
        "time title to tribunal unclassified under untitled upper us we what with word ymateb you "
        "your yours";
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        g_auto(GStrv) each = g_strsplit(words, " ", -1);
        foi_symbol_map_put_words(map, (const char *const *)each, g_strv_length(each), 1);
        g_once_init_leave(&made, map);
    }
    return made;
}

bool foi_title_is_common_word(uint32_t symbol)
{
    return foi_symbol_map_get(common_words_get(), symbol);
}

/* Whether all words of TEXT are such as every letter has; the year of an Act is one, too. */
static bool has_common_words_only(const char *text)
{
    const foi_symbol_map *common = common_words_get();
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    for (guint i = 0; i < tokens->len; i++) {
        const foi_token *token = &g_array_index(tokens, foi_token, i);
        bool act =
            token->kind == FOI_TOKEN_NUMBER && (token->length <= 2 || token->value == 2000 ||
                                                token->value == 2002 || token->value == 2004);
        if (token->kind != FOI_TOKEN_MARK && !act && !foi_symbol_map_get(common, token->symbol))
            return false;
    }
    return true;
}

/* "Cabinet Office - Decision notices", "COMPLAINT RIGHTS": it says whose letter of what kind it is,
 * not which. */
static bool is_common(const char *title)
{
    if (has_common_words_only(title) || foi_authority_find(title))
        return true;
    g_auto(GStrv) parts = g_strsplit_set(title, "-|:()\t", 8);
    bool whole = g_strv_length(parts) > 1;
    for (char **part = parts; *part && whole; part++) {
        g_strstrip(*part);
        whole = has_common_words_only(*part) || foi_authority_find(*part) != NULL;
    }
    return whole;
}

/* --- candidates ------------------------------------------------------------------------------- */

typedef struct {
    const foi_reading *reading;
    const char *text;
    size_t length;
    const foi_block *block;
} line;

/* LINE without what stands before its first SKIP bytes, as a title; NULL where it is none. */
static char *title_from(const line *at, size_t skip)
{
    if (at->length <= skip || at->length - skip > TITLE_BYTES)
        return NULL;
    g_autofree char *title = g_strndup(at->text + skip, at->length - skip);
    for (char *c = title; *c; c++)
        if (*c == '\t')
            *c = ' ';
    g_strstrip(title);
    return *title && !is_common(title) ? g_steal_pointer(&title) : NULL;
}

static inline size_t starts_with(const line *at, const char *prefix)
{
    if ((at->text[0] | 0x20) != (prefix[0] | 0x20))
        return 0;
    size_t length = strlen(prefix);
    return at->length > length && g_ascii_strncasecmp(at->text, prefix, length) == 0 ? length : 0;
}

/* "Subject: ...", "Re: ..." */
static char *labelled(const line *at)
{
    static const char *const labels[] = {"Subject:", "Re:", "RE:", "Title:", "Heading:", "Teitl:"};
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        size_t skip = starts_with(at, labels[i]);
        if (skip)
            return title_from(at, skip);
    }
    return NULL;
}

/* "Decision 079/2016: Mr T and City of Edinburgh Council", "Amin v Information Commissioner [2025]
 * UKFTT 325 (GRC)". */
static char *names_case(const line *at)
{
    size_t skip = starts_with(at, "Decision ");
    skip = skip ? skip : starts_with(at, "Decision Notice ");
    bool numbered = skip && g_ascii_isdigit(at->text[skip]) &&
                    memchr(at->text + skip, '/', MIN(at->length - skip, 5));
    if (numbered)
        return title_from(at, 0);
    if (!g_ascii_isupper(at->text[0]) || at->text[at->length - 1] == '.')
        return NULL;
    g_autofree char *copy = g_ascii_strdown(at->text, (gssize)MIN(at->length, TITLE_BYTES));
    const char *versus = strstr(copy, " v ");
    versus = versus ? versus : strstr(copy, " v. ");
    bool parties = versus && versus > copy && strstr(versus, "commissioner");
    return parties ? title_from(at, 0) : NULL;
}

/* A line that is a block of its own and no sentence. */
static bool is_apart(const line *at, size_t most)
{
    char last = at->text[at->length - 1];
    return at->length == at->block->length && at->length >= 4 && at->length <= most &&
           !strchr(".,;:?!", last);
}

static bool is_salutation(const line *at)
{
    return starts_with(at, "Dear ") && at->length < 80;
}

/* The tokens of a heading that cites the law are about a provision, not about the matter. */
static bool names_provision(const line *at)
{
    const foi_reading *in = at->reading;
    size_t start = (size_t)(at->text - in->text);
    for (guint i = 0; i < in->named->len; i++) {
        const foi_token *token = foi_reading_token(in, g_array_index(in->named, uint32_t, i));
        if (token->start >= start)
            return token->start < start + at->length;
    }
    return false;
}

/* --- the search ------------------------------------------------------------------------------- */

typedef struct {
    char *named;   /* best: the parties, the numbered decision, a labelled subject */
    char *subject; /* below the salutation */
    char *heading;
    bool saluted; /* the line before was a salutation */
    bool letter;  /* there was one: further headings are of parts of the letter */
} candidates;

static void look_at(candidates *found, const line *at, guint block)
{
    bool below = found->saluted;
    if (!found->named)
        found->named = names_case(at);
    if (!found->named)
        found->named = labelled(at);
    if (below && !found->subject && is_apart(at, SUBJECT_BYTES) && !names_provision(at) &&
        at->block->zone != FOI_ZONE_REQUEST)
        found->subject = title_from(at, 0);
    bool heading = at->block->kind == FOI_BLOCK_HEADING && block < HEADING_BLOCKS && !found->letter;
    if (heading && !found->heading && is_apart(at, TITLE_BYTES) && !names_provision(at))
        found->heading = title_from(at, 0);
    found->saluted = is_salutation(at);
    found->letter = found->letter || found->saluted;
}

/* The lines from the top, each with its block. */
static void search(candidates *found, const foi_reading *reading)
{
    const foi_text *text = &reading->document->text;
    unsigned lines = 0;
    for (guint i = 0; i < text->blocks->len && lines < TITLE_LINES; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        if (block->kind == FOI_BLOCK_MAIL_HEADER || block->kind == FOI_BLOCK_QUOTED)
            continue;
        const char *start = reading->text + block->start, *end = start + block->length;
        while (start < end && lines < TITLE_LINES) {
            const char *stop = memchr(start, '\n', (size_t)(end - start));
            stop = stop ? stop : end;
            line at = {reading, start, (size_t)(stop - start), block};
            if (at.length > 0)
                look_at(found, &at, i);
            start = stop + 1;
            lines++;
        }
    }
}

static char *mail_subject(const foi_reading *reading)
{
    const foi_text *text = &reading->document->text;
    for (guint i = 0; i < text->blocks->len && i < 40; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        if (block->length > 9 &&
            g_ascii_strncasecmp(reading->text + block->start, "Subject: ", 9) == 0)
            return g_strndup(reading->text + block->start + 9, MIN(block->length - 9, TITLE_BYTES));
    }
    return NULL;
}

static void set_title(foi_document *document, char *title)
{
    const char *end;
    if (!g_utf8_validate(title, -1, &end))
        title[end - title] = '\0';
    g_strdelimit(title, "\n\t", ' ');
    g_strstrip(title);
    g_free(document->title);
    document->title = title;
}

void foi_tag_title(foi_reading *reading)
{
    foi_document *document = reading->document;
    bool given = document->title && *document->title;
    if (given && (reading->is_mail || !is_common(document->title)))
        return;
    char *subject = reading->is_mail ? mail_subject(reading) : NULL;
    if (subject) {
        set_title(document, subject);
        return;
    }
    candidates found = {NULL, NULL, NULL, false, false};
    search(&found, reading);
    char **best = found.named ? &found.named : found.subject ? &found.subject : &found.heading;
    if (*best)
        set_title(document, g_steal_pointer(best));
    g_free(found.named);
    g_free(found.subject);
    g_free(found.heading);
}

/* --- from the tags ---------------------------------------------------------------------------- */

/* Whether a document of TYPE is called by a number of KIND. */
static bool is_called_by(foi_doctype type, foi_reference_kind kind)
{
    bool tribunals = kind == FOI_REFERENCE_FTT_APPEAL || kind == FOI_REFERENCE_NEUTRAL_CITATION;
    bool regulators = kind == FOI_REFERENCE_ICO_CASE || kind == FOI_REFERENCE_OSIC_DECISION ||
                      kind == FOI_REFERENCE_OIC_CASE || kind == FOI_REFERENCE_OAIC_CASE;
    if (type == FOI_DOCTYPE_TRIBUNAL_DECISION || type == FOI_DOCTYPE_COURT_JUDGMENT)
        return tribunals;
    return type == FOI_DOCTYPE_DECISION_NOTICE ? regulators
                                               : kind == FOI_REFERENCE_AUTHORITY_REF || regulators;
}

static const char *own_number(const foi_tags *tags)
{
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags->references, i);
        if (tag->own && is_called_by(tags->doctype, tag->kind))
            return tag->id;
    }
    return NULL;
}

bool foi_title_is_made(const char *title)
{
    for (int type = FOI_DOCTYPE_NONE + 1; title && type < FOI_DOCTYPE_END; type++) {
        const char *label = foi_vocabulary_label(FOI_VOCABULARY_DOCTYPE, type);
        if (!label || !g_str_has_prefix(title, label) || title[strlen(label)] != ' ')
            continue;
        const char *rest = title + strlen(label) + 1, *last = strrchr(title, ' ') + 1;
        bool number = !g_ascii_islower(*rest) && !strchr(rest, ':') && strpbrk(last, "0123456789");
        if (number || g_str_has_suffix(rest, ")"))
            return true;
    }
    return false;
}

void foi_tag_title_from_tags(foi_reading *reading)
{
    foi_document *document = reading->document;
    const foi_tags *tags = &document->tags;
    if (document->title && *document->title && (reading->is_mail || !is_common(document->title)))
        return;
    const char *number = own_number(tags);
    const char *type = foi_vocabulary_label(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype);
    bool notice = tags->doctype == FOI_DOCTYPE_DECISION_NOTICE;
    g_clear_pointer(&document->title, g_free);
    if (!type || tags->doctype == FOI_DOCTYPE_OTHER ||
        (!number && !(notice && tags->authority_name)))
        return;
    GString *title = g_string_new(type);
    if (number)
        g_string_append_printf(title, " %s", number);
    if (tags->authority_name)
        g_string_append_printf(title, " (%s)", tags->authority_name);
    set_title(document, g_string_free(title, FALSE));
}
