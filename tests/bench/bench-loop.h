/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-loop.h: what the load loops share: their arguments and their one line of output
 */

#pragma once

#include <glib.h>
#include <stdio.h>
#include <sys/resource.h>

G_BEGIN_DECLS

typedef struct
{
  const char *url;
  guint n_connections;
  guint64 n_requests;
  guint64 n_started;
  guint64 n_ended;
  guint64 n_failed;
  gint64 started_us;
} BenchLoop;

static inline gboolean
bench_loop_read (BenchLoop *loop, int argc, char *argv[])
{
  guint64 connections = 0;

  if (argc != 4 || !g_ascii_string_to_unsigned (argv[2], 10, 1, 10000, &connections, NULL) ||
      !g_ascii_string_to_unsigned (argv[3], 10, 1, G_MAXINT64, &loop->n_requests, NULL))
    {
      fprintf (stderr, "usage: %s URL CONNECTIONS REQUESTS\n", argv[0]);
      return FALSE;
    }
  loop->url = argv[1];
  loop->n_connections = (guint) connections;
  loop->started_us = g_get_monotonic_time ();
  return TRUE;
}

/* Prints "REQUESTS_PER_SECOND CPU_SECONDS FAILED". */
static inline int
bench_loop_print (const BenchLoop *loop)
{
  double seconds = (double) (g_get_monotonic_time () - loop->started_us) / G_USEC_PER_SEC;
  struct rusage usage;
  double cpu;

  getrusage (RUSAGE_SELF, &usage);
  cpu = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
        (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
  printf ("%.1f %.3f %" G_GUINT64_FORMAT "\n", (double) loop->n_ended / seconds, cpu, loop->n_failed);
  return loop->n_failed == 0 ? 0 : 1;
}

G_END_DECLS
