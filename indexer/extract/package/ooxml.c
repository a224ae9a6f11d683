#include "indexer/extract/package/ooxml.h"

#include <string.h>

#include "indexer/extract/limits.h"

bool foi_ooxml_is_on(xmlTextReader *reader)
{
    g_autofree char *value = foi_xml_attribute(reader, "val");
    return value == NULL ||
           (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

static void relation_free(void *data)
{
    foi_ooxml_relation *relation = data;
    g_free(relation->id);
    g_free(relation->kind);
    g_free(relation->target);
    g_free(relation);
}

typedef struct relations_search {
    GPtrArray *relations;
    const char *base;
} relations_search;

static bool visit_relations(void *data, xmlTextReader *reader, int type, const char *name)
{
    const relations_search *search = data;
    if (type != XML_READER_TYPE_ELEMENT || strcmp(name, "Relationship") != 0)
        return true;
    g_autofree char *kind = foi_xml_attribute(reader, "Type");
    g_autofree char *target = foi_xml_attribute(reader, "Target");
    g_autofree char *mode = foi_xml_attribute(reader, "TargetMode");
    if (kind == NULL || target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
        return true;
    const char *slash = strrchr(kind, '/');
    foi_ooxml_relation *relation = g_new0(foi_ooxml_relation, 1);
    relation->id = foi_xml_attribute(reader, "Id");
    relation->kind = g_strdup(slash == NULL ? kind : slash + 1);
    relation->target = foi_parts_resolve(search->base, target);
    g_ptr_array_add(search->relations, relation);
    return search->relations->len < FOI_OOXML_RELATIONS;
}

GPtrArray *foi_ooxml_relations(foi_parts *package, const char *part)
{
    g_autofree char *base = foi_parts_directory(part);
    g_autofree char *name = g_strdup_printf("%s_rels/%s.rels", base, part + strlen(base));
    g_autoptr(GPtrArray) relations = g_ptr_array_new_with_free_func(relation_free);
    relations_search search = {relations, base};
    foi_parts_end end = foi_parts_read(package, name, visit_relations, &search);
    foi_parts_note_end(package->output, name, end);
    return end == FOI_PARTS_MISSING ? NULL : g_steal_pointer(&relations);
}

char *foi_ooxml_find_main(foi_parts *package, const char *fallback)
{
    g_autoptr(GPtrArray) relations = foi_ooxml_relations(package, "");
    for (guint i = 0; relations != NULL && i < relations->len; i++) {
        const foi_ooxml_relation *relation = g_ptr_array_index(relations, i);
        if (strcmp(relation->kind, "officeDocument") == 0)
            return g_strdup(relation->target);
    }
    return g_strdup(fallback);
}

void foi_ooxml_read_title(foi_parts *package)
{
    foi_parts_read_title(package, "docProps/core.xml");
}
