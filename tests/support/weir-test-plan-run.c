/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-plan-run.c: runs a load plan written in a test, whole: worker processes, rules, archive and all
 */

#include "config.h"

#include "weir-test-plan-run.h"

#include "weir-plan-format.h"
#include "weir-test.h"

#include <glib/gstdio.h>
#include <string.h>


static WeirPlan *
parse (const char *yaml, const char *const *variables)
{
  const WeirPlanOptions options = { .variables = variables };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (yaml, strlen (yaml), FALSE, NULL, &options, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = weir_problem_to_text (g_ptr_array_index (problems, i), "plan");

      g_test_message ("%s", text);
    }
  g_assert_nonnull (plan);
  return plan;
}

static void
finished_cb (WeirPlanRun *run, gpointer data)
{
  WeirTestPlanRun *self = data;

  self->finished = TRUE;
  self->snapshot = weir_plan_run_ref_snapshot (run);
}

WeirTestPlanRun *
weir_test_plan_run_new_with (const char *yaml, const WeirPlanRunSettings *settings)
{
  WeirTestPlanRun *self = g_new0 (WeirTestPlanRun, 1);
  WeirPlanRunSettings chosen = *settings;
  g_autoptr (WeirPlan) plan = NULL;
  g_autofree char *url = NULL;
  g_autofree char *base = NULL;
  g_autoptr (GError) error = NULL;
  const char *variables[2] = { NULL };

  self->server = weir_test_server_new ();
  self->folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  self->archive_file = g_build_filename (self->folder, "runs.db", NULL);
  url = weir_test_server_get_url (self->server, "");
  base = g_strdup_printf ("base=%s", url);
  variables[0] = base;
  plan = parse (yaml, variables);
  chosen.variables = variables;
  if (!chosen.archive)
    chosen.archive = self->archive_file;
  self->run = weir_plan_run_new (plan, yaml, &chosen, &error);
  g_assert_no_error (error);
  g_signal_connect (self->run, "finished", G_CALLBACK (finished_cb), self);
  return self;
}

WeirTestPlanRun *
weir_test_plan_run_new (const char *yaml, guint n_workers)
{
  const WeirPlanRunSettings settings = { .n_workers = n_workers };

  return weir_test_plan_run_new_with (yaml, &settings);
}

void
weir_test_plan_run_start (WeirTestPlanRun *self)
{
  weir_plan_run_start (self->run);
}

static gboolean
is_finished (gpointer data)
{
  return ((WeirTestPlanRun *) data)->finished;
}

void
weir_test_plan_run_wait (WeirTestPlanRun *self)
{
  g_assert_true (weir_test_wait (is_finished, self, DEADLINE_MS));
}

void
weir_test_plan_run_all (WeirTestPlanRun *self)
{
  weir_test_plan_run_start (self);
  weir_test_plan_run_wait (self);
}

void
weir_test_plan_run_free (WeirTestPlanRun *self)
{
  static const char *const files[] = { "runs.db", "runs.db-wal", "runs.db-shm", "runs.db-lock" };

  if (!self->finished && self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_pointer (&self->snapshot, weir_plan_snapshot_unref);
  weir_test_server_free (self->server);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->archive_file);
  g_free (self);
}

const WeirJobState *
weir_test_plan_run_get_job (WeirTestPlanRun *self, guint job)
{
  g_assert_nonnull (self->snapshot);
  g_assert_cmpuint (job, <, self->snapshot->jobs->len);
  return g_ptr_array_index (self->snapshot->jobs, job);
}

const WeirMetricTotals *
weir_test_plan_run_get_totals (WeirTestPlanRun *self, guint job)
{
  return weir_metrics_get_totals (weir_test_plan_run_get_job (self, job)->figures->metrics);
}

guint64
weir_test_plan_run_count_warning (WeirTestPlanRun *self, const char *part)
{
  guint64 count = 0;

  for (guint i = 0; i < self->snapshot->warnings->len; i++)
    {
      const WeirRunWarning *warning = g_ptr_array_index (self->snapshot->warnings, i);

      if (strstr (warning->text, part))
        count += warning->count;
    }
  return count;
}
