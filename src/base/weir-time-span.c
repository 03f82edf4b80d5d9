/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-time-span.c: durations that may be written with colons, as the grace period of a rule
 */

#include "config.h"

#include "weir-time-span.h"

#include <string.h>

#include "weir-duration.h"
#include "weir-limits.h"

/* Room for "366.23:59:59.123456789", and for what a message shows of anything else. */
#define MAX_CHARS 40

static gboolean
fail (const char *text, const char *why, GError **error)
{
  g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
               "“%s” is not a time span: %s; write hh:mm:ss, for example “00:00:10”, or a number with a"
               " unit, for example “10s”.",
               text, why);
  return FALSE;
}

/* Digits, and what follows them. */
static gboolean
take_number (const char **at, gsize max_digits, guint *number)
{
  gsize length = strspn (*at, "0123456789");

  *number = 0;
  for (gsize i = 0; i < MIN (length, max_digits); i++)
    *number = *number * 10 + (guint) ((*at)[i] - '0');
  *at += length;
  return length > 0 && length <= max_digits;
}

static gboolean
take_two_digits (const char **at, guint *number)
{
  gsize length = strspn (*at, "0123456789");

  return length == 2 && take_number (at, 2, number);
}

/* Behind the seconds: at most milliseconds count. */
static gboolean
take_fraction (const char **at, guint *milliseconds)
{
  gsize length;

  *milliseconds = 0;
  if (**at != '.')
    return TRUE;
  (*at)++;
  length = strspn (*at, "0123456789");
  for (gsize i = 0; i < 3; i++)
    *milliseconds = *milliseconds * 10 + (i < length ? (guint) ((*at)[i] - '0') : 0);
  *at += length;
  return length > 0;
}

static gboolean
parse_clock (const char *text, gint64 *us, GError **error)
{
  const char *at = text;
  guint days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0;
  gboolean has_days = strchr (text, '.') != NULL && strchr (text, '.') < strchr (text, ':');

  if (has_days && (!take_number (&at, 3, &days) || *at++ != '.'))
    return fail (text, "the days are a number in front of the hours", error);
  if (!take_two_digits (&at, &hours) || *at++ != ':' || !take_two_digits (&at, &minutes) || *at++ != ':' ||
      !take_two_digits (&at, &seconds) || !take_fraction (&at, &milliseconds) || *at != '\0')
    return fail (text, "hours, minutes and seconds have two digits each", error);
  if (hours > 23 || minutes > 59 || seconds > 59)
    return fail (text, "hours go to 23, minutes and seconds to 59", error);
  *us = ((((gint64) days * 24 + hours) * 60 + minutes) * 60 + seconds) * G_USEC_PER_SEC + milliseconds * 1000;
  return *us <= (gint64) WEIR_LIMIT_DURATION_DAYS * 24 * 3600 * G_USEC_PER_SEC ||
         fail (text, "no more than 366 days are allowed", error);
}

/**
 * weir_time_span_parse:
 * @text: "hh:mm:ss[.fff]", "d.hh:mm:ss[.fff]" or a number with one of the suffixes ms, s, m, h
 * @us: (out): the duration in microseconds
 *
 * Reads a grace period. A bare number is refused: it would mean days where plans come from.
 *
 * Returns: %FALSE with %WEIR_BASE_ERROR_DURATION when @text is none
 */
gboolean
weir_time_span_parse (const char *text, gint64 *us, GError **error)
{
  g_autofree char *valid = g_strstrip (g_utf8_make_valid (text, -1));

  if (g_utf8_strlen (valid, -1) > MAX_CHARS)
    {
      g_autofree char *start = g_utf8_substring (valid, 0, MAX_CHARS);

      return fail (start, "it is too long", error);
    }
  if (strchr (valid, ':') != NULL)
    return parse_clock (valid, us, error);
  if (*valid != '\0' && valid[strspn (valid, "0123456789.")] == '\0')
    {
      g_set_error (error, WEIR_BASE_ERROR, WEIR_BASE_ERROR_DURATION,
                   "“%s” has no unit; write “%ss” for seconds.", valid, valid);
      return FALSE;
    }
  return weir_duration_parse (valid, WEIR_DURATION_UNIT_S, us, error);
}
