/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-check.c: what holds over the whole of a plan: names, references, URLs, and how much it asks for
 */

#include "config.h"

#include "weir-limits.h"
#include "weir-loading.h"
#include "weir-plan-lookup.h"
#include "weir-plan-private.h"
#include "weir-suggest.h"

typedef struct
{
  WeirReader *reader;
  WeirPlan *plan;
  GHashTable *referenced; /* of WeirIteration: those of the plan that some round refers to */
} Check;

static const char *
find_near_iteration (WeirPlan *plan, const char *name)
{
  GListModel *iterations = G_LIST_MODEL (weir_plan_get_iterations (plan));
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (iterations); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (iterations, i);

      g_ptr_array_add (known, (gpointer) weir_iteration_get_name (iteration));
    }
  g_ptr_array_add (known, NULL);
  return weir_suggest (name, (const char *const *) known->pdata);
}

static void
fail_reference (Check *check, const WeirNode *node, const char *name)
{
  g_autofree char *shown = weir_shorten (name);
  const char *near = find_near_iteration (check->plan, name);

  if (near != NULL)
    weir_reader_error (check->reader, node, "The plan has no iteration \"%s\"; did you mean \"%s\"?", shown,
                       near);
  else
    weir_reader_error (check->reader, node,
                       "The plan has no iteration \"%s\"; a round refers to iterations that"
                       " stand under \"iterations\" of the plan itself.",
                       shown);
}

/* A URL that is not absolute needs something in front of it. */
static void
check_url (Check *check, const WeirNode *place, WeirRound *round, WeirIteration *iteration)
{
  WeirRequest *request = weir_step_get_request (weir_iteration_get_step (iteration));
  const char *url = request != NULL ? weir_request_get_url (request) : "";
  g_autofree char *shown = weir_shorten (url);

  if (*url != '\0' && !weir_url_is_absolute (url) && weir_round_get_base_url (round) == NULL)
    weir_reader_error (check->reader, place,
                       "\"%s\" is not an absolute URL, and the round \"%s\" has no"
                       " \"baseUrl\" to put in front of it.",
                       shown, weir_round_get_name (round));
}

static void
check_in_flight (Check *check, const WeirNode *place, WeirRound *round, WeirIteration *iteration)
{
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  guint64 asked = weir_round_count_clients (round);

  if (weir_pacing_get_mode (pacing) == WEIR_MODE_R || weir_pacing_get_mode (pacing) == WEIR_MODE_D)
    return;
  asked *= weir_pacing_get_batch_size (pacing);
  if (asked > WEIR_LIMIT_IN_FLIGHT)
    weir_reader_error (check->reader, place,
                       "This plan asks for %" G_GUINT64_FORMAT " requests in flight at once:"
                       " clients × batchSize is at most %d.",
                       asked, WEIR_LIMIT_IN_FLIGHT);
}

static void
check_iteration (Check *check, const WeirNode *node, WeirRound *round, WeirIteration *iteration)
{
  WeirNode *request = weir_node_find (node, "httpRequest");
  WeirNode *url = request != NULL ? weir_node_find (request, "url") : NULL;
  WeirNode *batch = weir_node_find (node, "batchSize");

  check_url (check, url != NULL ? url : node, round, iteration);
  check_in_flight (check, batch != NULL ? batch : node, round, iteration);
}

static void
check_reference (Check *check, const WeirNode *node, WeirRound *round, GHashTable *names)
{
  const char *name = weir_loading_peek (check->reader->loading, node);
  WeirIteration *iteration = weir_plan_find_iteration (check->plan, name);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *shown = weir_shorten (name);
  const WeirNode *first = g_hash_table_lookup (names, folded);

  if (iteration == NULL)
    fail_reference (check, node, name);
  else if (first != NULL)
    weir_reader_error (check->reader, node,
                       "The iteration name \"%s\" is already used in line %u of this round.", shown,
                       first->line);
  else
    {
      g_hash_table_insert (names, g_steal_pointer (&folded), (gpointer) node);
      check_url (check, node, round, iteration);
      check_in_flight (check, node, round, iteration);
    }
  if (iteration != NULL)
    g_hash_table_add (check->referenced, iteration);
}

static void
check_references (Check *check, WeirNode *list, WeirRound *round, GHashTable *names)
{
  gsize mark = weir_reader_enter (check->reader, "reference");

  for (guint i = 0; list != NULL && i < weir_node_count (list); i++)
    {
      WeirNode *node = weir_node_entry (list, i)->value;
      gsize inner = weir_reader_enter_index (check->reader, i);

      if (node->kind == WEIR_NODE_SCALAR)
        check_reference (check, node, round, names);
      weir_reader_leave (check->reader, inner);
    }
  weir_reader_leave (check->reader, mark);
}

static void
check_round (Check *check, WeirNode *node, WeirRound *round)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *iterations = G_LIST_MODEL (weir_round_get_iterations (round));
  WeirNode *list = weir_node_find (node, "iterations");
  WeirNode *stages = weir_node_find (node, "stages");

  weir_check_unique (check->reader, list, "iterations", "iteration", names);
  for (guint i = 0; i < g_list_model_get_n_items (iterations); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (iterations, i);
      gsize mark = weir_reader_enter (check->reader, "iterations");

      weir_reader_enter_index (check->reader, i);
      check_iteration (check, weir_node_entry (list, i)->value, round, iteration);
      weir_reader_leave (check->reader, mark);
    }
  check_references (check, weir_node_find (node, "reference"), round, names);
  if (stages != NULL && weir_round_count_clients (round) > WEIR_LIMIT_CLIENTS)
    weir_reader_error_in (check->reader, node, "stages",
                          "The stages have %" G_GUINT64_FORMAT " clients together; at most %d are allowed.",
                          weir_round_count_clients (round), WEIR_LIMIT_CLIENTS);
}

static void
check_rounds (Check *check, WeirNode *root)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (check->plan));
  WeirNode *list = weir_node_find (root, "rounds");

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      gsize mark = weir_reader_enter (check->reader, "rounds");

      weir_reader_enter_index (check->reader, i);
      check_round (check, weir_node_entry (list, i)->value, round);
      weir_reader_leave (check->reader, mark);
    }
}

static void
warn_of_unreferenced (Check *check, WeirNode *root)
{
  GListModel *iterations = G_LIST_MODEL (weir_plan_get_iterations (check->plan));
  WeirNode *list = weir_node_find (root, "iterations");

  for (guint i = 0; i < g_list_model_get_n_items (iterations); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (iterations, i);
      gsize mark = weir_reader_enter (check->reader, "iterations");

      weir_reader_enter_index (check->reader, i);
      if (!g_hash_table_contains (check->referenced, iteration))
        weir_reader_warn (
            check->reader, weir_node_entry (list, i)->value,
            "No round refers to the iteration \"%s\", so it never runs; name it in \"reference\" of a"
            " round.",
            weir_iteration_get_name (iteration));
      weir_reader_leave (check->reader, mark);
    }
}

/**
 * weir_check_plan:
 * @reader: where problems go
 * @root: the root of a document
 * @plan: what was read of it
 */
void
weir_check_plan (WeirReader *reader, WeirNode *root, WeirPlan *plan)
{
  static const char *const lists[] = { "variables", "environments", "iterations", "rounds" };
  static const char *const what[] = { "variable", "environment", "iteration", "round" };
  static const char *const variables[] = { "variables", NULL };
  static const char *const rounds[] = { "rounds", NULL };
  g_autoptr (GHashTable) referenced = g_hash_table_new (NULL, NULL);
  Check check = { reader, plan, referenced };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      weir_check_unique (reader, weir_node_find (root, lists[i]), lists[i], what[i], names);
    }
  weir_check_limit (reader, root, variables, "variables", WEIR_LIMIT_VARIABLES);
  weir_check_limit (reader, root, rounds, "rounds", WEIR_LIMIT_ROUNDS);
  check_rounds (&check, root);
  warn_of_unreferenced (&check, root);
}
