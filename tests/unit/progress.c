#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/program/progress.h"

/* What was drawn on standard error, for the caller to free. */
static char *drawn(void)
{
    fflush(stderr);
    FILE *seen = cr_get_redirected_stderr();
    char *text = calloc(1, 4096);
    cr_assert_not_null(text);
    size_t length = fread(text, 1, 4095, seen);
    text[length] = '\0';
    return text;
}

Test(progress, shows_share_rate_failures_and_the_file, .init = cr_redirect_stderr)
{
    progress_line line;
    progress_start(&line, true);
    line.started -= 2 * G_USEC_PER_SEC;
    foi_progress progress = {.path = "/a/b/esc\x1b[31m.txt",
                             .files_seen = 100,
                             .files_done = 50,
                             .failures = 3,
                             .walk_finished = 1};
    setenv("COLUMNS", "200", 1);
    progress_draw(&line, &progress);
    progress_finish(&line);
    char *text = drawn();
    cr_assert_not_null(strstr(text, "[##########..........]  50 %, 2 s left"), "%s", text);
    cr_assert_not_null(strstr(text, "50 files, 25/s, 3 failed"), "%s", text);
    cr_assert_null(strstr(text, "\x1b[31m"), "a file name must not steer the terminal");
    cr_assert_not_null(strstr(text, "esc\xef\xbf\xbd[31m.txt"), "%s", text);
    free(text);
}

Test(progress, shows_the_pages_of_scans_while_they_are_read, .init = cr_redirect_stderr)
{
    progress_line line;
    progress_start(&line, true);
    setenv("COLUMNS", "200", 1);
    foi_progress progress = {
        .path = "/a/letter.txt", .files_done = 4, .failures = 1, .pages_wanted = 40};
    progress_draw(&line, &progress);
    line.drawn -= G_USEC_PER_SEC;
    progress.pages_done = 12;
    progress_draw(&line, &progress);
    line.drawn -= G_USEC_PER_SEC;
    progress.pages_done = progress.pages_wanted = 0;
    progress_draw(&line, &progress);
    char *text = drawn();
    cr_assert_not_null(strstr(text, "1 failed, OCR 0 of 40 pages  letter.txt"), "%s", text);
    char *later = strstr(text, "1 failed, OCR 12 of 40 pages  letter.txt");
    cr_assert_not_null(later, "%s", text);
    cr_assert_null(strstr(later + strlen("1 failed, OCR"), "OCR"),
                   "no file is being read by OCR: %s", text);
    free(text);
}

Test(progress, is_silent_when_nobody_looks, .init = cr_redirect_stderr)
{
    progress_line line;
    progress_start(&line, false);
    foi_progress progress = {.files_seen = 1, .files_done = 1};
    progress_draw(&line, &progress);
    progress_finish(&line);
    fputs("end", stderr);
    char *text = drawn();
    cr_assert_str_eq(text, "end");
    free(text);
}

Test(progress, fits_the_terminal_and_does_not_flicker, .init = cr_redirect_stderr)
{
    progress_line line;
    progress_start(&line, true);
    setenv("COLUMNS", "20", 1);
    foi_progress progress = {.path = "/a/a-very-long-name-that-would-wrap.txt", .files_done = 1};
    progress_draw(&line, &progress);
    progress_draw(&line, &progress);
    char *text = drawn();
    cr_assert_leq(strlen(text), 20 + strlen("\r\x1b[K"), "drawn twice or too wide: %s", text);
    free(text);
}
