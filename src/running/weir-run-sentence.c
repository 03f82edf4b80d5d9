/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-sentence.c: how a run ended, in one sentence
 */

#include "config.h"

#include "weir-run-private.h"

#include <glib/gi18n-lib.h>

static void
append_count (GString *text, guint64 count, const char *one, const char *many)
{
  if (count == 0)
    return;
  g_string_append (text, ", ");
  g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s", count, count == 1 ? one : many);
}

static guint64
count_part (const WeirRunSnapshot *snapshot, guint part, WeirStepOutcome outcome)
{
  guint64 count = 0;

  for (guint i = 0; i < snapshot->n_steps[part]; i++)
    count += snapshot->steps[part][i]->counts[outcome];
  return count;
}

static guint64
count_generator_errors (const WeirRunSnapshot *snapshot)
{
  guint64 count = 0;

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < snapshot->n_steps[part]; i++)
      count += snapshot->steps[part][i]->generator_errors;
  return count;
}

static void
append_failed (GString *text, const WeirRunSnapshot *snapshot)
{
  guint64 failed = weir_run_snapshot_count (snapshot, WEIR_STEP_FAILED);
  guint64 judged = failed + weir_run_snapshot_count (snapshot, WEIR_STEP_PASSED);

  if (count_part (snapshot, WEIR_FLOW_PART_BEFORE_ALL, WEIR_STEP_FAILED) > 0)
    g_string_append (text, _ ("Failed in Before All, so no step was sent"));
  else
    {
      g_string_append_printf (text,
                              _ ("Failed, %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " steps did not pass"),
                              failed, judged);
      append_count (text, weir_run_snapshot_count (snapshot, WEIR_STEP_CANCELLED), _ ("cancelled"),
                    _ ("cancelled"));
    }
}

static void
append_stopped (GString *text, const WeirRunSnapshot *snapshot)
{
  g_string_append (text, _ ("Stopped"));
  append_count (text, weir_run_snapshot_count (snapshot, WEIR_STEP_PASSED), _ ("step passed"),
                _ ("steps passed"));
  append_count (text, weir_run_snapshot_count (snapshot, WEIR_STEP_FAILED), _ ("failed"), _ ("failed"));
  append_count (text, weir_run_snapshot_count (snapshot, WEIR_STEP_CANCELLED), _ ("cancelled"),
                _ ("cancelled"));
}

/**
 * weir_run_sentence:
 * @snapshot: a run that is over, with its outcome
 * @failure: (nullable): what kept the worker from doing its work
 *
 * Returns: (transfer full): "Passed, 3 answers not checked", without a full stop; @failure as it is
 */
char *
weir_run_sentence (const WeirRunSnapshot *snapshot, const char *failure)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (failure)
    return g_strdup (failure);
  switch (snapshot->outcome)
    {
    case WEIR_OUTCOME_PASSED:
      g_string_append (text, _ ("Passed"));
      break;
    case WEIR_OUTCOME_FAILED:
      append_failed (text, snapshot);
      break;
    case WEIR_OUTCOME_STOPPED:
      append_stopped (text, snapshot);
      break;
    case WEIR_OUTCOME_SKIPPED:
      g_string_append (text, _ ("Skipped, the condition of every step said so"));
      break;
    case WEIR_OUTCOME_INVALID:
      g_string_append_printf (text,
                              _ ("This computer was the bottleneck: it could not send %" G_GUINT64_FORMAT
                                 " requests for lack of "
                                 "connections or memory"),
                              count_generator_errors (snapshot));
      break;
    case WEIR_OUTCOME_TERMINATED:
    case WEIR_OUTCOME_NONE:
    default:
      g_assert_not_reached ();
    }
  append_count (text, weir_run_snapshot_count_not_checked (snapshot), _ ("answer not checked"),
                _ ("answers not checked"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
