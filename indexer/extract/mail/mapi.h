/* mapi.h - the properties of Outlook's messages, as MSG files and TNEF have them. */
#ifndef FOI_MAPI_H
#define FOI_MAPI_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** The properties that are read. Those from 0x10000 on have names: their number differs from file
 * to file. */
typedef enum foi_mapi_id {
    FOI_MAPI_CLASS = 0x001a,
    FOI_MAPI_SUBJECT = 0x0037,
    FOI_MAPI_SUBMIT_TIME = 0x0039,
    FOI_MAPI_FOR_NAME = 0x0042, /**< on whose behalf it was sent */
    FOI_MAPI_START_TIME = 0x0060,
    FOI_MAPI_END_TIME = 0x0061,
    FOI_MAPI_FOR_TYPE = 0x0064,
    FOI_MAPI_FOR_ADDRESS = 0x0065,
    FOI_MAPI_TRANSPORT_HEADER = 0x007d,
    FOI_MAPI_RECIPIENT_TYPE = 0x0c15,
    FOI_MAPI_SENDER_NAME = 0x0c1a,
    FOI_MAPI_SENDER_TYPE = 0x0c1e,
    FOI_MAPI_SENDER_ADDRESS = 0x0c1f,
    FOI_MAPI_DISPLAY_CC = 0x0e03,
    FOI_MAPI_DISPLAY_TO = 0x0e04,
    FOI_MAPI_DELIVERY_TIME = 0x0e06,
    FOI_MAPI_NORMAL_SUBJECT = 0x0e1d, /**< without "RE:" */
    FOI_MAPI_BODY = 0x1000,
    FOI_MAPI_BODY_RTF = 0x1009,
    FOI_MAPI_BODY_HTML = 0x1013,
    FOI_MAPI_MESSAGE_ID = 0x1035,
    FOI_MAPI_REFERENCES = 0x1039,
    FOI_MAPI_IN_REPLY_TO = 0x1042,
    FOI_MAPI_NAME = 0x3001,
    FOI_MAPI_ADDRESS_TYPE = 0x3002,
    FOI_MAPI_ADDRESS = 0x3003,
    FOI_MAPI_ATTACH_DATA = 0x3701,
    FOI_MAPI_ATTACH_FILENAME = 0x3704,
    FOI_MAPI_ATTACH_METHOD = 0x3705,
    FOI_MAPI_ATTACH_LONG_FILENAME = 0x3707,
    FOI_MAPI_ATTACH_MIME = 0x370e,
    FOI_MAPI_SMTP_ADDRESS = 0x39fe,
    FOI_MAPI_WORK_PHONE = 0x3a08,
    FOI_MAPI_HOME_PHONE = 0x3a09,
    FOI_MAPI_POSTAL_ADDRESS = 0x3a15,
    FOI_MAPI_COMPANY = 0x3a16,
    FOI_MAPI_JOB_TITLE = 0x3a17,
    FOI_MAPI_DEPARTMENT = 0x3a18,
    FOI_MAPI_MOBILE_PHONE = 0x3a1c,
    FOI_MAPI_WORK_FAX = 0x3a24,
    FOI_MAPI_INTERNET_CODEPAGE = 0x3fde,
    FOI_MAPI_CODEPAGE = 0x3ffd,
    FOI_MAPI_SENDER_SMTP = 0x5d01,
    FOI_MAPI_FOR_SMTP = 0x5d02,
    FOI_MAPI_LOCATION = 0x10000,
    FOI_MAPI_APPOINTMENT_START,
    FOI_MAPI_APPOINTMENT_END,
    FOI_MAPI_TASK_DUE,
    FOI_MAPI_WORK_ADDRESS,
    FOI_MAPI_EMAIL_1,
    FOI_MAPI_EMAIL_2,
    FOI_MAPI_EMAIL_3
} foi_mapi_id;

/** The types of values that matter here; others have values of eight bytes or are left out. */
typedef enum foi_mapi_type {
    FOI_MAPI_TYPE_SHORT = 0x0002,
    FOI_MAPI_TYPE_LONG = 0x0003,
    FOI_MAPI_TYPE_OBJECT = 0x000d,
    FOI_MAPI_TYPE_STRING8 = 0x001e,
    FOI_MAPI_TYPE_UNICODE = 0x001f,
    FOI_MAPI_TYPE_TIME = 0x0040,
    FOI_MAPI_TYPE_BINARY = 0x0102
} foi_mapi_type;

/** How an attachment is there (FOI_MAPI_ATTACH_METHOD). */
enum { FOI_MAPI_BY_VALUE = 1, FOI_MAPI_EMBEDDED_MESSAGE = 5, FOI_MAPI_EMBEDDED_OBJECT = 6 };

/** The properties of one message, recipient or attachment. */
typedef struct foi_mapi foi_mapi;

/** Free with foi_mapi_free(). */
foi_mapi *foi_mapi_new(void);
void foi_mapi_free(foi_mapi *mapi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_mapi, foi_mapi_free)

/** Whether the property ID is one that is read. */
bool foi_mapi_is_read(unsigned id);

/** The foi_mapi_id of the property that is called NUMBER in the set SET, of 16 bytes; 0: not read.
 */
unsigned foi_mapi_named(const uint8_t *set, uint32_t number);

/** Set property ID, unless it is there already, to BYTES of TYPE, as they lie in the file. */
void foi_mapi_set(foi_mapi *mapi, unsigned id, unsigned type, GBytes *bytes);

/** Set property ID, unless it is there already, to TIME. */
void foi_mapi_set_time(foi_mapi *mapi, unsigned id, GDateTime *time);

/** The code page of strings, where the properties do not say; 0: unknown. */
void foi_mapi_set_codepage(foi_mapi *mapi, unsigned codepage);
unsigned foi_mapi_codepage(const foi_mapi *mapi);

/** A string as UTF-8, for the caller to g_free; NULL where it is missing or blank. */
char *foi_mapi_text(const foi_mapi *mapi, unsigned id);

/** The bytes of ID as they lie in the file, borrowed, and their type; NULL: missing. */
GBytes *foi_mapi_bytes(const foi_mapi *mapi, unsigned id, unsigned *type);

/** A number, or MISSING. */
uint32_t foi_mapi_number(const foi_mapi *mapi, unsigned id, uint32_t missing);

/** A time in UTC, for the caller to unref; NULL: missing, or no time of mails. */
GDateTime *foi_mapi_time(const foi_mapi *mapi, unsigned id);

#endif
