/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-item.h: an iteration of a load plan in one of its rounds, a row of a table
 */

#pragma once

#include "weir-job-state.h"
#include "weir-words.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_JOB_FIGURE_NAME,
  WEIR_JOB_FIGURE_STATUS,
  WEIR_JOB_FIGURE_RULES,
  WEIR_JOB_FIGURE_REQUESTS,
  WEIR_JOB_FIGURE_FAILED,
  WEIR_JOB_FIGURE_RATE,
  WEIR_JOB_FIGURE_P50,
  WEIR_JOB_FIGURE_P95,
  WEIR_JOB_FIGURE_P99,
  WEIR_JOB_FIGURE_MAX,
  WEIR_JOB_FIGURE_LATE,
  WEIR_JOB_FIGURE_HTTP,
} WeirJobFigure;
#define WEIR_N_JOB_FIGURES 12

#define WEIR_TYPE_JOB_ITEM (weir_job_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirJobItem, weir_job_item, WEIR, JOB_ITEM, GObject)

/* signal: changed (WeirJobItem *item): it stands differently */
WeirJobItem *weir_job_item_new (WeirJobState *state);
/* Tells those who look only when it is another state. */
void weir_job_item_set_state (WeirJobItem *self, WeirJobState *state);
WeirJobState *weir_job_item_get_state (WeirJobItem *self);
/* "–" when it is not known. @weak (out): too few requests carry it. (transfer full) */
char *weir_job_item_get_text (WeirJobItem *self, WeirJobFigure figure, WeirTone *tone, gboolean *weak);
const char *weir_job_figure_get_title (WeirJobFigure figure);
/* What it means, as a tooltip. */
const char *weir_job_figure_get_help (WeirJobFigure figure);

G_END_DECLS
