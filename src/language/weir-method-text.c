/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-text.c: methods that make text of text: case, joining, filling in, looking for a part
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

#include "weir-limits.h"

enum
{
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH,
};

/* The arguments have their order in the table below. */
static char *
get_valid_text (WeirMethodCall *call, guint parameter)
{
  const char *text = weir_method_get_text (call, parameter);

  return text ? g_utf8_make_valid (text, -1) : NULL;
}

static gboolean
call_change_case (WeirMethodCall *call, WeirValue *result)
{
  g_autofree char *text = get_valid_text (call, 0);

  if (!text)
    return FALSE;
  weir_value_take_text (result, call->invocation->method->variant ? g_utf8_strup (text, -1)
                                                                  : g_utf8_strdown (text, -1));
  return TRUE;
}

/* Both texts, folded when case does not matter. */
static gboolean
get_pair (WeirMethodCall *call, char **a, char **b)
{
  gboolean ignore_case;

  if (!weir_method_get_boolean (call, 2, &ignore_case) || !(*a = get_valid_text (call, 0)) ||
      !(*b = get_valid_text (call, 1)))
    return FALSE;
  if (ignore_case)
    {
      char *folded_a = g_utf8_casefold (*a, -1);
      char *folded_b = g_utf8_casefold (*b, -1);

      g_free (*a);
      g_free (*b);
      *a = folded_a;
      *b = folded_b;
    }
  return TRUE;
}

static gboolean
call_look_for (WeirMethodCall *call, WeirValue *result)
{
  g_autofree char *text = NULL;
  g_autofree char *part = NULL;
  gboolean found;

  if (!get_pair (call, &text, &part))
    return FALSE;
  switch (call->invocation->method->variant)
    {
    case CONTAINS:
      found = strstr (text, part) != NULL;
      break;
    case STARTS_WITH:
      found = g_str_has_prefix (text, part);
      break;
    case ENDS_WITH:
    default:
      found = g_str_has_suffix (text, part);
      break;
    }
  weir_value_set_boolean (result, found);
  return TRUE;
}

static gboolean
call_string_equals (WeirMethodCall *call, WeirValue *result)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (!get_pair (call, &a, &b))
    return FALSE;
  weir_value_set_boolean (result, strcmp (a, b) == 0);
  return TRUE;
}

static gboolean
check_size (WeirMethodCall *call, const GString *text)
{
  return text->len <= WEIR_LIMIT_FILLED_BYTES ||
         weir_method_fail (call, "Its result would be longer than %d MB.",
                           WEIR_LIMIT_FILLED_BYTES / (1024 * 1024));
}

static gboolean
call_concatenate (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GArray) list = weir_method_get_list (call, 0);
  const char *separator = list ? weir_method_get_text (call, 1) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!separator)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *part = weir_value_to_text (&g_array_index (list, WeirValue, i));

      if (i > 0)
        g_string_append (text, separator);
      g_string_append (text, part);
      if (!check_size (call, text))
        return FALSE;
    }
  weir_value_set_text (result, text->str, (gssize) text->len);
  return TRUE;
}

/* "{0}" … at @p; FALSE when it is no number in braces. */
static gboolean
parse_place (const char *p, guint64 *index, const char **behind)
{
  char *end;

  if (*p != '{' || !g_ascii_isdigit (p[1]))
    return FALSE;
  *index = g_ascii_strtoull (p + 1, &end, 10);
  *behind = end + 1;
  return *end == '}';
}

/* Each place is filled with the argument of that number; text filled in is not looked at again. */
static gboolean
call_format (WeirMethodCall *call, WeirValue *result)
{
  const char *p = weir_method_get_text (call, 0);
  g_autoptr (GArray) list = p ? weir_method_get_list (call, 1) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!list)
    return FALSE;
  while (*p)
    {
      g_autofree char *part = NULL;
      const char *behind;
      guint64 index;

      if (!parse_place (p, &index, &behind))
        {
          g_string_append_c (text, *p++);
          continue;
        }
      if (index >= list->len)
        return weir_method_fail (call,
                                 "Its template has {%" G_GUINT64_FORMAT "}, but “args” has %u values, "
                                 "counted from 0.",
                                 index, list->len);
      part = weir_value_to_text (&g_array_index (list, WeirValue, (guint) index));
      g_string_append (text, part);
      if (!check_size (call, text))
        return FALSE;
      p = behind;
    }
  weir_value_set_text (result, text->str, (gssize) text->len);
  return TRUE;
}

/* What is no array has no elements. */
static gboolean
call_length (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GArray) list = weir_method_get_list (call, 0);

  if (!list && !call->scope->failure)
    return FALSE;
  g_clear_pointer (&call->scope->failure, g_free);
  weir_value_set_integer (result, list ? list->len : 0);
  return TRUE;
}

#define LOOK_FOR(name, variant)                                                                              \
  {                                                                                                          \
    name, call_look_for, variant, TRUE,                                                                      \
    {                                                                                                        \
      { "source", WEIR_PARAMETER_TEXT, NULL }, { "value", WEIR_PARAMETER_TEXT, NULL },                       \
      {                                                                                                      \
        "ignoreCase", WEIR_PARAMETER_BOOLEAN, "false"                                                        \
      }                                                                                                      \
    }                                                                                                        \
  }

const WeirMethod weir_methods_text[] = {
  { "toLowerCase", call_change_case, FALSE, TRUE, { { "source", WEIR_PARAMETER_TEXT, NULL } } },
  { "toUpperCase", call_change_case, TRUE, TRUE, { { "source", WEIR_PARAMETER_TEXT, NULL } } },
  LOOK_FOR ("contains", CONTAINS),
  LOOK_FOR ("startsWith", STARTS_WITH),
  LOOK_FOR ("endsWith", ENDS_WITH),
  { "stringEquals",
    call_string_equals,
    0,
    FALSE,
    { { "a", WEIR_PARAMETER_TEXT, NULL },
      { "b", WEIR_PARAMETER_TEXT, NULL },
      { "ignoreCase", WEIR_PARAMETER_BOOLEAN, "false" } } },
  { "strCat",
    call_concatenate,
    0,
    FALSE,
    { { "values", WEIR_PARAMETER_LIST, NULL }, { "separator", WEIR_PARAMETER_TEXT, "" } } },
  { "format",
    call_format,
    0,
    FALSE,
    { { "template", WEIR_PARAMETER_TEXT, NULL }, { "args", WEIR_PARAMETER_LIST, NULL } } },
  { "length", call_length, 0, TRUE, { { "source", WEIR_PARAMETER_LIST, NULL } } },
  { NULL },
};
