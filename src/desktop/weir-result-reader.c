/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-reader.c: the archive, read on a thread of its own
 *
 * The main thread never waits for the disk: it asks, and gets answers in its main context. Questions are
 * answered one after another, so that what is asked later never overtakes.
 */

#include "config.h"

#include "weir-result-pass.h"
#include "weir-result-reader.h"

/* A question, and what is told about it. */
typedef struct
{
  WeirReaderFunc function; /* NULL: ends the thread, or goes on with another archive */
  gpointer data;           /* of the latter: a #GPtrArray with its file, or with NULL for the person's own */
  GDestroyNotify free_data;
  GDestroyNotify free_answer;
} Job;

/* What the questions below are about. */
typedef struct
{
  gint64 run_id;
  gint64 result_id;
  WeirResultFilter filter;
  guint limit; /* of rows to scan */
} Subject;

struct _WeirResultReader
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *queue; /* of GTask */
};

G_DEFINE_FINAL_TYPE (WeirResultReader, weir_result_reader, G_TYPE_OBJECT)

typedef struct
{
  WeirResultScan *scan;
  GHashTable *places; /* a pass's key, inside the array → its place in the array, plus 1 */
  guint n_rows;
  guint limit;
} Scanner;

static gboolean
scan_row (const WeirResultRow *row, gpointer data)
{
  Scanner *self = data;
  GArray *passes = self->scan->passes;
  WeirResultPass pass;
  guint place;

  weir_result_pass_init (&pass, row);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &pass.key));
  if (place > 0)
    weir_result_pass_merge (&g_array_index (passes, WeirResultPass, place - 1), &pass);
  else
    {
      g_array_append_val (passes, pass);
      g_hash_table_insert (self->places, &g_array_index (passes, WeirResultPass, passes->len - 1).key,
                           GUINT_TO_POINTER (passes->len));
    }
  self->scan->last_id = row->id;
  self->scan->more = ++self->n_rows == self->limit;
  return !self->scan->more;
}

static gpointer
scan (WeirArchive *archive, gpointer data, GError **error)
{
  const Subject *subject = data;
  g_autoptr (WeirResultScan) result = g_new0 (WeirResultScan, 1);
  Scanner scanner = { .scan = result, .limit = subject->limit };
  gboolean whole;

  /* Of its final size at once: the table points into it. */
  result->passes = g_array_sized_new (FALSE, FALSE, sizeof (WeirResultPass), subject->limit);
  result->last_id = subject->filter.after_id;
  scanner.places = g_hash_table_new (g_int64_hash, g_int64_equal);
  whole = weir_archive_foreach_row (archive, subject->run_id, &subject->filter, scan_row, &scanner, error);
  g_hash_table_unref (scanner.places);
  g_array_sort (result->passes, weir_pass_compare);
  return whole ? g_steal_pointer (&result) : NULL;
}

static gpointer
list (WeirArchive *archive, gpointer data, GError **error)
{
  const Subject *subject = data;

  return weir_archive_list_results (archive, subject->run_id, &subject->filter, 0, G_MAXINT, error);
}

static gpointer
load (WeirArchive *archive, gpointer data, GError **error)
{
  return weir_archive_get_result (archive, ((const Subject *) data)->result_id, error);
}

static void
do_job (WeirArchive *archive, const Job *job, GTask *task)
{
  GError *error = NULL;
  gpointer answer = job->function (archive, job->data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, job->free_answer);
}

static gpointer
read_thread (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;
  g_autoptr (WeirArchive) archive = NULL;
  g_autofree char *file_name = NULL;

  for (;;)
    {
      g_autoptr (GTask) task = g_async_queue_pop (queue);
      const Job *job = g_task_get_task_data (task);
      GError *error = NULL;

      if (job->function == NULL && job->data == NULL)
        return NULL;
      if (job->function == NULL)
        {
          g_clear_pointer (&archive, weir_archive_close);
          g_free (file_name);
          file_name = g_strdup (g_ptr_array_index ((GPtrArray *) job->data, 0));
          continue;
        }
      if (g_task_return_error_if_cancelled (task))
        continue;
      if (archive == NULL)
        archive = weir_archive_open (file_name, &error);
      if (archive == NULL)
        g_task_return_error (task, error);
      else
        do_job (archive, job, task);
    }
}

static void
free_job (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
ask (WeirResultReader *self, const Job *job, gpointer tag, GCancellable *cancellable,
     GAsyncReadyCallback callback, gpointer data)
{
  /* Without source object: the thread may be the last to let go of the task, and must not be the one that
   * ends itself. */
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_memdup2 (job, sizeof *job), free_job);
  if (self->thread == NULL)
    self->thread = g_thread_new ("weir-results", read_thread, g_async_queue_ref (self->queue));
  g_async_queue_push (self->queue, task);
}

static void
ask_about (WeirResultReader *self, WeirReaderFunc function, const Subject *subject,
           GDestroyNotify free_answer, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
           gpointer data)
{
  const Job job = { function, g_memdup2 (subject, sizeof *subject), g_free, free_answer };

  ask (self, &job, tag, cancellable, callback, data);
}

static void
weir_result_reader_dispose (GObject *object)
{
  WeirResultReader *self = WEIR_RESULT_READER (object);
  const Job quit = { NULL };

  if (self->thread != NULL)
    {
      ask (self, &quit, weir_result_reader_dispose, NULL, NULL, NULL);
      g_clear_pointer (&self->thread, g_thread_join);
    }
  g_clear_pointer (&self->queue, g_async_queue_unref);
  G_OBJECT_CLASS (weir_result_reader_parent_class)->dispose (object);
}

static void
weir_result_reader_class_init (WeirResultReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_result_reader_dispose;
}

static void
weir_result_reader_init (WeirResultReader *self)
{
  self->queue = g_async_queue_new ();
}

/**
 * weir_result_reader_new:
 *
 * Returns: (transfer full): a reader of the person's archive; it opens it at the first question
 */
WeirResultReader *
weir_result_reader_new (void)
{
  return g_object_new (WEIR_TYPE_RESULT_READER, NULL);
}

/**
 * weir_result_reader_set_archive:
 * @self: a reader
 * @file_name: (nullable): the archive that is asked from now on; %NULL for the person's own
 */
void
weir_result_reader_set_archive (WeirResultReader *self, const char *file_name)
{
  GPtrArray *name = g_ptr_array_new_with_free_func (g_free);
  const Job change = { NULL, name, (GDestroyNotify) g_ptr_array_unref, NULL };

  g_return_if_fail (WEIR_IS_RESULT_READER (self));

  g_ptr_array_add (name, g_strdup (file_name));
  ask (self, &change, weir_result_reader_set_archive, NULL, NULL, NULL);
}

/**
 * weir_result_reader_call_async:
 * @self: a reader
 * @function: called with the archive on the reader's thread; it returns an answer, or sets an error
 * @function_data: (transfer full): given to @function
 * @free_data: (nullable): frees @function_data
 * @free_answer: (nullable): frees an answer that nobody takes
 * @cancellable: (nullable): to be rid of the answer; a question that has not been begun is not asked
 * @callback: called in the thread-default main context; its source object is %NULL
 * @data: given to @callback
 *
 * Does anything with the archive, after what was asked before.
 */
void
weir_result_reader_call_async (WeirResultReader *self, WeirReaderFunc function, gpointer function_data,
                               GDestroyNotify free_data, GDestroyNotify free_answer,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  const Job job = { function, function_data, free_data, free_answer };

  g_return_if_fail (WEIR_IS_RESULT_READER (self));

  ask (self, &job, weir_result_reader_call_async, cancellable, callback, data);
}

/**
 * weir_result_reader_call_finish:
 * @result: given to the callback
 * @error: set to what the function set, a #WeirArchiveError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
weir_result_reader_call_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_result_reader_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * weir_result_scan_free:
 * @scan: (transfer full) (nullable): an answer
 */
void
weir_result_scan_free (WeirResultScan *scan)
{
  if (scan == NULL)
    return;
  g_array_unref (scan->passes);
  g_free (scan);
}

/**
 * weir_result_reader_scan_async:
 * @self: a reader
 * @run_id: of the run in the archive
 * @filter: which of its results; begin again with its `after_id` at the answer's `last_id`
 * @limit: how many of them at most
 * @cancellable: (nullable): to be rid of the answer
 * @callback: called in the thread-default main context; its source object is %NULL
 * @data: given to @callback
 *
 * Adds up the next results of a run by pass.
 */
void
weir_result_reader_scan_async (WeirResultReader *self, gint64 run_id, const WeirResultFilter *filter,
                               guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  const Subject subject = { .run_id = run_id, .filter = *filter, .limit = limit };

  g_return_if_fail (WEIR_IS_RESULT_READER (self));

  ask_about (self, scan, &subject, (GDestroyNotify) weir_result_scan_free, weir_result_reader_scan_async,
             cancellable, callback, data);
}

/**
 * weir_result_reader_scan_finish:
 * @result: given to the callback
 * @error: set to a #WeirArchiveError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what has come
 */
WeirResultScan *
weir_result_reader_scan_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_result_reader_scan_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * weir_result_reader_list_async:
 * @self: a reader
 * @run_id: of the run in the archive
 * @filter: which of its results: those of one pass, because all are taken into memory
 * @cancellable: (nullable): to be rid of the answer
 * @callback: called in the thread-default main context; its source object is %NULL
 * @data: given to @callback
 *
 * Lists the heads of results in the order they came.
 */
void
weir_result_reader_list_async (WeirResultReader *self, gint64 run_id, const WeirResultFilter *filter,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  const Subject subject = { .run_id = run_id, .filter = *filter };

  g_return_if_fail (WEIR_IS_RESULT_READER (self));

  ask_about (self, list, &subject, (GDestroyNotify) g_array_unref, weir_result_reader_list_async, cancellable,
             callback, data);
}

/**
 * weir_result_reader_list_finish:
 * @result: given to the callback
 * @error: set to a #WeirArchiveError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type WeirResultRow): the heads
 */
GArray *
weir_result_reader_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_result_reader_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * weir_result_reader_load_async:
 * @self: a reader
 * @result_id: of a result in the archive
 * @cancellable: (nullable): to be rid of the answer
 * @callback: called in the thread-default main context; its source object is %NULL
 * @data: given to @callback
 *
 * Reads one result whole.
 */
void
weir_result_reader_load_async (WeirResultReader *self, gint64 result_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  const Subject subject = { .result_id = result_id };

  g_return_if_fail (WEIR_IS_RESULT_READER (self));

  ask_about (self, load, &subject, (GDestroyNotify) weir_step_result_free, weir_result_reader_load_async,
             cancellable, callback, data);
}

/**
 * weir_result_reader_load_finish:
 * @result: given to the callback
 * @error: set to a #WeirArchiveError, a #WeirRecordError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the result
 */
WeirStepResult *
weir_result_reader_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_result_reader_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
