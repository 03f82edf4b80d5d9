/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-grid-private.h: the kind of chart with a coloured cell for each row and column
 */

#pragma once

#include "weir-chart-private.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_CELL_NONE,
  WEIR_CELL_PASSED,
  WEIR_CELL_FAILED,
  WEIR_CELL_SKIPPED,
} WeirCellState;

typedef struct
{
  float value;  /* NAN: none */
  guint8 state; /* WeirCellState */
} WeirGridCell;

/* What a column is. */
typedef enum
{
  WEIR_GRID_ITERATION,
  WEIR_GRID_VU,
  WEIR_GRID_TIME, /* a span from the start of the run; cells count requests */
} WeirGridIndex;

typedef struct
{
  WeirChart chart;
  GPtrArray *names; /* of the rows */
  GArray *subjects; /* of WeirChartSubject: of the rows */
  guint n_columns;
  guint stride;     /* of their numbers: 1, 1 + stride, 1 + 2·stride … */
  WeirGridIndex index;
  double column_us; /* of spans */
  WeirGridCell *cells; /* row by row */
  WeirScale color_scale;
  WeirScale x_scale;
  guint n_drawn; /* columns as laid out; each the worst of its share */
} WeirGrid;

extern const char *const weir_grid_titles[]; /* by WeirGridIndex, to be translated */

/* @cells (transfer full) has room for @n_rows × @n_columns. */
WeirGrid *weir_grid_new (const char *id, const char *title, guint n_rows, guint n_columns, guint stride,
                         gboolean by_vu, WeirGridCell *cells);
/* Columns are spans of so many µs, and cells count requests. */
void weir_grid_set_spans (WeirGrid *grid, double column_us);
char *weir_grid_name_column (const WeirGrid *grid, guint column);
/* Rows in their order. */
void weir_grid_add_row (WeirGrid *grid, const char *name, const WeirChartSubject *subject);
void weir_grid_finish (WeirGrid *grid);

guint weir_grid_get_number (const WeirGrid *grid, guint column);
WeirGridCell *weir_grid_get_cell (const WeirGrid *grid, guint row, guint column);
guint weir_grid_find_worst (const WeirGrid *grid, guint row, guint drawn);
void weir_grid_get_rect (const WeirGrid *grid, guint row, guint drawn, WeirRect *rect);
void weir_grid_layout (WeirChart *chart, const WeirRect *area);
void weir_grid_draw (WeirChart *chart, WeirPen *pen);

G_END_DECLS
