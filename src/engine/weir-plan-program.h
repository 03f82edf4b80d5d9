/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-program.h: a load plan in the form it is carried out in
 */

#pragma once

#include "weir-data-rows.h"
#include "weir-metric-field.h"
#include "weir-pacer.h"
#include "weir-plan-engine.h"
#include "weir-program.h"

G_BEGIN_DECLS

/* `data:`, shared by all jobs it is meant for. */
typedef struct
{
  WeirDataSource *source; /* borrowed */
  WeirDataOrder order;
  WeirDataRows *rows;
  guint *columns; /* by slot: which column it is, from 1; 0 = none. NULL until the names are complete */
  guint64 n_taken; /* rows, so far */
} WeirRowsProgram;

/* Where a whole answer goes. */
typedef struct
{
  guint slot;
  const char *name; /* borrowed */
  WeirType type;    /* WEIR_TYPE_UNTYPED: by the Content-Type */
  WeirRegex *regex; /* (nullable) */
  gboolean make_global;
} WeirCaptureProgram;

/* A name such as "Metrics.Buyers.Browse.Throughput.RPS". */
typedef struct
{
  guint slot;
  guint job;
  gint64 cool_down_us; /* of the job */
  WeirMetricField field;
} WeirMetricName;

/* An iteration in one of the rounds it is done in. */
typedef struct
{
  guint index; /* among all of the plan */
  guint round;
  WeirIteration *iteration; /* owned */
  WeirPacing *pacing;       /* borrowed from it */
  WeirRateProgram *rate;    /* (nullable) */
  WeirStepProgram *step;
  gint64 startup_delay_us;
  gint64 warm_up_us;
  WeirExpression *skip_if; /* (nullable) of the iteration; the request's own is the step's */
  GPtrArray *before;       /* of WeirTemplate */
  GPtrArray *after;
  WeirCaptureProgram *capture; /* (nullable) */
  WeirRowsProgram *rows;       /* (nullable) borrowed */
  WeirStatusCodes failed_codes;
  gboolean has_failed_codes;
  guint window_s; /* the longest that a rule looks at */
} WeirJobProgram;

typedef struct
{
  WeirRound *round; /* owned */
  guint first_job;
  guint n_jobs;
  guint n_clients;
  gboolean parallel;
} WeirRoundProgram;

typedef struct
{
  WeirNames *names;
  WeirGlobals *globals;
  WeirFiles *files;
  GPtrArray *rounds; /* of WeirRoundProgram */
  GPtrArray *jobs;   /* of WeirJobProgram */
  GPtrArray *rows;   /* of WeirRowsProgram */
  GArray *metrics;   /* of WeirMetricName, in the order of their slots */
} WeirPlanProgram;

WeirPlanProgram *weir_plan_program_new (WeirPlan *plan, const WeirPlanEngineSettings *settings,
                                        GError **error);
void weir_plan_program_free (WeirPlanProgram *self);

/* weir-plan-rows.c */
gboolean weir_plan_program_load_rows (WeirPlanProgram *self, WeirPlan *plan, const char *folder,
                                      GError **error);
WeirRowsProgram *weir_plan_program_find_rows (const WeirPlanProgram *self, WeirDataSource *source);
void weir_plan_program_mark_columns (WeirPlanProgram *self);

/* weir-plan-metrics.c */
void weir_plan_program_find_metrics (WeirPlanProgram *self, WeirPlan *plan);
gboolean weir_plan_program_looks_at (const WeirPlanProgram *self, guint job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanProgram, weir_plan_program_free)

G_END_DECLS
