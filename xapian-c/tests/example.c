/* The program of README.md, which is kept equal to the part between the marks. */
#include <criterion/criterion.h>
#include <stdlib.h>

/* README begins */
#include <stdio.h>
#include <string.h>
#include <xapian-c.h>

static int store_and_find(const char *path)
{
    xap_error error = XAP_ERROR_INIT;
    xap_database *database = NULL;
    xap_document *document = NULL;
    xap_query *query = NULL;
    xap_enquire *enquire = NULL;
    xap_mset *mset = NULL;
    xap_mset_counts counts = {0};
    const xap_posting words[] = {{"hello", 5, 1, 1}, {"world", 5, 2, 1}};
    if (xap_database_open_writable(path, XAP_CREATE_OR_OPEN, &database, &error) ||
        xap_document_new(&document, &error) ||
        xap_document_add_postings(document, words, 2, &error) ||
        xap_document_set_data(document, "Hello, world!", 13, &error) ||
        xap_database_add_document(database, document, NULL, &error) ||
        xap_database_commit(database, &error) ||
        xap_query_new_term("hello", 5, 1, 0, &query, &error) ||
        xap_enquire_new(database, &enquire, &error) ||
        xap_enquire_set_query(enquire, query, &error) ||
        xap_enquire_get_mset(enquire, 0, 10, 0, &mset, &error) ||
        xap_mset_get_counts(mset, &counts, &error))
        fprintf(stderr, "%s: %s\n", xap_status_name(error.status), error.message);
    xap_mset_free(mset);
    xap_enquire_free(enquire);
    xap_query_free(query);
    xap_document_free(document);
    xap_database_free(database);
    return (int)counts.size;
}
/* README ends */

/* The lines between the two marks, each a whole line, allocated. */
static char *part_of(const char *path, const char *from, const char *to)
{
    char line[512], *text = NULL;
    size_t size = 0;
    bool inside = false;
    FILE *file = fopen(path, "r"), *part = open_memstream(&text, &size);
    cr_assert(file && part, "cannot read %s", path);
    while (fgets(line, sizeof line, file)) {
        if (inside && strcmp(line, to) == 0)
            break;
        if (inside)
            fputs(line, part);
        else
            inside = strcmp(line, from) == 0;
    }
    fclose(file);
    fclose(part);
    return text;
}

Test(example, stores_and_finds)
{
    char root[] = "/tmp/xapian-c-test-XXXXXX", path[64], command[96];
    cr_assert(mkdtemp(root) != NULL, "no temporary directory");
    snprintf(path, sizeof path, "%s/db", root);
    int found = store_and_find(path);
    cr_assert(found == 1, "%d documents", found);
    found = store_and_find("/nonexistent/directory/db");
    cr_assert(found == 0, "%d documents of nowhere", found);
    snprintf(command, sizeof command, "rm -r %s", root);
    cr_assert(system(command) == 0, "%s", command);
}

Test(example, is_the_readmes)
{
    char *here =
        part_of(XAPIAN_C_DIR "/tests/example.c", "/* README begins */\n", "/* README ends */\n");
    char *there = part_of(XAPIAN_C_DIR "/README.md", "```c\n", "```\n");
    cr_assert(strlen(here) > 500 && strcmp(here, there) == 0, "README.md and example.c differ");
    free(here);
    free(there);
}
