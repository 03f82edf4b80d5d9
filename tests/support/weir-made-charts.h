/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-made-charts.h: runs that never took place, for charts of known numbers
 */

#pragma once

#include <math.h>

#include "weir-flow-charts.h"

/* The time of a step in a pass, both from 0; < 0: no answer. µs */
typedef gint64 (*MadeTime) (guint pass, guint step);

typedef struct
{
  WeirRunSeries *series;
  GPtrArray *statistics;
  GPtrArray *windows;
} MadeCharts;

/* 100, 200, 300 ms, a little more in each pass; pass 7 of the second step takes 2 s, pass 4 of the third gets
 * no answer. */
static inline gint64
made_ordinary (guint pass, guint step)
{
  if (pass == 6 && step == 1)
    return 2000000;
  if (pass == 3 && step == 2)
    return -500000;
  return (step + 1) * 100000 + pass * 1000;
}

static inline gint64
made_failing (guint pass, guint step)
{
  return -50000;
}

static inline void
made_charts_add (MadeCharts *made, WeirTimeWindowRecorder *recorder, const WeirStepBrief *brief)
{
  const gint64 phases[WEIR_N_PHASES] = {
    [WEIR_PHASE_SENDING] = 1, [WEIR_PHASE_WAITING] = MAX (brief->time_us - 11, 0), [WEIR_PHASE_RECEIVING]
        = 10,
  };

  weir_run_series_add (made->series, brief, phases);
  weir_step_statistics_add (g_ptr_array_index (made->statistics, brief->step), brief);
  weir_time_window_recorder_add (recorder, brief->offset_us + brief->time_us, brief, phases);
}

/* Passes one after another, or all at once; each step begins when the one before it ends. */
static inline MadeCharts
made_charts_new (const char *const *names, guint n_steps, guint n_passes, gboolean parallel, MadeTime time)
{
  MadeCharts made = { weir_run_series_new (names, n_steps, parallel),
                      g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref),
                      g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free) };
  g_autoptr (WeirTimeWindowRecorder) recorder = weir_time_window_recorder_new ();
  gint64 at = 0;

  for (guint step = 0; step < n_steps; step++)
    {
      WeirStepStatistics *statistics = weir_step_statistics_new ();

      statistics->part = 1;
      statistics->step = step;
      statistics->name = g_strdup (names[step]);
      g_ptr_array_add (made.statistics, statistics);
    }
  for (guint pass = 0; pass < n_passes; pass++)
    {
      if (parallel)
        at = 0;
      for (guint step = 0; step < n_steps; step++)
        {
          gint64 us = time (pass, step);
          WeirStepBrief brief = {
            .part = 1,
            .step = step,
            .iteration = parallel ? 1 : pass + 1,
            .vu = parallel ? pass + 1 : 1,
            .outcome = us < 0 ? WEIR_STEP_FAILED : WEIR_STEP_PASSED,
            .has_exchange = TRUE,
            .exchange = us < 0 ? WEIR_EXCHANGE_ERROR : WEIR_EXCHANGE_ANSWERED,
            .error_kind = us < 0 ? WEIR_ERROR_KIND_TIMEOUT : WEIR_ERROR_KIND_NONE,
            .status = us < 0 ? 0 : 200,
            .n_attempts = 1,
            .offset_us = at,
            .time_us = ABS (us),
          };

          made_charts_add (&made, recorder, &brief);
          at += ABS (us);
        }
    }
  weir_time_window_recorder_close (recorder, G_MAXINT64, made.windows);
  return made;
}

static inline void
made_charts_clear (MadeCharts *made)
{
  weir_run_series_unref (made->series);
  g_ptr_array_unref (made->statistics);
  g_ptr_array_unref (made->windows);
}
