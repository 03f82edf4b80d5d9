/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-charts.c: the charts of a run, as many as say something about it
 */

#include "config.h"

#include "weir-flow-charts.h"
#include "weir-report-charts.h"
#include "weir-report-plan.h"
#include "weir-run-data.h"

/* A chart without enough data is no use on paper. */
static void
take_chart (GPtrArray *charts, WeirChart *chart)
{
  if (weir_chart_is_empty (chart))
    weir_chart_free (chart);
  else
    g_ptr_array_add (charts, chart);
}

static gboolean
take_windows (gint64 start_us, const guint8 *data, gsize size, gpointer windows)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  GPtrArray *piece = weir_time_window_decode (bytes, NULL);

  if (piece != NULL)
    g_ptr_array_extend_and_steal (windows, piece);
  return TRUE;
}

static void
take_throughput (GPtrArray *charts, WeirReport *report, const WeirReportRun *run)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  if (weir_archive_foreach_window (report->archive, run->info->id, WEIR_RUN_DATA_SECONDS, 0, G_MAXINT64,
                                   take_windows, windows, NULL))
    take_chart (charts, weir_chart_new_throughput (windows, WEIR_CHART_OF_FLOW));
}

GPtrArray *
weir_report_make_charts (WeirReport *report, const WeirReportRun *run)
{
  GPtrArray *charts = NULL;
  g_autoptr (GPtrArray) statistics = g_ptr_array_new ();

  if (run->jobs != NULL)
    return weir_report_make_plan_charts (report, run);
  charts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_chart_free);
  for (guint i = 0; i < run->steps->len; i++)
    g_ptr_array_add (statistics, ((WeirReportStep *) g_ptr_array_index (run->steps, i))->summary);
  if (run->series != NULL && run->series->parallel)
    take_chart (charts, weir_chart_new_side_by_side (run->series));
  else if (run->series != NULL && run->info->iterations > 1)
    {
      take_chart (charts, weir_chart_new_pass_times (run->series));
      take_chart (charts, weir_chart_new_pass_grid (run->series));
    }
  take_chart (charts, weir_chart_new_step_times (statistics, WEIR_CHART_OF_FLOW));
  if (run->info->parallel > 1)
    take_throughput (charts, report, run);
  if (run->series != NULL)
    take_chart (charts, weir_chart_new_waterfall (run->series, 0));
  take_chart (charts, weir_chart_new_answers (statistics));
  return charts;
}
