/* mset.h - what stands behind a result set. */
#ifndef XAPIAN_C_MSET_H
#define XAPIAN_C_MSET_H

#include <string>

#include <xapian.h>

#include "xapian-c.h"

struct xap_mset {
    Xapian::MSet mset;
    std::string buffer;
};

#endif
