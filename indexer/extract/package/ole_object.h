/* ole_object.h - files that were put into an office file, each in a storage of its own. */
#ifndef FOI_OLE_OBJECT_H
#define FOI_OLE_OBJECT_H

#include "indexer/extract/package/ole.h"

/**
 * Give what lies in OBJECT as a member of OUTPUT, which goes by the name that it was put in under,
 * else by NAME and the ending of its kind; nothing where it is no file but a drawing or a formula.
 * False once the budget of members is spent.
 */
bool foi_ole_give_object(foi_ole *object, const char *name, foi_output *output);

#endif
