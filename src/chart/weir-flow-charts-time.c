/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-charts-time.c: charts over the time of a run: requests per second, who is active, what is in
 * flight
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-flow-charts.h"
#include "weir-plot-private.h"

/* Narrower columns cannot be told apart. A longer run is drawn in columns of several seconds. */
#define MOST_COLUMNS 240

enum
{
  SUCCESS,
  CLIENT_ERROR,
  SERVER_ERROR,
  NO_ANSWER,
  N_STACKED,
  ACTIVE = N_STACKED,
  IN_FLIGHT,
  N_FIGURES,
};

static const struct
{
  const char *name;
  WeirInk ink;
  WeirPattern pattern;
} figures[N_FIGURES] = {
  [SUCCESS] = { N_("answered"), WEIR_INK_GOOD, WEIR_PATTERN_SOLID },
  [CLIENT_ERROR] = { N_("4xx client error"), WEIR_INK_WARNING, WEIR_PATTERN_RISING },
  [SERVER_ERROR] = { N_("5xx server error"), WEIR_INK_BAD, WEIR_PATTERN_FALLING },
  [NO_ANSWER] = { N_("no answer"), WEIR_INK_ERROR, WEIR_PATTERN_CROSSED },
  [ACTIVE] = { N_("active virtual users"), WEIR_INK_SERIES, WEIR_PATTERN_SOLID },
  [IN_FLIGHT] = { N_("requests in flight"), WEIR_INK_SERIES + 1, WEIR_PATTERN_SOLID },
};

/*
 * The least round number with which there are not too many columns.
 */
guint
weir_chart_get_column_seconds (guint n_seconds)
{
  static const guint rounds[] = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600 };

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    if ((n_seconds + rounds[i] - 1) / rounds[i] <= MOST_COLUMNS)
      return rounds[i];
  /* Whole hours. */
  return (n_seconds + MOST_COLUMNS * 3600 - 1) / (MOST_COLUMNS * 3600) * 3600;
}

/*
 * From the start of the run to the last second in which something happened. @windows: of WeirTimeWindow
 */
guint
weir_chart_count_seconds (GPtrArray *windows)
{
  guint n_seconds = 0;

  for (guint i = 0; i < windows->len; i++)
    n_seconds = MAX (n_seconds, ((WeirTimeWindow *) g_ptr_array_index (windows, i))->second + 1);
  return n_seconds;
}

static void
add_window (const WeirTimeWindow *window, guint seconds, double *const values[N_FIGURES])
{
  guint column = window->second / seconds;
  double bad = (double) (window->classes[4] + window->classes[5]);

  values[SUCCESS][column] += ((double) window->answered - bad) / seconds;
  values[CLIENT_ERROR][column] += (double) window->classes[4] / seconds;
  values[SERVER_ERROR][column] += (double) window->classes[5] / seconds;
  values[NO_ANSWER][column] += (double) window->errors / seconds;
  /* Of several seconds the most: how many there were at one time is not added up. */
  values[ACTIVE][column] = fmax (values[ACTIVE][column], window->active_vus);
  values[IN_FLIGHT][column] = fmax (values[IN_FLIGHT][column], window->in_flight);
}

static char *
summarize (double *const values[N_FIGURES], guint n, guint seconds)
{
  double most = 0;
  double all = 0;
  double bad = 0;
  guint at = 0;
  g_autofree char *rate = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < n; i++)
    {
      double errors = values[CLIENT_ERROR][i] + values[SERVER_ERROR][i] + values[NO_ANSWER][i];
      double sum = values[SUCCESS][i] + errors;

      all += sum;
      bad += errors;
      if (sum <= most)
        continue;
      most = sum;
      at = i;
    }
  rate = weir_unit_to_text (WEIR_UNIT_RATE, most);
  after = weir_unit_to_text (WEIR_UNIT_DURATION, (double) at * seconds * G_USEC_PER_SEC);
  if (bad <= 0)
    return g_strdup_printf (_("At most %s, after %s; every request was answered without an error."), rate,
                            after);
  return g_strdup_printf (_("At most %s, after %s; %.1f %% of the requests got an error or no answer."), rate,
                          after,
                          MAX (100 * bad / all, 0.1));
}

/* A run out of a file says nothing of them: a line of zeros would. */
static gboolean
knows_load (double *const values[N_FIGURES], guint n)
{
  for (guint i = 0; i < n; i++)
    if (values[ACTIVE][i] > 0 || values[IN_FLIGHT][i] > 0)
      return TRUE;
  return FALSE;
}

static void
add_figures (WeirPlot *plot, double *values[N_FIGURES], gboolean load, WeirChartOf of)
{
  for (guint i = 0; i < N_FIGURES; i++)
    {
      const char *name = i == ACTIVE && of == WEIR_CHART_OF_PLAN ? _("active clients") : _(figures[i].name);
      gboolean any = i == SUCCESS || (load && i >= N_STACKED);

      for (guint j = 0; j < plot->n && !any; j++)
        any = values[i][j] > 0;
      if (!any)
        {
          g_free (values[i]);
          continue;
        }
      if (i < N_STACKED)
        weir_plot_add_stack (plot, 0, name, figures[i].ink, figures[i].pattern, values[i]);
      else
        weir_plot_add_line (plot, 1, name, figures[i].ink - WEIR_INK_SERIES, values[i], NULL);
    }
}

/* @seconds: of a column */
WeirChart *
weir_chart_draw_throughput (GPtrArray *windows, guint seconds, WeirChartOf of)
{
  guint n_seconds = weir_chart_count_seconds (windows);
  guint n = (n_seconds + seconds - 1) / seconds;
  double *x;
  double *values[N_FIGURES];
  char *summary;
  gboolean load;
  WeirPlot *plot;

  x = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    x[i] = (i + 0.5) * seconds * G_USEC_PER_SEC;
  for (guint i = 0; i < N_FIGURES; i++)
    values[i] = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < windows->len; i++)
    add_window (g_ptr_array_index (windows, i), seconds, values);
  summary = n > 0 ? summarize (values, n, seconds)
                  : g_strdup (_("There is nothing to draw yet: the first second of the run is not over."));
  plot = weir_plot_new ("requests-per-second", _("Requests per second"), WEIR_PLOT_TIME, x, n,
                        (double) seconds * G_USEC_PER_SEC);
  weir_plot_add_panel (plot, _("Requests per second"), WEIR_UNIT_RATE, TRUE);
  load = n == 0 || knows_load (values, n);
  if (load)
    weir_plot_add_panel (plot,
                         of == WEIR_CHART_OF_PLAN ? _("Clients and requests in flight")
                                                  : _("Virtual users and requests in flight"),
                         WEIR_UNIT_COUNT, FALSE);
  add_figures (plot, values, load, of);
  if (n == 0)
    weir_chart_take_empty (&plot->chart, summary);
  else
    weir_chart_take_summary (&plot->chart, summary);
  if (!load)
    weir_chart_take_note (&plot->chart,
                          g_strdup (_("How many virtual users and requests there were at one time is not"
                                      " known of this run.")));
  else if (seconds > 1)
    weir_chart_take_note (&plot->chart,
                          g_strdup_printf (_("Each column is the average of %u seconds."), seconds));
  return &plot->chart;
}

/**
 * weir_chart_new_throughput:
 * @windows: (element-type WeirTimeWindow): the seconds of a run; those in which nothing happened may be
 * missing
 * @of: whether virtual users or clients sent them
 *
 * Returns: (transfer full): requests per second, errors on top; below it, on the same axis, active virtual
 * users
 *   and requests in flight
 */
WeirChart *
weir_chart_new_throughput (GPtrArray *windows, WeirChartOf of)
{
  guint seconds = weir_chart_get_column_seconds (weir_chart_count_seconds (windows));

  return weir_chart_draw_throughput (windows, seconds, of);
}
