/* What works, and what is refused, where a stub file names a remote database. */
#include "support.h"

TestSuite(remote, .init = set_up, .fini = tear_down);

/* A local shard and one behind xapian-progsrv, or NULL where that program is not installed. */
static xap_database *open_mixed(void)
{
    xap_database *database;
    if (system("command -v xapian-progsrv >/dev/null") != 0)
        return NULL;
    xap_database_free(open_shards());
    FILE *stub = fopen(path_of("stub"), "w");
    cr_assert(stub != NULL, "no stub");
    fprintf(stub, "auto a\nremote :xapian-progsrv %s\n", path_of("c"));
    fclose(stub);
    OK(xap_database_open(path_of("stub"), &database, &error));
    return database;
}

static int keep(void *context, xap_document *document, uint32_t docid)
{
    (void)context, (void)document, (void)docid;
    return 1;
}

Test(remote, constant_weights_and_values)
{
    xap_database *mixed = open_mixed();
    xap_query *bird, *query;
    if (!mixed)
        cr_skip_test("xapian-progsrv is not installed");
    bird = term_query("bird");
    OK(xap_query_constant(bird, 3, &query, &error));
    expect_matches(mixed, query, "2,4");
    OK(xap_query_value_ge(0, "a4", 2, &query, &error));
    expect_matches(mixed, query, "2,4,7");
    xap_query_free(bird);
    xap_database_free(mixed);
}

Test(remote, deciders_and_docids_are_refused)
{
    xap_database *mixed = open_mixed();
    xap_query *query;
    xap_enquire *enquire;
    xap_mset *mset;
    if (!mixed)
        cr_skip_test("xapian-progsrv is not installed");
    OK(xap_enquire_new(mixed, &enquire, &error));
    OK(xap_query_from_docids(mixed, (const uint32_t[]){2}, 1, &query, &error));
    OK(xap_enquire_set_query(enquire, query, &error));
    xap_query_free(query);
    FAILS(XAP_UNIMPLEMENTED, xap_enquire_get_mset(enquire, 0, 10, 0, &mset, &error));
    query = term_query("bird");
    OK(xap_enquire_set_query(enquire, query, &error));
    xap_query_free(query);
    OK(xap_enquire_set_decider(enquire, keep, NULL, &error));
    FAILS(XAP_UNIMPLEMENTED, xap_enquire_get_mset(enquire, 0, 10, 0, &mset, &error));
    xap_enquire_free(enquire);
    xap_database_free(mixed);
}

Test(remote, a_server_that_does_not_answer)
{
    xap_database *database;
    FILE *stub = fopen(path_of("stub"), "w");
    cr_assert(stub != NULL, "no stub");
    fprintf(stub, "remote :/bin/false\n");
    fclose(stub);
    FAILS(XAP_NETWORK, xap_database_open(path_of("stub"), &database, &error));
    cr_assert(database == NULL, "a handle was given");
}
