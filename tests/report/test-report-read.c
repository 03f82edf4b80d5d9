/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-report-read.c: a report in JSON read back is the run it was made of; what is no report is refused
 */

#include "config.h"

#include "weir-report-fixture.h"
#include "weir-run-data.h"
#include "weir-time-window.h"

typedef struct
{
  Fixture base;
  char *second; /* a file */
} Reading;

static void
set_up_reading (Reading *reading, gconstpointer data)
{
  set_up (&reading->base, "run.json");
  reading->second = g_build_filename (reading->base.folder, "second.json", NULL);
}

static void
tear_down_reading (Reading *reading, gconstpointer data)
{
  g_remove (reading->second);
  g_free (reading->second);
  tear_down (&reading->base, data);
}

/* Reads @text and gives the run's id, 0 with @error. */
static gint64
read_text (Reading *reading, const char *text, gssize size, GError **error)
{
  g_assert_true (g_file_set_contents (reading->second, text, size, NULL));
  return weir_report_read_json (reading->second, reading->base.archive, NULL, NULL, error);
}

static void
assert_written_again (Reading *reading, gint64 run_id, const char *text)
{
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  weir_report_write (reading->base.archive, &run_id, 1, reading->second, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (reading->second, &again, NULL, NULL));
  g_assert_cmpstr (again, ==, text);
}

static void
test_round_trip (Reading *reading, gconstpointer data)
{
  g_autofree char *text = write_report (&reading->base);
  g_autoptr (GError) error = NULL;
  gint64 run_id = read_text (reading, text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (run_id, >, reading->base.run_id);
  assert_written_again (reading, run_id, text);
}

static void
test_facts (Reading *reading, gconstpointer data)
{
  g_autofree char *text = write_report (&reading->base);
  g_autoptr (GError) error = NULL;
  gint64 run_id = read_text (reading, text, -1, &error);
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (reading->base.archive, run_id, NULL);
  g_autoptr (GArray) rows = weir_archive_list_results (reading->base.archive, run_id, NULL, 20, 1, NULL);
  g_autoptr (WeirStepResult) order = NULL;
  const WeirExchange *last;

  g_assert_no_error (error);
  g_assert_cmpstr (info->uuid, ==, "7c9e6679");
  g_assert_cmpstr (info->name, ==, "Checkout");
  g_assert_cmpint (info->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpint (info->started_at, ==, G_GINT64_CONSTANT (1700000000123000));
  g_assert_cmpint (info->duration_us, ==, 2500);
  g_assert_cmpint (weir_archive_count_results (reading->base.archive, run_id, NULL, NULL), ==, 22);
  order = weir_archive_get_result (reading->base.archive, g_array_index (rows, WeirResultRow, 0).id, NULL);
  g_assert_cmpuint (order->attempts->len, ==, 2);
  last = weir_step_result_get_last (order);
  g_assert_cmpmem (last->response_body->data, last->response_body->len, "\xff\x00\x01", 3);
  g_assert_cmpint (last->timings.waiting_us, ==, 12000);
  g_assert_cmpint (last->timings.receiving_us, ==, 345);
  g_assert_cmpstr (g_array_index (last->hops, WeirHop, 0).url, ==, "http://127.0.0.1:8020/old");
  g_assert_cmpint (((WeirExchange *) g_ptr_array_index (order->attempts, 0))->error_kind, ==,
                   WEIR_ERROR_KIND_RESET);
  g_assert_cmpstr (g_array_index (order->checks, WeirCheck, 0).actual, ==, "200");
}

static gboolean
take_window (gint64 start_us, const guint8 *data, gsize size, gpointer windows)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  g_ptr_array_extend_and_steal (windows, weir_time_window_decode (bytes, NULL));
  return TRUE;
}

/* Two answers in the first second, one without an answer in the fifth, which took two seconds. */
static void
test_seconds (Reading *reading, gconstpointer data)
{
  static const char text[] =
    "{ \"weir\": \"0.1.0\", \"schema\": 1, \"run\": { \"id\": \"z\" }, \"results\": ["
    "{ \"part\": \"steps\", \"step\": 1, \"outcome\": \"passed\", \"timeMs\": 20, \"offsetMs\": 10, \"exchange\": \"answered\","
    " \"response\": { \"status\": 200 }, \"timings\": { \"started\": 10, \"waiting\": 20 } },"
    "{ \"part\": \"steps\", \"step\": 1, \"outcome\": \"passed\", \"timeMs\": 50, \"offsetMs\": 900, \"exchange\": \"answered\","
    " \"response\": { \"status\": 404 }, \"timings\": { \"started\": 900, \"waiting\": 50 } },"
    "{ \"part\": \"steps\", \"step\": 1, \"outcome\": \"failed\", \"timeMs\": 2000, \"offsetMs\": 2500, \"exchange\": \"error\","
    " \"timings\": { \"started\": 2500, \"waiting\": 2000 } } ] }";
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  g_autoptr (GError) error = NULL;
  gint64 run_id = read_text (reading, text, -1, &error);
  const WeirTimeWindow *first, *last;

  g_assert_no_error (error);
  g_assert_true (weir_archive_foreach_window (reading->base.archive, run_id, WEIR_RUN_DATA_SECONDS, 0, G_MAXINT64,
                                              take_window, windows, &error));
  g_assert_cmpuint (windows->len, ==, 2);
  first = g_ptr_array_index (windows, 0);
  g_assert_cmpuint (first->second, ==, 0);
  g_assert_cmpuint (first->answered, ==, 2);
  g_assert_cmpuint (first->classes[4], ==, 1);
  g_assert_cmpint (first->figures[WEIR_WINDOW_TIME].max, ==, 50000);
  last = g_ptr_array_index (windows, 1);
  g_assert_cmpuint (last->second, ==, 4);
  g_assert_cmpuint (last->errors, ==, 1);
}

static void
test_recognised (Reading *reading, gconstpointer data)
{
  g_autofree char *text = write_report (&reading->base);

  g_assert_true (g_file_set_contents (reading->second, text, -1, NULL));
  g_assert_true (weir_report_is_json (reading->second));
  g_assert_true (g_file_set_contents (reading->second, "{ \"results\": [ 1, 2", -1, NULL));
  g_assert_true (weir_report_is_json (reading->second));
  g_assert_true (g_file_set_contents (reading->second, "{ \"name\": \"A flow\", \"steps\": [] }", -1, NULL));
  g_assert_false (weir_report_is_json (reading->second));
  g_assert_true (g_file_set_contents (reading->second, "name: weir\nschema: 1\n", -1, NULL));
  g_assert_false (weir_report_is_json (reading->second));
  g_assert_false (weir_report_is_json ("/nonexistent.json"));
}

/* As other programs write it again: sorted keys, blanks, escapes. */
static void
test_rewritten (Reading *reading, gconstpointer data)
{
  static const char text[] =
    "\xef\xbb\xbf" "{ \"results\" : [ { \"outcome\" : \"passed\" ,\n\t\"part\" : \"steps\", \"step\": 1,"
    " \"n\\u0061me\" : \"\\\"A\\\\\", \"new in 2030\": [[{}], -1.5e3, \"]}\"] } , {\"part\":\"afterAll\","
    "\"outcome\":\"skipped\"}\n ],\r\n \"run\" : {\"id\":\"z\"}, \"schema\":1 }  ";
  g_autoptr (GError) error = NULL;
  gint64 run_id = read_text (reading, text + 3, -1, &error);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (WeirStepResult) result = NULL;

  g_assert_no_error (error);
  rows = weir_archive_list_results (reading->base.archive, run_id, NULL, 0, 10, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  result = weir_archive_get_result (reading->base.archive, g_array_index (rows, WeirResultRow, 0).id, NULL);
  g_assert_cmpstr (result->name, ==, "\"A\\");
}

static void
test_refused (Reading *reading, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "does not begin with {" },
    { "[]", "does not begin with {" },
    { "name: Checkout\n", "does not begin with {" },
    { "{}", "says nothing of a run" },
    { "{\"name\":\"Checkout\",\"steps\":[]}", "says nothing of a run" },
    { "{\"schema\":2,\"run\":{\"id\":\"a\"},\"results\":[]}", "a later Weir wrote it" },
    { "{\"schema\":1,\"run\":[]}", "not what it should be" },
    { "{\"schema\":1,\"run\":{\"id\":\"a\"},\"results\":{}}", "a list is missing" },
    { "{\"schema\":1,\"run\":{\"id\":\"a\"},\"results\":[", "a value is missing" },
    { "{\"schema\":1,\"run\":{\"id\":\"a\"},\"results\":[{\"part\":\"steps\"", "a value is missing" },
    { "{\"schema\":1,\"run\":{\"id\":\"a\"},\"results\":[7]}", "not what it should be" },
    { "{\"schema\":1,\"run\":{\"id\":\"a\"},\"results\":[{}]}", "has the part “”" },
    { "{\"schema\":1,\"run\":{\"id\":\"a\"},\"results\":[{\"part\":\"steps\",\"outcome\":\"lost\"}]}",
      "has the outcome “lost”" },
    { "{\"schema\":1,\"run\":{\"id\":\"a\"},\"results\":[]", "a comma is missing" },
    { "{\"schema\":1 \"run\":{}}", "a comma is missing" },
    { "{\"schema\":1,\"run\":{\"id\":\"a", "a text has no end" },
    { "{\"schema\" 1}", "a colon is missing" },
    { "{\"schema\":}", "a value is missing" },
  };

  g_autoptr (GPtrArray) runs = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (read_text (reading, cases[i].text, -1, &error), ==, 0);
      g_assert_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_READ);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_nonnull (strstr (error->message, reading->second));
    }
  /* Nothing of them stays: the run of the fixture is the only one. */
  runs = weir_archive_list_runs (reading->base.archive, 10, NULL);
  g_assert_cmpuint (runs->len, ==, 1);
}

static void
test_deep (Reading *reading, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_cmpint (read_text (reading, text->str, (gssize) text->len, &error), ==, 0);
  g_assert_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "nested too deeply"));
}

static void
test_missing (Reading *reading, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (weir_report_read_json (reading->second, reading->base.archive, NULL, NULL, &error), ==, 0);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_cmpint (weir_report_read_json (reading->base.folder, reading->base.archive, NULL, NULL, &error), ==,
                   0);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

/* Whatever byte of a report is damaged, or wherever it is cut: a run or a sentence, never a crash. */
static void
test_damaged (Reading *reading, gconstpointer data)
{
  g_autofree char *text = write_report (&reading->base);
  gsize size = strlen (text);
  guint refused = 0;

  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *damaged = g_memdup2 (text, size);
      gsize length = i % 2 == 0 ? (gsize) g_test_rand_int_range (0, (gint32) size) : size;

      for (guint j = 0; i % 2 == 1 && j < 5; j++)
        damaged[g_test_rand_int_range (0, (gint32) size)] = (char) g_test_rand_int_range (0, 256);
      if (read_text (reading, damaged, (gssize) length, &error) == 0)
        {
          g_assert_nonnull (error);
          refused++;
        }
    }
  g_assert_cmpuint (refused, >=, 75);
}

static void
cancel_cb (double done, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancelled (Reading *reading, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WeirReportOptions options = { .progress = cancel_cb, .progress_data = cancellable };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    append_items (&reading->base, 21 + i);
  g_assert_true (weir_archive_commit (reading->base.archive, NULL));
  g_free (write_report (&reading->base));
  g_assert_cmpint (weir_report_read_json (reading->base.file_name, reading->base.archive, &options, cancellable,
                                          &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_cancellable_reset (cancellable);
  g_assert_true (g_file_set_contents (reading->second, "earlier", -1, NULL));
  g_assert_false (weir_report_write (reading->base.archive, &reading->base.run_id, 1, reading->second, &options,
                                     cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The archive and its three helpers, the report, and the one that stayed. */
  g_assert_cmpuint (count_files (reading->base.folder), ==, 6);
}

typedef struct
{
  GMainLoop *loop;
  GThread *thread;
  guint n_told;
  GError *error;
  gboolean done;
} Waiting;

static void
told_cb (double done, gpointer data)
{
  Waiting *waiting = data;

  g_assert_true (g_thread_self () == waiting->thread);
  g_assert_false (waiting->done);
  g_assert_cmpfloat (done, >, 0.0);
  g_assert_cmpfloat (done, <=, 1.0);
  waiting->n_told++;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->done = TRUE;
  weir_report_write_finish (result, &waiting->error);
  g_main_loop_quit (waiting->loop);
}

static void
test_async (Reading *reading, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { .loop = loop, .thread = g_thread_self () };
  WeirReportOptions options = { .progress = told_cb, .progress_data = &waiting };
  g_autofree char *archive = g_build_filename (reading->base.folder, "runs.db", NULL);
  g_autofree char *text = NULL, *expected = NULL;

  for (guint i = 0; i < 300; i++)
    append_items (&reading->base, 21 + i);
  g_assert_true (weir_archive_commit (reading->base.archive, NULL));
  expected = write_report (&reading->base);
  weir_report_write_async (archive, reading->base.run_id, reading->second, &options, NULL, written_cb, &waiting);
  g_main_loop_run (loop);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_no_error (waiting.error);
  g_assert_cmpuint (waiting.n_told, >, 0);
  g_assert_true (g_file_get_contents (reading->second, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);

  waiting.done = FALSE;
  weir_report_write_async (archive, 4711, reading->second, NULL, NULL, written_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_error (waiting.error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  g_clear_error (&waiting.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Reading, NULL, set_up_reading, function, tear_down_reading)
  ADD ("/report/read/written again it is the same to the byte", test_round_trip);
  ADD ("/report/read/a run is there with all that is known", test_facts);
  ADD ("/report/read/the order of keys and blanks do not matter, unknown keys are passed over", test_rewritten);
  ADD ("/report/read/what happened in each second is counted anew", test_seconds);
  ADD ("/report/read/a file is known as a report by its beginning", test_recognised);
  ADD ("/report/read/what is no report is refused with the reason", test_refused);
  ADD ("/report/read/endless nesting is refused", test_deep);
  ADD ("/report/read/a file that is not there is said to be so", test_missing);
  ADD ("/report/read/damage anywhere is survived", test_damaged);
  ADD ("/report/cancelling leaves nothing behind", test_cancelled);
  ADD ("/report/on a thread of its own it tells its progress here", test_async);
#undef ADD
  return g_test_run ();
}
