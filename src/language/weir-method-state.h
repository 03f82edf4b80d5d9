/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-state.h: what the methods of one run share: random numbers, the clock, counters, files
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WeirMethodState WeirMethodState;

/* @folder (nullable): the one of the document; relative paths are looked up there first. */
WeirMethodState *weir_method_state_new (const char *folder);
void weir_method_state_free (WeirMethodState *self);
/* Both for tests: from now on the same random numbers, and a clock that stands still (µs since 1970). */
void weir_method_state_set_seed (WeirMethodState *self, guint32 seed);
void weir_method_state_set_time (WeirMethodState *self, gint64 unix_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMethodState, weir_method_state_free)

G_END_DECLS
