/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-state.c: how an iteration of a load plan stands in one of its rounds, as bytes and back
 */

#include "config.h"

#include "weir-job-state.h"

#include "weir-measure-private.h"

WeirRuleState *
weir_rule_state_copy (const WeirRuleState *rule)
{
  WeirRuleState *copy = g_memdup2 (rule, sizeof *rule);

  copy->text = g_strdup (rule->text);
  copy->codes = g_strdup (rule->codes);
  copy->expression = g_strdup (rule->expression);
  return copy;
}

void
weir_rule_state_free (WeirRuleState *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->text);
  g_free (rule->codes);
  g_free (rule->expression);
  g_free (rule);
}

/**
 * weir_job_state_new:
 *
 * Returns: (transfer full): one without name, figures and rules; whoever makes it gives it all three
 */
WeirJobState *
weir_job_state_new (void)
{
  WeirJobState *self = g_new0 (WeirJobState, 1);

  g_atomic_ref_count_init (&self->n_refs);
  return self;
}

WeirJobState *
weir_job_state_ref (WeirJobState *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
weir_job_state_unref (WeirJobState *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_free (self->round);
  g_free (self->iteration);
  g_free (self->reason);
  g_clear_pointer (&self->figures, weir_job_figures_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_free (self);
}

double
weir_job_state_get_throughput (const WeirJobState *self)
{
  const WeirMetrics *metrics = self->figures->metrics;
  gint64 elapsed_us = weir_metrics_get_last_us (metrics) - weir_metrics_get_first_us (metrics);

  if (!weir_metrics_has_begun (metrics) || elapsed_us <= 0)
    return 0;
  return (double) weir_metrics_get_totals (metrics)->successful * G_USEC_PER_SEC / (double) elapsed_us;
}

double
weir_job_state_get_error_rate (const WeirJobState *self)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (self->figures->metrics);
  guint64 completed = weir_metric_totals_get_completed (totals);

  return completed > 0 ? (double) totals->failed / (double) completed : 0;
}

static guint
pack_flags (const gboolean *flags, guint n)
{
  guint packed = 0;

  for (guint i = 0; i < n; i++)
    packed |= (flags[i] ? 1u : 0u) << i;
  return packed;
}

#define N_RULE_FLAGS 6

static void
put_rule (GByteArray *out, const WeirRuleState *rule)
{
  const gboolean flags[N_RULE_FLAGS] = { rule->termination, rule->is_default, rule->has_metric,
                                         rule->known,       rule->holds,      rule->fired };

  weir_put_uint (out, pack_flags (flags, N_RULE_FLAGS));
  weir_put_text (out, rule->text);
  weir_put_uint (out, rule->rule.metric);
  weir_put_uint (out, rule->rule.statistic);
  weir_put_uint (out, rule->rule.threshold);
  weir_put_real (out, rule->rule.low);
  weir_put_real (out, rule->rule.high);
  weir_put_text (out, rule->codes);
  weir_put_text (out, rule->expression);
  weir_put_int (out, rule->grace_us);
  weir_put_uint (out, rule->window_s);
  weir_put_uint (out, rule->min_samples);
  weir_put_real (out, rule->value);
  weir_put_int (out, rule->held_us);
  weir_put_int (out, rule->fired_us);
}

/* What one rule takes at least, in bytes. */
#define SHORTEST_RULE 36

static WeirRuleState *
take_rule (WeirTaker *taker)
{
  WeirRuleState *rule = g_new0 (WeirRuleState, 1);
  guint64 flags = weir_take_uint (taker, (1u << N_RULE_FLAGS) - 1);

  rule->termination = (flags & 1) != 0;
  rule->is_default = (flags & 2) != 0;
  rule->has_metric = (flags & 4) != 0;
  rule->known = (flags & 8) != 0;
  rule->holds = (flags & 16) != 0;
  rule->fired = (flags & 32) != 0;
  rule->text = weir_take_text (taker);
  rule->rule.metric = (WeirMetric) weir_take_uint (taker, WEIR_N_METRICS - 1);
  rule->rule.statistic = (WeirStatistic) weir_take_uint (taker, WEIR_N_STATISTICS - 1);
  rule->rule.threshold = (WeirThreshold) weir_take_uint (taker, WEIR_THRESHOLD_BETWEEN);
  rule->rule.low = weir_take_real (taker);
  rule->rule.high = weir_take_real (taker);
  rule->codes = weir_take_text (taker);
  rule->expression = weir_take_text (taker);
  rule->grace_us = weir_take_int (taker);
  rule->window_s = (guint) weir_take_uint (taker, G_MAXUINT);
  rule->min_samples = weir_take_uint (taker, G_MAXUINT64);
  rule->value = weir_take_real (taker);
  rule->held_us = weir_take_int (taker);
  rule->fired_us = weir_take_int (taker);
  taker->damaged |= rule->text == NULL;
  return rule;
}

static void
put_figures (GByteArray *out, const WeirJobFigures *figures)
{
  g_autoptr (GBytes) bytes = weir_job_figures_encode (figures);

  weir_put_uint (out, g_bytes_get_size (bytes));
  g_byte_array_append (out, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
}

static WeirJobFigures *
take_figures (WeirTaker *taker)
{
  guint size = weir_take_count (taker, 1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (taker->data + taker->position, size);
  WeirJobFigures *figures = weir_job_figures_decode (bytes, NULL);

  taker->position += size;
  taker->damaged |= figures == NULL;
  return figures;
}

#define N_JOB_FLAGS 3

static void
put_job (GByteArray *out, const WeirJobState *job)
{
  const gboolean flags[N_JOB_FLAGS] = { job->chosen, job->lean, job->unverified };

  weir_put_uint (out, pack_flags (flags, N_JOB_FLAGS));
  weir_put_uint (out, job->job);
  weir_put_uint (out, job->round_index);
  weir_put_text (out, job->round);
  weir_put_text (out, job->iteration);
  weir_put_uint (out, job->mode);
  weir_put_uint (out, job->clients);
  weir_put_uint (out, job->planned);
  weir_put_int (out, job->cool_down_us);
  weir_put_int (out, job->warm_up_us);
  weir_put_uint (out, job->status);
  weir_put_text (out, job->reason);
  weir_put_uint (out, job->unheeded);
  put_figures (out, job->figures);
  weir_put_uint (out, job->rules->len);
  for (guint i = 0; i < job->rules->len; i++)
    put_rule (out, g_ptr_array_index (job->rules, i));
}

/* What one job takes at least, in bytes. */
#define SHORTEST_JOB 40

static WeirJobState *
take_job (WeirTaker *taker)
{
  WeirJobState *job = weir_job_state_new ();
  guint64 flags = weir_take_uint (taker, (1u << N_JOB_FLAGS) - 1);
  guint n_rules;

  job->chosen = (flags & 1) != 0;
  job->lean = (flags & 2) != 0;
  job->unverified = (flags & 4) != 0;
  job->job = (guint) weir_take_uint (taker, G_MAXUINT);
  job->round_index = (guint) weir_take_uint (taker, G_MAXUINT);
  job->round = weir_take_text (taker);
  job->iteration = weir_take_text (taker);
  job->mode = (guint) weir_take_uint (taker, G_MAXUINT);
  job->clients = weir_take_uint (taker, G_MAXUINT64);
  job->planned = weir_take_uint (taker, G_MAXUINT64);
  job->cool_down_us = weir_take_int (taker);
  job->warm_up_us = weir_take_int (taker);
  job->status = (WeirIterationStatus) weir_take_uint (taker, WEIR_ITERATION_SUCCESS);
  job->reason = weir_take_text (taker);
  job->unheeded = weir_take_uint (taker, G_MAXUINT64);
  job->figures = take_figures (taker);
  job->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_rule_state_free);
  n_rules = weir_take_count (taker, SHORTEST_RULE);
  for (guint i = 0; i < n_rules && !taker->damaged; i++)
    g_ptr_array_add (job->rules, take_rule (taker));
  taker->damaged |= job->round == NULL || job->iteration == NULL;
  return job;
}

/**
 * weir_job_states_encode:
 * @jobs: (element-type WeirJobState): all jobs of a run
 *
 * Returns: (transfer full): them as bytes for the archive
 */
GBytes *
weir_job_states_encode (GPtrArray *jobs)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_JOBS);
  weir_put_uint (out, jobs->len);
  for (guint i = 0; i < jobs->len; i++)
    put_job (out, g_ptr_array_index (jobs, i));
  return g_byte_array_free_to_bytes (out);
}

/**
 * weir_job_states_decode:
 * @bytes: from weir_job_states_encode()
 *
 * Returns: (transfer full) (nullable) (element-type WeirJobState): the same jobs, or %NULL with a
 *   #WEIR_MEASURE_ERROR
 */
GPtrArray *
weir_job_states_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_JOBS);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);
  guint n = weir_take_count (&taker, SHORTEST_JOB);

  for (guint i = 0; i < n && !taker.damaged; i++)
    g_ptr_array_add (jobs, take_job (&taker));
  return weir_taker_end (&taker, error) ? g_steal_pointer (&jobs) : NULL;
}
