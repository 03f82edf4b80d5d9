/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-check.h: what is wrong with a step or a plan that is being edited, and with which part of it
 */

#pragma once

#include "weir-flow.h"
#include "weir-plan.h"

G_BEGIN_DECLS

typedef struct
{
  GObject *object;      /* the step or a part of it: a header, an assertion */
  const char *property; /* (nullable) interned: of @object; NULL when the whole of it is meant */
  gboolean is_warning;
  char *message; /* a whole sentence */
} WeirStepProblem;

/* (transfer full) (element-type WeirStepProblem): in the order of a document */
GPtrArray *weir_step_check (WeirStep *step);
WeirStepProblem *weir_step_problem_new (gpointer object, const char *property, const char *message);
GPtrArray *weir_step_problems_new (void);
void weir_step_problem_follow (WeirStepProblem *problem, GObject *object, const char *path);
/* The same of a whole load plan. */
GPtrArray *weir_plan_find_problems (WeirPlan *plan, const char *folder);

G_END_DECLS
