/* json.c - the object of `foi-index --inspect` and of `foi-query --show` (schema 1). */
#include <jansson.h>
#include <string.h>

#include "indexer/document/document.h"
#include "indexer/document/path.h"

enum { JSON_SCHEMA = 1 };

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *number_or_null(uint32_t number)
{
    return number == 0 ? json_null() : json_integer(number);
}

static void add_block_place(json_t *object, const foi_text *text, const foi_block *block)
{
    foi_pinpoint place = foi_text_pinpoint(text, block);
    json_object_set_new(object, "page", number_or_null(place.page));
    json_object_set_new(object, "paragraph", number_or_null(place.paragraph));
    json_object_set_new(object, "sheet", text_or_null(place.sheet));
    json_object_set_new(object, "row", number_or_null(place.row));
}

/* Add quote, place, confidence and source to OBJECT. */
static void add_evidence(json_t *object, const foi_text *text, const foi_evidence *evidence)
{
    g_autofree char *quote = foi_text_quote(text, evidence);
    const foi_block *block = quote == NULL ? NULL : foi_text_block_at(text, evidence->start);
    add_block_place(object, text, block);
    json_object_set_new(object, "quote", text_or_null(quote));
    json_object_set_new(object, "confidence",
                        json_real(foi_confidence_shown(evidence->confidence)));
    json_object_set_new(object, "source",
                        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_SOURCE, evidence->source)));
}

static json_t *authority_json(const foi_tags *tags)
{
    if (tags->authority_id == NULL)
        return json_null();
    json_t *authority = json_object();
    json_object_set_new(authority, "id", json_string(tags->authority_id));
    json_object_set_new(authority, "name", text_or_null(tags->authority_name));
    json_object_set_new(authority, "as_written", text_or_null(tags->authority_as_written));
    json_object_set_new(authority, "sector",
                        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_SECTOR, tags->sector)));
    return authority;
}

static json_t *provisions_json(const foi_document *document)
{
    json_t *provisions = json_array();
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        json_t *object = json_object();
        json_object_set_new(object, "id", json_string(tag->id));
        json_object_set_new(object, "role",
                            text_or_null(foi_vocabulary_name(FOI_VOCABULARY_ROLE, tag->role)));
        add_evidence(object, &document->text, &tag->evidence);
        json_array_append_new(provisions, object);
    }
    return provisions;
}

/* The numbers of the document's own matter, or those that it cites. */
static json_t *references_json(const foi_document *document, bool own)
{
    json_t *references = json_array();
    for (guint i = 0; i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        if (tag->own != own)
            continue;
        json_t *object = json_object();
        const char *kind = foi_vocabulary_name(FOI_VOCABULARY_REFERENCE_KIND, (int)tag->kind);
        json_object_set_new(object, "kind", text_or_null(kind));
        json_object_set_new(object, "id", json_string(tag->id));
        json_object_set_new(object, "own", json_boolean(tag->own));
        add_evidence(object, &document->text, &tag->evidence);
        json_array_append_new(references, object);
    }
    return references;
}

static json_t *replacement_json(const foi_replacement *by)
{
    if (by == NULL)
        return json_null();
    json_t *object = json_object();
    const char *type = foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)by->doctype);
    const char *outcome = foi_vocabulary_name(FOI_VOCABULARY_OUTCOME, (int)by->outcome);
    json_object_set_new(object, "id", text_or_null(by->id));
    json_object_set_new(object, "doctype", text_or_null(type));
    json_object_set_new(object, "outcome", text_or_null(outcome));
    json_object_set_new(object, "date", text_or_null(by->date));
    json_object_set_new(object, "reference", text_or_null(by->reference));
    return object;
}

static json_t *evidence_json(const foi_document *document)
{
    const foi_tags *tags = &document->tags;
    const struct {
        const char *name;
        const foi_evidence *evidence;
    } single[] = {
        {"doctype", &tags->doctype_evidence}, {"authority", &tags->authority_evidence},
        {"date", &tags->date_evidence},       {"regime", &tags->regime_evidence},
        {"outcome", &tags->outcome_evidence}, {"favours", &tags->favours_evidence},
    };
    json_t *all = json_object();
    for (size_t i = 0; i < G_N_ELEMENTS(single); i++) {
        if (single[i].evidence->source == FOI_SOURCE_NONE)
            continue;
        json_t *object = json_object();
        add_evidence(object, &document->text, single[i].evidence);
        json_object_set_new(all, single[i].name, object);
    }
    return all;
}

/* The fields that a person or a publisher has decided, also those that are empty by their word. */
static json_t *labels_json(const foi_document *document)
{
    json_t *labels = json_object();
    for (int field = 1; field < FOI_TAG_END; field++) {
        foi_source source = foi_document_field_source(document, (foi_tag_field)field);
        if (source != FOI_SOURCE_READ)
            json_object_set_new(
                labels, foi_vocabulary_name(FOI_VOCABULARY_TAG_FIELD, field),
                json_string(foi_vocabulary_name(FOI_VOCABULARY_SOURCE, (int)source)));
    }
    return labels;
}

static void add_place(json_t *object, const foi_document *document)
{
    const char *location = document->location == NULL ? "" : document->location;
    g_autofree char *shown = foi_path_display(location);
    json_object_set_new(object, "location", json_string(shown));
    if (!g_utf8_validate(location, -1, NULL)) {
        g_autofree char *bytes = g_base64_encode((const guchar *)location, strlen(location));
        json_object_set_new(object, "location_bytes", json_string(bytes));
    }
    json_object_set_new(object, "member", text_or_null(document->member));
}

static void add_tags(json_t *object, const foi_document *document)
{
    const foi_tags *tags = &document->tags;
    json_object_set_new(
        object, "doctype",
        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype)));
    json_object_set_new(object, "authority", authority_json(tags));
    json_object_set_new(object, "date", text_or_null(tags->date));
    json_object_set_new(object, "date_precision",
                        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_DATE_PRECISION,
                                                         (int)tags->date_precision)));
    json_t *regimes = json_array();
    for (guint i = 0; i < tags->regimes->len; i++)
        json_array_append_new(regimes, json_string(g_ptr_array_index(tags->regimes, i)));
    json_object_set_new(object, "regime", regimes);
    json_object_set_new(object, "provisions", provisions_json(document));
    json_object_set_new(
        object, "outcome",
        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_OUTCOME, (int)tags->outcome)));
    json_object_set_new(
        object, "favours",
        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_FAVOURS, (int)tags->favours)));
    json_object_set_new(object, "references", references_json(document, true));
    json_object_set_new(object, "cites", references_json(document, false));
    json_object_set_new(object, "evidence", evidence_json(document));
    json_object_set_new(object, "labels", labels_json(document));
}

char *foi_document_json(const foi_document *document, bool with_text)
{
    json_t *object = json_object();
    json_object_set_new(object, "schema", json_integer(JSON_SCHEMA));
    add_place(object, document);
    json_object_set_new(object, "id", text_or_null(document->id));
    json_object_set_new(
        object, "status",
        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_READ_STATUS, (int)document->status)));
    json_object_set_new(object, "status_detail", text_or_null(document->status_detail));
    json_object_set_new(object, "mime", text_or_null(document->mime));
    json_object_set_new(
        object, "file",
        text_or_null(foi_vocabulary_name(FOI_VOCABULARY_FILE_KIND, (int)document->file)));
    json_object_set_new(object, "title", text_or_null(document->title));
    add_tags(object, document);
    json_object_set_new(object, "language", text_or_null(document->language));
    json_object_set_new(object, "pages", number_or_null(document->text.pages));
    json_object_set_new(object, "words", json_integer(document->words));
    json_object_set_new(object, "text_bytes", json_integer((json_int_t)document->text.bytes->len));
    uint32_t ocr = foi_text_ocr(&document->text);
    json_object_set_new(object, "ocr", json_boolean(document->ocr));
    json_object_set_new(object, "ocr_confidence", ocr == 0 ? json_null() : json_real(ocr / 100.0));
    json_object_set_new(object, "parent", text_or_null(document->parent));
    json_object_set_new(object, "case", text_or_null(document->case_id));
    json_object_set_new(object, "replaced_by", replacement_json(document->replaced_by));
    if (with_text)
        json_object_set_new(object, "text",
                            json_stringn(document->text.bytes->str, document->text.bytes->len));
    char *dumped = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(3));
    json_decref(object);
    char *line = g_strdup(dumped);
    free(dumped);
    return line;
}
