/* EPUB: the chapters of a book in their order; each is a web page. */
#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/parts.h"
#include "indexer/extract/web/html.h"

typedef struct book {
    foi_parts package;
    foi_output *output;
    char *list;          /* the part that names all others; NULL: not found */
    GHashTable *items;   /* id -> part */
    GPtrArray *chapters; /* of char *: parts */
    bool locked;
} book;

static bool visit_container(void *data, xmlTextReader *reader, int type, const char *name)
{
    book *in = data;
    if (type != XML_READER_TYPE_ELEMENT || strcmp(name, "rootfile") != 0)
        return true;
    in->list = foi_xml_attribute(reader, "full-path");
    return in->list == NULL;
}

/* Fonts may be encrypted in a book that anybody can read. */
static bool visit_encryption(void *data, xmlTextReader *reader, int type, const char *name)
{
    book *in = data;
    if (type != XML_READER_TYPE_ELEMENT || strcmp(name, "CipherReference") != 0)
        return true;
    g_autofree char *part = foi_xml_attribute(reader, "URI");
    in->locked = part != NULL && strstr(part, "htm") != NULL;
    return !in->locked;
}

static void add_item(book *in, xmlTextReader *reader)
{
    g_autofree char *id = foi_xml_attribute(reader, "id");
    g_autofree char *address = foi_xml_attribute(reader, "href");
    g_autofree char *plain = address == NULL ? NULL : g_uri_unescape_string(address, NULL);
    if (id == NULL || plain == NULL)
        return;
    plain[strcspn(plain, "#")] = '\0';
    g_autofree char *base = foi_parts_directory(in->list);
    g_hash_table_replace(in->items, g_steal_pointer(&id), foi_parts_resolve(base, plain));
}

static bool add_chapter(book *in, const char *part)
{
    if (in->chapters->len == FOI_CHAPTERS) {
        foi_output_status(in->output, FOI_READ_PARTIAL,
                          "the book has more chapters than the limit allows");
        return false;
    }
    g_ptr_array_add(in->chapters, g_strdup(part));
    return true;
}

static bool visit_list(void *data, xmlTextReader *reader, int type, const char *name)
{
    book *in = data;
    if (type != XML_READER_TYPE_ELEMENT)
        return true;
    if (strcmp(name, "item") == 0)
        add_item(in, reader);
    if (strcmp(name, "itemref") != 0)
        return true;
    g_autofree char *id = foi_xml_attribute(reader, "idref");
    const char *part = id == NULL ? NULL : g_hash_table_lookup(in->items, id);
    return part == NULL || add_chapter(in, part);
}

/* Without a list, every web page of the book in the order of the file. */
static void add_unlisted(book *in)
{
    unsigned count = foi_parts_count(&in->package);
    bool more = true;
    for (unsigned i = 0; i < count && more; i++) {
        const char *name = foi_parts_name(&in->package, i);
        if (name != NULL && (g_str_has_suffix(name, "html") || g_str_has_suffix(name, ".htm")))
            more = add_chapter(in, name);
    }
}

static void read_list(book *in)
{
    foi_parts_end end = FOI_PARTS_MISSING;
    foi_parts_read(&in->package, "META-INF/container.xml", visit_container, in);
    if (in->list != NULL) {
        foi_parts_read_title(&in->package, in->list);
        end = foi_parts_read(&in->package, in->list, visit_list, in);
        foi_parts_note_end(in->output, in->list, end);
    }
    if (end == FOI_PARTS_MISSING)
        foi_output_status(in->output, FOI_READ_PARTIAL, "the list of the chapters is missing");
    if (in->chapters->len == 0)
        add_unlisted(in);
}

static bool read_chapter(book *in, const char *part)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_parts_end end = foi_parts_unpack(&in->package, part, bytes);
    foi_parts_note_end(in->output, part, end);
    if (end == FOI_PARTS_MISSING)
        foi_output_status(in->output, FOI_READ_PARTIAL, "the chapter %s is missing", part);
    return bytes->len == 0 || foi_html_read(in->output, bytes->data, bytes->len, NULL, false);
}

static void read_all(book *in)
{
    foi_parts_read(&in->package, "META-INF/encryption.xml", visit_encryption, in);
    if (in->locked) {
        foi_output_status(in->output, FOI_READ_ENCRYPTED, "the book is protected against copying");
        return;
    }
    read_list(in);
    for (guint i = 0; i < in->chapters->len; i++)
        if (!read_chapter(in, g_ptr_array_index(in->chapters, i)))
            return;
}

static void extract_epub(const foi_input *input, foi_output *output)
{
    book in = {.output = output};
    if (!foi_parts_open(&in.package, input, output))
        return;
    in.items = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    in.chapters = g_ptr_array_new_with_free_func(g_free);
    read_all(&in);
    g_hash_table_unref(in.items);
    g_ptr_array_unref(in.chapters);
    g_free(in.list);
    foi_parts_close(&in.package);
}

static const char *const MIMES[] = {"application/epub+zip", NULL};

const foi_extractor foi_extractor_epub = {"epub", MIMES, FOI_FILE_WEB, extract_epub};
