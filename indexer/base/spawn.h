/* spawn.h - starts a program of our own at the other end of a socket. */
#ifndef FOI_SPAWN_H
#define FOI_SPAWN_H

#include <sys/types.h>

/** The socket of a started program, as its own descriptor. */
enum { FOI_SPAWN_SOCKET = 3 };

/**
 * Start the program PATH with ARGUMENTS (the program's name first, NULL last) and SOCKET as its
 * FOI_SPAWN_SOCKET, in a process group of its own. It gets no other descriptor, no signal mask, and
 * of the environment only what sanitizers and coverage need: nothing of the user's. *PID is for the
 * caller to wait for. Returns 0 or the errno of the failure.
 */
int foi_spawn(const char *path, const char *const *arguments, int socket, pid_t *pid);

#endif
