/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-current-private.h: how the rows of the current store are made
 */

#pragma once

#include "weir-current-store.h"
#include "weir-mask.h"
#include "weir-names.h"
#include "weir-scope.h"

G_BEGIN_DECLS

struct _WeirCurrentVariable
{
  GObject parent_instance;

  char *name;
  char *note;     /* (nullable) */
  GArray *layers; /* of WeirVariableLayer */
  gboolean secret;
  gboolean as_written;
};

WeirCurrentVariable *weir_current_variable_new (const char *name);
WeirVariableLayer *weir_current_variable_add (WeirCurrentVariable *self, WeirVariableOrigin origin,
                                              const char *place);
gboolean weir_current_variable_equal (WeirCurrentVariable *a, WeirCurrentVariable *b);

/* Everything that has a value for a variable, ready to be looked up in; all of it is owned. */
typedef struct
{
  WeirFlow *flow;               /* (nullable) */
  WeirEnvironment *environment; /* (nullable) */
  char **secrets;               /* "NAME=VALUE" */
  char **variables;             /* "NAME=VALUE" */
  WeirNames *names;
  /* These three are good only until the document is edited: rows are made right away. */
  GHashTable *flow_variables;        /* name → WeirVariable, borrowed */
  GHashTable *environment_variables; /* likewise */
  GHashTable *setters;               /* name → WeirStep, borrowed: the first that sets it */
  guint8 *calls;    /* by slot: whether methods are called for it, once that was looked for */
  WeirValue *store; /* by slot */
  WeirMethodState *methods;
  WeirMask *mask;
  gboolean is_computed; /* what was computed in the run holds */
  WeirScope scope;
} WeirCurrentPlace;

/* @image: (nullable) borrowed for the call */
WeirCurrentPlace *weir_current_place_new (WeirFlow *flow, WeirEnvironment *environment,
                                          const char *const *secrets, const char *const *variables,
                                          const WeirStoreImage *image);
void weir_current_place_free (WeirCurrentPlace *self);
/* (transfer full) (element-type WeirCurrentVariable): the rows, in the order of the document. */
GPtrArray *weir_current_place_list (WeirCurrentPlace *self, const WeirStoreImage *image);

G_END_DECLS
