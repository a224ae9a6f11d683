#include "indexer/worker/process/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's interface as far as it is known; the headers of Debian 12 stop at its version 2. */
typedef struct ruleset_rights {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
} ruleset_rights;

static const struct {
    int version; /* of the interface that first has them */
    ruleset_rights rights;
    const char *name;
} RIGHTS[] = {
    {1, {(UINT64_C(1) << 13) - 1, 0, 0}, "files"}, {2, {UINT64_C(1) << 13, 0, 0}, "links"},
    {3, {UINT64_C(1) << 14, 0, 0}, "truncation"},  {4, {0, 3, 0}, "network"},
    {5, {UINT64_C(1) << 15, 0, 0}, "devices"},     {6, {0, 0, 3}, "signals and abstract sockets"},
};

/* How much of ruleset_rights a kernel of an older version knows. */
static size_t size_for(int version)
{
    if (version >= 6)
        return sizeof(ruleset_rights);
    return version >= 4 ? offsetof(ruleset_rights, scoped) : offsetof(ruleset_rights, network);
}

/* What the libraries for PDF read, if it is there: tables of characters and fonts. */
static const char *const READABLE[] = {
    "/usr/share/poppler",    "/usr/share/fonts",      "/etc/fonts",
    "/usr/share/fontconfig", "/var/cache/fontconfig", "/usr/local/share/fonts",
};

static void allow_reading(int ruleset, const char *path)
{
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(path, O_PATH | O_CLOEXEC),
    };
    if (beneath.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(beneath.parent_fd);
}

foi_landlock foi_landlock_prepare(foi_profile profile)
{
    foi_landlock landlock = {0, -1};
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return landlock;
    ruleset_rights rights = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(RIGHTS) && RIGHTS[i].version <= version; i++) {
        rights.files |= RIGHTS[i].rights.files;
        rights.network |= RIGHTS[i].rights.network;
        rights.scoped |= RIGHTS[i].rights.scoped;
    }
    landlock.version = (int)version;
    landlock.ruleset =
        (int)syscall(SYS_landlock_create_ruleset, &rights, size_for((int)version), 0);
    for (size_t i = 0; profile != FOI_PROFILE_STRICT && i < G_N_ELEMENTS(READABLE); i++)
        allow_reading(landlock.ruleset, READABLE[i]);
    return landlock;
}

bool foi_landlock_enter(const foi_landlock *landlock)
{
    return landlock->ruleset >= 0 && syscall(SYS_landlock_restrict_self, landlock->ruleset, 0) == 0;
}

void foi_landlock_describe(const foi_landlock *landlock, GString *out)
{
    g_string_append_printf(out, "landlock %d (", landlock->version);
    for (size_t i = 0; i < G_N_ELEMENTS(RIGHTS); i++) {
        bool first_unknown = RIGHTS[i].version == landlock->version + 1;
        g_string_append_printf(out, "%s%s",
                               i == 0          ? ""
                               : first_unknown ? "; not "
                                               : ", ",
                               RIGHTS[i].name);
    }
    g_string_append_c(out, ')');
}
