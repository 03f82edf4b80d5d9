/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-sentence.c: how a run ended, in one sentence
 */

#include "config.h"

#include "weir-run-private.h"

#include <glib/gi18n-lib.h>

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
append_cancelled (GString *text, const WeirRunSnapshot *snapshot)
{
  guint cancelled = (guint) weir_run_snapshot_count (snapshot, WEIR_STEP_CANCELLED);

  if (cancelled > 0)
    g_string_append_printf (text, ngettext (", %u cancelled", ", %u cancelled", cancelled), cancelled);
}

static void
append_failed (GString *text, const WeirRunSnapshot *snapshot)
{
  guint failed = (guint) weir_run_snapshot_count (snapshot, WEIR_STEP_FAILED);
  guint judged = failed + (guint) weir_run_snapshot_count (snapshot, WEIR_STEP_PASSED);

  if (count_part (snapshot, WEIR_FLOW_PART_BEFORE_ALL, WEIR_STEP_FAILED) > 0)
    {
      g_string_append (text, _ ("Failed in Before All, so no step was sent"));
      return;
    }
  /* Translators: the second number is the one that decides between "step" and "steps" */
  g_string_append_printf (
      text, ngettext ("Failed, %u of %u step did not pass", "Failed, %u of %u steps did not pass", judged),
      failed, judged);
  append_cancelled (text, snapshot);
}

static void
append_stopped (GString *text, const WeirRunSnapshot *snapshot)
{
  guint passed = (guint) weir_run_snapshot_count (snapshot, WEIR_STEP_PASSED);
  guint failed = (guint) weir_run_snapshot_count (snapshot, WEIR_STEP_FAILED);

  g_string_append (text, _ ("Stopped"));
  if (passed > 0)
    g_string_append_printf (text, ngettext (", %u step passed", ", %u steps passed", passed), passed);
  if (failed > 0)
    g_string_append_printf (text, ngettext (", %u failed", ", %u failed", failed), failed);
  append_cancelled (text, snapshot);
}

static void
append_invalid (GString *text, const WeirRunSnapshot *snapshot)
{
  guint errors = (guint) count_generator_errors (snapshot);

  g_string_append_printf (text,
                          ngettext ("This computer was the bottleneck: it could not send %u request for "
                                    "lack of connections or memory",
                                    "This computer was the bottleneck: it could not send %u requests for "
                                    "lack of connections or memory",
                                    errors),
                          errors);
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
  guint unchecked;

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
    case WEIR_OUTCOME_TERMINATED:
      g_string_append (text, _ ("Terminated by a rule"));
      break;
    case WEIR_OUTCOME_INVALID:
      append_invalid (text, snapshot);
      break;
    case WEIR_OUTCOME_NONE:
    default:
      g_assert_not_reached ();
    }
  unchecked = (guint) weir_run_snapshot_count_not_checked (snapshot);
  if (unchecked > 0)
    g_string_append_printf (text, ngettext (", %u answer not checked", ", %u answers not checked", unchecked),
                            unchecked);
  if (snapshot->unverified)
    g_string_append (text, _ (", TLS verification off"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
