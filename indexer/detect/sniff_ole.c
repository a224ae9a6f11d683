/* The streams of an OLE file tell which program wrote it. */
#include <glib.h>
#include <string.h>

#include "indexer/base/little.h"
#include "indexer/detect/sniff.h"

/* Directory sectors that are looked at: a mail with hundreds of recipients has many. Sectors of the
 * allocation table in the header. */
#define OLE_SECTORS   4096
#define OLE_TABLES    109
/* Sectors that are looked at where the directory is lost. */
#define LOOSE_SECTORS 512
/* Of an entry: where it has its neighbours in the tree of its storage, and the tree in it. */
#define ENTRY_BYTES   128
#define ENTRY_LEFT    68
#define ENTRY_CHILD   76
/* Entries that may wait while a tree is walked: programs balance it. */
#define TREE_DEPTH    64

typedef struct ole_row {
    const char *stream;
    const char *mime;
} ole_row;

/* In order of weight: an encrypted package may hold anything. */
static const ole_row STREAMS[] = {
    {"EncryptedPackage", "application/encrypted"},
    {"WordDocument", "application/msword"},
    {"Workbook", "application/vnd.ms-excel"},
    {"Book", "application/vnd.ms-excel"},
    {"PowerPoint Document", "application/vnd.ms-powerpoint"},
    {"PP40", "application/vnd.ms-powerpoint"},
    {"__properties_version1.0", "application/vnd.ms-outlook"},
};

typedef struct ole_file {
    const uint8_t *bytes;
    size_t length;
    unsigned shift; /* of the sector size */
} ole_file;

static uint32_t number(const uint8_t *at)
{
    return (uint32_t)foi_little(at, 4);
}

/* The sector, or NULL past the end of the file. */
static const uint8_t *sector_at(const ole_file *file, uint32_t sector)
{
    uint64_t start = ((uint64_t)sector + 1) << file->shift;
    uint64_t size = (uint64_t)1 << file->shift;
    return start + size <= file->length ? file->bytes + start : NULL;
}

static uint32_t next_sector(const ole_file *file, uint32_t sector)
{
    uint32_t in_table = (uint32_t)1 << (file->shift - 2);
    uint32_t table = sector / in_table;
    if (table >= OLE_TABLES)
        return UINT32_MAX;
    const uint8_t *entries = sector_at(file, number(file->bytes + 76 + (size_t)table * 4));
    return entries == NULL ? UINT32_MAX : number(entries + (size_t)(sector % in_table) * 4);
}

static bool entry_is(const uint8_t *entry, const char *name)
{
    size_t length = strlen(name);
    if (entry[64] != 2 * (length + 1))
        return false;
    for (size_t i = 0; i < length; i++)
        if (g_ascii_tolower((char)entry[2 * i]) != g_ascii_tolower(name[i]) ||
            entry[2 * i + 1] != 0)
            return false;
    return true;
}

/* The entries of the directory, in the sectors that hold them. */
typedef struct ole_directory {
    const ole_file *file;
    uint32_t sectors[OLE_SECTORS];
    uint32_t count;
    uint32_t in_sector;
} ole_directory;

static void read_directory(ole_directory *directory, const ole_file *file)
{
    *directory = (ole_directory){.file = file, .in_sector = (1U << file->shift) / ENTRY_BYTES};
    uint32_t sector = number(file->bytes + 48);
    while (directory->count < OLE_SECTORS && sector_at(file, sector) != NULL) {
        directory->sectors[directory->count++] = sector;
        sector = next_sector(file, sector);
    }
}

/* Entry INDEX, or NULL. */
static const uint8_t *entry_at(const ole_directory *directory, uint32_t index)
{
    if (index / directory->in_sector >= directory->count)
        return NULL;
    return sector_at(directory->file, directory->sectors[index / directory->in_sector]) +
           (size_t)(index % directory->in_sector) * ENTRY_BYTES;
}

static void note_entry(const uint8_t *entry, size_t *best)
{
    for (size_t i = 0; i < *best; i++)
        if (entry_is(entry, STREAMS[i].stream))
            *best = i;
}

/* Look at what lies directly in the file: a document in it that is of another kind has the streams
 * of that kind, further down. Gives how many entries there are. */
static unsigned note_root(const ole_directory *directory, size_t *best)
{
    const uint8_t *root = entry_at(directory, 0);
    uint32_t waiting[TREE_DEPTH];
    unsigned depth = 0;
    unsigned found = 0;
    if (root != NULL)
        waiting[depth++] = number(root + ENTRY_CHILD);
    for (uint32_t steps = directory->count * directory->in_sector; depth > 0 && steps > 0;
         steps--) {
        uint32_t index = waiting[--depth];
        const uint8_t *entry = index == 0 ? NULL : entry_at(directory, index);
        if (entry == NULL)
            continue;
        note_entry(entry, best);
        found++;
        for (size_t side = 0; side < 2 && depth < TREE_DEPTH; side++)
            waiting[depth++] = number(entry + ENTRY_LEFT + 4 * side);
    }
    return found;
}

static void note_all(const ole_directory *directory, size_t *best)
{
    const uint8_t *entry;
    for (uint32_t i = 0; (entry = entry_at(directory, i)) != NULL; i++)
        note_entry(entry, best);
}

/* Whether a workbook begins at a sector: tells what a file is whose directory is lost. */
static bool has_loose_workbook(const uint8_t *bytes, size_t length)
{
    for (size_t at = 512, count = 0; at + 8 <= length && count < LOOSE_SECTORS; at += 512, count++)
        if (memcmp(bytes + at, "\x09\x08\x10\0\0\x06\x05\0", 8) == 0 ||
            memcmp(bytes + at, "\x09\x08\x08\0\0\x05\x05\0", 8) == 0)
            return true;
    return false;
}

/* Whether the main stream of Word lies in its place, behind the header. */
static bool has_loose_text(const uint8_t *bytes, size_t length)
{
    return length >= 1024 &&
           (memcmp(bytes + 512, "\xec\xa5", 2) == 0 || memcmp(bytes + 512, "\xdc\xa5", 2) == 0);
}

const char *foi_sniff_ole(const uint8_t *bytes, size_t length)
{
    ole_file file = {bytes, length, length >= 512 ? bytes[30] : 0};
    size_t best = G_N_ELEMENTS(STREAMS);
    if (file.shift == 9 || file.shift == 12) {
        ole_directory directory;
        read_directory(&directory, &file);
        /* Where the tree is damaged the entries tell the same, only less surely. */
        if (note_root(&directory, &best) == 0)
            note_all(&directory, &best);
    }
    if (best < G_N_ELEMENTS(STREAMS))
        return STREAMS[best].mime;
    if (has_loose_text(bytes, length))
        return "application/msword";
    return has_loose_workbook(bytes, length) ? "application/vnd.ms-excel"
                                             : "application/x-ole-storage";
}
