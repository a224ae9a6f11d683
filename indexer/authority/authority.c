#include "indexer/authority/authority.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/authority/names.h"
#include "indexer/base/tsv.h"
#include "indexer/law/symbols.h"

/* Longest name typed or written, in tokens. */
#define NAME_TOKENS 24

/* Longest word of a name that an apostrophe is taken out of. */
#define NAME_BYTES 40

/* The table's names make about 25,000 of them. */
#define NODES_FIRST 32768

/* A name or the beginning of one: the key is the hash of its symbols. */
typedef struct {
    const foi_authority *authority; /* NULL: only the beginning of longer names */
    uint8_t acronym;                /* 1: all capitals, 2: mixed ("MoJ") */
    bool weak;
} node;

typedef struct {
    GArray *nodes; /* of node, longer than there are any */
    uint32_t count;
    foi_symbol_map places;  /* running hash -> 1 + place among the nodes */
    foi_symbol_map domains; /* hash of "dwp.gov.uk" -> 1 + row */
    uint32_t and_symbol, ampersand, the_symbol, ltd_symbol, limited_symbol;
} directory;

static uint64_t extend(uint64_t hash, uint32_t symbol)
{
    return (hash ^ symbol) * 0x9e3779b97f4a7c15u + 0x7f4a7c15u;
}

/* Marks inside names do not matter, but an ampersand is an "and". */
static bool skips(const directory *all, const foi_token *token)
{
    return token->kind == FOI_TOKEN_MARK && token->symbol != all->ampersand;
}

static uint32_t symbol_of(const directory *all, const foi_token *token)
{
    if (token->symbol == all->ampersand && token->kind == FOI_TOKEN_MARK)
        return all->and_symbol;
    return token->symbol == all->ltd_symbol ? all->limited_symbol : token->symbol;
}

/* The node of HASH, until the next one is made; NULL where there is none. */
static node *node_find(const directory *all, uint64_t hash)
{
    uint32_t place = foi_symbol_map_get(&all->places, hash);
    return place ? &g_array_index(all->nodes, node, place - 1) : NULL;
}

static node *node_make(directory *all, uint64_t hash)
{
    node *found = node_find(all, hash);
    if (found)
        return found;
    if (all->count == all->nodes->len)
        g_array_set_size(all->nodes, all->count * 2);
    foi_symbol_map_put(&all->places, hash, ++all->count);
    return &g_array_index(all->nodes, node, all->count - 1);
}

/* The symbol of WORD in TEXT with an "s" at its end. */
static uint32_t symbol_with_s(const char *text, const foi_token *word)
{
    char letters[NAME_BYTES];
    size_t length = MIN(word->length, sizeof letters - 1);
    for (size_t i = 0; i < length; i++)
        letters[i] = g_ascii_tolower(text[word->start + i]);
    letters[length] = 's';
    return foi_symbol_of(letters, length + 1);
}

/* The node of the last of TOKENS, which are TEXT's, from FIRST to END. With MERGED an apostrophe
 * parts no words: text has often lost it ("Commissioners Office"). */
static node *add_tokens(directory *all, const char *text, const foi_token *tokens, guint first,
                        guint end, bool merged)
{
    uint64_t hash = 0, before = 0;
    node *last = NULL;
    for (guint i = first; i < end; i++) {
        const foi_token *token = &tokens[i];
        if (skips(all, token) || (i == first && token->symbol == all->the_symbol))
            continue;
        bool joins =
            merged && i > first && (token->flags & FOI_TOKEN_POSSESSIVE) && token->length == 1;
        hash = joins ? before : hash;
        before = hash;
        hash = extend(hash, joins ? symbol_with_s(text, token - 1) : symbol_of(all, token));
        last = node_make(all, hash);
    }
    return last;
}

static bool has_possessive(const foi_token *tokens, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (tokens[i].flags & FOI_TOKEN_POSSESSIVE)
            return true;
    return false;
}

/* One name in TEXT: the tokens from FIRST to END, "~" before them. */
static void add_name(directory *all, const foi_authority *authority, const char *text,
                     const foi_token *tokens, guint first, guint end, bool acronym)
{
    bool weak = first < end && tokens[first].kind == FOI_TOKEN_MARK && tokens[first].value == '~';
    first += weak;
    if (has_possessive(tokens, first, end)) {
        node *merged = add_tokens(all, text, tokens, first, end, true);
        if (!merged->authority) {
            merged->authority = authority;
            merged->weak = weak;
        }
    }
    node *last = add_tokens(all, text, tokens, first, end, false);
    if (last && last->authority == authority)
        last->weak = last->weak || weak; /* its own name again, behind a "~" */
    if (!last || last->authority)
        return;
    last->authority = authority;
    last->weak = weak;
    if (acronym)
        last->acronym = tokens[first].flags & FOI_TOKEN_UPPER ? 1 : 2;
}

/* Cells of the table one below the other, so that all their names are read as one text. */
typedef struct {
    GString *text;
    GArray *cells; /* of listed_cell */
} name_list;

typedef struct {
    const foi_authority *authority;
    size_t end; /* in the text */
    bool acronyms;
} listed_cell;

static void list_cell(name_list *list, const foi_authority *authority, const char *names,
                      bool acronyms)
{
    if (!*names)
        return;
    g_string_append(list->text, names);
    g_string_append_c(list->text, '\n');
    listed_cell listed = {authority, list->text->len, acronyms};
    g_array_append_val(list->cells, listed);
}

/* The names in LIST, those of one cell parted by "|". */
static void add_names(directory *all, const name_list *list)
{
    g_autoptr(GArray) array = foi_tokens_read(list->text->str, list->text->len);
    const foi_token *tokens = (const foi_token *)array->data;
    guint first = 0, at = 0;
    for (guint i = 0; i < list->cells->len; at++) {
        const listed_cell *in = &g_array_index(list->cells, listed_cell, i);
        bool over = at == array->len || tokens[at].start >= in->end;
        if (!over && (tokens[at].kind != FOI_TOKEN_MARK || tokens[at].value != '|'))
            continue;
        add_name(all, in->authority, list->text->str, tokens, first, at, in->acronyms);
        first = over ? at : at + 1;
        i += over;
        at -= over;
    }
}

/* Domains and ids are kept by their hash, without a copy. */
static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < length; i++)
        hash = extend(hash, (unsigned char)bytes[i]);
    return hash;
}

/* The domains in PARTED, set apart by "|", of the authority in row ROW. */
static void add_domains(directory *all, uint32_t row, const char *parted)
{
    while (*parted) {
        size_t length = strcspn(parted, "|");
        foi_symbol_map_put(&all->domains, hash_bytes(parted, length), row + 1);
        parted += length + (parted[length] == '|');
    }
}

/* The rows by id alone: who only wants the name behind an id does not pay for reading all names. */
typedef struct {
    foi_authority *rows;
    size_t count;
    foi_symbol_map ids; /* hash of an id -> 1 + row */
} register_of_ids;

static const register_of_ids *ids_get(void)
{
    static register_of_ids *made;
    if (g_once_init_enter(&made)) {
        register_of_ids *all = g_new0(register_of_ids, 1);
        const foi_tsv *tsv = foi_tsv_table("authorities");
        all->count = tsv ? foi_tsv_rows(tsv) : 0;
        all->rows = g_new0(foi_authority, all->count + 1);
        int id = foi_tsv_column(tsv, "id"), name = foi_tsv_column(tsv, "name"),
            sector = foi_tsv_column(tsv, "sector");
        for (size_t i = 0; i < all->count; i++) {
            foi_authority *row = &all->rows[i];
            row->id = foi_tsv_cell(tsv, i, id);
            row->name = foi_tsv_cell(tsv, i, name);
            const char *named = foi_tsv_cell(tsv, i, sector);
            /* Neighbours in the table are mostly of one sector. */
            bool same = i > 0 && strcmp(named, foi_tsv_cell(tsv, i - 1, sector)) == 0;
            row->sector = same ? row[-1].sector
                               : (foi_sector)foi_vocabulary_value(FOI_VOCABULARY_SECTOR, named);
            foi_symbol_map_put(&all->ids, hash_bytes(row->id, strlen(row->id)), (uint32_t)i + 1);
        }
        g_once_init_leave(&made, all);
    }
    return made;
}

static const directory *directory_get(void)
{
    static directory *made;
    if (g_once_init_enter(&made)) {
        directory *all = g_new0(directory, 1);
        const foi_tsv *tsv = foi_tsv_table("authorities");
        const register_of_ids *known = ids_get();
        all->nodes = g_array_new(FALSE, TRUE, sizeof(node));
        g_array_set_size(all->nodes, NODES_FIRST);
        all->and_symbol = foi_token_symbol("and");
        all->ampersand = foi_token_symbol("&");
        all->the_symbol = foi_token_symbol("the");
        all->ltd_symbol = foi_token_symbol("ltd");
        all->limited_symbol = foi_token_symbol("limited");
        int acronyms = foi_tsv_column(tsv, "acronyms"), other = foi_tsv_column(tsv, "other"),
            domains = foi_tsv_column(tsv, "domains");
        name_list list = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(listed_cell))};
        for (size_t i = 0; i < known->count; i++)
            list_cell(&list, &known->rows[i], known->rows[i].name, false);
        for (size_t i = 0; i < known->count; i++) {
            list_cell(&list, &known->rows[i], foi_tsv_cell(tsv, i, acronyms), true);
            list_cell(&list, &known->rows[i], foi_tsv_cell(tsv, i, other), false);
            add_domains(all, (uint32_t)i, foi_tsv_cell(tsv, i, domains));
        }
        add_names(all, &list);
        g_string_free(list.text, TRUE);
        g_array_unref(list.cells);
        g_once_init_leave(&made, all);
    }
    return made;
}

const foi_authority *foi_authority_of_id(const char *id)
{
    const register_of_ids *all = ids_get();
    uint32_t row = foi_symbol_map_get(&all->ids, hash_bytes(id, strlen(id)));
    return row && strcmp(all->rows[row - 1].id, id) == 0 ? &all->rows[row - 1] : NULL;
}

/* The node of all TOKENS; NULL where there is none, *STOP the token with which no name goes on. */
static const node *follow(const directory *all, const GArray *tokens, guint *stop)
{
    const node *found = NULL;
    uint64_t hash = 0;
    for (*stop = 0; *stop < tokens->len; ++*stop) {
        const foi_token *token = &g_array_index(tokens, foi_token, *stop);
        if (skips(all, token) || (!found && token->symbol == all->the_symbol))
            continue;
        hash = extend(hash, symbol_of(all, token));
        found = node_find(all, hash);
        if (!found)
            break;
    }
    return found;
}

const foi_authority *foi_authority_find(const char *text)
{
    if (!text || !g_utf8_validate(text, -1, NULL))
        return NULL;
    const foi_authority *by_id = foi_authority_of_id(text);
    if (by_id)
        return by_id;
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    guint stop;
    const node *found =
        tokens->len > 2 * NAME_TOKENS ? NULL : follow(directory_get(), tokens, &stop);
    return found ? found->authority : NULL;
}

size_t foi_authority_reach(const char *text)
{
    size_t length = strlen(text);
    g_autoptr(GArray) tokens = foi_tokens_read(text, length);
    guint stop;
    follow(directory_get(), tokens, &stop);
    size_t end = stop < tokens->len ? g_array_index(tokens, foi_token, stop).start : length;
    return end + strcspn(text + end, " ");
}

/* Behind an "@" or "//", up to the first character that a host name cannot have. */
static char *host_of(const char *text)
{
    const char *at = strrchr(text, '@');
    const char *slashes = strstr(text, "//");
    const char *host = at ? at + 1 : slashes ? slashes + 2 : text;
    size_t length =
        strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
    return g_ascii_strdown(host, (gssize)MIN(length, 253));
}

const foi_authority *foi_authority_by_domain(const char *text)
{
    if (!text)
        return NULL;
    const directory *all = directory_get();
    g_autofree char *host = host_of(text);
    for (const char *part = host; strchr(part, '.'); part = strchr(part, '.') + 1) {
        /* A government's own domain has those of other bodies below it. */
        if (part > host && g_str_has_prefix(part, "gov.") &&
            !(part == host + 4 && g_str_has_prefix(host, "www.")))
            return NULL;
        uint32_t row = foi_symbol_map_get(&all->domains, hash_bytes(part, strlen(part)));
        if (row)
            return &ids_get()->rows[row - 1];
    }
    return NULL;
}

char *foi_authority_make_id(const char *name)
{
    g_autofree char *plain = g_str_to_ascii(name ? name : "", "C");
    GString *id = g_string_new(NULL);
    bool gap = false;
    for (const char *c = plain; *c; c++) {
        if (*c == '\'' || *c == '?')
            continue;
        if (*c == '&') {
            g_string_append(id, id->len ? "-and" : "and");
            gap = true;
        } else if (g_ascii_isalnum(*c)) {
            if (gap && id->len)
                g_string_append_c(id, '-');
            g_string_append_c(id, g_ascii_tolower(*c));
            gap = false;
        } else {
            gap = true;
        }
    }
    if (g_str_has_prefix(id->str, "the-"))
        g_string_erase(id, 0, 4);
    return g_string_free(id, FALSE);
}

const foi_authority *foi_authority_at(size_t position)
{
    const register_of_ids *all = ids_get();
    return position < all->count ? &all->rows[position] : NULL;
}

/* The longest name that begins at token AT; its end, or 0. */
static uint32_t match_at(const directory *all, const foi_token *tokens, size_t count, uint32_t at,
                         const node **best)
{
    uint64_t hash = 0;
    uint32_t end = 0;
    unsigned marks = 0;
    for (uint32_t i = at; i < count && i < at + NAME_TOKENS; i++) {
        const foi_token *token = &tokens[i];
        if (i > at && (token->flags & FOI_TOKEN_BREAK))
            break;
        if (i > at && skips(all, token)) {
            bool ends = token->value == '.' && i + 1 < count &&
                        (tokens[i + 1].flags & (FOI_TOKEN_SENTENCE | FOI_TOKEN_GLUED));
            if (++marks > 1 || ends || token->value == ';' || token->value == ':')
                break;
            continue;
        }
        marks = 0;
        hash = extend(hash, symbol_of(all, token));
        const node *found = node_find(all, hash);
        if (!found)
            break;
        if (found->authority) {
            *best = found;
            end = i + 1;
        }
    }
    return end;
}

static bool is_written_so(const node *found, const foi_token *first)
{
    if (found->acronym == 1)
        return first->flags & FOI_TOKEN_UPPER;
    return first->flags & FOI_TOKEN_CAPITAL;
}

GArray *foi_authority_mentions(const foi_token *tokens, size_t count)
{
    const directory *all = directory_get();
    GArray *out = g_array_sized_new(FALSE, FALSE, sizeof(foi_authority_mention), 16);
    for (uint32_t i = 0; i < count; i++) {
        /* Nearly all words: no name begins with them. */
        while (i < count && !(tokens[i].flags & FOI_TOKEN_CAPITAL))
            i++;
        if (i == count)
            break;
        const node *found = NULL;
        if (tokens[i].kind != FOI_TOKEN_WORD || tokens[i].symbol == all->the_symbol)
            continue;
        uint32_t end = match_at(all, tokens, count, i, &found);
        if (!end || !is_written_so(found, &tokens[i]))
            continue;
        foi_authority_mention mention = {found->authority, i, end, found->acronym != 0,
                                         found->weak};
        g_array_append_val(out, mention);
        i = end - 1;
    }
    return out;
}
