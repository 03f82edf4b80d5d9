/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-patience.h: how long a run waits for its workers, and after Stop
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Zero-initialise and set @stop_us. All times are monotonic. */
typedef struct
{
  gint64 stop_us; /* how long after the first Stop a worker may still be busy */
  guint n_stops;
  gint64 kill_us;   /* 0 = never */
  gint64 looked_us; /* 0 before the first look */
  gint64 awake_us;  /* since when somebody has looked as often as they should */
} WeirRunPatience;

/* Stop, or a further Stop. */
void weir_run_patience_stop (WeirRunPatience *self);
/* To be called ten times a second: notices when this thread itself stood still. */
void weir_run_patience_look (WeirRunPatience *self, gint64 now_us);
/* Of a worker that has said nothing for @silence_us, how long that was while somebody listened. */
gint64 weir_run_patience_get_silence (const WeirRunPatience *self, gint64 silence_us);
/* For how long, at the last look, Stop had waited longer than it may: 0 = it has not. */
gint64 weir_run_patience_get_late (const WeirRunPatience *self);

G_END_DECLS
