/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-words.c: outcomes, times and progress in the words people read
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-duration.h"
#include "weir-words.h"

/**
 * weir_tone_get_css_class:
 * @tone: a tone
 *
 * Returns: the style class of data/style.css for it
 */
const char *
weir_tone_get_css_class (WeirTone tone)
{
  switch (tone)
    {
    case WEIR_TONE_GOOD:
      return "tone-good";
    case WEIR_TONE_BAD:
      return "tone-bad";
    case WEIR_TONE_WARNING:
      return "tone-warning";
    case WEIR_TONE_QUIET:
    default:
      return "tone-quiet";
    }
}

/**
 * weir_words_for_brief:
 * @brief: one execution of a step
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): its outcome for a list, mark and word: "✓ passed"
 */
char *
weir_words_for_brief (const WeirStepBrief *brief, WeirTone *tone)
{
  switch (brief->outcome)
    {
    case WEIR_STEP_PASSED:
      *tone = brief->not_checked ? WEIR_TONE_WARNING : WEIR_TONE_GOOD;
      return g_strdup (brief->not_checked ? _("⚠ not checked") : _("✓ passed"));
    case WEIR_STEP_FAILED:
      *tone = WEIR_TONE_BAD;
      return g_strdup (_("✗ failed"));
    case WEIR_STEP_SKIPPED:
      *tone = WEIR_TONE_QUIET;
      return g_strdup (_("– skipped"));
    case WEIR_STEP_CANCELLED:
    default:
      *tone = WEIR_TONE_QUIET;
      return g_strdup (_("■ cancelled"));
    }
}

/* What a single execution reads like in the step list; @time is "" when there is none. */
static char *
words_for_single (const WeirStepBrief *brief, const char *time, WeirTone *tone, char **spoken)
{
  if (brief->outcome == WEIR_STEP_PASSED && brief->not_checked)
    {
      *tone = WEIR_TONE_WARNING;
      *spoken = g_strdup_printf (_("answered %u, not checked, %s"), brief->status, time);
      return g_strdup_printf (_("⚠ %u not checked %s"), brief->status, time);
    }
  if (brief->outcome == WEIR_STEP_PASSED || brief->outcome == WEIR_STEP_FAILED)
    {
      gboolean passed = brief->outcome == WEIR_STEP_PASSED;
      const char *mark = passed ? "✓" : "✗";
      const char *word = passed ? _("passed") : _("failed");

      *tone = passed ? WEIR_TONE_GOOD : WEIR_TONE_BAD;
      *spoken = *time != '\0' ? g_strdup_printf ("%s, %s", word, time) : g_strdup (word);
      if (*time != '\0')
        return g_strdup_printf ("%s %s", mark, time);
      return g_strdup_printf ("%s %s", mark, word);
    }
  *tone = WEIR_TONE_QUIET;
  *spoken = g_strdup (brief->outcome == WEIR_STEP_SKIPPED ? _("skipped") : _("cancelled"));
  return g_strdup (*spoken);
}

static char *
words_for_several (const WeirStepStatistics *summary, WeirTone *tone, char **spoken)
{
  guint64 failed = summary->counts[WEIR_STEP_FAILED];
  guint64 counted = failed + summary->counts[WEIR_STEP_PASSED];
  g_autofree char *counted_text = g_strdup_printf ("%" G_GUINT64_FORMAT, counted);
  g_autofree char *failed_text = g_strdup_printf ("%" G_GUINT64_FORMAT, failed);
  g_autofree char *unchecked_text = g_strdup_printf ("%" G_GUINT64_FORMAT, summary->not_checked);
  g_autofree char *median = weir_duration_to_display (weir_histogram_get_percentile (summary->time, 50));
  g_autofree char *tail =
      weir_histogram_get_count (summary->time) > 0 ? g_strdup_printf (_(" · p50 %s"), median) : g_strdup ("");

  if (counted == 0)
    {
      *tone = WEIR_TONE_QUIET;
      *spoken = g_strdup (summary->counts[WEIR_STEP_SKIPPED] > 0 ? _("skipped") : _("cancelled"));
      return g_strdup (*spoken);
    }
  if (failed > 0)
    {
      *tone = WEIR_TONE_BAD;
      *spoken = g_strdup_printf (_("%s of %s failed%s"), failed_text, counted_text, tail);
      return g_strdup_printf ("✗ %s/%s%s", failed_text, counted_text, tail);
    }
  if (summary->not_checked > 0)
    {
      *tone = WEIR_TONE_WARNING;
      *spoken = g_strdup_printf (_("%s of %s not checked%s"), unchecked_text, counted_text, tail);
      return g_strdup_printf (_("⚠ %s/%s not checked"), unchecked_text, counted_text);
    }
  *tone = WEIR_TONE_GOOD;
  *spoken = g_strdup_printf (_("all %s passed%s"), counted_text, tail);
  return g_strdup_printf ("✓ %s%s", counted_text, tail);
}

/**
 * weir_words_for_summary:
 * @summary: (nullable): what all executions of a step add up to
 * @running: how many executions are under way
 * @enabled: whether the step is
 * @tone: (out): how good it is
 * @spoken: (out) (transfer full): the same for a screen reader, without marks; "" when there is nothing
 *   to say
 *
 * Returns: (transfer full): the outcome in the step list: "✓ 41 ms", "✗ 1/50 · p50 41 ms", "skipped"
 */
char *
weir_words_for_summary (const WeirStepStatistics *summary, guint running, gboolean enabled,
                        WeirTone *tone, char **spoken)
{
  guint64 total = summary != NULL ? weir_step_statistics_get_total (summary) : 0;

  *tone = WEIR_TONE_QUIET;
  if (total == 0)
    {
      *spoken = g_strdup (!enabled ? _("disabled") : running > 0 ? _("running") : "");
      return g_strdup (!enabled ? _("disabled") : "");
    }
  if (total == 1)
    {
      g_autofree char *time = weir_words_for_time (&summary->last);

      return words_for_single (&summary->last, time, tone, spoken);
    }
  return words_for_several (summary, tone, spoken);
}

static const char *
words_for_error (WeirErrorKind kind)
{
  switch (kind)
    {
    case WEIR_ERROR_KIND_DNS:
      return _("unknown host");
    case WEIR_ERROR_KIND_CONNECT:
      return _("no connection");
    case WEIR_ERROR_KIND_TLS:
      return _("TLS error");
    case WEIR_ERROR_KIND_TIMEOUT:
      return _("timeout");
    case WEIR_ERROR_KIND_RESET:
      return _("reset");
    case WEIR_ERROR_KIND_PROTOCOL:
      return _("malformed");
    case WEIR_ERROR_KIND_TOO_LARGE:
      return _("too large");
    case WEIR_ERROR_KIND_NONE:
    default:
      return _("no answer");
    }
}

/**
 * weir_words_for_status:
 * @brief: one execution of a step
 *
 * Returns: (transfer full): "200", else why there is no status ("timeout"), "" for a step without request
 */
char *
weir_words_for_status (const WeirStepBrief *brief)
{
  if (brief->status != 0)
    return g_strdup_printf ("%u", brief->status);
  if (!brief->has_exchange)
    return g_strdup (brief->outcome == WEIR_STEP_FAILED ? _("not sent") : "");
  if (brief->exchange == WEIR_EXCHANGE_CANCELLED)
    return g_strdup (_("cancelled"));
  if (brief->exchange == WEIR_EXCHANGE_GENERATOR)
    return g_strdup (_("this computer"));
  return g_strdup (words_for_error (brief->error_kind));
}

/**
 * weir_words_for_time:
 * @brief: one execution of a step
 *
 * Returns: (transfer full): "41 ms", or "" when no request was on the wire
 */
char *
weir_words_for_time (const WeirStepBrief *brief)
{
  return brief->has_exchange ? weir_duration_to_display (brief->time_us) : g_strdup ("");
}

/**
 * weir_words_for_part:
 * @part: one of the three lists of a flow
 *
 * Returns: its heading
 */
const char *
weir_words_for_part (WeirFlowPart part)
{
  switch (part)
    {
    case WEIR_FLOW_PART_BEFORE_ALL:
      return _("Before All");
    case WEIR_FLOW_PART_AFTER_ALL:
      return _("After All");
    case WEIR_FLOW_PART_STEPS:
    default:
      return _("Steps");
    }
}

/**
 * weir_words_for_method:
 * @step: a step
 *
 * Returns: (transfer full): what its badge says: the method, or SET or WAIT for a step without request
 */
char *
weir_words_for_method (WeirStep *step)
{
  WeirRequest *request = weir_step_get_request (step);

  if (request != NULL)
    return g_strdup (weir_request_get_method (request));
  return g_strdup (weir_step_get_wait_us (step) >= 0 ? _("WAIT") : _("SET"));
}

/**
 * weir_words_beside_method:
 * @step: a step
 * @method: what its badge says
 *
 * Returns: (transfer none): its name, without the method that it begins with: the badge says that
 */
const char *
weir_words_beside_method (WeirStep *step, const char *method)
{
  const char *name = weir_step_get_name (step);
  gsize length = strlen (method);

  if (g_str_has_prefix (name, method) && name[length] == ' ' && name[length + 1] != '\0')
    return name + length + 1;
  return name;
}

static guint64
count_steps_done (const WeirRunSnapshot *snapshot)
{
  guint64 done = 0;

  for (guint i = 0; i < snapshot->n_steps[WEIR_FLOW_PART_STEPS]; i++)
    done += weir_step_statistics_get_total (snapshot->steps[WEIR_FLOW_PART_STEPS][i]);
  return done;
}

static guint64
count_steps_planned (const WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  return (guint64) MAX (snapshot->n_iterations, 1) * MAX (snapshot->n_vus, 1) *
         weir_flow_count_enabled (flow, WEIR_FLOW_PART_STEPS);
}

/* "step 3/4": the place among the enabled steps, because disabled ones are never begun. */
static char *
words_for_step (const WeirRunSnapshot *snapshot, WeirFlow *flow, WeirFlowPart part)
{
  guint place = 0;

  for (guint i = 0; i <= snapshot->step && i < snapshot->n_steps[part]; i++)
    {
      WeirStep *step = weir_flow_get_step (flow, part, i);

      if (step != NULL && weir_step_get_enabled (step))
        place++;
    }
  return g_strdup_printf (_("step %u/%u"), MAX (place, 1), weir_flow_count_enabled (flow, part));
}

static char *
words_for_running (const WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  g_autofree char *step = NULL;

  if (snapshot->n_vus > 1)
    {
      g_autofree char *done = g_strdup_printf ("%" G_GUINT64_FORMAT, count_steps_done (snapshot));
      g_autofree char *planned = g_strdup_printf ("%" G_GUINT64_FORMAT, count_steps_planned (snapshot, flow));

      return g_strdup_printf (_("VUs done %u/%u · steps %s/%s"), snapshot->vus_done, snapshot->n_vus, done,
                              planned);
    }
  step = words_for_step (snapshot, flow, WEIR_FLOW_PART_STEPS);
  if (snapshot->n_iterations > 1)
    return g_strdup_printf (_("iteration %u/%u · %s"), MAX (snapshot->iteration, 1), snapshot->n_iterations,
                            step);
  return g_steal_pointer (&step);
}

/**
 * weir_words_for_progress:
 * @snapshot: how a run stands
 * @flow: the flow it runs
 *
 * Returns: (transfer full): "iteration 2/5 · step 3/4", "VUs done 7/10 · steps 31/40",
 *   "Finishing: After All · step 1/2"; "" when the run is done
 */
char *
weir_words_for_progress (const WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  g_autofree char *step = NULL;

  if (snapshot->phase != WEIR_RUN_DONE && snapshot->unresponsive)
    return g_strdup (_("The worker process does not answer"));
  if (snapshot->stopping && snapshot->phase < WEIR_RUN_FINISHING)
    return g_strdup (_("Finishing…"));
  switch (snapshot->phase)
    {
    case WEIR_RUN_STARTING:
      return g_strdup (_("Starting…"));
    case WEIR_RUN_BEFORE_ALL:
      step = words_for_step (snapshot, flow, WEIR_FLOW_PART_BEFORE_ALL);
      return g_strdup_printf (_("Before All · %s"), step);
    case WEIR_RUN_RUNNING:
      return words_for_running (snapshot, flow);
    case WEIR_RUN_FINISHING:
      if (snapshot->part != WEIR_FLOW_PART_AFTER_ALL)
        return g_strdup (_("Finishing…"));
      step = words_for_step (snapshot, flow, WEIR_FLOW_PART_AFTER_ALL);
      return g_strdup_printf (_("Finishing: After All · %s"), step);
    case WEIR_RUN_DONE:
    default:
      return g_strdup ("");
    }
}

/**
 * weir_words_get_fraction:
 * @snapshot: how a run stands
 * @flow: the flow it runs
 *
 * Returns: how much of the run is done, 0 to 1, by steps
 */
double
weir_words_get_fraction (const WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  guint64 planned = count_steps_planned (snapshot, flow);

  if (snapshot->phase == WEIR_RUN_DONE || snapshot->phase == WEIR_RUN_FINISHING)
    return 1;
  return planned == 0 ? 0 : MIN ((double) count_steps_done (snapshot) / (double) planned, 1);
}

/**
 * weir_words_for_outcome:
 * @outcome: of a run that is over
 * @doubtful: whether it passed with a reservation
 * @summary: (nullable): the outcome as a sentence
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): mark and sentence: "✓ Passed"
 */
char *
weir_words_for_outcome (WeirOutcome outcome, gboolean doubtful, const char *summary, WeirTone *tone)
{
  const char *mark = "";

  *tone = WEIR_TONE_QUIET;
  switch (outcome)
    {
    case WEIR_OUTCOME_PASSED:
      *tone = doubtful ? WEIR_TONE_WARNING : WEIR_TONE_GOOD;
      mark = doubtful ? "⚠ " : "✓ ";
      break;
    case WEIR_OUTCOME_FAILED:
    case WEIR_OUTCOME_INVALID:
    case WEIR_OUTCOME_TERMINATED:
      *tone = WEIR_TONE_BAD;
      mark = "✗ ";
      break;
    case WEIR_OUTCOME_STOPPED:
      mark = "■ ";
      break;
    case WEIR_OUTCOME_NONE:
    case WEIR_OUTCOME_SKIPPED:
    default:
      break;
    }
  return g_strconcat (mark, summary != NULL ? summary : _("Done"), NULL);
}

/**
 * weir_words_for_run:
 * @snapshot: how a run stands
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): the line above the results: "✓ Passed", "Running…"
 */
char *
weir_words_for_run (const WeirRunSnapshot *snapshot, WeirTone *tone)
{
  *tone = WEIR_TONE_QUIET;
  if (snapshot->phase != WEIR_RUN_DONE)
    {
      if (weir_run_snapshot_count (snapshot, WEIR_STEP_FAILED) > 0)
        {
          *tone = WEIR_TONE_BAD;
          return g_strdup (_("✗ Running, a step has failed"));
        }
      return g_strdup (_("Running…"));
    }
  return weir_words_for_outcome (snapshot->outcome, weir_run_snapshot_count_not_checked (snapshot) > 0,
                                 snapshot->summary, tone);
}
