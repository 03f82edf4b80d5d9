/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-statistics-item.h: the figures of one step, a row of a table
 */

#pragma once

#include "weir-run-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_FIGURE_STEP,
  WEIR_FIGURE_RESULTS,
  WEIR_FIGURE_PASSED,
  WEIR_FIGURE_FAILED,
  WEIR_FIGURE_NOT_CHECKED,
  WEIR_FIGURE_MIN,
  WEIR_FIGURE_AVERAGE,
  WEIR_FIGURE_P50,
  WEIR_FIGURE_P90,
  WEIR_FIGURE_P95,
  WEIR_FIGURE_P99,
  WEIR_FIGURE_MAX,
  WEIR_FIGURE_RECEIVED,
  WEIR_FIGURE_SENT,
  WEIR_N_FIGURES
} WeirFigure;

#define WEIR_TYPE_STATISTICS_ITEM (weir_statistics_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirStatisticsItem, weir_statistics_item, WEIR, STATISTICS_ITEM, GObject)

WeirStatisticsItem *weir_statistics_item_new (const WeirRunSnapshot *snapshot, guint part, guint step,
                                              const char *name);
gboolean weir_statistics_item_has (WeirStatisticsItem *self, WeirFigure figure);
gboolean weir_statistics_item_is_weak (WeirStatisticsItem *self, WeirFigure figure);
char *weir_statistics_item_get_text (WeirStatisticsItem *self, WeirFigure figure);
char *weir_statistics_item_get_plain (WeirStatisticsItem *self, WeirFigure figure);
int weir_statistics_item_compare (WeirStatisticsItem *a, WeirStatisticsItem *b, WeirFigure figure);

const char *weir_figure_get_title (WeirFigure figure);

G_END_DECLS
