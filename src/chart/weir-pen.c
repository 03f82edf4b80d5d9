/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pen.c: patterns and marks on a cairo context, in the colours of a palette
 *
 * Patterns are lines cut to their rectangle by arithmetic, not by a clip or a repeated picture: an SVG made
 * of them has no definitions that another SVG on the same page could mistake for its own.
 */

#include "config.h"

#include <math.h>

#include "weir-pen.h"

#define HATCH_STEP 5.0
#define N_MARKERS 6

/**
 * weir_pen_set_ink:
 * @pen: a pen that draws
 * @ink: the colour of what comes next
 * @alpha: 0 to 1; high contrast has no half-transparent colours
 */
void
weir_pen_set_ink (WeirPen *pen, WeirInk ink, double alpha)
{
  WeirColor color;

  weir_palette_get_color (pen->palette, ink, &color);
  if (weir_palette_is_high_contrast (pen->palette) && alpha > 0.5)
    alpha = 1;
  cairo_set_source_rgba (pen->cr, color.red, color.green, color.blue, alpha);
}

/**
 * weir_pen_set_color:
 * @pen: a pen that draws
 * @color: the colour of what comes next
 */
void
weir_pen_set_color (WeirPen *pen, const WeirColor *color)
{
  cairo_set_source_rgb (pen->cr, color->red, color->green, color->blue);
}

/**
 * weir_pen_fill:
 * @pen: a pen that draws
 * @rect: is filled
 */
void
weir_pen_fill (WeirPen *pen, const WeirRect *rect)
{
  cairo_rectangle (pen->cr, rect->x, rect->y, rect->width, rect->height);
  cairo_fill (pen->cr);
}

/**
 * weir_pen_line:
 * @pen: a pen that draws
 * @x1: one end
 * @y1: one end
 * @x2: the other end
 * @y2: the other end
 *
 * Strokes a straight line.
 */
void
weir_pen_line (WeirPen *pen, double x1, double y1, double x2, double y2)
{
  cairo_move_to (pen->cr, x1, y1);
  cairo_line_to (pen->cr, x2, y2);
  cairo_stroke (pen->cr);
}

/* Lines x + y = sum (rising) or x - y = difference (falling), each cut to the rectangle. */
static void
add_slanted (WeirPen *pen, const WeirRect *rect, gboolean rising)
{
  double right = rect->x + rect->width;
  double bottom = rect->y + rect->height;
  double low = rising ? rect->x + rect->y : rect->x - bottom;
  double high = rising ? right + bottom : right - rect->y;

  /* Counted from the origin, so that the lines of neighbouring rectangles meet. */
  for (double c = ceil (low / HATCH_STEP) * HATCH_STEP; c < high; c += HATCH_STEP)
    {
      double x1 = rising ? MAX (rect->x, c - bottom) : MAX (rect->x, c + rect->y);
      double x2 = rising ? MIN (right, c - rect->y) : MIN (right, c + bottom);

      cairo_move_to (pen->cr, x1, rising ? c - x1 : x1 - c);
      cairo_line_to (pen->cr, x2, rising ? c - x2 : x2 - c);
    }
}

static void
add_straight (WeirPen *pen, const WeirRect *rect, gboolean level, double step)
{
  double begin = level ? rect->y : rect->x;
  double end = begin + (level ? rect->height : rect->width);

  for (double at = begin + step / 2; at < end; at += step)
    {
      cairo_move_to (pen->cr, level ? rect->x : at, level ? at : rect->y);
      cairo_line_to (pen->cr, level ? rect->x + rect->width : at, level ? at : rect->y + rect->height);
    }
}

/**
 * weir_pen_hatch:
 * @pen: a pen that draws
 * @ink: the colour of the lines
 * @pattern: which lines; solid has none
 * @rect: where; lines stay within it
 */
void
weir_pen_hatch (WeirPen *pen, WeirInk ink, WeirPattern pattern, const WeirRect *rect)
{
  if (pattern == WEIR_PATTERN_SOLID || rect->width <= 0 || rect->height <= 0)
    return;
  /* Quiet where colours help already. */
  weir_pen_set_ink (pen, ink, weir_palette_is_high_contrast (pen->palette) ? 1 : 0.62);
  cairo_set_line_width (pen->cr, weir_palette_is_high_contrast (pen->palette) ? 1.5 : 1);
  if (pattern == WEIR_PATTERN_RISING || pattern == WEIR_PATTERN_CROSSED)
    add_slanted (pen, rect, TRUE);
  if (pattern == WEIR_PATTERN_FALLING || pattern == WEIR_PATTERN_CROSSED)
    add_slanted (pen, rect, FALSE);
  if (pattern == WEIR_PATTERN_LEVEL || pattern == WEIR_PATTERN_DENSE)
    add_straight (pen, rect, TRUE, pattern == WEIR_PATTERN_DENSE ? 3 : 4);
  if (pattern == WEIR_PATTERN_UPRIGHT || pattern == WEIR_PATTERN_DENSE)
    add_straight (pen, rect, FALSE, pattern == WEIR_PATTERN_DENSE ? 3 : 4);
  cairo_stroke (pen->cr);
}

/**
 * weir_pen_get_series_ink:
 * @look: the number of a series
 *
 * Returns: its colour; beyond the last colour they come again, with another dash
 */
WeirInk
weir_pen_get_series_ink (guint look)
{
  return WEIR_INK_SERIES + look % WEIR_N_SERIES_COLORS;
}

/**
 * weir_pen_set_series:
 * @pen: a pen that draws
 * @look: the number of a series
 *
 * Colour, width and dash of its line. Series that share a colour differ by their dash; in high contrast
 * neighbours do too.
 */
void
weir_pen_set_series (WeirPen *pen, guint look)
{
  static const double dashes[][4] = { { 1, 0 }, { 7, 3 }, { 2, 3 }, { 8, 3, 2, 3 } };
  gboolean strong = weir_palette_is_high_contrast (pen->palette);
  guint dash = (look / WEIR_N_SERIES_COLORS + (strong ? look : 0)) % G_N_ELEMENTS (dashes);

  weir_pen_set_ink (pen, weir_pen_get_series_ink (look), 1);
  cairo_set_line_width (pen->cr, strong ? 2.2 : 1.6);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_dash (pen->cr, dashes[dash], dash == 0 ? 0 : dash == 3 ? 4 : 2, 0);
}

static void
add_polygon (cairo_t *cr, double x, double y, double radius, guint corners, double turn)
{
  for (guint i = 0; i < corners; i++)
    cairo_line_to (cr, x + radius * sin (turn + 2 * G_PI * i / corners),
                   y - radius * cos (turn + 2 * G_PI * i / corners));
  cairo_close_path (cr);
}

/**
 * weir_pen_add_marker:
 * @pen: a pen that draws
 * @look: the number of a series
 * @x: the middle
 * @y: the middle
 * @radius: of a disc of the same area
 *
 * Adds the shape of the series to the path, to be filled: neighbours in the list have different ones.
 */
void
weir_pen_add_marker (WeirPen *pen, guint look, double x, double y, double radius)
{
  cairo_new_sub_path (pen->cr);
  switch (look % N_MARKERS)
    {
    case 0:
      cairo_arc (pen->cr, x, y, radius, 0, 2 * G_PI);
      cairo_close_path (pen->cr);
      break;
    case 1:
      add_polygon (pen->cr, x, y, radius * 1.25, 4, G_PI / 4);
      break;
    case 2:
      add_polygon (pen->cr, x, y, radius * 1.45, 3, 0);
      break;
    case 3:
      add_polygon (pen->cr, x, y, radius * 1.3, 4, 0);
      break;
    case 4:
      add_polygon (pen->cr, x, y, radius * 1.45, 3, G_PI);
      break;
    default:
      add_polygon (pen->cr, x, y, radius * 1.15, 6, 0);
    }
}

/**
 * weir_pen_add_cross:
 * @pen: a pen that draws
 * @x: the middle
 * @y: the middle
 * @radius: half of its width
 *
 * Adds the mark of a failure to the path.
 */
void
weir_pen_add_cross (WeirPen *pen, double x, double y, double radius)
{
  cairo_move_to (pen->cr, x - radius, y - radius);
  cairo_line_to (pen->cr, x + radius, y + radius);
  cairo_move_to (pen->cr, x + radius, y - radius);
  cairo_line_to (pen->cr, x - radius, y + radius);
}

/**
 * weir_pen_stroke_crosses:
 * @pen: a pen that draws
 * @radius: of the crosses in the path
 *
 * Strokes them with a seam of background, so that they are seen on anything.
 */
void
weir_pen_stroke_crosses (WeirPen *pen, double radius)
{
  cairo_save (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_ROUND);
  weir_pen_set_ink (pen, WEIR_INK_BACKGROUND, 1);
  cairo_set_line_width (pen->cr, radius * 0.7 + 1.8);
  cairo_stroke_preserve (pen->cr);
  weir_pen_set_ink (pen, WEIR_INK_BAD, 1);
  cairo_set_line_width (pen->cr, radius * 0.5);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
}

/**
 * weir_pen_cross:
 * @pen: a pen that draws
 * @x: the middle
 * @y: the middle
 * @radius: half of its width
 *
 * Draws a single mark of a failure.
 */
void
weir_pen_cross (WeirPen *pen, double x, double y, double radius)
{
  cairo_new_path (pen->cr);
  weir_pen_add_cross (pen, x, y, radius);
  weir_pen_stroke_crosses (pen, radius);
}
