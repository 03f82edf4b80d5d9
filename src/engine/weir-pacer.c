/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacer.c: when one client sends the requests of an iteration, by its mode: an absolute schedule
 */

#include "config.h"

#include "weir-pacer.h"

#include <math.h>

/**
 * weir_rate_program_new:
 * @rate: an arrival rate
 *
 * Returns: (transfer full): its stages, to be freed with g_free()
 */
WeirRateProgram *
weir_rate_program_new (WeirArrivalRate *rate)
{
  GListModel *stages = G_LIST_MODEL (weir_arrival_rate_get_stages (rate));
  guint n_steps = g_list_model_get_n_items (stages);
  WeirRateProgram *self = g_malloc0 (sizeof *self + n_steps * sizeof (WeirRateStep));
  WeirRateStep next = { .from = weir_arrival_rate_get_rate (rate) };

  self->n_steps = n_steps;
  self->max_in_flight = weir_arrival_rate_get_max_in_flight (rate);
  self->n_starts = weir_arrival_rate_count_starts (rate);
  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (WeirRateStage) stage = g_list_model_get_item (stages, i);

      next.length_us = weir_rate_stage_get_duration_us (stage);
      next.to = weir_rate_stage_get_rate (stage);
      self->steps[i] = next;
      next.before += (next.from + next.to) / 2 * (double) next.length_us / G_USEC_PER_SEC;
      next.begin_us += next.length_us;
      next.from = next.to;
    }
  return self;
}

/* Within a stage the rate changes evenly, so after t seconds there were from·t + (to − from)·t² / 2d starts:
 * the instant of one of them is the root of that, in the form that needs no difference of large numbers. */
static gint64
get_start_us (const WeirRateProgram *rate, guint64 start)
{
  const WeirRateStep *step = &rate->steps[0];
  double wanted, slope, root;

  for (guint i = 1; i < rate->n_steps && rate->steps[i].before <= (double) start; i++)
    step = &rate->steps[i];
  wanted = (double) start - step->before;
  slope = (step->to - step->from) / ((double) step->length_us / G_USEC_PER_SEC);
  root = step->from + sqrt (MAX (0, step->from * step->from + 2 * slope * wanted));
  if (wanted <= 0)
    return step->begin_us;
  if (root <= 0)
    return step->begin_us + step->length_us;
  return step->begin_us + MIN (step->length_us, (gint64) (2 * wanted / root * G_USEC_PER_SEC));
}

static gboolean
is_batched (const WeirPacer *self)
{
  return self->mode != WEIR_MODE_R && self->mode != WEIR_MODE_D;
}

/**
 * weir_pacer_has_schedule:
 * @self: a pacer
 *
 * Returns: whether it is by the clock that slots are launched, and not by the end of others
 */
gboolean
weir_pacer_has_schedule (const WeirPacer *self)
{
  return self->rate || is_batched (self);
}

/* When the next start of the rate is due; nothing is left after the last one. */
static void
set_due_start (WeirPacer *self)
{
  if (self->n_starts < self->rate->n_starts)
    self->due_us = self->begin_us + get_start_us (self->rate, self->n_starts);
  else
    self->left = 0;
}

/**
 * weir_pacer_start:
 * @self: (out): a pacer
 * @pacing: the mode and its numbers
 * @rate: (nullable): its arrival rate, which outlives this
 * @now_us: when the client's loop begins
 *
 * The first launch is due at once.
 */
void
weir_pacer_start (WeirPacer *self, WeirPacing *pacing, const WeirRateProgram *rate, gint64 now_us)
{
  WeirMode mode = weir_pacing_get_mode (pacing);
  gboolean has_end = mode == WEIR_MODE_D || mode == WEIR_MODE_DCB;
  gboolean has_count = mode == WEIR_MODE_R || mode == WEIR_MODE_CRB;

  *self = (WeirPacer){
    .mode = mode,
    .rate = rate,
    .begin_us = now_us,
    .at_once = weir_pacing_get_maximize_throughput (pacing),
    .batch = weir_pacing_get_batch_size (pacing),
    .cool_down_us = weir_pacing_get_cool_down_us (pacing),
    .end_us = has_end ? now_us + weir_pacing_get_duration_us (pacing) : G_MAXINT64,
    .left = has_count ? weir_pacing_get_request_count (pacing) : G_MAXUINT64,
    .due_us = now_us,
  };
  if (rate)
    set_due_start (self);
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

/* A start for which there is no room is not made later, and neither is one whose time is over. */
static WeirLaunch
launch_start (WeirPacer *self, gint64 now_us)
{
  WeirLaunch launch = { 0, self->due_us };

  while (self->left > 0 && self->due_us <= now_us)
    {
      gboolean has_room = self->in_flight < self->rate->max_in_flight && now_us < self->end_us;

      launch.intended_us = self->due_us;
      self->n_starts++;
      set_due_start (self);
      if (!has_room)
        {
          self->missed_starts++;
          continue;
        }
      self->in_flight++;
      launch.n = 1;
      break;
    }
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
  if (self->rate)
    return launch_start (self, now_us);
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
  if (self->rate)
    return self->due_us;
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
