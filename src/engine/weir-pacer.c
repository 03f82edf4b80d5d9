/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacer.c: when one client sends the requests of an iteration, by its mode: an absolute schedule
 */

#include "config.h"

#include "weir-pacer.h"

static gboolean
is_batched (const WeirPacer *self)
{
  return self->mode != WEIR_MODE_R && self->mode != WEIR_MODE_D;
}

/**
 * weir_pacer_start:
 * @self: (out): a pacer
 * @pacing: the mode and its numbers
 * @now_us: when the client's loop begins
 *
 * The first launch is due at once.
 */
void
weir_pacer_start (WeirPacer *self, WeirPacing *pacing, gint64 now_us)
{
  WeirMode mode = weir_pacing_get_mode (pacing);
  gboolean has_end = mode == WEIR_MODE_D || mode == WEIR_MODE_DCB;
  gboolean has_count = mode == WEIR_MODE_R || mode == WEIR_MODE_CRB;

  *self = (WeirPacer){
    .mode = mode,
    .at_once = weir_pacing_get_maximize_throughput (pacing),
    .batch = weir_pacing_get_batch_size (pacing),
    .cool_down_us = weir_pacing_get_cool_down_us (pacing),
    .end_us = has_end ? now_us + weir_pacing_get_duration_us (pacing) : G_MAXINT64,
    .left = has_count ? weir_pacing_get_request_count (pacing) : G_MAXUINT64,
    .due_us = now_us,
  };
}

/* Launches that are due and lie behind the end will never happen. */
static void
drop_late (WeirPacer *self)
{
  gint64 n_launches = (self->end_us - self->due_us + self->cool_down_us - 1) / self->cool_down_us;

  if (self->due_us < self->end_us)
    self->missed_starts += (guint64) n_launches * self->batch;
  self->left = 0;
}

static WeirLaunch
launch_batch (WeirPacer *self, gint64 now_us)
{
  WeirLaunch launch = { 0, self->due_us };

  if (now_us < MIN (self->due_us, self->end_us))
    return launch;
  if (now_us >= self->end_us)
    {
      drop_late (self);
      return launch;
    }
  launch.n = (guint) MIN (self->left, self->batch);
  self->left -= self->left == G_MAXUINT64 ? 0 : launch.n;
  self->in_flight += launch.n;
  self->latest_in_flight = launch.n;
  self->due_us += self->cool_down_us;
  if (self->due_us >= self->end_us && !self->at_once)
    self->left = 0;
  return launch;
}

static WeirLaunch
launch_slot (WeirPacer *self, gint64 now_us)
{
  WeirLaunch launch = { 0, now_us };

  if (self->in_flight > 0)
    return launch;
  if (now_us >= self->end_us)
    {
      self->left = 0;
      return launch;
    }
  launch.n = 1;
  self->left -= self->left == G_MAXUINT64 ? 0 : 1;
  self->in_flight = 1;
  return launch;
}

/**
 * weir_pacer_launch:
 * @self: a pacer
 * @now_us: what time it is
 *
 * A launch that comes late keeps the instant it was meant for, and its place: those after it are not moved.
 *
 * Returns: what is to be launched now
 */
WeirLaunch
weir_pacer_launch (WeirPacer *self, gint64 now_us)
{
  WeirLaunch none = { 0, now_us };

  if (self->stopped || self->left == 0)
    return none;
  return is_batched (self) ? launch_batch (self, now_us) : launch_slot (self, now_us);
}

/**
 * weir_pacer_complete:
 * @self: a pacer
 * @batch_us: the intended instant of the launch the slot belongs to
 * @now_us: what time it is
 *
 * With maximizeThroughput a launch is due as soon as the batch before it is complete, if that is earlier than
 * its time; the schedule continues from there.
 */
void
weir_pacer_complete (WeirPacer *self, gint64 batch_us, gint64 now_us)
{
  g_return_if_fail (self->in_flight > 0);

  self->in_flight--;
  if (!is_batched (self) || batch_us != self->due_us - self->cool_down_us)
    return;
  self->latest_in_flight--;
  if (self->at_once && self->latest_in_flight == 0 && self->left > 0)
    self->due_us = MIN (self->due_us, now_us);
}

/**
 * weir_pacer_stop:
 * @self: a pacer
 *
 * Nothing is launched any more; what is in flight is still waited for.
 */
void
weir_pacer_stop (WeirPacer *self)
{
  self->stopped = TRUE;
}

/**
 * weir_pacer_get_due_us:
 * @self: a pacer
 *
 * Returns: when something is to be launched next; %G_MAXINT64 when that depends on a slot that is in flight,
 *   or never
 */
gint64
weir_pacer_get_due_us (const WeirPacer *self)
{
  if (self->stopped || self->left == 0)
    return G_MAXINT64;
  if (is_batched (self))
    return MIN (self->due_us, self->end_us);
  return self->in_flight > 0 ? G_MAXINT64 : 0;
}

/**
 * weir_pacer_is_over:
 * @self: a pacer
 *
 * Returns: whether nothing is in flight and nothing will be
 */
gboolean
weir_pacer_is_over (const WeirPacer *self)
{
  return self->in_flight == 0 && (self->stopped || self->left == 0);
}
