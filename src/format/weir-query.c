/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-query.c: one path applied to one text, as JSON
 */

#include "config.h"

#include "weir-query.h"

#include <string.h>

#include "weir-json.h"
#include "weir-node.h"
#include "weir-path.h"

/* json-glib has no place for what it does not understand; our own reader has. */
static void
set_json_fault (const char *text, gsize length, GError **error)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (text, length, TRUE, &problem);

  if (tree != NULL)
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, "This is no JSON that can be read.");
  else if (problem->line == 0)
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, "%s", problem->message);
  else
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, "line %u, column %u: %s", problem->line,
                 problem->column, problem->message);
  g_clear_pointer (&problem, weir_problem_free);
}

static JsonNode *
list_nodes (GPtrArray *found)
{
  g_autoptr (JsonArray) array = json_array_sized_new (found->len);

  for (guint i = 0; i < found->len; i++)
    json_array_add_element (array, json_node_ref (g_ptr_array_index (found, i)));
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
list_paths (GPtrArray *found)
{
  g_autoptr (JsonArray) array = json_array_sized_new (found->len);

  for (guint i = 0; i < found->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (found, i));
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
query_json (const WeirJsonPath *path, const char *text, gsize length, gboolean as_paths, GError **error)
{
  gsize mark =
      length >= 3 && memcmp (text, "\357\273\277", 3) == 0 ? 3 : 0; /* files may begin so, JSON not */
  g_autoptr (JsonNode) root = weir_json_parse (text + mark, length - mark);
  g_autoptr (GPtrArray) found = NULL;

  if (root == NULL)
    {
      set_json_fault (text, length, error);
      return NULL;
    }
  found = as_paths ? weir_json_path_locate (path, root, error) : weir_json_path_all (path, root, error);
  if (found == NULL)
    return NULL;
  return as_paths ? list_paths (found) : list_nodes (found);
}

static JsonNode *
query_xml (const WeirXpath *path, const char *text, gsize length, gboolean as_paths, GError **error)
{
  g_autoptr (WeirXml) xml = NULL;

  if (as_paths)
    {
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                   "Where values are can be told in JSON only, for a path that begins with “$”.");
      return NULL;
    }
  xml = weir_xml_parse (text, length, error);
  return xml != NULL ? weir_xpath_all (path, xml, error) : NULL;
}

/**
 * weir_query_check:
 * @expression: a JSONPath or an XPath
 *
 * Returns: whether @expression is one; otherwise a #WEIR_LANGUAGE_ERROR with its column
 */
gboolean
weir_query_check (const char *expression, GError **error)
{
  g_autoptr (WeirPath) path = weir_path_parse (expression, error);

  return path != NULL;
}

/**
 * weir_query:
 * @expression: a JSONPath, for JSON, or an XPath, for XML
 * @text: any bytes
 * @length: how many
 * @as_paths: whether the normalized paths of what is found are wanted instead of the values
 * @n_found: (out): how many there are
 *
 * Returns: (transfer full) (nullable): a compact JSON array of what was found; %NULL with a
 *   #WEIR_LANGUAGE_ERROR or %WEIR_FORMAT_ERROR_INVALID
 */
char *
weir_query (const char *expression, const char *text, gsize length, gboolean as_paths, guint *n_found,
            GError **error)
{
  g_autoptr (WeirPath) path = weir_path_parse (expression, error);
  g_autoptr (JsonNode) found = NULL;
  GString *out = NULL;

  if (path == NULL)
    return NULL;
  found = path->json != NULL ? query_json (path->json, text, length, as_paths, error)
                             : query_xml (path->xml, text, length, as_paths, error);
  if (found == NULL)
    return NULL;
  *n_found = json_array_get_length (json_node_get_array (found));
  out = g_string_new (NULL);
  weir_json_append (found, out);
  return g_string_free (out, FALSE);
}
