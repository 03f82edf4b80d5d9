/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-scope.h: where placeholders take their values from: what one client has set, and what lies below it
 */

#pragma once

#include <glib.h>

#include "weir-globals.h"
#include "weir-method-state.h"
#include "weir-value.h"

G_BEGIN_DECLS

/* A plain struct, held by value by whoever fills in texts. The store comes first, then the globals. */
typedef struct _WeirScope WeirScope;
struct _WeirScope
{
  WeirValue *store;       /* by slot; borrowed */
  WeirGlobals *globals;   /* (nullable) borrowed */
  WeirMethodState *state; /* borrowed; NULL only where no method is called */
  /* (nullable) What a method warns of: a whole sentence. */
  void (*warn) (const char *message, gpointer data);
  /* (nullable) In running text, what nothing has given a value stays as it is written, and this is told its
   * name; what a value has nothing of is empty. Without it, such a text cannot be filled in. */
  void (*unresolved) (const char *name, gpointer data);
  /* (nullable) What lies between the store and the globals; NULL = nothing. Good until the next call. */
  const WeirValue *(*look_below) (guint slot, gpointer data);
  /* (nullable) A method has given this variable a value. */
  void (*assigned) (guint slot, gpointer data);
  gpointer data;

  GHashTable *counters; /* (nullable) owned: those of this client */
  char *failure;        /* (nullable) owned: why a method gave no value, a whole sentence */
};

void weir_scope_clear (WeirScope *self); /* what it owns */
/* (transfer none): never NULL; good until the next look-up */
const WeirValue *weir_scope_look_up (WeirScope *self, guint slot);
void weir_scope_assign (WeirScope *self, guint slot, gboolean is_global, const WeirValue *value);
void weir_scope_warn (WeirScope *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
