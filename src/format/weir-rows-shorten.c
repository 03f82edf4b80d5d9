/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rows-shorten.c: rows as the mapping they can be written as
 */

#include "config.h"

#include "weir-tree-edit.h"

#include <string.h>

/* YAML takes no longer keys on the line of their value. */
#define LONGEST_KEY 1000

/* A row with a name and a value and nothing else, and with a name of its own */
static gboolean
fits_mapping (const WeirNode *row, GHashTable *names)
{
  const WeirNode *name = NULL;

  if (row->kind != WEIR_NODE_MAPPING || weir_node_count (row) != 2 ||
      !g_str_equal (weir_node_entry (row, 1)->key->text, "value"))
    return FALSE;
  name = weir_node_entry (row, 0)->value;
  return strlen (name->text) <= LONGEST_KEY && strchr (name->text, '\n') == NULL &&
         g_hash_table_add (names, g_ascii_strdown (name->text, -1));
}

/**
 * weir_tree_editor_rows_to_mapping:
 * @self: an editor
 * @rows: a list of rows
 *
 * Returns: (transfer none) (nullable): the same as a mapping; %NULL when one of them is not ticked, has a
 *   description or repeats a name
 */
const WeirNode *
weir_tree_editor_rows_to_mapping (WeirTreeEditor *self, const WeirNode *rows)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WeirNode *mapping = NULL;

  for (guint i = 0; i < weir_node_count (rows); i++)
    if (!fits_mapping (weir_node_entry (rows, i)->value, names))
      return NULL;
  mapping = weir_tree_add (self->scratch, WEIR_NODE_MAPPING,
                           weir_node_count (rows) == 0 ? WEIR_NODE_FLOW : WEIR_NODE_BLOCK);
  for (guint i = 0; i < weir_node_count (rows); i++)
    {
      const WeirNode *row = weir_node_entry (rows, i)->value;

      weir_node_append (mapping, &(WeirEntry){ .key = weir_node_entry (row, 0)->value,
                                               .value = weir_node_entry (row, 1)->value });
    }
  return mapping;
}

/**
 * weir_tree_editor_shorten:
 * @self: an editor
 * @node: a node of a tree that was written
 * @shape: what it is
 *
 * Returns: (transfer none): the same with all rows below as mappings, where they can be; @node itself where
 *   there are none
 */
const WeirNode *
weir_tree_editor_shorten (WeirTreeEditor *self, const WeirNode *node, WeirShape shape)
{
  const WeirNode *short_rows = NULL;
  WeirNode *copy = NULL;

  if (node->kind == WEIR_NODE_SCALAR || shape == WEIR_SHAPE_ANY || shape == WEIR_SHAPE_FREE)
    return node;
  if (shape == WEIR_SHAPE_ROWS)
    {
      short_rows = weir_tree_editor_rows_to_mapping (self, node);
      return short_rows != NULL ? short_rows : node;
    }
  copy = weir_tree_add (self->scratch, node->kind, node->style);
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      WeirEntry entry = *weir_node_entry (node, i);
      WeirShape below =
          entry.key != NULL ? weir_shape_key (shape, entry.key->text).child : weir_shape_element (shape);

      entry.value = (WeirNode *) weir_tree_editor_shorten (self, entry.value, below);
      weir_node_append (copy, &entry);
    }
  return copy;
}
