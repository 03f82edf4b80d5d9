/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-charts.c: the charts of a run of a load plan, as many as say something about it
 */

#include "config.h"

#include "weir-plan-chart-set.h"
#include "weir-report-plan.h"
#include "weir-run-data.h"

static gboolean
take_windows (gint64 start_us, const guint8 *data, gsize size, gpointer seconds)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  guint job = 0;
  GPtrArray *windows = weir_job_windows_decode (bytes, &job, NULL);

  if (windows != NULL)
    weir_plan_seconds_take (seconds, job, windows);
  return TRUE;
}

GPtrArray *
weir_report_make_plan_charts (WeirReport *report, const WeirReportRun *run)
{
  GPtrArray *charts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_chart_free);
  g_autoptr (WeirPlanSeconds) seconds = weir_plan_seconds_new ();
  g_autoptr (GArray) list = weir_plan_charts_list (run->jobs, -1);

  weir_archive_foreach_window (report->archive, run->info->id, WEIR_RUN_DATA_JOB_SECONDS, 0, G_MAXINT64,
                               take_windows, seconds, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      WeirChart *chart = weir_plan_chart_make (&g_array_index (list, WeirPlanChart, i), run->jobs, seconds);

      /* A chart without enough data is no use on paper. */
      if (weir_chart_is_empty (chart))
        weir_chart_free (chart);
      else
        g_ptr_array_add (charts, chart);
    }
  return charts;
}
