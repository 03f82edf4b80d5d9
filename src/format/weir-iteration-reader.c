/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-iteration-reader.c: one iteration of a plan: its request, and what is around it
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-loading.h"
#include "weir-plan-private.h"

/* A delay without unit that was most likely meant as seconds is shorter than this. */
#define LIKELY_SECONDS 60

/**
 * weir_read_plan_name:
 * @reader: where problems go
 * @value: the name of a plan, a round, an iteration or an environment
 *
 * Returns: (transfer none) (nullable): the name; NULL with an error when it is none
 */
const char *
weir_read_plan_name (WeirReader *reader, WeirNode *value)
{
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 _.-";
  const char *name = weir_reader_loaded_filled (reader, value);
  g_autofree char *shown = NULL;

  if (name == NULL)
    return NULL;
  shown = weir_shorten (name);
  if (name[strspn (name, allowed)] != '\0')
    weir_reader_error (reader, value,
                       "\"%s\" cannot be a name: only letters from A to Z, digits, spaces and _ . -"
                       " are allowed.",
                       shown);
  else if (strlen (name) > WEIR_LIMIT_NAME_CHARS)
    weir_reader_error (reader, value, "The name \"%s\" has %u characters; %d are allowed.", shown,
                       (guint) strlen (name), WEIR_LIMIT_NAME_CHARS);
  return name;
}

/**
 * weir_read_delay:
 * @reader: where problems go
 * @value: the value of `startupDelay:` of a round or an iteration
 * @us: (out): the delay in microseconds
 *
 * Returns: whether it is a duration
 */
gboolean
weir_read_delay (WeirReader *reader, WeirNode *value, gint64 *us)
{
  gboolean in_seconds = weir_loading_has_delays_in_seconds (reader->loading);
  const char *text = weir_reader_loaded (reader, value);
  guint64 number = 0;

  if (text == NULL ||
      !weir_reader_duration (reader, value, in_seconds ? WEIR_DURATION_UNIT_S : WEIR_DURATION_UNIT_MS, us))
    return FALSE;
  if (!in_seconds && g_ascii_string_to_unsigned (text, 10, 1, LIKELY_SECONDS - 1, &number, NULL))
    weir_reader_warn (reader, value, "%s ms; if seconds were meant write %ss.", text, text);
  return TRUE;
}

static void
read_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *name = weir_read_plan_name (reader, value);

  weir_iteration_set_name (target, name);
  weir_step_set_name (weir_iteration_get_step (target), name);
}

static void
read_startup_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (weir_read_delay (reader, value, &us))
    weir_iteration_set_startup_delay_us (target, us);
}

static void
read_skip_if (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_iteration_set_skip_if (target, value->text);
  weir_reader_expression (reader, value);
}

static void
read_before (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_auto (GStrv) statements = weir_read_statements (reader, value);

  weir_iteration_set_before (target, (const char *const *) statements);
}

static void
read_after (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_auto (GStrv) statements = weir_read_statements (reader, value);

  weir_iteration_set_after (target, (const char *const *) statements);
}

static void
read_request (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_plan_request (reader, value, target);
}

static void
read_extract (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_extract (reader, value, weir_iteration_get_step (target));
}

static void
read_assert (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_assert (reader, value, weir_iteration_get_step (target));
}

static void
read_data (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirDataSource) data = weir_read_data_source (reader, value);

  weir_iteration_set_data (target, data);
}

static void
read_warm_up (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (weir_reader_duration (reader, value, WEIR_DURATION_UNIT_S, &us))
    weir_iteration_set_warm_up_us (target, us);
}

static const WeirSchema iteration_schema = {
  "iteration",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_name },
      { "startupDelay", "delay", WEIR_KEY_DEFAULT, read_startup_delay },
      { "mode", NULL, WEIR_KEY_DEFAULT, weir_read_mode },
      { "requestCount", NULL, WEIR_KEY_DEFAULT, weir_read_request_count },
      { "duration", NULL, WEIR_KEY_DEFAULT, weir_read_iteration_duration },
      { "batchSize", NULL, WEIR_KEY_DEFAULT, weir_read_batch_size },
      { "coolDownTime", NULL, WEIR_KEY_DEFAULT, weir_read_cool_down },
      { "arrivalRate", NULL, WEIR_KEY_DEFAULT, weir_read_arrival_rate },
      { "maximizeThroughput", NULL, WEIR_KEY_DEFAULT, weir_read_maximize_throughput },
      { "skipIf", NULL, WEIR_KEY_DEFAULT, read_skip_if },
      { "before", NULL, WEIR_KEY_DEFAULT, read_before },
      { "after", NULL, WEIR_KEY_DEFAULT, read_after },
      { "failureRules", NULL, WEIR_KEY_DEFAULT, weir_read_failure_rules },
      { "terminationRules", NULL, WEIR_KEY_DEFAULT, weir_read_termination_rules },
      { "warmUp", NULL, WEIR_KEY_DEFAULT, read_warm_up },
      { "data", NULL, WEIR_KEY_DEFAULT, read_data },
      { "httpRequest", NULL, WEIR_KEY_DEFAULT, read_request },
      { "flow", NULL, WEIR_KEY_DEFAULT, weir_read_iteration_flow },
      { "extract", NULL, WEIR_KEY_DEFAULT, read_extract },
      { "assert", NULL, WEIR_KEY_DEFAULT, read_assert },
  },
  weir_removed_from_iteration,
};

/* Such an iteration has no end of its own. */
static void
check_end (WeirReader *reader, WeirNode *node, WeirIteration *iteration)
{
  WeirNode *rules = weir_node_find (node, "terminationRules");
  gboolean has_rules = rules != NULL && weir_node_count (rules) > 0;

  if (weir_pacing_get_mode (weir_iteration_get_pacing (iteration)) == WEIR_MODE_CB && !has_rules)
    weir_reader_warn (reader, node,
                      "This iteration of mode CB has no termination rules, so it only ends when the"
                      " run is stopped.");
}

/* What is asked of its answers stands with the steps of a flow. */
static void
check_flow (WeirReader *reader, WeirNode *node)
{
  static const char *const keys[] = { "extract", "assert" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (weir_node_find (node, keys[i]) != NULL)
      weir_reader_error_in (reader, node, keys[i],
                            "\"%s\" is for the answer to a request; the steps of a flow have their own.",
                            keys[i]);
}

static void
check_work (WeirReader *reader, WeirNode *node, guint64 given)
{
  gboolean has_request = weir_schema_has (&iteration_schema, given, "httpRequest");
  gboolean has_flow = weir_schema_has (&iteration_schema, given, "flow");

  if (has_request && has_flow)
    weir_reader_error_in (reader, node, "flow",
                          "An iteration has either \"httpRequest\" or \"flow\"; remove one of them.");
  else if (has_flow)
    check_flow (reader, node);
  else if (!has_request)
    weir_reader_error (reader, node, "iteration needs \"httpRequest\", which is not given.");
}

/**
 * weir_read_iteration:
 * @reader: where problems go
 * @node: an element of `iterations:`
 *
 * Returns: (transfer full): the iteration as far as it could be read
 */
WeirIteration *
weir_read_iteration (WeirReader *reader, WeirNode *node)
{
  WeirIteration *iteration = weir_iteration_new ("");
  g_autoptr (WeirStep) step = weir_step_new ("");

  guint n_errors = reader->n_errors;
  guint64 given = 0;

  weir_iteration_set_step (iteration, step);
  if (weir_reader_mapping (reader, node, &iteration_schema, iteration, &given))
    {
      check_work (reader, node, given);
      weir_check_pacing (reader, node, iteration);
      if (reader->n_errors == n_errors)
        check_end (reader, node, iteration);
    }
  return iteration;
}
