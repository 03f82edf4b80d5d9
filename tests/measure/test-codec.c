/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-codec.c: what was measured comes back from bytes as it was, and damage is noticed
 */

#include "config.h"

#include "weir-measure-error.h"
#include "weir-step-statistics.h"

static const double percents[] = { 0, 1, 50, 90, 95, 99, 99.9, 100 };

static void
assert_same (const WeirHistogram *a, const WeirHistogram *b)
{
  g_assert_cmpuint (weir_histogram_get_count (a), ==, weir_histogram_get_count (b));
  g_assert_cmpuint (weir_histogram_get_saturated (a), ==, weir_histogram_get_saturated (b));
  g_assert_cmpint (weir_histogram_get_min (a), ==, weir_histogram_get_min (b));
  g_assert_cmpint (weir_histogram_get_max (a), ==, weir_histogram_get_max (b));
  g_assert_cmpint (weir_histogram_get_sum (a), ==, weir_histogram_get_sum (b));
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    g_assert_cmpint (weir_histogram_get_percentile (a, percents[i]), ==,
                     weir_histogram_get_percentile (b, percents[i]));
}

static WeirHistogram *
make_histogram (guint32 seed, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  WeirHistogram *histogram = weir_histogram_new ();

  for (guint i = 0; i < n; i++)
    weir_histogram_record (histogram, g_rand_int_range (rand, 0, 1 << g_rand_int_range (rand, 1, 31)));
  weir_histogram_record (histogram, WEIR_HISTOGRAM_HIGHEST_US + 5);
  return histogram;
}

static void
test_histogram (void)
{
  g_autoptr (WeirHistogram) empty = weir_histogram_new ();
  g_autoptr (WeirHistogram) full = make_histogram (7, 20000);
  g_autoptr (GBytes) empty_bytes = weir_histogram_encode (empty);
  g_autoptr (GBytes) full_bytes = weir_histogram_encode (full);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirHistogram) empty_again = weir_histogram_decode (empty_bytes, &error);
  g_autoptr (WeirHistogram) full_again = weir_histogram_decode (full_bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty_bytes), <=, 16);
  assert_same (empty, empty_again);
  assert_same (full, full_again);
}

static void
test_huge_counts (void)
{
  const WeirHistogramSlot slot = { weir_histogram_slot_for (100), G_GUINT64_CONSTANT (5000000000) };
  const WeirHistogramTotals totals = { 0, 100, 100, G_GINT64_CONSTANT (500000000000) };
  g_autoptr (WeirHistogram) histogram = weir_histogram_new ();
  g_autoptr (WeirHistogram) again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  weir_histogram_merge_slots (histogram, &slot, 1, &totals);
  bytes = weir_histogram_encode (histogram);
  again = weir_histogram_decode (bytes, NULL);
  g_assert_cmpuint (weir_histogram_get_count (again), ==, slot.count);
  assert_same (histogram, again);
}

static GPtrArray *
make_statistics (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);

  for (guint step = 0; step < 3; step++)
    {
      WeirStepStatistics *one = weir_step_statistics_new ();

      one->part = 1;
      one->step = step;
      one->name = step == 2 ? NULL : g_strdup_printf ("Étape %u", step);
      for (guint i = 0; i < 500 * step; i++)
        {
          WeirStepBrief brief = { .part = 1, .step = step, .iteration = i + 1, .vu = 1 };

          brief.has_exchange = TRUE;
          brief.outcome = i % 7 == 0 ? WEIR_STEP_FAILED : WEIR_STEP_PASSED;
          brief.exchange = i % 14 == 0 ? WEIR_EXCHANGE_ERROR : WEIR_EXCHANGE_ANSWERED;
          brief.error_kind = i % 14 == 0 ? WEIR_ERROR_KIND_RESET : WEIR_ERROR_KIND_NONE;
          brief.status = i % 14 == 0 ? 0 : i % 7 == 0 ? 503 : 200;
          brief.offset_us = 1000 * i;
          brief.time_us = 900 + i;
          brief.blocked_us = 10;
          brief.bytes_sent = 100;
          brief.bytes_received = 1000;
          weir_step_statistics_add (one, &brief);
        }
      g_ptr_array_add (all, one);
    }
  return all;
}

static void
test_statistics (void)
{
  g_autoptr (GPtrArray) all = make_statistics ();
  g_autoptr (GBytes) bytes = weir_step_statistics_encode (all);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = weir_step_statistics_decode (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const WeirStepStatistics *a = g_ptr_array_index (all, i), *b = g_ptr_array_index (again, i);

      g_assert_cmpuint (a->part, ==, b->part);
      g_assert_cmpuint (a->step, ==, b->step);
      g_assert_cmpstr (a->name, ==, b->name);
      for (guint o = 0; o < WEIR_N_STEP_OUTCOMES; o++)
        g_assert_cmpuint (a->counts[o], ==, b->counts[o]);
      g_assert_cmpuint (weir_step_statistics_count_status (b, 200), ==,
                        weir_step_statistics_count_status (a, 200));
      g_assert_cmpuint (a->error_kinds[WEIR_ERROR_KIND_RESET], ==, b->error_kinds[WEIR_ERROR_KIND_RESET]);
      g_assert_cmpuint (a->bytes_received, ==, b->bytes_received);
      g_assert_cmpint (a->last.offset_us, ==, b->last.offset_us);
      g_assert_cmpuint (a->last.status, ==, b->last.status);
      assert_same (a->time, b->time);
      assert_same (a->response, b->response);
    }
}

static void
test_cut (void)
{
  g_autoptr (GPtrArray) all = make_statistics ();
  g_autoptr (GBytes) bytes = weir_step_statistics_encode (all);

  for (gsize size = 0; size < g_bytes_get_size (bytes); size += size < 200 ? 1 : 97)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, size);
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_step_statistics_decode (cut, &error));
      g_assert_error (error, WEIR_MEASURE_ERROR, WEIR_MEASURE_ERROR_DAMAGED);
    }
}

static void
test_noise (void)
{
  g_autoptr (GPtrArray) all = make_statistics ();
  g_autoptr (GBytes) bytes = weir_step_statistics_encode (all);
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  /* Whatever comes of it: no crash, no endless loop, no memory beyond what the bytes could stand for. */
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) wrong = NULL;
      g_autoptr (GPtrArray) read = NULL;

      for (guint n = 0; n < 1 + i % 5; n++)
        copy[g_rand_int_range (rand, i % 2 ? 0 : 4, (gint32) MIN (size, 4000))] = (guint8) g_rand_int (rand);
      wrong = g_bytes_new (copy, size);
      read = weir_step_statistics_decode (wrong, NULL);
      g_assert_true (read == NULL || read->len <= size);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/codec/a histogram comes back with every count and percentile", test_histogram);
  g_test_add_func ("/measure/codec/counts beyond four bytes come back", test_huge_counts);
  g_test_add_func ("/measure/codec/the statistics of a run come back", test_statistics);
  g_test_add_func ("/measure/codec/what is cut short is refused", test_cut);
  g_test_add_func ("/measure/codec/any damage is survived", test_noise);
  return g_test_run ();
}
