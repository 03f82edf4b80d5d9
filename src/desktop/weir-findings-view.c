/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-findings-view.c: what the program says about a run: how well it was measured, and what stands out
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-findings-view.h"
#include "weir-flow.h"
#include "weir-quality-banner.h"

struct _WeirFindingsView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  WeirQualityBanner *quality;
  GtkWidget *scrolled;
  GtkListBox *list;

  /* owned */
  WeirFindings *findings;     /* (nullable) that are shown */
  WeirQuality *shown_quality; /* (nullable) */

  gboolean parallel;
  gboolean single; /* one pass only */
  gboolean of_plan; /* steps are iterations of a load plan, and lead to themselves */
};

enum
{
  RESULT_CHOSEN,
  FINDING_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirFindingsView, weir_findings_view, GTK_TYPE_WIDGET)

/* Of a row: how many of its passes have been shown. */
#define TURN "weir-turn"
#define FINDING "weir-finding"

static GtkWidget *
create_row (WeirFindingsView *self, const char *text, const WeirFinding *finding)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);
  gboolean leads = finding != NULL && finding->step >= 0 && (self->of_plan || finding->passes->len > 0);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (finding == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), leads);
  if (leads)
    {
      gtk_widget_set_tooltip_text (row, self->of_plan
                                            ? _("Show the requests or the iteration that this is about")
                                            : _("Show the results that this is about, one after another"));
      g_object_set_data (G_OBJECT (row), FINDING, (gpointer) finding);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

/* What a short run cannot tell is one line for whoever runs it; the tooltip says rule by rule. */
static GtkWidget *
create_notes_row (WeirFindingsView *self, GPtrArray *notes)
{
  const WeirFinding *first = g_ptr_array_index (notes, 0);
  guint had = (guint) weir_finding_get_number (first, "had");
  guint needed = 0;
  g_autoptr (GString) rules = g_string_new (NULL);
  g_autofree char *text = NULL;
  GtkWidget *row;

  for (guint i = 0; i < notes->len; i++)
    {
      const WeirFinding *note = g_ptr_array_index (notes, i);

      needed = MAX (needed, (guint) weir_finding_get_number (note, "needed"));
      g_string_append_printf (rules, "%s%s", i > 0 ? "\n" : "", note->sentence);
    }
  text = g_strdup_printf (_("This run had %u iterations; from %u on, everything that stands out is told."),
                          had, needed);
  row = create_row (self, text, NULL);
  gtk_widget_set_tooltip_text (row, rules->str);
  return row;
}

static void
show_findings (WeirFindingsView *self)
{
  GtkWidget *child;
  guint n_notes = self->findings != NULL && !self->single ? self->findings->notes->len : 0;
  gboolean qualified = self->findings != NULL && self->shown_quality != NULL && !self->single;
  GPtrArray *qualms = qualified ? self->shown_quality->notes : NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; self->findings != NULL && i < self->findings->findings->len; i++)
    {
      const WeirFinding *finding = g_ptr_array_index (self->findings->findings, i);
      g_autofree char *text = g_strdup_printf ("● %s", finding->sentence);

      gtk_list_box_append (self->list, create_row (self, text, finding));
    }
  if (n_notes > 0)
    gtk_list_box_append (self->list, create_notes_row (self, self->findings->notes));
  for (guint i = 0; qualms != NULL && i < qualms->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (qualms, i), NULL));
  gtk_widget_set_visible (self->scrolled, gtk_list_box_get_row_at_index (self->list, 0) != NULL);
}

static WeirPassKey
find_key (WeirFindingsView *self, guint number)
{
  const WeirStepBrief brief = {
    .part = WEIR_FLOW_PART_STEPS,
    .iteration = self->parallel ? 1 : number,
    .vu = self->parallel ? number : 1,
  };

  return weir_pass_key_for_brief (&brief);
}

static void
row_activated_cb (WeirFindingsView *self, GtkListBoxRow *row)
{
  const WeirFinding *finding = g_object_get_data (G_OBJECT (row), FINDING);
  guint turn = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), TURN));

  if (finding == NULL)
    return;
  if (self->of_plan)
    {
      g_signal_emit (self, signals[FINDING_CHOSEN], 0, finding);
      return;
    }
  g_object_set_data (G_OBJECT (row), TURN, GUINT_TO_POINTER ((turn + 1) % finding->passes->len));
  g_signal_emit (self, signals[RESULT_CHOSEN], 0,
                 (guint64) find_key (self, g_array_index (finding->passes, guint, turn)), finding->step);
}

static void
weir_findings_view_dispose (GObject *object)
{
  WeirFindingsView *self = WEIR_FINDINGS_VIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->findings, weir_findings_unref);
  g_clear_pointer (&self->shown_quality, weir_quality_unref);
  G_OBJECT_CLASS (weir_findings_view_parent_class)->dispose (object);
}

static void
weir_findings_view_class_init (WeirFindingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_findings_view_dispose;
  /**
   * WeirFindingsView::result-chosen:
   * @view: the view
   * @pass_key: a #WeirPassKey
   * @step: index among the flow's steps
   *
   * The person wants to see the evidence of a finding about a flow.
   */
  signals[RESULT_CHOSEN] = g_signal_new ("result-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_INT);
  /**
   * WeirFindingsView::finding-chosen:
   * @view: the view
   * @finding: a #WeirFinding, during the emission
   *
   * The person wants to see the evidence of a finding about a load plan.
   */
  signals[FINDING_CHOSEN] = g_signal_new ("finding-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (WEIR_TYPE_QUALITY_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-findings-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFindingsView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirFindingsView, quality);
  gtk_widget_class_bind_template_child (widget_class, WeirFindingsView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WeirFindingsView, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_findings_view_init (WeirFindingsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (WeirFindingsView *self, WeirQuality *quality, WeirFindings *findings)
{
  if (quality != self->shown_quality)
    {
      g_clear_pointer (&self->shown_quality, weir_quality_unref);
      self->shown_quality = quality != NULL ? weir_quality_ref (quality) : NULL;
      weir_quality_banner_show (self->quality, quality);
    }
  if (findings != self->findings)
    {
      g_autoptr (WeirFindings) before = g_steal_pointer (&self->findings);

      self->findings = findings != NULL ? weir_findings_ref (findings) : NULL;
      show_findings (self);
    }
}

/**
 * weir_findings_view_update:
 * @self: the view
 * @snapshot: (nullable): how a run stands; %NULL for no run
 *
 * Shows how well the run was measured so far, and, when it has ended, what stands out in it. That rules need
 * more iterations is said once, unless there was one only.
 */
void
weir_findings_view_update (WeirFindingsView *self, const WeirRunSnapshot *snapshot)
{
  g_return_if_fail (WEIR_IS_FINDINGS_VIEW (self));

  self->single = snapshot != NULL && snapshot->n_iterations <= 1 && snapshot->n_vus <= 1;
  self->parallel = snapshot != NULL && snapshot->n_vus > 1;
  show (self, snapshot != NULL ? snapshot->quality : NULL, snapshot != NULL ? snapshot->findings : NULL);
}

/**
 * weir_findings_view_show_plan:
 * @self: the view
 * @quality: (nullable): how well a run of a load plan was measured so far
 * @findings: (nullable): what stands out in it; %NULL while it goes on
 */
void
weir_findings_view_show_plan (WeirFindingsView *self, WeirQuality *quality, WeirFindings *findings)
{
  g_return_if_fail (WEIR_IS_FINDINGS_VIEW (self));

  self->of_plan = TRUE;
  /* One of them is seen in the lowest window. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 26);
  show (self, quality, findings);
}

/**
 * weir_findings_view_get_list:
 * @self: the view
 *
 * Returns: (transfer none): the sentences; a row that leads to its evidence can be activated
 */
GtkListBox *
weir_findings_view_get_list (WeirFindingsView *self)
{
  g_return_val_if_fail (WEIR_IS_FINDINGS_VIEW (self), NULL);

  return self->list;
}
