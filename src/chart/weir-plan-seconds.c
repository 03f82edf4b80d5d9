/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-seconds.c: the seconds of a run of a load plan, as many as its charts can show
 */

#include "config.h"

#include "weir-plan-seconds.h"

#include "weir-chart-private.h"

/* Seconds that are merged into one window. Each divides the next, and each column of a chart (see
 * weir_chart_get_column_seconds()) has a whole number of them. */
static const guint spans[] = { 1, 5, 15, 60, 300, 900, 3600 };

/* A window with its times packed: slots as distances from the one before, and counts, seven bits in a byte.
 * Spread over many slots, as times are, that is a tenth of what they take otherwise. */
typedef struct
{
  WeirTimeWindow *window; /* `second` is where its span begins; its times are empty */
  GBytes *times;
} Kept;

typedef struct
{
  GArray *kept; /* of Kept, ascending */
} Job;

struct _WeirPlanSeconds
{
  GArray *jobs; /* of Job */
  guint n_seconds;
  guint span;
};

static void
clear_kept (gpointer data)
{
  Kept *kept = data;

  weir_time_window_free (kept->window);
  g_bytes_unref (kept->times);
}

static void
clear_job (gpointer data)
{
  g_clear_pointer (&((Job *) data)->kept, g_array_unref);
}

static GArray *
new_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Kept));

  g_array_set_clear_func (list, clear_kept);
  return list;
}

static void
put_number (GByteArray *bytes, guint64 number)
{
  guint8 byte;

  for (; number > 0x7f; number >>= 7)
    {
      byte = (guint8) (0x80 | (number & 0x7f));
      g_byte_array_append (bytes, &byte, 1);
    }
  byte = (guint8) number;
  g_byte_array_append (bytes, &byte, 1);
}

static guint64
take_number (const guint8 **at)
{
  guint64 number = 0;
  guint shift = 0;

  for (; **at & 0x80; (*at)++, shift += 7)
    number |= (guint64) (**at & 0x7f) << shift;
  return number | (guint64) *(*at)++ << shift;
}

/* @window: (transfer full) */
static Kept
pack (WeirTimeWindow *window)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Kept kept = { .window = window };
  guint last = 0;

  for (guint i = 0; i < window->time->len; i++)
    {
      const WeirHistogramSlot *slot = &g_array_index (window->time, WeirHistogramSlot, i);

      put_number (bytes, slot->slot - last);
      put_number (bytes, slot->count);
      last = slot->slot;
    }
  kept.times = g_bytes_new (bytes->data, bytes->len);
  /* Charts ask for TotalTime only; ResponseTime of a whole run is in its histograms. */
  g_array_unref (window->time);
  g_array_unref (window->response);
  window->time = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  window->response = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  return kept;
}

static WeirTimeWindow *
unpack (const Kept *kept)
{
  WeirTimeWindow *window = g_memdup2 (kept->window, sizeof *window);
  gsize size;
  const guint8 *at = g_bytes_get_data (kept->times, &size);
  const guint8 *end = at + size;
  guint last = 0;

  window->time = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  window->response = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  while (at < end)
    {
      WeirHistogramSlot slot;

      slot.slot = last += (guint) take_number (&at);
      slot.count = take_number (&at);
      g_array_append_val (window->time, slot);
    }
  return window;
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
  Kept *last = list->len > 0 ? &g_array_index (list, Kept, list->len - 1) : NULL;
  Kept kept;

  window->second -= window->second % self->span;
  if (last != NULL && last->window->second >= window->second)
    {
      g_autoptr (WeirTimeWindow) other = window;

      window = unpack (last);
      weir_time_window_merge (window, other);
      merge_times (window, other);
      g_array_set_size (list, list->len - 1);
    }
  kept = pack (window);
  g_array_append_val (list, kept);
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
        take_window (self, job->kept, unpack (&g_array_index (before, Kept, j)));
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

GPtrArray *
weir_plan_seconds_list (const WeirPlanSeconds *self, int job)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const GArray *kept = g_array_index (self->jobs, Job, i).kept;

      for (guint j = 0; kept != NULL && j < kept->len && (job < 0 || (guint) job == i); j++)
        g_ptr_array_add (list, unpack (&g_array_index (kept, Kept, j)));
    }
  return list;
}

guint
weir_plan_seconds_count (const WeirPlanSeconds *self)
{
  guint count = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const GArray *kept = g_array_index (self->jobs, Job, i).kept;

      count += kept != NULL ? kept->len : 0;
    }
  return count;
}
