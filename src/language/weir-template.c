/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-template.c: text with placeholders, parsed once and filled from a store as often as needed
 */

#include "config.h"

#include "weir-template.h"

#include <string.h>

#include "weir-json.h"
#include "weir-language-private.h"
#include "weir-limits.h"
#include "weir-method.h"

typedef struct
{
  GString *plain; /* one of the two is set */
  WeirPlaceholder *placeholder;
  WeirEncoding encoding;
} Part;

struct _WeirTemplate
{
  GArray *parts; /* of Part; two plain parts are never neighbours */
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  if (part->plain)
    g_string_free (part->plain, TRUE);
  weir_placeholder_free (part->placeholder);
}

WeirTemplate *
weir_template_new (void)
{
  WeirTemplate *self = g_new0 (WeirTemplate, 1);

  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  return self;
}

void
weir_template_free (WeirTemplate *self)
{
  if (!self)
    return;
  g_array_unref (self->parts);
  g_free (self);
}

/* The plain text at the end, to append to. */
static GString *
get_last_plain (WeirTemplate *self)
{
  Part part = { .plain = NULL };

  if (self->parts->len > 0 && g_array_index (self->parts, Part, self->parts->len - 1).plain)
    return g_array_index (self->parts, Part, self->parts->len - 1).plain;
  part.plain = g_string_new (NULL);
  g_array_append_val (self->parts, part);
  return part.plain;
}

void
weir_template_add_plain (WeirTemplate *self, const char *text, gssize length)
{
  if (length > 0)
    g_string_append_len (get_last_plain (self), text, length);
}

void
weir_template_add_placeholder (WeirTemplate *self, WeirPlaceholder *placeholder, WeirEncoding encoding)
{
  Part part = { .placeholder = placeholder, .encoding = encoding };

  g_array_append_val (self->parts, part);
}

void
weir_template_take (WeirTemplate *self, WeirTemplate *other)
{
  for (guint i = 0; i < other->parts->len; i++)
    {
      Part *part = &g_array_index (other->parts, Part, i);

      if (part->plain)
        weir_template_add_plain (self, part->plain->str, (gssize) part->plain->len);
      else
        weir_template_add_placeholder (self, g_steal_pointer (&part->placeholder), part->encoding);
    }
}

static void
add_encoded (WeirTemplate *self, const char *text, gsize length, WeirEncoding encoding)
{
  g_autofree char *copy = NULL;

  if (length == 0)
    return;
  if (encoding == WEIR_ENCODING_TEXT)
    {
      weir_template_add_plain (self, text, (gssize) length);
      return;
    }
  copy = g_strndup (text, length);
  weir_json_append_escaped (copy, get_last_plain (self));
}

gboolean
weir_template_check_count (const WeirTemplate *self, const char *text, const char *at, GError **error)
{
  if (self->parts->len <= WEIR_LIMIT_PLACEHOLDERS)
    return TRUE;
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_LIMIT, text, at,
                           "A text may have %d placeholders at most.", WEIR_LIMIT_PLACEHOLDERS / 2);
  return FALSE;
}

/* @at stands on a "$" and is moved behind what it begins: "$$", a placeholder, or nothing but itself. */
gboolean
weir_template_parse_dollar (WeirTemplate *self, const char *text, const char **at, const WeirNames *names,
                            guint depth, GError **error)
{
  g_autoptr (GError) local = NULL;
  WeirPlaceholder *placeholder;

  if ((*at)[1] == '$')
    {
      weir_template_add_plain (self, "$", 1);
      *at += 2;
      return TRUE;
    }
  placeholder = weir_placeholder_parse (text, at, names, depth, TRUE, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (placeholder)
    weir_template_add_placeholder (self, placeholder, WEIR_ENCODING_TEXT);
  else
    weir_template_add_plain (self, (*at)++, 1);
  return weir_template_check_count (self, text, *at, error);
}

static gboolean
add_text (WeirTemplate *self, const char *text, const WeirNames *names, WeirEncoding encoding, GError **error)
{
  const char *at = text;

  while (*at)
    {
      gsize run = strcspn (at, "$");
      WeirPlaceholder *placeholder;
      g_autoptr (GError) local = NULL;

      add_encoded (self, at, run, encoding);
      at += run;
      if (*at == '\0')
        break;
      if (at[1] == '$')
        {
          weir_template_add_plain (self, "$", 1);
          at += 2;
          continue;
        }
      placeholder = weir_placeholder_parse (text, &at, names, 1, TRUE, &local);
      if (local)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!placeholder && weir_names_keeps_unknown (names))
        placeholder = weir_placeholder_parse_unknown (&at);
      if (placeholder)
        weir_template_add_placeholder (self, placeholder, encoding);
      else
        weir_template_add_plain (self, at++, 1);
      if (!weir_template_check_count (self, text, at, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * weir_template_parse:
 * @text: UTF-8 text with placeholders
 * @names: what the document knows; all names are in it already
 *
 * Returns: (transfer full) (nullable): the template, or %NULL with %WEIR_LANGUAGE_ERROR_TEMPLATE,
 *   %WEIR_LANGUAGE_ERROR_PATH or %WEIR_LANGUAGE_ERROR_LIMIT; the message has the character column
 */
WeirTemplate *
weir_template_parse (const char *text, const WeirNames *names, GError **error)
{
  g_autoptr (WeirTemplate) self = NULL;

  g_return_val_if_fail (text != NULL && names != NULL, NULL);

  self = weir_template_new ();
  return add_text (self, text, names, WEIR_ENCODING_TEXT, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
add_json_string (WeirTemplate *self, const char *text, const WeirNames *names, GError **error)
{
  g_autoptr (WeirTemplate) inner = weir_template_new ();
  Part *only = NULL;

  if (!add_text (inner, text, names, WEIR_ENCODING_JSON_STRING, error))
    return FALSE;
  if (inner->parts->len == 1)
    only = &g_array_index (inner->parts, Part, 0);
  if (only && only->placeholder && weir_placeholder_is_braced (only->placeholder))
    {
      weir_template_add_placeholder (self, g_steal_pointer (&only->placeholder), WEIR_ENCODING_JSON_VALUE);
      return TRUE;
    }
  weir_template_add_plain (self, "\"", 1);
  weir_template_take (self, inner);
  weir_template_add_plain (self, "\"", 1);
  return TRUE;
}

static gboolean add_json (WeirTemplate *self, JsonNode *node, const WeirNames *names, GError **error);

static gboolean
add_json_object (WeirTemplate *self, JsonObject *object, const WeirNames *names, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  gboolean first = TRUE;

  weir_template_add_plain (self, "{", 1);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      GString *plain = get_last_plain (self);

      if (!first)
        g_string_append_c (plain, ',');
      first = FALSE;
      weir_json_append_string (name, plain);
      g_string_append_c (plain, ':');
      if (!add_json (self, member, names, error))
        return FALSE;
    }
  weir_template_add_plain (self, "}", 1);
  return TRUE;
}

static gboolean
add_json_array (WeirTemplate *self, JsonArray *array, const WeirNames *names, GError **error)
{
  weir_template_add_plain (self, "[", 1);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        weir_template_add_plain (self, ",", 1);
      if (!add_json (self, json_array_get_element (array, i), names, error))
        return FALSE;
    }
  weir_template_add_plain (self, "]", 1);
  return TRUE;
}

static gboolean
add_json (WeirTemplate *self, JsonNode *node, const WeirNames *names, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return add_json_object (self, json_node_get_object (node), names, error);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return add_json_array (self, json_node_get_array (node), names, error);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return add_json_string (self, json_node_get_string (node) ? json_node_get_string (node) : "", names,
                            error);
  weir_json_append (node, get_last_plain (self));
  return TRUE;
}

/**
 * weir_template_parse_json:
 * @json: nested at most %WEIR_LIMIT_DOCUMENT_DEPTH deep; the names of members are taken as they are
 *
 * Returns: (transfer full) (nullable): a template that fills to compact JSON, members in their order; errors
 *   as weir_template_parse(), the column counted within the string concerned
 */
WeirTemplate *
weir_template_parse_json (JsonNode *json, const WeirNames *names, GError **error)
{
  g_autoptr (WeirTemplate) self = NULL;

  g_return_val_if_fail (json != NULL && names != NULL, NULL);

  self = weir_template_new ();
  return add_json (self, json, names, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_template_get_plain:
 *
 * Returns: (nullable) (transfer none): the text when nothing has to be filled in, else %NULL
 */
const char *
weir_template_get_plain (const WeirTemplate *self)
{
  if (self->parts->len == 0)
    return "";
  if (self->parts->len > 1 || !g_array_index (self->parts, Part, 0).plain)
    return NULL;
  return g_array_index (self->parts, Part, 0).plain->str;
}

static void
append_value (const WeirValue *value, WeirEncoding encoding, GString *out)
{
  g_autoptr (GString) text = NULL;

  if (encoding == WEIR_ENCODING_JSON_VALUE)
    weir_value_append_json (value, out);
  else if (encoding == WEIR_ENCODING_TEXT || (!weir_value_is_text (value) && value->type != WEIR_VALUE_JSON))
    weir_value_append_text (value, out);
  else
    {
      text = g_string_new (NULL);
      weir_value_append_text (value, text);
      weir_json_append_escaped (text->str, out);
    }
}

/* A call that gives nothing is empty, with the reason as a warning; a name that nothing has given a value
 * stays as it is written. */
static gboolean
fill_unresolved (const Part *part, WeirScope *scope, const WeirUnfilled *unfilled, GString *out)
{
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  if (unfilled->slot == WEIR_UNFILLED_METHOD)
    weir_scope_warn (scope, "%s", scope->failure);
  else
    {
      weir_value_set_text (&value, weir_placeholder_get_source (part->placeholder), -1);
      scope->unresolved (unfilled->name, scope->data);
    }
  append_value (&value, part->encoding, out);
  return TRUE;
}

static gboolean
is_unset (WeirScope *scope, int slot)
{
  const WeirValue *value = slot >= 0 ? weir_scope_look_up (scope, (guint) slot) : NULL;

  return value && value->type == WEIR_VALUE_MISSING && !weir_value_is_absent (value);
}

static gboolean
fill_part (const Part *part, WeirScope *scope, gboolean allow_missing, GString *out, WeirUnfilled *unfilled)
{
  gboolean is_lenient = scope->unresolved && !allow_missing;
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autofree char *tail = NULL;

  if (!weir_placeholder_resolve (part->placeholder, scope, allow_missing || is_lenient, &value, &tail,
                                 unfilled))
    return is_lenient && fill_unresolved (part, scope, unfilled, out);
  if (value.type == WEIR_VALUE_MISSING && is_lenient && is_unset (scope, unfilled->slot))
    return fill_unresolved (part, scope, unfilled, out);
  if (value.type == WEIR_VALUE_MISSING && !allow_missing && !is_lenient)
    return FALSE;
  append_value (&value, part->encoding, out);
  if (out->len > WEIR_LIMIT_FILLED_BYTES)
    return FALSE;
  if (tail && part->encoding == WEIR_ENCODING_TEXT)
    g_string_append (out, tail);
  else if (tail)
    weir_json_append_escaped (tail, out);
  return TRUE;
}

static gboolean
fill (const WeirTemplate *self, WeirScope *scope, gboolean allow_missing, GString *out,
      WeirUnfilled *unfilled)
{
  WeirUnfilled ignored;

  if (!unfilled)
    unfilled = &ignored;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (part->plain)
        g_string_append_len (out, part->plain->str, (gssize) part->plain->len);
      else if (!fill_part (part, scope, allow_missing, out, unfilled))
        return FALSE;
    }
  return TRUE;
}

gboolean
weir_template_evaluate (const WeirTemplate *self, WeirScope *scope, gboolean allow_missing, WeirValue *value,
                        WeirUnfilled *unfilled)
{
  const Part *only = self->parts->len == 1 ? &g_array_index (self->parts, Part, 0) : NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *tail = NULL;

  if (only && only->placeholder)
    {
      if (!weir_placeholder_resolve (only->placeholder, scope, allow_missing, value, &tail, unfilled))
        return FALSE;
      if (!tail)
        return allow_missing || value->type != WEIR_VALUE_MISSING;
    }
  text = g_string_new (NULL);
  if (tail)
    {
      weir_value_append_text (value, text);
      g_string_append (text, tail);
    }
  else if (!fill (self, scope, allow_missing, text, unfilled))
    return FALSE;
  weir_value_set_text (value, text->str, (gssize) text->len);
  return TRUE;
}

/**
 * weir_template_fill:
 * @scope: the values; its names are those this was parsed with
 * @out: takes the text; holds a part of it when this fails
 * @unfilled: (out) (optional): on failure, what had no value
 *
 * Text that was filled in is not looked at again.
 *
 * Returns: %FALSE when a placeholder has no value: its variable or its path is missing, or nothing in the
 *   document has the name; also when the text would grow beyond %WEIR_LIMIT_FILLED_BYTES
 */
gboolean
weir_template_fill (const WeirTemplate *self, WeirScope *scope, GString *out, WeirUnfilled *unfilled)
{
  return fill (self, scope, FALSE, out, unfilled);
}

gboolean
weir_template_fill_missing_as_empty (const WeirTemplate *self, WeirScope *scope, GString *out,
                                     WeirUnfilled *unfilled)
{
  return fill (self, scope, TRUE, out, unfilled);
}

void
weir_template_visit (const WeirTemplate *self, const WeirVisitor *visitor)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, Part, i).placeholder)
      weir_placeholder_visit (g_array_index (self->parts, Part, i).placeholder, visitor);
}

/**
 * weir_template_foreach:
 *
 * Calls @function for each placeholder: each ${…} and each $name that names a known variable, nested ones
 * included; a name that other placeholders make part of is only known when it is filled, so it is left out.
 */
void
weir_template_foreach (const WeirTemplate *self, WeirTemplateFunc function, gpointer data)
{
  WeirVisitor visitor = { .name = function, .data = data };

  weir_template_visit (self, &visitor);
}

static void
note_call_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/**
 * weir_template_has_calls:
 *
 * Returns: whether it calls a method, whose value may be another one each time
 */
gboolean
weir_template_has_calls (const WeirTemplate *self)
{
  gboolean found = FALSE;
  WeirVisitor visitor = { .call = note_call_cb, .data = &found };

  weir_template_visit (self, &visitor);
  return found;
}

static void
add_target_cb (const char *name, gpointer data)
{
  weir_names_add_target (data, name);
}

/**
 * weir_method_collect_targets:
 * @text: a text or condition of the document
 * @names: gets what calls in @text set
 *
 * Every name has to be known before the first text is parsed for good, so texts with calls are read twice.
 */
void
weir_method_collect_targets (const char *text, WeirNames *names)
{
  WeirVisitor visitor = { .target = add_target_cb, .data = names };
  const char *at = text ? strchr (text, '$') : NULL;
  g_autoptr (WeirNames) none = NULL;
  g_autoptr (WeirTemplate) self = NULL;

  if (!at || !strchr (at, '('))
    return;
  none = weir_names_new ();
  self = weir_template_new ();
  add_text (self, text, none, WEIR_ENCODING_TEXT, NULL);
  weir_template_visit (self, &visitor);
}
