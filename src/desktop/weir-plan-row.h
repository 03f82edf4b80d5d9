/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-row.h: one part of a load plan in the tree beside its forms
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-plan-problems.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PLAN_PART_PLAN,
  WEIR_PLAN_PART_ENVIRONMENT,
  WEIR_PLAN_PART_SHARED, /* an iteration of the plan, which rounds refer to */
  WEIR_PLAN_PART_ROUND,
  WEIR_PLAN_PART_ITERATION, /* of a round */
  WEIR_PLAN_PART_REFERENCE, /* of a round, to an iteration of the plan */
} WeirPlanPart;

#define WEIR_TYPE_PLAN_ROW (weir_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanRow, weir_plan_row, WEIR, PLAN_ROW, GtkListBoxRow)

/* @object: what the part is; of a reference the iteration it names, NULL when there is none.
 * @round: (nullable): the round it is in; @index: its place in its list */
GtkWidget *weir_plan_row_new (WeirPlanPart part, gpointer object, WeirRound *round, guint index);
WeirPlanPart weir_plan_row_get_part (WeirPlanRow *self);
gpointer weir_plan_row_get_object (WeirPlanRow *self); /* (nullable) */
WeirRound *weir_plan_row_get_round (WeirPlanRow *self); /* (nullable) */
guint weir_plan_row_get_index (WeirPlanRow *self);
gboolean weir_plan_row_is_same (WeirPlanRow *self, WeirPlanPart part, gpointer object, WeirRound *round,
                                guint index);
void weir_plan_row_update (WeirPlanRow *self, WeirPlanProblems *problems);
const char *weir_plan_row_get_title (WeirPlanRow *self);
const char *weir_plan_row_get_spoken (WeirPlanRow *self);

G_END_DECLS
