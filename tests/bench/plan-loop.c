/* SPDX-License-Identifier: GPL-3.0-or-later
 * plan-loop.c: a load plan carried out whole: worker processes, rules, rows into an archive
 *
 * plan-loop URL CLIENTS REQUESTS [WORKERS [BATCH [full]]]: prints requests per second and the processor seconds of
 * the workers, as lean-loop does; then the worst process's memory, how late launches were and how long
 * requests took. The requests are shared out among the clients, which send them one after another (mode R),
 * or, with BATCH, so many at a time every 100 ms (mode CRB). With "full" the request has what requests have:
 * three placeholders, one extraction of JSON and two assertions; what is extracted is what is sent next.
 */

#include "config.h"

#include "weir-plan-format.h"
#include "weir-plan-run.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  const char *url;
  guint n_clients;
  guint n_requests; /* of each client */
  guint n_workers;
  guint n_batch; /* 0 = one after another */
  gboolean full;
} Load;

static guint
read_number (int argc, char **argv, int index, guint otherwise)
{
  guint64 number;

  if (argc <= index || !g_ascii_string_to_unsigned (argv[index], 10, 0, G_MAXINT32, &number, NULL))
    return otherwise;
  return (guint) number;
}

static char *
make_text (const Load *load)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "name: Bench\nrounds:\n- name: R\n  numberOfClients: %u\n  iterations:\n"
                          "  - name: I\n    requestCount: %u\n",
                          load->n_clients, load->n_requests);
  if (!load->full)
    g_string_append_printf (text, "    httpRequest: { url: \"%s\" }\n", load->url);
  else
    g_string_append (text, "    httpRequest:\n      url: ${base}?id=${id}\n"
                           "      headers: { X-Token: \"${token}\" }\n"
                           "      extract:\n        - { name: id, from: body, path: $.id }\n"
                           "      assert:\n        - { from: status, is: \"<\", value: 400 }\n"
                           "        - { from: body, path: $.name, is: \"=\", value: Pencil }\n");
  if (load->n_batch > 0)
    g_string_append_printf (text, "    mode: CRB\n    batchSize: %u\n    coolDownTime: 100\n", load->n_batch);
  if (load->full)
    g_string_append_printf (text,
                            "variables:\n- { name: base, value: \"%s\" }\n- { name: token, value: t0k3n }\n"
                            "- { name: id, value: 1 }\n",
                            load->url);
  return g_string_free (text, FALSE);
}

/* The workers end by themselves a moment after the run; until they have, their time is not ours to see. */
static double
children_cpu_s (struct rusage *usage)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  do
    {
      g_usleep (10000);
      getrusage (RUSAGE_CHILDREN, usage);
    }
  while (usage->ru_utime.tv_sec + usage->ru_utime.tv_usec == 0 && g_get_monotonic_time () < deadline);
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
         (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static void
print_times (const char *what, const WeirHistogram *times)
{
  if (times != NULL)
    g_print (", %s p50 %.2f p99 %.2f ms", what, (double) weir_histogram_get_percentile (times, 50) / 1e3,
             (double) weir_histogram_get_percentile (times, 99) / 1e3);
}

static int
print_result (const Load *load, WeirPlanSnapshot *snapshot)
{
  const WeirJobState *job = g_ptr_array_index (snapshot->jobs, 0);
  const WeirMetricTotals *totals = weir_metrics_get_totals (job->figures->metrics);
  guint64 planned = (guint64) load->n_clients * load->n_requests;
  struct rusage usage;
  double cpu_s = children_cpu_s (&usage);

  g_print ("%.0f requests/s, %.2f CPU s, %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " passed, %ld MB",
           weir_job_state_get_throughput (job), cpu_s, totals->successful, planned, usage.ru_maxrss / 1024);
  print_times ("late by", job->figures->lateness);
  print_times ("time", totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TOTAL_TIME)]);
  g_print ("\n");
  if (snapshot->outcome != WEIR_OUTCOME_PASSED)
    g_printerr ("%s\n", snapshot->summary);
  return totals->successful == planned ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void
finished_cb (WeirPlanRun *run, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

static int
run_load (const Load *load, const char *archive)
{
  g_autofree char *text = make_text (load);
  WeirPlanRunSettings settings = { .n_workers = load->n_workers, .archive = archive };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = weir_plan_parse (text, strlen (text), FALSE, NULL, NULL, problems);
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;
  g_autoptr (WeirPlanRun) run = NULL;
  g_autoptr (GError) error = NULL;

  if (plan == NULL)
    g_error ("%s", ((WeirProblem *) g_ptr_array_index (problems, 0))->message);
  run = weir_plan_run_new (plan, text, &settings, &error);
  if (run == NULL)
    g_error ("%s", error->message);
  g_signal_connect (run, "finished", G_CALLBACK (finished_cb), loop);
  weir_plan_run_start (run);
  g_main_loop_run (loop);
  snapshot = weir_plan_run_ref_snapshot (run);
  return print_result (load, snapshot);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-bench-XXXXXX", NULL);
  g_autofree char *archive = g_build_filename (folder, "runs.db", NULL);
  g_autofree char *lock = g_strconcat (archive, "-lock", NULL);
  Load load = { .n_clients = MAX (1, read_number (argc, argv, 2, 50)),
                .n_workers = read_number (argc, argv, 4, 1),
                .n_batch = read_number (argc, argv, 5, 0),
                .full = argc > 6 && strcmp (argv[6], "full") == 0 };
  int result;

  if (argc < 2)
    {
      g_printerr ("usage: plan-loop URL [CLIENTS [REQUESTS [WORKERS [BATCH [full]]]]]\n");
      return EXIT_FAILURE;
    }
  load.url = argv[1];
  load.n_requests = MAX (1, read_number (argc, argv, 3, 20000) / load.n_clients);
  result = run_load (&load, archive);
  g_unlink (archive);
  g_unlink (lock);
  g_rmdir (folder);
  return result;
}
