/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-tree-edit.c: a document's text changed where its content has changed
 *
 * Three trees go side by side: the nodes of the document with their places in the text, what the document
 * says (old) and what it shall say (new), both in the one form in which a program would write them. Where
 * old and new are the same, the text is copied; where they differ, as little as possible of it is written
 * anew.
 */

#include "config.h"

#include "weir-tree-edit.h"

#include <string.h>

/**
 * weir_tree_editor_copy:
 * @self: an editor
 * @start: a place in the text
 * @end: another
 * @out: where what is between them is appended
 */
void
weir_tree_editor_copy (const WeirTreeEditor *self, gsize start, gsize end, GString *out)
{
  if (end > start)
    g_string_append_len (out, self->layout.text + start, (gssize) (end - start));
}

/**
 * weir_tree_editor_indentation:
 * @self: an editor
 * @offset: a place in the text
 *
 * Returns: (transfer full): the blanks at the start of its line
 */
char *
weir_tree_editor_indentation (const WeirTreeEditor *self, gsize offset)
{
  gsize line = weir_layout_line_start (&self->layout, offset);

  return g_strndup (self->layout.text + line, weir_layout_skip_blanks (&self->layout, line) - line);
}

static void
append_with_rest (WeirTreeEditor *self, const char *text, const char *rest, GString *out)
{
  const char *line_break = strstr (text, self->style.line_break);
  gsize n_comment = strcspn (rest, "\r\n");

  if (line_break == NULL)
    {
      g_string_append_printf (out, "%s%s", text, rest);
      return;
    }
  /* A comment in the line goes where the first line ends now. */
  g_string_append_len (out, text, line_break - text);
  g_string_append_len (out, rest, (gssize) n_comment);
  g_string_append_printf (out, "%s%s", line_break, rest + n_comment);
}

/* Behind the colon, or behind the key if there is none yet */
static gsize
find_colon (WeirTreeEditor *self, const WeirEditPlace *place)
{
  gsize colon = weir_layout_skip_space (&self->layout, place->from);

  return weir_layout_is_at (&self->layout, colon, ':') ? colon + 1 : 0;
}

static void
append_where_nothing_was (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *new, GString *out)
{
  gsize behind = place->text.is_item ? place->from : find_colon (self, place);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *rest = NULL;

  /* An anchor stays what it is: before the value. */
  if (place->entry->end > place->entry->start)
    behind = place->entry->end;
  if (behind == 0)
    {
      g_string_append_c (text, ':');
      behind = place->from;
    }
  weir_tree_editor_copy (self, place->from, behind, out);
  weir_text_style_append_value (&self->style, new, &place->text, text);
  rest = g_strndup (self->layout.text + behind, place->end - behind);
  append_with_rest (self, text->str, rest, out);
}

/* A value in the unit that its old one has */
static const WeirNode *
to_unit (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *new)
{
  g_autofree char *text = weir_shape_to_unit (&place->key, new->text, place->entry->value->text);
  WeirNode *node = NULL;

  if (g_str_equal (text, new->text))
    return new;
  node = weir_tree_add (self->scratch, WEIR_NODE_SCALAR, new->style);
  node->text = weir_tree_add_text (self->scratch, text, -1);
  return node;
}

static gboolean
has_further_lines (const char *rest)
{
  rest += strcspn (rest, "\r\n");
  return rest[strspn (rest, " \t\r\n")] != '\0';
}

/**
 * weir_tree_editor_scalar:
 * @self: an editor
 * @place: a scalar
 * @new: another one
 * @out: where the text is appended
 *
 * Quotes, anchor and tag of the old value stay around the new one.
 */
void
weir_tree_editor_scalar (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *new, GString *out)
{
  const WeirEntry *entry = place->entry;
  WeirScalarPlace scalar = weir_text_style_scalar_place (&self->style, &place->text);
  gsize start = entry->start;
  WeirScalarSource source = { .node = entry->value };
  g_autofree char *rest = NULL;
  g_autofree char *text = NULL;
  gboolean was_block = entry->value->style == WEIR_NODE_BLOCK;

  if (!self->edit->is_json)
    start = weir_skip_properties (&self->layout, entry->start, entry->end);
  if (start == entry->end)
    {
      append_where_nothing_was (self, place, new, out);
      return;
    }
  rest = g_strndup (self->layout.text + entry->end, place->end - entry->end);
  if (!was_block && has_further_lines (rest))
    scalar.indentation = NULL;
  source.text = self->layout.text + start;
  source.length = entry->end - start;
  text = weir_scalar_to_text (to_unit (self, place, new), &scalar, &source);
  /* Empty lines below a block with "+" were part of it. */
  if (was_block && rest[strspn (rest, " \t\r\n")] == '\0')
    rest[0] = '\0';
  weir_tree_editor_copy (self, place->from, start, out);
  if (was_block && (*text == '|' || *text == '>'))
    g_string_append_printf (out, "%s%s", text, rest);
  else
    append_with_rest (self, text, rest, out);
}

/* What stands behind a value in its line. Of a collection that goes, comments go too. */
static char *
rest_of (const WeirTreeEditor *self, const WeirEditPlace *place)
{
  const WeirNode *node = place->entry->value;
  gboolean is_block = node->style == WEIR_NODE_BLOCK && !place->entry->is_alias;
  gsize start = MAX (place->entry->end, place->from);

  if (is_block || start > place->end)
    return g_strdup ("");
  return g_strndup (self->layout.text + start, place->end - start);
}

/* "{}" and "null" get something into the brackets, if that is scalars. */
static gboolean
stays_in_brackets (const WeirNode *written, const WeirNode *node)
{
  gboolean was_empty = (written->kind == WEIR_NODE_MAPPING && weir_node_count (written) == 0) ||
                       (weir_node_is_null (written) && *written->text != '\0');

  for (guint i = 0; i < weir_node_count (node); i++)
    if (weir_node_entry (node, i)->value->kind != WEIR_NODE_SCALAR)
      return FALSE;
  return was_empty && node->kind == WEIR_NODE_MAPPING;
}

/**
 * weir_tree_editor_rewrite:
 * @self: an editor
 * @place: a value
 * @new: another one
 * @out: where the text is appended
 *
 * Writes the value anew, without regard to how it was written.
 */
void
weir_tree_editor_rewrite (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *new, GString *out)
{
  gboolean is_list =
      place->entry->value->kind == WEIR_NODE_SEQUENCE && weir_node_count (place->entry->value) > 0;
  const WeirNode *node =
      place->shape == WEIR_SHAPE_ROWS && is_list ? new : weir_tree_editor_shorten (self, new, place->shape);
  g_autofree char *rest = rest_of (self, place);
  g_autoptr (GString) text = g_string_new (NULL);
  WeirTextPlace text_place = place->text;
  const char *start = NULL;

  if (!place->text.is_item)
    g_string_append_c (out, ':');
  text_place.is_flow = text_place.is_flow || stays_in_brackets (place->entry->value, node);
  if (place->shape != WEIR_SHAPE_STEPS || !weir_tree_editor_new_steps (self, &text_place, new, text))
    weir_text_style_append_value (&self->style, node, &text_place, text);
  start = text->str;
  if (place->text.is_item && place->text.is_flow && *start == ' ')
    start++;
  append_with_rest (self, start, rest, out);
}

/* Whether something directly in a collection has changed, be it a value or what is there at all. */
static gboolean
has_direct_change (const WeirNode *old, const WeirNode *new)
{
  if (old == NULL || weir_node_count (old) != weir_node_count (new))
    return TRUE;
  for (guint i = 0; i < weir_node_count (new); i++)
    {
      const WeirEntry *before = weir_node_entry (old, i);
      const WeirEntry *after = weir_node_entry (new, i);

      if (before->key != NULL && after->key != NULL && !g_str_equal (before->key->text, after->key->text))
        return TRUE;
      if ((before->value->kind != after->value->kind || after->value->kind == WEIR_NODE_SCALAR) &&
          !weir_node_is_equal (before->value, after->value))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_unit (WeirShape shape)
{
  return shape == WEIR_SHAPE_FLOW || shape == WEIR_SHAPE_STEPS || shape == WEIR_SHAPE_PLAN;
}

static gboolean
edit_collection (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old, const WeirNode *new,
                 GString *out)
{
  const WeirNode *written = place->entry->value;

  if (weir_node_count (written) == 0 || weir_node_count (new) == 0)
    return FALSE;
  if (new->kind == WEIR_NODE_MAPPING && written->kind == WEIR_NODE_MAPPING)
    return place->shape == WEIR_SHAPE_FREE ? weir_tree_editor_free_mapping (self, place, old, new, out)
                                           : weir_tree_editor_mapping (self, place, old, new, out);
  if (new->kind != WEIR_NODE_SEQUENCE || old == NULL || old->kind != WEIR_NODE_SEQUENCE)
    return FALSE;
  if (written->kind == WEIR_NODE_MAPPING && place->shape == WEIR_SHAPE_ROWS)
    return weir_tree_editor_rows (self, place, old, new, out);
  return written->kind == WEIR_NODE_SEQUENCE && weir_tree_editor_list (self, place, old, new, out);
}

/**
 * weir_tree_editor_value:
 * @self: an editor
 * @place: a value
 * @old: (nullable): what it says
 * @new: what it shall say
 * @out: where the text from behind its key or dash to its end is appended
 */
void
weir_tree_editor_value (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                        const WeirNode *new, GString *out)
{
  const WeirNode *written = place->entry->value;

  /* What is to be written whole may be the same, and yet lean on something that is gone. */
  if (place->level == WEIR_EDIT_WHOLE && !is_unit (place->shape))
    weir_tree_editor_rewrite (self, place, new, out);
  else if (weir_node_is_equal (old, new))
    weir_tree_editor_copy (self, place->from, place->end, out);
  else if (place->entry->is_alias)
    weir_tree_editor_rewrite (self, place, new, out);
  else if (new->kind == WEIR_NODE_SCALAR && written->kind == WEIR_NODE_SCALAR)
    weir_tree_editor_scalar (self, place, new, out);
  else if ((place->level == WEIR_EDIT_ENCLOSING && !is_unit (place->shape) && has_direct_change (old, new)) ||
           !edit_collection (self, place, old, new, out))
    {
      if (written->kind == WEIR_NODE_SCALAR && place->entry->start == place->entry->end)
        append_where_nothing_was (self, place, weir_tree_editor_shorten (self, new, place->shape), out);
      else
        weir_tree_editor_rewrite (self, place, new, out);
    }
}

/**
 * weir_tree_edit:
 * @edit: what is to be done; the root is a mapping or a list that has entries
 *
 * Whether the result says what it should is for the caller to check, by reading it.
 *
 * Returns: (transfer full): the new text
 */
GString *
weir_tree_edit (const WeirTreeEdit *edit)
{
  WeirEntry root = { .value = (WeirNode *) edit->root, .start = edit->root->start, .end = edit->root->end };
  WeirEditPlace place = {
    .entry = &root, .end = edit->length, .text = { "", "", FALSE, TRUE }, .shape = edit->shape
  };
  WeirTreeEditor self = { .edit = edit, .layout = { edit->text, edit->length }, .scratch = weir_tree_new () };
  GString *out = g_string_sized_new (edit->length + 256);
  const char *line_break = weir_layout_line_break (&self.layout);

  weir_text_style_init (&self.style, &self.layout, edit->root, edit->is_json);
  if (!edit_collection (&self, &place, edit->old, edit->new, out))
    {
      g_string_truncate (out, 0);
      weir_tree_editor_copy (&self, 0, edit->length, out);
    }
  if (g_str_has_suffix (edit->text, line_break) && !g_str_has_suffix (out->str, line_break))
    g_string_append (out, line_break);
  weir_text_style_clear (&self.style);
  weir_tree_free (self.scratch);
  return out;
}
