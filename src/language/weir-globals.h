/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-globals.h: the variables of a document: computed when they are first used, in the order they need
 */

#pragma once

#include <glib.h>

#include "weir-language-error.h"
#include "weir-names.h"
#include "weir-template.h"
#include "weir-type.h"
#include "weir-value.h"

G_BEGIN_DECLS

typedef struct _WeirGlobals WeirGlobals;
typedef struct _WeirScope WeirScope;

/* All names are in @names already. Definitions first, then weir_globals_seal(), then look-ups. */
WeirGlobals *weir_globals_new (WeirNames *names);
void weir_globals_free (WeirGlobals *self);
/* A later definition of a slot replaces an earlier one. */
gboolean weir_globals_define (WeirGlobals *self, guint slot, const char *text, WeirType type,
                              const char *regex, GError **error);
void weir_globals_define_text (WeirGlobals *self, guint slot, const char *text);
void weir_globals_mark_session (WeirGlobals *self, guint slot);
gboolean weir_globals_seal (WeirGlobals *self, GError **error);
const WeirValue *weir_globals_look_up (WeirGlobals *self, guint slot, WeirScope *scope);
void weir_globals_assign (WeirGlobals *self, guint slot, const WeirValue *value);
/* (nullable): the value as it is by now, without computing it */
const WeirValue *weir_globals_peek (const WeirGlobals *self, guint slot);
const WeirTemplate *weir_globals_get_template (const WeirGlobals *self, guint slot); /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirGlobals, weir_globals_free)

G_END_DECLS
