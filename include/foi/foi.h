/* foi.h - the whole public interface of libfoi. */
#ifndef FOI_FOI_H
#define FOI_FOI_H

#include "foi/document.h"
#include "foi/explain.h"
#include "foi/index.h"
#include "foi/law.h"
#include "foi/search.h"
#include "foi/status.h"
#include "foi/table.h"
#include "foi/update.h"
#include "foi/version.h"

#endif
