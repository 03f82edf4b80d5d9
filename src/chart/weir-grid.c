/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-grid.c: a coloured cell for each row and column: what it is, where it is, and as a table
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-grid-private.h"

#define ROW_HEIGHT 18.0
/* Title and key of the axes. */
#define AROUND 62.0
/* Below this factor between the shortest and the longest time colours start at 0: noise is no pattern. */
#define LOG_FROM 8.0

/* What stands below the columns. */
const char *const weir_grid_titles[] = {
  [WEIR_GRID_ITERATION] = N_("Iteration"),
  [WEIR_GRID_VU] = N_("Virtual user"),
  [WEIR_GRID_TIME] = N_("Since the start of the run"),
};

/*
 * "Iteration 7"; (transfer full)
 */
char *
weir_grid_name_column (const WeirGrid *grid, guint column)
{
  g_autofree char *after = NULL;

  if (grid->index != WEIR_GRID_TIME)
    return g_strdup_printf (grid->index == WEIR_GRID_VU ? _("Virtual user %u") : _("Iteration %u"),
                            weir_grid_get_number (grid, column));
  after = weir_unit_to_text (WEIR_UNIT_DURATION, column * grid->column_us);
  return g_strdup_printf (_("After %s"), after);
}

/*
 * The number of an iteration or virtual user, 1-based.
 */
guint
weir_grid_get_number (const WeirGrid *grid, guint column)
{
  return 1 + column * grid->stride;
}

WeirGridCell *
weir_grid_get_cell (const WeirGrid *grid, guint row, guint column)
{
  return &grid->cells[(gsize) row * grid->n_columns + column];
}

static gboolean
is_worse (const WeirGridCell *one, const WeirGridCell *other)
{
  static const guint8 weights[] = {
    [WEIR_CELL_NONE] = 0, [WEIR_CELL_SKIPPED] = 1, [WEIR_CELL_PASSED] = 2, [WEIR_CELL_FAILED] = 3,
  };

  if (weights[one->state] != weights[other->state])
    return weights[one->state] > weights[other->state];
  return one->value > other->value || (isnan (other->value) && !isnan (one->value));
}

/*
 * The column that stands for the @drawn-th place of a row: the first failure, else the longest time, so that
 * nothing worth seeing is lost where there are more columns than pixels.
 */
guint
weir_grid_find_worst (const WeirGrid *grid, guint row, guint drawn)
{
  guint begin = (guint) ((guint64) grid->n_columns * drawn / grid->n_drawn);
  guint end = (guint) ((guint64) grid->n_columns * (drawn + 1) / grid->n_drawn);
  guint worst = begin;

  for (guint column = begin + 1; column < end; column++)
    if (is_worse (weir_grid_get_cell (grid, row, column), weir_grid_get_cell (grid, row, worst)))
      worst = column;
  return worst;
}

void
weir_grid_get_rect (const WeirGrid *grid, guint row, guint drawn, WeirRect *rect)
{
  const WeirRect *plot = &grid->chart.plot_area;

  /* Whole pixels: neighbours meet without a seam. */
  rect->x = floor (plot->x + plot->width * drawn / grid->n_drawn);
  rect->width = floor (plot->x + plot->width * (drawn + 1) / grid->n_drawn) - rect->x;
  rect->y = floor (plot->y + plot->height * row / grid->names->len);
  rect->height = floor (plot->y + plot->height * (row + 1) / grid->names->len) - rect->y;
}

static void
grid_finalize (WeirChart *chart)
{
  WeirGrid *grid = (WeirGrid *) chart;

  g_ptr_array_unref (grid->names);
  g_array_unref (grid->subjects);
  g_free (grid->cells);
}

static double
grid_get_natural_height (WeirChart *chart, double width)
{
  return MAX (((WeirGrid *) chart)->names->len * ROW_HEIGHT + AROUND, 110);
}

static guint
grid_get_n_lanes (const WeirChart *chart)
{
  return ((const WeirGrid *) chart)->names->len;
}

static guint
grid_get_n_places (const WeirChart *chart, guint series)
{
  return ((const WeirGrid *) chart)->n_columns;
}

static gboolean
grid_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit)
{
  WeirGrid *grid = (WeirGrid *) chart;
  const WeirGridCell *cell = weir_grid_get_cell (grid, series, index);
  guint drawn = (guint) (((guint64) index * grid->n_drawn + grid->n_drawn - 1) / grid->n_columns);
  WeirRect rect;

  if (cell->state == WEIR_CELL_NONE)
    return FALSE;
  /* The share that holds the column; rounding may name the one after it. */
  while (drawn > 0 && (guint64) grid->n_columns * drawn / grid->n_drawn > index)
    drawn--;
  weir_grid_get_rect (grid, series, drawn, &rect);
  hit->x = rect.x + rect.width / 2;
  hit->y = rect.y + rect.height / 2;
  hit->width = rect.width;
  hit->height = rect.height;
  hit->value = (double) cell->value;
  hit->failed = cell->state == WEIR_CELL_FAILED;
  hit->subject = g_array_index (grid->subjects, WeirChartSubject, series);
  hit->subject.iteration = grid->index == WEIR_GRID_ITERATION ? weir_grid_get_number (grid, index) : 0;
  hit->subject.vu = grid->index == WEIR_GRID_VU ? weir_grid_get_number (grid, index) : 0;
  return TRUE;
}

static gboolean
grid_hit (WeirChart *chart, double x, double y, WeirChartHit *hit)
{
  WeirGrid *grid = (WeirGrid *) chart;
  const WeirRect *plot = &chart->plot_area;
  guint row = (guint) CLAMP ((y - plot->y) / plot->height * grid->names->len, 0, grid->names->len - 1);
  guint drawn = (guint) CLAMP ((x - plot->x) / plot->width * grid->n_drawn, 0, grid->n_drawn - 1);

  return weir_chart_locate (chart, row, weir_grid_find_worst (grid, row, drawn), hit);
}

static char *
value_to_text (const WeirGrid *grid, const WeirGridCell *cell)
{
  return weir_unit_to_text (grid->color_scale.unit, (double) cell->value);
}

static char *
describe_cell (const WeirGrid *grid, const WeirGridCell *cell)
{
  g_autofree char *time = isnan (cell->value) ? NULL : value_to_text (grid, cell);

  switch (cell->state)
    {
    case WEIR_CELL_SKIPPED:
      return g_strdup (_("skipped"));
    case WEIR_CELL_FAILED:
      return time != NULL ? g_strdup_printf (_("%s, failed"), time) : g_strdup (_("failed"));
    case WEIR_CELL_PASSED:
      return time != NULL ? g_steal_pointer (&time) : g_strdup (_("passed"));
    case WEIR_CELL_NONE:
    default:
      return g_strdup ("");
    }
}

static void
grid_read (WeirChart *chart, const WeirChartHit *hit, WeirChartReadout *readout)
{
  WeirGrid *grid = (WeirGrid *) chart;
  const WeirGridCell *cell = weir_grid_get_cell (grid, hit->series, hit->index);

  readout->title = weir_grid_name_column (grid, hit->index);
  weir_chart_readout_add (readout, -1, cell->state == WEIR_CELL_FAILED,
                          g_ptr_array_index (grid->names, hit->series),
                          cell->state == WEIR_CELL_FAILED && !isnan (cell->value)
                              ? value_to_text (grid, cell)
                              : describe_cell (grid, cell));
}

static guint
grid_get_n_columns (const WeirChart *chart)
{
  return 1 + ((const WeirGrid *) chart)->names->len;
}

static guint
grid_get_n_rows (const WeirChart *chart)
{
  return ((const WeirGrid *) chart)->n_columns;
}

/* As people read results: an iteration a line, a step a column. */
static char *
grid_get_heading (const WeirChart *chart, guint column)
{
  const WeirGrid *grid = (const WeirGrid *) chart;

  if (column > 0)
    return g_strdup (g_ptr_array_index (grid->names, column - 1));
  return g_strdup (_(weir_grid_titles[grid->index]));
}

static char *
grid_get_cell (const WeirChart *chart, guint row, guint column)
{
  const WeirGrid *grid = (const WeirGrid *) chart;

  if (column > 0)
    return describe_cell (grid, weir_grid_get_cell (grid, column - 1, row));
  if (grid->index == WEIR_GRID_TIME)
    return weir_unit_to_text (WEIR_UNIT_DURATION, row * grid->column_us);
  return g_strdup_printf ("%u", weir_grid_get_number (grid, row));
}

static const WeirChartKind kind = {
  .size = sizeof (WeirGrid),
  .finalize = grid_finalize,
  .layout = weir_grid_layout,
  .draw = weir_grid_draw,
  .get_natural_height = grid_get_natural_height,
  .get_n_lanes = grid_get_n_lanes,
  .get_n_places = grid_get_n_places,
  .locate = grid_locate,
  .hit = grid_hit,
  .read = grid_read,
  .get_n_columns = grid_get_n_columns,
  .get_n_rows = grid_get_n_rows,
  .get_heading = grid_get_heading,
  .get_cell = grid_get_cell,
};

/*
 * Makes a grid of times; @cells is taken, its rows are named one by one.
 */
WeirGrid *
weir_grid_new (const char *id, const char *title, guint n_rows, guint n_columns, guint stride, gboolean by_vu,
               WeirGridCell *cells)
{
  WeirGrid *grid = weir_chart_new (&kind, id, title);

  grid->names = g_ptr_array_new_full (n_rows, g_free);
  grid->subjects = g_array_new (FALSE, FALSE, sizeof (WeirChartSubject));
  grid->n_columns = n_columns;
  grid->stride = MAX (stride, 1);
  grid->index = by_vu ? WEIR_GRID_VU : WEIR_GRID_ITERATION;
  grid->cells = cells;
  return grid;
}

void
weir_grid_add_row (WeirGrid *grid, const char *name, const WeirChartSubject *subject)
{
  g_ptr_array_add (grid->names, g_utf8_make_valid (name, -1));
  g_array_append_vals (grid->subjects, subject, 1);
}

/*
 * Chooses the scale of the colours, once all cells are filled.
 */
void
weir_grid_finish (WeirGrid *grid)
{
  gsize n = (gsize) grid->names->len * grid->n_columns;
  double low = INFINITY;
  double high = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (isnan (grid->cells[i].value))
        continue;
      high = MAX (high, (double) grid->cells[i].value);
      if (grid->cells[i].value > 0)
        low = MIN (low, (double) grid->cells[i].value);
    }
  weir_scale_init (&grid->color_scale, grid->index == WEIR_GRID_TIME ? WEIR_UNIT_COUNT : WEIR_UNIT_DURATION,
                   high > low * LOG_FROM ? low : 0, high, high > low * LOG_FROM);
  weir_scale_round_out (&grid->color_scale, 3);
}

void
weir_grid_set_spans (WeirGrid *grid, double column_us)
{
  grid->index = WEIR_GRID_TIME;
  grid->column_us = column_us;
}
