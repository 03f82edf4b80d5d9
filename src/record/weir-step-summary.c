/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-summary.c: adding up the executions of one step
 */

#include "config.h"

#include "weir-step-summary.h"

/* Only what went out and came to an end by itself is a time of the server: an answer, or the lack of one. */
static gboolean
has_time (const WeirStepBrief *brief)
{
  if (!brief->has_exchange)
    return FALSE;
  if (brief->outcome == WEIR_STEP_SKIPPED || brief->outcome == WEIR_STEP_CANCELLED)
    return FALSE;
  return brief->exchange == WEIR_EXCHANGE_ANSWERED || brief->exchange == WEIR_EXCHANGE_ERROR;
}

/**
 * weir_step_summary_new:
 *
 * Returns: (transfer full): an empty summary
 */
WeirStepSummary *
weir_step_summary_new (void)
{
  WeirStepSummary *self = g_new0 (WeirStepSummary, 1);

  self->time = weir_histogram_new ();
  return self;
}

/**
 * weir_step_summary_copy:
 * @self: a summary
 *
 * Returns: (transfer full): its like
 */
WeirStepSummary *
weir_step_summary_copy (const WeirStepSummary *self)
{
  WeirStepSummary *copy = g_memdup2 (self, sizeof *self);

  copy->time = weir_histogram_copy (self->time);
  return copy;
}

/**
 * weir_step_summary_free:
 * @self: (transfer full) (nullable): a summary
 */
void
weir_step_summary_free (WeirStepSummary *self)
{
  if (self == NULL)
    return;
  weir_histogram_free (self->time);
  g_free (self);
}

/**
 * weir_step_summary_add:
 * @self: a summary
 * @brief: the head of one more result of the step
 *
 * Counts one execution. Its time counts when its last attempt was answered or failed; what was skipped,
 * cancelled, never sent or broken by this computer has none.
 */
void
weir_step_summary_add (WeirStepSummary *self, const WeirStepBrief *brief)
{
  g_return_if_fail ((guint) brief->outcome < WEIR_N_STEP_OUTCOMES);

  self->counts[brief->outcome]++;
  self->not_checked += brief->not_checked != FALSE;
  self->warnings += brief->n_warnings;
  self->generator_errors += brief->has_exchange && brief->exchange == WEIR_EXCHANGE_GENERATOR;
  self->bytes_sent += brief->bytes_sent;
  self->bytes_received += brief->bytes_received;
  self->last = *brief;
  if (has_time (brief))
    weir_histogram_record (self->time, brief->time_us);
}

/**
 * weir_step_summary_merge:
 * @self: a summary
 * @other: another of the same step
 *
 * Afterwards @self counts what both counted. The latest result is the one that began last.
 */
void
weir_step_summary_merge (WeirStepSummary *self, const WeirStepSummary *other)
{
  guint64 total = weir_step_summary_get_total (self);

  if (weir_step_summary_get_total (other) == 0)
    return;
  if (total == 0 || other->last.offset_us >= self->last.offset_us)
    self->last = other->last;
  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    self->counts[i] += other->counts[i];
  self->not_checked += other->not_checked;
  self->warnings += other->warnings;
  self->generator_errors += other->generator_errors;
  self->bytes_sent += other->bytes_sent;
  self->bytes_received += other->bytes_received;
  weir_histogram_merge (self->time, other->time);
}

/**
 * weir_step_summary_get_total:
 * @self: a summary
 *
 * Returns: how many executions it counts, whatever their outcome
 */
guint64
weir_step_summary_get_total (const WeirStepSummary *self)
{
  guint64 total = 0;

  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    total += self->counts[i];
  return total;
}
