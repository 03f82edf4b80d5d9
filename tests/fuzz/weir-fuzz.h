/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-fuzz.h: how long to go on, what to begin with, and how long an answer may take
 *
 * WEIR_FUZZ_SECONDS (2) is for each test; WEIR_FUZZ_SEED repeats a run: it is printed with every failure.
 */

#pragma once

#include "config.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define DEFAULT_SEED 20240229
/* Seconds of processor time, for the machine may be busy; sanitizers slow everything down, and what hangs is
 * slower still. */
#define SOON 20.0
#define MUCH_MEMORY_KB (3 * 1024 * 1024)

static inline double
fuzz_get_seconds (void)
{
  const char *text = g_getenv ("WEIR_FUZZ_SECONDS");

  return text ? g_ascii_strtod (text, NULL) : 2;
}

static inline GRand *
fuzz_random (void)
{
  const char *text = g_getenv ("WEIR_FUZZ_SEED");
  guint32 seed = text ? (guint32) g_ascii_strtoull (text, NULL, 10) : DEFAULT_SEED;

  g_test_message ("WEIR_FUZZ_SEED=%u", seed);
  return g_rand_new_with_seed (seed);
}

static inline gboolean
fuzz_goes_on (GTimer *timer)
{
  return g_timer_elapsed (timer, NULL) < fuzz_get_seconds ();
}

/* For fuzz_assert_bounded() */
static inline double
fuzz_begin (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* Fails when what happened @since took too long or too much. */
static inline void
fuzz_assert_bounded (double since, const char *what)
{
  struct rusage usage;
  double seconds = fuzz_begin () - since;

  getrusage (RUSAGE_SELF, &usage);
  if (seconds > SOON || usage.ru_maxrss > MUCH_MEMORY_KB)
    g_error ("%s took %.1f s, and up to %ld KB are in use", what, seconds, usage.ru_maxrss);
}

/* @unit so many times, as a text of its own. */
static inline char *
fuzz_repeat (const char *before, const char *unit, gsize times, const char *after)
{
  GString *text = g_string_sized_new (strlen (unit) * times + 64);

  g_string_append (text, before);
  for (gsize i = 0; i < times; i++)
    g_string_append (text, unit);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}
