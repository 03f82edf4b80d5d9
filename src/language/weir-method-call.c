/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-call.c: what a method asks its call: its arguments, as text, number, list or truth
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

#include "weir-json.h"

static const WeirParameter *
get_parameter (const WeirMethodCall *call, guint parameter)
{
  return &call->invocation->method->parameters[parameter];
}

static const WeirArgument *
get_argument (const WeirMethodCall *call, guint parameter)
{
  return &call->invocation->arguments[parameter];
}

/* Says why the call has no value; always FALSE. @format makes a whole sentence. */
gboolean
weir_method_fail (WeirMethodCall *call, const char *format, ...)
{
  va_list arguments;

  g_free (call->scope->failure);
  va_start (arguments, format);
  call->scope->failure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  *call->unfilled = (WeirUnfilled){ WEIR_UNFILLED_METHOD, "" };
  return FALSE;
}

/* Whether it was written down. */
gboolean
weir_method_has (const WeirMethodCall *call, guint parameter)
{
  const WeirArgument *argument = get_argument (call, parameter);

  return argument->text || argument->elements || argument->condition || argument->name;
}

/* An argument that is one placeholder alone keeps its type. */
const WeirValue *
weir_method_get_value (WeirMethodCall *call, guint parameter)
{
  const WeirArgument *argument = get_argument (call, parameter);
  WeirValue *value = &call->values[parameter];

  if (value->type != WEIR_VALUE_MISSING)
    return value;
  if (!argument->text)
    weir_value_set_text (value, get_parameter (call, parameter)->fallback, -1);
  else if (!weir_template_evaluate (argument->text, call->scope, call->allow_missing, value, call->unfilled))
    return NULL;
  return value;
}

const char *
weir_method_get_text (WeirMethodCall *call, guint parameter)
{
  const WeirValue *value = weir_method_get_value (call, parameter);

  if (!value)
    return NULL;
  if (weir_value_is_text (value))
    return value->text;
  if (!call->texts[parameter])
    call->texts[parameter] = weir_value_to_text (value);
  return call->texts[parameter];
}

static gboolean
fail_kind (WeirMethodCall *call, guint parameter, const char *kind)
{
  g_autofree char *shown = weir_language_shorten (weir_method_get_text (call, parameter));

  return weir_method_fail (call, "Its “%s” is “%s”, which is not %s.", get_parameter (call, parameter)->name,
                           shown, kind);
}

gboolean
weir_method_get_number (WeirMethodCall *call, guint parameter, WeirNumber *number)
{
  const WeirValue *value = weir_method_get_value (call, parameter);

  if (!value)
    return FALSE;
  if (weir_value_is_text (value) ? weir_number_parse (value->text, number)
                                 : weir_number_from_value (value, number))
    return TRUE;
  return fail_kind (call, parameter, "a number");
}

gboolean
weir_method_get_integer (WeirMethodCall *call, guint parameter, gint64 *integer)
{
  WeirNumber number;

  if (!weir_method_get_number (call, parameter, &number))
    return FALSE;
  *integer = number.integer;
  return number.is_integer || fail_kind (call, parameter, "a whole number of 64 bits");
}

gboolean
weir_method_get_boolean (WeirMethodCall *call, guint parameter, gboolean *truth)
{
  const char *text = weir_method_get_text (call, parameter);

  if (!text)
    return FALSE;
  *truth = g_ascii_strcasecmp (text, "true") == 0;
  return *truth || g_ascii_strcasecmp (text, "false") == 0 || fail_kind (call, parameter, "true or false");
}

gboolean
weir_method_get_word (WeirMethodCall *call, guint parameter, guint *word)
{
  const WeirParameter *described = get_parameter (call, parameter);
  const char *text = weir_method_get_text (call, parameter);
  g_autofree char *all = NULL;
  g_autofree char *shown = NULL;

  if (!text)
    return FALSE;
  for (*word = 0; described->words[*word]; ++*word)
    if (g_ascii_strcasecmp (described->words[*word], text) == 0)
      return TRUE;
  all = g_strjoinv (", ", (char **) described->words);
  shown = weir_language_shorten (text);
  return weir_method_fail (call, "Its “%s” is “%s”; there are %s.", described->name, shown, all);
}

static gboolean
add_written (WeirMethodCall *call, const WeirArgument *argument, GArray *list)
{
  for (guint i = 0; i < argument->elements->len; i++)
    {
      WeirValue value = WEIR_VALUE_INIT;

      if (!weir_template_evaluate (g_ptr_array_index (argument->elements, i), call->scope,
                                   call->allow_missing, &value, call->unfilled))
        return FALSE;
      g_array_append_val (list, value);
    }
  return TRUE;
}

static void
add_elements (JsonArray *array, GArray *list)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      WeirValue value = WEIR_VALUE_INIT;

      weir_value_set_json (&value, json_array_get_element (array, i));
      g_array_append_val (list, value);
    }
}

/* The elements of a list that is written out, of an array, or of a text that is one; else NULL. */
GArray *
weir_method_get_list (WeirMethodCall *call, guint parameter)
{
  const WeirArgument *argument = get_argument (call, parameter);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (WeirValue));
  g_autoptr (JsonNode) parsed = NULL;
  const WeirValue *value;
  JsonNode *node;

  g_array_set_clear_func (list, (GDestroyNotify) weir_value_clear);
  if (argument->elements)
    return add_written (call, argument, list) ? g_steal_pointer (&list) : NULL;
  value = weir_method_get_value (call, parameter);
  if (!value)
    return NULL;
  if (value->type == WEIR_VALUE_JSON)
    node = value->json;
  else
    {
      const char *text = weir_method_get_text (call, parameter);

      node = parsed = weir_json_parse (text, strlen (text));
    }
  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    {
      fail_kind (call, parameter, "an array such as [1, 2]");
      return NULL;
    }
  add_elements (json_node_get_array (node), list);
  return g_steal_pointer (&list);
}

/* FALSE, with a warning, when it cannot be evaluated, too. */
gboolean
weir_method_get_condition (WeirMethodCall *call, guint parameter)
{
  g_autofree char *warning = NULL;
  gboolean truth = weir_expression_is_true (get_argument (call, parameter)->condition, call->scope, &warning);

  if (warning)
    weir_scope_warn (call->scope, "%s", warning);
  return truth;
}
