/* xls_cipher.h - binary workbooks that are encrypted although anyone may read them.
 *
 * Who protects the structure of a workbook gets it encrypted with a password that all programs know
 * and try: such a file opens without a question. What has a password of its own stays closed.
 */
#ifndef FOI_XLS_CIPHER_H
#define FOI_XLS_CIPHER_H

#include "indexer/extract/sheet/xls_records.h"

/**
 * The bytes of RECORD's stream as they are without the encryption that RECORD describes, for the
 * caller to g_free; NULL where the known password does not open it, or it is of another kind.
 */
uint8_t *foi_xls_decrypt(foi_xls_record *record);

#endif
