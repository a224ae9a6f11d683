/* excerpt_json.c - the object of `foi-query --show` with --page, --paragraph and the like. */
#include <jansson.h>

#include "query/citation/citation.h"
#include "query/excerpt/excerpt.h"
#include "query/format/json_parts.h"

static json_t *part_json(const foi_document *document, const foi_excerpt_part *part)
{
    const char *text = document->text.bytes->str + part->block->start;
    json_t *object = json_object();

    json_object_set_new(object, "page", foi_json_number(part->place.page));
    json_object_set_new(object, "paragraph", foi_json_number(part->place.paragraph));
    json_object_set_new(object, "sheet", foi_json_text(part->place.sheet));
    json_object_set_new(object, "row", foi_json_number(part->place.row));
    json_object_set_new(object, "heading", json_boolean(part->block->kind == FOI_BLOCK_HEADING));
    json_object_set_new(object, "text", json_stringn(text, part->block->length));
    return object;
}

char *foi_excerpt_json(const foi_document *document, const GArray *parts)
{
    g_autofree char *citation = foi_citation(document);
    g_autofree char *place = foi_excerpt_place(document, parts);
    json_t *list = json_array();
    json_t *object = json_object();

    for (guint i = 0; i < parts->len; i++)
        json_array_append_new(list,
                              part_json(document, &g_array_index(parts, foi_excerpt_part, i)));
    json_object_set_new(object, "schema", json_integer(FOI_JSON_SCHEMA));
    json_object_set_new(object, "id", foi_json_text(document->id));
    foi_json_set_place(object, document->location, document->member);
    json_object_set_new(object, "title", foi_json_text(document->title));
    json_object_set_new(object, "citation", foi_json_text(citation ? place : NULL));
    json_object_set_new(object, "parts", list);
    return foi_json_dump(object);
}
