/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-robust.c: median, deviations from it, and trends by rank
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "weir-robust.h"

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts @values. */
static double
median_in_place (double *values, gsize n)
{
  if (n == 0)
    return 0;
  qsort (values, n, sizeof *values, compare);
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/**
 * weir_median:
 *
 * Returns: the middle value, or the mean of the two in the middle; 0 when there is none
 */
double
weir_median (const double *values, guint n)
{
  g_autofree double *copy = g_memdup2 (values, n * sizeof *values);

  return median_in_place (copy, n);
}

/**
 * weir_median_deviation:
 *
 * Returns: MAD, the median of the distances from @median, not scaled
 */
double
weir_median_deviation (const double *values, guint n, double median)
{
  g_autofree double *distances = g_new (double, MAX (1, n));

  for (guint i = 0; i < n; i++)
    distances[i] = fabs (values[i] - median);
  return median_in_place (distances, n);
}

/**
 * weir_mean_deviation:
 *
 * Returns: the mean of the distances from @median
 */
double
weir_mean_deviation (const double *values, guint n, double median)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += fabs (values[i] - median);
  return n == 0 ? 0 : sum / n;
}

/**
 * weir_modified_z:
 *
 * 0.6745 · (x − median) / MAD; where more than half of the values are the same and MAD is 0, the mean
 * deviation takes its place, as (x − median) / (1.2533 · mean deviation). Source: B. Iglewicz, D. Hoaglin,
 * How to Detect and Handle Outliers, 1993.
 *
 * Returns: how unusual @value is; above 3.5 is an outlier
 */
double
weir_modified_z (double value, double median, double median_deviation, double mean_deviation)
{
  if (median_deviation > 0)
    return 0.6745 * (value - median) / median_deviation;
  if (mean_deviation > 0)
    return (value - median) / (1.253314 * mean_deviation);
  return 0;
}

/* Sum of t (t − 1) (2 t + 5) over groups of t equal values. */
static double
sum_ties (const double *values, guint n)
{
  g_autofree double *sorted = g_memdup2 (values, n * sizeof *values);
  double sum = 0;

  qsort (sorted, n, sizeof *sorted, compare);
  for (guint i = 0; i < n;)
    {
      guint first = i;
      double t;

      while (i < n && sorted[i] <= sorted[first])
        i++;
      t = i - first;
      sum += t * (t - 1) * (2 * t + 5);
    }
  return sum;
}

/**
 * weir_mann_kendall:
 * @values: in the order of time, at least 10
 * @rising: (out): whether later values tend to be larger
 *
 * The Mann–Kendall test for a monotonic trend, by the normal approximation with the corrections for ties and
 * continuity. Source: H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945; R. O. Gilbert,
 * Statistical Methods for Environmental Pollution Monitoring, 1987, 16.4.
 *
 * Returns: how likely a tendency at least as strong is by chance, in either direction
 */
double
weir_mann_kendall (const double *values, guint n, gboolean *rising)
{
  double s = 0, count = n, variance;

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      s += (values[j] > values[i]) - (values[j] < values[i]);
  *rising = s > 0;
  variance = (count * (count - 1) * (2 * count + 5) - sum_ties (values, n)) / 18.0;
  if (variance <= 0 || (s >= 0 && s <= 0))
    return 1;
  return erfc ((fabs (s) - 1) / sqrt (variance) / G_SQRT2);
}

/**
 * weir_theil_sen:
 * @at: when each value was, ascending, no two the same
 * @values: the values
 *
 * Source: P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968.
 *
 * Returns: the median slope of all pairs
 */
double
weir_theil_sen (const double *at, const double *values, guint n)
{
  gsize n_slopes = 0;
  g_autofree double *slopes = g_new (double, MAX (1, (gsize) n * (n - (n > 0)) / 2));

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      slopes[n_slopes++] = (values[j] - values[i]) / (at[j] - at[i]);
  return median_in_place (slopes, n_slopes);
}
