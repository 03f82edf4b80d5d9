/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path.c: what a JSONPath selects
 */

#include "config.h"

#include "weir-json-path-private.h"

#include "weir-limits.h"

/* "$..*..*" can reach a node in very many ways; what is found after this many looks is not found. */
#define MAX_VISITS 20000000
#define MAX_FOUND 5000000

typedef struct
{
  const WeirJsonPath *path;
  GPtrArray *found;
  guint wanted; /* stops when so many are found */
  guint visits;
} Search;

static void search_from (Search *search, guint segment, JsonNode *node, guint depth);

static gboolean
is_done (const Search *search)
{
  return search->found->len >= search->wanted || search->visits >= MAX_VISITS;
}

typedef void (*ChildFunc) (Search *search, guint segment, JsonNode *child, guint depth);

static void
foreach_child (Search *search, guint segment, JsonNode *node, guint depth, ChildFunc function)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint length = json_array_get_length (array);

      for (guint i = 0; i < length && !is_done (search); i++)
        function (search, segment, json_array_get_element (array, i), depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name; /* json-glib 1.6 does not take NULL for it */
      JsonNode *child;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (!is_done (search) && json_object_iter_next_ordered (&iter, &name, &child))
        function (search, segment, child, depth + 1);
    }
}

static void
apply_selector (Search *search, const WeirSelector *selector, guint segment, JsonNode *node, guint depth)
{
  JsonNode *child = NULL;

  if (selector->kind == WEIR_SELECTOR_WILDCARD)
    {
      foreach_child (search, segment + 1, node, depth, search_from);
      return;
    }
  if (selector->kind == WEIR_SELECTOR_NAME && JSON_NODE_HOLDS_OBJECT (node))
    child = json_object_get_member (json_node_get_object (node), selector->name);
  else if (selector->kind == WEIR_SELECTOR_INDEX && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      gint64 length = json_array_get_length (array);
      gint64 index = selector->index < 0 ? selector->index + length : selector->index;

      if (index >= 0 && index < length)
        child = json_array_get_element (array, (guint) index);
    }
  if (child)
    search_from (search, segment + 1, child, depth + 1);
}

static void
apply_segment (Search *search, guint index, JsonNode *node, guint depth)
{
  const WeirSegment *segment = &g_array_index (search->path->segments, WeirSegment, index);

  search->visits++;
  for (guint i = 0; i < segment->selectors->len && !is_done (search); i++)
    apply_selector (search, &g_array_index (segment->selectors, WeirSelector, i), index, node, depth);
}

static void
apply_to_descendants (Search *search, guint index, JsonNode *node, guint depth)
{
  if (depth > WEIR_LIMIT_JSON_DEPTH)
    return;
  apply_segment (search, index, node, depth);
  foreach_child (search, index, node, depth, apply_to_descendants);
}

/* Depth first: each found node goes through all later segments before the next one, which gives RFC 9535's
 * order without lists in between. */
static void
search_from (Search *search, guint segment, JsonNode *node, guint depth)
{
  if (is_done (search))
    return;
  if (segment == search->path->segments->len)
    g_ptr_array_add (search->found, node);
  else if (g_array_index (search->path->segments, WeirSegment, segment).is_descendant)
    apply_to_descendants (search, segment, node, depth);
  else
    apply_segment (search, segment, node, depth);
}

/**
 * weir_json_path_is_singular:
 *
 * Returns: whether the path can select one node at most
 */
gboolean
weir_json_path_is_singular (const WeirJsonPath *self)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      const WeirSegment *segment = &g_array_index (self->segments, WeirSegment, i);

      if (segment->is_descendant || segment->selectors->len != 1 ||
          g_array_index (segment->selectors, WeirSelector, 0).kind == WEIR_SELECTOR_WILDCARD)
        return FALSE;
    }
  return TRUE;
}

/**
 * weir_json_path_first:
 *
 * Returns: (transfer none) (nullable): the first node that the path selects below @root
 */
JsonNode *
weir_json_path_first (const WeirJsonPath *self, JsonNode *root)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  Search search = { self, found, 1, 0 };

  search_from (&search, 0, root, 0);
  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

/**
 * weir_json_path_all:
 *
 * The nodes the path selects below @root, in RFC 9535's order and with its repetitions. The search ends
 * after 20 million looks or 5 million nodes, far beyond what a body of the allowed size needs.
 *
 * Returns: (transfer container) (element-type JsonNode): borrowed from @root
 */
GPtrArray *
weir_json_path_all (const WeirJsonPath *self, JsonNode *root)
{
  GPtrArray *found = g_ptr_array_new ();
  Search search = { self, found, MAX_FOUND, 0 };

  search_from (&search, 0, root, 0);
  return found;
}
