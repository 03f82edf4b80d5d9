/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-chart-store.c: charts of the run of a load plan, made where nobody waits for them
 */

#include "config.h"

#include <time.h>

#include "weir-plan-chart-store.h"
#include "weir-run-data.h"

/* Seconds of several jobs are written one after another: those of one may be there before those of another */
#define LOOK_BACK_US (10 * G_USEC_PER_SEC)

/* Counted references; all but run_id belongs to the reader's thread. */
struct _WeirPlanChartStore
{
  gatomicrefcount n_refs;
  gint64 run_id;
  WeirPlanSeconds *seconds;
  GArray *taken; /* of gint64, by job: where its latest seconds began; -1: it has none */
  gint64 newest_us;
  int cost_us; /* atomic */
};

typedef struct
{
  WeirPlanChartStore *store;
  GPtrArray *jobs;
  GArray *charts;
} Question;

static WeirPlanChartStore *
store_ref (WeirPlanChartStore *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
weir_plan_chart_store_unref (WeirPlanChartStore *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  weir_plan_seconds_free (self->seconds);
  g_array_unref (self->taken);
  g_free (self);
}

WeirPlanChartStore *
weir_plan_chart_store_new (gint64 run_id)
{
  WeirPlanChartStore *self = g_new0 (WeirPlanChartStore, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->run_id = run_id;
  self->seconds = weir_plan_seconds_new ();
  self->taken = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

static gint64 *
get_taken (WeirPlanChartStore *self, guint job)
{
  const gint64 none = -1;

  while (self->taken->len <= job)
    g_array_append_val (self->taken, none);
  return &g_array_index (self->taken, gint64, job);
}

static gboolean
take_windows (gint64 start_us, const guint8 *data, gsize size, gpointer user_data)
{
  WeirPlanChartStore *self = user_data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  guint job = 0;
  GPtrArray *windows = weir_job_windows_decode (bytes, &job, NULL);

  if (windows == NULL)
    return TRUE;
  if (start_us <= *get_taken (self, job))
    {
      g_ptr_array_unref (windows);
      return TRUE;
    }
  *get_taken (self, job) = start_us;
  self->newest_us = MAX (self->newest_us, start_us);
  weir_plan_seconds_take (self->seconds, job, windows);
  return TRUE;
}

static gint64
get_work_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * (gint64) G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gpointer
make (WeirArchive *archive, gpointer data, GError **error)
{
  const Question *question = data;
  WeirPlanChartStore *self = question->store;
  g_autoptr (GPtrArray) charts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_chart_free);
  gint64 begin_us = get_work_us ();

  if (self->run_id != 0 &&
      !weir_archive_foreach_window (archive, self->run_id, WEIR_RUN_DATA_JOB_SECONDS,
                                    MAX (self->newest_us - LOOK_BACK_US, 0), G_MAXINT64, take_windows, self,
                                    error))
    return NULL;
  for (guint i = 0; i < question->charts->len; i++)
    g_ptr_array_add (charts, weir_plan_chart_make (&g_array_index (question->charts, WeirPlanChart, i),
                                                   question->jobs, self->seconds));
  g_atomic_int_set (&self->cost_us, (int) MIN (get_work_us () - begin_us, G_MAXINT));
  return g_steal_pointer (&charts);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  weir_plan_chart_store_unref (question->store);
  g_ptr_array_unref (question->jobs);
  g_array_unref (question->charts);
  g_free (question);
}

void
weir_plan_chart_store_make_async (WeirPlanChartStore *self, WeirResultReader *reader, GPtrArray *jobs,
                                  GArray *charts, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer data)
{
  const Question question = { store_ref (self), g_ptr_array_ref (jobs), g_array_copy (charts) };

  weir_result_reader_call_async (reader, make, g_memdup2 (&question, sizeof question), question_free,
                                 (GDestroyNotify) g_ptr_array_unref, cancellable, callback, data);
}

GPtrArray *
weir_plan_chart_store_make_finish (GAsyncResult *result, GError **error)
{
  return weir_result_reader_call_finish (result, error);
}

gint64
weir_plan_chart_store_get_cost_us (WeirPlanChartStore *self)
{
  return g_atomic_int_get (&self->cost_us);
}
