/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-seconds.c: the seconds of a run of a load plan, as many as its charts can show
 */

#include "config.h"

#include "weir-plan-seconds.h"

#include "weir-chart-private.h"
#include "weir-packed-window.h"

/* Seconds that are merged into one window. Each divides the next, and each column of a chart (see
 * weir_chart_get_column_seconds()) has a whole number of them. */
static const guint spans[] = { 1, 5, 15, 60, 300, 900, 3600 };

typedef struct
{
  GArray *kept; /* of WeirPackedWindow, ascending; its `second` is where its span begins */
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
  g_clear_pointer (&((Job *) data)->kept, g_array_unref);
}

static GArray *
new_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WeirPackedWindow));

  g_array_set_clear_func (list, (GDestroyNotify) weir_packed_window_clear);
  return list;
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
take_window (WeirPlanSeconds *self, GArray *list, WeirTimeWindow *window)
{
  g_autoptr (WeirTimeWindow) taken = window;
  const WeirPackedWindow *last =
      list->len > 0 ? &g_array_index (list, WeirPackedWindow, list->len - 1) : NULL;
  WeirPackedWindow packed;

  taken->second -= taken->second % self->span;
  if (last != NULL && last->second >= taken->second)
    {
      g_autoptr (WeirTimeWindow) both = weir_packed_window_unpack (last);

      weir_time_window_merge (both, taken);
      merge_times (both, taken);
      g_array_set_size (list, list->len - 1);
      packed = weir_packed_window_make (both);
    }
  else
    packed = weir_packed_window_make (taken);
  g_array_append_val (list, packed);
}

static void
widen (WeirPlanSeconds *self, guint span)
{
  self->span = span;
  for (guint i = 0; i < self->jobs->len; i++)
    {
      Job *job = &g_array_index (self->jobs, Job, i);
      g_autoptr (GArray) before = g_steal_pointer (&job->kept);

      job->kept = new_list ();
      for (guint j = 0; before != NULL && j < before->len; j++)
        take_window (self, job->kept,
                     weir_packed_window_unpack (&g_array_index (before, WeirPackedWindow, j)));
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
  guint span;
  Job *mine;

  self->n_seconds = MAX (self->n_seconds, weir_chart_count_seconds (windows));
  span = choose_span (self->n_seconds);
  if (span != self->span)
    widen (self, span);
  if (job >= self->jobs->len)
    g_array_set_size (self->jobs, job + 1);
  mine = &g_array_index (self->jobs, Job, job);
  if (mine->kept == NULL)
    mine->kept = new_list ();
  while (windows->len > 0)
    take_window (self, mine->kept, g_ptr_array_steal_index (windows, 0));
  g_ptr_array_unref (windows);
}

static const GArray *
get_kept (const WeirPlanSeconds *self, guint job)
{
  return g_array_index (self->jobs, Job, job).kept;
}

GPtrArray *
weir_plan_seconds_list_counts (const WeirPlanSeconds *self, int job)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  for (guint i = 0; i < self->jobs->len; i++)
    for (guint j = 0; get_kept (self, i) != NULL && j < get_kept (self, i)->len; j++)
      if (job < 0 || (guint) job == i)
        g_ptr_array_add (list, weir_packed_window_get_counts (
                                   &g_array_index (get_kept (self, i), WeirPackedWindow, j)));
  return list;
}

/* The first second that any of these jobs has behind those at @places; G_MAXUINT when there is none. */
static guint
find_next (const WeirPlanSeconds *self, int job, const guint *places)
{
  guint next = G_MAXUINT;

  for (guint i = 0; i < self->jobs->len; i++)
    if ((job < 0 || (guint) job == i) && get_kept (self, i) != NULL && places[i] < get_kept (self, i)->len)
      next = MIN (next, g_array_index (get_kept (self, i), WeirPackedWindow, places[i]).second);
  return next;
}

/**
 * weir_plan_seconds_foreach:
 * @self: the seconds of a run
 * @job: one of its jobs; -1: all of them
 * @function: called with each window, those of earlier seconds first; it is there during the call only
 * @data: given to @function
 *
 * One after another, because all of them at once are a hundred times what is kept of them.
 */
void
weir_plan_seconds_foreach (const WeirPlanSeconds *self, int job, WeirWindowFunc function, gpointer data)
{
  g_autofree guint *places = g_new0 (guint, self->jobs->len + 1);
  guint second;

  while ((second = find_next (self, job, places)) != G_MAXUINT)
    for (guint i = 0; i < self->jobs->len; i++)
      {
        const GArray *kept = get_kept (self, i);
        g_autoptr (WeirTimeWindow) window = NULL;

        if ((job >= 0 && (guint) job != i) || kept == NULL || places[i] >= kept->len
            || g_array_index (kept, WeirPackedWindow, places[i]).second != second)
          continue;
        window = weir_packed_window_unpack (&g_array_index (kept, WeirPackedWindow, places[i]++));
        function (window, data);
      }
}

WeirTimeWindowFigure
weir_plan_seconds_add_up (const WeirPlanSeconds *self, int job)
{
  g_autoptr (GPtrArray) windows = weir_plan_seconds_list_counts (self, job);
  g_autoptr (WeirTimeWindow) all = weir_time_window_new (0);

  for (guint i = 0; i < windows->len; i++)
    weir_time_window_merge (all, g_ptr_array_index (windows, i));
  return all->figures[WEIR_WINDOW_TIME];
}

/* Of the whole run: what a job did that has long ended lies in windows as wide as those of the others. */
guint
weir_plan_seconds_get_column (const WeirPlanSeconds *self)
{
  return weir_chart_get_column_seconds (self->n_seconds);
}

guint
weir_plan_seconds_count_columns (const WeirPlanSeconds *self, int job)
{
  guint n_columns = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const GArray *kept = get_kept (self, i);

      if ((job < 0 || (guint) job == i) && kept != NULL && kept->len > 0)
        n_columns = MAX (n_columns, g_array_index (kept, WeirPackedWindow, kept->len - 1).second
                                            / weir_plan_seconds_get_column (self)
                                        + 1);
    }
  return n_columns;
}

gboolean
weir_plan_seconds_get_first (const WeirPlanSeconds *self, int job, guint *second)
{
  g_autofree guint *places = g_new0 (guint, self->jobs->len + 1);

  *second = find_next (self, job, places);
  return *second != G_MAXUINT;
}

guint
weir_plan_seconds_count (const WeirPlanSeconds *self)
{
  guint count = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    count += get_kept (self, i) != NULL ? get_kept (self, i)->len : 0;
  return count;
}

gsize
weir_plan_seconds_get_memory (const WeirPlanSeconds *self)
{
  gsize memory = sizeof *self + self->jobs->len * sizeof (Job);

  for (guint i = 0; i < self->jobs->len; i++)
    for (guint j = 0; get_kept (self, i) != NULL && j < get_kept (self, i)->len; j++)
      memory += sizeof (WeirPackedWindow) + g_array_index (get_kept (self, i), WeirPackedWindow, j).size;
  return memory;
}
