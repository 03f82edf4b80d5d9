/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-reader.c: `failureRules:` and `terminationRules:`: what makes an iteration fail, or ends it
 */

#include "config.h"

#include "weir-limits.h"
#include "weir-metric-rule.h"
#include "weir-plan-private.h"
#include "weir-time-span.h"

/* Of a rule more samples than any run has would never be evaluated. */
#define MOST_SAMPLES 1000000000

static void
read_metric (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_loaded_filled (reader, value);
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  WeirMetricRule rule;

  if (text == NULL)
    return;
  weir_rule_set_metric (target, text);
  if (!weir_metric_rule_parse (text, &rule, &warning, &error))
    weir_reader_language_error (reader, value, text, error);
  else if (warning != NULL)
    weir_reader_warn (reader, value, "%s", warning);
}

static void
read_status_codes (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_loaded_filled (reader, value);
  g_autoptr (GError) error = NULL;
  WeirStatusCodes codes;

  if (text == NULL)
    return;
  weir_rule_set_status_codes (target, text);
  if (!weir_status_codes_parse (text, &codes, &error))
    weir_reader_language_error (reader, value, text, error);
}

static void
read_expression (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_rule_set_expression (target, value->text);
  weir_reader_expression (reader, value);
}

static void
read_grace (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_loaded_filled (reader, value);
  g_autoptr (GError) error = NULL;
  gint64 us = 0;

  if (text == NULL)
    return;
  if (weir_time_span_parse (text, &us, &error))
    weir_rule_set_grace_us (target, us);
  else
    weir_reader_error (reader, value, "\"gracePeriod\": %s", error->message);
}

static void
read_window (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (!weir_reader_duration (reader, value, WEIR_DURATION_UNIT_S, &us))
    return;
  if (us == 0 || us % G_USEC_PER_SEC != 0 || us > WEIR_LIMIT_WINDOW_US)
    weir_reader_error (reader, value, "\"window\" must be whole seconds from 1s to 1h, such as 10s.");
  weir_rule_set_window_us (target, us);
}

static void
read_min_samples (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint samples = 0;

  if (weir_reader_integer (reader, value, 1, MOST_SAMPLES, &samples))
    weir_rule_set_min_samples (target, samples);
}

#define RULE_KEYS                                                                                            \
  { "metric", NULL, WEIR_KEY_DEFAULT, read_metric },                                                         \
      { "errorStatusCodes", NULL, WEIR_KEY_DEFAULT, read_status_codes },                                     \
      { "expression", NULL, WEIR_KEY_DEFAULT, read_expression },                                             \
      { "window", NULL, WEIR_KEY_DEFAULT, read_window },                                                     \
  {                                                                                                          \
    "minSamples", NULL, WEIR_KEY_DEFAULT, read_min_samples                                                   \
  }

static const WeirSchema failure_schema = {
  "failure rule",
  { RULE_KEYS },
  weir_removed_from_failure_rule,
};

static const WeirSchema termination_schema = {
  "termination rule",
  {
      RULE_KEYS,
      { "gracePeriod", NULL, WEIR_KEY_DEFAULT, read_grace },
  },
  weir_removed_from_termination_rule,
};

static void
check_codes (WeirReader *reader, WeirNode *node, WeirRule *rule)
{
  WeirNode *codes = weir_node_find (node, "errorStatusCodes");
  g_autofree char *warning = NULL;
  WeirMetricRule metric;

  if (codes == NULL || weir_rule_get_metric (rule) == NULL ||
      !weir_metric_rule_parse (weir_rule_get_metric (rule), &metric, &warning, NULL))
    return;
  if (metric.metric != WEIR_METRIC_ERROR_RATE)
    weir_reader_warn (reader, codes,
                      "\"errorStatusCodes\" has no effect here; it belongs to the metric"
                      " ErrorRate.");
}

static void
read_rule (WeirReader *reader, WeirNode *node, const WeirSchema *schema, GListStore *rules)
{
  g_autoptr (WeirRule) rule = weir_rule_new ();
  guint64 given = 0;

  if (weir_reader_mapping (reader, node, schema, rule, &given))
    {
      if (!weir_schema_has (schema, given, "metric") && !weir_schema_has (schema, given, "expression") &&
          !weir_has_removed_threshold (node))
        weir_reader_error (reader, node,
                           "%s needs \"metric\", such as \"ErrorRate > 0.05\", or \"expression\".",
                           schema->what);
      check_codes (reader, node, rule);
    }
  g_list_store_append (rules, rule);
}

static void
read_failure_rule (WeirReader *reader, WeirNode *node, gpointer target)
{
  read_rule (reader, node, &failure_schema, target);
}

static void
read_termination_rule (WeirReader *reader, WeirNode *node, gpointer target)
{
  read_rule (reader, node, &termination_schema, target);
}

static void
read_rules (WeirReader *reader, WeirNode *value, const char *form, WeirReadFunc read_item, GListStore *rules)
{
  if (!weir_reader_list (reader, value, form, read_item, rules))
    return;
  if (weir_node_count (value) > WEIR_LIMIT_RULES)
    weir_reader_error (reader, weir_node_entry (value, WEIR_LIMIT_RULES)->value,
                       "\"%s\" has at most %d rules.", weir_reader_subject (reader), WEIR_LIMIT_RULES);
}

/**
 * weir_read_failure_rules:
 * @reader: where problems go
 * @value: the value of `failureRules:`
 * @iteration: the #WeirIteration it belongs to
 */
void
weir_read_failure_rules (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  if (weir_has_removed_threshold (value))
    read_failure_rule (reader, value, weir_iteration_get_failure_rules (iteration));
  else
    read_rules (reader, value, "- metric: \"ErrorRate > 0.05\"", read_failure_rule,
                weir_iteration_get_failure_rules (iteration));
}

/**
 * weir_read_termination_rules:
 * @reader: where problems go
 * @value: the value of `terminationRules:`
 * @iteration: the #WeirIteration it belongs to
 */
void
weir_read_termination_rules (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  if (weir_has_removed_threshold (value))
    read_termination_rule (reader, value, weir_iteration_get_termination_rules (iteration));
  else
    read_rules (reader, value, "- { metric: \"ErrorRate > 0.5\", gracePeriod: 10s }", read_termination_rule,
                weir_iteration_get_termination_rules (iteration));
}
