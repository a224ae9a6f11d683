/* explain_json.c - a list of readings, and for each hit a list of shares in its score. */
#include "query/format/explain_json.h"

#include "query/format/json_parts.h"

static json_t *reading_json(const foi_reading *reading)
{
    json_t *object = json_object();

    json_object_set_new(object, "text", foi_json_text(reading->text));
    json_object_set_new(object, "kind", foi_json_text(reading->kind));
    json_object_set_new(object, "use", foi_json_text(reading->use));
    json_object_set_new(object, "depth", json_integer(reading->depth));
    json_object_set_new(object, "meaning", foi_json_text(reading->meaning));
    json_object_set_new(object, "value", foi_json_text(reading->value));
    json_object_set_new(object, "forms", foi_json_list(reading->forms));
    json_object_set_new(object, "form_count", json_integer(reading->form_count));
    json_object_set_new(object, "synonyms", foi_json_list(reading->synonyms));
    json_object_set_new(object, "documents", json_integer(reading->documents));
    return object;
}

json_t *foi_explain_json(const foi_explanation *explanation)
{
    json_t *readings;

    if (!explanation)
        return json_null();
    readings = json_array();
    for (size_t i = 0; i < explanation->count; i++)
        json_array_append_new(readings, reading_json(&explanation->readings[i]));
    return readings;
}

static json_t *share_json(const foi_share *share)
{
    json_t *object = json_object();

    json_object_set_new(object, "reading", json_integer(share->reading));
    json_object_set_new(object, "text", foi_json_text(share->text));
    json_object_set_new(object, "score", foi_json_rounded(share->score));
    json_object_set_new(object, "in_title", json_integer(share->in_title));
    json_object_set_new(object, "in_heading", json_integer(share->in_heading));
    json_object_set_new(object, "in_body", json_integer(share->in_body));
    json_object_set_new(object, "in_quoted", json_integer(share->in_quoted));
    json_object_set_new(object, "note", foi_json_text(share->note));
    return object;
}

json_t *foi_explain_hit_json(const foi_hit *hit)
{
    json_t *shares;

    if (!hit->shares)
        return json_null();
    shares = json_array();
    for (size_t i = 0; i < hit->share_count; i++)
        json_array_append_new(shares, share_json(&hit->shares[i]));
    return shares;
}
