/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-variable.c: methods that set variables, and those that read files, the environment, variables
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

const char *const weir_method_sources[] = { "file", "env", "variable", NULL };

enum
{
  FROM_FILE,
  FROM_ENVIRONMENT,
  FROM_VARIABLE,
};

static void
say_nothing (WeirMethodCall *call, const char *what, const char *name, const char *reason, gboolean warn)
{
  if (warn)
    weir_scope_warn (call->scope, "%s “%s” gave nothing: %s.", what, name, reason);
  else
    weir_method_fail (call, "%s “%s” has nothing: %s.", what, name, reason);
}

static GBytes *
read_variable (WeirMethodCall *call, const char *name)
{
  WeirScope *scope = call->scope;
  const WeirValue *value = scope->globals ? weir_globals_look_up_name (scope->globals, name, scope) : NULL;
  char *text;

  if (!value || value->type == WEIR_VALUE_MISSING)
    return NULL;
  text = weir_value_to_text (value);
  return g_bytes_new_take (text, strlen (text));
}

/* NULL when it has nothing, which has been said. */
static GBytes *
read_from (WeirMethodCall *call, guint source, const char *name, gboolean warn)
{
  g_autofree char *reason = NULL;
  const char *what = "The file";
  const char *found;
  GBytes *bytes = NULL;

  if (source == FROM_FILE)
    bytes = weir_method_state_read (call->scope->state, name, &reason);
  else if (source == FROM_ENVIRONMENT)
    {
      what = "The environment variable";
      found = g_getenv (name);
      bytes = found ? g_bytes_new (found, strlen (found)) : NULL;
    }
  else
    {
      what = "The variable";
      bytes = read_variable (call, name);
    }
  if (!bytes)
    say_nothing (call, what, name, reason ? reason : "it has no value", warn);
  return bytes;
}

gboolean
weir_method_read_source (WeirMethodCall *call, guint source_parameter, guint path_parameter,
                         guint name_parameter, gboolean warn, GBytes **bytes)
{
  const char *name;
  guint source;

  *bytes = NULL;
  if (!weir_method_get_word (call, source_parameter, &source) ||
      !(name = weir_method_get_text (call, source == FROM_FILE ? path_parameter : name_parameter)))
    return FALSE;
  if (*name == '\0')
    return weir_method_fail (call, source == FROM_FILE ? "It needs the “path” of a file."
                                                       : "It needs the “name” of what to read.");
  *bytes = read_from (call, source, name, warn);
  return *bytes || warn;
}

/* In UTF-8, which everything else is. */
static gboolean
take_text (WeirMethodCall *call, GBytes *bytes, const char *encoding, WeirValue *result)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) error = NULL;
  g_autofree char *converted = NULL;
  gsize written;

  if (g_ascii_strcasecmp (encoding, "utf-8") != 0 && g_ascii_strcasecmp (encoding, "utf8") != 0)
    {
      converted = g_convert (data ? data : "", (gssize) size, "UTF-8", encoding, NULL, &written, &error);
      if (!converted)
        return weir_method_fail (call, "It cannot be read as “%s”: %s.", encoding, error->message);
      weir_value_set_text (result, converted, (gssize) written);
      return TRUE;
    }
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  weir_value_set_text (result, data ? data : "", (gssize) size);
  return TRUE;
}

enum
{
  READ_SOURCE,
  READ_PATH,
  READ_NAME,
  READ_ENCODING,
  READ_CONDITION,
  READ_DEFAULT,
};

static gboolean
call_read (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *encoding = weir_method_get_text (call, READ_ENCODING);
  gboolean is_conditional = call->invocation->method->variant;
  const WeirValue *fallback;

  if (!encoding)
    return FALSE;
  if (is_conditional && !weir_method_get_condition (call, READ_CONDITION))
    {
      fallback = weir_method_get_value (call, READ_DEFAULT);
      if (fallback)
        weir_value_copy (fallback, result);
      return fallback != NULL;
    }
  if (!weir_method_read_source (call, READ_SOURCE, READ_PATH, READ_NAME, TRUE, &bytes))
    return FALSE;
  if (bytes)
    return take_text (call, bytes, encoding, result);
  weir_value_set_text (result, "", 0);
  return TRUE;
}

enum
{
  SET_VARIABLE,
  SET_VALUE,
  SET_CONDITION,
  SET_DEFAULT,
};

/* A number is given as a sum: 7 / 2 is 3 for an int and 3.5 for a double. */
static gboolean
compute (WeirMethodCall *call, guint parameter, WeirValue *result)
{
  WeirType type = call->invocation->type;
  const char *text = weir_method_get_text (call, parameter);
  g_autofree char *reason = NULL;

  if (!text)
    return FALSE;
  if (weir_arithmetic (text, text + strlen (text), type == WEIR_TYPE_INTEGER, result, NULL, &reason))
    return TRUE;
  return weir_method_fail (call, "Its value cannot be computed: %s", reason);
}

static gboolean
take_value (WeirMethodCall *call, guint parameter, WeirValue *result)
{
  WeirType type = call->invocation->type;
  const WeirValue *value = weir_method_get_value (call, parameter);

  if (!value)
    return FALSE;
  if ((type == WEIR_TYPE_INTEGER || type == WEIR_TYPE_NUMBER) && weir_value_is_text (value))
    return compute (call, parameter, result);
  weir_value_copy (value, result);
  return TRUE;
}

/* The variable is set here and not by `variable`, which is this method's own argument. */
static gboolean
assign (WeirMethodCall *call, WeirValue *result)
{
  const WeirArgument *target = &call->invocation->arguments[SET_VARIABLE];
  g_autofree char *reason = NULL;

  if (!weir_type_convert (call->invocation->type, result, &reason))
    return weir_method_fail (call, "%s", reason);
  if (target->target >= 0)
    weir_scope_assign (call->scope, (guint) target->target, call->invocation->is_global, result);
  return TRUE;
}

static gboolean
call_set (WeirMethodCall *call, WeirValue *result)
{
  guint parameter = SET_VALUE;

  if (call->invocation->method->variant && !weir_method_get_condition (call, SET_CONDITION))
    {
      /* Without a default, what the variable has stays. */
      if (!weir_method_has (call, SET_DEFAULT))
        {
          weir_value_set_text (result, "", 0);
          return TRUE;
        }
      parameter = SET_DEFAULT;
    }
  return take_value (call, parameter, result) && assign (call, result);
}

#define READ_PARAMETERS                                                                                      \
  [READ_SOURCE] = { "source", WEIR_PARAMETER_WORD, NULL, weir_method_sources },                              \
  [READ_PATH] = { "path", WEIR_PARAMETER_TEXT, "" }, [READ_NAME] = { "name", WEIR_PARAMETER_TEXT, "" },      \
  [READ_ENCODING] = { "encoding", WEIR_PARAMETER_TEXT, "utf-8" }
#define SET(name)                                                                                            \
  {                                                                                                          \
    name, call_set, FALSE, FALSE,                                                                            \
    {                                                                                                        \
      [SET_VARIABLE] = { "variable", WEIR_PARAMETER_TARGET, NULL }, [SET_VALUE] = {                          \
        "value",                                                                                             \
        WEIR_PARAMETER_TEXT,                                                                                 \
        NULL                                                                                                 \
      }                                                                                                      \
    }                                                                                                        \
  }
#define SET_IF(name)                                                                                         \
  {                                                                                                          \
    name, call_set, TRUE, FALSE,                                                                             \
    {                                                                                                        \
      [SET_VARIABLE] = { "variable", WEIR_PARAMETER_TARGET, NULL },                                          \
      [SET_VALUE] = { "value", WEIR_PARAMETER_TEXT, NULL },                                                  \
      [SET_CONDITION] = { "condition", WEIR_PARAMETER_CONDITION, NULL }, [SET_DEFAULT] = {                   \
        "default",                                                                                           \
        WEIR_PARAMETER_TEXT,                                                                                 \
        ""                                                                                                   \
      }                                                                                                      \
    }                                                                                                        \
  }

const WeirMethod weir_methods_variable[] = {
  { "read", call_read, FALSE, FALSE, { READ_PARAMETERS } },
  { "readIf",
    call_read,
    TRUE,
    FALSE,
    { READ_PARAMETERS, [READ_CONDITION] = { "condition", WEIR_PARAMETER_CONDITION, NULL },
      [READ_DEFAULT] = { "default", WEIR_PARAMETER_TEXT, "" } } },
  SET ("setVariable"),
  SET ("set"),
  SET_IF ("setVariableIf"),
  SET_IF ("setIf"),
  { NULL },
};
