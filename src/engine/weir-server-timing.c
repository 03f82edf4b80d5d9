/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-server-timing.c: what a server says of its own times, W3C Server Timing
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include <string.h>

/* A server that says more than this is not believed. */
#define MAX_ENTRIES 100
#define MAX_MS 3600000.0

/* What an entry is of, by its name; -1: something else. */
static int
find_kind (const char *name, gsize length)
{
  static const struct
  {
    const char *name;
    WeirJobServerTime kind;
  } names[] = {
    { "total", WEIR_JOB_SERVER_TIME },
    { "db", WEIR_JOB_SERVER_TIME_DB },
    { "database", WEIR_JOB_SERVER_TIME_DB },
    { "sql", WEIR_JOB_SERVER_TIME_DB },
    { "cache", WEIR_JOB_SERVER_TIME_CACHE },
    { "redis", WEIR_JOB_SERVER_TIME_CACHE },
    { "app", WEIR_JOB_SERVER_TIME_APP },
    { "application", WEIR_JOB_SERVER_TIME_APP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].name) == length && g_ascii_strncasecmp (names[i].name, name, length) == 0)
      return names[i].kind;
  return -1;
}

static const char *
skip_blanks (const char *p)
{
  return p + strspn (p, " \t");
}

/* Up to the next of @ends that is in no quotes. */
static const char *
find_end (const char *p, const char *ends)
{
  gboolean quoted = FALSE;

  for (; *p && (quoted || !strchr (ends, *p)); p++)
    if (*p == '"')
      quoted = !quoted;
    else if (quoted && *p == '\\' && p[1])
      p++;
  return p;
}

/* The `dur` of the entry at @p, in µs; WEIR_NO_TIME: it has none. */
static gint64
read_duration (const char *p, const char *end)
{
  while ((p = find_end (p, ";,")) < end)
    {
      double ms;

      p = skip_blanks (p + 1);
      if (g_ascii_strncasecmp (p, "dur", 3) != 0 || *skip_blanks (p + 3) != '=')
        continue;
      p = skip_blanks (skip_blanks (p + 3) + 1);
      ms = g_ascii_strtod (*p == '"' ? p + 1 : p, NULL);
      return ms >= 0 && ms <= MAX_MS ? (gint64) (ms * 1000 + 0.5) : WEIR_NO_TIME;
    }
  return WEIR_NO_TIME;
}

static void
add_time (gint64 *time_us, gint64 us)
{
  *time_us = *time_us == WEIR_NO_TIME ? us : *time_us + us;
}

static void
read_value (const char *p, gint64 *times_us, gint64 *sum_us)
{
  for (guint i = 0; *p && i < MAX_ENTRIES; i++)
    {
      const char *end, *name = p = skip_blanks (p);
      gint64 us;
      int kind;

      end = find_end (p, ",");
      us = read_duration (p, end);
      kind = find_kind (name, strcspn (name, " \t;,"));
      if (us != WEIR_NO_TIME && kind >= 0)
        add_time (&times_us[kind], us);
      if (us != WEIR_NO_TIME && kind != WEIR_JOB_SERVER_TIME)
        add_time (sum_us, us);
      p = *end ? end + 1 : end;
    }
}

/**
 * weir_server_timing_read:
 * @headers: of an answer
 * @times_us: (out) (array fixed-size=4): by #WeirJobServerTime, in µs; %WEIR_NO_TIME where it did not say
 *
 * The time of the server as a whole is its entry "total", or else the sum of all entries.
 */
void
weir_server_timing_read (const WeirHeaders *headers, gint64 *times_us)
{
  gint64 sum_us = WEIR_NO_TIME;
  const char *value;

  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    times_us[i] = WEIR_NO_TIME;
  for (guint i = 0; i < MAX_ENTRIES && (value = weir_headers_find (headers, "Server-Timing", i)); i++)
    read_value (value, times_us, &sum_us);
  if (times_us[WEIR_JOB_SERVER_TIME] == WEIR_NO_TIME)
    times_us[WEIR_JOB_SERVER_TIME] = sum_us;
}
