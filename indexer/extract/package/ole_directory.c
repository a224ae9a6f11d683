#include "indexer/extract/package/ole_directory.h"

#define ENTRY_BYTES  128
#define NO_ENTRY     0xffffffff
#define MINI_SHIFT   32
#define DIRECTORY_AT 48
#define CUTOFF_AT    56
#define SMALL_AT     60

enum { TYPE_STORAGE = 1, TYPE_STREAM = 2, TYPE_ROOT = 5 };

/* An entry as it stands in the file: a node of the tree of its storage. */
typedef struct node {
    uint32_t left;
    uint32_t right;
    uint32_t child;
    bool used; /* it is a storage or stream that no storage has as yet */
} node;

static char *read_name(foi_view entry)
{
    g_autoptr(GString) name = g_string_new(NULL);
    size_t length = MIN(foi_view_16(entry, 64), 64);
    uint32_t width;
    for (size_t at = 0; at + 2 < length; at += width)
        g_string_append_unichar(name, foi_view_utf16(entry, at, &width));
    return g_strdup(name->str);
}

static void entry_clear(void *data)
{
    foi_ole_entry *entry = data;
    g_free(entry->name);
    g_clear_pointer(&entry->children, g_array_unref);
}

static void read_entries(foi_ole_directory *directory, const GByteArray *bytes, GArray *nodes)
{
    foi_view all = {bytes->data, bytes->len};
    for (size_t at = 0; at + ENTRY_BYTES <= all.length; at += ENTRY_BYTES) {
        foi_view view = foi_view_part(all, at, ENTRY_BYTES);
        uint8_t type = foi_view_8(view, 66);
        foi_ole_entry entry = {.start = foi_view_32(view, 116), .size = foi_view_32(view, 120)};
        if (directory->sectors.shift > 9)
            entry.size |= (uint64_t)foi_view_32(view, 124) << 32;
        entry.name = read_name(view);
        entry.storage = type == TYPE_STORAGE || type == TYPE_ROOT;
        node one = {foi_view_32(view, 68), foi_view_32(view, 72), foi_view_32(view, 76), false};
        one.used = type == TYPE_STORAGE || type == TYPE_STREAM;
        g_array_append_val(directory->entries, entry);
        g_array_append_val(nodes, one);
    }
}

static void push(GArray *stack, GArray *nodes, uint32_t index)
{
    if (index >= nodes->len || !g_array_index(nodes, node, index).used)
        return;
    g_array_index(nodes, node, index).used = false;
    g_array_append_val(stack, index);
}

/* List what lies in STORAGE: the nodes of its tree, from the left to the right. An entry is taken
 * once, so that trees in circles end. */
static void list_children(foi_ole_directory *directory, GArray *nodes, uint32_t storage)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GArray *children = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    push(stack, nodes, g_array_index(nodes, node, storage).child);
    bool down = true;
    while (stack->len > 0) {
        guint before = stack->len;
        uint32_t index = g_array_index(stack, uint32_t, stack->len - 1);
        if (down)
            push(stack, nodes, g_array_index(nodes, node, index).left);
        if (stack->len > before)
            continue;
        g_array_set_size(stack, stack->len - 1);
        g_array_append_val(children, index);
        before = stack->len;
        push(stack, nodes, g_array_index(nodes, node, index).right);
        down = stack->len > before;
    }
    g_array_index(directory->entries, foi_ole_entry, storage).children = children;
}

static void build_tree(foi_ole_directory *directory, GArray *nodes)
{
    g_autoptr(GArray) storages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t root = 0;
    g_array_append_val(storages, root);
    for (guint i = 0; i < storages->len; i++) {
        uint32_t storage = g_array_index(storages, uint32_t, i);
        list_children(directory, nodes, storage);
        const GArray *children = g_array_index(directory->entries, foi_ole_entry, storage).children;
        for (guint k = 0; k < children->len; k++) {
            uint32_t child = g_array_index(children, uint32_t, k);
            if (g_array_index(directory->entries, foi_ole_entry, child).storage)
                g_array_append_val(storages, child);
        }
    }
}

/* Small streams lie in small sectors, and these in the stream of the root. */
static void open_small(foi_ole_directory *directory, foi_view file)
{
    const foi_ole_entry *root = &g_array_index(directory->entries, foi_ole_entry, 0);
    g_autoptr(GByteArray) table = foi_ole_sectors_read(
        &directory->sectors, foi_view_32(file, SMALL_AT), directory->sectors.bytes.length);
    directory->small_bytes = foi_ole_sectors_read(&directory->sectors, root->start, root->size);
    foi_view bytes = {directory->small_bytes->data, directory->small_bytes->len};
    foi_ole_sectors_of(&directory->small, bytes, MIN(foi_view_16(file, MINI_SHIFT), 9), table);
    directory->cutoff = foi_view_32(file, CUTOFF_AT);
}

bool foi_ole_directory_open(foi_ole_directory *directory, foi_view file, const char **why)
{
    *directory = (foi_ole_directory){.cutoff = 0};
    if (!foi_ole_sectors_open(&directory->sectors, file, why))
        return false;
    g_autoptr(GByteArray) bytes = foi_ole_sectors_read(
        &directory->sectors, foi_view_32(file, DIRECTORY_AT), directory->sectors.bytes.length);
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(node));
    directory->entries = g_array_new(FALSE, FALSE, sizeof(foi_ole_entry));
    g_array_set_clear_func(directory->entries, entry_clear);
    read_entries(directory, bytes, nodes);
    if (nodes->len == 0) {
        *why = "its directory lies beyond its end";
        foi_ole_directory_clear(directory);
        return false;
    }
    build_tree(directory, nodes);
    open_small(directory, file);
    return true;
}

void foi_ole_directory_clear(foi_ole_directory *directory)
{
    foi_ole_sectors_clear(&directory->sectors);
    foi_ole_sectors_clear(&directory->small);
    g_clear_pointer(&directory->small_bytes, g_byte_array_unref);
    g_clear_pointer(&directory->entries, g_array_unref);
}

GByteArray *foi_ole_directory_read(const foi_ole_directory *directory, const foi_ole_entry *entry)
{
    bool small = entry->size < directory->cutoff;
    return foi_ole_sectors_read(small ? &directory->small : &directory->sectors, entry->start,
                                entry->size);
}
