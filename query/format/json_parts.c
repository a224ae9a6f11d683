/* json_parts.c - what the JSON of all answers has in common. */
#include "query/format/json_parts.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "indexer/document/path.h"

json_t *foi_json_text(const char *text)
{
    if (!text)
        return json_null();
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

json_t *foi_json_list(const char *const *strings)
{
    json_t *array = json_array();

    for (size_t i = 0; strings[i]; i++)
        json_array_append_new(array, foi_json_text(strings[i]));
    return array;
}

json_t *foi_json_number(unsigned number)
{
    return number > 0 ? json_integer(number) : json_null();
}

json_t *foi_json_rounded(double number)
{
    return json_real(round(number * 1000) / 1000);
}

void foi_json_set_place(json_t *object, const char *location, const char *member)
{
    g_autofree char *shown = location ? foi_path_display(location) : NULL;

    json_object_set_new(object, "location", foi_json_text(shown));
    if (location && !g_utf8_validate(location, -1, NULL)) {
        g_autofree char *bytes = g_base64_encode((const guchar *)location, strlen(location));
        json_object_set_new(object, "location_bytes", json_string(bytes));
    }
    json_object_set_new(object, "member", foi_json_text(member));
}

char *foi_json_dump(json_t *object)
{
    char *dumped = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));

    json_decref(object);
    return dumped;
}
