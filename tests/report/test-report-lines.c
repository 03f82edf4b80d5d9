/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-report-lines.c: JSON Lines, CSV by step and JUnit; what they hide and what they say of a run cut short
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "weir-mask.h"
#include "weir-report-fixture.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return json_object_ref (json_node_get_object (node));
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (JsonObject) first = parse (lines[0]), last = NULL;
  JsonArray *steps;

  /* The run, 22 results, the end, and nothing after the last line break. */
  g_assert_cmpuint (g_strv_length (lines), ==, 25);
  g_assert_cmpstr (lines[24], ==, "");
  g_assert_cmpstr (json_object_get_string_member (first, "type"), ==, "run");
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==, "7c9e6679");
  for (guint i = 1; i <= 22; i++)
    {
      g_autoptr (JsonObject) result = parse (lines[i]);

      g_assert_cmpstr (json_object_get_string_member (result, "type"), ==, "result");
      g_assert_true (json_object_has_member (result, "timings"));
    }
  last = parse (lines[23]);
  g_assert_cmpstr (json_object_get_string_member (last, "type"), ==, "end");
  g_assert_cmpstr (json_object_get_string_member (last, "outcome"), ==, "failed");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (last, "summary"), "results"), ==,
                   22);
  steps = json_object_get_array_member (last, "steps");
  g_assert_cmpuint (json_array_get_length (steps), ==, 3);
}

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autofree char *p95 = g_strdup_printf (
    ",%.3f,", (double) weir_histogram_get_percentile (fixture->items->time, 95) / 1000.0);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "run,flow,partial,unverified,part,step,name,results,passed,failed,"));
  g_assert_true (g_str_has_prefix (lines[1], "1,Checkout,0,0,steps,1,\"List \"\"items\"\", all\",20,20,0,0,0,"));
  g_assert_true (g_str_has_suffix (lines[1], ",32.345"));
  g_assert_nonnull (strstr (lines[1], p95));
  g_assert_true (g_str_has_prefix (lines[2], "1,Checkout,0,0,steps,2,\"'=HYPERLINK(\"\"http://evil\"\")\",1,0,1,"));
  g_assert_true (g_str_has_suffix (lines[3], ",0,,,,,,,"));
  g_assert_cmpstr (lines[4], ==, "");
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    n++;
  return n;
}

static void
test_junit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture);

  g_assert_nonnull (strstr (text, "<testsuites name=\"Weir\" tests=\"22\" failures=\"1\" errors=\"0\" "));
  g_assert_nonnull (strstr (text, "<testsuite name=\"Checkout\" tests=\"22\" failures=\"1\" errors=\"0\" "
                                  "skipped=\"1\" time=\"0.002500\" timestamp=\"2023-11-14T22:13:20\">"));
  g_assert_cmpuint (count (text, "<testcase "), ==, 22);
  g_assert_nonnull (strstr (text, "name=\"List &quot;items&quot;, all (iteration 7)\" classname=\"Checkout\" "
                                  "time=\"0.019345\">"));
  g_assert_nonnull (strstr (text, "<failure type=\"assertion\" message=\"status = 201: expected 201,&#10;but"));
  g_assert_nonnull (strstr (text, "Assertion failed: status = 201\n  expected: 201\n  actual:   200</failure>"));
  g_assert_nonnull (strstr (text, "name=\"After All: Clean up\""));
  g_assert_nonnull (strstr (text, "<skipped message=\"The step was skipped.\"/>"));
  g_assert_nonnull (strstr (text, "HTTP/1.1 200 Fine\nset-cookie: " WEIR_MASK_TEXT "\n"));
}

static void
cut_off (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (fixture->archive, fixture->run_id, &error);

  g_assert_no_error (error);
  info->outcome = WEIR_OUTCOME_STOPPED;
  info->partial = TRUE;
  g_free (info->summary);
  info->summary = g_strdup ("Stopped after 3 of 20 iterations");
  weir_archive_finish_run (fixture->archive, info, &error);
  g_assert_no_error (error);
}

static void
test_partial (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *ending;
    const char *words;
  } cases[] = {
    { ".json", "\"outcome\":\"stopped\",\"partial\":true,\"unverified\":false,\"summary\":\"Stopped after 3 of 20 iterations\"" },
    { ".jsonl", "\"type\":\"end\",\"outcome\":\"stopped\",\"partial\":true," },
    { ".csv", "\n1,Checkout,1,steps,1," },
    { ".summary.csv", "\n1,Checkout,1,0,steps,1," },
    { ".xml", "<testcase name=\"The run\" classname=\"Checkout\" time=\"0.002500\">\n"
              "      <error type=\"stopped\" message=\"Stopped after 3 of 20 iterations\">" },
  };

  cut_off (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_free (fixture->file_name);
      fixture->file_name = g_strdup_printf ("%s/run%s", fixture->folder, cases[i].ending);
      text = write_report (fixture);
      g_assert_nonnull (strstr (text, cases[i].words));
      if (i == 4)
        g_assert_nonnull (strstr (text, "tests=\"23\" failures=\"1\" errors=\"1\""));
      if (i + 1 < G_N_ELEMENTS (cases))
        g_remove (fixture->file_name);
    }
}

static void
test_credentials (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture);
  g_autoptr (GError) error = NULL;
  const WeirReportOptions options = { .include_credentials = TRUE };

  g_assert_null (strstr (text, "hunter2"));
  weir_report_write (fixture->archive, &fixture->run_id, 1, fixture->file_name, &options, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (fixture->file_name, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Bearer hunter2"));
  g_assert_nonnull (strstr (text, "session=hunter2"));
  g_assert_null (strstr (text, WEIR_MASK_TEXT));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  const gint64 run_ids[] = { fixture->run_id, fixture->run_id };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_report_check (fixture->file_name, 2, &error));
  weir_report_write (fixture->archive, run_ids, 2, fixture->file_name, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->file_name, &text, NULL, NULL));
  g_assert_cmpuint (count (text, data != NULL ? (const char *) data : ""), ==, 2);
}

static void
test_several_xml (Fixture *fixture, gconstpointer data)
{
  test_several (fixture, "<testsuite ");
}

static void
test_several_lines (Fixture *fixture, gconstpointer data)
{
  test_several (fixture, "\"type\":\"end\"");
}

static void
test_several_csv (Fixture *fixture, gconstpointer data)
{
  test_several (fixture, ",Clean up,0,0,0,skipped,");
}

static void
test_several_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_report_check (fixture->file_name, 2, &error));
  g_assert_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_KIND);
  g_assert_nonnull (strstr (error->message, "can hold one run, but there are 2."));
  g_assert_nonnull (strstr (error->message, ".jsonl"));
  g_assert_nonnull (strstr (error->message, ".xml"));
}

/* A name that tries to leave its element, bytes that are no UTF-8, and what XML cannot hold at all. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autofree char *text = NULL;

  result->name = g_strdup ("]]></testcase>&\"'\x01\x1b[0m\xff\xc3\xef\xbf\xbe\xc2\x85\xed\xa0\x80" "end");
  append (fixture, result);
  g_assert_true (weir_archive_commit (fixture->archive, NULL));
  text = write_report (fixture);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (count (text, "</testcase>"), ==, 23);
  g_assert_nonnull (strstr (text, "Before All: ]]&gt;&lt;/testcase&gt;&amp;&quot;&#39;\xef\xbf\xbd\xef\xbf\xbd[0m"));
  g_assert_null (strstr (text, "\x1b"));
  g_assert_null (strstr (text, "\xef\xbf\xbe"));
  g_assert_null (strstr (text, "\xc2\x85"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, name, function) g_test_add (path, Fixture, name, set_up, function, tear_down)
  ADD ("/report/json lines/the run, every result and the end are a line each", "run.jsonl", test_lines);
  ADD ("/report/csv/by step, with the percentiles of the summaries", "run.summary.csv", test_summary);
  ADD ("/report/junit/a case per step and iteration, failures with expected and actual", "run.xml", test_junit);
  ADD ("/report/a run cut short says so in every form", NULL, test_partial);
  ADD ("/report/json/credentials are shown when asked for", "run.json", test_credentials);
  ADD ("/report/json lines/credentials are shown when asked for", "run.jsonl", test_credentials);
  ADD ("/report/junit/credentials are shown when asked for", "run.xml", test_credentials);
  ADD ("/report/junit/several runs are a suite each", "run.xml", test_several_xml);
  ADD ("/report/json lines/several runs follow one another", "run.jsonl", test_several_lines);
  ADD ("/report/csv/several runs follow one another", "run.csv", test_several_csv);
  ADD ("/report/json/several runs are refused with the cure", "run.json", test_several_json);
  ADD ("/report/junit/no text leaves its place", "run.xml", test_hostile);
#undef ADD
  return g_test_run ();
}
