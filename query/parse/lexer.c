/* lexer.c - words, phrases, fields and operators.
 *
 * A word runs to white space, a quotation mark or a parenthesis; parentheses that open and close
 * within it without white space belong to it, so that "31(1)(a)" is one word and the last ')' of
 * "(exemption:31(1)(a) OR exemption:40)" is not part of a value.
 */
#include "query/parse/lexer.h"

#include <string.h>

#include "indexer/base/nearest.h"
#include "indexer/text/tokenizer.h"

/* The operator that a number may follow. */
static const char near_operator[] = "NEAR";

enum { NEAR_LENGTH = sizeof near_operator - 1 };

void foi_lexeme_clear(foi_lexeme *lexeme)
{
    g_free(lexeme->text);
    memset(lexeme, 0, sizeof *lexeme);
}

/* White space, controls and invisible characters all part words. */
static bool is_space(gunichar c)
{
    return g_unichar_isspace(c) || c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xfeff ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f);
}

/* Any double quotation mark opens and any closes: text is pasted from word processors. */
static bool is_quote(gunichar c)
{
    return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb;
}

static gunichar char_at(const char *query, size_t at)
{
    return query[at] ? g_utf8_get_char(query + at) : 0;
}

static size_t after_char(const char *query, size_t at)
{
    return (size_t)(g_utf8_next_char(query + at) - query);
}

/* The byte behind the ')' that closes the '(' at AT, or 0 where white space or the end comes
 * first. */
static size_t behind_balanced(const char *query, size_t at)
{
    size_t depth = 0;

    for (; query[at]; at = after_char(query, at)) {
        gunichar c = char_at(query, at);
        if (is_space(c) || is_quote(c))
            return 0;
        depth += c == '(';
        depth -= c == ')';
        if (depth == 0)
            return at + 1;
    }
    return 0;
}

/* The first byte behind the run of word characters at AT. */
static size_t word_end(const char *query, size_t at)
{
    while (query[at]) {
        gunichar c = char_at(query, at);
        if (is_space(c) || is_quote(c) || c == ')')
            break;
        if (c == '(') {
            size_t behind = behind_balanced(query, at);
            if (behind == 0)
                break;
            at = behind;
        } else {
            at = after_char(query, at);
        }
    }
    return at;
}

static foi_lexeme_kind operator_kind(const char *text, size_t length)
{
    if (length == 2 && memcmp(text, "OR", 2) == 0)
        return FOI_LEXEME_OR;
    if (length == 3 && memcmp(text, "AND", 3) == 0)
        return FOI_LEXEME_AND;
    if (length == 3 && memcmp(text, "NOT", 3) == 0)
        return FOI_LEXEME_NOT;
    if (length >= NEAR_LENGTH && memcmp(text, near_operator, NEAR_LENGTH) == 0 &&
        (length == NEAR_LENGTH || text[NEAR_LENGTH] == '/'))
        return FOI_LEXEME_NEAR;
    return FOI_LEXEME_END;
}

/* The text up to the closing quotation mark of the opening one at *AT; *AT moves behind it. */
static foi_status read_quoted(const char *query, size_t *at, char **text, foi_error *error)
{
    size_t open = *at;
    size_t inside = after_char(query, open);

    for (size_t end = inside; query[end]; end = after_char(query, end)) {
        if (is_quote(char_at(query, end))) {
            *text = g_strndup(query + inside, end - inside);
            *at = after_char(query, end);
            return FOI_OK;
        }
    }
    return foi_query_error(error, query, open, 1,
                           "the quotation mark is never closed; put \" at the end of the phrase, "
                           "or leave it out");
}

/* The first '*' of TEXT that touches a letter or digit; NULL. Others are decoration. */
static const char *find_star(const char *text)
{
    bool after = false;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (*p == '*' && (after || g_unichar_isalnum(g_utf8_get_char(p + 1))))
            return p;
        after = g_unichar_isalnum(g_utf8_get_char(p));
    }
    return NULL;
}

static bool has_letters(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return true;
    return false;
}

/* What stands before STAR must be one word that is long enough. */
static foi_status read_wildcard(const char *query, foi_lexeme *lexeme, const char *star,
                                foi_error *error)
{
    if (has_letters(star)) {
        return foi_query_error(error, query, lexeme->start, lexeme->length,
                               "a * can stand only at the end of a word, as in inform*");
    }
    g_autofree char *text = g_strndup(lexeme->text, (size_t)(star - lexeme->text));
    g_autofree char *folded = foi_token_fold(text);
    if (!folded) {
        return foi_query_error(error, query, lexeme->start, lexeme->length,
                               "a * can follow one word only, and `%s' is several; write their "
                               "last word alone",
                               text);
    }
    if (g_utf8_strlen(folded, -1) < FOI_QUERY_STEM) {
        return foi_query_error(error, query, lexeme->start, lexeme->length,
                               "at least %d letters must stand before a *", FOI_QUERY_STEM);
    }
    lexeme->kind = FOI_LEXEME_WILDCARD;
    g_free(lexeme->text);
    lexeme->text = g_steal_pointer(&text);
    return FOI_OK;
}

static foi_status read_phrase(const char *query, size_t *at, foi_lexeme *lexeme, foi_error *error)
{
    foi_status status = read_quoted(query, at, &lexeme->text, error);

    if (status != FOI_OK)
        return status;
    lexeme->kind = FOI_LEXEME_PHRASE;
    lexeme->length = *at - lexeme->start;
    if (find_star(lexeme->text)) {
        return foi_query_error(error, query, lexeme->start, lexeme->length,
                               "words in quotation marks are meant as they stand; take the * out, "
                               "or leave the quotation marks out, as in inform*");
    }
    return FOI_OK;
}

/* A value: word characters and quoted stretches, joined ("rejected:" and "section 43(2)"). */
static foi_status read_value(const char *query, size_t *at, foi_lexeme *lexeme, foi_error *error)
{
    g_autoptr(GString) value = g_string_new(NULL);

    while (query[*at] && !is_space(char_at(query, *at))) {
        size_t end = word_end(query, *at);
        if (end > *at) {
            g_string_append_len(value, query + *at, (gssize)(end - *at));
            *at = end;
        } else if (is_quote(char_at(query, *at))) {
            g_autofree char *quoted = NULL;
            foi_status status = read_quoted(query, at, &quoted, error);
            if (status != FOI_OK)
                return status;
            g_string_append(value, quoted);
            lexeme->quoted = true;
        } else if (query[*at] == '(') {
            return foi_query_error(error, query, *at, 1,
                                   "the parenthesis in the value of `%s' is not closed before the "
                                   "next space; write %s:VALUE OR %s:VALUE for several values, or "
                                   "put the value in quotation marks",
                                   lexeme->field->name, lexeme->field->name, lexeme->field->name);
        } else {
            break;
        }
    }
    lexeme->length = *at - lexeme->start;
    g_strstrip(value->str);
    if (value->str[0] == '\0') {
        return foi_query_error(error, query, lexeme->start, lexeme->length,
                               "a value was expected after the colon, for example %s:%s",
                               lexeme->field->name, lexeme->field->values_help);
    }
    lexeme->text = g_strdup(value->str);
    return FOI_OK;
}

/* The length of the run of ASCII letters at AT that a colon ends, else 0. */
static size_t field_name_length(const char *query, size_t at)
{
    size_t length = 0;

    while (g_ascii_isalpha(query[at + length]))
        length++;
    return query[at + length] == ':' ? length : 0;
}

static const foi_field *find_field(const char *name, foi_bound *bound)
{
    *bound = FOI_BOUND_NONE;
    if (g_ascii_strcasecmp(name, "after") == 0)
        *bound = FOI_BOUND_AFTER;
    else if (g_ascii_strcasecmp(name, "before") == 0)
        *bound = FOI_BOUND_BEFORE;
    return foi_field_find(*bound == FOI_BOUND_NONE ? name : "date");
}

static char *fields_near(const char *name)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    foi_nearest nearest;

    foi_nearest_start(&nearest, name);
    for (size_t i = 0; i < count; i++)
        foi_nearest_offer(&nearest, fields[i].name, NULL);
    foi_nearest_offer(&nearest, "after", NULL);
    foi_nearest_offer(&nearest, "before", NULL);
    return foi_nearest_finish(&nearest);
}

static char *all_fields(void)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    g_autoptr(GString) names = g_string_new(NULL);

    for (size_t i = 0; i < count; i++)
        g_string_append_printf(names, "%s, ", fields[i].name);
    g_string_append(names, "after, before");
    return g_string_free(g_steal_pointer(&names), FALSE);
}

/* "https://..." and "Re: your letter" are words as people write them, not fields. */
static bool colon_of_prose(const char *query, size_t at, size_t length)
{
    const char *behind = query + at + length + 1;
    gunichar next = g_utf8_get_char(behind);

    if (strncmp(behind, "//", 2) == 0 || g_ascii_strncasecmp(query + at, "mailto:", 7) == 0)
        return true;
    if (*behind != '\0' && !is_space(next))
        return false;
    g_autofree char *name = g_strndup(query + at, length);
    g_autofree char *near = length >= 4 ? fields_near(name) : NULL;
    return near == NULL;
}

/* Reads a field when one stands at *AT; *TAKEN says whether. */
static foi_status read_field(const char *query, size_t *at, foi_lexeme *lexeme, bool *taken,
                             foi_error *error)
{
    size_t length = field_name_length(query, *at);

    *taken = false;
    if (length == 0)
        return FOI_OK;
    g_autofree char *name = g_strndup(query + *at, length);
    const foi_field *field = find_field(name, &lexeme->bound);
    if (!field) {
        if (colon_of_prose(query, *at, length))
            return FOI_OK;
        g_autofree char *near = fields_near(name);
        g_autofree char *all = near ? NULL : all_fields();
        return foi_query_error(error, query, *at, length,
                               "there is no such field; %s %s (to search for the words, put them "
                               "in quotation marks)",
                               near ? "did you mean" : "the fields are", near ? near : all);
    }
    *taken = true;
    lexeme->kind = FOI_LEXEME_FIELD;
    lexeme->field = field;
    *at += length + 1;
    return read_value(query, at, lexeme, error);
}

/* LEXEME is NEAR or begins with NEAR/. */
static foi_status read_near(const char *query, foi_lexeme *lexeme, foi_error *error)
{
    const char *digits = query + lexeme->start + NEAR_LENGTH + 1;
    const char *end = query + lexeme->start + lexeme->length;

    lexeme->kind = FOI_LEXEME_NEAR;
    lexeme->distance = 0;
    if (lexeme->length == NEAR_LENGTH)
        lexeme->distance = FOI_QUERY_NEAR;
    for (; digits < end && g_ascii_isdigit(*digits) && lexeme->distance <= FOI_QUERY_NEAR_MOST;
         digits++)
        lexeme->distance = lexeme->distance * 10 + (unsigned)g_ascii_digit_value(*digits);
    if (digits < end || lexeme->distance < 1 || lexeme->distance > FOI_QUERY_NEAR_MOST) {
        return foi_query_error(error, query, lexeme->start, lexeme->length,
                               "a number from 1 to %d was expected after NEAR/, for example "
                               "NEAR/%d: at most so many words lie from the one to the other",
                               FOI_QUERY_NEAR_MOST, FOI_QUERY_NEAR);
    }
    return FOI_OK;
}

static foi_status read_word(const char *query, size_t *at, foi_lexeme *lexeme, foi_error *error)
{
    size_t end = word_end(query, *at);
    size_t open = strcspn(query + *at, "(");

    /* "NOT(a)" is an operator and a group, although it has the form of "31(1)". */
    if (*at + open < end && operator_kind(query + *at, open) != FOI_LEXEME_END)
        end = *at + open;
    lexeme->length = end - *at;
    lexeme->kind = operator_kind(query + *at, lexeme->length);
    *at = end;
    if (lexeme->kind == FOI_LEXEME_NEAR)
        return read_near(query, lexeme, error);
    if (lexeme->kind != FOI_LEXEME_END)
        return FOI_OK;
    lexeme->kind = FOI_LEXEME_WORD;
    lexeme->text = g_strndup(query + lexeme->start, lexeme->length);
    const char *star = find_star(lexeme->text);
    return star ? read_wildcard(query, lexeme, star, error) : FOI_OK;
}

/* A "+" or "-" is an operator only right before what it belongs to. */
static bool is_sign(const char *query, size_t at)
{
    gunichar next;

    if (query[at] != '+' && query[at] != '-')
        return false;
    next = char_at(query, at + 1);
    return next != 0 && !is_space(next) && next != ')';
}

foi_status foi_lexer_next(const char *query, size_t *at, foi_lexeme *lexeme, foi_error *error)
{
    bool taken = false;
    foi_status status;

    foi_lexeme_clear(lexeme);
    while (query[*at] && is_space(char_at(query, *at)))
        *at = after_char(query, *at);
    lexeme->start = *at;
    if (query[*at] == '\0')
        return FOI_OK;
    lexeme->length = 1;
    if (query[*at] == '(' || query[*at] == ')') {
        lexeme->kind = query[*at] == '(' ? FOI_LEXEME_OPEN : FOI_LEXEME_CLOSE;
        (*at)++;
        return FOI_OK;
    }
    if (is_sign(query, *at)) {
        lexeme->kind = query[*at] == '+' ? FOI_LEXEME_PLUS : FOI_LEXEME_NOT;
        (*at)++;
        return FOI_OK;
    }
    if (is_quote(char_at(query, *at)))
        return read_phrase(query, at, lexeme, error);
    status = read_field(query, at, lexeme, &taken, error);
    if (status != FOI_OK || taken)
        return status;
    return read_word(query, at, lexeme, error);
}

static bool has_quote(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (is_quote(g_utf8_get_char(text)))
            return true;
    return false;
}

char *foi_lexer_write_value(const char *value, bool quoted)
{
    size_t length = strlen(value);

    if (length == 0 || !g_utf8_validate(value, -1, NULL) || has_quote(value) ||
        g_ascii_isspace(value[0]) || g_ascii_isspace(value[length - 1]))
        return NULL;
    /* Unquoted these would be no value, or another one. */
    quoted |= word_end(value, 0) < length || g_ascii_strcasecmp(value, "missing") == 0 ||
              strncmp(value, "//", 2) == 0;
    return quoted ? g_strdup_printf("\"%s\"", value) : g_strdup(value);
}
