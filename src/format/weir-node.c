/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-node.c: a document as a tree of nodes that know where they stand; the same for YAML and JSON
 */

#include "config.h"

#include "weir-node.h"

#include <string.h>

#include "weir-cursor.h"
#include "weir-limits.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Documents have thousands of nodes, and all of a tree go at once. */
#define NODES_IN_BLOCK 256
#define BYTES_IN_CHUNK (16 * 1024)

static WeirProblem *
weir_tree_check_encoding (const char *text, gsize length)
{
  const char *end = NULL;
  WeirCursor cursor;

  if (g_utf8_validate_len (text, length, &end))
    return NULL;
  weir_cursor_init (&cursor, text, (gsize) (end - text));
  weir_cursor_move_to_offset (&cursor, cursor.length);
  return weir_problem_new (FALSE, cursor.line, cursor.column, NULL,
                           *end == '\0' ? "A NUL byte stands here; a document is text in UTF-8 without NUL."
                                        : "This is not UTF-8; save the document with the encoding UTF-8.");
}

/**
 * weir_tree_read:
 * @text: a document
 * @length: its length in bytes
 * @is_json: JSON, strictly, instead of YAML
 * @problem: (out): what makes it unreadable
 *
 * Reads the tree of a document within the limits of size, depth and number of nodes; what the nodes mean is
 * not looked at.
 *
 * Returns: (transfer full) (nullable): the tree, which has a root; NULL with *@problem set
 */
WeirTree *
weir_tree_read (const char *text, gsize length, gboolean is_json, WeirProblem **problem)
{
  g_autoptr (WeirTree) self = NULL;
  g_autofree char *message = NULL;
  gboolean done = FALSE;

  if (length > WEIR_LIMIT_DOCUMENT_BYTES)
    {
      message = g_strdup_printf ("The document has more than %d MB, the largest size that is read.",
                                 WEIR_LIMIT_DOCUMENT_BYTES / (1024 * 1024));
      *problem = weir_problem_new (FALSE, 0, 0, NULL, message);
      return NULL;
    }
  if (length >= strlen (BYTE_ORDER_MARK) && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }
  *problem = weir_tree_check_encoding (text, length);
  if (*problem != NULL)
    return NULL;

  self = weir_tree_new ();
  if (is_json)
    done = weir_tree_read_json (self, text, length, problem);
  else
    done = weir_tree_read_yaml (self, text, length, problem);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_tree_new:
 *
 * Returns: (transfer full): a tree without nodes
 */
WeirTree *
weir_tree_new (void)
{
  WeirTree *self = g_new0 (WeirTree, 1);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_chunk_new (BYTES_IN_CHUNK);
  return self;
}

/**
 * weir_tree_free:
 * @self: (transfer full): a tree; its nodes go with it
 */
void
weir_tree_free (WeirTree *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    {
      WeirNode *block = g_ptr_array_index (self->blocks, i / NODES_IN_BLOCK);

      g_clear_pointer (&block[i % NODES_IN_BLOCK].entries, g_array_unref);
    }
  g_ptr_array_unref (self->blocks);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * weir_tree_add:
 * @self: a tree
 * @kind: what the node is
 * @style: how it is written
 *
 * Returns: (transfer none): a new node that belongs to @self and stands nowhere yet
 */
WeirNode *
weir_tree_add (WeirTree *self, WeirNodeKind kind, WeirNodeStyle style)
{
  WeirNode *node = NULL;

  if (self->n_nodes % NODES_IN_BLOCK == 0)
    g_ptr_array_add (self->blocks, g_new0 (WeirNode, NODES_IN_BLOCK));
  node = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  node += self->n_nodes++ % NODES_IN_BLOCK;
  node->kind = kind;
  node->style = style;
  node->size = 1;
  if (kind != WEIR_NODE_SCALAR)
    node->entries = g_array_new (FALSE, FALSE, sizeof (WeirEntry));
  return node;
}

/**
 * weir_tree_add_text:
 * @self: a tree
 * @text: a text
 * @length: its length in bytes, or -1
 *
 * Returns: (transfer none): a copy that lives as long as @self
 */
char *
weir_tree_add_text (WeirTree *self, const char *text, gssize length)
{
  return g_string_chunk_insert_len (self->strings, text, length);
}

/**
 * weir_node_append:
 * @self: a collection
 * @entry: (transfer none): its value is a node that is completely read; copied
 */
void
weir_node_append (WeirNode *self, const WeirEntry *entry)
{
  g_array_append_vals (self->entries, entry, 1);
  self->size += entry->value->size + (entry->key != NULL ? entry->key->size : 0);
}

/**
 * weir_node_count:
 * @self: a node
 *
 * Returns: the number of its entries; 0 for a scalar
 */
guint
weir_node_count (const WeirNode *self)
{
  return self->entries != NULL ? self->entries->len : 0;
}

/**
 * weir_node_entry:
 * @self: a collection
 * @index: less than weir_node_count()
 *
 * Returns: (transfer none): the entry
 */
const WeirEntry *
weir_node_entry (const WeirNode *self, guint index)
{
  return &g_array_index (self->entries, WeirEntry, index);
}

/**
 * weir_node_is_null:
 * @self: a node
 *
 * Returns: whether it is written as nothing, "~" or "null" without quotes, which means "not given"
 */
gboolean
weir_node_is_null (const WeirNode *self)
{
  static const char *const words[] = { "", "~", "null", "Null", "NULL", NULL };

  return self->kind == WEIR_NODE_SCALAR && self->style == WEIR_NODE_PLAIN &&
         g_strv_contains (words, self->text);
}

/**
 * weir_node_find:
 * @self: a node
 * @key: a key, in any case
 *
 * Returns: (transfer none) (nullable): the value of the first entry with that key that is not null
 */
WeirNode *
weir_node_find (const WeirNode *self, const char *key)
{
  if (self->kind != WEIR_NODE_MAPPING)
    return NULL;
  for (guint i = 0; i < weir_node_count (self); i++)
    {
      const WeirEntry *entry = weir_node_entry (self, i);

      if (g_ascii_strcasecmp (entry->key->text, key) == 0 && !weir_node_is_null (entry->value))
        return entry->value;
    }
  return NULL;
}

/**
 * weir_node_find_index:
 * @self: a node
 * @key: a key, in any case
 *
 * Returns: the first entry with that key, be it null or not: the one that counts; -1 when there is none
 */
int
weir_node_find_index (const WeirNode *self, const char *key)
{
  for (guint i = 0; self->kind == WEIR_NODE_MAPPING && i < weir_node_count (self); i++)
    if (g_ascii_strcasecmp (weir_node_entry (self, i)->key->text, key) == 0)
      return (int) i;
  return -1;
}

/**
 * weir_node_is_equal:
 * @a: (nullable): a node of a tree that was written, not read
 * @b: (nullable): another
 *
 * Returns: whether both say the same, in the same order
 */
gboolean
weir_node_is_equal (const WeirNode *a, const WeirNode *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind || weir_node_count (a) != weir_node_count (b))
    return FALSE;
  if (a->kind == WEIR_NODE_SCALAR)
    return g_str_equal (a->text, b->text) && (a->style == b->style || !a->is_typed) &&
           a->is_typed == b->is_typed;
  for (guint i = 0; i < weir_node_count (a); i++)
    if ((a->kind == WEIR_NODE_MAPPING &&
         !g_str_equal (weir_node_entry (a, i)->key->text, weir_node_entry (b, i)->key->text)) ||
        !weir_node_is_equal (weir_node_entry (a, i)->value, weir_node_entry (b, i)->value))
      return FALSE;
  return TRUE;
}
