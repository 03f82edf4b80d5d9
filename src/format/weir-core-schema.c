/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-core-schema.c: what a plain scalar is by the core schema of YAML 1.2 (chapter 10.3)
 */

#include "config.h"

#include "weir-core-schema.h"

#include <errno.h>
#include <math.h>
#include <string.h>

static const char *
skip_sign (const char *text)
{
  return *text == '-' || *text == '+' ? text + 1 : text;
}

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

/* 0o17 and 0x1F; the base, or 0 */
static guint
prefixed_base (const char *text)
{
  if (g_str_has_prefix (text, "0o") && text[2] != '\0' && text[2 + strspn (text + 2, "01234567")] == '\0')
    return 8;
  if (g_str_has_prefix (text, "0x") && text[2] != '\0' &&
      text[2 + strspn (text + 2, "0123456789abcdefABCDEF")] == '\0')
    return 16;
  return 0;
}

static gboolean
is_float (const char *text)
{
  static const char *const words[] = { ".inf", ".Inf", ".INF", NULL };
  static const char *const not_numbers[] = { ".nan", ".NaN", ".NAN", NULL };
  const char *start = skip_sign (text);
  const char *end = skip_digits (start);
  gboolean has_digits = end > start;

  if (g_strv_contains (words, start) || g_strv_contains (not_numbers, text))
    return TRUE;
  if (*end == '.')
    {
      const char *fraction = end + 1;

      end = skip_digits (fraction);
      has_digits = has_digits || end > fraction;
    }
  if (!has_digits)
    return FALSE;
  if (*end == 'e' || *end == 'E')
    {
      const char *exponent = skip_sign (end + 1);

      end = skip_digits (exponent);
      if (end == exponent)
        return FALSE;
    }
  return *end == '\0';
}

/**
 * weir_core_type:
 * @text: a scalar without quotes
 *
 * Returns: what the core schema says it is
 */
WeirCoreType
weir_core_type (const char *text)
{
  static const char *const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
  static const char *const booleans[] = { "true", "True", "TRUE", "false", "False", "FALSE", NULL };
  const char *digits = skip_sign (text);

  if (g_strv_contains (nulls, text))
    return WEIR_CORE_NULL;
  if (g_strv_contains (booleans, text))
    return WEIR_CORE_BOOLEAN;
  if ((*digits != '\0' && *skip_digits (digits) == '\0') || prefixed_base (text) != 0)
    return WEIR_CORE_INTEGER;
  return is_float (text) ? WEIR_CORE_FLOAT : WEIR_CORE_TEXT;
}

static JsonNode *
integer_to_json (const char *text)
{
  guint base = prefixed_base (text);
  gint64 number = 0;

  errno = 0;
  number = g_ascii_strtoll (base != 0 ? text + 2 : text, NULL, base != 0 ? base : 10);
  return errno == 0 ? json_node_init_int (json_node_alloc (), number) : NULL;
}

static JsonNode *
float_to_json (const char *text)
{
  /* Only ".inf" and ".nan" have an n in them. */
  double number = strpbrk (text, "nN") != NULL ? INFINITY : g_ascii_strtod (text, NULL);

  return isfinite (number) ? json_node_init_double (json_node_alloc (), number) : NULL;
}

/**
 * weir_core_to_json:
 * @text: a scalar without quotes
 *
 * Returns: (transfer full) (nullable): the value it stands for; NULL for a number that JSON, or 64 bits,
 *   cannot hold
 */
JsonNode *
weir_core_to_json (const char *text)
{
  switch (weir_core_type (text))
    {
    case WEIR_CORE_NULL:
      return json_node_init_null (json_node_alloc ());
    case WEIR_CORE_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_ascii_tolower (*text) == 't');
    case WEIR_CORE_INTEGER:
      return integer_to_json (text);
    case WEIR_CORE_FLOAT:
      return float_to_json (text);
    case WEIR_CORE_TEXT:
    default:
      return json_node_init_string (json_node_alloc (), text);
    }
}
