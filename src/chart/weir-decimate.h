/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-decimate.h: fewer points that show what all of them did
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Two points of each: no series is drawn with more than 2 000, whatever the run. */
#define WEIR_CHART_MAX_BUCKETS 1000

/* What the values of a stretch come to; all NAN when it is a gap. */
typedef struct
{
  double place; /* the mean of the first and the last index */
  double low;
  double high;
  double middle; /* the median */
} WeirBucket;

guint weir_decimate (const double *values, guint n_values, guint n_buckets, WeirBucket *buckets);
/* Nearest rank; NAN when there is no value. @scratch has room for @n_values. */
double weir_decimate_get_median (const double *values, guint n_values, double *scratch);

G_END_DECLS
