/* Workbooks encrypted with the password that all programs know: written here by RC4 and by the mask
 * as the published format tells. */
#include "tests/unit/xls_support.h"

TestSuite(extract_xls_cipher, .init = set_up, .fini = tear_down, .timeout = 60);

#define SALT  "0123456789abcdef"
#define CHECK "fedcba9876543210"

typedef struct digest {
    uint8_t bytes[20];
} digest;

static digest hash(GChecksumType type, const void *bytes, size_t length)
{
    digest out = {{0}};
    gsize size = sizeof out.bytes;
    g_autoptr(GChecksum) sum = g_checksum_new(type);
    g_checksum_update(sum, bytes, (gssize)length);
    g_checksum_get_digest(sum, out.bytes, &size);
    return out;
}

static records *wide(const char *text)
{
    records *out = g_byte_array_new();
    for (; *text != '\0'; text++)
        put(out, (guint8)*text, 2);
    return out;
}

/* COUNT bytes of the key stream of 16 bytes of KEY. */
static void rc4(const uint8_t *key, uint8_t *out, size_t count)
{
    uint8_t box[256];
    for (unsigned i = 0; i < 256; i++)
        box[i] = (uint8_t)i;
    for (unsigned i = 0, j = 0; i < 256; i++) {
        j = (j + box[i] + key[i % 16]) % 256;
        uint8_t swap = box[i];
        box[i] = box[j];
        box[j] = swap;
    }
    for (unsigned i = 1, j = 0; i <= count; i++) {
        j = (j + box[i % 256]) % 256;
        uint8_t swap = box[i % 256];
        box[i % 256] = box[j];
        box[j] = swap;
        out[i - 1] = box[(box[i % 256] + box[j]) % 256];
    }
}

/* The first COUNT bytes of the key stream of BLOCK; BITS 0: as in Excel 97. */
static void key_stream(const char *password, unsigned bits, uint32_t block, uint8_t *out,
                       size_t count)
{
    g_autoptr(GByteArray) text = wide(password);
    g_autoptr(GByteArray) seed = g_byte_array_new();
    digest secret;
    GChecksumType type = bits == 0 ? G_CHECKSUM_MD5 : G_CHECKSUM_SHA1;
    if (bits == 0) {
        digest first = hash(type, text->data, text->len);
        for (unsigned i = 0; i < 16; i++) {
            put_bytes(seed, first.bytes, 5);
            put_bytes(seed, SALT, 16);
        }
    } else {
        put_bytes(seed, SALT, 16);
        put_bytes(seed, text->data, text->len);
    }
    secret = hash(type, seed->data, seed->len);
    g_byte_array_set_size(seed, 0);
    put_bytes(seed, secret.bytes, bits == 0 ? 5 : 20);
    put(seed, block, 4);
    digest key = hash(type, seed->data, seed->len);
    if (bits == 40)
        memset(key.bytes + 5, 0, 11);
    rc4(key.bytes, out, count);
}

/* The record that tells how the workbook is encrypted. */
static void put_cipher(records *out, const char *password, unsigned bits)
{
    uint8_t key[36];
    digest check = hash(bits == 0 ? G_CHECKSUM_MD5 : G_CHECKSUM_SHA1, CHECK, 16);
    g_autoptr(GByteArray) content = g_byte_array_new();
    put(content, 1, 2);
    put(content, bits == 0 ? 0x00010001 : 0x00020002, 4);
    if (bits != 0) {
        put(content, 4, 4);
        put(content, 32, 4);
        put_bytes(content, "\4\0\0\0\0\0\0\0\1\x68\0\0\4\x80\0\0", 16);
        put(content, bits, 4);
        put(content, 1, 12);
        put(content, 16, 4);
    }
    put_bytes(content, SALT, 16);
    key_stream(password, bits, 0, key, sizeof key);
    for (unsigned i = 0; i < 16; i++)
        put(content, (uint8_t)CHECK[i] ^ key[i], 1);
    if (bits != 0)
        put(content, 20, 4);
    for (unsigned i = 0; i < (bits == 0 ? 16 : 20); i++)
        put(content, check.bytes[i] ^ key[16 + i], 1);
    put_record(out, 0x002f, content);
}

typedef struct scheme {
    const char *password;
    unsigned bits;
    bool mask;
} scheme;

static uint8_t encrypted(const scheme *how, uint8_t byte, size_t at, size_t length)
{
    static const uint8_t MASK[] = "\x3c\x5b\xd4\x17\xf0\x1f\x28\x13\xf0\x4b\xb4\x03\xc4\x73\xa4 ";
    static uint8_t key[1024];
    if (how->mask) {
        byte ^= MASK[(at + length) % 16];
        return (uint8_t)(byte >> 3 | byte << 5);
    }
    key_stream(how->password, how->bits, (uint32_t)(at / 1024), key, sizeof key);
    return byte ^ key[at % 1024];
}

static reading read_encrypted(const scheme *how)
{
    g_autoptr(GByteArray) shared = g_byte_array_new();
    if (how->mask)
        RECORD(shared, 0x002f, "222", 0, 0xb359, strcmp(how->password, "") == 0 ? 1 : 0x9a0a);
    else
        put_cipher(shared, how->password, how->bits);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    for (unsigned row = 0; row < 40; row++)
        put_label(cells, row, 0, "A workbook with a protected structure.");
    const xls_sheet SHEETS[] = {{"Costs", cells, 0, 0}, {NULL, NULL, 0, 0}};
    g_autoptr(GByteArray) stream = workbook(shared, SHEETS);
    for (guint at = 0; at < stream->len;) {
        unsigned type = stream->data[at] | (unsigned)stream->data[at + 1] << 8;
        guint length = stream->data[at + 2] | (guint)stream->data[at + 3] << 8;
        guint plain = type == 0x0809 || type == 0x002f ? length : type == 0x0085 ? 4 : 0;
        at += 4;
        for (guint i = plain; i < length; i++)
            stream->data[at + i] = encrypted(how, stream->data[at + i], at + i, length);
        at += length;
    }
    return read_workbook(stream);
}

Test(extract_xls_cipher, the_password_that_all_programs_know_opens)
{
    static const scheme SCHEMES[] = {{"VelvetSweatshop", 0, false},
                                     {"VelvetSweatshop", 40, false},
                                     {"VelvetSweatshop", 128, false},
                                     {"VelvetSweatshop", 0, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        g_auto(reading) read = read_encrypted(&SCHEMES[i]);
        assert_status(&read, FOI_READ_OK, "");
        cr_expect_eq(read.document->words, 1 + 40 * 6, "scheme %zu", i);
        cr_expect_str_eq(read.document->title, "Costs");
    }
}

Test(extract_xls_cipher, another_password_stays_closed)
{
    static const scheme SCHEMES[] = {{"secret", 0, false}, {"secret", 128, false}, {"", 0, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        g_auto(reading) read = read_encrypted(&SCHEMES[i]);
        assert_status(&read, FOI_READ_ENCRYPTED, "password");
        cr_expect_eq(read.document->words, 0);
    }
}
