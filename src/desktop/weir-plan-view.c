/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-view.c: the page of a load plan: its parts, and beside them a form, its text, or results
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-lookup.h"
#include "weir-plan-view.h"

struct _WeirPlanView
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession *session;

  /* borrowed */
  GtkPaned *pane;
  GtkStack *left; /* the parts of the plan, or the runs that were kept */
  WeirPlanTree *tree;
  GtkStack *right;
  WeirPlanEditor *editor;
  WeirSourcePage *source;
  WeirPlanOutlookView *form_outlook; /* above the form of the plan as a whole */
  WeirPlanOutlookView *outlook;      /* while there are no results */
  GtkWidget *past_bar;               /* above the results: of which run, unless of the latest */
  GtkLabel *past_label;
  GtkWidget *show_latest;
  GtkLabel *note;                    /* above the results */
  GtkStack *result_pages;
  WeirPlanResults *results;
};

enum
{
  VIEW_CHANGED,
  CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPlanView, weir_plan_view, GTK_TYPE_WIDGET)

static void
selected_cb (WeirPlanView *self)
{
  WeirPlanRow *row = weir_plan_tree_get_selected (self->tree);

  weir_plan_editor_set_object (self->editor, row != NULL ? weir_plan_row_get_object (row) : NULL);
}

static void
renaming_cb (WeirPlanView *self)
{
  weir_plan_view_show_source (self, FALSE);
  weir_plan_editor_focus_name (self->editor);
}

static void
cleared_cb (WeirPlanView *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
weir_plan_view_dispose (GObject *object)
{
  WeirPlanView *self = WEIR_PLAN_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_plan_view_parent_class)->dispose (object);
}

static void
weir_plan_view_class_init (WeirPlanViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_plan_view_dispose;
  /**
   * WeirPlanView::view-changed:
   * @self: a page
   *
   * Beside the parts of the plan something else is shown.
   */
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirPlanView::cleared:
   * @self: a page
   *
   * The person wants to see the results no more.
   */
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* From the picture to the form of what is drawn there. */
static void
chosen_cb (WeirPlanView *self, guint number, int index)
{
  GListStore *rounds = weir_plan_get_rounds (weir_session_get_plan (self->session));
  g_autoptr (WeirRound) round = g_list_model_get_item (G_LIST_MODEL (rounds), number);
  g_autoptr (GPtrArray) iterations = NULL;

  if (round == NULL)
    return;
  iterations = weir_plan_list_iterations (weir_session_get_plan (self->session), round);
  weir_plan_view_set_view (self, "edit");
  weir_plan_tree_select_object (self->tree, index >= 0 && (guint) index < iterations->len
                                              ? g_ptr_array_index (iterations, index)
                                              : (gpointer) round);
}

static WeirPlanOutlookView *
create_outlook (WeirPlanView *self)
{
  GtkWidget *outlook = weir_plan_outlook_view_new ();

  g_signal_connect_object (outlook, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return WEIR_PLAN_OUTLOOK_VIEW (outlook);
}

/* There are no results yet: what there will be. */
static GtkWidget *
create_before (WeirPlanView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->outlook = create_outlook (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->outlook), "plan-outlook");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->outlook));
  return scrolled;
}

static GtkWidget *
create_past_bar (WeirPlanView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (bar, "banner");
  self->past_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->past_label, 0);
  gtk_label_set_wrap (self->past_label, TRUE);
  gtk_label_set_wrap_mode (self->past_label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->past_label), TRUE);
  self->show_latest = gtk_button_new_with_label (_("Show Latest"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_latest), "win.show-latest");
  gtk_widget_set_tooltip_text (self->show_latest, _("Show the latest run again"));
  gtk_widget_add_css_class (self->show_latest, "small-text-button");
  gtk_widget_set_valign (self->show_latest, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->past_label));
  gtk_box_append (GTK_BOX (bar), self->show_latest);
  gtk_widget_set_visible (bar, FALSE);
  return self->past_bar = bar;
}

static GtkWidget *
create_results (WeirPlanView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "banner");
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  self->results = WEIR_PLAN_RESULTS (weir_plan_results_new ());
  g_signal_connect_object (self->results, "cleared", G_CALLBACK (cleared_cb), self, G_CONNECT_SWAPPED);
  self->result_pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->result_pages, FALSE);
  gtk_stack_add_named (self->result_pages, create_before (self), "outlook");
  gtk_stack_add_named (self->result_pages, GTK_WIDGET (self->results), "results");
  gtk_widget_set_vexpand (GTK_WIDGET (self->result_pages), TRUE);
  gtk_box_append (GTK_BOX (box), create_past_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->result_pages));
  return box;
}

/* The parts, and what is there while a file with errors has none. */
static void
create_left (WeirPlanView *self)
{
  GtkWidget *label = gtk_label_new (_("The parts are shown here once the text is a load plan."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  gtk_widget_add_css_class (label, "dim-label");
  self->tree = WEIR_PLAN_TREE (weir_plan_tree_new ());
  self->left = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->left, FALSE);
  gtk_stack_set_vhomogeneous (self->left, FALSE);
  gtk_stack_add_named (self->left, GTK_WIDGET (self->tree), "parts");
  gtk_stack_add_named (self->left, label, "no-parts");
  gtk_widget_set_size_request (GTK_WIDGET (self->left), 200, -1);
}

static void
weir_plan_view_init (WeirPlanView *self)
{
  self->right = GTK_STACK (gtk_stack_new ());
  create_left (self);
  self->editor = WEIR_PLAN_EDITOR (weir_plan_editor_new ());
  self->form_outlook = create_outlook (self);
  weir_plan_editor_set_head (self->editor, GTK_WIDGET (self->form_outlook));
  self->source = g_object_new (WEIR_TYPE_SOURCE_PAGE, NULL);
  gtk_stack_set_hhomogeneous (self->right, FALSE);
  gtk_stack_set_vhomogeneous (self->right, FALSE);
  gtk_stack_add_named (self->right, GTK_WIDGET (self->editor), "edit");
  gtk_stack_add_named (self->right, GTK_WIDGET (self->source), "source");
  gtk_stack_add_named (self->right, create_results (self), "results");
  self->pane = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_paned_set_start_child (self->pane, GTK_WIDGET (self->left));
  gtk_paned_set_end_child (self->pane, GTK_WIDGET (self->right));
  gtk_paned_set_resize_start_child (self->pane, FALSE);
  gtk_paned_set_shrink_start_child (self->pane, FALSE);
  gtk_paned_set_shrink_end_child (self->pane, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->right), 420, -1);
  gtk_paned_set_position (self->pane, 280);
  gtk_widget_set_vexpand (GTK_WIDGET (self->pane), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pane), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Parts of the plan, and the selected one"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->pane), GTK_WIDGET (self));
  g_signal_connect_object (self->tree, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tree, "renaming", G_CALLBACK (renaming_cb), self, G_CONNECT_SWAPPED);
}

/**
 * weir_plan_view_new:
 *
 * Returns: (transfer floating): a page of nothing yet
 */
GtkWidget *
weir_plan_view_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_VIEW, NULL);
}

/**
 * weir_plan_view_follow_broken:
 * @self: a page that shows a document
 *
 * While the file of the document is no load plan, there is nothing but its text to be edited.
 */
void
weir_plan_view_follow_broken (WeirPlanView *self)
{
  gboolean broken = self->session != NULL && weir_session_is_broken (self->session);

  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  if (broken || g_strcmp0 (gtk_stack_get_visible_child_name (self->left), "no-parts") == 0)
    gtk_stack_set_visible_child_name (self->left, broken ? "no-parts" : "parts");
  weir_plan_editor_set_session (self->editor, broken ? NULL : self->session);
  weir_plan_tree_set_session (self->tree, broken ? NULL : self->session);
  weir_plan_view_follow_rounds (self);
  selected_cb (self);
  if (broken)
    weir_plan_view_set_view (self, "source");
}

/**
 * weir_plan_view_set_session:
 * @self: a page
 * @session: (nullable): a document with a plan
 *
 * To be called again when the document has got another plan or another file.
 */
void
weir_plan_view_set_session (WeirPlanView *self, WeirSession *session)
{
  gboolean is_other;

  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  is_other = g_set_object (&self->session, session);
  weir_source_page_set_session (self->source, session);
  weir_plan_view_follow_broken (self);
  if (!is_other)
    return;
  weir_plan_view_show_run (self, NULL, NULL);
  weir_plan_view_set_note (self, NULL);
  /* Whoever comes back to a run wants to see how it goes. */
  if (session != NULL && weir_session_is_running (session))
    weir_plan_view_show_results (self);
  else if (session == NULL || weir_session_get_plan_run (session) == NULL)
    weir_plan_view_set_view (self, session != NULL && weir_session_is_broken (session) ? "source" : "edit");
}

/**
 * weir_plan_view_set_view:
 * @self: a page
 * @view: "edit", "source" or "results"; others change nothing
 *
 * Shows the form of the selected part, the plan as text, or what its latest run came to, beside the parts.
 */
void
weir_plan_view_set_view (WeirPlanView *self, const char *view)
{
  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  if (gtk_stack_get_child_by_name (self->right, view) == NULL
      || g_str_equal (weir_plan_view_get_view (self), view))
    return;
  gtk_stack_set_visible_child_name (self->right, view);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

/**
 * weir_plan_view_get_view:
 * @self: a page
 *
 * Returns: (transfer none): what is beside the parts: "edit", "source" or "results"
 */
const char *
weir_plan_view_get_view (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return gtk_stack_get_visible_child_name (self->right);
}

/**
 * weir_plan_view_show_results:
 * @self: a page
 *
 * Shows what the latest run came to, and before the first one what it will do.
 */
void
weir_plan_view_show_results (WeirPlanView *self)
{
  weir_plan_view_set_view (self, "results");
}

/**
 * weir_plan_view_show_run:
 * @self: a page
 * @snapshot: (nullable): how a run stands; %NULL when there was none
 * @plan: (nullable): the plan as that run has it
 *
 * Has that run among the results, instead of what the plan will do.
 */
void
weir_plan_view_show_run (WeirPlanView *self, WeirPlanSnapshot *snapshot, WeirPlan *plan)
{
  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  gtk_stack_set_visible_child_name (self->result_pages, snapshot != NULL ? "results" : "outlook");
  if (snapshot != NULL)
    weir_plan_results_update (self->results, snapshot, plan);
  else
    weir_plan_results_clear (self->results);
}

/**
 * weir_plan_view_follow_rounds:
 * @self: a page
 *
 * What the plan will do is told anew: Start runs other rounds by now.
 */
void
weir_plan_view_follow_rounds (WeirPlanView *self)
{
  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  weir_plan_outlook_view_set_session (self->form_outlook, self->session);
  weir_plan_outlook_view_set_session (self->outlook, self->session);
}

/**
 * weir_plan_view_set_note:
 * @self: a page
 * @note: (nullable): what there is to know about the results, a whole sentence
 *
 * Shows the note above the results.
 */
void
weir_plan_view_set_note (WeirPlanView *self, const char *note)
{
  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

/**
 * weir_plan_view_set_past:
 * @self: a page
 * @text: (nullable): which run it is that is shown instead of the latest; %NULL when none is
 * @has_latest: whether the latest can be shown again
 *
 * Says above the results that they are of an earlier run, or out of a file.
 */
void
weir_plan_view_set_past (WeirPlanView *self, const char *text, gboolean has_latest)
{
  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  gtk_label_set_text (self->past_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->past_bar, text != NULL);
  gtk_widget_set_visible (self->show_latest, has_latest);
}

/**
 * weir_plan_view_get_left:
 * @self: a page
 *
 * Returns: (transfer none): what is beside the results, forms and text: "parts", and what else is put there
 */
GtkStack *
weir_plan_view_get_left (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->left;
}

/**
 * weir_plan_view_show_source:
 * @self: a page
 * @source: whether to show the plan as text; else the form of the selected part
 */
void
weir_plan_view_show_source (WeirPlanView *self, gboolean source)
{
  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  weir_plan_view_set_view (self, source ? "source" : "edit");
}

/**
 * weir_plan_view_show_problem:
 * @self: a page that shows a plan
 *
 * Goes to the first thing that is wrong.
 */
void
weir_plan_view_show_problem (WeirPlanView *self)
{
  const char *property = NULL;
  gpointer object;

  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  if (weir_session_get_typed (self->session) != NULL)
    {
      weir_plan_view_show_source (self, TRUE);
      weir_source_page_show_problem (self->source);
      return;
    }
  object = weir_plan_problems_find_object (weir_session_get_plan_problems (self->session), &property);
  if (object == NULL)
    return;
  weir_plan_view_show_source (self, FALSE);
  weir_plan_tree_select_object (self->tree, object);
  /* What is wrong with a part as a whole has no field of its own. */
  if (!weir_plan_editor_focus (self->editor, object, property))
    weir_plan_editor_focus_name (self->editor);
}

/**
 * weir_plan_view_get_tree:
 * @self: a page
 *
 * Returns: (transfer none): the parts of the plan
 */
WeirPlanTree *
weir_plan_view_get_tree (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->tree;
}

/**
 * weir_plan_view_get_editor:
 * @self: a page
 *
 * Returns: (transfer none): the forms
 */
WeirPlanEditor *
weir_plan_view_get_editor (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->editor;
}

/**
 * weir_plan_view_get_source:
 * @self: a page
 *
 * Returns: (transfer none): the plan as text
 */
WeirSourcePage *
weir_plan_view_get_source (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->source;
}

/**
 * weir_plan_view_get_pane:
 * @self: a page
 *
 * Returns: (transfer none): what divides the parts and the forms
 */
GtkPaned *
weir_plan_view_get_pane (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->pane;
}

/**
 * weir_plan_view_get_results:
 * @self: a page
 *
 * Returns: (transfer none): what the run that is shown came to
 */
WeirPlanResults *
weir_plan_view_get_results (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->results;
}

/**
 * weir_plan_view_get_form_outlook:
 * @self: a page
 *
 * Returns: (transfer none): what the plan will do, above the form of the plan
 */
WeirPlanOutlookView *
weir_plan_view_get_form_outlook (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->form_outlook;
}

/**
 * weir_plan_view_get_outlook:
 * @self: a page
 *
 * Returns: (transfer none): what is shown instead of results while there are none
 */
WeirPlanOutlookView *
weir_plan_view_get_outlook (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), NULL);

  return self->outlook;
}
