/* pager.c - keeping an answer back until its length is known, then showing it. */
#include "query/program/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/program/shared/terminal.h"

#define USUAL_PAGER "less"
#define USUAL_ROWS  24

/* What a plain command does not hold. */
#define OF_THE_SHELL "|&;<>()$`\\\"'\n*?[#~=%"

void query_pager_begin(query_pager *pager)
{
    *pager = (query_pager){-1, -1};
    if (!isatty(STDOUT_FILENO) || !foi_terminal_is_able())
        return;
    fflush(stdout);
    pager->kept = memfd_create("foi-query", MFD_CLOEXEC);
    pager->terminal =
        pager->kept < 0 ? -1 : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (pager->terminal >= 0 && dup2(pager->kept, STDOUT_FILENO) >= 0)
        return;
    if (pager->terminal >= 0)
        close(pager->terminal);
    if (pager->kept >= 0)
        close(pager->kept);
    pager->terminal = -1;
}

/* The end of the escape sequence that begins at TEXT: of a colour at its letter, of a link at the
 * next escape's second byte. */
static const char *skip_escape(const char *text, const char *end)
{
    bool link = text + 1 < end && text[1] == ']';

    for (text += 2; text < end; text++) {
        if (link ? *text == '\\' : g_ascii_isalpha(*text))
            return text + 1;
    }
    return end;
}

unsigned query_pager_lines(const char *text, unsigned long length, unsigned columns, unsigned most)
{
    const char *end = text + length;
    unsigned lines = 0, column = 0;

    while (text < end && lines < most) {
        if (*text == '\033') {
            text = skip_escape(text, end);
            continue;
        }
        if (*text == '\n') {
            lines++;
            column = 0;
            text++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(text, end - text);
        unsigned width = foi_terminal_width(c);
        text += c < 0x80 || c >= 0xfffffffe ? 1 : g_unichar_to_utf8(c, NULL);
        if (column + width > columns) {
            lines++;
            column = 0;
        }
        column += width;
    }
    return lines;
}

char **query_pager_arguments(const char *command)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(command));

    if (*trimmed == '\0' || strcmp(trimmed, "cat") == 0)
        return NULL;
    if (strpbrk(trimmed, OF_THE_SHELL)) {
        const char *const shell[] = {"sh", "-c", trimmed, NULL};
        return g_strdupv((char **)shell);
    }
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit_set(trimmed, " \t", -1);
    for (size_t i = 0; parts[i]; i++)
        if (*parts[i])
            g_ptr_array_add(words, parts[i]);
    g_ptr_array_add(words, NULL);
    return g_strdupv((char **)words->pdata);
}

static char **arguments_of_pager(void)
{
    const char *own = g_getenv("FOI_PAGER");
    const char *command = own ? own : g_getenv("PAGER");

    return query_pager_arguments(command ? command : USUAL_PAGER);
}

/* Start the pager with KEPT as its input and the terminal as its output. It gets signals as any
 * program does: ours are ignored. */
static bool start(char **arguments, const query_pager *pager, pid_t *pid)
{
    g_auto(GStrv) environment = g_environ_setenv(g_get_environ(), "LESS", "FRX", FALSE);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all;
    int failure;

    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pager->kept, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pager->terminal, STDOUT_FILENO);
    failure = posix_spawnp(pid, arguments[0], &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failure == 0;
}

/* Wait for PID while the keys that interrupt are the pager's alone. */
static void wait_for(pid_t pid)
{
    struct sigaction ignored = {.sa_handler = SIG_IGN}, interrupt, quit;

    sigaction(SIGINT, &ignored, &interrupt);
    sigaction(SIGQUIT, &ignored, &quit);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
}

/* True when the pager has shown what was kept: it reads the same open file, whose place tells. */
static bool show_by_pager(const query_pager *pager)
{
    g_auto(GStrv) arguments = arguments_of_pager();
    pid_t pid;

    if (!arguments || lseek(pager->kept, 0, SEEK_SET) != 0 || !start(arguments, pager, &pid))
        return false;
    wait_for(pid);
    return lseek(pager->kept, 0, SEEK_CUR) > 0;
}

static unsigned screen_rows(int terminal)
{
    struct winsize size;

    return ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : USUAL_ROWS;
}

/* All that was kept, for the caller to unmap; NULL where there is nothing. */
static char *map_kept(const query_pager *pager, size_t *length)
{
    struct stat about;

    if (fstat(pager->kept, &about) != 0 || about.st_size == 0)
        return NULL;
    *length = (size_t)about.st_size;
    char *text = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, pager->kept, 0);
    return text == MAP_FAILED ? NULL : text;
}

void query_pager_end(query_pager *pager)
{
    size_t length = 0;
    char *text;

    if (pager->terminal < 0)
        return;
    fflush(stdout);
    dup2(pager->terminal, STDOUT_FILENO);
    text = map_kept(pager, &length);
    if (text) {
        unsigned rows = screen_rows(pager->terminal);
        unsigned columns = foi_terminal_columns(stdout);
        /* The line of the prompt takes one. */
        bool fits = query_pager_lines(text, length, columns, rows) < rows;
        if (fits || !show_by_pager(pager))
            fwrite(text, 1, length, stdout);
        munmap(text, length);
    }
    close(pager->terminal);
    close(pager->kept);
}
