/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-names.h: the variable names a document knows, each with the slot its value has in a store
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WeirNames WeirNames;

/* What the program itself sets; weir_names_new() knows these first, in this order. A document cannot
 * name a variable "run"; `${run.iteration}` is therefore one name with a dot in it. `status` is the
 * status of the last attempt, unless the document has a variable of that name. */
typedef enum
{
  WEIR_SLOT_RUN_ID,
  WEIR_SLOT_RUN_ITERATION,
  WEIR_SLOT_RUN_VU,
  WEIR_SLOT_RUN_OUTCOME,
  WEIR_SLOT_RUN_FAILED,
  WEIR_SLOT_RUN_PASSED,
  WEIR_SLOT_STATUS,
  WEIR_N_RESERVED_SLOTS
} WeirReservedSlot;

WeirNames *weir_names_new (void);
WeirNames *weir_names_ref (WeirNames *names);
void weir_names_unref (WeirNames *names);
guint weir_names_add (WeirNames *names, const char *name);              /* the slot, new or known */
/* As weir_names_add(), for what a method may set while the document runs: variable=NAME. */
guint weir_names_add_target (WeirNames *names, const char *name);
gboolean weir_names_is_target (const WeirNames *names, guint slot);
/* From now on, a bare $name in running text that is none of these is a placeholder, too: without value. */
void weir_names_keep_unknown (WeirNames *names);
gboolean weir_names_keeps_unknown (const WeirNames *names);
int weir_names_find (const WeirNames *names, const char *name, gssize length); /* -1 = unknown */
guint weir_names_get_count (const WeirNames *names);
const char *weir_names_get (const WeirNames *names, guint slot);
gboolean weir_name_is_valid (const char *name, GError **error); /* [A-Za-z0-9_-]{1,60}, not reserved */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirNames, weir_names_unref)

G_END_DECLS
