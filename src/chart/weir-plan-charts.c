/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-charts.c: times over the time of a run, and how they spread
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-plan-charts.h"
#include "weir-plot-private.h"

static const struct
{
  const char *name;
  double percent;
} statistics[WEIR_N_CHART_STATISTICS] = {
  [WEIR_CHART_P50] = { N_("p50"), 50 },      [WEIR_CHART_P90] = { N_("p90"), 90 },
  [WEIR_CHART_P95] = { N_("p95"), 95 },      [WEIR_CHART_P99] = { N_("p99"), 99 },
  [WEIR_CHART_MAX] = { N_("longest"), 100 },
};

/* Percentiles of a column are of all its requests: those of its seconds are never averaged. */
static void
fill_column (const WeirHistogram *times, guint column, double *const values[WEIR_N_CHART_STATISTICS])
{
  for (guint i = 0; i < WEIR_N_CHART_STATISTICS; i++)
    values[i][column] = weir_histogram_get_count (times) > 0
                            ? (double) weir_histogram_get_percentile (times, statistics[i].percent)
                            : NAN;
}

/* One column after another is added up: windows come in their order. */
typedef struct
{
  WeirHistogram *times;
  guint seconds; /* of a column */
  guint column;
  double *const *values;
} Filler;

static void
fill_cb (const WeirTimeWindow *window, gpointer data)
{
  Filler *filler = data;

  for (; filler->column < window->second / filler->seconds; filler->column++)
    {
      fill_column (filler->times, filler->column, filler->values);
      weir_histogram_reset (filler->times);
    }
  weir_time_window_add_to_histogram (window, TRUE, filler->times);
}

static void
fill_columns (const WeirPlanSeconds *all, int job, guint n, guint seconds,
              double *const values[WEIR_N_CHART_STATISTICS])
{
  g_autoptr (WeirHistogram) times = weir_histogram_new ();
  Filler filler = { times, seconds, 0, values };

  weir_plan_seconds_foreach (all, job, fill_cb, &filler);
  for (; filler.column < n; filler.column++)
    {
      fill_column (times, filler.column, values);
      weir_histogram_reset (times);
    }
}

static guint
count_breached (const WeirPlot *plot, const WeirChartRule *rule)
{
  const double *values = weir_plot_get_data (plot, rule->statistic)->values;
  guint n_breached = 0;

  for (guint i = 0; i < plot->n; i++)
    n_breached += rule->above ? values[i] > rule->us : values[i] < rule->us;
  return n_breached;
}

static char *
summarize_times (const WeirPlot *plot, guint seconds, const WeirChartRule *rules, guint n_rules)
{
  const double *values = weir_plot_get_data (plot, WEIR_CHART_P95)->values;
  guint worst = 0;
  g_autofree char *after = NULL;
  g_autofree char *p95 = NULL;
  GString *text;

  for (guint i = 1; i < plot->n; i++)
    if (values[i] > values[worst] || isnan (values[worst]))
      worst = i;
  after = weir_unit_to_text (WEIR_UNIT_DURATION, (double) worst * seconds * G_USEC_PER_SEC);
  p95 = weir_unit_to_text (WEIR_UNIT_DURATION, isnan (values[worst]) ? 0 : values[worst]);
  text = g_string_new (NULL);
  g_string_append_printf (text, _("The slowest span began after %s: 95 %% of its requests took at most %s."),
                          after, p95);
  for (guint i = 0; i < n_rules; i++)
    {
      guint n_breached = count_breached (plot, &rules[i]) * seconds;

      if (n_breached > 0)
        g_string_append_printf (
            text, ngettext (" “%s” held for %u second.", " “%s” held for %u seconds.", n_breached),
            rules[i].name, n_breached);
    }
  return g_string_free (text, FALSE);
}

/**
 * weir_chart_new_plan_throughput:
 * @all: the seconds of a run
 * @job: which of its iterations is drawn; -1: all
 *
 * Returns: (transfer full): as weir_chart_new_throughput() does, of clients
 */
WeirChart *
weir_chart_new_plan_throughput (const WeirPlanSeconds *all, int job)
{
  g_autoptr (GPtrArray) windows = weir_plan_seconds_list_counts (all, job);

  return weir_chart_draw_throughput (windows, weir_plan_seconds_get_column (all), WEIR_CHART_OF_PLAN);
}

/**
 * weir_chart_new_times_over_time:
 * @name: (nullable): of the iteration that is shown; %NULL: the whole run
 * @all: the seconds of a run
 * @job: which of its iterations is drawn; -1: all
 * @rules: (array length=n_rules): what rules say of these times
 * @n_rules: how many
 *
 * Returns: (transfer full): percentiles of each span of the run, limits of rules as lines, and the spans in
 *   which they held shaded
 */
WeirChart *
weir_chart_new_times_over_time (const char *name, const WeirPlanSeconds *all, int job,
                                const WeirChartRule *rules, guint n_rules)
{
  guint seconds = weir_plan_seconds_get_column (all);
  guint n = weir_plan_seconds_count_columns (all, job);
  double *x = g_new (double, MAX (n, 1));
  double *values[WEIR_N_CHART_STATISTICS];
  g_autofree char *title = NULL;
  WeirPlot *plot;

  for (guint i = 0; i < WEIR_N_CHART_STATISTICS; i++)
    values[i] = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    x[i] = (i + 0.5) * seconds * G_USEC_PER_SEC;
  fill_columns (all, job, n, seconds, values);
  title = name != NULL ? g_strdup_printf (_("%s: time of requests over the run"), name)
                       : g_strdup (_("Time of requests over the run"));
  plot = weir_plot_new ("times-over-time", title, WEIR_PLOT_TIME, x, n,
                        (double) seconds * G_USEC_PER_SEC);
  weir_plot_add_panel (plot, _("Time, by the second in which requests ended"), WEIR_UNIT_DURATION, FALSE);
  for (guint i = 0; i < WEIR_N_CHART_STATISTICS; i++)
    weir_plot_add_line (plot, 0, _(statistics[i].name), i, values[i], NULL);
  for (guint i = 0; n > 0 && i < n_rules; i++)
    weir_plot_add_limit (plot, rules[i].statistic, rules[i].name, rules[i].us, rules[i].above);
  if (n == 0)
    weir_chart_take_empty (&plot->chart,
                           g_strdup (name != NULL ? _("There is nothing to draw yet: no second of this"
                                                      " iteration is over.")
                                                  : _("There is nothing to draw yet: the first second of the"
                                                      " run is not over.")));
  else
    weir_chart_take_summary (&plot->chart, summarize_times (plot, seconds, rules, n_rules));
  if (seconds > 1)
    weir_chart_take_note (&plot->chart, g_strdup_printf (_("Each point is for %u seconds."), seconds));
  return &plot->chart;
}

/* Closer to each other where the slowest requests are. */
static const double percents[] = { 0,    10, 20,   30,    40, 50,   60,    70,   75,    80,     85,   90,
                                   92.5, 95, 97.5, 98.75, 99, 99.5, 99.75, 99.9, 99.95, 99.975, 99.99 };

static void
add_spectrum (WeirPlot *plot, const char *name, const WeirHistogram *histogram)
{
  double *values = g_new (double, plot->n);
  double count = (double) weir_histogram_get_count (histogram);

  /* Of 20 results none is the slowest of 1 000: what so few cannot tell is not drawn. */
  for (guint i = 0; i < plot->n; i++)
    values[i] = count * (100 - percents[i]) / 100 >= 1 - 1e-9
                    ? (double) weir_histogram_get_percentile (histogram, percents[i])
                    : NAN;
  weir_plot_add_line (plot, 0, name, plot->data->len, values, NULL);
}

static char *
percentile_to_text (const WeirHistogram *histogram, double percent)
{
  return weir_unit_to_text (WEIR_UNIT_DURATION, (double) weir_histogram_get_percentile (histogram, percent));
}

static char *
summarize_spectrum (const WeirHistogram *time, const WeirHistogram *response)
{
  g_autofree char *half = percentile_to_text (time, 50);
  g_autofree char *p99 = percentile_to_text (time, 99);
  g_autofree char *planned = NULL;

  if (response == NULL || weir_histogram_get_count (response) == 0)
    return g_strdup_printf (_("Half of the requests took at most %s, 99 %% at most %s."), half, p99);
  planned = percentile_to_text (response, 99);
  return g_strdup_printf (
      _("Half of the requests took at most %s, 99 %% at most %s; from their planned start"
         " 99 %% took at most %s."),
      half, p99, planned);
}

/**
 * weir_chart_new_spectrum:
 * @time: TotalTime of requests
 * @response: (nullable): ResponseTime of the same
 *
 * Returns: (transfer full): how long which share of the requests took at most, an axis on which 90, 99,
 *   99.9 … are equally far apart
 */
WeirChart *
weir_chart_new_spectrum (const WeirHistogram *time, const WeirHistogram *response)
{
  double *x = g_memdup2 (percents, sizeof percents);
  WeirPlot *plot = weir_plot_new ("percentile-spectrum", _("How the times spread"), WEIR_PLOT_PERCENTILE, x,
                                  G_N_ELEMENTS (percents), 0);

  weir_plot_add_panel (plot, _("Time"), WEIR_UNIT_DURATION, FALSE);
  if (weir_histogram_get_count (time) == 0)
    {
      weir_chart_take_empty (&plot->chart,
                             g_strdup (_("There is nothing to draw yet: no request was answered.")));
      return &plot->chart;
    }
  add_spectrum (plot, _("Time"), time);
  if (response != NULL && weir_histogram_get_count (response) > 0)
    add_spectrum (plot, _("Time from planned start"), response);
  weir_chart_take_summary (&plot->chart, summarize_spectrum (time, response));
  return &plot->chart;
}
