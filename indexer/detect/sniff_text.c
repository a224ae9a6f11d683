/* Which kind of text: HTML, XML, mail, Markdown, a table or plain. */
#include <glib.h>
#include <string.h>

#include "indexer/detect/sniff.h"

/* Tags that open a web page or a piece of one. */
static const char *const HTML_TAGS[] = {
    "html", "head", "body", "title",  "meta", "link",   "style", "script",  "div",        "p",
    "h1",   "h2",   "h3",   "table",  "tr",   "td",     "ul",    "ol",      "li",         "br",
    "hr",   "span", "font", "center", "a",    "b",      "i",     "strong",  "blockquote", "pre",
    "img",  "base", "form", "main",   "nav",  "header", "o:p",   "section", "article",    "em",
};

typedef struct span {
    const char *at;
    const char *end;
} span;

static bool starts(span text, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(text.end - text.at) >= length &&
           g_ascii_strncasecmp(text.at, word, length) == 0;
}

static void skip_space(span *text)
{
    while (text->at < text->end && g_ascii_isspace(*text->at))
        text->at++;
}

static bool skip_past(span *text, const char *mark)
{
    const char *found = memmem(text->at, (size_t)(text->end - text->at), mark, strlen(mark));
    text->at = found == NULL ? text->end : found + strlen(mark);
    return found != NULL;
}

static bool is_html_tag(span text)
{
    if (text.at == text.end || *text.at != '<')
        return false;
    const char *name = text.at + 1;
    if (name < text.end && *name == '/')
        name++;
    const char *end = name;
    while (end < text.end && (g_ascii_isalnum(*end) || *end == ':'))
        end++;
    if (end < text.end && !g_ascii_isspace(*end) && *end != '>' && *end != '/')
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(HTML_TAGS); i++)
        if ((size_t)(end - name) == strlen(HTML_TAGS[i]) &&
            g_ascii_strncasecmp(name, HTML_TAGS[i], (size_t)(end - name)) == 0)
            return true;
    return false;
}

/* Whether an HTML tag is anywhere: decides only where a name or container says HTML already. */
static bool has_html_tag(span text)
{
    while ((text.at = memchr(text.at, '<', (size_t)(text.end - text.at))) != NULL) {
        if (is_html_tag(text))
            return true;
        text.at++;
    }
    return false;
}

/* The type by the element that XML begins with; NULL where it is not even clear that it is XML.
 * DECLARED: it began with an XML declaration. */
static const char *xml_type(span text, bool declared)
{
    if (text.at == text.end || *text.at != '<')
        return declared ? "text/xml" : NULL;
    const char *close = memchr(text.at, '>', (size_t)(text.end - text.at));
    span tag = {text.at + 1, close == NULL ? text.end : close};
    const char *local = tag.at;
    const char *end = tag.at;
    for (; end < tag.end && !g_ascii_isspace(*end) && *end != '/'; end++)
        local = *end == ':' ? end + 1 : local;
    size_t length = (size_t)(end - local);
    bool spaced = g_strstr_len(end, tag.end - end, "xmlns") != NULL;
    if (length == 10 && g_ascii_strncasecmp(local, "akomaNtoso", length) == 0)
        return "application/akn+xml";
    if (length == 3 && memcmp(local, "svg", length) == 0 && (declared || spaced))
        return "image/svg+xml";
    static const char FLAT[] = ":mimetype=\"";
    const char *office = g_strstr_len(end, tag.end - end, FLAT);
    const char *flat = office == NULL
                           ? NULL
                           : foi_sniff_declared((const uint8_t *)office + sizeof FLAT - 1,
                                                (size_t)(tag.end - office) - (sizeof FLAT - 1));
    if (flat != NULL)
        return flat;
    bool feed = length == 3 && memcmp(local, "rss", length) == 0;
    return declared || spaced || feed ? "text/xml" : NULL;
}

/* The type of a markup language, NULL for others. Comments and declarations may come first. */
static const char *markup_type(span text, bool *whole_page)
{
    bool xml = false;
    for (;;) {
        skip_space(&text);
        if (starts(text, "<!--")) {
            if (!skip_past(&text, "-->"))
                return NULL;
        } else if (starts(text, "<?xml")) {
            xml = true;
            if (!skip_past(&text, "?>"))
                return "text/xml";
        } else if (starts(text, "<!doctype html") || starts(text, "<html")) {
            *whole_page = true;
            return "text/html";
        } else if (starts(text, "<!doctype svg")) {
            return "image/svg+xml";
        } else if (xml && starts(text, "<!doctype")) {
            return "text/xml";
        } else {
            break;
        }
    }
    return !xml && is_html_tag(text) ? "text/html" : xml_type(text, xml);
}

static bool has_suffix(const char *name, const char *suffix)
{
    size_t length = strlen(name);
    size_t size = strlen(suffix);
    return length > size && g_ascii_strcasecmp(name + length - size, suffix) == 0;
}

static bool claims(const char *claimed, const char *mime)
{
    return claimed != NULL && g_ascii_strcasecmp(claimed, mime) == 0;
}

static const char *table_type(const char *text, size_t length, const char *name,
                              const char *claimed)
{
    static const char *const TYPES[] = {"text/csv", "text/comma-separated-values",
                                        "text/tab-separated-values", "application/csv"};
    bool named = has_suffix(name, ".csv") || has_suffix(name, ".tsv") || has_suffix(name, ".tab");
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        named |= claims(claimed, TYPES[i]);
    char separator = foi_sniff_separator(text, length, named);
    return separator == '\0' ? NULL : separator == '\t' ? "text/tab-separated-values" : "text/csv";
}

const char *foi_sniff_text(const char *text, size_t length, const char *name, const char *claimed)
{
    span all = {text, text + length};
    bool mail = claims(claimed, "message/rfc822") || has_suffix(name, ".eml") ||
                has_suffix(name, ".mht") || has_suffix(name, ".mhtml");
    bool markdown = claims(claimed, "text/markdown") || has_suffix(name, ".md") ||
                    has_suffix(name, ".markdown");
    bool html =
        claims(claimed, "text/html") || has_suffix(name, ".html") || has_suffix(name, ".htm");
    const char *mime = foi_sniff_mail(text, length, mail);
    if (mime != NULL && strcmp(mime, "message/rfc822") == 0 &&
        foi_sniff_web_archive(text, length, name))
        return "multipart/related";
    if (mime != NULL)
        return mime;
    bool whole_page = false;
    mime = markup_type(all, &whole_page);
    if (mime != NULL && markdown && !whole_page)
        return "text/markdown"; /* Markdown may open with a tag. */
    if (mime != NULL)
        return mime;
    if (html && has_html_tag(all))
        return "text/html";
    skip_space(&all);
    if (starts(all, "{\\rtf"))
        return "text/rtf";
    if (starts(all, "BEGIN:VCALENDAR"))
        return "text/calendar";
    if (markdown)
        return "text/markdown";
    /* JSON and its like are libmagic's. */
    if (all.at < all.end && (*all.at == '{' || *all.at == '['))
        return NULL;
    mime = table_type(text, length, name, claimed);
    return mime != NULL ? mime : "text/plain";
}
