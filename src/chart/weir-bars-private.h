/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-bars-private.h: the kind of chart with level bars, a row for each name
 */

#pragma once

#include "weir-chart-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *label; /* (nullable) right of the bars */
  WeirChartSubject subject;
  gboolean failed; /* has a cross before its label */
  int key;     /* of chart.keys: the look of its bars; -1: that of their series */
} WeirBarRow;

typedef struct
{
  WeirChart chart;
  WeirUnit unit;
  char *first_heading; /* of the table */
  char *last_heading;  /* (nullable) above the labels in the table */
  gboolean beside;  /* bars of one row are below each other; else each is drawn over the longer ones */
  GArray *rows;     /* of WeirBarRow */
  GPtrArray *values; /* of double*: a series each, NAN: none */
  WeirScale scale;
  double label_width;
} WeirBars;

WeirBars *weir_bars_new (const char *id, const char *title, WeirUnit unit, gboolean beside,
                         const char *first_heading, const char *last_heading);
/* @label is taken. */
WeirBarRow *weir_bars_add_row (WeirBars *bars, const char *name, char *label);
/* After all rows; @values is taken. Series that are drawn over others come after them. */
WeirChartSeries *weir_bars_add_series (WeirBars *bars, const char *name, WeirSwatch swatch, WeirInk ink,
                                       double alpha, WeirPattern pattern, double *values);

WeirBarRow *weir_bars_get_row (const WeirBars *bars, guint row);
double weir_bars_get_value (const WeirBars *bars, guint series, guint row);
void weir_bars_get_rect (const WeirBars *bars, guint series, guint row, WeirRect *rect);
void weir_bars_layout (WeirChart *chart, const WeirRect *area);
void weir_bars_draw (WeirChart *chart, WeirPen *pen);

G_END_DECLS
