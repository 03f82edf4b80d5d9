/* SPDX-License-Identifier: GPL-3.0-or-later
 * archive-append.c: what it costs that a run's older bodies go: appending with and without, one after the other
 */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "weir-archive-private.h"
#include "weir-record-codec.h"

#define ROUNDS 3
#define ALL_BYTES (64 * 1024 * 1024)
#define MOST_RESULTS 20000
#define KEPT_PART 8
/* As many as arrive between two commits at 100 MB/s */
#define COMMIT_BYTES (8 * 1024 * 1024)

static void
check (gboolean done)
{
  if (done)
    return;
  g_printerr ("The archive could not be written.\n");
  exit (1);
}

static void
make_record (GByteArray *bytes, gsize body_size)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirExchange *exchange = weir_step_result_add_attempt (result);

  g_byte_array_set_size (exchange->response_body, (guint) body_size);
  memset (exchange->response_body->data, 'x', body_size);
  result->brief.outcome = WEIR_STEP_PASSED;
  weir_record_encode (result, NULL, NULL, bytes);
}

/* Milliseconds in all; @longest_ms: of one commit. */
static double
append_all (const char *file_name, gsize n_results, gsize body_size, gint64 limit, double *longest_ms)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (file_name, NULL);
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize position = 0, size, waiting = 0;
  const guint8 *record;
  WeirStepBrief brief;
  gint64 start_us;

  check (archive != NULL && weir_archive_begin_run (archive, info, NULL));
  archive->body_limit = limit;
  make_record (bytes, body_size);
  check (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  start_us = g_get_monotonic_time ();
  for (gsize i = 0; i < n_results; i++)
    {
      gint64 before_us = g_get_monotonic_time ();

      brief.time_us = (gint64) (i % 1000);
      check (weir_archive_append (archive, info->id, &brief, record, size, NULL));
      waiting += size;
      if (waiting >= COMMIT_BYTES / 2)
        {
          check (weir_archive_commit (archive, NULL));
          waiting = 0;
        }
      *longest_ms = MAX (*longest_ms, (double) (g_get_monotonic_time () - before_us) / 1000);
    }
  check (weir_archive_commit (archive, NULL));
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

int
main (void)
{
  static const gsize sizes[] = { 200, 4000, 50000, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize n_results = MIN (ALL_BYTES / sizes[i], MOST_RESULTS);
      const gint64 limits[] = { G_MAXINT64 / 2, (gint64) (n_results * sizes[i] / KEPT_PART) };
      double best[2] = { G_MAXDOUBLE, G_MAXDOUBLE }, longest[2] = { 0, 0 };

      for (guint round = 0; round < 2 * ROUNDS; round++)
        {
          g_autofree char *folder = g_dir_make_tmp ("weir-bench-XXXXXX", NULL);
          g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);
          g_autofree char *lock = g_strconcat (file_name, "-lock", NULL);
          double ms = append_all (file_name, n_results, sizes[i], limits[round % 2], &longest[round % 2]);

          best[round % 2] = MIN (best[round % 2], ms);
          g_remove (file_name);
          g_remove (lock);
          g_rmdir (folder);
        }
      g_print ("bodies of %7" G_GSIZE_FORMAT " bytes: all kept %6.0f ms, most dropped again %6.0f ms,"
               " ratio %.2f, longest commit %.0f and %.0f ms\n",
               sizes[i], best[0], best[1], best[1] / best[0], longest[0], longest[1]);
    }
  return 0;
}
