#include "indexer/extract/sheet/xlsx_book.h"

#include <string.h>

#include "indexer/extract/limits.h"

static void sheet_free(void *data)
{
    foi_xlsx_sheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->part);
    g_free(sheet);
}

void foi_xlsx_book_free(foi_xlsx_book *book)
{
    if (book == NULL)
        return;
    g_ptr_array_unref(book->sheets);
    g_free(book->strings);
    g_free(book->styles);
    g_free(book);
}

/* What is needed while the list is read. */
typedef struct listing {
    foi_parts *package;
    foi_xlsx_book *book;
    char *directory;       /* of the list, with its slash */
    GHashTable *relations; /* id -> foi_ooxml_relation *, borrowed */
} listing;

/* The part that stands under ID, else the one of that number in the usual place. */
static char *find_sheet(const listing *in, const char *id, guint number)
{
    const foi_ooxml_relation *relation = id == NULL ? NULL : g_hash_table_lookup(in->relations, id);
    char *usual = g_strdup_printf("%sworksheets/sheet%u.xml", in->directory, number);
    if (relation == NULL ||
        (!foi_parts_has(in->package, relation->target) && foi_parts_has(in->package, usual)))
        return usual;
    g_free(usual);
    return g_strdup(relation->target);
}

static bool has_room(const listing *in)
{
    if (in->book->sheets->len < FOI_SHEETS)
        return true;
    foi_output_status(in->package->output, FOI_READ_PARTIAL,
                      "the workbook has more sheets than the limit allows");
    return false;
}

static void add_sheet(const listing *in, xmlTextReader *reader)
{
    foi_xlsx_sheet *sheet = g_new0(foi_xlsx_sheet, 1);
    g_ptr_array_add(in->book->sheets, sheet);
    guint number = in->book->sheets->len;
    g_autofree char *state = foi_xml_attribute(reader, "state");
    g_autofree char *id = foi_xml_attribute(reader, "id");
    sheet->name = foi_xml_attribute(reader, "name");
    if (sheet->name == NULL)
        sheet->name = g_strdup_printf("Sheet %u", number);
    sheet->hidden = state != NULL && strcmp(state, "visible") != 0;
    sheet->part = find_sheet(in, id, number);
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    const listing *in = data;
    if (type != XML_READER_TYPE_ELEMENT)
        return true;
    if (strcmp(name, "workbookPr") == 0) {
        g_autofree char *value = foi_xml_attribute(reader, "date1904");
        in->book->from_1904 =
            value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
    } else if (strcmp(name, "sheet") == 0) {
        if (!has_room(in))
            return false;
        add_sheet(in, reader);
    }
    return true;
}

static int compare_parts(const void *a, const void *b)
{
    const foi_xlsx_sheet *one = *(foi_xlsx_sheet *const *)a;
    const foi_xlsx_sheet *other = *(foi_xlsx_sheet *const *)b;
    size_t length = strlen(one->part);
    size_t other_length = strlen(other->part);
    /* "sheet10" comes behind "sheet9". */
    if (length != other_length)
        return length < other_length ? -1 : 1;
    return strcmp(one->part, other->part);
}

/* The list is damaged or missing: add the sheets that lie in the usual place. */
static void add_unlisted(const listing *in)
{
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *sheets = in->book->sheets;
    for (guint i = 0; i < sheets->len; i++)
        g_hash_table_add(listed, ((foi_xlsx_sheet *)g_ptr_array_index(sheets, i))->part);
    g_autofree char *prefix = g_strconcat(in->directory, "worksheets/", NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    unsigned count = foi_parts_count(in->package);
    for (unsigned i = 0; i < count && found->len < FOI_SHEETS; i++) {
        const char *name = foi_parts_name(in->package, i);
        if (name == NULL || !g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ".xml") ||
            strchr(name + strlen(prefix), '/') != NULL || g_hash_table_contains(listed, name))
            continue;
        foi_xlsx_sheet *sheet = g_new0(foi_xlsx_sheet, 1);
        sheet->part = g_strdup(name);
        g_ptr_array_add(found, sheet);
    }
    g_ptr_array_sort(found, compare_parts);
    for (guint i = 0; i < found->len; i++) {
        foi_xlsx_sheet *sheet = g_ptr_array_index(found, i);
        g_ptr_array_add(sheets, sheet);
        sheet->name = g_strdup_printf("Sheet %u", sheets->len);
    }
}

/* The part of KIND, else NAME beside the list. */
static char *find_part(const listing *in, const GPtrArray *relations, const char *kind,
                       const char *name)
{
    for (guint i = 0; relations != NULL && i < relations->len; i++) {
        const foi_ooxml_relation *relation = g_ptr_array_index(relations, i);
        if (strcmp(relation->kind, kind) == 0 && foi_parts_has(in->package, relation->target))
            return g_strdup(relation->target);
    }
    return g_strconcat(in->directory, name, NULL);
}

static void read_list(listing *in, const char *part)
{
    foi_parts_end end = foi_parts_read(in->package, part, visit, in);
    foi_parts_note_end(in->package->output, part, end);
    if (end == FOI_PARTS_MISSING)
        foi_output_status(in->package->output, FOI_READ_PARTIAL,
                          "the list of the sheets %s is missing", part);
    if (end != FOI_PARTS_WHOLE || in->book->sheets->len == 0)
        add_unlisted(in);
}

foi_xlsx_book *foi_xlsx_book_read(foi_parts *package)
{
    foi_xlsx_book *book = g_new0(foi_xlsx_book, 1);
    book->sheets = g_ptr_array_new_with_free_func(sheet_free);
    g_autofree char *part = foi_ooxml_find_main(package, "xl/workbook.xml");
    g_autoptr(GPtrArray) relations = foi_ooxml_relations(package, part);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; relations != NULL && i < relations->len; i++) {
        foi_ooxml_relation *relation = g_ptr_array_index(relations, i);
        if (relation->id != NULL)
            g_hash_table_insert(by_id, relation->id, relation);
    }
    listing in = {package, book, foi_parts_directory(part), by_id};
    read_list(&in, part);
    book->strings = find_part(&in, relations, "sharedStrings", "sharedStrings.xml");
    book->styles = find_part(&in, relations, "styles", "styles.xml");
    g_free(in.directory);
    return book;
}
