#include "indexer/extract/web/html.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/web/html_blocks.h"

/* The parser is fed piece by piece, so that it stops soon after the budget is spent. */
#define PIECE       8192
/* Elements may be open within each other to this depth; deeper ones are closed and parsing begins
 * anew. The text stays, and the library's search for what an end tag closes stays short. */
#define DEPTH       1000
/* A longer tag is left out, but for its name: the library compares each attribute with all before
 * it. What is so long are pictures that lie in the page. */
#define TAG_LENGTH  8000
/* A <meta> with the character set stands this near to the start. */
#define META_WINDOW 4096

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    foi_html_blocks_start(context, (const char *)name, (const char *const *)attributes);
}

static void on_end(void *context, const xmlChar *name)
{
    foi_html_blocks_end(context, (const char *)name);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    foi_html_blocks_text(context, (const char *)text, (size_t)length);
}

/* The name behind "charset=" in the first bytes, for the caller to g_free; NULL. */
static char *meta_charset(const uint8_t *bytes, size_t length)
{
    const char *at = (const char *)bytes;
    const char *end = at + MIN(length, META_WINDOW);
    for (; end - at > 8; at++) {
        if (g_ascii_strncasecmp(at, "charset", 7) != 0)
            continue;
        const char *value = at + 7;
        while (value < end && (g_ascii_isspace(*value) || strchr("=\"'", *value) != NULL) &&
               *value != '\0')
            value++;
        const char *stop = value;
        while (stop < end && (g_ascii_isalnum(*stop) || *stop == '-' || *stop == '_'))
            stop++;
        if (stop > value)
            return g_strndup(value, (gsize)(stop - value));
    }
    return NULL;
}

/* What the parser must not see: it takes NUL for the end, and bad UTF-8 for another encoding. */
static GString *repaired(const char *text, size_t length)
{
    GString *out = g_string_sized_new(length);
    const char *end = text + length;
    while (text < end) {
        const char *stop;
        g_utf8_validate_len(text, (gsize)(end - text), &stop);
        g_string_append_len(out, text, stop - text);
        if (stop < end)
            g_string_append(out, *stop == '\0' ? " " : "\ufffd");
        text = stop + 1;
    }
    return out;
}

static htmlParserCtxtPtr parser_new(foi_html_blocks *blocks)
{
    htmlSAXHandler handler = {0};
    handler.startElement = on_start;
    handler.endElement = on_end;
    handler.characters = on_text;
    handler.ignorableWhitespace = on_text;
    handler.cdataBlock = on_text;
    htmlParserCtxtPtr parser =
        htmlCreatePushParserCtxt(&handler, blocks, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (parser == NULL)
        return NULL;
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    /* An end tag while nothing is open would end the document for the library. */
    htmlParseChunk(parser, "<html>", 6, 0);
    return parser;
}

/* End the parsing, which closes all elements; whether it went well. */
static bool parser_end(htmlParserCtxtPtr parser)
{
    if (parser == NULL)
        return false;
    htmlParseChunk(parser, NULL, 0, 1);
    bool whole = !parser->disableSAX && parser->instate == XML_PARSER_EOF;
    xmlFreeDoc(parser->myDoc);
    htmlFreeParserCtxt(parser);
    return whole;
}

/* A piece ends before a tag where there is one, so that parsing can begin anew behind it. */
static size_t piece_length(const char *text, size_t length)
{
    if (length <= PIECE)
        return length;
    const char *tag = memrchr(text + 1, '<', PIECE - 1);
    return tag == NULL ? PIECE : (size_t)(tag - text);
}

/* The library drops all that follows "</html>" or "</body>", such as the footers that mail gateways
 * put there: it gets to see end tags that it does not know instead. */
static void hide_ends(char *piece, size_t length)
{
    char *end = piece + length;
    for (char *at = piece; (at = memmem(at, (size_t)(end - at), "</", 2)) != NULL; at += 2)
        if (end - at >= 6 && (g_ascii_strncasecmp(at + 2, "html", 4) == 0 ||
                              g_ascii_strncasecmp(at + 2, "body", 4) == 0))
            at[2] = 'x';
}

/* A copy of TEXT without the attributes of tags that are too long; NULL where there is none. */
static GString *without_floods(const char *text, size_t length)
{
    GString *out = NULL;
    const char *end = text + length;
    const char *kept = text;
    const char *at = text;
    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        const char *name = ++at;
        if (at == end || !g_ascii_isalpha(*at))
            continue;
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (close == NULL)
            break;
        if (close - at <= TAG_LENGTH)
            continue;
        while (g_ascii_isalnum(*name))
            name++;
        if (out == NULL)
            out = g_string_sized_new(length);
        g_string_append_len(out, kept, name - kept);
        at = kept = close;
    }
    if (out != NULL)
        g_string_append_len(out, kept, end - kept);
    return out;
}

static bool feed(foi_html_blocks *blocks, const char *text, size_t length)
{
    char piece[PIECE];
    htmlParserCtxtPtr parser = parser_new(blocks);
    bool whole = parser != NULL;
    for (size_t at = 0; at < length && whole && foi_html_blocks_more(blocks);) {
        size_t size = piece_length(text + at, length - at);
        memcpy(piece, text + at, size);
        hide_ends(piece, size);
        htmlParseChunk(parser, piece, (int)size, 0);
        whole = !parser->disableSAX && parser->errNo != XML_ERR_NO_MEMORY &&
                parser->instate != XML_PARSER_EOF;
        at += size;
        if (whole && parser->nameNr > DEPTH) {
            whole = parser_end(parser);
            parser = parser_new(blocks);
            whole = whole && parser != NULL;
        }
    }
    return parser_end(parser) && whole;
}

bool foi_html_read(foi_output *output, const uint8_t *bytes, size_t length, const char *charset,
                   bool with_title)
{
    g_autofree char *meta = charset == NULL ? meta_charset(bytes, length) : NULL;
    /* Markup takes more room than text; what it holds beyond the budget is noticed when given. */
    uint64_t limit = MAX(foi_output_room(output) * 8, (uint64_t)1 << 20);
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(bytes, length, charset == NULL ? meta : charset, limit);
    g_autoptr(GString) fixed = NULL;
    const char *text = utf8.text;
    size_t size = utf8.length;
    if (!g_utf8_validate_len(text, size, NULL)) {
        fixed = repaired(text, size);
        text = fixed->str;
        size = fixed->len;
    }
    g_autoptr(GString) lean = without_floods(text, size);
    g_autoptr(foi_html_blocks) blocks = foi_html_blocks_new(output, with_title);
    bool whole = feed(blocks, lean == NULL ? text : lean->str, lean == NULL ? size : lean->len);
    bool more = foi_html_blocks_finish(blocks);
    foi_utf8_report(&utf8, output);
    if (more && !whole)
        foi_output_status(output, FOI_READ_PARTIAL, "the HTML could not be read to its end");
    return more;
}

static void extract_html(const foi_input *input, foi_output *output)
{
    foi_html_read(output, input->bytes, input->length, input->charset, true);
}

static const char *const MIMES[] = {"text/html", "application/xhtml+xml", NULL};

const foi_extractor foi_extractor_html = {"html", MIMES, FOI_FILE_WEB, extract_html};
