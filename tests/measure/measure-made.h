/* SPDX-License-Identifier: GPL-3.0-or-later
 * measure-made.h: made series: known times and outcomes, with and without noise
 */

#pragma once

#include <math.h>

#include "weir-run-series.h"

static inline WeirStepBrief
make_brief (guint step, guint pass, double ms, guint status)
{
  WeirStepBrief brief = { .part = 1, .step = step, .iteration = pass, .vu = 1, .has_exchange = TRUE };

  brief.exchange = status > 0 ? WEIR_EXCHANGE_ANSWERED : WEIR_EXCHANGE_ERROR;
  brief.error_kind = status > 0 ? WEIR_ERROR_KIND_NONE : WEIR_ERROR_KIND_RESET;
  brief.outcome = status > 0 && status < 400 ? WEIR_STEP_PASSED : WEIR_STEP_FAILED;
  brief.status = status;
  brief.n_attempts = 1;
  brief.offset_us = (gint64) pass * 1000000 + step * 1000;
  brief.time_us = (gint64) (ms * 1000.0 + 0.5);
  return brief;
}

static inline void
add_made (WeirRunSeries *series, guint step, guint pass, double ms, guint status)
{
  WeirStepBrief brief = make_brief (step, pass, ms, status);

  weir_run_series_add (series, &brief, NULL);
}

/* @median_ms times a factor whose logarithm is normal with that deviation. */
static inline double
make_noise (GRand *rand, double median_ms, double sigma)
{
  double radius = sqrt (-2.0 * log (1.0 - g_rand_double (rand)));

  return median_ms * exp (sigma * radius * cos (2.0 * G_PI * g_rand_double (rand)));
}
