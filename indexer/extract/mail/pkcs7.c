/* A signed mail whose text lies in the signature: what was signed is the member. Who signed it is
 * not looked at. */
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <string.h>

#include "indexer/extract/extractor.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CMS_ContentInfo, CMS_ContentInfo_free)

static char *signed_name(const char *name)
{
    size_t length = strlen(name);
    bool suffix = length > 4 && g_ascii_strcasecmp(name + length - 4, ".p7m") == 0;
    /* Mail programs name the signature, not what is in it. */
    if (!suffix || g_ascii_strcasecmp(name, "smime.p7m") == 0)
        return g_strdup("signed.eml");
    return g_strndup(name, length - 4);
}

static void extract_pkcs7(const foi_input *input, foi_output *output)
{
    const unsigned char *at = input->bytes;
    g_autoptr(CMS_ContentInfo) message =
        d2i_CMS_ContentInfo(NULL, &at, (long)MIN(input->length, G_MAXLONG));
    ERR_clear_error();
    if (message == NULL) {
        foi_output_status(output, FOI_READ_DAMAGED, "the signed message is damaged or cut short");
        return;
    }
    int kind = OBJ_obj2nid(CMS_get0_type(message));
    if (kind == NID_pkcs7_enveloped || kind == NID_id_smime_ct_authEnvelopedData) {
        foi_output_status(output, FOI_READ_ENCRYPTED, "the message is encrypted");
        return;
    }
    ASN1_OCTET_STRING **content = CMS_get0_content(message);
    ERR_clear_error();
    if (content == NULL || *content == NULL) {
        foi_output_status(output, FOI_READ_EMPTY, "it holds a signature alone");
        return;
    }
    g_autofree char *name = signed_name(input->name);
    foi_output_member(output, name, g_str_has_suffix(name, ".eml") ? "message/rfc822" : NULL, NULL,
                      ASN1_STRING_get0_data(*content), (size_t)ASN1_STRING_length(*content));
}

static const char *const MIMES[] = {"application/pkcs7-mime", NULL};

const foi_extractor foi_extractor_pkcs7 = {"pkcs7", MIMES, FOI_FILE_MAIL, extract_pkcs7};
