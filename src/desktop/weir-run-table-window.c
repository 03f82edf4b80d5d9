/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-table-window.c: three runs or more side by side, a column for each
 *
 * The first column is the reference: the baseline if it is among them, else the earliest.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-duration.h"
#include "weir-fact-table.h"
#include "weir-finding.h"
#include "weir-past-run.h"
#include "weir-report-differences.h"
#include "weir-run-data.h"
#include "weir-run-table-window.h"

/* The words in front, and a column for each run. */
#define N_COLUMNS (1 + WEIR_RUN_TABLE_MOST)

struct _WeirRunTableWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *differences;
  WeirFactTable *table;
  GtkLabel *unmatched;
};

G_DEFINE_FINAL_TYPE (WeirRunTableWindow, weir_run_table_window, GTK_TYPE_WINDOW)

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const WeirRunInfo *first = (*(const WeirComparedRun *const *) a)->info;
  const WeirRunInfo *second = (*(const WeirComparedRun *const *) b)->info;

  if (first->baseline != second->baseline)
    return first->baseline ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
}

/* A run that was cut off has none; they are no reason to fail. */
static char *
count_findings (WeirArchive *archive, const WeirComparedRun *run)
{
  gint64 id = run->info->id;
  g_autoptr (GBytes) bytes = weir_archive_get_run_data (archive, id, WEIR_RUN_DATA_FINDINGS, NULL);
  g_autoptr (GBytes) judged = weir_archive_get_run_data (archive, id, WEIR_RUN_DATA_QUALITY, NULL);
  g_autoptr (WeirQuality) quality = judged != NULL ? weir_quality_decode (judged, NULL) : NULL;
  g_autoptr (WeirFindings) findings = bytes != NULL ? weir_findings_decode (bytes, NULL) : NULL;

  if (findings == NULL && run->jobs != NULL)
    findings = weir_findings_new_for_jobs (run->jobs, quality);
  return findings != NULL ? g_strdup_printf ("%u", findings->findings->len) : g_strdup ("–");
}

static gboolean
read_figures (WeirRunTable *self, WeirArchive *archive, GError **error)
{
  const WeirComparedRun *reference = g_ptr_array_index (self->runs, 0);

  for (guint i = 0; i < self->runs->len; i++)
    {
      const WeirComparedRun *run = g_ptr_array_index (self->runs, i);

      if (!weir_compared_run_check (reference, run, error))
        return FALSE;
      g_ptr_array_add (self->n_findings, count_findings (archive, run));
      if (i > 0)
        g_ptr_array_add (self->comparisons, weir_run_comparison_new (reference->statistics, run->statistics));
    }
  return TRUE;
}

/**
 * weir_run_table_read:
 * @archive: where they are
 * @run_ids: (array length=n_runs): runs, in any order
 * @n_runs: from 2 to %WEIR_RUN_TABLE_MOST
 * @error: return location for a #WEIR_ARCHIVE_ERROR
 *
 * For the reader's thread.
 *
 * Returns: (transfer full) (nullable): the runs
 */
WeirRunTable *
weir_run_table_read (WeirArchive *archive, const gint64 *run_ids, guint n_runs, GError **error)
{
  g_autoptr (WeirRunTable) self = g_new0 (WeirRunTable, 1);

  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_compared_run_free);
  self->comparisons = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_run_comparison_free);
  self->n_findings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_runs; i++)
    {
      WeirComparedRun *run = weir_compared_run_read (archive, run_ids[i], error);

      if (run == NULL)
        return NULL;
      g_ptr_array_add (self->runs, run);
    }
  g_ptr_array_sort (self->runs, compare_runs);
  return read_figures (self, archive, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_run_table_free:
 * @self: (transfer full) (nullable): runs
 */
void
weir_run_table_free (WeirRunTable *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->comparisons, g_ptr_array_unref);
  g_clear_pointer (&self->n_findings, g_ptr_array_unref);
  g_free (self);
}

static void
weir_run_table_window_class_init (WeirRunTableWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WEIR_TYPE_FACT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-run-table-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirRunTableWindow, differences);
  gtk_widget_class_bind_template_child (widget_class, WeirRunTableWindow, table);
  gtk_widget_class_bind_template_child (widget_class, WeirRunTableWindow, unmatched);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_run_table_window_init (WeirRunTableWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const WeirComparedRun *
get_run (const WeirRunTable *runs, guint i)
{
  return g_ptr_array_index (runs->runs, i);
}

static const WeirRunInfo *
get_info (const WeirRunTable *runs, guint i)
{
  return get_run (runs, i)->info;
}

static char *
name_run (const WeirRunInfo *info)
{
  g_autofree char *time = weir_past_run_describe_time (info->started_at);

  return info->title != NULL ? g_strdup_printf ("%s · %s", info->title, time) : g_steal_pointer (&time);
}

static void
show_differences (WeirRunTableWindow *self, const WeirRunTable *runs)
{
  g_autofree char *reference = name_run (get_info (runs, 0));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, get_info (runs, 0)->baseline
                                    ? _("Compared with the baseline, %s. What else was different:")
                                    : _("Compared with the earliest, %s. What else was different:"),
                          reference);
  for (guint i = 1; i < runs->runs->len; i++)
    {
      g_autoptr (GPtrArray) all = weir_compared_run_list_differences (get_run (runs, 0), get_run (runs, i));
      g_autofree char *name = name_run (get_info (runs, i));

      g_string_append_printf (text, "\n● %s: ", name);
      for (guint j = 0; j < all->len; j++)
        {
          g_autofree char *line = weir_report_difference_to_text (g_ptr_array_index (all, j));

          g_string_append_printf (text, "%s%s", j > 0 ? "; " : "", line);
        }
      if (all->len == 0)
        g_string_append (text, get_info (runs, 0)->is_plan
                                   ? _("plan, environment and computer were the same")
                                   : _("options, steps and computer were the same"));
    }
  gtk_label_set_text (self->differences, text->str);
  g_string_free (text, TRUE);
}

/* Takes over the texts. */
static void
add_row (WeirRunTableWindow *self, WeirTone tone, char *texts[N_COLUMNS + 1])
{
  weir_fact_table_add (self->table, tone, (const char *const *) texts);
  for (guint i = 0; texts[i] != NULL; i++)
    g_free (texts[i]);
}

static char *
describe_value (double value, WeirComparedFigure figure)
{
  if (figure == WEIR_COMPARED_FAILURE_RATE)
    return g_strdup_printf ("%.1f %%", 100 * value);
  return weir_duration_to_display ((gint64) value);
}

/* "95 ms, ▲ +132 %" */
static char *
describe_change (const WeirFigureChange *change, WeirComparedFigure figure)
{
  double delta = 100 * weir_figure_change_get_delta (change, figure);
  g_autofree char *value = describe_value (change->values[1], figure);

  if (!change->known)
    return g_strdup ("–");
  if (change->few)
    return g_strdup_printf (_("%s, too few results to tell"), value);
  if (change->noise || delta == 0)
    return g_strdup_printf (_("%s, within noise"), value);
  if (figure == WEIR_COMPARED_FAILURE_RATE)
    return g_strdup_printf (_("%s, %s %+.1f points"), value, delta > 0 ? "▲" : "▼", delta);
  return g_strdup_printf ("%s, %s %+.0f %%", value, delta > 0 ? "▲" : "▼", delta);
}

/* (nullable): the step beside the one of that name in the other run. */
static const WeirStepComparison *
find_step (const WeirRunComparison *comparison, const WeirStepStatistics *wanted)
{
  for (guint i = 0; i < comparison->steps->len; i++)
    {
      const WeirStepComparison *step = g_ptr_array_index (comparison->steps, i);

      if (step->runs[0] == wanted)
        return step;
    }
  return NULL;
}

/* Of an iteration of a load plan: what is told and not judged. */
static void
add_plan_facts (WeirRunTableWindow *self, const WeirRunTable *runs, const WeirStepStatistics *step)
{
  for (guint f = 0; f < WEIR_N_COMPARED_FACTS; f++)
    {
      char *texts[N_COLUMNS + 1] = { NULL };

      texts[0] = g_strdup_printf ("%s · %s", step->name, weir_compared_fact_get_title (f));
      texts[1] = weir_compared_run_get_fact (get_run (runs, 0), step, f);
      for (guint i = 1; i < runs->runs->len; i++)
        {
          const WeirStepComparison *pair = find_step (g_ptr_array_index (runs->comparisons, i - 1), step);

          texts[i + 1] = pair != NULL ? weir_compared_run_get_fact (get_run (runs, i), pair->runs[1], f)
                                      : g_strdup (_("no such iteration"));
        }
      add_row (self, WEIR_TONE_QUIET, texts);
    }
}

static void
add_figure (WeirRunTableWindow *self, const WeirRunTable *runs, const WeirStepStatistics *step,
            WeirComparedFigure figure, const char *name)
{
  char *texts[N_COLUMNS + 1] = { NULL };
  WeirTone tone = WEIR_TONE_QUIET;

  texts[0] = g_strdup_printf ("%s · %s", step->name != NULL ? step->name : "", name);
  texts[1] = g_strdup ("–");
  for (guint i = 1; i < runs->runs->len; i++)
    {
      const WeirStepComparison *pair = find_step (g_ptr_array_index (runs->comparisons, i - 1), step);
      const WeirFigureChange *change = pair != NULL ? &pair->figures[figure] : NULL;

      if (change != NULL && change->known)
        {
          g_free (texts[1]);
          texts[1] = describe_value (change->values[0], figure);
        }
      if (change != NULL && weir_figure_change_is_worse (change, figure, 0))
        tone = WEIR_TONE_BAD;
      if (change != NULL)
        texts[i + 1] = describe_change (change, figure);
      else
        texts[i + 1] = g_strdup (get_info (runs, 0)->is_plan ? _("no such iteration") : _("no such step"));
    }
  add_row (self, tone, texts);
}

static void
add_step (WeirRunTableWindow *self, const WeirRunTable *runs, const WeirStepStatistics *step)
{
  static const WeirComparedFigure figures[] = { WEIR_COMPARED_P50, WEIR_COMPARED_P95, WEIR_COMPARED_P99,
                                                WEIR_COMPARED_FAILURE_RATE };
  const char *const names[] = { _("p50"), _("p95"), _("p99"), _("failures") };
  gboolean is_plan = get_info (runs, 0)->is_plan;

  if (is_plan)
    add_plan_facts (self, runs, step);
  for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
    if (is_plan || figures[f] != WEIR_COMPARED_P99)
      add_figure (self, runs, step, figures[f], names[f]);
}

static const char *
name_quality (guint quality)
{
  const char *const names[] = { _("not judged"), _("sound"), _("with reservations"),
                                _("not to be relied on") };

  return names[MIN (quality, G_N_ELEMENTS (names) - 1)];
}

/* What is said of the runs as a whole. */
static void
add_facts (WeirRunTableWindow *self, const WeirRunTable *runs)
{
  const char *const names[] = { _("Outcome"), _("Measured"), _("Findings"), _("Note") };

  for (guint fact = 0; fact < G_N_ELEMENTS (names); fact++)
    {
      char *texts[N_COLUMNS + 1] = { g_strdup (names[fact]) };

      for (guint i = 0; i < runs->runs->len; i++)
        {
          const WeirRunInfo *info = get_info (runs, i);
          const char *const values[] = { info->summary, name_quality (info->quality),
                                         g_ptr_array_index (runs->n_findings, i), info->note };

          texts[i + 1] = g_strdup (values[fact] != NULL ? values[fact] : "");
        }
      add_row (self, WEIR_TONE_QUIET, texts);
    }
}

static void
show_table (WeirRunTableWindow *self, const WeirRunTable *runs)
{
  char *titles[N_COLUMNS + 1] = { g_strdup ("") };
  const WeirRunComparison *first = g_ptr_array_index (runs->comparisons, 0);

  for (guint i = 0; i < runs->runs->len; i++)
    titles[i + 1] = name_run (get_info (runs, i));
  weir_fact_table_begin (self->table, (const char *const *) titles, "");
  for (guint i = 0; titles[i] != NULL; i++)
    g_free (titles[i]);
  add_facts (self, runs);
  for (guint i = 0; i < first->steps->len; i++)
    add_step (self, runs, ((const WeirStepComparison *) g_ptr_array_index (first->steps, i))->runs[0]);
  for (guint i = 0; i < first->only[0]->len; i++)
    add_step (self, runs, g_ptr_array_index (first->only[0], i));
}

static void
show_unmatched (WeirRunTableWindow *self, const WeirRunTable *runs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < runs->runs->len; i++)
    {
      const WeirRunComparison *comparison = g_ptr_array_index (runs->comparisons, i - 1);
      g_autofree char *name = name_run (get_info (runs, i));

      for (guint j = 0; j < comparison->only[1]->len; j++)
        {
          const WeirStepStatistics *step = g_ptr_array_index (comparison->only[1], j);

          g_string_append_printf (text, "%s", text->len > 0 ? "\n" : "");
          g_string_append_printf (text,
                                  get_info (runs, 0)->is_plan
                                      ? _("The run %s has the plan iteration %s, which the first has not.")
                                      : _("The run %s has the step %s, which the first has not."),
                                  name, step->name != NULL ? step->name : "");
        }
    }
  gtk_label_set_text (self->unmatched, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->unmatched), text->len > 0);
  g_string_free (text, TRUE);
}

/**
 * weir_run_table_window_new:
 * @parent: the window it belongs to
 * @runs: two runs or more
 *
 * Returns: (transfer none): a column for each run, and what was different about them; not shown yet
 */
WeirRunTableWindow *
weir_run_table_window_new (GtkWindow *parent, const WeirRunTable *runs)
{
  WeirRunTableWindow *self = g_object_new (WEIR_TYPE_RUN_TABLE_WINDOW, "transient-for", parent,
                                           "destroy-with-parent", TRUE, NULL);

  show_differences (self, runs);
  show_table (self, runs);
  show_unmatched (self, runs);
  return self;
}
