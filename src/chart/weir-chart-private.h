/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-private.h: what the kinds of charts share
 *
 * A kind (plot, grid, bars, bands) is a struct that begins with a WeirChart, and a table of functions.
 * Everything that can be pointed at is a (series, index): the pointer, the keyboard and the read-out need no
 * more.
 */

#pragma once

#include "weir-chart.h"
#include "weir-flow-charts.h"
#include "weir-pen.h"
#include "weir-scale.h"

G_BEGIN_DECLS

typedef struct
{
  gsize size; /* of the struct */
  void (*finalize) (WeirChart *chart);
  /* What lies within @area; chart->plot_area is set. */
  void (*layout) (WeirChart *chart, const WeirRect *area);
  void (*draw) (WeirChart *chart, WeirPen *pen);
  /* Without title and legend. */
  double (*get_natural_height) (WeirChart *chart, double width);
  gboolean keeps_height; /* an empty one is as high: it is drawn again while somebody types */

  /* What can be pointed at; series that cannot be hidden count too. */
  guint (*get_n_lanes) (const WeirChart *chart);
  guint (*get_n_places) (const WeirChart *chart, guint series);
  /* FALSE: nothing is there. Fills everything but series and index. */
  gboolean (*locate) (WeirChart *chart, guint series, guint index, WeirChartHit *hit);
  gboolean (*hit) (WeirChart *chart, double x, double y, WeirChartHit *hit);
  void (*read) (WeirChart *chart, const WeirChartHit *hit, WeirChartReadout *readout);

  guint (*get_n_columns) (const WeirChart *chart);
  guint (*get_n_rows) (const WeirChart *chart);
  char *(*get_heading) (const WeirChart *chart, guint column);
  char *(*get_cell) (const WeirChart *chart, guint row, guint column);
} WeirChartKind;

/* How an entry of the legend is drawn. */
typedef enum
{
  WEIR_SWATCH_LINE,   /* in the look of a series */
  WEIR_SWATCH_BLOCK,  /* in an ink, with a pattern */
  WEIR_SWATCH_MARKER, /* the marker of a series alone */
  WEIR_SWATCH_WHISKER,
  WEIR_SWATCH_CROSS,
} WeirSwatch;

typedef struct
{
  char *name;
  WeirSwatch swatch;
  guint look; /* of a line or marker */
  WeirInk ink;
  WeirPattern pattern;
  double alpha;
  gboolean visible;
} WeirChartSeries;

/* Where an entry of the legend stands. */
typedef struct
{
  gboolean key; /* of keys, else of series */
  guint number;
  double x;
  double y; /* the middle of its line */
  double width;
} WeirChartEntry;

struct _WeirChart
{
  const WeirChartKind *kind;
  char *id;
  char *title;
  char *summary;
  char *note;
  gboolean empty;
  gboolean chosen; /* a person has shown or hidden a series */
  GArray *series; /* of WeirChartSeries: what can be shown and hidden, and stands in the legend */
  GArray *keys;   /* of WeirChartSeries: what only stands in the legend */

  char *font_family;
  double font_size;
  WeirPen pen; /* measures */
  WeirChartParts parts;
  double width;
  double height;
  GArray *entries; /* of WeirChartEntry: the legend as laid out */
  guint n_left_out; /* series the legend had no room for */
  WeirRect area;   /* between title and legend */
  WeirRect plot_area;
};

gpointer weir_chart_new (const WeirChartKind *kind, const char *id, const char *title);
/* A name as it is said within a sentence: not longer than a line. (transfer full) */
char *weir_chart_shorten (const char *name);
void weir_chart_take_summary (WeirChart *chart, char *summary);
void weir_chart_take_note (WeirChart *chart, char *note);
void weir_chart_take_empty (WeirChart *chart, char *sentence);
WeirChartSeries *weir_chart_add_line (WeirChart *chart, const char *name, guint look);
WeirChartSeries *weir_chart_add_block (WeirChart *chart, const char *name, WeirInk ink, double alpha,
                                       WeirPattern pattern);
WeirChartSeries *weir_chart_add_key (WeirChart *chart, const char *name, WeirSwatch swatch, WeirInk ink,
                                     WeirPattern pattern);
WeirChartSeries *weir_chart_get_series (const WeirChart *chart, guint series);

/* Seconds a column stands for, of a run of so many; weir-flow-charts-time.c */
guint weir_chart_get_column_seconds (guint n_seconds);
guint weir_chart_count_seconds (GPtrArray *windows);
WeirChart *weir_chart_draw_throughput (GPtrArray *windows, guint seconds, WeirChartOf of);

void weir_chart_readout_add (WeirChartReadout *readout, int series, gboolean failed, const char *name,
                             char *value);

void weir_chart_draw_to (WeirChart *chart, cairo_t *cr, WeirPaletteKind palette, GString *svg_texts);

/* The frame: title, legend, and an axis. weir-chart-frame.c */
void weir_chart_layout_frame (WeirChart *chart);
double weir_chart_get_frame_height (WeirChart *chart, double width);
void weir_chart_draw_frame (WeirChart *chart, WeirPen *pen);
void weir_chart_draw_block (WeirPen *pen, const WeirChartSeries *series, const WeirRect *rect);
void weir_chart_draw_entry (WeirPen *pen, const WeirChartSeries *series, double x, double y, double width);

/* weir-chart-axis.c */
double weir_axis_get_label_width (WeirPen *pen, const WeirScale *scale);
guint weir_axis_get_room_for_ticks (WeirPen *pen, const WeirScale *scale, double length, gboolean upright);
void weir_axis_lay_bottom (WeirPen *pen, WeirScale *scale, const WeirRect *plot);
void weir_axis_draw_values (WeirPen *pen, const WeirScale *scale, const WeirRect *plot);
void weir_axis_draw_bottom (WeirPen *pen, const WeirScale *scale, const WeirRect *plot, gboolean lines);
void weir_axis_draw_title (WeirPen *pen, const WeirRect *plot, double y, const char *title);
double weir_axis_fit_names (WeirPen *pen, const char *const *names, guint n_names, double width);
guint weir_axis_get_named_rows (WeirPen *pen, guint n_rows, const WeirRect *plot);
void weir_axis_draw_names (WeirPen *pen, const char *const *names, guint n_names, const WeirRect *plot);

G_END_DECLS
