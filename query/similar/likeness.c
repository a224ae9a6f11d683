/* likeness.c - the provisions that a document is about. */
#include "query/similar/likeness.h"

#include <string.h>

#include "indexer/law/law.h"

static void provision_free(void *data)
{
    foi_common_provision *provision = data;

    g_free(provision->id);
    g_free(provision);
}

static void telling_free(void *data)
{
    foi_telling *word = data;

    g_free(word->text);
    g_free(word->term);
    g_free(word);
}

void foi_likeness_free(foi_likeness *likeness)
{
    if (likeness) {
        g_ptr_array_unref(likeness->words);
        g_ptr_array_unref(likeness->provisions);
        foi_document_free(likeness->stored);
        g_free(likeness);
    }
}

static void add_provision(GPtrArray *provisions, const char *id, foi_role role)
{
    for (guint i = 0; i < provisions->len; i++) {
        const foi_common_provision *known = provisions->pdata[i];
        if (known->role == role && strcmp(known->id, id) == 0)
            return;
    }
    foi_common_provision *provision = g_new0(foi_common_provision, 1);
    provision->id = g_strdup(id);
    provision->role = role;
    g_ptr_array_add(provisions, provision);
}

static void find_provisions(const foi_document *document, GPtrArray *provisions)
{
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = document->tags.provisions->pdata[i];
        if (foi_role_is_claim(tag->role) && foi_law_is_exemption(tag->id))
            add_provision(provisions, tag->id, FOI_ROLE_RELIED_ON);
        else if (tag->role == FOI_ROLE_BREACHED || tag->role == FOI_ROLE_COMPLIED)
            add_provision(provisions, tag->id, tag->role);
    }
}

/* The document of SNAPSHOT with the bytes of DOCUMENT, if any. */
static foi_status look_up(const foi_document *document, foi_snapshot *snapshot,
                          foi_document **stored, foi_error *error)
{
    uint32_t docid = document->id ? foi_snapshot_find(snapshot, document->id) : 0;

    return docid > 0 ? foi_snapshot_document(snapshot, docid, stored, error) : FOI_OK;
}

foi_status foi_likeness_new(const foi_document *document, foi_snapshot *snapshot,
                            foi_stemmer *stemmer, foi_likeness **out, foi_error *error)
{
    g_autoptr(foi_likeness) likeness = g_new0(foi_likeness, 1);
    foi_status status;

    *out = NULL;
    likeness->words = g_ptr_array_new_with_free_func(telling_free);
    likeness->provisions = g_ptr_array_new_with_free_func(provision_free);
    status = look_up(document, snapshot, &likeness->stored, error);
    likeness->document = likeness->stored ? likeness->stored : document;
    find_provisions(likeness->document, likeness->provisions);
    if (status == FOI_OK)
        status = foi_telling_words(likeness->document, snapshot, stemmer, likeness->words, error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&likeness);
    return status;
}
