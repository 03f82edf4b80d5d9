/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-robust.h: statistics that a few odd values do not mislead
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All of them leave @values alone. */
double weir_median (const double *values, guint n);
double weir_median_deviation (const double *values, guint n, double median);
double weir_modified_z (double value, double median, double median_deviation, double mean_deviation);
double weir_mean_deviation (const double *values, guint n, double median);
double weir_mann_kendall (const double *values, guint n, gboolean *rising);
double weir_theil_sen (const double *at, const double *values, guint n);

G_END_DECLS
