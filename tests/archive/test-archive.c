/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive.c: what is appended is found again, whole and filtered, also by another connection
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "weir-archive.h"
#include "weir-record-codec.h"
#include "weir-same-brief.h"

#define N_PERFORMANCE 200000

typedef struct
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
  WeirRunInfo *info;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-archive-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file_name = g_build_filename (fixture->folder, "runs.db", NULL);
  fixture->archive = weir_archive_open (fixture->file_name, &error);
  g_assert_no_error (error);
  fixture->info = weir_run_info_new ();
  fixture->info->uuid = g_strdup ("7c9e6679");
  fixture->info->name = g_strdup ("Checkout");
  fixture->info->document = g_strdup ("name: Checkout\n");
  fixture->info->iterations = 5;
  fixture->info->parallel = 1;
  fixture->info->delay_ms = 20;
  fixture->info->stop_on_failure = TRUE;
  fixture->info->started_at = g_get_real_time ();
  g_assert_true (weir_archive_begin_run (fixture->archive, fixture->info, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture->info->id, >, 0);
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
  weir_run_info_free (fixture->info);
  g_free (fixture->file_name);
  g_free (fixture->folder);
}

static WeirStepResult *
make_result (guint step, guint iteration, WeirStepOutcome outcome)
{
  WeirStepResult *result = weir_step_result_new ();
  WeirExchange *exchange = weir_step_result_add_attempt (result);

  result->name = g_strdup_printf ("Step %u", step);
  result->brief = (WeirStepBrief) {
    .part = 1,
    .step = step,
    .iteration = iteration,
    .vu = 1,
    .outcome = outcome,
    .has_exchange = TRUE,
    .status = 200,
    .n_attempts = 1,
    .offset_us = 1000000,
    .time_us = 5000 + iteration,
    .bytes_sent = 200,
    .bytes_received = 300,
  };
  exchange->status = 200;
  exchange->http_version = 11;
  exchange->timings = (WeirTimings) { .intended_us = 777000, .started_us = 777010, .blocked_us = 10,
                                      .sending_us = 100, .waiting_us = 4900, .receiving_us = iteration };
  exchange->method = g_strdup ("GET");
  g_string_append (exchange->url, "http://127.0.0.1:8020/items");
  weir_headers_append (exchange->response_headers, "Content-Type", "application/json");
  return result;
}

static void
append (WeirArchive *archive, gint64 run_id, const WeirStepResult *result)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;

  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, &error));
  g_assert_true (weir_archive_append (archive, run_id, &brief, record, size, &error));
  g_assert_no_error (error);
}

/* 3 steps × @iterations, step 2 failed in every third iteration. */
static void
append_passes (WeirArchive *archive, gint64 run_id, guint iterations)
{
  for (guint iteration = 1; iteration <= iterations; iteration++)
    for (guint step = 0; step < 3; step++)
      {
        gboolean failed = step == 2 && iteration % 3 == 0;
        WeirStepOutcome outcome = failed ? WEIR_STEP_FAILED : WEIR_STEP_PASSED;
        g_autoptr (WeirStepResult) result = make_result (step, iteration, outcome);

        append (archive, run_id, result);
      }
}

static void
commit (WeirArchive *archive)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_archive_commit (archive, &error));
  g_assert_no_error (error);
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRunInfo) begun = weir_archive_get_run (fixture->archive, fixture->info->id, &error);
  g_autoptr (WeirRunInfo) finished = NULL;
  g_autoptr (WeirRunInfo) other = weir_run_info_copy (fixture->info);
  g_autoptr (GPtrArray) runs = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (begun->uuid, ==, "7c9e6679");
  g_assert_cmpstr (begun->name, ==, "Checkout");
  g_assert_null (begun->file_name);
  g_assert_cmpstr (begun->document, ==, "name: Checkout\n");
  g_assert_cmpuint (begun->iterations, ==, 5);
  g_assert_cmpuint (begun->delay_ms, ==, 20);
  g_assert_true (begun->stop_on_failure);
  g_assert_cmpint (begun->started_at, ==, fixture->info->started_at);
  g_assert_cmpint (begun->outcome, ==, WEIR_OUTCOME_NONE);

  fixture->info->duration_us = 123456;
  fixture->info->outcome = WEIR_OUTCOME_STOPPED;
  fixture->info->partial = TRUE;
  fixture->info->summary = g_strdup ("Stopped after 2 iterations");
  g_assert_true (weir_archive_finish_run (fixture->archive, fixture->info, &error));
  g_assert_no_error (error);
  finished = weir_archive_find_run (fixture->archive, "7c9e6679", &error);
  g_assert_no_error (error);
  g_assert_cmpint (finished->id, ==, fixture->info->id);
  g_assert_cmpint (finished->duration_us, ==, 123456);
  g_assert_cmpint (finished->outcome, ==, WEIR_OUTCOME_STOPPED);
  g_assert_true (finished->partial);
  g_assert_cmpstr (finished->summary, ==, "Stopped after 2 iterations");

  other->started_at++;
  g_assert_true (weir_archive_begin_run (fixture->archive, other, &error));
  runs = weir_archive_list_runs (fixture->archive, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpint (((WeirRunInfo *) g_ptr_array_index (runs, 0))->id, ==, other->id);
  g_assert_null (((WeirRunInfo *) g_ptr_array_index (runs, 1))->document);
}

static void
test_results (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirStepResult) result = NULL;
  g_autoptr (GArray) rows = NULL;
  const WeirResultRow *row;

  append_passes (fixture->archive, fixture->info->id, 4);
  commit (fixture->archive);
  g_assert_cmpint (weir_archive_count_results (fixture->archive, fixture->info->id, NULL, &error), ==, 12);
  rows = weir_archive_list_results (fixture->archive, fixture->info->id, NULL, 7, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  row = &g_array_index (rows, WeirResultRow, 1);
  g_assert_cmpuint (row->brief.iteration, ==, 3);
  g_assert_cmpuint (row->brief.step, ==, 2);
  g_assert_cmpint (row->brief.outcome, ==, WEIR_STEP_FAILED);
  g_assert_cmpint (row->brief.time_us, ==, 5003);

  result = weir_archive_get_result (fixture->archive, row->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->name, ==, "Step 2");
  assert_same_brief (&result->brief, &row->brief);
  g_assert_cmpstr (weir_step_result_get_last (result)->url->str, ==, "http://127.0.0.1:8020/items");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    WeirResultFilter filter;
    guint expected;
  } cases[] = {
    { { 0 }, 91 },
    { { .failed_only = TRUE }, 11 },
    { { .part = 2 }, 90 },
    { { .part = 1 }, 1 },
    { { .part = 3 }, 0 },
    { { .step = 3 }, 30 },
    { { .iteration = 6 }, 3 },
    { { .failed_only = TRUE, .iteration = 6 }, 1 },
    { { .failed_only = TRUE, .step = 1 }, 1 },
    { { .vu = 1 }, 90 },
    { { .vu = 2 }, 0 },
    { { .after_id = 81 }, 10 },
    { { .until_id = 7 }, 7 },
    { { .after_id = 7, .until_id = 10, .step = 1 }, 1 },
    { { .failed_only = TRUE, .until_id = 1 }, 1 },
  };
  g_autoptr (WeirStepResult) before = make_result (0, 0, WEIR_STEP_FAILED);

  before->brief.part = before->brief.vu = 0;
  append (fixture->archive, fixture->info->id, before);
  append_passes (fixture->archive, fixture->info->id, 30);
  commit (fixture->archive);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = fixture->info->id;
      const WeirResultFilter *filter = &cases[i].filter;
      g_autoptr (GArray) rows = weir_archive_list_results (fixture->archive, id, filter, 0, 1000, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, cases[i].expected);
      g_assert_cmpint (weir_archive_count_results (fixture->archive, id, filter, &error), ==,
                       cases[i].expected);
    }
}

static gboolean
count_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  guint *count = data;

  g_assert_cmpuint (result->brief.iteration, ==, 1 + *count / 3);
  (*count)++;
  return *count < 10;
}

static gboolean
count_row (const WeirResultRow *row, gpointer data)
{
  guint *count = data;

  (*count)++;
  return TRUE;
}

static void
test_foreach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = fixture->info->id;
  guint results = 0, rows = 0;

  append_passes (fixture->archive, id, 5);
  commit (fixture->archive);
  g_assert_true (weir_archive_foreach_result (fixture->archive, id, count_result, &results, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (results, ==, 10);
  g_assert_true (weir_archive_foreach_row (fixture->archive, id, NULL, count_row, &rows, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rows, ==, 15);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) run_error = NULL, uuid_error = NULL, result_error = NULL;

  g_assert_null (weir_archive_get_run (fixture->archive, 4711, &run_error));
  g_assert_error (run_error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  g_assert_null (weir_archive_find_run (fixture->archive, "nobody", &uuid_error));
  g_assert_error (uuid_error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  g_assert_null (weir_archive_get_result (fixture->archive, 4711, &result_error));
  g_assert_error (result_error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  g_assert_cmpint (weir_archive_count_results (fixture->archive, 4711, NULL, NULL), ==, 0);
}

static void
test_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) reader = weir_archive_open (fixture->file_name, &error);

  g_assert_no_error (error);
  append_passes (fixture->archive, fixture->info->id, 2);
  g_assert_cmpint (weir_archive_count_results (reader, fixture->info->id, NULL, &error), ==, 0);
  commit (fixture->archive);
  g_assert_cmpint (weir_archive_count_results (reader, fixture->info->id, NULL, &error), ==, 6);
  g_assert_no_error (error);
}

/* Counts what the SQL of a person with sqlite3 finds. */
static gint64
query (const char *file_name, const char *text)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_open (file_name, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, text, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return number;
}

static void
test_samples (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirStepResult) retried = make_result (0, 1, WEIR_STEP_PASSED);
  g_autoptr (WeirStepResult) skipped = weir_step_result_new ();
  g_autoptr (WeirStepResult) unsent = make_result (0, 3, WEIR_STEP_FAILED);
  WeirExchange *second = weir_step_result_add_attempt (retried);

  second->status = 503;
  second->timings = (WeirTimings) { .intended_us = 977000, .started_us = 977020, .blocked_us = 20,
                                    .tcp_us = 3, .waiting_us = 7 };
  skipped->brief.outcome = WEIR_STEP_SKIPPED;
  weir_step_result_get_last (unsent)->outcome = WEIR_EXCHANGE_UNSENT;
  append (fixture->archive, fixture->info->id, retried);
  append (fixture->archive, fixture->info->id, skipped);
  append (fixture->archive, fixture->info->id, unsent);
  commit (fixture->archive);

  g_assert_cmpint (query (fixture->file_name, "SELECT count(*) FROM step_result"), ==, 3);
  g_assert_cmpint (query (fixture->file_name, "SELECT count(*) FROM sample"), ==, 2);
  g_assert_cmpint (query (fixture->file_name, "SELECT waiting_us FROM sample WHERE attempt = 1"), ==, 4900);
  g_assert_cmpint (query (fixture->file_name, "SELECT status FROM sample WHERE attempt = 2"), ==, 503);
  g_assert_cmpint (query (fixture->file_name, "SELECT tcp_us FROM sample WHERE attempt = 2"), ==, 3);
  /* The step began 1 s into the run, its second attempt 200 ms and 20 µs after the first was due. */
  g_assert_cmpint (query (fixture->file_name, "SELECT offset_us FROM sample WHERE attempt = 2"), ==, 1200020);
}

typedef struct
{
  const char *file_name;
  gint64 run_id;
  int stop; /* atomic */
  guint reads;
} Reading;

static gpointer
read_meanwhile (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (reading->file_name, &error);
  gint64 seen = 0;

  g_assert_no_error (error);
  while (!g_atomic_int_get (&reading->stop) || reading->reads == 0)
    {
      gint64 count = weir_archive_count_results (archive, reading->run_id, NULL, &error);
      g_autoptr (GArray) rows = weir_archive_list_results (archive, reading->run_id, NULL, seen, 10, &error);

      g_assert_no_error (error);
      g_assert_cmpint (count, >=, seen);
      g_assert_cmpint (count % 30, ==, 0);
      g_assert_nonnull (rows);
      seen = count;
      reading->reads++;
    }
  return NULL;
}

static void
test_reading_while_writing (Fixture *fixture, gconstpointer data)
{
  Reading reading = { .file_name = fixture->file_name, .run_id = fixture->info->id };
  GThread *thread = g_thread_new ("reader", read_meanwhile, &reading);

  for (guint i = 0; i < 50; i++)
    {
      append_passes (fixture->archive, fixture->info->id, 10);
      commit (fixture->archive);
    }
  g_atomic_int_set (&reading.stop, 1);
  g_thread_join (thread);
  g_assert_cmpuint (reading.reads, >, 0);
  g_assert_cmpint (weir_archive_count_results (fixture->archive, fixture->info->id, NULL, NULL), ==, 1500);
}

static gpointer
write_meanwhile (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (data, &error);
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();

  g_assert_no_error (error);
  info->started_at = g_get_real_time ();
  g_assert_true (weir_archive_begin_run (archive, info, &error));
  for (guint i = 0; i < 50; i++)
    {
      append_passes (archive, info->id, 10);
      commit (archive);
    }
  g_assert_cmpint (weir_archive_count_results (archive, info->id, NULL, &error), ==, 1500);
  return NULL;
}

static void
test_two_writers (Fixture *fixture, gconstpointer data)
{
  GThread *thread = g_thread_new ("writer", write_meanwhile, fixture->file_name);

  write_meanwhile (fixture->file_name);
  g_thread_join (thread);
  g_assert_cmpint (query (fixture->file_name, "SELECT count(*) FROM sample"), ==, 3000);
}

static void
test_performance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirStepResult) result = make_result (0, 1, WEIR_STEP_PASSED);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;
  gint64 begun, took;

  g_byte_array_set_size (weir_step_result_get_last (result)->response_body, 250);
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  begun = g_get_monotonic_time ();
  for (guint i = 1; i <= N_PERFORMANCE; i++)
    {
      weir_archive_append (fixture->archive, fixture->info->id, &brief, record, size, NULL);
      if (i % 5000 == 0)
        commit (fixture->archive);
    }
  took = g_get_monotonic_time () - begun;
  g_test_maximized_result (N_PERFORMANCE * 1e6 / (double) took, "%.0f appends/s of %" G_GSIZE_FORMAT " bytes",
                           N_PERFORMANCE * 1e6 / (double) took, size);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/archive/a run is found as it began and as it ended", test_run);
  ADD ("/archive/results are listed in their order and read whole", test_results);
  ADD ("/archive/a filter lists and counts the same", test_filter);
  ADD ("/archive/every result is visited in order until told to stop", test_foreach);
  ADD ("/archive/what is not there is an error of its own", test_unknown);
  ADD ("/archive/another connection sees what was committed and no more", test_commit);
  ADD ("/archive/every attempt that was sent is a sample", test_samples);
  ADD ("/archive/another thread reads while one writes", test_reading_while_writing);
  ADD ("/archive/two programs write in turns", test_two_writers);
  if (g_test_perf ())
    ADD ("/archive/performance/appends per second", test_performance);
#undef ADD
  return g_test_run ();
}
