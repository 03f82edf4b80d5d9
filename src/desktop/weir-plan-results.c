/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-results.c: what a run of a load plan comes to, while it goes on and afterwards
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-plan-results.h"
#include "weir-plan-words.h"

struct _WeirPlanResults
{
  GtkWidget parent_instance;

  /* owned */
  WeirResultReader *reader;
  char *archive; /* (nullable) the file the run is in; NULL: the person's own */
  WeirPlanSnapshot *snapshot; /* (nullable) */
  WeirPlan *plan;             /* (nullable) of that run */

  /* borrowed */
  GtkLabel *outcome;
  GtkLabel *progress;
  GtkLabel *trouble;
  WeirPlanCards *cards;
};

enum
{
  CLEARED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPlanResults, weir_plan_results, GTK_TYPE_WIDGET)

static void
clear_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_plan_results_clear (WEIR_PLAN_RESULTS (widget));
  g_signal_emit (widget, signals[CLEARED], 0);
}

static void
weir_plan_results_dispose (GObject *object)
{
  WeirPlanResults *self = WEIR_PLAN_RESULTS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->archive, g_free);
  g_clear_pointer (&self->snapshot, weir_plan_snapshot_unref);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (weir_plan_results_parent_class)->dispose (object);
}

static void
weir_plan_results_class_init (WeirPlanResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_results_dispose;
  /**
   * WeirPlanResults::cleared:
   * @results: the results
   *
   * The person wants to see the results no more.
   */
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "plan-results.clear", NULL, clear_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
create_label (GtkAccessibleRole role, guint lines)
{
  GtkLabel *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  gtk_label_set_selectable (label, TRUE);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, (int) lines);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  return label;
}

static GtkWidget *
create_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("_Clear Results"), "plan-results.clear");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Results menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Results menu"),
                                  -1);
  return button;
}

static GtkWidget *
create_head (WeirPlanResults *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (head, "outcome-row");
  self->outcome = create_label (GTK_ACCESSIBLE_ROLE_STATUS, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome), "run-outcome");
  gtk_widget_set_hexpand (GTK_WIDGET (self->outcome), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->outcome), GTK_ALIGN_CENTER);
  self->progress = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "dim-label");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->outcome));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (head), create_menu_button ());
  return head;
}

static void
weir_plan_results_init (WeirPlanResults *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->reader = weir_result_reader_new ();
  gtk_widget_set_parent (create_head (self), GTK_WIDGET (self));
  self->trouble = create_label (GTK_ACCESSIBLE_ROLE_LABEL, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "message");
  gtk_widget_set_parent (GTK_WIDGET (self->trouble), GTK_WIDGET (self));
  self->cards = WEIR_PLAN_CARDS (weir_plan_cards_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->cards), GTK_WIDGET (self));
  weir_plan_results_clear (self);
}

/**
 * weir_plan_results_new:
 *
 * Returns: (transfer floating): the results of no run
 */
GtkWidget *
weir_plan_results_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_RESULTS, NULL);
}

/**
 * weir_plan_results_set_archive:
 * @self: the results
 * @file_name: (nullable): the archive of the runs that are shown from now on; %NULL for the person's own
 *
 * Shows no run any more when that is another archive.
 */
void
weir_plan_results_set_archive (WeirPlanResults *self, const char *file_name)
{
  g_return_if_fail (WEIR_IS_PLAN_RESULTS (self));

  if (g_strcmp0 (self->archive, file_name) == 0)
    return;
  weir_plan_results_clear (self);
  g_free (self->archive);
  self->archive = g_strdup (file_name);
  weir_result_reader_set_archive (self->reader, file_name);
}

/* A label is laid out again only when it says something else. */
static void
show_text (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

static void
show_head (WeirPlanResults *self)
{
  WeirTone tone = WEIR_TONE_QUIET;
  g_autofree char *outcome =
      self->snapshot != NULL ? weir_words_for_plan_run (self->snapshot, &tone) : g_strdup (_("Not run yet"));
  g_autofree char *progress =
      self->snapshot != NULL ? weir_words_for_plan_progress (self->snapshot) : g_strdup ("");
  g_autofree char *trouble =
      self->snapshot != NULL ? weir_words_for_plan_trouble (self->snapshot) : g_strdup ("");

  show_text (self->outcome, outcome);
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  show_text (self->progress, progress);
  show_text (self->trouble, trouble);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->trouble), trouble);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), *trouble != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan-results.clear",
                                 self->snapshot != NULL && self->snapshot->phase == WEIR_PLAN_DONE);
}

/**
 * weir_plan_results_clear:
 * @self: the results
 *
 * Shows that there is no run yet, or that a new one begins.
 */
void
weir_plan_results_clear (WeirPlanResults *self)
{
  g_return_if_fail (WEIR_IS_PLAN_RESULTS (self));

  g_clear_pointer (&self->snapshot, weir_plan_snapshot_unref);
  g_clear_object (&self->plan);
  show_head (self);
  weir_plan_cards_update (self->cards, NULL);
}

/**
 * weir_plan_results_update:
 * @self: the results
 * @snapshot: how a run stands, live or of the past
 * @plan: (nullable): the plan it runs
 *
 * Shows the run as it stands.
 */
void
weir_plan_results_update (WeirPlanResults *self, WeirPlanSnapshot *snapshot, WeirPlan *plan)
{
  g_autoptr (WeirPlanSnapshot) before = NULL;

  g_return_if_fail (WEIR_IS_PLAN_RESULTS (self));
  g_return_if_fail (snapshot != NULL);

  before = g_steal_pointer (&self->snapshot);
  self->snapshot = weir_plan_snapshot_ref (snapshot);
  g_set_object (&self->plan, plan);
  show_head (self);
  weir_plan_cards_update (self->cards, snapshot);
}

/**
 * weir_plan_results_get_reader:
 * @self: the results
 *
 * Returns: (transfer none): what reads the archive of the run
 */
WeirResultReader *
weir_plan_results_get_reader (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return self->reader;
}

/**
 * weir_plan_results_get_outcome:
 * @self: the results
 *
 * Returns: (transfer none): the line on top
 */
const char *
weir_plan_results_get_outcome (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return gtk_label_get_text (self->outcome);
}

/**
 * weir_plan_results_get_cards:
 * @self: the results
 *
 * Returns: (transfer none): its figures
 */
WeirPlanCards *
weir_plan_results_get_cards (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return self->cards;
}
