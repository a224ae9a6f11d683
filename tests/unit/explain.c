/* explain.c - how a query was read, and that the shares of a hit make up its score. */
#include <jansson.h>
#include <math.h>

#include "query/format/json_parts.h"
#include "search_fixture.h"

TestSuite(explain, .init = set_up, .fini = tear_down, .timeout = 240);

static foi_results *explained(const char *query)
{
    foi_search_options options;

    foi_search_options_init(&options);
    options.explain = 1;
    options.limit = 100;
    return ask_with(query, &options);
}

static const foi_reading *reading_of(const foi_results *results, const char *text)
{
    const foi_explanation *explanation = foi_results_explanation(results);

    for (size_t i = 0; i < explanation->count; i++)
        if (strcmp(explanation->readings[i].text, text) == 0)
            return &explanation->readings[i];
    cr_assert_fail("no reading of `%s'", text);
    return NULL;
}

static void expect_reading(const char *query, const char *text, const char *kind, const char *use,
                           uint32_t having, const char *meaning)
{
    foi_results *results = explained(query);
    const foi_reading *reading = reading_of(results, text);

    cr_assert_str_eq(reading->kind, kind, "%s: %s", text, reading->kind);
    cr_assert_str_eq(reading->use, use, "%s: %s", text, reading->use);
    cr_assert_eq(reading->documents, having, "%s: %u", text, reading->documents);
    cr_assert(strstr(reading->meaning, meaning), "%s: %s", text, reading->meaning);
    foi_results_free(results);
}

static void four_letters(void)
{
    foi_document *a = add_document("/c/a", "We hold the building blocks of data.");
    foi_document *b = add_document("/c/b", "They held blocks; the holding holds what we hold.");
    foi_document *c = add_document("/c/c", "The policy of police and polite people.");
    foi_document *d = add_document("/c/d", "Nothing is known.");

    set_authority(a, "home-office");
    set_date(a, "2019-05-24");
    set_date(b, "2020");
    a->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    d->tags.doctype = FOI_DOCTYPE_GUIDANCE;
    add_claim(a, "foia:31(1)(a)", FOI_ROLE_REJECTED);
    add_claim(b, "foia:31", FOI_ROLE_RELIED_ON);
    c->title = g_strdup("Policy of blocks");
    write_index(2);
    open_index();
}

Test(explain, each_word_says_what_it_stands_for)
{
    four_letters();
    expect_reading("hold blocks", "hold", "word", "optional", 2, "hold, holding, holds");
    expect_reading("hold blocks", "blocks", "word", "optional", 3, "blocks");
    expect_reading("\"hold\"", "\"hold\"", "exact", "optional", 2, "this very word: hold");
    expect_reading("\"building blocks\"", "\"building blocks\"", "phrase", "optional", 1,
                   "side by side");
    expect_reading("poli*", "poli*", "prefix", "optional", 1, "police, policy, polite");
    expect_reading("building NEAR/3 data", "building NEAR/3 data", "near", "optional", 1, "near");
    expect_reading("hold xyzzy", "xyzzy", "word", "optional", 0, "no word of the index");
    expect_reading("+hold blocks", "hold", "word", "required", 2, "hold");
    expect_reading("the blocks", "the", "word", "ignored", 0, "joins");
    expect_reading("blocks blocks", "blocks", "word", "optional", 3, "blocks");
    expect_reading("blocks -police", "police", "word", "excluded", 1, "police");
    expect_reading("police OR data", "data", "word", "alternative", 1, "data");
    expect_reading("(police OR data) blocks", "data", "word", "alternative", 1, "data");
    expect_reading("(police OR data) blocks", "(police OR data)", "any", "required", 0, "any of");
}

Test(explain, each_field_says_what_its_value_means)
{
    four_letters();
    expect_reading("exemption:31", "exemption:31", "field", "required", 2,
                   "FOIA s.31 and what lies in it");
    expect_reading("ruling:rejected:31(1)(a)", "ruling:rejected:31(1)(a)", "field", "required", 1,
                   "FOIA s.31(1)(a)");
    expect_reading("authority:\"Home Office\"", "authority:\"Home Office\"", "field", "required", 1,
                   "Home Office");
    expect_reading("-type:guidance", "type:guidance", "field", "excluded", 1, "Guidance");
    expect_reading("date:2019..2020-06", "date:2019..2020-06", "field", "required", 2,
                   "from 2019-01-01 to 2020-06-30");
    expect_reading("after:2019-05-31", "after:2019-05-31", "field", "required", 1,
                   "later than 2019-05-31");
    expect_reading("before:2020", "before:2020", "field", "required", 1, "earlier than 2020-01-01");
    expect_reading("authority:missing", "authority:missing", "field", "required", 3, "none");
    expect_reading("exemption:31 exemption:40", "exemption:40", "field", "alternative", 0, "40");
    foi_results *results = explained("exemption:s31(1)(a)");
    cr_assert_str_eq(reading_of(results, "exemption:s31(1)(a)")->value, "foia:31(1)(a)");
    foi_results_free(results);
}

Test(explain, relaxing_says_how_much_of_the_query_the_others_have)
{
    four_letters();
    foi_results *results = explained("hold blocks police nothing");
    const foi_reading *reading = reading_of(results, "few documents have all words");
    cr_assert(foi_results_relaxed(results));
    cr_assert_str_eq(reading->kind, "relaxing");
    cr_assert_eq(reading->documents, foi_results_total(results));
    cr_assert(g_str_has_prefix(reading->meaning, "0 with all words"), "%s", reading->meaning);
    cr_assert(strstr(reading->meaning, "at least 1 of 4"), "%s", reading->meaning);
    foi_results_free(results);
}

Test(explain, forms_come_most_frequent_first_and_are_counted)
{
    foi_results *results;
    const foi_reading *reading;

    for (int i = 0; i < 30; i++) {
        g_autofree char *name = g_strdup_printf("/f/%d", i);
        g_autofree char *text = g_strdup_printf("wordy%c%c wordyaa", 'a' + i / 26, 'a' + i % 26);
        add_document(name, text);
    }
    write_index(7);
    open_index();
    results = explained("wordy*");
    reading = reading_of(results, "wordy*");
    cr_assert_eq(reading->form_count, 30);
    cr_assert_str_eq(reading->forms[0], "wordyaa");
    cr_assert_str_eq(reading->forms[1], "wordyab");
    cr_assert_not_null(reading->forms[19]);
    cr_assert_null(reading->forms[20]);
    foi_results_free(results);
}

static const foi_share *share_of(const foi_hit *hit, const char *text)
{
    for (size_t i = 0; i < hit->share_count; i++)
        if (strcmp(hit->shares[i].text, text) == 0)
            return &hit->shares[i];
    return NULL;
}

Test(explain, a_hit_says_where_the_words_stand_and_which_tags_match)
{
    foi_document *a = add_document("/c/a", "Flood maps\nThe flood and the flood.\n"
                                           "You asked for floods.\nFlood statute.");
    const foi_zone zones[] = {FOI_ZONE_HEADING, FOI_ZONE_BODY, FOI_ZONE_REQUEST, FOI_ZONE_STATUTE};

    for (guint i = 0; i < G_N_ELEMENTS(zones); i++)
        g_array_index(a->text.blocks, foi_block, i).zone = zones[i];
    a->title = g_strdup("Floods");
    g_ptr_array_add(a->tags.regimes, g_strdup("foia"));
    add_claim(a, "foia:31(1)(b)", FOI_ROLE_RELIED_ON);
    add_claim(a, "foia:31(1)(a)", FOI_ROLE_REJECTED);
    write_index(1);
    open_index();
    foi_results *results = explained("flood exemption:31");
    const foi_hit *hit = foi_results_hit(results, 0);
    const foi_share *flood = share_of(hit, "flood");
    cr_assert_eq(flood->in_title, 1);
    cr_assert_eq(flood->in_heading, 1);
    cr_assert_eq(flood->in_body, 2);
    cr_assert_eq(flood->in_quoted, 2);
    cr_assert_float_eq(flood->score, hit->score, 1e-9);
    const foi_share *law = share_of(hit, "exemption:31");
    cr_assert_eq(law->score, 0);
    cr_assert_str_eq(law->note, "Relied on FOIA s.31(1)(b), Rejected FOIA s.31(1)(a)");
    foi_results_free(results);
    results = explained("ruling:rejected:31 exemption:31");
    hit = foi_results_hit(results, 0);
    cr_assert_str_eq(share_of(hit, "ruling:rejected:31")->note, "Rejected FOIA s.31(1)(a)");
    foi_results_free(results);
}

Test(explain, what_a_word_means_beside_itself_is_told_with_what_it_adds)
{
    foi_document *a = add_document("/c/a", "The law enforcement exemption is claimed.");
    add_document("/c/b", "A letter on s31 and nothing else.");
    add_claim(a, "foia:31(1)(a)", FOI_ROLE_RELIED_ON);
    write_index(1);
    open_index();
    foi_results *results = explained("s31");
    const foi_reading *reading = reading_of(results, "s31");
    const foi_hit *hit = NULL;
    double sum = 0;
    bool by_tag = false;
    cr_assert_not_null(reading->synonyms[0]);
    cr_assert(strstr(reading->meaning, "also "), "%s", reading->meaning);
    for (size_t i = 0; i < foi_results_hits(results); i++)
        if (g_str_has_suffix(foi_results_hit(results, i)->location, "/a"))
            hit = foi_results_hit(results, i);
    for (size_t i = 0; i < hit->share_count; i++) {
        sum += hit->shares[i].score;
        by_tag |= hit->shares[i].note && strstr(hit->shares[i].note, "FOIA s.31");
    }
    cr_assert(by_tag, "the tag is told apart");
    cr_assert_float_eq(sum, hit->score, 1e-6);
    foi_results_free(results);
}

Test(explain, what_takes_away_is_rounded_as_what_adds)
{
    static const double numbers[][2] = {{0.1238, 0.124}, {-0.1238, -0.124}, {-0.1231, -0.123}};

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        json_t *rounded = foi_json_rounded(numbers[i][0]);
        cr_assert_float_eq(json_real_value(rounded), numbers[i][1], 1e-9, "%f", numbers[i][0]);
        json_decref(rounded);
    }
}

Test(explain, nothing_is_explained_unasked)
{
    four_letters();
    foi_results *results = ask("hold");
    cr_assert_null(foi_results_explanation(results));
    cr_assert_null(foi_results_hit(results, 0)->shares);
    cr_assert_eq(foi_results_hit(results, 0)->share_count, 0);
    char *json = foi_results_to_json(results);
    cr_assert(strstr(json, "\"explanation\":null"));
    foi_free(json);
    foi_results_free(results);
}

Test(explain, the_json_has_readings_and_shares)
{
    four_letters();
    foi_results *results = explained("hold");
    char *text = foi_results_to_json(results);
    json_t *json = json_loads(text, 0, NULL);
    const json_t *reading = json_array_get(json_object_get(json, "explanation"), 0);
    const json_t *hit = json_array_get(json_object_get(json, "hits"), 0);
    const json_t *share = json_array_get(json_object_get(hit, "explanation"), 0);

    cr_assert_str_eq(json_string_value(json_object_get(reading, "text")), "hold");
    cr_assert_eq(json_array_size(json_object_get(reading, "forms")), 3);
    cr_assert_eq(json_integer_value(json_object_get(share, "reading")), 0);
    /* The letter names no law, which costs it a little. */
    const json_t *less = json_array_get(json_object_get(hit, "explanation"), 1);
    cr_assert_float_eq(json_real_value(json_object_get(share, "score")) +
                           json_real_value(json_object_get(less, "score")),
                       json_real_value(json_object_get(hit, "score")), 2e-3);
    json_decref(json);
    foi_free(text);
    foi_results_free(results);
}

/* --- shares add up -----------------------------------------------------------------------------
 */

/* "personal data" means section 40, too, and "s31" its subject: synonyms. */
static const char *const words[] = {"flood", "river", "map",      "badger", "road", "school",
                                    "plan",  "data",  "personal", "s31",    "the",  "of"};

static void write_random_index(GRand *random)
{
    for (guint i = 0; i < 150; i++) {
        g_autoptr(GString) text = g_string_new("x");
        g_autofree char *path = g_strdup_printf("/r/%04u", i);
        for (int w = g_rand_int_range(random, 0, 30); w > 0; w--)
            g_string_append_printf(text, "%s%s", g_rand_int_range(random, 0, 8) == 0 ? ".\n" : " ",
                                   words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
        foi_document *document = add_document(path, text->str);
        if (i % 3 == 0)
            document->title = g_strdup(words[i % G_N_ELEMENTS(words)]);
        if (i % 4 == 0)
            add_claim(document, i % 8 ? "foia:31(1)(a)" : "foia:40(2)", FOI_ROLE_RELIED_ON);
    }
    write_index(60);
    open_index();
}

static char *random_query(GRand *random)
{
    static const char *const forms[] = {
        "%s",        "+%s",      "\"%s\"",    "-%s",           "(%s OR road)",
        "(%s data)", "title:%s", "\"of %s\"", "%s NEAR/3 map", "(\"the %s\" OR river -plan)",
        "%.3s*"};
    GString *query = g_string_new(g_rand_int_range(random, 0, 4) == 0 ? "exemption:31" : "");

    for (int n = g_rand_int_range(random, 1, 5); n > 0; n--) {
        const char *word = words[g_rand_int_range(random, 0, 10)];
        const char *form = forms[g_rand_int_range(random, 0, G_N_ELEMENTS(forms))];
        g_auto(GStrv) parts = g_strsplit(form, strstr(form, "%.3s") ? "%.3s" : "%s", 2);
        g_autofree char *start = strstr(form, "%.3s") ? g_strndup(word, 3) : g_strdup(word);
        g_string_append_printf(query, " %s%s%s", parts[0], start, parts[1]);
    }
    return g_string_free(query, FALSE);
}

/* All shares of HIT; *PARTS those of words and tags, *NEARNESS what their nearness adds. */
static double sum_of(const foi_hit *hit, double *parts, double *nearness)
{
    double sum = 0;

    *parts = *nearness = 0;
    for (size_t i = 0; i < hit->share_count; i++) {
        sum += hit->shares[i].score;
        if (strcmp(hit->shares[i].text, "words near each other") == 0)
            *nearness = hit->shares[i].score;
        else if (strcmp(hit->shares[i].text, "the kind of document") != 0)
            *parts += hit->shares[i].score;
    }
    return sum;
}

Test(explain, the_shares_add_up_to_the_score)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    unsigned hits = 0;

    write_random_index(random);
    for (int round = 0; round < 400; round++) {
        g_autofree char *query = random_query(random);
        foi_results *results = explained(query);
        for (size_t i = 0; i < foi_results_hits(results); i++, hits++) {
            const foi_hit *hit = foi_results_hit(results, i);
            double parts, nearness, sum = sum_of(hit, &parts, &nearness);
            cr_assert_float_eq(sum, hit->score, 1e-6, "%s: %s: %f, not %f", query, hit->id, sum,
                               hit->score);
            /* Nearness never adds more than the words weigh by themselves (closeness.h). */
            cr_assert_leq(nearness, parts + 1e-6, "%s: %s", query, hit->id);
        }
        foi_results_free(results);
    }
    cr_assert_gt(hits, 1000);
}

Test(explain, the_shares_of_similar_documents_add_up_too)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(12);
    foi_search_options options;

    write_random_index(random);
    foi_search_options_init(&options);
    options.explain = 1;
    for (guint d = 0; d < documents->len; d += 5) {
        foi_results *results = NULL;
        cr_assert_eq(foi_index_like(index_handle, documents->pdata[d], d % 2 ? "river" : NULL,
                                    &options, &results),
                     FOI_OK);
        for (size_t i = 0; i < foi_results_hits(results); i++) {
            const foi_hit *hit = foi_results_hit(results, i);
            double parts, nearness, sum = sum_of(hit, &parts, &nearness);
            cr_assert_float_eq(sum, hit->score, 1e-6, "%s: %f, not %f", hit->id, sum, hit->score);
        }
        foi_results_free(results);
    }
}
