/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plot.c: values over a common axis: what they are, where they are, and as a table
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-plot-private.h"

/* How far from the pointer a point is looked for along the lower axis. Pixels. */
#define REACH 6.0
/* More lines than this in a read-out cannot be taken in. */
#define MOST_LINES 12

WeirPlotSeries *
weir_plot_get_data (const WeirPlot *plot, guint series)
{
  return &g_array_index (plot->data, WeirPlotSeries, series);
}

WeirPlotPanel *
weir_plot_get_panel (const WeirPlot *plot, guint panel)
{
  return &g_array_index (plot->panels, WeirPlotPanel, panel);
}

gboolean
weir_plot_is_visible (const WeirPlot *plot, guint series)
{
  return weir_chart_get_series (&plot->chart, series)->visible;
}

/*
 * On what a column of a stack stands: the sum of the visible ones below it.
 */
double
weir_plot_get_column_base (const WeirPlot *plot, guint series, guint index)
{
  guint panel = weir_plot_get_data (plot, series)->panel;
  double base = 0;

  for (guint i = 0; i < series; i++)
    {
      const WeirPlotSeries *data = weir_plot_get_data (plot, i);

      if (data->panel == panel && weir_plot_is_visible (plot, i) && isfinite (data->values[index]))
        base += data->values[index];
    }
  return base;
}

static void
plot_finalize (WeirChart *chart)
{
  WeirPlot *plot = (WeirPlot *) chart;

  for (guint i = 0; i < plot->panels->len; i++)
    g_free (weir_plot_get_panel (plot, i)->title);
  for (guint i = 0; i < plot->data->len; i++)
    {
      WeirPlotSeries *data = weir_plot_get_data (plot, i);

      g_free (data->values);
      g_free (data->failed);
      g_free (data->buckets);
    }
  for (guint i = 0; i < plot->limits->len; i++)
    g_free (g_array_index (plot->limits, WeirPlotLimit, i).name);
  g_array_unref (plot->panels);
  g_array_unref (plot->data);
  g_array_unref (plot->limits);
  g_free (plot->x);
}

static double
plot_get_natural_height (WeirChart *chart, double width)
{
  WeirPlot *plot = (WeirPlot *) chart;

  return 230 + 110 * (plot->panels->len - 1);
}

static guint
plot_get_n_lanes (const WeirChart *chart)
{
  return ((const WeirPlot *) chart)->data->len;
}

static guint
plot_get_n_places (const WeirChart *chart, guint series)
{
  return ((const WeirPlot *) chart)->n;
}

static gboolean
plot_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit)
{
  WeirPlot *plot = (WeirPlot *) chart;
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  const WeirPlotPanel *panel = weir_plot_get_panel (plot, data->panel);
  double value = data->values[index];
  double base = panel->stacked ? weir_plot_get_column_base (plot, series, index) : 0;

  hit->failed = data->failed != NULL && data->failed[index];
  if (isnan (value) && !hit->failed)
    return FALSE;
  hit->value = value;
  hit->x = weir_scale_map (&plot->x_scale, plot->x[index]);
  hit->y = isnan (value) ? panel->rect.y + panel->rect.height : weir_scale_map (&panel->scale, base + value);
  if (panel->stacked)
    {
      hit->width = weir_scale_map (&plot->x_scale, plot->x[index] + plot->x_step / 2)
                   - weir_scale_map (&plot->x_scale, plot->x[index] - plot->x_step / 2);
      hit->height = weir_scale_map (&panel->scale, base) - hit->y;
      hit->y += hit->height / 2;
    }
  hit->subject.part = data->part;
  hit->subject.step = data->step;
  if (plot->index == WEIR_PLOT_ITERATION || plot->index == WEIR_PLOT_VU)
    {
      hit->subject.iteration = plot->index == WEIR_PLOT_ITERATION ? (guint) plot->x[index] : 0;
      hit->subject.vu = plot->index == WEIR_PLOT_VU ? (guint) plot->x[index] : 0;
    }
  return TRUE;
}

static guint
find_place (const WeirPlot *plot, double x)
{
  double value = weir_scale_unmap (&plot->x_scale, x);
  guint low = 0;
  guint high = plot->n - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (plot->x[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0 && value - plot->x[low - 1] < plot->x[low] - value)
    low--;
  return low;
}

/* Of a stack: the series whose part of the column the pointer is in. */
static gboolean
is_within_column (const WeirChartHit *hit, double y)
{
  return y >= hit->y - hit->height / 2 && y <= hit->y + hit->height / 2;
}

static guint
find_panel (const WeirPlot *plot, double y)
{
  for (guint i = 0; i + 1 < plot->panels->len; i++)
    if (y < weir_plot_get_panel (plot, i + 1)->rect.y)
      return i;
  return plot->panels->len - 1;
}

static gboolean
plot_hit (WeirChart *chart, double x, double y, WeirChartHit *hit)
{
  WeirPlot *plot = (WeirPlot *) chart;
  guint place = find_place (plot, x);
  guint first = place;
  guint last = place;
  guint panel = find_panel (plot, y);
  double nearest = INFINITY;

  /* Where points are closer than pixels, the one with the nearest value is meant. */
  while (first > 0 && x - weir_scale_map (&plot->x_scale, plot->x[first - 1]) < REACH)
    first--;
  while (last + 1 < plot->n && weir_scale_map (&plot->x_scale, plot->x[last + 1]) - x < REACH)
    last++;
  if (weir_plot_get_panel (plot, panel)->stacked)
    first = last = place;
  for (guint series = 0; series < plot->data->len; series++)
    for (guint i = first; i <= last && weir_plot_get_data (plot, series)->panel == panel; i++)
      {
        WeirChartHit tried;
        double distance;

        if (!weir_chart_locate (chart, series, i, &tried))
          continue;
        distance = is_within_column (&tried, y) && tried.height > 0 ? -1 : hypot (tried.x - x, tried.y - y);
        if (distance < nearest)
          {
            nearest = distance;
            *hit = tried;
          }
      }
  return isfinite (nearest);
}

static char *
name_place (const WeirPlot *plot, guint index)
{
  g_autofree char *text = NULL;

  switch (plot->index)
    {
    case WEIR_PLOT_ITERATION:
      return g_strdup_printf (_("Iteration %u"), (guint) plot->x[index]);
    case WEIR_PLOT_VU:
      return g_strdup_printf (_("Virtual user %u"), (guint) plot->x[index]);
    case WEIR_PLOT_TIME:
      text = weir_unit_to_text (WEIR_UNIT_DURATION, plot->x[index] - plot->x_step / 2);
      return g_strdup_printf (_("After %s"), text);
    case WEIR_PLOT_PERCENTILE:
    default:
      text = weir_unit_to_text (WEIR_UNIT_PERCENT, plot->x[index]);
      return g_strdup_printf (_("%s of requests took at most"), text);
    }
}

static char *
describe_value (const WeirPlot *plot, guint series, guint index)
{
  const WeirPlotSeries *data = weir_plot_get_data (plot, series);
  gboolean failed = data->failed != NULL && data->failed[index];
  g_autofree char *text = NULL;

  if (isnan (data->values[index]))
    return g_strdup (failed ? _("failed") : "");
  text = weir_unit_to_text (weir_plot_get_panel (plot, data->panel)->unit, data->values[index]);
  return failed ? g_strdup_printf (_("%s, failed"), text) : g_steal_pointer (&text);
}

/* Whether fewer than @most of the visible values are larger. */
static gboolean
is_among_largest (const WeirPlot *plot, guint series, guint index, guint most)
{
  double value = weir_plot_get_data (plot, series)->values[index];
  guint n_larger = 0;

  for (guint i = 0; i < plot->data->len; i++)
    {
      double other = weir_plot_get_data (plot, i)->values[index];

      n_larger += weir_plot_is_visible (plot, i) && (other > value || (other == value && i < series));
    }
  return n_larger < most;
}

static void
plot_read (WeirChart *chart, const WeirChartHit *hit, WeirChartReadout *readout)
{
  WeirPlot *plot = (WeirPlot *) chart;
  guint n_left_out = 0;

  readout->title = name_place (plot, hit->index);
  for (guint i = 0; i < plot->data->len; i++)
    {
      const WeirPlotSeries *data = weir_plot_get_data (plot, i);
      gboolean failed = data->failed != NULL && data->failed[hit->index];

      if (!weir_plot_is_visible (plot, i) || (isnan (data->values[hit->index]) && !failed))
        continue;
      if (plot->data->len <= MOST_LINES || i == hit->series
          || is_among_largest (plot, i, hit->index, MOST_LINES - 1))
        weir_chart_readout_add (readout, (int) i, failed, weir_chart_get_series (chart, i)->name,
                                failed && i == hit->series && !isnan (data->values[hit->index])
                                    ? weir_unit_to_text (weir_plot_get_panel (plot, data->panel)->unit,
                                                         data->values[hit->index])
                                    : describe_value (plot, i, hit->index));
      else
        n_left_out++;
    }
  if (n_left_out > 0)
    weir_chart_readout_add (readout, -1, FALSE, NULL,
                            g_strdup_printf (ngettext ("%u more", "%u more", n_left_out), n_left_out));
}

static guint
plot_get_n_columns (const WeirChart *chart)
{
  return 1 + ((const WeirPlot *) chart)->data->len;
}

static guint
plot_get_n_rows (const WeirChart *chart)
{
  return ((const WeirPlot *) chart)->n;
}

static char *
plot_get_heading (const WeirChart *chart, guint column)
{
  const WeirPlot *plot = (const WeirPlot *) chart;

  if (column > 0)
    return g_strdup (weir_chart_get_series (chart, column - 1)->name);
  switch (plot->index)
    {
    case WEIR_PLOT_ITERATION:
      return g_strdup (_("Iteration"));
    case WEIR_PLOT_VU:
      return g_strdup (_("Virtual user"));
    case WEIR_PLOT_TIME:
      return g_strdup (_("After"));
    case WEIR_PLOT_PERCENTILE:
    default:
      return g_strdup (_("Percentile"));
    }
}

static char *
plot_get_cell (const WeirChart *chart, guint row, guint column)
{
  const WeirPlot *plot = (const WeirPlot *) chart;

  if (column > 0)
    return describe_value (plot, column - 1, row);
  if (plot->index == WEIR_PLOT_TIME)
    return weir_unit_to_text (WEIR_UNIT_DURATION, plot->x[row] - plot->x_step / 2);
  return weir_unit_to_text (plot->index == WEIR_PLOT_PERCENTILE ? WEIR_UNIT_PERCENT : WEIR_UNIT_COUNT,
                            plot->x[row]);
}

static const WeirChartKind kind = {
  .size = sizeof (WeirPlot),
  .finalize = plot_finalize,
  .layout = weir_plot_layout,
  .draw = weir_plot_draw,
  .get_natural_height = plot_get_natural_height,
  .get_n_lanes = plot_get_n_lanes,
  .get_n_places = plot_get_n_places,
  .locate = plot_locate,
  .hit = plot_hit,
  .read = plot_read,
  .get_n_columns = plot_get_n_columns,
  .get_n_rows = plot_get_n_rows,
  .get_heading = plot_get_heading,
  .get_cell = plot_get_cell,
};

/*
 * Makes a plot without panels; @x is taken.
 */
WeirPlot *
weir_plot_new (const char *id, const char *title, WeirPlotIndex index, double *x, guint n, double x_step)
{
  WeirPlot *plot = weir_chart_new (&kind, id, title);

  plot->index = index;
  plot->x = x;
  plot->n = n;
  plot->x_step = x_step;
  plot->panels = g_array_new (FALSE, TRUE, sizeof (WeirPlotPanel));
  plot->data = g_array_new (FALSE, TRUE, sizeof (WeirPlotSeries));
  plot->limits = g_array_new (FALSE, TRUE, sizeof (WeirPlotLimit));
  return plot;
}

void
weir_plot_add_panel (WeirPlot *plot, const char *title, WeirUnit unit, gboolean stacked)
{
  WeirPlotPanel panel = { .title = g_strdup (title), .unit = unit, .stacked = stacked };

  g_array_append_val (plot->panels, panel);
}

static WeirPlotSeries *
add_data (WeirPlot *plot, guint panel, double *values, guint8 *failed)
{
  WeirPlotSeries data = { .values = values, .failed = failed, .panel = panel, .part = -1, .step = -1 };
  g_autofree double *scratch = g_new (double, MAX (plot->n, 1));

  data.typical = weir_decimate_get_median (values, plot->n, scratch);
  g_array_append_val (plot->data, data);
  return weir_plot_get_data (plot, plot->data->len - 1);
}

/*
 * Adds a line to a panel; @values and @failed are taken. What is returned is valid until the next is added.
 */
WeirPlotSeries *
weir_plot_add_line (WeirPlot *plot, guint panel, const char *name, guint look, double *values, guint8 *failed)
{
  weir_chart_add_line (&plot->chart, name, look);
  return add_data (plot, panel, values, failed);
}

/*
 * Adds columns that stand on those added before; @values is taken.
 */
WeirPlotSeries *
weir_plot_add_stack (WeirPlot *plot, guint panel, const char *name, WeirInk ink, WeirPattern pattern,
                     double *values)
{
  weir_chart_add_block (&plot->chart, name, ink, 0.9, pattern);
  return add_data (plot, panel, values, NULL);
}

WeirPlot *
weir_plot_from_chart (WeirChart *chart)
{
  return chart->kind == &kind ? (WeirPlot *) chart : NULL;
}
