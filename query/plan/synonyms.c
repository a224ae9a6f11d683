/* synonyms.c - finding rows of tables in the words of a query. */
#include "query/plan/synonyms.h"

#include <string.h>

#include "indexer/authority/authority.h"
#include "indexer/base/tsv.h"
#include "indexer/law/law.h"
#include "indexer/text/tokenizer.h"

/* Longest name of an authority that is looked for, in words of the query. */
#define NAME_WORDS 8

/* Acronyms in small letters from this length on; shorter ones are mostly words ("act", "met"). */
#define SMALL_ACRONYM 4

/* A form of a row, by the terms of its words. */
typedef struct form {
    const char *text; /* without its "~" */
    GPtrArray *terms; /* of char * */
    size_t row;
    bool asks; /* no "~" before it */
} form;

typedef struct synonym_table {
    GArray *forms; /* of form */
    GStrv *cells;  /* by row: its forms */
    GStrv *provisions;
    GStrv *tags;
    size_t rows;
} synonym_table;

/* A word of the sequence; a node can hold several ("first-tier"). */
typedef struct query_word {
    char *term; /* NULL: no plain word, which nothing runs over */
    guint node; /* its number in the sequence */
} query_word;

void foi_meaning_free(foi_meaning *meaning)
{
    if (meaning) {
        g_ptr_array_unref(meaning->forms);
        g_ptr_array_unref(meaning->terms);
        g_free(meaning->tags);
        g_free(meaning);
    }
}

static foi_meaning *meaning_new(const foi_node *sequence, guint first, guint words)
{
    foi_meaning *meaning = g_new0(foi_meaning, 1);

    meaning->first = sequence->children->pdata[first];
    meaning->words = words;
    meaning->forms = g_ptr_array_new_with_free_func(g_free);
    meaning->terms = g_ptr_array_new_with_free_func(g_free);
    return meaning;
}

static GPtrArray *terms_of(foi_stemmer *stemmer, const char *text)
{
    GPtrArray *terms = g_ptr_array_new_with_free_func(g_free);
    foi_tokenizer tokenizer;
    foi_token token;

    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        size_t length = 0;
        const char *term = foi_stemmer_term(stemmer, token.word, token.word_length, &length);
        g_ptr_array_add(terms, g_strndup(term, length));
    }
    return terms;
}

static void read_forms(synonym_table *table, size_t row, const char *cell, foi_stemmer *stemmer)
{
    table->cells[row] = g_strsplit(cell, "|", -1);
    for (char **text = table->cells[row]; *text; text++) {
        bool asks = **text != '~';
        const char *plain = *text + !asks;
        form new = {plain, terms_of(stemmer, plain), row, asks};
        g_array_append_val(table->forms, new);
    }
}

static GStrv cell_list(const foi_tsv *tsv, size_t row, const char *column)
{
    return g_strsplit(foi_tsv_cell(tsv, row, foi_tsv_column(tsv, column)), "|", -1);
}

/* Read once, and kept for the life of the process. Without a stemmer there are no synonyms. */
static const synonym_table *table_get(void)
{
    static synonym_table *made;

    if (g_once_init_enter(&made)) {
        const foi_tsv *tsv = foi_tsv_table("synonyms");
        synonym_table *table = g_new0(synonym_table, 1);
        foi_stemmer *stemmer = NULL;
        bool ready = tsv && foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, NULL) == FOI_OK;
        table->rows = ready ? foi_tsv_rows(tsv) : 0;
        table->forms = g_array_new(FALSE, FALSE, sizeof(form));
        table->cells = g_new0(GStrv, table->rows + 1);
        table->provisions = g_new0(GStrv, table->rows + 1);
        table->tags = g_new0(GStrv, table->rows + 1);
        for (size_t i = 0; i < table->rows; i++) {
            read_forms(table, i, foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "forms")), stemmer);
            table->provisions[i] = cell_list(tsv, i, "provisions");
            table->tags[i] = cell_list(tsv, i, "tags");
        }
        foi_stemmer_free(stemmer);
        g_once_init_leave(&made, table);
    }
    return made;
}

/* --- what is meant ------------------------------------------------------------------------------
 */

static void add_once(GPtrArray *strings, char *string)
{
    if (g_ptr_array_find_with_equal_func(strings, string, g_str_equal, NULL))
        g_free(string);
    else
        g_ptr_array_add(strings, string);
}

static void name_tag(foi_meaning *meaning, const char *name)
{
    g_autofree char *before = meaning->tags;

    meaning->tags = before ? g_strconcat(before, ", ", name, NULL) : g_strdup(name);
}

/* Documents that claim the provision ID, or that find it breached, are meant. */
static void add_provision(foi_meaning *meaning, const char *id)
{
    g_autofree char *shown = foi_law_display(id);
    g_autofree char *breached = g_strconcat("breached:", id, NULL);

    if (foi_law_is_exemption(id))
        add_once(meaning->terms, foi_field_term(foi_field_find("exemption"), id));
    add_once(meaning->terms, foi_field_term(foi_field_find("ruling"), breached));
    name_tag(meaning, shown);
}

/* Documents with TAG, "type:guidance", are meant. */
static void add_tag(foi_meaning *meaning, const char *tag)
{
    g_auto(GStrv) parts = g_strsplit(tag, ":", 2);
    const foi_field *field = foi_field_find(parts[0]);

    if (!field || !parts[1])
        return;
    add_once(meaning->terms, foi_field_term(field, parts[1]));
    name_tag(meaning, tag);
}

/* The other forms of ROW; WRITTEN is the one that the query has, or NULL. */
static void add_forms(foi_meaning *meaning, const synonym_table *table, size_t row,
                      const char *written)
{
    for (char **text = table->cells[row]; *text; text++) {
        const char *plain = *text + (**text == '~');
        if (plain != written)
            add_once(meaning->forms, g_strdup(plain));
    }
}

/* --- rows of the table --------------------------------------------------------------------------
 */

static bool stands_at(const form *f, const GArray *words, guint at)
{
    if (at + f->terms->len > words->len || f->terms->len == 0)
        return false;
    for (guint i = 0; i < f->terms->len; i++) {
        const char *term = g_array_index(words, query_word, at + i).term;
        if (!term || strcmp(term, f->terms->pdata[i]) != 0)
            return false;
    }
    return true;
}

/* The longest form that begins at word AT, where a node begins and ends with it. */
static const form *longest_form(const synonym_table *table, const GArray *words, guint at)
{
    const form *longest = NULL;

    for (guint i = 0; i < table->forms->len; i++) {
        const form *f = &g_array_index(table->forms, form, i);
        guint end = at + f->terms->len;
        if (!f->asks || (longest && longest->terms->len >= f->terms->len) ||
            !stands_at(f, words, at))
            continue;
        if (end == words->len || g_array_index(words, query_word, end).node !=
                                     g_array_index(words, query_word, end - 1).node)
            longest = f;
    }
    return longest;
}

static foi_meaning *meaning_of_form(const foi_node *sequence, const synonym_table *table,
                                    const GArray *words, guint at)
{
    const form *f = longest_form(table, words, at);

    if (!f)
        return NULL;
    guint first = g_array_index(words, query_word, at).node;
    guint last = g_array_index(words, query_word, at + f->terms->len - 1).node;
    foi_meaning *meaning = meaning_new(sequence, first, last - first + 1);
    add_forms(meaning, table, f->row, f->text);
    for (char **id = table->provisions[f->row]; *id; id++)
        add_provision(meaning, *id);
    for (char **tag = table->tags[f->row]; *tag; tag++)
        add_tag(meaning, *tag);
    return meaning;
}

/* --- sections -----------------------------------------------------------------------------------
 */

static bool is_plain(const foi_node *node)
{
    return node->kind == FOI_NODE_WORD && !node->required;
}

/* TEXT, by itself or before a number, names a section or a regulation. */
static bool names_section(const char *text, bool alone)
{
    static const char *const heads[] = {"s",       "s.",  "sec",  "sec.",
                                        "section", "reg", "reg.", "regulation"};

    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        size_t length = strlen(heads[i]);
        if (g_ascii_strncasecmp(text, heads[i], length) == 0 &&
            (alone ? text[length] == '\0' : g_ascii_isdigit(text[length])))
            return true;
    }
    return false;
}

/* The law that a word of the query names, "foisa"; NULL. */
static const char *law_named(const foi_node *sequence)
{
    const char *const *regimes = foi_law_regimes();

    for (guint i = 0; i < sequence->children->len; i++) {
        const foi_node *node = sequence->children->pdata[i];
        for (size_t r = 0; is_plain(node) && regimes[r]; r++)
            if (g_ascii_strcasecmp(node->text, regimes[r]) == 0)
                return regimes[r];
    }
    return NULL;
}

/* The provision that is named at node AT: "s40(2)", or "section" and "40(2)"; g_free. */
static char *provision_at(const foi_node *sequence, guint at, guint *words)
{
    const foi_node *node = sequence->children->pdata[at];
    const foi_node *next =
        at + 1 < sequence->children->len ? sequence->children->pdata[at + 1] : NULL;
    g_autofree char *written = NULL;

    if (names_section(node->text, false)) {
        *words = 1;
        written = g_strdup(node->text);
    } else if (next && is_plain(next) && names_section(node->text, true) &&
               g_ascii_isdigit(next->text[0])) {
        *words = 2;
        written = g_strconcat(node->text, " ", next->text, NULL);
    } else {
        return NULL;
    }
    const char *law = law_named(sequence);
    g_autofree char *in_law = law ? g_strconcat(law, " ", written, NULL) : NULL;
    char *id = in_law ? foi_law_canonical(in_law) : NULL;
    return id ? id : foi_law_canonical(written);
}

/* The ways in which the provision ID is written. */
static void add_spellings(foi_meaning *meaning, const char *id)
{
    static const char *const of_acts[] = {"section %s", "s%s", "s %s"};
    static const char *const of_regulations[] = {"regulation %s", "reg %s", "reg%s"};
    g_autofree char *shown = foi_law_display(id);
    const char *number = strchr(id, ':') + 1;
    bool regulation = strstr(shown, " reg") != NULL;
    const char *const *ways = regulation ? of_regulations : of_acts;
    size_t count = regulation ? G_N_ELEMENTS(of_regulations) : G_N_ELEMENTS(of_acts);

    for (size_t i = 0; i < count; i++) {
        g_auto(GStrv) parts = g_strsplit(ways[i], "%s", 2);
        add_once(meaning->forms, g_strconcat(parts[0], number, parts[1], NULL));
    }
}

static foi_meaning *meaning_of_section(const foi_node *sequence, const synonym_table *table,
                                       guint at)
{
    guint words = 0;
    g_autofree char *id = provision_at(sequence, at, &words);

    if (!id || !foi_law_provision(id))
        return NULL;
    foi_meaning *meaning = meaning_new(sequence, at, words);
    add_spellings(meaning, id);
    for (size_t row = 0; row < table->rows; row++)
        for (char **about = table->provisions[row]; *about; about++)
            if (foi_law_contains(*about, id))
                add_forms(meaning, table, row, NULL);
    add_provision(meaning, id);
    return meaning;
}

/* --- authorities --------------------------------------------------------------------------------
 */

/* The authority whose name is the nodes from AT on: the longest, of at least two words. */
static const foi_authority *authority_named(const foi_node *sequence, guint at, guint *words)
{
    const foi_authority *longest = NULL;
    g_autoptr(GString) name = g_string_new(NULL);

    for (guint i = at; i < sequence->children->len && i < at + NAME_WORDS; i++) {
        const foi_node *node = sequence->children->pdata[i];
        if (!is_plain(node))
            break;
        g_string_append_printf(name, "%s%s", i > at ? " " : "", node->text);
        g_autofree char *id = foi_authority_make_id(name->str);
        const foi_authority *found = i > at ? foi_authority_of_id(id) : NULL;
        longest = found ? found : longest;
        *words = found ? i - at + 1 : *words;
    }
    return longest;
}

static bool is_acronym(const char *text)
{
    size_t letters = 0, capitals = 0, length = strlen(text);

    for (size_t i = 0; i < length; i++) {
        letters += g_ascii_isalpha(text[i]) != 0;
        capitals += g_ascii_isupper(text[i]) != 0;
    }
    bool vowels = strpbrk(text, "aeiouyAEIOUY") != NULL;
    return letters == length && length > 1 &&
           (capitals > 1 || length >= SMALL_ACRONYM || (length > 2 && !vowels));
}

static foi_meaning *meaning_of_authority(const foi_node *sequence, guint at)
{
    const foi_node *node = sequence->children->pdata[at];
    guint words = 1;
    const foi_authority *authority = authority_named(sequence, at, &words);

    if (!authority && is_acronym(node->text))
        authority = foi_authority_by_acronym(node->text);
    if (!authority)
        return NULL;
    foi_meaning *meaning = meaning_new(sequence, at, words);
    if (words == 1)
        add_once(meaning->forms, g_strdup(authority->name));
    g_auto(GStrv) acronyms = g_strsplit(foi_authority_acronyms(authority), "|", -1);
    for (char **acronym = acronyms; *acronym; acronym++)
        if (**acronym != '~' && **acronym != '\0' && g_ascii_strcasecmp(*acronym, node->text) != 0)
            add_once(meaning->forms, g_strdup(*acronym));
    g_ptr_array_add(meaning->terms, foi_field_term(foi_field_find("authority"), authority->id));
    name_tag(meaning, authority->name);
    return meaning;
}

/* ---------------------------------------------------------------------------------------------- */

static void clear_word(void *word)
{
    g_free(((query_word *)word)->term);
}

static GArray *words_of(const foi_planner *planner, const foi_node *sequence)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(query_word));

    g_array_set_clear_func(words, clear_word);
    for (guint i = 0; i < sequence->children->len; i++) {
        const foi_node *node = sequence->children->pdata[i];
        g_autoptr(GPtrArray) terms = is_plain(node) ? terms_of(planner->stemmer, node->text) : NULL;
        for (guint t = 0; terms && t < terms->len; t++) {
            query_word word = {g_strdup(terms->pdata[t]), i};
            g_array_append_val(words, word);
        }
        query_word gap = {NULL, i};
        if (!terms)
            g_array_append_val(words, gap);
    }
    return words;
}

/* What begins at node AT, whose first word is number WORD. */
static foi_meaning *meaning_at(const foi_node *sequence, const GArray *words, guint at, guint word)
{
    const synonym_table *table = table_get();
    foi_meaning *meaning = meaning_of_form(sequence, table, words, word);

    if (!meaning)
        meaning = meaning_of_section(sequence, table, at);
    return meaning ? meaning : meaning_of_authority(sequence, at);
}

GPtrArray *foi_synonyms_find(const foi_planner *planner, const foi_node *sequence)
{
    GPtrArray *meanings = g_ptr_array_new_with_free_func((GDestroyNotify)foi_meaning_free);
    g_autoptr(GArray) words = words_of(planner, sequence);
    guint free_node = 0;

    for (guint i = 0; i < words->len; i++) {
        const query_word *word = &g_array_index(words, query_word, i);
        bool begins = i == 0 || word[-1].node != word->node;
        foi_meaning *meaning = NULL;
        if (word->term && begins && word->node >= free_node)
            meaning = meaning_at(sequence, words, word->node, i);
        if (meaning) {
            free_node = word->node + meaning->words;
            g_ptr_array_add(meanings, meaning);
        }
    }
    return meanings;
}
