/* snippet.c - the passages that show why a document matched. */
#include <criterion/criterion.h>
#include <string.h>

#include "indexer/text/tokenizer.h"
#include "query/plan/planner.h"
#include "query/snippet/snippet.h"

static foi_stemmer *stemmer;

static void set_up(void)
{
    cr_assert_eq(foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, NULL), FOI_OK);
}

static void tear_down(void)
{
    foi_stemmer_free(stemmer);
}

TestSuite(snippet, .init = set_up, .fini = tear_down);

static foi_block *add_block(foi_document *document, const char *text, uint32_t page,
                            uint32_t number, foi_block_kind kind)
{
    foi_text *all = &document->text;

    if (all->blocks->len > 0) {
        const foi_block *last = &g_array_index(all->blocks, foi_block, all->blocks->len - 1);
        g_string_append(all->bytes, last->page == page ? "\n\n" : "\f");
    }
    foi_block block = {all->bytes->len, strlen(text), page, number, kind, FOI_ZONE_BODY};
    g_string_append(all->bytes, text);
    g_array_append_val(all->blocks, block);
    return &g_array_index(all->blocks, foi_block, all->blocks->len - 1);
}

static void add_words(foi_unit *unit, const char *text, uint32_t distance)
{
    bool exact = strpbrk(text, " (=");
    foi_tokenizer tokenizer;
    foi_token token;

    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        const char *word = token.word;
        size_t length = token.word_length;
        foi_form form = exact                         ? FOI_FORM_EXACT
                        : g_str_has_suffix(text, "*") ? FOI_FORM_PREFIX
                                                      : FOI_FORM_STEM;
        if (form == FOI_FORM_STEM)
            word = foi_stemmer_term(stemmer, token.word, token.word_length, &length);
        foi_want_word *added = foi_want_word_new(form, word, length);
        added->distance = distance;
        distance = 0;
        g_ptr_array_add(unit->words, added);
    }
}

/* A single word stands for its stem, several for a phrase, "word*" and "=word" for what they say;
 * "a ~3 b ~5 c" is a NEAR chain. */
static foi_unit *unit_of(const char *text)
{
    foi_unit *unit = g_new0(foi_unit, 1);
    g_auto(GStrv) operands = g_strsplit(text, " ~", -1);

    unit->words = foi_want_word_array();
    unit->rarity = 1;
    for (size_t i = 0; operands[i]; i++) {
        const char *words = i > 0 ? strchr(operands[i], ' ') + 1 : operands[i];
        add_words(unit, words, i > 0 ? (uint32_t)g_ascii_strtoull(operands[i], NULL, 10) : 0);
    }
    return unit;
}

/* A plan that shows UNITS: words and phrases parted by '|'. */
static foi_plan *plan_for(const char *units)
{
    g_auto(GStrv) parts = g_strsplit(units, "|", -1);
    foi_plan *plan = g_new0(foi_plan, 1);

    plan->optional = g_ptr_array_new();
    plan->filters = g_ptr_array_new();
    plan->shown = g_ptr_array_new_with_free_func((GDestroyNotify)foi_unit_free);
    plan->tags = g_ptr_array_new();
    for (size_t i = 0; parts[i] && parts[i][0]; i++) {
        g_ptr_array_add(plan->shown, unit_of(parts[i]));
    }
    return plan;
}

static char *marked(const foi_passage *passage)
{
    GString *text = g_string_new(NULL);
    guint next = 0;
    uint32_t point = 0, end = 0;

    for (const char *p = passage->text; *p; p = g_utf8_next_char(p), point++) {
        if (end == point && point > 0) {
            g_string_append_c(text, ']');
            end = 0;
        }
        if (next < passage->highlights->len) {
            foi_highlight h = g_array_index(passage->highlights, foi_highlight, next);
            if (h.start == point) {
                g_string_append_c(text, '[');
                end = point + h.length;
                next++;
            }
        }
        g_string_append_unichar(text, g_utf8_get_char(p));
    }
    if (end == point) {
        g_string_append_c(text, ']');
    }
    return g_string_free(text, FALSE);
}

static GPtrArray *snippets(const foi_document *document, const char *units, unsigned count,
                           unsigned size)
{
    g_autoptr(foi_plan) plan = plan_for(units);

    return foi_snippets_make(document, plan, stemmer, count, size);
}

static void expect_one(const foi_document *document, const char *units, unsigned size,
                       const char *text)
{
    g_autoptr(GPtrArray) passages = snippets(document, units, 1, size);

    cr_assert_eq(passages->len, 1, "%s: no passage", units);
    g_autofree char *shown = marked(passages->pdata[0]);
    cr_assert_str_eq(shown, text, "%s", shown);
}

Test(snippet, a_short_paragraph_is_shown_whole)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "We  do not\nhold the data.", 2, 17, FOI_BLOCK_PARAGRAPH);
    expect_one(document, "data|hold", 80, "We do not [hold] the [data].");
    g_autoptr(GPtrArray) passages = snippets(document, "data", 3, 80);
    const foi_passage *passage = passages->pdata[0];
    cr_assert_eq(passages->len, 1);
    cr_assert_eq(passage->pinpoint.page, 2);
    cr_assert_eq(passage->pinpoint.paragraph, 17);
}

Test(snippet, other_endings_are_marked_as_the_index_finds_them)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "Exemptions were claimed by the Home Office's team.", 0, 0,
              FOI_BLOCK_PARAGRAPH);
    expect_one(document, "exemption|claims", 80,
               "[Exemptions] were [claimed] by the Home Office's team.");
}

Test(snippet, a_word_for_itself_and_a_beginning_mark_what_they_find)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "He holds what we hold; holding on, behold.", 0, 0, FOI_BLOCK_PARAGRAPH);
    expect_one(document, "=hold", 80, "He holds what we [hold]; holding on, behold.");
    expect_one(document, "hold*", 80, "He [holds] what we [hold]; [holding] on, behold.");
    expect_one(document, "we holds|=hold", 80, "He holds what we [hold]; holding on, behold.");
    expect_one(document, "we hold|hold", 80, "He [holds] what [we] [hold]; [holding] on, behold.");
}

Test(snippet, words_near_each_other_are_marked_only_where_they_are_near)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "The data are long and widely held. They hold the old data of the flood.",
              0, 0, FOI_BLOCK_PARAGRAPH);
    expect_one(document, "hold ~3 data", 100,
               "The data are long and widely held. They [hold] the old [data] of the flood.");
    expect_one(document, "data ~8 They hold ~3 flood|long", 100,
               "The data are [long] and widely held. They hold the old data of the flood.");
}

Test(snippet, a_phrase_is_marked_only_where_it_stands_whole)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "The building is old and the blocks are new.", 1, 0, FOI_BLOCK_PARAGRAPH);
    add_block(document, "They are the building blocks of policy.", 1, 0, FOI_BLOCK_PARAGRAPH);
    expect_one(document, "building blocks", 80, "They are the [building] [blocks] of policy.");
    g_autoptr(GPtrArray) none = snippets(document, "blocks building", 1, 80);
    cr_assert_eq(none->len, 0);
}

Test(snippet, a_phrase_over_a_page_break_stands_whole)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "These are the building", 1, 0, FOI_BLOCK_PARAGRAPH);
    add_block(document, "blocks of the policy.", 2, 0, FOI_BLOCK_PARAGRAPH);
    expect_one(document, "building blocks", 80, "These are the [building] [blocks] of the policy.");
    g_autoptr(GPtrArray) passages = snippets(document, "building blocks", 1, 80);
    cr_assert_eq(((const foi_passage *)passages->pdata[0])->pinpoint.page, 1);
}

Test(snippet, the_passage_with_most_of_the_words_wins_not_the_first)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "Data data data data.", 0, 1, FOI_BLOCK_PARAGRAPH);
    add_block(document, "The flood model holds data about rivers.", 0, 2, FOI_BLOCK_PARAGRAPH);
    expect_one(document, "flood|data", 80, "The [flood] model holds [data] about rivers.");
    g_autoptr(GPtrArray) both = snippets(document, "flood|data", 5, 80);
    cr_assert_eq(both->len, 2);
}

Test(snippet, long_text_is_cut_to_whole_sentences)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document,
              "The first sentence is about nothing at all. Section 31 covers s. 31(1)(a) of the "
              "Act, egates included. The last sentence is of no interest to anybody here.",
              0, 0, FOI_BLOCK_PARAGRAPH);
    expect_one(document, "egates", 70,
               "Section 31 covers s. 31(1)(a) of the Act, [egates] included.");
}

Test(snippet, a_long_sentence_is_cut_at_words_with_an_ellipsis)
{
    g_autoptr(foi_document) document = foi_document_new();
    g_autoptr(GString) text = g_string_new(NULL);

    for (int i = 0; i < 300; i++) {
        g_string_append_printf(text, "word%d ", i);
        if (i == 150) {
            g_string_append(text, "caf\xc3\xa9 ");
        }
    }
    add_block(document, text->str, 0, 0, FOI_BLOCK_PARAGRAPH);
    g_autoptr(GPtrArray) passages = snippets(document, "cafe", 1, 60);
    const foi_passage *passage = passages->pdata[0];
    cr_assert_leq(g_utf8_strlen(passage->text, -1), 60);
    cr_assert(g_str_has_prefix(passage->text, "\xe2\x80\xa6word"), "%s", passage->text);
    cr_assert(g_str_has_suffix(passage->text, "\xe2\x80\xa6"), "%s", passage->text);
    g_autofree char *shown = marked(passage);
    cr_assert(strstr(shown, "word150 [caf\xc3\xa9] word151"), "%s", shown);
}

Test(snippet, rights_of_appeal_never_show)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "You may complain to the Commissioner.", 0, 0, FOI_BLOCK_PARAGRAPH)->zone =
        FOI_ZONE_RIGHTS;
    g_autoptr(GPtrArray) none = snippets(document, "commissioner", 1, 80);
    cr_assert_eq(none->len, 0);
}

Test(snippet, paragraph_numbers_continue_in_decisions_up_to_a_heading)
{
    g_autoptr(foi_document) document = foi_document_new();

    add_block(document, "The complainant asked.", 3, 16, FOI_BLOCK_PARAGRAPH);
    add_block(document, "Quoted words about egates.", 3, 0, FOI_BLOCK_PARAGRAPH);
    add_block(document, "Other matters", 4, 0, FOI_BLOCK_HEADING);
    add_block(document, "Unnumbered zebra.", 4, 0, FOI_BLOCK_PARAGRAPH);
    document->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    g_autoptr(GPtrArray) quoted = snippets(document, "egates", 1, 80);
    g_autoptr(GPtrArray) after = snippets(document, "zebra", 1, 80);
    cr_assert_eq(((const foi_passage *)quoted->pdata[0])->pinpoint.paragraph, 16);
    cr_assert_eq(((const foi_passage *)after->pdata[0])->pinpoint.paragraph, 0);
    document->tags.doctype = FOI_DOCTYPE_RESPONSE;
    g_autoptr(GPtrArray) letter = snippets(document, "egates", 1, 80);
    cr_assert_eq(((const foi_passage *)letter->pdata[0])->pinpoint.paragraph, 0);
}

Test(snippet, an_outcome_without_words_shows_what_the_letter_claims)
{
    g_autoptr(foi_document) document = foi_document_new();
    add_block(document, "Thank you. Section 40(2) applies. Goodbye.", 1, 0, FOI_BLOCK_PARAGRAPH);
    document->tags.outcome = FOI_OUTCOME_WITHHELD;
    foi_evidence evidence = {11, 13, 0.9, FOI_SOURCE_READ};
    foi_tags_add_provision(&document->tags, "foia:40(2)", FOI_ROLE_RELIED_ON, evidence);
    g_autoptr(foi_plan) plan = plan_for("");
    foi_wanted_tag tag = {foi_field_find("outcome"), (char *)"withheld"};
    g_ptr_array_add(plan->tags, &tag);
    g_autoptr(GPtrArray) passages = foi_snippets_make(document, plan, stemmer, 1, 240);
    cr_assert_eq(passages->len, 1);
    const foi_passage *passage = passages->pdata[0];
    const foi_highlight *mark = &g_array_index(passage->highlights, foi_highlight, 0);
    cr_assert_eq(mark->start, 11);
    cr_assert_eq(mark->length, 13);
}

Test(snippet, a_field_shows_the_evidence_of_its_tag)
{
    g_autoptr(foi_document) document = foi_document_new();
    g_autoptr(foi_plan) plan = plan_for("");
    foi_wanted_tag wanted = {foi_field_find("exemption"), (char *)"foia:31"};

    add_block(document, "Thank you for your request.", 0, 0, FOI_BLOCK_PARAGRAPH);
    add_block(document, "We rely on section 31(1)(a) of the Act.", 0, 4, FOI_BLOCK_PARAGRAPH);
    const char *quote = strstr(document->text.bytes->str, "section 31");
    foi_evidence evidence = {(size_t)(quote - document->text.bytes->str), 16, 0.9, FOI_SOURCE_READ};
    foi_tags_add_provision(&document->tags, "foia:31(1)(a)", FOI_ROLE_RELIED_ON, evidence);
    g_ptr_array_add(plan->tags, &wanted);
    g_autoptr(GPtrArray) passages = foi_snippets_make(document, plan, stemmer, 1, 80);
    cr_assert_eq(passages->len, 1);
    g_autofree char *shown = marked(passages->pdata[0]);
    cr_assert_str_eq(shown, "We rely on [section 31(1)(a)] of the Act.");
    cr_assert_eq(((const foi_passage *)passages->pdata[0])->pinpoint.paragraph, 4);
    wanted.value = (char *)"foia:3";
    g_autoptr(GPtrArray) none = foi_snippets_make(document, plan, stemmer, 1, 80);
    cr_assert_eq(none->len, 0);
}

Test(snippet, every_passage_has_marks_inside_its_text_and_is_no_longer_than_asked)
{
    static const char *const words[] = {"data",
                                        "flood",
                                        "31(1)(a)",
                                        "The",
                                        "policy.",
                                        "s.",
                                        "caf\xc3\xa9",
                                        "\t\t",
                                        "building",
                                        "blocks",
                                        "No. 5",
                                        "\xe2\x80\x9cquoted\xe2\x80\x9d",
                                        "\xf0\x9f\x98\x80"};
    g_autoptr(GRand) random = g_rand_new_with_seed(11);

    for (int round = 0; round < 400; round++) {
        g_autoptr(foi_document) document = foi_document_new();
        int blocks = g_rand_int_range(random, 1, 6);
        for (int b = 0; b < blocks; b++) {
            g_autoptr(GString) text = g_string_new("x");
            int count = g_rand_int_range(random, 1, 60);
            for (int w = 0; w < count; w++) {
                g_string_append_c(text, ' ');
                g_string_append(text, words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
            }
            add_block(document, text->str, 1 + (uint32_t)b / 2, 0, FOI_BLOCK_PARAGRAPH);
        }
        unsigned size = (unsigned)g_rand_int_range(random, 40, 200);
        g_autoptr(GPtrArray) passages = snippets(document, "data|building blocks|31", 4, size);
        for (guint i = 0; i < passages->len; i++) {
            const foi_passage *passage = passages->pdata[i];
            long length = g_utf8_strlen(passage->text, -1);
            uint32_t end = 0;
            cr_assert(g_utf8_validate(passage->text, -1, NULL));
            cr_assert_leq(length, (long)size, "%ld > %u: %s", length, size, passage->text);
            cr_assert_gt(passage->highlights->len, 0);
            for (guint h = 0; h < passage->highlights->len; h++) {
                foi_highlight mark = g_array_index(passage->highlights, foi_highlight, h);
                cr_assert(mark.start >= end && mark.length > 0);
                end = mark.start + mark.length;
            }
            cr_assert_leq(end, (uint32_t)length);
        }
    }
}
