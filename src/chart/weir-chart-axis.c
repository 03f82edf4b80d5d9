/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-axis.c: axes of values and of names, never with one text on another
 */

#include "config.h"

#include <math.h>

#include "weir-chart-private.h"

#define LABEL_GAP 6.0
/* Between two labels beside each other. */
#define APART 14.0

/* Lines of one pixel are sharp in the middle of pixels. */
static double
sharp (double place)
{
  return floor (place) + 0.5;
}

/*
 * The widest label of @scale.
 */
double
weir_axis_get_label_width (WeirPen *pen, const WeirScale *scale)
{
  double widest = 0;

  for (guint i = 0; i < scale->n_ticks; i++)
    {
      g_autofree char *label = weir_scale_get_label (scale, scale->ticks[i]);

      widest = MAX (widest, weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, label));
    }
  return widest;
}

/*
 * How many labels there is room for along @length. Beside each other, labels are as wide as the widest.
 */
guint
weir_axis_get_room_for_ticks (WeirPen *pen, const WeirScale *scale, double length, gboolean upright)
{
  WeirScale tried = *scale;

  if (upright)
    return (guint) CLAMP (length / (weir_pen_get_line_height (pen, WEIR_TEXT_SMALL) * 2.4), 1, 8);
  for (guint n = 10; n > 1; n--)
    {
      weir_scale_make_ticks (&tried, n);
      if (tried.n_ticks * (weir_axis_get_label_width (pen, &tried) + APART) <= length)
        return n;
    }
  return 1;
}

/*
 * Has @scale run along the bottom of @plot, with as many ticks as there is room for.
 */
void
weir_axis_lay_bottom (WeirPen *pen, WeirScale *scale, const WeirRect *plot)
{
  scale->begin = plot->x;
  scale->end = plot->x + plot->width;
  weir_scale_make_ticks (scale, weir_axis_get_room_for_ticks (pen, scale, plot->width, FALSE));
}

/*
 * Labels left of @plot and a line across it for each.
 */
void
weir_axis_draw_values (WeirPen *pen, const WeirScale *scale, const WeirRect *plot)
{
  cairo_set_line_width (pen->cr, 1);
  weir_pen_set_ink (pen, WEIR_INK_GRID, 1);
  for (guint i = 0; i < scale->n_ticks; i++)
    {
      double y = sharp (weir_scale_map (scale, scale->ticks[i]));

      cairo_move_to (pen->cr, plot->x, y);
      cairo_line_to (pen->cr, plot->x + plot->width, y);
    }
  cairo_stroke (pen->cr);
  for (guint i = 0; i < scale->n_ticks; i++)
    {
      g_autofree char *label = weir_scale_get_label (scale, scale->ticks[i]);

      weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_END, plot->x - LABEL_GAP,
                     weir_scale_map (scale, scale->ticks[i]), label);
    }
}

/*
 * Labels below @plot, each moved so that it stays beside it; one that would touch the last is left out.
 * With @lines a line across the plot for each, else a short one below.
 */
void
weir_axis_draw_bottom (WeirPen *pen, const WeirScale *scale, const WeirRect *plot, gboolean lines)
{
  double bottom = plot->y + plot->height;
  double y = bottom + LABEL_GAP + weir_pen_get_line_height (pen, WEIR_TEXT_SMALL) / 2;
  double taken = -INFINITY;

  cairo_set_line_width (pen->cr, 1);
  weir_pen_set_ink (pen, lines ? WEIR_INK_GRID : WEIR_INK_AXIS, 1);
  for (guint i = 0; i < scale->n_ticks; i++)
    {
      double x = sharp (weir_scale_map (scale, scale->ticks[i]));

      cairo_move_to (pen->cr, x, lines ? plot->y : bottom);
      cairo_line_to (pen->cr, x, bottom + 4);
    }
  cairo_stroke (pen->cr);
  for (guint i = 0; i < scale->n_ticks; i++)
    {
      g_autofree char *label = weir_scale_get_label (scale, scale->ticks[i]);
      double half = weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, label) / 2;
      double x = weir_scale_map (scale, scale->ticks[i]);

      x = MIN (x, plot->x + plot->width + 8 - half);
      if (x - half < taken + LABEL_GAP)
        continue;
      weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_MIDDLE, x, y, label);
      taken = x + half;
    }
  weir_pen_set_ink (pen, WEIR_INK_AXIS, 1);
  weir_pen_line (pen, plot->x, sharp (bottom), plot->x + plot->width, sharp (bottom));
}

/*
 * What an axis counts, in the middle of @plot on the line @y.
 */
void
weir_axis_draw_title (WeirPen *pen, const WeirRect *plot, double y, const char *title)
{
  weir_pen_text_within (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_MIDDLE, plot->x + plot->width / 2, y,
                        plot->width, title);
}

/*
 * The width for @names left of a plot: as much as they need, at most a third of @width.
 */
double
weir_axis_fit_names (WeirPen *pen, const char *const *names, guint n_names, double width)
{
  double widest = 0;

  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *fitting = weir_pen_fit (pen, WEIR_TEXT_SMALL, names[i], width / 3);

      widest = MAX (widest, weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, fitting));
    }
  return ceil (widest) + LABEL_GAP + 2;
}

/*
 * Which of the equal rows of @plot get their texts: 1 says each, 2 every second one, where rows are lower
 * than a line.
 */
guint
weir_axis_get_named_rows (WeirPen *pen, guint n_rows, const WeirRect *plot)
{
  double row = plot->height / MAX (n_rows, 1);

  return (guint) MAX (1, ceil (weir_pen_get_line_height (pen, WEIR_TEXT_SMALL) * 0.92 / row));
}

/*
 * A name left of each of the equal rows of @plot that gets one.
 */
void
weir_axis_draw_names (WeirPen *pen, const char *const *names, guint n_names, const WeirRect *plot)
{
  double row = plot->height / MAX (n_names, 1);
  guint every = weir_axis_get_named_rows (pen, n_names, plot);

  for (guint i = 0; i < n_names; i += every)
    weir_pen_text_within (pen, WEIR_TEXT_SMALL, WEIR_INK_TEXT, WEIR_ALIGN_END, plot->x - LABEL_GAP,
                          plot->y + (i + 0.5) * row, plot->x - LABEL_GAP - 2, names[i]);
}
