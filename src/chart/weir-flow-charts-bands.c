/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-charts-bands.c: charts of when things happened: one pass with its phases, virtual users side by
 * side
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-bands-private.h"
#include "weir-flow-charts.h"

/* WeirFlowPart of the flow's own steps. */
#define STEPS_PART 1

static const struct
{
  const char *name;
  WeirInk ink;
  WeirPattern pattern;
} phases[WEIR_N_PHASES] = {
  [WEIR_PHASE_BLOCKED] = { N_("Late by"), WEIR_INK_LATE, WEIR_PATTERN_RISING },
  [WEIR_PHASE_DNS] = { N_("DNS"), WEIR_INK_DNS, WEIR_PATTERN_FALLING },
  [WEIR_PHASE_TCP] = { N_("Connect"), WEIR_INK_CONNECT, WEIR_PATTERN_UPRIGHT },
  [WEIR_PHASE_TLS] = { N_("TLS"), WEIR_INK_TLS, WEIR_PATTERN_DENSE },
  [WEIR_PHASE_SENDING] = { N_("Send"), WEIR_INK_SEND, WEIR_PATTERN_LEVEL },
  [WEIR_PHASE_WAITING] = { N_("Wait"), WEIR_INK_WAIT, WEIR_PATTERN_SOLID },
  [WEIR_PHASE_RECEIVING] = { N_("Receive"), WEIR_INK_RECEIVE, WEIR_PATTERN_CROSSED },
};

static gint64
get_end (const WeirSeriesCell *cell)
{
  return cell->offset_us + cell->phases[WEIR_PHASE_BLOCKED] + (cell->has_time ? cell->time_us : 0);
}

static gboolean
has_band (const WeirSeriesCell *cell)
{
  return cell->ran && (cell->has_time || cell->outcome == WEIR_STEP_FAILED);
}

/* From the start of the first step to the end of the last; FALSE when none has run. */
static gboolean
get_span (const WeirRunSeries *series, guint pass, gint64 *begin, gint64 *end)
{
  *begin = G_MAXINT64;
  *end = 0;
  for (guint step = 0; step < series->n_steps; step++)
    {
      const WeirSeriesCell *cell = weir_run_series_get (series, pass, step);

      if (!has_band (cell))
        continue;
      *begin = MIN (*begin, cell->offset_us);
      *end = MAX (*end, get_end (cell));
    }
  return *begin != G_MAXINT64;
}

static gboolean
find_pass (const WeirRunSeries *series, guint number, guint *pass)
{
  gint64 longest = -1;
  gint64 begin;
  gint64 end;

  for (guint i = 0; i < series->n_passes; i++)
    {
      if ((number != 0 && weir_run_series_get_number (series, i) != number)
          || !get_span (series, i, &begin, &end) || end - begin <= longest)
        continue;
      longest = end - begin;
      *pass = i;
    }
  return longest >= 0;
}

static void
add_phases (WeirBands *bands, const WeirSeriesCell *cell, gint64 begin, const WeirChartSubject *subject)
{
  gint64 at = cell->offset_us - begin;
  gboolean any = FALSE;

  for (guint i = 0; i < WEIR_N_PHASES; i++)
    {
      if (cell->phases[i] == 0)
        continue;
      g_array_index (bands->chart.keys, WeirChartSeries, i).visible = TRUE;
      weir_bands_add (bands, (double) at, (double) (at + cell->phases[i]), i, subject)->failed
          = cell->outcome == WEIR_STEP_FAILED;
      at += cell->phases[i];
      any |= i != WEIR_PHASE_BLOCKED;
    }
  /* A failure before anything was sent still has its line. */
  if (!any)
    weir_bands_add (bands, (double) at, (double) (at + (cell->has_time ? cell->time_us : 0)),
                    WEIR_PHASE_WAITING,
                    subject)->failed = cell->outcome == WEIR_STEP_FAILED;
}

static void
add_request (WeirBands *bands, const WeirRunSeries *series, guint pass, guint step, gint64 begin)
{
  const WeirSeriesCell *cell = weir_run_series_get (series, pass, step);
  guint number = weir_run_series_get_number (series, pass);
  WeirChartSubject subject = { STEPS_PART, (int) step, series->parallel ? 1 : number,
                               series->parallel ? number : 1 };
  WeirLane *lane;

  if (!has_band (cell))
    return;
  lane = weir_bands_add_lane (bands, series->names[step],
                              cell->has_time ? weir_unit_to_text (WEIR_UNIT_DURATION, cell->time_us) : NULL);
  lane->failed = cell->outcome == WEIR_STEP_FAILED;
  add_phases (bands, cell, begin, &subject);
}

/* "Iteration 7 was the slowest: 412 ms. List items took 62 % of it." */
static char *
summarize_pass (const WeirRunSeries *series, guint pass, gboolean slowest, gint64 begin, gint64 end)
{
  g_autofree char *time = weir_unit_to_text (WEIR_UNIT_DURATION, (double) (end - begin));
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;
  g_autofree char *name = NULL;
  guint number = weir_run_series_get_number (series, pass);
  guint longest = 0;

  for (guint step = 1; step < series->n_steps; step++)
    if (weir_run_series_get (series, pass, step)->time_us > weir_run_series_get (series, pass,
                                                                                 longest)->time_us)
      longest = step;
  if (series->parallel)
    whole
        = g_strdup_printf (slowest ? _("Virtual user %u was the slowest: %s.")
                           : _("Virtual user %u took %s."),
                             number, time);
  else
    whole
        = g_strdup_printf (slowest ? _("Iteration %u was the slowest: %s.") : _("Iteration %u took %s."),
                           number,
                             time);
  name = weir_chart_shorten (series->n_steps > 0 ? series->names[longest] : "");
  if (end > begin && series->n_steps > 1)
    part = g_strdup_printf (_("%s took %.0f %% of it."), name,
                            100.0 * weir_run_series_get (series, pass, longest)->time_us
                                / (double) (end - begin));
  return g_strjoin (" ", whole, part, NULL);
}

/**
 * weir_chart_new_waterfall:
 * @series: what each step came to in each pass
 * @number: of the pass, 1-based; 0: the slowest
 *
 * Returns: (transfer full): the requests of that pass, their phases as bands; empty when the pass is not one
 * of
 *   those that are kept
 */
WeirChart *
weir_chart_new_waterfall (const WeirRunSeries *series, guint number)
{
  WeirBands *bands = weir_bands_new ("waterfall", series->parallel ? _("One virtual user, step by step")
                                                                   : _("One iteration, step by step"),
                                     _("Step"), TRUE);
  gint64 begin;
  gint64 end;
  guint pass;

  /* The legend explains what is there. */
  for (guint i = 0; i < WEIR_N_PHASES; i++)
    weir_chart_add_key (&bands->chart, _(phases[i].name), WEIR_SWATCH_BLOCK, phases[i].ink,
                        phases[i].pattern)->visible = FALSE;
  if (!find_pass (series, number, &pass))
    {
      weir_chart_take_empty (&bands->chart,
                             number == 0 ? g_strdup (_("There is nothing to draw yet: no request was sent."))
                                         : g_strdup_printf (_("Of iteration %u no request is known."),
                                                            number));
      return &bands->chart;
    }
  get_span (series, pass, &begin, &end);
  for (guint step = 0; step < series->n_steps && bands->lanes->len < WEIR_CHART_MAX_ROWS; step++)
    add_request (bands, series, pass, step, begin);
  if (bands->lanes->len == WEIR_CHART_MAX_ROWS && series->n_steps > WEIR_CHART_MAX_ROWS)
    weir_chart_take_note (&bands->chart, g_strdup_printf (_("The first %u of %u steps."), WEIR_CHART_MAX_ROWS,
                                                          series->n_steps));
  weir_chart_take_summary (&bands->chart, summarize_pass (series, pass, number == 0, begin, end));
  return &bands->chart;
}

static void
add_vu (WeirBands *bands, const WeirRunSeries *series, guint pass, gint64 begin)
{
  guint number = weir_run_series_get_number (series, pass);
  g_autofree char *name = g_strdup_printf (_("VU %u"), number);
  gint64 first;
  gint64 last;

  if (!get_span (series, pass, &first, &last))
    return;
  weir_bands_add_lane (bands, name, weir_unit_to_text (WEIR_UNIT_DURATION, (double) (last - first)));
  for (guint step = 0; step < series->n_steps; step++)
    {
      const WeirSeriesCell *cell = weir_run_series_get (series, pass, step);
      WeirChartSubject subject = { STEPS_PART, (int) step, 1, number };

      if (has_band (cell))
        weir_bands_add (bands, (double) (cell->offset_us - begin), (double) (get_end (cell) - begin), step,
                        &subject)->failed = cell->outcome == WEIR_STEP_FAILED;
    }
}

static void
add_step_keys (WeirBands *bands, const WeirRunSeries *series)
{
  for (guint i = 0; i < series->n_steps; i++)
    weir_chart_add_key (&bands->chart, series->names[i], WEIR_SWATCH_BLOCK, weir_pen_get_series_ink (i),
                        (i + i / WEIR_N_SERIES_COLORS) % WEIR_N_PATTERNS);
}

static char *
summarize_vus (const WeirRunSeries *series, gint64 begin)
{
  gint64 quickest = G_MAXINT64;
  gint64 slowest = 0;
  guint number = 0;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  for (guint i = 0; i < series->n_passes; i++)
    {
      gint64 first;
      gint64 last;

      if (!get_span (series, i, &first, &last))
        continue;
      quickest = MIN (quickest, last - first);
      if (last - first < slowest)
        continue;
      slowest = last - first;
      number = weir_run_series_get_number (series, i);
    }
  least = weir_unit_to_text (WEIR_UNIT_DURATION, (double) quickest);
  most = weir_unit_to_text (WEIR_UNIT_DURATION, (double) slowest);
  return g_strdup_printf (_("Virtual users took from %s to %s; the slowest was number %u."), least, most,
                          number);
}

/**
 * weir_chart_new_side_by_side:
 * @series: what each step came to in each pass of a parallel run
 *
 * Returns: (transfer full): a lane for each virtual user, its steps as bands; empty for other runs
 */
WeirChart *
weir_chart_new_side_by_side (const WeirRunSeries *series)
{
  WeirBands *bands
      = weir_bands_new ("side-by-side", _("Virtual users side by side"), _("Virtual user"), FALSE);
  guint every = (series->n_passes + WEIR_CHART_MAX_ROWS - 1) / WEIR_CHART_MAX_ROWS;
  gint64 begin = G_MAXINT64;

  for (guint i = 0; i < series->n_passes; i++)
    {
      gint64 first;
      gint64 last;

      if (get_span (series, i, &first, &last))
        begin = MIN (begin, first);
    }
  if (!series->parallel || begin == G_MAXINT64)
    {
      const char *missing = series->parallel
                                ? _("There is nothing to draw yet: no virtual user has sent a request.")
                                : _("This run had no virtual users side by side.");

      weir_chart_take_empty (&bands->chart, g_strdup (missing));
      return &bands->chart;
    }
  add_step_keys (bands, series);
  for (guint i = 0; i < series->n_passes; i += every)
    add_vu (bands, series, i, begin);
  if (bands->lanes->len < series->highest)
    weir_chart_take_note (&bands->chart, g_strdup_printf (_("%u of %u virtual users, evenly chosen."),
                                                          bands->lanes->len, series->highest));
  weir_chart_take_summary (&bands->chart, summarize_vus (series, begin));
  return &bands->chart;
}
