/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-patience.c: how long a run waits for its workers, and after Stop
 */

#include "config.h"

#include "weir-run-patience.h"

/* How long after the second Stop a worker may still be busy before it is killed. */
#define SECOND_STOP_US (G_USEC_PER_SEC * 3 / 4)
/* A look that comes later than this finds messages unread: the fault was ours, not a worker's. */
#define ASLEEP_US G_USEC_PER_SEC

void
weir_run_patience_stop (WeirRunPatience *self)
{
  self->n_stops++;
  /* Further ones must not give a worker more time. */
  if (self->n_stops <= 2)
    self->kill_us = g_get_monotonic_time () + (self->n_stops == 2 ? SECOND_STOP_US : self->stop_us);
}

/* When this thread itself stood still, with the whole program (Ctrl+Z) or in front of a slow disk, what
 * workers said meanwhile is still unread. */
void
weir_run_patience_look (WeirRunPatience *self, gint64 now_us)
{
  gint64 asleep_us = self->looked_us > 0 ? now_us - self->looked_us : 0;

  self->looked_us = now_us;
  if (asleep_us <= ASLEEP_US)
    return;
  self->awake_us = now_us;
  self->kill_us += self->kill_us > 0 ? asleep_us : 0;
}

gint64
weir_run_patience_get_silence (const WeirRunPatience *self, gint64 silence_us)
{
  return MIN (silence_us, self->looked_us - self->awake_us);
}

gint64
weir_run_patience_get_late (const WeirRunPatience *self)
{
  return self->kill_us > 0 ? MAX (0, self->looked_us - self->kill_us) : 0;
}
