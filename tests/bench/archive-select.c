/* SPDX-License-Identifier: GPL-3.0-or-later
 * archive-select.c: how long lists of results take in a run of 1 000 000: building one, reading a page of it
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

#include "weir-result-selection.h"

#define N_RESULTS 1000000
#define PAGE 100

/* Ten steps, a failure in a hundred, three texts; made by the database itself, which takes seconds. */
static const char fill[] =
  "BEGIN;"
  "INSERT INTO result_text (id, run_id, text) VALUES (1, 1, 'List the items'), (2, 1, 'Log in'),"
  " (3, 1, 'Log in' || char (10) || 'Assertion failed: status = 200, but it was 503.');"
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_RESULTS) ")"
  "INSERT INTO step_result (id, run_id, part, step, iteration, vu, outcome, not_checked, has_exchange,"
  " exchange, error_kind, status, n_attempts, n_warnings, offset_us, time_us, blocked_us, bytes_sent,"
  " bytes_received, text_id) SELECT i, 1, 1, i % 10, 1 + i / 10, 1, i % 100 = 0, 0, 1, 0, 0,"
  " CASE WHEN i % 100 = 0 THEN 503 ELSE 200 END, 1, 0, i * 1000, 1000 + abs (random () % 100000), 10, 200, 900,"
  " CASE WHEN i % 100 = 0 THEN 3 ELSE 1 + i % 2 END FROM n;"
  "COMMIT;";

static const struct
{
  const char *name;
  WeirResultQuery query;
} cases[] = {
  { "all, as they came", { .sort = WEIR_RESULT_SORT_ORDER } },
  { "failed", { .filter = { .failed_only = TRUE } } },
  { "slow, by the p95 of each step", { .slow = TRUE } },
  { "one step", { .filter = { .part = 2, .step = 4 } } },
  { "text “log 503”", { .text = "log 503" } },
  { "all, slowest first", { .sort = WEIR_RESULT_SORT_TIME, .descending = TRUE } },
  { "all, by status", { .sort = WEIR_RESULT_SORT_STATUS } },
  { "all, failed first", { .sort = WEIR_RESULT_SORT_FAILED_FIRST } },
};

static gint64 run_id;

static void
check (gboolean done, GError *error)
{
  if (done)
    return;
  g_printerr ("%s\n", error != NULL ? error->message : "It did not work.");
  exit (1);
}

static void
make_run (const char *file_name)
{
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  archive = weir_archive_open (file_name, &error);
  check (archive != NULL, error);
  check (weir_archive_begin_run (archive, info, &error), error);
  run_id = info->id;
  check (sqlite3_open (file_name, &db) == SQLITE_OK, NULL);
  check (sqlite3_exec (db, fill, NULL, NULL, NULL) == SQLITE_OK, NULL);
  sqlite3_close (db);
}

/* What other programs do meanwhile does not count. */
static gint64
get_cpu_us (void)
{
  return (gint64) clock () * G_USEC_PER_SEC / CLOCKS_PER_SEC;
}

static double
measure_pages (WeirArchive *archive, const WeirResultSelection *selection)
{
  guint count = weir_result_selection_get_count (selection);
  gint64 worst_us = 0;

  for (guint i = 0; i < 50 && count > 0; i++)
    {
      gint64 begun_us = g_get_monotonic_time ();
      g_autoptr (GArray) rows = weir_result_selection_get_page (selection, archive, count / 50 * i, PAGE, NULL);

      check (rows != NULL, NULL);
      worst_us = MAX (worst_us, g_get_monotonic_time () - begun_us);
    }
  return (double) worst_us / 1000;
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-bench-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);
  g_autofree char *lock_name = g_strconcat (file_name, "-lock", NULL);
  WeirArchive *archive;

  make_run (file_name);
  archive = weir_archive_open (file_name, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 begun_us = g_get_monotonic_time (), cpu_us = get_cpu_us ();
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirResultSelection) selection
        = weir_archive_select (archive, run_id, &cases[i].query, NULL, NULL, NULL, &error);
      double took = (double) (g_get_monotonic_time () - begun_us) / 1000;
      double busy = (double) (get_cpu_us () - cpu_us) / 1000;

      check (selection != NULL, error);
      g_print ("%-32s %7u results in %5.0f ms (%5.0f ms CPU); slowest of 50 pages of %d: %.2f ms\n",
               cases[i].name, weir_result_selection_get_count (selection), took, busy, PAGE, measure_pages (archive, selection));
    }
  weir_archive_close (archive);
  g_remove (file_name);
  g_remove (lock_name);
  g_rmdir (folder);
  return 0;
}
