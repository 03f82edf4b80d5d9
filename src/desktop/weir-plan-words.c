/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-words.c: how a run of a load plan stands, in the words people read
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-duration.h"
#include "weir-plan-words.h"

static gboolean
is_over (WeirIterationStatus status)
{
  return status >= WEIR_ITERATION_TERMINATED;
}

/* The name of the round that has begun last; (nullable) */
static const char *
find_round (const WeirPlanSnapshot *snapshot)
{
  for (guint i = 0; snapshot->round >= 0 && i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      if (job->round_index == (guint) snapshot->round)
        return job->round;
    }
  return NULL;
}

static char *
words_while_running (const WeirPlanSnapshot *snapshot, WeirTone *tone)
{
  const char *round = find_round (snapshot);

  if (snapshot->unresponsive)
    {
      *tone = WEIR_TONE_WARNING;
      return g_strdup (_("⚠ A worker process does not answer"));
    }
  if (snapshot->stopping || snapshot->phase == WEIR_PLAN_FINISHING)
    return g_strdup (_("Stopping: requests in flight have 5 s"));
  if (weir_plan_snapshot_count (snapshot, WEIR_ITERATION_TERMINATED) +
          weir_plan_snapshot_count (snapshot, WEIR_ITERATION_FAILED) >
      0)
    {
      *tone = WEIR_TONE_BAD;
      return g_strdup (_("✗ Running, an iteration has failed or was ended by a rule"));
    }
  if (snapshot->phase == WEIR_PLAN_STARTING || round == NULL)
    return g_strdup (_("Starting…"));
  return g_strdup_printf (_("Running %s…"), round);
}

/**
 * weir_words_for_plan_run:
 * @snapshot: how a run stands
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): the line above the results
 */
char *
weir_words_for_plan_run (const WeirPlanSnapshot *snapshot, WeirTone *tone)
{
  *tone = WEIR_TONE_QUIET;
  if (snapshot->phase != WEIR_PLAN_DONE)
    return words_while_running (snapshot, tone);
  return weir_words_for_outcome (snapshot->outcome, FALSE, snapshot->summary, tone);
}

/**
 * weir_words_for_plan_progress:
 * @snapshot: how a run stands
 *
 * Returns: (transfer full): how far it is: "iterations done 3/8 · 12.5 s"
 */
char *
weir_words_for_plan_progress (const WeirPlanSnapshot *snapshot)
{
  g_autofree char *elapsed = weir_duration_to_display (snapshot->elapsed_us);
  guint n_jobs = 0;
  guint n_over = 0;

  if (snapshot->phase == WEIR_PLAN_DONE || snapshot->jobs->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      n_jobs += job->chosen;
      n_over += job->chosen && is_over (job->status);
    }
  return g_strdup_printf (_("iterations done %u/%u · %s"), n_over, n_jobs, elapsed);
}

/**
 * weir_words_for_plan_trouble:
 * @snapshot: how a run stands
 *
 * Returns: (transfer full): what a person should know beside outcome and rules, a line each
 */
char *
weir_words_for_plan_trouble (const WeirPlanSnapshot *snapshot)
{
  GString *text = g_string_new (NULL);

  if (snapshot->unresponsive && snapshot->phase != WEIR_PLAN_DONE)
    g_string_append (text, _("⚠ A worker process has not answered for 2 s. Stop Now ends it.\n"));
  if (snapshot->archive_error != NULL)
    g_string_append_printf (text, "⚠ %s\n", snapshot->archive_error);
  for (guint i = 0; i < snapshot->warnings->len; i++)
    {
      const WeirRunWarning *warning = g_ptr_array_index (snapshot->warnings, i);

      if (warning->count > 1)
        {
          g_autofree char *count = weir_words_for_number (warning->count);

          g_string_append_printf (text, "⚠ %s × %s\n", count, warning->text);
        }
      else
        g_string_append_printf (text, "⚠ %s\n", warning->text);
    }
  if (snapshot->more_warnings > 0)
    {
      g_autofree char *count = weir_words_for_number (snapshot->more_warnings);

      g_string_append_printf (text, _("⚠ and %s more warnings\n"), count);
    }
  if (snapshot->unverified)
    g_string_append (text, _("⚠ TLS verification off\n"));
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/**
 * weir_words_for_iteration_status:
 * @status: of an iteration in a round
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): a mark and a word
 */
char *
weir_words_for_iteration_status (WeirIterationStatus status, WeirTone *tone)
{
  static const struct
  {
    const char *words;
    WeirTone tone;
  } all[] = {
    [WEIR_ITERATION_NOT_STARTED] = { N_("○ Not started"), WEIR_TONE_QUIET },
    [WEIR_ITERATION_SCHEDULED] = { N_("○ Waiting for clients"), WEIR_TONE_QUIET },
    [WEIR_ITERATION_ONGOING] = { N_("▶ Running"), WEIR_TONE_QUIET },
    [WEIR_ITERATION_TERMINATED] = { N_("✗ Ended by a rule"), WEIR_TONE_BAD },
    [WEIR_ITERATION_CANCELLED] = { N_("■ Stopped"), WEIR_TONE_QUIET },
    [WEIR_ITERATION_FAILED] = { N_("✗ Failed"), WEIR_TONE_BAD },
    [WEIR_ITERATION_SKIPPED] = { N_("– Skipped"), WEIR_TONE_QUIET },
    [WEIR_ITERATION_SUCCESS] = { N_("✓ Success"), WEIR_TONE_GOOD },
  };
  guint which = MIN ((guint) status, G_N_ELEMENTS (all) - 1);

  *tone = all[which].tone;
  return g_strdup (_(all[which].words));
}

/**
 * weir_words_for_error_rate:
 * @failed: requests
 * @completed: of so many
 *
 * Returns: (transfer full) (nullable): the share in percent; %NULL when there is none
 */
char *
weir_words_for_error_rate (guint64 failed, guint64 completed)
{
  double percent = completed > 0 ? 100.0 * (double) failed / (double) completed : 0;

  if (completed == 0)
    return NULL;
  if (failed == 0)
    return g_strdup ("0 %");
  if (failed >= completed)
    return g_strdup ("100 %");
  if (percent < 0.01)
    return g_strdup_printf ("< %.2f %%", 0.01);
  return g_strdup_printf ("%.2f %%", MIN (percent, 99.99));
}

/**
 * weir_words_for_number:
 * @number: of things
 *
 * Returns: (transfer full): the number with the separators of the locale
 */
char *
weir_words_for_number (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}
