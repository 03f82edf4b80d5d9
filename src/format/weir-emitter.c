/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-emitter.c: YAML out through libyaml, with quotes where reading back needs them; or the same as a tree
 */

#include "config.h"

#include "weir-emitter.h"

#include <math.h>
#include <string.h>

#include "weir-core-schema.h"
#include "weir-json.h"
#include "weir-scalar-text.h"

/* A collection of the tree that is still being written */
typedef struct
{
  WeirNode *node;
  WeirNode *key; /* of a mapping: whose value follows */
} WeirEmitterFrame;

static int
write_cb (void *data, unsigned char *buffer, size_t size)
{
  g_string_append_len (data, (const char *) buffer, (gssize) size);
  return 1;
}

/* Writing to memory, events in order and valid UTF-8 leave libyaml nothing to fail at but memory, where GLib
 * gives up too. */
static void
weir_emitter_emit (WeirEmitter *self, yaml_event_t *event, int initialized)
{
  const char *problem = NULL;

  if (initialized && yaml_emitter_emit (&self->emitter, event))
    return;
  problem = self->emitter.problem;
  g_error ("YAML cannot be written: %s", problem != NULL ? problem : "no memory");
}

/**
 * weir_emitter_init:
 * @self: an emitter to set up
 *
 * Begins one document. Lines are never folded, because folding is where emitters lose blanks.
 */
void
weir_emitter_init (WeirEmitter *self)
{
  yaml_event_t event;

  *self = (WeirEmitter){ .out = g_string_new (NULL) };
  if (!yaml_emitter_initialize (&self->emitter))
    g_error ("YAML cannot be written: no memory");
  yaml_emitter_set_output (&self->emitter, write_cb, self->out);
  yaml_emitter_set_unicode (&self->emitter, 1);
  yaml_emitter_set_width (&self->emitter, -1);
  yaml_emitter_set_indent (&self->emitter, 2);
  weir_emitter_emit (self, &event, yaml_stream_start_event_initialize (&event, YAML_UTF8_ENCODING));
  weir_emitter_emit (self, &event, yaml_document_start_event_initialize (&event, NULL, NULL, NULL, 1));
}

/**
 * weir_emitter_finish:
 * @self: an emitter, which is over after this
 *
 * Returns: (transfer full): the document
 */
char *
weir_emitter_finish (WeirEmitter *self)
{
  yaml_event_t event;

  weir_emitter_emit (self, &event, yaml_document_end_event_initialize (&event, 1));
  weir_emitter_emit (self, &event, yaml_stream_end_event_initialize (&event));
  yaml_emitter_delete (&self->emitter);
  return g_string_free (self->out, FALSE);
}

/**
 * weir_emitter_init_tree:
 * @self: an emitter to set up
 * @tree: (transfer none): an empty tree, which gets what is written
 *
 * What is written becomes nodes, without places in any text: numbers and words of the schema are plain, texts
 * are quoted, and where JSON's types count that is said.
 */
void
weir_emitter_init_tree (WeirEmitter *self, WeirTree *tree)
{
  *self = (WeirEmitter){ .tree = tree };
  self->frames = g_array_new (FALSE, FALSE, sizeof (WeirEmitterFrame));
}

/**
 * weir_emitter_finish_tree:
 * @self: an emitter with a tree, which is over after this
 */
void
weir_emitter_finish_tree (WeirEmitter *self)
{
  g_assert (self->frames->len == 0);
  g_clear_pointer (&self->frames, g_array_unref);
}

/**
 * weir_emitter_has_tree:
 * @self: an emitter
 *
 * Returns: whether it writes a tree, not text
 */
gboolean
weir_emitter_has_tree (const WeirEmitter *self)
{
  return self->tree != NULL;
}

static void
weir_emitter_put (WeirEmitter *self, WeirNode *node)
{
  WeirEmitterFrame *frame = NULL;

  if (self->frames->len == 0)
    {
      self->tree->root = node;
      return;
    }
  frame = &g_array_index (self->frames, WeirEmitterFrame, self->frames->len - 1);
  if (frame->node->kind == WEIR_NODE_MAPPING && frame->key == NULL)
    {
      frame->key = node;
      return;
    }
  weir_node_append (frame->node, &(WeirEntry){ .key = frame->key, .value = node });
  frame->key = NULL;
}

static void
weir_emitter_open (WeirEmitter *self, WeirNodeKind kind, gboolean is_flow)
{
  WeirEmitterFrame frame = { weir_tree_add (self->tree, kind, is_flow ? WEIR_NODE_FLOW : WEIR_NODE_BLOCK),
                             NULL };

  g_array_append_val (self->frames, frame);
}

static void
weir_emitter_close (WeirEmitter *self)
{
  WeirNode *node = g_array_index (self->frames, WeirEmitterFrame, self->frames->len - 1).node;

  g_array_set_size (self->frames, self->frames->len - 1);
  weir_emitter_put (self, node);
}

/**
 * weir_emitter_begin_mapping:
 * @self: an emitter
 * @is_empty: whether nothing follows before its end, which is written as {}
 */
void
weir_emitter_begin_mapping (WeirEmitter *self, gboolean is_empty)
{
  yaml_event_t event;
  yaml_mapping_style_t style = is_empty ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE;

  if (self->tree != NULL)
    weir_emitter_open (self, WEIR_NODE_MAPPING, is_empty);
  else
    weir_emitter_emit (self, &event, yaml_mapping_start_event_initialize (&event, NULL, NULL, 1, style));
}

/**
 * weir_emitter_end_mapping:
 * @self: an emitter
 */
void
weir_emitter_end_mapping (WeirEmitter *self)
{
  yaml_event_t event;

  if (self->tree != NULL)
    weir_emitter_close (self);
  else
    weir_emitter_emit (self, &event, yaml_mapping_end_event_initialize (&event));
}

/**
 * weir_emitter_begin_sequence:
 * @self: an emitter
 * @is_flow: whether it is written in brackets: an empty one, or a pair
 */
void
weir_emitter_begin_sequence (WeirEmitter *self, gboolean is_flow)
{
  yaml_event_t event;
  yaml_sequence_style_t style = is_flow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE;

  if (self->tree != NULL)
    weir_emitter_open (self, WEIR_NODE_SEQUENCE, is_flow);
  else
    weir_emitter_emit (self, &event, yaml_sequence_start_event_initialize (&event, NULL, NULL, 1, style));
}

/**
 * weir_emitter_end_sequence:
 * @self: an emitter
 */
void
weir_emitter_end_sequence (WeirEmitter *self)
{
  yaml_event_t event;

  if (self->tree != NULL)
    weir_emitter_close (self);
  else
    weir_emitter_emit (self, &event, yaml_sequence_end_event_initialize (&event));
}

static void
weir_emitter_put_scalar (WeirEmitter *self, const char *text, WeirNodeStyle style, gboolean is_typed)
{
  WeirNode *node = weir_tree_add (self->tree, WEIR_NODE_SCALAR, style);
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

  node->text = weir_tree_add_text (self->tree, valid != NULL ? valid : text, -1);
  node->is_typed = is_typed;
  weir_emitter_put (self, node);
}

static void
weir_emitter_scalar (WeirEmitter *self, const char *text, yaml_scalar_style_t style)
{
  yaml_event_t event;
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  weir_emitter_emit (self, &event,
                     yaml_scalar_event_initialize (&event, NULL, NULL, (yaml_char_t *) valid,
                                                   (int) strlen (valid), 1, 1, style));
}

static yaml_scalar_style_t
choose_style (const char *text, gboolean is_typed)
{
  if (weir_text_has_other_breaks (text))
    return YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  if (strchr (text, '\n') != NULL)
    return g_ascii_isspace (*text) ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_LITERAL_SCALAR_STYLE;
  if (weir_text_is_plain (text, is_typed))
    return YAML_PLAIN_SCALAR_STYLE;
  return strpbrk (text, "\"\\") != NULL ? YAML_SINGLE_QUOTED_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE;
}

/**
 * weir_emitter_text:
 * @self: an emitter
 * @text: a text, quoted where it could be read as something else
 */
void
weir_emitter_text (WeirEmitter *self, const char *text)
{
  if (self->tree != NULL)
    weir_emitter_put_scalar (self, text, WEIR_NODE_QUOTED, FALSE);
  else
    weir_emitter_scalar (self, text, choose_style (text, FALSE));
}

/**
 * weir_emitter_word:
 * @self: an emitter
 * @word: a number, true, false, null or a word of the schema, written without quotes
 */
void
weir_emitter_word (WeirEmitter *self, const char *word)
{
  if (self->tree != NULL)
    weir_emitter_put_scalar (self, word, WEIR_NODE_PLAIN, FALSE);
  else
    weir_emitter_scalar (self, word, YAML_PLAIN_SCALAR_STYLE);
}

/* A whole number stays the floating-point number it is, and a negative zero negative. */
static void
append_double (double number, GString *text)
{
  if (number == 0)
    g_string_append (text, signbit (number) ? "-0.0" : "0.0");
  else
    weir_json_append_double (number, text);
  if (weir_core_type (text->str) == WEIR_CORE_INTEGER)
    g_string_append (text, ".0");
}

static void
weir_emitter_json_scalar (WeirEmitter *self, JsonNode *json)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GType type = json_node_get_value_type (json);

  if (type == G_TYPE_STRING)
    {
      const char *string = json_node_get_string (json);

      if (self->tree != NULL)
        weir_emitter_put_scalar (self, string, WEIR_NODE_QUOTED, TRUE);
      else
        weir_emitter_scalar (self, string, choose_style (string, TRUE));
      return;
    }
  if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (json) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (json));
  else if (type == G_TYPE_DOUBLE)
    append_double (json_node_get_double (json), text);
  else
    g_string_append (text, "null");
  if (self->tree != NULL)
    weir_emitter_put_scalar (self, text->str, WEIR_NODE_PLAIN, TRUE);
  else
    weir_emitter_word (self, text->str);
}

static void
weir_emitter_json_object (WeirEmitter *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  weir_emitter_begin_mapping (self, json_object_get_size (object) == 0);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      weir_emitter_key (self, name);
      weir_emitter_json (self, value);
    }
  weir_emitter_end_mapping (self);
}

/**
 * weir_emitter_json:
 * @self: an emitter
 * @json: a JSON value, written so that the core schema gives it back
 */
void
weir_emitter_json (WeirEmitter *self, JsonNode *json)
{
  if (JSON_NODE_HOLDS_OBJECT (json))
    weir_emitter_json_object (self, json_node_get_object (json));
  else if (JSON_NODE_HOLDS_ARRAY (json))
    {
      JsonArray *array = json_node_get_array (json);

      weir_emitter_begin_sequence (self, json_array_get_length (array) == 0);
      for (guint i = 0; i < json_array_get_length (array); i++)
        weir_emitter_json (self, json_array_get_element (array, i));
      weir_emitter_end_sequence (self);
    }
  else
    weir_emitter_json_scalar (self, json);
}

/**
 * weir_emitter_key:
 * @self: an emitter
 * @key: a key, whose value follows
 */
void
weir_emitter_key (WeirEmitter *self, const char *key)
{
  if (self->tree != NULL)
    weir_emitter_put_scalar (self, key, WEIR_NODE_QUOTED, TRUE);
  else
    weir_emitter_scalar (self, key, choose_style (key, TRUE));
}

/**
 * weir_emitter_text_entry:
 * @self: an emitter
 * @key: a key
 * @text: (nullable): its text; NULL leaves the key out
 */
void
weir_emitter_text_entry (WeirEmitter *self, const char *key, const char *text)
{
  if (text == NULL)
    return;
  weir_emitter_key (self, key);
  weir_emitter_text (self, text);
}

/**
 * weir_emitter_word_entry:
 * @self: an emitter
 * @key: a key
 * @word: its value, as weir_emitter_word() writes it
 */
void
weir_emitter_word_entry (WeirEmitter *self, const char *key, const char *word)
{
  weir_emitter_key (self, key);
  weir_emitter_word (self, word);
}

/**
 * weir_emitter_uint_entry:
 * @self: an emitter
 * @key: a key
 * @number: its value
 * @default_number: the value with which the key is left out
 */
void
weir_emitter_uint_entry (WeirEmitter *self, const char *key, guint number, guint default_number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  if (number != default_number)
    weir_emitter_word_entry (self, key, text);
}

/**
 * weir_emitter_boolean_entry:
 * @self: an emitter
 * @key: a key
 * @value: its value
 * @default_value: the value with which the key is left out
 */
void
weir_emitter_boolean_entry (WeirEmitter *self, const char *key, gboolean value, gboolean default_value)
{
  if (!value != !default_value)
    weir_emitter_word_entry (self, key, value ? "true" : "false");
}
