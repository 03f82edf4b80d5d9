/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-loading.c: what fills in the texts of a plan that must be known before it runs
 *
 * Names, numbers, booleans and rules of a plan are checked like literals, so what they are made of has to be
 * there when the plan is read: its variables, those of the chosen environments, and what is given beside it.
 */

#include "config.h"

#include "weir-loading.h"

#include <string.h>

#include "weir-scope.h"
#include "weir-template.h"
#include "weir-type.h"
#include "weir-variable.h"

struct _WeirLoading
{
  WeirNames *names;
  WeirGlobals *globals;
  WeirMethodState *methods;
  WeirValue *store; /* by slot; what methods set while texts are filled in */
  WeirScope scope;
  GHashTable *filled; /* node → text; NULL = it could not be filled in */
  gboolean delays_in_seconds;
  GError *fault; /* (nullable) */
};

/* "NAME=VALUE": the name, and where the value begins; (transfer full) (nullable) */
static char *
split (const char *given, const char **value)
{
  const char *equals = strchr (given, '=');

  if (equals == NULL)
    return NULL;
  *value = equals + 1;
  return g_strndup (given, (gsize) (equals - given));
}

static void
define (WeirLoading *self, WeirVariable *variable)
{
  int slot = weir_names_find (self->names, weir_variable_get_name (variable), -1);
  WeirType type = WEIR_TYPE_UNTYPED;

  if (weir_variable_get_value_type (variable) != NULL)
    weir_type_parse (weir_variable_get_value_type (variable), &type, NULL);
  /* What is wrong with a variable is told where it stands; here it has no value then. */
  weir_globals_define (self->globals, (guint) slot, weir_variable_get_value (variable), type,
                       weir_variable_get_regex (variable), NULL);
}

static void
name_all (WeirLoading *self, GListModel *variables, const char *const *given)
{
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      weir_names_add (self->names, weir_variable_get_name (variable));
    }
  for (; given != NULL && *given != NULL; given++)
    {
      const char *value = NULL;
      g_autofree char *name = split (*given, &value);

      if (name != NULL)
        weir_names_add (self->names, name);
    }
}

/**
 * weir_loading_new:
 * @variables: the variables (WeirVariable) that hold
 * @given: (nullable): "NAME=VALUE"…, above them, taken literally
 * @delays_in_seconds: what weir_loading_has_delays_in_seconds() tells
 * @folder: (nullable): that of the document, for methods that read files
 *
 * Returns: (transfer full): what fills in texts
 */
WeirLoading *
weir_loading_new (GListStore *variables, const char *const *given, gboolean delays_in_seconds,
                  const char *folder)
{
  WeirLoading *self = g_new0 (WeirLoading, 1);
  GListModel *model = G_LIST_MODEL (variables);

  self->delays_in_seconds = delays_in_seconds;
  self->names = weir_names_new ();
  self->filled = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->methods = weir_method_state_new (folder);
  name_all (self, model, given);
  self->store = g_new0 (WeirValue, weir_names_get_count (self->names));
  self->globals = weir_globals_new (self->names);
  self->scope = (WeirScope){ .store = self->store, .globals = self->globals, .state = self->methods };
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (model, i);

      define (self, variable);
    }
  for (; given != NULL && *given != NULL; given++)
    {
      const char *value = NULL;
      g_autofree char *name = split (*given, &value);

      if (name != NULL)
        weir_globals_define_text (self->globals, (guint) weir_names_find (self->names, name, -1), value);
    }
  weir_globals_seal (self->globals, &self->fault);
  return self;
}

void
weir_loading_free (WeirLoading *self)
{
  if (self == NULL)
    return;
  weir_scope_clear (&self->scope);
  for (guint i = 0; i < weir_names_get_count (self->names); i++)
    weir_value_clear (&self->store[i]);
  g_free (self->store);
  g_hash_table_unref (self->filled);
  g_clear_error (&self->fault);
  weir_globals_free (self->globals);
  weir_method_state_free (self->methods);
  weir_names_unref (self->names);
  g_free (self);
}

/**
 * weir_loading_get_fault:
 * @self: what fills in texts
 *
 * Returns: (nullable): why the variables that hold have no values: they form a circle, maybe only with what
 *   the environments say
 */
const char *
weir_loading_get_fault (const WeirLoading *self)
{
  return self->fault != NULL ? self->fault->message : NULL;
}

/**
 * weir_loading_has_delays_in_seconds:
 * @self: what fills in texts
 *
 * Returns: whether the delay of a round or iteration counts seconds where it has no unit
 */
gboolean
weir_loading_has_delays_in_seconds (const WeirLoading *self)
{
  return self->delays_in_seconds;
}

static char *
fill (WeirLoading *self, WeirReader *reader, const WeirNode *node)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTemplate) template = weir_template_parse (node->text, self->names, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shown = NULL;
  WeirUnfilled unfilled = { 0 };

  if (template == NULL)
    {
      if (reader != NULL)
        weir_reader_language_error (reader, node, node->text, error);
      return NULL;
    }
  if (weir_template_fill (template, &self->scope, text, &unfilled))
    return g_string_free (g_steal_pointer (&text), FALSE);
  shown = weir_shorten (unfilled.name);
  if (reader != NULL && unfilled.slot == WEIR_UNFILLED_METHOD)
    weir_reader_error (reader, node, "\"%s\" is needed before the plan runs, and %s gives no value: %s",
                       weir_reader_subject (reader), shown, self->scope.failure);
  else if (reader != NULL)
    weir_reader_error (reader, node,
                       "\"%s\" is needed before the plan runs, and \"%s\" has no value then;"
                       " give it one under \"variables\", in an environment or when the plan is"
                       " run.",
                       weir_reader_subject (reader), shown);
  return NULL;
}

/**
 * weir_loading_add_names:
 * @self: what fills in texts
 * @names: gets the names it knows
 */
void
weir_loading_add_names (const WeirLoading *self, WeirNames *names)
{
  for (guint i = WEIR_N_RESERVED_SLOTS; i < weir_names_get_count (self->names); i++)
    weir_names_add (names, weir_names_get (self->names, i));
}

/**
 * weir_loading_fill:
 * @self: what fills in texts
 * @reader: (nullable): gets the error
 * @node: a scalar
 *
 * A method in it is called once, however often the text is asked for.
 *
 * Returns: (transfer none) (nullable): its text, filled in; NULL after an error
 */
const char *
weir_loading_fill (WeirLoading *self, WeirReader *reader, const WeirNode *node)
{
  gpointer text = NULL;

  if (strchr (node->text, '$') == NULL)
    return node->text;
  if (!g_hash_table_lookup_extended (self->filled, node, NULL, &text))
    {
      text = fill (self, reader, node);
      g_hash_table_insert (self->filled, (gpointer) node, text);
    }
  return text;
}

/**
 * weir_loading_peek:
 * @self: what fills in texts
 * @node: a scalar
 *
 * Returns: (transfer none): its text, filled in where that is possible
 */
const char *
weir_loading_peek (WeirLoading *self, const WeirNode *node)
{
  const char *text = weir_loading_fill (self, NULL, node);

  return text != NULL ? text : node->text;
}
