/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-yaml-reader.c: libyaml's events into nodes that know where they stand
 *
 * Anchors, aliases and "<<" are followed here. An alias shares the node it names, so expanding costs no
 * memory; what it would cost whoever walks the tree is counted while reading and held within the limits.
 */

#include "config.h"

#include "weir-node.h"

#include <string.h>
#include <yaml.h>

#include "weir-cursor.h"
#include "weir-limits.h"

typedef struct
{
  WeirNode *node;
  WeirEntry next; /* of a mapping: with a key when that is read and its value not yet */
} WeirYamlFrame;

typedef struct
{
  yaml_parser_t parser;
  WeirTree *tree;
  const char *text;
  gsize length;
  WeirCursor start; /* libyaml counts characters; these turn its marks into lines, columns and bytes */
  WeirCursor end;
  GHashTable *anchors; /* name → WeirNode */
  GArray *frames;      /* the collections that are open, of WeirYamlFrame */
  guint64 n_expanded;  /* nodes, aliases counted each time */
  WeirProblem *problem;
} WeirYamlReader;

static gboolean
weir_yaml_reader_fail (WeirYamlReader *self, guint line, guint column, const char *message)
{
  self->problem = weir_problem_new (FALSE, line, column, NULL, message);
  return FALSE;
}

static gboolean
weir_yaml_reader_fail_at_event (WeirYamlReader *self, const yaml_event_t *event, const char *message)
{
  weir_cursor_move_to_index (&self->start, event->start_mark.index);
  return weir_yaml_reader_fail (self, self->start.line, self->start.column, message);
}

static gboolean
weir_yaml_reader_fail_for_size (WeirYamlReader *self, const yaml_event_t *event)
{
  g_autofree char *message = g_strdup_printf (
    self->n_expanded > self->tree->n_nodes + 1
      ? "The alias expansion of this document is too large: it has more than %d values."
      : "The document has more than %d values, the most there may be.",
    WEIR_LIMIT_DOCUMENT_NODES);

  return weir_yaml_reader_fail_at_event (self, event, message);
}

static gboolean
weir_yaml_reader_fail_for_depth (WeirYamlReader *self, const yaml_event_t *event)
{
  g_autofree char *message = g_strdup_printf ("The document is nested deeper than %d levels.",
                                              WEIR_LIMIT_DOCUMENT_DEPTH);

  return weir_yaml_reader_fail_at_event (self, event, message);
}

/* What a person most likely meant where libyaml stopped. */
static const char *
weir_yaml_reader_hint (const WeirYamlReader *self, const WeirCursor *place)
{
  const char *context = self->parser.context != NULL ? self->parser.context : "";
  const char *what = self->parser.problem != NULL ? self->parser.problem : "";
  char here = place->offset < self->length ? self->text[place->offset] : '\0';

  if (here == '\t')
    return " Indent with spaces, not with tabs.";
  if (here != '\0' && strchr ("@`%>|", here) != NULL && strstr (what, "cannot start any token") != NULL)
    return " Text that starts with this character must be in quotes.";
  if (strstr (context, "block scalar") != NULL)
    return " Text that starts with > or | must be in quotes.";
  if (strstr (what, "mapping values are not allowed") != NULL)
    return " Text with a colon and a blank in it must be in quotes; keys of one mapping start in one column.";
  if (strstr (context, "flow mapping") != NULL || strstr (context, "flow sequence") != NULL)
    return " Inside { } and [ ] a text with one of { } [ ] , in it, such as ${name}, must be in quotes.";
  if (strstr (context, "block mapping") != NULL)
    return " Keys of one mapping start in one column.";
  return "";
}

static gboolean
weir_yaml_reader_fail_for_syntax (WeirYamlReader *self)
{
  g_autofree char *message = NULL;
  WeirCursor place;

  weir_cursor_init (&place, self->text, self->length);
  if (self->parser.error == YAML_READER_ERROR)
    weir_cursor_move_to_offset (&place, self->parser.problem_offset);
  else
    weir_cursor_move_to_index (&place, self->parser.problem_mark.index);
  message = g_strdup_printf ("This is not valid YAML: %s%s%s.%s",
                             self->parser.problem != NULL ? self->parser.problem : "out of memory",
                             self->parser.context != NULL ? " " : "",
                             self->parser.context != NULL ? self->parser.context : "",
                             weir_yaml_reader_hint (self, &place));
  return weir_yaml_reader_fail (self, place.line, place.column, message);
}

static WeirNode *
weir_yaml_reader_add (WeirYamlReader *self, const yaml_event_t *event, WeirNodeKind kind, WeirNodeStyle style)
{
  WeirNode *node = NULL;

  self->n_expanded++;
  if (self->n_expanded > WEIR_LIMIT_DOCUMENT_NODES)
    {
      weir_yaml_reader_fail_for_size (self, event);
      return NULL;
    }
  node = weir_tree_add (self->tree, kind, style);
  weir_cursor_move_to_index (&self->start, event->start_mark.index);
  weir_cursor_move_to_index (&self->end, event->end_mark.index);
  node->line = self->start.line;
  node->column = self->start.column;
  node->start = self->start.offset;
  node->end = self->end.offset;
  return node;
}

static void
weir_yaml_reader_anchor (WeirYamlReader *self, const yaml_char_t *anchor, WeirNode *node)
{
  if (anchor == NULL)
    return;
  node->is_anchored = TRUE;
  g_hash_table_insert (self->anchors, g_strdup ((const char *) anchor), node);
}

/* Puts a node that is completely read where it belongs: the root, a key, a value or an element. It is written
 * at @start to @end: itself, or an alias. */
static gboolean
weir_yaml_reader_attach (WeirYamlReader *self, WeirNode *node, gboolean is_alias, gsize start, gsize end)
{
  WeirYamlFrame *frame = NULL;

  if (self->frames->len == 0)
    {
      self->tree->root = node;
      return TRUE;
    }
  frame = &g_array_index (self->frames, WeirYamlFrame, self->frames->len - 1);
  if (frame->node->kind == WEIR_NODE_MAPPING && frame->next.key == NULL)
    {
      if (node->kind != WEIR_NODE_SCALAR)
        return weir_yaml_reader_fail (self, node->line, node->column,
                                      "A key must be text, not a list or a mapping. Text that starts with {"
                                      " or [ must be in quotes.");
      frame->next = (WeirEntry) { .key = node, .key_start = start, .key_end = end };
      return TRUE;
    }
  if (frame->next.key == NULL)
    frame->next.key_start = frame->next.key_end = start;
  frame->next.value = node;
  frame->next.is_alias = is_alias;
  frame->next.start = start;
  frame->next.end = end;
  weir_node_append (frame->node, &frame->next);
  frame->next.key = NULL;
  return TRUE;
}

static gboolean
weir_yaml_reader_check_tag (WeirYamlReader *self, const yaml_event_t *event, const yaml_char_t *tag,
                            WeirNodeKind kind)
{
  static const char *const known[][5] = {
    [WEIR_NODE_SCALAR] = { "!", YAML_STR_TAG, NULL },
    [WEIR_NODE_SEQUENCE] = { "!", YAML_SEQ_TAG, NULL },
    [WEIR_NODE_MAPPING] = { "!", YAML_MAP_TAG, NULL },
  };
  g_autofree char *message = NULL;

  if (tag == NULL || g_strv_contains (known[kind], (const char *) tag))
    return TRUE;
  message = g_strdup_printf ("\"%.60s\" is read as a YAML tag, and tags have no meaning here. Text that"
                             " starts with ! must be in quotes.", (const char *) tag);
  return weir_yaml_reader_fail_at_event (self, event, message);
}

static gboolean
weir_yaml_reader_scalar (WeirYamlReader *self, const yaml_event_t *event)
{
  const char *value = (const char *) event->data.scalar.value;
  gsize length = event->data.scalar.length;
  WeirNodeStyle style = WEIR_NODE_QUOTED;
  WeirNode *node = NULL;

  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && event->data.scalar.tag == NULL)
    style = WEIR_NODE_PLAIN;
  else if (event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
           event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE)
    style = WEIR_NODE_BLOCK;
  if (!weir_yaml_reader_check_tag (self, event, event->data.scalar.tag, WEIR_NODE_SCALAR))
    return FALSE;
  if (memchr (value, '\0', length) != NULL)
    return weir_yaml_reader_fail_at_event (self, event, "This text holds the character NUL, which no text of"
                                                        " a document may hold.");
  node = weir_yaml_reader_add (self, event, WEIR_NODE_SCALAR, style);
  if (node == NULL)
    return FALSE;
  node->text = weir_tree_add_text (self->tree, value, (gssize) length);
  /* libyaml's end of a block scalar runs past the empty lines that follow it. */
  while (style == WEIR_NODE_BLOCK && node->end > node->start && g_ascii_isspace (self->text[node->end - 1]))
    node->end--;
  weir_yaml_reader_anchor (self, event->data.scalar.anchor, node);
  return weir_yaml_reader_attach (self, node, FALSE, node->start, node->end);
}

static gboolean
weir_yaml_reader_alias (WeirYamlReader *self, const yaml_event_t *event)
{
  const char *name = (const char *) event->data.alias.anchor;
  WeirNode *node = g_hash_table_lookup (self->anchors, name);
  g_autofree char *message = NULL;

  if (node == NULL)
    {
      message = g_strdup_printf ("Nothing before this place has the anchor &%.60s.", name);
      return weir_yaml_reader_fail_at_event (self, event, message);
    }
  if (node->kind != WEIR_NODE_SCALAR && node->height == 0)
    {
      message = g_strdup_printf ("*%.60s stands inside the value that it names.", name);
      return weir_yaml_reader_fail_at_event (self, event, message);
    }
  if (self->frames->len + node->height > WEIR_LIMIT_DOCUMENT_DEPTH)
    return weir_yaml_reader_fail_for_depth (self, event);
  self->n_expanded += node->size;
  if (self->n_expanded > WEIR_LIMIT_DOCUMENT_NODES)
    return weir_yaml_reader_fail_for_size (self, event);
  weir_cursor_move_to_index (&self->start, event->start_mark.index);
  weir_cursor_move_to_index (&self->end, event->end_mark.index);
  return weir_yaml_reader_attach (self, node, TRUE, self->start.offset, self->end.offset);
}

static gboolean
weir_yaml_reader_open (WeirYamlReader *self, const yaml_event_t *event, WeirNodeKind kind)
{
  gboolean is_mapping = kind == WEIR_NODE_MAPPING;
  gboolean is_flow = is_mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                                : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  const yaml_char_t *tag = is_mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
  const yaml_char_t *anchor = NULL;
  WeirYamlFrame frame = { .node = NULL };

  anchor = is_mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
  if (self->frames->len >= WEIR_LIMIT_DOCUMENT_DEPTH)
    return weir_yaml_reader_fail_for_depth (self, event);
  if (!weir_yaml_reader_check_tag (self, event, tag, kind))
    return FALSE;
  frame.node = weir_yaml_reader_add (self, event, kind, is_flow ? WEIR_NODE_FLOW : WEIR_NODE_BLOCK);
  if (frame.node == NULL)
    return FALSE;
  weir_yaml_reader_anchor (self, anchor, frame.node);
  g_array_append_val (self->frames, frame);
  return TRUE;
}

static gboolean
weir_yaml_reader_merge_mapping (WeirYamlReader *self, WeirNode *target, const WeirNode *source,
                                GHashTable *known)
{
  if (source->kind != WEIR_NODE_MAPPING)
    return weir_yaml_reader_fail (self, source->line, source->column,
                                  "\"<<\" takes a mapping or a list of mappings, usually an alias such as"
                                  " *base.");
  for (guint i = 0; i < weir_node_count (source); i++)
    {
      const WeirEntry *entry = weir_node_entry (source, i);

      if (g_hash_table_add (known, entry->key->text))
        weir_node_append (target, &(WeirEntry) { .key = entry->key, .value = entry->value,
                                                 .is_merged = TRUE });
    }
  return TRUE;
}

static gboolean
weir_yaml_reader_merge_value (WeirYamlReader *self, WeirNode *target, const WeirNode *value,
                              GHashTable *known)
{
  if (value->kind != WEIR_NODE_SEQUENCE)
    return weir_yaml_reader_merge_mapping (self, target, value, known);
  for (guint i = 0; i < weir_node_count (value); i++)
    if (!weir_yaml_reader_merge_mapping (self, target, weir_node_entry (value, i)->value, known))
      return FALSE;
  return TRUE;
}

static gboolean
weir_yaml_reader_is_merge (const WeirEntry *entry)
{
  return entry->key->style == WEIR_NODE_PLAIN && g_str_equal (entry->key->text, "<<");
}

/* Replaces "<<" by what it names, as entries that give way to those written in the mapping itself. */
static gboolean
weir_yaml_reader_merge (WeirYamlReader *self, WeirNode *mapping)
{
  g_autoptr (GArray) written = NULL;
  g_autoptr (GHashTable) known = NULL;
  gboolean has_merge = FALSE;

  for (guint i = 0; i < weir_node_count (mapping) && !has_merge; i++)
    has_merge = weir_yaml_reader_is_merge (weir_node_entry (mapping, i));
  if (!has_merge)
    return TRUE;

  known = g_hash_table_new (g_str_hash, g_str_equal);
  mapping->has_merge = TRUE;
  written = g_steal_pointer (&mapping->entries);
  mapping->entries = g_array_new (FALSE, FALSE, sizeof (WeirEntry));
  mapping->size = 1;
  for (guint i = 0; i < written->len; i++)
    {
      const WeirEntry *entry = &g_array_index (written, WeirEntry, i);

      if (weir_yaml_reader_is_merge (entry))
        continue;
      g_hash_table_add (known, entry->key->text);
      weir_node_append (mapping, entry);
    }
  for (guint i = 0; i < written->len; i++)
    {
      const WeirEntry *entry = &g_array_index (written, WeirEntry, i);

      if (weir_yaml_reader_is_merge (entry) &&
          !weir_yaml_reader_merge_value (self, mapping, entry->value, known))
        return FALSE;
    }
  return TRUE;
}

static void
weir_yaml_reader_set_extent (WeirYamlReader *self, WeirNode *node, const yaml_event_t *event)
{
  guint height = 0;

  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);

      height = MAX (height, entry->value->height);
      /* libyaml's end of a block collection runs past the blanks and comments that follow it. */
      if (node->style == WEIR_NODE_BLOCK)
        node->end = MAX (node->end, entry->end);
    }
  node->height = height + 1;
  if (node->style != WEIR_NODE_FLOW)
    return;
  weir_cursor_move_to_index (&self->end, event->end_mark.index);
  node->end = self->end.offset;
}

static gboolean
weir_yaml_reader_close (WeirYamlReader *self, const yaml_event_t *event)
{
  WeirNode *node = g_array_index (self->frames, WeirYamlFrame, self->frames->len - 1).node;

  weir_yaml_reader_set_extent (self, node, event);
  if (node->kind == WEIR_NODE_MAPPING && !weir_yaml_reader_merge (self, node))
    return FALSE;
  g_array_set_size (self->frames, self->frames->len - 1);
  return weir_yaml_reader_attach (self, node, FALSE, node->start, node->end);
}

static gboolean
weir_yaml_reader_handle (WeirYamlReader *self, const yaml_event_t *event)
{
  switch (event->type)
    {
    case YAML_DOCUMENT_START_EVENT:
      if (self->tree->root == NULL)
        return TRUE;
      return weir_yaml_reader_fail_at_event (self, event, "A second document starts here; a file holds"
                                                          " exactly one document.");
    case YAML_SCALAR_EVENT:
      return weir_yaml_reader_scalar (self, event);
    case YAML_ALIAS_EVENT:
      return weir_yaml_reader_alias (self, event);
    case YAML_SEQUENCE_START_EVENT:
      return weir_yaml_reader_open (self, event, WEIR_NODE_SEQUENCE);
    case YAML_MAPPING_START_EVENT:
      return weir_yaml_reader_open (self, event, WEIR_NODE_MAPPING);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return weir_yaml_reader_close (self, event);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    default:
      return TRUE;
    }
}

static gboolean
weir_yaml_reader_run (WeirYamlReader *self)
{
  gboolean done = FALSE;

  while (!done)
    {
      yaml_event_t event;
      gboolean handled = FALSE;

      if (!yaml_parser_parse (&self->parser, &event))
        return weir_yaml_reader_fail_for_syntax (self);
      done = event.type == YAML_STREAM_END_EVENT;
      handled = weir_yaml_reader_handle (self, &event);
      yaml_event_delete (&event);
      if (!handled)
        return FALSE;
    }
  if (self->tree->root == NULL)
    return weir_yaml_reader_fail (self, 1, 1, "The document is empty.");
  if (self->n_expanded > (guint64) WEIR_LIMIT_ALIAS_FACTOR * self->tree->n_nodes + WEIR_LIMIT_ALIAS_EXTRA)
    return weir_yaml_reader_fail (self, 1, 1, "The alias expansion of this document is too large: it is more"
                                              " than ten times what is written.");
  return TRUE;
}

/**
 * weir_tree_read_yaml:
 * @self: an empty tree
 * @text: valid UTF-8 without NUL
 * @length: its length in bytes
 * @problem: (out): what is not YAML, or beyond a limit
 *
 * Returns: whether @self has its nodes; otherwise *@problem is set
 */
gboolean
weir_tree_read_yaml (WeirTree *self, const char *text, gsize length, WeirProblem **problem)
{
  WeirYamlReader reader = { .tree = self, .text = text, .length = length };
  gboolean done = FALSE;

  if (!yaml_parser_initialize (&reader.parser))
    {
      *problem = weir_problem_new (FALSE, 0, 0, NULL, "There is not enough memory to read the document.");
      return FALSE;
    }
  yaml_parser_set_encoding (&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&reader.parser, (const unsigned char *) text, length);
  weir_cursor_init (&reader.start, text, length);
  weir_cursor_init (&reader.end, text, length);
  reader.anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.frames = g_array_new (FALSE, FALSE, sizeof (WeirYamlFrame));

  done = weir_yaml_reader_run (&reader);
  *problem = reader.problem;
  g_hash_table_unref (reader.anchors);
  g_array_unref (reader.frames);
  yaml_parser_delete (&reader.parser);
  return done;
}
