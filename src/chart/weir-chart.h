/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart.h: one chart: laid out, drawn, asked what is where, read as a table, exported
 *
 * A chart holds a copy of what it shows; its builders are in weir-flow-charts.h. It belongs to one thread.
 */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "weir-palette.h"

G_BEGIN_DECLS

typedef struct _WeirChart WeirChart;

/* What a point, bar, cell or band stands for. */
typedef struct
{
  int part;        /* WeirFlowPart; -1: no one step */
  int step;        /* index within the part; -1: no one step */
  guint iteration; /* 1-based; 0: no one iteration */
  guint vu;        /* 1-based; 0: no one virtual user */
} WeirChartSubject;

/* Where something is. Pixels as laid out. */
typedef struct
{
  guint series;
  guint index;
  double x; /* the middle of the mark */
  double y;
  double width; /* of the cell, bar or band; 0 for a point */
  double height;
  double value; /* in the unit of the chart; NAN when it has none (a failure without a time) */
  gboolean failed;
  WeirChartSubject subject;
} WeirChartHit;

/* One line of what the cross-hair tells. */
typedef struct
{
  int series; /* whose colour stands before it; -1: none */
  gboolean failed;
  char *name; /* (nullable) */
  char *value;
} WeirChartLine;

/* What the cross-hair tells: "Iteration 7", then the values there. */
typedef struct
{
  char *title;
  GArray *lines; /* of WeirChartLine */
} WeirChartReadout;

/* A chart as text. */
typedef struct
{
  char **header;
  GPtrArray *rows; /* of char**, as long as @header */
} WeirChartTable;

typedef enum
{
  WEIR_CHART_BARE = 0,
  WEIR_CHART_TITLE = 1 << 0,  /* title and summary above */
  WEIR_CHART_LEGEND = 1 << 1, /* the names of the visible series below */
  WEIR_CHART_WHOLE = WEIR_CHART_TITLE | WEIR_CHART_LEGEND,
} WeirChartParts;

typedef enum
{
  WEIR_CHART_FIRST,
  WEIR_CHART_PREVIOUS,
  WEIR_CHART_NEXT,
  WEIR_CHART_LAST,
  WEIR_CHART_UP,
  WEIR_CHART_DOWN,
} WeirChartMove;

void weir_chart_free (WeirChart *chart);
const char *weir_chart_get_id (const WeirChart *chart);      /* "time-per-iteration"; fit for a file name */
const char *weir_chart_get_title (const WeirChart *chart);
const char *weir_chart_get_summary (const WeirChart *chart); /* if empty, what is missing */
const char *weir_chart_get_note (const WeirChart *chart);    /* (nullable) what is not shown, and why */
gboolean weir_chart_is_empty (const WeirChart *chart);

/* Series that can be shown and hidden; 0 when the rows are fixed. */
guint weir_chart_get_n_series (const WeirChart *chart);
const char *weir_chart_get_series_name (const WeirChart *chart, guint series);
gboolean weir_chart_get_series_visible (const WeirChart *chart, guint series);
void weir_chart_set_series_visible (WeirChart *chart, guint series, gboolean visible);
void weir_chart_copy_visibility (WeirChart *chart, const WeirChart *from);
void weir_chart_draw_swatch (const WeirChart *chart, guint series, cairo_t *cr, double width, double height,
                             WeirPaletteKind palette);

/* The height at which everything has room. */
double weir_chart_get_natural_height (WeirChart *chart, double width, WeirChartParts parts);
void weir_chart_set_font (WeirChart *chart, const char *family, double size);
void weir_chart_layout (WeirChart *chart, double width, double height, WeirChartParts parts);
void weir_chart_draw (WeirChart *chart, cairo_t *cr, WeirPaletteKind palette);

/* Of the last layout. */
gboolean weir_chart_hit (WeirChart *chart, double x, double y, WeirChartHit *hit);
gboolean weir_chart_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit);
gboolean weir_chart_move (WeirChart *chart, const WeirChartHit *from, WeirChartMove move, WeirChartHit *hit);
/* The rectangle of the axes, for a cross-hair. */
void weir_chart_get_plot_area (const WeirChart *chart, double *x, double *y, double *width, double *height);
WeirChartReadout *weir_chart_read (WeirChart *chart, const WeirChartHit *hit);
char *weir_chart_describe (WeirChart *chart, const WeirChartHit *hit);
void weir_chart_readout_free (WeirChartReadout *readout);

/* The table, whole or cell by cell. */
guint weir_chart_get_n_columns (const WeirChart *chart);
guint weir_chart_get_n_rows (const WeirChart *chart);
char *weir_chart_get_heading (const WeirChart *chart, guint column);
char *weir_chart_get_cell (const WeirChart *chart, guint row, guint column);
WeirChartTable *weir_chart_get_table (const WeirChart *chart, guint max_rows);
void weir_chart_table_free (WeirChartTable *table);

/* Pictures; @width and @height in pixels of the picture at scale 1, in points for PDF. */
GBytes *weir_chart_to_svg (WeirChart *chart, double width, double height, WeirChartParts parts,
                           WeirPaletteKind palette);
GBytes *weir_chart_to_png (WeirChart *chart, double width, double height, double scale, WeirChartParts parts,
                           WeirPaletteKind palette);
GBytes *weir_chart_to_pdf (WeirChart *chart, double width, double height, WeirChartParts parts,
                           WeirPaletteKind palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirChart, weir_chart_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirChartReadout, weir_chart_readout_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirChartTable, weir_chart_table_free)

G_END_DECLS
