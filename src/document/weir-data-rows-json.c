/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-rows-json.c: rows of JSON: an array of objects, each read by itself when it is needed
 */

#include "config.h"

#include "weir-data-rows-private.h"

#include <string.h>

#include "weir-json.h"
#include "weir-limits.h"

#define BLANKS " \t\r\n"
#define EXAMPLE "Write an array of objects, such as [{\"user\": \"ada\"}]."

/* Behind the object that begins at @at; where the text ends when the object does not. */
static const char *
find_end (const char *at)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (; *at != '\0'; at++)
    {
      if (in_string)
        {
          if (*at == '\\' && at[1] != '\0')
            at++;
          else if (*at == '"')
            in_string = FALSE;
        }
      else if (*at == '"')
        in_string = TRUE;
      else if (*at == '[' || *at == '{')
        depth++;
      else if ((*at == ']' || *at == '}') && --depth == 0)
        return at + 1;
    }
  return at;
}

static gboolean
add_columns (WeirDataRows *rows, const char *at, JsonObject *object, GHashTable *known, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      if (g_hash_table_contains (known, name))
        continue;
      if (!weir_data_add_column (rows, at, name, error))
        return FALSE;
      g_hash_table_add (known, g_strdup (name));
    }
  return TRUE;
}

static gboolean
read_object (WeirDataRows *rows, const char *at, const char *end, GHashTable *known, GError **error)
{
  const char *text = g_bytes_get_data (rows->bytes, NULL);
  g_autoptr (JsonNode) node = weir_json_parse (at, (gsize) (end - at));

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return weir_data_fail (rows, at, error, "The object that begins here is no valid JSON, or goes deeper"
                                            " than %d levels.",
                           WEIR_LIMIT_JSON_DEPTH);
  return add_columns (rows, at, json_node_get_object (node), known, error) &&
         weir_data_add_row (rows, at, (gsize) (at - text), error);
}

static gboolean
read_objects (WeirDataRows *rows, const char **at, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  do
    {
      const char *end;

      *at += 1 + strspn (*at + 1, BLANKS);
      if (**at != '{')
        return weir_data_fail (rows, *at, error, "An object should begin here. " EXAMPLE);
      end = find_end (*at);
      if (!read_object (rows, *at, end, known, error))
        return FALSE;
      *at = end + strspn (end, BLANKS);
    }
  while (**at == ',');
  return **at == ']' || weir_data_fail (rows, *at, error, "A comma or the end of the array, “]”, should stand"
                                                          " here.");
}

/*
 * weir_data_read_json:
 * @rows: rows whose text is known
 *
 * Element by element, so that a large file does not become a much larger tree. The keys of all objects
 * together are the columns.
 *
 * Returns: whether it is an array of objects with at least one key; %FALSE with @error set
 */
gboolean
weir_data_read_json (WeirDataRows *rows, GError **error)
{
  const char *text = g_bytes_get_data (rows->bytes, NULL);
  const char *at = text + (g_str_has_prefix (text, "\xef\xbb\xbf") ? 3 : 0);

  at += strspn (at, BLANKS);
  if (*at != '[')
    return weir_data_fail (rows, at, error, "It is no JSON array. " EXAMPLE);
  if (at[1 + strspn (at + 1, BLANKS)] == ']')
    return weir_data_fail (rows, at, error, "The array is empty. " EXAMPLE);
  if (!read_objects (rows, &at, error))
    return FALSE;
  at++;
  at += strspn (at, BLANKS);
  if (*at != '\0')
    return weir_data_fail (rows, at, error, "There is something behind the end of the array; remove it.");
  return rows->columns->len > 0 ||
         weir_data_fail (rows, NULL, error, "None of its objects has a key. " EXAMPLE);
}

/*
 * weir_data_get_object:
 * @rows: rows of JSON
 * @row: which of them, from 0
 * @values: one for each column
 */
void
weir_data_get_object (const WeirDataRows *rows, guint row, WeirValue *values)
{
  const char *at = (const char *) g_bytes_get_data (rows->bytes, NULL) +
                   g_array_index (rows->offsets, guint32, row);
  g_autoptr (JsonNode) node = weir_json_parse (at, (gsize) (find_end (at) - at));
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; i < rows->columns->len; i++)
    {
      JsonNode *member = json_object_get_member (object, g_ptr_array_index (rows->columns, i));

      weir_value_clear (&values[i]);
      if (member)
        weir_value_set_json (&values[i], member);
    }
}
