/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-format.h: load plans in from text and files
 */

#pragma once

#include "weir-plan.h"
#include "weir-problem.h"

G_BEGIN_DECLS

/* How a plan is read. */
typedef struct
{
  const char *const *environments; /* (nullable) names of its environments, each above those before it */
  const char *const *variables;    /* (nullable) "NAME=VALUE"…, above all of them */
  gboolean is_lenient;             /* unknown keys, doubled keys and supportH2C are only warned of */
  const char *const *flows;        /* (nullable) FILE, TEXT…: what flows' files hold, without reading them */
  gboolean delays_in_seconds;      /* a startupDelay without unit on a round or iteration: lps-3.0.4 */
} WeirPlanOptions;

/* NULL when there is any error. @options: (nullable). @problems: where errors and warnings are appended. */
WeirPlan *weir_plan_parse (const char *text, gsize length, gboolean is_json, const char *folder,
                           const WeirPlanOptions *options, GPtrArray *problems);
/* NULL with @error when there is nothing to read, NULL without it when the document has errors. */
WeirPlan *weir_plan_load (const char *file_name, const WeirPlanOptions *options, GPtrArray *problems,
                          GError **error);
/* Whether a document is one by its keys, be it valid or not. */
gboolean weir_plan_is_one (const char *text, gsize length, gboolean is_json);
gboolean weir_plan_is_meant (const char *text, gboolean is_json);
gboolean weir_plan_is_file (const char *file_name);
/* What in a plan's file goes beyond the format that other programs read; (transfer container) of char* */
GPtrArray *weir_plan_list_extensions (const char *file_name);
/* The plan as YAML in canonical form and key order, keys at their default left out. weir_plan_parse() of it
 * gives an equal plan. */
char *weir_plan_to_yaml (WeirPlan *plan);
/* Atomically writes weir_plan_to_yaml(). */
gboolean weir_plan_save (WeirPlan *plan, const char *file_name, GError **error);

G_END_DECLS
