/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-words.c: what the list of results says of a pass
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-duration.h"
#include "weir-result-words.h"

/**
 * weir_words_for_pass_name:
 * @key: of a pass
 * @by_vu: whether the passes of the run are told apart by their virtual user, not by their iteration
 *
 * Returns: (transfer full): "Iteration 3", "VU 7", "Before All"
 */
char *
weir_words_for_pass_name (WeirPassKey key, gboolean by_vu)
{
  guint part = weir_pass_key_get_part (key);

  if (part != WEIR_FLOW_PART_STEPS)
    return g_strdup (weir_words_for_part (part));
  if (by_vu)
    return g_strdup_printf (_("VU %u"), weir_pass_key_get_vu (key));
  return g_strdup_printf (_("Iteration %u"), weir_pass_key_get_iteration (key));
}

static char *
count_of (const char *word, guint count, guint all)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u of %u step", "%s, %u of %u steps", all), word,
                          count, all);
}

static char *
count_all (const char *word, guint all)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u step", "%s, %u steps", all), word, all);
}

/**
 * weir_words_for_result_name:
 * @brief: an execution of a step
 * @flow: (nullable): that was run
 * @by_vu: whether the passes of the run are told apart by their virtual user
 *
 * Returns: (transfer full): what a result is called in a list without passes: "Iteration 3 · Sign in"
 */
char *
weir_words_for_result_name (const WeirStepBrief *brief, WeirFlow *flow, gboolean by_vu)
{
  g_autofree char *pass = weir_words_for_pass_name (weir_pass_key_for_brief (brief), by_vu);
  WeirStep *step = flow != NULL ? weir_flow_get_step (flow, brief->part, brief->step) : NULL;

  if (step == NULL)
    return g_strdup_printf (_("%s · step %u"), pass, brief->step + 1);
  return g_strdup_printf ("%s · %s", pass, weir_step_get_name (step));
}

/**
 * weir_words_for_pass_outcome:
 * @pass: what the results of a pass add up to
 * @running: whether more are to come
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): its outcome, mark and words: "✗ failed, 2 of 4 steps"
 */
char *
weir_words_for_pass_outcome (const WeirResultPass *pass, gboolean running, WeirTone *tone)
{
  *tone = WEIR_TONE_QUIET;
  if (pass->n_failed > 0)
    {
      *tone = WEIR_TONE_BAD;
      return count_of (_("✗ failed"), pass->n_failed, pass->n_results);
    }
  if (pass->n_cancelled > 0)
    return count_of (_("■ cancelled"), pass->n_cancelled, pass->n_results);
  if (running)
    return count_all (_("… running"), pass->n_results);
  if (pass->n_not_checked > 0)
    {
      *tone = WEIR_TONE_WARNING;
      return count_of (_("⚠ not checked"), pass->n_not_checked, pass->n_results);
    }
  if (pass->n_passed == 0)
    return count_all (_("– skipped"), pass->n_results);
  *tone = WEIR_TONE_GOOD;
  return count_all (_("✓ passed"), pass->n_results);
}

/**
 * weir_words_for_item_outcome:
 * @item: a row
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): the outcome of its pass or its step
 */
char *
weir_words_for_item_outcome (WeirResultItem *item, WeirTone *tone)
{
  const WeirResultPass *pass = weir_result_item_get_pass (item);

  if (pass != NULL)
    return weir_words_for_pass_outcome (pass, weir_result_item_is_running (item), tone);
  return weir_words_for_brief (weir_result_item_get_brief (item), tone);
}

/**
 * weir_words_for_pass_facts:
 * @item: a row for a pass
 *
 * Returns: (transfer full): whole sentences on it, shown when it is chosen
 */
char *
weir_words_for_pass_facts (WeirResultItem *item)
{
  const WeirResultPass *pass = weir_result_item_get_pass (item);
  g_autofree char *time = weir_duration_to_display (pass->end_us - pass->begin_us);
  WeirTone tone;
  g_autofree char *outcome = weir_words_for_pass_outcome (pass, weir_result_item_is_running (item), &tone);

  return g_strdup_printf (_("%s: %s, %s from its first step to its last answer.\n"
                            "Expand it and choose a step to see its request, response, timings and"
                            " assertions."),
                          weir_result_item_get_name (item), outcome, time);
}

/**
 * weir_words_spoken:
 * @item: a row
 *
 * Returns: (transfer full): the row for a screen reader: "Iteration 3, failed, 2 of 4 steps"
 */
char *
weir_words_spoken (WeirResultItem *item)
{
  WeirTone tone;
  g_autofree char *outcome = NULL;
  const char *words;

  if (weir_result_item_is_unread (item))
    return g_strdup (_("being read"));
  outcome = weir_words_for_item_outcome (item, &tone);
  words = strchr (outcome, ' ');
  return g_strdup_printf ("%s, %s", weir_result_item_get_name (item), words != NULL ? words + 1 : outcome);
}

/**
 * weir_words_for_count:
 * @total: what all listed passes add up to
 * @failed_only: whether failed results only are listed
 *
 * Returns: (transfer full): the line above the list: "12 results · 3 failed · 1 not checked"
 */
char *
weir_words_for_count (const WeirResultPass *total, gboolean failed_only)
{
  GString *text = g_string_new (NULL);

  if (failed_only)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u failed of %u result", "%u failed of %u results",
                                         total->n_results),
                            total->n_failed, total->n_results);
  else
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u result", "%u results", total->n_results),
                            total->n_results);
  if (!failed_only && total->n_failed > 0)
    g_string_append_printf (text, _(" · %u failed"), total->n_failed);
  if (!failed_only && total->n_not_checked > 0)
    g_string_append_printf (text, _(" · %u not checked"), total->n_not_checked);
  return g_string_free (text, FALSE);
}

static char *
name_limit (const WeirSlowLimit *limit, WeirFlow *flow)
{
  WeirStep *step = flow != NULL ? weir_flow_get_step (flow, limit->part, limit->step) : NULL;
  g_autofree char *time = weir_duration_to_display (limit->us);

  if (step == NULL)
    return g_strdup_printf (_("step %u %s"), limit->step + 1, time);
  return g_strdup_printf ("%s %s", weir_step_get_name (step), time);
}

/**
 * weir_words_for_limits:
 * @limits: (element-type WeirSlowLimit): what is slow for which step
 * @part: the part of the only step that is listed, plus 1; 0 when all steps are
 * @step: its index, plus 1; 0 when all steps are
 * @flow: (nullable): that was run
 *
 * Returns: (transfer full): the rule of the list of slow results, with its numbers
 */
char *
weir_words_for_limits (const GArray *limits, int part, int step, WeirFlow *flow)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < limits->len; i++)
    {
      const WeirSlowLimit *limit = &g_array_index (limits, WeirSlowLimit, i);
      g_autofree char *named = NULL;

      if (step > 0 && ((int) limit->part + 1 != part || (int) limit->step + 1 != step))
        continue;
      named = name_limit (limit, flow);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", named);
    }
  if (text->len == 0)
    g_string_assign (text, _("No result has a time, so that none is slow."));
  else
    g_string_prepend (text, _("Slow: over the p95 of its step in this run: "));
  return g_string_free (text, FALSE);
}

/**
 * weir_words_for_matches:
 * @n_shown: how many results are listed
 * @n_failed: how many of them failed
 * @n_all: how many results the run has, as far as is known
 *
 * Returns: (transfer full): the line above a list that is filtered or sorted: "12 of 1000 results · 3 failed"
 */
char *
weir_words_for_matches (guint n_shown, guint n_failed, guint n_all)
{
  GString *text = g_string_new (NULL);

  if (n_shown == n_all)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u result", "%u results", n_all), n_all);
  else
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u of %u result", "%u of %u results", n_all),
                            n_shown, n_all);
  if (n_failed > 0)
    g_string_append_printf (text, _(" · %u failed"), n_failed);
  return g_string_free (text, FALSE);
}
