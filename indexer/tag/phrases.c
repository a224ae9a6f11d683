#include <stdlib.h>
#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/tag/phrases.h"

typedef struct {
    const char *name;
    int value;
} named;

static int value_in(const named *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].name, name) == 0)
            return list[i].value;
    return 0;
}

static foi_phrase_kind kind_of(const char *name)
{
    static const named kinds[] = {{"cue", FOI_PHRASE_CUE},         {"actor", FOI_PHRASE_ACTOR},
                                  {"zone", FOI_PHRASE_ZONE},       {"doctype", FOI_PHRASE_DOCTYPE},
                                  {"outcome", FOI_PHRASE_OUTCOME}, {"sign", FOI_PHRASE_SIGN},
                                  {"regime", FOI_PHRASE_REGIME},   {"wording", FOI_PHRASE_WORDING},
                                  {"voice", FOI_PHRASE_VOICE}};
    return (foi_phrase_kind)value_in(kinds, G_N_ELEMENTS(kinds), name);
}

static int value_of(foi_phrase_kind kind, const char *name)
{
    static const named cues[] = {{"claim", FOI_CUE_CLAIM},
                                 {"upheld", FOI_CUE_UPHELD},
                                 {"rejected", FOI_CUE_REJECTED},
                                 {"breached", FOI_CUE_BREACHED},
                                 {"complied", FOI_CUE_COMPLIED},
                                 {"withdrawn", FOI_CUE_WITHDRAWN},
                                 {"denied", FOI_CUE_DENIED},
                                 {"mention", FOI_CUE_MENTION},
                                 {"unconsidered", FOI_CUE_UNCONSIDERED},
                                 {"line-upheld", FOI_CUE_LINE_UPHELD},
                                 {"line-partly", FOI_CUE_LINE_PARTLY},
                                 {"line-not-upheld", FOI_CUE_LINE_NOT_UPHELD},
                                 {"favours-disclosure", FOI_CUE_FAVOURS_DISCLOSURE},
                                 {"retracted", FOI_CUE_RETRACTED}};
    static const named actors[] = {
        {"regulator", FOI_ACTOR_REGULATOR},     {"authority", FOI_ACTOR_AUTHORITY},
        {"complainant", FOI_ACTOR_COMPLAINANT}, {"arguing", FOI_ACTOR_ARGUING},
        {"adopting", FOI_ACTOR_ADOPTING},       {"history", FOI_ACTOR_HISTORY}};
    static const named voices[] = {{"authority", FOI_VOICE_AUTHORITY},
                                   {"requester", FOI_VOICE_REQUESTER},
                                   {"reader", FOI_VOICE_READER}};
    static const named marks[] = {
        {"rights", FOI_MARK_RIGHTS},     {"request", FOI_MARK_REQUEST},
        {"response", FOI_MARK_RESPONSE}, {"statute", FOI_MARK_STATUTE},
        {"statutes", FOI_MARK_STATUTES}, {"signature", FOI_MARK_SIGNATURE},
        {"quoted", FOI_MARK_QUOTED}};
    static const named signs[] = {{"negation", FOI_SIGN_NEGATION},
                                  {"part", FOI_SIGN_PART},
                                  {"hypothetical", FOI_SIGN_HYPOTHETICAL},
                                  {"condition", FOI_SIGN_CONDITION},
                                  {"modal", FOI_SIGN_MODAL},
                                  {"corrected", FOI_SIGN_CORRECTED},
                                  {"steps", FOI_SIGN_STEPS_REQUIRED},
                                  {"no-steps", FOI_SIGN_NO_STEPS},
                                  {"cost", FOI_SIGN_COST},
                                  {"vexatious", FOI_SIGN_VEXATIOUS},
                                  {"foi", FOI_SIGN_FOI},
                                  {"courtesy", FOI_SIGN_COURTESY},
                                  {"reply", FOI_SIGN_REPLY},
                                  {"offer", FOI_SIGN_OFFER},
                                  {"reported", FOI_SIGN_REPORTED},
                                  {"delay", FOI_SIGN_DELAY},
                                  {"swap", FOI_SIGN_SWAP}};
    switch (kind) {
    case FOI_PHRASE_CUE:
        return value_in(cues, G_N_ELEMENTS(cues), name);
    case FOI_PHRASE_ACTOR:
        return value_in(actors, G_N_ELEMENTS(actors), name);
    case FOI_PHRASE_VOICE:
        return value_in(voices, G_N_ELEMENTS(voices), name);
    case FOI_PHRASE_ZONE:
        return value_in(marks, G_N_ELEMENTS(marks), name);
    case FOI_PHRASE_SIGN:
        return value_in(signs, G_N_ELEMENTS(signs), name);
    case FOI_PHRASE_DOCTYPE:
        return foi_vocabulary_value(FOI_VOCABULARY_DOCTYPE, name);
    case FOI_PHRASE_OUTCOME:
        return foi_vocabulary_value(FOI_VOCABULARY_OUTCOME, name);
    case FOI_PHRASE_REGIME:
        return foi_regime_index(name) + 1;
    case FOI_PHRASE_WORDING:
        return foi_law_provision(name) != NULL;
    default:
        return 0;
    }
}

/* The column `needs`: "before", "weak", "anaphor", "head", "general", "letter", "signature",
 * "breach", "on=" with sections, and a weight. */
static void read_needs(foi_phrase *phrase, const char *needs)
{
    g_auto(GStrv) words = g_strsplit(needs, " ", -1);
    phrase->weight = 1;
    for (char **word = words; *word; word++) {
        if (strcmp(*word, "before") == 0)
            phrase->before = true;
        else if (strcmp(*word, "weak") == 0)
            phrase->weak = true;
        else if (strcmp(*word, "anaphor") == 0)
            phrase->anaphor = true;
        else if (strcmp(*word, "head") == 0)
            phrase->head = true;
        else if (strcmp(*word, "general") == 0)
            phrase->general = true;
        else if (strcmp(*word, "letter") == 0)
            phrase->letter = true;
        else if (strcmp(*word, "signature") == 0)
            phrase->signature = true;
        else if (strcmp(*word, "breach") == 0)
            phrase->breach = true;
        else if (g_str_has_prefix(*word, "on="))
            phrase->provision = g_intern_string(*word + strlen("on="));
        else if (**word)
            phrase->weight = (int)g_ascii_strtoll(*word, NULL, 10);
    }
}

static const foi_phrase_book *book_make(void)
{
    foi_phrase_book *book = g_new0(foi_phrase_book, 1);
    book->patterns = foi_pattern_set_new();
    const foi_tsv *tsv = foi_tsv_table("phrases");
    size_t rows = tsv ? foi_tsv_rows(tsv) : 0;
    book->phrases = g_new0(foi_phrase, rows + 1);
    for (size_t i = 0; i < rows; i++) {
        foi_phrase *phrase = &book->phrases[i];
        phrase->kind = kind_of(foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "kind")));
        if (phrase->kind == FOI_PHRASE_NONE)
            continue;
        const char *value = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "value"));
        phrase->value = value_of(phrase->kind, value);
        if (phrase->kind == FOI_PHRASE_WORDING)
            phrase->provision = g_intern_string(value);
        read_needs(phrase, foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "needs")));
        const char *pattern = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "pattern"));
        if (phrase->value == 0 || !foi_pattern_set_add(book->patterns, pattern, (uint32_t)i))
            book->defects++;
    }
    book->count = rows;
    return book;
}

const foi_phrase_book *foi_phrase_book_get(void)
{
    static const foi_phrase_book *made;
    if (g_once_init_enter(&made))
        g_once_init_leave(&made, book_make());
    return made;
}
