#include "indexer/tag/look.h"
#include "indexer/tag/reading.h"

/* A heading is no longer than so many tokens. */
#define HEADING_TOKENS 14

/* Rights text says so in its first words; "the right of appeal" elsewhere is only talked about. */
#define RIGHTS_LEAD 6

/* Weights in corpus/phrases.tsv from which a phrase gives or refuses what was asked for. */
#define GIVES   3
#define REFUSES 2

/* The body goes on with words that stand so near to the beginning of a sentence. */
#define LEAD_TOKENS 3

/* "Your request:" over a quotation; "Your request of 23 May 2022" is a subject. */
#define SHORT_LEAD 4

typedef enum {
    UNTIL_NEVER,
    UNTIL_TEXT_END, /* and no heading ends it */
    UNTIL_RESPONSE,
    UNTIL_QUOTE_END,
    UNTIL_BLOCK_END,
    UNTIL_NO_PROVISION
} until;

typedef struct {
    foi_reading *reading;
    foi_zone zone; /* the zone that holds on, or BODY */
    until until;
    uint32_t block;  /* where it began */
    uint32_t number; /* printed before the paragraph that it began in; 0: none */
} walker;

static foi_zone_mark mark_of(const foi_reading *reading, const foi_sentence *sentence)
{
    const foi_hit *best = NULL;
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
        bool rights = hit->phrase->value == FOI_MARK_RIGHTS;
        if (hit->phrase->kind != FOI_PHRASE_ZONE ||
            (rights && hit->first - sentence->first >= RIGHTS_LEAD))
            continue;
        /* The first one, and the longer of two that begin together: "Request and answer". */
        if (!best || (hit->first == best->first && hit->end > best->end))
            best = hit;
    }
    return best ? (foi_zone_mark)best->phrase->value : FOI_MARK_NONE;
}

static const foi_token *last_token(const foi_reading *reading, const foi_sentence *sentence)
{
    return foi_reading_token(reading, sentence->end - 1);
}

static bool has_quote_mark(const foi_reading *reading, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (token->kind == FOI_TOKEN_MARK && token->value == '"')
            return true;
    }
    return false;
}

static bool has_provision(const foi_reading *reading, const foi_sentence *sentence)
{
    for (uint32_t i = sentence->first; i < sentence->end; i++)
        if (foi_reading_token(reading, i)->kind == FOI_TOKEN_PROVISION)
            return true;
    return false;
}

/* Whether the quotation marks between FIRST and END leave a quotation open. */
static bool leaves_open(const foi_reading *reading, uint32_t first, uint32_t end)
{
    unsigned marks = 0;
    for (uint32_t i = first; i < end; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        marks += token->kind == FOI_TOKEN_MARK && token->value == '"';
    }
    return marks % 2;
}

static bool is_followed_by_quote(const foi_reading *reading, const foi_sentence *sentence)
{
    return sentence->end < reading->tokens->len &&
           has_quote_mark(reading, sentence->end, MIN(sentence->end + 3, reading->tokens->len));
}

static bool response_follows(const foi_reading *reading, guint from)
{
    for (guint i = from + 1; i < reading->sentences->len && i < from + 80; i++)
        if (mark_of(reading, foi_reading_sentence(reading, i)) == FOI_MARK_RESPONSE)
            return true;
    return false;
}

/* The number printed before the paragraph of SENTENCE; 0: none. */
static uint32_t number_of(const foi_reading *reading, const foi_sentence *sentence)
{
    const GArray *blocks = reading->document->text.blocks;
    return sentence->block < blocks->len ? g_array_index(blocks, foi_block, sentence->block).number
                                         : 0;
}

static void open_zone(walker *in, foi_zone zone, until end, const foi_sentence *sentence)
{
    in->zone = zone;
    in->until = end;
    in->block = sentence->block;
    in->number = number_of(in->reading, sentence);
}

/* Whether SENTENCE gives or refuses something: no requester does. */
static bool answers(const foi_reading *reading, const foi_sentence *sentence)
{
    if (is_mark(reading, sentence->end - 1, "?") || is_word(reading, sentence->first, "please"))
        return false;
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
        int outcome = hit->phrase->value;
        if (hit->phrase->kind == FOI_PHRASE_OUTCOME && outcome <= FOI_OUTCOME_INVALID &&
            hit->phrase->weight >= (outcome == FOI_OUTCOME_DISCLOSED ? GIVES : REFUSES) &&
            !foi_reading_has_sign(reading, FOI_SIGN_NEGATION, sentence->first, hit->first) &&
            !foi_reading_has_sign(reading, FOI_SIGN_CONDITION, sentence->first, hit->first) &&
            !foi_reading_has_sign(reading, FOI_SIGN_HYPOTHETICAL, sentence->first, hit->first))
            return true;
    }
    return false;
}

/* "You asked:" or "... in the following terms:": what follows is the requester's. */
static void open_request(walker *in, const foi_sentence *sentence, guint index)
{
    if (answers(in->reading, sentence))
        return;
    bool colon =
        last_token(in->reading, sentence)->value == ':' ||
        (last_token(in->reading, sentence)->value == '-' && sentence->end - sentence->first > 3);
    bool short_ = sentence->end - sentence->first <= SHORT_LEAD;
    if (leaves_open(in->reading, sentence->first, sentence->end) ||
        (is_followed_by_quote(in->reading, sentence) && (colon || short_)))
        open_zone(in, FOI_ZONE_REQUEST, UNTIL_QUOTE_END, sentence);
    else if ((short_ || colon) && response_follows(in->reading, index))
        open_zone(in, FOI_ZONE_REQUEST, UNTIL_RESPONSE, sentence);
    else if (colon || short_)
        open_zone(in, FOI_ZONE_REQUEST, UNTIL_BLOCK_END, sentence);
}

static void open_statute(walker *in, const foi_sentence *sentence)
{
    if (leaves_open(in->reading, sentence->first, sentence->end) ||
        is_followed_by_quote(in->reading, sentence))
        open_zone(in, FOI_ZONE_STATUTE, UNTIL_QUOTE_END, sentence);
    else if (last_token(in->reading, sentence)->value == ':')
        open_zone(in, FOI_ZONE_STATUTE, UNTIL_BLOCK_END, sentence);
}

/* Whether SENTENCE begins with the words by which the body goes on: "how your request has been
 * handled" in the rights of appeal only speaks of it. */
static bool is_led(const foi_reading *reading, const foi_sentence *sentence)
{
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
        if (hit->phrase->kind == FOI_PHRASE_ZONE && hit->phrase->value == FOI_MARK_RESPONSE &&
            hit->first <= sentence->first + LEAD_TOKENS)
            return !is_mark(reading, sentence->end - 1, "?");
    }
    return false;
}

/* Whether the zone that holds on has ended before SENTENCE. */
static bool has_ended(const walker *in, const foi_sentence *sentence, foi_zone_mark mark)
{
    const GArray *blocks = in->reading->document->text.blocks;
    foi_block_kind kind = sentence->block < blocks->len
                              ? g_array_index(blocks, foi_block, sentence->block).kind
                              : FOI_BLOCK_PARAGRAPH;
    /* A decision quotes a request in one numbered paragraph and goes on in the next. */
    if (in->zone == FOI_ZONE_REQUEST && in->number > 0 &&
        number_of(in->reading, sentence) == in->number + 1)
        return true;
    switch (in->until) {
    case UNTIL_TEXT_END:
        return false;
    case UNTIL_RESPONSE:
        return mark == FOI_MARK_RESPONSE || mark == FOI_MARK_RIGHTS ||
               (in->zone == FOI_ZONE_REQUEST && answers(in->reading, sentence));
    case UNTIL_BLOCK_END:
        return mark == FOI_MARK_RESPONSE || mark == FOI_MARK_RIGHTS ||
               (in->zone == FOI_ZONE_REQUEST && answers(in->reading, sentence)) ||
               (sentence->block > in->block + 1 && kind != FOI_BLOCK_ITEM);
    case UNTIL_NO_PROVISION:
        return !has_provision(in->reading, sentence);
    case UNTIL_QUOTE_END:
        return mark == FOI_MARK_RESPONSE;
    default:
        return (mark == FOI_MARK_RESPONSE && is_led(in->reading, sentence)) ||
               (mark == FOI_MARK_REQUEST && in->zone == FOI_ZONE_SIGNATURE);
    }
}

static foi_zone own_zone(const foi_reading *reading, const foi_sentence *sentence)
{
    const GArray *blocks = reading->document->text.blocks;
    if (sentence->block >= blocks->len)
        return FOI_ZONE_BODY;
    switch (g_array_index(blocks, foi_block, sentence->block).kind) {
    case FOI_BLOCK_HEADING:
    case FOI_BLOCK_MAIL_HEADER:
        return FOI_ZONE_HEADING;
    case FOI_BLOCK_QUOTED:
        return FOI_ZONE_QUOTED_MAIL;
    default:
        return FOI_ZONE_BODY;
    }
}

/* A mail's head: its other lines stand within so many tokens from its "From:". */
#define MAIL_HEAD 40

/* Whether a line "From: ... Sent: ..." begins at token AT. */
static bool is_mail_head(const foi_reading *reading, uint32_t at)
{
    if (!is_word(reading, at, "from") || !is_mark(reading, at + 1, ":"))
        return false;
    for (uint32_t next = at + 2; next < at + MAIL_HEAD; next++)
        if ((is_word(reading, next, "sent") || is_word(reading, next, "to") ||
             is_word(reading, next, "date")) &&
            is_mark(reading, next + 1, ":"))
            return true;
    return false;
}

/* "--" on a line of its own: what mail programs put before a signature. */
static bool opens_signature(const foi_reading *reading, const foi_sentence *sentence)
{
    const GArray *blocks = reading->document->text.blocks;
    if (!reading->is_mail || sentence->block >= blocks->len)
        return false;
    const foi_block *block = &g_array_index(blocks, foi_block, sentence->block);
    const char *text = reading->text + block->start;
    return block->length >= 2 && memcmp(text, "--", 2) == 0 &&
           (block->length == 2 || text[2] == '\n' || text[2] == ' ');
}

/* "-----Original Message-----", or a second head in a mail, printed or not: they part mails in any
 * text, "she wrote:" does only in mails. */
static bool parts_mails(const foi_reading *reading, const foi_sentence *sentence)
{
    bool inside_mail = reading->is_mail && own_zone(reading, sentence) != FOI_ZONE_HEADING;
    for (uint32_t at = sentence->first; at < sentence->end; at++)
        if ((is_word(reading, at, "original") && is_word(reading, at + 1, "message") &&
             is_mark(reading, at + 2, "-")) ||
            (is_mail_head(reading, at) &&
             (inside_mail || (at > MAIL_HEAD && is_mail_head(reading, 0)))))
            return true;
    return false;
}

static void step(walker *in, foi_sentence *sentence, guint index)
{
    foi_zone_mark mark = mark_of(in->reading, sentence);
    if (mark == FOI_MARK_NONE && opens_signature(in->reading, sentence))
        mark = FOI_MARK_SIGNATURE;
    foi_zone own = own_zone(in->reading, sentence);
    sentence->zone = own;
    if (in->zone != FOI_ZONE_BODY && has_ended(in, sentence, mark))
        in->zone = FOI_ZONE_BODY;
    if (in->zone == FOI_ZONE_REQUEST || in->zone == FOI_ZONE_STATUTE ||
        in->zone == FOI_ZONE_QUOTED_MAIL) {
        sentence->zone = in->zone;
        sentence->listed = in->until == UNTIL_NO_PROVISION;
        /* An opening mark begins the quotation; the next one ends it. */
        if (in->until == UNTIL_QUOTE_END &&
            leaves_open(in->reading, sentence->first, sentence->end)) {
            if (in->block == UINT32_MAX)
                in->zone = FOI_ZONE_BODY;
            in->block = UINT32_MAX;
        } else if (in->until == UNTIL_QUOTE_END && in->block != UINT32_MAX &&
                   has_quote_mark(in->reading, sentence->first, sentence->end)) {
            in->zone = FOI_ZONE_BODY;
        }
        return;
    }
    switch (mark) {
    case FOI_MARK_RIGHTS:
        open_zone(in, FOI_ZONE_RIGHTS, UNTIL_NEVER, sentence);
        break;
    case FOI_MARK_QUOTED:
        if (parts_mails(in->reading, sentence))
            open_zone(in, FOI_ZONE_QUOTED_MAIL, UNTIL_TEXT_END, sentence);
        else if (in->reading->is_mail)
            open_zone(in, FOI_ZONE_QUOTED_MAIL, UNTIL_NEVER, sentence);
        break;
    case FOI_MARK_SIGNATURE:
        if (in->zone == FOI_ZONE_BODY || in->zone == FOI_ZONE_RIGHTS)
            open_zone(in, FOI_ZONE_SIGNATURE, UNTIL_NEVER, sentence);
        break;
    case FOI_MARK_REQUEST:
        if (in->zone == FOI_ZONE_BODY) {
            open_request(in, sentence, index);
            if (in->until == UNTIL_QUOTE_END && in->zone == FOI_ZONE_REQUEST &&
                leaves_open(in->reading, sentence->first, sentence->end))
                in->block = UINT32_MAX;
            return;
        }
        break;
    case FOI_MARK_STATUTES:
        /* Below the signature the law is quoted to the end; above, in a list of sections. */
        if (sentence->end - sentence->first <= HEADING_TOKENS)
            open_zone(in, FOI_ZONE_STATUTE,
                      in->zone == FOI_ZONE_SIGNATURE ? UNTIL_RESPONSE : UNTIL_NO_PROVISION,
                      sentence);
        break;
    case FOI_MARK_STATUTE:
        open_statute(in, sentence);
        if (in->zone == FOI_ZONE_STATUTE &&
            leaves_open(in->reading, sentence->first, sentence->end))
            in->block = UINT32_MAX;
        sentence->zone = FOI_ZONE_STATUTE;
        return;
    default:
        break;
    }
    if (in->zone != FOI_ZONE_BODY && own != FOI_ZONE_QUOTED_MAIL)
        sentence->zone = in->zone;
}

/* A block is in the zone that holds most of its bytes. */
static void set_blocks(foi_reading *reading)
{
    GArray *blocks = reading->document->text.blocks;
    for (guint s = 0; s < reading->sentences->len;) {
        uint32_t block = foi_reading_sentence(reading, s)->block;
        uint32_t bytes[FOI_ZONE_END] = {0};
        for (; s < reading->sentences->len && foi_reading_sentence(reading, s)->block == block;
             s++) {
            const foi_sentence *sentence = foi_reading_sentence(reading, s);
            const foi_token *last = last_token(reading, sentence);
            bytes[sentence->zone] +=
                last->start + last->length - foi_reading_token(reading, sentence->first)->start;
        }
        foi_zone best = FOI_ZONE_BODY;
        for (int zone = 1; zone < FOI_ZONE_END; zone++)
            if (bytes[zone] > bytes[best])
                best = (foi_zone)zone;
        if (block < blocks->len)
            g_array_index(blocks, foi_block, block).zone = best;
    }
}

void foi_tag_zones(foi_reading *reading)
{
    for (guint i = 0; i < reading->document->text.blocks->len; i++)
        g_array_index(reading->document->text.blocks, foi_block, i).zone = FOI_ZONE_BODY;
    walker in = {.reading = reading, .zone = FOI_ZONE_BODY, .until = UNTIL_NEVER};
    for (guint i = 0; i < reading->sentences->len; i++)
        step(&in, foi_reading_sentence(reading, i), i);
    set_blocks(reading);
}
