/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-replay.h: what a record hides, filled in from a text as it would be sent now
 */

#pragma once

#include "weir-mask.h"

G_BEGIN_DECLS

/* @recorded with each ••• replaced by what @mask hides in @fresh at the same place, counted from the
 * beginning. NULL when @fresh does not hide as many. (transfer full) */
GString *weir_replay_fill (const WeirMask *mask, const char *recorded, gsize recorded_size, const char *fresh,
                           gsize fresh_size);
gboolean weir_replay_has_hidden (const char *text, gsize size);

G_END_DECLS
