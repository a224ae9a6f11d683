#include "indexer/law/parts.h"

#include <string.h>

/* The largest section of any access law here has three digits. */
#define NUMBER_LIMIT 999

static bool is_mark(const foi_token *tokens, size_t count, uint32_t at, char mark)
{
    return at < count && tokens[at].kind == FOI_TOKEN_MARK && tokens[at].value == (uint16_t)mark;
}

static bool is_glued(const foi_token *tokens, size_t count, uint32_t at)
{
    return at < count && (tokens[at].flags & FOI_TOKEN_GLUED);
}

/* The letters of a word of at most MOST ASCII letters, in lower case. */
static bool letters_of(const foi_token *token, const char *text, size_t most, char *out)
{
    if (token->kind != FOI_TOKEN_WORD || token->length == 0 || token->length > most)
        return false;
    for (uint32_t i = 0; i < token->length; i++) {
        char c = g_ascii_tolower(text[token->start + i]);
        if (c < 'a' || c > 'z')
            return false;
        out[i] = c;
    }
    out[token->length] = '\0';
    return true;
}

static bool is_roman(const char *word)
{
    return word[strspn(word, "ivx")] == '\0';
}

/* Parts are single letters, doubled ones inserted later ("aa", "ab"), and small roman numbers. */
static bool is_part(const char *word)
{
    return word[1] == '\0' || is_roman(word) ||
           (word[2] == '\0' && word[0] == 'a' && word[1] <= 'd');
}

/* A number of one or two capitals behind a digit: "3A", "5B", and the scanner's "4O" for "40". */
static void read_suffix(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                        char *number, size_t size)
{
    char word[4] = "";
    if (!is_glued(tokens, count, *at) || !letters_of(&tokens[*at], text, 2, word))
        return;
    char written = text[tokens[*at].start];
    size_t length = strlen(number);
    bool zero = strcmp(word, "o") == 0;
    if (length + 2 > size || (tokens[*at].length == 2))
        return;
    if (!zero && word[0] == 'l') {
        number[length] = '1';
        ++*at;
    } else if (zero || (written >= 'A' && written <= 'F')) {
        number[length] = zero ? '0' : written;
        ++*at;
    } else {
        return;
    }
    number[length + 1] = '\0';
}

static bool copy_number(const foi_token *token, const char *text, char *out)
{
    if (token->kind != FOI_TOKEN_NUMBER || token->length > 3 || token->value > NUMBER_LIMIT ||
        token->value == 0)
        return false;
    memcpy(out, text + token->start, token->length);
    out[token->length] = '\0';
    return true;
}

/* One part in brackets at *AT; the opening or the closing one may have got lost. */
static bool read_bracketed(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                           char *part, bool *numeric)
{
    uint32_t i = *at;
    bool open = is_mark(tokens, count, i, '(');
    if (open && (tokens[i].flags & FOI_TOKEN_BREAK))
        return false;
    i += open;
    if (i >= count ||
        (!open && (!is_glued(tokens, count, i) || !is_mark(tokens, count, i - 1, ')'))))
        return false;
    if (copy_number(&tokens[i], text, part) && tokens[i].length <= 2) {
        *numeric = true;
        i++;
        read_suffix(tokens, count, &i, text, part, 8);
    } else if (letters_of(&tokens[i], text, 4, part) && is_part(part)) {
        *numeric = false;
        i++;
    } else {
        return false;
    }
    if (!is_mark(tokens, count, i, ')'))
        return false;
    *at = i + 1;
    return true;
}

/* ".5" or ".b" of the dotted style: no white space on either side. */
static bool read_dotted(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                        char *part, bool *numeric)
{
    uint32_t i = *at;
    if (!is_mark(tokens, count, i, '.') || !is_glued(tokens, count, i) ||
        !is_glued(tokens, count, i + 1))
        return false;
    if (copy_number(&tokens[i + 1], text, part) && tokens[i + 1].length == 1)
        *numeric = true;
    else if (letters_of(&tokens[i + 1], text, 3, part) && is_part(part))
        *numeric = false;
    else
        return false;
    *at = i + 2;
    return true;
}

/* Whether a part may stand below what PATH has: numbers only directly below the section. */
static bool fits(const foi_law_path *path, bool numeric)
{
    return path->parts < FOI_PARTS_LIMIT && (!numeric || path->parts == 0);
}

static void push(foi_law_path *path, const char *part, bool numeric)
{
    g_strlcpy(path->part[path->parts], part, sizeof path->part[0]);
    path->numeric[path->parts++] = numeric;
}

bool foi_law_read_path(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                       foi_law_path *path)
{
    memset(path, 0, sizeof *path);
    path->first = at;
    char word[4] = "";
    if (at + 1 < count && is_glued(tokens, count, at + 1) && tokens[at].length == 1 &&
        letters_of(&tokens[at], text, 1, word) && (word[0] == 'l' || word[0] == 'i') &&
        copy_number(&tokens[at + 1], text, path->number + 1) && tokens[at + 1].length == 1) {
        path->number[0] = '1';
        at += 2;
    } else if (at < count && copy_number(&tokens[at], text, path->number)) {
        at++;
    } else {
        return false;
    }
    read_suffix(tokens, count, &at, text, path->number, sizeof path->number);
    char part[8];
    bool numeric, open = true;
    while (read_bracketed(tokens, count, &at, text, part, &numeric) ||
           read_dotted(tokens, count, &at, text, part, &numeric)) {
        open = open && fits(path, numeric);
        if (open)
            push(path, part, numeric);
    }
    path->end = at;
    return true;
}

/* The level of PATH that PART replaces: 0 is the one directly below the section. */
static int level_of(const foi_law_path *path, const char *part, bool numeric)
{
    if (path->parts == 0)
        return 0;
    if (numeric)
        return path->numeric[0] ? 0 : -1;
    int letter = path->numeric[0] ? 1 : 0;
    bool has_roman = (int)path->parts > letter + 1;
    if (is_roman(part) && (has_roman || (part[1] && (int)path->parts > letter)))
        return letter + 1;
    return letter;
}

bool foi_law_read_next_part(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                            foi_law_path *path)
{
    char part[8];
    bool numeric;
    uint32_t i = at;
    if (!is_mark(tokens, count, i, '(')) {
        bool behind_and =
            at > 0 && is_mark(tokens, count, at - 1, '&') && is_glued(tokens, count, at);
        if (!behind_and || path->parts == 0 || !letters_of(&tokens[i], text, 3, part) ||
            !is_part(part))
            return false;
        numeric = false;
        i++;
    } else if (!read_bracketed(tokens, count, &i, text, part, &numeric)) {
        return false;
    }
    int level = level_of(path, part, numeric);
    if (level < 0)
        return false;
    path->parts = (unsigned)level;
    push(path, part, numeric);
    bool open = true;
    while (read_bracketed(tokens, count, &i, text, part, &numeric)) {
        open = open && fits(path, numeric);
        if (open)
            push(path, part, numeric);
    }
    path->first = at;
    path->end = i;
    return true;
}
