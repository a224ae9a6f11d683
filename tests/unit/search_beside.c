/* Searches beside a writer that commits again and again: each answer is of one commit, whatever is
 * added, replaced, removed, merged and swept meanwhile. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "search_fixture.h"

enum { GENERATIONS = 70, READERS = 3, MOST = 27, STAY = 15, STAY_EACH = 2 };

TestSuite(search_beside, .init = set_up, .fini = tear_down, .timeout = 300);

/* --- what a commit holds ---------------------------------------------------------------------- */

/* Of generation K there are so many, all gone with the next; of those that stay for some commits,
 * whose segments are rewritten and merged, so many. */
static uint32_t count_of(uint32_t generation)
{
    return 10 + generation * 7 % (MOST - 10);
}

static uint32_t staying(uint32_t generation)
{
    return STAY_EACH * MIN(generation, STAY);
}

static bool put(foi_store_writer *writer, const char *id, const char *path, const char *authority,
                const char *text)
{
    foi_document *document = add_document(path, text);
    memcpy(document->id, id, FOI_ID_LENGTH);
    set_authority(document, authority);
    foi_file_state *state = foi_file_state_new(path);
    foi_file_state_add(state, document, true);
    foi_store_writer_set_file(writer, state);
    return foi_store_writer_add(writer, document, NULL) == FOI_OK;
}

/* Every other document is a newer one of the same id, the rest are others. */
static bool put_generation(foi_store_writer *writer, uint32_t generation)
{
    bool good = true;
    g_autofree char *authority = g_strdup_printf("g%u", generation);
    g_autofree char *text = g_strdup_printf("always generation%u", generation);
    for (uint32_t i = 0; i < MOST && good; i++) {
        g_autofree char *path = g_strdup_printf("/now/%u", i);
        g_autofree char *id = g_strdup_printf("now%03u%06u", i, i % 2 == 0 ? 0 : generation);
        if (i < count_of(generation))
            good = put(writer, id, path, authority, text);
        else
            foi_store_writer_drop_file(writer, path);
    }
    for (uint32_t i = 0; i < STAY_EACH && good; i++) {
        g_autofree char *path = g_strdup_printf("/stays/%u/%u", generation, i);
        g_autofree char *id = g_strdup_printf("stay%02u%06u", i, generation);
        good = put(writer, id, path, "stays", "always here");
        g_autofree char *old =
            g_strdup_printf("/stays/%u/%u", generation - MIN(generation, STAY), i);
        foi_store_writer_drop_file(writer, old);
    }
    return good;
}

static int write_generations(void)
{
    foi_store_writer *writer = NULL;
    bool changed = true;
    bool good = foi_store_writer_open(directory, 0, &writer, NULL) == FOI_OK;
    for (uint32_t generation = 1; generation <= GENERATIONS && good && changed; generation++)
        good = put_generation(writer, generation) &&
               foi_store_writer_commit(writer, &changed, NULL) == FOI_OK;
    good = good && foi_store_writer_compact(writer, &changed, NULL) == FOI_OK;
    foi_store_writer_free(writer);
    return good ? 0 : 1;
}

/* --- what an answer must be ------------------------------------------------------------------- */

static bool is_hit_of(const foi_hit *hit, uint32_t generation, uint32_t *current)
{
    unsigned of = 0;
    g_autofree char *authority = g_strdup_printf("g%u", generation);
    if (strcmp(hit->authority_id, "stays") == 0)
        return sscanf(hit->location, "/stays/%u/", &of) == 1 && of <= generation &&
               of + STAY > generation && strncmp(hit->id, "stay", 4) == 0;
    (*current)++;
    /* The text comes from another file of the segment than the tags. */
    return strcmp(hit->authority_id, authority) == 0 && strncmp(hit->location, "/now/", 5) == 0 &&
           strncmp(hit->id, "now", 3) == 0 && hit->snippet_count == 1 &&
           sscanf(hit->snippets[0].text, "always generation%u", &of) == 1 && of == generation;
}

/* The generation that the facet tells; 0: not one. */
static uint32_t generation_of(const foi_results *results)
{
    const foi_facet *facet = foi_results_facet(results, 0);
    uint32_t found = 0, staying_here = 0, current = 0;
    for (size_t i = 0; i < facet->value_count; i++) {
        const foi_facet_value *value = &facet->values[i];
        if (strcmp(value->value, "stays") == 0) {
            staying_here = value->count;
        } else {
            if (found != 0 || sscanf(value->value, "g%u", &found) != 1)
                return 0;
            current = value->count;
        }
    }
    return facet->missing == 0 && found != 0 && current == count_of(found) &&
                   staying_here == staying(found)
               ? found
               : 0;
}

/* The generation that the answer is of; 0: of none. */
static uint32_t judge(const foi_results *results)
{
    uint32_t generation = generation_of(results), current = 0;
    size_t hits = foi_results_hits(results);
    if (generation == 0 || foi_results_total(results) != hits ||
        hits != count_of(generation) + staying(generation))
        return 0;
    for (size_t i = 0; i < hits; i++)
        if (!is_hit_of(foi_results_hit(results, i), generation, &current))
            return 0;
    return current == count_of(generation) ? generation : 0;
}

/* --- the readers ------------------------------------------------------------------------------ */

static foi_results *search(foi_index *index, const char *query, FILE *said)
{
    foi_results *results = NULL;
    foi_search_options options;
    foi_search_options_init(&options);
    options.limit = 1000;
    options.facets = "authority";
    options.facet_size = 0;
    if (foi_index_search(index, query, &options, &results) != FOI_OK)
        fprintf(said, "%s: %s\n", query, foi_index_error(index));
    return results;
}

/* All documents, then those of the generation just seen, which a later commit may have taken away.
 * The generation; 0 after something was said. */
static uint32_t look(foi_index *index, uint32_t last, FILE *said)
{
    foi_results *all = search(index, "always", said);
    uint32_t generation = all != NULL ? judge(all) : 0;
    g_autofree char *query = g_strdup_printf("generation%u", generation);
    foi_results *own = generation > 0 ? search(index, query, said) : NULL;
    if (generation == 0 && all != NULL) {
        g_autofree char *json = foi_results_to_json(all);
        fprintf(said, "a mixture: %s\n", json);
    } else if (own != NULL && foi_results_total(own) != 0 &&
               foi_results_total(own) != count_of(generation)) {
        fprintf(said, "%u documents of generation %u\n", foi_results_total(own), generation);
        generation = 0;
    } else if (generation < last) {
        fprintf(said, "generation %u after %u\n", generation, last);
        generation = 0;
    }
    bool failed = own == NULL;
    foi_results_free(own);
    foi_results_free(all);
    return failed ? 0 : generation;
}

/* Looks until the last generation is there, with one handle or with a new one each time. */
static void read_generations(bool anew, FILE *said)
{
    foi_index *index = NULL;
    uint32_t last = 0, seen = 0, looks = 0;
    while (last < GENERATIONS) {
        if (index == NULL || anew) {
            foi_index_free(index);
            index = foi_index_new();
            foi_status status = foi_index_open(index, directory);
            if (status == FOI_ERROR_NOT_FOUND && last == 0) {
                g_clear_pointer(&index, foi_index_free);
                continue;
            }
            if (status != FOI_OK) {
                fprintf(said, "opening: %s\n", foi_index_error(index));
                return;
            }
        }
        uint32_t generation = look(index, last, said);
        if (generation == 0)
            break;
        seen += generation > last;
        looks++;
        last = generation;
    }
    foi_index_free(index);
    if (last == GENERATIONS && (seen < 5 || looks < seen))
        fprintf(said, "saw %u generations only\n", seen);
}

Test(search_beside, every_answer_is_of_one_commit)
{
    pid_t readers[READERS];
    FILE *said = tmpfile();
    for (int i = 0; i < READERS; i++) {
        readers[i] = fork();
        if (readers[i] == 0) {
            read_generations(i % 2 == 1, said);
            _exit(fflush(said));
        }
    }
    cr_assert_eq(write_generations(), 0);
    for (int i = 0; i < READERS; i++) {
        int status = -1;
        cr_assert_eq(waitpid(readers[i], &status, 0), readers[i]);
        cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a reader ended with %d", status);
    }
    char line[2000] = "";
    rewind(said);
    bool quiet = fgets(line, sizeof line, said) == NULL;
    cr_assert(quiet, "%s", line);
    fclose(said);
}
