/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-round-reader.c: one round of a plan: its clients, how they arrive, and what they work through
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-plan-private.h"

static void
read_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_round_set_name (target, weir_read_plan_name (reader, value));
}

static gboolean
has_host (const char *url)
{
  const char *host = strstr (url, "://");

  return host != NULL && strcspn (host + 3, "/?#:$") + strspn (host + 3, "$") > 0;
}

static void
read_base_url (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *url = weir_reader_filled_text (reader, value);
  g_autofree char *shown = NULL;

  if (url == NULL)
    return;
  shown = weir_shorten (url);
  weir_reader_no_line_break (reader, value);
  if (!weir_url_is_absolute (url) || (*url != '$' && !has_host (url)))
    weir_reader_error (reader, value,
                       "\"%s\" cannot be a base URL; write http:// or https:// and a host, or a"
                       " variable such as ${api}.",
                       shown);
  weir_round_set_base_url (target, url);
  weir_reader_template (reader, value);
}

static void
read_startup_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (weir_read_delay (reader, value, &us))
    weir_round_set_startup_delay_us (target, us);
}

static void
read_clients (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint clients = 1;

  if (weir_reader_integer (reader, value, 1, WEIR_LIMIT_CLIENTS, &clients))
    weir_round_set_clients (target, clients);
}

static void
read_arrival_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (weir_reader_duration (reader, value, WEIR_DURATION_UNIT_MS, &us))
    weir_round_set_arrival_delay_us (target, us);
}

static void
read_late_creation (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean late = FALSE;

  if (weir_reader_boolean (reader, value, &late))
    weir_round_set_late_creation (target, late);
}

static void
read_parallel (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean parallel = FALSE;

  if (weir_reader_boolean (reader, value, &parallel))
    weir_round_set_parallel (target, parallel);
}

static void
read_insecure (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean insecure = FALSE;

  if (weir_reader_boolean (reader, value, &insecure))
    weir_round_set_insecure (target, insecure);
}

static void
read_together (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean together = FALSE;

  if (weir_reader_boolean (reader, value, &together))
    weir_round_set_together (target, together);
}

static void
read_iteration (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirIteration) iteration = weir_read_iteration (reader, node);

  g_list_store_append (weir_round_get_iterations (target), iteration);
}

static void
read_iterations (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- name: Browse", read_iteration, target);
}

static void
read_word (WeirReader *reader, WeirNode *node, gpointer target)
{
  const char *text = weir_reader_loaded_filled (reader, node);

  if (text != NULL)
    g_strv_builder_add (target, text);
}

static void
read_references (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_auto (GStrv) references = weir_read_texts (reader, value, "- Browse", read_word);

  weir_round_set_references (target, (const char *const *) references);
}

static void
read_tags (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_auto (GStrv) tags = weir_read_texts (reader, value, "- smoke", read_word);

  weir_round_set_tags (target, (const char *const *) tags);
}

static void
read_stage_clients (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint clients = 1;

  if (weir_reader_integer (reader, value, 1, WEIR_LIMIT_CLIENTS, &clients))
    weir_stage_set_clients (target, clients);
}

static void
read_stage_arrival_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (weir_reader_duration (reader, value, WEIR_DURATION_UNIT_MS, &us))
    weir_stage_set_arrival_delay_us (target, us);
}

static void
read_stage_startup_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (weir_reader_duration (reader, value, WEIR_DURATION_UNIT_MS, &us))
    weir_stage_set_startup_delay_us (target, us);
}

static const WeirSchema stage_schema = {
  "stage",
  {
      { "numberOfClients", NULL, WEIR_KEY_REQUIRED, read_stage_clients },
      { "arrivalDelay", NULL, WEIR_KEY_DEFAULT, read_stage_arrival_delay },
      { "startupDelay", "delay", WEIR_KEY_DEFAULT, read_stage_startup_delay },
  },
  NULL,
};

static void
read_stage (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirStage) stage = weir_stage_new ();

  weir_reader_mapping (reader, node, &stage_schema, stage, NULL);
  g_list_store_append (weir_round_get_stages (target), stage);
}

static void
read_stages (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- { numberOfClients: 10, arrivalDelay: 100ms }", read_stage, target);
}

static void
read_data (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirDataSource) data = weir_read_data_source (reader, value);

  weir_round_set_data (target, data);
}

static const WeirSchema round_schema = {
  "round",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_name },
      { "baseUrl", NULL, WEIR_KEY_DEFAULT, read_base_url },
      { "startupDelay", "delay", WEIR_KEY_DEFAULT, read_startup_delay },
      { "numberOfClients", NULL, WEIR_KEY_DEFAULT, read_clients },
      { "arrivalDelay", NULL, WEIR_KEY_DEFAULT, read_arrival_delay },
      { "delayClientCreationUntilIsNeeded", NULL, WEIR_KEY_DEFAULT, read_late_creation },
      { "runInParallel", NULL, WEIR_KEY_DEFAULT, read_parallel },
      { "iterations", NULL, WEIR_KEY_DEFAULT, read_iterations },
      { "reference", NULL, WEIR_KEY_DEFAULT, read_references },
      { "tags", NULL, WEIR_KEY_DEFAULT, read_tags },
      { "stages", NULL, WEIR_KEY_DEFAULT, read_stages },
      { "insecure", NULL, WEIR_KEY_DEFAULT, read_insecure },
      { "data", NULL, WEIR_KEY_DEFAULT, read_data },
      { "together", NULL, WEIR_KEY_DEFAULT, read_together },
  },
  NULL,
};

static void
check_clients (WeirReader *reader, WeirNode *node)
{
  WeirNode *stages = weir_node_find (node, "stages");
  WeirNode *clients = weir_node_find (node, "numberOfClients");

  if (stages != NULL && weir_node_count (stages) > 0 && clients != NULL)
    weir_reader_warn (reader, clients,
                      "\"numberOfClients\" has no effect beside \"stages\"; the clients are those"
                      " of the stages.");
}

static void
check_work (WeirReader *reader, WeirNode *node)
{
  WeirNode *iterations = weir_node_find (node, "iterations");
  WeirNode *references = weir_node_find (node, "reference");
  guint count = (iterations != NULL ? weir_node_count (iterations) : 0) +
                (references != NULL ? weir_node_count (references) : 0);

  if (count == 0 && (iterations == NULL || iterations->kind == WEIR_NODE_SEQUENCE) &&
      (references == NULL || references->kind == WEIR_NODE_SEQUENCE))
    weir_reader_error (reader, node,
                       "round needs \"iterations\", or \"reference\" with names of iterations of the"
                       " plan.");
  if (count > WEIR_LIMIT_ITERATIONS_OF_ROUND)
    weir_reader_error (reader, node, "A round has at most %d iterations, and this one has %u.",
                       WEIR_LIMIT_ITERATIONS_OF_ROUND, count);
}

/**
 * weir_read_round:
 * @reader: where problems go
 * @node: an element of `rounds:`
 *
 * Returns: (transfer full): the round as far as it could be read
 */
WeirRound *
weir_read_round (WeirReader *reader, WeirNode *node)
{
  WeirRound *round = weir_round_new ("");

  if (weir_reader_mapping (reader, node, &round_schema, round, NULL))
    {
      check_clients (reader, node);
      check_work (reader, node);
    }
  return round;
}
