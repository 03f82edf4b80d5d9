/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-decimate.c: fewer points that show what all of them did
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "weir-decimate.h"

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double first = *(const double *) one;
  double second = *(const double *) other;

  return (first > second) - (first < second);
}

/**
 * weir_decimate_get_median:
 * @values: (array length=n_values): values; NAN is no value
 * @n_values: how many
 * @scratch: (out caller-allocates) (array length=n_values): overwritten
 *
 * Returns: the lower median; NAN when there is no value
 */
double
weir_decimate_get_median (const double *values, guint n_values, double *scratch)
{
  guint n = 0;

  for (guint i = 0; i < n_values; i++)
    if (!isnan (values[i]))
      scratch[n++] = values[i];
  if (n == 0)
    return NAN;
  qsort (scratch, n, sizeof *scratch, compare_doubles);
  return scratch[(n - 1) / 2];
}

static void
fill_bucket (const double *values, guint begin, guint end, double *scratch, WeirBucket *bucket)
{
  bucket->place = (begin + end - 1) / 2.0;
  bucket->low = NAN;
  bucket->high = NAN;
  for (guint i = begin; i < end; i++)
    {
      bucket->low = fmin (bucket->low, values[i]);
      bucket->high = fmax (bucket->high, values[i]);
    }
  bucket->middle = weir_decimate_get_median (values + begin, end - begin, scratch);
}

/**
 * weir_decimate:
 * @values: (array length=n_values): values in order; NAN is a gap
 * @n_values: how many
 * @n_buckets: how many stretches there may be; at least 1
 * @buckets: (out caller-allocates) (array length=n_buckets): the stretches
 *
 * Min/max decimation: of each stretch the lowest and the highest value are kept, so that no peak and no dip
 * is lost, however narrow.
 *
 * Returns: how many stretches there are: @n_buckets, or fewer when there are fewer values
 */
guint
weir_decimate (const double *values, guint n_values, guint n_buckets, WeirBucket *buckets)
{
  g_autofree double *scratch = NULL;

  g_return_val_if_fail (n_buckets > 0, 0);

  n_buckets = MIN (n_buckets, n_values);
  scratch = g_new (double, n_values / MAX (n_buckets, 1) + 1);
  for (guint i = 0; i < n_buckets; i++)
    {
      guint begin = (guint) ((guint64) n_values * i / n_buckets);
      guint end = (guint) ((guint64) n_values * (i + 1) / n_buckets);

      fill_bucket (values, begin, end, scratch, &buckets[i]);
    }
  return n_buckets;
}
