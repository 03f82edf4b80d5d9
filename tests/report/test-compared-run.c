/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-compared-run.c: runs of load plans compared: what they have in common, what differs, what is noise
 */

#include "config.h"

#include "weir-compared-run.h"
#include "weir-report-differences.h"
#include "weir-run-comparison.h"
#include "weir-test-plan-run.h"

#define PLAN(clients, size, url) \
  "name: Shop\n" \
  "variables: [{ name: size, value: \"" size "\" }]\n" \
  "rounds:\n" \
  "- name: Buyers\n" \
  "  baseUrl: ${base}\n" \
  "  numberOfClients: " clients "\n" \
  "  iterations:\n" \
  "  - { name: Browse, requestCount: 40, httpRequest: { url: /books } }\n" \
  "  - { name: Pay, requestCount: 5, maximizeThroughput: true, httpRequest: { url: " url " } }\n"

static const char before[] = PLAN ("1", "5", "/pay");

typedef struct
{
  WeirTestPlanRun *run;
  WeirComparedRun *read;
} Side;

static void
run_side (Side *side, const char *yaml, guint delay_ms, guint n_workers)
{
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  side->run = weir_test_plan_run_new (yaml, n_workers);
  weir_test_server_script (side->run->server, "/books")->delay_ms = delay_ms;
  weir_test_plan_run_all (side->run);
  archive = weir_archive_open (side->run->archive_file, NULL);
  side->read = weir_compared_run_read (archive, side->run->snapshot->run_id, &error);
  g_assert_no_error (error);
}

static void
clear_side (Side *side)
{
  weir_compared_run_free (side->read);
  weir_test_plan_run_free (side->run);
}

static char *
join_differences (const Side *first, const Side *second)
{
  g_autoptr (GPtrArray) differences = weir_compared_run_list_differences (first->read, second->read);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      g_autofree char *line = weir_report_difference_to_text (g_ptr_array_index (differences, i));

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

static void
assert_fact (const Side *side, const WeirStepStatistics *step, WeirComparedFact fact, const char *expected)
{
  g_autofree char *text = weir_compared_run_get_fact (side->read, step, fact);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_slower (void)
{
  Side first, second;
  g_autoptr (WeirRunComparison) comparison = NULL;
  const WeirStepComparison *browse, *pay;
  g_autofree char *differences = NULL;
  g_autofree char *change = NULL;

  run_side (&first, before, 2, 1);
  run_side (&second, before, 30, 1);
  comparison = weir_run_comparison_new (first.read->statistics, second.read->statistics);
  g_assert_cmpuint (comparison->steps->len, ==, 2);
  browse = g_ptr_array_index (comparison->steps, 0);
  pay = g_ptr_array_index (comparison->steps, 1);
  g_assert_cmpstr (browse->runs[0]->name, ==, "Buyers / Browse");
  g_assert_true (weir_figure_change_is_worse (&browse->figures[WEIR_COMPARED_P50], WEIR_COMPARED_P50, 1));
  /* Forty are too few for a 99th percentile. */
  g_assert_true (browse->figures[WEIR_COMPARED_P99].known);
  g_assert_true (browse->figures[WEIR_COMPARED_P99].few);
  assert_fact (&first, browse->runs[0], WEIR_COMPARED_REQUESTS, "40");
  assert_fact (&second, browse->runs[1], WEIR_COMPARED_STATUS, "succeeded");
  change = weir_compared_run_get_change (first.read, second.read, browse, WEIR_COMPARED_REQUESTS);
  g_assert_cmpstr (change, ==, "0.0 %");
  /* There are no rows of it, but figures. */
  g_assert_true (pay->figures[WEIR_COMPARED_MEAN].known);
  assert_fact (&second, pay->runs[1], WEIR_COMPARED_REQUESTS, "5");
  differences = join_differences (&first, &second);
  g_assert_cmpstr (differences, ==, "");
  clear_side (&first);
  clear_side (&second);
}

static void
test_differences (void)
{
  Side first, second;
  g_autofree char *differences = NULL;

  run_side (&first, before, 0, 1);
  run_side (&second, PLAN ("2", "6", "/order"), 0, 2);
  differences = join_differences (&first, &second);
  g_assert_cmpstr (differences, ==,
                   "Clients: 1 → 2\n"
                   "Edited rounds: Buyers\n"
                   "Edited plan iterations: Buyers / Pay\n"
                   "Edited variables, environments or data of the plan\n"
                   "Worker processes: 1 worker, as was asked for → 2 workers, as was asked for\n");
  clear_side (&first);
  clear_side (&second);
}

/* The plan of the past names a file that is gone. */
static void
test_unreadable (void)
{
  Side first, second;
  g_autofree char *differences = NULL;

  run_side (&first, before, 0, 1);
  run_side (&second, before, 0, 1);
  g_free (second.read->info->document);
  second.read->info->document = g_strdup ("name: Shop\ninclude: [gone.yaml]\nrounds: []\n");
  differences = join_differences (&first, &second);
  g_assert_cmpstr (differences, ==, "Edited text of the plan\n");
  clear_side (&first);
  clear_side (&second);
}

static void
test_other_kind (void)
{
  g_autoptr (GError) error = NULL;
  Side first;
  WeirComparedRun flow = { .info = weir_run_info_new () };

  run_side (&first, before, 0, 1);
  g_assert_false (weir_compared_run_check (first.read, &flow, &error));
  g_assert_nonnull (error);
  g_assert_true (weir_compared_run_check (first.read, first.read, NULL));
  weir_run_info_free (flow.info);
  clear_side (&first);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/compared run/iterations are compared by their histograms, rows or not",
                   test_slower);
  g_test_add_func ("/report/compared run/rounds, iterations and variables that were edited are named",
                   test_differences);
  g_test_add_func ("/report/compared run/of a plan that cannot be read any more it says that it differs",
                   test_unreadable);
  g_test_add_func ("/report/compared run/a flow and a load plan are not compared", test_other_kind);
  return g_test_run ();
}
