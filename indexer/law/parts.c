#include "indexer/law/parts.h"

#include <string.h>

#include "indexer/law/regimes.h"

/* The largest section of any access law here has three digits. */
#define NUMBER_LIMIT 999

static bool is_mark(const foi_token *tokens, size_t count, uint32_t at, char mark)
{
    return at < count && foi_token_is_mark(&tokens[at], mark);
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

/* Parts are single letters, doubled ones inserted later ("aa", "ab", "ba"), and small roman
 * numbers.
 */
static bool is_part(const char *word)
{
    bool inserted = word[1] && word[2] == '\0' &&
                    ((word[0] == 'a' && word[1] <= 'd') || (word[0] <= 'd' && word[1] == 'a'));
    return word[1] == '\0' || is_roman(word) || inserted;
}

/* Sections inserted later go no further than this letter; the I would be a misread 1. */
static bool is_inserted_letter(char c)
{
    return c >= 'A' && c <= 'L' && c != 'I';
}

/* One or two capitals behind a digit ("3A", "5B", "24AB"), and the scanner's "4O" for "40". */
static void read_suffix(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                        char *number, size_t size)
{
    char word[4] = "";
    if (!is_glued(tokens, count, *at) || !letters_of(&tokens[*at], text, 2, word))
        return;
    const char *written = text + tokens[*at].start;
    size_t length = strlen(number), letters = tokens[*at].length;
    if (length + letters + 1 > size)
        return;
    if (letters == 1 && (word[0] == 'o' || written[0] == 'l' || written[0] == 'I'))
        number[length] = word[0] == 'o' ? '0' : '1';
    else if (is_inserted_letter(written[0]) && (letters == 1 || is_inserted_letter(written[1])))
        memcpy(number + length, written, letters);
    else
        return;
    number[length + letters] = '\0';
    ++*at;
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

/* "22a" for 22A; "(3a)(a)", which may mean (3A)(a) or (3)(a)(a): foi_law_write_id() asks the table.
 */
static void read_small_suffix(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                              char *number)
{
    size_t length = strlen(number);
    if (!is_glued(tokens, count, *at) || tokens[*at].kind != FOI_TOKEN_WORD ||
        tokens[*at].length != 1 || !g_ascii_islower(text[tokens[*at].start]) ||
        !g_ascii_isdigit(number[length - 1]))
        return;
    number[length] = text[tokens[*at].start];
    number[length + 1] = '\0';
    ++*at;
}

/* The letter of "36(2)b(i)" or "12(4)b", whose brackets got lost, at *AT. */
static bool read_naked(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                       char *part, bool *numeric)
{
    if (*at == 0 || !is_mark(tokens, count, *at - 1, ')') || !is_glued(tokens, count, *at) ||
        !letters_of(&tokens[*at], text, 1, part) || part[0] > 'k' ||
        (is_glued(tokens, count, *at + 1) && tokens[*at + 1].kind != FOI_TOKEN_MARK) ||
        is_mark(tokens, count, *at + 1, '\''))
        return false;
    *numeric = false;
    ++*at;
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
        read_small_suffix(tokens, count, &i, text, part);
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

/* Whether a part may stand below what PATH has: numbers only directly below the section, or below
 * the first letter where the section goes without saying. */
static bool fits(const foi_law_path *path, bool numeric)
{
    return path->parts < FOI_PARTS_LIMIT && (!numeric || path->parts == (path->rooted ? 1 : 0));
}

/* Digits that a scanner misread stand directly below the section: "31(l)(a)". */
static const char misread_letters[] = "lizs", misread_digits[] = "1125";

/* "(a)(b)", "(i)(ii)": the second stands beside the first, not below it, as "(b)(i)" does. */
static bool is_beside(const foi_law_path *path, const char *part, bool numeric)
{
    if (numeric || path->rooted || path->parts == 0 || path->numeric[path->parts - 1])
        return false;
    const char *last = path->part[path->parts - 1];
    if (is_roman(part) && path->parts > 1 && is_roman(last))
        return strcmp(part, last) > 0;
    return !is_roman(part) && !(path->parts == 1 && strchr(misread_letters, last[0]));
}

static void push(foi_law_path *path, const char *part, bool numeric)
{
    g_strlcpy(path->part[path->parts], part, sizeof path->part[0]);
    path->numeric[path->parts++] = numeric;
}

/* The "1" of "33 1(b)", whose brackets got lost, at *AT below PATH. */
static void read_spaced(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                        foi_law_path *path)
{
    char part[8], letters[4];
    uint32_t i = *at;
    if (path->rooted || i + 2 >= count || is_glued(tokens, count, i) ||
        (tokens[i].flags & FOI_TOKEN_LINE) || tokens[i].length != 1 ||
        !copy_number(&tokens[i], text, part) || !is_mark(tokens, count, i + 1, '(') ||
        !is_glued(tokens, count, i + 1) || !letters_of(&tokens[i + 2], text, 3, letters) ||
        !is_part(letters) || !is_mark(tokens, count, i + 3, ')'))
        return;
    push(path, part, true);
    ++*at;
}

/* The number at AT, in what a scanner makes of it, too; false where none stands there. A bracket
 * instead begins the parts of a law that needs no number. */
static bool read_number(const foi_token *tokens, size_t count, uint32_t *at, const char *text,
                        foi_law_path *path)
{
    char word[4] = "";
    if (is_mark(tokens, count, *at, '(')) {
        path->rooted = true;
        return true;
    }
    if (*at + 1 < count && is_glued(tokens, count, *at + 1) && tokens[*at].length == 1 &&
        letters_of(&tokens[*at], text, 1, word) && (word[0] == 'l' || word[0] == 'i') &&
        copy_number(&tokens[*at + 1], text, path->number + 1) && tokens[*at + 1].length == 1) {
        path->number[0] = '1';
        *at += 2;
    } else if (*at < count && copy_number(&tokens[*at], text, path->number)) {
        ++*at;
    } else {
        return false;
    }
    read_suffix(tokens, count, at, text, path->number, sizeof path->number);
    read_small_suffix(tokens, count, at, text, path->number);
    if (path->number[1] == '\0' && *at + 1 < count && tokens[*at].kind == FOI_TOKEN_NUMBER &&
        tokens[*at].length == 1 && tokens[*at].value == 0 && is_mark(tokens, count, *at + 1, '(')) {
        g_strlcat(path->number, "0", sizeof path->number);
        ++*at;
    }
    if (foi_regime_is_root(path->number)) {
        path->rooted = true;
        path->number[0] = '\0';
    }
    return true;
}

bool foi_law_read_path(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                       foi_law_path *path)
{
    memset(path, 0, sizeof *path);
    path->first = at;
    if (!read_number(tokens, count, &at, text, path))
        return false;
    read_spaced(tokens, count, &at, text, path);
    char part[8];
    bool numeric, open = true;
    for (uint32_t next = at; read_bracketed(tokens, count, &next, text, part, &numeric) ||
                             read_dotted(tokens, count, &next, text, part, &numeric) ||
                             read_naked(tokens, count, &next, text, part, &numeric);
         at = next) {
        if (open && is_beside(path, part, numeric))
            break;
        open = open && fits(path, numeric);
        if (open)
            push(path, part, numeric);
    }
    path->end = at;
    return !path->rooted || (path->parts > 1 && !path->numeric[0] && path->numeric[1]);
}

/* The level of PATH that PART replaces: 0 is the one directly below the section. */
static int level_of(const foi_law_path *path, const char *part, bool numeric)
{
    if (path->rooted)
        return numeric ? 1 : path->parts > 1 ? 2 : 0;
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
    foi_law_path whole;
    if (path->rooted && foi_law_read_path(tokens, count, at, text, &whole) && whole.rooted) {
        *path = whole;
        return true;
    }
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
    for (uint32_t next = i; read_bracketed(tokens, count, &next, text, part, &numeric); i = next) {
        if (open && is_beside(path, part, numeric))
            break;
        open = open && fits(path, numeric);
        if (open)
            push(path, part, numeric);
    }
    path->first = at;
    path->end = i;
    return true;
}

bool foi_law_read_word_part(const foi_token *tokens, size_t count, uint32_t at, const char *text,
                            foi_law_path *path)
{
    char part[8];
    bool numeric = at < count && copy_number(&tokens[at], text, part) && tokens[at].length <= 2;
    if (!numeric && (at >= count || !letters_of(&tokens[at], text, 4, part) || !is_part(part)))
        return false;
    path->parts = 0;
    push(path, part, numeric);
    return true;
}

bool foi_law_append(foi_law_path *path, const foi_law_path *below)
{
    for (unsigned i = 0; i < below->parts; i++) {
        if (!fits(path, below->numeric[i]))
            return false;
        push(path, below->part[i], below->numeric[i]);
    }
    return true;
}

static bool is_row(const char *id)
{
    const foi_provision *known = foi_law_provision(id);
    return known && strlen(known->id) == strlen(id);
}

/* Add COUNT bytes of TEXT to ID, as far as there is room. */
static void append(char *id, const char *text, size_t count)
{
    size_t length = strlen(id);
    count = MIN(count, FOI_PROVISION_ID_SIZE - 1 - length);
    memcpy(id + length, text, count);
    id[length + count] = '\0';
}

static void append_bracketed(char *id, const char *text, size_t count)
{
    append(id, "(", 1);
    append(id, text, count);
    append(id, ")", 1);
}

/* Add PART to ID: "(3a)" as the table has it, "(3A)", or where it has no such as "(3)(a)". */
static void append_part(char *id, const char *part)
{
    size_t length = strlen(id), digits = strspn(part, "0123456789");
    append_bracketed(id, part, strlen(part));
    if (!digits || !g_ascii_islower(part[digits]) || is_row(id))
        return;
    id[length] = '\0';
    append_bracketed(id, part, digits);
    append_bracketed(id, part + digits, strlen(part + digits));
}

/* "31(l)(a)", "40(Z)", "12(S)(e)": a digit that was misread, where the table has the one and not
 * the other, or what BELOW it (NULL: nothing) makes of it. */
static bool append_misread(char *id, const char *part, const char *below)
{
    size_t length = strlen(id);
    const char *letter = part[1] == '\0' ? strchr(misread_letters, part[0]) : NULL;
    if (!letter)
        return false;
    append_bracketed(id, part, 1);
    if (is_row(id))
        return true;
    id[length] = '\0';
    append_bracketed(id, &misread_digits[letter - misread_letters], 1);
    if (is_row(id))
        return true;
    if (below) {
        size_t whole = strlen(id);
        append_part(id, below);
        bool row = is_row(id);
        id[whole] = '\0';
        if (row)
            return true;
    }
    id[length] = '\0';
    return false;
}

bool foi_law_write_id(const foi_law_path *path, int regime, bool bare,
                      char id[FOI_PROVISION_ID_SIZE])
{
    const foi_regime *row = foi_regime_at((size_t)regime);
    bool below = *row->root && !path->rooted;
    if (path->rooted ? !*row->root : below && !(bare && *row->bare))
        return false;
    id[0] = '\0';
    append(id, row->id, strlen(row->id));
    append(id, ":", 1);
    if (below) {
        append_bracketed(id, row->bare, strlen(row->bare));
        append_part(id, path->number);
    } else {
        append(id, path->number, strlen(path->number));
        size_t last = strlen(id) - 1;
        if (g_ascii_islower(id[last]) && *path->number && !foi_law_provision(id))
            id[last] = '\0';
    }
    for (unsigned i = 0; i < path->parts; i++)
        if (i > 0 || !append_misread(id, path->part[i], path->parts > 1 ? path->part[1] : NULL))
            append_part(id, path->part[i]);
    const foi_provision *known = foi_law_provision(id);
    if (known)
        memcpy(id, known->id, strlen(known->id));
    return known;
}
