/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-plan.c: reading load plans, and saying what will happen when they run
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-cli-private.h"
#include "weir-duration.h"
#include "weir-plan-lookup.h"

/**
 * weir_cli_plan_load:
 * @file_name: a plan's file
 * @options: how it is read
 * @how: whether warnings are left out, and where problems go
 *
 * Reads a plan and tells all its problems.
 *
 * Returns: (transfer full) (nullable): the plan, %NULL when it cannot be run
 */
WeirPlan *
weir_cli_plan_load (const char *file_name, const WeirPlanOptions *options, const WeirCliLoad *how)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GError) error = NULL;
  WeirPlan *plan = weir_plan_load (file_name, options, problems, &error);

  if (error != NULL && how->found == NULL)
    weir_cli_complain ("%s", error->message);
  else if (error != NULL)
    g_ptr_array_add (problems, weir_problem_new (FALSE, 0, 0, NULL, error->message));
  weir_cli_problems_tell (problems, file_name, NULL, how);
  return plan;
}

/* Of mode DCB: launches due before the end happen. */
static guint64
count_launches (WeirPacing *pacing)
{
  gint64 cool_down_us = weir_pacing_get_cool_down_us (pacing);

  return (guint64) ((weir_pacing_get_duration_us (pacing) + cool_down_us - 1) / cool_down_us);
}

static char *
to_text (guint64 number)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
}

static void
append_batches (GString *out, WeirPacing *pacing, guint64 n_clients)
{
  g_autofree char *every = weir_duration_to_display (weir_pacing_get_cool_down_us (pacing));
  g_autofree char *number = to_text (n_clients * weir_pacing_get_batch_size (pacing));

  g_string_append_printf (out, _(", %s launched every %s"), number, every);
}

/* What is asked of the server in all. */
static void
append_amount (GString *out, WeirPacing *pacing, guint64 n_clients)
{
  WeirMode mode = weir_pacing_get_mode (pacing);
  g_autofree char *duration = weir_duration_to_display (weir_pacing_get_duration_us (pacing));
  guint64 n_requests = n_clients * (mode == WEIR_MODE_DCB
                                      ? weir_pacing_get_batch_size (pacing) * count_launches (pacing)
                                      : weir_pacing_get_request_count (pacing));
  g_autofree char *number = NULL;

  if (weir_pacing_get_arrival_rate (pacing) != NULL)
    n_requests = n_clients * weir_arrival_rate_count_starts (weir_pacing_get_arrival_rate (pacing));
  number = to_text (n_requests);
  if (weir_pacing_get_arrival_rate (pacing) != NULL)
    g_string_append_printf (out, ngettext (", %s request in %s", ", %s requests in %s", n_requests), number,
                            duration);
  else if (mode == WEIR_MODE_D)
    g_string_append_printf (out, _(", requests for %s"), duration);
  else if (mode == WEIR_MODE_CB)
    g_string_append (out, _(", requests until it is ended"));
  else if (weir_pacing_get_maximize_throughput (pacing) && mode == WEIR_MODE_DCB)
    g_string_append_printf (out, _(", %s requests or more"), number);
  else
    g_string_append_printf (out, ngettext (", %s request", ", %s requests", n_requests), number);
}

/* How many requests may be under way at one time. Batches do not wait for slow answers. */
static void
append_in_flight (GString *out, WeirPacing *pacing, guint64 n_clients)
{
  WeirMode mode = weir_pacing_get_mode (pacing);
  gboolean in_batches = mode != WEIR_MODE_R && mode != WEIR_MODE_D;
  WeirArrivalRate *rate = weir_pacing_get_arrival_rate (pacing);
  guint64 n_requests = in_batches     ? n_clients * weir_pacing_get_batch_size (pacing)
                       : rate != NULL ? n_clients * weir_arrival_rate_get_max_in_flight (rate)
                                      : n_clients;
  g_autofree char *number = to_text (n_requests);

  if (in_batches && !weir_pacing_get_maximize_throughput (pacing))
    g_string_append_printf (out, _(", %s or more in flight"), number);
  else
    g_string_append_printf (out, _(", up to %s in flight"), number);
}

static void
append_iteration (GString *out, WeirRound *round, WeirIteration *iteration)
{
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  GEnumClass *modes = g_type_class_ref (WEIR_TYPE_MODE);
  WeirMode mode = weir_pacing_get_mode (pacing);
  guint64 n_clients = weir_round_count_clients (round);

  g_string_append_printf (out, "%s / %s: ", weir_round_get_name (round), weir_iteration_get_name (iteration));
  if (weir_pacing_get_arrival_rate (pacing) != NULL)
    g_string_append (out, "arrivalRate, ");
  else
    g_string_append_printf (out, _("mode %s, "), g_enum_get_value (modes, mode)->value_nick);
  g_string_append_printf (out, ngettext ("%u client", "%u clients", n_clients), (guint) n_clients);
  append_amount (out, pacing, n_clients);
  if (mode != WEIR_MODE_R && mode != WEIR_MODE_D)
    append_batches (out, pacing, n_clients);
  append_in_flight (out, pacing, n_clients);
  if (weir_iteration_get_flow_file (iteration) != NULL)
    g_string_append_printf (out, _(", each a pass through the flow %s"),
                            weir_iteration_get_flow_file (iteration));
  if (weir_pacing_get_maximize_throughput (pacing))
    g_string_append (out, _(", as fast as possible: costs more processor and memory, keeps no samples"));
  g_string_append_c (out, '\n');
  g_type_class_unref (modes);
}

static void
append_extensions (GString *out, GPtrArray *extensions)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (extensions->len == 0)
    return;
  for (guint i = 0; i < extensions->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (extensions, i));
  g_string_append_printf (out, _("Beyond the LPS plan format: %s\n"), names->str);
}

/**
 * weir_cli_plan_to_text:
 * @plan: a valid plan
 * @extensions: (element-type utf8): what in it other programs do not read
 *
 * Returns: (transfer full): what will happen, one line for each iteration of each round, and what is special
 */
char *
weir_cli_plan_to_text (WeirPlan *plan, GPtrArray *extensions)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

      for (guint j = 0; j < iterations->len; j++)
        append_iteration (out, round, g_ptr_array_index (iterations, j));
    }
  append_extensions (out, extensions);
  return g_string_free (out, FALSE);
}

/**
 * weir_cli_plan_check_compat:
 * @format: what followed --compat
 * @error: %G_OPTION_ERROR_BAD_VALUE
 *
 * Returns: whether it is a format whose plans can be read as they are meant there
 */
gboolean
weir_cli_plan_check_compat (const char *format, GError **error)
{
  g_autofree char *shown = weir_cli_text_clean (format, -1);

  if (g_ascii_strcasecmp (format, "lps-3.0.4") == 0)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--compat is “%s”, but can only be lps-3.0.4."), shown);
  return FALSE;
}

/**
 * weir_cli_plan_to_strv:
 * @texts: of char*
 *
 * Returns: (transfer full): the same, as plans take them
 */
char **
weir_cli_plan_to_strv (GPtrArray *texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < texts->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (texts, i));
  return g_strv_builder_end (builder);
}
