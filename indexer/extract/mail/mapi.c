#include "indexer/extract/mail/mapi.h"

#include <string.h>

#include "indexer/base/little.h"
#include "indexer/extract/charset.h"
#include "indexer/extract/codepage.h"

/* Tenths of microseconds from 1601 to 1970, and in a second. */
#define EPOCH      116444736000000000
#define SECOND     10000000
/* Earlier times are zeros of one kind or another, later ones mean "never". */
#define YEAR_FIRST 1980
#define YEAR_LAST  4000

typedef struct mapi_value {
    unsigned type;
    GBytes *bytes;
} mapi_value;

struct foi_mapi {
    GHashTable *values; /* id -> mapi_value * */
    unsigned codepage;
};

static const unsigned READ[] = {
    FOI_MAPI_CLASS,           FOI_MAPI_SUBJECT,           FOI_MAPI_SUBMIT_TIME,
    FOI_MAPI_FOR_NAME,        FOI_MAPI_START_TIME,        FOI_MAPI_END_TIME,
    FOI_MAPI_FOR_TYPE,        FOI_MAPI_FOR_ADDRESS,       FOI_MAPI_TRANSPORT_HEADER,
    FOI_MAPI_RECIPIENT_TYPE,  FOI_MAPI_SENDER_NAME,       FOI_MAPI_SENDER_TYPE,
    FOI_MAPI_SENDER_ADDRESS,  FOI_MAPI_DISPLAY_CC,        FOI_MAPI_DISPLAY_TO,
    FOI_MAPI_DELIVERY_TIME,   FOI_MAPI_NORMAL_SUBJECT,    FOI_MAPI_BODY,
    FOI_MAPI_BODY_RTF,        FOI_MAPI_BODY_HTML,         FOI_MAPI_MESSAGE_ID,
    FOI_MAPI_REFERENCES,      FOI_MAPI_IN_REPLY_TO,       FOI_MAPI_NAME,
    FOI_MAPI_ADDRESS_TYPE,    FOI_MAPI_ADDRESS,           FOI_MAPI_ATTACH_DATA,
    FOI_MAPI_ATTACH_FILENAME, FOI_MAPI_ATTACH_METHOD,     FOI_MAPI_ATTACH_LONG_FILENAME,
    FOI_MAPI_ATTACH_MIME,     FOI_MAPI_SMTP_ADDRESS,      FOI_MAPI_WORK_PHONE,
    FOI_MAPI_HOME_PHONE,      FOI_MAPI_POSTAL_ADDRESS,    FOI_MAPI_COMPANY,
    FOI_MAPI_JOB_TITLE,       FOI_MAPI_DEPARTMENT,        FOI_MAPI_MOBILE_PHONE,
    FOI_MAPI_WORK_FAX,        FOI_MAPI_INTERNET_CODEPAGE, FOI_MAPI_CODEPAGE,
    FOI_MAPI_SENDER_SMTP,     FOI_MAPI_FOR_SMTP,
};

typedef struct named_row {
    uint16_t set; /* the first part of its id; the rest is the same for all of Outlook's */
    uint16_t number;
    foi_mapi_id id;
} named_row;

static const named_row NAMED[] = {
    {0x2002, 0x8208, FOI_MAPI_LOCATION},        {0x2002, 0x820d, FOI_MAPI_APPOINTMENT_START},
    {0x2002, 0x820e, FOI_MAPI_APPOINTMENT_END}, {0x2003, 0x8105, FOI_MAPI_TASK_DUE},
    {0x2004, 0x801b, FOI_MAPI_WORK_ADDRESS},    {0x2004, 0x8083, FOI_MAPI_EMAIL_1},
    {0x2004, 0x8093, FOI_MAPI_EMAIL_2},         {0x2004, 0x80a3, FOI_MAPI_EMAIL_3},
};

/* {0006xxxx-0000-0000-C000-000000000046} */
static const uint8_t SET_END[] = {6, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};

bool foi_mapi_is_read(unsigned id)
{
    for (size_t i = 0; i < G_N_ELEMENTS(READ); i++)
        if (READ[i] == id)
            return true;
    return false;
}

unsigned foi_mapi_named(const uint8_t *set, uint32_t number)
{
    unsigned first = (unsigned)foi_little(set, 2);
    if (memcmp(set + 2, SET_END, sizeof SET_END) != 0)
        return 0;
    for (size_t i = 0; i < G_N_ELEMENTS(NAMED); i++)
        if (NAMED[i].set == first && NAMED[i].number == number)
            return NAMED[i].id;
    return 0;
}

static void value_free(void *data)
{
    mapi_value *value = data;
    g_bytes_unref(value->bytes);
    g_free(value);
}

foi_mapi *foi_mapi_new(void)
{
    foi_mapi *mapi = g_new0(foi_mapi, 1);
    mapi->values = g_hash_table_new_full(NULL, NULL, NULL, value_free);
    return mapi;
}

void foi_mapi_free(foi_mapi *mapi)
{
    if (mapi == NULL)
        return;
    g_hash_table_unref(mapi->values);
    g_free(mapi);
}

void foi_mapi_set(foi_mapi *mapi, unsigned id, unsigned type, GBytes *bytes)
{
    if (g_hash_table_contains(mapi->values, GUINT_TO_POINTER(id)))
        return;
    mapi_value *value = g_new0(mapi_value, 1);
    value->type = type;
    value->bytes = g_bytes_ref(bytes);
    g_hash_table_insert(mapi->values, GUINT_TO_POINTER(id), value);
}

void foi_mapi_set_time(foi_mapi *mapi, unsigned id, GDateTime *time)
{
    uint64_t ticks = (uint64_t)g_date_time_to_unix(time) * SECOND + EPOCH;
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(ticks >> (8 * i));
    g_autoptr(GBytes) value = g_bytes_new(bytes, sizeof bytes);
    foi_mapi_set(mapi, id, FOI_MAPI_TYPE_TIME, value);
}

void foi_mapi_set_codepage(foi_mapi *mapi, unsigned codepage)
{
    mapi->codepage = codepage;
}

unsigned foi_mapi_codepage(const foi_mapi *mapi)
{
    unsigned codepage = foi_mapi_number(mapi, FOI_MAPI_CODEPAGE, 0);
    codepage = codepage != 0 ? codepage : foi_mapi_number(mapi, FOI_MAPI_INTERNET_CODEPAGE, 0);
    return codepage != 0 ? codepage : mapi->codepage;
}

GBytes *foi_mapi_bytes(const foi_mapi *mapi, unsigned id, unsigned *type)
{
    const mapi_value *value = g_hash_table_lookup(mapi->values, GUINT_TO_POINTER(id));
    if (value == NULL)
        return NULL;
    *type = value->type;
    return value->bytes;
}

/* Without the zeros that end a string, and without white space; NULL where nothing is left. */
static char *stripped(const char *text, size_t length)
{
    g_autofree char *copy = g_strndup(text, length);
    g_strstrip(copy);
    return *copy == '\0' ? NULL : g_steal_pointer(&copy);
}

char *foi_mapi_text(const foi_mapi *mapi, unsigned id)
{
    unsigned type;
    GBytes *value = foi_mapi_bytes(mapi, id, &type);
    gsize length = 0;
    const uint8_t *bytes = value == NULL ? NULL : g_bytes_get_data(value, &length);
    if (bytes == NULL || length == 0)
        return NULL;
    g_auto(foi_utf8) utf8 = {0};
    if (type == FOI_MAPI_TYPE_UNICODE) {
        foi_charset_convert(&utf8, "UTF-16LE", bytes, length & ~(gsize)1, UINT64_MAX);
    } else if (type == FOI_MAPI_TYPE_STRING8) {
        const uint8_t *zero = memchr(bytes, 0, length);
        length = zero == NULL ? length : (gsize)(zero - bytes);
        utf8 = foi_charset_decode(bytes, length, foi_codepage_name(foi_mapi_codepage(mapi)),
                                  UINT64_MAX);
    }
    return utf8.text == NULL ? NULL : stripped(utf8.text, utf8.length);
}

/* The value of ID as a number of at most eight bytes; false where it is missing. */
static bool number_of(const foi_mapi *mapi, unsigned id, unsigned size, uint64_t *number)
{
    unsigned type;
    GBytes *value = foi_mapi_bytes(mapi, id, &type);
    gsize length = 0;
    const uint8_t *bytes = value == NULL ? NULL : g_bytes_get_data(value, &length);
    if (bytes == NULL || length < size)
        return false;
    *number = foi_little(bytes, size);
    return true;
}

uint32_t foi_mapi_number(const foi_mapi *mapi, unsigned id, uint32_t missing)
{
    uint64_t number;
    return number_of(mapi, id, 4, &number) ? (uint32_t)number : missing;
}

GDateTime *foi_mapi_time(const foi_mapi *mapi, unsigned id)
{
    uint64_t ticks;
    if (!number_of(mapi, id, 8, &ticks) || ticks < EPOCH || ticks > INT64_MAX)
        return NULL;
    GDateTime *time = g_date_time_new_from_unix_utc((gint64)((ticks - EPOCH) / SECOND));
    if (time != NULL && g_date_time_get_year(time) >= YEAR_FIRST &&
        g_date_time_get_year(time) < YEAR_LAST)
        return time;
    g_clear_pointer(&time, g_date_time_unref);
    return NULL;
}
