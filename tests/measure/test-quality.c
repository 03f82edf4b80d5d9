/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-quality.c: what is held against a run, and what is not yet
 */

#include "config.h"

#include "weir-quality.h"

/* Two workers for @seconds, the second of which uses that share of a processor and is that late. */
static WeirQualityMeter *
make_meter (guint seconds, double share, gint64 lateness_us)
{
  WeirQualityMeter *meter = weir_quality_meter_new (2);

  for (guint tick = 0; tick <= seconds * 10; tick++)
    for (guint worker = 0; worker < 2; worker++)
      {
        const gint64 lateness[] = { 100, worker == 1 ? lateness_us : 100 };
        WeirLoad load = { .at_us = 5000000 + (gint64) tick * 100000, .n_lateness = 2 };

        load.cpu_us = worker == 1 ? (gint64) (share * tick * 100000) : 0;
        load.descriptors = 79;
        load.descriptor_limit = 100;
        load.memory_bytes = 10;
        load.machine_bytes = 100;
        load.lateness_us = lateness;
        weir_quality_meter_add (meter, worker, &load);
      }
  return meter;
}

static void
assert_judged (guint seconds, double share, gint64 lateness_us, WeirQualityLevel level, int kind)
{
  g_autoptr (WeirQualityMeter) meter = make_meter (seconds, share, lateness_us);
  const WeirQualityFacts facts = { .duration_us = seconds * G_USEC_PER_SEC };
  g_autoptr (WeirQuality) quality = weir_quality_meter_judge (meter, &facts);

  g_assert_cmpint (quality->level, ==, level);
  g_assert_cmpuint (quality->reasons->len, ==, kind < 0 ? 0 : 1);
  if (kind >= 0)
    g_assert_cmpint (((WeirQualityReason *) g_ptr_array_index (quality->reasons, 0))->kind, ==, kind);
}

static void
test_processor (void)
{
  assert_judged (30, 0.69, 100, WEIR_QUALITY_GREEN, -1);
  assert_judged (2, 0.99, 100, WEIR_QUALITY_GREEN, -1);
  assert_judged (4, 0.75, 100, WEIR_QUALITY_AMBER, WEIR_QUALITY_PROCESSOR);
  assert_judged (4, 0.95, 100, WEIR_QUALITY_RED, WEIR_QUALITY_PROCESSOR);
}

static void
test_lateness (void)
{
  assert_judged (30, 0.1, 4900, WEIR_QUALITY_GREEN, -1);
  assert_judged (2, 0.1, 50000, WEIR_QUALITY_GREEN, -1);
  assert_judged (4, 0.1, 6000, WEIR_QUALITY_AMBER, WEIR_QUALITY_LATENESS);
  assert_judged (4, 0.1, 25000, WEIR_QUALITY_RED, WEIR_QUALITY_LATENESS);
}

static void
test_interrupted (void)
{
  g_autoptr (WeirQualityMeter) meter = weir_quality_meter_new (1);
  const WeirQualityFacts facts = { .duration_us = 30 * G_USEC_PER_SEC };
  g_autoptr (WeirQuality) quality = NULL;
  gint64 cpu_us = 0;

  /* Two seconds busy, one idle, and so on: never for three seconds. */
  for (guint second = 0; second < 30; second++)
    {
      WeirLoad load = { .at_us = 1 + second * G_USEC_PER_SEC, .cpu_us = cpu_us };

      weir_quality_meter_add (meter, 0, &load);
      cpu_us += second % 3 == 2 ? 0 : 990000;
    }
  quality = weir_quality_meter_judge (meter, &facts);
  g_assert_cmpint (quality->level, ==, WEIR_QUALITY_GREEN);
}

static void
test_rest (void)
{
  g_autoptr (WeirQualityMeter) meter = make_meter (1, 0.1, 100);
  WeirLoad load = { .at_us = 90000000, .descriptors = 80, .descriptor_limit = 100 };
  WeirQualityFacts facts = { .duration_us = 20 * G_USEC_PER_SEC, .planned_rate = 100, .achieved_rate = 95 };
  g_autoptr (WeirQuality) green = weir_quality_meter_judge (meter, &facts);
  g_autoptr (WeirQuality) red = NULL, again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_cmpint (green->level, ==, WEIR_QUALITY_GREEN);
  load.memory_bytes = 85;
  load.machine_bytes = 100;
  weir_quality_meter_add (meter, 0, &load);
  facts.achieved_rate = 94;
  facts.generator_errors = 3;
  facts.several = facts.unverified = TRUE;
  facts.fewest_samples = 50;
  facts.duration_us = 9 * G_USEC_PER_SEC;
  red = weir_quality_meter_judge (meter, &facts);
  g_assert_cmpint (red->level, ==, WEIR_QUALITY_RED);
  g_assert_cmpuint (red->reasons->len, ==, 4);
  g_assert_cmpint (((WeirQualityReason *) g_ptr_array_index (red->reasons, 0))->kind, ==,
                   WEIR_QUALITY_GENERATOR_ERRORS);
  g_assert_cmpuint (red->notes->len, ==, 3);
  bytes = weir_quality_encode (red);
  again = weir_quality_decode (bytes, NULL);
  g_assert_true (weir_quality_equal (red, again));
  g_assert_false (weir_quality_equal (red, green));
  g_assert_cmpint (again->level, ==, WEIR_QUALITY_RED);
}

static void
test_sound (void)
{
  g_assert_false (weir_percentile_is_sound (19, 50));
  g_assert_true (weir_percentile_is_sound (20, 50));
  g_assert_false (weir_percentile_is_sound (199, 95));
  g_assert_true (weir_percentile_is_sound (200, 95));
  g_assert_false (weir_percentile_is_sound (999, 99));
  g_assert_true (weir_percentile_is_sound (1000, 99));
  g_assert_true (weir_percentile_is_sound (10000, 99.9));
  g_assert_true (weir_percentile_is_sound (1, 100));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/quality/a worker that fills a processor for 3 seconds", test_processor);
  g_test_add_func ("/measure/quality/a loop that comes late for 3 seconds", test_lateness);
  g_test_add_func ("/measure/quality/short bursts are no reason", test_interrupted);
  g_test_add_func ("/measure/quality/rate, errors, descriptors, memory and notes, kept as bytes", test_rest);
  g_test_add_func ("/measure/quality/a percentile needs 10 of 1 minus p samples", test_sound);
  return g_test_run ();
}
