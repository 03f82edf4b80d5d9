/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-load-result.c: what a load came to: outcome, a table of iterations, rules, warnings, quality
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-cli-private.h"
#include "weir-duration.h"
#include "weir-job-summary.h"

static const struct
{
  const char *title;
  double percent; /* < 0: the average */
  gboolean is_optional;
} times[] = {
  { N_("avg"), -1, TRUE },  { N_("p50"), 50, FALSE }, { N_("p90"), 90, TRUE },
  { N_("p95"), 95, FALSE }, { N_("p99"), 99, TRUE },  { N_("max"), 100, FALSE },
};

static const char *
status_to_text (WeirIterationStatus status)
{
  static const char *const words[] = {
    [WEIR_ITERATION_NOT_STARTED] = N_("NotStarted"), [WEIR_ITERATION_SCHEDULED] = N_("Scheduled"),
    [WEIR_ITERATION_ONGOING] = N_("Ongoing"),        [WEIR_ITERATION_TERMINATED] = N_("Terminated"),
    [WEIR_ITERATION_CANCELLED] = N_("Cancelled"),    [WEIR_ITERATION_FAILED] = N_("Failed"),
    [WEIR_ITERATION_SKIPPED] = N_("Skipped"),        [WEIR_ITERATION_SUCCESS] = N_("Success"),
  };

  return _(words[status]);
}

static WeirCliColour
status_colour (WeirIterationStatus status)
{
  if (status == WEIR_ITERATION_SUCCESS)
    return WEIR_CLI_COLOUR_GOOD;
  return status == WEIR_ITERATION_FAILED || status == WEIR_ITERATION_TERMINATED ? WEIR_CLI_COLOUR_BAD
                                                                                : WEIR_CLI_COLOUR_NOTICE;
}

G_GNUC_PRINTF (2, 3)
static void
add_number (WeirCliTable *table, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_cli_table_add_cell (table, text, WEIR_CLI_COLOUR_NONE);
}

static void
add_times (WeirCliTable *table, const WeirHistogram *time)
{
  gboolean any = time != NULL && weir_histogram_get_count (time) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (!any)
      weir_cli_table_add_cell (table, "–", WEIR_CLI_COLOUR_DIM);
    else
      add_number (table, "%.2f",
                  (times[i].percent < 0 ? weir_histogram_get_mean (time)
                                        : (double) weir_histogram_get_percentile (time, times[i].percent)) /
                      1000);
}

static void
add_job (WeirCliTable *table, const WeirJobState *job)
{
  const WeirMetricTotals *totals = weir_metrics_get_totals (job->figures->metrics);
  g_autofree char *round = weir_cli_text_clean (job->round, -1);
  g_autofree char *iteration = weir_cli_text_clean (job->iteration, -1);

  weir_cli_table_add_cell (table, round, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, iteration, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, status_to_text (job->status), status_colour (job->status));
  add_number (table, "%" G_GUINT64_FORMAT, totals->started);
  add_number (table, "%" G_GUINT64_FORMAT, totals->successful);
  add_number (table, "%" G_GUINT64_FORMAT, totals->failed);
  add_number (table, "%" G_GUINT64_FORMAT, totals->cancelled);
  add_number (table, "%" G_GUINT64_FORMAT, totals->skipped);
  add_number (table, "%.2f", 100 * weir_job_state_get_error_rate (job));
  add_number (table, "%.1f", weir_job_state_get_throughput (job));
  add_times (table, totals->times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TOTAL_TIME)]);
}

/* A step of its flow: what it did, below the passes. */
static void
add_step (WeirCliTable *table, const WeirStepStatistics *step)
{
  guint64 passed = step->counts[WEIR_STEP_PASSED], failed = step->counts[WEIR_STEP_FAILED];
  g_autofree char *name = weir_cli_text_clean (step->name != NULL ? step->name : "", -1);
  g_autofree char *indented = g_strconcat ("  ", name, NULL);

  weir_cli_table_add_cell (table, "", WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, indented, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, "", WEIR_CLI_COLOUR_NONE);
  add_number (table, "%" G_GUINT64_FORMAT, weir_step_statistics_get_total (step));
  add_number (table, "%" G_GUINT64_FORMAT, passed);
  add_number (table, "%" G_GUINT64_FORMAT, failed);
  add_number (table, "%" G_GUINT64_FORMAT, step->counts[WEIR_STEP_CANCELLED]);
  add_number (table, "%" G_GUINT64_FORMAT, step->counts[WEIR_STEP_SKIPPED]);
  add_number (table, "%.2f", passed + failed > 0 ? 100 * (double) failed / (double) (passed + failed) : 0);
  weir_cli_table_add_cell (table, "", WEIR_CLI_COLOUR_NONE);
  add_times (table, step->time);
}

static WeirCliTable *
new_table (void)
{
  WeirCliTable *table = weir_cli_table_new ();
  const WeirCliColumnFlags optional = WEIR_CLI_COLUMN_RIGHT | WEIR_CLI_COLUMN_OPTIONAL;

  weir_cli_table_add_column (table, _("Round"), WEIR_CLI_COLUMN_FLEXIBLE);
  weir_cli_table_add_column (table, _("Iteration"), WEIR_CLI_COLUMN_FLEXIBLE);
  weir_cli_table_add_column (table, _("Status"), WEIR_CLI_COLUMN_LEFT);
  weir_cli_table_add_column (table, _("requests"), WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, _("successful"), optional);
  weir_cli_table_add_column (table, _("failed"), WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, _("cancelled"), optional);
  weir_cli_table_add_column (table, _("skipped"), optional);
  weir_cli_table_add_column (table, _("error %"), WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, _("req/s"), WEIR_CLI_COLUMN_RIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *title = g_strdup_printf (_("%s ms"), _(times[i].title));

      weir_cli_table_add_column (table, title, times[i].is_optional ? optional : WEIR_CLI_COLUMN_RIGHT);
    }
  return table;
}

static void
append_table (GString *out, GPtrArray *jobs, const WeirCliStyle *style)
{
  g_autoptr (WeirCliTable) table = new_table ();

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (jobs, i);

      if (job->chosen)
        add_job (table, job);
      for (guint j = 0; job->chosen && job->figures->steps != NULL && j < job->figures->steps->len; j++)
        add_step (table, g_ptr_array_index (job->figures->steps, j));
    }
  weir_cli_table_append_to (table, out, style);
}

static void
append_rule (GString *out, const WeirJobState *job, const WeirRuleState *rule)
{
  g_autofree char *observed = rule->has_metric ? weir_rule_state_get_observed (rule) : NULL;
  g_autofree char *text = weir_cli_text_clean (rule->text, -1);
  g_autofree char *after = weir_duration_to_display (rule->fired_us);

  g_string_append_printf (out, "  %s / %s: ", job->round, job->iteration);
  if (rule->termination)
    g_string_append_printf (out, _("ended after %s by %s"), after, text);
  else
    g_string_append_printf (out, rule->is_default ? _("failed by the default rule %s") : _("failed by %s"),
                            text);
  if (observed != NULL)
    g_string_append_printf (out, ": %s", observed);
  g_string_append_c (out, '\n');
}

/* Rules that fired or made it fail, and what else did. */
static void
append_reasons (GString *out, GPtrArray *jobs)
{
  g_autoptr (GString) reasons = g_string_new (NULL);

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (jobs, i);

      for (guint j = 0; job->chosen && j < job->rules->len; j++)
        {
          const WeirRuleState *rule = g_ptr_array_index (job->rules, j);

          if (rule->fired)
            append_rule (reasons, job, rule);
        }
      if (job->chosen && job->reason != NULL)
        {
          g_autofree char *reason = weir_cli_text_clean (job->reason, -1);

          g_string_append_printf (reasons, "  %s / %s: %s\n", job->round, job->iteration, reason);
        }
    }
  if (reasons->len > 0)
    g_string_append_printf (out, _("\nRules\n%s"), reasons->str);
}

/* "HTTP/2"; with their numbers where a server did not always answer with the same one. */
static char *
versions_to_text (const WeirJobFigures *figures)
{
  static const char *const versions[WEIR_N_JOB_HTTP] = { "HTTP/1.0", "HTTP/1.1", "HTTP/2" };
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < WEIR_N_JOB_HTTP; i++)
    n += figures->http[i] > 0;
  for (guint i = 0; i < WEIR_N_JOB_HTTP; i++)
    {
      if (figures->http[i] == 0)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", versions[i]);
      if (n > 1)
        g_string_append_printf (text, " × %" G_GUINT64_FORMAT, figures->http[i]);
    }
  return g_string_free (text, FALSE);
}

/* What answers came in, which the plan asks for but the server decides. */
static void
append_connections (GString *out, GPtrArray *jobs)
{
  gboolean any = FALSE;

  for (guint i = 0; i < jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (jobs, i);
      g_autofree char *versions = job->chosen ? versions_to_text (job->figures) : g_strdup ("");

      if (*versions == '\0')
        continue;
      if (!any)
        g_string_append (out, _("\nConnections\n"));
      any = TRUE;
      g_string_append_printf (out, "  %s / %s: %s, ", job->round, job->iteration, versions);
      g_string_append_printf (
          out, ngettext ("%lu connection opened", "%lu connections opened", job->figures->connections),
          (gulong) job->figures->connections);
      g_string_append_c (out, '\n');
    }
}

static void
append_warnings (GString *out, const WeirPlanSnapshot *snapshot)
{
  if (snapshot->warnings == NULL || snapshot->warnings->len == 0)
    return;
  g_string_append (out, _("\nWarnings\n"));
  for (guint i = 0; i < snapshot->warnings->len; i++)
    {
      const WeirRunWarning *warning = g_ptr_array_index (snapshot->warnings, i);
      g_autofree char *text = weir_cli_text_clean (warning->text, -1);

      g_string_append_printf (out, "  %" G_GUINT64_FORMAT " × %s\n", warning->count, text);
    }
  if (snapshot->more_warnings > 0)
    g_string_append_printf (out, _("  and %lu more\n"), (gulong) snapshot->more_warnings);
}

static void
append_quality (GString *out, const WeirQuality *quality, const WeirCliStyle *style)
{
  if (quality != NULL && quality->reasons->len > 0)
    g_string_append_c (out, '\n');
  for (guint i = 0; quality != NULL && i < quality->reasons->len; i++)
    {
      const WeirQualityReason *reason = g_ptr_array_index (quality->reasons, i);
      gboolean red = reason->level == WEIR_QUALITY_RED;
      g_autofree char *text
          /* Translators: %s is a whole sentence that says why */
          = g_strdup_printf (red ? _("Run quality red: %s") : _("Run quality amber: %s"), reason->sentence);

      weir_cli_text_append_coloured (out, text, red ? WEIR_CLI_COLOUR_BAD : WEIR_CLI_COLOUR_NOTICE, style);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; quality != NULL && i < quality->notes->len; i++)
    {
      g_autofree char *sentence = weir_cli_text_clean (g_ptr_array_index (quality->notes, i), -1);

      g_string_append_printf (out, _("%sNote: %s\n"), i == 0 ? "\n" : "", sentence);
    }
}

static void
append_head (GString *out, const char *name, const WeirPlanSnapshot *snapshot, const WeirCliStyle *style)
{
  gboolean good = weir_cli_exit_of (snapshot->outcome) == WEIR_CLI_PASSED;
  g_autofree char *clean = weir_cli_text_clean (name, -1);
  g_autofree char *summary = weir_cli_text_clean (snapshot->summary != NULL ? snapshot->summary : "", -1);
  g_autofree char *marked = g_strdup_printf ("%s%s", !style->utf8 ? "" : good ? "✓ " : "✗ ", summary);
  g_autofree char *duration = weir_duration_to_display (snapshot->elapsed_us);

  weir_cli_text_append_coloured (out, clean, WEIR_CLI_COLOUR_BOLD, style);
  g_string_append_c (out, '\n');
  weir_cli_text_append_coloured (out, marked, good ? WEIR_CLI_COLOUR_GOOD : WEIR_CLI_COLOUR_BAD, style);
  g_string_append_printf (out, _("\nTook %s\n"), duration);
  if (snapshot->unverified)
    weir_cli_text_append_coloured (out, _("TLS verification off"), WEIR_CLI_COLOUR_NOTICE, style);
  g_string_append (out, snapshot->unverified ? "\n\n" : "\n");
}

/**
 * weir_cli_load_result_to_text:
 * @name: of the plan
 * @snapshot: how its run ended
 * @style: where it will be shown
 *
 * Returns: (transfer full): the outcome, a line for each iteration of each round, rules that fired with what
 *   was observed, versions of HTTP and connections, warnings with their counts, and the quality of the run;
 *   whole lines
 */
char *
weir_cli_load_result_to_text (const char *name, const WeirPlanSnapshot *snapshot, const WeirCliStyle *style)
{
  GString *out = g_string_new (NULL);

  append_head (out, name, snapshot, style);
  append_table (out, snapshot->jobs, style);
  append_reasons (out, snapshot->jobs);
  append_connections (out, snapshot->jobs);
  append_warnings (out, snapshot);
  append_quality (out, snapshot->quality, style);
  return g_string_free (out, FALSE);
}
