/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-text.c: properties of a document as the text of a field
 *
 * What a document cannot hold as it was typed, a duration or a number, is a sentence instead. What it can
 * hold and is wrong nevertheless is for weir-step-check.h to say.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-body-text.h"
#include "weir-duration.h"
#include "weir-field-text.h"
#include "weir-json.h"
#include "weir-node.h"
#include "weir-time-span.h"

static GParamSpec *
find_property (gpointer object, const char *property)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
}

/* A time that is not set is no text. */
static char *
duration_to_text (gint64 us)
{
  return us < 0 ? g_strdup ("") : weir_duration_to_text (us);
}

/* As one would write it, one member a line. */
static char *
json_to_text (JsonNode *node)
{
  g_autoptr (GString) compact = g_string_new (NULL);
  char *indented;

  if (node == NULL)
    return g_strdup ("");
  weir_json_append (node, compact);
  indented = weir_body_indent_json (compact->str, compact->len, G_MAXSIZE);
  return indented != NULL ? indented : g_strdup (compact->str);
}

static char *
number_to_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", number));
}

static char *
lines_to_text (const char *const *lines)
{
  return lines != NULL ? g_strjoinv ("\n", (char **) lines) : g_strdup ("");
}

/**
 * weir_field_text_get:
 * @object: an object of a document
 * @property: a property of it: a text, a number, a duration in microseconds,
 *   a list of texts, or JSON
 *
 * Returns: (transfer full): what a field shows of it; "" when it is not set
 */
char *
weir_field_text_get (gpointer object, const char *property)
{
  GParamSpec *pspec = find_property (object, property);
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (pspec != NULL, NULL);

  g_object_get_property (object, property, &value);
  if (G_VALUE_HOLDS_UINT (&value))
    return g_strdup_printf ("%u", g_value_get_uint (&value));
  if (G_VALUE_HOLDS_UINT64 (&value))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, g_value_get_uint64 (&value));
  if (G_VALUE_HOLDS_INT64 (&value))
    return duration_to_text (g_value_get_int64 (&value));
  if (G_VALUE_HOLDS_DOUBLE (&value))
    return number_to_text (g_value_get_double (&value));
  if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
    return lines_to_text (g_value_get_boxed (&value));
  if (G_VALUE_HOLDS (&value, JSON_TYPE_NODE))
    return json_to_text (g_value_get_boxed (&value));
  return g_value_get_string (&value) != NULL ? g_value_dup_string (&value) : g_strdup ("");
}

static gboolean
set_number (WeirEdits *edits, gpointer object, GParamSpecUInt *pspec, const char *text, char **message)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, pspec->minimum, pspec->maximum, &number, NULL))
    {
      *message = g_strdup_printf (_("Write a whole number from %u to %u."), pspec->minimum, pspec->maximum);
      return FALSE;
    }
  weir_edits_set_int64 (edits, object, G_PARAM_SPEC (pspec)->name, (gint64) number);
  return TRUE;
}

static gboolean
set_large_number (WeirEdits *edits, gpointer object, GParamSpecUInt64 *pspec, const char *text,
                  char **message)
{
  g_auto (GValue) value = G_VALUE_INIT;
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, pspec->minimum, pspec->maximum, &number, NULL))
    {
      g_autofree char *least = g_strdup_printf ("%" G_GUINT64_FORMAT, pspec->minimum);
      g_autofree char *most = g_strdup_printf ("%" G_GUINT64_FORMAT, pspec->maximum);

      *message = g_strdup_printf (_("Write a whole number from %s to %s."), least, most);
      return FALSE;
    }
  g_value_init (&value, G_TYPE_UINT64);
  g_value_set_uint64 (&value, number);
  weir_edits_set_property (edits, object, G_PARAM_SPEC (pspec)->name, &value);
  return TRUE;
}

static gboolean
parse_decimal (const char *text, double *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  return end > text && *end == '\0';
}

static gboolean
set_decimal (WeirEdits *edits, gpointer object, GParamSpecDouble *pspec, const char *text, char **message)
{
  g_auto (GValue) value = G_VALUE_INIT;
  double number = 0;

  if (!parse_decimal (text, &number) || !(number >= pspec->minimum && number <= pspec->maximum))
    {
      g_autofree char *least = number_to_text (pspec->minimum);
      g_autofree char *most = number_to_text (pspec->maximum);

      *message = g_strdup_printf (_("Write a number from %s to %s."), least, most);
      return FALSE;
    }
  g_value_init (&value, G_TYPE_DOUBLE);
  g_value_set_double (&value, number);
  weir_edits_set_property (edits, object, G_PARAM_SPEC (pspec)->name, &value);
  return TRUE;
}

/* What a number without unit is; as in documents, where that depends on the key. */
static gboolean
parse_duration (const char *property, const char *text, gint64 *us, GError **error)
{
  static const char *const in_seconds[] = { "timeout-us", "duration-us", "window-us", "warm-up-us",
                                           NULL };

  if (g_str_equal (property, "grace-us"))
    return weir_time_span_parse (text, us, error);
  return weir_duration_parse (
      text, g_strv_contains (in_seconds, property) ? WEIR_DURATION_UNIT_S : WEIR_DURATION_UNIT_MS, us, error);
}

static gboolean
set_duration (WeirEdits *edits, gpointer object, GParamSpecInt64 *pspec, const char *text, char **message)
{
  const char *name = G_PARAM_SPEC (pspec)->name;
  g_autoptr (GError) error = NULL;
  gint64 us = pspec->default_value;

  if (*text != '\0' && !parse_duration (name, text, &us, &error))
    {
      *message = g_strdup (error->message);
      return FALSE;
    }
  if (us < pspec->minimum || us > pspec->maximum)
    {
      g_autofree char *least = weir_duration_to_text (pspec->minimum);
      g_autofree char *most = weir_duration_to_text (pspec->maximum);

      *message = g_strdup_printf (_("Write a time from %s to %s."), least, most);
      return FALSE;
    }
  weir_edits_set_int64 (edits, object, name, us);
  return TRUE;
}

/* Without text these would be another kind of thing: no payload, nothing to compare with, or no flow. */
static gboolean
may_be_empty (const char *property)
{
  return g_str_has_prefix (property, "payload-") || g_str_equal (property, "value") ||
         g_str_equal (property, "upper") || g_str_equal (property, "flow-file");
}

/* Empty lines are not kept: each line is a statement. */
static char **
split_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (builder, lines[i]);
  return g_strv_builder_end (builder);
}

static void
set_lines (WeirEdits *edits, gpointer object, const char *property, const char *text)
{
  g_auto (GStrv) kept = split_lines (text);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRV);
  g_value_set_boxed (&value, kept[0] != NULL ? kept : NULL);
  weir_edits_set_property (edits, object, property, &value);
}

/**
 * weir_field_text_check_json:
 * @text: of a field
 * @line: (out): of what is wrong, from 1
 * @column: (out): in characters, from 1
 *
 * Returns: (transfer full) (nullable): why it is no JSON, a whole sentence; %NULL when it is
 */
char *
weir_field_text_check_json (const char *text, guint *line, guint *column)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (text, strlen (text), TRUE, &problem);
  char *message;

  if (problem == NULL)
    return NULL;
  *line = problem->line;
  *column = problem->column;
  message = g_strdup (problem->message);
  weir_problem_free (problem);
  return message;
}

/* A placeholder stands in quotes, also where a number shall come: it gives the value with its own type. */
static gboolean
set_json (WeirEdits *edits, gpointer object, const char *property, const char *text, char **message)
{
  g_autoptr (JsonNode) node = weir_json_parse (text, strlen (text));
  g_autofree char *wrong = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  guint line = 0;
  guint column = 0;

  if (node == NULL)
    {
      wrong = weir_field_text_check_json (text, &line, &column);
      if (*text == '\0')
        *message = g_strdup (_("There is no JSON yet; write null if that is meant."));
      else if (strstr (text, "${") != NULL)
        *message = g_strdup_printf (_("Line %u, column %u: %s A placeholder stands in quotes, \"${id}\"; it "
                                       "keeps its own type, so a number is sent as a number."),
                                    line, column, wrong);
      else
        *message = g_strdup_printf (_("Line %u, column %u: %s"), line, column,
                                    wrong != NULL ? wrong : _("This is no JSON that can be sent."));
      return FALSE;
    }
  g_value_init (&value, JSON_TYPE_NODE);
  g_value_set_boxed (&value, node);
  weir_edits_set_property (edits, object, property, &value);
  return TRUE;
}

static gboolean
fits_duration (gint64 held_us, const char *property, const char *text)
{
  gint64 us = -1;

  return (*text == '\0' && held_us < 0) || (parse_duration (property, text, &us, NULL) && us == held_us);
}

static gboolean
fits_lines (const char *const *held, const char *text)
{
  g_auto (GStrv) lines = split_lines (text);
  const char *const none[] = { NULL };

  return g_strv_equal (held != NULL ? held : none, (const char *const *) lines);
}

static gboolean
fits_json (JsonNode *held, const char *text)
{
  g_autoptr (JsonNode) node = weir_json_parse (text, strlen (text));

  return held != NULL && node != NULL && json_node_equal (held, node);
}

/**
 * weir_field_text_fits:
 * @object: an object of a document
 * @property: a property of it, as for weir_field_text_get()
 * @text: what its field shows
 *
 * Returns: whether @text says what the property holds, however it is written
 */
gboolean
weir_field_text_fits (gpointer object, const char *property, const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;
  guint64 number = 0;
  double decimal = 0;

  g_object_get_property (object, property, &value);
  if (G_VALUE_HOLDS_UINT (&value))
    return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL) &&
           number == g_value_get_uint (&value);
  if (G_VALUE_HOLDS_UINT64 (&value))
    return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &number, NULL) &&
           number == g_value_get_uint64 (&value);
  if (G_VALUE_HOLDS_INT64 (&value))
    return fits_duration (g_value_get_int64 (&value), property, text);
  if (G_VALUE_HOLDS_DOUBLE (&value))
    return parse_decimal (text, &decimal) && decimal == g_value_get_double (&value);
  if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
    return fits_lines (g_value_get_boxed (&value), text);
  if (G_VALUE_HOLDS (&value, JSON_TYPE_NODE))
    return fits_json (g_value_get_boxed (&value), text);
  return g_str_equal (text, g_value_get_string (&value) != NULL ? g_value_get_string (&value) : "");
}

/**
 * weir_field_text_set:
 * @edits: the edits of the document
 * @object: an object of it
 * @property: a property of it, as for weir_field_text_get()
 * @text: what was typed; "" sets what may be missing to nothing
 * @message: (out) (transfer full): on failure, why the document cannot hold that
 *
 * Returns: %FALSE when the document stays as it was
 */
gboolean
weir_field_text_set (WeirEdits *edits, gpointer object, const char *property, const char *text,
                     char **message)
{
  GParamSpec *pspec = find_property (object, property);

  g_return_val_if_fail (pspec != NULL, FALSE);

  if (G_IS_PARAM_SPEC_UINT (pspec))
    return set_number (edits, object, G_PARAM_SPEC_UINT (pspec), text, message);
  if (G_IS_PARAM_SPEC_UINT64 (pspec))
    return set_large_number (edits, object, G_PARAM_SPEC_UINT64 (pspec), text, message);
  if (G_IS_PARAM_SPEC_INT64 (pspec))
    return set_duration (edits, object, G_PARAM_SPEC_INT64 (pspec), text, message);
  if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    return set_decimal (edits, object, G_PARAM_SPEC_DOUBLE (pspec), text, message);
  if (pspec->value_type == JSON_TYPE_NODE)
    return set_json (edits, object, property, text, message);
  if (pspec->value_type == G_TYPE_STRV)
    set_lines (edits, object, property, text);
  else if (*text == '\0' && !may_be_empty (property) && G_PARAM_SPEC_STRING (pspec)->default_value == NULL)
    weir_edits_set_string (edits, object, property, NULL);
  else
    weir_edits_set_string (edits, object, property, text);
  return TRUE;
}
