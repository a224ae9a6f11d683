/* The public interface to the law: include/foi/law.h. */
#include "foi/law.h"

#include <string.h>

#include "indexer/law/scan.h"

struct foi_references {
    foi_law_scan *scan;
    size_t bytes;
    guint *holder; /* for each item, the reference that it is of */
};

void foi_law_options_init(foi_law_options *options)
{
    if (options)
        *options = (foi_law_options){.size = sizeof *options};
}

foi_status foi_references_read(const char *text, size_t length, const foi_law_options *options,
                               foi_references **references)
{
    if (references)
        *references = NULL;
    if (!references || (!text && length > 0) || (options && options->size != sizeof *options))
        return FOI_ERROR_ARGUMENT;
    int regime = options && options->regime ? foi_regime_index(options->regime) : FOI_LAW_OTHER;
    if (options && options->regime && regime < 0)
        return FOI_ERROR_ARGUMENT;
    foi_references *made = g_new0(foi_references, 1);
    made->bytes = MIN(length, FOI_TOKENS_TEXT_LIMIT);
    g_autoptr(GArray) tokens = foi_tokens_read(text ? text : "", made->bytes);
    made->scan =
        foi_law_scan_for(text ? text : "", (const foi_token *)tokens->data, tokens->len, regime);
    made->holder = g_new0(guint, made->scan->items->len + 1);
    for (guint i = 0; i < made->scan->refs->len; i++) {
        const foi_law_ref *ref = &g_array_index(made->scan->refs, foi_law_ref, i);
        for (guint k = 0; k < ref->items; k++)
            made->holder[ref->item + k] = i;
    }
    *references = made;
    return FOI_OK;
}

void foi_references_free(foi_references *references)
{
    if (!references)
        return;
    foi_law_scan_free(references->scan);
    g_free(references->holder);
    g_free(references);
}

size_t foi_references_bytes(const foi_references *references)
{
    return references ? references->bytes : 0;
}

size_t foi_references_count(const foi_references *references)
{
    return references ? references->scan->items->len : 0;
}

int foi_references_at(const foi_references *references, size_t position, foi_reference_view *view)
{
    if (!view || position >= foi_references_count(references))
        return 0;
    const foi_law_item *item =
        &g_array_index(references->scan->items, foi_law_item, (guint)position);
    const foi_law_ref *ref =
        &g_array_index(references->scan->refs, foi_law_ref, references->holder[position]);
    *view = (foi_reference_view){.id = item->id,
                                 .start = item->start,
                                 .length = item->end - item->start,
                                 .whole_start = ref->start,
                                 .whole_length = ref->end - ref->start,
                                 .assumed = ref->assumed};
    return 1;
}

foi_status foi_provision_id(const char *typed, char **id)
{
    if (id)
        *id = NULL;
    if (!typed || !id)
        return FOI_ERROR_ARGUMENT;
    *id = foi_law_canonical(typed);
    return *id ? FOI_OK : FOI_ERROR_NOT_FOUND;
}

char *foi_provision_display(const char *id)
{
    return foi_law_display(id);
}

foi_status foi_provision_describe(const char *id, foi_provision_facts *facts)
{
    if (facts)
        *facts = (foi_provision_facts){0};
    if (!id || !facts)
        return FOI_ERROR_ARGUMENT;
    const foi_provision *row = foi_law_provision(id);
    if (!row)
        return FOI_ERROR_NOT_FOUND;
    *facts = (foi_provision_facts){.id = row->id,
                                   .regime = row->regime,
                                   .regime_name = foi_law_regime_name(row->regime),
                                   .title = row->title,
                                   .limb = foi_law_limb(id),
                                   .kind = row->kind,
                                   .exemption = foi_law_is_exemption(id),
                                   .neither_confirm_nor_deny = row->neither_confirm_nor_deny};
    return FOI_OK;
}

char *foi_provision_parent(const char *id)
{
    return foi_law_parent(id);
}

int foi_provision_contains(const char *outer, const char *inner)
{
    return foi_law_contains(outer, inner);
}

const char *foi_regime_id(size_t position)
{
    const foi_regime *regime = foi_regime_at(position);
    return regime ? regime->id : NULL;
}

const char *foi_regime_name(const char *regime)
{
    return foi_law_regime_name(regime);
}
