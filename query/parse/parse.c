/* parse.c - recursive descent over the tokens. */
#include "query/parse/parse.h"

#include <stdarg.h>
#include <string.h>

#include "query/parse/lexer.h"

/* How much of the query an error repeats, in bytes. */
#define ERROR_EXCERPT 60

typedef struct parser {
    const char *query;
    size_t at;
    foi_lexeme token;
    unsigned depth;
    unsigned items;
    foi_error *error;
} parser;

void foi_node_free(foi_node *node)
{
    if (!node)
        return;
    g_free(node->text);
    if (node->children)
        g_ptr_array_unref(node->children);
    g_free(node);
}

static void free_node(void *node)
{
    foi_node_free(node);
}

foi_status foi_query_error(foi_error *error, const char *query, size_t start, size_t length,
                           const char *format, ...)
{
    size_t shown = MIN(MIN(length, strlen(query + start)), (size_t)ERROR_EXCERPT);
    long character = g_utf8_pointer_to_offset(query, query + start) + 1;
    va_list arguments;

    while (shown > 0 && ((unsigned char)query[start + shown] & 0xc0) == 0x80)
        shown--;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (shown == 0) {
        return foi_error_set(error, FOI_ERROR_QUERY, "query, character %ld: %s", character,
                             message);
    }
    return foi_error_set(error, FOI_ERROR_QUERY, "query, character %ld (`%.*s'): %s", character,
                         (int)shown, query + start, message);
}

static foi_node *node_new(foi_node_kind kind, size_t start)
{
    foi_node *node = g_new0(foi_node, 1);

    node->kind = kind;
    node->start = start;
    if (kind == FOI_NODE_SEQUENCE || kind == FOI_NODE_OR || kind == FOI_NODE_NOT ||
        kind == FOI_NODE_NEAR)
        node->children = g_ptr_array_new_with_free_func(free_node);
    return node;
}

static foi_status advance(parser *p)
{
    return foi_lexer_next(p->query, &p->at, &p->token, p->error);
}

/* Words without a letter or digit are punctuation: "&", "-". */
static bool is_punctuation(const char *text)
{
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        if (g_unichar_isalnum(g_utf8_get_char(c)))
            return false;
    return true;
}

static foi_status skip_punctuation(parser *p)
{
    foi_status status = FOI_OK;

    while (status == FOI_OK && p->token.kind == FOI_LEXEME_WORD && is_punctuation(p->token.text))
        status = advance(p);
    return status;
}

static foi_status next(parser *p)
{
    foi_status status = advance(p);

    return status == FOI_OK ? skip_punctuation(p) : status;
}

static foi_status parse_either(parser *p, foi_node **out);

static foi_status operand_missing(parser *p)
{
    static const char expected[] = "a word, a phrase, a field or ( was expected";

    switch (p->token.kind) {
    case FOI_LEXEME_END:
        return foi_query_error(p->error, p->query, p->token.start, 0, "the query ends where %s",
                               expected);
    case FOI_LEXEME_CLOSE:
        return foi_query_error(p->error, p->query, p->token.start, 1, "%s here, not )", expected);
    default:
        return foi_query_error(
            p->error, p->query, p->token.start, p->token.length,
            "%s here, not an operator; to search for the word, write it in small "
            "letters or in quotation marks",
            expected);
    }
}

static foi_status parse_leaf(parser *p, foi_node_kind kind, foi_node **out)
{
    g_autoptr(foi_node) node = node_new(kind, p->token.start);

    if (++p->items > FOI_QUERY_ITEMS) {
        return foi_query_error(p->error, p->query, p->token.start, p->token.length,
                               "a query has at most %d words, phrases and fields", FOI_QUERY_ITEMS);
    }
    if (kind == FOI_NODE_PHRASE && is_punctuation(p->token.text)) {
        return foi_query_error(p->error, p->query, p->token.start, p->token.length,
                               "there is no word between the quotation marks");
    }
    node->length = p->token.length;
    node->text = g_steal_pointer(&p->token.text);
    node->field = p->token.field;
    node->bound = p->token.bound;
    node->quoted = p->token.quoted;
    *out = g_steal_pointer(&node);
    return next(p);
}

static foi_status parse_group(parser *p, foi_node **out)
{
    size_t open = p->token.start;
    foi_status status = next(p);
    g_autoptr(foi_node) node = NULL;

    if (status == FOI_OK)
        status = parse_either(p, &node);
    if (status != FOI_OK)
        return status;
    if (p->token.kind != FOI_LEXEME_CLOSE) {
        return foi_query_error(p->error, p->query, open, 1,
                               "the parenthesis is never closed; put ) at the end of the group");
    }
    node->start = open;
    node->length = p->token.start + 1 - open;
    *out = g_steal_pointer(&node);
    return next(p);
}

static foi_status parse_item(parser *p, foi_node **out);

static foi_status parse_signed(parser *p, foi_node **out)
{
    foi_lexeme_kind sign = p->token.kind;
    size_t start = p->token.start;
    g_autoptr(foi_node) operand = NULL;
    foi_status status = next(p);

    if (status == FOI_OK)
        status = parse_item(p, &operand);
    if (status != FOI_OK || !operand)
        return status;
    if (sign == FOI_LEXEME_PLUS) {
        operand->required = true;
        *out = g_steal_pointer(&operand);
        return FOI_OK;
    }
    foi_node *node = node_new(FOI_NODE_NOT, start);
    node->length = operand->start + operand->length - start;
    g_ptr_array_add(node->children, g_steal_pointer(&operand));
    *out = node;
    return FOI_OK;
}

static bool begins_item(foi_lexeme_kind kind)
{
    return kind == FOI_LEXEME_NOT || kind == FOI_LEXEME_PLUS || kind == FOI_LEXEME_OPEN ||
           kind == FOI_LEXEME_WORD || kind == FOI_LEXEME_WILDCARD || kind == FOI_LEXEME_PHRASE ||
           kind == FOI_LEXEME_FIELD;
}

static foi_status near_misplaced(parser *p, size_t start, size_t length)
{
    return foi_query_error(
        p->error, p->query, start, length,
        "NEAR stands between two words or \"phrases\", not beside this; to search "
        "for the word, write it in small letters or in quotation marks");
}

static foi_status parse_text(parser *p, foi_node **out)
{
    return parse_leaf(p, p->token.kind == FOI_LEXEME_WORD ? FOI_NODE_WORD : FOI_NODE_PHRASE, out);
}

/* The operand of NEAR at the token, and what comes after it, into NODE. */
static foi_status parse_near_operand(parser *p, foi_node *node)
{
    unsigned distance = p->token.distance;
    foi_node *operand = NULL;
    foi_status status = next(p);

    if (status != FOI_OK)
        return status;
    if (p->token.kind != FOI_LEXEME_WORD && p->token.kind != FOI_LEXEME_PHRASE) {
        return begins_item(p->token.kind) ? near_misplaced(p, p->token.start, p->token.length)
                                          : operand_missing(p);
    }
    status = parse_text(p, &operand);
    /* There even where what comes after it is wrong. */
    if (operand) {
        operand->distance = distance;
        node->length = operand->start + operand->length - node->start;
        g_ptr_array_add(node->children, operand);
    }
    return status;
}

static foi_status parse_near(parser *p, foi_node **out)
{
    g_autoptr(foi_node) first = NULL;
    foi_status status = parse_text(p, &first);

    if (status != FOI_OK || !first || p->token.kind != FOI_LEXEME_NEAR) {
        *out = g_steal_pointer(&first);
        return status;
    }
    g_autoptr(foi_node) node = node_new(FOI_NODE_NEAR, first->start);
    g_ptr_array_add(node->children, g_steal_pointer(&first));
    while (p->token.kind == FOI_LEXEME_NEAR) {
        status = parse_near_operand(p, node);
        if (status != FOI_OK)
            return status;
    }
    *out = g_steal_pointer(&node);
    return FOI_OK;
}

static foi_status parse_unnested(parser *p, foi_node **out)
{
    foi_status status;

    switch (p->token.kind) {
    case FOI_LEXEME_NOT:
    case FOI_LEXEME_PLUS:
        return parse_signed(p, out);
    case FOI_LEXEME_WORD:
    case FOI_LEXEME_PHRASE:
        return parse_near(p, out);
    case FOI_LEXEME_OPEN:
        status = parse_group(p, out);
        break;
    case FOI_LEXEME_WILDCARD:
        status = parse_leaf(p, FOI_NODE_WILDCARD, out);
        break;
    case FOI_LEXEME_FIELD:
        status = parse_leaf(p, FOI_NODE_FIELD, out);
        break;
    default:
        return operand_missing(p);
    }
    if (status != FOI_OK || !*out || p->token.kind != FOI_LEXEME_NEAR)
        return status;
    status = near_misplaced(p, (*out)->start, (*out)->length);
    foi_node_free(g_steal_pointer(out));
    return status;
}

static foi_status parse_item(parser *p, foi_node **out)
{
    foi_status status;

    if (p->depth == FOI_QUERY_DEPTH) {
        return foi_query_error(p->error, p->query, p->token.start, p->token.length,
                               "the query is nested deeper than %d levels", FOI_QUERY_DEPTH);
    }
    p->depth++;
    status = parse_unnested(p, out);
    p->depth--;
    return status;
}

static foi_status parse_sequence(parser *p, foi_node **out)
{
    g_autoptr(foi_node) node = node_new(FOI_NODE_SEQUENCE, p->token.start);
    bool joined = false;

    do {
        g_autoptr(foi_node) item = NULL;
        foi_status status = parse_item(p, &item);
        if (status != FOI_OK || !item)
            return status;
        item->required |= joined;
        joined = p->token.kind == FOI_LEXEME_AND;
        item->required |= joined;
        node->length = item->start + item->length - node->start;
        g_ptr_array_add(node->children, g_steal_pointer(&item));
        if (joined) {
            status = next(p);
            if (status != FOI_OK)
                return status;
        }
    } while (joined || begins_item(p->token.kind));
    *out = g_steal_pointer(&node);
    return FOI_OK;
}

static foi_status parse_either(parser *p, foi_node **out)
{
    g_autoptr(foi_node) first = NULL;
    foi_status status = parse_sequence(p, &first);

    if (status != FOI_OK || !first || p->token.kind != FOI_LEXEME_OR) {
        *out = g_steal_pointer(&first);
        return status;
    }
    g_autoptr(foi_node) node = node_new(FOI_NODE_OR, first->start);
    g_ptr_array_add(node->children, g_steal_pointer(&first));
    while (p->token.kind == FOI_LEXEME_OR) {
        foi_node *more = NULL;
        status = next(p);
        if (status == FOI_OK)
            status = parse_sequence(p, &more);
        if (status != FOI_OK || !more)
            return status;
        node->length = more->start + more->length - node->start;
        g_ptr_array_add(node->children, more);
    }
    *out = g_steal_pointer(&node);
    return FOI_OK;
}

static foi_status parse_all(parser *p, foi_node **out)
{
    g_autoptr(foi_node) node = NULL;
    foi_status status = next(p);

    if (status != FOI_OK)
        return status;
    if (p->token.kind == FOI_LEXEME_END) {
        return foi_query_error(p->error, p->query, 0, 0,
                               "there is nothing to search for; give words, a \"phrase\" or a "
                               "field such as type:response");
    }
    status = parse_either(p, &node);
    if (status != FOI_OK)
        return status;
    if (p->token.kind == FOI_LEXEME_CLOSE) {
        return foi_query_error(p->error, p->query, p->token.start, 1,
                               "no parenthesis is open here; leave the ) out or put a ( before");
    }
    if (p->token.kind != FOI_LEXEME_END)
        return operand_missing(p);
    *out = g_steal_pointer(&node);
    return FOI_OK;
}

foi_status foi_query_parse(const char *query, foi_node **out, foi_error *error)
{
    const char *bad = NULL;
    parser p = {.query = query, .error = error};
    foi_status status;

    *out = NULL;
    if (strlen(query) > FOI_QUERY_LENGTH) {
        return foi_error_set(error, FOI_ERROR_QUERY,
                             "the query is longer than %d bytes; shorten it", FOI_QUERY_LENGTH);
    }
    if (!g_utf8_validate(query, -1, &bad)) {
        return foi_error_set(error, FOI_ERROR_QUERY,
                             "the query is not valid UTF-8 at byte %zu; type it in a UTF-8 locale",
                             (size_t)(bad - query) + 1);
    }
    status = parse_all(&p, out);
    foi_lexeme_clear(&p.token);
    return status;
}
