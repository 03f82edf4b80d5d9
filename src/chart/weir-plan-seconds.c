/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-seconds.c: the seconds of a run of a load plan, as many as its charts can show
 */

#include "config.h"

#include "weir-plan-seconds.h"

#include "weir-chart-private.h"

/* Seconds that are merged into one window. Each divides the next, and each column of a chart (see
 * weir_chart_get_column_seconds()) has a whole number of them. */
static const guint spans[] = { 1, 5, 15, 60, 300, 900, 3600 };

typedef struct
{
  GPtrArray *windows; /* of WeirTimeWindow, ascending; `second` is where its span begins */
} Job;

struct _WeirPlanSeconds
{
  GArray *jobs; /* of Job */
  guint n_seconds;
  guint span;
};

static void
clear_job (gpointer data)
{
  g_clear_pointer (&((Job *) data)->windows, g_ptr_array_unref);
}

WeirPlanSeconds *
weir_plan_seconds_new (void)
{
  WeirPlanSeconds *self = g_new0 (WeirPlanSeconds, 1);

  self->jobs = g_array_new (FALSE, TRUE, sizeof (Job));
  g_array_set_clear_func (self->jobs, clear_job);
  self->span = spans[0];
  return self;
}

void
weir_plan_seconds_free (WeirPlanSeconds *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->jobs);
  g_free (self);
}

/* The longest that columns of a run of that length are made of. */
static guint
choose_span (guint n_seconds)
{
  guint column = weir_chart_get_column_seconds (n_seconds);
  guint span = spans[0];

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (column % spans[i] == 0)
      span = spans[i];
  return span;
}

/* Charts ask for TotalTime only; ResponseTime of a whole run is in its histograms. */
static void
drop_response (WeirTimeWindow *window)
{
  g_array_unref (window->response);
  window->response = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
}

/* Both are in the order of their slots, and so is what they come to. */
static void
merge_times (WeirTimeWindow *window, const WeirTimeWindow *other)
{
  GArray *both = g_array_sized_new (FALSE, FALSE, sizeof (WeirHistogramSlot), window->time->len);
  guint i = 0;
  guint j = 0;

  while (i < window->time->len || j < other->time->len)
    {
      const WeirHistogramSlot *a =
          i < window->time->len ? &g_array_index (window->time, WeirHistogramSlot, i) : NULL;
      const WeirHistogramSlot *b =
          j < other->time->len ? &g_array_index (other->time, WeirHistogramSlot, j) : NULL;
      WeirHistogramSlot slot = b == NULL || (a != NULL && a->slot < b->slot) ? *a : *b;

      if (a != NULL && b != NULL && a->slot == b->slot)
        slot.count = a->count + b->count;
      i += a != NULL && a->slot == slot.slot;
      j += b != NULL && b->slot == slot.slot;
      g_array_append_val (both, slot);
    }
  g_array_unref (window->time);
  window->time = both;
}

/* @window: (transfer full) */
static void
take_window (WeirPlanSeconds *self, GPtrArray *windows, WeirTimeWindow *window)
{
  WeirTimeWindow *last = windows->len > 0 ? g_ptr_array_index (windows, windows->len - 1) : NULL;

  window->second -= window->second % self->span;
  if (last == NULL || last->second < window->second)
    {
      g_ptr_array_add (windows, window);
      return;
    }
  weir_time_window_merge (last, window);
  merge_times (last, window);
  weir_time_window_free (window);
}

static void
widen (WeirPlanSeconds *self, guint span)
{
  self->span = span;
  for (guint i = 0; i < self->jobs->len; i++)
    {
      Job *job = &g_array_index (self->jobs, Job, i);
      g_autoptr (GPtrArray) before = g_steal_pointer (&job->windows);
      guint n = before != NULL ? before->len : 0;

      job->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
      for (guint j = 0; j < n; j++)
        take_window (self, job->windows, g_steal_pointer (&before->pdata[j]));
    }
}

/**
 * weir_plan_seconds_take:
 * @self: the seconds of a run
 * @job: one of its jobs
 * @windows: (transfer full) (element-type WeirTimeWindow): seconds of it that come after those it has
 */
void
weir_plan_seconds_take (WeirPlanSeconds *self, guint job, GPtrArray *windows)
{
  Job *mine;
  guint span;

  self->n_seconds = MAX (self->n_seconds, weir_chart_count_seconds (windows));
  span = choose_span (self->n_seconds);
  if (span != self->span)
    widen (self, span);
  if (job >= self->jobs->len)
    g_array_set_size (self->jobs, job + 1);
  mine = &g_array_index (self->jobs, Job, job);
  if (mine->windows == NULL)
    mine->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  for (guint i = 0; i < windows->len; i++)
    {
      WeirTimeWindow *window = g_steal_pointer (&windows->pdata[i]);

      drop_response (window);
      take_window (self, mine->windows, window);
    }
  g_ptr_array_unref (windows);
}

GPtrArray *
weir_plan_seconds_list (const WeirPlanSeconds *self, int job)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const Job *one = &g_array_index (self->jobs, Job, i);

      if (one->windows != NULL && (job < 0 || (guint) job == i))
        g_ptr_array_extend (list, one->windows, NULL, NULL);
    }
  return list;
}

guint
weir_plan_seconds_count (const WeirPlanSeconds *self)
{
  guint count = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const Job *job = &g_array_index (self->jobs, Job, i);

      count += job->windows != NULL ? job->windows->len : 0;
    }
  return count;
}
