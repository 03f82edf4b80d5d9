/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-scale.h: from values to places on an axis, with round ticks and units
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_UNIT_COUNT,    /* whole things: iterations, requests, clients */
  WEIR_UNIT_DURATION, /* µs */
  WEIR_UNIT_BYTES,
  WEIR_UNIT_RATE,     /* per second */
  WEIR_UNIT_PERCENT,  /* 0 to 100 */
  WEIR_UNIT_NINES,    /* 0 to below 100 percent, drawn so that 90, 99, 99.9 … are equally far apart */
} WeirUnit;

#define WEIR_SCALE_MAX_TICKS 24

typedef struct
{
  WeirUnit unit;
  gboolean log;
  double low;
  double high;  /* above low */
  double begin; /* pixels: where low is */
  double end;   /* pixels: where high is; below begin on an axis that grows upwards */
  double ticks[WEIR_SCALE_MAX_TICKS]; /* ascending, within low and high */
  guint n_ticks;
  /*< private >*/
  double largest; /* chooses the unit all labels of a linear scale share */
  double step;
} WeirScale;

void weir_scale_init (WeirScale *scale, WeirUnit unit, double low, double high, gboolean log);
/* Moves low and high out to ticks. */
void weir_scale_round_out (WeirScale *scale, guint max_ticks);
void weir_scale_make_ticks (WeirScale *scale, guint max_ticks);
double weir_scale_map (const WeirScale *scale, double value);
double weir_scale_unmap (const WeirScale *scale, double place);
char *weir_scale_get_label (const WeirScale *scale, double tick);

/* A value by itself, for people: "412 ms", "3.2 MB", "128/s", "97.5 %". */
char *weir_unit_to_text (WeirUnit unit, double value);

G_END_DECLS
