/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-watch.c: a job of a load plan while it runs: its merged figures, its rules, its status
 */

#include "config.h"

#include "weir-job-watch.h"

#include <glib/gi18n-lib.h>

#include "weir-duration.h"
#include "weir-metric-rule.h"
#include "weir-plan-lookup.h"

/* What was counted in a second comes up to a tenth of one later. */
#define SECOND_LATE_US (G_USEC_PER_SEC / 2)

typedef struct
{
  WeirRuleState state; /* what people see of it; texts owned */
  WeirRuleClock clock;
  WeirStatusCodes codes;
  WeirExpression *expression; /* (nullable) */
} Rule;

struct _WeirJobWatch
{
  WeirJobState *fixed; /* what does not change while it runs */
  WeirJobState *shown; /* (nullable) what others look at; never changed again */
  WeirJobFigures *figures;
  WeirRuleScope *scope; /* borrowed */
  gint64 origin_us;
  GPtrArray *rules; /* of Rule: termination rules, then failure rules */
  guint n_termination;
  WeirIterationFacts facts;
  gboolean concluded;
  gboolean changed;
};

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->state.text);
  g_free (rule->state.codes);
  g_free (rule->state.expression);
  g_clear_pointer (&rule->expression, weir_expression_free);
  g_free (rule);
}

/* "ErrorRate > 0.2 (>= 400), last 10 s, for 3 s"; never translated, it is in exports */
static char *
describe_rule (const WeirRuleState *state)
{
  GString *text = g_string_new (NULL);

  if (state->has_metric)
    {
      g_autofree char *metric = weir_metric_rule_to_text (&state->rule);

      g_string_append (text, metric);
      if (state->codes != NULL)
        g_string_append_printf (text, " (%s)", state->codes);
    }
  if (state->expression != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " or " : "", state->expression);
  if (state->window_s > 0)
    g_string_append_printf (text, ", last %u s", state->window_s);
  if (state->grace_us > 0)
    {
      g_autofree char *grace = weir_duration_to_display (state->grace_us);

      g_string_append_printf (text, ", for %s", grace);
    }
  return g_string_free (text, FALSE);
}

static gboolean
compile_rule (WeirJobWatch *self, Rule *rule, WeirRule *written, GError **error)
{
  WeirRuleState *state = &rule->state;
  const char *metric = weir_rule_get_metric (written);
  g_autofree char *warning = NULL;

  state->codes = g_strdup (weir_rule_get_status_codes (written));
  state->expression = g_strdup (weir_rule_get_expression (written));
  state->grace_us = weir_rule_get_grace_us (written);
  state->window_s = (guint) ((weir_rule_get_window_us (written) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  state->min_samples = weir_rule_get_min_samples (written);
  state->has_metric = metric != NULL;
  if (metric != NULL && !weir_metric_rule_parse (metric, &state->rule, &warning, error))
    return FALSE;
  if (state->codes != NULL && !weir_status_codes_parse (state->codes, &rule->codes, error))
    return FALSE;
  if (state->expression != NULL &&
      !(rule->expression = weir_rule_scope_parse (self->scope, state->expression, error)))
    return FALSE;
  state->text = describe_rule (state);
  rule->clock = (WeirRuleClock){
    .has_metric = state->has_metric,
    .question = { state->rule, state->codes != NULL ? &rule->codes : NULL, state->window_s,
                  state->min_samples },
    .grace_us = state->grace_us,
  };
  return TRUE;
}

static gboolean
add_rules (WeirJobWatch *self, GListStore *written, gboolean termination, GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (written)); i++)
    {
      g_autoptr (WeirRule) item = g_list_model_get_item (G_LIST_MODEL (written), i);
      Rule *rule = g_new0 (Rule, 1);

      g_ptr_array_add (self->rules, rule);
      rule->state.termination = termination;
      if (!compile_rule (self, rule, item, error))
        return FALSE;
      self->n_termination += termination;
      self->facts.decides_assertion |= !termination && rule->state.has_metric &&
                                       rule->state.rule.metric == WEIR_METRIC_ASSERTION_ERROR_RATE;
    }
  return TRUE;
}

/* The rules that hold where a plan has none. */
static void
add_defaults (WeirJobWatch *self)
{
  static const char *const codes[WEIR_N_DEFAULT_RULES] = { ">= 400, 0", ">= 500" };
  WeirRuleClock clocks[WEIR_N_DEFAULT_RULES];

  weir_rules_set_defaults (clocks);
  for (guint i = 0; i < WEIR_N_DEFAULT_RULES; i++)
    {
      Rule *rule = g_new0 (Rule, 1);

      rule->clock = clocks[i];
      rule->state.is_default = TRUE;
      rule->state.has_metric = TRUE;
      rule->state.rule = clocks[i].question.rule;
      rule->state.codes = g_strdup (codes[i]);
      rule->state.text = describe_rule (&rule->state);
      g_ptr_array_add (self->rules, rule);
    }
}

static guint
find_longest_window (const WeirJobWatch *self)
{
  guint longest = 0;

  for (guint i = 0; i < self->rules->len; i++)
    longest = MAX (longest, ((Rule *) g_ptr_array_index (self->rules, i))->state.window_s);
  return longest;
}

/* 0 where the plan does not say how many there will be. */
static guint64
count_planned (WeirPacing *pacing, guint64 n_clients)
{
  gint64 cool_down_us = weir_pacing_get_cool_down_us (pacing);
  guint64 n_launches;

  if (weir_pacing_get_arrival_rate (pacing) != NULL)
    return n_clients * weir_arrival_rate_count_starts (weir_pacing_get_arrival_rate (pacing));
  switch (weir_pacing_get_mode (pacing))
    {
    case WEIR_MODE_R:
    case WEIR_MODE_CRB:
      return n_clients * weir_pacing_get_request_count (pacing);
    case WEIR_MODE_DCB:
      if (weir_pacing_get_maximize_throughput (pacing) || cool_down_us <= 0)
        return 0;
      n_launches = (guint64) ((weir_pacing_get_duration_us (pacing) + cool_down_us - 1) / cool_down_us);
      return n_clients * n_launches * weir_pacing_get_batch_size (pacing);
    default:
      return 0;
    }
}

static void
describe (WeirJobState *fixed, WeirRound *round, WeirIteration *iteration)
{
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  WeirMode mode = weir_pacing_get_mode (pacing);

  fixed->round = g_strdup (weir_round_get_name (round));
  fixed->iteration = g_strdup (weir_iteration_get_name (iteration));
  fixed->mode = mode;
  fixed->clients = weir_round_count_clients (round);
  fixed->planned = count_planned (pacing, fixed->clients);
  if (mode != WEIR_MODE_R && mode != WEIR_MODE_D)
    fixed->cool_down_us = weir_pacing_get_cool_down_us (pacing);
  fixed->warm_up_us = weir_iteration_get_warm_up_us (iteration);
  fixed->lean = weir_pacing_get_maximize_throughput (pacing);
}

/**
 * weir_job_watch_new:
 * @job: its number
 * @round_index: of its round, in the order of the document
 * @round: the round
 * @iteration: what is done in it
 * @chosen: whether the round is run
 * @scope: what expressions of rules look at; outlives this
 *
 * Returns: (transfer full) (nullable): a job that nothing is known of yet
 */
WeirJobWatch *
weir_job_watch_new (guint job, guint round_index, WeirRound *round, WeirIteration *iteration, gboolean chosen,
                    WeirRuleScope *scope, gint64 origin_us, GError **error)
{
  g_autoptr (WeirJobWatch) self = g_new0 (WeirJobWatch, 1);

  self->scope = scope;
  self->origin_us = origin_us;
  self->changed = TRUE;
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->fixed = weir_job_state_new ();
  self->fixed->job = job;
  self->fixed->round_index = round_index;
  self->fixed->chosen = chosen;
  describe (self->fixed, round, iteration);
  if (!add_rules (self, weir_iteration_get_termination_rules (iteration), TRUE, error) ||
      !add_rules (self, weir_iteration_get_failure_rules (iteration), FALSE, error))
    {
      g_prefix_error (error, "%s, %s: ", self->fixed->round, self->fixed->iteration);
      return NULL;
    }
  if (self->rules->len == self->n_termination)
    add_defaults (self);
  self->figures = weir_job_figures_new (NULL, find_longest_window (self), origin_us);
  return g_steal_pointer (&self);
}

void
weir_job_watch_free (WeirJobWatch *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->fixed, weir_job_state_unref);
  g_clear_pointer (&self->shown, weir_job_state_unref);
  g_clear_pointer (&self->figures, weir_job_figures_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_free (self);
}

void
weir_job_watch_merge (WeirJobWatch *self, const WeirJobFigures *figures)
{
  weir_job_figures_merge (self->figures, figures);
  self->facts.begun |= self->figures->clients_came > 0;
  self->changed = TRUE;
}

void
weir_job_watch_begin (WeirJobWatch *self)
{
  self->facts.round_begun = TRUE;
  self->changed = TRUE;
}

const WeirJobFigures *
weir_job_watch_get_figures (const WeirJobWatch *self)
{
  return self->figures;
}

gint64
weir_job_watch_get_instant (const WeirJobWatch *self, gint64 now_us)
{
  return self->concluded ? weir_metrics_get_last_us (self->figures->metrics) : now_us;
}

/* All of its clients have come and gone. */
gboolean
weir_job_watch_is_over (const WeirJobWatch *self)
{
  return self->figures->clients_done >= self->fixed->clients;
}

static WeirExpressionState
ask_expression (WeirJobWatch *self, const Rule *rule, WeirJobWarnFunc warn, gpointer data)
{
  g_autofree char *warning = NULL;
  gboolean holds;

  if (rule->expression == NULL)
    return WEIR_EXPRESSION_NONE;
  holds = weir_rule_scope_holds (self->scope, rule->expression, &warning);
  if (warning != NULL && warn != NULL)
    warn (warning, data);
  return holds ? WEIR_EXPRESSION_TRUE : WEIR_EXPRESSION_FALSE;
}

/* What others see of a rule follows from its clock. */
static void
take_down (WeirJobWatch *self, Rule *rule, gint64 now_us)
{
  WeirRuleState *state = &rule->state;
  const WeirRuleClock *clock = &rule->clock;
  gint64 held_us = clock->holds && state->termination ? now_us - clock->since_us : 0;

  self->changed |= state->known != clock->is_known || state->holds != clock->holds ||
                   state->held_us != held_us || state->fired != clock->fired;
  state->known = clock->is_known;
  state->value = clock->is_known ? clock->value : 0;
  state->holds = clock->holds;
  state->held_us = held_us;
  if (clock->fired && !state->fired)
    state->fired_us = now_us - self->origin_us;
  state->fired = clock->fired;
}

/**
 * weir_job_watch_evaluate:
 * @now_us: the instant of this evaluation
 *
 * Looks at the rules while the iteration has work, ten times a second. Of rules that are broken at the same
 * time all are said to have fired.
 *
 * Returns: whether a rule has just ended it: it is to be stopped everywhere
 */
gboolean
weir_job_watch_evaluate (WeirJobWatch *self, gint64 now_us, WeirJobWarnFunc warn, gpointer data)
{
  gboolean terminated = FALSE;

  if (!self->facts.begun || self->facts.terminated || self->concluded)
    return FALSE;
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if (rule->state.termination)
        terminated |= weir_rule_clock_terminate (&rule->clock, self->figures->metrics,
                                                 ask_expression (self, rule, warn, data), now_us);
      else
        weir_rule_clock_watch (&rule->clock, self->figures->metrics, now_us);
      take_down (self, rule, now_us);
    }
  self->facts.terminated = terminated;
  return terminated;
}

static void
judge_failure_rules (WeirJobWatch *self, gint64 now_us, WeirJobWarnFunc warn, gpointer data)
{
  for (guint i = self->n_termination; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      self->facts.rule_broken |= weir_rule_clock_fail (&rule->clock, self->figures->metrics,
                                                       ask_expression (self, rule, warn, data), now_us);
      rule->clock.fired = rule->clock.holds;
      take_down (self, rule, now_us);
    }
}

/* What most of those without a response had to say; those that could not be made have no kind of error. */
static const char *
find_reason (const WeirJobFigures *figures)
{
  guint most = WEIR_ERROR_KIND_NONE;

  for (guint i = most + 1; i < WEIR_N_ERROR_KINDS; i++)
    if (figures->error_kinds[i] > 0 &&
        (most == WEIR_ERROR_KIND_NONE || figures->error_kinds[i] > figures->error_kinds[most]))
      most = i;
  return figures->error_examples[most];
}

static guint64
count_unheeded (const WeirJobWatch *self, const WeirMetricTotals *totals)
{
  guint n_rules = self->rules->len - self->n_termination;
  g_autofree WeirRuleClock *clocks = g_new (WeirRuleClock, n_rules);

  for (guint i = 0; i < n_rules; i++)
    clocks[i] = ((Rule *) g_ptr_array_index (self->rules, self->n_termination + i))->clock;
  return weir_rules_count_unheeded (clocks, n_rules, totals);
}

static void
explain (WeirJobWatch *self, WeirJobWarnFunc warn, gpointer data)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (self->figures->metrics);
  const char *reason = find_reason (self->figures);
  g_autofree char *text = NULL;

  self->fixed->unheeded = count_unheeded (self, totals);
  if (weir_metrics_are_unanswered (totals))
    self->fixed->reason = g_strdup_printf (_ ("No response at all: %s"), reason != NULL ? reason : "");
  if (self->fixed->unheeded == 0 || warn == NULL)
    return;
  /* Translators: a round, an iteration, a number */
  text = g_strdup_printf (ngettext ("%s, %s: %lu request got no response, and no ErrorRate rule counts it; "
                                    "add 0 to the status codes of one, as in “>= 500, 0”.",
                                    "%s, %s: %lu requests got no response, and no ErrorRate rule counts "
                                    "them; add 0 to the status codes of one, as in “>= 500, 0”.",
                                    (gulong) self->fixed->unheeded),
                          self->fixed->round, self->fixed->iteration, (gulong) self->fixed->unheeded);
  warn (text, data);
}

void
weir_job_watch_conclude (WeirJobWatch *self, gboolean interrupted, gint64 now_us, WeirJobWarnFunc warn,
                         gpointer data)
{
  if (self->concluded || !self->facts.round_begun)
    return;
  self->concluded = TRUE;
  self->changed = TRUE;
  self->facts.over = TRUE;
  self->facts.interrupted = interrupted;
  judge_failure_rules (self, now_us, warn, data);
  explain (self, warn, data);
}

static GPtrArray *
copy_rules (const WeirJobWatch *self)
{
  GPtrArray *rules = g_ptr_array_new_full (self->rules->len, (GDestroyNotify) weir_rule_state_free);

  for (guint i = 0; i < self->rules->len; i++)
    g_ptr_array_add (rules, weir_rule_state_copy (&((Rule *) g_ptr_array_index (self->rules, i))->state));
  return rules;
}

WeirJobState *
weir_job_watch_show (WeirJobWatch *self)
{
  WeirJobState *state;

  if (self->shown != NULL && !self->changed)
    return self->shown;
  state = weir_job_state_new ();
  state->job = self->fixed->job;
  state->round_index = self->fixed->round_index;
  state->round = g_strdup (self->fixed->round);
  state->iteration = g_strdup (self->fixed->iteration);
  state->chosen = self->fixed->chosen;
  state->mode = self->fixed->mode;
  state->clients = self->fixed->clients;
  state->planned = self->fixed->planned;
  state->cool_down_us = self->fixed->cool_down_us;
  state->warm_up_us = self->fixed->warm_up_us;
  state->lean = self->fixed->lean;
  state->reason = g_strdup (self->fixed->reason);
  state->unheeded = self->fixed->unheeded;
  state->status = weir_iteration_judge (&self->facts, weir_metrics_get_totals (self->figures->metrics));
  state->figures = weir_job_figures_copy (self->figures);
  state->rules = copy_rules (self);
  state->unverified = self->figures->unverified;
  g_clear_pointer (&self->shown, weir_job_state_unref);
  self->shown = state;
  self->changed = FALSE;
  return state;
}

void
weir_job_watch_close_windows (WeirJobWatch *self, gint64 now_us, GPtrArray *windows)
{
  if (now_us != G_MAXINT64)
    weir_job_figures_note (self->figures, now_us);
  weir_job_figures_close_windows (self->figures, now_us == G_MAXINT64 ? now_us : now_us - SECOND_LATE_US,
                                  windows);
}
