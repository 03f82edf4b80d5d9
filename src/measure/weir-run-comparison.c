/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-comparison.c: matching the steps of two runs, and telling a change from noise
 */

#include "config.h"

#include "weir-run-comparison.h"

#include <math.h>

#define Z 1.959963985 /* of the normal distribution, 95 % two-sided */

/**
 * weir_figure_change_get_delta:
 * @change: a figure of two runs
 * @figure: which
 *
 * Returns: how much larger the second is: relative to the first for times, the difference for the failure
 *   rate; 0 when one of them is unknown
 */
double
weir_figure_change_get_delta (const WeirFigureChange *change, WeirComparedFigure figure)
{
  double difference = change->values[1] - change->values[0];

  if (!change->known)
    return 0;
  if (figure == WEIR_COMPARED_FAILURE_RATE || difference == 0)
    return difference;
  return difference / MAX (change->values[0], 1);
}

/**
 * weir_figure_change_is_worse:
 * @change: a figure of two runs
 * @figure: which
 * @tolerance: what is still allowed, as weir_figure_change_get_delta() counts
 *
 * Returns: whether the second run is worse by more than noise and @tolerance
 */
gboolean
weir_figure_change_is_worse (const WeirFigureChange *change, WeirComparedFigure figure, double tolerance)
{
  return change->known && !change->noise && weir_figure_change_get_delta (change, figure) > tolerance;
}

static double
value_of_rank (const WeirHistogram *times, double rank)
{
  double count = (double) weir_histogram_get_count (times);

  if (rank < 1)
    return -INFINITY;
  if (rank > count)
    return INFINITY;
  /* Half a rank down, so that no rounding leads to the next one. */
  return (double) weir_histogram_get_percentile (times, 100 * (rank - 0.5) / count);
}

static void
take_percentile (WeirFigureChange *change, guint run, const WeirHistogram *times, double fraction)
{
  double n = (double) weir_histogram_get_count (times);
  double spread = Z * sqrt (n * fraction * (1 - fraction));

  change->values[run] = (double) weir_histogram_get_percentile (times, 100 * fraction);
  change->lows[run] = value_of_rank (times, floor (n * fraction - spread));
  change->highs[run] = value_of_rank (times, ceil (n * fraction + spread) + 1);
}

static double
get_deviation (const WeirHistogram *times, double mean)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  double n = (double) weir_histogram_get_count (times), sum = 0;

  weir_histogram_list_slots (times, slots);
  for (guint i = 0; i < slots->len; i++)
    {
      const WeirHistogramSlot *slot = &g_array_index (slots, WeirHistogramSlot, i);
      double distance = (double) weir_histogram_slot_to_us (slot->slot) - mean;

      sum += (double) slot->count * distance * distance;
    }
  return n > 1 ? sqrt (sum / (n - 1)) : 0;
}

/* The quantile of Student's distribution where Z is that of the normal one. */
static double
get_student (double degrees)
{
  double z3 = Z * Z * Z, z5 = z3 * Z * Z;

  return Z + (z3 + Z) / (4 * degrees) + (5 * z5 + 16 * z3 + 3 * Z) / (96 * degrees * degrees);
}

static void
take_mean (WeirFigureChange *change, guint run, const WeirHistogram *times)
{
  double n = (double) weir_histogram_get_count (times), mean = weir_histogram_get_mean (times);
  double error = n > 1 ? get_student (n - 1) * get_deviation (times, mean) / sqrt (n) : INFINITY;

  change->values[run] = mean;
  change->lows[run] = mean - error;
  change->highs[run] = mean + error;
}

static guint64
count_judged (const WeirStepStatistics *step)
{
  return step->counts[WEIR_STEP_PASSED] + step->counts[WEIR_STEP_FAILED];
}

static void
take_failure_rate (WeirFigureChange *change, guint run, const WeirStepStatistics *step)
{
  double n = (double) count_judged (step), rate = (double) step->counts[WEIR_STEP_FAILED] / n;
  double middle = (rate + Z * Z / (2 * n)) / (1 + Z * Z / n);
  double error = Z / (1 + Z * Z / n) * sqrt (rate * (1 - rate) / n + Z * Z / (4 * n * n));

  change->values[run] = rate;
  change->lows[run] = MAX (0, middle - error);
  change->highs[run] = MIN (1, middle + error);
}

static gboolean
overlap (const WeirFigureChange *change)
{
  return change->lows[0] <= change->highs[1] && change->lows[1] <= change->highs[0];
}

static gboolean
is_open (const WeirFigureChange *change)
{
  for (guint run = 0; run < 2; run++)
    if (!isfinite (change->lows[run]) || !isfinite (change->highs[run]))
      return TRUE;
  return FALSE;
}

static void
judge (WeirFigureChange *change, guint64 fewest)
{
  gboolean least = fewest >= WEIR_COMPARISON_LEAST_RESULTS;

  change->noise = !least || overlap (change);
  change->few = change->noise && (!least || is_open (change));
}

static void
compare_times (WeirStepComparison *self)
{
  guint64 fewest = G_MAXUINT64;

  for (guint run = 0; run < 2; run++)
    fewest = MIN (fewest, weir_histogram_get_count (self->runs[run]->time));
  if (fewest == 0)
    return;
  for (guint run = 0; run < 2; run++)
    {
      const WeirHistogram *times = self->runs[run]->time;

      take_percentile (&self->figures[WEIR_COMPARED_P50], run, times, 0.5);
      take_percentile (&self->figures[WEIR_COMPARED_P95], run, times, 0.95);
      take_percentile (&self->figures[WEIR_COMPARED_P99], run, times, 0.99);
      take_mean (&self->figures[WEIR_COMPARED_MEAN], run, times);
    }
  for (guint i = 0; i < WEIR_COMPARED_FAILURE_RATE; i++)
    {
      self->figures[i].known = TRUE;
      judge (&self->figures[i], fewest);
    }
}

static void
compare_failures (WeirStepComparison *self)
{
  WeirFigureChange *change = &self->figures[WEIR_COMPARED_FAILURE_RATE];

  change->known = count_judged (self->runs[0]) > 0 && count_judged (self->runs[1]) > 0;
  if (!change->known)
    return;
  for (guint run = 0; run < 2; run++)
    take_failure_rate (change, run, self->runs[run]);
  change->noise = overlap (change);
  change->few = change->noise && MIN (count_judged (self->runs[0]), count_judged (self->runs[1]))
                                     < WEIR_COMPARISON_LEAST_RESULTS;
}

static WeirStepComparison *
step_comparison_new (WeirStepStatistics *first, WeirStepStatistics *second)
{
  WeirStepComparison *self = g_new0 (WeirStepComparison, 1);

  self->runs[0] = weir_step_statistics_ref (first);
  self->runs[1] = weir_step_statistics_ref (second);
  compare_times (self);
  compare_failures (self);
  return self;
}

static void
step_comparison_free (gpointer data)
{
  WeirStepComparison *self = data;

  weir_step_statistics_unref (self->runs[0]);
  weir_step_statistics_unref (self->runs[1]);
  g_free (self);
}

static gboolean
is_like (const WeirStepStatistics *a, const WeirStepStatistics *b)
{
  return a->part == b->part && g_strcmp0 (a->name, b->name) == 0;
}

/* The first of @steps that is like @wanted and has no partner yet; -1 when there is none. */
static int
find_partner (GPtrArray *steps, const gboolean *taken, const WeirStepStatistics *wanted)
{
  for (guint i = 0; i < steps->len; i++)
    if (!taken[i] && is_like (g_ptr_array_index (steps, i), wanted))
      return (int) i;
  return -1;
}

/**
 * weir_run_comparison_new:
 * @first: (element-type WeirStepStatistics): the steps of the run that is compared with, in their order
 * @second: (element-type WeirStepStatistics): those of the other
 *
 * Returns: (transfer full): both side by side
 */
WeirRunComparison *
weir_run_comparison_new (GPtrArray *first, GPtrArray *second)
{
  WeirRunComparison *self = g_new0 (WeirRunComparison, 1);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (1, second->len));

  self->steps = g_ptr_array_new_with_free_func (step_comparison_free);
  for (guint run = 0; run < 2; run++)
    self->only[run] = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);
  for (guint i = 0; i < first->len; i++)
    {
      WeirStepStatistics *step = g_ptr_array_index (first, i);
      int partner = find_partner (second, taken, step);

      if (partner < 0)
        {
          g_ptr_array_add (self->only[0], weir_step_statistics_ref (step));
          continue;
        }
      taken[partner] = TRUE;
      g_ptr_array_add (self->steps, step_comparison_new (step, g_ptr_array_index (second, partner)));
    }
  for (guint i = 0; i < second->len; i++)
    if (!taken[i])
      g_ptr_array_add (self->only[1], weir_step_statistics_ref (g_ptr_array_index (second, i)));
  return self;
}

/**
 * weir_run_comparison_free:
 * @self: (transfer full): a comparison
 */
void
weir_run_comparison_free (WeirRunComparison *self)
{
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->only[0]);
  g_ptr_array_unref (self->only[1]);
  g_free (self);
}
