/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-duration.c: durations as people write them, microseconds as the program counts them
 */

#include "config.h"

#include "weir-duration.h"

#include <math.h>
#include <string.h>

#include "weir-limits.h"

#define US_PER_MS G_GINT64_CONSTANT (1000)
#define US_PER_S (1000 * US_PER_MS)
#define US_PER_MINUTE (60 * US_PER_S)
#define US_PER_HOUR (60 * US_PER_MINUTE)
#define US_PER_DAY (24 * US_PER_HOUR)

/* No duration needs more: 366 days are 11 digits of milliseconds. */
#define MAX_CHARS 40

G_DEFINE_QUARK (weir-base-error-quark, weir_base_error)

typedef struct
{
  const char *name;
  gint64 us;
} Unit;

static const Unit units[] = {
  { "ms", US_PER_MS },
  { "s", US_PER_S },
  { "m", US_PER_MINUTE },
  { "h", US_PER_HOUR },
};

/* Spellings people try, and the unit that is meant. */
static const char *const near_units[][2] = {
  { "sec", "s" },     { "secs", "s" },    { "second", "s" },       { "seconds", "s" },
  { "min", "m" },     { "mins", "m" },    { "minute", "m" },       { "minutes", "m" },
  { "hr", "h" },      { "hrs", "h" },     { "hour", "h" },         { "hours", "h" },
  { "msec", "ms" },   { "msecs", "ms" },  { "millisecond", "ms" }, { "milliseconds", "ms" },
};

static const Unit *
find_unit (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_strcasecmp (units[i].name, name) == 0)
      return &units[i];
  return NULL;
}

static const char *
find_near_unit (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (near_units); i++)
    if (g_ascii_strcasecmp (near_units[i][0], name) == 0)
      return near_units[i][1];
  return NULL;
}

/* The length of "12", "0.5" or ".5" at the start of @text; 0 when there is none. */
static gsize
number_length (const char *text)
{
  gsize whole = strspn (text, "0123456789");
  gsize fraction = 0;

  if (text[whole] == '.')
    fraction = strspn (text + whole + 1, "0123456789");
  return fraction > 0 ? whole + 1 + fraction : whole;
}

static gboolean
fail_unit (const char *text, const char *number, const char *name, GError **error)
{
  const char *meant = find_near_unit (name);

  if (meant)
    g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
                 "“%s” has the unit “%s”, which is not known; write “%s%s”.", text, name, number, meant);
  else
    g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
                 "“%s” is not a duration: after the number comes one of ms, s, m, h, for example “%ss”.",
                 text, number);
  return FALSE;
}

static gboolean
fail_number (const char *text, GError **error)
{
  if (text[0] == '-' && number_length (text + 1) > 0)
    g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
                 "“%s” is negative; a duration is 0 or more, for example “%s”.", text, text + 1);
  else
    g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
                 "“%s” is not a duration; write a number and a unit, for example “250ms”, “1.5s” or “2m”.",
                 text);
  return FALSE;
}

static gboolean
set_duration (const char *text, double number, gint64 unit_us, gint64 *us, GError **error)
{
  double ms = round (number * (double) (unit_us / US_PER_MS));

  if (ms > (double) (WEIR_LIMIT_DURATION_DAYS * (US_PER_DAY / US_PER_MS)))
    {
      g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
                   "“%s” is longer than %d days (%dh), the longest duration allowed.", text,
                   WEIR_LIMIT_DURATION_DAYS, WEIR_LIMIT_DURATION_DAYS * 24);
      return FALSE;
    }
  if (number > 0 && ms < 1)
    {
      g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
                   "“%s” is shorter than 1 ms, the smallest duration; write “1ms” or “0”.", text);
      return FALSE;
    }
  *us = (gint64) ms * US_PER_MS;
  return TRUE;
}

/**
 * weir_duration_parse:
 * @text: a number with one of the suffixes ms, s, m, h, or without; blanks around it and one blank
 *   between number and suffix are ignored, decimals are allowed
 * @bare_unit: what a number without suffix means
 * @us: (out): the duration in microseconds, always whole milliseconds (rounded to the nearest)
 *
 * Reads a duration as people write it: “250”, “1.5 s”, “10m”.
 *
 * Returns: %FALSE with %WEIR_BASE_ERROR_DURATION when @text is no duration, negative, longer than
 *   366 days, or more than nothing and less than half a millisecond
 */
gboolean
weir_duration_parse (const char *text, WeirDurationUnit bare_unit, gint64 *us, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *number = NULL;
  const char *name;
  const Unit *unit;
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (us != NULL, FALSE);

  trimmed = g_strstrip (g_utf8_make_valid (text, -1));
  if (g_utf8_strlen (trimmed, -1) > MAX_CHARS)
    {
      g_autofree char *start = g_utf8_substring (trimmed, 0, MAX_CHARS);

      g_free (trimmed);
      trimmed = g_strconcat (start, "…", NULL);
    }
  length = number_length (trimmed);
  if (length == 0)
    return fail_number (trimmed, error);
  number = g_strndup (trimmed, length);
  name = trimmed + length;
  if (*name == ' ' && name[1] != ' ')
    name++;
  if (*name == '\0')
    unit = &units[bare_unit == WEIR_DURATION_UNIT_S ? 1 : 0];
  else
    unit = find_unit (name);
  if (!unit)
    return fail_unit (trimmed, number, name, error);
  return set_duration (trimmed, g_ascii_strtod (number, NULL), unit->us, us, error);
}

/**
 * weir_duration_to_text:
 * @us: a duration in microseconds
 *
 * The exact duration in the largest unit that needs no decimals ("2m", "90s", "1500ms"); parts of a
 * millisecond become decimals of ms. weir_duration_parse() reads it back.
 *
 * Returns: (transfer full): the text
 */
char *
weir_duration_to_text (gint64 us)
{
  const char *sign = us < 0 ? "-" : "";
  guint64 size = us < 0 ? -(guint64) us : (guint64) us;
  g_autofree char *fraction = NULL;
  gsize length;

  if (size == 0)
    return g_strdup ("0s");
  for (gsize i = G_N_ELEMENTS (units); i > 0; i--)
    if (size % (guint64) units[i - 1].us == 0)
      return g_strdup_printf ("%s%" G_GUINT64_FORMAT "%s", sign, size / (guint64) units[i - 1].us,
                              units[i - 1].name);
  fraction = g_strdup_printf ("%03u", (guint) (size % (guint64) US_PER_MS));
  for (length = 3; fraction[length - 1] == '0'; length--)
    fraction[length - 1] = '\0';
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%sms", sign, size / (guint64) US_PER_MS, fraction);
}

/* Three significant digits without trailing zeros and without the locale's decimal comma. */
static char *
format_significant (double number, const char *unit)
{
  const char *format = number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f";
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, format, number);
  if (strchr (digits, '.'))
    {
      gsize length = strlen (digits);

      while (digits[length - 1] == '0')
        digits[--length] = '\0';
      if (digits[length - 1] == '.')
        digits[--length] = '\0';
    }
  return g_strdup_printf ("%s %s", digits, unit);
}

static char *
format_two_units (gint64 count, gint64 per_large, const char *large, const char *small)
{
  gint64 rest = count % per_large;

  if (rest == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT " %s", count / per_large, large);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %s", count / per_large, large, rest,
                          small);
}

/**
 * weir_duration_to_display:
 * @us: a duration in microseconds
 *
 * The duration for people, to about three digits: "850 µs", "41 ms", "1.25 s", "2 min 5 s", "1 h 30 min",
 * "3 d 4 h".
 *
 * Returns: (transfer full): the text
 */
char *
weir_duration_to_display (gint64 us)
{
  if (us < 0)
    {
      g_autofree char *positive = weir_duration_to_display (us == G_MININT64 ? G_MAXINT64 : -us);

      return g_strconcat ("-", positive, NULL);
    }
  if (us == 0)
    return g_strdup ("0 ms");
  /* Each bound lies where rounding would reach the next unit: 999.7 ms is shown as "1 s". */
  if (us < US_PER_MS)
    return g_strdup_printf ("%d µs", (int) us);
  if (us < US_PER_S - US_PER_MS / 2)
    return format_significant ((double) us / (double) US_PER_MS, "ms");
  if (us < US_PER_MINUTE - US_PER_S / 20)
    return format_significant ((double) us / (double) US_PER_S, "s");
  if (us < US_PER_HOUR - US_PER_S / 2)
    return format_two_units ((us + US_PER_S / 2) / US_PER_S, 60, "min", "s");
  if (us < US_PER_DAY - US_PER_MINUTE / 2)
    return format_two_units ((us + US_PER_MINUTE / 2) / US_PER_MINUTE, 60, "h", "min");
  return format_two_units (us / US_PER_HOUR + (us % US_PER_HOUR >= US_PER_HOUR / 2), 24, "d", "h");
}
