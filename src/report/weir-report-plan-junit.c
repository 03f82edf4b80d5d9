/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-junit.c: a run of a load plan as JUnit XML: a suite for each round, a case for each
 * iteration and each of its rules
 */

#include "config.h"

#include <string.h>

#include "weir-report-plan.h"
#include "weir-xml-writer.h"

/* How a job comes out beside its rules. */
typedef enum
{
  VERDICT_GOOD,
  VERDICT_FAILED,
  VERDICT_ERROR, /* cut short */
  VERDICT_SKIPPED,
} Verdict;

static Verdict
judge (const WeirJobState *job)
{
  switch (job->status)
    {
    case WEIR_ITERATION_SUCCESS:
      return VERDICT_GOOD;
    case WEIR_ITERATION_FAILED:
    case WEIR_ITERATION_TERMINATED:
      return VERDICT_FAILED;
    case WEIR_ITERATION_SKIPPED:
      return VERDICT_SKIPPED;
    case WEIR_ITERATION_NOT_STARTED:
    case WEIR_ITERATION_SCHEDULED:
    case WEIR_ITERATION_ONGOING:
    case WEIR_ITERATION_CANCELLED:
    default:
      return VERDICT_ERROR;
    }
}

static void
count_job (WeirJUnitCounts *counts, const WeirJobState *job)
{
  Verdict verdict = judge (job);

  counts->tests += 1 + job->rules->len;
  counts->failures += verdict == VERDICT_FAILED;
  counts->errors += verdict == VERDICT_ERROR;
  counts->skipped += verdict == VERDICT_SKIPPED;
  for (guint i = 0; i < job->rules->len; i++)
    counts->failures += ((WeirRuleState *) g_ptr_array_index (job->rules, i))->fired;
}

/* A run that was cut off must not look whole because all that it did went well. */
static gboolean
is_cut_short (const WeirReportRun *run)
{
  return run->info->partial || run->info->outcome == WEIR_OUTCOME_NONE ||
         run->info->outcome == WEIR_OUTCOME_STOPPED || run->info->outcome == WEIR_OUTCOME_INVALID;
}

void
weir_report_count_plan_cases (const WeirReportRun *run, WeirJUnitCounts *counts)
{
  gboolean cut_short = is_cut_short (run);

  for (guint i = 0; i < run->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (run->jobs, i);

      if (job->chosen)
        count_job (counts, job);
    }
  counts->tests += cut_short;
  counts->errors += cut_short;
}

static gint64
get_duration (const WeirJobState *job)
{
  const WeirMetrics *metrics = job->figures->metrics;

  return weir_metrics_has_begun (metrics)
             ? weir_metrics_get_last_us (metrics) - weir_metrics_get_first_us (metrics)
             : 0;
}

static void
begin_case (GString *text, const WeirReportRun *run, const WeirJobState *job, const char *name, gint64 us)
{
  g_autofree char *class_name = g_strdup_printf ("%s.%s", run->info->name, job->round);

  g_string_append (text, "\n    <testcase");
  weir_xml_append_attribute (text, "name", name);
  weir_xml_append_attribute (text, "classname", class_name);
  weir_junit_add_seconds (text, us);
  g_string_append_c (text, '>');
}

static void
add_verdict (GString *text, const char *element, const char *type, const char *message)
{
  g_string_append_printf (text, "\n      <%s", element);
  if (strcmp (element, "skipped") != 0)
    weir_xml_append_attribute (text, "type", type);
  weir_xml_append_attribute (text, "message", message);
  g_string_append_c (text, '>');
  weir_xml_append_text (text, message);
  g_string_append_printf (text, "</%s>", element);
}

/* A line for each step of its flow. */
static void
add_step_output (GString *text, const WeirStepStatistics *step)
{
  g_string_append_c (text, '\n');
  weir_xml_append_text (text, step->name != NULL ? step->name : "");
  g_string_append_printf (text, ": passed %" G_GUINT64_FORMAT ", failed %" G_GUINT64_FORMAT,
                          step->counts[WEIR_STEP_PASSED], step->counts[WEIR_STEP_FAILED]);
  if (weir_histogram_get_count (step->time) == 0)
    return;
  g_string_append (text, ", p50 ");
  weir_report_append_ms (text, weir_histogram_get_percentile (step->time, 50));
  g_string_append (text, " ms, p99 ");
  weir_report_append_ms (text, weir_histogram_get_percentile (step->time, 99));
  g_string_append (text, " ms");
}

/* What its figures are, for whoever looks at a case. */
static void
add_output (GString *text, const WeirJobState *job)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (job->figures->metrics);
  const WeirHistogram *time = weir_job_state_get_time (job, WEIR_METRIC_TOTAL_TIME);

  g_string_append_printf (
      text,
      "\n      <system-out>requests %" G_GUINT64_FORMAT ", successful %" G_GUINT64_FORMAT
      ", failed %" G_GUINT64_FORMAT ", cancelled %" G_GUINT64_FORMAT ", skipped %" G_GUINT64_FORMAT,
      totals->started, totals->successful, totals->failed, totals->cancelled, totals->skipped);
  if (time != NULL)
    {
      g_string_append (text, ", p50 ");
      weir_report_append_ms (text, weir_histogram_get_percentile (time, 50));
      g_string_append (text, " ms, p95 ");
      weir_report_append_ms (text, weir_histogram_get_percentile (time, 95));
      g_string_append (text, " ms, p99 ");
      weir_report_append_ms (text, weir_histogram_get_percentile (time, 99));
      g_string_append (text, " ms");
    }
  for (guint i = 0; job->figures->steps != NULL && i < job->figures->steps->len; i++)
    add_step_output (text, g_ptr_array_index (job->figures->steps, i));
  g_string_append (text, "</system-out>");
}

static void
add_job (GString *text, const WeirReportRun *run, const WeirJobState *job)
{
  static const char *const elements[] = {
    [VERDICT_FAILED] = "failure",
    [VERDICT_ERROR] = "error",
    [VERDICT_SKIPPED] = "skipped",
  };
  Verdict verdict = judge (job);
  const char *status = weir_iteration_status_to_nick (job->status);

  begin_case (text, run, job, job->iteration, get_duration (job));
  if (verdict != VERDICT_GOOD)
    add_verdict (text, elements[verdict], status, job->reason != NULL ? job->reason : status);
  add_output (text, job);
  g_string_append (text, "\n    </testcase>");
}

static void
add_rule (GString *text, const WeirReportRun *run, const WeirJobState *job, const WeirRuleState *rule)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", job->iteration, rule->text);

  begin_case (text, run, job, name, 0);
  if (rule->fired)
    {
      g_autofree char *observed = weir_rule_state_get_observed (rule);
      g_autofree char *message = g_strdup_printf ("%s: %s", rule->text, observed);

      add_verdict (text, "failure", rule->termination ? "termination rule" : "failure rule", message);
    }
  g_string_append (text, "\n    </testcase>");
}

static void
begin_suite (GString *text, const WeirReportRun *run, const char *round, const WeirJUnitCounts *counts,
             gint64 us)
{
  g_autofree char *started = weir_report_instant_to_text (run->info->started_at);

  if (started != NULL)
    started[strlen ("2023-11-14T22:13:20")] = '\0';
  g_string_append (text, "\n  <testsuite");
  weir_xml_append_attribute (text, "name", round);
  weir_junit_add_counts (text, counts, TRUE);
  weir_junit_add_seconds (text, us);
  weir_xml_append_attribute (text, "timestamp", started);
  g_string_append (text, ">\n    <properties>");
  weir_junit_add_property (text, "weir", WEIR_VERSION);
  weir_junit_add_property (text, "run", run->info->uuid);
  weir_junit_add_property (text, "plan", run->info->name);
  weir_junit_add_property (text, "outcome", weir_outcome_to_nick (run->info->outcome));
  weir_junit_add_property (text, "partial", run->info->partial ? "true" : "false");
  weir_junit_add_property (text, "unverified", run->info->unverified ? "true" : "false");
  if (run->quality != NULL)
    weir_junit_add_property (text, "quality", weir_quality_level_to_nick (run->quality->level));
  g_string_append (text, "\n    </properties>");
}

/* A suite of its own, with one case. */
static void
add_run (GString *text, const WeirReportRun *run)
{
  const WeirJUnitCounts counts = { .tests = 1, .errors = 1 };
  const char *summary = run->info->summary != NULL ? run->info->summary : "The run was cut off.";

  begin_suite (text, run, run->info->name, &counts, run->info->duration_us);
  g_string_append (text, "\n    <testcase");
  weir_xml_append_attribute (text, "name", "The run");
  weir_xml_append_attribute (text, "classname", run->info->name);
  weir_junit_add_seconds (text, run->info->duration_us);
  g_string_append_c (text, '>');
  add_verdict (text, "error", weir_outcome_to_nick (run->info->outcome), summary);
  g_string_append (text, "\n    </testcase>\n  </testsuite>");
}

gboolean
weir_report_put_plan_suites (WeirReport *report, const WeirReportRun *run)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint begin = 0;

  while (begin < run->jobs->len)
    {
      const WeirJobState *first = g_ptr_array_index (run->jobs, begin);
      guint end = begin;
      WeirJUnitCounts counts = { 0 };
      gint64 us = 0;

      for (; end < run->jobs->len; end++)
        {
          const WeirJobState *job = g_ptr_array_index (run->jobs, end);

          if (job->round_index != first->round_index)
            break;
          count_job (&counts, job);
          us = MAX (us, get_duration (job));
        }
      if (first->chosen)
        begin_suite (text, run, first->round, &counts, us);
      for (guint i = begin; first->chosen && i < end; i++)
        {
          const WeirJobState *job = g_ptr_array_index (run->jobs, i);

          add_job (text, run, job);
          for (guint j = 0; j < job->rules->len; j++)
            add_rule (text, run, job, g_ptr_array_index (job->rules, j));
        }
      if (first->chosen)
        g_string_append (text, "\n  </testsuite>");
      begin = end;
    }
  if (is_cut_short (run))
    add_run (text, run);
  return weir_report_put (report, text);
}
