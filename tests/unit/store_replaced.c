/* Which decisions a later one replaced, as documents come and go. */
#include <criterion/criterion.h>

#include "store_fixture.h"

typedef struct decision {
    uint32_t number;
    foi_doctype doctype;
    foi_outcome outcome;
    const char *date;   /* NULL: undated */
    const char *own[4]; /* "KIND ID", NULL at the end */
    const char *cited;  /* likewise; NULL */
} decision;

static void add_reference(foi_document *document, const char *written, bool own)
{
    static const struct {
        const char *name;
        foi_reference_kind kind;
    } kinds[] = {{"ico ", FOI_REFERENCE_ICO_CASE},
                 {"ftt ", FOI_REFERENCE_FTT_APPEAL},
                 {"osic ", FOI_REFERENCE_OSIC_DECISION},
                 {"cite ", FOI_REFERENCE_NEUTRAL_CITATION}};
    foi_evidence evidence = {document->tags.references->len, 1, 1.0, FOI_SOURCE_READ};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_has_prefix(written, kinds[i].name))
            foi_tags_add_reference(&document->tags, kinds[i].kind, written + strlen(kinds[i].name),
                                   own, evidence);
}

static char *path_of(const decision *each)
{
    return g_strdup_printf("/papers/%u.txt", each->number);
}

static void add(foi_store_writer *writer, const decision *each)
{
    g_autoptr(foi_document) document = fixture_document(each->number * 60 + 1, "A decision.");
    g_autofree char *path = path_of(each);
    g_clear_pointer(&document->tags.date, g_free);
    document->tags.doctype = each->doctype;
    document->tags.outcome = each->outcome;
    document->tags.date = g_strdup(each->date);
    document->tags.date_precision = each->date ? FOI_DATE_DAY : 0;
    for (size_t i = 0; i < G_N_ELEMENTS(each->own) && each->own[i]; i++)
        add_reference(document, each->own[i], true);
    if (each->cited)
        add_reference(document, each->cited, false);
    cr_assert_eq(foi_store_writer_add(writer, document, NULL), FOI_OK);
    foi_store_writer_set_file(writer, fixture_state(path, document));
}

static foi_store_writer *open_writer(const char *directory)
{
    foi_store_writer *writer;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    return writer;
}

static void commit(foi_store_writer *writer)
{
    bool changed;
    cr_assert_eq(foi_store_writer_commit(writer, &changed, NULL), FOI_OK);
    cr_assert(changed);
}

/* "ID OUTCOME REFERENCE" of what replaced decision NUMBER, "-" where it stands. */
static char *replaced_by(const char *directory, uint32_t number)
{
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(foi_document) document = NULL;
    char id[FOI_ID_LENGTH + 1];
    fixture_id(number * 60 + 1, id);
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
    cr_assert_eq(foi_snapshot_document(snapshot, foi_snapshot_find(snapshot, id), &document, NULL),
                 FOI_OK);
    foi_replacement_view by;
    if (!foi_document_replaced_by(document, &by))
        return g_strdup("-");
    return g_strdup_printf("%d %s %s", atoi(by.id + 3) / 60, by.outcome,
                           by.reference ? by.reference : "none");
}

static void expect(const char *directory, uint32_t number, const char *wanted)
{
    g_autofree char *got = replaced_by(directory, number);
    cr_expect_str_eq(got, wanted, "decision %u", number);
}

static void expect_among(const decision *decisions, size_t count, uint32_t number,
                         const char *wanted)
{
    for (int backwards = 0; backwards < 2; backwards++) {
        g_autofree char *directory = fixture_directory();
        g_autoptr(foi_store_writer) writer = open_writer(directory);
        for (size_t i = 0; i < count; i++)
            add(writer, &decisions[backwards ? count - 1 - i : i]);
        commit(writer);
        expect(directory, number, wanted);
        fixture_remove(directory);
    }
}

#define NOTICE   FOI_DOCTYPE_DECISION_NOTICE
#define TRIBUNAL FOI_DOCTYPE_TRIBUNAL_DECISION
#define UPHELD   FOI_OUTCOME_COMPLAINT_UPHELD
#define ALLOWED  FOI_OUTCOME_APPEAL_ALLOWED

static const decision notice = {1, NOTICE, UPHELD, "2022-03-01", {"ico IC-998417-K3P8"}, NULL};
static const decision tribunal = {
    2, TRIBUNAL, ALLOWED, "2023-01-30", {"ftt EA/2022/0981", "ico IC-998417-K3P8"}, NULL};

Test(store_replaced, an_appeal_that_was_allowed_replaces_the_notice)
{
    static const struct {
        foi_outcome outcome;
        const char *wanted;
    } rows[] = {{FOI_OUTCOME_APPEAL_ALLOWED, "2 appeal-allowed EA/2022/0981"},
                {FOI_OUTCOME_APPEAL_ALLOWED_IN_PART, "2 appeal-allowed-in-part EA/2022/0981"},
                {FOI_OUTCOME_REMITTED, "2 remitted EA/2022/0981"},
                {FOI_OUTCOME_APPEAL_DISMISSED, "-"},
                {FOI_OUTCOME_APPEAL_STRUCK_OUT, "-"},
                {FOI_OUTCOME_APPEAL_WITHDRAWN, "-"},
                {FOI_OUTCOME_NONE, "-"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        decision both[] = {notice, tribunal};
        both[1].outcome = rows[i].outcome;
        expect_among(both, 2, 1, rows[i].wanted);
        expect_among(both, 2, 2, "-");
    }
}

Test(store_replaced, one_number_in_all_its_spellings)
{
    static const char *const rows[][2] = {{"ico IC-998417", "ico IC-998417-K3P8"},
                                          {"ico FS50767053", "ico FS50767053"},
                                          {"osic 083/2024", "osic 083/2024"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        decision both[] = {notice, tribunal};
        both[0].own[0] = rows[i][0];
        both[1].own[1] = rows[i][1];
        expect_among(both, 2, 1, "2 appeal-allowed EA/2022/0981");
    }
    decision other[] = {notice, tribunal};
    other[0].own[0] = "ico IC-99841-K3P8";
    expect_among(other, 2, 1, "-");
}

Test(store_replaced, a_precedent_is_not_replaced)
{
    decision both[] = {notice, tribunal};
    both[1].own[1] = NULL;
    both[1].cited = "ico IC-998417-K3P8";
    expect_among(both, 2, 1, "-");
    /* Nor by a letter that tells of it. */
    decision letter[] = {notice, tribunal};
    letter[1].doctype = FOI_DOCTYPE_RESPONSE;
    expect_among(letter, 2, 1, "-");
}

Test(store_replaced, a_higher_tribunal_replaces_the_lower_ones)
{
    decision rows[] = {notice,
                       tribunal,
                       {3,
                        TRIBUNAL,
                        FOI_OUTCOME_REMITTED,
                        "2024-05-01",
                        {"ftt UA-2023-000941-GIA", "cite [2024] UKUT 91 (AAC)",
                         "ftt FT/EA/2022/0981P", "ico IC-998417-K3P8"},
                        NULL}};
    expect_among(rows, 3, 2, "3 remitted UA-2023-000941-GIA");
    /* The notice stays what the first tribunal made of it until the matter has been heard again. */
    expect_among(rows, 3, 1, "2 appeal-allowed EA/2022/0981");
    rows[2].outcome = ALLOWED;
    expect_among(rows, 3, 1, "3 appeal-allowed UA-2023-000941-GIA");
    rows[2].outcome = FOI_OUTCOME_APPEAL_DISMISSED;
    expect_among(rows, 3, 2, "-");
    rows[2].doctype = FOI_DOCTYPE_COURT_JUDGMENT;
    rows[2].outcome = ALLOWED;
    rows[2].own[0] = "cite [2025] EWCA Civ 454";
    rows[2].own[1] = NULL;
    expect_among(rows, 3, 2, "-");
    rows[2].own[1] = "ftt EA/2022/0981";
    expect_among(rows, 3, 2, "3 appeal-allowed [2025] EWCA Civ 454");
}

Test(store_replaced, what_was_decided_after_a_rehearing_stands)
{
    decision rows[] = {tribunal,
                       {3,
                        TRIBUNAL,
                        FOI_OUTCOME_REMITTED,
                        "2024-05-01",
                        {"ftt GIA/91/2023", "ftt EA/2022/0981"},
                        NULL},
                       {4, TRIBUNAL, ALLOWED, "2024-11-01", {"ftt EA/2022/0981"}, NULL}};
    expect_among(rows, 3, 2, "3 remitted GIA/91/2023");
    expect_among(rows, 3, 4, "-");
    rows[1].date = NULL;
    expect_among(rows, 3, 2, "3 remitted GIA/91/2023");
}

Test(store_replaced, the_latest_of_several_counts)
{
    decision rows[] = {notice, tribunal, tribunal};
    rows[2].number = 3;
    rows[2].date = "2023-07-01";
    rows[2].own[0] = "ftt EA/2023/0111";
    expect_among(rows, 3, 1, "3 appeal-allowed EA/2023/0111");
}

Test(store_replaced, the_warning_comes_and_goes_with_the_later_decision)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    g_autofree char *path = path_of(&tribunal);
    add(writer, &notice);
    commit(writer);
    expect(directory, 1, "-");
    add(writer, &tribunal);
    commit(writer);
    expect(directory, 1, "2 appeal-allowed EA/2022/0981");
    foi_store_writer_drop_file(writer, path);
    commit(writer);
    expect(directory, 1, "-");
    add(writer, &tribunal);
    commit(writer);
    bool changed;
    cr_assert_eq(foi_store_writer_compact(writer, &changed, NULL), FOI_OK);
    expect(directory, 1, "2 appeal-allowed EA/2022/0981");
    cr_expect_eq(foi_store_check(directory, NULL, NULL, NULL), FOI_OK);
    g_clear_pointer(&writer, foi_store_writer_free);
    writer = open_writer(directory);
    foi_store_writer_drop_file(writer, path);
    commit(writer);
    expect(directory, 1, "-");
    fixture_remove(directory);
}
