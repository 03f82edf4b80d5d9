/* SPDX-License-Identifier: GPL-3.0-or-later
 * engine-loop.c: the whole engine on one step: worker process, one assertion, results into an archive
 *
 * engine-loop URL VUS REQUESTS [full]: prints requests per second and the processor seconds of the worker, as
 * lean-loop does. With "full" the step has what steps have: three placeholders, one extraction of JSON and two
 * assertions. A virtual user makes one pass, so the flow is the one step as many times as needed.
 */

#include "config.h"

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-flow-format.h"
#include "weir-limits.h"
#include "weir-run.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static void
add_variable (WeirFlow *flow, const char *name, const char *value)
{
  g_autoptr (WeirVariable) variable = weir_variable_new (name, value);

  g_list_store_append (weir_flow_get_variables (flow), variable);
}

/* What is extracted is what the next step sends. */
static void
make_full (WeirStep *step, WeirRequest *request)
{
  g_autoptr (WeirField) header = weir_field_new ("X-Token", "${token}");
  g_autoptr (WeirExtraction) extraction = weir_extraction_new ("id", WEIR_SOURCE_BODY, "$.id");
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_BODY, "=", "Pencil");

  weir_request_set_url (request, "${base}?id=${id}");
  g_list_store_append (weir_request_get_headers (request), header);
  g_list_store_append (weir_step_get_extractions (step), extraction);
  weir_assertion_set_path (assertion, "$.name");
  g_list_store_append (weir_step_get_assertions (step), assertion);
}

static WeirFlow *
make_flow (const char *url, guint n_steps, gboolean full)
{
  WeirFlow *flow = weir_flow_new ("Bench");

  if (full)
    {
      add_variable (flow, "base", url);
      add_variable (flow, "token", "t0k3n");
      add_variable (flow, "id", "1");
    }
  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *name = g_strdup_printf ("Step %u", i + 1);
      g_autoptr (WeirStep) step = weir_step_new (name);
      g_autoptr (WeirRequest) request = weir_request_new ("GET", url);
      g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_STATUS, "<", "400");

      weir_step_set_request (step, request);
      g_list_store_append (weir_step_get_assertions (step), assertion);
      if (full)
        make_full (step, request);
      g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), step);
    }
  return flow;
}

/* The worker ends by itself a moment after the run; until it has, its time is not ours to see. */
static double
children_cpu_s (void)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  struct rusage usage;

  do
    {
      g_usleep (10000);
      getrusage (RUSAGE_CHILDREN, &usage);
    }
  while (usage.ru_utime.tv_sec + usage.ru_utime.tv_usec == 0 && g_get_monotonic_time () < deadline);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
finished_cb (WeirRun *run, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  guint vus = argc > 2 ? (guint) atoi (argv[2]) : 50;
  guint requests = argc > 3 ? (guint) atoi (argv[3]) : 20000;
  guint n_steps = CLAMP (requests / MAX (1, vus), 1, WEIR_LIMIT_STEPS);
  g_autofree char *folder = g_dir_make_tmp ("weir-bench-XXXXXX", NULL);
  g_autofree char *archive = g_build_filename (folder, "runs.db", NULL);
  WeirRunSettings settings = { .iterations = 1, .parallel = vus, .archive = archive };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (WeirRunSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFlow) flow = NULL;
  g_autoptr (WeirRun) run = NULL;
  g_autofree char *yaml = NULL;
  guint64 passed;

  if (argc < 2)
    {
      g_printerr ("usage: engine-loop URL [VUS [REQUESTS [full]]]\n");
      return EXIT_FAILURE;
    }
  flow = make_flow (argv[1], n_steps, argc > 4 && g_str_equal (argv[4], "full"));
  yaml = weir_flow_to_yaml (flow);
  run = weir_run_new (flow, yaml, &settings, &error);
  if (!run)
    g_error ("%s", error->message);
  g_signal_connect (run, "finished", G_CALLBACK (finished_cb), loop);
  weir_run_start (run);
  g_main_loop_run (loop);
  snapshot = weir_run_ref_snapshot (run);
  passed = weir_run_snapshot_count (snapshot, WEIR_STEP_PASSED);
  g_print ("%.0f requests/s, %.2f CPU s, %" G_GUINT64_FORMAT " of %u passed\n",
           (double) passed / ((double) snapshot->elapsed_us / G_USEC_PER_SEC), children_cpu_s (), passed,
           vus * n_steps);
  if (snapshot->outcome != WEIR_OUTCOME_PASSED)
    g_printerr ("%s\n", snapshot->summary);
  g_unlink (archive);
  g_rmdir (folder);
  return passed == (guint64) vus * n_steps ? EXIT_SUCCESS : EXIT_FAILURE;
}
