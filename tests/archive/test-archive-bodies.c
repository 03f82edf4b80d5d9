/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive-bodies.c: whose bodies stay when those of a run take more than they may
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-archive-private.h"
#include "weir-record-codec.h"

#define BODY_BYTES 5000
#define N_KEPT 100
#define N_RESULTS 1000

typedef struct
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
  gint64 run_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-archive-XXXXXX", &error);
  fixture->file_name = g_build_filename (fixture->folder, "runs.db", NULL);
  fixture->archive = weir_archive_open (fixture->file_name, &error);
  g_assert_no_error (error);
  fixture->archive->body_limit = N_KEPT * BODY_BYTES;
  g_assert_true (weir_archive_begin_run (fixture->archive, info, NULL));
  fixture->run_id = info->id;
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

/* Half of the bytes are sent, half are received. */
static void
append (Fixture *fixture, guint iteration, WeirStepOutcome outcome, gint64 time_us, gsize body_size)
{
  const WeirRecordBodies all = { .body_limit = G_MAXUINT32 };
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *half = g_malloc (body_size / 2);
  WeirExchange *exchange = weir_step_result_add_attempt (result);
  gsize position = 0, size;
  const guint8 *record;
  WeirStepBrief brief;

  memset (half, 'a' + (int) iteration % 26, body_size / 2);
  g_byte_array_append (exchange->response_body, (const guint8 *) half, (guint) body_size / 2);
  exchange->request_body = g_bytes_new (half, body_size / 2);
  exchange->body_size = body_size / 2;
  weir_exchange_add_hop (exchange, 302, "http://127.0.0.1/elsewhere");
  weir_step_result_add_warning (result, "behind the bodies");
  result->brief.iteration = iteration;
  result->brief.outcome = outcome;
  result->brief.time_us = time_us;
  weir_record_encode (result, NULL, &all, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  g_assert_true (weir_archive_append (fixture->archive, fixture->run_id, &brief, record, size, NULL));
  if (iteration % 7 == 0)
    g_assert_true (weir_archive_commit (fixture->archive, NULL));
}

/* How the run ended, in its row; caller frees. */
static WeirRunInfo *
finish (Fixture *fixture)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();

  info->id = fixture->run_id;
  info->outcome = WEIR_OUTCOME_PASSED;
  g_assert_true (weir_archive_finish_run (fixture->archive, info, NULL));
  return weir_archive_get_run (fixture->archive, fixture->run_id, NULL);
}

/* Whether the result of that iteration still has its bodies; one without says so and is whole otherwise. */
static gboolean
has_bodies (Fixture *fixture, guint iteration)
{
  WeirResultFilter filter = { .iteration = iteration };
  g_autoptr (GArray) rows = weir_archive_list_results (fixture->archive, fixture->run_id, &filter, 0, 2, NULL);
  g_autoptr (WeirStepResult) result = NULL;
  WeirExchange *exchange;
  gboolean has;

  g_assert_cmpuint (rows->len, ==, 1);
  result = weir_archive_get_result (fixture->archive, g_array_index (rows, WeirResultRow, 0).id, NULL);
  exchange = weir_step_result_get_last (result);
  has = exchange->response_body->len > 0;
  g_assert_cmpint (g_bytes_get_size (exchange->request_body) > 0, ==, has);
  g_assert_cmpint (exchange->body_truncated, ==, !has);
  g_assert_cmpint (exchange->request_body_truncated, ==, !has);
  g_assert_cmpuint (exchange->body_size, >, 0);
  g_assert_cmpuint (exchange->hops->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (result->warnings, 0), ==, "behind the bodies");
  if (has)
    g_assert_cmpint (exchange->response_body->data[exchange->response_body->len - 1], ==,
                     'a' + (int) iteration % 26);
  return has;
}

static gboolean
fails (guint iteration)
{
  return iteration % 20 == 10;
}

/* Times are a permutation of 1 to 997, the last thirty none of the slowest. */
static gint64
time_of (guint iteration)
{
  return iteration > N_RESULTS - 40 ? 1 : iteration * 389 % 997 + 1;
}

static gboolean
is_among_the_slowest (guint iteration)
{
  guint n_slower = 0;

  for (guint i = 1; i <= N_RESULTS; i++)
    n_slower += !fails (i) && (time_of (i) > time_of (iteration) || (time_of (i) == time_of (iteration)
                                                                    && i < iteration));
  return n_slower < WEIR_LIMIT_SLOWEST_BODIES;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  guint n_failed = 0, n_slow = 0, n_others = 0, n_newest;
  g_autoptr (WeirRunInfo) info = NULL;
  GStatBuf file;

  for (guint i = 1; i <= N_RESULTS; i++)
    append (fixture, i, fails (i) ? WEIR_STEP_FAILED : WEIR_STEP_PASSED, time_of (i), BODY_BYTES);
  info = finish (fixture);
  n_newest = N_KEPT - N_RESULTS / 20 - WEIR_LIMIT_SLOWEST_BODIES;
  for (guint i = N_RESULTS; i > 0; i--)
    {
      gboolean has = has_bodies (fixture, i);

      if (fails (i))
        n_failed += has;
      else if (is_among_the_slowest (i))
        n_slow += has;
      else
        g_assert_cmpint (has, ==, n_others++ < n_newest);
    }
  g_assert_cmpuint (n_failed, ==, N_RESULTS / 20);
  g_assert_cmpuint (n_slow, ==, WEIR_LIMIT_SLOWEST_BODIES);
  g_assert_cmpint (info->n_results, ==, N_RESULTS);
  g_assert_cmpint (info->n_without_bodies, ==, N_RESULTS - N_KEPT);
  g_assert_cmpint (info->bytes, <, 3 * N_KEPT * BODY_BYTES);
  /* What they leave is used again: all bodies would take ten times as much. */
  g_assert_cmpint (g_stat (fixture->file_name, &file), ==, 0);
  g_assert_cmpint (file.st_size, <, 4 * N_KEPT * BODY_BYTES);
}

static void
test_only_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRunInfo) info = NULL;

  for (guint i = 1; i <= 50; i++)
    append (fixture, i, WEIR_STEP_PASSED, i, BODY_BYTES);
  for (guint i = 51; i <= 160; i++)
    append (fixture, i, WEIR_STEP_FAILED, 1, BODY_BYTES);
  append (fixture, 161, WEIR_STEP_PASSED, 1000, BODY_BYTES);
  info = finish (fixture);
  for (guint i = 1; i <= 161; i++)
    g_assert_cmpint (has_bodies (fixture, i), ==, i > 50 && i <= 150);
  g_assert_cmpint (info->n_without_bodies, ==, 61);
}

static void
test_slow_before_new (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 20; i++)
    append (fixture, i, WEIR_STEP_PASSED, 1000 + i, BODY_BYTES);
  for (guint i = 21; i <= 100; i++)
    append (fixture, i, WEIR_STEP_FAILED, 1, BODY_BYTES);
  append (fixture, 101, WEIR_STEP_PASSED, 10, BODY_BYTES);
  append (fixture, 102, WEIR_STEP_PASSED, 1010, BODY_BYTES);
  append (fixture, 103, WEIR_STEP_FAILED, 1, BODY_BYTES);
  weir_run_info_free (finish (fixture));
  /* 101 is no slow one, 102 takes the place of the least slow, 103 that of the next. */
  for (guint i = 1; i <= 103; i++)
    g_assert_cmpint (has_bodies (fixture, i), ==, i > 2 && i != 101);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  append (fixture, 1, WEIR_STEP_PASSED, 1, BODY_BYTES);
  append (fixture, 2, WEIR_STEP_FAILED, 1, N_KEPT * BODY_BYTES + 2);
  append (fixture, 3, WEIR_STEP_FAILED, 1, N_KEPT * BODY_BYTES);
  weir_run_info_free (finish (fixture));
  g_assert_false (has_bodies (fixture, 1));
  g_assert_false (has_bodies (fixture, 2));
  g_assert_true (has_bodies (fixture, 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/archive/bodies/" path, Fixture, NULL, set_up, test, tear_down)

  ADD ("failed ones stay, then the slowest, then the newest", test_order);
  ADD ("without passed ones the first failed ones stay", test_only_failed);
  ADD ("a new one takes no place of a slower one", test_slow_before_new);
  ADD ("one that is too large for a run takes nobody's place", test_too_large);

  return g_test_run ();
}
