/* The codes of number formats: sections parted by ";", each a row of letters and literals. */
#include <string.h>

#include "indexer/extract/sheet/sheet_section.h"

#define CODE_BYTES 255

typedef struct builtin_row {
    int id;
    const char *code;
} builtin_row;

static const builtin_row BUILTINS[] = {
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {5, "\"£\"#,##0;-\"£\"#,##0"},
    {6, "\"£\"#,##0;-\"£\"#,##0"},
    {7, "\"£\"#,##0.00;-\"£\"#,##0.00"},
    {8, "\"£\"#,##0.00;-\"£\"#,##0.00"},
    {9, "0%"},
    {10, "0.00%"},
    {11, "0.00E+00"},
    {14, "dd/mm/yyyy"},
    {15, "dd-mmm-yy"},
    {16, "dd-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "hh:mm"},
    {21, "hh:mm:ss"},
    {22, "dd/mm/yyyy hh:mm"},
    {27, "dd/mm/yyyy"},
    {28, "dd/mm/yyyy"},
    {29, "dd/mm/yyyy"},
    {30, "dd/mm/yyyy"},
    {31, "dd/mm/yyyy"},
    {32, "hh:mm"},
    {33, "hh:mm:ss"},
    {34, "hh:mm"},
    {35, "hh:mm:ss"},
    {36, "dd/mm/yyyy"},
    {37, "#,##0;-#,##0"},
    {38, "#,##0;-#,##0"},
    {39, "#,##0.00;-#,##0.00"},
    {40, "#,##0.00;-#,##0.00"},
    {41, "#,##0;-#,##0;\"-\""},
    {42, "\"£\"#,##0;-\"£\"#,##0;\"£-\""},
    {43, "#,##0.00;-#,##0.00;\"-\""},
    {44, "\"£\"#,##0.00;-\"£\"#,##0.00;\"£-\""},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {48, "##0.0E+0"},
    {50, "dd/mm/yyyy"},
    {51, "dd/mm/yyyy"},
    {52, "dd/mm/yyyy"},
    {53, "dd/mm/yyyy"},
    {54, "dd/mm/yyyy"},
    {55, "dd/mm/yyyy"},
    {56, "dd/mm/yyyy"},
    {57, "dd/mm/yyyy"},
    {58, "dd/mm/yyyy"},
};

const char *foi_sheet_format_builtin(int id)
{
    for (size_t i = 0; i < G_N_ELEMENTS(BUILTINS); i++)
        if (BUILTINS[i].id == id)
            return BUILTINS[i].code;
    return NULL;
}

static void add(foi_sheet_section *section, foi_sheet_token_kind kind, unsigned count, char sign)
{
    foi_sheet_token token = {.kind = kind, .count = count, .sign = sign};
    g_array_append_val(section->tokens, token);
}

/* Add the character at AT; gives where the next one begins. */
static const char *add_literal(foi_sheet_section *section, const char *at)
{
    foi_sheet_token token = {.kind = FOI_SHEET_LITERAL};
    size_t size = 1;
    while (size < 6 && ((unsigned char)at[size] & 0xc0) == 0x80)
        size++;
    memcpy(token.text, at, size);
    g_array_append_val(section->tokens, token);
    return at + size;
}

static const char *read_quoted(foi_sheet_section *section, const char *at)
{
    while (*at != '\0' && *at != '"')
        at = add_literal(section, at);
    return *at == '"' ? at + 1 : at;
}

static void read_condition(foi_sheet_section *section, const char *at)
{
    section->compare = *at++;
    if (*at == '=' && section->compare != '=')
        section->compare = *at++ == '=' && section->compare == '<' ? 'l' : 'g';
    else if (*at == '>' && section->compare == '<')
        section->compare = *at++ == '>' ? 'n' : '<';
    section->against = g_ascii_strtod(at, NULL);
}

/* What stands in brackets: a condition, a currency, a count of hours; colours say nothing. */
static const char *read_bracket(foi_sheet_section *section, const char *at)
{
    size_t length = strcspn(at, "]");
    const char *next = at + length + (at[length] == ']');
    if (strchr("<>=", *at) != NULL && length > 0) {
        read_condition(section, at);
    } else if (*at == '$') {
        for (at++; *at != '\0' && *at != '-' && *at != ']';)
            at = add_literal(section, at);
    } else if (length > 0 && strspn(at, "hH") == length) {
        add(section, FOI_SHEET_ELAPSED, (unsigned)length, 'h');
    } else if (length > 0 && strspn(at, "mM") == length) {
        add(section, FOI_SHEET_ELAPSED, (unsigned)length, 'm');
    } else if (length > 0 && strspn(at, "sS") == length) {
        add(section, FOI_SHEET_ELAPSED, (unsigned)length, 's');
    }
    return next;
}

static bool follows(const foi_sheet_section *section, foi_sheet_token_kind kind)
{
    const GArray *tokens = section->tokens;
    return tokens->len > 0 && g_array_index(tokens, foi_sheet_token, tokens->len - 1).kind == kind;
}

static const char *read_digits(foi_sheet_section *section, const char *at, bool *pointed)
{
    bool decimal = *pointed;
    for (; *at != '\0' && strchr("0#?", *at) != NULL; at++)
        add(section, decimal ? FOI_SHEET_DECIMAL : FOI_SHEET_DIGIT, 1, *at);
    /* Between digits a comma groups them, behind them it divides by a thousand. */
    size_t commas = strspn(at, ",");
    if (commas > 0 && at[commas] != '\0' && strchr("0#?", at[commas]) != NULL)
        section->grouped = true;
    else
        section->thousands += (unsigned)commas;
    return at + commas;
}

static const char *read_date(foi_sheet_section *section, const char *at)
{
    static const char LETTERS[] = "ymdhse";
    static const foi_sheet_token_kind KINDS[] = {FOI_SHEET_YEAR, FOI_SHEET_MONTH,  FOI_SHEET_DAY,
                                                 FOI_SHEET_HOUR, FOI_SHEET_SECOND, FOI_SHEET_YEAR};
    char letter = g_ascii_tolower(*at);
    const char *found = strchr(LETTERS, letter);
    if (found == NULL || letter == '\0')
        return NULL;
    unsigned count = 0;
    for (; g_ascii_tolower(*at) == letter; at++)
        count++;
    add(section, KINDS[found - LETTERS], letter == 'e' ? 4 : count, letter);
    return at;
}

/* The words of a format; NULL where none stands at AT. */
static const char *read_word(foi_sheet_section *section, const char *at)
{
    if (g_ascii_strncasecmp(at, "general", 7) == 0) {
        add(section, FOI_SHEET_GENERAL, 1, '\0');
        return at + 7;
    }
    if (g_ascii_strncasecmp(at, "am/pm", 5) == 0) {
        add(section, FOI_SHEET_HALF, 2, '\0');
        return at + 5;
    }
    if (g_ascii_strncasecmp(at, "a/p", 3) == 0) {
        add(section, FOI_SHEET_HALF, 1, '\0');
        return at + 3;
    }
    if ((*at == 'E' || *at == 'e') && (at[1] == '+' || at[1] == '-')) {
        unsigned count = (unsigned)strspn(at + 2, "0#?");
        add(section, FOI_SHEET_EXPONENT, MAX(count, 1), at[1]);
        section->exponent = true;
        return at + 2 + count;
    }
    return NULL;
}

static const char *read_point(foi_sheet_section *section, const char *at, bool *pointed)
{
    unsigned parts = (unsigned)strspn(at + 1, "0");
    if (follows(section, FOI_SHEET_SECOND) || (follows(section, FOI_SHEET_ELAPSED) && parts > 0)) {
        add(section, FOI_SHEET_PARTS, MIN(parts, 3), '\0');
        return at + 1 + parts;
    }
    add(section, FOI_SHEET_POINT, 1, '\0');
    *pointed = true;
    return at + 1;
}

static const char *skip_character(const char *at)
{
    if (*at != '\0')
        at++;
    while (((unsigned char)*at & 0xc0) == 0x80)
        at++;
    return at;
}

static const char *read_one(foi_sheet_section *section, const char *at, bool *pointed)
{
    const char *word = read_word(section, at);
    if (word != NULL)
        return word;
    switch (*at) {
    case '"':
        return read_quoted(section, at + 1);
    case '\\':
    case '!':
        return at[1] == '\0' ? at + 1 : add_literal(section, at + 1);
    case '_':
    case '*':
        return skip_character(at + 1);
    case '[':
        return read_bracket(section, at + 1);
    case '0':
    case '#':
    case '?':
        return read_digits(section, at, pointed);
    case '.':
        return read_point(section, at, pointed);
    case '%':
        section->percents++;
        return add_literal(section, at);
    case '@':
        section->general = true;
        return at + 1;
    default:
        break;
    }
    const char *date = read_date(section, at);
    return date != NULL ? date : add_literal(section, at);
}

static bool is_literal(const foi_sheet_token *token)
{
    return token->kind == FOI_SHEET_LITERAL || token->kind == FOI_SHEET_HALF;
}

/* An "m" beside hours or seconds stands for minutes. */
static void find_minutes(GArray *tokens)
{
    foi_sheet_token *last = NULL;
    for (guint i = 0; i < tokens->len; i++) {
        foi_sheet_token *token = &g_array_index(tokens, foi_sheet_token, i);
        if (is_literal(token))
            continue;
        bool elapsed = last != NULL && last->kind == FOI_SHEET_ELAPSED && last->sign == 'h';
        if (token->kind == FOI_SHEET_MONTH && token->count <= 2 && last != NULL &&
            (last->kind == FOI_SHEET_HOUR || elapsed))
            token->kind = FOI_SHEET_MINUTE;
        if (token->kind == FOI_SHEET_SECOND && last != NULL && last->kind == FOI_SHEET_MONTH &&
            last->count <= 2)
            last->kind = FOI_SHEET_MINUTE;
        last = token;
    }
}

static void sum_up(foi_sheet_section *section)
{
    bool slash = false;
    for (guint i = 0; i < section->tokens->len; i++) {
        const foi_sheet_token *token = &g_array_index(section->tokens, foi_sheet_token, i);
        section->whole += token->kind == FOI_SHEET_DIGIT;
        section->decimals += token->kind == FOI_SHEET_DECIMAL;
        section->date |= token->kind >= FOI_SHEET_YEAR;
        section->half |= token->kind == FOI_SHEET_HALF;
        slash |= token->kind == FOI_SHEET_LITERAL && strcmp(token->text, "/") == 0;
    }
    section->decimals = MIN(section->decimals, 30);
    /* Fractions ("# ?/?") are shown with decimals. */
    section->general |= slash && !section->date && section->whole > 0;
    find_minutes(section->tokens);
}

/* Read one section; gives where it ends. */
static const char *read_section(foi_sheet_section *section, const char *at)
{
    section->tokens = g_array_new(FALSE, TRUE, sizeof(foi_sheet_token));
    bool pointed = false;
    while (*at != '\0' && *at != ';')
        at = read_one(section, at, &pointed);
    sum_up(section);
    return at;
}

foi_sheet_format *foi_sheet_format_new(const char *code)
{
    foi_sheet_format *format = g_new0(foi_sheet_format, 1);
    /* These two name the long date and the time of the country, whatever else stands there. */
    if (g_ascii_strncasecmp(code, "[$-F800]", 8) == 0)
        code = "dd mmmm yyyy";
    else if (g_ascii_strncasecmp(code, "[$-F400]", 8) == 0)
        code = "hh:mm:ss";
    g_autofree char *cut = g_strndup(code, CODE_BYTES);
    const char *at = cut;
    format->hides = true;
    while (format->count < FOI_SHEET_SECTIONS) {
        foi_sheet_section *section = &format->sections[format->count++];
        at = read_section(section, at);
        format->hides &= section->tokens->len == 0;
        if (*at != ';')
            break;
        at++;
    }
    return format;
}

void foi_sheet_format_free(foi_sheet_format *format)
{
    if (format == NULL)
        return;
    for (unsigned i = 0; i < format->count; i++)
        g_array_unref(format->sections[i].tokens);
    g_free(format);
}
