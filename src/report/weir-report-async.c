/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-async.c: a report written on a thread of its own, its progress told where it was asked for
 */

#include "config.h"

#include "weir-report-private.h"

/* Nobody sees more, and the main loop has other things to do. */
#define PROGRESS_US (G_USEC_PER_SEC / 10)

typedef struct
{
  char *archive_file;
  gint64 run_id;
  char *file_name;
  WeirReportOptions options; /* as asked for; its progress belongs to the caller's main context */
  GMainContext *context;
  gint64 told_us; /* when the progress was last told; of the thread that writes */
} Job;

typedef struct
{
  GTask *task;
  double done;
} Progress;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->archive_file);
  g_free (job->file_name);
  g_main_context_unref (job->context);
  g_free (job);
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

/* In the caller's main context. Once the task is over, nobody waits for it any more. */
static gboolean
tell_cb (gpointer data)
{
  const Progress *progress = data;
  const Job *job = g_task_get_task_data (progress->task);

  if (!g_task_get_completed (progress->task))
    job->options.progress (progress->done, job->options.progress_data);
  return G_SOURCE_REMOVE;
}

/* In the thread that writes. */
static void
progress_cb (double done, gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GSource) source = NULL;
  Progress *progress;

  if (now - job->told_us < PROGRESS_US)
    return;
  job->told_us = now;
  progress = g_new0 (Progress, 1);
  progress->task = g_object_ref (task);
  progress->done = done;
  /* Not invoked: a context whose loop is not running just now would be served from this thread. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, progress, progress_free);
  g_source_attach (source, job->context);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (WeirArchive) archive = NULL;
  WeirReportOptions options = job->options;
  GError *error = NULL;

  if (options.progress != NULL)
    {
      options.progress = progress_cb;
      options.progress_data = task;
    }
  archive = weir_archive_open (job->archive_file, &error);
  if (archive != NULL)
    weir_report_write (archive, &job->run_id, 1, job->file_name, &options, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * weir_report_write_async:
 * @archive_file: (nullable): the archive's file, as weir_archive_open() takes it
 * @run_id: the run's id there
 * @file_name: where to write; its ending says what kind of report
 * @options: (nullable): what is shown, and who is told of the progress: at most ten times a second, in the
 *   main context this is called from, and never after @callback
 * @cancellable: (nullable): ends it; nothing is left behind then
 * @callback: called when it is done
 * @data: given to @callback
 *
 * weir_report_write() on a thread of its own, for callers that must not wait.
 */
void
weir_report_write_async (const char *archive_file, gint64 run_id, const char *file_name,
                         const WeirReportOptions *options, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->archive_file = g_strdup (archive_file);
  job->run_id = run_id;
  job->file_name = g_strdup (file_name);
  job->context = g_main_context_ref_thread_default ();
  if (options != NULL)
    job->options = *options;
  g_task_set_source_tag (task, weir_report_write_async);
  /* What is said about a report that was cancelled after its last byte is that it is there. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * weir_report_write_finish:
 * @result: what the callback was given
 * @error: as of weir_report_write()
 *
 * Returns: whether the report was written
 */
gboolean
weir_report_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
