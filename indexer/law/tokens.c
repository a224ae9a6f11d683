#include "indexer/law/tokens.h"

#include <string.h>

#include "indexer/law/symbols.h"

/* FNV-1a: the symbols of pattern words and of text words meet only through it. */
#define HASH_START 2166136261u
#define HASH_STEP  16777619u

/* Wrapped text fills its lines further than so many bytes. */
#define SHORT_LINE 56

/* Abbreviations have fewer letters. */
#define ABBREVIATION_LETTERS 5

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

uint32_t foi_token_symbol_longer(uint32_t symbol, char letter)
{
    return hash_byte(symbol, (unsigned char)letter);
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

#define S IS_SPACE
#define N IS_NEWLINE
#define P IS_PAGE
#define L IS_LETTER
#define D IS_DIGIT
#define A IS_APOSTROPHE
#define M IS_MARK
static const uint8_t ascii_sorts[128] = {
    S, S, S, S, S, S, S, S, S, S, N, S, P, S, S, S, /* 0x00 */
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, /* 0x10 */
    S, M, M, M, M, M, M, A, M, M, M, M, M, M, M, M, /* 0x20 */
    D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, M, /* 0x30 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 0x40 */
    L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M, /* 0x50 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 0x60 */
    L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, S, /* 0x70 */
};
#undef S
#undef N
#undef P
#undef L
#undef D
#undef A
#undef M

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
static inline sort peek(const reader *in, gunichar *c, size_t *size)
{
    unsigned char byte = (unsigned char)in->text[in->at];
    if (byte < 0x80) {
        *c = byte;
        *size = 1;
        return (sort)ascii_sorts[byte];
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

/* What is known of a word while its letters are read. */
typedef struct {
    uint32_t hash;
    size_t letters;
    size_t capitals;
    bool first_capital;
} spelling;

static void add_letter(spelling *word, bool capital)
{
    if (word->letters == 0)
        word->first_capital = capital;
    word->capitals += capital;
    word->letters++;
}

/* The letter that is not ASCII at the reader; false where none stands there. */
static bool read_wide_letter(reader *in, spelling *word)
{
    gunichar c;
    size_t size;
    sort is = peek(in, &c, &size);
    if (is != IS_LETTER && is != IS_HIDDEN)
        return false;
    in->at += size;
    if (is == IS_HIDDEN)
        return true;
    if (c < 0x300 || !g_unichar_ismark(c))
        word->hash = hash_letter(word->hash, fold_letter(c));
    add_letter(word, g_unichar_isupper(c));
    return true;
}

/* The small letters from AT on, which are nearly all of a text: they decide nothing. */
static const char *read_small_letters(const char *at, const char *end, uint32_t *hash)
{
    uint32_t made = *hash;
    for (; at < end && (unsigned char)(*at - 'a') < 26; at++)
        made = hash_byte(made, (unsigned char)*at);
    *hash = made;
    return at;
}

/* A word of small ASCII letters, with a capital before them or not. False where it has others. */
static bool read_plain_word(reader *in, foi_token *token)
{
    const char *first = in->text + in->at;
    const char *end = in->text + in->length;
    uint32_t hash = HASH_START;
    bool capital = first < end && *first >= 'A' && *first <= 'Z';
    if (capital)
        hash = hash_byte(hash, (unsigned char)(*first | 0x20));
    const char *at = read_small_letters(first + capital, end, &hash);
    if (at < end && ((unsigned char)*at >= 0x80 || ascii_sorts[(unsigned char)*at] == IS_LETTER))
        return false;
    size_t letters = (size_t)(at - first);
    in->at += letters;
    token->kind = FOI_TOKEN_WORD;
    token->symbol = hash;
    token->value = letters > 65535 ? 65535 : (uint16_t)letters;
    token->flags |= capital ? FOI_TOKEN_CAPITAL : 0;
    return true;
}

/* Letters up to the end of the word, or up to where an acronym runs into the next word. */
static void read_letters(reader *in, foi_token *token, bool *cut)
{
    spelling word = {.hash = HASH_START};
    *cut = false;
    if (read_plain_word(in, token))
        return;
    while (in->at < in->length) {
        unsigned char c = (unsigned char)in->text[in->at];
        if (c >= 0x80) {
            if (!read_wide_letter(in, &word))
                break;
            continue;
        }
        if (ascii_sorts[c] != IS_LETTER)
            break;
        bool capital = c < 'a';
        if (capital && word.capitals == word.letters && word.letters >= 3 &&
            is_lower(in, in->at + 1) && is_lower(in, in->at + 2)) {
            *cut = true;
            break;
        }
        word.hash = hash_byte(word.hash, c | 0x20);
        add_letter(&word, capital);
        in->at++;
    }
    token->kind = FOI_TOKEN_WORD;
    token->symbol = word.hash;
    token->value = word.letters > 65535 ? 65535 : (uint16_t)word.letters;
    token->flags |= (word.first_capital ? FOI_TOKEN_CAPITAL : 0) |
                    (word.letters > 1 && word.capitals == word.letters ? FOI_TOKEN_UPPER : 0);
}

static bool is_shown_ascii(const reader *in, size_t at)
{
    unsigned char c = at < in->length ? (unsigned char)in->text[at] : 0x80;
    return c < 0x80 && ascii_sorts[c] >= IS_LETTER;
}

/* White space before a token: sets the flags of what follows. */
static uint8_t skip_space(reader *in)
{
    if (is_shown_ascii(in, in->at))
        return FOI_TOKEN_GLUED;
    if (in->text[in->at] == ' ' && is_shown_ascii(in, in->at + 1)) {
        in->at++;
        return 0;
    }
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
    unsigned char first = (unsigned char)in->text[in->at];
    if (first < 0x80 && first != '-' && first != '\'')
        return 0;
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

static const foi_symbol_map *abbreviations_get(void)
{
    static const char *const words[] = {
        "s",   "ss",   "reg", "regs", "no",  "nos", "mr", "mrs", "ms", "dr", "st",  "r",   "sec",
        "art", "para", "eg",  "ie",   "etc", "v",   "e",  "i",   "p",  "pp", "ref", "sir", "ltd"};
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, words, G_N_ELEMENTS(words), 1);
        g_once_init_leave(&made, map);
    }
    return made;
}

static bool follows_abbreviation(const foi_token *tokens, size_t count)
{
    if (count < 2)
        return false;
    const foi_token *word = &tokens[count - 2];
    if (word->kind != FOI_TOKEN_WORD)
        return false;
    if (word->value == 1 && (word->flags & FOI_TOKEN_CAPITAL))
        return true;
    return word->value < ABBREVIATION_LETTERS &&
           foi_symbol_map_get(abbreviations_get(), word->symbol) != 0;
}

/* Whether TOKEN, which is about to be added, begins a sentence by what stands before it. */
static bool begins_sentence(const foi_token *tokens, size_t count, const foi_token *token,
                            size_t line_length)
{
    if (count == 0)
        return true;
    /* A line that ends early is whole; a number behind it may belong to it ("section", "40"). */
    if ((token->flags & FOI_TOKEN_LINE) && line_length < SHORT_LINE &&
        (token->kind == FOI_TOKEN_MARK || (token->flags & FOI_TOKEN_CAPITAL)))
        return true;
    if (token->flags & FOI_TOKEN_GLUED)
        return false;
    const foi_token *last = &tokens[count - 1];
    if (last->kind == FOI_TOKEN_MARK &&
        (last->value == '"' || last->value == '\'' || last->value == ')') && count > 1)
        last--;
    if (last->kind != FOI_TOKEN_MARK ||
        (last->value != '.' && last->value != '?' && last->value != '!'))
        return false;
    bool opens = token->kind != FOI_TOKEN_WORD || (token->flags & FOI_TOKEN_CAPITAL);
    return opens && !(last->value == '.' && follows_abbreviation(tokens, count));
}

/* The tokens so far: the array is longer than they are. */
typedef struct {
    GArray *array;
    guint count;
} token_list;

static void append(token_list *list, const foi_token *token)
{
    if (list->count == list->array->len)
        g_array_set_size(list->array, MAX(list->count * 2, 64));
    g_array_index(list->array, foi_token, list->count++) = *token;
}

static void read_mark(reader *in, foi_token *token)
{
    gunichar c;
    size_t size;
    peek(in, &c, &size);
    in->at += size;
    token->kind = FOI_TOKEN_MARK;
    token->value = c < 0xffff ? (uint16_t)c : 0xffff;
    token->symbol = hash_letter(HASH_START, c);
}

/* Read the token at the reader, which stands on no white space. */
static void read_token(reader *in, foi_token *token, bool *cut)
{
    unsigned char c = (unsigned char)in->text[in->at];
    gunichar wide;
    size_t size;
    sort is = c < 0x80 ? (sort)ascii_sorts[c] : peek(in, &wide, &size);
    if (is == IS_DIGIT)
        read_digits(in, token);
    else if (is == IS_LETTER)
        read_letters(in, token, cut);
    else
        read_mark(in, token);
    token->length = (uint32_t)(in->at - token->start);
}

GArray *foi_tokens_read(const char *text, size_t length)
{
    reader in = {text, MIN(length, FOI_TOKENS_TEXT_LIMIT), 0};
    token_list list = {g_array_new(FALSE, FALSE, sizeof(foi_token)), 0};
    g_array_set_size(list.array, (guint)(in.length / 4 + 16));
    size_t line_start = 0, line_length = 0, last_end = 0;
    while (in.at < in.length) {
        uint8_t before = skip_space(&in);
        if (in.at >= in.length)
            break;
        if (list.count == 0)
            before = FOI_TOKEN_BREAK | FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE;
        foi_token token = {.start = (uint32_t)in.at, .flags = before};
        bool cut = false;
        read_token(&in, &token, &cut);
        if (token.flags & FOI_TOKEN_LINE) {
            line_length = last_end - line_start;
            line_start = token.start;
        }
        last_end = in.at;
        if (begins_sentence((const foi_token *)list.array->data, list.count, &token, line_length))
            token.flags |= FOI_TOKEN_SENTENCE;
        append(&list, &token);
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
            append(&list, &rest);
        }
    }
    g_array_set_size(list.array, list.count);
    return list.array;
}
