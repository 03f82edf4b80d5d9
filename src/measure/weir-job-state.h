/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-state.h: how an iteration of a load plan stands in one of its rounds, with each of its rules
 *
 * Jobs are numbered from 0 over all rounds of a plan, in the order of the document: the iterations of a
 * round, then those it refers to.
 */

#pragma once

#include "weir-job-figures.h"
#include "weir-rule-clock.h"

G_BEGIN_DECLS

/* A rule as it stands, or as it came out. */
typedef struct
{
  char *text;           /* as people read it: "ErrorRate > 0.2 (>= 500) for 3 s" */
  gboolean termination; /* else a failure rule */
  gboolean is_default;  /* the plan has no failure rule there: this one holds instead */
  gboolean has_metric;
  WeirMetricRule rule; /* with has_metric */
  char *codes;         /* (nullable) as written */
  char *expression;    /* (nullable) */
  gint64 grace_us;
  guint window_s;
  guint64 min_samples;
  gboolean known; /* there were data */
  double value;   /* observed: ms, a share from 0 to 1, requests per second, or a number */
  gboolean holds; /* what it says is true */
  gint64 held_us; /* for how long it has been; of termination rules that hold */
  gboolean fired; /* it ended the iteration, or made it fail */
  gint64 fired_us; /* when, from the beginning of the run */
} WeirRuleState;

/* Counted references; immutable once others look at it. */
typedef struct
{
  guint job;
  guint round_index;
  char *round;
  char *iteration;
  gboolean chosen; /* its round is among those that are run */
  guint mode;      /* WeirMode */
  guint64 clients;
  guint64 planned;     /* requests by the plan, of modes whose number is known beforehand; 0 = it is not */
  gint64 cool_down_us; /* of batch modes */
  gint64 warm_up_us;
  gboolean lean; /* maximizeThroughput: there is no row for each request */
  WeirIterationStatus status;
  WeirJobFigures *figures; /* owned reference; never NULL, has no seconds */
  GPtrArray *rules;        /* of WeirRuleState, termination rules first; owned reference, never NULL */
  char *reason;            /* (nullable) why it failed, beside its rules: "No response from …: …" */
  guint64 unheeded;        /* requests without response that no ErrorRate rule counts */
  gboolean unverified;     /* there were servers whose certificate was not looked at */
  /*< private >*/
  gatomicrefcount n_refs;
} WeirJobState;

WeirRuleState *weir_rule_state_copy (const WeirRuleState *rule);
void weir_rule_state_free (WeirRuleState *rule);

WeirJobState *weir_job_state_new (void);
WeirJobState *weir_job_state_ref (WeirJobState *self);
void weir_job_state_unref (WeirJobState *self);
/* Successful requests per second, from the first request to the last end so far; 0 when there is none. */
double weir_job_state_get_throughput (const WeirJobState *self);
/* Failed ÷ completed; 0 when none is completed. */
double weir_job_state_get_error_rate (const WeirJobState *self);

/* All jobs of a run as they lie in the archive, of WeirJobState. */
GBytes *weir_job_states_encode (GPtrArray *jobs);
GPtrArray *weir_job_states_decode (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJobState, weir_job_state_unref)

G_END_DECLS
