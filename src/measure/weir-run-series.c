/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-series.c: a bounded table of passes and steps, evenly thinned out as passes come
 */

#include "config.h"

#include <string.h>

#include "weir-measure-private.h"
#include "weir-run-series.h"

static guint
get_limit (guint n_steps)
{
  return CLAMP (WEIR_SERIES_CELLS / MAX (1, n_steps), 1, WEIR_SERIES_PASSES);
}

/**
 * weir_run_series_new:
 * @names: (array length=n_steps): of the flow's steps
 * @n_steps: how many there are, enabled or not
 * @parallel: whether passes are virtual users
 *
 * Returns: (transfer full): an empty series
 */
WeirRunSeries *
weir_run_series_new (const char *const *names, guint n_steps, gboolean parallel)
{
  WeirRunSeries *self = g_atomic_rc_box_new0 (WeirRunSeries);

  self->n_steps = n_steps;
  self->names = g_new0 (char *, n_steps + 1);
  for (guint i = 0; i < n_steps; i++)
    self->names[i] = g_strdup (names[i]);
  self->parallel = parallel;
  self->stride = 1;
  self->steps = g_new0 (WeirSeriesStep, MAX (1, n_steps));
  return self;
}

static void
series_clear (gpointer data)
{
  WeirRunSeries *self = data;

  g_strfreev (self->names);
  g_free (self->cells);
  g_free (self->steps);
}

WeirRunSeries *
weir_run_series_ref (WeirRunSeries *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
weir_run_series_unref (WeirRunSeries *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, series_clear);
}

/* Every second pass goes. */
static void
thin_out (WeirRunSeries *self)
{
  guint kept = (self->n_passes + 1) / 2;

  for (guint i = 1; i < kept; i++)
    memcpy (&self->cells[(gsize) i * self->n_steps], &self->cells[(gsize) i * 2 * self->n_steps],
            self->n_steps * sizeof *self->cells);
  if (self->n_passes > kept)
    memset (&self->cells[(gsize) kept * self->n_steps], 0,
            (gsize) (self->n_passes - kept) * self->n_steps * sizeof *self->cells);
  self->n_passes = kept;
  self->stride *= 2;
}

static void
make_room (WeirRunSeries *self, guint n_passes)
{
  guint n = MIN (MAX (n_passes, MAX (16, self->n_allocated * 2)), get_limit (self->n_steps));

  if (n_passes <= self->n_allocated)
    return;
  self->cells = g_renew (WeirSeriesCell, self->cells, (gsize) n * self->n_steps);
  memset (&self->cells[(gsize) self->n_allocated * self->n_steps], 0,
          (gsize) (n - self->n_allocated) * self->n_steps * sizeof *self->cells);
  self->n_allocated = n;
}

static void
reach (WeirRunSeries *self, guint number)
{
  guint limit = get_limit (self->n_steps);

  if (number <= self->highest)
    return;
  self->highest = number;
  while ((number - 1) / self->stride + 1 > limit)
    thin_out (self);
  make_room (self, (number - 1) / self->stride + 1);
  self->n_passes = (number - 1) / self->stride + 1;
}

static void
note_event (WeirSeriesEvent *event, guint number)
{
  if (event->n_named < WEIR_SERIES_NAMED)
    event->named[event->n_named++] = number;
  event->count++;
}

static void
note_step (WeirSeriesStep *step, const WeirStepBrief *brief, guint number)
{
  guint class = brief->exchange == WEIR_EXCHANGE_ANSWERED ? brief->status / 100 : 0;

  if (brief->outcome != WEIR_STEP_PASSED && brief->outcome != WEIR_STEP_FAILED)
    return;
  step->n_run++;
  if (brief->outcome == WEIR_STEP_FAILED)
    note_event (&step->failed, number);
  if (weir_step_brief_has_time (brief))
    note_event (&step->classes[class < G_N_ELEMENTS (step->classes) ? class : 0], number);
}

static void
fill_cell (WeirSeriesCell *cell, const WeirStepBrief *brief, const gint64 *phases)
{
  memset (cell, 0, sizeof *cell);
  cell->offset_us = brief->offset_us;
  cell->ran = TRUE;
  cell->outcome = (guint8) brief->outcome;
  cell->status = (guint16) MIN (brief->status, G_MAXUINT16);
  cell->not_checked = brief->not_checked != FALSE;
  cell->has_time = weir_step_brief_has_time (brief);
  cell->answered = cell->has_time && brief->exchange == WEIR_EXCHANGE_ANSWERED;
  if (!brief->has_exchange)
    return;
  cell->time_us = (guint32) CLAMP (brief->time_us, 0, G_MAXUINT32);
  for (guint i = 0; phases != NULL && i < WEIR_N_PHASES; i++)
    cell->phases[i] = (guint32) CLAMP (phases[i], 0, G_MAXUINT32);
}

/**
 * weir_run_series_add:
 * @self: a series that nobody else looks at yet
 * @brief: the head of one more result
 * @phases: (nullable) (array fixed-size=7): the phases of its last attempt, µs
 */
void
weir_run_series_add (WeirRunSeries *self, const WeirStepBrief *brief, const gint64 *phases)
{
  guint number = self->parallel ? brief->vu : brief->iteration;

  if (brief->part != 1 || brief->step >= self->n_steps || number == 0)
    return;
  reach (self, number);
  note_step (&self->steps[brief->step], brief, number);
  if ((number - 1) % self->stride == 0)
    fill_cell (&self->cells[(gsize) ((number - 1) / self->stride) * self->n_steps + brief->step], brief,
               phases);
}

guint
weir_run_series_get_number (const WeirRunSeries *self, guint index)
{
  return 1 + index * self->stride;
}

const WeirSeriesCell *
weir_run_series_get (const WeirRunSeries *self, guint pass, guint step)
{
  g_return_val_if_fail (pass < self->n_passes && step < self->n_steps, NULL);
  return &self->cells[(gsize) pass * self->n_steps + step];
}

static void
put_cell (GByteArray *out, const WeirSeriesCell *cell)
{
  weir_put_uint (out, (cell->ran ? 1u : 0) | (cell->has_time ? 2u : 0) | (cell->answered ? 4u : 0) |
                          (cell->not_checked ? 8u : 0) | ((guint) cell->outcome << 4));
  if (!cell->ran)
    return;
  weir_put_int (out, cell->offset_us);
  weir_put_uint (out, cell->status);
  weir_put_uint (out, cell->time_us);
  for (guint i = 0; i < WEIR_N_PHASES; i++)
    weir_put_uint (out, cell->phases[i]);
}

static void
take_cell (WeirTaker *taker, WeirSeriesCell *cell)
{
  guint flags = (guint) weir_take_uint (taker, 15 | (WEIR_N_STEP_OUTCOMES - 1) << 4);

  cell->ran = flags & 1;
  cell->has_time = (flags >> 1) & 1;
  cell->answered = (flags >> 2) & 1;
  cell->not_checked = (flags >> 3) & 1;
  cell->outcome = (guint8) (flags >> 4);
  if (!cell->ran)
    return;
  cell->offset_us = weir_take_int (taker);
  cell->status = (guint16) weir_take_uint (taker, G_MAXUINT16);
  cell->time_us = (guint32) weir_take_uint (taker, G_MAXUINT32);
  for (guint i = 0; i < WEIR_N_PHASES; i++)
    cell->phases[i] = (guint32) weir_take_uint (taker, G_MAXUINT32);
}

static void
put_event (GByteArray *out, const WeirSeriesEvent *event)
{
  weir_put_uint (out, event->count);
  weir_put_uint (out, event->n_named);
  for (guint i = 0; i < event->n_named; i++)
    weir_put_uint (out, event->named[i]);
}

static void
take_event (WeirTaker *taker, WeirSeriesEvent *event)
{
  event->count = weir_take_uint (taker, G_MAXUINT64);
  event->n_named = (guint) weir_take_uint (taker, WEIR_SERIES_NAMED);
  for (guint i = 0; i < event->n_named; i++)
    event->named[i] = (guint) weir_take_uint (taker, G_MAXUINT);
}

/**
 * weir_run_series_encode:
 * @self: a series
 *
 * Returns: (transfer full): it as bytes for the archive
 */
GBytes *
weir_run_series_encode (const WeirRunSeries *self)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_SERIES);
  weir_put_uint (out, self->parallel ? 1 : 0);
  weir_put_uint (out, self->highest);
  weir_put_uint (out, self->n_steps);
  for (guint i = 0; i < self->n_steps; i++)
    {
      weir_put_text (out, self->names[i]);
      weir_put_uint (out, self->steps[i].n_run);
      put_event (out, &self->steps[i].failed);
      for (guint class = 0; class < G_N_ELEMENTS (self->steps[i].classes); class ++)
        put_event (out, &self->steps[i].classes[class]);
    }
  weir_put_uint (out, (guint64) self->n_passes * self->n_steps);
  for (gsize i = 0; i < (gsize) self->n_passes * self->n_steps; i++)
    put_cell (out, &self->cells[i]);
  return g_byte_array_free_to_bytes (out);
}

static WeirRunSeries *
take_series (WeirTaker *taker)
{
  gboolean parallel = weir_take_uint (taker, 1) != 0;
  guint highest = (guint) weir_take_uint (taker, G_MAXINT);
  g_autofree char **none = NULL;
  WeirRunSeries *self;
  guint n_steps = weir_take_count (taker, 16), n_cells;

  none = g_new0 (char *, n_steps + 1);
  self = weir_run_series_new ((const char *const *) none, n_steps, parallel);
  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *name = weir_take_text (taker);

      self->names[i] = name ? g_steal_pointer (&name) : g_strdup ("");
      self->steps[i].n_run = weir_take_uint (taker, G_MAXUINT64);
      take_event (taker, &self->steps[i].failed);
      for (guint class = 0; class < G_N_ELEMENTS (self->steps[i].classes); class ++)
        take_event (taker, &self->steps[i].classes[class]);
    }
  n_cells = weir_take_count (taker, 1);
  if (!taker->damaged && n_steps > 0 && n_cells <= MAX (n_steps, WEIR_SERIES_CELLS))
    reach (self, highest);
  taker->damaged |= n_cells != (guint64) self->n_passes * n_steps;
  for (guint i = 0; i < n_cells && !taker->damaged; i++)
    take_cell (taker, &self->cells[i]);
  return self;
}

/**
 * weir_run_series_decode:
 * @bytes: from weir_run_series_encode()
 *
 * Returns: (transfer full) (nullable): the same series, or %NULL with a #WEIR_MEASURE_ERROR
 */
WeirRunSeries *
weir_run_series_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_SERIES);
  g_autoptr (WeirRunSeries) self = take_series (&taker);

  return weir_taker_end (&taker, error) ? g_steal_pointer (&self) : NULL;
}
