/* How many words a text has. */
#include "indexer/base/eights.h"
#include "indexer/document/document.h"

/* Count the words that begin in eight bytes: false, with nothing counted, where they hold an
 * apostrophe or a byte that is not ASCII. */
static bool count_eight(const char *text, uint32_t *words, bool *inside)
{
    uint64_t eight = foi_eight_load(text);
    if (foi_eight_high(eight) || foi_eight_equal(eight, '\''))
        return false;
    uint64_t marks = foi_eight_letters(eight) | foi_eight_digits(eight);
    *words += foi_eight_count(marks & ~(marks << 8 | (*inside ? 0x80 : 0)));
    *inside = marks >> 63;
    return true;
}

/* A word begins where a letter or digit follows something else; apostrophes do not part words. */
uint32_t foi_text_words(const foi_text *whole)
{
    const char *text = whole->bytes->str;
    const char *end = text + whole->bytes->len;
    uint32_t words = 0;
    bool inside = false;
    while (text < end) {
        if (end - text >= 8 && count_eight(text, &words, &inside)) {
            text += 8;
            continue;
        }
        gunichar c = (unsigned char)*text < 0x80 ? (gunichar)*text : g_utf8_get_char(text);
        bool word = c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c);
        if (word && !inside)
            words++;
        inside = word || (inside && (c == '\'' || c == 0x2019));
        text = g_utf8_next_char(text);
    }
    return words;
}
