/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-type.c: the types a value can be given with `as`
 */

#include "config.h"

#include "weir-type.h"

#include <math.h>
#include <string.h>

#include "weir-json.h"
#include "weir-language-private.h"
#include "weir-suggest.h"
#include "weir-xpath.h"

/* Whole numbers up to here are exact in a double. */
#define EXACT_INTEGER 9007199254740992.0

static const struct
{
  const char *name;
  WeirType type;
} types[] = {
  { "string", WEIR_TYPE_TEXT },     { "text", WEIR_TYPE_TEXT },       { "qstring", WEIR_TYPE_QUOTED_TEXT },
  { "json", WEIR_TYPE_JSON },       { "jsonstring", WEIR_TYPE_JSON }, { "qjson", WEIR_TYPE_QUOTED_JSON },
  { "xml", WEIR_TYPE_XML },         { "qxml", WEIR_TYPE_QUOTED_XML }, { "csv", WEIR_TYPE_CSV },
  { "qcsv", WEIR_TYPE_QUOTED_CSV }, { "int", WEIR_TYPE_INTEGER },     { "integer", WEIR_TYPE_INTEGER },
  { "double", WEIR_TYPE_NUMBER },   { "float", WEIR_TYPE_NUMBER },    { "single", WEIR_TYPE_NUMBER },
  { "decimal", WEIR_TYPE_NUMBER },  { "bool", WEIR_TYPE_BOOLEAN },    { "boolean", WEIR_TYPE_BOOLEAN },
};

/**
 * weir_type_parse:
 * @text: the name of a type, in any case
 *
 * Returns: %FALSE with %WEIR_LANGUAGE_ERROR_NAME when there is no such type
 */
gboolean
weir_type_parse (const char *text, WeirType *type, GError **error)
{
  const char *names[G_N_ELEMENTS (types) + 1] = { NULL };
  g_autofree char *shown = NULL;
  const char *near;

  g_return_val_if_fail (text != NULL && type != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      names[i] = types[i].name;
      if (g_ascii_strcasecmp (types[i].name, text) == 0)
        {
          *type = types[i].type;
          return TRUE;
        }
    }
  shown = weir_language_shorten (text);
  near = weir_suggest (text, names);
  if (near)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME, "“%s” is no type; did you mean “%s”?",
                 shown, near);
  else
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME,
                 "“%s” is no type; write string, json, xml, csv (each also with a q in front), int, double "
                 "or bool.",
                 shown);
  return FALSE;
}

static gboolean
fail (const WeirValue *value, const char *what, char **reason)
{
  g_autofree char *text = weir_value_to_text (value);
  g_autofree char *shown = weir_language_shorten (text);

  *reason = g_strdup_printf ("“%s” is not %s.", shown, what);
  return FALSE;
}

static gboolean
convert_to_text (WeirValue *value, WeirValueType type)
{
  if (value->type == WEIR_VALUE_TEXT || value->type == WEIR_VALUE_XML || value->type == WEIR_VALUE_CSV)
    value->type = type;
  else
    {
      weir_value_take_text (value, weir_value_to_text (value));
      value->type = type;
    }
  return TRUE;
}

static gboolean
convert_to_json (WeirValue *value, char **reason)
{
  g_autoptr (JsonNode) node = NULL;

  if (value->type != WEIR_VALUE_TEXT && value->type != WEIR_VALUE_XML && value->type != WEIR_VALUE_CSV)
    return TRUE;
  node = weir_json_parse (value->text, g_ref_string_length (value->text));
  if (!node)
    return fail (value, "JSON", reason);
  weir_value_set_json (value, node);
  return TRUE;
}

static gboolean
convert_to_xml (WeirValue *value, char **reason)
{
  g_autoptr (WeirXml) xml = NULL;

  convert_to_text (value, WEIR_VALUE_TEXT);
  xml = weir_xml_parse (value->text, g_ref_string_length (value->text), NULL);
  if (!xml)
    return fail (value, "XML", reason);
  return convert_to_text (value, WEIR_VALUE_XML);
}

static gboolean
take_number (const WeirValue *value, WeirNumber *number)
{
  if (value->type == WEIR_VALUE_TEXT)
    return weir_number_parse (value->text, number);
  return weir_number_from_value (value, number);
}

static gboolean
convert_to_integer (WeirValue *value, char **reason)
{
  WeirNumber number;

  if (!take_number (value, &number))
    return fail (value, "a whole number", reason);
  if (!number.is_integer && (trunc (number.number) != number.number || fabs (number.number) > EXACT_INTEGER))
    return fail (value, "a whole number of 64 bits", reason);
  weir_value_set_integer (value, number.is_integer ? number.integer : (gint64) number.number);
  return TRUE;
}

static gboolean
convert_to_number (WeirValue *value, char **reason)
{
  WeirNumber number;

  if (!take_number (value, &number))
    return fail (value, "a number", reason);
  weir_value_set_double (value, number.number);
  return TRUE;
}

static gboolean
convert_to_boolean (WeirValue *value, char **reason)
{
  g_autofree char *text = NULL;

  if (value->type == WEIR_VALUE_BOOLEAN)
    return TRUE;
  text = g_strstrip (weir_value_to_text (value));
  if (g_ascii_strcasecmp (text, "true") != 0 && g_ascii_strcasecmp (text, "false") != 0)
    return fail (value, "true or false", reason);
  weir_value_set_boolean (value, g_ascii_strcasecmp (text, "true") == 0);
  return TRUE;
}

static gboolean
convert (WeirType type, WeirValue *value, char **reason)
{
  switch (type)
    {
    case WEIR_TYPE_TEXT:
    case WEIR_TYPE_QUOTED_TEXT:
      return convert_to_text (value, WEIR_VALUE_TEXT);
    case WEIR_TYPE_JSON:
    case WEIR_TYPE_QUOTED_JSON:
      return convert_to_json (value, reason);
    case WEIR_TYPE_XML:
    case WEIR_TYPE_QUOTED_XML:
      return convert_to_xml (value, reason);
    case WEIR_TYPE_CSV:
    case WEIR_TYPE_QUOTED_CSV:
      return convert_to_text (value, WEIR_VALUE_CSV);
    case WEIR_TYPE_INTEGER:
      return convert_to_integer (value, reason);
    case WEIR_TYPE_NUMBER:
      return convert_to_number (value, reason);
    case WEIR_TYPE_BOOLEAN:
      return convert_to_boolean (value, reason);
    case WEIR_TYPE_UNTYPED:
    default:
      return TRUE;
    }
}

/**
 * weir_type_convert:
 * @value: becomes one of @type; stays what it is when it does not fit
 * @reason: (out) (transfer full): why it does not fit
 *
 * A quoted type is the plain one that stands in double quotes in running text.
 */
gboolean
weir_type_convert (WeirType type, WeirValue *value, char **reason)
{
  gboolean is_quoted = type == WEIR_TYPE_QUOTED_TEXT || type == WEIR_TYPE_QUOTED_JSON ||
                       type == WEIR_TYPE_QUOTED_XML || type == WEIR_TYPE_QUOTED_CSV;

  if (type == WEIR_TYPE_UNTYPED)
    return TRUE;
  value->is_quoted = FALSE;
  if (!convert (type, value, reason))
    return FALSE;
  value->is_quoted = is_quoted;
  return TRUE;
}
