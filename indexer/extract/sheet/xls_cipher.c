#include "indexer/extract/sheet/xls_cipher.h"

#include <string.h>

/* The password that programs try by themselves, in UTF-16. */
static const uint8_t PASSWORD[] = "V\0e\0l\0v\0e\0t\0S\0w\0e\0a\0t\0s\0h\0o\0p";

/* The key changes with each block of the stream. */
#define BLOCK_BYTES   1024
#define SALT_BYTES    16
#define KEY_BYTES     16
#define SHORT_BYTES   5
#define HASH_BYTES    20
#define SALT_REPEATS  16
#define TYPE_SHEET    0x0085
#define CIPHER_MASK   0
#define CIPHER_STREAM 1

/* The oldest kind only mixes the bytes with these, which the password and its key give; with them
 * stands a check. */
#define MASK_KEY   0xb359
#define MASK_CHECK 0x9a0a
static const uint8_t MASK[16] = {0x3c, 0x5b, 0xd4, 0x17, 0xf0, 0x1f, 0x28, 0x13,
                                 0xf0, 0x4b, 0xb4, 0x03, 0xc4, 0x73, 0xa4, 0x20};

/* What the keys of all blocks are made of. */
typedef struct cipher {
    GChecksumType hash;
    uint8_t secret[HASH_BYTES];
    size_t secret_length;
    size_t key_length;
    uint8_t state[256];
    uint8_t i;
    uint8_t j;
    size_t at; /* in the stream */
} cipher;

static size_t hash_of(GChecksumType type, const GByteArray *bytes, uint8_t *digest)
{
    g_autoptr(GChecksum) sum = g_checksum_new(type);
    gsize length = HASH_BYTES;
    g_checksum_update(sum, bytes->data, (gssize)bytes->len);
    g_checksum_get_digest(sum, digest, &length);
    return length;
}

/* RC4: the key schedule, and the next byte of the stream. */
static void set_key(cipher *with, const uint8_t *key)
{
    uint8_t j = 0;
    for (unsigned i = 0; i < 256; i++)
        with->state[i] = (uint8_t)i;
    for (unsigned i = 0; i < 256; i++) {
        uint8_t old = with->state[i];
        j = (uint8_t)(j + old + key[i % KEY_BYTES]);
        with->state[i] = with->state[j];
        with->state[j] = old;
    }
    with->i = with->j = 0;
}

static uint8_t next_byte(cipher *with)
{
    uint8_t old = with->state[++with->i];
    with->j = (uint8_t)(with->j + old);
    uint8_t other = with->state[with->j];
    with->state[with->i] = other;
    with->state[with->j] = old;
    return with->state[(uint8_t)(old + other)];
}

static void start_block(cipher *with, uint32_t block)
{
    uint8_t number[4] = {(uint8_t)block, (uint8_t)(block >> 8), (uint8_t)(block >> 16),
                         (uint8_t)(block >> 24)};
    uint8_t key[HASH_BYTES] = {0};
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, with->secret, (guint)with->secret_length);
    g_byte_array_append(bytes, number, sizeof number);
    hash_of(with->hash, bytes, key);
    memset(key + with->key_length, 0, sizeof key - with->key_length);
    set_key(with, key);
}

/* --- what the record says ----------------------------------------------------------------------
 */

/* Of the two checks of the password the first, and what its hash has to be. */
static bool opens(cipher *with, foi_xls_record *record)
{
    uint8_t check[SALT_BYTES];
    uint8_t expected[HASH_BYTES];
    start_block(with, 0);
    for (size_t i = 0; i < sizeof check; i++)
        check[i] = foi_xls_u8(record) ^ next_byte(with);
    if (with->hash == G_CHECKSUM_SHA1)
        foi_xls_skip(record, 4);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, check, sizeof check);
    size_t length = hash_of(with->hash, bytes, expected);
    bool same = true;
    for (size_t i = 0; i < length; i++)
        same &= (foi_xls_u8(record) ^ next_byte(with)) == expected[i];
    return same && !record->failed;
}

static void read_salt(foi_xls_record *record, uint8_t *salt)
{
    for (size_t i = 0; i < SALT_BYTES; i++)
        salt[i] = foi_xls_u8(record);
}

/* Excel 97: forty bits of the password's hash and of that of its mixture with the salt. */
static bool open_short(cipher *with, foi_xls_record *record)
{
    uint8_t salt[SALT_BYTES];
    uint8_t digest[HASH_BYTES];
    read_salt(record, salt);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, PASSWORD, sizeof PASSWORD);
    hash_of(G_CHECKSUM_MD5, bytes, digest);
    g_byte_array_set_size(bytes, 0);
    for (unsigned i = 0; i < SALT_REPEATS; i++) {
        g_byte_array_append(bytes, digest, SHORT_BYTES);
        g_byte_array_append(bytes, salt, SALT_BYTES);
    }
    *with = (cipher){.hash = G_CHECKSUM_MD5, .secret_length = SHORT_BYTES};
    with->key_length = KEY_BYTES;
    hash_of(G_CHECKSUM_MD5, bytes, with->secret);
    return opens(with, record);
}

/* Excel 2002: of the hash of the salt with the password, as many bits as the record says. */
static bool open_long(cipher *with, foi_xls_record *record)
{
    uint8_t salt[SALT_BYTES];
    foi_xls_skip(record, 4);
    uint32_t header = foi_xls_u32(record);
    foi_xls_record inner = *record;
    foi_xls_skip(&inner, 16);
    uint32_t bits = foi_xls_u32(&inner);
    foi_xls_skip(record, header);
    if (foi_xls_u32(record) != SALT_BYTES || bits > 8 * KEY_BYTES)
        return false;
    read_salt(record, salt);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, salt, SALT_BYTES);
    g_byte_array_append(bytes, PASSWORD, sizeof PASSWORD);
    *with = (cipher){.hash = G_CHECKSUM_SHA1, .secret_length = HASH_BYTES};
    with->key_length = bits < 8 * SHORT_BYTES ? SHORT_BYTES : bits / 8;
    hash_of(G_CHECKSUM_SHA1, bytes, with->secret);
    return opens(with, record);
}

/* --- the stream --------------------------------------------------------------------------------
 */

/* How many bytes of the content of a record are not encrypted: of those that a program needs before
 * it knows the password, all; of a sheet's, its place. */
static size_t plain_bytes(unsigned type, size_t length)
{
    static const uint16_t PLAIN[] = {0x0809, 0x002f, 0x00e1, 0x0138, 0x0194, 0x0195, 0x0196};
    for (size_t i = 0; i < G_N_ELEMENTS(PLAIN); i++)
        if (PLAIN[i] == type)
            return length;
    return type == TYPE_SHEET ? 4 : 0;
}

/* Decrypts the bytes from FROM to TO of the stream, in a record of LENGTH bytes. */
typedef void decrypt_piece(cipher *with, uint8_t *bytes, size_t from, size_t to, size_t length);

static void decrypt_rc4(cipher *with, uint8_t *bytes, size_t from, size_t to, size_t length)
{
    (void)length;
    for (; with->at < to; with->at++) {
        if (with->at % BLOCK_BYTES == 0)
            start_block(with, (uint32_t)(with->at / BLOCK_BYTES));
        uint8_t key = next_byte(with);
        if (with->at >= from)
            bytes[with->at] ^= key;
    }
}

static void decrypt_mask(cipher *with, uint8_t *bytes, size_t from, size_t to, size_t length)
{
    (void)with;
    for (size_t i = from; i < to; i++)
        bytes[i] = (uint8_t)(bytes[i] << 3 | bytes[i] >> 5) ^ MASK[(i + length) % sizeof MASK];
}

/* The heads of records are not encrypted. */
static void decrypt_all(cipher *with, decrypt_piece *decrypt, uint8_t *bytes, size_t length)
{
    for (size_t at = 0; at < length && length - at > 4;) {
        size_t content = bytes[at + 2] | (size_t)bytes[at + 3] << 8;
        size_t plain = plain_bytes(bytes[at] | (unsigned)bytes[at + 1] << 8, content);
        at += 4;
        decrypt(with, bytes, MIN(at + plain, length), MIN(at + content, length), content);
        at += content;
    }
}

/* The cipher that RECORD describes, where the password opens it; NULL. */
static decrypt_piece *open_cipher(cipher *with, foi_xls_record *record)
{
    uint16_t kind = foi_xls_u16(record);
    uint16_t first = foi_xls_u16(record);
    /* Up to Excel 95 there is but one kind, and it has no number. */
    if (kind == MASK_KEY && first == MASK_CHECK)
        return decrypt_mask;
    uint16_t second = foi_xls_u16(record);
    if (kind == CIPHER_MASK)
        return first == MASK_KEY && second == MASK_CHECK ? decrypt_mask : NULL;
    bool open = first == 1 && second == 1 ? open_short(with, record)
                : second == 2             ? open_long(with, record)
                                          : false;
    return open && kind == CIPHER_STREAM ? decrypt_rc4 : NULL;
}

uint8_t *foi_xls_decrypt(foi_xls_record *record)
{
    cipher with = {0};
    decrypt_piece *decrypt = open_cipher(&with, record);
    if (decrypt == NULL)
        return NULL;
    uint8_t *bytes = g_memdup2(record->stream->bytes, record->stream->length);
    decrypt_all(&with, decrypt, bytes, record->stream->length);
    return bytes;
}
