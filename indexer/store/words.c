#include "indexer/store/words_format.h"
#include "indexer/text/tokenizer.h"

struct foi_words {
    foi_section_file *file;
    uint32_t rows;
    uint32_t count;
    const uint8_t *row_bytes;
    const uint8_t *text;
    const foi_words_group *groups;
    uint64_t row_length, text_length;
    gint *damaged; /* its own, so that readers can set it through a const pointer */
};

static foi_status find_sections(foi_words *words, uint32_t rows, foi_error *error)
{
    const foi_section_file *file = words->file;
    size_t row_length, text_length;
    const foi_words_head *head =
        foi_section_array(file, FOI_WORDS_SECTION, "head", 1, sizeof *head);
    words->row_bytes = foi_section_find(file, FOI_WORDS_SECTION, "rows", &row_length);
    words->text = foi_section_find(file, FOI_WORDS_SECTION, "text", &text_length);
    if (head == NULL || words->row_bytes == NULL || words->text == NULL || head->rows != rows)
        return foi_section_file_damaged(file, error);
    size_t groups = head->words / FOI_WORDS_GROUP + (head->words % FOI_WORDS_GROUP != 0);
    words->groups =
        foi_section_array(file, FOI_WORDS_SECTION, "index", groups, sizeof(foi_words_group));
    if (words->groups == NULL)
        return foi_section_file_damaged(file, error);
    words->rows = rows;
    words->count = head->words;
    words->row_length = row_length;
    words->text_length = text_length;
    return FOI_OK;
}

foi_status foi_words_open(const char *path, uint32_t rows, foi_words **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_words) words = g_new0(foi_words, 1);
    words->damaged = g_new0(gint, 1);
    foi_status status = foi_section_file_open(path, &words->file, error);
    if (status == FOI_OK)
        status = find_sections(words, rows, error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&words);
    return status;
}

void foi_words_free(foi_words *words)
{
    if (words == NULL)
        return;
    foi_section_file_free(words->file);
    g_free(words->damaged);
    g_free(words);
}

const foi_section_file *foi_words_file(const foi_words *words)
{
    return words->file;
}

uint32_t foi_words_rows(const foi_words *words)
{
    return words->rows;
}

uint32_t foi_words_count(const foi_words *words)
{
    return words->count;
}

bool foi_words_damaged(const foi_words *words)
{
    return g_atomic_int_get(words->damaged) != 0;
}

static bool spoil(const foi_words *words)
{
    g_atomic_int_set(words->damaged, 1);
    return false;
}

/* --- the words -------------------------------------------------------------------------------- */

/* Before the first word of GROUP. */
static void start_group(const foi_words *words, uint32_t group, foi_words_scan *scan)
{
    *scan = (foi_words_scan){.words = words, .next = words->count};
    if (group > (words->count - 1) / FOI_WORDS_GROUP || words->count == 0)
        return;
    foi_words_group at = words->groups[group];
    if (at.text > words->text_length || at.rows > words->row_length) {
        spoil(words);
        return;
    }
    scan->at = words->text + at.text;
    scan->rows = words->row_bytes + at.rows;
    scan->left = words->row_length - at.rows;
    scan->next = group * FOI_WORDS_GROUP;
}

bool foi_words_scan_next(foi_words_scan *scan)
{
    const foi_words *words = scan->words;
    if (scan->next >= words->count)
        return false;
    const uint8_t *end = words->text + words->text_length;
    const uint8_t *at = scan->at;
    scan->number = scan->next;
    scan->next = words->count; /* unless the word is whole */
    size_t length = at < end ? *at++ : 0;
    uint64_t rows = 0;
    at = foi_words_get_number(at, end, &rows);
    bool several = rows & 1;
    rows >>= 1;
    scan->rows += scan->rows_length;
    scan->left -= scan->rows_length;
    if (length == 0 || length > FOI_WORD_LIMIT || at == NULL || length > (size_t)(end - at) ||
        rows > scan->left)
        return spoil(words);
    scan->word = (const char *)at;
    scan->length = length;
    scan->rows_length = rows;
    scan->several = several;
    scan->at = at + length;
    scan->next = scan->number + 1;
    return true;
}

void foi_words_scan_start(const foi_words *words, uint32_t number, foi_words_scan *scan)
{
    start_group(words, number / FOI_WORDS_GROUP, scan);
    while (scan->next < number && foi_words_scan_next(scan))
        ;
}

/* The place of word NUMBER; false where it is damaged or there is none. */
static bool find_number(const foi_words *words, uint32_t number, foi_words_scan *scan)
{
    foi_words_scan_start(words, number, scan);
    return scan->next == number && foi_words_scan_next(scan);
}

const char *foi_words_at(const foi_words *words, uint32_t number, size_t *length)
{
    foi_words_scan scan;
    bool found = find_number(words, number, &scan);
    *length = found ? scan.length : 0;
    return found ? scan.word : "";
}

static int compare(const foi_words_scan *scan, const char *word, size_t length)
{
    int order = memcmp(scan->word, word, MIN(scan->length, length));
    return order != 0 ? order : (scan->length > length) - (scan->length < length);
}

/* The first word not before WORD: its place in SCAN, and its number; `equal` where it is WORD. */
static uint32_t search(const foi_words *words, const char *word, size_t length, bool *equal)
{
    *equal = false;
    if (words->count == 0)
        return 0;
    /* The last group whose first word is not after WORD. */
    foi_words_scan scan;
    uint32_t low = 0, high = (words->count - 1) / FOI_WORDS_GROUP + 1;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        start_group(words, middle, &scan);
        if (foi_words_scan_next(&scan) && compare(&scan, word, length) <= 0)
            low = middle;
        else
            high = middle;
    }
    start_group(words, low, &scan);
    for (unsigned i = 0; i < FOI_WORDS_GROUP && foi_words_scan_next(&scan); i++) {
        int order = compare(&scan, word, length);
        *equal = order == 0;
        if (order >= 0)
            return scan.number;
    }
    return scan.next;
}

uint32_t foi_words_lower_bound(const foi_words *words, const char *word, size_t length)
{
    bool equal;
    return search(words, word, length, &equal);
}

bool foi_words_find(const foi_words *words, const char *word, size_t length, uint32_t *number)
{
    bool equal;
    *number = search(words, word, length, &equal);
    return equal;
}

/* --- their rows ------------------------------------------------------------------------------- */

void foi_words_scan_rows(const foi_words_scan *scan, foi_word_rows *rows)
{
    const foi_words *words = scan->words;
    *rows = (foi_word_rows){.row = UINT32_MAX, .words = words};
    const uint8_t *end = scan->rows + scan->rows_length;
    uint64_t frequency = 1;
    const uint8_t *at = scan->rows;
    if (scan->several)
        at = foi_words_get_number(at, end, &frequency);
    if (at == NULL || frequency == 0 || frequency > words->rows) {
        spoil(words);
        return;
    }
    uint64_t skips = (uint64_t)foi_words_skips((uint32_t)frequency) * FOI_WORDS_SKIP;
    if (skips > (uint64_t)(end - at)) {
        spoil(words);
        return;
    }
    rows->frequency = (uint32_t)frequency;
    rows->left = rows->frequency;
    rows->skips = at;
    rows->begin = at + skips;
    rows->at = rows->begin;
    rows->end = end;
}

uint32_t foi_words_scan_frequency(const foi_words_scan *scan)
{
    foi_word_rows rows;
    foi_words_scan_rows(scan, &rows);
    return rows.frequency;
}

uint32_t foi_words_frequency(const foi_words *words, uint32_t number)
{
    foi_words_scan scan;
    return find_number(words, number, &scan) ? foi_words_scan_frequency(&scan) : 0;
}

void foi_word_rows_start(const foi_words *words, uint32_t number, foi_word_rows *rows)
{
    foi_words_scan scan;
    if (find_number(words, number, &scan))
        foi_words_scan_rows(&scan, rows);
    else
        *rows = (foi_word_rows){.row = UINT32_MAX, .words = words};
}

/* On no row, with none to come. */
static bool finish(foi_word_rows *rows)
{
    rows->left = 0;
    rows->positions = NULL;
    return false;
}

bool foi_word_rows_next(foi_word_rows *rows)
{
    if (rows->left == 0)
        return finish(rows);
    foi_words_row row;
    const uint8_t *end = foi_words_get_row(rows->at, rows->end, &row);
    /* The first row counts from 0, as if it came after row -1. */
    uint64_t number = end == NULL ? UINT64_MAX : (uint64_t)(uint32_t)(rows->row + 1) + row.step;
    if (number >= rows->words->rows) {
        spoil(rows->words);
        return finish(rows);
    }
    rows->row = (uint32_t)number;
    rows->first = row.first;
    rows->positions = row.rest;
    rows->positions_end = end;
    rows->at = end;
    rows->left--;
    if (rows->left == 0 && end != rows->end)
        spoil(rows->words);
    return true;
}

/* To the end of the last block, of those from the current one on, that ends before ROW. */
static void skip_blocks(foi_word_rows *rows, uint32_t row)
{
    uint32_t count = foi_words_skips(rows->frequency);
    uint32_t low = (rows->frequency - rows->left) / FOI_WORDS_BLOCK;
    uint32_t high = low, last;
    uint64_t offset;
    /* Steps that double find a block that does not end before ROW, halves the first such one. */
    for (uint32_t step = 1; high < count; step *= 2) {
        foi_words_get_skip(rows->skips, high, &last, &offset);
        if (last >= row)
            break;
        low = high + 1;
        high = count - high > step ? high + step : count;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        foi_words_get_skip(rows->skips, middle, &last, &offset);
        if (last < row)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t done = low * FOI_WORDS_BLOCK;
    if (low == 0 || done <= rows->frequency - rows->left)
        return;
    foi_words_get_skip(rows->skips, low - 1, &last, &offset);
    if (offset < (uint64_t)(rows->at - rows->begin) ||
        offset > (uint64_t)(rows->end - rows->begin) ||
        (rows->left < rows->frequency && last <= rows->row) || last >= rows->words->rows) {
        spoil(rows->words);
        return;
    }
    rows->at = rows->begin + offset;
    rows->row = last;
    rows->left = rows->frequency - done;
}

bool foi_word_rows_skip_to(foi_word_rows *rows, uint32_t row)
{
    if (rows->positions != NULL && rows->row >= row)
        return true;
    if (rows->left > 0)
        skip_blocks(rows, row);
    while (foi_word_rows_next(rows))
        if (rows->row >= row)
            return true;
    return false;
}

/* The first position less one; *AT moves behind what of it stands among the further bytes. */
static bool read_first(const foi_word_rows *rows, const uint8_t **at, uint64_t *first)
{
    *first = rows->first;
    if (rows->first < FOI_WORDS_FIRST_STEPS)
        return true;
    if (rows->first == FOI_WORDS_FIRST_WHOLE)
        return (*at = foi_words_get_number(*at, rows->positions_end, first)) != NULL;
    if (*at == rows->positions_end)
        return false;
    *first = FOI_WORDS_FIRST_STEPS + ((uint64_t)(rows->first - FOI_WORDS_FIRST_STEPS) << 8) + **at;
    ++*at;
    return true;
}

uint32_t foi_word_rows_read(const foi_word_rows *rows, uint32_t *into)
{
    const uint8_t *at = rows->positions, *end = rows->positions_end;
    uint64_t gap, last = 0;
    uint32_t count = 0;
    if (at == NULL)
        return 0;
    bool whole = read_first(rows, &at, &gap);
    while (whole && gap <= UINT32_MAX - 1 - last) {
        last += 1 + gap;
        into[count++] = (uint32_t)last;
        if (at == end)
            return count;
        if (*at < FOI_WORDS_TWO) {
            gap = *at++;
        } else {
            at = foi_words_get_number(at, end, &gap);
            whole = at != NULL;
        }
    }
    spoil(rows->words);
    return count;
}

void foi_word_rows_positions(const foi_word_rows *rows, GArray *into)
{
    guint before = into->len;
    g_array_set_size(into, before + (guint)foi_word_rows_room(rows));
    g_array_set_size(into,
                     before + foi_word_rows_read(rows, &g_array_index(into, uint32_t, before)));
}

/* --- checking --------------------------------------------------------------------------------- */

/* The skips of a word must be those that its rows have. */
static bool rows_are_whole(const foi_words_scan *scan, GByteArray *skips, GArray *positions)
{
    foi_word_rows rows;
    foi_words_scan_rows(scan, &rows);
    foi_words_blocks blocks;
    g_byte_array_set_size(skips, 0);
    foi_words_blocks_start(&blocks, rows.frequency, skips);
    if (rows.frequency == 0 ||
        !foi_words_blocks_add(&blocks, rows.begin, rows.end, rows.frequency, scan->words->rows))
        return false;
    if (skips->len > 0 && memcmp(skips->data, rows.skips, skips->len) != 0)
        return false;
    while (foi_word_rows_next(&rows)) {
        g_array_set_size(positions, 0);
        foi_word_rows_positions(&rows, positions);
    }
    return !foi_words_damaged(scan->words);
}

static bool groups_fit(const foi_words_scan *scan)
{
    foi_words_scan group;
    if (scan->number % FOI_WORDS_GROUP != 0)
        return true;
    start_group(scan->words, scan->number / FOI_WORDS_GROUP, &group);
    return foi_words_scan_next(&group) && group.word == scan->word && group.rows == scan->rows;
}

static bool all_is_whole(const foi_words *words)
{
    g_autoptr(GByteArray) skips = g_byte_array_new();
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    foi_words_scan scan;
    const char *last = NULL;
    size_t last_length = 0;
    uint32_t seen = 0;
    uint64_t row_bytes = 0, text_bytes = 0;
    for (foi_words_scan_start(words, 0, &scan); foi_words_scan_next(&scan); seen++) {
        if ((last != NULL && compare(&scan, last, last_length) <= 0) || !groups_fit(&scan) ||
            !rows_are_whole(&scan, skips, positions))
            return false;
        last = scan.word;
        last_length = scan.length;
        row_bytes = (uint64_t)(scan.rows - words->row_bytes) + scan.rows_length;
        text_bytes = (uint64_t)(scan.at - words->text);
    }
    return seen == words->count && row_bytes == words->row_length &&
           text_bytes == words->text_length && !foi_words_damaged(words);
}

foi_status foi_words_verify(const foi_words *words, foi_error *error)
{
    foi_status status = foi_section_file_verify(words->file, error);
    if (status == FOI_OK && !all_is_whole(words))
        status = foi_section_file_damaged(words->file, error);
    return status;
}
