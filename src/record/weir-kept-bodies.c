/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-kept-bodies.c: which requests of an iteration of a load plan keep their bodies
 */

#include "config.h"

#include "weir-kept-bodies.h"

/* Whether it is among the slowest there were so far; takes the place of the quickest of them. */
static gboolean
is_slow (WeirKeptBodies *self, gint64 time_us)
{
  guint quickest = 0;

  if (self->n_slow < G_N_ELEMENTS (self->slowest_us))
    {
      self->slowest_us[self->n_slow++] = time_us;
      return TRUE;
    }
  for (guint i = 1; i < self->n_slow; i++)
    if (self->slowest_us[i] < self->slowest_us[quickest])
      quickest = i;
  if (time_us <= self->slowest_us[quickest])
    return FALSE;
  self->slowest_us[quickest] = time_us;
  return TRUE;
}

/**
 * weir_kept_bodies_choose:
 * @brief: what has come to its end
 *
 * Of millions of requests those are kept whole that somebody will want to look at: the first ones that
 * failed, and those that are among the slowest when they come. Of n requests about 20 · ln (n / 20) are that
 * at first, and slower ones follow.
 *
 * Returns: whether this one is
 */
gboolean
weir_kept_bodies_choose (WeirKeptBodies *self, const WeirStepBrief *brief)
{
  if (brief->outcome == WEIR_STEP_FAILED && self->n_failed < WEIR_LIMIT_FAILED_BODIES)
    {
      self->n_failed++;
      return TRUE;
    }
  return weir_step_brief_has_time (brief) && is_slow (self, brief->time_us);
}
