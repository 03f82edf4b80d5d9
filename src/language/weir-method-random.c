/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-random.c: methods whose value nobody knows before: random ones, the time, counters
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

/* Counters whose names are made of values could be without end. */
#define MAX_COUNTERS 10000
#define MAX_RANDOM_LENGTH (1024 * 1024)
#define MAX_OFFSET_HOURS 10000

static gboolean
call_random (WeirMethodCall *call, WeirValue *result)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  g_autoptr (GString) text = NULL;
  gint64 length;

  if (!weir_method_get_integer (call, 0, &length))
    return FALSE;
  if (length < 0 || length > MAX_RANDOM_LENGTH)
    return weir_method_fail (call, "Its “length” is %" G_GINT64_FORMAT "; 0 to %d are possible.", length,
                             MAX_RANDOM_LENGTH);
  text = g_string_sized_new ((gsize) length + 1);
  for (gint64 i = 0; i < length; i++)
    g_string_append_c (
        text, letters[weir_method_state_random_between (call->scope->state, 0, (gint64) sizeof letters - 2)]);
  weir_value_set_text (result, text->str, (gssize) text->len);
  return TRUE;
}

static gboolean
call_random_number (WeirMethodCall *call, WeirValue *result)
{
  gint64 min, max;

  if (!weir_method_get_integer (call, 0, &min) || !weir_method_get_integer (call, 1, &max))
    return FALSE;
  if (min > max)
    return weir_method_fail (
        call, "Its “min”, %" G_GINT64_FORMAT ", is above its “max”, %" G_GINT64_FORMAT ".", min, max);
  weir_value_set_integer (result, weir_method_state_random_between (call->scope->state, min, max));
  return TRUE;
}

static gboolean
call_random_item (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GArray) list = weir_method_get_list (call, 0);
  gint64 index;

  if (!list)
    return FALSE;
  if (list->len == 0)
    return weir_method_fail (call, "Its “source” has no elements.");
  index = weir_method_state_random_between (call->scope->state, 0, (gint64) list->len - 1);
  weir_value_copy (&g_array_index (list, WeirValue, (guint) index), result);
  return TRUE;
}

/* Version 4, variant 1 (RFC 9562 §5.4). */
static gboolean
call_uuid (WeirMethodCall *call, WeirValue *result)
{
  WeirMethodState *state = call->scope->state;
  const char *prefix = call->invocation->method->variant ? weir_method_get_text (call, 0) : "";
  guint32 words[4];

  if (!prefix)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = weir_method_state_random (state);
  weir_value_take_text (result, g_strdup_printf ("%s%08x-%04x-4%03x-%04x-%04x%08x", prefix, words[0],
                                                 words[1] >> 16, words[1] & 0xfff,
                                                 0x8000 | (words[2] & 0x3fff), words[2] >> 16, words[3]));
  return TRUE;
}

static gboolean
call_email (WeirMethodCall *call, WeirValue *result)
{
  const char *prefix = weir_method_get_text (call, 0);
  const char *domain = prefix ? weir_method_get_text (call, 1) : NULL;

  if (!domain)
    return FALSE;
  weir_value_take_text (
      result, g_strdup_printf ("%s-%08x@%s", prefix, weir_method_state_random (call->scope->state), domain));
  return TRUE;
}

/* The tokens, longer ones before their beginnings; what is none stands for itself. */
static gsize
append_token (GDateTime *time, const char *format, GString *out)
{
  static const struct
  {
    const char *token;
    const char *format;
  } tokens[] = { { "yyyy", "%Y" }, { "yy", "%y" }, { "MM", "%m" }, { "dd", "%d" },
                 { "HH", "%H" },   { "mm", "%M" }, { "ss", "%S" } };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (g_str_has_prefix (format, tokens[i].token))
      {
        g_autofree char *text = g_date_time_format (time, tokens[i].format);

        g_string_append (out, text);
        return strlen (tokens[i].token);
      }
  return 0;
}

/* "f" to "ffffff": so many digits of the second. */
static gsize
append_fraction (GDateTime *time, const char *format, GString *out)
{
  gsize digits = MIN (strspn (format, "f"), 6);
  g_autofree char *text = g_strdup_printf ("%06d", g_date_time_get_microsecond (time));

  g_string_append_len (out, text, (gssize) digits);
  return digits;
}

static gboolean
call_timestamp (WeirMethodCall *call, WeirValue *result)
{
  const char *format = weir_method_get_text (call, 0);
  g_autoptr (GDateTime) epoch = g_date_time_new_from_unix_utc (0);
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  WeirNumber hours;

  if (!format || !weir_method_get_number (call, 1, &hours))
    return FALSE;
  if (hours.number > MAX_OFFSET_HOURS || hours.number < -MAX_OFFSET_HOURS)
    return weir_method_fail (call, "Its “offsetHours” is beyond %d.", MAX_OFFSET_HOURS);
  time = g_date_time_add (epoch, weir_method_state_get_time (call->scope->state) +
                                     (gint64) (hours.number * 3600 * G_USEC_PER_SEC));
  while (*format)
    {
      gsize taken = append_token (time, format, out);

      if (taken == 0)
        taken = append_fraction (time, format, out);
      if (taken == 0)
        {
          g_string_append_c (out, *format);
          taken = 1;
        }
      format += taken;
    }
  weir_value_set_text (result, out->str, (gssize) out->len);
  return TRUE;
}

typedef struct
{
  gint64 start, reset, step;
} Counting;

/* Behind the last value in the direction of the steps, or where there are no more numbers: anew. */
static gint64
advance (const Counting *counting, gint64 value)
{
  gint64 next;

  if (__builtin_add_overflow (value, counting->step, &next))
    return counting->start;
  if (counting->step > 0 && next > counting->reset)
    return counting->start;
  if (counting->step < 0 && counting->reset < counting->start && next < counting->reset)
    return counting->start;
  return next;
}

static GHashTable *
get_counters (WeirMethodCall *call)
{
  WeirScope *scope = call->scope;

  if (call->invocation->is_global)
    return weir_method_state_get_counters (scope->state);
  if (!scope->counters)
    scope->counters = weir_counters_new ();
  return scope->counters;
}

static gboolean
call_counter (WeirMethodCall *call, WeirValue *result)
{
  GHashTable *counters = get_counters (call);
  const char *name = weir_method_get_text (call, 3);
  g_autofree char *key = NULL;
  Counting counting;
  gint64 *next;

  if (!name || !weir_method_get_integer (call, 0, &counting.start) ||
      !weir_method_get_integer (call, 1, &counting.reset) ||
      !weir_method_get_integer (call, 2, &counting.step))
    return FALSE;
  key =
      g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", counting.start, counting.reset, name);
  next = g_hash_table_lookup (counters, key);
  if (!next)
    {
      if (g_hash_table_size (counters) >= MAX_COUNTERS)
        return weir_method_fail (call, "There are more than %d counters; give them fewer names.",
                                 MAX_COUNTERS);
      next = g_new (gint64, 1);
      *next = counting.start;
      g_hash_table_insert (counters, g_steal_pointer (&key), next);
    }
  weir_value_set_integer (result, *next);
  *next = advance (&counting, *next);
  return TRUE;
}

#define COUNTER(name)                                                                                        \
  {                                                                                                          \
    name, call_counter, 0, FALSE,                                                                            \
    {                                                                                                        \
      { "start", WEIR_PARAMETER_INTEGER, "0" }, { "reset", WEIR_PARAMETER_INTEGER, "100000" },               \
          { "step", WEIR_PARAMETER_INTEGER, "1" },                                                           \
      {                                                                                                      \
        "name", WEIR_PARAMETER_TEXT, ""                                                                      \
      }                                                                                                      \
    }                                                                                                        \
  }
#define TIMESTAMP(name)                                                                                      \
  {                                                                                                          \
    name, call_timestamp, 0, FALSE,                                                                          \
    {                                                                                                        \
      { "format", WEIR_PARAMETER_TEXT, "yyyy-MM-ddTHH:mm:ss" },                                              \
      {                                                                                                      \
        "offsetHours", WEIR_PARAMETER_NUMBER, "0"                                                            \
      }                                                                                                      \
    }                                                                                                        \
  }

const WeirMethod weir_methods_random[] = {
  { "random", call_random, 0, FALSE, { { "length", WEIR_PARAMETER_INTEGER, "10" } } },
  { "randomNumber",
    call_random_number,
    0,
    FALSE,
    { { "min", WEIR_PARAMETER_INTEGER, "1" }, { "max", WEIR_PARAMETER_INTEGER, "100" } } },
  { "randomItem", call_random_item, 0, TRUE, { { "source", WEIR_PARAMETER_LIST, NULL } } },
  { "guid", call_uuid, FALSE, FALSE, { { NULL } } },
  { "uuid", call_uuid, TRUE, FALSE, { { "prefix", WEIR_PARAMETER_TEXT, "" } } },
  { "generateEmail",
    call_email,
    0,
    FALSE,
    { { "prefix", WEIR_PARAMETER_TEXT, "user" }, { "domain", WEIR_PARAMETER_TEXT, "example.com" } } },
  TIMESTAMP ("timestamp"),
  TIMESTAMP ("dateTime"),
  COUNTER ("counter"),
  COUNTER ("iterate"),
  COUNTER ("loopCounter"),
  { NULL },
};
