/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-worker.c: workers of a load plan by what they say and do: ready, rounds at one instant, rules, Stop
 */

#include "config.h"

#include "weir-plan-worker.h"
#include "weir-record-codec.h"
#include "weir-test-server.h"
#include "weir-test.h"

#include <string.h>

#define ROUND "name: P\nrounds:\n- name: R\n  baseUrl: ${base}\n"
#define N_WORKERS 2

typedef struct
{
  WeirTestServer *server;
  WeirPlanWorker *workers[N_WORKERS];
  WeirJobFigures *figures; /* of job 0, of all */
  guint n_ready;
  guint n_over;
  guint n_results;
  guint n_with_bodies;
  guint n_progress;
  char *warning;
  char *failure;
} Program;

static void
ready_cb (gpointer data)
{
  ((Program *) data)->n_ready++;
}

static void
results_cb (const guint8 *results, gsize size, gpointer data)
{
  Program *self = data;
  const guint8 *record;
  gsize position = 0, record_size;
  WeirStepBrief brief;

  while (weir_record_next (results, size, &position, &record, &record_size, &brief, NULL))
    {
      g_autoptr (WeirStepResult) result = weir_record_decode (record, record_size, NULL);

      g_assert_nonnull (result);
      self->n_results++;
      self->n_with_bodies += weir_step_result_get_last (result)->response_body->len > 0;
    }
}

static void
figures_cb (guint job, const WeirJobFigures *figures, gpointer data)
{
  if (job == 0)
    weir_job_figures_merge (((Program *) data)->figures, figures);
}

static void
warning_cb (const char *text, guint64 count, gpointer data)
{
  Program *self = data;

  g_free (self->warning);
  self->warning = g_strdup (text);
}

static void
round_over_cb (guint round, gpointer data)
{
  ((Program *) data)->n_over++;
}

static void
progress_cb (const WeirPlanWorkerProgress *progress, gpointer data)
{
  ((Program *) data)->n_progress++;
  g_assert_cmpint (progress->load.cpu_us, >, 0);
}

static void
failed_cb (const char *sentence, gboolean refused, gpointer data)
{
  Program *self = data;

  g_free (self->failure);
  self->failure = g_strdup (sentence);
}

static void
program_open (Program *self, const char *text)
{
  static const WeirPlanWorkerEvents events = { ready_cb,      results_cb,  figures_cb, warning_cb,
                                               round_over_cb, progress_cb, failed_cb };
  g_autofree char *url = NULL;
  g_autofree char *base = NULL;
  const char *variables[2] = { NULL };
  WeirPlanWorkerSettings settings = { .run_id = "test", .n_workers = N_WORKERS, .variables = variables };

  memset (self, 0, sizeof *self);
  self->server = weir_test_server_new ();
  url = weir_test_server_get_url (self->server, "");
  base = g_strdup_printf ("base=%s", url);
  variables[0] = base;
  settings.origin_us = g_get_monotonic_time ();
  self->figures = weir_job_figures_new (NULL, 0, settings.origin_us);
  for (guint i = 0; i < N_WORKERS; i++)
    {
      g_autoptr (GError) error = NULL;

      settings.worker = i;
      self->workers[i] = weir_plan_worker_new (text, &settings, &events, self, &error);
      g_assert_no_error (error);
    }
}

static void
program_close (Program *self)
{
  for (guint i = 0; i < N_WORKERS; i++)
    weir_plan_worker_free (self->workers[i]);
  weir_test_server_free (self->server);
  weir_job_figures_unref (self->figures);
  g_free (self->warning);
  g_free (self->failure);
}

static gboolean
are_ready (gpointer data)
{
  return ((Program *) data)->n_ready == N_WORKERS;
}

static gboolean
are_over (gpointer data)
{
  return ((Program *) data)->n_over == N_WORKERS;
}

static gboolean
is_refused (gpointer data)
{
  return ((Program *) data)->failure != NULL;
}

static void
begin (Program *self, gint64 at_us)
{
  g_assert_true (weir_test_wait (are_ready, self, DEADLINE_MS));
  for (guint i = 0; i < N_WORKERS; i++)
    weir_plan_worker_begin_round (self->workers[i], 0, at_us);
}

/* Clients of both workers arrive on the instant that both were told, and not before. */
static void
test_one_instant (void)
{
  Program program;
  gint64 at_us;

  program_open (&program, ROUND "  numberOfClients: 2\n  iterations: [{ name: I, httpRequest: { url: /x } }]\n");
  g_assert_true (weir_test_wait (are_ready, &program, DEADLINE_MS));
  at_us = g_get_monotonic_time () + 300000;
  begin (&program, at_us);
  g_assert_true (weir_test_wait (are_over, &program, DEADLINE_MS));
  g_assert_cmpuint (weir_test_server_get_n_requests (program.server), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      gint64 late_us = weir_test_server_get_request (program.server, i)->arrived_us - at_us;

      g_assert_cmpint (late_us, >=, 0);
      g_assert_cmpint (late_us, <, AT_ONCE_US);
    }
  /* Everything that was counted was told before the end of the round. */
  g_assert_cmpuint (weir_metrics_get_totals (program.figures->metrics)->successful, ==, 2);
  g_assert_cmpuint (program.n_results, ==, 2);
  g_assert_cmpuint (program.n_progress, >, 0);
  program_close (&program);
}

static void
test_refused (void)
{
  Program program;

  program_open (&program, "name: P\nrounds: [{ name: R, iterations: 7 }]\n");
  g_assert_true (weir_test_wait (is_refused, &program, DEADLINE_MS));
  g_assert_nonnull (strstr (program.failure, "The frozen copy of the plan could not be read: "));
  g_assert_cmpuint (program.n_ready, ==, 0);
  program_close (&program);
}

static gboolean
is_stalled (gpointer data)
{
  return weir_test_server_get_n_waiting (((Program *) data)->server) == 4;
}

/* What a rule ended is over at once, everywhere, and counted as cancelled. */
static void
test_terminate (void)
{
  Program program;
  gint64 ended_us;

  program_open (&program, ROUND "  numberOfClients: 4\n"
                                "  iterations: [{ name: I, requestCount: 10, httpRequest: { url: /x } }]\n");
  weir_test_server_script (program.server, "/x")->fault = WEIR_TEST_FAULT_STALL;
  begin (&program, g_get_monotonic_time ());
  g_assert_true (weir_test_wait (is_stalled, &program, DEADLINE_MS));
  ended_us = g_get_monotonic_time ();
  for (guint i = 0; i < N_WORKERS; i++)
    weir_plan_worker_terminate_job (program.workers[i], 0);
  g_assert_true (weir_test_wait (are_over, &program, DEADLINE_MS));
  g_assert_cmpint (g_get_monotonic_time () - ended_us, <, AT_ONCE_US);
  g_assert_cmpuint (weir_metrics_get_totals (program.figures->metrics)->cancelled, ==, 4);
  g_assert_cmpuint (weir_metrics_get_totals (program.figures->metrics)->failed, ==, 0);
  g_assert_cmpint (program.figures->in_flight, ==, 0);
  program_close (&program);
}

/* Numbers of rounds and jobs that do not exist are passed over. */
static void
test_unknown_numbers (void)
{
  Program program;

  program_open (&program, ROUND "  iterations: [{ name: I, httpRequest: { url: /x } }]\n");
  g_assert_true (weir_test_wait (are_ready, &program, DEADLINE_MS));
  weir_plan_worker_terminate_job (program.workers[0], 7);
  weir_plan_worker_begin_round (program.workers[0], 9, g_get_monotonic_time ());
  begin (&program, g_get_monotonic_time ());
  g_assert_true (weir_test_wait (are_over, &program, DEADLINE_MS));
  g_assert_null (program.failure);
  g_assert_cmpuint (weir_test_server_get_n_requests (program.server), ==, 1);
  program_close (&program);
}

static void
failing_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  answer->status = request->nth <= 200 ? 500 : 200;
  weir_test_answer_set_body (answer, "text/plain", "a body");
}

/* Of many requests the first failed ones and the slowest are kept whole. */
static void
test_bodies (void)
{
  Program program;

  program_open (&program, ROUND "  numberOfClients: 2\n"
                                "  iterations: [{ name: I, requestCount: 500, httpRequest: { url: /x } }]\n");
  weir_test_server_set_callback (program.server, failing_cb, NULL);
  begin (&program, g_get_monotonic_time ());
  g_assert_true (weir_test_wait (are_over, &program, DEADLINE_MS));
  g_assert_cmpuint (program.n_results, ==, 1000);
  g_assert_cmpuint (program.n_with_bodies, >=, N_WORKERS * (50 + 20));
  g_assert_cmpuint (program.n_with_bodies, <, 500);
  program_close (&program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/plan/all workers begin a round on one instant", test_one_instant);
  g_test_add_func ("/worker/plan/a plan that cannot be read is refused in a sentence", test_refused);
  g_test_add_func ("/worker/plan/what a rule ended is cancelled everywhere", test_terminate);
  g_test_add_func ("/worker/plan/numbers that do not exist are passed over", test_unknown_numbers);
  g_test_add_func ("/worker/plan/bodies of the first failed and of the slowest are kept", test_bodies);
  return g_test_run ();
}
