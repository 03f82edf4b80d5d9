/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-flow.c: runs a flow written in a test, whole: worker process, archive and all
 */

#include "config.h"

#include "weir-test-flow.h"

#include "weir-flow-format.h"
#include "weir-test.h"

#include <glib/gstdio.h>
#include <string.h>


static WeirFlow *
parse (const char *yaml)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirFlow *flow = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);

  for (guint i = 0; i < problems->len && !flow; i++)
    {
      g_autofree char *text = weir_problem_to_text (g_ptr_array_index (problems, i), "flow");

      g_test_message ("%s", text);
    }
  g_assert_nonnull (flow);
  return flow;
}

static gboolean
read_result_cb (gint64 result_id, const WeirStepResult *result, gpointer data)
{
  WeirTestRun *self = data;
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  WeirStepResult *copy;

  copy = weir_archive_get_result (archive, result_id, NULL);
  g_assert_nonnull (copy);
  g_ptr_array_add (self->results, copy);
  return TRUE;
}

static void
finished_cb (WeirRun *run, gpointer data)
{
  WeirTestRun *self = data;
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  g_autoptr (GError) error = NULL;

  self->finished = TRUE;
  self->snapshot = weir_run_ref_snapshot (run);
  g_assert_nonnull (archive);
  weir_archive_foreach_result (archive, self->snapshot->run_id, read_result_cb, self, &error);
  g_assert_no_error (error);
}

WeirTestRun *
weir_test_run_start_step (const char *yaml, const char *base_url, const char *only_step)
{
  WeirTestRun *self = g_new0 (WeirTestRun, 1);
  g_autoptr (WeirFlow) flow = parse (yaml);
  g_autofree char *frozen = weir_flow_to_yaml (flow);
  g_autofree char *base = g_strdup_printf ("base=%s", base_url);
  const char *variables[] = { base, NULL };
  WeirRunOptions *options = weir_flow_get_run_options (flow);
  g_autoptr (GError) error = NULL;
  WeirRunSettings settings = { 0 };

  self->folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  self->archive_file = g_build_filename (self->folder, "runs.db", NULL);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_result_free);
  settings.iterations = weir_run_options_get_iterations (options);
  settings.one_per_row = weir_run_options_get_one_per_row (options);
  settings.parallel = weir_run_options_get_parallel (options);
  settings.delay_ms = weir_run_options_get_delay_ms (options);
  settings.stop_on_failure = weir_run_options_get_stop_on_failure (options);
  settings.variables = variables;
  settings.only_step = only_step;
  settings.archive = self->archive_file;
  self->run = weir_run_new (flow, frozen, &settings, &error);
  g_assert_no_error (error);
  g_signal_connect (self->run, "finished", G_CALLBACK (finished_cb), self);
  weir_run_start (self->run);
  return self;
}

WeirTestRun *
weir_test_run_start (const char *yaml, const char *base_url)
{
  return weir_test_run_start_step (yaml, base_url, NULL);
}

static gboolean
is_finished (gpointer data)
{
  return ((WeirTestRun *) data)->finished;
}

void
weir_test_run_wait (WeirTestRun *self)
{
  g_assert_true (weir_test_wait (is_finished, self, DEADLINE_MS));
}

WeirTestRun *
weir_test_run (const char *yaml, const char *base_url)
{
  WeirTestRun *self = weir_test_run_start (yaml, base_url);

  weir_test_run_wait (self);
  return self;
}

const WeirStepResult *
weir_test_run_get (WeirTestRun *self, const char *step, guint index)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      const WeirStepResult *result = g_ptr_array_index (self->results, i);

      if (g_str_equal (result->name, step) && index-- == 0)
        return result;
    }
  g_error ("The run has too few results of the step “%s”", step);
}

guint
weir_test_run_count (WeirTestRun *self, const char *step)
{
  guint count = 0;

  for (guint i = 0; i < self->results->len; i++)
    count += g_str_equal (((WeirStepResult *) g_ptr_array_index (self->results, i))->name, step);
  return count;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
weir_test_run_free (WeirTestRun *self)
{
  g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  remove_folder (self->folder);
  g_free (self->archive_file);
  g_free (self->folder);
  g_free (self);
}
