#include "indexer/text/positions.h"

#include <string.h>

/* Within-document frequency of a word by the zone it stands in; NOT_INDEXED: not found at all. */
enum { NOT_INDEXED = -1 };

static const int8_t zone_weights[FOI_ZONE_END] = {
    [FOI_ZONE_NONE] = 1,
    [FOI_ZONE_BODY] = 1,
    [FOI_ZONE_HEADING] = 2,
    [FOI_ZONE_REQUEST] = 1,
    [FOI_ZONE_QUOTED_MAIL] = 0,
    [FOI_ZONE_STATUTE] = 0,
    [FOI_ZONE_RIGHTS] = NOT_INDEXED,
    [FOI_ZONE_SIGNATURE] = 0,
};

static const foi_block *block_at(const foi_text *text, guint number)
{
    return &g_array_index(text->blocks, foi_block, number);
}

static bool ends_sentence(const foi_text *text, const foi_block *block)
{
    /* What may close a sentence after its full stop. */
    static const char closing[] = "\"')]} \t\n";
    const char *start = text->bytes->str + block->start;
    size_t length = block->length;
    while (length > 0)
        if (strchr(closing, start[length - 1]) != NULL)
            length--;
        else if (length >= 3 && (memcmp(start + length - 3, "\xe2\x80\x99", 3) == 0 ||
                                 memcmp(start + length - 3, "\xe2\x80\x9d", 3) == 0))
            length -= 3; /* typographic closing quotation marks */
        else
            break;
    return length > 0 && strchr(".!?:;", start[length - 1]) != NULL;
}

static bool stands_alone(const foi_block *block)
{
    return block->kind == FOI_BLOCK_HEADING || block->zone == FOI_ZONE_HEADING ||
           block->kind == FOI_BLOCK_ROW || block->kind == FOI_BLOCK_MAIL_HEADER;
}

static bool parted(const foi_text *text, const foi_block *before, const foi_block *after)
{
    return before->zone != after->zone || stands_alone(before) || stands_alone(after) ||
           ends_sentence(text, before);
}

void foi_word_walk_start(foi_word_walk *walk, const foi_text *text)
{
    walk->text = text;
    walk->block = 0;
    walk->position = 0;
    foi_tokenizer_start(&walk->tokenizer, text->bytes->str, 0);
}

static void advance(foi_word_walk *walk, uint32_t by)
{
    walk->position = walk->position > UINT32_MAX - 1 - by ? UINT32_MAX - 1 : walk->position + by;
}

static bool next_block(foi_word_walk *walk)
{
    if (walk->block >= walk->text->blocks->len)
        return false;
    const foi_block *block = block_at(walk->text, walk->block);
    if (walk->block > 0 && walk->position > 0 &&
        parted(walk->text, block_at(walk->text, walk->block - 1), block))
        advance(walk, FOI_POSITION_GAP);
    walk->block++;
    size_t length = zone_weights[block->zone] == NOT_INDEXED ? 0 : block->length;
    foi_tokenizer_start(&walk->tokenizer, walk->text->bytes->str + block->start, length);
    return true;
}

bool foi_word_walk_next(foi_word_walk *walk, foi_word *word)
{
    while (!foi_tokenizer_next(&walk->tokenizer, &word->token))
        if (!next_block(walk))
            return false;
    const foi_block *block = block_at(walk->text, walk->block - 1);
    advance(walk, 1);
    word->token.start += block->start;
    word->position = walk->position;
    word->weight = (uint32_t)zone_weights[block->zone];
    word->block = block;
    return true;
}
