#include "indexer/extract/mail/tnef_properties.h"

#define NAMED_FROM  0x8000
#define MANY        0x1000
#define SET_SIZE    16
/* Values and names fill up four bytes. */
#define ROUNDED(n)  (((size_t)(n) + 3) & ~(size_t)3)
/* Sizes of values that do not say theirs. */
#define SIZE_SAID   0
#define SIZE_BROKEN SIZE_MAX

static size_t size_of(unsigned type)
{
    switch (type) {
    case FOI_MAPI_TYPE_SHORT:
    case FOI_MAPI_TYPE_LONG:
    case 0x0001: /* null */
    case 0x0004: /* float */
    case 0x000a: /* error */
    case 0x000b: /* boolean */
        return 4;
    case 0x0005: /* double */
    case 0x0006: /* currency */
    case 0x0007: /* time of applications */
    case 0x0014: /* long of eight bytes */
    case FOI_MAPI_TYPE_TIME:
        return 8;
    case 0x0048: /* class id */
        return SET_SIZE;
    case FOI_MAPI_TYPE_OBJECT:
    case FOI_MAPI_TYPE_STRING8:
    case FOI_MAPI_TYPE_UNICODE:
    case FOI_MAPI_TYPE_BINARY:
        return SIZE_SAID;
    default:
        return SIZE_BROKEN;
    }
}

/* The id under which a property is kept, whose name is read where it has one; 0: it is not. */
static unsigned take_id(foi_view *reader, unsigned number)
{
    if (number < NAMED_FROM)
        return foi_mapi_is_read(number) ? number : 0;
    foi_view set = foi_view_take(reader, SET_SIZE);
    bool lettered = foi_view_take_number(reader, 4) != 0;
    uint32_t name = foi_view_take_number(reader, 4);
    if (lettered)
        foi_view_take(reader, ROUNDED(name));
    return lettered || set.length < SET_SIZE ? 0 : foi_mapi_named(set.bytes, name);
}

/* One value, of four bytes at least; false where it is cut short. */
static bool take_value(foi_view *reader, foi_mapi *properties, unsigned id, unsigned type,
                       size_t size)
{
    if (reader->length < 4)
        return false;
    size_t length = size == SIZE_SAID ? foi_view_take_number(reader, 4) : size;
    foi_view value = foi_view_take(reader, length);
    foi_view_take(reader, ROUNDED(length) - length);
    if (id != 0) {
        g_autoptr(GBytes) bytes = g_bytes_new(value.bytes, value.length);
        foi_mapi_set(properties, id, type, bytes);
    }
    return value.length == length;
}

static bool take_property(foi_view *reader, foi_mapi *properties)
{
    unsigned type = foi_view_take_number(reader, 2);
    unsigned number = foi_view_take_number(reader, 2);
    bool many = (type & MANY) != 0;
    size_t size = size_of(type & ~(unsigned)MANY);
    unsigned id = take_id(reader, number);
    if (size == SIZE_BROKEN)
        return false;
    uint32_t count = many || size == SIZE_SAID ? foi_view_take_number(reader, 4) : 1;
    for (uint32_t i = 0; i < count; i++)
        if (!take_value(reader, properties, many ? 0 : id, type, size))
            return false;
    return true;
}

bool foi_tnef_load_properties(foi_view *reader, foi_mapi *properties)
{
    if (reader->length < 4)
        return false;
    uint32_t count = foi_view_take_number(reader, 4);
    for (uint32_t i = 0; i < count; i++)
        if (reader->length < 4 || !take_property(reader, properties))
            return false;
    return true;
}
