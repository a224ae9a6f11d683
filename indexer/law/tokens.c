#include "indexer/law/tokens.h"

#include <string.h>

#include "indexer/law/characters.h"
#include "indexer/law/symbols.h"

/* Wrapped text fills its lines further than so many bytes. */
#define SHORT_LINE 56

/* Abbreviations have fewer letters. */
#define ABBREVIATION_LETTERS 5

#define S FOI_SORT_SPACE
#define N FOI_SORT_NEWLINE
#define P FOI_SORT_PAGE
#define L FOI_SORT_LETTER
#define D FOI_SORT_DIGIT
#define A FOI_SORT_APOSTROPHE
#define H FOI_SORT_HYPHEN
#define M FOI_SORT_MARK
#define W FOI_SORT_WIDE
static const uint8_t sorts[256] = {
    S, S, S, S, S, S, S, S, S, S, N, S, P, S, S, S, /* 0x00 */
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, /* 0x10 */
    S, M, M, M, M, M, M, A, M, M, M, M, M, H, M, M, /* 0x20 */
    D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, M, /* 0x30 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 0x40 */
    L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M, /* 0x50 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 0x60 */
    L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, S, /* 0x70 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0x80 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0x90 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xa0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xb0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xc0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xd0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xe0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xf0 */
};
#undef S
#undef N
#undef P
#undef L
#undef D
#undef A
#undef H
#undef M
#undef W

typedef struct {
    const char *text;
    const char *at;
    const char *end;
} reader;

/* Decode the character at the reader without moving; *SIZE is its length in bytes. */
static inline foi_sort peek(const reader *in, gunichar *c, size_t *size)
{
    unsigned char byte = (unsigned char)*in->at;
    if (byte < 0x80) {
        *c = byte;
        *size = 1;
        return (foi_sort)sorts[byte];
    }
    size_t length = (size_t)(g_utf8_skip[byte]);
    if (length > (size_t)(in->end - in->at))
        length = (size_t)(in->end - in->at);
    gunichar wide = g_utf8_get_char_validated(in->at, (gssize)length);
    *size = (wide & 0x80000000u) ? 1 : length;
    *c = (wide & 0x80000000u) ? '?' : wide;
    return (wide & 0x80000000u) ? FOI_SORT_MARK : foi_sort_wide(c);
}

/* The symbol of a token whose bytes come one by one. */
typedef struct {
    uint64_t state;
    char bytes[8]; /* those that wait until there are eight */
    unsigned waiting;
} spelling;

static void spell(spelling *word, char byte)
{
    word->bytes[word->waiting++] = byte;
    if (word->waiting < 8)
        return;
    word->state = foi_symbol_mix(word->state, foi_symbol_bytes(word->bytes, 8));
    word->waiting = 0;
}

static void spell_letter(spelling *word, unsigned letter)
{
    char utf8[6];
    int n = g_unichar_to_utf8(letter, utf8);
    for (int i = 0; i < n; i++)
        spell(word, utf8[i]);
}

static uint32_t spelt(const spelling *word)
{
    uint64_t rest = foi_symbol_bytes(word->bytes, word->waiting);
    return (uint32_t)(word->waiting ? foi_symbol_mix(word->state, rest) : word->state);
}

static void read_digits(reader *in, foi_token *token)
{
    uint64_t state = FOI_SYMBOL_START, bytes = 0;
    unsigned value = 0, waiting = 0;
    for (; in->at < in->end && (unsigned char)(*in->at - '0') < 10; in->at++) {
        unsigned char digit = (unsigned char)*in->at;
        value = value > 6552 ? 65535 : value * 10 + (digit - '0');
        bytes |= (uint64_t)digit << 8 * waiting;
        if (++waiting == 8) {
            state = foi_symbol_mix(state, bytes);
            bytes = waiting = 0;
        }
    }
    token->kind = FOI_TOKEN_NUMBER;
    token->value = (uint16_t)value;
    token->symbol = (uint32_t)(waiting ? foi_symbol_mix(state, bytes) : state);
}

static bool is_lower(const reader *in, const char *at)
{
    return at < in->end && *at >= 'a' && *at <= 'z';
}

/* What is known of a word while its letters are read one by one. */
typedef struct {
    spelling spelling;
    size_t letters;
    size_t capitals;
    bool first_capital;
} word_read;

static void add_letter(word_read *word, bool capital)
{
    if (word->letters == 0)
        word->first_capital = capital;
    word->capitals += capital;
    word->letters++;
}

/* The letter that is not ASCII at the reader; false where none stands there. */
static bool read_wide_letter(reader *in, word_read *word)
{
    gunichar c;
    size_t size;
    foi_sort is = peek(in, &c, &size);
    if (is != FOI_SORT_LETTER && is != FOI_SORT_HIDDEN)
        return false;
    in->at += size;
    if (is == FOI_SORT_HIDDEN)
        return true;
    if (c < 0x300 || !g_unichar_ismark(c))
        spell_letter(&word->spelling, foi_fold_letter(c));
    add_letter(word, g_unichar_isupper(c));
    return true;
}

#define EACH(byte) ((byte)*G_GUINT64_CONSTANT(0x0101010101010101))

/* Which of eight bytes are no ASCII letters: the highest bit of each of them. */
static inline uint64_t find_others(uint64_t bytes)
{
    /* No byte is so large that a sum reaches into the next one. */
    uint64_t low = (bytes | EACH(0x20)) & EACH(0x7f);
    uint64_t before_a = EACH(0x80 + 'a' - 1) - low, behind_z = low + EACH(0x80 - 'z' - 1);
    return (before_a | behind_z | bytes) & EACH(0x80);
}

/* A word of ASCII letters while it is read eight of them at a time. */
typedef struct {
    uint64_t state;
    uint64_t capitals; /* the bits of those in the first eight; one above them: there are more */
    uint64_t end;      /* the highest bit of the byte that ends it; 0: it is not there yet */
    uint64_t wide;     /* the same where that byte is not ASCII */
} plain_word;

/* Up to eight bytes of text from AT on; zeros, which are no letters, stand for what is behind END.
 */
static inline uint64_t next_eight(const char *at, const char *end)
{
    return end - at >= 8 ? foi_symbol_bytes(at, 8) : foi_symbol_bytes(at, (size_t)(end - at));
}

/* Read the next eight BYTES of the text; the letters among them. */
static inline unsigned read_eight(plain_word *word, uint64_t bytes, bool first)
{
    uint64_t others = find_others(bytes);
    word->end = others & -others;
    /* The bytes before the end; all of them where there is none. */
    uint64_t mask = (word->end >> 7) - 1;
    uint64_t folded = (bytes | EACH(0x20)) & mask, capitals = folded ^ (bytes & mask);
    word->capitals |= first ? capitals : capitals << 1;
    if (first || folded)
        word->state = foi_symbol_mix(word->state, folded);
    word->wide = bytes & word->end;
    return word->end ? (unsigned)__builtin_ctzll(word->end) / 8 : 8;
}

/* Whether AT is a dash, a quotation mark, a bullet or dots: U+2010 to U+2026. What else is not
 * ASCII may be more of the word before it. */
static inline bool is_wide_mark(const char *at, const char *end)
{
    return end - at >= 3 && (unsigned char)at[0] == 0xe2 && (unsigned char)at[1] == 0x80 &&
           (unsigned char)at[2] >= 0x90 && (unsigned char)at[2] <= 0xa6;
}

/* The word at AT, which ends at END at the latest, where it is one of up to 15 small ASCII letters,
 * with a capital before them or not, or a short one of capitals: nearly all are. Its letters, else
 * 0. */
static G_ALWAYS_INLINE inline size_t read_plain_word(const char *at, const char *end,
                                                     foi_token *token)
{
    plain_word word = {.state = FOI_SYMBOL_START};
    size_t letters = read_eight(&word, next_eight(at, end), true);
    if (!word.end)
        letters += read_eight(&word, next_eight(at + 8, end), false);
    if (!letters || !word.end || (word.wide && !is_wide_mark(at + letters, end)))
        return 0;
    /* The bit that parts capitals from small letters is twice that of the flag. */
    token->flags = (uint8_t)(word.capitals / 2);
    if (word.capitals > 0x20) {
        if (letters > 7 || word.capitals != (EACH(0x20) & ((word.end >> 7) - 1)))
            return 0;
        token->flags = FOI_TOKEN_CAPITAL | FOI_TOKEN_UPPER;
    }
    token->length = (uint32_t)letters;
    token->symbol = (uint32_t)word.state;
    token->value = (uint16_t)letters;
    token->kind = FOI_TOKEN_WORD;
    return letters;
}

G_STATIC_ASSERT(FOI_TOKEN_CAPITAL * 2 == 0x20);

/* Any word: letters up to its end, or up to where an acronym runs into the next word, which goes on
 * in another token (*CUT). */
static void read_letters(reader *in, foi_token *token, bool *cut)
{
    *cut = false;
    word_read word = {.spelling.state = FOI_SYMBOL_START};
    while (in->at < in->end) {
        unsigned char c = (unsigned char)*in->at;
        if (c >= 0x80) {
            if (!read_wide_letter(in, &word))
                break;
            continue;
        }
        if (sorts[c] != FOI_SORT_LETTER)
            break;
        bool capital = c < 'a';
        if (capital && word.capitals == word.letters && word.letters >= 3 &&
            is_lower(in, in->at + 1) && is_lower(in, in->at + 2)) {
            *cut = true;
            break;
        }
        spell(&word.spelling, (char)(c | 0x20));
        add_letter(&word, capital);
        in->at++;
    }
    token->kind = FOI_TOKEN_WORD;
    token->symbol = spelt(&word.spelling);
    token->value = word.letters > 65535 ? 65535 : (uint16_t)word.letters;
    token->flags |= (word.first_capital ? FOI_TOKEN_CAPITAL : 0) |
                    (word.letters > 1 && word.capitals == word.letters ? FOI_TOKEN_UPPER : 0);
}

static inline bool is_shown_ascii(const reader *in, const char *at)
{
    foi_sort is = at < in->end ? (foi_sort)sorts[(unsigned char)*at] : FOI_SORT_SPACE;
    return is >= FOI_SORT_LETTER && is < FOI_SORT_WIDE;
}

/* White space before a token: the flags of what follows. */
static uint8_t skip_wide_space(reader *in)
{
    unsigned newlines = 0;
    bool page = false, any = false;
    while (in->at < in->end) {
        gunichar c;
        size_t size;
        foi_sort is = peek(in, &c, &size);
        if (is != FOI_SORT_SPACE && is != FOI_SORT_NEWLINE && is != FOI_SORT_PAGE &&
            is != FOI_SORT_HIDDEN)
            break;
        newlines += is == FOI_SORT_NEWLINE;
        page = page || is == FOI_SORT_PAGE;
        any = any || is != FOI_SORT_HIDDEN;
        in->at += size;
    }
    if (page || newlines > 1)
        return FOI_TOKEN_BREAK | FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE;
    return newlines ? FOI_TOKEN_LINE : any ? 0 : FOI_TOKEN_GLUED;
}

/* The same, and quick where one blank or nothing stands between two tokens. */
static inline uint8_t skip_space(reader *in)
{
    if (*in->at == ' ' && is_shown_ascii(in, in->at + 1)) {
        in->at++;
        return 0;
    }
    return is_shown_ascii(in, in->at) ? FOI_TOKEN_GLUED : skip_wide_space(in);
}

/* An apostrophe between letters, also in the mangled form "-(TM)" of a lost character set. */
static size_t apostrophe_length(const reader *in)
{
    static const char mangled[] = "-\xe2\x84\xa2";
    reader next = *in;
    gunichar c;
    size_t size;
    if (in->end - in->at > 4 && memcmp(in->at, mangled, 4) == 0)
        next.at += 4;
    else if (peek(in, &c, &size) == FOI_SORT_APOSTROPHE)
        next.at += size;
    else
        return 0;
    if (next.at >= next.end || peek(&next, &c, &size) != FOI_SORT_LETTER)
        return 0;
    return (size_t)(next.at - in->at);
}

static const foi_symbol_map *abbreviations_get(void)
{
    static const char *const words[] = {
        "s",   "ss",   "reg", "regs", "no",  "nos", "mr", "mrs", "ms", "dr", "st",  "r",   "sec",
        "art", "para", "eg",  "ie",   "etc", "v",   "e",  "i",   "p",  "pp", "ref", "sir", "ltd"};
    static const foi_symbol_map *made;
    return foi_symbol_words(&made, words, G_N_ELEMENTS(words));
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

/* Whether the last of COUNT tokens begins a sentence by the marks at the end of the others. */
static bool follows_full_stop(const foi_token *tokens, size_t count)
{
    const foi_token *token = &tokens[--count];
    if (token->flags & FOI_TOKEN_GLUED)
        return false;
    const foi_token *last = &tokens[count - 1];
    if (count > 1 && (foi_token_is_mark(last, '"') || foi_token_is_mark(last, '\'') ||
                      foi_token_is_mark(last, ')')))
        last--;
    if (!foi_token_is_mark(last, '.') && !foi_token_is_mark(last, '?') &&
        !foi_token_is_mark(last, '!'))
        return false;
    bool opens = token->kind != FOI_TOKEN_WORD || (token->flags & FOI_TOKEN_CAPITAL);
    return opens && !(last->value == '.' && follows_abbreviation(tokens, count));
}

static void read_mark(reader *in, foi_token *token)
{
    gunichar c;
    size_t size;
    peek(in, &c, &size);
    in->at += size;
    token->kind = FOI_TOKEN_MARK;
    token->value = c < 0xffff ? (uint16_t)c : 0xffff;
    spelling mark = {.state = FOI_SYMBOL_START};
    if (c < 0x80)
        spell(&mark, (char)c);
    else
        spell_letter(&mark, c);
    token->symbol = spelt(&mark);
}

/* Read the token at the reader, which stands on no white space. */
static void read_token(reader *in, foi_token *token, bool *cut)
{
    gunichar wide;
    size_t size;
    foi_sort is = (foi_sort)sorts[(unsigned char)*in->at];
    if (is == FOI_SORT_WIDE)
        is = peek(in, &wide, &size);
    if (is == FOI_SORT_LETTER)
        read_letters(in, token, cut);
    else if (is == FOI_SORT_DIGIT)
        read_digits(in, token);
    else
        read_mark(in, token);
}

/* What goes on behind the word just read: behind an apostrophe, or where an acronym was CUT off. */
static bool read_rest(reader *in, foi_token *rest, bool cut)
{
    size_t apostrophe = cut || in->at >= in->end ? 0 : apostrophe_length(in);
    if (!cut && !apostrophe)
        return false;
    in->at += apostrophe;
    *rest = (foi_token){.start = (uint32_t)(in->at - in->text),
                        .flags = FOI_TOKEN_GLUED | (cut ? FOI_TOKEN_SPLIT : FOI_TOKEN_POSSESSIVE)};
    bool again;
    read_letters(in, rest, &again);
    rest->length = (uint32_t)(in->at - in->text) - rest->start;
    return true;
}

/* Whether what stands at the reader, behind a word, can begin more of that word. */
static inline bool may_go_on(const reader *in)
{
    return in->at < in->end && sorts[(unsigned char)*in->at] >= FOI_SORT_HYPHEN;
}

/* The tokens so far, in an array with room for more, and where the line at hand begins. */
typedef struct {
    foi_token *tokens;
    guint count;
    guint room;
    size_t line;
} writer;

/* Whether TOKEN, the first of a line, is one of a new sentence: a line that ends early is whole; a
 * number behind it may belong to it ("section", "40"). */
static bool follows_short_line(writer *out, const foi_token *token)
{
    const foi_token *last = token - 1;
    if (last->flags & (FOI_TOKEN_POSSESSIVE | FOI_TOKEN_SPLIT))
        last--;
    size_t length = (size_t)last->start + last->length - out->line;
    out->line = token->start;
    return length < SHORT_LINE &&
           (token->kind == FOI_TOKEN_MARK || (token->flags & FOI_TOKEN_CAPITAL));
}

/* The mark of ASCII at AT; false where none stands there. */
static inline bool read_plain_mark(const char *at, foi_token *token)
{
    unsigned char c = (unsigned char)*at;
    if (sorts[c] < FOI_SORT_MARK || sorts[c] >= FOI_SORT_WIDE)
        return false;
    *token = (foi_token){.length = 1,
                         .symbol = (uint32_t)foi_symbol_mix(FOI_SYMBOL_START, c),
                         .value = c,
                         .kind = FOI_TOKEN_MARK};
    return true;
}

/* The next token, whatever it is; false at the end of the text. */
static bool read_any(reader *in, writer *out, bool *cut)
{
    uint8_t before = skip_space(in);
    if (in->at >= in->end)
        return false;
    foi_token *token = &out->tokens[out->count];
    token->start = (uint32_t)(in->at - in->text);
    token->flags = before;
    read_token(in, token, cut);
    token->length = (uint32_t)(in->at - in->text) - token->start;
    if (out->count > 0 && (before & FOI_TOKEN_LINE) && follows_short_line(out, token))
        token->flags |= FOI_TOKEN_SENTENCE;
    return true;
}

/* The same, and quick for a plain word or mark behind one blank or nothing. */
static inline bool read_next(reader *in, writer *out, bool *cut)
{
    const char *word = in->at + (*in->at == ' ');
    foi_token *token = &out->tokens[out->count];
    size_t bytes = read_plain_word(word, in->end, token);
    *cut = false;
    if (!bytes && word < in->end)
        bytes = read_plain_mark(word, token);
    if (!bytes)
        return read_any(in, out, cut);
    token->start = (uint32_t)(word - in->text);
    token->flags |= word == in->at ? FOI_TOKEN_GLUED : 0;
    in->at = word + bytes;
    return true;
}

/* The plain words behind a word, up to one that may go on behind its letters: most of a text. */
static inline void read_plain_words(reader *in, writer *out)
{
    const char *at = in->at, *end = in->end;
    foi_token *token = out->tokens + out->count, *last = out->tokens + out->room - 2;
    while (at < end && token < last) {
        const char *word = at + (*at == ' ');
        size_t letters = read_plain_word(word, end, token);
        const char *behind = word + letters;
        if (!letters || (behind < end && sorts[(unsigned char)*behind] >= FOI_SORT_HYPHEN))
            break;
        token->start = (uint32_t)(word - in->text);
        token->flags |= word == at ? FOI_TOKEN_GLUED : 0;
        at = behind;
        token++;
    }
    in->at = at;
    out->count = (guint)(token - out->tokens);
}

/* The token that comes first: nothing stands before it. */
static bool read_first(reader *in, writer *out, bool *cut)
{
    *cut = false;
    if (in->at >= in->end || !read_any(in, out, cut))
        return false;
    out->tokens->flags &= (uint8_t)~FOI_TOKEN_GLUED;
    out->tokens->flags |= FOI_TOKEN_BREAK | FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE;
    out->line = out->tokens->start;
    return true;
}

static void make_room(writer *out, GArray *array, guint room)
{
    out->tokens = (foi_token *)g_array_set_size(array, room)->data;
    out->room = room;
}

GArray *foi_tokens_read(const char *text, size_t length)
{
    reader in = {text, text, text + MIN(length, FOI_TOKENS_TEXT_LIMIT)};
    writer out = {.count = 0};
    GArray *array = g_array_new(FALSE, FALSE, sizeof(foi_token));
    make_room(&out, array, (guint)((in.end - in.at) / 4 + 16));
    bool cut;
    for (bool more = read_first(&in, &out, &cut); more;) {
        foi_token *token = &out.tokens[out.count++];
        if (token->kind == FOI_TOKEN_WORD && (cut || may_go_on(&in)))
            out.count += read_rest(&in, token + 1, cut);
        else if (token->kind == FOI_TOKEN_WORD)
            read_plain_words(&in, &out);
        if (out.count + 2 > out.room)
            make_room(&out, array, out.room * 2);
        more = in.at < in.end && read_next(&in, &out, &cut);
        if (more && out.tokens[out.count - 1].kind == FOI_TOKEN_MARK &&
            follows_full_stop(out.tokens, out.count + 1))
            out.tokens[out.count].flags |= FOI_TOKEN_SENTENCE;
    }
    g_array_set_size(array, out.count);
    return array;
}
