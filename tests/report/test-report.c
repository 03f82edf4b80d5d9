/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-report.c: reports read back by other parsers; what they hide; what happens when they cannot be written
 */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "weir-mask.h"
#include "weir-report-fixture.h"

static JsonObject *
get_element (JsonObject *object, const char *key, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (object, key), index);
}

static void
assert_ms (JsonObject *object, const char *key, gint64 us)
{
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, key), (double) us / 1000.0, 1e-9);
}

static void
test_json_totals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = write_report (fixture);
  g_autoptr (GError) error = NULL;
  const WeirHistogram *time = fixture->items->time;
  JsonObject *root, *step, *times;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "weir"), ==, WEIR_VERSION);
  g_assert_cmpint (json_object_get_int_member (root, "schema"), ==, 1);
  step = json_object_get_object_member (root, "run");
  g_assert_cmpstr (json_object_get_string_member (step, "id"), ==, "7c9e6679");
  g_assert_cmpstr (json_object_get_string_member (step, "started"), ==, "2023-11-14T22:13:20.123Z");
  g_assert_cmpstr (json_object_get_string_member (step, "outcome"), ==, "failed");
  assert_ms (step, "durationMs", 2500);
  step = json_object_get_object_member (root, "summary");
  g_assert_cmpint (json_object_get_int_member (step, "results"), ==, 22);
  g_assert_cmpint (json_object_get_int_member (step, "passed"), ==, 20);
  g_assert_cmpint (json_object_get_int_member (step, "failed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (step, "skipped"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (step, "warnings"), ==, 1);

  step = json_object_get_object_member (root, "quality");
  g_assert_cmpstr (json_object_get_string_member (step, "level"), ==, "amber");
  g_assert_cmpstr (json_object_get_string_member (get_element (step, "reasons", 0), "kind"), ==, "processor");
  step = get_element (root, "findings", 0);
  g_assert_cmpstr (json_object_get_string_member (step, "kind"), ==, "slow-outlier");
  g_assert_cmpint (json_object_get_int_member (step, "step"), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (get_element (step, "numbers", 0), "value"), ==, 1e6 / 3);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "steps")), ==, 3);
  step = get_element (root, "steps", 0);
  g_assert_cmpstr (json_object_get_string_member (step, "name"), ==, "List \"items\", all");
  times = json_object_get_object_member (step, "timeMs");
  assert_ms (times, "min", weir_histogram_get_min (time));
  assert_ms (times, "p50", weir_histogram_get_percentile (time, 50));
  assert_ms (times, "p90", weir_histogram_get_percentile (time, 90));
  assert_ms (times, "p95", weir_histogram_get_percentile (time, 95));
  assert_ms (times, "p99", weir_histogram_get_percentile (time, 99));
  assert_ms (times, "max", weir_histogram_get_max (time));
  assert_ms (times, "avg", (gint64) weir_histogram_get_mean (time));
  g_assert_cmpint (json_object_get_int_member (times, "count"), ==, 20);
  step = get_element (root, "steps", 2);
  g_assert_cmpstr (json_object_get_string_member (step, "part"), ==, "afterAll");
  g_assert_true (json_object_get_null_member (step, "timeMs"));
}

static void
test_json_results (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = write_report (fixture);
  g_autofree guchar *decoded = NULL;
  JsonObject *root, *result, *part;
  gsize size;

  g_assert_nonnull (strstr (text, "\"waiting\":12.000,\"receiving\":0.345"));
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "results")), ==, 22);

  result = get_element (root, "results", 0);
  part = json_object_get_object_member (json_object_get_object_member (result, "response"), "body");
  g_assert_cmpstr (json_object_get_string_member (part, "encoding"), ==, "utf-8");
  g_assert_cmpstr (json_object_get_string_member (part, "content"), ==, "h\xc3\xa9llo");

  result = get_element (root, "results", 20);
  g_assert_cmpstr (json_object_get_string_member (result, "outcome"), ==, "failed");
  g_assert_cmpint (json_object_get_int_member (result, "attempts"), ==, 2);
  part = json_object_get_object_member (json_object_get_object_member (result, "response"), "body");
  g_assert_cmpstr (json_object_get_string_member (part, "encoding"), ==, "base64");
  decoded = g_base64_decode (json_object_get_string_member (part, "content"), &size);
  g_assert_cmpmem (decoded, size, "\xff\x00\x01", 3);
  part = get_element (result, "assertions", 0);
  g_assert_cmpstr (json_object_get_string_member (part, "expected"), ==, "201");
  g_assert_cmpstr (json_object_get_string_member (part, "actual"), ==, "200");
  g_assert_false (json_object_get_boolean_member (part, "passed"));
  g_assert_true (json_object_get_null_member (get_element (result, "extracted", 0), "value"));
  g_assert_cmpint (json_object_get_int_member (get_element (result, "redirects", 0), "status"), ==, 302);
  part = json_object_get_object_member (result, "request");
  g_assert_cmpstr (json_object_get_string_member (part, "method"), ==, "GET");
  g_assert_cmpstr (json_object_get_string_member (part, "url"), ==, "http://127.0.0.1:8020/items?a=1,2");
  g_assert_cmpstr (json_object_get_string_member (part, "firstMethod"), ==, "POST");
  g_assert_cmpstr (json_object_get_string_member (part, "firstUrl"), ==, "http://127.0.0.1:8020/old");
  part = get_element (result, "earlierAttempts", 0);
  g_assert_true (json_object_get_null_member (part, "response"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (part, "error"), "kind"), ==,
                   "reset");
  result = get_element (root, "results", 21);
  g_assert_true (json_object_get_null_member (result, "request"));
  part = json_object_get_object_member (get_element (root, "results", 0), "request");
  g_assert_false (json_object_has_member (part, "firstUrl"));
  g_assert_true (json_object_get_null_member (result, "timings"));
}

static void
test_credentials (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture);

  g_assert_null (strstr (text, "hunter2"));
  if (g_str_has_suffix (fixture->file_name, ".json"))
    {
      g_assert_nonnull (strstr (text, "{\"name\":\"Authorization\",\"value\":\"" WEIR_MASK_TEXT "\"}"));
      g_assert_nonnull (strstr (text, "{\"name\":\"set-cookie\",\"value\":\"" WEIR_MASK_TEXT "\"}"));
      g_assert_nonnull (strstr (text, "{\"name\":\"Content-Type\",\"value\":\"text/plain\"}"));
    }
}

/* RFC 4180, as strict as it is written: rows of cells. */
static GPtrArray *
parse_csv (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (*text != '\0')
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
      gboolean more = TRUE;

      while (more)
        {
          g_autoptr (GString) cell = g_string_new (NULL);

          if (*text == '"')
            {
              for (text++; *text != '"' || text[1] == '"'; text++)
                {
                  g_assert_cmpint (*text, !=, '\0');
                  g_string_append_c (cell, *text);
                  text += *text == '"';
                }
              text++;
            }
          else
            for (; strchr (",\r", *text) == NULL; text++)
              {
                g_assert_null (strchr ("\"\n", *text));
                g_string_append_c (cell, *text);
              }
          g_ptr_array_add (row, g_strdup (cell->str));
          more = *text == ',';
          text += more;
        }
      g_assert_true (g_str_has_prefix (text, "\r\n"));
      text += 2;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static const char *
get_cell (GPtrArray *rows, guint row, const char *column)
{
  GPtrArray *names = g_ptr_array_index (rows, 0);
  GPtrArray *cells = g_ptr_array_index (rows, row);

  g_assert_cmpuint (cells->len, ==, names->len);
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), column) == 0)
      return g_ptr_array_index (cells, i);
  g_assert_not_reached ();
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture);
  g_autoptr (GPtrArray) rows = parse_csv (text);

  /* The header, 20 items, 2 attempts of the order, 1 skipped step. */
  g_assert_cmpuint (rows->len, ==, 24);
  for (guint row = 1; row < rows->len; row++)
    g_assert_nonnull (get_cell (rows, row, "message"));
  g_assert_cmpstr (get_cell (rows, 3, "name"), ==, "List \"items\", all");
  g_assert_cmpstr (get_cell (rows, 3, "iteration"), ==, "3");
  g_assert_cmpstr (get_cell (rows, 3, "url"), ==, "http://127.0.0.1:8020/items?a=1,2");
  g_assert_cmpstr (get_cell (rows, 3, "http_version"), ==, "1.1");
  g_assert_cmpstr (get_cell (rows, 3, "time_ms"), ==, "12.345");
  g_assert_cmpstr (get_cell (rows, 3, "blocked_ms"), ==, "0.250");
  g_assert_cmpstr (get_cell (rows, 3, "offset_ms"), ==, "1.500");
  g_assert_cmpstr (get_cell (rows, 3, "attempt_offset_ms"), ==, "1.750");
  g_assert_cmpstr (get_cell (rows, 3, "status"), ==, "200");
  g_assert_cmpstr (get_cell (rows, 21, "attempt"), ==, "1");
  g_assert_cmpstr (get_cell (rows, 21, "last_attempt"), ==, "0");
  g_assert_cmpstr (get_cell (rows, 21, "error_kind"), ==, "reset");
  g_assert_cmpstr (get_cell (rows, 21, "ttfb_ms"), ==, "");
  g_assert_cmpstr (get_cell (rows, 21, "message"), ==, "The server closed the connection.");
  g_assert_cmpstr (get_cell (rows, 22, "name"), ==, "'=HYPERLINK(\"http://evil\")");
  g_assert_cmpstr (get_cell (rows, 22, "last_attempt"), ==, "1");
  g_assert_cmpstr (get_cell (rows, 22, "message"), ==, "status = 201: expected 201,\nbut it was 200");
  g_assert_cmpstr (get_cell (rows, 23, "outcome"), ==, "skipped");
  g_assert_cmpstr (get_cell (rows, 23, "attempt"), ==, "0");
  g_assert_cmpstr (get_cell (rows, 23, "time_ms"), ==, "");
}

static void
test_csv_formulas (Fixture *fixture, gconstpointer data)
{
  static const char *const names[][2] = {
    { "+1 for this", "'+1 for this" }, { "-x", "'-x" }, { "@SUM(A1)", "'@SUM(A1)" }, { "\ttab", "'\ttab" },
    { "-1+cmd", "'-1+cmd" },           { "-5", "-5" },  { "+1.5e3", "+1.5e3" },     { "a=b", "a=b" },
  };
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (WeirStepResult) result = weir_step_result_new ();

      result->name = g_strdup (names[i][0]);
      append (fixture, result);
    }
  g_assert_true (weir_archive_commit (fixture->archive, NULL));
  text = write_report (fixture);
  rows = parse_csv (text);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (get_cell (rows, 24 + i, "name"), ==, names[i][1]);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    int code;
    const char *words;
  } cases[] = {
    { "run.txt", WEIR_REPORT_ERROR_KIND, ".json, .jsonl, " },
    { "run", WEIR_REPORT_ERROR_KIND, ".json, .jsonl, " },
    { "none/run.json", WEIR_REPORT_ERROR_WRITE, "there is no folder" },
    { "folder.csv", WEIR_REPORT_ERROR_WRITE, "is a folder" },
  };
  g_autofree char *folder = g_build_filename (fixture->folder, "folder.csv", NULL);
  g_autofree char *upper = g_build_filename (fixture->folder, "RUN.JSON", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_build_filename (fixture->folder, cases[i].name, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (weir_report_check (name, 1, &error));
      g_assert_error (error, WEIR_REPORT_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_nonnull (strstr (error->message, name));
    }
  g_assert_true (weir_report_check (upper, 1, NULL));
  g_assert_true (weir_report_check ("run.csv", 1, NULL));
  g_assert_false (g_file_test (upper, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
test_check_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("every folder may be written to by root");
      return;
    }
  g_assert_false (weir_report_check ("/run.json", 1, &error));
  g_assert_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "may not be written to"));
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct rlimit before, small;
  guint files;

  g_assert_true (g_file_set_contents (fixture->file_name, "an earlier report", -1, NULL));
  files = count_files (fixture->folder);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = (struct rlimit) { .rlim_cur = 1024, .rlim_max = before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (weir_report_write (fixture->archive, &fixture->run_id, 1, fixture->file_name, NULL, NULL,
                                     &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, fixture->file_name));
  g_assert_cmpuint (count_files (fixture->folder), ==, files);
  g_assert_true (g_file_get_contents (fixture->file_name, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "an earlier report");
}

static guint
get_mode (const char *file_name)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (file_name, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_mode (Fixture *fixture, gconstpointer data)
{
  mode_t mask = umask (0);

  g_free (write_report (fixture));
  g_assert_cmphex (get_mode (fixture->file_name), ==, 0600);
  g_assert_cmpint (g_chmod (fixture->file_name, 0644), ==, 0);
  g_free (write_report (fixture));
  g_assert_cmphex (get_mode (fixture->file_name), ==, 0644);
  umask (mask);
}

static void
test_no_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 run_id = 4711;

  g_assert_false (weir_report_write (fixture->archive, &run_id, 1, fixture->file_name, NULL, NULL, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->file_name, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, name, function) g_test_add (path, Fixture, name, set_up, function, tear_down)
  ADD ("/report/json/its totals are those of the summaries", "run.json", test_json_totals);
  ADD ("/report/json/every result is there with all that is known", "run.json", test_json_results);
  ADD ("/report/json/credentials are hidden", "run.json", test_credentials);
  ADD ("/report/csv/every attempt is a row", "RUN.CSV", test_csv);
  ADD ("/report/csv/a text is no formula", "run.csv", test_csv_formulas);
  ADD ("/report/csv/credentials are hidden", "run.csv", test_credentials);
  ADD ("/report/check/a name that cannot be written is refused with the cure", NULL, test_check);
  ADD ("/report/check/a folder that may not be written to is refused", NULL, test_check_read_only);
  ADD ("/report/json/what cannot be written whole leaves all as it was", "run.json", test_failure);
  ADD ("/report/csv/what cannot be written whole leaves all as it was", "run.csv", test_failure);
  ADD ("/report/a new one is its owner's alone, a replaced one keeps its permissions", "run.json", test_mode);
  ADD ("/report/a run that is not there leaves no file", "run.json", test_no_run);
#undef ADD
  return g_test_run ();
}
