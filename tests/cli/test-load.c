/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-load.c: what is told of a load, while it goes on and when it is over; which rounds are meant
 */

#include "config.h"

#include <string.h>

#include "weir-cli-private.h"

static const WeirCliStyle plain = { 1000, TRUE, FALSE };

static void
run_warning_free (gpointer data)
{
  weir_run_warning_free (data);
}

/* Ten requests in the first second, three of which failed; a rule that fired and one that did not. */
static WeirJobState *
make_job (void)
{
  WeirJobState *job = weir_job_state_new ();
  WeirRuleState *rule = g_new0 (WeirRuleState, 1);

  job->round = g_strdup ("Buyers");
  job->iteration = g_strdup ("Browse");
  job->chosen = TRUE;
  job->status = WEIR_ITERATION_TERMINATED;
  job->figures = weir_job_figures_new (NULL, 0, 0);
  job->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_rule_state_free);
  for (guint i = 0; i < 10; i++)
    {
      WeirJobRequest request = { .end = WEIR_REQUEST_ANSWERED,
                                 .status = i < 3 ? 500 : 200,
                                 .http_version = i == 9 ? 20 : 11,
                                 .new_connections = i % 5 == 0 ? 1 : 0 };

      request.phases[WEIR_PHASE_WAITING] = 10000 + i * 1000;
      for (guint j = 0; j < WEIR_N_JOB_SERVER_TIMES; j++)
        request.server_us[j] = WEIR_NO_TIME;
      weir_job_figures_start (job->figures, i * 100000);
      weir_job_figures_end (job->figures, i * 100000 + 100000, &request);
    }
  rule->text = g_strdup ("ErrorRate > 0.2, for 3 s");
  rule->termination = rule->has_metric = rule->known = rule->holds = TRUE;
  rule->rule.metric = WEIR_METRIC_ERROR_RATE;
  rule->value = 0.3;
  rule->grace_us = 3 * G_USEC_PER_SEC;
  rule->held_us = 1500000;
  g_ptr_array_add (job->rules, rule);
  return job;
}

static WeirPlanSnapshot
make_snapshot (WeirJobState *job)
{
  WeirPlanSnapshot snapshot = {
    .phase = WEIR_PLAN_DONE,
    .outcome = WEIR_OUTCOME_TERMINATED,
    .summary = (char *) "Terminated: Buyers, Browse",
    .elapsed_us = 2500000,
    .jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_state_unref),
    .warnings = g_ptr_array_new_with_free_func (run_warning_free),
  };

  g_ptr_array_add (snapshot.jobs, job);
  return snapshot;
}

static void
clear_snapshot (WeirPlanSnapshot *snapshot)
{
  g_ptr_array_unref (snapshot->jobs);
  g_ptr_array_unref (snapshot->warnings);
}

static void
assert_part (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in\n%s", part, text);
}

static void
test_result (void)
{
  WeirJobState *job = make_job ();
  WeirPlanSnapshot snapshot = make_snapshot (job);
  g_autofree char *text = NULL;

  ((WeirRuleState *) g_ptr_array_index (job->rules, 0))->fired = TRUE;
  ((WeirRuleState *) g_ptr_array_index (job->rules, 0))->fired_us = 2400000;
  g_ptr_array_add (snapshot.warnings, weir_run_warning_new ("“nope” is no variable.", 50));
  snapshot.more_warnings = 7;
  snapshot.unverified = TRUE;
  text = weir_cli_load_result_to_text ("Evening", &snapshot, &plain);
  assert_part (text, "Evening\n✗ Terminated: Buyers, Browse\nTook 2.5 s\nTLS verification off\n\n");
  assert_part (
      text, "Round   Iteration  Status      requests  successful  failed  cancelled  skipped  error %  req/s"
            "  avg ms  p50 ms  p90 ms  p95 ms  p99 ms  max ms\n"
            "Buyers  Browse     Terminated        10           7       3          0        0    30.00    7.0"
            "   14.50   14.01   18.02   19.00   19.00   19.00\n");
  assert_part (text,
               "\nRules\n  Buyers / Browse: ended after 2.4 s by ErrorRate > 0.2, for 3 s: observed 0.3\n");
  assert_part (text, "\nConnections\n  Buyers / Browse: HTTP/1.1 × 9, HTTP/2 × 1, 2 connections opened\n");
  assert_part (text, "\nWarnings\n  50 × “nope” is no variable.\n  and 7 more\n");
  clear_snapshot (&snapshot);
}

static void
test_narrow (void)
{
  const WeirCliStyle narrow = { 80, TRUE, FALSE };
  WeirPlanSnapshot snapshot = make_snapshot (make_job ());
  g_autofree char *text = weir_cli_load_result_to_text ("Evening", &snapshot, &narrow);

  /* What is left out first is what can be told from the rest. */
  assert_part (text, "Terminated");
  assert_part (text, "requests");
  assert_part (text, "p95 ms");
  g_assert_null (strstr (text, "skipped"));
  clear_snapshot (&snapshot);
}

static void
test_nothing_measured (void)
{
  WeirJobState *job = weir_job_state_new ();
  WeirPlanSnapshot snapshot = make_snapshot (job);
  g_autofree char *text = NULL;

  job->round = g_strdup ("R");
  job->iteration = g_strdup ("I");
  job->chosen = TRUE;
  job->status = WEIR_ITERATION_SKIPPED;
  job->figures = weir_job_figures_new (NULL, 0, 0);
  job->rules = g_ptr_array_new ();
  text = weir_cli_load_result_to_text ("P", &snapshot, &plain);
  assert_part (text, "Skipped");
  assert_part (text, "–");
  g_assert_null (strstr (text, "Rules"));
  clear_snapshot (&snapshot);
}

static void
test_progress (void)
{
  WeirJobState *job = make_job ();
  WeirPlanSnapshot snapshot = make_snapshot (job);
  g_autofree char *text = NULL;
  g_autofree char *short_text = NULL;

  job->status = WEIR_ITERATION_ONGOING;
  snapshot.phase = WEIR_PLAN_RUNNING;
  snapshot.clients_active = 12;
  snapshot.in_flight = 3;
  snapshot.requests = 1234;
  text = weir_cli_load_progress_to_text (&snapshot, 456.4, 200);
  g_assert_cmpstr (text, ==,
                   "running Buyers · clients 12 · in flight 3 · requests 1234 · 456/s · failed 3 ·"
                   " ErrorRate > 0.2, for 3 s: 1.5 s · 2.5 s");
  snapshot.stopping = TRUE;
  short_text = weir_cli_load_progress_to_text (&snapshot, 456.4, 20);
  g_assert_cmpuint (weir_cli_text_width (short_text), <=, 20);
  g_assert_true (g_str_has_prefix (short_text, "stopping Buyers"));
  clear_snapshot (&snapshot);
}

static const char plan_text[] =
    "name: P\nrounds:\n"
    "- { name: A, tags: [smoke], iterations: [{ name: I, httpRequest: { url: 'http://a' } }] }\n"
    "- { name: B, iterations: [{ name: I, httpRequest: { url: 'http://a' } }] }\n"
    "- { name: C, tags: [Smoke], iterations: [{ name: I, httpRequest: { url: 'http://a' } }] }\n";

/* @rounds and @tags: words separated by blanks. */
static char *
choose (const char *rounds, const char *tags, GError **error)
{
  g_autoptr (WeirCliLoadOptions) options = weir_cli_load_options_new ();
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = weir_plan_parse (plan_text, strlen (plan_text), FALSE, NULL, NULL, problems);
  g_auto (GStrv) names = g_strsplit (rounds, " ", -1);
  g_auto (GStrv) words = g_strsplit (tags, " ", -1);
  g_autoptr (GPtrArray) chosen = NULL;

  g_assert_nonnull (plan);
  for (char **name = names; *name != NULL; name++)
    g_ptr_array_add (options->rounds, g_strdup (*name));
  for (char **word = words; *word != NULL; word++)
    g_ptr_array_add (options->tags, g_strdup (*word));
  chosen = weir_cli_load_choose_rounds (plan, options, error);
  if (chosen == NULL)
    return NULL;
  g_ptr_array_add (chosen, NULL);
  return g_strjoinv (" ", (char **) chosen->pdata);
}

static void
test_rounds (void)
{
  static const char *const cases[][3] = {
    { "", "", "A B C" },  { "b", "", "B" },        { "", "SMOKE", "A C" },
    { "C B", "", "B C" }, { "a", "smoke", "A C" },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *chosen = choose (cases[i][0], cases[i][1], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (chosen, ==, cases[i][2]);
    }
  g_assert_null (choose ("Nope", "", &error));
  g_assert_cmpstr (error->message, ==, "The plan has no round “Nope”; there are A, B, C.");
  g_clear_error (&error);
  g_assert_null (choose ("", "slow", &error));
  g_assert_cmpstr (error->message, ==, "No round of the plan has the tag “slow”; there are smoke.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/load/the result has a line for each iteration, and what decided", test_result);
  g_test_add_func ("/cli/load/on a narrow terminal the most important columns stay", test_narrow);
  g_test_add_func ("/cli/load/where nothing was measured there are no times", test_nothing_measured);
  g_test_add_func ("/cli/load/progress tells of rates and of the rule that is nearest to firing",
                   test_progress);
  g_test_add_func ("/cli/load/C34 rounds are chosen by name or tag, in the order of the plan", test_rounds);
  return g_test_run ();
}
