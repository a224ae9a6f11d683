/* stopwords.c - English words that only join others. */
#include <stdlib.h>
#include <string.h>

#include "query/plan/plan.h"

/* In byte order, for the binary search. Words that carry meaning in this field stay out of it, such
 * as "no", "not", "who" (an organisation) and "it" (information technology). */
static const char *const stop_words[] = {
    "a",    "about", "an",    "and",   "any",  "are",  "as",    "at",   "be",   "been", "but",
    "by",   "can",   "did",   "do",    "does", "for",  "from",  "had",  "has",  "have", "how",
    "i",    "if",    "in",    "into",  "is",   "its",  "may",   "me",   "my",   "of",   "on",
    "or",   "our",   "shall", "she",   "so",   "some", "such",  "than", "that", "the",  "their",
    "them", "then",  "there", "these", "they", "this", "those", "to",   "was",  "we",   "were",
    "what", "when",  "where", "which", "will", "with", "would", "you",  "your",
};

typedef struct counted_word {
    const char *word;
    size_t length;
} counted_word;

static int compare(const void *key, const void *element)
{
    const counted_word *wanted = key;
    const char *word = *(const char *const *)element;
    int order = strncmp(wanted->word, word, wanted->length);

    return order != 0 ? order : -(int)(word[wanted->length] != '\0');
}

bool foi_is_stop_word(const char *word, size_t length)
{
    counted_word key = {word, length};

    return bsearch(&key, stop_words, G_N_ELEMENTS(stop_words), sizeof *stop_words, compare) != NULL;
}
