/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-histogram.c: percentiles of known distributions, exactness, merging, memory
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "weir-histogram.h"

#define N_SAMPLES 20000
#define SEED 20260

static const double percents[] = { 0, 0.01, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100 };

typedef gint64 (*Distribution) (GRand *rand);

static gint64
uniform (GRand *rand)
{
  return g_rand_int_range (rand, 1, 2000000);
}

static gint64
exponential (GRand *rand)
{
  return 1 + (gint64) (-5000.0 * log (1.0 - g_rand_double (rand)));
}

static gint64
log_normal (GRand *rand)
{
  double radius = sqrt (-2.0 * log (1.0 - g_rand_double (rand)));

  return 1 + (gint64) exp (10.0 + radius * cos (2.0 * G_PI * g_rand_double (rand)));
}

static gint64
two_peaks (GRand *rand)
{
  return g_rand_double (rand) < 0.985 ? g_rand_int_range (rand, 800, 1200)
                                      : g_rand_int_range (rand, 900000000, 1100000000);
}

static gint64
every_magnitude (GRand *rand)
{
  return (gint64) exp (g_rand_double (rand) * log ((double) WEIR_HISTOGRAM_HIGHEST_US));
}

static int
compare (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gint64
exact_percentile (const gint64 *sorted, guint n, double percent)
{
  guint rank = (guint) ceil (round (percent * n * 1e6) / 1e6 / 100.0);

  return sorted[CLAMP (rank, 1, n) - 1];
}

static void
test_percentiles (gconstpointer data)
{
  Distribution distribution = *(const Distribution *) data;
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree gint64 *samples = g_new (gint64, N_SAMPLES);
  gint64 sum = 0;

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      samples[i] = distribution (rand);
      sum += samples[i];
      weir_histogram_record (histogram, samples[i]);
    }
  qsort (samples, N_SAMPLES, sizeof *samples, compare);

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      gint64 exact = exact_percentile (samples, N_SAMPLES, percents[i]);
      gint64 found = weir_histogram_get_percentile (histogram, percents[i]);

      g_assert_cmpint (found, >=, exact);
      g_assert_cmpfloat ((double) (found - exact), <=, (double) exact * 0.001);
    }
  g_assert_cmpuint (weir_histogram_get_count (histogram), ==, N_SAMPLES);
  g_assert_cmpuint (weir_histogram_get_saturated (histogram), ==, 0);
  g_assert_cmpint (weir_histogram_get_min (histogram), ==, samples[0]);
  g_assert_cmpint (weir_histogram_get_max (histogram), ==, samples[N_SAMPLES - 1]);
  g_assert_cmpint (weir_histogram_get_sum (histogram), ==, sum);
  g_assert_cmpfloat (weir_histogram_get_mean (histogram), ==, (double) sum / N_SAMPLES);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 100), ==, samples[N_SAMPLES - 1]);
}

static void
test_ranks (void)
{
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();

  for (gint64 us = 1000; us >= 1; us--)
    weir_histogram_record (histogram, us);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 0), ==, 1);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 0.1), ==, 1);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 0.11), ==, 2);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 50), ==, 500);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 50.01), ==, 501);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 95), ==, 950);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 99), ==, 990);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 99.9), ==, 999);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 100), ==, 1000);
}

static void
test_edges (void)
{
  for (guint bit = 0; bit < 32; bit++)
    for (int off = -1; off <= 1; off++)
      {
        g_autoptr (WeirHistogram) histogram = weir_histogram_new ();
        gint64 us = CLAMP (((gint64) 1 << bit) + off, 1, WEIR_HISTOGRAM_HIGHEST_US);

        /* The larger sample keeps the exact maximum out of the smaller one's percentile. */
        weir_histogram_record (histogram, us);
        weir_histogram_record (histogram, WEIR_HISTOGRAM_HIGHEST_US);
        g_assert_cmpint (weir_histogram_get_percentile (histogram, 50), >=, us);
        g_assert_cmpfloat ((double) weir_histogram_get_percentile (histogram, 50), <=, (double) us * 1.001);
        g_assert_cmpint (weir_histogram_get_percentile (histogram, 100), ==, WEIR_HISTOGRAM_HIGHEST_US);
      }
}

static void
test_empty (void)
{
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();

  g_assert_cmpint (weir_histogram_get_percentile (histogram, 50), ==, 0);
  g_assert_cmpint (weir_histogram_get_min (histogram), ==, 0);
  g_assert_cmpint (weir_histogram_get_max (histogram), ==, 0);
  g_assert_cmpfloat (weir_histogram_get_mean (histogram), ==, 0.0);
  g_assert_cmpuint (weir_histogram_get_memory (histogram), <=, 1024);
}

static void
test_saturation (void)
{
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();

  weir_histogram_record (histogram, -3);
  weir_histogram_record (histogram, 0);
  weir_histogram_record (histogram, 1);
  weir_histogram_record (histogram, WEIR_HISTOGRAM_HIGHEST_US);
  g_assert_cmpuint (weir_histogram_get_saturated (histogram), ==, 2);
  weir_histogram_record (histogram, 2 * WEIR_HISTOGRAM_HIGHEST_US);
  g_assert_cmpuint (weir_histogram_get_saturated (histogram), ==, 3);
  g_assert_cmpuint (weir_histogram_get_count (histogram), ==, 5);
  g_assert_cmpint (weir_histogram_get_min (histogram), ==, -3);
  g_assert_cmpint (weir_histogram_get_max (histogram), ==, 2 * WEIR_HISTOGRAM_HIGHEST_US);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 20), ==, 1);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 100), ==, WEIR_HISTOGRAM_HIGHEST_US);
}

static void
test_merge (void)
{
  g_autoptr (WeirHistogram) single = weir_histogram_new ();
  g_autoptr (WeirHistogram) merged = weir_histogram_new ();
  g_autoptr (WeirHistogram) empty = weir_histogram_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  WeirHistogram *parts[3] = { weir_histogram_new (), weir_histogram_new (), weir_histogram_new () };

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      gint64 us = i % 1000 == 0 ? -1 : every_magnitude (rand);

      weir_histogram_record (single, us);
      weir_histogram_record (parts[i % 7 % 3], us);
    }
  weir_histogram_merge (merged, empty);
  for (guint i = 0; i < 3; i++)
    weir_histogram_merge (merged, parts[i]);
  weir_histogram_merge (merged, empty);

  for (double percent = 0; percent <= 100; percent += 0.05)
    g_assert_cmpint (weir_histogram_get_percentile (merged, percent), ==,
                     weir_histogram_get_percentile (single, percent));
  g_assert_cmpuint (weir_histogram_get_count (merged), ==, N_SAMPLES);
  g_assert_cmpuint (weir_histogram_get_saturated (merged), ==, N_SAMPLES / 1000);
  g_assert_cmpint (weir_histogram_get_min (merged), ==, weir_histogram_get_min (single));
  g_assert_cmpint (weir_histogram_get_max (merged), ==, weir_histogram_get_max (single));
  g_assert_cmpint (weir_histogram_get_sum (merged), ==, weir_histogram_get_sum (single));
  for (guint i = 0; i < 3; i++)
    weir_histogram_free (parts[i]);
}

static void
test_large_counts (void)
{
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();

  weir_histogram_record (histogram, 10);
  weir_histogram_record (histogram, 10);
  weir_histogram_record (histogram, 10);
  weir_histogram_record (histogram, 5000);
  for (guint i = 0; i < 38; i++)
    weir_histogram_merge (histogram, histogram);
  g_assert_cmpuint (weir_histogram_get_count (histogram), ==, G_GUINT64_CONSTANT (4) << 38);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 75), ==, 10);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 75.0001), ==, 5000);
  for (guint i = 0; i < 20; i++)
    weir_histogram_merge (histogram, histogram);
  g_assert_cmpint (weir_histogram_get_sum (histogram), ==, G_MAXINT64);
}

static void
test_copy (void)
{
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();
  g_autoptr (WeirHistogram) copy = NULL;

  weir_histogram_record (histogram, 42);
  copy = weir_histogram_copy (histogram);
  weir_histogram_record (histogram, 77777);
  g_assert_cmpuint (weir_histogram_get_count (copy), ==, 1);
  g_assert_cmpint (weir_histogram_get_percentile (copy, 100), ==, 42);
  weir_histogram_record (copy, 43);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 100), ==, 77777);
}

static void
test_memory (void)
{
  g_autoptr (WeirHistogram) usual = weir_histogram_new ();
  g_autoptr (WeirHistogram) widest = weir_histogram_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  gsize after;

  for (guint i = 0; i < N_SAMPLES; i++)
    weir_histogram_record (usual, g_rand_int_range (rand, 2000, 100000));
  g_assert_cmpuint (weir_histogram_get_memory (usual), <, 32 * 1024);

  for (gint64 us = 1; us <= WEIR_HISTOGRAM_HIGHEST_US; us *= 2)
    weir_histogram_record (widest, us);
  after = weir_histogram_get_memory (widest);
  g_assert_cmpuint (after, <, 128 * 1024);
  for (guint i = 0; i < 10 * N_SAMPLES; i++)
    weir_histogram_record (widest, every_magnitude (rand));
  g_assert_cmpuint (weir_histogram_get_memory (widest), ==, after);
}

static void
test_stall (void)
{
  g_autoptr (WeirHistogram) service = weir_histogram_new ();
  g_autoptr (WeirHistogram) response = weir_histogram_new ();
  gint64 free_at = 0;

  /* One request each 10 ms by schedule, 5 ms of service, and once the server stalls for 1 s: what waited
   * behind it shows in the time from the planned start, not in the time of service. */
  for (gint64 i = 0; i < 1000; i++)
    {
      gint64 intended = i * 10000, begun = MAX (intended, free_at), took = i == 500 ? 1000000 : 5000;

      free_at = begun + took;
      weir_histogram_record (service, took);
      weir_histogram_record (response, free_at - intended);
    }
  g_assert_cmpint (weir_histogram_get_percentile (service, 99), <, 5100);
  g_assert_cmpint (weir_histogram_get_percentile (response, 99), >, 900000);
  g_assert_cmpint (weir_histogram_get_max (service), ==, 1000000);
}

static void
test_slots (void)
{
  guint before = 0;

  for (gint64 us = 1; us <= WEIR_HISTOGRAM_HIGHEST_US; us += 1 + us / 3000)
    {
      guint slot = weir_histogram_slot_for (us);

      g_assert_cmpuint (slot, >=, before);
      g_assert_cmpuint (slot, <, WEIR_HISTOGRAM_N_SLOTS);
      g_assert_cmpint (weir_histogram_slot_to_us (slot), >=, us);
      g_assert_cmpfloat ((double) (weir_histogram_slot_to_us (slot) - us), <=, (double) us * 0.001);
      before = slot;
    }
}

static void
test_copies (void)
{
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();
  g_autoptr (WeirHistogram) copy = NULL;

  for (gint64 us = 1; us <= 5000; us++)
    weir_histogram_record (histogram, us);
  copy = weir_histogram_copy (histogram);
  for (gint64 us = 1; us <= 5000; us++)
    weir_histogram_record (histogram, 5000);
  g_assert_cmpuint (weir_histogram_get_count (copy), ==, 5000);
  g_assert_cmpint (weir_histogram_get_percentile (copy, 50), <=, 2502);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 51), ==, 5000);
  weir_histogram_record (copy, 1);
  g_assert_cmpuint (weir_histogram_get_count (histogram), ==, 10000);
  g_assert_cmpint (weir_histogram_get_percentile (histogram, 0.02), ==, 2);
  weir_histogram_reset (histogram);
  g_assert_cmpuint (weir_histogram_get_count (histogram), ==, 0);
  g_assert_cmpint (weir_histogram_get_percentile (copy, 0.02), ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Distribution distribution;
  } known[] = {
    { "/measure/histogram/every percentile of a uniform distribution is within 0.1 %", uniform },
    { "/measure/histogram/every percentile of an exponential distribution is within 0.1 %", exponential },
    { "/measure/histogram/every percentile of a log-normal distribution is within 0.1 %", log_normal },
    { "/measure/histogram/every percentile of two far peaks is within 0.1 %", two_peaks },
    { "/measure/histogram/every percentile over nine magnitudes is within 0.1 %", every_magnitude },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_test_add_data_func (known[i].path, &known[i].distribution, test_percentiles);
  g_test_add_func ("/measure/histogram/percentiles are by nearest rank", test_ranks);
  g_test_add_func ("/measure/histogram/values around powers of two land within 0.1 %", test_edges);
  g_test_add_func ("/measure/histogram/an empty one is all zero and small", test_empty);
  g_test_add_func ("/measure/histogram/what is too short or too long is counted at the end", test_saturation);
  g_test_add_func ("/measure/histogram/merged parts equal the single one", test_merge);
  g_test_add_func ("/measure/histogram/counts beyond four bytes stay exact", test_large_counts);
  g_test_add_func ("/measure/histogram/a copy lives on its own", test_copy);
  g_test_add_func ("/measure/histogram/memory is bounded and usually under 32 KB", test_memory);
  g_test_add_func ("/measure/histogram/a stall shows in the time from planned start", test_stall);
  g_test_add_func ("/measure/histogram/slots are numbered by what they count", test_slots);
  g_test_add_func ("/measure/histogram/a copy keeps what it was taken of", test_copies);
  return g_test_run ();
}
