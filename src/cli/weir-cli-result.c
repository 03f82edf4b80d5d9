/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-result.c: what a run came to: outcome, quality, a table of steps, findings, warnings
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-cli-private.h"
#include "weir-duration.h"

static const char *const part_titles[WEIR_N_FLOW_PARTS] = { N_("Before All"), N_("Steps"), N_("After All") };

/* A mark is only ever an addition to a word. */
static char *
with_mark (const char *mark, const char *word, const WeirCliStyle *style)
{
  return style->utf8 ? g_strdup_printf ("%s %s", mark, word) : g_strdup (word);
}

static WeirCliColour
outcome_colour (WeirOutcome outcome)
{
  switch (outcome)
    {
    case WEIR_OUTCOME_PASSED:
      return WEIR_CLI_COLOUR_GOOD;
    case WEIR_OUTCOME_FAILED:
    case WEIR_OUTCOME_TERMINATED:
    case WEIR_OUTCOME_INVALID:
      return WEIR_CLI_COLOUR_BAD;
    case WEIR_OUTCOME_STOPPED:
    case WEIR_OUTCOME_SKIPPED:
    case WEIR_OUTCOME_NONE:
    default:
      return WEIR_CLI_COLOUR_NOTICE;
    }
}

static void
append_head (GString *out, WeirFlow *flow, const WeirRunSnapshot *snapshot, const WeirCliStyle *style)
{
  const char *mark = snapshot->outcome == WEIR_OUTCOME_PASSED ? "✓" : "✗";
  g_autofree char *name = weir_cli_text_clean (weir_flow_get_name (flow), -1);
  g_autofree char *summary
      = weir_cli_text_clean (snapshot->summary != NULL ? snapshot->summary
                                                       : weir_outcome_to_nick (snapshot->outcome),
                             -1);
  g_autofree char *sentence = with_mark (mark, summary, style);
  g_autofree char *duration = weir_duration_to_display (snapshot->elapsed_us);

  weir_cli_text_append_coloured (out, name, WEIR_CLI_COLOUR_BOLD, style);
  g_string_append_c (out, '\n');
  weir_cli_text_append_coloured (out, sentence, outcome_colour (snapshot->outcome), style);
  g_string_append_c (out, '\n');
  if (snapshot->n_vus > 1)
    g_string_append_printf (out, _("%u of %u VUs done in %s\n"), snapshot->vus_done, snapshot->n_vus,
                            duration);
  else if (snapshot->n_iterations > 1)
    g_string_append_printf (out, _("%lu of %u iterations done in %s\n"), (gulong) snapshot->passes_done,
                            snapshot->n_iterations, duration);
  else
    g_string_append_printf (out, _("Took %s\n"), duration);
}

static void
add_outcome (WeirCliTable *table, const WeirStepStatistics *summary, gboolean enabled,
             const WeirCliStyle *style)
{
  const char *mark = "–";
  const char *word = _("not run");
  WeirCliColour colour = WEIR_CLI_COLOUR_DIM;
  g_autofree char *text = NULL;

  if (!enabled)
    word = _("disabled");
  else if (summary->counts[WEIR_STEP_FAILED] > 0)
    {
      mark = "✗";
      word = _("failed");
      colour = WEIR_CLI_COLOUR_BAD;
    }
  else if (summary->counts[WEIR_STEP_CANCELLED] > 0)
    {
      word = _("cancelled");
      colour = WEIR_CLI_COLOUR_NOTICE;
    }
  else if (summary->not_checked > 0)
    {
      mark = "!";
      word = _("not checked");
      colour = WEIR_CLI_COLOUR_NOTICE;
    }
  else if (summary->counts[WEIR_STEP_PASSED] > 0)
    {
      mark = "✓";
      word = _("passed");
      colour = WEIR_CLI_COLOUR_GOOD;
    }
  else if (summary->counts[WEIR_STEP_SKIPPED] > 0)
    word = _("skipped");

  text = with_mark (mark, word, style);
  weir_cli_table_add_cell (table, text, colour);
}

/* How all times of one table are written, so that they can be compared at a glance. */
typedef struct
{
  double unit_us;
  const char *unit;
  guint decimals;
} TimeForm;

/* By the longest of the times: about three digits of it, and something left of those far below. */
static TimeForm
choose_time_form (const WeirRunSnapshot *snapshot)
{
  gint64 longest_us = 0;

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      longest_us = MAX (longest_us, weir_histogram_get_max (snapshot->steps[part][i]->time));
  if (longest_us < 1000)
    return (TimeForm) { 1, "µs", 0 };
  if (longest_us < 100 * 1000)
    return (TimeForm) { 1000, "ms", 2 };
  if (longest_us < 10 * G_USEC_PER_SEC)
    return (TimeForm) { 1000, "ms", 1 };
  return (TimeForm) { G_USEC_PER_SEC, "s", 3 };
}

static void
add_time (WeirCliTable *table, const WeirStepStatistics *summary, double us, const TimeForm *form)
{
  g_autofree char *text = NULL;

  if (weir_histogram_get_count (summary->time) > 0)
    text = g_strdup_printf ("%.*f %s", (int) form->decimals, us / form->unit_us, form->unit);
  weir_cli_table_add_cell (table, text != NULL ? text : "", WEIR_CLI_COLOUR_NONE);
}

static void
add_single_figures (WeirCliTable *table, const WeirStepStatistics *summary, const TimeForm *form)
{
  g_autofree char *status = NULL;

  if (weir_step_statistics_get_total (summary) > 0 && summary->last.status > 0)
    status = g_strdup_printf ("%u", summary->last.status);
  weir_cli_table_add_cell (table, status != NULL ? status : "", WEIR_CLI_COLOUR_NONE);
  add_time (table, summary, weir_histogram_get_max (summary->time), form);
}

static void
add_several_figures (WeirCliTable *table, const WeirStepStatistics *summary, const TimeForm *form)
{
  guint64 passed = summary->counts[WEIR_STEP_PASSED];
  guint64 judged = passed + summary->counts[WEIR_STEP_FAILED];
  g_autofree char *share = g_strdup_printf ("%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, passed, judged);

  weir_cli_table_add_cell (table, judged > 0 ? share : "", WEIR_CLI_COLOUR_NONE);
  add_time (table, summary, (gint64) (weir_histogram_get_mean (summary->time) + 0.5), form);
  add_time (table, summary, weir_histogram_get_percentile (summary->time, 50), form);
  add_time (table, summary, weir_histogram_get_percentile (summary->time, 95), form);
  add_time (table, summary, weir_histogram_get_max (summary->time), form);
}

static void
append_note (GString *notes, guint64 count, const char *word)
{
  if (count > 0)
    g_string_append_printf (notes, "%s%" G_GUINT64_FORMAT " %s", notes->len > 0 ? ", " : "", count, word);
}

/* What the outcome's one word leaves out. */
static void
add_notes (WeirCliTable *table, const WeirStepStatistics *summary)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  guint64 total = weir_step_statistics_get_total (summary);

  /* When it was the same for all of them, the outcome's word has said so. */
  if (total > 1 && summary->not_checked < total && summary->counts[WEIR_STEP_SKIPPED] < total &&
      summary->counts[WEIR_STEP_CANCELLED] < total)
    {
      append_note (notes, summary->not_checked, _("not checked"));
      append_note (notes, summary->counts[WEIR_STEP_SKIPPED], _("skipped"));
      append_note (notes, summary->counts[WEIR_STEP_CANCELLED], _("cancelled"));
    }
  else if (total == 1 && summary->last.n_attempts > 1)
    append_note (notes, summary->last.n_attempts, _("attempts"));
  weir_cli_table_add_cell (table, notes->str, WEIR_CLI_COLOUR_NONE);
}

static void
add_step (WeirCliTable *table, WeirStep *step, const WeirStepStatistics *summary, gboolean several,
          const TimeForm *form, const WeirCliStyle *style)
{
  g_autofree char *name = weir_cli_text_clean (weir_step_get_name (step), -1);

  add_outcome (table, summary, weir_step_get_enabled (step), style);
  weir_cli_table_add_cell (table, name, WEIR_CLI_COLOUR_NONE);
  if (several)
    add_several_figures (table, summary, form);
  else
    add_single_figures (table, summary, form);
  add_notes (table, summary);
}

static WeirCliTable *
new_table (gboolean several)
{
  WeirCliTable *table = weir_cli_table_new ();

  weir_cli_table_add_column (table, _("Outcome"), WEIR_CLI_COLUMN_LEFT);
  weir_cli_table_add_column (table, _("Step"), WEIR_CLI_COLUMN_FLEXIBLE);
  if (several)
    {
      weir_cli_table_add_column (table, _("Passed"), WEIR_CLI_COLUMN_RIGHT);
      weir_cli_table_add_column (table, _("Average"), WEIR_CLI_COLUMN_RIGHT);
      weir_cli_table_add_column (table, _("p50"), WEIR_CLI_COLUMN_RIGHT | WEIR_CLI_COLUMN_OPTIONAL);
      weir_cli_table_add_column (table, _("p95"), WEIR_CLI_COLUMN_RIGHT | WEIR_CLI_COLUMN_OPTIONAL);
      weir_cli_table_add_column (table, _("Max"), WEIR_CLI_COLUMN_RIGHT);
    }
  else
    {
      weir_cli_table_add_column (table, _("Status"), WEIR_CLI_COLUMN_RIGHT);
      weir_cli_table_add_column (table, _("Time"), WEIR_CLI_COLUMN_RIGHT);
    }
  weir_cli_table_add_column (table, _("Notes"), WEIR_CLI_COLUMN_FLEXIBLE);
  return table;
}

/* Whether a row belongs into the table: all do, except what a run of one step alone left out. */
static gboolean
is_shown (WeirStep *step, const WeirStepStatistics *summary, const char *only_step)
{
  return only_step == NULL || weir_step_statistics_get_total (summary) > 0 ||
         g_str_equal (weir_step_get_name (step), only_step);
}

static void
append_table (GString *out, WeirFlow *flow, const WeirRunSnapshot *snapshot, const char *only_step,
              const WeirCliStyle *style)
{
  gboolean several = snapshot->n_iterations > 1 || snapshot->n_vus > 1;
  const guint *n_steps = snapshot->n_steps;
  gboolean titled = n_steps[WEIR_FLOW_PART_BEFORE_ALL] + n_steps[WEIR_FLOW_PART_AFTER_ALL] > 0;
  g_autoptr (WeirCliTable) table = new_table (several);
  const TimeForm form = choose_time_form (snapshot);

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      gboolean begun = FALSE;

      for (guint i = 0; i < n_steps[part]; i++)
        {
          WeirStep *step = weir_flow_get_step (flow, part, i);

          if (!is_shown (step, snapshot->steps[part][i], only_step))
            continue;
          if (titled && !begun)
            weir_cli_table_add_heading (table, _(part_titles[part]));
          begun = TRUE;
          add_step (table, step, snapshot->steps[part][i], several, &form, style);
        }
    }
  weir_cli_table_append_to (table, out, style);
}

/* Errors that made no step fail, because nobody said what to expect. */
static void
append_not_checked (GString *out, WeirFlow *flow, const WeirRunSnapshot *snapshot)
{
  if (weir_run_snapshot_count_not_checked (snapshot) == 0)
    return;

  g_string_append (out,
                   _("\nNot checked: answers with a status of 400 or above that no assertion looked at\n"));
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      {
        const WeirStepStatistics *summary = snapshot->steps[part][i];
        WeirStep *step = weir_flow_get_step (flow, part, i);
        g_autofree char *name = weir_cli_text_clean (weir_step_get_name (step), -1);

        if (summary->not_checked == 0)
          continue;
        g_string_append_printf (out, "  %s: %lu", name, (gulong) summary->not_checked);
        if (summary->last.not_checked)
          g_string_append_printf (out, _(", the last was %u"), summary->last.status);
        g_string_append_c (out, '\n');
      }
}

/* Why the figures may be this computer's and not the server's. */
static void
append_quality (GString *out, const WeirRunSnapshot *snapshot, const WeirCliStyle *style)
{
  if (snapshot->quality == NULL || snapshot->quality->level == WEIR_QUALITY_GREEN)
    return;
  g_string_append_c (out, '\n');
  for (guint i = 0; i < snapshot->quality->reasons->len; i++)
    {
      const WeirQualityReason *reason = g_ptr_array_index (snapshot->quality->reasons, i);
      gboolean red = reason->level == WEIR_QUALITY_RED;
      g_autofree char *text
          /* Translators: %s is a whole sentence that says why */
          = g_strdup_printf (red ? _("Run quality red: %s") : _("Run quality amber: %s"), reason->sentence);

      weir_cli_text_append_coloured (out, text, red ? WEIR_CLI_COLOUR_BAD : WEIR_CLI_COLOUR_NOTICE, style);
      g_string_append_c (out, '\n');
    }
}

/* What the program says about the run. That this computer was the bottleneck stands above already. */
static void
append_findings (GString *out, const WeirRunSnapshot *snapshot)
{
  const GPtrArray *findings = snapshot->findings != NULL ? snapshot->findings->findings : NULL;
  guint n = 0;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const WeirFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *sentence = weir_cli_text_clean (finding->sentence, -1);

      if (finding->kind == WEIR_FINDING_GENERATOR)
        continue;
      if (n++ == 0)
        g_string_append (out, _("\nFindings\n"));
      g_string_append_printf (out, "  %s\n", sentence);
    }
}

/* What the figures of this run mean. Of a single pass nobody reads percentiles. */
static void
append_notes (GString *out, const WeirRunSnapshot *snapshot)
{
  const GPtrArray *notes = snapshot->quality != NULL ? snapshot->quality->notes : NULL;

  if (notes == NULL || (snapshot->n_iterations <= 1 && snapshot->n_vus <= 1))
    return;
  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *sentence = weir_cli_text_clean (g_ptr_array_index (notes, i), -1);

      g_string_append_printf (out, _("%sNote: %s\n"), i == 0 ? "\n" : "", sentence);
    }
}

/**
 * weir_cli_result_to_text:
 * @flow: the flow that ran
 * @snapshot: how its run ended
 * @only_step: (nullable): the one step that was asked for; what did not run is then left out
 * @style: where it will be shown
 *
 * Returns: (transfer full): the outcome, the table of steps, findings, and what was not checked; whole
 *   lines
 */
char *
weir_cli_result_to_text (WeirFlow *flow, const WeirRunSnapshot *snapshot, const char *only_step,
                         const WeirCliStyle *style)
{
  GString *out = g_string_new (NULL);

  append_head (out, flow, snapshot, style);
  append_quality (out, snapshot, style);
  g_string_append_c (out, '\n');
  append_table (out, flow, snapshot, only_step, style);
  append_findings (out, snapshot);
  append_notes (out, snapshot);
  append_not_checked (out, flow, snapshot);
  return g_string_free (out, FALSE);
}

/**
 * weir_cli_result_append_warnings:
 * @out: where to append
 * @snapshot: how a run ended
 *
 * Appends the run's different warnings under the number of all of them; nothing when there was none.
 */
void
weir_cli_result_append_warnings (GString *out, const WeirRunSnapshot *snapshot)
{
  guint64 count = 0;

  if (snapshot->warnings == NULL || snapshot->warnings->len == 0)
    return;
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      count += snapshot->steps[part][i]->warnings;

  g_string_append_printf (out, _("\nWarnings (%lu)\n"), (gulong) MAX (count, snapshot->warnings->len));
  for (guint i = 0; i < snapshot->warnings->len; i++)
    {
      g_autofree char *warning = weir_cli_text_clean (g_ptr_array_index (snapshot->warnings, i), -1);

      g_string_append_printf (out, "  %s\n", warning);
    }
}
