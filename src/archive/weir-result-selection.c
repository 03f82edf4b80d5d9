/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-selection.c: a list of row ids, the pages of it, and how it is built on a thread
 */

#include "config.h"

#include "weir-archive-private.h"
#include "weir-result-selection.h"

#define PROGRESS_US 50000

struct _WeirResultSelection
{
  gatomicrefcount references;
  /* owned */
  GArray *ids;          /* of gint64 */
  GByteArray *problems; /* of WeirResultProblem, one for each id */
  GArray *limits;       /* of WeirSlowLimit */
};

/*
 * weir_result_selection_new:
 * @ids: (transfer full): of gint64
 * @problems: (transfer full): of #WeirResultProblem, one for each id
 * @limits: (transfer full): of #WeirSlowLimit
 *
 * Returns: (transfer full): a list that keeps them
 */
WeirResultSelection *
weir_result_selection_new (GArray *ids, GByteArray *problems, GArray *limits)
{
  WeirResultSelection *self = g_new0 (WeirResultSelection, 1);

  g_atomic_ref_count_init (&self->references);
  self->ids = ids;
  self->problems = problems;
  self->limits = limits;
  return self;
}

/**
 * weir_result_selection_ref:
 * @self: a list
 *
 * Returns: (transfer full): @self; it does not change any more, so that threads may share it
 */
WeirResultSelection *
weir_result_selection_ref (WeirResultSelection *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * weir_result_selection_unref:
 * @self: (transfer full): a list
 */
void
weir_result_selection_unref (WeirResultSelection *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->ids);
  g_byte_array_unref (self->problems);
  g_array_unref (self->limits);
  g_free (self);
}

/**
 * weir_result_selection_get_count:
 * @self: a list
 *
 * Returns: how many results are in it
 */
guint
weir_result_selection_get_count (const WeirResultSelection *self)
{
  return self->ids->len;
}

/**
 * weir_result_selection_get_id:
 * @self: a list
 * @index: less than weir_result_selection_get_count()
 *
 * Returns: the id of that result
 */
gint64
weir_result_selection_get_id (const WeirResultSelection *self, guint index)
{
  g_return_val_if_fail (index < self->ids->len, 0);
  return g_array_index (self->ids, gint64, index);
}

/**
 * weir_result_selection_get_problem:
 * @self: a list
 * @index: less than weir_result_selection_get_count()
 *
 * Returns: what is wrong with that result
 */
WeirResultProblem
weir_result_selection_get_problem (const WeirResultSelection *self, guint index)
{
  g_return_val_if_fail (index < self->problems->len, WEIR_RESULT_PROBLEM_NONE);
  return (WeirResultProblem) self->problems->data[index];
}

/**
 * weir_result_selection_count_problem:
 * @self: a list
 * @problem: a problem
 *
 * Returns: how many results of the list have it
 */
guint
weir_result_selection_count_problem (const WeirResultSelection *self, WeirResultProblem problem)
{
  guint n = 0;

  for (guint i = 0; i < self->problems->len; i++)
    n += self->problems->data[i] == problem;
  return n;
}

/**
 * weir_result_selection_get_limits:
 * @self: a list
 *
 * Returns: (transfer none) (element-type WeirSlowLimit): for a list of slow results, above which time each
 *   step of the run was slow; else empty
 */
const GArray *
weir_result_selection_get_limits (const WeirResultSelection *self)
{
  return self->limits;
}

/**
 * weir_result_selection_find:
 * @self: a list
 * @result_id: the id of a result
 * @index: (out): where it is
 *
 * Returns: %FALSE when it is not in the list
 */
gboolean
weir_result_selection_find (const WeirResultSelection *self, gint64 result_id, guint *index)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == result_id)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * weir_result_selection_get_page:
 * @self: a list
 * @archive: the archive it was built from, or another one of the same file
 * @offset: the first result wanted
 * @limit: how many at most
 * @error: set to %WEIR_ARCHIVE_ERROR_NOT_FOUND when the run has been removed meanwhile, or
 *   %WEIR_ARCHIVE_ERROR_READ
 *
 * Returns: (transfer full) (nullable) (element-type WeirResultRow): the heads of results in the order of the
 *   list; %NULL with @error set
 */
GArray *
weir_result_selection_get_page (const WeirResultSelection *self, WeirArchive *archive, guint offset,
                                guint limit, GError **error)
{
  guint n = MIN (limit, self->ids->len - MIN (offset, self->ids->len));
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (WeirResultRow), n);

  for (guint i = 0; i < n; i++)
    {
      WeirResultRow row;

      if (!weir_archive_get_row (archive, g_array_index (self->ids, gint64, offset + i), &row, error))
        return NULL;
      g_array_append_val (rows, row);
    }
  return g_steal_pointer (&rows);
}

/* What the thread and the caller's context share. */
typedef struct
{
  gatomicrefcount references;
  char *file_name;
  gint64 run_id;
  WeirResultQuery query; /* text owned */
  GMainContext *context;
  WeirSelectProgress progress;
  gpointer progress_data;
  gint64 told_us; /* the thread's */
  gint fraction;  /* atomic: in thousandths */
  gint waiting;   /* atomic: a call of `progress` is on its way */
  gboolean over;  /* the caller's */
} Job;

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->references);
  return job;
}

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->references))
    return;
  g_main_context_unref (job->context);
  g_free ((char *) job->query.text);
  g_free (job->file_name);
  g_free (job);
}

static gboolean
tell_cb (gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->waiting, FALSE);
  if (!job->over)
    job->progress (g_atomic_int_get (&job->fraction) / 1000.0, job->progress_data);
  return G_SOURCE_REMOVE;
}

/* On the thread; a caller that does not get to it is not flooded. */
static void
job_progress (double fraction, gpointer data)
{
  Job *job = data;
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (GSource) source = NULL;

  if (job->progress == NULL || now_us - job->told_us < PROGRESS_US)
    return;
  job->told_us = now_us;
  g_atomic_int_set (&job->fraction, (int) (fraction * 1000));
  if (!g_atomic_int_compare_and_exchange (&job->waiting, FALSE, TRUE))
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, job_ref (job), job_unref);
  g_source_attach (source, job->context);
}

static void
select_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (job->file_name, &error);
  WeirResultSelection *selection = NULL;

  if (archive != NULL)
    selection = weir_archive_select (archive, job->run_id, &job->query, job_progress, job, cancellable,
                                     &error);
  if (selection != NULL)
    g_task_return_pointer (task, selection, (GDestroyNotify) weir_result_selection_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * weir_archive_select_async:
 * @file_name: (nullable): the archive's file, as for weir_archive_open()
 * @run_id: the run's id
 * @query: which results, in which order; copied
 * @progress: (nullable): called in the caller's thread-default main context as the work goes on
 * @progress_data: given to @progress
 * @cancellable: (nullable): ends the work
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Does what weir_archive_select() does, on a thread with a connection of its own.
 */
void
weir_archive_select_async (const char *file_name, gint64 run_id, const WeirResultQuery *query,
                           WeirSelectProgress progress, gpointer progress_data, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, weir_archive_select_async);
  g_atomic_ref_count_init (&job->references);
  job->file_name = g_strdup (file_name);
  job->run_id = run_id;
  job->query = *query;
  job->query.text = g_strdup (query->text);
  job->context = g_main_context_ref_thread_default ();
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, job_unref);
  g_task_run_in_thread (task, select_thread);
}

/**
 * weir_archive_select_finish:
 * @result: as given to the callback
 * @error: set to %WEIR_ARCHIVE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the list; %NULL with @error set
 */
WeirResultSelection *
weir_archive_select_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_archive_select_async), NULL);

  ((Job *) g_task_get_task_data (G_TASK (result)))->over = TRUE;
  return g_task_propagate_pointer (G_TASK (result), error);
}
