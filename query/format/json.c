/* json.c - the object of `foi-query --format=json`, and the lines of --format=jsonl (schema 1). */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/document/path.h"
#include "query/results.h"

#define JSON_SCHEMA 1

static json_t *text_or_null(const char *text)
{
    if (!text)
        return json_null();
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

static json_t *number_or_null(unsigned number)
{
    return number > 0 ? json_integer(number) : json_null();
}

static double rounded(double number)
{
    return (double)(long long)(number * 1000 + 0.5) / 1000;
}

static json_t *list(const char *const *strings)
{
    json_t *array = json_array();

    for (size_t i = 0; strings[i]; i++)
        json_array_append_new(array, text_or_null(strings[i]));
    return array;
}

static json_t *snippet_json(const foi_snippet *snippet)
{
    json_t *object = json_object();
    json_t *highlights = json_array();

    for (size_t i = 0; i < snippet->highlight_count; i++) {
        json_array_append_new(highlights, json_pack("[I,I]", (json_int_t)snippet->highlights[i][0],
                                                    (json_int_t)snippet->highlights[i][1]));
    }
    json_object_set_new(object, "text", text_or_null(snippet->text));
    json_object_set_new(object, "highlights", highlights);
    json_object_set_new(object, "page", number_or_null(snippet->page));
    json_object_set_new(object, "paragraph", number_or_null(snippet->paragraph));
    json_object_set_new(object, "sheet", text_or_null(snippet->sheet));
    json_object_set_new(object, "row", number_or_null(snippet->row));
    json_object_set_new(object, "citation", text_or_null(snippet->citation));
    return object;
}

static json_t *authority_json(const foi_hit *hit)
{
    json_t *object;

    if (!hit->authority_id)
        return json_null();
    object = json_object();
    json_object_set_new(object, "id", text_or_null(hit->authority_id));
    json_object_set_new(object, "name", text_or_null(hit->authority_name));
    return object;
}

static void add_place(json_t *object, const foi_hit *hit)
{
    g_autofree char *shown = foi_path_display(hit->location);

    json_object_set_new(object, "location", text_or_null(shown));
    if (!g_utf8_validate(hit->location, -1, NULL)) {
        g_autofree char *bytes =
            g_base64_encode((const guchar *)hit->location, strlen(hit->location));
        json_object_set_new(object, "location_bytes", json_string(bytes));
    }
    json_object_set_new(object, "member", text_or_null(hit->member));
}

static json_t *like_json(const foi_like_view *like)
{
    g_autofree char *shown = like && like->location ? foi_path_display(like->location) : NULL;
    json_t *object;

    if (!like)
        return json_null();
    object = json_object();
    json_object_set_new(object, "id", text_or_null(like->id));
    json_object_set_new(object, "location", text_or_null(shown));
    json_object_set_new(object, "member", text_or_null(like->member));
    json_object_set_new(object, "title", text_or_null(like->title));
    return object;
}

static json_t *replacement_json(const foi_replacement_view *by)
{
    json_t *object;

    if (!by)
        return json_null();
    object = json_object();
    json_object_set_new(object, "id", text_or_null(by->id));
    json_object_set_new(object, "doctype", text_or_null(by->type));
    json_object_set_new(object, "outcome", text_or_null(by->outcome));
    json_object_set_new(object, "date", text_or_null(by->date));
    json_object_set_new(object, "reference", text_or_null(by->reference));
    return object;
}

static json_t *hit_json(const foi_hit *hit)
{
    json_t *object = json_object();
    json_t *snippets = json_array();

    json_object_set_new(object, "rank", json_integer(hit->rank));
    json_object_set_new(object, "score", json_real(rounded(hit->score)));
    json_object_set_new(object, "id", text_or_null(hit->id));
    add_place(object, hit);
    json_object_set_new(object, "title", text_or_null(hit->title));
    json_object_set_new(object, "doctype", text_or_null(hit->doctype));
    json_object_set_new(object, "authority", authority_json(hit));
    json_object_set_new(object, "date", text_or_null(hit->date));
    json_object_set_new(object, "regime", list(hit->regimes));
    json_object_set_new(object, "exemptions", list(hit->exemptions));
    json_object_set_new(object, "rulings", list(hit->rulings));
    json_object_set_new(object, "outcome", text_or_null(hit->outcome));
    json_object_set_new(object, "favours", text_or_null(hit->favours));
    json_object_set_new(object, "case", text_or_null(hit->case_id));
    json_object_set_new(object, "ocr_confidence",
                        hit->ocr_confidence == 0 ? json_null()
                                                 : json_real(hit->ocr_confidence / 100.0));
    json_object_set_new(object, "replaced_by", replacement_json(hit->replaced_by));
    json_object_set_new(object, "citation", text_or_null(hit->citation));
    for (size_t i = 0; i < hit->snippet_count; i++)
        json_array_append_new(snippets, snippet_json(&hit->snippets[i]));
    json_object_set_new(object, "snippets", snippets);
    return object;
}

static json_t *facet_json(const foi_facet *facet)
{
    json_t *object = json_object();
    json_t *values = json_array();

    for (size_t i = 0; i < facet->value_count; i++) {
        json_t *value = json_object();
        json_object_set_new(value, "value", text_or_null(facet->values[i].value));
        json_object_set_new(value, "label", text_or_null(facet->values[i].label));
        json_object_set_new(value, "count", json_integer(facet->values[i].count));
        json_object_set_new(value, "parent", text_or_null(facet->values[i].parent));
        json_object_set_new(value, "query", text_or_null(facet->values[i].query));
        json_object_set_new(value, "selected", json_boolean(facet->values[i].selected));
        json_array_append_new(values, value);
    }
    json_object_set_new(object, "values", values);
    json_object_set_new(object, "distinct", json_integer(facet->distinct));
    json_object_set_new(object, "missing", json_integer(facet->missing));
    json_object_set_new(object, "missing_query", text_or_null(facet->missing_query));
    json_object_set_new(object, "missing_selected", json_boolean(facet->missing_selected));
    json_object_set_new(object, "exact", json_true());
    return object;
}

/* OBJECT, which is given up, as text. */
static char *dump(json_t *object)
{
    char *dumped = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));

    json_decref(object);
    return dumped;
}

/* The members of OBJECT, which is given up, behind the version and what else a line begins with. */
static char *dump_line(json_t *begun, json_t *object)
{
    json_object_update(begun, object);
    json_decref(object);
    return dump(begun);
}

char *foi_hit_to_json(const foi_hit *hit)
{
    return dump_line(json_pack("{s:i}", "schema", JSON_SCHEMA), hit_json(hit));
}

char *foi_facet_to_json(const foi_facet *facet)
{
    return dump_line(json_pack("{s:i,s:s}", "schema", JSON_SCHEMA, "facet", facet->name),
                     facet_json(facet));
}

char *foi_results_to_json(const foi_results *results)
{
    json_t *object = json_object();
    json_t *hits = json_array();
    json_t *facets = json_object();

    json_object_set_new(object, "schema", json_integer(JSON_SCHEMA));
    json_object_set_new(object, "query", text_or_null(results->query));
    json_object_set_new(object, "like", like_json(results->like));
    json_object_set_new(object, "total", json_integer(results->total));
    json_object_set_new(object, "total_exact", json_true());
    json_object_set_new(object, "total_all_words", json_integer(results->total_all_words));
    json_object_set_new(object, "relaxed", json_boolean(results->relaxed));
    json_object_set_new(object, "took_ms", json_real(rounded(results->took_ms)));
    for (guint i = 0; i < results->hits->len; i++)
        json_array_append_new(hits, hit_json(&g_array_index(results->hits, foi_hit, i)));
    json_object_set_new(object, "hits", hits);
    for (guint i = 0; i < results->facets->len; i++) {
        const foi_facet *facet = &g_array_index(results->facets, foi_facet, i);
        json_object_set_new(facets, facet->name, facet_json(facet));
    }
    json_object_set_new(object, "facets", facets);
    json_object_set_new(object, "suggestion", text_or_null(results->suggestion));
    return dump(object);
}
