/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-engine.c: the engine alone, in the test's own process, without worker and archive
 */

#include "config.h"

#include "weir-test-engine.h"

#include "weir-flow-format.h"
#include "weir-record-codec.h"
#include "weir-test.h"

#include <string.h>


/* Through the serialised form, as the worker passes it on. */
static void
result_cb (const WeirStepResult *result, const WeirMask *mask, gboolean keep_body, gpointer data)
{
  WeirTestEngine *self = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirStepResult *copy;

  weir_record_encode (result, mask, NULL, bytes);
  copy = weir_record_decode (bytes->data + sizeof (guint32), bytes->len - sizeof (guint32), NULL);
  g_assert_nonnull (copy);
  g_ptr_array_add (self->results, copy);
}

static void
finished_cb (WeirOutcome outcome, gpointer data)
{
  ((WeirTestEngine *) data)->outcome = outcome;
}

static WeirEngine *
make_engine (WeirTestEngine *self, const char *yaml, const char *only_step, const char *const *variables,
             GError **error)
{
  static const WeirEngineEvents events = { result_cb, finished_cb, NULL };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  WeirEngineSettings settings = { .only_step = only_step, .run_id = "test", .variables = variables };
  WeirRunOptions *options;

  for (guint i = 0; i < problems->len && !flow; i++)
    g_test_message ("%s", ((WeirProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (flow);
  options = weir_flow_get_run_options (flow);
  settings.iterations = weir_run_options_get_iterations (options);
  settings.parallel = weir_run_options_get_parallel (options);
  settings.delay_us = weir_run_options_get_delay_ms (options) * G_GINT64_CONSTANT (1000);
  settings.stop_on_failure = weir_run_options_get_stop_on_failure (options);
  return weir_engine_new (flow, &settings, &events, self, error);
}

WeirTestEngine *
weir_test_engine_start (const char *yaml, const char *only_step, const char *const *variables)
{
  WeirTestEngine *self = g_new0 (WeirTestEngine, 1);
  g_autoptr (GError) error = NULL;

  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_result_free);
  self->engine = make_engine (self, yaml, only_step, variables, &error);
  g_assert_no_error (error);
  weir_engine_start (self->engine);
  return self;
}

static gboolean
is_finished (gpointer data)
{
  return ((WeirTestEngine *) data)->outcome != WEIR_OUTCOME_NONE;
}

void
weir_test_engine_wait (WeirTestEngine *self)
{
  g_assert_true (weir_test_wait (is_finished, self, DEADLINE_MS));
}

WeirTestEngine *
weir_test_engine_run (const char *yaml, const char *only_step, const char *const *variables)
{
  WeirTestEngine *self = weir_test_engine_start (yaml, only_step, variables);

  weir_test_engine_wait (self);
  return self;
}

void
weir_test_engine_free (WeirTestEngine *self)
{
  weir_engine_free (self->engine);
  g_ptr_array_unref (self->results);
  g_free (self);
}

const WeirStepResult *
weir_test_engine_get (WeirTestEngine *self, guint index)
{
  g_assert_cmpuint (index, <, self->results->len);
  return g_ptr_array_index (self->results, index);
}

char *
weir_test_engine_refusal (const char *yaml, const char *const *variables)
{
  WeirTestEngine self = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (make_engine (&self, yaml, NULL, variables, &error));
  return g_strdup (error->message);
}
