/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-facts.c: a run in words: its head, its cards, its details, its table by step
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-duration.h"
#include "weir-report-facts.h"

static void
fact_free (gpointer data)
{
  WeirReportFact *fact = data;

  g_free (fact->value);
  g_free (fact);
}

/* @value is taken; a NULL one is left out. */
static void
add_fact (GPtrArray *facts, const char *name, char *value)
{
  WeirReportFact *fact;

  if (value == NULL)
    return;
  fact = g_new0 (WeirReportFact, 1);
  fact->name = name;
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

const char *
weir_report_get_title (const WeirReportRun *run)
{
  const WeirRunInfo *info = run->info;

  if (info->title != NULL && *info->title != '\0')
    return info->title;
  return info->name != NULL ? info->name : "";
}

const char *
weir_report_get_outcome (const WeirReportRun *run, WeirReportTone *tone)
{
  *tone = WEIR_REPORT_TONE_WARNING;
  switch (run->info->outcome)
    {
    case WEIR_OUTCOME_PASSED:
      *tone = run->total->not_checked > 0 ? WEIR_REPORT_TONE_WARNING : WEIR_REPORT_TONE_GOOD;
      return _("Passed");
    case WEIR_OUTCOME_FAILED:
      *tone = WEIR_REPORT_TONE_BAD;
      return _("Failed");
    case WEIR_OUTCOME_STOPPED:
      return _("Stopped");
    case WEIR_OUTCOME_TERMINATED:
      *tone = WEIR_REPORT_TONE_BAD;
      return _("Terminated");
    case WEIR_OUTCOME_SKIPPED:
      *tone = WEIR_REPORT_TONE_QUIET;
      return _("Skipped");
    case WEIR_OUTCOME_INVALID:
      *tone = WEIR_REPORT_TONE_BAD;
      return _("Invalid");
    case WEIR_OUTCOME_NONE:
    default:
      return _("Not finished");
    }
}

static char *
instant_to_words (gint64 us)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  /* Translators: date and time of a run, see strftime(3) */
  return instant != NULL ? g_date_time_format (instant, _("%e %B %Y, %H:%M:%S UTC")) : NULL;
}

static char *
volume_to_words (const WeirReportRun *run)
{
  const WeirRunInfo *info = run->info;

  if (run->jobs != NULL)
    return g_strdup_printf (ngettext ("%u iteration", "%u iterations", run->steps->len), run->steps->len);
  if (info->parallel > 1)
    return g_strdup_printf (ngettext ("%u VU", "%u VUs", info->parallel), info->parallel);
  return g_strdup_printf (ngettext ("%u iteration", "%u iterations", info->iterations), info->iterations);
}

/* "/home/ada/users.csv, 12 rows, in random order" */
static char *
data_to_words (const WeirRunInfo *info)
{
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", info->data_rows), info->data_rows);

  if (info->data_file == NULL)
    return NULL;
  return g_strdup_printf (info->data_random ? _("%s, %s in random order") : "%s, %s", info->data_file, rows);
}

char *
weir_report_get_subtitle (const WeirReportRun *run)
{
  const WeirRunInfo *info = run->info;
  g_autofree char *started = instant_to_words (info->started_at);
  g_autofree char *volume = volume_to_words (run);
  GString *text = g_string_new (started != NULL ? g_strstrip (started) : NULL);

  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", volume);
  if (info->environment != NULL)
    g_string_append_printf (text, " · %s", info->environment);
  if (info->title != NULL && *info->title != '\0' && info->name != NULL)
    g_string_append_printf (text, " · %s", info->name);
  return g_string_free (text, FALSE);
}

char *
weir_report_get_partial (const WeirReportRun *run)
{
  const WeirRunInfo *info = run->info;

  if (info->lost_from_us > 0)
    {
      g_autofree char *from = weir_duration_to_display (info->lost_from_us);

      return g_strdup_printf (_("These results are not whole: what came later than %s after the start could "
                                "not be kept."), from);
    }
  if (info->outcome == WEIR_OUTCOME_NONE)
    return g_strdup (_("These results are not whole: the run was cut off, or was still going on."));
  return info->partial ? g_strdup (_("These results are not whole: the run ended early.")) : NULL;
}

static char *
count_to_text (guint64 count)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, count);
}

/* Never "100 %" when something failed. */
static char *
success_to_text (const WeirStepStatistics *total)
{
  guint64 passed = total->counts[WEIR_STEP_PASSED], failed = total->counts[WEIR_STEP_FAILED];

  if (passed + failed == 0)
    return g_strdup ("–");
  if (failed == 0)
    return g_strdup ("100 %");
  return g_strdup_printf ("%.1f %%", MIN (100.0 * (double) passed / (double) (passed + failed), 99.9));
}

/* Before All and After All are overhead of the run: their times are not averaged with those of the steps. */
static WeirHistogram *
merge_times (const WeirReportRun *run)
{
  WeirHistogram *time = weir_histogram_new ();

  for (guint i = 0; i < run->steps->len; i++)
    {
      const WeirReportStep *step = g_ptr_array_index (run->steps, i);

      if (step->part == WEIR_FLOW_PART_STEPS)
        weir_histogram_merge (time, step->summary->time);
    }
  return time;
}

GPtrArray *
weir_report_get_cards (const WeirReportRun *run)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func (fact_free);
  g_autoptr (WeirHistogram) time = merge_times (run);
  gboolean timed = weir_histogram_get_count (time) > 0;
  gint64 mean_us = timed ? (gint64) weir_histogram_get_mean (time) : 0;
  gint64 p95_us = timed ? weir_histogram_get_percentile (time, 95) : 0;

  add_fact (cards, _("Duration"), weir_duration_to_display (run->info->duration_us));
  add_fact (cards, _("Success rate"), success_to_text (run->total));
  add_fact (cards, run->jobs != NULL ? _("Requests") : _("Steps run"),
            count_to_text (weir_step_statistics_get_total (run->total)));
  add_fact (cards, _("Failed"), count_to_text (run->total->counts[WEIR_STEP_FAILED]));
  if (run->total->not_checked > 0)
    add_fact (cards, _("Not checked"), count_to_text (run->total->not_checked));
  add_fact (cards, _("Average time"), timed ? weir_duration_to_display (mean_us) : g_strdup ("–"));
  add_fact (cards, "p95", timed ? weir_duration_to_display (p95_us) : g_strdup ("–"));
  add_fact (cards, _("Data received"), g_format_size (run->total->bytes_received));
  return cards;
}

GPtrArray *
weir_report_get_details (const WeirReportRun *run)
{
  GPtrArray *details = g_ptr_array_new_with_free_func (fact_free);
  const WeirRunInfo *info = run->info;

  add_fact (details, run->jobs != NULL ? _("Load plan") : _("Flow"), g_strdup (info->name));
  add_fact (details, _("File"), g_strdup (info->file_name));
  add_fact (details, _("Note"), g_strdup (info->note));
  add_fact (details, _("Environment"), g_strdup (info->environment));
  add_fact (details, _("TLS verification"), info->unverified ? g_strdup (_("off")) : NULL);
  add_fact (details, _("Data file"), data_to_words (info));
  add_fact (details, C_("a noun", "Run"), volume_to_words (run));
  if (info->delay_ms > 0)
    add_fact (details, _("Delay between steps"), weir_duration_to_display ((gint64) info->delay_ms * 1000));
  if (info->stop_on_failure)
    add_fact (details, _("Stop on failure"), g_strdup (_("yes")));
  add_fact (details, _("Only the step"), g_strdup (info->only_step));
  add_fact (details, _("Data sent"), g_format_size (run->total->bytes_sent));
  add_fact (details, _("Run id"), g_strdup (info->uuid));
  add_fact (details, _("Measured by"), info->weir_version != NULL
                                         ? g_strdup_printf ("Weir %s", info->weir_version) : NULL);
  add_fact (details, _("Computer"), g_strdup (info->host));
  add_fact (details, _("System"), g_strdup (info->kernel));
  add_fact (details, _("Processors"), info->cores > 0 ? g_strdup_printf ("%u", info->cores) : NULL);
  return details;
}

const char *
weir_report_get_part_title (guint part)
{
  switch (part)
    {
    case WEIR_FLOW_PART_BEFORE_ALL:
      return _("Before All");
    case WEIR_FLOW_PART_AFTER_ALL:
      return _("After All");
    default:
      return _("Steps");
    }
}

const char *
weir_report_get_heading (const WeirReportRun *run, guint column)
{
  static const char *const headings[WEIR_REPORT_N_COLUMNS] = {
    N_("Step"), N_("Passed"), N_("Answers"), N_("Average"), N_("Min"), "p50",
    "p90",      "p95",        "p99",         N_("Max"),     N_("Received"),
  };

  return column == 0 && run->jobs != NULL ? _("Round / Iteration") : _(headings[column]);
}

/* "200 ×49, 503 ×1, timeout ×2"; a count is never parted from what it counts. */
static char *
answers_to_text (const WeirStepStatistics *summary)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < summary->statuses->len; i++)
    {
      const WeirStatusCount *status = &g_array_index (summary->statuses, WeirStatusCount, i);

      g_string_append_printf (text, "%s%u", text->len > 0 ? ", " : "", status->status);
      if (status->count > 1)
        g_string_append_printf (text, "\xc2\xa0×%" G_GUINT64_FORMAT, status->count);
    }
  for (guint i = WEIR_ERROR_KIND_NONE + 1; i < WEIR_N_ERROR_KINDS; i++)
    if (summary->error_kinds[i] > 0)
      g_string_append_printf (text, "%s%s\xc2\xa0×%" G_GUINT64_FORMAT, text->len > 0 ? ", " : "",
                              weir_error_kind_to_nick ((WeirErrorKind) i), summary->error_kinds[i]);
  return g_string_free (text, FALSE);
}

static char *
passed_to_text (const WeirStepStatistics *summary, WeirReportTone *tone)
{
  guint64 passed = summary->counts[WEIR_STEP_PASSED], failed = summary->counts[WEIR_STEP_FAILED];

  if (passed + failed == 0)
    return g_strdup (summary->counts[WEIR_STEP_SKIPPED] > 0 ? _("– skipped") : _("■ cancelled"));
  *tone = failed > 0 ? WEIR_REPORT_TONE_BAD
                     : summary->not_checked > 0 ? WEIR_REPORT_TONE_WARNING : WEIR_REPORT_TONE_GOOD;
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                          failed > 0 ? "✗" : summary->not_checked > 0 ? "⚠" : "✓", passed, passed + failed);
}

static const double percents[WEIR_REPORT_N_COLUMNS] = { [5] = 50, [6] = 90, [7] = 95, [8] = 99 };

gboolean
weir_report_is_cell_sound (const WeirReportStep *step, guint column)
{
  guint64 count = weir_histogram_get_count (step->summary->time);

  return percents[column] == 0 || count == 0 || weir_percentile_is_sound (count, percents[column]);
}

const char *
weir_report_get_quality_title (const WeirQuality *quality)
{
  return quality->level == WEIR_QUALITY_RED ? _("This computer was the bottleneck: do not trust the times.")
                                            : _("This computer was busy: the times may be too long.");
}

static char *
time_to_text (const WeirHistogram *time, guint column)
{
  if (weir_histogram_get_count (time) == 0)
    return NULL;
  switch (column)
    {
    case 3:
      return weir_duration_to_display ((gint64) (weir_histogram_get_mean (time) + 0.5));
    case 4:
      return weir_duration_to_display (weir_histogram_get_min (time));
    case 9:
      return weir_duration_to_display (weir_histogram_get_max (time));
    default:
      return weir_duration_to_display (weir_histogram_get_percentile (time, percents[column]));
    }
}

char *
weir_report_get_cell (const WeirReportStep *step, guint column, WeirReportTone *tone)
{
  *tone = WEIR_REPORT_TONE_QUIET;
  switch (column)
    {
    case 0:
      return g_strdup (step->name);
    case 1:
      return passed_to_text (step->summary, tone);
    case 2:
      return answers_to_text (step->summary);
    case 10:
      return g_format_size (step->summary->bytes_received);
    default:
      return time_to_text (step->summary->time, column);
    }
}
