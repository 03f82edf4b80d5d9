/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-facts.c: what reports for people say of the rules and warnings of a load plan
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "weir-report-plan.h"

static void
add_job (GPtrArray *sentences, const WeirJobState *job)
{
  /* What decided comes first. */
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < job->rules->len; i++)
      {
        const WeirRuleState *rule = g_ptr_array_index (job->rules, i);

        if (rule->fired == (round == 0))
          g_ptr_array_add (sentences, weir_rule_state_describe (rule, job));
      }
  if (job->reason != NULL)
    g_ptr_array_add (sentences, g_strdup_printf ("%s / %s: %s", job->round, job->iteration, job->reason));
}

static void
add_warnings (GPtrArray *sentences, const WeirReportRun *run)
{
  for (guint i = 0; run->run_warnings != NULL && i < run->run_warnings->len; i++)
    {
      const WeirRunWarning *warning = g_ptr_array_index (run->run_warnings, i);

      g_ptr_array_add (sentences,
                       g_strdup_printf ("%" G_GUINT64_FORMAT " × %s", warning->count, warning->text));
    }
  if (run->info->unverified)
    g_ptr_array_add (sentences, g_strdup (_("TLS verification off")));
  if (run->workers != NULL)
    g_ptr_array_add (sentences, g_strdup (run->workers));
}

GPtrArray *
weir_report_get_plan_sentences (const WeirReportRun *run, gboolean warnings)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  if (run->jobs == NULL)
    return sentences;
  for (guint i = 0; !warnings && i < run->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (run->jobs, i);

      if (job->chosen)
        add_job (sentences, job);
    }
  if (warnings)
    add_warnings (sentences, run);
  return sentences;
}
