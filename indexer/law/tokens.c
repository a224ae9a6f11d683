#include "indexer/law/tokens.h"

#include <string.h>

/* FNV-1a: the symbols of pattern words and of text words meet only through it. */
#define HASH_START 2166136261u
#define HASH_STEP  16777619u

/* Wrapped text fills its lines further than so many bytes. */
#define SHORT_LINE 56

static uint32_t hash_byte(uint32_t hash, unsigned char byte)
{
    return (hash ^ byte) * HASH_STEP;
}

uint32_t foi_token_symbol(const char *word)
{
    uint32_t hash = HASH_START;
    for (; *word; word++)
        hash = hash_byte(hash, (unsigned char)*word);
    return hash;
}

/* The base letters of the accented ones that occur in English, Welsh, Gaelic and Irish. */
static unsigned fold_letter(gunichar c)
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') ? c + 32 : c;
    gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (g_unichar_fully_decompose(c, FALSE, base, G_N_ELEMENTS(base)) > 0 && base[0] < 0x80)
        return fold_letter(base[0]);
    return g_unichar_tolower(c);
}

typedef enum {
    IS_SPACE,
    IS_NEWLINE,
    IS_PAGE,
    IS_LETTER,
    IS_DIGIT,
    IS_APOSTROPHE,
    IS_HIDDEN,
    IS_MARK
} sort;

static sort sort_ascii(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return IS_LETTER;
    if (c >= '0' && c <= '9')
        return IS_DIGIT;
    if (c == '\n')
        return IS_NEWLINE;
    if (c == '\f')
        return IS_PAGE;
    if (c <= ' ' || c == 0x7f)
        return IS_SPACE;
    return c == '\'' ? IS_APOSTROPHE : IS_MARK;
}

/* Also folds what is printed in several forms: *C becomes the plain one. */
static sort sort_wide(gunichar *c)
{
    switch (*c) {
    case 0xad:
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x2060:
    case 0xfeff:
        return IS_HIDDEN;
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2bc:
    case 0x2032:
        *c = '\'';
        return IS_APOSTROPHE;
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
        *c = '"';
        return IS_MARK;
    case 0x85:
    case 0x2028:
    case 0x2029:
        return IS_NEWLINE;
    default:
        break;
    }
    if (*c >= 0x2010 && *c <= 0x2015) {
        *c = '-';
        return IS_MARK;
    }
    if (*c == 0x2212) {
        *c = '-';
        return IS_MARK;
    }
    if (g_unichar_isspace(*c) || *c == 0xa0)
        return IS_SPACE;
    return g_unichar_isalpha(*c) || g_unichar_ismark(*c) ? IS_LETTER : IS_MARK;
}

typedef struct {
    const char *text;
    size_t length;
    size_t at;
} reader;

/* Decode the character at the reader without moving; *SIZE is its length in bytes. */
static sort peek(const reader *in, gunichar *c, size_t *size)
{
    unsigned char byte = (unsigned char)in->text[in->at];
    if (byte < 0x80) {
        *c = byte;
        *size = 1;
        return sort_ascii(byte);
    }
    size_t length = (size_t)(g_utf8_skip[byte]);
    if (in->at + length > in->length)
        length = in->length - in->at;
    gunichar wide = g_utf8_get_char_validated(in->text + in->at, (gssize)length);
    *size = (wide & 0x80000000u) ? 1 : length;
    *c = (wide & 0x80000000u) ? '?' : wide;
    return (wide & 0x80000000u) ? IS_MARK : sort_wide(c);
}

static void read_digits(reader *in, foi_token *token)
{
    uint32_t hash = HASH_START;
    unsigned value = 0;
    while (in->at < in->length && in->text[in->at] >= '0' && in->text[in->at] <= '9') {
        unsigned digit = (unsigned)(in->text[in->at] - '0');
        value = value > 6552 ? 65535 : value * 10 + digit;
        hash = hash_byte(hash, (unsigned char)in->text[in->at++]);
    }
    token->kind = FOI_TOKEN_NUMBER;
    token->value = (uint16_t)value;
    token->symbol = hash;
}

static bool is_lower(const reader *in, size_t at)
{
    return at < in->length && in->text[at] >= 'a' && in->text[at] <= 'z';
}

static uint32_t hash_letter(uint32_t hash, unsigned letter)
{
    if (letter < 0x80)
        return hash_byte(hash, (unsigned char)letter);
    char utf8[6];
    int n = g_unichar_to_utf8(letter, utf8);
    for (int i = 0; i < n; i++)
        hash = hash_byte(hash, (unsigned char)utf8[i]);
    return hash;
}

/* Letters up to the end of the word, or up to where an acronym runs into the next word. */
static void read_letters(reader *in, foi_token *token, bool *cut)
{
    uint32_t hash = HASH_START;
    size_t letters = 0, capitals = 0;
    bool first_capital = false;
    *cut = false;
    while (in->at < in->length) {
        gunichar c;
        size_t size;
        sort is = peek(in, &c, &size);
        if (is == IS_HIDDEN) {
            in->at += size;
            continue;
        }
        if (is != IS_LETTER)
            break;
        bool capital = c < 0x80 ? (c >= 'A' && c <= 'Z') : g_unichar_isupper(c);
        if (capital && capitals == letters && letters >= 3 && is_lower(in, in->at + 1) &&
            is_lower(in, in->at + 2)) {
            *cut = true;
            break;
        }
        if (letters == 0)
            first_capital = capital;
        capitals += capital;
        if (c < 0x300 || !g_unichar_ismark(c))
            hash = hash_letter(hash, fold_letter(c));
        letters++;
        in->at += size;
    }
    token->kind = FOI_TOKEN_WORD;
    token->symbol = hash;
    token->value = letters > 65535 ? 65535 : (uint16_t)letters;
    token->flags |= (first_capital ? FOI_TOKEN_CAPITAL : 0) |
                    (letters > 1 && capitals == letters ? FOI_TOKEN_UPPER : 0);
}

/* White space before a token: sets the flags of what follows. */
static uint8_t skip_space(reader *in)
{
    unsigned newlines = 0;
    bool page = false, any = false;
    while (in->at < in->length) {
        gunichar c;
        size_t size;
        sort is = peek(in, &c, &size);
        if (is != IS_SPACE && is != IS_NEWLINE && is != IS_PAGE && is != IS_HIDDEN)
            break;
        newlines += is == IS_NEWLINE;
        page = page || is == IS_PAGE;
        any = any || is != IS_HIDDEN;
        in->at += size;
    }
    if (page || newlines > 1)
        return FOI_TOKEN_BREAK | FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE;
    return newlines ? FOI_TOKEN_LINE : any ? 0 : FOI_TOKEN_GLUED;
}

/* An apostrophe between letters, also in the mangled form "-(TM)" of a lost character set. */
static size_t apostrophe_length(const reader *in)
{
    static const char mangled[] = "-\xe2\x84\xa2";
    reader next = *in;
    gunichar c;
    size_t size;
    if (in->length - in->at > 4 && memcmp(in->text + in->at, mangled, 4) == 0)
        next.at += 4;
    else if (peek(in, &c, &size) == IS_APOSTROPHE)
        next.at += size;
    else
        return 0;
    if (next.at >= next.length || peek(&next, &c, &size) != IS_LETTER)
        return 0;
    return next.at - in->at;
}

static bool follows_abbreviation(const GArray *tokens)
{
    static const char *const abbreviations[] = {
        "s",   "ss",   "reg", "regs", "no",  "nos", "mr", "mrs", "ms", "dr", "st",  "r",   "sec",
        "art", "para", "eg",  "ie",   "etc", "v",   "e",  "i",   "p",  "pp", "ref", "sir", "ltd"};
    if (tokens->len < 2)
        return false;
    const foi_token *word = &g_array_index(tokens, foi_token, tokens->len - 2);
    if (word->kind != FOI_TOKEN_WORD)
        return false;
    if (word->value == 1 && (word->flags & FOI_TOKEN_CAPITAL))
        return true;
    for (size_t i = 0; word->value < 5 && i < G_N_ELEMENTS(abbreviations); i++)
        if (foi_token_symbol(abbreviations[i]) == word->symbol)
            return true;
    return false;
}

/* Whether TOKEN, which is about to be added, begins a sentence by what stands before it. */
static bool begins_sentence(const GArray *tokens, const foi_token *token, size_t line_length)
{
    if (tokens->len == 0)
        return true;
    /* A line that ends early is whole; a number behind it may belong to it ("section", "40"). */
    if ((token->flags & FOI_TOKEN_LINE) && line_length < SHORT_LINE &&
        (token->kind == FOI_TOKEN_MARK || (token->flags & FOI_TOKEN_CAPITAL)))
        return true;
    if (token->flags & FOI_TOKEN_GLUED)
        return false;
    size_t back = tokens->len - 1;
    const foi_token *last = &g_array_index(tokens, foi_token, back);
    if (last->kind == FOI_TOKEN_MARK &&
        (last->value == '"' || last->value == '\'' || last->value == ')') && back > 0)
        last--;
    if (last->kind != FOI_TOKEN_MARK ||
        (last->value != '.' && last->value != '?' && last->value != '!'))
        return false;
    bool opens = token->kind != FOI_TOKEN_WORD || (token->flags & FOI_TOKEN_CAPITAL);
    return opens && !(last->value == '.' && follows_abbreviation(tokens));
}

GArray *foi_tokens_read(const char *text, size_t length)
{
    GArray *tokens = g_array_sized_new(FALSE, FALSE, sizeof(foi_token),
                                       (guint)(MIN(length, FOI_TOKENS_TEXT_LIMIT) / 5 + 16));
    reader in = {text, MIN(length, FOI_TOKENS_TEXT_LIMIT), 0};
    uint8_t pending = FOI_TOKEN_BREAK | FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE;
    bool first = true;
    size_t line_start = 0, line_length = 0, last_end = 0;
    while (in.at < in.length) {
        uint8_t before = skip_space(&in);
        if (in.at >= in.length)
            break;
        foi_token token = {.start = (uint32_t)in.at, .flags = first ? pending : before};
        first = false;
        gunichar c;
        size_t size;
        bool cut = false;
        sort is = peek(&in, &c, &size);
        if (is == IS_DIGIT) {
            read_digits(&in, &token);
        } else if (is == IS_LETTER) {
            read_letters(&in, &token, &cut);
        } else {
            in.at += size;
            token.kind = FOI_TOKEN_MARK;
            token.value = c < 0xffff ? (uint16_t)c : 0xffff;
            token.symbol = hash_letter(HASH_START, c);
        }
        token.length = (uint32_t)(in.at - token.start);
        if (token.flags & FOI_TOKEN_LINE) {
            line_length = last_end - line_start;
            line_start = token.start;
        }
        last_end = in.at;
        if (begins_sentence(tokens, &token, line_length))
            token.flags |= FOI_TOKEN_SENTENCE;
        g_array_append_val(tokens, token);
        size_t apostrophe =
            token.kind == FOI_TOKEN_WORD && in.at < in.length ? apostrophe_length(&in) : 0;
        if (cut || apostrophe) {
            in.at += apostrophe;
            foi_token rest = {.start = (uint32_t)in.at,
                              .flags =
                                  FOI_TOKEN_GLUED | (cut ? FOI_TOKEN_SPLIT : FOI_TOKEN_POSSESSIVE)};
            bool again;
            read_letters(&in, &rest, &again);
            rest.length = (uint32_t)(in.at - rest.start);
            g_array_append_val(tokens, rest);
        }
    }
    return tokens;
}
