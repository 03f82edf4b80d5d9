/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-result-selection.c: which results a list has, in which order, and its pages
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "weir-record-codec.h"
#include "weir-result-selection.h"

#define N_MANY 20000

typedef struct
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
  gint64 run_id;
} Fixture;

/* Step, status (0 = no exchange), µs, outcome, message: ten results of two iterations, made so that every order
 * is different. The fourth takes longest, the fifth has no time. */
static const struct
{
  guint part, step, iteration, status;
  gint64 offset_us, time_us;
  WeirStepOutcome outcome;
  const char *name, *message;
} results[] = {
  { 0, 0, 0, 200, 0, 500, WEIR_STEP_PASSED, "Log in", NULL },
  { 1, 0, 1, 200, 1000, 300, WEIR_STEP_PASSED, "List", NULL },
  { 1, 1, 1, 503, 900, 700, WEIR_STEP_FAILED, "Order", "The status is 503, expected less than 400." },
  { 1, 2, 1, 200, 3000, 9000, WEIR_STEP_PASSED, "Straße", NULL },
  { 1, 3, 1, 0, 4000, 0, WEIR_STEP_SKIPPED, "Pay", "Its condition was not met." },
  { 1, 0, 2, 200, 5000, 300, WEIR_STEP_PASSED, "List", NULL },
  { 1, 1, 2, 201, 5100, 650, WEIR_STEP_PASSED, "Order", NULL },
  { 1, 2, 2, 404, 5200, 100, WEIR_STEP_FAILED, "Straße", "The status is 404, expected less than 400." },
  { 1, 3, 2, 0, 5300, 0, WEIR_STEP_SKIPPED, "Pay", "Its condition was not met." },
  { 2, 0, 0, 204, 9000, 50, WEIR_STEP_PASSED, "Log out", NULL },
};

static void
append (Fixture *fixture, guint i)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;

  result->brief = (WeirStepBrief) {
    .part = results[i].part,
    .step = results[i].step,
    .iteration = results[i].iteration,
    .vu = 1,
    .outcome = results[i].outcome,
    .has_exchange = results[i].status > 0,
    .status = results[i].status,
    .offset_us = results[i].offset_us,
    .time_us = results[i].time_us,
  };
  result->name = g_strdup (results[i].name);
  result->message = g_strdup (results[i].message);
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, &error));
  weir_archive_append (fixture->archive, fixture->run_id, &brief, record, size, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRunInfo) other = weir_run_info_new (), info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-archive-XXXXXX", NULL);
  fixture->file_name = g_build_filename (fixture->folder, "runs.db", NULL);
  fixture->archive = weir_archive_open (fixture->file_name, &error);
  g_assert_no_error (error);
  /* Another run's results lie between those of ours, and are never listed. */
  g_assert_true (weir_archive_begin_run (fixture->archive, other, NULL));
  g_assert_true (weir_archive_begin_run (fixture->archive, info, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      fixture->run_id = info->id;
      append (fixture, i);
      fixture->run_id = other->id;
      append (fixture, i);
    }
  fixture->run_id = info->id;
  g_assert_true (weir_archive_commit (fixture->archive, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

  weir_archive_close (fixture->archive);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (fixture->file_name, endings[i], NULL);

      g_remove (name);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->file_name);
  g_free (fixture->folder);
}

static void
assert_problem (WeirResultProblem problem, const WeirStepBrief *brief)
{
  g_assert_cmpint (problem == WEIR_RESULT_PROBLEM_FAILED, ==, brief->outcome == WEIR_STEP_FAILED);
  g_assert_cmpint (problem == WEIR_RESULT_PROBLEM_NOT_CHECKED, ==,
                   brief->outcome == WEIR_STEP_PASSED && brief->not_checked);
}

/* The results of a list by their number above, read as its page. */
static char *
list_to_text (Fixture *fixture, const WeirResultSelection *selection)
{
  guint count = weir_result_selection_get_count (selection);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = weir_result_selection_get_page (selection, fixture->archive, 0, 100, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, count);
  for (guint i = 0; i < count; i++)
    {
      const WeirResultRow *row = &g_array_index (rows, WeirResultRow, i);
      guint found, number = (guint) (row->id - 1) / 2;

      g_assert_cmpint (row->id, ==, weir_result_selection_get_id (selection, i));
      g_assert_true (weir_result_selection_find (selection, row->id, &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_cmpuint (row->brief.status, ==, results[number].status);
      assert_problem (weir_result_selection_get_problem (selection, i), &row->brief);
      g_string_append_printf (text, "%u", number);
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (Fixture *fixture, WeirResultQuery query, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirResultSelection) selection = NULL;
  g_autofree char *text = NULL;

  selection = weir_archive_select (fixture->archive, fixture->run_id, &query, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  text = list_to_text (fixture, selection);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  gint64 sixth;
  g_autoptr (GArray) rows = weir_archive_list_results (fixture->archive, fixture->run_id, NULL, 5, 1, NULL);

  sixth = g_array_index (rows, WeirResultRow, 0).id;
  assert_list (fixture, (WeirResultQuery) { 0 }, "0123456789");
  assert_list (fixture, (WeirResultQuery) { .filter = { .failed_only = TRUE } }, "27");
  assert_list (fixture, (WeirResultQuery) { .filter = { .part = 1 } }, "0");
  assert_list (fixture, (WeirResultQuery) { .filter = { .part = 2, .step = 1 } }, "15");
  assert_list (fixture, (WeirResultQuery) { .filter = { .iteration = 2 } }, "5678");
  assert_list (fixture, (WeirResultQuery) { .filter = { .vu = 2 } }, "");
  assert_list (fixture, (WeirResultQuery) { .filter = { .after_id = sixth } }, "6789");
  assert_list (fixture, (WeirResultQuery) { .filter = { .until_id = sixth, .iteration = 2 } }, "5");
  assert_list (fixture, (WeirResultQuery) { .slow = TRUE, .slow_us = 500 }, "236");
  assert_list (fixture, (WeirResultQuery) { .slow = TRUE, .slow_us = 500, .filter = { .failed_only = TRUE } },
               "2");
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture, (WeirResultQuery) { .text = "order" }, "26");
  assert_list (fixture, (WeirResultQuery) { .text = "STRASSE" }, "37");
  assert_list (fixture, (WeirResultQuery) { .text = "log" }, "09");
  assert_list (fixture, (WeirResultQuery) { .text = "condition" }, "48");
  assert_list (fixture, (WeirResultQuery) { .text = "50" }, "2");
  /* The status of the answer, though no message has it. */
  assert_list (fixture, (WeirResultQuery) { .text = "201" }, "6");
  assert_list (fixture, (WeirResultQuery) { .text = " order  expected " }, "2");
  assert_list (fixture, (WeirResultQuery) { .text = "order 404" }, "");
  assert_list (fixture, (WeirResultQuery) { .text = "  " }, "0123456789");
  assert_list (fixture, (WeirResultQuery) { .text = "%" }, "");
  assert_list (fixture, (WeirResultQuery) { .text = "\xff" }, "0123456789");
}

static void
test_text_of_version_1 (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->file_name, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE step_result SET text_id = NULL", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  assert_list (fixture, (WeirResultQuery) { .text = "order expected" }, "2");
  assert_list (fixture, (WeirResultQuery) { .text = "strasse" }, "37");
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture, (WeirResultQuery) { .descending = TRUE }, "9876543210");
  assert_list (fixture, (WeirResultQuery) { .sort = WEIR_RESULT_SORT_TIME }, "9715062348");
  assert_list (fixture, (WeirResultQuery) { .sort = WEIR_RESULT_SORT_TIME, .descending = TRUE }, "3260157948");
  assert_list (fixture, (WeirResultQuery) { .sort = WEIR_RESULT_SORT_STATUS }, "0135697248");
  assert_list (fixture, (WeirResultQuery) { .sort = WEIR_RESULT_SORT_STATUS, .descending = TRUE },
               "2796013548");
  assert_list (fixture, (WeirResultQuery) { .sort = WEIR_RESULT_SORT_START }, "0213456789");
  assert_list (fixture, (WeirResultQuery) { .sort = WEIR_RESULT_SORT_FAILED_FIRST }, "2701345689");
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  const WeirResultQuery all = { 0 };
  g_autoptr (WeirResultSelection) selection = NULL, nothing = NULL;
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (fixture->archive, fixture->run_id, NULL);
  g_autoptr (GArray) beyond = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  guint index;

  selection = weir_archive_select (fixture->archive, fixture->run_id, &all, NULL, NULL, NULL, NULL);
  beyond = weir_result_selection_get_page (selection, fixture->archive, 100, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (beyond->len, ==, 0);
  g_assert_false (weir_result_selection_find (selection, 100000, &index));
  g_assert_true (weir_archive_finish_run (fixture->archive, info, NULL));
  g_assert_true (weir_archive_delete_run (fixture->archive, fixture->run_id, NULL));
  while (!done)
    g_assert_true (weir_archive_tidy (fixture->archive, 100000, &done, NULL));
  g_assert_null (weir_result_selection_get_page (selection, fixture->archive, 0, 5, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  nothing = weir_archive_select (fixture->archive, fixture->run_id, &all, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (weir_result_selection_get_count (nothing), ==, 0);
}

/* N_MANY results of two steps: times 1000 × rank + step × 7 µs in an order that looks random. */
static void
fill (Fixture *fixture)
{
  static const char sql[] =
    "DELETE FROM step_result; WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    "INSERT INTO step_result (run_id, part, step, iteration, vu, outcome, not_checked, has_exchange, exchange,"
    " error_kind, status, n_attempts, n_warnings, offset_us, time_us, blocked_us, bytes_sent, bytes_received)"
    " SELECT %d, 1, i %% 2, i / 2, 1, 0, 0, 1, 0, 0, 200, 1, 0, i, 1 + (i / 2) * 7919 %% %d, 0, 0, 0 FROM n";
  g_autofree char *text = g_strdup_printf (sql, N_MANY - 1, (int) fixture->run_id, N_MANY / 2);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->file_name, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, text, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_percentile (Fixture *fixture, gconstpointer data)
{
  const WeirResultQuery slow = { .slow = TRUE, .sort = WEIR_RESULT_SORT_TIME };
  const WeirResultQuery slow_of_one = { .slow = TRUE, .filter = { .part = 2, .step = 2 } };
  g_autoptr (WeirResultSelection) selection = NULL, of_one = NULL;
  g_autoptr (GArray) rows = NULL;
  const GArray *limits;
  guint expected;

  fill (fixture);
  selection = weir_archive_select (fixture->archive, fixture->run_id, &slow, NULL, NULL, NULL, NULL);
  rows = weir_result_selection_get_page (selection, fixture->archive, 0, N_MANY, NULL);
  /* Of each step the times 1 to 10 000 occur once; its p95 is 9 500, or a little more as histograms go. */
  expected = N_MANY / 2 - (guint) g_array_index (rows, WeirResultRow, 0).brief.time_us + 1;
  g_assert_cmpuint (expected, <=, 500);
  g_assert_cmpuint (expected, >, 500 - 16);
  g_assert_cmpuint (rows->len, ==, 2 * expected);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (g_array_index (rows, WeirResultRow, i).brief.time_us, ==,
                     N_MANY / 2 - expected + 1 + i / 2);
  limits = weir_result_selection_get_limits (selection);
  g_assert_cmpuint (limits->len, ==, 2);
  for (guint i = 0; i < limits->len; i++)
    {
      const WeirSlowLimit *limit = &g_array_index (limits, WeirSlowLimit, i);

      g_assert_cmpuint (limit->step, ==, i);
      g_assert_cmpint (limit->us, ==, g_array_index (rows, WeirResultRow, 0).brief.time_us - 1);
    }
  of_one = weir_archive_select (fixture->archive, fixture->run_id, &slow_of_one, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (weir_result_selection_get_count (of_one), ==, expected);
}

typedef struct
{
  GAsyncResult *result;
  double fraction;
  gboolean late;
} Waiting;

static void
progress_cb (double fraction, gpointer data)
{
  Waiting *waiting = data;

  waiting->late |= waiting->result != NULL;
  g_assert_cmpfloat (fraction, >=, waiting->fraction);
  g_assert_cmpfloat (fraction, <=, 1);
  waiting->fraction = fraction;
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  ((Waiting *) data)->result = g_object_ref (result);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  const WeirResultQuery query = { .sort = WEIR_RESULT_SORT_TIME };
  g_autoptr (WeirResultSelection) selection = NULL, none = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Waiting waiting = { 0 };

  weir_archive_select_async (fixture->file_name, fixture->run_id, &query, progress_cb, &waiting, NULL, done_cb,
                             &waiting);
  while (waiting.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  selection = weir_archive_select_finish (waiting.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (weir_result_selection_get_count (selection), ==, G_N_ELEMENTS (results));
  g_clear_object (&waiting.result);

  fill (fixture);
  waiting.fraction = 0;
  g_cancellable_cancel (cancellable);
  weir_archive_select_async (fixture->file_name, fixture->run_id, &query, progress_cb, &waiting, cancellable,
                             done_cb, &waiting);
  while (waiting.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  none = weir_archive_select_finish (waiting.result, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (waiting.late);
  g_clear_object (&waiting.result);
}

static void
note_fraction (double fraction, gpointer data)
{
  g_array_append_val ((GArray *) data, fraction);
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  const WeirResultQuery query = { .sort = WEIR_RESULT_SORT_TIME };
  g_autoptr (GArray) fractions = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (WeirResultSelection) selection = NULL;

  fill (fixture);
  selection = weir_archive_select (fixture->archive, fixture->run_id, &query, note_fraction, fractions, NULL,
                                   NULL);
  g_assert_nonnull (selection);
  g_assert_cmpuint (fractions->len, ==, 3);
  g_assert_cmpfloat (g_array_index (fractions, double, 0), >, 0.3);
  g_assert_cmpfloat (g_array_index (fractions, double, 1), >, 0.7);
  g_assert_cmpfloat (g_array_index (fractions, double, 2), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/archive/selection/each filter keeps what it says", test_filters);
  ADD ("/archive/selection/every word is found in name, message or status, in any case", test_text);
  ADD ("/archive/selection/results of version 1 are found by their words too", test_text_of_version_1);
  ADD ("/archive/selection/each order sorts, equal ones as they came, those without a value last", test_orders);
  ADD ("/archive/selection/slow is above the 95th percentile of the own step", test_percentile);
  ADD ("/archive/selection/a list of a run that is gone says so", test_gone);
  ADD ("/archive/selection/it is built on a thread and can be cancelled", test_async);
  ADD ("/archive/selection/its progress is told from nothing to all", test_progress);
#undef ADD
  return g_test_run ();
}
