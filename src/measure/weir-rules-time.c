/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rules-time.c: rules about how long steps took: cold start, outliers, degradation, bottleneck
 *
 * All of them look at TotalTime of the last attempts that were answered, in the chosen passes.
 */

#include "config.h"

#include "weir-finding-private.h"
#include "weir-robust.h"

#include <glib/gi18n-lib.h>

/* What a single pass may lose to the scheduling of this computer: so late its loop may come and still be fit
 * to measure (weir-quality.h). A single pass must stand out by more. */
#define JITTER_US 5000.0
/* Differences seen over many passes need not be as large, but nobody is helped by less than this. */
#define SMALLEST_US 1000.0
/* Trends by rank look at all pairs: of more passes than this, evenly chosen ones are looked at. */
#define TREND_PASSES 500

/**
 * weir_rule_cold_start:
 *
 * The first pass took more than 1.5 × the median of the others, more than their median + 3 · MAD, and at
 * least 5 ms more; n ≥ 5.
 *
 * Returns: whether it fired
 */
gboolean
weir_rule_cold_start (const WeirRunSeries *series, guint step, const WeirStepTimes *times, WeirFindings *out)
{
  double first, median, deviation;
  g_autofree char *shown = NULL, *usual = NULL;
  WeirFinding *finding;

  if (times->n < NEEDS_COLD || times->numbers[0] != 1)
    return FALSE;
  first = times->times[0];
  median = weir_median (times->times + 1, times->n - 1);
  deviation = weir_median_deviation (times->times + 1, times->n - 1, median);
  if (first <= 1.5 * median || first <= median + 3 * deviation || first < median + JITTER_US)
    return FALSE;
  finding = weir_findings_add (out, WEIR_FINDING_COLD_START, series, (int) step);
  weir_finding_add_pass (finding, 1);
  shown = weir_finding_show (first);
  usual = weir_finding_show (median);
  /* Translators: the first %s is a step, the others are durations */
  finding->sentence
      = g_strdup_printf (_ ("Cold start: “%s” took %s in the first iteration, and %s in most others."),
                         series->names[step], shown, usual);
  weir_finding_add_number (finding, "first", first, "µs");
  weir_finding_add_number (finding, "median", median, "µs");
  weir_finding_add_number (finding, "deviation", deviation, "µs");
  weir_finding_add_number (finding, "times", median > 0 ? first / median : 0, "ratio");
  return TRUE;
}

static void
say_outlier (WeirFinding *finding, const char *name, double longest, double median)
{
  g_autofree char *passes = weir_finding_list_passes (finding->passes, finding->n_passes);
  g_autofree char *shown = weir_finding_show (longest);
  g_autofree char *usual = weir_finding_show (median);

  finding->sentence = g_strdup_printf (
      /* Translators: a step; how many; numbers of iterations; two durations */
      ngettext ("“%1$s” was unusually slow in %2$u iteration (%3$s): it took %4$s, where %5$s is usual.",
                "“%1$s” was unusually slow in %2$u iterations (%3$s): it took up to %4$s, where %5$s is "
                "usual.",
                (gulong) finding->n_passes),
      name, (guint) finding->n_passes, passes, shown, usual);
}

/**
 * weir_rule_slow_outlier:
 * @cold: the first pass was a cold start, and is left out
 *
 * A pass whose modified z-score is above 3.5 and that took more than 1.5 × the median, and at least 5 ms
 * more; n ≥ 8.
 *
 * Returns: whether it fired
 */
gboolean
weir_rule_slow_outlier (const WeirRunSeries *series, guint step, const WeirStepTimes *times, gboolean cold,
                        WeirFindings *out)
{
  const double *values = times->times + (cold ? 1 : 0);
  guint n = times->n - (cold ? 1 : 0);
  double median, deviation, mean_deviation, longest = 0;
  WeirFinding *finding = NULL;

  if (times->n < NEEDS_OUTLIER)
    return FALSE;
  median = weir_median (values, n);
  deviation = weir_median_deviation (values, n, median);
  mean_deviation = weir_mean_deviation (values, n, median);
  for (guint i = 0; i < n; i++)
    {
      double z = weir_modified_z (values[i], median, deviation, mean_deviation);

      if (z <= 3.5 || values[i] <= 1.5 * median || values[i] < median + JITTER_US)
        continue;
      if (finding == NULL)
        finding = weir_findings_add (out, WEIR_FINDING_SLOW_OUTLIER, series, (int) step);
      weir_finding_add_pass (finding, times->numbers[i + (cold ? 1 : 0)]);
      longest = MAX (longest, values[i]);
    }
  if (finding == NULL)
    return FALSE;
  say_outlier (finding, series->names[step], longest, median);
  weir_finding_add_number (finding, "longest", longest, "µs");
  weir_finding_add_number (finding, "median", median, "µs");
  weir_finding_add_number (finding, "deviation", deviation, "µs");
  weir_finding_add_number (finding, "z", weir_modified_z (longest, median, deviation, mean_deviation),
                           "ratio");
  return TRUE;
}

/* 5 to 9 passes are too few for a test, but a series without a single step back is a fact. */
static gboolean
find_rising (const WeirRunSeries *series, guint step, const WeirStepTimes *times, WeirFindings *out)
{
  double first = times->times[0], last = times->times[times->n - 1];
  g_autofree char *from = weir_finding_show (first), *to = weir_finding_show (last);
  WeirFinding *finding;

  for (guint i = 1; i < times->n; i++)
    if (times->times[i] <= times->times[i - 1])
      return FALSE;
  if (last < 1.25 * first || last < first + SMALLEST_US)
    return FALSE;
  finding = weir_findings_add (out, WEIR_FINDING_DEGRADATION, series, (int) step);
  for (guint i = 0; i < times->n; i++)
    weir_finding_add_pass (finding, times->numbers[i]);
  /* Translators: a step and two durations: "41 ms → 95 ms" */
  finding->sentence = g_strdup_printf (_ ("Each iteration of “%s” was slower than the one before: %s → %s."),
                                       series->names[step], from, to);
  weir_finding_add_number (finding, "first", first, "µs");
  weir_finding_add_number (finding, "last", last, "µs");
  weir_finding_add_number (finding, "grown", first > 0 ? last / first - 1 : 0, "ratio");
  return TRUE;
}

static void
say_trend (WeirFinding *finding, const char *name, double rise, double median, guint n)
{
  g_autofree char *shown = weir_finding_show (rise), *usual = weir_finding_show (median);

  /* Translators: a step, a duration, a number of iterations, a percentage, a duration */
  finding->sentence = g_strdup_printf (
      _ ("“%1$s” became slower: by %2$s over %3$u iterations, %4$d %% of its median of %5$s."), name, shown,
      n, median > 0 ? (int) MIN (rise / median * 100.0 + 0.5, 1e6) : 0, usual);
}

/**
 * weir_rule_degradation:
 * @n_tested: how many steps of the run are looked at
 *
 * n ≥ 10: Mann–Kendall p below 0.01, divided by the number of steps looked at (Bonferroni: a flow of many
 * steps must not have more false findings than one of one), and a Theil–Sen slope that over the run amounts
 * to at least 10 % of the median, and 1 ms. 5 to 9 passes: a strictly rising series that grew by 25 % or
 * more, and 1 ms, is stated as a fact.
 *
 * Returns: whether it fired
 */
gboolean
weir_rule_degradation (const WeirRunSeries *series, guint step, const WeirStepTimes *times, guint n_tested,
                       WeirFindings *out)
{
  guint stride = (times->n + TREND_PASSES - 1) / TREND_PASSES, n = 0;
  g_autofree double *at = g_new (double, times->n + 1), *values = g_new (double, times->n + 1);
  double median, slope, rise, p;
  gboolean rising;
  WeirFinding *finding;

  if (times->n < NEEDS_TREND)
    return times->n >= NEEDS_RISING && find_rising (series, step, times, out);
  for (guint i = 0; i < times->n; i += stride, n++)
    {
      at[n] = times->numbers[i];
      values[n] = times->times[i];
    }
  p = weir_mann_kendall (values, n, &rising);
  if (!rising || p >= 0.01 / MAX (1, n_tested))
    return FALSE;
  median = weir_median (values, n);
  slope = weir_theil_sen (at, values, n);
  rise = slope * (at[n - 1] - at[0]);
  if (rise < 0.1 * median || rise < SMALLEST_US)
    return FALSE;
  finding = weir_findings_add (out, WEIR_FINDING_DEGRADATION, series, (int) step);
  weir_finding_add_pass (finding, times->numbers[0]);
  weir_finding_add_pass (finding, times->numbers[times->n - 1]);
  say_trend (finding, series->names[step], rise, median, (guint) (at[n - 1] - at[0]) + 1);
  weir_finding_add_number (finding, "p", p, "probability");
  weir_finding_add_number (finding, "slope", slope, "µs per iteration");
  weir_finding_add_number (finding, "rise", rise, "µs");
  weir_finding_add_number (finding, "median", median, "µs");
  return TRUE;
}

/* The mean time of a step over the chosen passes; 0 when it has none. */
static double
get_mean (const WeirRunSeries *series, guint step)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < series->n_passes; i++)
    {
      const WeirSeriesCell *cell = weir_run_series_get (series, i, step);

      if (!cell->ran || !cell->answered)
        continue;
      sum += cell->time_us;
      n++;
    }
  return n == 0 ? 0 : sum / n;
}

/**
 * weir_rule_bottleneck:
 *
 * Of at least two steps with times, one takes more than 40 % of the pass and more than 2 × the mean of the
 * others, and at least 1 ms more than that mean; by mean times, each step as often as it ran.
 *
 * Returns: whether it fired
 */
gboolean
weir_rule_bottleneck (const WeirRunSeries *series, WeirFindings *out)
{
  double longest = 0, sum = 0, others;
  guint n = 0, step = 0;
  WeirFinding *finding;

  for (guint i = 0; i < series->n_steps; i++)
    {
      double mean = get_mean (series, i);

      if (mean > longest)
        {
          longest = mean;
          step = i;
        }
      sum += mean;
      n += mean > 0;
    }
  if (n < 2 || longest <= 0.4 * sum)
    return FALSE;
  others = (sum - longest) / (n - 1);
  if (longest <= 2 * others || longest < others + SMALLEST_US)
    return FALSE;
  finding = weir_findings_add (out, WEIR_FINDING_BOTTLENECK, series, (int) step);
  finding->sentence
      = g_strdup_printf (_ ("“%1$s” takes %2$d %% of each iteration, %3$.1f times as long as the other steps "
                            "on average."),
                         series->names[step], (int) (longest / sum * 100.0 + 0.5), longest / others);
  weir_finding_add_number (finding, "share", longest / sum, "ratio");
  weir_finding_add_number (finding, "times", longest / others, "ratio");
  weir_finding_add_number (finding, "others", others, "µs");
  return TRUE;
}
