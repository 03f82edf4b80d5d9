/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-opened-report.c: results from a file, in an archive of their own while they are shown
 *
 * The person's own archive is not touched: it would let go of an older run for each one that is only looked
 * at, and a run may be in it already.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-opened-report.h"
#include "weir-report.h"

#define PROGRESS_MS 100
#define ARCHIVE_NAME "runs.db"

struct _WeirOpenedReport
{
  GObject parent_instance;

  /* owned */
  GFile *file;
  char *folder;
  char *archive;
  WeirPastRun *run;
};

G_DEFINE_FINAL_TYPE (WeirOpenedReport, weir_opened_report, G_TYPE_OBJECT)

/* Of the reading thread and the caller's context. */
typedef struct
{
  WeirOpenedReport *report; /* owned */
  char *path;               /* owned */
  WeirOpenProgress progress;
  gpointer progress_data;
  gint permille; /* atomic */
  GSource *source;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->report);
  g_source_unref (job->source);
  g_free (job->path);
  g_free (job);
}

static void
remove_archive (WeirOpenedReport *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; self->archive != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (self->archive, endings[i], NULL);

      g_unlink (name);
    }
  if (self->folder != NULL)
    g_rmdir (self->folder);
}

static void
weir_opened_report_finalize (GObject *object)
{
  WeirOpenedReport *self = WEIR_OPENED_REPORT (object);

  remove_archive (self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->run, weir_past_run_free);
  g_free (self->archive);
  g_free (self->folder);
  G_OBJECT_CLASS (weir_opened_report_parent_class)->finalize (object);
}

static void
weir_opened_report_class_init (WeirOpenedReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_opened_report_finalize;
}

static void
weir_opened_report_init (WeirOpenedReport *self)
{
}

/**
 * weir_opened_report_is_report:
 * @file: any file
 *
 * Returns: whether it says that it is a report in JSON
 */
gboolean
weir_opened_report_is_report (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return path != NULL && weir_report_is_json (path);
}

static void
note_progress (double done, gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->permille, (int) (1000 * done));
}

static gboolean
tell_cb (gpointer data)
{
  Job *job = data;

  job->progress (g_atomic_int_get (&job->permille) / 1000.0, job->progress_data);
  return G_SOURCE_CONTINUE;
}

static WeirPastRun *
read_report (Job *job, GCancellable *cancellable, GError **error)
{
  WeirOpenedReport *report = job->report;
  const WeirReportOptions options = { .progress = note_progress, .progress_data = job };
  g_autoptr (WeirArchive) archive = NULL;
  gint64 run_id;

  report->folder = g_dir_make_tmp ("weir-results-XXXXXX", error);
  if (report->folder == NULL)
    return NULL;
  report->archive = g_build_filename (report->folder, ARCHIVE_NAME, NULL);
  archive = weir_archive_open (report->archive, error);
  if (archive == NULL)
    return NULL;
  /* However large the file is, its run is not the one that makes room. */
  weir_archive_set_limits (archive, 1, G_MAXINT64);
  run_id = weir_report_read_json (job->path, archive, &options, cancellable, error);
  return run_id != 0 ? weir_past_run_read (archive, run_id, error) : NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  job->report->run = read_report (job, cancellable, &error);
  if (job->report->run != NULL)
    g_task_return_pointer (task, g_object_ref (job->report), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * weir_opened_report_read_async:
 * @file: a report in JSON
 * @progress: called now and then
 * @progress_data: given to @progress
 * @cancellable: (nullable): ends the work
 * @callback: called when it is done
 * @data: given to @callback
 *
 * Reads the report on a thread of its own.
 */
void
weir_opened_report_read_async (GFile *file, WeirOpenProgress progress, gpointer progress_data,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->report = g_object_new (WEIR_TYPE_OPENED_REPORT, NULL);
  job->report->file = g_object_ref (file);
  job->path = g_file_get_path (file);
  job->progress = progress;
  job->progress_data = progress_data;
  job->source = g_timeout_source_new (PROGRESS_MS);
  g_source_set_callback (job->source, tell_cb, job, NULL);
  g_source_attach (job->source, g_main_context_get_thread_default ());
  g_task_set_source_tag (task, weir_opened_report_read_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * weir_opened_report_read_finish:
 * @result: given to the callback
 * @error: set to a #WeirReportError, a #WeirArchiveError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the report
 */
WeirOpenedReport *
weir_opened_report_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_opened_report_read_async), NULL);

  g_source_destroy (((Job *) g_task_get_task_data (G_TASK (result)))->source);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * weir_opened_report_get_file:
 * @self: a report
 *
 * Returns: (transfer none): where it is
 */
GFile *
weir_opened_report_get_file (WeirOpenedReport *self)
{
  g_return_val_if_fail (WEIR_IS_OPENED_REPORT (self), NULL);

  return self->file;
}

/**
 * weir_opened_report_get_archive:
 * @self: a report
 *
 * Returns: (transfer none): the file of the archive its results are in, as long as @self lives
 */
const char *
weir_opened_report_get_archive (WeirOpenedReport *self)
{
  g_return_val_if_fail (WEIR_IS_OPENED_REPORT (self), NULL);

  return self->archive;
}

/**
 * weir_opened_report_get_run:
 * @self: a report
 *
 * Returns: (transfer none): its run
 */
const WeirPastRun *
weir_opened_report_get_run (WeirOpenedReport *self)
{
  g_return_val_if_fail (WEIR_IS_OPENED_REPORT (self), NULL);

  return self->run;
}
