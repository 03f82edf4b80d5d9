/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive-prune.c: which runs are removed, and that the file becomes smaller
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-archive-private.h"
#include "weir-record-codec.h"

#define DAY_US (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-archive-XXXXXX", &error);
  fixture->file_name = g_build_filename (fixture->folder, "runs.db", NULL);
  fixture->archive = weir_archive_open (fixture->file_name, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->file_name, "-lock", NULL);

  weir_archive_close (fixture->archive);
  g_remove (fixture->file_name);
  g_remove (lock);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->file_name);
  g_free (fixture->folder);
}

static void
append (WeirArchive *archive, gint64 run_id, guint n, gsize body_size)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;

  g_byte_array_set_size (weir_step_result_add_attempt (result)->response_body, (guint) body_size);
  memset (weir_step_result_get_last (result)->response_body->data, 'x', body_size);
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  for (guint i = 0; i < n; i++)
    g_assert_true (weir_archive_append (archive, run_id, &brief, record, size, NULL));
  g_assert_true (weir_archive_commit (archive, NULL));
}

static gint64
begin (Fixture *fixture, gint64 started_at)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();

  info->started_at = started_at;
  g_assert_true (weir_archive_begin_run (fixture->archive, info, NULL));
  return info->id;
}

static void
finish (Fixture *fixture, gint64 run_id)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;

  info->id = run_id;
  info->outcome = WEIR_OUTCOME_PASSED;
  g_assert_true (weir_archive_finish_run (fixture->archive, info, &error));
  g_assert_no_error (error);
}

static gboolean
is_kept (Fixture *fixture, gint64 run_id)
{
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (fixture->archive, run_id, NULL);

  return info != NULL;
}

static void
test_runs (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time (), ids[5];
  g_autoptr (GArray) rows = NULL;

  weir_archive_set_limits (fixture->archive, 3, G_MAXINT64);
  for (guint i = 0; i < 5; i++)
    {
      ids[i] = begin (fixture, now + i);
      append (fixture->archive, ids[i], 5000, 10);
      finish (fixture, ids[i]);
    }
  g_assert_false (is_kept (fixture, ids[0]));
  g_assert_false (is_kept (fixture, ids[1]));
  for (guint i = 2; i < 5; i++)
    {
      g_assert_true (is_kept (fixture, ids[i]));
      g_assert_cmpint (weir_archive_count_results (fixture->archive, ids[i], NULL, NULL), ==, 5000);
    }
  g_assert_cmpint (weir_archive_count_results (fixture->archive, ids[0], NULL, NULL), ==, 0);
  rows = weir_archive_list_results (fixture->archive, ids[2], NULL, 0, 1, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_protected (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  gint64 cut_off = begin (fixture, now), going_on, own, pinned, baseline;

  /* Whoever wrote it is gone. */
  g_clear_pointer (&fixture->archive, weir_archive_close);
  fixture->archive = weir_archive_open (fixture->file_name, NULL);
  going_on = begin (fixture, now - 4 * DAY_US);
  own = begin (fixture, now - 3 * DAY_US);
  pinned = begin (fixture, now - 5 * DAY_US);
  baseline = begin (fixture, now - 5 * DAY_US);
  finish (fixture, pinned);
  finish (fixture, baseline);
  g_assert_true (weir_archive_set_pinned (fixture->archive, pinned, TRUE, NULL));
  g_assert_true (weir_archive_set_baseline (fixture->archive, "/home/ada/shop.yaml", baseline, NULL));
  weir_archive_set_limits (fixture->archive, 0, 0);
  finish (fixture, own);
  g_assert_true (is_kept (fixture, own));
  g_assert_true (is_kept (fixture, going_on));
  g_assert_false (is_kept (fixture, cut_off));
  g_assert_true (is_kept (fixture, pinned));
  g_assert_true (is_kept (fixture, baseline));
  g_assert_cmpint (weir_archive_get_baseline (fixture->archive, "/home/ada/shop.yaml", NULL), ==, baseline);
  /* Nothing holds them any more. */
  g_assert_true (weir_archive_set_pinned (fixture->archive, pinned, FALSE, NULL));
  g_assert_true (weir_archive_set_baseline (fixture->archive, "/home/ada/shop.yaml", 0, NULL));
  finish (fixture, own);
  g_assert_false (is_kept (fixture, pinned));
  g_assert_false (is_kept (fixture, baseline));
}

static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  gint64 first = begin (fixture, now), second, third;
  GStatBuf before, after;

  append (fixture->archive, first, 100, 100000);
  finish (fixture, first);
  second = begin (fixture, now + 1);
  append (fixture->archive, second, 20, 100000);
  finish (fixture, second);
  g_clear_pointer (&fixture->archive, weir_archive_close);
  g_assert_cmpint (g_stat (fixture->file_name, &before), ==, 0);
  g_assert_cmpint (before.st_size, >, 12000000);

  fixture->archive = weir_archive_open (fixture->file_name, NULL);
  weir_archive_set_limits (fixture->archive, 50, 4 * 1024 * 1024);
  third = begin (fixture, now + 2);
  finish (fixture, third);
  g_assert_false (is_kept (fixture, first));
  g_assert_true (is_kept (fixture, second));
  g_assert_true (is_kept (fixture, third));
  g_clear_pointer (&fixture->archive, weir_archive_close);
  g_assert_cmpint (g_stat (fixture->file_name, &after), ==, 0);
  g_assert_cmpint (after.st_size, <, 3000000);
}

static void
test_little_by_little (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time (), old = begin (fixture, now), own = begin (fixture, now + 1);
  gint64 left, before;
  guint rounds = 0;

  append (fixture->archive, old, 7000, 10);
  finish (fixture, old);
  weir_archive_set_limits (fixture->archive, 1, G_MAXINT64);
  fixture->archive->prune_us = 0;
  left = weir_archive_count_results (fixture->archive, old, NULL, NULL);
  g_assert_cmpint (left, ==, 7000);
  while (left > 0)
    {
      g_autoptr (GPtrArray) runs = NULL;

      before = left;
      finish (fixture, own);
      left = weir_archive_count_results (fixture->archive, old, NULL, NULL);
      g_assert_cmpint (left, <, before);
      g_assert_false (is_kept (fixture, old));
      runs = weir_archive_list_runs (fixture->archive, 10, NULL);
      g_assert_cmpuint (runs->len, ==, 1);
      rounds++;
    }
  g_assert_cmpuint (rounds, >, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/archive/prune/the oldest runs beyond the number kept go, whole", test_runs);
  ADD ("/archive/prune/the run itself, runs that go on, pinned ones and baselines stay", test_protected);
  ADD ("/archive/prune/a large run is gone at once and its results little by little", test_little_by_little);
  ADD ("/archive/prune/runs go until the rest fits, and the file shrinks", test_bytes);
#undef ADD
  return g_test_run ();
}
