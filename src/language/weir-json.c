/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json.c: JsonNode → JSON text with exact numbers, and when two are equal
 */

#include "config.h"

#include "weir-json.h"

#include <math.h>
#include <string.h>

#include "weir-language-private.h"

/**
 * weir_json_append_escaped:
 *
 * Appends @text as it stands between the quotes of a JSON string; bytes that are no UTF-8 become U+FFFD.
 */
void
weir_json_append_escaped (const char *text, GString *out)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char *p = valid ? valid : text;

  while (*p)
    {
      const char *start = p;

      while ((guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        p++;
      g_string_append_len (out, start, p - start);
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p == '\r')
        g_string_append (out, "\\r");
      else if (*p == '\t')
        g_string_append (out, "\\t");
      else
        g_string_append_printf (out, "\\u%04x", (guchar) *p);
      p++;
    }
}

void
weir_json_append_string (const char *text, GString *out)
{
  g_string_append_c (out, '"');
  weir_json_append_escaped (text, out);
  g_string_append_c (out, '"');
}

/**
 * weir_json_append_double:
 *
 * Appends a number that reads back as the same double ("2.0", "41.5"); JSON has no NaN and no infinity, these
 * become null.
 */
void
weir_json_append_double (double number, GString *out)
{
  gsize start = out->len;

  if (!isfinite (number))
    {
      g_string_append (out, "null");
      return;
    }
  weir_number_append (number, out);
  if (!strpbrk (out->str + start, ".e"))
    g_string_append (out, ".0");
}

static void
append_scalar (JsonNode *node, GString *out)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    weir_json_append_string (json_node_get_string (node) ? json_node_get_string (node) : "", out);
  else if (type == G_TYPE_DOUBLE || type == G_TYPE_FLOAT)
    weir_json_append_double (json_node_get_double (node), out);
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else
    weir_number_append_integer (json_node_get_int (node), out);
}

static void
append_object (JsonObject *object, GString *out)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      weir_json_append_string (name, out);
      g_string_append_c (out, ':');
      weir_json_append (member, out);
    }
  g_string_append_c (out, '}');
}

/**
 * weir_json_append:
 *
 * Appends @node as compact JSON, members in their order.
 */
void
weir_json_append (JsonNode *node, GString *out)
{
  JsonArray *array;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (json_node_get_object (node), out);
      break;
    case JSON_NODE_ARRAY:
      array = json_node_get_array (node);
      g_string_append_c (out, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          weir_json_append (json_array_get_element (array, i), out);
        }
      g_string_append_c (out, ']');
      break;
    case JSON_NODE_VALUE:
      append_scalar (node, out);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

static gboolean
objects_equal (JsonObject *a, JsonObject *b, guint64 *steps)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;
  json_object_iter_init (&iter, a);
  while (json_object_iter_next (&iter, &name, &member))
    {
      JsonNode *other = json_object_get_member (b, name);

      if (!other || !weir_json_equal_within (member, other, steps))
        return FALSE;
    }
  return TRUE;
}

static gboolean
arrays_equal (JsonArray *a, JsonArray *b, guint64 *steps)
{
  if (json_array_get_length (a) != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (a); i++)
    if (!weir_json_equal_within (json_array_get_element (a, i), json_array_get_element (b, i), steps))
      return FALSE;
  return TRUE;
}

/* FALSE when @node is no number. */
gboolean
weir_json_get_number (JsonNode *node, WeirNumber *number)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_DOUBLE)
    *number = (WeirNumber){ FALSE, 0, json_node_get_double (node) };
  else if (type == G_TYPE_INT64)
    *number = (WeirNumber){ TRUE, json_node_get_int (node), (double) json_node_get_int (node) };
  else
    return FALSE;
  return TRUE;
}

static gboolean
scalars_equal (JsonNode *a, JsonNode *b)
{
  WeirNumber left, right;

  if (weir_json_get_number (a, &left))
    return weir_json_get_number (b, &right) && weir_number_order (&left, &right) == 0;
  if (json_node_get_value_type (a) != json_node_get_value_type (b))
    return FALSE;
  if (json_node_get_value_type (a) == G_TYPE_STRING)
    return g_strcmp0 (json_node_get_string (a), json_node_get_string (b)) == 0;
  return json_node_get_boolean (a) == json_node_get_boolean (b);
}

/* As weir_json_equal(), but looks at no more than @steps nodes and takes off what it used; FALSE and no steps
 * left when they did not suffice. */
gboolean
weir_json_equal_within (JsonNode *a, JsonNode *b, guint64 *steps)
{
  JsonNodeType type = json_node_get_node_type (a);

  if (*steps == 0)
    return FALSE;
  --*steps;
  if (a == b)
    return TRUE;
  if (type != json_node_get_node_type (b))
    return FALSE;
  if (type == JSON_NODE_OBJECT)
    return objects_equal (json_node_get_object (a), json_node_get_object (b), steps);
  if (type == JSON_NODE_ARRAY)
    return arrays_equal (json_node_get_array (a), json_node_get_array (b), steps);
  return type == JSON_NODE_NULL || scalars_equal (a, b);
}

/**
 * weir_json_equal:
 *
 * Returns: whether the two are equal as JSON: the order of members does not count, and 1 equals 1.0
 */
gboolean
weir_json_equal (JsonNode *a, JsonNode *b)
{
  guint64 steps = G_MAXUINT64;

  return weir_json_equal_within (a, b, &steps);
}
