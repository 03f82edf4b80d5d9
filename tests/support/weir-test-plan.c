/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-plan.c: the plan engine alone, in the test's own process, without worker and archive
 */

#include "config.h"

#include "weir-test-plan.h"

#include "weir-plan-format.h"
#include "weir-record-codec.h"
#include "weir-test.h"

#include <string.h>

#define PROBE_MS 5
#define TOLERANCE_MS 100

/* Through the serialised form, as the worker passes it on. */
static void
result_cb (guint job, const WeirStepResult *result, const WeirMask *mask, gboolean keep_body, gpointer data)
{
  WeirTestPlan *self = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirStepResult *copy;

  weir_record_encode (result, mask, NULL, bytes);
  copy = weir_record_decode (bytes->data + sizeof (guint32), bytes->len - sizeof (guint32), NULL);
  g_assert_nonnull (copy);
  g_assert_cmpuint (copy->brief.step, ==, job);
  g_ptr_array_add (self->results, copy);
}

static void
warning_cb (const char *text, guint64 count, gpointer data)
{
  WeirTestPlan *self = data;
  guint64 *sum = g_hash_table_lookup (self->warnings, text);

  g_test_message ("warning ×%" G_GUINT64_FORMAT ": %s", count, text);
  if (!sum)
    {
      sum = g_new0 (guint64, 1);
      g_hash_table_insert (self->warnings, g_strdup (text), sum);
    }
  *sum += count;
}

static void
take_figures (WeirTestPlan *self)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      WeirJobFigures *taken = weir_plan_engine_take_figures (self->engine, i);

      if (taken)
        weir_job_figures_merge (g_ptr_array_index (self->figures, i), taken);
      g_clear_pointer (&taken, weir_job_figures_unref);
    }
}

static void
round_over_cb (guint round, gpointer data)
{
  WeirTestPlan *self = data;

  self->n_over++;
  take_figures (self);
  self->ended_us = g_get_monotonic_time ();
  if (self->n_over < self->n_rounds)
    weir_plan_engine_begin_round (self->engine, self->n_over, self->ended_us);
}

static void
working_cb (gpointer data)
{
  ((WeirTestPlan *) data)->n_working++;
}

static WeirPlan *
parse (const char *yaml, const char *folder, const WeirPlanOptions *options)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (yaml, strlen (yaml), FALSE, folder, options, problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((WeirProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (plan);
  return plan;
}

static void
make_engine (WeirTestPlan *self, guint worker, guint n_workers)
{
  static const WeirPlanEngineEvents events = { result_cb, warning_cb, round_over_cb, working_cb };
  const char *variables[] = { self->base, NULL };
  g_autoptr (GError) error = NULL;
  WeirPlanEngineSettings settings = {
    .worker = worker,
    .n_workers = n_workers,
    .run_id = "test",
    .variables = variables,
    .folder = self->folder,
    .origin_us = g_get_monotonic_time (),
  };

  self->origin_us = settings.origin_us;
  self->engine = weir_plan_engine_new (self->plan, &settings, &events, self, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < weir_plan_engine_count_jobs (self->engine); i++)
    g_ptr_array_add (self->figures, weir_job_figures_new (NULL, 0, settings.origin_us));
}

WeirTestPlan *
weir_test_plan_new_in (const char *folder, const char *yaml)
{
  WeirTestPlan *self = g_new0 (WeirTestPlan, 1);
  g_autofree char *url = NULL;
  const char *variables[] = { NULL, NULL };
  WeirPlanOptions options = { .variables = variables };

  self->server = weir_test_server_new ();
  self->folder = g_strdup (folder);
  url = weir_test_server_get_url (self->server, "");
  variables[0] = self->base = g_strconcat ("base=", url, NULL);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_result_free);
  self->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_job_figures_unref);
  self->plan = parse (yaml, folder, &options);
  self->n_rounds = g_list_model_get_n_items (G_LIST_MODEL (weir_plan_get_rounds (self->plan)));
  make_engine (self, 0, 1);
  return self;
}

void
weir_test_plan_be_worker (WeirTestPlan *self, guint worker, guint n_workers)
{
  g_clear_pointer (&self->engine, weir_plan_engine_free);
  g_ptr_array_set_size (self->figures, 0);
  self->n_over = 0;
  make_engine (self, worker, n_workers);
}

WeirTestPlan *
weir_test_plan_new (const char *yaml)
{
  return weir_test_plan_new_in (NULL, yaml);
}

/* Others keep the processors busy, and tests must not fail for it: what this process could not do in time, as
 * little as its timers, is no fault of the engine. */
static gboolean
probe_cb (gpointer data)
{
  WeirTestPlan *self = data;
  gint64 now_us = g_get_monotonic_time ();

  self->slack_us += MAX (0, now_us - self->probed_us - PROBE_MS * 1000);
  self->probed_us = now_us;
  return G_SOURCE_CONTINUE;
}

double
weir_test_plan_get_slack (WeirTestPlan *self)
{
  return TOLERANCE_MS + 3.0 * (double) self->slack_us / 1000;
}

double
weir_test_plan_get_length (WeirTestPlan *self)
{
  return (double) (self->ended_us - self->started_us) / 1000;
}

void
weir_test_plan_start (WeirTestPlan *self)
{
  self->started_us = self->probed_us = g_get_monotonic_time ();
  if (self->probe == 0)
    self->probe = g_timeout_add (PROBE_MS, probe_cb, self);
  weir_plan_engine_begin_round (self->engine, 0, self->started_us);
}

static gboolean
is_over (gpointer data)
{
  WeirTestPlan *self = data;

  return self->n_over == self->n_rounds;
}

void
weir_test_plan_wait (WeirTestPlan *self)
{
  g_assert_true (weir_test_wait (is_over, self, DEADLINE_MS));
  g_assert_cmpuint (weir_plan_engine_get_progress (self->engine)->in_flight, ==, 0);
  g_assert_cmpuint (weir_plan_engine_get_progress (self->engine)->clients_active, ==, 0);
}

WeirTestPlan *
weir_test_plan_run (const char *yaml)
{
  WeirTestPlan *self = weir_test_plan_new (yaml);

  weir_test_plan_start (self);
  weir_test_plan_wait (self);
  return self;
}

void
weir_test_plan_free (WeirTestPlan *self)
{
  if (self->probe > 0)
    g_source_remove (self->probe);
  weir_plan_engine_free (self->engine);
  g_object_unref (self->plan);
  g_ptr_array_unref (self->results);
  g_ptr_array_unref (self->figures);
  g_hash_table_unref (self->warnings);
  weir_test_server_free (self->server);
  g_free (self->base);
  g_free (self->folder);
  g_free (self);
}

guint64
weir_test_plan_count_warning (WeirTestPlan *self, const char *text)
{
  const guint64 *count = g_hash_table_lookup (self->warnings, text);

  return count ? *count : 0;
}

const WeirJobFigures *
weir_test_plan_get_figures (WeirTestPlan *self, guint job)
{
  g_assert_cmpuint (job, <, self->figures->len);
  return g_ptr_array_index (self->figures, job);
}

const WeirMetricTotals *
weir_test_plan_get_totals (WeirTestPlan *self, guint job)
{
  return weir_metrics_get_totals (weir_test_plan_get_figures (self, job)->metrics);
}

double
weir_test_plan_get_arrival (WeirTestPlan *self, const char *path, guint nth)
{
  const WeirTestRequest *request = weir_test_server_find_request (self->server, path, nth);

  g_assert_nonnull (request);
  return (double) (request->arrived_us - self->started_us) / 1000;
}

static int
compare_begins (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

GArray *
weir_test_plan_list_begins (WeirTestPlan *self, const char *path)
{
  GArray *begins = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->results->len; i++)
    {
      const WeirStepResult *result = g_ptr_array_index (self->results, i);
      const WeirExchange *exchange
          = result->attempts->len > 0 ? g_ptr_array_index (result->attempts, 0) : NULL;
      double begin = (double) (self->origin_us + result->brief.offset_us - self->started_us) / 1000;

      if (exchange && g_str_has_suffix (exchange->url->str, path))
        g_array_append_val (begins, begin);
    }
  g_array_sort (begins, compare_begins);
  return begins;
}

/* A server has threads of its own, which may be as late as they like: it sees nothing early, and all of it. The
 * engine is judged by when it began. */
void
weir_test_plan_assert_arrivals (WeirTestPlan *self, const char *path, const int *instants)
{
  g_autoptr (GArray) begins = weir_test_plan_list_begins (self, path);
  guint n = 0;

  for (; instants[n] >= 0; n++)
    {
      double arrival = weir_test_plan_get_arrival (self, path, n + 1);
      double begin;

      g_assert_cmpuint (n, <, begins->len);
      begin = g_array_index (begins, double, n);
      g_test_message ("%s #%u: began at %.1f ms, arrived at %.1f ms, meant for %d ms", path, n + 1, begin,
                      arrival, instants[n]);
      g_assert_cmpfloat (arrival, >=, instants[n] - 2);
      g_assert_cmpfloat (begin, >=, instants[n] - 2);
      g_assert_cmpfloat (begin, <=, instants[n] + weir_test_plan_get_slack (self));
    }
  g_assert_cmpuint (weir_test_server_count (self->server, path), ==, n);
  g_assert_cmpuint (begins->len, ==, n);
}

void
weir_test_plan_assert_schedule (WeirTestPlan *self, guint every_ms)
{
  const WeirStepResult *first = g_ptr_array_index (self->results, 0);

  for (guint i = 1; i < self->results->len; i++)
    {
      const WeirStepResult *result = g_ptr_array_index (self->results, i);

      g_assert_cmpint ((result->brief.offset_us - first->brief.offset_us) % (every_ms * 1000), ==, 0);
    }
}
