/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-histogram.h: how long things took: 1 µs to 1 h in 3 significant digits, mergeable without loss
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_HISTOGRAM_LOWEST_US G_GINT64_CONSTANT (1)
#define WEIR_HISTOGRAM_HIGHEST_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

/* Slots have one numbering that never changes: it is written into files. */
#define WEIR_HISTOGRAM_N_SLOTS (23u << 10)

typedef struct _WeirHistogram WeirHistogram;

/* A slot that counted something; slots stand for durations, see weir_histogram_slot_to_us(). */
typedef struct
{
  guint slot;
  guint64 count;
} WeirHistogramSlot;

/* What the slots do not tell; µs. */
typedef struct
{
  guint64 saturated;
  gint64 min;
  gint64 max;
  gint64 sum;
} WeirHistogramTotals;

WeirHistogram *weir_histogram_new (void);
WeirHistogram *weir_histogram_copy (const WeirHistogram *self);
void weir_histogram_free (WeirHistogram *self);
void weir_histogram_reset (WeirHistogram *self);
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

guint weir_histogram_slot_for (gint64 us);
gint64 weir_histogram_slot_to_us (guint number);
void weir_histogram_list_slots (const WeirHistogram *self, GArray *slots);
void weir_histogram_merge_slots (WeirHistogram *self, const WeirHistogramSlot *slots, guint n_slots,
                                 const WeirHistogramTotals *totals);
/* Sparse, with everything exact; see weir-measure-private.h for the form. */
GBytes *weir_histogram_encode (const WeirHistogram *self);
WeirHistogram *weir_histogram_decode (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirHistogram, weir_histogram_free)

G_END_DECLS
