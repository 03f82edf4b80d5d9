/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plot-private.h: the kind of chart with values over a common axis: lines, or columns on each other
 */

#pragma once

#include "weir-chart-private.h"
#include "weir-decimate.h"

G_BEGIN_DECLS

/* What one step along the lower axis is. */
typedef enum
{
  WEIR_PLOT_ITERATION,
  WEIR_PLOT_VU,
  WEIR_PLOT_TIME,       /* windows from the start of the run; µs */
  WEIR_PLOT_PERCENTILE, /* 0 to below 100 */
} WeirPlotIndex;

typedef struct
{
  double *values;   /* as many as the plot has places; NAN: no value */
  guint8 *failed;   /* (nullable) likewise; a failure without a value is marked on the lower axis */
  guint panel;
  int part;         /* WeirFlowPart; -1: no one step */
  int step;
  double typical;   /* the median of the values; NAN without any */
  WeirBucket *buckets; /* (nullable) as laid out: where points are too close for a line */
  guint n_buckets;
} WeirPlotSeries;

/* Several share the lower axis, one below the other. */
typedef struct
{
  char *title;
  WeirUnit unit;
  gboolean stacked;
  WeirScale scale;
  WeirRect rect;
} WeirPlotPanel;

/* A line across a panel, and what the values of a series must not do with it. */
typedef struct
{
  char *name;
  double value;
  guint series;
  gboolean above; /* values above it are shaded, else those below */
} WeirPlotLimit;

typedef struct
{
  WeirChart chart;
  WeirPlotIndex index;
  double *x; /* ascending */
  guint n;
  double x_step; /* the width of one column, in the unit of x */
  GArray *panels; /* of WeirPlotPanel */
  GArray *data;   /* of WeirPlotSeries, as chart.series */
  GArray *limits; /* of WeirPlotLimit */
  double warm_from; /* in the unit of x: the span that is hatched; both 0: none is */
  double warm_to;
  WeirScale x_scale;
} WeirPlot;

/* @x is taken. */
WeirPlot *weir_plot_new (const char *id, const char *title, WeirPlotIndex index, double *x, guint n,
                         double x_step);
/* NULL: it is of another kind. */
WeirPlot *weir_plot_from_chart (WeirChart *chart);
void weir_plot_add_panel (WeirPlot *plot, const char *title, WeirUnit unit, gboolean stacked);
/* @values and @failed are taken. */
WeirPlotSeries *weir_plot_add_line (WeirPlot *plot, guint panel, const char *name, guint look, double *values,
                                    guint8 *failed);
WeirPlotSeries *weir_plot_add_stack (WeirPlot *plot, guint panel, const char *name, WeirInk ink,
                                     WeirPattern pattern, double *values);
void weir_plot_add_limit (WeirPlot *plot, guint series, const char *name, double value, gboolean above);

WeirPlotSeries *weir_plot_get_data (const WeirPlot *plot, guint series);
WeirPlotPanel *weir_plot_get_panel (const WeirPlot *plot, guint panel);
gboolean weir_plot_is_visible (const WeirPlot *plot, guint series);
double weir_plot_get_column_base (const WeirPlot *plot, guint series, guint index);
void weir_plot_draw (WeirChart *chart, WeirPen *pen);
void weir_plot_layout (WeirChart *chart, const WeirRect *area);
/* weir-plot-limits.c */
void weir_plot_draw_warm_up (const WeirPlot *plot, WeirPen *pen, guint panel);
void weir_plot_draw_breaches (const WeirPlot *plot, WeirPen *pen, guint panel);
void weir_plot_draw_limits (const WeirPlot *plot, WeirPen *pen, guint panel);
double weir_plot_get_highest_limit (const WeirPlot *plot, guint panel, double largest);

G_END_DECLS
