/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-junit.c: runs as JUnit XML: a suite per run, a test case per step and iteration
 *
 * The dialect is the one CI servers share (junit-10.xsd of the Jenkins xUnit plugin): its elements in its
 * order, and none of the attributes that only one of them knows.
 */

#include "config.h"

#include <string.h>

#include "weir-report-plan.h"
#include "weir-xml-writer.h"

typedef struct
{
  GString *text;
  WeirReport *report;
  const WeirReportRun *run;
} Writing;

/* A run that was cut off must not look whole because all that it did went well. */
static gboolean
is_error (const WeirReportRun *run)
{
  switch (run->info->outcome)
    {
    case WEIR_OUTCOME_PASSED:
    case WEIR_OUTCOME_FAILED:
    case WEIR_OUTCOME_SKIPPED:
      return run->info->partial;
    case WEIR_OUTCOME_NONE:
    case WEIR_OUTCOME_STOPPED:
    case WEIR_OUTCOME_TERMINATED:
    case WEIR_OUTCOME_INVALID:
    default:
      return TRUE;
    }
}

static void
add_counts_of (WeirJUnitCounts *counts, const WeirReportRun *run)
{
  guint64 unanswered = 0, failed = run->total->counts[WEIR_STEP_FAILED];

  if (run->jobs != NULL)
    {
      weir_report_count_plan_cases (run, counts);
      return;
    }
  for (guint i = 0; i < run->steps->len; i++)
    unanswered += ((WeirReportStep *) g_ptr_array_index (run->steps, i))->unanswered;
  counts->tests += weir_step_statistics_get_total (run->total) + (is_error (run) ? 1 : 0);
  counts->failures += failed - unanswered;
  counts->errors += unanswered + (is_error (run) ? 1 : 0);
  counts->skipped += run->total->counts[WEIR_STEP_SKIPPED] + run->total->counts[WEIR_STEP_CANCELLED];
}

void
weir_junit_add_seconds (GString *text, gint64 us)
{
  g_string_append_printf (text, " time=\"%" G_GINT64_FORMAT ".%06d\"", MAX (us, 0) / G_USEC_PER_SEC,
                          (int) (MAX (us, 0) % G_USEC_PER_SEC));
}

void
weir_junit_add_counts (GString *text, const WeirJUnitCounts *counts, gboolean with_skipped)
{
  weir_xml_append_integer (text, "tests", (gint64) counts->tests);
  weir_xml_append_integer (text, "failures", (gint64) counts->failures);
  weir_xml_append_integer (text, "errors", (gint64) counts->errors);
  if (with_skipped)
    weir_xml_append_integer (text, "skipped", (gint64) counts->skipped);
}

void
weir_junit_add_property (GString *text, const char *name, const char *value)
{
  g_string_append (text, "\n      <property");
  weir_xml_append_attribute (text, "name", name);
  weir_xml_append_attribute (text, "value", value);
  g_string_append (text, "/>");
}

static void
add_properties (GString *text, const WeirReportRun *run)
{
  const WeirRunInfo *info = run->info;
  g_autofree char *iterations = g_strdup_printf ("%u", info->iterations);
  g_autofree char *parallel = g_strdup_printf ("%u", info->parallel);

  g_string_append (text, "\n    <properties>");
  weir_junit_add_property (text, "weir", WEIR_VERSION);
  weir_junit_add_property (text, "run", info->uuid);
  weir_junit_add_property (text, "outcome", weir_outcome_to_nick (info->outcome));
  weir_junit_add_property (text, "partial", info->partial ? "true" : "false");
  weir_junit_add_property (text, "unverified", info->unverified ? "true" : "false");
  if (info->data_file != NULL)
    weir_junit_add_property (text, "data", info->data_file);
  weir_junit_add_property (text, "summary", info->summary != NULL ? info->summary : "");
  if (run->quality != NULL)
    weir_junit_add_property (text, "quality", weir_quality_level_to_nick (run->quality->level));
  weir_junit_add_property (text, "iterations", iterations);
  weir_junit_add_property (text, "parallel", parallel);
  g_string_append (text, "\n    </properties>");
}

/* "Before All: Log in", "List items (iteration 3)" */
static char *
name_of (const WeirReportRun *run, const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;
  const char *name = result->name != NULL ? result->name : "";

  if (brief->part == WEIR_FLOW_PART_BEFORE_ALL)
    return g_strdup_printf ("Before All: %s", name);
  if (brief->part == WEIR_FLOW_PART_AFTER_ALL)
    return g_strdup_printf ("After All: %s", name);
  if (run->info->parallel > 1)
    return g_strdup_printf ("%s (VU %u)", name, brief->vu);
  if (run->info->iterations > 1)
    return g_strdup_printf ("%s (iteration %u)", name, brief->iteration);
  return g_strdup (name);
}

static void
add_assertions (GString *text, const WeirStepResult *result)
{
  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      if (check->passed)
        continue;
      g_string_append (text, "\nAssertion failed: ");
      weir_xml_append_text (text, check->label);
      g_string_append (text, "\n  expected: ");
      weir_xml_append_text (text, check->expected);
      g_string_append (text, "\n  actual:   ");
      weir_xml_append_text (text, check->actual);
    }
}

static const char *
kind_of (const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;

  if (!brief->has_exchange || brief->exchange == WEIR_EXCHANGE_UNSENT)
    return "not sent";
  if (brief->exchange == WEIR_EXCHANGE_GENERATOR)
    return "this computer";
  if (brief->exchange == WEIR_EXCHANGE_ERROR)
    return weir_error_kind_to_nick (brief->error_kind);
  return "assertion";
}

/* An answer that was not as it should be is a failure, none at all an error. */
static void
add_failure (GString *text, const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;
  gboolean answered = brief->has_exchange && brief->exchange == WEIR_EXCHANGE_ANSWERED;
  const char *element = answered ? "failure" : "error";
  const char *message = result->message != NULL ? result->message : "The step failed.";

  g_string_append_printf (text, "\n      <%s", element);
  weir_xml_append_attribute (text, "type", kind_of (result));
  weir_xml_append_attribute (text, "message", message);
  g_string_append_c (text, '>');
  weir_xml_append_text (text, message);
  add_assertions (text, result);
  g_string_append_printf (text, "</%s>", element);
}

static void
add_output (Writing *writing, const WeirStepResult *result)
{
  const WeirExchange *last = weir_step_result_get_last (result);
  g_autoptr (GString) heads = g_string_new (NULL);

  if (last == NULL)
    return;
  weir_report_append_request_head (heads, writing->report, last);
  if (last->status > 0)
    {
      g_string_append_c (heads, '\n');
      weir_report_append_response_head (heads, writing->report, last);
    }
  g_string_append (writing->text, "\n      <system-out>");
  weir_xml_append_data (writing->text, heads->str, heads->len);
  g_string_append (writing->text, "</system-out>");
}

static void
add_outcome (GString *text, const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;

  if (brief->outcome == WEIR_STEP_FAILED)
    add_failure (text, result);
  else if (brief->outcome != WEIR_STEP_PASSED)
    {
      gboolean cancelled = brief->outcome == WEIR_STEP_CANCELLED;
      const char *why = cancelled ? "The run was stopped." : "The step was skipped.";

      g_string_append (text, "\n      <skipped");
      weir_xml_append_attribute (text, "message", result->message != NULL ? result->message : why);
      g_string_append (text, "/>");
    }
}

static void
begin_case (GString *text, const WeirReportRun *run, const char *name, gint64 us)
{
  g_string_append (text, "\n    <testcase");
  weir_xml_append_attribute (text, "name", name);
  weir_xml_append_attribute (text, "classname", run->info->name != NULL ? run->info->name : "");
  weir_junit_add_seconds (text, us);
  g_string_append_c (text, '>');
}

static gboolean
put_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  Writing *writing = data;
  g_autofree char *name = name_of (writing->run, result);

  g_string_truncate (writing->text, 0);
  begin_case (writing->text, writing->run, name, result->brief.has_exchange ? result->brief.time_us : 0);
  add_outcome (writing->text, result);
  add_output (writing, result);
  g_string_append (writing->text, "\n    </testcase>");
  return weir_report_put (writing->report, writing->text);
}

static gboolean
put_head (Writing *writing)
{
  const WeirRunInfo *info = writing->run->info;
  g_autofree char *started = weir_report_instant_to_text (info->started_at);
  WeirJUnitCounts counts = { 0 };

  add_counts_of (&counts, writing->run);
  if (started != NULL)
    started[strlen ("2023-11-14T22:13:20")] = '\0';
  g_string_assign (writing->text, "\n  <testsuite");
  weir_xml_append_attribute (writing->text, "name", info->name != NULL ? info->name : "");
  weir_junit_add_counts (writing->text, &counts, TRUE);
  weir_junit_add_seconds (writing->text, info->duration_us);
  weir_xml_append_attribute (writing->text, "timestamp", started);
  g_string_append_c (writing->text, '>');
  add_properties (writing->text, writing->run);
  return weir_report_put (writing->report, writing->text);
}

static gboolean
put_end (Writing *writing)
{
  const WeirRunInfo *info = writing->run->info;
  const char *summary = info->summary != NULL ? info->summary : "The run was cut off.";

  g_string_truncate (writing->text, 0);
  if (is_error (writing->run))
    {
      begin_case (writing->text, writing->run, "The run", info->duration_us);
      g_string_append (writing->text, "\n      <error");
      weir_xml_append_attribute (writing->text, "type", weir_outcome_to_nick (info->outcome));
      weir_xml_append_attribute (writing->text, "message", summary);
      g_string_append (writing->text, ">These results are not whole: ");
      weir_xml_append_text (writing->text, summary);
      g_string_append (writing->text, "</error>\n    </testcase>");
    }
  g_string_append (writing->text, "\n  </testsuite>");
  return weir_report_put (writing->report, writing->text);
}

gboolean
weir_report_write_junit (WeirReport *report, GError **error)
{
  g_autoptr (GString) text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
  WeirJUnitCounts counts = { 0 };
  gint64 duration_us = 0;

  for (guint i = 0; i < report->runs->len; i++)
    {
      const WeirReportRun *run = g_ptr_array_index (report->runs, i);

      add_counts_of (&counts, run);
      duration_us += run->info->duration_us;
    }
  weir_xml_append_attribute (text, "name", "Weir");
  weir_junit_add_counts (text, &counts, FALSE);
  weir_junit_add_seconds (text, duration_us);
  g_string_append_c (text, '>');
  if (!weir_report_put (report, text))
    return FALSE;
  for (guint i = 0; i < report->runs->len; i++)
    {
      Writing writing = { text, report, g_ptr_array_index (report->runs, i) };

      if (writing.run->jobs != NULL)
        {
          if (!weir_report_put_plan_suites (report, writing.run))
            return FALSE;
          continue;
        }
      if (!put_head (&writing)
          || !weir_report_foreach_result (report, writing.run, put_result, &writing, error)
          || !put_end (&writing))
        return FALSE;
    }
  g_string_assign (text, "\n</testsuites>\n");
  return weir_report_put (report, text);
}
