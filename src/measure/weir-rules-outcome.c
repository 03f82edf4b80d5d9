/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rules-outcome.c: rules about how steps ended: failing now and then, from a pass on, other statuses
 */

#include "config.h"

#include <math.h>

#include "weir-finding-private.h"

#include <glib/gi18n-lib.h>

/**
 * weir_rule_intermittent_failure:
 *
 * A step that failed in f of the n passes in which it passed or failed, 0 < f < n, n ≥ 3. Counted over all
 * passes, not only the chosen ones. Where failures begin at one pass (weir_rule_failures_begin()), that says
 * it better, and this rule is not asked.
 *
 * Returns: whether it fired
 */
gboolean
weir_rule_intermittent_failure (const WeirRunSeries *series, guint step, WeirFindings *out)
{
  const WeirSeriesStep *of = &series->steps[step];
  g_autofree char *passes = NULL;
  WeirFinding *finding;

  if (of->n_run < NEEDS_FAILURE || of->failed.count == 0 || of->failed.count >= of->n_run)
    return FALSE;
  finding = weir_findings_add (out, WEIR_FINDING_INTERMITTENT_FAILURE, series, (int) step);
  weir_finding_set_event (finding, &of->failed);
  passes = weir_finding_list_passes (finding->passes, finding->n_passes);
  /* Translators: %1$s is a step, %4$s numbers of iterations: "“Pay” failed in 3 of 50 iterations: 4, 17, 33."
   * */
  finding->sentence
      = g_strdup_printf (_ ("“%1$s” failed in %2$lu of %3$lu iterations: %4$s."), series->names[step],
                         (gulong) of->failed.count, (gulong) of->n_run, passes);
  weir_finding_add_number (finding, "failed", (double) of->failed.count, "iterations");
  weir_finding_add_number (finding, "ran", (double) of->n_run, "iterations");
  return TRUE;
}

static void
append_class (GString *text, const WeirSeriesStep *of, guint class, const char *passes)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  if (class > 0)
    g_string_append_printf (text, _ ("%uxx in %lu"), class, (gulong) of->classes[class].count);
  else
    g_string_append_printf (text, _ ("nothing in %lu"), (gulong) of->classes[0].count);
  if (passes != NULL)
    g_string_append_printf (text, " (%s)", passes);
}

/**
 * weir_rule_status_changed:
 *
 * A step that answered different status classes (2xx, 4xx …; no answer is one of its own) in different
 * passes, whatever its assertions say. Counted over all passes; names those of every class but the most
 * frequent.
 *
 * Returns: whether it fired
 */
gboolean
weir_rule_status_changed (const WeirRunSeries *series, guint step, WeirFindings *out)
{
  const WeirSeriesStep *of = &series->steps[step];
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_classes = 0, usual = 0;
  WeirFinding *finding;

  for (guint class = 0; class < G_N_ELEMENTS (of->classes); class ++)
    {
      n_classes += of->classes[class].count > 0;
      if (of->classes[class].count > of->classes[usual].count)
        usual = class;
    }
  if (n_classes < 2)
    return FALSE;
  finding = weir_findings_add (out, WEIR_FINDING_STATUS_CHANGED, series, (int) step);
  append_class (text, of, usual, NULL);
  for (guint class = 0; class < G_N_ELEMENTS (of->classes); class ++)
    {
      g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree char *passes = NULL;

      if (class == usual || of->classes[class].count == 0)
        continue;
      g_array_append_vals (named, of->classes[class].named, of->classes[class].n_named);
      g_array_append_vals (finding->passes, named->data, named->len);
      finding->n_passes += of->classes[class].count;
      passes = weir_finding_list_passes (named, of->classes[class].count);
      append_class (text, of, class, passes);
    }
  /* Translators: %1$s is a step, %2$s a list like "2xx in 47, 5xx in 3 (4, 17, 33)" */
  finding->sentence = g_strdup_printf (_ ("“%1$s” changed what it answers, by iterations: %2$s."),
                                       series->names[step], text->str);
  weir_finding_add_number (finding, "classes", n_classes, "count");
  return TRUE;
}

/* How often so many passes in a row go well by chance, when each fails with the frequency seen later. */
#define BY_CHANCE 0.05

/**
 * weir_rule_failures_begin:
 *
 * No failure before pass k, a share r ≥ 50 % of failures from k on, at least 3 of them. So that a step that
 * always was flaky is not said to have begun to be: b passes before k would all have gone well by chance with
 * (1 − r)^b, which must be below 5 % (with r = 1 one pass is enough, with r = 0.5 five are needed).
 *
 * Returns: whether it fired
 */
gboolean
weir_rule_failures_begin (const WeirRunSeries *series, guint step, WeirFindings *out)
{
  const WeirSeriesStep *of = &series->steps[step];
  guint first = of->failed.n_named > 0 ? of->failed.named[0] : 0;
  guint64 before = 0, after;
  WeirFinding *finding;
  double share;

  if (of->failed.count < 3 || first < 2)
    return FALSE;
  before = MIN (first - 1, of->n_run - of->failed.count);
  after = of->n_run - before;
  share = (double) of->failed.count / (double) after;
  if (before == 0 || share < 0.5 || pow (1.0 - share, (double) before) >= BY_CHANCE)
    return FALSE;
  finding = weir_findings_add (out, WEIR_FINDING_FAILURES_BEGIN, series, (int) step);
  weir_finding_set_event (finding, &of->failed);
  finding->sentence = g_strdup_printf (
      _ ("“%1$s” never failed before iteration %2$u, and in %3$lu of %4$lu iterations from there on."),
      series->names[step], first, (gulong) of->failed.count, (gulong) after);
  weir_finding_add_number (finding, "begin", first, "iteration");
  weir_finding_add_number (finding, "before", (double) before, "iterations");
  weir_finding_add_number (finding, "failed", (double) of->failed.count, "iterations");
  weir_finding_add_number (finding, "ran", (double) after, "iterations");
  return TRUE;
}
