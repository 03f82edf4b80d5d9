/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-compared-run.c: a run as it is compared with others: what it is, and what its parts came to
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-compared-run.h"
#include "weir-duration.h"
#include "weir-job-summary.h"
#include "weir-report-differences.h"
#include "weir-report.h"
#include "weir-run-data.h"

static GPtrArray *
add_up_jobs (GPtrArray *jobs)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (jobs, i);

      if (job->chosen)
        g_ptr_array_add (sums, weir_job_state_add_up (job));
    }
  return sums;
}

/* Of a plan its figures, not its rows: they are exact even where no rows are kept. */
static void
read_plan (WeirComparedRun *self, WeirArchive *archive)
{
  gint64 id = self->info->id;
  g_autoptr (GBytes) jobs = weir_archive_get_run_data (archive, id, WEIR_RUN_DATA_JOBS, NULL);
  g_autoptr (GBytes) workers = weir_archive_get_run_data (archive, id, WEIR_RUN_DATA_WORKERS, NULL);

  if (jobs != NULL)
    self->jobs = weir_job_states_decode (jobs, NULL);
  if (self->jobs != NULL)
    self->statistics = add_up_jobs (self->jobs);
  if (workers != NULL)
    self->workers = g_strndup (g_bytes_get_data (workers, NULL), g_bytes_get_size (workers));
}

/**
 * weir_compared_run_read:
 * @archive: where it is
 * @run_id: a run
 * @error: set to a #WeirArchiveError
 *
 * Returns: (transfer full) (nullable): the run
 */
WeirComparedRun *
weir_compared_run_read (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (WeirComparedRun) self = g_new0 (WeirComparedRun, 1);

  self->info = weir_archive_get_run (archive, run_id, error);
  if (self->info == NULL)
    return NULL;
  if (self->info->is_plan)
    read_plan (self, archive);
  if (self->statistics == NULL)
    self->statistics = weir_archive_get_statistics (archive, run_id, error);
  return self->statistics != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_compared_run_free:
 * @self: (transfer full) (nullable): a run
 */
void
weir_compared_run_free (WeirComparedRun *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->info, weir_run_info_free);
  g_clear_pointer (&self->statistics, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_free (self->workers);
  g_free (self);
}

/**
 * weir_compared_run_list_differences:
 * @first: a run
 * @second: another
 *
 * Returns: (transfer full) (element-type WeirReportDifference): what weir_report_list_differences() names,
 *   and of load plans how many processes sent
 */
GPtrArray *
weir_compared_run_list_differences (const WeirComparedRun *first, const WeirComparedRun *second)
{
  GPtrArray *differences = weir_report_list_differences (first->info, second->info);

  if (first->workers != NULL && second->workers != NULL && !g_str_equal (first->workers, second->workers))
    weir_report_add_difference (differences, _("Worker processes"), first->workers, second->workers);
  return differences;
}

/**
 * weir_compared_run_check:
 * @first: a run
 * @second: another
 * @error: set to %WEIR_REPORT_ERROR_READ
 *
 * Returns: whether the two can be compared
 */
gboolean
weir_compared_run_check (const WeirComparedRun *first, const WeirComparedRun *second, GError **error)
{
  if (first->info->is_plan == second->info->is_plan)
    return TRUE;
  g_set_error_literal (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_READ,
                       _("One of the two is a run of a load plan and the other one of a flow. Choose two runs"
                         " of the same kind to compare them."));
  return FALSE;
}

/**
 * weir_compared_fact_get_title:
 * @fact: a fact
 *
 * Returns: what it is called
 */
const char *
weir_compared_fact_get_title (WeirComparedFact fact)
{
  const char *const titles[WEIR_N_COMPARED_FACTS] = {
    [WEIR_COMPARED_STATUS] = _("Status"),
    [WEIR_COMPARED_REQUESTS] = _("Requests"),
    [WEIR_COMPARED_PER_SECOND] = _("Per second"),
    [WEIR_COMPARED_MAX] = _("Max"),
  };

  g_return_val_if_fail (fact < WEIR_N_COMPARED_FACTS, "");
  return titles[fact];
}

/* (nullable): NULL when the run is none of a load plan, or was cut off before anything was written. */
static const WeirJobState *
find_job (const WeirComparedRun *self, const WeirStepStatistics *step)
{
  gboolean is_known = self->jobs != NULL && step->step < self->jobs->len;

  return is_known ? g_ptr_array_index (self->jobs, step->step) : NULL;
}

/* FALSE: there is no such number */
static gboolean
get_number (const WeirJobState *job, WeirComparedFact fact, double *number)
{
  const WeirHistogram *time = job != NULL ? weir_job_state_get_time (job, WEIR_METRIC_TOTAL_TIME) : NULL;

  if (job == NULL || fact == WEIR_COMPARED_STATUS || (fact == WEIR_COMPARED_MAX && time == NULL))
    return FALSE;
  if (fact == WEIR_COMPARED_REQUESTS)
    *number = (double) weir_metrics_get_totals (job->figures->metrics)->started;
  else if (fact == WEIR_COMPARED_PER_SECOND)
    *number = weir_job_state_get_throughput (job);
  else
    *number = (double) weir_histogram_get_max (time);
  return TRUE;
}

static const char *
describe_status (WeirIterationStatus status)
{
  const char *const words[] = {
    [WEIR_ITERATION_NOT_STARTED] = _("not started"), [WEIR_ITERATION_SCHEDULED] = _("scheduled"),
    [WEIR_ITERATION_ONGOING] = _("ongoing"),         [WEIR_ITERATION_TERMINATED] = _("ended by a rule"),
    [WEIR_ITERATION_CANCELLED] = _("cancelled"),     [WEIR_ITERATION_FAILED] = _("failed"),
    [WEIR_ITERATION_SKIPPED] = _("skipped"),         [WEIR_ITERATION_SUCCESS] = _("succeeded"),
  };

  return status < G_N_ELEMENTS (words) ? words[status] : "";
}

/**
 * weir_compared_run_get_fact:
 * @self: a run
 * @step: of its statistics
 * @fact: what is asked for
 *
 * Returns: (transfer full): it for people; "–" when there is none
 */
char *
weir_compared_run_get_fact (const WeirComparedRun *self, const WeirStepStatistics *step,
                            WeirComparedFact fact)
{
  const WeirJobState *job = find_job (self, step);
  double number;

  if (job != NULL && fact == WEIR_COMPARED_STATUS)
    return g_strdup (describe_status (job->status));
  if (!get_number (job, fact, &number))
    return g_strdup ("–");
  if (fact == WEIR_COMPARED_MAX)
    return weir_duration_to_display ((gint64) number);
  return g_strdup_printf (fact == WEIR_COMPARED_REQUESTS ? "%.0f" : "%.1f", number);
}

/**
 * weir_compared_run_get_change:
 * @first: a run
 * @second: another
 * @step: an iteration of both
 * @fact: what is asked for
 *
 * Returns: (transfer full): how much more there is in the second, in percent of the first
 */
char *
weir_compared_run_get_change (const WeirComparedRun *first, const WeirComparedRun *second,
                              const WeirStepComparison *step, WeirComparedFact fact)
{
  double numbers[2], percent;

  if (!get_number (find_job (first, step->runs[0]), fact, &numbers[0])
      || !get_number (find_job (second, step->runs[1]), fact, &numbers[1]) || numbers[0] <= 0)
    return g_strdup ("");
  percent = 100 * (numbers[1] - numbers[0]) / numbers[0];
  return fabs (percent) < 0.05 ? g_strdup ("0.0 %") : g_strdup_printf ("%+.1f %%", percent);
}
