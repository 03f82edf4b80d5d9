/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-charts-steps.c: charts of the steps of a run added up: their times, and what was answered
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "weir-bars-private.h"
#include "weir-flow-charts.h"

/* Answers by the first digit of their status, and no answer. The last is every other number. */
static const struct
{
  const char *name;
  WeirInk ink;
  WeirPattern pattern;
} classes[] = {
  { N_("1xx informational"), WEIR_INK_LATE, WEIR_PATTERN_LEVEL },
  { N_("2xx success"), WEIR_INK_GOOD, WEIR_PATTERN_SOLID },
  { N_("3xx redirect"), WEIR_INK_REDIRECT, WEIR_PATTERN_UPRIGHT },
  { N_("4xx client error"), WEIR_INK_WARNING, WEIR_PATTERN_RISING },
  { N_("5xx server error"), WEIR_INK_BAD, WEIR_PATTERN_FALLING },
  { N_("other"), WEIR_INK_DIM, WEIR_PATTERN_DENSE },
  { N_("no answer"), WEIR_INK_ERROR, WEIR_PATTERN_CROSSED },
};
#define NO_ANSWER 6

static const char *const error_names[WEIR_N_ERROR_KINDS] = {
  [WEIR_ERROR_KIND_NONE] = N_("no answer"),
  [WEIR_ERROR_KIND_DNS] = N_("unknown host"),
  [WEIR_ERROR_KIND_CONNECT] = N_("no connection"),
  [WEIR_ERROR_KIND_TLS] = N_("TLS error"),
  [WEIR_ERROR_KIND_TIMEOUT] = N_("timeout"),
  [WEIR_ERROR_KIND_RESET] = N_("reset"),
  [WEIR_ERROR_KIND_PROTOCOL] = N_("malformed"),
  [WEIR_ERROR_KIND_TOO_LARGE] = N_("too large"),
};

static const char *
get_name (const WeirStepStatistics *statistics)
{
  return statistics->name != NULL ? statistics->name : _("(no name)");
}

static int
compare_p95 (gconstpointer one, gconstpointer other)
{
  gint64 first = weir_histogram_get_percentile ((*(WeirStepStatistics *const *) one)->time, 95);
  gint64 second = weir_histogram_get_percentile ((*(WeirStepStatistics *const *) other)->time, 95);

  return (second > first) - (second < first);
}

/* Those that have a time, in their order; of more than there is room for, the slowest. */
static GPtrArray *
choose_steps (GPtrArray *statistics)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autoptr (GPtrArray) slowest = g_ptr_array_new ();

  for (guint i = 0; i < statistics->len; i++)
    {
      WeirStepStatistics *step = g_ptr_array_index (statistics, i);

      if (weir_histogram_get_count (step->time) > 0)
        g_ptr_array_add (slowest, step);
    }
  if (slowest->len <= WEIR_CHART_MAX_ROWS)
    {
      g_ptr_array_extend (chosen, slowest, NULL, NULL);
      return chosen;
    }
  g_ptr_array_sort (slowest, compare_p95);
  g_ptr_array_set_size (slowest, WEIR_CHART_MAX_ROWS);
  for (guint i = 0; i < statistics->len; i++)
    if (g_ptr_array_find (slowest, g_ptr_array_index (statistics, i), NULL))
      g_ptr_array_add (chosen, g_ptr_array_index (statistics, i));
  return chosen;
}

static void
add_step (WeirBars *bars, const WeirStepStatistics *step)
{
  g_autofree char *p95 = weir_unit_to_text (WEIR_UNIT_DURATION,
                                            (double) weir_histogram_get_percentile (step->time, 95));
  guint64 failed = step->counts[WEIR_STEP_FAILED];
  WeirBarRow *row;

  row = weir_bars_add_row (bars, get_name (step),
                           failed > 0 ? g_strdup_printf (_("p95 %s, %u failed"), p95, (guint) failed)
                                      : g_strdup_printf (_("p95 %s"), p95));
  row->failed = failed > 0;
  row->subject = (WeirChartSubject) { (int) step->part, (int) step->step, 0, 0 };
}

static void
add_percentile (WeirBars *bars, GPtrArray *steps, double percent, const char *name, WeirSwatch swatch,
                WeirInk ink,
                double alpha)
{
  double *values = g_new (double, steps->len);

  for (guint i = 0; i < steps->len; i++)
    {
      const WeirHistogram *time = ((WeirStepStatistics *) g_ptr_array_index (steps, i))->time;

      values[i] = percent < 0 ? weir_histogram_get_mean (time)
                              : (double) weir_histogram_get_percentile (time, percent);
    }
  weir_bars_add_series (bars, name, swatch, ink, alpha, WEIR_PATTERN_SOLID, values)->look = 3;
}

static char *
summarize_times (GPtrArray *steps)
{
  WeirStepStatistics *slowest = g_ptr_array_index (steps, 0);
  g_autofree char *p95 = NULL;
  g_autofree char *p50 = NULL;
  g_autofree char *name = NULL;

  for (guint i = 1; i < steps->len; i++)
    if (compare_p95 (&g_ptr_array_index (steps, i), &slowest) < 0)
      slowest = g_ptr_array_index (steps, i);
  p95 = weir_unit_to_text (WEIR_UNIT_DURATION, (double) weir_histogram_get_percentile (slowest->time, 95));
  name = weir_chart_shorten (get_name (slowest));
  p50 = weir_unit_to_text (WEIR_UNIT_DURATION, (double) weir_histogram_get_percentile (slowest->time, 50));
  return g_strdup_printf (steps->len > 1
                          ? _("%s is the slowest: 95 %% of its requests took at most %s, half at most %s.")
                                         : _("%s: 95 %% of its requests took at most %s, half at most %s."),
                          name, p95, p50);
}

/**
 * weir_chart_new_step_times:
 * @statistics: (element-type WeirStepStatistics): the steps of a run
 * @of: whether they are those of a flow or the iterations of a plan
 *
 * Returns: (transfer full): mean, p50, p95 and max of each step as bars over each other
 */
WeirChart *
weir_chart_new_step_times (GPtrArray *statistics, WeirChartOf of)
{
  g_autoptr (GPtrArray) steps = choose_steps (statistics);
  gboolean is_plan = of == WEIR_CHART_OF_PLAN;
  const char *title = is_plan ? _("Time per plan iteration") : _("Time per step");
  WeirBars *bars = weir_bars_new ("time-per-step", title, WEIR_UNIT_DURATION, FALSE,
                                  is_plan ? _("Plan iteration") : _("Step"), NULL);

  for (guint i = 0; i < steps->len; i++)
    add_step (bars, g_ptr_array_index (steps, i));
  add_percentile (bars, steps, 100, _("longest"), WEIR_SWATCH_WHISKER, WEIR_INK_DIM, 1);
  add_percentile (bars, steps, 95, _("p95"), WEIR_SWATCH_BLOCK, WEIR_INK_SERIES, 0.4);
  add_percentile (bars, steps, 50, _("p50"), WEIR_SWATCH_BLOCK, WEIR_INK_SERIES, 1);
  add_percentile (bars, steps, -1, _("average"), WEIR_SWATCH_MARKER, WEIR_INK_SERIES + 1, 1);
  if (steps->len == 0)
    weir_chart_take_empty (
        &bars->chart, g_strdup (is_plan ? _("There is nothing to draw yet: no request was sent.")
                                        : _("There is nothing to draw yet: no step has sent a request.")));
  else
    weir_chart_take_summary (&bars->chart, summarize_times (steps));
  if (steps->len == WEIR_CHART_MAX_ROWS && statistics->len > steps->len)
    weir_chart_take_note (&bars->chart,
                          g_strdup_printf (is_plan ? _("The slowest %u of %u plan iterations.")
                                                   : _("The slowest %u of %u steps."),
                                           steps->len, statistics->len));
  return &bars->chart;
}

static guint
get_class (guint status)
{
  return status >= 100 && status < 600 ? status / 100 - 1 : 5;
}

/* How often each status and each kind of error came, over all steps. */
typedef struct
{
  GArray *statuses; /* of WeirStatusCount, ascending */
  guint64 errors[WEIR_N_ERROR_KINDS];
  guint64 all;
  guint64 by_class[G_N_ELEMENTS (classes)];
} Answers;

static int
compare_statuses (gconstpointer one, gconstpointer other)
{
  const WeirStatusCount *first = one;
  const WeirStatusCount *second = other;

  return (first->status > second->status) - (first->status < second->status);
}

static void
add_status (Answers *answers, const WeirStatusCount *count)
{
  answers->all += count->count;
  answers->by_class[get_class (count->status)] += count->count;
  for (guint i = 0; i < answers->statuses->len; i++)
    {
      WeirStatusCount *known = &g_array_index (answers->statuses, WeirStatusCount, i);

      if (known->status == count->status)
        {
          known->count += count->count;
          return;
        }
    }
  g_array_append_vals (answers->statuses, count, 1);
}

static void
count_answers (Answers *answers, GPtrArray *statistics)
{
  for (guint i = 0; i < statistics->len; i++)
    {
      const WeirStepStatistics *step = g_ptr_array_index (statistics, i);

      for (guint j = 0; step->statuses != NULL && j < step->statuses->len; j++)
        add_status (answers, &g_array_index (step->statuses, WeirStatusCount, j));
      for (guint kind = 0; kind < WEIR_N_ERROR_KINDS; kind++)
        {
          answers->errors[kind] += step->error_kinds[kind];
          answers->by_class[NO_ANSWER] += step->error_kinds[kind];
          answers->all += step->error_kinds[kind];
        }
    }
  g_array_sort (answers->statuses, compare_statuses);
}

static void
add_answer (WeirBars *bars, GArray *values, const char *name, guint64 count, guint64 all, guint of_class)
{
  double percent = 100.0 * (double) count / (double) all;
  double value = (double) count;
  char *label = g_strdup_printf (percent > 99.9 && count < all ? _("%u (99.9 %%)")
                                 : percent < 0.1               ? _("%u (below 0.1 %%)")
                                                               : _("%u (%.1f %%)"), (guint) count, percent);
  WeirBarRow *row = weir_bars_add_row (bars, name, label);

  row->key = (int) of_class;
  row->failed = of_class == NO_ANSWER;
  g_array_append_val (values, value);
}

static char *
summarize_answers (const Answers *answers)
{
  guint64 good = answers->by_class[1] + answers->by_class[2];
  guint64 none = answers->by_class[NO_ANSWER];

  if (good == answers->all)
    return g_strdup_printf (ngettext ("The request was answered with success.",
                                      "All %u requests were answered with success.", (guint) answers->all),
                            (guint) answers->all);
  return g_strdup_printf (_("Of %u requests, %u were answered with success, %u with an error status, and "
                            "%u got "
                            "no answer."),
                          (guint) answers->all, (guint) good, (guint) (answers->all - good - none),
                              (guint) none);
}

/**
 * weir_chart_new_answers:
 * @statistics: (element-type WeirStepStatistics): the steps of a run
 *
 * Returns: (transfer full): how often each status code and each kind of error came
 */
WeirChart *
weir_chart_new_answers (GPtrArray *statistics)
{
  WeirBars *bars
      = weir_bars_new ("answers", _("Status codes and errors"), WEIR_UNIT_COUNT, FALSE, _("Answer"),
                                  _("Share"));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  Answers answers = { .statuses = g_array_new (FALSE, FALSE, sizeof (WeirStatusCount)) };
  guint n_rows = 0;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    weir_chart_add_key (&bars->chart, _(classes[i].name), WEIR_SWATCH_BLOCK, classes[i].ink,
                        classes[i].pattern);
  count_answers (&answers, statistics);
  for (guint i = 0; i < answers.statuses->len && n_rows < WEIR_CHART_MAX_ROWS; i++, n_rows++)
    {
      const WeirStatusCount *count = &g_array_index (answers.statuses, WeirStatusCount, i);
      g_autofree char *name = g_strdup_printf ("%u", count->status);

      add_answer (bars, values, name, count->count, answers.all, get_class (count->status));
    }
  for (guint kind = 0; kind < WEIR_N_ERROR_KINDS; kind++)
    if (answers.errors[kind] > 0)
      add_answer (bars, values, _(error_names[kind]), answers.errors[kind], answers.all, NO_ANSWER);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    g_array_index (bars->chart.keys, WeirChartSeries, i).visible = answers.by_class[i] > 0;
  weir_bars_add_series (bars, _("Requests"), WEIR_SWATCH_BLOCK, WEIR_INK_SERIES, 1, WEIR_PATTERN_SOLID,
                        g_memdup2 (values->data, MAX (values->len, 1) * sizeof (double)));
  g_array_unref (answers.statuses);
  if (answers.all == 0)
    weir_chart_take_empty (&bars->chart, g_strdup (_("There is nothing to draw yet: no request was sent.")));
  else
    weir_chart_take_summary (&bars->chart, summarize_answers (&answers));
  return &bars->chart;
}
