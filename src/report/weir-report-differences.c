/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-differences.c: comparing options, computers and documents of two runs
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-flow-format.h"
#include "weir-report-differences.h"

static void
difference_free (gpointer data)
{
  WeirReportDifference *difference = data;

  g_free (difference->what);
  g_free (difference->values[0]);
  g_free (difference->values[1]);
  g_free (difference);
}

/* Takes over the values. */
static void
add (GPtrArray *differences, const char *what, char *first, char *second)
{
  WeirReportDifference *difference = g_new0 (WeirReportDifference, 1);

  difference->what = g_strdup (what);
  difference->values[0] = first;
  difference->values[1] = second;
  g_ptr_array_add (differences, difference);
}

/**
 * weir_report_add_difference:
 * @differences: (element-type WeirReportDifference): where it is added
 * @what: what differs, for people
 * @first: (nullable): how it was in the first run; %NULL when @what says it all
 * @second: (nullable): how it was in the second
 */
void
weir_report_add_difference (GPtrArray *differences, const char *what, const char *first, const char *second)
{
  add (differences, what, g_strdup (first), g_strdup (second));
}

static void
compare_texts (GPtrArray *differences, const char *what, const char *first, const char *second,
               const char *none)
{
  if (g_strcmp0 (first, second) != 0)
    add (differences, what, g_strdup (first != NULL ? first : none),
         g_strdup (second != NULL ? second : none));
}

/* What one of them does not know is no difference. */
static void
compare_facts (GPtrArray *differences, const char *what, const char *first, const char *second)
{
  if (first != NULL && second != NULL)
    compare_texts (differences, what, first, second, NULL);
}

static void
compare_numbers (GPtrArray *differences, const char *what, const char *form, guint first, guint second)
{
  if (first == second)
    return;
  add (differences, what, g_strdup_printf ("%u%s", first, form), g_strdup_printf ("%u%s", second, form));
}

static const char *
quality_to_text (guint quality)
{
  switch (quality)
    {
    case 1:
      return _ ("good");
    case 2:
      return _ ("doubtful");
    case 3:
      return _ ("bad");
    default:
      return NULL;
    }
}

static void
compare_options (GPtrArray *differences, const WeirRunInfo *first, const WeirRunInfo *second)
{
  compare_texts (differences, first->is_plan ? _ ("Load plan") : _ ("Flow"), first->name, second->name, "");
  compare_numbers (differences, _ ("Iterations"), "", first->iterations, second->iterations);
  compare_numbers (differences, first->is_plan ? _ ("Clients") : _ ("Parallel VUs"), "", first->parallel,
                   second->parallel);
  compare_numbers (differences, _ ("Delay between steps"), " ms", first->delay_ms, second->delay_ms);
  if (first->stop_on_failure != second->stop_on_failure)
    add (differences, _ ("Stop on failure"), g_strdup (first->stop_on_failure ? _ ("yes") : _ ("no")),
         g_strdup (second->stop_on_failure ? _ ("yes") : _ ("no")));
  compare_texts (differences, _ ("Only the step"), first->only_step, second->only_step, _ ("all steps"));
  compare_texts (differences, _ ("Data file"), first->data_file, second->data_file, _ ("none"));
  compare_numbers (differences, _ ("Rows of the data file"), "", first->data_rows, second->data_rows);
  compare_texts (differences, _ ("Environment"), first->environment, second->environment, _ ("none"));
}

static void
compare_machines (GPtrArray *differences, const WeirRunInfo *first, const WeirRunInfo *second)
{
  compare_facts (differences, _ ("Computer"), first->host, second->host);
  compare_facts (differences, _ ("System"), first->kernel, second->kernel);
  if (first->cores > 0 && second->cores > 0)
    compare_numbers (differences, _ ("Processor cores"), "", first->cores, second->cores);
  compare_facts (differences, _ ("Weir"), first->weir_version, second->weir_version);
  compare_facts (differences, _ ("Quality of the measurement"), quality_to_text (first->quality),
                 quality_to_text (second->quality));
  if (first->partial != second->partial)
    add (differences, _ ("Results"), g_strdup (first->partial ? _ ("not all") : _ ("all")),
         g_strdup (second->partial ? _ ("not all") : _ ("all")));
}

static WeirFlow *
parse (const WeirRunInfo *info)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();

  if (info->document == NULL)
    return NULL;
  return weir_flow_parse (info->document, strlen (info->document), FALSE, problems);
}

/* A step as the only one of a flow: two that are written alike are alike. */
static char *
step_to_text (WeirStep *step)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("step");

  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), step);
  return weir_flow_to_yaml (flow);
}

static char *
variables_to_text (WeirFlow *flow)
{
  g_autoptr (WeirFlow) other = weir_flow_new ("variables");
  GListModel *variables = G_LIST_MODEL (weir_flow_get_variables (flow));

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (GObject) variable = g_list_model_get_item (variables, i);

      g_list_store_append (weir_flow_get_variables (other), variable);
    }
  return weir_flow_to_yaml (other);
}

/* The first step of that name. */
static WeirStep *
find_step (WeirFlow *flow, WeirFlowPart part, const char *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (weir_step_get_name (weir_flow_get_step (flow, part, i)), name))
      return weir_flow_get_step (flow, part, i);
  return NULL;
}

static void
compare_steps (GPtrArray *differences, WeirFlow *first, WeirFlow *second)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (first, part)));

      for (guint i = 0; i < n; i++)
        {
          WeirStep *step = weir_flow_get_step (first, part, i);
          WeirStep *other = find_step (second, part, weir_step_get_name (step));
          g_autofree char *before = other != NULL ? step_to_text (step) : NULL;
          g_autofree char *after = other != NULL ? step_to_text (other) : NULL;

          if (g_strcmp0 (before, after) != 0)
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", weir_step_get_name (step));
        }
    }
  if (names->len > 0)
    {
      /* Translators: %s is a list of names of steps */
      g_autofree char *text = g_strdup_printf (_ ("Edited steps: %s"), names->str);

      add (differences, text, NULL, NULL);
    }
}

static void
compare_documents (GPtrArray *differences, const WeirRunInfo *first, const WeirRunInfo *second)
{
  g_autoptr (WeirFlow) before = parse (first), after = parse (second);
  g_autofree char *old_variables = NULL, *new_variables = NULL;

  if (before == NULL || after == NULL)
    return;
  compare_steps (differences, before, after);
  old_variables = variables_to_text (before);
  new_variables = variables_to_text (after);
  if (!g_str_equal (old_variables, new_variables))
    add (differences, _ ("Edited variables of the flow"), NULL, NULL);
}

/**
 * weir_report_list_differences:
 * @first: a run with its document
 * @second: another
 *
 * Names options, environment, edited steps, computer, version and quality where they differ. Steps that only
 * one of them has are told by the comparison of their figures.
 *
 * Returns: (transfer full) (element-type WeirReportDifference): what differs; empty for nothing
 */
GPtrArray *
weir_report_list_differences (const WeirRunInfo *first, const WeirRunInfo *second)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);

  compare_options (differences, first, second);
  if (first->is_plan && second->is_plan)
    weir_report_add_plan_differences (differences, first, second);
  else
    compare_documents (differences, first, second);
  compare_machines (differences, first, second);
  return differences;
}

/**
 * weir_report_difference_to_text:
 * @difference: a difference
 *
 * Returns: (transfer full): it in one line
 */
char *
weir_report_difference_to_text (const WeirReportDifference *difference)
{
  if (difference->values[0] == NULL)
    return g_strdup (difference->what);
  return g_strdup_printf ("%s: %s → %s", difference->what, difference->values[0], difference->values[1]);
}
