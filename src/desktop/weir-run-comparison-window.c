/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-comparison-window.c: what was different about two runs, and how their figures differ, step by step
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-chart-view.h"
#include "weir-duration.h"
#include "weir-fact-table.h"
#include "weir-flow-charts.h"
#include "weir-past-run.h"
#include "weir-report-differences.h"
#include "weir-run-comparison-window.h"

/* Of load plans there is more to tell. */
#define PLAN_WIDTH 1120
#define PLAN_HEIGHT 560

struct _WeirRunComparisonWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *runs;
  GtkLabel *differences;
  WeirFactTable *steps;
  WeirChartView *bars;
  WeirChartView *percentiles;
  GtkLabel *unmatched;
};

G_DEFINE_FINAL_TYPE (WeirRunComparisonWindow, weir_run_comparison_window, GTK_TYPE_WINDOW)

/**
 * weir_run_pair_read:
 * @archive: where the one is
 * @run_id: a run
 * @other_archive: where the other one is
 * @other_id: another run
 * @error: return location for a #WeirArchiveError, or a #WeirReportError when they are of different kinds
 *
 * For the reader's thread.
 *
 * Returns: (transfer full) (nullable): both, the earlier one first
 */
WeirRunPair *
weir_run_pair_read (WeirArchive *archive, gint64 run_id, WeirArchive *other_archive, gint64 other_id,
                    GError **error)
{
  g_autoptr (WeirRunPair) self = g_new0 (WeirRunPair, 1);

  self->runs[0] = weir_compared_run_read (archive, run_id, error);
  if (self->runs[0] == NULL)
    return NULL;
  self->runs[1] = weir_compared_run_read (other_archive, other_id, error);
  if (self->runs[1] == NULL || !weir_compared_run_check (self->runs[0], self->runs[1], error))
    return NULL;
  if (self->runs[0]->info->started_at > self->runs[1]->info->started_at)
    {
      WeirComparedRun *later = self->runs[0];

      self->runs[0] = self->runs[1];
      self->runs[1] = later;
    }
  self->comparison = weir_run_comparison_new (self->runs[0]->statistics, self->runs[1]->statistics);
  return g_steal_pointer (&self);
}

/**
 * weir_run_pair_free:
 * @self: (transfer full) (nullable): two runs
 */
void
weir_run_pair_free (WeirRunPair *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->runs[i], weir_compared_run_free);
  g_clear_pointer (&self->comparison, weir_run_comparison_free);
  g_free (self);
}

static void
weir_run_comparison_window_class_init (WeirRunComparisonWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WEIR_TYPE_FACT_TABLE);
  g_type_ensure (WEIR_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-run-comparison-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirRunComparisonWindow, runs);
  gtk_widget_class_bind_template_child (widget_class, WeirRunComparisonWindow, differences);
  gtk_widget_class_bind_template_child (widget_class, WeirRunComparisonWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, WeirRunComparisonWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, WeirRunComparisonWindow, percentiles);
  gtk_widget_class_bind_template_child (widget_class, WeirRunComparisonWindow, unmatched);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_run_comparison_window_init (WeirRunComparisonWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_plan (const WeirRunPair *pair)
{
  return pair->runs[0]->info->is_plan;
}

static char *
name_run (const WeirRunInfo *info)
{
  g_autofree char *time = weir_past_run_describe_time (info->started_at);

  return g_strdup_printf ("%s · %s", info->title != NULL ? info->title : info->name, time);
}

static void
show_differences (WeirRunComparisonWindow *self, const WeirRunPair *pair)
{
  g_autoptr (GPtrArray) all = weir_compared_run_list_differences (pair->runs[0], pair->runs[1]);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *line = weir_report_difference_to_text (g_ptr_array_index (all, i));

      g_string_append_printf (text, "%s● %s", i > 0 ? "\n" : "", line);
    }
  if (all->len == 0)
    g_string_append (text, is_plan (pair) ? _("Plan, environment and computer were the same.")
                                          : _("Options, steps and computer were the same."));
  gtk_label_set_text (self->differences, text->str);
  g_string_free (text, TRUE);
}

/* "41 ms → 95 ms, +132 %" */
static char *
describe_time (const WeirFigureChange *change, WeirComparedFigure figure)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (!change->known)
    return g_strdup ("–");
  first = weir_duration_to_display ((gint64) change->values[0]);
  second = weir_duration_to_display ((gint64) change->values[1]);
  if (change->noise)
    return g_strdup_printf (change->few ? _("%s → %s, too few results to tell") : _("%s → %s, within noise"),
                            first, second);
  return g_strdup_printf ("%s → %s, %+.0f %%", first, second,
                          100 * weir_figure_change_get_delta (change, figure));
}

static char *
describe_failures (const WeirFigureChange *change)
{
  if (!change->known)
    return g_strdup ("–");
  if (change->few)
    return g_strdup_printf (_("%.1f %% → %.1f %%, too few results to tell"), 100 * change->values[0],
                            100 * change->values[1]);
  return g_strdup_printf (change->noise && change->values[0] != change->values[1]
                              ? _("%.1f %% → %.1f %%, within noise")
                              : "%.1f %% → %.1f %%",
                          100 * change->values[0], 100 * change->values[1]);
}

/* Worse and better are told in words, too. */
static const char *
judge (const WeirStepComparison *step, gboolean with_p99, WeirTone *tone)
{
  gboolean better = FALSE;
  gboolean few = TRUE;

  for (guint figure = 0; figure < WEIR_N_COMPARED_FIGURES; figure++)
    {
      const WeirFigureChange *change = &step->figures[figure];

      if (figure == WEIR_COMPARED_P99 && !with_p99)
        continue;
      if (weir_figure_change_is_worse (change, figure, 0))
        {
          *tone = WEIR_TONE_BAD;
          return _("▲ worse");
        }
      few = few && (change->few || !change->known);
      better = better || (change->known && !change->noise
                          && weir_figure_change_get_delta (change, figure) < 0);
    }
  *tone = better ? WEIR_TONE_GOOD : WEIR_TONE_QUIET;
  if (few && !better)
    return _("? too few results");
  return better ? _("▼ better") : _("≈ no clear change");
}

static void
show_steps (WeirRunComparisonWindow *self, const WeirRunPair *pair)
{
  const char *const titles[] = { "", _("Step"), _("p50"), _("p95"), _("Failures"), NULL };

  weir_fact_table_begin (self->steps, titles, _("The two runs have no step in common."));
  for (guint i = 0; i < pair->comparison->steps->len; i++)
    {
      const WeirStepComparison *step = g_ptr_array_index (pair->comparison->steps, i);
      WeirTone tone;
      const char *verdict = judge (step, FALSE, &tone);
      g_autofree char *p50 = describe_time (&step->figures[WEIR_COMPARED_P50], WEIR_COMPARED_P50);
      g_autofree char *p95 = describe_time (&step->figures[WEIR_COMPARED_P95], WEIR_COMPARED_P95);
      g_autofree char *failures = describe_failures (&step->figures[WEIR_COMPARED_FAILURE_RATE]);
      const char *const texts[] = { verdict, step->runs[0]->name != NULL ? step->runs[0]->name : "", p50, p95,
                                    failures, NULL };

      weir_fact_table_add (self->steps, tone, texts);
    }
}

/* "1200 → 1344, +12.0 %" */
static char *
describe_fact (const WeirRunPair *pair, const WeirStepComparison *step, WeirComparedFact fact)
{
  g_autofree char *first = weir_compared_run_get_fact (pair->runs[0], step->runs[0], fact);
  g_autofree char *second = weir_compared_run_get_fact (pair->runs[1], step->runs[1], fact);
  g_autofree char *change = weir_compared_run_get_change (pair->runs[0], pair->runs[1], step, fact);

  if (g_str_equal (first, second))
    return g_steal_pointer (&first);
  return g_strdup_printf (*change != '\0' ? "%s → %s, %s" : "%s → %s", first, second, change);
}

static void
show_iterations (WeirRunComparisonWindow *self, const WeirRunPair *pair)
{
  const char *const titles[] = { "",           _("Plan iteration"), _("Requests"), _("Per second"),
                                 _("Failures"), _("p50"),           _("p95"),      _("p99"),
                                 _("Max"),      _("Status"),        NULL };

  weir_fact_table_begin (self->steps, titles, _("The two runs have no plan iteration in common."));
  for (guint i = 0; i < pair->comparison->steps->len; i++)
    {
      const WeirStepComparison *step = g_ptr_array_index (pair->comparison->steps, i);
      WeirTone tone;
      const char *verdict = judge (step, TRUE, &tone);
      g_autofree char *requests = describe_fact (pair, step, WEIR_COMPARED_REQUESTS);
      g_autofree char *rate = describe_fact (pair, step, WEIR_COMPARED_PER_SECOND);
      g_autofree char *failures = describe_failures (&step->figures[WEIR_COMPARED_FAILURE_RATE]);
      g_autofree char *p50 = describe_time (&step->figures[WEIR_COMPARED_P50], WEIR_COMPARED_P50);
      g_autofree char *p95 = describe_time (&step->figures[WEIR_COMPARED_P95], WEIR_COMPARED_P95);
      g_autofree char *p99 = describe_time (&step->figures[WEIR_COMPARED_P99], WEIR_COMPARED_P99);
      g_autofree char *longest = describe_fact (pair, step, WEIR_COMPARED_MAX);
      g_autofree char *status = describe_fact (pair, step, WEIR_COMPARED_STATUS);
      const char *const texts[] = { verdict, step->runs[0]->name, requests, rate,   failures, p50,
                                    p95,     p99,                 longest,  status, NULL };

      weir_fact_table_add (self->steps, tone, texts);
    }
}

static char *
describe_unmatched (const char *name, guint run, gboolean plan)
{
  if (plan)
    return g_strdup_printf (run == 0 ? _("Only the earlier run has the plan iteration %s.")
                                     : _("Only the later run has the plan iteration %s."),
                            name);
  return g_strdup_printf (run == 0 ? _("Only the earlier run has the step %s.")
                                   : _("Only the later run has the step %s."),
                          name);
}

static void
show_unmatched (WeirRunComparisonWindow *self, const WeirRunPair *pair)
{
  GString *text = g_string_new (NULL);

  for (guint run = 0; run < 2; run++)
    for (guint i = 0; i < pair->comparison->only[run]->len; i++)
      {
        const WeirStepStatistics *step = g_ptr_array_index (pair->comparison->only[run], i);
        g_autofree char *line
            = describe_unmatched (step->name != NULL ? step->name : "", run, is_plan (pair));

        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
      }
  gtk_label_set_text (self->unmatched, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->unmatched), text->len > 0);
  g_string_free (text, TRUE);
}

/**
 * weir_run_comparison_window_new:
 * @parent: the window it belongs to
 * @pair: two runs
 *
 * Returns: (transfer none): what was different about them, and their figures, step by step; not shown yet
 */
WeirRunComparisonWindow *
weir_run_comparison_window_new (GtkWindow *parent, const WeirRunPair *pair)
{
  WeirRunComparisonWindow *self = g_object_new (WEIR_TYPE_RUN_COMPARISON_WINDOW, "transient-for", parent,
                                                "destroy-with-parent", TRUE, NULL);
  g_autofree char *first = name_run (pair->runs[0]->info);
  g_autofree char *second = name_run (pair->runs[1]->info);
  const char *const names[2] = { first, second };
  WeirChartOf of = is_plan (pair) ? WEIR_CHART_OF_PLAN : WEIR_CHART_OF_FLOW;
  g_autofree char *runs = g_strdup_printf ("%s → %s", first, second);

  gtk_label_set_text (self->runs, runs);
  show_differences (self, pair);
  if (is_plan (pair))
    {
      gtk_window_set_default_size (GTK_WINDOW (self), PLAN_WIDTH, PLAN_HEIGHT);
      show_iterations (self, pair);
    }
  else
    show_steps (self, pair);
  show_unmatched (self, pair);
  weir_chart_view_take_chart (self->bars, weir_chart_new_comparison (pair->comparison, names, of));
  weir_chart_view_take_chart (self->percentiles, weir_chart_new_percentiles (pair->comparison, names, of));
  return self;
}
