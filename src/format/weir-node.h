/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-node.h: a document as a tree of nodes that know where they stand; the same for YAML and JSON
 */

#pragma once

#include <glib.h>

#include "weir-problem.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_NODE_SCALAR,
  WEIR_NODE_SEQUENCE,
  WEIR_NODE_MAPPING,
} WeirNodeKind;

typedef enum
{
  WEIR_NODE_PLAIN, /* of scalars: without quotes; a JSON number, true, false or null */
  WEIR_NODE_QUOTED,
  WEIR_NODE_BLOCK, /* literal and folded scalars; collections by indentation */
  WEIR_NODE_FLOW,  /* collections in brackets */
} WeirNodeStyle;

typedef struct _WeirNode WeirNode;

/* An entry of a mapping, or of a sequence (key NULL). Merged ones came through "<<", stand after the written
 * ones, and give way to them. */
typedef struct
{
  WeirNode *key;
  WeirNode *value;
  gboolean is_merged;
  gboolean is_alias; /* of the value: what stands here is "*name" */
  gsize key_start;   /* where key and value are written; differs from their nodes where an alias stands */
  gsize key_end;
  gsize start;
  gsize end;
} WeirEntry;

/* An alias is the node it names, so a node may stand at several places of the tree, never below itself. */
struct _WeirNode
{
  WeirNodeKind kind;
  WeirNodeStyle style;
  guint line;      /* from 1 */
  guint column;    /* characters, from 1 */
  gsize start;     /* bytes from the start of the text without byte order mark */
  gsize end;
  char *text;      /* of scalars; no NUL inside */
  GArray *entries; /* of WeirEntry; of collections */
  guint size;      /* nodes below and this one, aliases counted each time */
  guint height;    /* of YAML collections: how many levels; 0 while the collection is still being read */
  gboolean is_anchored;
  gboolean is_typed; /* of what is to be written: reading it back must give a JSON value of the same type */
  gboolean has_merge; /* of mappings: "<<" is one of the keys */
};

typedef struct
{
  GPtrArray *blocks;     /* of WeirNode, many in one piece */
  GStringChunk *strings; /* their texts */
  guint n_nodes;
  WeirNode *root;
} WeirTree;

WeirTree *weir_tree_read (const char *text, gsize length, gboolean is_json, WeirProblem **problem);
WeirTree *weir_tree_new (void);
void weir_tree_free (WeirTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTree, weir_tree_free)

guint weir_node_count (const WeirNode *self);
const WeirEntry *weir_node_entry (const WeirNode *self, guint index);
gboolean weir_node_is_null (const WeirNode *self);
WeirNode *weir_node_find (const WeirNode *self, const char *key);
gboolean weir_node_is_equal (const WeirNode *a, const WeirNode *b);
int weir_node_find_index (const WeirNode *self, const char *key);

/* For those that make trees */
WeirNode *weir_tree_add (WeirTree *self, WeirNodeKind kind, WeirNodeStyle style);
char *weir_tree_add_text (WeirTree *self, const char *text, gssize length);
void weir_node_append (WeirNode *self, const WeirEntry *entry);
gboolean weir_tree_read_yaml (WeirTree *self, const char *text, gsize length, WeirProblem **problem);
gboolean weir_tree_read_json (WeirTree *self, const char *text, gsize length, WeirProblem **problem);

G_END_DECLS
