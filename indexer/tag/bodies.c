#include "indexer/tag/bodies.h"

#include <string.h>

#include "indexer/authority/forms.h"
#include "indexer/authority/names.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"

/* Names by form are sought in so many tokens from the top and up to the end. */
#define FORM_TOP  2500
#define FORM_TAIL 400

/* In a letterhead, so long, names are sought with misread letters, too. */
#define LETTERHEAD 120

/* Longest name whose misread letters are sought. */
#define MISREAD_BYTES 120

/* Letters of a short name. */
#define SHORT_LEAST 2
#define SHORT_MOST  9

/* A line is looked at so many tokens to either side. */
#define LINE_TOKENS 10

/* A short name's own words stand so many tokens before it. */
#define DEFINITION_TOKENS 10

typedef struct {
    const foi_reading *reading;
    foi_bodies *bodies;
    foi_symbol_map shorts; /* symbol of a short name -> 1 + place in bodies; BLOCKED: another's */
    guint next;            /* the next mention of the table */
} finder;

#define BLOCKED UINT32_MAX

char *foi_reading_text(const foi_reading *reading, uint32_t first, uint32_t end)
{
    const foi_token *last = foi_reading_token(reading, end - 1);
    uint32_t start = foi_reading_token(reading, first)->start;
    GString *out = g_string_new(NULL);
    for (const char *c = reading->text + start; c < reading->text + last->start + last->length;
         c++) {
        bool space = g_ascii_isspace(*c);
        if (!space || (out->len && out->str[out->len - 1] != ' '))
            g_string_append_c(out, space ? ' ' : *c);
    }
    return g_string_free(out, FALSE);
}

static bool is_all_capitals(const char *name)
{
    bool any = false;
    for (const char *c = name; *c; c++) {
        if (g_ascii_islower(*c))
            return false;
        any = any || g_ascii_isupper(*c);
    }
    return any;
}

/* "RIVERSIDE AND ST JOHN'S ACADEMY TRUST" as it is written elsewhere. */
static char *with_small_letters(const char *name)
{
    static const char *const kept[] = {"NHS", "CCG", "ICB", "PCT", "UK", "LLP", "II", "IV", NULL};
    static const char *const small[] = {"OF", "AND", "FOR", "THE", "IN", "UPON", "ON", "LE", NULL};
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    for (char **word = words; *word; word++) {
        if (g_strv_contains(kept, *word))
            continue;
        bool lower = word > words && g_strv_contains(small, *word);
        for (char *c = *word; *c; c++) {
            bool begins = c == *word || c[-1] == '-' || c[-1] == '(';
            if (lower || !begins)
                *c = g_ascii_tolower(*c);
        }
    }
    return g_strjoinv(" ", words);
}

/* What a name says of the sector of a body that is not in the table. */
static foi_sector sector_of(const char *name)
{
    static const struct {
        const char *word;
        foi_sector sector;
    } signs[] = {{"nhs", FOI_SECTOR_HEALTH},           {"health", FOI_SECTOR_HEALTH},
                 {"hospital", FOI_SECTOR_HEALTH},      {"hospitals", FOI_SECTOR_HEALTH},
                 {"medical", FOI_SECTOR_HEALTH},       {"surgery", FOI_SECTOR_HEALTH},
                 {"police", FOI_SECTOR_POLICE},        {"constabulary", FOI_SECTOR_POLICE},
                 {"university", FOI_SECTOR_EDUCATION}, {"college", FOI_SECTOR_EDUCATION},
                 {"school", FOI_SECTOR_EDUCATION},     {"academy", FOI_SECTOR_EDUCATION},
                 {"department", FOI_SECTOR_CENTRAL},   {"ministry", FOI_SECTOR_CENTRAL},
                 {"council", FOI_SECTOR_LOCAL},        {"cyngor", FOI_SECTOR_LOCAL},
                 {"borough", FOI_SECTOR_LOCAL},        {"fire", FOI_SECTOR_LOCAL}};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    g_auto(GStrv) words = g_strsplit(lower, " ", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        if (g_strv_contains((const char *const *)words, signs[i].word))
            return signs[i].sector;
    return FOI_SECTOR_NONE;
}

static foi_body *add_body(foi_bodies *bodies, const foi_authority *authority, char *id, char *name)
{
    foi_body *body = g_new0(foi_body, 1);
    body->authority = authority;
    body->id = id;
    body->name = name;
    body->sector = authority ? authority->sector : sector_of(name);
    body->first_seen = UINT32_MAX;
    body->place = bodies->in_order->len;
    g_hash_table_insert(bodies->by_id, body->id, body);
    g_ptr_array_add(bodies->in_order, body);
    return body;
}

foi_body *foi_bodies_known(foi_bodies *bodies, const foi_authority *authority)
{
    foi_body *found = g_hash_table_lookup(bodies->by_id, authority->id);
    return found ? found
                 : add_body(bodies, authority, g_strdup(authority->id), g_strdup(authority->name));
}

/* The table's row for NAME, also with a last word more than the table has, or a first one less. */
static const foi_authority *find_name(const char *name)
{
    static const char *const endings[] = {" council", " limited", " ltd", " plc", " company"};
    const foi_authority *known = foi_authority_find(name);
    for (size_t i = 0; !known && i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(name), cut = strlen(endings[i]);
        if (length <= cut || g_ascii_strcasecmp(name + length - cut, endings[i]) != 0)
            continue;
        g_autofree char *shorter = g_strndup(name, length - cut);
        if (strchr(shorter, ' '))
            known = foi_authority_find(shorter);
    }
    if (!known && g_ascii_strncasecmp(name, "chief constable of ", 19) == 0)
        known = foi_authority_find(name + 19);
    if (!known && g_ascii_strncasecmp(name, "department of ", 14) == 0) {
        g_autofree char *other = g_strconcat("Department for ", name + 14, NULL);
        known = foi_authority_find(other);
    }
    if (!known && g_ascii_strncasecmp(name, "borough of ", 11) == 0) {
        g_autofree char *london = g_strconcat("London ", name, NULL);
        known = foi_authority_find(london);
    }
    return known;
}

/* "N.H.S. Trust" as it is written now; NULL where NAME has no such dots. */
static char *without_dots(const char *name)
{
    if (!strstr(name, "N.H.S."))
        return NULL;
    g_auto(GStrv) parts = g_strsplit(name, "N.H.S.", -1);
    return g_strjoinv("NHS", parts);
}

foi_body *foi_bodies_named(foi_bodies *bodies, const char *name)
{
    g_autofree char *plain = without_dots(name);
    name = plain ? plain : name;
    const foi_authority *known = find_name(name);
    if (known)
        return foi_bodies_known(bodies, known);
    g_autofree char *id = foi_authority_make_id(name);
    if (!*id)
        return NULL;
    foi_body *found = g_hash_table_lookup(bodies->by_id, id);
    if (found)
        return found;
    const char *shown = g_ascii_strncasecmp(name, "the ", 4) == 0 ? name + 4 : name;
    return add_body(bodies, NULL, g_steal_pointer(&id),
                    is_all_capitals(shown) ? with_small_letters(shown) : g_strdup(shown));
}

foi_body *foi_bodies_misread(foi_bodies *bodies, const char *name)
{
    static const struct {
        const char *read, *printed;
    } slips[] = {{"rn", "m"}, {"m", "rn"}, {"0", "o"},  {"1", "l"},  {"1", "i"},
                 {"l", "i"},  {"i", "l"},  {"vv", "w"}, {"c", "e"},  {"e", "c"},
                 {"I", "l"},  {"l", "I"},  {"ii", "n"}, {"li", "h"}, {"5", "s"}};
    if (strlen(name) > MISREAD_BYTES || !strchr(name, ' ') || find_name(name))
        return NULL;
    /* A letter that was read wrong stands in the first word that is of no name, or before it. */
    const char *end = name + foi_authority_reach(name);
    for (size_t s = 0; s < G_N_ELEMENTS(slips); s++)
        for (const char *at = name; (at = strstr(at, slips[s].read)) && at < end; at++) {
            g_autofree char *tried = g_strdup_printf("%.*s%s%s", (int)(at - name), name,
                                                     slips[s].printed, at + strlen(slips[s].read));
            const foi_authority *known = foi_authority_find(tried);
            if (known)
                return foi_bodies_known(bodies, known);
        }
    return NULL;
}

guint foi_bodies_from(const foi_bodies *bodies, uint32_t at)
{
    guint low = 0, high = bodies->mentions->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(bodies->mentions, foi_body_mention, middle).first < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* --- full names -------------------------------------------------------------------------------
 */

/* "Home Office Way", "Cabinet Office Watch Ltd": the name of a street, of a firm. */
static bool is_part_of_other(const foi_reading *reading, uint32_t end)
{
    static const char *const places[] = {
        "way",   "road", "street", "house", "lane",  "building", "court", "square", "avenue",
        "close", "gate", "drive",  "hall",  "place", "gardens",  "park",  "campus", "site"};
    const foi_token *next = token_at(reading, end);
    if (next->kind != FOI_TOKEN_WORD || !(next->flags & FOI_TOKEN_CAPITAL) ||
        (next->flags & FOI_TOKEN_LINE))
        return false;
    if (is_among(reading, end, places, G_N_ELEMENTS(places)))
        return true;
    for (uint32_t i = end + 1; i < end + 4; i++) {
        const foi_token *token = token_at(reading, i);
        if (!(token->flags & FOI_TOKEN_CAPITAL) || (token->flags & FOI_TOKEN_LINE))
            return false;
        if (is_word(reading, i, "ltd") || is_word(reading, i, "limited") ||
            is_word(reading, i, "plc"))
            return true;
    }
    return false;
}

static void add_mention(finder *in, foi_body *body, uint32_t first, uint32_t end)
{
    foi_body_mention mention = {.body = body, .first = first, .end = end};
    g_array_append_val(in->bodies->mentions, mention);
}

/* Whether the tokens from FIRST to END have what character recognition makes of other letters: most
 * names are not looked up in all the ways that they could have been misread. */
static bool looks_misread(const foi_reading *reading, uint32_t first, uint32_t end)
{
    const foi_token *last = foi_reading_token(reading, end - 1);
    const char *stop = reading->text + last->start + last->length - 1;
    for (const char *c = reading->text + foi_reading_token(reading, first)->start; c < stop; c++) {
        bool joined = (c[0] == 'r' && c[1] == 'n') || (c[0] == 'v' && c[1] == 'v');
        if (joined || (g_ascii_isdigit(c[1]) && g_ascii_isalpha(c[0])) ||
            (c[1] == 'l' && c + 1 < stop && g_ascii_isupper(c[0]) && g_ascii_isupper(c[2])))
            return true;
    }
    return false;
}

/* "Education Authority" is too common for running text, but not on the first line. */
static bool is_whole_letterhead(const foi_reading *reading, const foi_authority_mention *mention)
{
    return mention->first <= 1 && mention->end < reading->tokens->len &&
           mention->end > mention->first + 1 &&
           (token_at(reading, mention->end)->flags & FOI_TOKEN_LINE);
}

/* The next mention by the table's full names at token AT or later; NULL where there is none. */
static const foi_authority_mention *table_from(finder *in, uint32_t at)
{
    const GArray *all = in->reading->bodies;
    for (; in->next < all->len; in->next++) {
        const foi_authority_mention *mention = &g_array_index(all, foi_authority_mention, in->next);
        if (!mention->acronym && mention->first >= at &&
            (!mention->weak || is_whole_letterhead(in->reading, mention)))
            return mention;
    }
    return NULL;
}

/* Whether the words before the table's name only stand before it: "Jane Roe and Fife Council",
 * "Initially Kent County Council", but not "South Kent County Council". */
static bool stands_apart(const foi_reading *reading, uint32_t first, uint32_t name)
{
    static const char *const parts[] = {"north", "south", "east",  "west",   "new",   "upper",
                                        "lower", "great", "mid",   "little", "royal", "central",
                                        "old",   "inner", "outer", "greater"};
    const foi_token *before = token_at(reading, name - 1), *own = token_at(reading, name);
    if (!(before->flags & FOI_TOKEN_CAPITAL) ||
        ((own->flags & FOI_TOKEN_LINE) && (own->flags & FOI_TOKEN_SENTENCE)))
        return true;
    if (name - first > 1 || !(before->flags & FOI_TOKEN_SENTENCE))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (before->symbol == foi_token_symbol(parts[i]))
            return false;
    return true;
}

/* The name at token AT by its form, where none of the table is better; its end, or 0. */
static uint32_t add_form(finder *in, uint32_t at, const foi_authority_mention *table)
{
    const foi_reading *reading = in->reading;
    uint32_t count = reading->tokens->len;
    if (at >= FORM_TOP && at + FORM_TAIL < count)
        return 0;
    bool open;
    const foi_token *tokens = (const foi_token *)reading->tokens->data;
    uint32_t end = foi_authority_form_at(tokens, count, at, &open);
    /* "Wix Primary School" over "School Lane": the line ends the name. */
    uint32_t line = end;
    while (line > at && !(tokens[line - 1].flags & FOI_TOKEN_LINE))
        line--;
    if (end && line > at + 1 && is_part_of_other(reading, end))
        end = foi_authority_form_at(tokens, line - 1, at, &open);
    if (!end || (table && table->first < end &&
                 (table->end > end || (table->first == at && (open || table->end == end)) ||
                  (table->first > at && stands_apart(reading, at, table->first)))))
        return 0;
    g_autofree char *name = foi_reading_text(reading, at, end);
    bool misread = at < LETTERHEAD && looks_misread(reading, at, end);
    foi_body *body = misread ? foi_bodies_misread(in->bodies, name) : NULL;
    if (!body)
        body = foi_bodies_named(in->bodies, name);
    if (!body || is_part_of_other(reading, end))
        return 0;
    add_mention(in, body, at, end);
    return end;
}

/* A line of a letterhead that is a name of the table but for letters that were read wrong
 * ("Departrnent for Education"); its end, or 0. */
static uint32_t add_misread_line(finder *in, uint32_t at)
{
    const foi_reading *reading = in->reading;
    uint32_t end = at + 1;
    if (at >= LETTERHEAD || !(token_at(reading, at)->flags & FOI_TOKEN_LINE))
        return 0;
    while (end < reading->tokens->len && end < at + LINE_TOKENS &&
           !(token_at(reading, end)->flags & FOI_TOKEN_LINE))
        end++;
    if (!looks_misread(reading, at, end))
        return 0;
    g_autofree char *name = foi_reading_text(reading, at, end);
    foi_body *body = foi_bodies_misread(in->bodies, name);
    if (!body)
        return 0;
    add_mention(in, body, at, end);
    return end;
}

/* The next token from AT on with which a name or a misread line can begin, at most END. */
static uint32_t next_beginning(const foi_reading *reading, uint32_t at, uint32_t end)
{
    uint32_t line = at < LETTERHEAD ? foi_reading_next(reading, FOI_CLASS_LINE, at, end) : end;
    return foi_reading_next(reading, FOI_CLASS_CAPITAL, at, line);
}

static void find_names(finder *in)
{
    const foi_reading *reading = in->reading;
    uint32_t count = reading->tokens->len;
    for (uint32_t i = 0; i < count;) {
        const foi_authority_mention *table = table_from(in, i);
        /* Nearly all words: no name begins with them. */
        i = next_beginning(reading, i, table ? table->first : count);
        if (i == count)
            break;
        uint32_t end =
            (foi_reading_token(reading, i)->flags & FOI_TOKEN_CAPITAL) ? add_form(in, i, table) : 0;
        if (!end && table && table->first == i) {
            end = table->end;
            if (!is_part_of_other(reading, end))
                add_mention(in, foi_bodies_known(in->bodies, table->authority), i, end);
        }
        if (!end)
            end = add_misread_line(in, i);
        i = end ? end : i + 1;
    }
}

/* --- short names ------------------------------------------------------------------------------
 */

/* Whether the word at AT looks like a short name: two capitals in it. */
static bool looks_short(const foi_reading *reading, uint32_t at)
{
    const foi_token *token = token_at(reading, at);
    if (token->kind != FOI_TOKEN_WORD || !(token->flags & FOI_TOKEN_CAPITAL) ||
        token->value < SHORT_LEAST || token->value > SHORT_MOST)
        return false;
    unsigned capitals = 0;
    for (uint32_t i = 0; i < token->length; i++)
        capitals += g_ascii_isupper(reading->text[token->start + i]) != 0;
    return capitals >= 2;
}

/* The short name in brackets at AT: "(DfT)", "("the DfT")"; 0 where there is none. */
static uint32_t short_at(const foi_reading *reading, uint32_t at)
{
    if (!is_mark(reading, at, "(["))
        return 0;
    uint32_t i = at + 1;
    while (i < at + 4 && (is_mark(reading, i, "\"'") || is_word(reading, i, "the")))
        i++;
    uint32_t after = i + 1;
    after += is_mark(reading, after, "\"'");
    return is_mark(reading, after, ")]") ? i : 0;
}

/* What the short name SYMBOL stands for in this document: a place, BLOCKED, or 0. */
static uint32_t short_place(const finder *in, uint32_t symbol)
{
    return in->shorts.slots ? foi_symbol_map_get(&in->shorts, symbol) : 0;
}

/* Whether the words before the bracket at AT spell the short name at WORD. */
static bool spells(const foi_reading *reading, uint32_t at, uint32_t word)
{
    const foi_token *token = token_at(reading, word);
    char first = g_ascii_tolower(reading->text[token->start]);
    char last = g_ascii_tolower(reading->text[token->start + token->length - 1]);
    if (at == 0 || token_at(reading, at - 1)->kind != FOI_TOKEN_WORD ||
        g_ascii_tolower(reading->text[token_at(reading, at - 1)->start]) != last)
        return false;
    for (uint32_t i = at; i-- > 0 && at - i <= DEFINITION_TOKENS;)
        if (token_at(reading, i)->kind == FOI_TOKEN_WORD &&
            g_ascii_tolower(reading->text[token_at(reading, i)->start]) == first)
            return true;
    return false;
}

static const foi_authority_mention *table_short(const foi_reading *reading, uint32_t at)
{
    guint low = 0, high = reading->bodies->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(reading->bodies, foi_authority_mention, middle).first < at)
            low = middle + 1;
        else
            high = middle;
    }
    const foi_authority_mention *found =
        low < reading->bodies->len ? &g_array_index(reading->bodies, foi_authority_mention, low)
                                   : NULL;
    return found && found->first == at && found->acronym ? found : NULL;
}

/* What the document says that short names stand for. */
static void read_definitions(finder *in)
{
    const foi_reading *reading = in->reading;
    guint mention = 0;
    uint32_t count = reading->tokens->len;
    for (uint32_t i = 1; (i = foi_reading_next(reading, FOI_CLASS_MARK, i, count)) + 2 < count;
         i++) {
        uint32_t word = short_at(reading, i);
        if (!word)
            continue;
        const foi_authority_mention *known = table_short(reading, word);
        if (!known && !looks_short(reading, word))
            continue;
        while (mention < in->bodies->mentions->len &&
               g_array_index(in->bodies->mentions, foi_body_mention, mention).end < i)
            mention++;
        const foi_body_mention *before =
            mention < in->bodies->mentions->len
                ? &g_array_index(in->bodies->mentions, foi_body_mention, mention)
                : NULL;
        uint32_t symbol = token_at(reading, word)->symbol;
        if (short_place(in, symbol))
            continue;
        if (before && before->end == i)
            foi_symbol_map_put(&in->shorts, symbol, 1 + before->body->place);
        else if (known && spells(reading, i, word))
            foi_symbol_map_put(&in->shorts, symbol, BLOCKED);
    }
}

/* Whether the line around AT is in capitals: there an acronym looks like any word. */
static bool is_in_capitals(const foi_reading *reading, uint32_t at)
{
    unsigned capitals = 0;
    uint32_t first = at, count = reading->tokens->len;
    while (first > 0 && at - first < LINE_TOKENS &&
           !(token_at(reading, first)->flags & FOI_TOKEN_LINE))
        first--;
    for (uint32_t i = first; i < count && i < at + LINE_TOKENS; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (i > at && (token->flags & FOI_TOKEN_LINE))
            break;
        if (token->kind != FOI_TOKEN_WORD || i == at || token->value < 2)
            continue;
        if (!(token->flags & FOI_TOKEN_UPPER))
            return false;
        capitals++;
    }
    return capitals > 1;
}

static gint compare_mentions(gconstpointer a, gconstpointer b)
{
    const foi_body_mention *one = a, *two = b;
    return one->first < two->first ? -1 : one->first > two->first;
}

static void find_shorts(finder *in)
{
    const foi_reading *reading = in->reading;
    GArray *mentions = in->bodies->mentions;
    guint full = mentions->len, next = 0;
    uint32_t count = reading->tokens->len;
    for (uint32_t i = 0; (i = foi_reading_next(reading, FOI_CLASS_CAPITAL, i, count)) < count;
         i++) {
        const foi_token *token = foi_reading_token(reading, i);
        while (next < full && g_array_index(mentions, foi_body_mention, next).end <= i)
            next++;
        if (next < full && g_array_index(mentions, foi_body_mention, next).first <= i)
            continue;
        /* "MATCH.COM", "foi@BBC.co.uk" */
        if ((token->flags & FOI_TOKEN_GLUED) && i > 0 && is_mark(reading, i - 1, ".@"))
            continue;
        uint32_t place = short_place(in, token->symbol);
        bool own = place && place != BLOCKED;
        foi_body_mention mention = {.first = i, .end = i + 1, .acronym = true, .defined = own};
        const foi_authority_mention *known = place ? NULL : table_short(reading, i);
        if (own)
            mention.body = g_ptr_array_index(in->bodies->in_order, place - 1);
        else if (known && !known->weak && !is_in_capitals(reading, i)) {
            mention.body = foi_bodies_known(in->bodies, known->authority);
            mention.end = known->end;
        }
        if (mention.body && !is_part_of_other(reading, mention.end))
            g_array_append_val(mentions, mention);
    }
    g_array_sort(mentions, compare_mentions);
}

/* --- all ---------------------------------------------------------------------------------------
 */

static void free_body(gpointer data)
{
    foi_body *body = data;
    g_free(body->id);
    g_free(body->name);
    g_free(body);
}

foi_bodies *foi_bodies_find(const foi_reading *reading)
{
    foi_bodies *bodies = g_new0(foi_bodies, 1);
    bodies->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_body);
    bodies->in_order = g_ptr_array_new();
    bodies->mentions = g_array_new(FALSE, FALSE, sizeof(foi_body_mention));
    finder in = {.reading = reading, .bodies = bodies};
    find_names(&in);
    read_definitions(&in);
    find_shorts(&in);
    foi_symbol_map_clear(&in.shorts);
    for (guint i = bodies->mentions->len; i-- > 0;) {
        const foi_body_mention *mention = &g_array_index(bodies->mentions, foi_body_mention, i);
        mention->body->first_seen = mention->first;
    }
    return bodies;
}

void foi_bodies_free(foi_bodies *bodies)
{
    if (!bodies)
        return;
    g_array_unref(bodies->mentions);
    g_ptr_array_unref(bodies->in_order);
    g_hash_table_unref(bodies->by_id);
    g_free(bodies);
}
