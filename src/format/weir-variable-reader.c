/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-variable-reader.c: what flows and plans have in common: variables, and names that are there once
 */

#include "config.h"

#include "weir-plan-private.h"

#include <string.h>

#include "weir-loading.h"
#include "weir-type.h"

static void
read_variable_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *name = weir_reader_text (reader, value);

  if (name == NULL)
    return;
  weir_reader_check_name (reader, value, name);
  weir_variable_set_name (target, name);
}

static void
read_variable_value (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_text (reader, value) == NULL)
    return;
  weir_variable_set_value (target, value->text);
  weir_reader_template (reader, value);
}

static void
read_variable_type (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_filled_text (reader, value);

  if (text == NULL)
    return;
  weir_reader_check_type (reader, value, text);
  weir_variable_set_value_type (target, text);
}

static void
read_variable_regex (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_filled_text (reader, value);

  if (text == NULL)
    return;
  weir_reader_check_regex (reader, value, text);
  weir_variable_set_regex (target, text);
}

/* What holds no placeholders must be of its type; of everything else that shows when the flow runs. */
static void
check_variable_type (WeirReader *reader, const WeirNode *node, WeirVariable *variable)
{
  const char *name = weir_variable_get_value_type (variable);
  const char *text = weir_variable_get_value (variable);
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autofree char *reason = NULL;
  WeirType type;

  if (name == NULL || !weir_type_parse (name, &type, NULL) || strchr (text, '$') != NULL ||
      weir_variable_get_regex (variable) != NULL)
    return;
  weir_value_set_text (&value, text, -1);
  if (!weir_type_convert (type, &value, &reason))
    weir_reader_error_in (reader, node, "value", "\"value\": %s", reason);
}

static const WeirSchema variable_schema = {
  "variable",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_variable_name },
      { "value", NULL, WEIR_KEY_REQUIRED, read_variable_value },
      { "as", NULL, WEIR_KEY_DEFAULT, read_variable_type },
      { "regex", NULL, WEIR_KEY_DEFAULT, read_variable_regex },
  },
};

static void
read_variable (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirVariable) variable = weir_variable_new ("", "");

  if (weir_reader_mapping (reader, node, &variable_schema, variable, NULL))
    check_variable_type (reader, node, variable);
  g_list_store_append (target, variable);
}

/**
 * weir_read_variables:
 * @reader: where problems go
 * @value: the value of `variables:`
 * @variables: gets them (WeirVariable)
 */
void
weir_read_variables (WeirReader *reader, WeirNode *value, GListStore *variables)
{
  weir_reader_list (reader, value, "- { name: baseUrl, value: \"http://127.0.0.1:8020\" }", read_variable,
                    variables);
}

static void
read_secret (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean secret = FALSE;

  weir_reader_boolean (reader, value, &secret);
}

static const WeirSchema environment_variable_schema = {
  "variable",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_variable_name },
      { "value", NULL, WEIR_KEY_DEFAULT, read_variable_value },
      { "as", NULL, WEIR_KEY_DEFAULT, read_variable_type },
      { "regex", NULL, WEIR_KEY_DEFAULT, read_variable_regex },
      { "secret", NULL, WEIR_KEY_DEFAULT, read_secret },
  },
  NULL,
};

static void
read_environment_variable (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirVariable) variable = weir_variable_new ("", "");
  WeirNode *secret = weir_node_find (node, "secret");
  gboolean is_secret =
      secret != NULL && secret->kind == WEIR_NODE_SCALAR && g_ascii_strcasecmp (secret->text, "true") == 0;
  guint64 given = 0;

  if (!weir_reader_mapping (reader, node, &environment_variable_schema, variable, &given))
    return;
  weir_check_secret (reader, node, is_secret, weir_schema_has (&environment_variable_schema, given, "value"));
  check_variable_type (reader, node, variable);
  if (is_secret)
    weir_environment_add_secret (target, weir_variable_get_name (variable));
  else
    g_list_store_append (weir_environment_get_variables (target), variable);
}

static void
read_environment_variables (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- { name: baseUrl, value: \"https://staging.example\" }",
                    read_environment_variable, target);
  weir_read_environment_order (value, target);
}

static void
read_environment_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_environment_set_name (target, weir_read_plan_name (reader, value));
}

static const WeirSchema environment_schema = {
  "environment",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_environment_name },
      { "variables", NULL, WEIR_KEY_DEFAULT, read_environment_variables },
  },
  NULL,
};

static void
read_environment (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirEnvironment) environment = weir_environment_new ("");
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (weir_reader_mapping (reader, node, &environment_schema, environment, NULL))
    weir_check_unique (reader, weir_node_find (node, "variables"), "variables", "variable", names);
  g_list_store_append (target, environment);
}

/**
 * weir_read_environments:
 * @reader: where problems go
 * @value: the value of `environments:` of a plan
 * @environments: gets them (WeirEnvironment)
 */
void
weir_read_environments (WeirReader *reader, WeirNode *value, GListStore *environments)
{
  weir_reader_list (reader, value, "- { name: staging, variables: […] }", read_environment, environments);
}

/**
 * weir_check_unique:
 * @reader: where problems go
 * @list: (nullable): a list of mappings
 * @key: the key it stands under
 * @what: what the mappings are, for messages
 * @known: folded name → its node: those met so far
 *
 * The names in such a list must differ, without regard to case.
 */
void
weir_check_unique (WeirReader *reader, WeirNode *list, const char *key, const char *what, GHashTable *known)
{
  for (guint i = 0; list != NULL && i < weir_node_count (list); i++)
    {
      WeirNode *element = weir_node_entry (list, i)->value;
      WeirNode *name = weir_node_find (element, "name");
      gsize mark = weir_reader_enter (reader, key);
      g_autofree char *folded = NULL;
      g_autofree char *shown = NULL;
      WeirNode *first = NULL;

      weir_reader_enter_index (reader, i);
      weir_reader_enter (reader, "name");
      if (name != NULL && name->kind == WEIR_NODE_SCALAR)
        {
          const char *text = reader->loading != NULL ? weir_loading_peek (reader->loading, name) : name->text;

          folded = g_utf8_casefold (text, -1);
          shown = weir_shorten (text);
          first = g_hash_table_lookup (known, folded);
          if (first != NULL)
            weir_reader_error (reader, name,
                               "The %s name \"%s\" is already used in line %u; names are"
                               " unique, without regard to case.",
                               what, shown, first->line);
          else
            g_hash_table_insert (known, g_steal_pointer (&folded), name);
        }
      weir_reader_leave (reader, mark);
    }
}

/**
 * weir_check_limit:
 * @reader: where problems go
 * @root: the root of a document
 * @keys: (array zero-terminated=1): of lists in it
 * @what: what stands in them, for the message
 * @limit: how many may stand in all of them together
 */
void
weir_check_limit (WeirReader *reader, WeirNode *root, const char *const *keys, const char *what, guint limit)
{
  guint n_elements = 0;

  for (; *keys != NULL; keys++)
    {
      WeirNode *list = weir_node_find (root, *keys);
      guint count = list != NULL ? weir_node_count (list) : 0;

      if (n_elements <= limit && n_elements + count > limit)
        {
          gsize mark = weir_reader_enter (reader, *keys);

          weir_reader_enter_index (reader, limit - n_elements);
          weir_reader_error (reader, weir_node_entry (list, limit - n_elements)->value,
                             "A %s has at most %u %s.", reader->document, limit, what);
          weir_reader_leave (reader, mark);
        }
      n_elements += count;
    }
}

/**
 * weir_find_key:
 * @root: the root of a document
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the key as it is written there, whatever its value
 */
const WeirNode *
weir_find_key (const WeirNode *root, const char *key)
{
  int index = weir_node_find_index (root, key);

  return index >= 0 ? weir_node_entry (root, (guint) index)->key : NULL;
}
