#include "indexer/base/spawn.h"

#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>

/* What the program sees of the environment: nothing of the user's. The options of sanitizers and of
 * coverage are let through, or else the tests would not see what happens in it. */
static const char *const environment_fixed[] = {"LC_ALL=C.UTF-8", "TZ=UTC", "OMP_THREAD_LIMIT=1"};
static const char *const environment_kept[] = {
    "ASAN_OPTIONS",      "UBSAN_OPTIONS",      "LSAN_OPTIONS",     "GCOV_PREFIX",
    "GCOV_PREFIX_STRIP", "GCOV_EXIT_AT_ERROR", "LLVM_PROFILE_FILE"};

static GPtrArray *own_environment(void)
{
    GPtrArray *environment = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(environment_fixed); i++)
        g_ptr_array_add(environment, g_strdup(environment_fixed[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(environment_kept); i++) {
        const char *value = getenv(environment_kept[i]);
        if (value)
            g_ptr_array_add(environment, g_strdup_printf("%s=%s", environment_kept[i], value));
    }
    g_ptr_array_add(environment, NULL);
    return environment;
}

static void prepare_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(attributes);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                             POSIX_SPAWN_SETPGROUP);
}

static void prepare_descriptors(posix_spawn_file_actions_t *actions, int socket)
{
    posix_spawn_file_actions_init(actions);
    /* First of all: the socket itself may be 0, 1 or 2 where the host has closed those. */
    posix_spawn_file_actions_adddup2(actions, socket, FOI_SPAWN_SOCKET);
    posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
#ifndef FOI_SANITIZED
    /* The extraction libraries print warnings about every other file. */
    posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
#endif
    posix_spawn_file_actions_addclosefrom_np(actions, FOI_SPAWN_SOCKET + 1);
}

int foi_spawn(const char *path, const char *const *arguments, int socket, pid_t *pid)
{
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    prepare_attributes(&attributes);
    prepare_descriptors(&actions, socket);
    g_autoptr(GPtrArray) environment = own_environment();
    int failure = posix_spawn(pid, path, &actions, &attributes, (char *const *)(uintptr_t)arguments,
                              (char **)environment->pdata);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failure;
}
