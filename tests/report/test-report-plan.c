/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-report-plan.c: what reports of every kind say of a run of a load plan, and what is read back
 */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "weir-job-state.h"
#include "weir-report.h"
#include "weir-run-data.h"
#include "weir-test-plan-run.h"

/* 300 requests of which every tenth fails; 40 that pass; 50 of which no rows are kept. */
static const char plan[] = "name: Shop\n"
                           "rounds:\n"
                           "- name: Buyers\n"
                           "  baseUrl: ${base}\n"
                           "  iterations:\n"
                           "  - name: Browse\n"
                           "    requestCount: 300\n"
                           "    httpRequest: { url: /books, headers: { Authorization: Bearer hunter2 } }\n"
                           "    failureRules: [{ metric: \"ErrorRate > 0.05\", errorStatusCodes: \">= 500\" }]\n"
                           "  - { name: Pay, requestCount: 40, httpRequest: { url: /pay } }\n"
                           "  - name: Fast\n"
                           "    requestCount: 50\n"
                           "    maximizeThroughput: true\n"
                           "    httpRequest: { url: /fast }\n";

typedef struct
{
  WeirTestPlanRun *run;
  WeirArchive *archive;
  gint64 run_id;
  char *folder;
  GPtrArray *files; /* of char*: what was written */
} Fixture;

static void
answer (const WeirTestRequest *request, WeirTestAnswer *reply, gpointer data)
{
  if (g_str_equal (request->path, "/books") && request->nth % 10 == 0)
    reply->status = 503;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->run = weir_test_plan_run_new (plan, 1);
  weir_test_server_set_callback (fixture->run->server, answer, NULL);
  weir_test_plan_run_all (fixture->run);
  fixture->archive = weir_archive_open (fixture->run->archive_file, NULL);
  g_assert_nonnull (fixture->archive);
  fixture->run_id = fixture->run->snapshot->run_id;
  fixture->folder = g_dir_make_tmp ("weir-report-XXXXXX", NULL);
  fixture->files = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < fixture->files->len; i++)
    g_unlink (g_ptr_array_index (fixture->files, i));
  g_ptr_array_unref (fixture->files);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  weir_archive_close (fixture->archive);
  weir_test_plan_run_free (fixture->run);
}

/* (transfer full): what the report of @run_id with that name has in it. */
static char *
write_report (Fixture *fixture, gint64 run_id, const char *name)
{
  char *file_name = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_ptr_array_add (fixture->files, file_name);
  weir_report_write (fixture->archive, &run_id, 1, file_name, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  return text;
}

static JsonObject *
find_iteration (JsonObject *report, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (report, "iterations"), index);
}

static guint
count_results (JsonObject *report, gint64 step)
{
  JsonArray *results = json_object_get_array_member (report, "results");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (results); i++)
    n += json_object_get_int_member (json_array_get_object_element (results, i), "step") == step;
  return n;
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *report, *browse, *rule;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  report = json_node_get_object (json_parser_get_root (parser));
  browse = find_iteration (report, 0);
  g_assert_true (json_object_get_boolean_member (json_object_get_object_member (report, "run"), "plan"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (report, "summary"), "results"),
                   ==, 390);
  g_assert_cmpstr (json_object_get_string_member (browse, "status"), ==, "failed");
  g_assert_cmpint (json_object_get_int_member (browse, "requests"), ==, 300);
  g_assert_cmpint (json_object_get_int_member (browse, "failed"), ==, 30);
  rule = json_array_get_object_element (json_object_get_array_member (browse, "rules"), 0);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (rule, "observed"), 0.1, 1e-9);
  g_assert_true (json_object_get_boolean_member (rule, "fired"));
  g_assert_cmpint (json_object_get_int_member (find_iteration (report, 2), "requests"), ==, 50);
  g_assert_null (strstr (text, "hunter2"));
}

/* 30 failed and 20 slow ones, of which some may be both; 20 slow ones; none. */
static void
test_kept_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.json");
  g_autofree char *lines = write_report (fixture, fixture->run_id, "run.jsonl");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *report;
  guint n_lines = 0;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  report = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (count_results (report, 1), >=, 30);
  g_assert_cmpuint (count_results (report, 1), <=, 50);
  g_assert_cmpuint (count_results (report, 2), ==, 20);
  g_assert_cmpuint (count_results (report, 3), ==, 0);
  for (const char *line = lines; (line = strstr (line, "\"type\":\"request\"")) != NULL; line++)
    n_lines++;
  g_assert_cmpuint (n_lines, ==, 340);
}

static gint64
read_back (Fixture *fixture, const char *name)
{
  g_autofree char *file_name = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gint64 run_id = weir_report_read_json (file_name, fixture->archive, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (run_id, !=, 0);
  return run_id;
}

static void
test_read_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.json");
  gint64 run_id = read_back (fixture, "run.json");
  g_autofree char *again = write_report (fixture, run_id, "again.json");
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (fixture->archive, run_id, NULL);
  g_autoptr (GBytes) bytes = weir_archive_get_run_data (fixture->archive, run_id, WEIR_RUN_DATA_JOBS, NULL);
  g_autoptr (GBytes) before
      = weir_archive_get_run_data (fixture->archive, fixture->run_id, WEIR_RUN_DATA_JOBS, NULL);

  g_assert_cmpstr (again, ==, text);
  g_assert_true (info->is_plan);
  g_assert_true (g_bytes_equal (bytes, before));
}

/* A report of an earlier Weir does not say what its document is. */
static void
test_read_earlier (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.json");
  char *key = strstr (text, "\"plan\":true,");
  g_autoptr (WeirRunInfo) info = NULL;

  g_assert_nonnull (key);
  memmove (key, key + strlen ("\"plan\":true,"), strlen (key + strlen ("\"plan\":true,")) + 1);
  g_assert_true (g_file_set_contents (g_ptr_array_index (fixture->files, 0), text, -1, NULL));
  info = weir_archive_get_run (fixture->archive, read_back (fixture, "run.json"), NULL);
  g_assert_true (info->is_plan);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (; (text = strstr (text, part)) != NULL; text++)
    n++;
  return n;
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.csv");

  g_assert_cmpuint (count (text, "summary,"), ==, 3);
  g_assert_cmpuint (count (text, "second,"), >=, 3);
  g_assert_nonnull (strstr (text, "Buyers,Fast"));
}

static void
test_junit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.xml");

  g_assert_cmpuint (count (text, "<testsuite "), ==, 1);
  g_assert_nonnull (strstr (text, "name=\"Browse\""));
  /* The iteration, and the rule that made it fail. */
  g_assert_cmpuint (count (text, "<failure "), ==, 2);
}

static void
test_html (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.html");

  g_assert_nonnull (strstr (text, "Buyers / Browse failed by ErrorRate &gt; 0.05"));
  g_assert_nonnull (strstr (text, "observed 0.1"));
  g_assert_null (strstr (text, "hunter2"));
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture, fixture->run_id, "run.pdf");

  g_assert_true (g_str_has_prefix (text, "%PDF-"));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/report/plan/JSON has the figures of every iteration and of its rules", test_json },
    { "/report/plan/JSON has the requests whose bodies are kept, JSON Lines all of them", test_kept_only },
    { "/report/plan/what is read back is the same to the byte", test_read_back },
    { "/report/plan/an earlier report is known by its document", test_read_earlier },
    { "/report/plan/CSV has a row for each iteration and each second", test_csv },
    { "/report/plan/JUnit has a failure for the iteration and for the rule", test_junit },
    { "/report/plan/HTML tells the rule and what was observed, and no credentials", test_html },
    { "/report/plan/PDF is one", test_pdf },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
