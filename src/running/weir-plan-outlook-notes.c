/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-notes.c: what the numbers of an outlook leave out, in sentences
 */

#include "config.h"

#include "weir-plan-outlook-private.h"

#include <glib/gi18n-lib.h>

#include "weir-duration.h"
#include "weir-plan-lookup.h"

/* What is worth a sentence, with the first iteration it is true of. */
typedef struct
{
  const char *retries;
  const char *warm_up;
  gint64 warm_up_us;
  const char *condition;
  const char *own_rows;
  const char *flow;
  const char *unread_flow;
  const char *ends; /* has termination rules */
  const char *endless;
  const char *at_once;
  const char *missed; /* an arrival rate with a bound */
} Marks;

static void
keep_first (const char **mark, const char *name, gboolean holds)
{
  if (holds && *mark == NULL)
    *mark = name;
}

static gboolean
repeats_in_flow (WeirFlow *flow)
{
  GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS));

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    if (weir_step_get_retry (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, i)) != NULL)
      return TRUE;
  return FALSE;
}

static void
look_at (Marks *marks, WeirPlan *plan, WeirRound *round, WeirIteration *iteration)
{
  const char *name = weir_iteration_get_name (iteration);
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  WeirStep *step = weir_iteration_get_step (iteration);
  WeirFlow *flow = weir_iteration_get_flow (iteration);
  WeirDataSource *data = weir_plan_find_data (plan, round, iteration);
  gboolean by_rate = weir_pacing_get_arrival_rate (pacing) != NULL;
  gboolean is_flow = weir_iteration_get_flow_file (iteration) != NULL;
  gboolean ends =
      g_list_model_get_n_items (G_LIST_MODEL (weir_iteration_get_termination_rules (iteration))) > 0;

  keep_first (&marks->retries, name,
              is_flow ? flow != NULL && repeats_in_flow (flow)
                      : step != NULL && weir_step_get_retry (step) != NULL);
  keep_first (&marks->condition, name,
              weir_iteration_get_skip_if (iteration) != NULL ||
                  (step != NULL && weir_step_get_skip_if (step) != NULL));
  keep_first (&marks->own_rows, name, data != NULL && weir_data_source_get_order (data) == WEIR_DATA_UNIQUE);
  keep_first (&marks->flow, name, is_flow && flow != NULL);
  keep_first (&marks->unread_flow, name, is_flow && flow == NULL);
  keep_first (&marks->ends, name, ends);
  keep_first (&marks->endless, name, !by_rate && weir_pacing_get_mode (pacing) == WEIR_MODE_CB && !ends);
  keep_first (&marks->at_once, name, !by_rate && weir_pacing_get_maximize_throughput (pacing));
  keep_first (&marks->missed, name, by_rate);
  if (weir_iteration_get_warm_up_us (iteration) > 0 && marks->warm_up == NULL)
    {
      marks->warm_up = name;
      marks->warm_up_us = weir_iteration_get_warm_up_us (iteration);
    }
}

static void
add (GPtrArray *notes, const char *name, const char *format)
{
  g_autoptr (GString) text = NULL;

  if (name == NULL)
    return;
  text = g_string_new (format);
  g_string_replace (text, "%s", name, 1);
  g_ptr_array_add (notes, g_string_free (g_steal_pointer (&text), FALSE));
}

static void
add_all (GPtrArray *notes, const Marks *marks)
{
  g_autofree char *warm_up = weir_duration_to_display (marks->warm_up_us);

  add (notes, marks->endless,
       _ ("“%s” has no end of its own and no termination rule: it goes on until Stop."));
  add (notes, marks->ends, _ ("A termination rule, as “%s” has one, may end its iteration earlier."));
  add (notes, marks->condition,
       _ ("Where a condition holds, as that of “%s” may, requests are left out and their time is saved."));
  add (notes, marks->own_rows,
       _ ("“%s” gives each client a row of its own: clients without one do not begin."));
  add (notes, marks->retries, _ ("What is repeated after a failure, as in “%s”, comes on top."));
  add (notes, marks->flow,
       _ ("Each turn of “%s” is a pass through its flow: all requests of the flow are counted."));
  add (notes, marks->unread_flow, _ ("The flow of “%s” could not be read, so its requests are not counted."));
  add (notes, marks->at_once,
       _ ("“%s” sends as fast as possible: that costs more processor and memory, and keeps no single "
          "requests."));
  add (notes, marks->missed,
       _ ("“%s” starts requests by the clock: where too many are under way, starts are left out and "
          "counted."));
  if (marks->warm_up != NULL)
    g_ptr_array_add (notes,
                     g_strdup_printf (_ ("The first %s of “%s” are a warm-up: sent, and counted apart."),
                                      warm_up, marks->warm_up));
}

void
weir_outlook_add_notes (WeirPlanOutlook *self, WeirPlan *plan)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  Marks marks = { 0 };

  for (guint i = 0; i < self->rounds->len; i++)
    {
      const WeirOutlookRound *shown = g_ptr_array_index (self->rounds, i);
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, shown->index);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

      for (guint j = 0; j < iterations->len; j++)
        look_at (&marks, plan, round, g_ptr_array_index (iterations, j));
    }
  add_all (self->notes, &marks);
}
