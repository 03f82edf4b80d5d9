/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-private.h: the parts of the plan's schema, one file each
 */

#pragma once

#include "weir-format-private.h"
#include "weir-plan-format.h"

G_BEGIN_DECLS

/* @loading: (nullable) what fills in texts, instead of the variables of the document. */
WeirPlan *weir_plan_from_tree (const WeirTree *tree, const char *folder, const WeirPlanOptions *options,
                               WeirLoading *loading, GPtrArray *problems);
WeirLoading *weir_plan_load_variables (const WeirTree *tree, const char *folder,
                                       const WeirPlanOptions *options);
WeirTree *weir_plan_to_tree (WeirPlan *plan);
/* @reader has what fills in texts; see weir-loading.h. */
WeirPlan *weir_read_plan (WeirReader *reader, WeirNode *root);
WeirRound *weir_read_round (WeirReader *reader, WeirNode *node);
WeirIteration *weir_read_iteration (WeirReader *reader, WeirNode *node);
void weir_read_plan_request (WeirReader *reader, WeirNode *node, WeirIteration *iteration);
void weir_read_failure_rules (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_read_termination_rules (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_read_environments (WeirReader *reader, WeirNode *value, GListStore *environments);

/* (nullable): a name of a plan, a round or an iteration, filled in */
const char *weir_read_plan_name (WeirReader *reader, WeirNode *value);
gboolean weir_read_delay (WeirReader *reader, WeirNode *value, gint64 *us);

/* weir-plan-data-reader.c: `data:` of a plan, a round or an iteration */
WeirDataSource *weir_read_data_source (WeirReader *reader, WeirNode *value);
void weir_read_plan_columns (WeirReader *reader, WeirNode *root, WeirPlan *plan, WeirNames *names);

/* weir-plan-flow-reader.c: `flow:` of an iteration */
struct _WeirPlanFlows
{
  const char *const *given; /* (nullable) borrowed */
  GHashTable *loaded;       /* char* → those that were read, by the name of the file in the plan */
  GPtrArray *problems;      /* of WeirProblem, each with its file */
};
void weir_plan_flows_init (WeirPlanFlows *self, const char *const *given);
void weir_plan_flows_clear (WeirPlanFlows *self);
void weir_read_iteration_flow (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_plan_flows_check (WeirPlanFlows *self, WeirPlan *plan, const WeirNames *names, guint first_given);
gboolean weir_plan_flows_tell (WeirPlanFlows *self, GPtrArray *problems);

/* weir-pacing-reader.c: the keys of an iteration that say how often and when; targets are iterations */
void weir_read_mode (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_read_request_count (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_read_iteration_duration (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_read_batch_size (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_read_cool_down (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_read_maximize_throughput (WeirReader *reader, WeirNode *value, gpointer iteration);
/* weir-rate-reader.c */
void weir_read_arrival_rate (WeirReader *reader, WeirNode *value, gpointer iteration);
void weir_check_arrival_rate (WeirReader *reader, WeirNode *node);
void weir_check_pacing (WeirReader *reader, WeirNode *node, WeirIteration *iteration);

/* weir-removed-keys.c: what plans had before, see WeirSchema */
gboolean weir_removed_from_iteration (WeirReader *reader, const WeirNode *mapping, guint index);
gboolean weir_removed_from_failure_rule (WeirReader *reader, const WeirNode *mapping, guint index);
gboolean weir_removed_from_termination_rule (WeirReader *reader, const WeirNode *mapping, guint index);
gboolean weir_has_removed_threshold (const WeirNode *mapping);
gboolean weir_refused_by_plan (WeirReader *reader, const WeirNode *root, guint index);
/* The whole document is of another format: the one thing to say of it. */
gboolean weir_removed_from_plan (WeirReader *reader, const WeirNode *root);
#define WEIR_OLD_PLAN "This is an older plan format that cannot be read; write rounds and iterations."

/* weir-plan-check.c: what holds over the whole of a plan */
void weir_check_plan (WeirReader *reader, WeirNode *root, WeirPlan *plan);

G_END_DECLS
