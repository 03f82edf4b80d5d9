/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-histogram.h: how long things took: 1 µs to 1 h in 3 significant digits, mergeable without loss
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_HISTOGRAM_LOWEST_US G_GINT64_CONSTANT (1)
#define WEIR_HISTOGRAM_HIGHEST_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct _WeirHistogram WeirHistogram;

WeirHistogram *weir_histogram_new (void);
WeirHistogram *weir_histogram_copy (const WeirHistogram *self);
void weir_histogram_free (WeirHistogram *self);
void weir_histogram_record (WeirHistogram *self, gint64 us); /* saturating at both ends */
void weir_histogram_merge (WeirHistogram *self, const WeirHistogram *other);
guint64 weir_histogram_get_count (const WeirHistogram *self);
guint64 weir_histogram_get_saturated (const WeirHistogram *self);
gint64 weir_histogram_get_min (const WeirHistogram *self); /* exact; 0 when empty */
gint64 weir_histogram_get_max (const WeirHistogram *self); /* exact */
gint64 weir_histogram_get_sum (const WeirHistogram *self); /* exact */
double weir_histogram_get_mean (const WeirHistogram *self);
/* Nearest rank: the highest value equivalent to the sample of rank ceil (percent / 100 · count). */
gint64 weir_histogram_get_percentile (const WeirHistogram *self, double percent);
gsize weir_histogram_get_memory (const WeirHistogram *self); /* bytes */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirHistogram, weir_histogram_free)

G_END_DECLS
