/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-reader-values.c: values in the small languages, and JSON values with placeholders in them
 */

#include "config.h"

#include "weir-reader.h"

#include <string.h>

#include "weir-core-schema.h"
#include "weir-expression.h"
#include "weir-file.h"
#include "weir-regex.h"
#include "weir-suggest.h"
#include "weir-template.h"
#include "weir-type.h"

/* Comparing a name with every other one takes time; whoever gets this many warnings has another problem. */
#define MAX_NAME_SUGGESTIONS 20

typedef struct
{
  WeirReader *reader;
  const WeirNames *names;
  const WeirNode *node;
  gboolean is_expression;
} WeirNamesCheck;

/**
 * weir_check_free:
 * @check: (transfer full): a check
 */
void
weir_check_free (WeirCheck *check)
{
  g_free (check->path);
  g_free (check);
}

static void
weir_reader_add_check (WeirReader *self, WeirNode *node, gboolean is_expression)
{
  WeirCheck *check = g_new0 (WeirCheck, 1);

  check->node = node;
  check->path = g_strdup (self->path->str);
  check->is_expression = is_expression;
  g_ptr_array_add (self->checks, check);
}

/**
 * weir_reader_template:
 * @self: a reader
 * @node: a scalar that may hold placeholders
 *
 * Has its placeholders checked by weir_reader_check_names().
 */
void
weir_reader_template (WeirReader *self, WeirNode *node)
{
  weir_reader_add_check (self, node, FALSE);
}

/**
 * weir_reader_expression:
 * @self: a reader
 * @node: a scalar that is a condition
 *
 * Has it checked by weir_reader_check_names().
 */
void
weir_reader_expression (WeirReader *self, WeirNode *node)
{
  weir_reader_add_check (self, node, TRUE);
}

/**
 * weir_reader_file:
 * @self: a reader
 * @node: a scalar that is the path of a file
 *
 * Warns when there is no such file, as far as that can be known: when the document's own place is known and
 * nothing has to be filled in. In a plan that is an error: nothing of it runs then.
 */
void
weir_reader_file (WeirReader *self, WeirNode *node)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  weir_reader_template (self, node);
  if (self->folder == NULL || strchr (node->text, '$') != NULL)
    return;
  path = weir_file_find (self->folder, node->text, &error);
  if (path == NULL && self->loading != NULL)
    weir_reader_error (self, node, "%s", error->message);
  else if (path == NULL)
    weir_reader_warn (self, node, "%s What needs it fails.", error->message);
}

static const char *
find_near_name (const WeirNames *names, const char *name)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < weir_names_get_count (names); i++)
    g_ptr_array_add (known, (gpointer) weir_names_get (names, i));
  g_ptr_array_add (known, NULL);
  return weir_suggest (name, (const char *const *) known->pdata);
}

static void
check_name_cb (int slot, const char *name, gpointer data)
{
  WeirNamesCheck *check = data;
  WeirReader *reader = check->reader;
  g_autofree char *shown = NULL;
  const char *near = NULL;

  if (slot >= 0 || reader->columns_unknown)
    return;
  shown = weir_shorten (name);
  if (reader->n_warnings < MAX_NAME_SUGGESTIONS)
    near = find_near_name (check->names, name);
  if (near != NULL)
    weir_reader_warn (reader, check->node, "Nothing in this %s sets \"%s\"; did you mean \"%s\"?",
                      reader->document, shown, near);
  else if (reader->loading != NULL && g_str_has_prefix (name, "Metrics."))
    weir_reader_warn (reader, check->node, "\"%s\" has no value: write Metrics, a round, an iteration of it"
                                           " and a field, such as Metrics.Buyers.Browse.Throughput.RPS.",
                      shown);
  else if (reader->loading != NULL)
    weir_reader_warn (reader, check->node, "Nothing in this plan sets \"%s\": %s. Where it is meant to be the"
                                           " answer of a request, write \"capture: {to: %s}\" in its"
                                           " httpRequest.",
                      shown, check->is_expression ? "the condition is false" : "it stays as it is written",
                      shown);
  else
    weir_reader_warn (reader, check->node, "Nothing in this flow sets \"%s\"; give it a value when the flow"
                                           " is run, or what uses it fails.", shown);
  weir_reader_blame (reader, name);
}

/* A language counts columns in its text. Where that stands in the file as it is, without escapes and on one
 * line, the place is the document's own and need not be said in the message. */
static const char *
weir_reader_locate (const WeirNode *node, const char *text, const char *message, WeirNode *place)
{
  gboolean is_quoted = node->style == WEIR_NODE_QUOTED;
  char *end = NULL;
  guint64 column = 0;

  *place = *node;
  if (!g_str_has_prefix (message, "column ") || text != node->text || strpbrk (text, "\r\n") != NULL ||
      node->end - node->start != strlen (node->text) + (is_quoted ? 2 : 0))
    return message;
  column = g_ascii_strtoull (message + strlen ("column "), &end, 10);
  if (!g_str_has_prefix (end, ": ") || column == 0 || column > G_MAXINT32)
    return message;
  place->column += (guint) column - 1 + is_quoted;
  return end + 2;
}

/**
 * weir_reader_language_error:
 * @self: a reader
 * @node: a scalar
 * @text: what was parsed: the text of @node, or what became of it
 * @error: what is wrong with it; may begin with a column
 */
void
weir_reader_language_error (WeirReader *self, const WeirNode *node, const char *text, const GError *error)
{
  WeirNode place;
  const char *message = weir_reader_locate (node, text, error->message, &place);

  weir_reader_error (self, &place, "\"%s\": %s", weir_reader_subject (self), message);
}

static void
weir_reader_check_expression (WeirReader *self, WeirNamesCheck *check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirExpression) expression = weir_expression_parse (check->node->text, check->names, &error);

  if (expression == NULL)
    weir_reader_language_error (self, check->node, check->node->text, error);
  else
    weir_expression_foreach (expression, check_name_cb, check);
}

static void
weir_reader_check_template (WeirReader *self, WeirNamesCheck *check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTemplate) template = weir_template_parse (check->node->text, check->names, &error);

  if (template == NULL)
    weir_reader_language_error (self, check->node, check->node->text, error);
  else
    weir_template_foreach (template, check_name_cb, check);
}

/**
 * weir_reader_check_names:
 * @self: a reader
 * @names: every name something in the document can give a value
 *
 * Parses the texts and conditions met so far; a placeholder for a name that is not in @names is a warning.
 */
void
weir_reader_check_names (WeirReader *self, const WeirNames *names)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      const WeirCheck *check = g_ptr_array_index (self->checks, i);
      WeirNamesCheck names_check = { self, names, check->node, check->is_expression };

      g_string_assign (self->path, check->path);
      if (check->is_expression)
        weir_reader_check_expression (self, &names_check);
      else
        weir_reader_check_template (self, &names_check);
    }
  g_string_truncate (self->path, 0);
}

static JsonNode *
weir_reader_json_scalar (WeirReader *self, WeirNode *node)
{
  JsonNode *json = NULL;
  g_autofree char *shown = NULL;
  const char *digits = NULL;

  if (node->style != WEIR_NODE_PLAIN || weir_core_type (node->text) == WEIR_CORE_TEXT)
    {
      weir_reader_template (self, node);
      return json_node_init_string (json_node_alloc (), node->text);
    }
  json = weir_core_to_json (node->text);
  shown = weir_shorten (node->text);
  digits = node->text + strspn (node->text, "+-");
  if (json == NULL)
    {
      weir_reader_error (self, node, "The number %s has no exact place in 64 bits; write it in quotes to"
                                     " send text, or write the whole payload as \"raw\".", shown);
      json = json_node_init_null (json_node_alloc ());
    }
  else if (json_node_get_value_type (json) == G_TYPE_INT64 && digits[0] == '0' && g_ascii_isdigit (digits[1]))
    weir_reader_warn (self, node, "%s is the number %" G_GINT64_FORMAT "; put it in quotes to send text.",
                      shown, json_node_get_int (json));
  return json;
}

static JsonNode *
weir_reader_json_array (WeirReader *self, WeirNode *node)
{
  JsonArray *array = json_array_new ();
  JsonNode *json = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < weir_node_count (node); i++)
    {
      gsize mark = weir_reader_enter_index (self, i);

      json_array_add_element (array, weir_reader_json (self, weir_node_entry (node, i)->value));
      weir_reader_leave (self, mark);
    }
  json_node_take_array (json, array);
  return json;
}

static JsonNode *
weir_reader_json_object (WeirReader *self, WeirNode *node)
{
  JsonObject *object = json_object_new ();
  JsonNode *json = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      gsize mark = weir_reader_enter (self, entry->key->text);
      g_autofree char *shown = weir_shorten (entry->key->text);

      if (json_object_has_member (object, entry->key->text))
        weir_reader_error (self, entry->key, "\"%s\" is given twice in one JSON object; keep one.", shown);
      else
        json_object_set_member (object, entry->key->text, weir_reader_json (self, entry->value));
      weir_reader_leave (self, mark);
    }
  json_node_take_object (json, object);
  return json;
}

/**
 * weir_reader_json:
 * @self: a reader
 * @node: any value
 *
 * Makes JSON of it: plain scalars by YAML's core schema, everything in quotes a string, in which placeholders
 * are checked.
 *
 * Returns: (transfer full): the JSON value; errors are kept
 */
JsonNode *
weir_reader_json (WeirReader *self, WeirNode *node)
{
  switch (node->kind)
    {
    case WEIR_NODE_SEQUENCE:
      return weir_reader_json_array (self, node);
    case WEIR_NODE_MAPPING:
      return weir_reader_json_object (self, node);
    case WEIR_NODE_SCALAR:
    default:
      return weir_reader_json_scalar (self, node);
    }
}

/**
 * weir_reader_line:
 * @self: a reader
 * @node: a text on one line, with or without placeholders
 *
 * Returns: (transfer none): it; "" for null and after an error. No message quotes it: it may be a credential
 */
const char *
weir_reader_line (WeirReader *self, WeirNode *node)
{
  const char *text = weir_reader_text (self, node);

  if (text == NULL || weir_node_is_null (node))
    return "";
  weir_reader_no_line_break (self, node);
  weir_reader_template (self, node);
  return text;
}

void
weir_reader_check_name (WeirReader *self, const WeirNode *node, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!weir_name_is_valid (text, &error))
    weir_reader_error (self, node, "%s", error->message);
}

void
weir_reader_check_type (WeirReader *self, const WeirNode *node, const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirType type;

  if (!weir_type_parse (text, &type, &error))
    weir_reader_error (self, node, "\"%s\": %s", weir_reader_subject (self), error->message);
}

void
weir_reader_check_regex (WeirReader *self, const WeirNode *node, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRegex) regex = weir_regex_new (text, &error);

  if (regex == NULL)
    weir_reader_error (self, node, "\"%s\": %s", weir_reader_subject (self), error->message);
}
