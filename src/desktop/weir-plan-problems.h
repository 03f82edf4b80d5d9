/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-problems.h: what is wrong with a load plan that is being edited
 */

#pragma once

#include "weir-edits.h"
#include "weir-flow-problems.h"
#include "weir-plan.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_PROBLEMS (weir_plan_problems_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanProblems, weir_plan_problems, WEIR, PLAN_PROBLEMS, GObject)

/* signals:
 *   changed (WeirPlanProblems *problems)   what is wrong has changed */
WeirPlanProblems *weir_plan_problems_new (WeirPlan *plan, WeirEdits *edits);
void weir_plan_problems_set_folder (WeirPlanProblems *self, const char *folder);
/* The plan was changed by other edits. */
void weir_plan_problems_update (WeirPlanProblems *self);
GPtrArray *weir_plan_problems_get (WeirPlanProblems *self);
char *weir_plan_problems_find_message (WeirPlanProblems *self, gpointer object, const char *property,
                                       gboolean *is_warning);
/* Of @object and what is in it: a round has its iterations, these their requests and rules. */
gboolean weir_plan_problems_has_error (WeirPlanProblems *self, gpointer object);
gpointer weir_plan_problems_find_object (WeirPlanProblems *self, const char **property);
char *weir_plan_problems_describe (WeirPlanProblems *self);

/* Whether @wanted is the plan, or what has no part of its own in it: variables, rows of a file. */
gboolean weir_plan_problems_is_of_plan (WeirPlan *plan, gpointer wanted);
gboolean weir_plan_problems_holds (gpointer object, gpointer wanted);
gboolean weir_plan_problems_has_drafts (WeirPlanProblems *self);
/* Text that a field shows and the document cannot hold: "abc" where a number belongs. */
void weir_plan_problems_set_draft (WeirPlanProblems *self, gpointer object, const char *property,
                                   const char *text, const char *message);
void weir_plan_problems_drop_draft (WeirPlanProblems *self, gpointer object, const char *property);
const char *weir_plan_problems_get_draft (WeirPlanProblems *self, gpointer object, const char *property);
void weir_plan_problems_foreach_draft (WeirPlanProblems *self, WeirFieldDraftFunc func, gpointer data);

G_END_DECLS
