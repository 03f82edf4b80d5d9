/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-made-plan.c: the run of a load plan that no worker carries out: its time passes when a test says so
 */

#include "config.h"

#include "weir-made-plan.h"

#include "weir-plan-format.h"
#include "weir-plan-run-private.h"
#include "weir-run-data.h"

#include <glib/gstdio.h>
#include <string.h>

#define TICK_US (G_USEC_PER_SEC / 10)

static WeirPlan *
parse (const char *yaml)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (yaml, strlen (yaml), FALSE, NULL, NULL, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = weir_problem_to_text (g_ptr_array_index (problems, i), "plan");

      g_test_message ("%s", text);
    }
  g_assert_nonnull (plan);
  return plan;
}

static void
add_jobs (WeirMadePlan *self, WeirRound *round, guint round_index)
{
  GListModel *iterations = G_LIST_MODEL (weir_round_get_iterations (round));

  for (guint i = 0; i < g_list_model_get_n_items (iterations); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (iterations, i);
      g_autoptr (GError) error = NULL;
      WeirJobWatch *watch = weir_job_watch_new (self->watches->len, round_index, round, iteration, TRUE,
                                                self->scope, 0, &error);

      g_assert_no_error (error);
      weir_job_watch_begin (watch);
      g_ptr_array_add (self->watches, watch);
      g_ptr_array_add (self->feeds, weir_job_figures_new (NULL, 60, 0));
    }
}

static void
begin_archive (WeirMadePlan *self, const char *yaml)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("weir-made-XXXXXX", NULL);
  self->archive_file = g_build_filename (self->folder, "runs.db", NULL);
  self->archive = weir_archive_open (self->archive_file, &error);
  g_assert_no_error (error);
  self->info = weir_run_info_new ();
  self->info->uuid = g_uuid_string_random ();
  self->info->name = g_strdup (weir_plan_get_name (self->plan));
  self->info->document = g_strdup (yaml);
  self->info->started_at = g_get_real_time ();
  g_assert_true (weir_archive_begin_run (self->archive, self->info, NULL));
  g_assert_true (weir_archive_commit (self->archive, NULL));
}

WeirMadePlan *
weir_made_plan_new (const char *yaml)
{
  WeirMadePlan *self = g_new0 (WeirMadePlan, 1);
  g_autoptr (GError) error = NULL;
  GListModel *rounds;

  self->plan = parse (yaml);
  self->scope = weir_rule_scope_new (self->plan, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  self->watches = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_watch_free);
  self->feeds = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_figures_unref);
  rounds = G_LIST_MODEL (weir_plan_get_rounds (self->plan));
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      add_jobs (self, round, i);
    }
  begin_archive (self, yaml);
  self->now = weir_plan_snapshot_new ();
  self->now->phase = WEIR_PLAN_RUNNING;
  self->now->round = 0;
  self->now->run_id = self->info->id;
  self->now->uuid = g_strdup (self->info->uuid);
  self->now->started_at = self->info->started_at;
  self->now->workers_reason = g_strdup ("1 worker, because a test says so");
  return self;
}

static WeirJobFigures *
get_feed (WeirMadePlan *self, guint job)
{
  return g_ptr_array_index (self->feeds, job);
}

static void
hand_over (WeirMadePlan *self)
{
  for (guint job = 0; job < self->feeds->len; job++)
    {
      g_autoptr (WeirJobFigures) taken = weir_job_figures_take (get_feed (self, job));

      if (taken != NULL)
        weir_job_watch_merge (g_ptr_array_index (self->watches, job), taken);
    }
}

void
weir_made_plan_feed (WeirMadePlan *self, guint job, guint n, gint64 time_us, guint status)
{
  WeirJobRequest request = {
    .end = status > 0 ? WEIR_REQUEST_ANSWERED : WEIR_REQUEST_NO_RESPONSE,
    .error_kind = status > 0 ? WEIR_ERROR_KIND_NONE : WEIR_ERROR_KIND_CONNECT,
    .error_message = status > 0 ? NULL : "Nobody answers there.",
    .status = status,
    .http_version = status > 0 ? 11 : 0,
    .bytes_sent = 100,
    .bytes_received = status > 0 ? 400 : 0,
  };

  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    request.server_us[i] = WEIR_NO_TIME;
  request.phases[WEIR_PHASE_WAITING] = time_us;
  for (guint i = 0; i < n; i++)
    {
      weir_job_figures_slot (get_feed (self, job), WEIR_NO_TIME);
      weir_job_figures_start (get_feed (self, job), self->now_us);
      weir_job_figures_end (get_feed (self, job), self->now_us, &request);
    }
}

void
weir_made_plan_come (WeirMadePlan *self, guint job, guint n_clients)
{
  for (guint i = 0; i < n_clients; i++)
    weir_job_figures_client_came (get_feed (self, job));
  self->now->clients_active += n_clients;
}

static void
keep_seconds (WeirMadePlan *self, gint64 now_us)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      g_autoptr (GPtrArray) windows =
          g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
      g_autoptr (GBytes) bytes = NULL;

      weir_job_watch_close_windows (g_ptr_array_index (self->watches, i), now_us, windows);
      if (windows->len == 0)
        continue;
      bytes = weir_job_windows_encode (i, windows);
      g_assert_true (weir_archive_append_window (
          self->archive, self->info->id, WEIR_RUN_DATA_JOB_SECONDS,
          ((WeirTimeWindow *) g_ptr_array_index (windows, 0))->second * (gint64) G_USEC_PER_SEC,
          g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
      self->uncommitted = TRUE;
    }
}

/* Only when somebody looks: disks are slow. */
static void
commit (WeirMadePlan *self)
{
  if (self->uncommitted)
    g_assert_true (weir_archive_commit (self->archive, NULL));
  self->uncommitted = FALSE;
}

static void
look (WeirMadePlan *self)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      WeirJobWatch *watch = g_ptr_array_index (self->watches, i);

      if (!weir_job_watch_is_over (watch) && weir_job_watch_evaluate (watch, self->now_us, NULL, NULL))
        weir_job_watch_conclude (watch, FALSE, self->now_us, NULL, NULL);
    }
}

void
weir_made_plan_pass (WeirMadePlan *self, gint64 us)
{
  gint64 until = self->now_us + us;

  hand_over (self);
  while (self->now_us < until)
    {
      gint64 second = self->now_us / G_USEC_PER_SEC;

      self->now_us = MIN (self->now_us + TICK_US, until);
      look (self);
      if (self->now_us / G_USEC_PER_SEC != second)
        keep_seconds (self, self->now_us);
    }
}

static void
ignore_warning (const char *text, gpointer data)
{
}

void
weir_made_plan_end (WeirMadePlan *self, guint job)
{
  weir_job_watch_conclude (g_ptr_array_index (self->watches, job), FALSE, self->now_us, ignore_warning, NULL);
}

WeirPlanSnapshot *
weir_made_plan_show (WeirMadePlan *self)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);

  hand_over (self);
  commit (self);
  for (guint i = 0; i < self->watches->len; i++)
    g_ptr_array_add (jobs, weir_job_state_ref (weir_job_watch_show (g_ptr_array_index (self->watches, i))));
  g_ptr_array_unref (self->now->jobs);
  self->now->jobs = jobs;
  self->now->elapsed_us = self->now_us;
  return weir_plan_snapshot_copy (self->now);
}

static void
keep_figures (WeirMadePlan *self)
{
  g_autoptr (GBytes) jobs = weir_job_states_encode (self->now->jobs);
  g_autoptr (GBytes) warnings = weir_run_warnings_encode (self->now->warnings);

  weir_archive_set_run_data (self->archive, self->info->id, WEIR_RUN_DATA_JOBS, jobs, NULL);
  weir_archive_set_run_data (self->archive, self->info->id, WEIR_RUN_DATA_WARNINGS, warnings, NULL);
  if (self->now->quality != NULL)
    {
      g_autoptr (GBytes) quality = weir_quality_encode (self->now->quality);

      weir_archive_set_run_data (self->archive, self->info->id, WEIR_RUN_DATA_QUALITY, quality, NULL);
    }
  self->info->outcome = self->now->outcome;
  self->info->summary = g_strdup (self->now->summary);
  self->info->duration_us = self->now_us;
  g_assert_true (weir_archive_finish_run (self->archive, self->info, NULL));
}

WeirPlanSnapshot *
weir_made_plan_finish (WeirMadePlan *self)
{
  g_autoptr (WeirPlanSnapshot) last = NULL;

  hand_over (self);
  for (guint i = 0; i < self->watches->len; i++)
    weir_made_plan_end (self, i);
  keep_seconds (self, G_MAXINT64);
  self->now->phase = WEIR_PLAN_DONE;
  last = weir_made_plan_show (self);
  self->now->outcome = weir_plan_judge (last);
  g_free (self->now->summary);
  self->now->summary = NULL;
  last->outcome = self->now->outcome;
  self->now->summary = weir_plan_sentence (last, NULL);
  keep_figures (self);
  return weir_made_plan_show (self);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
weir_made_plan_free (WeirMadePlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->archive, weir_archive_close);
  remove_folder (self->folder);
  weir_run_info_free (self->info);
  weir_plan_snapshot_unref (self->now);
  g_ptr_array_unref (self->watches);
  g_ptr_array_unref (self->feeds);
  weir_rule_scope_free (self->scope);
  g_object_unref (self->plan);
  g_free (self->folder);
  g_free (self->archive_file);
  g_free (self);
}
