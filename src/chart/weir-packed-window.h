/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-packed-window.h: a second of a run in as few bytes as it can be kept in
 *
 * Nothing is lost but ResponseTime, which no chart over time shows. A second of 2 500 requests, whose times
 * are in more than a thousand slots, takes about 900 bytes; as WeirTimeWindow it takes 20 000.
 */

#pragma once

#include "weir-time-window.h"

G_BEGIN_DECLS

typedef struct
{
  guint second;
  guint n_counts; /* bytes before those of the times */
  guint size;
  guint8 *bytes; /* owned */
} WeirPackedWindow;

WeirPackedWindow weir_packed_window_make (const WeirTimeWindow *window);
void weir_packed_window_clear (WeirPackedWindow *self);
/* All but its times, which are empty. (transfer full) */
WeirTimeWindow *weir_packed_window_get_counts (const WeirPackedWindow *self);
/* (transfer full) */
WeirTimeWindow *weir_packed_window_unpack (const WeirPackedWindow *self);

G_END_DECLS
