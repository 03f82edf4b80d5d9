/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view-charts.c: what the charts of the right pane are made of
 */

#include "config.h"

#include "weir-results-view-private.h"
#include "weir-run-data.h"
#include "weir-time-window.h"

static gboolean
take_window (gint64 start_us, const guint8 *data, gsize size, gpointer user_data)
{
  GPtrArray *windows = user_data;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  GPtrArray *some = weir_time_window_decode (bytes, NULL);

  if (some != NULL)
    g_ptr_array_extend_and_steal (windows, some);
  return TRUE;
}

static gpointer
read_windows (WeirArchive *archive, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  if (!weir_archive_foreach_window (archive, *(gint64 *) data, WEIR_RUN_DATA_SECONDS, 0, G_MAXINT64,
                                    take_window, windows, error))
    return NULL;
  return g_steal_pointer (&windows);
}

static GPtrArray *
list_statistics (const WeirRunSnapshot *snapshot)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      if (weir_step_statistics_get_total (snapshot->steps[part][i]) > 0)
        g_ptr_array_add (all, weir_step_statistics_ref (snapshot->steps[part][i]));
  return all;
}

static void
show (WeirResultsView *self)
{
  g_autoptr (GPtrArray) statistics = list_statistics (self->charted);

  weir_charts_page_set_data (self->charts, self->charted->series, statistics, self->windows);
}

static void
windows_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirResultsView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) windows = weir_result_reader_call_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading_windows);
  self->windows = g_steal_pointer (&windows);
  if (self->charted != NULL)
    show (self);
}

/**
 * weir_results_view_show_charts:
 * @self: a results view
 * @snapshot: (nullable): how a run stands; %NULL for no run
 *
 * Gives the charts what is new. What happened second by second is read once, when the run has ended.
 */
void
weir_results_view_show_charts (WeirResultsView *self, WeirRunSnapshot *snapshot)
{
  g_autoptr (WeirRunSnapshot) before = g_steal_pointer (&self->charted);
  gboolean known = before != NULL && snapshot != NULL && before->run_id == snapshot->run_id
                   && before->phase == WEIR_RUN_DONE;
  gboolean ended = snapshot != NULL && snapshot->phase == WEIR_RUN_DONE && !known;

  if (snapshot == NULL || ended)
    {
      g_cancellable_cancel (self->reading_windows);
      g_clear_object (&self->reading_windows);
      g_clear_pointer (&self->windows, g_ptr_array_unref);
    }
  if (snapshot == NULL)
    {
      weir_charts_page_set_data (self->charts, NULL, NULL, NULL);
      return;
    }
  self->charted = weir_run_snapshot_ref (snapshot);
  show (self);
  if (!ended || snapshot->run_id == 0)
    return;
  self->reading_windows = g_cancellable_new ();
  weir_result_reader_call_async (self->reader, read_windows,
                                 g_memdup2 (&snapshot->run_id, sizeof snapshot->run_id), g_free,
                                 (GDestroyNotify) g_ptr_array_unref, self->reading_windows, windows_read_cb,
                                 g_object_ref (self));
}

/**
 * weir_results_view_chart_jump:
 * @self: a results view
 * @part: of the flow; -1 when what was activated stands for no part
 * @step: index within it, or -1
 * @iteration: 1-based, or 0
 * @vu: 1-based, or 0
 *
 * Shows the result that something in a chart stands for.
 */
void
weir_results_view_chart_jump (WeirResultsView *self, int part, int step, guint iteration, guint vu)
{
  const WeirStepBrief brief = {
    .part = part >= 0 ? (guint) part : WEIR_FLOW_PART_STEPS,
    .iteration = MAX (iteration, 1),
    .vu = MAX (vu, 1),
  };

  if (iteration > 0 || vu > 0)
    weir_results_view_show_result (self, weir_pass_key_for_brief (&brief), step >= 0 ? (guint) step : 0);
}
