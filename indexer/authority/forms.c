#include "indexer/authority/forms.h"

#include "indexer/law/symbols.h"

/* Longest name, in tokens. */
#define NAME_TOKENS 14

/* So many words that are no name by themselves are one together. */
#define GENERAL_WORDS 5

typedef enum {
    ENDS = 1 << 0,       /* a name ends with it */
    GOES_ON = 1 << 1,    /* as ENDS, but a longer name may follow: "Academy Trust" */
    AFTER_KIND = 1 << 2, /* as ENDS, behind a word of its kind: "Ambulance Service" */
    KIND = 1 << 3,
    LEADS_OF = 1 << 4, /* a name begins with it and "of" or "for" */
    LEADS = 1 << 5,    /* a name begins with it: "Cyngor Tref" */
    GENERAL = 1 << 6,  /* no name of its own */
    SMALL = 1 << 7,
    NEVER_FIRST = 1 << 8,
    TITLE = 1 << 9,    /* of a person */
    NO_BODY = 1 << 10, /* whoever it is, it is no authority */
    POST = 1 << 11     /* of one who works there: a name ends before it, or begins behind it */
} word_use;

/* The words of names; one may be in several lists. */
static const foi_symbol_use lists[] = {
    {ENDS, "council|trust|constabulary|commission|agency|board|authority|corporation|ombudsman|"
           "inspectorate|ministry|ccg|icb|pct|surgery|legislature|assembly"},
    {GOES_ON, "university|academy|college|school|police|partnership|"
              "federation|museum|museums"},
    {AFTER_KIND, "service|services|group|association|practice|centre|executive|brigade|homes|"
                 "housing|commissioner|panel|society|company|limited|ltd"},
    {KIND,
     "rescue|ambulance|prison|probation|fire|police|crime|commissioning|medical|health|transport|"
     "housing|county|borough|city|community|water|children|safety|traffic|court"},
    {LEADS_OF, "university|department|ministry|borough|body|constable|academy|office|corporation|"
               "council|college"},
    {LEADS, "cyngor|prifysgol|heddlu|ysgol|coleg|bwrdd|ymddiriedolaeth|comhairle|awdurdod"},
    {GENERAL,
     "parish|town|city|county|borough|district|local|public|health|education|care|housing|"
     "management|governing|project|royal|community|executive|high|primary|secondary|grammar|fire|"
     "rescue|planning|licensing|joint|safeguarding|adults|adult|children|childrens|scrutiny|audit|"
     "finance|staff|senior|body|advisory|review|parole|medical|nhs|foundation|clinical|"
     "commissioning|integrated|service|services|group|association|ambulance|crime|practice|centre|"
     "chief|constable|office|department|multi|free|infant|junior|unitary|metropolitan|combined|"
     "regional|school|academy|academies|college|university|hospital|hospitals|police|partnership|"
     "trust|council|board|authority|agency|commission|corporation|ombudsman|commissioner|"
     "commissioners|london|panel|company|limited|ltd|society|surgery|acute|mental|social|teaching|"
     "another|such|both|all|state|scottish|welsh|british|english|relevant|competent|cyngor|tref|"
     "cymuned|sir|dinas|bwrdeistref|iechyd|prifysgol|heddlu|ysgol|coleg|bwrdd|awdurdod|cyhoeddus|"
     "lleol|comhairle|other|independent|appeal|appeals|tribunal|court|general|central|"
     "s|of|and|for|the|in|upon|on|by|with|under|next|le|y|yr"},
    {SMALL, "of|and|for|the|in|upon|on|by|under|next|le|y|yr|with|s|nan|na|with"},
    {NEVER_FIRST,
     "dear|annwyl|the|your|our|from|to|in|at|on|by|under|thank|please|i|we|if|this|that|these|a|"
     "an|as|for|and|of|with|when|where|following|re|ref|subject|title|date|member|members|minutes|"
     "meeting|chair|head|director|officer|clerk|manager|team|address|decision|complaint|request|"
     "appellant|respondent|between|section|freedom|act|initially|however|although|while|since|"
     "during|after|before|also|unless|because|once|until|then|therefore|mr|mrs|ms|miss|dr|sir|"
     "sirs|madam|its|his|her|their|there|it|he|she|they|no|not|any|each|every|what|how|who|which|"
     "whether|both|other|another|such|some|all|copy|copies|fao|attn|public|respondents|applicant|"
     "reference|first|second|third|yours|regards|authority|here|i|may|can|does|did|has|"
     "is|was|are|were|or|but|so|about|against|former|formerly|leader|chairman|mayor|minister|secretary|president|governors|trustees|deputy|"
     "assistant|schedule|appendix|annex|article|report|policy|letter|contract|agreement|register|list"},
    {TITLE, "mr|mrs|ms|miss|dr|sir|cllr|councillor|professor|prof|lord|lady|judge|mx"},
    {POST,
     "manager|officer|assistant|consultant|administrator|coordinator|adviser|advisor|caseworker"},
    {NO_BODY,
     "respondent|respondents|appellant|appellants|claimant|defendant|applicant|information|tribunal|court|courts|committee|upper|european|supreme"},
};

static const foi_symbol_map *uses_get(void)
{
    static const foi_symbol_map *made;
    return foi_symbol_uses(&made, lists, G_N_ELEMENTS(lists));
}

static unsigned use_of(const foi_token *token)
{
    return token->kind == FOI_TOKEN_WORD ? foi_symbol_map_get(uses_get(), token->symbol) : 0;
}

static bool is_capital(const foi_token *token)
{
    return token->kind == FOI_TOKEN_WORD && (token->flags & FOI_TOKEN_CAPITAL);
}

/* Whether token I may stand inside a name that began before it. */
static bool is_inside(const foi_token *tokens, size_t count, uint32_t i)
{
    const foi_token *token = &tokens[i];
    if (token->flags & FOI_TOKEN_BREAK)
        return false;
    if (is_capital(token) || (token->flags & FOI_TOKEN_POSSESSIVE) || foi_token_is_mark(token, '&'))
        return true;
    if (foi_token_is_mark(token, '-') || foi_token_is_mark(token, '\''))
        return i + 1 < count && (tokens[i + 1].flags & FOI_TOKEN_GLUED);
    /* "St. Mary's": a full stop that ends no sentence. */
    if (foi_token_is_mark(token, '.'))
        return i + 1 < count && is_capital(&tokens[i + 1]) &&
               !(tokens[i + 1].flags & FOI_TOKEN_SENTENCE);
    return (use_of(token) & SMALL) && i + 1 < count && !(tokens[i + 1].flags & FOI_TOKEN_BREAK);
}

/* Whether the tokens from FIRST to END have a word of their own. "Royal Free London NHS Foundation
 * Trust" has none, but many that only together are a name. */
bool foi_authority_has_own_word(const foi_token *tokens, uint32_t first, uint32_t end)
{
    unsigned capitals = 0;
    for (uint32_t i = first; i < end; i++) {
        capitals += is_capital(&tokens[i]);
        if (is_capital(&tokens[i]) && !(use_of(&tokens[i]) & (GENERAL | NO_BODY)))
            return true;
    }
    return capitals >= GENERAL_WORDS;
}

/* "Leader of the Council": behind "the" nothing but general words before END. */
static bool is_office(const foi_token *tokens, uint32_t first, uint32_t end)
{
    uint32_t the = foi_token_symbol("the");
    uint32_t i = end;
    while (i > first && (use_of(&tokens[i - 1]) & GENERAL) && tokens[i - 1].symbol != the)
        i--;
    return i > first && tokens[i - 1].symbol == the;
}

/* "Puddleby Parish Council": the end, or 0. */
static uint32_t by_last_word(const foi_token *tokens, size_t count, uint32_t at)
{
    uint32_t end = 0;
    bool list = false; /* "Haworth, Cross Roads and ...": the "and" is still to come */
    for (uint32_t i = at + 1; i < count && i < at + NAME_TOKENS; i++) {
        bool comma = foi_token_is_mark(&tokens[i], ',') && (tokens[at].flags & FOI_TOKEN_LINE) &&
                     !list && i + 1 < count && is_capital(&tokens[i + 1]);
        if (!comma && !is_inside(tokens, count, i))
            break;
        unsigned use = use_of(&tokens[i]);
        list = comma || (list && !(use & SMALL));
        /* "Disclosure Officer" over "Puddleby Parish Council": two lines, two things. */
        if ((tokens[i].flags & FOI_TOKEN_LINE) && (tokens[i].flags & FOI_TOKEN_SENTENCE) &&
            is_capital(&tokens[i]) && !(use & GENERAL))
            break;
        if (use & (NO_BODY | POST))
            break;
        if (!is_capital(&tokens[i]))
            continue;
        if (list && (use & (ENDS | GOES_ON)))
            return 0;
        if (use & ENDS)
            return i + 1;
        /* Behind a name that could be whole, only its own kind of words goes on. */
        if (end && !(use & GENERAL))
            break;
        if ((use & GOES_ON) || ((use & AFTER_KIND) && (use_of(&tokens[i - 1]) & KIND)))
            end = i + 1;
    }
    return end;
}

/* Words with capitals from I on; with JOINED also over "and" and commas. */
static uint32_t run_end(const foi_token *tokens, size_t count, uint32_t i, bool joined)
{
    uint32_t end = 0;
    for (uint32_t limit = i + NAME_TOKENS; i < count && i < limit; i++) {
        const foi_token *token = &tokens[i];
        if ((token->flags & FOI_TOKEN_BREAK) || ((token->flags & FOI_TOKEN_SENTENCE) && end))
            break;
        /* A line that a name ended is not gone on with. */
        if ((token->flags & FOI_TOKEN_LINE) && end == i && is_capital(token))
            break;
        if (is_capital(token) && !(use_of(token) & (TITLE | NO_BODY))) {
            end = i + 1;
            continue;
        }
        bool goes_on = (token->flags & FOI_TOKEN_POSSESSIVE) || foi_token_is_mark(token, '-') ||
                       (joined && (foi_token_is_mark(token, ',') || foi_token_is_mark(token, '&') ||
                                   (use_of(token) & SMALL)));
        if (!goes_on || i + 1 >= count || (!is_capital(&tokens[i + 1]) && !joined))
            break;
        if (token->flags & FOI_TOKEN_POSSESSIVE)
            end = i + 1;
    }
    return end;
}

/* "University of Puddleby", "London Borough of X", "Cyngor Tref X": the end, or 0. */
static uint32_t by_first_word(const foi_token *tokens, size_t count, uint32_t at)
{
    unsigned use = use_of(&tokens[at]);
    if (use & LEADS) {
        uint32_t end = run_end(tokens, count, at + 1, false);
        return end && foi_authority_has_own_word(tokens, at + 1, end) ? end : 0;
    }
    uint32_t lead = at;
    while (lead < at + 2 && lead + 2 < count && !(use_of(&tokens[lead]) & LEADS_OF) &&
           is_capital(&tokens[lead]) && (use_of(&tokens[lead]) & GENERAL))
        lead++;
    static const char *const joining[] = {"of", "for"};
    if (lead + 2 >= count || !(use_of(&tokens[lead]) & LEADS_OF) || !is_capital(&tokens[lead]) ||
        (tokens[lead].flags & FOI_TOKEN_BREAK && lead > at))
        return 0;
    bool joins = false;
    for (size_t i = 0; i < G_N_ELEMENTS(joining); i++)
        joins = joins || tokens[lead + 1].symbol == foi_token_symbol(joining[i]);
    if (!joins)
        return 0;
    uint32_t from = lead + 2;
    from += from < count && tokens[from].symbol == foi_token_symbol("the");
    bool one_place = tokens[lead].symbol == foi_token_symbol("university") ||
                     tokens[lead].symbol == foi_token_symbol("constable") ||
                     tokens[lead].symbol == foi_token_symbol("body");
    uint32_t end = run_end(tokens, count, from, !one_place);
    return end && foi_authority_has_own_word(tokens, from, end) ? end : 0;
}

static bool begins_line(const foi_token *tokens, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (tokens[i].flags & FOI_TOKEN_LINE)
            return true;
    return false;
}

/* "Mr John Roe and ...": a person's names. */
static bool follows_title(const foi_token *tokens, uint32_t at)
{
    for (uint32_t back = 1; back <= 2 && back <= at; back++)
        if (use_of(&tokens[at - back]) & TITLE)
            return true;
    return false;
}

uint32_t foi_authority_form_at(const foi_token *tokens, size_t count, uint32_t at, bool *open)
{
    *open = false;
    if (at >= count || !is_capital(&tokens[at]) || (use_of(&tokens[at]) & (NEVER_FIRST | NO_BODY)))
        return 0;
    uint32_t end = by_first_word(tokens, count, at);
    *open = end && !follows_title(tokens, at);
    if (end)
        return *open ? end : 0;
    end = by_last_word(tokens, count, at);
    /* "Acute Trust: Puddleby": a label. */
    if (end && end < count && foi_token_is_mark(&tokens[end], ':') &&
        begins_line(tokens, at + 1, end))
        return 0;
    return end && foi_authority_has_own_word(tokens, at, end) && !is_office(tokens, at, end) &&
                   !follows_title(tokens, at)
               ? end
               : 0;
}
