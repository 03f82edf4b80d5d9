/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plot-limits.c: what rules allow: lines across a plot, the spans in which it was not so, and the span
 * that does not count
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-plan-charts.h"
#include "weir-plot-private.h"

/* A limit so many times above all values would press them to the ground; it is not drawn then. */
#define FAR_ABOVE 4.0
#define SHADE_ALPHA 0.14
#define LABEL_GAP 3.0

/*
 * Lets a rule be seen beside the values of a series.
 */
void
weir_plot_add_limit (WeirPlot *plot, guint series, const char *name, double value, gboolean above)
{
  WeirPlotLimit limit = { .name = g_strdup (name), .value = value, .series = series, .above = above };

  g_array_append_val (plot->limits, limit);
}

static const WeirPlotLimit *
get_limit (const WeirPlot *plot, guint number, guint panel)
{
  const WeirPlotLimit *limit = &g_array_index (plot->limits, WeirPlotLimit, number);

  return weir_plot_get_data (plot, limit->series)->panel == panel &&
                 weir_plot_is_visible (plot, limit->series)
             ? limit
             : NULL;
}

/*
 * How far up a scale has to go for values and limits alike.
 */
double
weir_plot_get_highest_limit (const WeirPlot *plot, guint panel, double largest)
{
  double highest = largest;

  for (guint i = 0; i < plot->limits->len; i++)
    {
      const WeirPlotLimit *limit = get_limit (plot, i, panel);

      if (limit != NULL && limit->value <= largest * FAR_ABOVE)
        highest = fmax (highest, limit->value);
    }
  return highest;
}

static gboolean
is_breached (const WeirPlotLimit *limit, double value)
{
  return limit->above ? value > limit->value : value < limit->value;
}

/*
 * Shades where the values of a series are beyond its limit; under everything else.
 */
void
weir_plot_draw_breaches (const WeirPlot *plot, WeirPen *pen, guint panel)
{
  const WeirRect *rect = &weir_plot_get_panel (plot, panel)->rect;

  weir_pen_set_ink (pen, WEIR_INK_BAD, SHADE_ALPHA);
  for (guint i = 0; i < plot->limits->len; i++)
    {
      const WeirPlotLimit *limit = get_limit (plot, i, panel);

      for (guint j = 0; limit != NULL && j < plot->n; j++)
        {
          double left = weir_scale_map (&plot->x_scale, plot->x[j] - plot->x_step / 2);
          double right = weir_scale_map (&plot->x_scale, plot->x[j] + plot->x_step / 2);

          if (is_breached (limit, weir_plot_get_data (plot, limit->series)->values[j]))
            cairo_rectangle (pen->cr, left, rect->y, right - left, rect->height);
        }
      /* One rule at a time: what several rules forbid is darker. */
      cairo_fill (pen->cr);
    }
}

/*
 * Hatches the span of the warm-up, as far as it can be seen; under everything else.
 */
void
weir_plot_draw_warm_up (const WeirPlot *plot, WeirPen *pen, guint panel)
{
  const WeirRect *all = &weir_plot_get_panel (plot, panel)->rect;
  double left = fmax (weir_scale_map (&plot->x_scale, plot->warm_from), all->x);
  double right = fmin (weir_scale_map (&plot->x_scale, plot->warm_to), all->x + all->width);
  const WeirRect rect = { left, all->y, right - left, all->height };

  if (plot->warm_to > plot->warm_from && right > left)
    weir_pen_hatch (pen, WEIR_INK_DIM, WEIR_PATTERN_RISING, &rect);
}

static char *
describe_warm_up (const WeirChart *chart, gint64 from_us, gint64 to_us)
{
  g_autofree char *from = weir_unit_to_text (WEIR_UNIT_DURATION, (double) from_us);
  g_autofree char *length = weir_unit_to_text (WEIR_UNIT_DURATION, (double) (to_us - from_us));

  return g_strdup_printf (_ ("%s Warm-up from %s on, for %s: its requests are in no figure."),
                          weir_chart_get_summary (chart), from, length);
}

/**
 * weir_chart_hatch_warm_up:
 * @chart: a chart
 * @from_us: when the warm-up began, since the start of the run
 * @to_us: when it was over
 *
 * Only charts over the time of a run have a place for it.
 */
void
weir_chart_hatch_warm_up (WeirChart *chart, gint64 from_us, gint64 to_us)
{
  WeirPlot *plot = weir_plot_from_chart (chart);

  if (plot == NULL || plot->index != WEIR_PLOT_TIME || chart->empty || to_us <= from_us)
    return;
  plot->warm_from = (double) from_us;
  plot->warm_to = (double) to_us;
  weir_chart_add_key (chart, _ ("warm-up"), WEIR_SWATCH_BLOCK, WEIR_INK_DIM, WEIR_PATTERN_RISING);
  weir_chart_take_summary (chart, describe_warm_up (chart, from_us, to_us));
}

/*
 * The limits themselves, with their rules.
 */
void
weir_plot_draw_limits (const WeirPlot *plot, WeirPen *pen, guint panel)
{
  static const double dashes[] = { 6, 4 };
  const WeirPlotPanel *where = weir_plot_get_panel (plot, panel);
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);
  double last = -INFINITY;

  for (guint i = 0; i < plot->limits->len; i++)
    {
      const WeirPlotLimit *limit = get_limit (plot, i, panel);
      double y = limit != NULL ? weir_scale_map (&where->scale, limit->value) : 0;

      if (limit == NULL || limit->value > where->scale.high || limit->value < where->scale.low)
        continue;
      weir_pen_set_ink (pen, WEIR_INK_BAD, 1);
      cairo_set_line_width (pen->cr, 1.2);
      cairo_set_dash (pen->cr, dashes, G_N_ELEMENTS (dashes), 0);
      weir_pen_line (pen, where->rect.x, y, where->rect.x + where->rect.width, y);
      cairo_set_dash (pen->cr, NULL, 0, 0);
      /* No text lies on another: of rules with the same limit the first is named. */
      if (fabs (y - last) >= line)
        weir_pen_text_within (
            pen, WEIR_TEXT_SMALL, WEIR_INK_BAD, WEIR_ALIGN_END, where->rect.x + where->rect.width,
            y - line - LABEL_GAP / 2 > where->rect.y ? y - line / 2 - LABEL_GAP : y + line / 2 + LABEL_GAP,
            where->rect.width, limit->name);
      last = y;
    }
}
