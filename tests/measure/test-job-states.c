/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-job-states.c: how the jobs of a load plan stand, read as it was written; what Metrics tell of one
 */

#include "config.h"

#include "weir-job-field.h"
#include "weir-job-state.h"
#include "weir-job-summary.h"
#include "weir-measure-error.h"
#include "weir-run-warning.h"

#define MS G_GINT64_CONSTANT (1000)

static WeirJobFigures *
make_figures (void)
{
  WeirJobFigures *figures = weir_job_figures_new (NULL, 0, 0);
  WeirJobRequest request = { .http_version = 11, .bytes_sent = 100, .bytes_received = 400 };

  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    request.server_us[i] = WEIR_NO_TIME;
  /* Ten requests in a second, 10 … 100 ms; every fifth is a 503. */
  for (guint i = 0; i < 10; i++)
    {
      request.status = i % 5 == 4 ? 503 : 200;
      request.phases[WEIR_PHASE_WAITING] = (i + 1) * 10 * MS;
      weir_job_figures_start (figures, G_USEC_PER_SEC + i * 100 * MS);
      weir_job_figures_end (figures, G_USEC_PER_SEC + (i + 1) * 100 * MS, &request);
    }
  return figures;
}

static WeirJobState *
make_job (void)
{
  WeirJobState *job = weir_job_state_new ();
  WeirRuleState *rule = g_new0 (WeirRuleState, 1);

  job->job = 3;
  job->round_index = 1;
  job->round = g_strdup ("Buyers");
  job->iteration = g_strdup ("Browse");
  job->chosen = TRUE;
  job->mode = 4;
  job->clients = 20;
  job->planned = 3000;
  job->cool_down_us = 500 * MS;
  job->status = WEIR_ITERATION_FAILED;
  job->reason = g_strdup ("No response at all");
  job->unheeded = 2;
  job->unverified = TRUE;
  job->figures = make_figures ();
  job->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_rule_state_free);
  *rule = (WeirRuleState){ .text = g_strdup ("ErrorRate > 0.1 (>= 500)"),
                           .has_metric = TRUE,
                           .rule = { WEIR_METRIC_ERROR_RATE, WEIR_STATISTIC_NONE, WEIR_THRESHOLD_GREATER,
                                     0.1, 0 },
                           .codes = g_strdup (">= 500"),
                           .grace_us = 3 * MS,
                           .window_s = 10,
                           .min_samples = 50,
                           .known = TRUE,
                           .value = 0.2,
                           .holds = TRUE,
                           .fired = TRUE,
                           .fired_us = 77 };
  g_ptr_array_add (job->rules, rule);
  return job;
}

static void
assert_job (const WeirJobState *job)
{
  const WeirRuleState *rule = g_ptr_array_index (job->rules, 0);

  g_assert_cmpuint (job->job, ==, 3);
  g_assert_cmpuint (job->round_index, ==, 1);
  g_assert_cmpstr (job->round, ==, "Buyers");
  g_assert_cmpstr (job->iteration, ==, "Browse");
  g_assert_true (job->chosen);
  g_assert_false (job->lean);
  g_assert_true (job->unverified);
  g_assert_cmpuint (job->mode, ==, 4);
  g_assert_cmpuint (job->planned, ==, 3000);
  g_assert_cmpint (job->status, ==, WEIR_ITERATION_FAILED);
  g_assert_cmpstr (job->reason, ==, "No response at all");
  g_assert_cmpuint (job->unheeded, ==, 2);
  g_assert_cmpuint (weir_metrics_get_totals (job->figures->metrics)->failed, ==, 2);
  g_assert_cmpfloat_with_epsilon (weir_job_state_get_error_rate (job), 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (weir_job_state_get_throughput (job), 8, 1e-9);
  g_assert_cmpstr (rule->text, ==, "ErrorRate > 0.1 (>= 500)");
  g_assert_cmpint (rule->rule.threshold, ==, WEIR_THRESHOLD_GREATER);
  g_assert_cmpfloat (rule->rule.low, ==, 0.1);
  g_assert_cmpstr (rule->codes, ==, ">= 500");
  g_assert_null (rule->expression);
  g_assert_cmpuint (rule->window_s, ==, 10);
  g_assert_cmpuint (rule->min_samples, ==, 50);
  g_assert_cmpfloat (rule->value, ==, 0.2);
  g_assert_true (rule->known && rule->holds && rule->fired && !rule->termination);
  g_assert_cmpint (rule->fired_us, ==, 77);
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (jobs, make_job ());
  g_ptr_array_add (jobs, make_job ());
  bytes = weir_job_states_encode (jobs);
  read = weir_job_states_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  assert_job (g_ptr_array_index (read, 0));
  assert_job (g_ptr_array_index (read, 1));
}

static void
test_damaged (void)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  const guint8 *data;
  gsize size;

  g_ptr_array_add (jobs, make_job ());
  bytes = weir_job_states_encode (jobs);
  data = g_bytes_get_data (bytes, &size);
  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_job_states_decode (part, &error));
      g_assert_error (error, WEIR_MEASURE_ERROR, WEIR_MEASURE_ERROR_DAMAGED);
    }
  for (guint i = 0; i < 5000; i++)
    {
      guint8 *changed = g_memdup2 (data, size);
      g_autoptr (GBytes) other = NULL;
      g_autoptr (GPtrArray) read = NULL;

      changed[g_rand_int_range (rand, 0, (gint32) size)] = (guint8) g_rand_int_range (rand, 0, 256);
      other = g_bytes_new_take (changed, size);
      read = weir_job_states_decode (other, NULL);
      for (guint j = 0; read != NULL && j < read->len; j++)
        g_assert_nonnull (((WeirJobState *) g_ptr_array_index (read, j))->figures);
    }
}

static void
test_warnings (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_run_warning_free);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const WeirRunWarning *warning;

  g_ptr_array_add (list, weir_run_warning_new ("${nope} has no value.", 50));
  bytes = weir_run_warnings_encode (list);
  read = weir_run_warnings_decode (bytes, &error);
  g_assert_no_error (error);
  warning = g_ptr_array_index (read, 0);
  g_assert_cmpstr (warning->text, ==, "${nope} has no value.");
  g_assert_cmpuint (warning->count, ==, 50);
}

static void
assert_field (const WeirJobFigures *figures, WeirMetricField field, double expected)
{
  double value = -1;

  g_assert_true (weir_job_figures_read_field (figures, &field, 500 * MS, 3 * G_USEC_PER_SEC, &value));
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-6);
}

/* Two seconds after the first request. */
static void
test_fields (void)
{
  g_autoptr (WeirJobFigures) figures = make_figures ();
  g_autoptr (WeirJobFigures) empty = weir_job_figures_new (NULL, 0, 0);
  const WeirMetricField missing[] = {
    { .kind = WEIR_FIELD_ERROR_RATE },
    { .kind = WEIR_FIELD_RATE },
    { .kind = WEIR_FIELD_TIME, .time = WEIR_METRIC_TOTAL_TIME, .statistic = WEIR_STATISTIC_P90 },
    { .kind = WEIR_FIELD_STATUS_CODE },
  };
  double value;

  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_REQUESTS }, 10);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_FAILED }, 2);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_MOST_ACTIVE }, 1);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_ERROR_RATE }, 0.2);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_RATE }, 4);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_RATE_PER_COOL_DOWN }, 2);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_COOL_DOWN_RATE_EVERY }, 0.5);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_ELAPSED }, 2);
  assert_field (figures,
                (WeirMetricField){ .kind = WEIR_FIELD_TIME, .time = WEIR_METRIC_TOTAL_TIME,
                                   .statistic = WEIR_STATISTIC_AVERAGE }, 55);
  assert_field (figures,
                (WeirMetricField){ .kind = WEIR_FIELD_TIME, .time = WEIR_METRIC_TOTAL_TIME,
                                   .statistic = WEIR_STATISTIC_MAX }, 100);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_STATUS_CODE, .index = 1 }, 503);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_STATUS_COUNT, .index = 0 }, 8);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_SENT }, 1000);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_AVERAGE_RECEIVED }, 400);
  assert_field (figures, (WeirMetricField){ .kind = WEIR_FIELD_BYTES_PER_SECOND }, 2500);
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    g_assert_false (weir_job_figures_read_field (empty, &missing[i], 0, 3 * G_USEC_PER_SEC, &value));
}

static void
test_words (void)
{
  WeirRuleState rule = { .has_metric = TRUE, .known = TRUE, .value = 412.5 };
  const struct
  {
    WeirMetric metric;
    const char *value;
  } cases[] = { { WEIR_METRIC_TOTAL_TIME, "412.5 ms" },
                { WEIR_METRIC_TTFB, "412.5 ms" },
                { WEIR_METRIC_SERVER_TIME_APP, "412.5 ms" },
                { WEIR_METRIC_THROUGHPUT, "412.5/s" },
                { WEIR_METRIC_ERROR_RATE, "412.5" },
                { WEIR_METRIC_SKIPPED_COUNT, "412.5" } };
  g_autofree char *unknown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *observed = NULL;
      g_autofree char *sentence = g_strconcat ("observed ", cases[i].value, NULL);

      rule.rule.metric = cases[i].metric;
      value = weir_rule_state_get_value (&rule);
      observed = weir_rule_state_get_observed (&rule);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpstr (observed, ==, sentence);
    }
  rule.known = FALSE;
  g_assert_null (weir_rule_state_get_value (&rule));
  unknown = weir_rule_state_get_observed (&rule);
  g_assert_cmpstr (unknown, ==, "there were no data");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/job states/jobs are read as they were written", test_round_trip);
  g_test_add_func ("/measure/job states/damaged bytes are refused", test_damaged);
  g_test_add_func ("/measure/job states/warnings are read as they were written", test_warnings);
  g_test_add_func ("/measure/job states/what Metrics tell is what was counted, or missing", test_fields);
  g_test_add_func ("/measure/job states/what a rule sees has its unit", test_words);
  return g_test_run ();
}
