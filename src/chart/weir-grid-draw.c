/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-grid-draw.c: a coloured cell for each row and column: scales, cells, the key of the colours
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-grid-private.h"

#define LABEL_GAP 6.0
/* Columns are not made narrower than a pointer can hit and an eye can see. */
#define NARROWEST 4.0
/* From this width on cells stand apart. */
#define APART_FROM 7.0
#define RIGHT 10.0
#define STRIP_WIDTH 96.0
#define STRIP_HEIGHT 10.0
/* More shades than this cannot be told apart; cells of one shade are drawn as one. */
#define N_SHADES 24

/*
 * Rows of equal height, columns of equal width, names on the left.
 */
void
weir_grid_layout (WeirChart *chart, const WeirRect *area)
{
  WeirGrid *grid = (WeirGrid *) chart;
  WeirPen *pen = &chart->pen;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);
  double left
      = weir_axis_fit_names (pen, (const char *const *) grid->names->pdata, grid->names->len, area->width);
  double below = 2 * line + 3 * LABEL_GAP;

  chart->plot_area = (WeirRect) { area->x + left, area->y, MAX (area->width - left - RIGHT, 20),
                                  MAX (area->height - below, 10) };
  grid->n_drawn = (guint) CLAMP (chart->plot_area.width / NARROWEST, 1, grid->n_columns);
  if (grid->index == WEIR_GRID_TIME)
    weir_scale_init (&grid->x_scale, WEIR_UNIT_DURATION, 0, grid->n_columns * grid->column_us, FALSE);
  else
    weir_scale_init (&grid->x_scale, WEIR_UNIT_COUNT, 1 - grid->stride / 2.0,
                     weir_grid_get_number (grid, grid->n_columns - 1) + grid->stride / 2.0, FALSE);
  weir_axis_lay_bottom (pen, &grid->x_scale, &chart->plot_area);
}

/* What is drawn of a cell: found once for all passes over them. */
typedef struct
{
  guint8 state; /* WeirCellState */
  gint8 shade;  /* -1: no colour */
} Drawn;

static Drawn *
find_drawn (const WeirGrid *grid)
{
  WeirScale scale = grid->color_scale;
  guint n_rows = grid->names->len;
  Drawn *drawn = g_new (Drawn, (gsize) grid->n_drawn * n_rows);

  scale.begin = 0;
  scale.end = N_SHADES - 1;
  for (guint row = 0; row < n_rows; row++)
    for (guint i = 0; i < grid->n_drawn; i++)
      {
        const WeirGridCell *cell = weir_grid_get_cell (grid, row, weir_grid_find_worst (grid, row, i));
        gboolean colored = cell->state != WEIR_CELL_NONE && cell->state != WEIR_CELL_SKIPPED
                           && !isnan (cell->value);

        drawn[row * grid->n_drawn + i].state = cell->state;
        drawn[row * grid->n_drawn + i].shade
            = colored ? (gint8) lround (weir_scale_map (&scale, (double) cell->value)) : -1;
      }
  return drawn;
}

/* Cells of one shade beside each other are one rectangle, unless they are wide enough to stand apart. */
static void
add_row_of_shade (const WeirGrid *grid, WeirPen *pen, guint row, const Drawn *drawn, int shade)
{
  WeirRect run = { 0 };

  for (guint i = 0; i <= grid->n_drawn; i++)
    {
      gboolean same = i < grid->n_drawn && drawn[i].shade == shade;
      WeirRect rect = { 0 };

      if (same)
        weir_grid_get_rect (grid, row, i, &rect);
      if (same && rect.width >= APART_FROM)
        rect.width -= 1;
      else if (same && run.width > 0)
        {
          run.width = rect.x + rect.width - run.x;
          continue;
        }
      if (run.width > 0)
        cairo_rectangle (pen->cr, run.x, run.y, run.width,
                         run.height >= APART_FROM ? run.height - 1 : run.height);
      run = rect;
    }
}

static void
draw_cells (const WeirGrid *grid, WeirPen *pen, const Drawn *drawn)
{
  for (int shade = 0; shade < N_SHADES; shade++)
    {
      WeirColor color;

      for (guint row = 0; row < grid->names->len; row++)
        add_row_of_shade (grid, pen, row, drawn + row * grid->n_drawn, shade);
      weir_palette_get_heat (pen->palette, (double) shade / (N_SHADES - 1), &color);
      weir_pen_set_color (pen, &color);
      cairo_fill (pen->cr);
    }
}

/* After all cells, because in narrow ones a mark is wider than its cell. */
static void
draw_marks (const WeirGrid *grid, WeirPen *pen, const Drawn *drawn, WeirCellState state)
{
  WeirRect rect;
  double radius;

  weir_grid_get_rect (grid, 0, 0, &rect);
  radius = CLAMP (MIN (rect.width, rect.height) * 0.3, 1.8, 5);
  for (guint i = 0; i < grid->n_drawn * grid->names->len; i++)
    {
      if (drawn[i].state != state)
        continue;
      weir_grid_get_rect (grid, i / grid->n_drawn, i % grid->n_drawn, &rect);
      rect.x += rect.width / 2 - 0.5;
      rect.y += rect.height / 2 - 0.5;
      if (state == WEIR_CELL_FAILED)
        weir_pen_add_cross (pen, rect.x, rect.y, radius);
      else
        {
          cairo_move_to (pen->cr, rect.x - radius, rect.y);
          cairo_line_to (pen->cr, rect.x + radius, rect.y);
        }
    }
  if (state == WEIR_CELL_FAILED)
    weir_pen_stroke_crosses (pen, radius);
  else
    {
      weir_pen_set_ink (pen, WEIR_INK_DIM, 1);
      cairo_set_line_width (pen->cr, 1.2);
      cairo_stroke (pen->cr);
    }
}

/* The colours from the least to the most, with both times; returns where it ends. */
static double
draw_strip (const WeirGrid *grid, WeirPen *pen, double x, double y)
{
  const WeirScale *scale = &grid->color_scale;
  g_autofree char *low = weir_unit_to_text (scale->unit, scale->low);
  g_autofree char *high = weir_unit_to_text (scale->unit, scale->high);
  double low_width = weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, low);
  double shade = floor (MIN (STRIP_WIDTH, grid->chart.area.width / 4) / N_SHADES);
  double width = shade * N_SHADES;

  weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, x, y, low);
  x = floor (x + low_width + LABEL_GAP);
  y = floor (y);
  for (guint i = 0; i < N_SHADES; i++)
    {
      WeirRect rect = { x + shade * i, y - STRIP_HEIGHT / 2, shade, STRIP_HEIGHT };
      WeirColor color;

      weir_palette_get_heat (pen->palette, (double) i / (N_SHADES - 1), &color);
      weir_pen_set_color (pen, &color);
      weir_pen_fill (pen, &rect);
    }
  weir_pen_set_ink (pen, WEIR_INK_AXIS, 1);
  cairo_set_line_width (pen->cr, 1);
  cairo_rectangle (pen->cr, x - 0.5, y - STRIP_HEIGHT / 2 - 0.5, width + 1, STRIP_HEIGHT + 1);
  cairo_stroke (pen->cr);
  x += width + LABEL_GAP;
  weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, x, y, high);
  return x + weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, high);
}

static void
draw_key (const WeirGrid *grid, WeirPen *pen)
{
  const WeirRect *plot = &grid->chart.plot_area;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_SMALL);
  double y = plot->y + plot->height + 2.5 * LABEL_GAP + 1.5 * line;
  double right = plot->x + plot->width;
  const char *title = _(weir_grid_titles[grid->index]);
  double left = draw_strip (grid, pen, grid->chart.area.x, y);
  double title_width = weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, title);

  if (left + 2 * LABEL_GAP + title_width > right)
    return;
  weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_END, right, y, title);
  if (grid->index == WEIR_GRID_TIME)
    return;
  left += 4 * LABEL_GAP;
  if (left + weir_pen_get_text_width (pen, WEIR_TEXT_SMALL, _("failed")) + 2 * LABEL_GAP
      + title_width > right)
    return;
  weir_pen_cross (pen, left, y, 3.5);
  weir_pen_text (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, left + 1.5 * LABEL_GAP, y,
                 _("failed"));
}

/*
 * Draws everything within the area of the chart.
 */
void
weir_grid_draw (WeirChart *chart, WeirPen *pen)
{
  WeirGrid *grid = (WeirGrid *) chart;
  g_autofree Drawn *drawn = find_drawn (grid);

  weir_axis_draw_names (pen, (const char *const *) grid->names->pdata, grid->names->len, &chart->plot_area);
  weir_axis_draw_bottom (pen, &grid->x_scale, &chart->plot_area, FALSE);
  draw_cells (grid, pen, drawn);
  draw_marks (grid, pen, drawn, WEIR_CELL_SKIPPED);
  draw_marks (grid, pen, drawn, WEIR_CELL_FAILED);
  draw_key (grid, pen);
}
