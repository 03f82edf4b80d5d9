/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value.c: what a variable holds: nothing, text, a number, a boolean, null or JSON
 */

#include "config.h"

#include "weir-value.h"

#include <string.h>

#include "weir-captured.h"
#include "weir-json.h"
#include "weir-language-private.h"

gboolean
weir_value_is_text (const WeirValue *value)
{
  return value->type == WEIR_VALUE_TEXT || value->type == WEIR_VALUE_XML || value->type == WEIR_VALUE_CSV;
}

/**
 * weir_value_clear:
 *
 * Makes @value missing and releases what it held.
 */
void
weir_value_clear (WeirValue *value)
{
  if (weir_value_is_text (value))
    g_ref_string_release (value->text);
  else if (value->type == WEIR_VALUE_JSON)
    json_node_unref (value->json);
  else if (value->type == WEIR_VALUE_ANSWER)
    weir_captured_unref (value->captured);
  memset (value, 0, sizeof *value);
}

/**
 * weir_value_set_absent:
 *
 * Makes @value missing in a way that counts as set, so that no variable of the document shows through.
 */
void
weir_value_set_absent (WeirValue *value)
{
  weir_value_clear (value);
  value->integer = 1;
}

gboolean
weir_value_is_absent (const WeirValue *value)
{
  return value->type == WEIR_VALUE_MISSING && value->integer != 0;
}

/**
 * weir_value_copy:
 * @source: may be @target
 *
 * Makes @target equal to @source; text and JSON are shared, not copied.
 */
void
weir_value_copy (const WeirValue *source, WeirValue *target)
{
  WeirValue copy = *source;

  if (weir_value_is_text (&copy))
    g_ref_string_acquire (copy.text);
  else if (copy.type == WEIR_VALUE_JSON)
    json_node_ref (copy.json);
  else if (copy.type == WEIR_VALUE_ANSWER)
    weir_captured_ref (copy.captured);
  weir_value_clear (target);
  *target = copy;
}

/**
 * weir_value_take_text:
 * @text: (transfer full): a g_malloc'd string, freed by this
 */
void
weir_value_take_text (WeirValue *value, char *text)
{
  weir_value_set_text (value, text, -1);
  g_free (text);
}

/**
 * weir_value_set_text:
 * @text: may be a part of what @value holds
 * @length: in bytes, -1 when @text ends with NUL
 */
void
weir_value_set_text (WeirValue *value, const char *text, gssize length)
{
  char *copy = length < 0 ? g_ref_string_new (text) : g_ref_string_new_len (text, length);

  weir_value_clear (value);
  value->type = WEIR_VALUE_TEXT;
  value->text = copy;
}

void
weir_value_set_integer (WeirValue *value, gint64 integer)
{
  weir_value_clear (value);
  value->type = WEIR_VALUE_INTEGER;
  value->integer = integer;
}

void
weir_value_set_double (WeirValue *value, double number)
{
  weir_value_clear (value);
  value->type = WEIR_VALUE_DOUBLE;
  value->number = number;
}

void
weir_value_set_boolean (WeirValue *value, gboolean boolean)
{
  weir_value_clear (value);
  value->type = WEIR_VALUE_BOOLEAN;
  value->boolean = !!boolean;
}

static void
set_scalar (WeirValue *value, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    weir_value_set_text (value, json_node_get_string (node) ? json_node_get_string (node) : "", -1);
  else if (type == G_TYPE_BOOLEAN)
    weir_value_set_boolean (value, json_node_get_boolean (node));
  else if (type == G_TYPE_DOUBLE || type == G_TYPE_FLOAT)
    weir_value_set_double (value, json_node_get_double (node));
  else
    weir_value_set_integer (value, json_node_get_int (node));
}

/**
 * weir_value_set_json:
 * @node: (transfer none): is sealed (made immutable) when it is an object or an array, and shared
 *
 * A scalar node gives the scalar type, a null node null.
 */
void
weir_value_set_json (WeirValue *value, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_VALUE:
      set_scalar (value, node);
      break;
    case JSON_NODE_NULL:
      weir_value_clear (value);
      value->type = WEIR_VALUE_NULL;
      break;
    case JSON_NODE_OBJECT:
    case JSON_NODE_ARRAY:
    default:
      if (!json_node_is_immutable (node))
        json_node_seal (node);
      json_node_ref (node);
      weir_value_clear (value);
      value->type = WEIR_VALUE_JSON;
      value->json = node;
      break;
    }
}

void
weir_value_set_captured (WeirValue *value, WeirCaptured *captured)
{
  weir_captured_ref (captured);
  weir_value_clear (value);
  value->type = WEIR_VALUE_ANSWER;
  value->captured = captured;
}

static void
append_plain (const WeirValue *value, GString *out)
{
  switch (value->type)
    {
    case WEIR_VALUE_BOOLEAN:
      g_string_append (out, value->boolean ? "true" : "false");
      break;
    case WEIR_VALUE_INTEGER:
      weir_number_append_integer (value->integer, out);
      break;
    case WEIR_VALUE_DOUBLE:
      weir_number_append (value->number, out);
      break;
    case WEIR_VALUE_TEXT:
    case WEIR_VALUE_XML:
    case WEIR_VALUE_CSV:
      g_string_append_len (out, value->text, (gssize) g_ref_string_length (value->text));
      break;
    case WEIR_VALUE_JSON:
      weir_json_append (value->json, out);
      break;
    case WEIR_VALUE_ANSWER:
      weir_value_append_text (weir_captured_get_body (value->captured), out);
      break;
    case WEIR_VALUE_MISSING:
    case WEIR_VALUE_NULL:
    default:
      break;
    }
}

/* In double quotes, with a backslash before each double quote and backslash. */
static void
append_quoted (const WeirValue *value, GString *out)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  append_plain (value, plain);
  g_string_append_c (out, '"');
  for (gsize i = 0; i < plain->len; i++)
    {
      if (plain->str[i] == '"' || plain->str[i] == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, plain->str[i]);
    }
  g_string_append_c (out, '"');
}

/**
 * weir_value_set_from_text:
 * @type: what @text was written from
 * @text: as weir_value_to_text() writes it
 *
 * What is no JSON although it should be becomes text.
 */
void
weir_value_set_from_text (WeirValue *value, WeirValueType type, const char *text)
{
  g_autoptr (JsonNode) json = NULL;

  switch (type)
    {
    case WEIR_VALUE_BOOLEAN:
      weir_value_set_boolean (value, g_str_equal (text, "true"));
      return;
    case WEIR_VALUE_INTEGER:
      weir_value_set_integer (value, g_ascii_strtoll (text, NULL, 10));
      return;
    case WEIR_VALUE_DOUBLE:
      weir_value_set_double (value, g_ascii_strtod (text, NULL));
      return;
    case WEIR_VALUE_MISSING:
    case WEIR_VALUE_NULL:
      weir_value_clear (value);
      value->type = type;
      return;
    case WEIR_VALUE_JSON:
      json = weir_json_parse (text, strlen (text));
      if (json)
        weir_value_set_json (value, json);
      else
        weir_value_set_text (value, text, -1);
      return;
    case WEIR_VALUE_ANSWER:
      weir_value_set_text (value, text, -1);
      return;
    case WEIR_VALUE_TEXT:
    case WEIR_VALUE_XML:
    case WEIR_VALUE_CSV:
    default:
      weir_value_set_text (value, text, -1);
      value->type = type;
      return;
    }
}

/**
 * weir_value_append_text:
 *
 * Appends @value as it stands in running text: missing and null give nothing, numbers have no locale and the
 * fewest digits that tell them apart, objects and arrays are compact JSON, quoted types stand in quotes.
 */
void
weir_value_append_text (const WeirValue *value, GString *out)
{
  if (value->is_quoted && value->type != WEIR_VALUE_MISSING)
    append_quoted (value, out);
  else
    append_plain (value, out);
}

/**
 * weir_value_to_text:
 *
 * Returns: (transfer full): @value as text, a quoted type without its quotes
 */
char *
weir_value_to_text (const WeirValue *value)
{
  GString *out;

  if (weir_value_is_text (value))
    return g_strdup (value->text);
  out = g_string_new (NULL);
  append_plain (value, out);
  return g_string_free (out, FALSE);
}

/**
 * weir_value_append_json:
 *
 * Appends @value as a JSON value: text quoted and escaped, missing as null.
 */
void
weir_value_append_json (const WeirValue *value, GString *out)
{
  switch (value->type)
    {
    case WEIR_VALUE_MISSING:
    case WEIR_VALUE_NULL:
      g_string_append (out, "null");
      break;
    case WEIR_VALUE_TEXT:
    case WEIR_VALUE_XML:
    case WEIR_VALUE_CSV:
      weir_json_append_string (value->text, out);
      break;
    case WEIR_VALUE_DOUBLE:
      weir_json_append_double (value->number, out);
      break;
    case WEIR_VALUE_ANSWER:
      weir_value_append_json (weir_captured_get_body (value->captured), out);
      break;
    case WEIR_VALUE_BOOLEAN:
    case WEIR_VALUE_INTEGER:
    case WEIR_VALUE_JSON:
    default:
      append_plain (value, out);
      break;
    }
}
