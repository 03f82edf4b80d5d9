/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-snapshot.c: how a run stands at one instant; immutable, counted
 */

#include "config.h"

#include "weir-run-private.h"

G_DEFINE_BOXED_TYPE (WeirRunSnapshot, weir_run_snapshot, weir_run_snapshot_ref, weir_run_snapshot_unref)

static void
snapshot_clear (gpointer data)
{
  WeirRunSnapshot *self = data;

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      for (guint i = 0; i < self->n_steps[part]; i++)
        weir_step_statistics_unref (self->steps[part][i]);
      g_free (self->steps[part]);
      g_free (self->running[part]);
    }
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->quality, weir_quality_unref);
  g_clear_pointer (&self->findings, weir_findings_unref);
  g_clear_pointer (&self->series, weir_run_series_unref);
  g_free (self->summary);
  g_free (self->uuid);
  g_free (self->archive_error);
}

WeirRunSnapshot *
weir_run_snapshot_ref (WeirRunSnapshot *snapshot)
{
  return g_atomic_rc_box_acquire (snapshot);
}

void
weir_run_snapshot_unref (WeirRunSnapshot *snapshot)
{
  g_atomic_rc_box_release_full (snapshot, snapshot_clear);
}

/* Empty, for a flow with that many steps in each part. */
WeirRunSnapshot *
weir_run_snapshot_new (const guint n_steps[WEIR_N_FLOW_PARTS])
{
  WeirRunSnapshot *self = g_atomic_rc_box_new0 (WeirRunSnapshot);

  self->warnings = g_ptr_array_new_with_free_func (g_free);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      self->n_steps[part] = n_steps[part];
      self->steps[part] = g_new0 (WeirStepStatistics *, MAX (1, n_steps[part]));
      self->running[part] = g_new0 (guint, MAX (1, n_steps[part]));
      for (guint i = 0; i < n_steps[part]; i++)
        self->steps[part][i] = weir_step_statistics_new ();
    }
  return self;
}

/* Shares what is large with @snapshot, which must from then on replace it rather than change it. */
WeirRunSnapshot *
weir_run_snapshot_copy (const WeirRunSnapshot *snapshot)
{
  WeirRunSnapshot *self = g_atomic_rc_box_new0 (WeirRunSnapshot);

  *self = *snapshot;
  self->summary = g_strdup (snapshot->summary);
  self->uuid = g_strdup (snapshot->uuid);
  self->archive_error = g_strdup (snapshot->archive_error);
  g_ptr_array_ref (self->warnings);
  if (self->quality)
    weir_quality_ref (self->quality);
  if (self->findings)
    weir_findings_ref (self->findings);
  if (self->series)
    weir_run_series_ref (self->series);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n = self->n_steps[part];

      self->steps[part] = g_new0 (WeirStepStatistics *, MAX (1, n));
      self->running[part] = g_memdup2 (snapshot->running[part], MAX (1, n) * sizeof (guint));
      for (guint i = 0; i < n; i++)
        self->steps[part][i] = weir_step_statistics_ref (snapshot->steps[part][i]);
    }
  return self;
}

guint64
weir_run_snapshot_count (const WeirRunSnapshot *snapshot, WeirStepOutcome outcome)
{
  guint64 count = 0;

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      count += snapshot->steps[part][i]->counts[outcome];
  return count;
}

guint64
weir_run_snapshot_count_not_checked (const WeirRunSnapshot *snapshot)
{
  guint64 count = 0;

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      count += snapshot->steps[part][i]->not_checked;
  return count;
}
