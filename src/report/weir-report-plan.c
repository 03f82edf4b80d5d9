/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan.c: a run of a load plan out of the archive: its jobs, and second by second
 */

#include "config.h"

#include <string.h>

#include "weir-job-summary.h"
#include "weir-plan-format.h"
#include "weir-report-plan.h"
#include "weir-run-data.h"

/* Its name stands below that of its iteration, to the right. */
static WeirReportStep *
make_flow_step (WeirStepStatistics *statistics)
{
  WeirReportStep *step = g_new0 (WeirReportStep, 1);

  step->part = statistics->part;
  step->step = statistics->step;
  step->name = g_strdup_printf ("\xe2\x80\x83%s", statistics->name != NULL ? statistics->name : "");
  step->summary = weir_step_statistics_ref (statistics);
  return step;
}

static GPtrArray *
make_flow_steps (GPtrArray *steps)
{
  GPtrArray *made = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_report_step_free);

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (made, make_flow_step (g_ptr_array_index (steps, i)));
  return made;
}

static WeirReportStep *
make_step (const WeirJobState *job)
{
  WeirReportStep *step = g_new0 (WeirReportStep, 1);

  step->part = WEIR_FLOW_PART_STEPS;
  step->step = job->job;
  step->name = weir_job_state_get_name (job);
  step->unanswered = weir_metrics_get_totals (job->figures->metrics)->no_response;
  step->summary = weir_job_state_add_up (job);
  if (job->figures->steps != NULL)
    step->within = make_flow_steps (job->figures->steps);
  return step;
}

static GBytes *
get_data (WeirReport *report, const WeirReportRun *run, const char *kind)
{
  return weir_archive_get_run_data (report->archive, run->info->id, kind, NULL);
}

void
weir_report_read_plan (WeirReport *report, WeirReportRun *run)
{
  g_autoptr (GBytes) jobs = get_data (report, run, WEIR_RUN_DATA_JOBS);
  g_autoptr (GBytes) warnings = get_data (report, run, WEIR_RUN_DATA_WARNINGS);
  g_autoptr (GBytes) workers = get_data (report, run, WEIR_RUN_DATA_WORKERS);

  run->jobs = jobs != NULL ? weir_job_states_decode (jobs, NULL) : NULL;
  if (run->jobs == NULL)
    return;
  run->run_warnings = warnings != NULL ? weir_run_warnings_decode (warnings, NULL) : NULL;
  if (workers != NULL)
    run->workers = g_strndup (g_bytes_get_data (workers, NULL), g_bytes_get_size (workers));
  /* Figures, not rows: they are exact even where no rows were kept. */
  g_ptr_array_set_size (run->steps, 0);
  for (guint i = 0; i < run->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (run->jobs, i);

      if (job->chosen)
        g_ptr_array_add (run->steps, make_step (job));
    }
}

typedef struct
{
  int job;
  GPtrArray *windows;
} Wanted;

static gboolean
take_windows (gint64 start_us, const guint8 *data, gsize size, gpointer user_data)
{
  Wanted *wanted = user_data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  guint job = 0;
  GPtrArray *piece = weir_job_windows_decode (bytes, &job, NULL);

  if (piece != NULL && (wanted->job < 0 || job == (guint) wanted->job))
    g_ptr_array_extend_and_steal (wanted->windows, piece);
  else if (piece != NULL)
    g_ptr_array_unref (piece);
  return TRUE;
}

GPtrArray *
weir_report_read_job_windows (WeirReport *report, const WeirReportRun *run, int job)
{
  Wanted wanted = { job, g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free) };

  weir_archive_foreach_window (report->archive, run->info->id, WEIR_RUN_DATA_JOB_SECONDS, 0, G_MAXINT64,
                               take_windows, &wanted, NULL);
  return wanted.windows;
}

static gboolean
hide_in_iterations (GListStore *iterations)
{
  GListModel *list = G_LIST_MODEL (iterations);
  gboolean hidden = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (list, i);
      WeirStep *step = weir_iteration_get_step (iteration);

      if (step != NULL && weir_step_get_request (step) != NULL)
        hidden |= weir_report_hide_in_request (weir_step_get_request (step));
    }
  return hidden;
}

static gboolean
hide_in_plan (WeirPlan *plan)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  gboolean hidden = hide_in_iterations (weir_plan_get_iterations (plan));

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      hidden |= hide_in_iterations (weir_round_get_iterations (round));
    }
  return hidden;
}

char *
weir_report_hide_in_plan (const WeirRunInfo *info)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *folder = info->file_name != NULL ? g_path_get_dirname (info->file_name) : NULL;
  const char *text = info->document;
  gboolean is_json = text[strspn (text, " \t\r\n")] == '{';
  g_autoptr (WeirPlan) plan = weir_plan_parse (text, strlen (text), is_json, folder, NULL, problems);

  if (plan == NULL)
    return NULL;
  return hide_in_plan (plan) ? weir_plan_to_yaml (plan) : g_strdup (text);
}
