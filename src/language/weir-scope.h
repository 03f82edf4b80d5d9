/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-scope.h: where placeholders take their values from: what one client has set, and what lies below it
 */

#pragma once

#include <glib.h>

#include "weir-globals.h"
#include "weir-value.h"

G_BEGIN_DECLS

/* A plain struct, held by value by whoever fills in texts. The store comes first, then the globals. */
typedef struct _WeirScope WeirScope;
struct _WeirScope
{
  WeirValue *store;     /* by slot; borrowed */
  WeirGlobals *globals; /* (nullable) borrowed */
};

/* (transfer none): never NULL; good until the next look-up */
const WeirValue *weir_scope_look_up (WeirScope *self, guint slot);

G_END_DECLS
