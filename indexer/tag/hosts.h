/* hosts.h - the names of sites and of mail hosts in a text. */
#ifndef FOI_TAG_HOSTS_H
#define FOI_TAG_HOSTS_H

#include <stddef.h>

/** Bytes of a host name that are looked at, its end among them. */
#define FOI_HOST_BYTES 120

/**
 * The first site that is written from FROM on and before LIMIT: what stands behind "www.", or a
 * name that only public bodies have ("kent.gov.uk"); NULL where there is none. The text must go on
 * to a NUL at LIMIT or behind it. Linear in the bytes up to the site. Any thread.
 */
const char *foi_host_next(const char *from, const char *limit);

/** Copy the host name that begins at AT to HOST, without dots at its end; gives its length. */
size_t foi_host_read(const char *at, char host[static FOI_HOST_BYTES]);

#endif
