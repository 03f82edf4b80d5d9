/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-bands-private.h: the kind of chart with bands from one instant to another, in lanes
 */

#pragma once

#include "weir-chart-private.h"

G_BEGIN_DECLS

typedef struct
{
  double begin; /* µs on the axis */
  double end;
  guint key;    /* of chart.keys: its look and name */
  gboolean failed;
  WeirChartSubject subject;
} WeirBand;

typedef struct
{
  char *name;
  char *label;   /* (nullable) right of its last band */
  gboolean failed;
  guint first;   /* of the bands */
  guint n_bands;
} WeirLane;

typedef struct
{
  WeirChart chart;
  char *first_heading; /* of the table */
  gboolean whole;  /* the bands of a lane are parts of one thing, and are read out together */
  GArray *lanes;   /* of WeirLane */
  GArray *bands;   /* of WeirBand, lane by lane */
  WeirScale scale;
} WeirBands;

WeirBands *weir_bands_new (const char *id, const char *title, const char *first_heading, gboolean whole);
/* The bands that follow are of this lane. @label is taken. */
WeirLane *weir_bands_add_lane (WeirBands *bands, const char *name, char *label);
WeirBand *weir_bands_add (WeirBands *bands, double begin, double end, guint key,
                          const WeirChartSubject *subject);

WeirLane *weir_bands_get_lane (const WeirBands *bands, guint lane);
WeirBand *weir_bands_get_band (const WeirBands *bands, guint lane, guint index);
void weir_bands_get_rect (const WeirBands *bands, guint lane, guint index, WeirRect *rect);
void weir_bands_layout (WeirChart *chart, const WeirRect *area);
void weir_bands_draw (WeirChart *chart, WeirPen *pen);

G_END_DECLS
