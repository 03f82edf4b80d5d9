/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-style.c: how a document is laid out, and nodes written so
 */

#include "config.h"

#include "weir-text-style.h"

#include <string.h>

/* A row in one line is not longer than this. */
#define LONGEST_ROW 120

static gboolean
is_one_line (const WeirTextStyle *self, const WeirEntry *entry)
{
  const char *start = self->layout->text + entry->start;

  return entry->value->style == WEIR_NODE_FLOW && !entry->is_alias && !entry->is_merged &&
         memchr (start, '\n', entry->end - entry->start) == NULL &&
         memchr (start, '\r', entry->end - entry->start) == NULL;
}

static void
learn_entry (WeirTextStyle *self, const WeirEntry *entry)
{
  const char *key = entry->key != NULL ? entry->key->text : NULL;

  if (key == NULL || weir_node_count (entry->value) == 0 || entry->is_alias || entry->is_merged)
    return;
  if (!g_hash_table_contains (self->compact, key))
    g_hash_table_insert (self->compact, g_strdup (key), GINT_TO_POINTER (is_one_line (self, entry)));
  if (entry->value->kind == WEIR_NODE_SEQUENCE)
    {
      const WeirEntry *first = weir_node_entry (entry->value, 0);
      g_autofree char *item = g_strconcat (key, "[]", NULL);

      if (!first->is_alias && weir_node_count (first->value) > 0 &&
          !g_hash_table_contains (self->compact, item))
        g_hash_table_insert (self->compact, g_steal_pointer (&item),
                             GINT_TO_POINTER (is_one_line (self, first)));
    }
}

/* How far the first entry of a block stands to the right of its key */
static void
learn_steps (WeirTextStyle *self, const WeirEntry *entry)
{
  const WeirNode *node = entry->value;
  const WeirEntry *first = weir_node_count (node) > 0 ? weir_node_entry (node, 0) : NULL;
  gsize outer = 0;
  gsize inner = 0;

  if (entry->key == NULL || entry->is_alias || entry->is_merged || first == NULL || first->is_merged ||
      node->style != WEIR_NODE_BLOCK)
    return;
  outer = entry->key_start - weir_layout_line_start (self->layout, entry->key_start);
  inner = node->kind == WEIR_NODE_MAPPING ? first->key_start : node->start;
  inner -= weir_layout_line_start (self->layout, inner);
  if (node->kind == WEIR_NODE_MAPPING && inner > outer && self->step == 0)
    self->step = inner - outer;
  else if (node->kind == WEIR_NODE_SEQUENCE && inner >= outer && self->list_step == G_MAXSIZE)
    self->list_step = inner - outer;
}

/* In document order; what comes first counts. */
static void
learn (WeirTextStyle *self, const WeirNode *node)
{
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);

      learn_entry (self, entry);
      learn_steps (self, entry);
      if (!entry->is_alias && !entry->is_merged)
        learn (self, entry->value);
    }
}

/* Of the first mapping in one line */
static const char *
find_padding (const WeirTextStyle *self, const WeirNode *node)
{
  const char *start = self->layout->text + node->start;
  const char *found = "";

  if (node->kind == WEIR_NODE_MAPPING && weir_node_count (node) > 0 &&
      memchr (start, '\n', node->end - node->start) == NULL)
    return start[1] == ' ' ? " " : "";
  for (guint i = 0; i < weir_node_count (node) && *found == '\0'; i++)
    found = find_padding (self, weir_node_entry (node, i)->value);
  return found;
}

static void
learn_json (WeirTextStyle *self)
{
  const WeirEntry *first = weir_node_count (self->root) > 0 ? weir_node_entry (self->root, 0) : NULL;

  if (first == NULL || first->key == NULL)
    return;
  self->padding = find_padding (self, self->root);
  self->is_spread = weir_layout_is_first_in_line (self->layout, first->key_start);
  if (self->layout->text[first->start - 1] == ':')
    self->colon = ":";
  if (self->is_spread)
    {
      g_free (self->unit);
      self->unit = weir_layout_indentation (self->layout, first->key_start);
    }
}

/**
 * weir_text_style_init:
 * @self: what to set up
 * @layout: (transfer none): a document
 * @root: (transfer none): its tree
 * @is_json: whether it is JSON
 *
 * Learns from the document how it is laid out.
 */
void
weir_text_style_init (WeirTextStyle *self, const WeirLayout *layout, const WeirNode *root, gboolean is_json)
{
  *self = (WeirTextStyle){ .layout = layout,
                           .root = root,
                           .is_json = is_json,
                           .list_step = G_MAXSIZE,
                           .colon = ": ",
                           .padding = " ",
                           .unit = g_strdup ("  ") };
  self->line_break = weir_layout_line_break (layout);
  self->compact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  learn (self, root);
  self->step = self->step == 0 ? 2 : self->step;
  self->list_step = self->list_step == G_MAXSIZE ? self->step : self->list_step;
  if (is_json)
    learn_json (self);
  if (is_json)
    self->quote = '"';
}

/**
 * weir_text_style_clear:
 * @self: a style
 */
void
weir_text_style_clear (WeirTextStyle *self)
{
  g_clear_pointer (&self->compact, g_hash_table_unref);
  g_clear_pointer (&self->unit, g_free);
}

/**
 * weir_text_style_scalar_place:
 * @self: a style
 * @place: a place; its indentation must stay
 *
 * Returns: the same for a scalar
 */
WeirScalarPlace
weir_text_style_scalar_place (const WeirTextStyle *self, const WeirTextPlace *place)
{
  return (WeirScalarPlace){ .is_json = self->is_json,
                            .is_flow = place->is_flow,
                            .line_break = self->line_break,
                            .indentation = self->is_json || place->is_flow ? NULL : place->indentation,
                            .step = self->step };
}

static gboolean
is_step_key (const char *key)
{
  static const char *const keys[] = { "[]", "steps[]", "beforeAll[]", "afterAll[]", NULL };

  return g_strv_contains (keys, key);
}

static gboolean
is_row (const WeirNode *node, gsize *length)
{
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);

      if (entry->value->kind != WEIR_NODE_SCALAR && entry->value->style != WEIR_NODE_FLOW)
        return FALSE;
      if (entry->value->kind == WEIR_NODE_SCALAR)
        *length += strlen (entry->value->text);
      if (entry->value->kind == WEIR_NODE_SCALAR && strchr (entry->value->text, '\n') != NULL)
        return FALSE;
      *length += entry->key != NULL ? strlen (entry->key->text) + 4 : 2;
    }
  return TRUE;
}

/**
 * weir_text_style_is_compact:
 * @self: a style
 * @node: a node that is to be written
 * @place: where
 *
 * Returns: whether it is written in one line of brackets: as others of that key are, otherwise if it is a
 *   short row of a list
 */
gboolean
weir_text_style_is_compact (const WeirTextStyle *self, const WeirNode *node, const WeirTextPlace *place)
{
  gpointer known = NULL;
  gsize length = 0;

  if (node->kind == WEIR_NODE_SCALAR || node->style == WEIR_NODE_FLOW)
    return TRUE;
  if (place->is_flow && !self->is_spread)
    return TRUE;
  if (!is_row (node, &length) || length > LONGEST_ROW)
    return FALSE;
  if (g_hash_table_lookup_extended (self->compact, place->key, NULL, &known))
    return GPOINTER_TO_INT (known);
  return !self->is_json && place->is_item && node->kind == WEIR_NODE_MAPPING && !is_step_key (place->key);
}

/* "{ a: 1 }", or in lines */
static void
append_brackets (const WeirTextStyle *self, const WeirNode *node, const WeirTextPlace *place, GString *out)
{
  gboolean is_compact = weir_text_style_is_compact (self, node, place);
  gboolean is_mapping = node->kind == WEIR_NODE_MAPPING;
  const char *padding = is_mapping ? self->padding : "";
  const char *blank = self->colon + 1;
  g_autofree char *inner = g_strconcat (place->indentation, self->unit, NULL);
  g_autofree char *item = g_strconcat (place->key, "[]", NULL);
  guint count = weir_node_count (node);

  g_string_append_c (out, is_mapping ? '{' : '[');
  for (guint i = 0; i < count; i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      WeirTextPlace below = { is_mapping ? entry->key->text : item, is_compact ? place->indentation : inner,
                              TRUE, !is_mapping };

      if (is_compact)
        g_string_append (out, i == 0 ? padding : blank);
      else
        g_string_append_printf (out, "%s%s", self->line_break, inner);
      if (is_mapping)
        weir_text_style_append_entry (self, entry->key->text, entry->value, &below, out);
      else
        weir_text_style_append_item (self, entry->value, &below, out);
      g_string_append (out, i + 1 < count ? "," : "");
    }
  if (count > 0 && is_compact)
    g_string_append (out, padding);
  else if (count > 0)
    g_string_append_printf (out, "%s%s", self->line_break, place->indentation);
  g_string_append_c (out, is_mapping ? '}' : ']');
}

/* @is_inline: the first entry stands behind a dash. */
static void
append_block (const WeirTextStyle *self, const WeirNode *node, const WeirTextPlace *place, gboolean is_inline,
              GString *out)
{
  gboolean is_mapping = node->kind == WEIR_NODE_MAPPING;
  gsize step = is_inline ? 2 : is_mapping ? self->step : self->list_step;
  g_autofree char *more = g_strnfill (step, ' ');
  g_autofree char *indentation = g_strconcat (place->indentation, more, NULL);
  g_autofree char *item = g_strconcat (place->key, "[]", NULL);

  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      WeirTextPlace below = { is_mapping ? entry->key->text : item, indentation, FALSE, !is_mapping };

      if (is_inline && i == 0)
        g_string_append_c (out, ' ');
      else
        g_string_append_printf (out, "%s%s", self->line_break, indentation);
      if (is_mapping)
        weir_text_style_append_entry (self, entry->key->text, entry->value, &below, out);
      else
        weir_text_style_append_item (self, entry->value, &below, out);
    }
}

/**
 * weir_text_style_append_value:
 * @self: a style
 * @node: a node of a tree that was written
 * @place: where it is to stand
 * @out: where what follows "key:" or "-" is appended, with the blank or the line break before it
 */
void
weir_text_style_append_value (const WeirTextStyle *self, const WeirNode *node, const WeirTextPlace *place,
                              GString *out)
{
  gboolean is_flow = self->is_json || place->is_flow;
  WeirScalarPlace scalar = weir_text_style_scalar_place (self, place);
  g_autofree char *text = NULL;

  if (node->kind == WEIR_NODE_SCALAR)
    {
      text = weir_scalar_to_text (node, &scalar, NULL);
      g_string_append_printf (out, "%s%s", is_flow ? self->colon + 1 : " ", text);
    }
  else if (is_flow || weir_node_count (node) == 0 || weir_text_style_is_compact (self, node, place))
    {
      WeirTextPlace within = { place->key, place->indentation, TRUE, place->is_item };

      g_string_append (out, is_flow ? self->colon + 1 : " ");
      append_brackets (self, node, &within, out);
    }
  else
    append_block (self, node, place, place->is_item, out);
}

/**
 * weir_text_style_append_entry:
 * @self: a style
 * @key: a key
 * @node: its value
 * @place: where it is to stand
 * @out: where both are appended
 */
void
weir_text_style_append_entry (const WeirTextStyle *self, const char *key, const WeirNode *node,
                              const WeirTextPlace *place, GString *out)
{
  WeirScalarPlace scalar = weir_text_style_scalar_place (self, place);
  g_autofree char *text = weir_key_to_text (key, &scalar, self->quote);

  g_string_append_printf (out, "%s:", text);
  weir_text_style_append_value (self, node, place, out);
}

/**
 * weir_text_style_append_item:
 * @self: a style
 * @node: an element of a list
 * @place: where it is to stand; its key ends with "[]"
 * @out: where it is appended, with its dash unless it stands in brackets
 */
void
weir_text_style_append_item (const WeirTextStyle *self, const WeirNode *node, const WeirTextPlace *place,
                             GString *out)
{
  gsize start = out->len;

  weir_text_style_append_value (self, node, place, out);
  if (!self->is_json && !place->is_flow)
    g_string_insert_c (out, (gssize) start, '-');
  else if (out->str[start] == ' ')
    g_string_erase (out, (gssize) start, 1);
}
