/* json.c - the object of `foi-query --format=json`, and the lines of --format=jsonl (schema 1). */
#include <stdlib.h>
#include <string.h>

#include "query/format/explain_json.h"
#include "query/format/json_parts.h"
#include "query/results.h"

static json_t *snippet_json(const foi_snippet *snippet)
{
    json_t *object = json_object();
    json_t *highlights = json_array();

    for (size_t i = 0; i < snippet->highlight_count; i++) {
        json_array_append_new(highlights, json_pack("[I,I]", (json_int_t)snippet->highlights[i][0],
                                                    (json_int_t)snippet->highlights[i][1]));
    }
    json_object_set_new(object, "text", foi_json_text(snippet->text));
    json_object_set_new(object, "highlights", highlights);
    json_object_set_new(object, "page", foi_json_number(snippet->page));
    json_object_set_new(object, "paragraph", foi_json_number(snippet->paragraph));
    json_object_set_new(object, "sheet", foi_json_text(snippet->sheet));
    json_object_set_new(object, "row", foi_json_number(snippet->row));
    json_object_set_new(object, "citation", foi_json_text(snippet->citation));
    return object;
}

static json_t *authority_json(const foi_hit *hit)
{
    json_t *object;

    if (!hit->authority_id)
        return json_null();
    object = json_object();
    json_object_set_new(object, "id", foi_json_text(hit->authority_id));
    json_object_set_new(object, "name", foi_json_text(hit->authority_name));
    return object;
}

static json_t *places_json(const foi_hit *hit)
{
    json_t *places = json_array();

    for (size_t i = 0; i < hit->place_count; i++) {
        json_t *place = json_object();
        foi_json_set_place(place, hit->places[i].location, hit->places[i].member);
        json_array_append_new(places, place);
    }
    return places;
}

static json_t *copies_json(const foi_hit *hit)
{
    json_t *copies = json_array();

    for (size_t i = 0; i < hit->copy_count; i++) {
        json_t *copy = json_object();
        json_object_set_new(copy, "id", foi_json_text(hit->copies[i].id));
        foi_json_set_place(copy, hit->copies[i].location, hit->copies[i].member);
        json_object_set_new(copy, "date", foi_json_text(hit->copies[i].date));
        json_array_append_new(copies, copy);
    }
    return copies;
}

static json_t *like_json(const foi_like_view *like)
{
    json_t *object;

    if (!like)
        return json_null();
    object = json_object();
    json_object_set_new(object, "id", foi_json_text(like->id));
    foi_json_set_place(object, like->location, like->member);
    json_object_set_new(object, "title", foi_json_text(like->title));
    return object;
}

static json_t *replacement_json(const foi_replacement_view *by)
{
    json_t *object;

    if (!by)
        return json_null();
    object = json_object();
    json_object_set_new(object, "id", foi_json_text(by->id));
    json_object_set_new(object, "doctype", foi_json_text(by->type));
    json_object_set_new(object, "outcome", foi_json_text(by->outcome));
    json_object_set_new(object, "date", foi_json_text(by->date));
    json_object_set_new(object, "reference", foi_json_text(by->reference));
    return object;
}

static json_t *hit_json(const foi_hit *hit)
{
    json_t *object = json_object();
    json_t *snippets = json_array();

    json_object_set_new(object, "rank", json_integer(hit->rank));
    json_object_set_new(object, "score", foi_json_rounded(hit->score));
    json_object_set_new(object, "id", foi_json_text(hit->id));
    foi_json_set_place(object, hit->location, hit->member);
    json_object_set_new(object, "places", places_json(hit));
    json_object_set_new(object, "copies", copies_json(hit));
    json_object_set_new(object, "more", json_integer(hit->more));
    json_object_set_new(object, "title", foi_json_text(hit->title));
    json_object_set_new(object, "doctype", foi_json_text(hit->doctype));
    json_object_set_new(object, "authority", authority_json(hit));
    json_object_set_new(object, "date", foi_json_text(hit->date));
    json_object_set_new(object, "regime", foi_json_list(hit->regimes));
    json_object_set_new(object, "exemptions", foi_json_list(hit->exemptions));
    json_object_set_new(object, "rulings", foi_json_list(hit->rulings));
    json_object_set_new(object, "outcome", foi_json_text(hit->outcome));
    json_object_set_new(object, "favours", foi_json_text(hit->favours));
    json_object_set_new(object, "case", foi_json_text(hit->case_id));
    json_object_set_new(object, "ocr_confidence",
                        hit->ocr_confidence == 0 ? json_null()
                                                 : json_real(hit->ocr_confidence / 100.0));
    json_object_set_new(object, "replaced_by", replacement_json(hit->replaced_by));
    json_object_set_new(object, "citation", foi_json_text(hit->citation));
    for (size_t i = 0; i < hit->snippet_count; i++)
        json_array_append_new(snippets, snippet_json(&hit->snippets[i]));
    json_object_set_new(object, "snippets", snippets);
    json_object_set_new(object, "explanation", foi_explain_hit_json(hit));
    return object;
}

static json_t *facet_json(const foi_facet *facet)
{
    json_t *object = json_object();
    json_t *values = json_array();

    for (size_t i = 0; i < facet->value_count; i++) {
        json_t *value = json_object();
        json_object_set_new(value, "value", foi_json_text(facet->values[i].value));
        json_object_set_new(value, "label", foi_json_text(facet->values[i].label));
        json_object_set_new(value, "count", json_integer(facet->values[i].count));
        json_object_set_new(value, "parent", foi_json_text(facet->values[i].parent));
        json_object_set_new(value, "query", foi_json_text(facet->values[i].query));
        json_object_set_new(value, "selected", json_boolean(facet->values[i].selected));
        json_array_append_new(values, value);
    }
    json_object_set_new(object, "values", values);
    json_object_set_new(object, "distinct", json_integer(facet->distinct));
    json_object_set_new(object, "missing", json_integer(facet->missing));
    json_object_set_new(object, "missing_query", foi_json_text(facet->missing_query));
    json_object_set_new(object, "missing_selected", json_boolean(facet->missing_selected));
    json_object_set_new(object, "widened", json_boolean(facet->widened));
    json_object_set_new(object, "exact", json_true());
    return object;
}

/* The members of OBJECT, which is given up, behind the version and what else a line begins with. */
static char *dump_line(json_t *begun, json_t *object)
{
    json_object_update(begun, object);
    json_decref(object);
    return foi_json_dump(begun);
}

char *foi_hit_to_json(const foi_hit *hit)
{
    return dump_line(json_pack("{s:i}", "schema", FOI_JSON_SCHEMA), hit_json(hit));
}

char *foi_facet_to_json(const foi_facet *facet)
{
    return dump_line(json_pack("{s:i,s:s}", "schema", FOI_JSON_SCHEMA, "facet", facet->name),
                     facet_json(facet));
}

static bool counts_groups(foi_collapse by)
{
    return by == FOI_COLLAPSE_CONTAINER || by == FOI_COLLAPSE_CASE;
}

char *foi_results_to_json(const foi_results *results)
{
    json_t *object = json_object();
    json_t *hits = json_array();
    json_t *facets = json_object();

    json_object_set_new(object, "schema", json_integer(FOI_JSON_SCHEMA));
    json_object_set_new(object, "query", foi_json_text(results->query));
    json_object_set_new(object, "like", like_json(results->like));
    json_object_set_new(object, "explanation", foi_explain_json(results->explanation));
    json_object_set_new(object, "total", json_integer(results->total));
    json_object_set_new(object, "total_exact", json_true());
    json_object_set_new(object, "total_all_words", json_integer(results->total_all_words));
    json_object_set_new(object, "total_groups",
                        counts_groups(results->collapse) ? json_integer(results->total_groups)
                                                         : json_null());
    json_object_set_new(object, "relaxed", json_boolean(results->relaxed));
    json_object_set_new(object, "commit", json_integer((json_int_t)results->commit));
    json_object_set_new(object, "since",
                        results->since > 0 ? json_integer((json_int_t)results->since)
                                           : json_null());
    json_object_set_new(object, "took_ms", foi_json_rounded(results->took_ms));
    for (guint i = 0; i < results->hits->len; i++)
        json_array_append_new(hits, hit_json(&g_array_index(results->hits, foi_hit, i)));
    json_object_set_new(object, "hits", hits);
    for (guint i = 0; i < results->facets->len; i++) {
        const foi_facet *facet = &g_array_index(results->facets, foi_facet, i);
        json_object_set_new(facets, facet->name, facet_json(facet));
    }
    json_object_set_new(object, "facets", facets);
    json_object_set_new(object, "suggestion", foi_json_text(results->suggestion));
    return foi_json_dump(object);
}
