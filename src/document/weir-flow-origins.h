/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-origins.h: which variables have a value before a step of a flow or in a plan, and who gives it
 */

#pragma once

#include "weir-environment.h"
#include "weir-flow.h"
#include "weir-plan.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_ORIGIN_PROGRAM,     /* run.iteration and the like */
  WEIR_ORIGIN_FLOW,        /* variables: */
  WEIR_ORIGIN_ENVIRONMENT, /* its variables and secrets */
  WEIR_ORIGIN_SET,         /* set: of a step */
  WEIR_ORIGIN_METHOD,      /* variable=NAME in a text of a step */
  WEIR_ORIGIN_EXTRACTION,  /* extract: of a step */
  WEIR_ORIGIN_PLAN,        /* variables: of a plan, or a method in one of its texts */
  WEIR_ORIGIN_CAPTURE,     /* capture: of an iteration, which the step is part of */
} WeirOriginKind;

/* One thing that gives a variable its value. */
typedef struct
{
  WeirOriginKind kind;
  char *name;
  char *value; /* (nullable) as written; NULL when only running tells */
  WeirStep *step; /* (nullable) that does it */
  GObject *object; /* (nullable) the variable or extraction that says so */
  gboolean is_secret;
  gboolean is_late; /* only the step itself or a later one gives the value */
} WeirOrigin;

/* (transfer full) (element-type WeirOrigin): what counts comes after what it hides */
GPtrArray *weir_flow_find_origins (WeirFlow *flow, WeirStep *step, WeirEnvironment *environment);
/* The same of a load plan, whose parts have no order that would count. */
GPtrArray *weir_plan_find_origins (WeirPlan *plan);
/* Something else gives @name its value. */
void weir_origins_add (GPtrArray *origins, WeirOriginKind kind, const char *name);
/* (transfer none) (nullable): what gives @name its value before the step; a late one when only that does */
const WeirOrigin *weir_origins_find (GPtrArray *origins, const char *name);

G_END_DECLS
