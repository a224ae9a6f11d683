/* The same documents loaded directly and through libxapian must make the same database. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

TestSuite(bulk, .init = set_up, .fini = tear_down);

static uint32_t state;

static uint32_t random_below(uint32_t end)
{
    state = state * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(state >> 8) * end >> 24);
}

static size_t make_term(uint32_t number, char *into)
{
    if (number % 97 == 5) { /* as long as a term may be */
        size_t digits = (size_t)snprintf(into, 20, "%u", number);
        memset(into + digits, 'x', XAP_BULK_TERM_MAX - digits);
        return XAP_BULK_TERM_MAX - digits % 3;
    }
    if (number % 89 == 7) /* with bytes that the keys escape */
        return (size_t)snprintf(into, 40, "Z%u%c%c%c", number, 0, 0xff, 0);
    return (size_t)snprintf(into, 40, "Z%uw", number * 2654435761U % 100000);
}

/* COUNT documents of up to MOST terms out of VOCABULARY; squares make low numbers common. */
static void load(const char *path, unsigned flags, uint32_t count, uint32_t vocabulary,
                 uint32_t most)
{
    xap_bulk *bulk;
    xap_bulk_posting *postings = malloc((most + 1) * sizeof *postings);
    bool *taken = calloc(vocabulary, sizeof *taken);
    mkdir(path, 0700);
    OK(xap_bulk_new(path, flags, &bulk, &error));
    state = 7;
    for (uint32_t d = 0; d < count; d++) {
        char term[XAP_BULK_TERM_MAX + 1], data[40], day[20];
        size_t terms = 0, wanted = random_below(most + 1);
        memset(taken, 0, vocabulary);
        for (size_t i = 0; i < wanted; i++) {
            uint32_t number = random_below(vocabulary);
            number = (uint32_t)((uint64_t)number * number / vocabulary);
            size_t length = make_term(number, term);
            uint32_t found;
            OK(xap_bulk_term(bulk, term, length, &found, &error));
            if (found < vocabulary && !taken[found]) {
                taken[found] = true;
                postings[terms++] = (xap_bulk_posting){
                    found, random_below(50) == 0 ? random_below(100000) : random_below(4)};
            }
        }
        xap_bulk_value values[] = {
            {0, day, (size_t)snprintf(day, sizeof day, "2019%04u", random_below(400))},
            {3, "same", 4},
            {127, term, 1},
        };
        xap_bulk_document document = {
            postings, terms,
            values,   random_below(4),
            data,     d % 5 == 0 ? 0 : (size_t)snprintf(data, sizeof data, "id%u", d)};
        OK(xap_bulk_add_document(bulk, &document, &error));
    }
    cr_assert(most == 0 || xap_bulk_memory(bulk) > 0);
    OK(xap_bulk_finish(bulk, &error));
    xap_bulk_free(bulk);
    free(postings);
    free(taken);
}

static void expect_whole(const char *path)
{
    size_t errors = 0;
    char *report = NULL;
    OK(xap_database_check(path, &errors, &report, &error));
    cr_assert(errors == 0, "%s", report);
    xap_string_free(report);
}

static void expect_same_terms(xap_terms *a, xap_terms *b)
{
    xap_terms_entry x, y;
    for (;;) {
        xap_status one = xap_terms_next(a, &x, &error), two = xap_terms_next(b, &y, &error);
        cr_assert(one == two, "%s, %s", xap_status_name(one), xap_status_name(two));
        if (one != XAP_OK)
            break;
        cr_assert(x.term.length == y.term.length &&
                  memcmp(x.term.data, y.term.data, x.term.length) == 0);
        cr_assert(x.frequency == y.frequency, "%.*s", (int)x.term.length, x.term.data);
    }
    xap_terms_free(a);
    xap_terms_free(b);
}

static void expect_same_postings(xap_database *a, xap_database *b)
{
    xap_terms *terms;
    xap_terms_entry term;
    OK(xap_database_terms(a, NULL, 0, &terms, &error));
    while (xap_terms_next(terms, &term, &error) == XAP_OK) {
        xap_postings *one, *two;
        xap_postings_entry x, y;
        xap_status more;
        OK(xap_postings_new(a, term.term.data, term.term.length, &one, &error));
        OK(xap_postings_new(b, term.term.data, term.term.length, &two, &error));
        do {
            more = xap_postings_next(one, &x, &error);
            cr_assert(xap_postings_next(two, &y, &error) == more);
            cr_assert(more != XAP_OK || (x.docid == y.docid && x.wdf == y.wdf));
        } while (more == XAP_OK);
        xap_postings_free(one);
        xap_postings_free(two);
    }
    xap_terms_free(terms);
}

static void expect_same_document(xap_database *a, xap_database *b, uint32_t docid)
{
    xap_document *one, *two;
    xap_bytes x, y;
    xap_terms *terms_a, *terms_b;
    OK(xap_database_get_document(a, docid, &one, &error));
    OK(xap_database_get_document(b, docid, &two, &error));
    OK(xap_document_get_data(one, &x, &error));
    OK(xap_document_get_data(two, &y, &error));
    cr_assert(x.length == y.length && memcmp(x.data, y.data, x.length) == 0);
    for (uint32_t slot = 0; slot < XAP_BULK_SLOTS; slot++) {
        OK(xap_document_get_value(one, slot, &x, &error));
        OK(xap_document_get_value(two, slot, &y, &error));
        cr_assert(x.length == y.length && memcmp(x.data, y.data, x.length) == 0);
    }
    OK(xap_document_terms(one, &terms_a, &error));
    OK(xap_document_terms(two, &terms_b, &error));
    expect_same_terms(terms_a, terms_b);
    xap_document_free(one);
    xap_document_free(two);
}

static void expect_same(const char *path_a, const char *path_b, uint32_t step)
{
    xap_database *a, *b;
    xap_terms *terms_a, *terms_b;
    uint32_t documents, last;
    double x, y;
    expect_whole(path_a);
    OK(xap_database_open(path_a, &a, &error));
    OK(xap_database_open(path_b, &b, &error));
    OK(xap_database_document_count(a, &documents, &error));
    OK(xap_database_last_docid(b, &last, &error));
    cr_assert(documents == last, "%u, %u", documents, last);
    OK(xap_database_average_length(a, &x, &error));
    OK(xap_database_average_length(b, &y, &error));
    cr_assert(x == y, "%f, %f", x, y);
    OK(xap_database_terms(a, NULL, 0, &terms_a, &error));
    OK(xap_database_terms(b, NULL, 0, &terms_b, &error));
    expect_same_terms(terms_a, terms_b);
    expect_same_postings(a, b);
    for (uint32_t docid = 1; docid <= last; docid += step)
        expect_same_document(a, b, docid);
    xap_database_free(a);
    xap_database_free(b);
}

static void load_both_ways(uint32_t count, uint32_t vocabulary, uint32_t most, uint32_t step)
{
    load(path_of("direct"), XAP_BULK_BEST, count, vocabulary, most);
    load(path_of("library"), XAP_BULK_BY_LIBRARY, count, vocabulary, most);
    expect_same(path_of("direct"), path_of("library"), step);
    for (int i = 0; i < 2; i++) {
        const char *source = path_of(i == 0 ? "direct" : "library");
        const char *sources[] = {source, source};
        OK(xap_database_compact(sources, 2, path_of(i == 0 ? "one" : "two"),
                                XAP_COMPACT_SINGLE_FILE, &error));
    }
    expect_same(path_of("one"), path_of("two"), step);
}

Test(bulk, makes_the_database_that_libxapian_makes)
{
    load_both_ways(700, 900, 120, 1);
}

Test(bulk, cuts_long_lists_of_documents)
{
    load_both_ways(40000, 60, 12, 1000);
}

Test(bulk, cuts_long_lists_of_terms)
{
    load_both_ways(8, 30000, 25000, 1);
}

Test(bulk, holds_one_document_without_anything)
{
    load_both_ways(1, 1, 0, 1);
}

Test(bulk, refuses_what_makes_no_database)
{
    xap_bulk *bulk;
    uint32_t term;
    char text[XAP_BULK_TERM_MAX + 1] = "word";
    mkdir(path_of("refused"), 0700);
    OK(xap_bulk_new(path_of("refused"), XAP_BULK_BEST, &bulk, &error));
    FAILS(XAP_INVALID_OPERATION, xap_bulk_finish(bulk, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_bulk_term(bulk, "", 0, &term, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_bulk_term(bulk, text, sizeof text, &term, &error));
    memset(text, 'x', sizeof text);
    text[9] = '\0'; /* takes two bytes of a key */
    FAILS(XAP_INVALID_ARGUMENT, xap_bulk_term(bulk, text, XAP_BULK_TERM_MAX, &term, &error));
    OK(xap_bulk_term(bulk, text, XAP_BULK_TERM_MAX - 1, &term, &error));
    xap_bulk_posting twice[] = {{term, 1}, {term, 1}};
    xap_bulk_document document = {twice, 2, NULL, 0, NULL, 0};
    FAILS(XAP_INVALID_ARGUMENT, xap_bulk_add_document(bulk, &document, &error));
    document.posting_count = 1;
    FAILS(XAP_INVALID_OPERATION, xap_bulk_add_document(bulk, &document, &error));
    xap_bulk_free(bulk);
    xap_bulk_free(NULL);
    FAILS(XAP_DATABASE, xap_bulk_new(path_of("nowhere"), XAP_BULK_BEST, &bulk, &error));
    cr_assert(strstr(error.message, "nowhere") != NULL, "%s", error.message);
}

/* Loads some documents where no file may grow beyond BYTES. 0: all was written; 1: the failure was
 * told with the name of the file; else it was not, or not as it should be. */
static int load_within(const char *path, rlim_t bytes)
{
    struct rlimit limit = {bytes, bytes};
    xap_bulk *bulk;
    xap_status status = xap_bulk_new(path, XAP_BULK_BEST, &bulk, &error);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    for (uint32_t d = 0; d < 20000 && status == XAP_OK; d++) {
        char word[20];
        uint32_t term;
        int length = snprintf(word, sizeof word, "word%u", d % 5000);
        status = xap_bulk_term(bulk, word, (size_t)length, &term, &error);
        xap_bulk_posting posting = {term, 1};
        xap_bulk_value value = {0, "2019", 4};
        xap_bulk_document document = {&posting, 1, &value, 1, word, (size_t)length};
        if (status == XAP_OK)
            status = xap_bulk_add_document(bulk, &document, &error);
    }
    if (status == XAP_OK)
        status = xap_bulk_finish(bulk, &error);
    bool refused = xap_bulk_finish(bulk, NULL) == XAP_INVALID_OPERATION;
    xap_bulk_free(bulk);
    if (status == XAP_OK)
        return refused ? 0 : 2;
    bool named = strstr(error.message, path) != NULL && strstr(error.message, "glass") != NULL &&
                 strstr(error.message, strerror(EFBIG)) != NULL;
    return status == XAP_DATABASE && error.status == XAP_DATABASE && refused && named ? 1 : 3;
}

/* At every size: in a table while documents come, in one while it is closed, in the version file.
 */
Test(bulk, a_full_disk_is_told_with_the_name_of_the_file)
{
    int failures = 0;
    for (rlim_t bytes = 0; bytes < 4 << 20; bytes = bytes * 3 / 2 + 100) {
        char name[30];
        snprintf(name, sizeof name, "full-%lu", (unsigned long)bytes);
        const char *path = path_of(name);
        mkdir(path, 0700);
        pid_t child = fork();
        if (child == 0)
            _exit(load_within(path, bytes));
        int status = -1;
        cr_assert(waitpid(child, &status, 0) == child && WIFEXITED(status));
        cr_assert(WEXITSTATUS(status) <= 1, "%d within %lu bytes", WEXITSTATUS(status),
                  (unsigned long)bytes);
        failures += WEXITSTATUS(status);
        if (WEXITSTATUS(status) == 0)
            expect_whole(path);
    }
    cr_assert(failures > 10, "%d", failures);
}

/* The version file is the last and smallest: what fails is made to be it. */
Test(bulk, a_version_file_that_cannot_be_written_is_named)
{
    xap_bulk *bulk;
    xap_bulk_document document = {NULL, 0, NULL, 0, NULL, 0};
    mkdir(path_of("version"), 0700);
    OK(xap_bulk_new(path_of("version"), XAP_BULK_BEST, &bulk, &error));
    OK(xap_bulk_add_document(bulk, &document, &error));
    mkdir(path_of("version/iamglass"), 0700);
    FAILS(XAP_DATABASE, xap_bulk_finish(bulk, &error));
    cr_assert(strstr(error.message, "version/iamglass") != NULL, "%s", error.message);
    cr_assert(strstr(error.message, strerror(EEXIST)) != NULL, "%s", error.message);
    xap_bulk_free(bulk);
}
