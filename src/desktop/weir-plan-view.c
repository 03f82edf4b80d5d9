/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-view.c: the page of a load plan: its parts, the form of one of them, and the plan as text
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-view.h"

struct _WeirPlanView
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession *session;

  /* borrowed */
  GtkPaned *pane;
  WeirPlanTree *tree;
  GtkStack *right;
  WeirPlanEditor *editor;
  WeirSourcePage *source;
  GtkToggleButton *forms_button;
  GtkToggleButton *source_button;
};

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
view_toggled_cb (WeirPlanView *self)
{
  gtk_stack_set_visible_child_name (
      self->right, gtk_toggle_button_get_active (self->source_button) ? "source" : "forms");
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
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkToggleButton *
add_toggle (WeirPlanView *self, GtkWidget *box, const char *label, const char *help)
{
  GtkWidget *button = gtk_toggle_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, help);
  gtk_box_append (GTK_BOX (box), button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
create_bar (WeirPlanView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *views = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (bar, "toolbar");
  gtk_widget_add_css_class (views, "linked");
  gtk_widget_set_hexpand (views, TRUE);
  gtk_widget_set_halign (views, GTK_ALIGN_END);
  self->forms_button = add_toggle (self, views, _("_Forms"), _("Edit the selected part"));
  self->source_button = add_toggle (self, views, _("S_ource"), _("Edit the whole plan as text"));
  gtk_toggle_button_set_group (self->source_button, self->forms_button);
  gtk_toggle_button_set_active (self->forms_button, TRUE);
  g_signal_connect_object (self->source_button, "toggled", G_CALLBACK (view_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), views);
  gtk_widget_set_parent (bar, GTK_WIDGET (self));
}

static void
weir_plan_view_init (WeirPlanView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->right = GTK_STACK (gtk_stack_new ());
  create_bar (self);
  self->tree = WEIR_PLAN_TREE (weir_plan_tree_new ());
  self->editor = WEIR_PLAN_EDITOR (weir_plan_editor_new ());
  self->source = g_object_new (WEIR_TYPE_SOURCE_PAGE, NULL);
  gtk_stack_add_named (self->right, GTK_WIDGET (self->editor), "forms");
  gtk_stack_add_named (self->right, GTK_WIDGET (self->source), "source");
  self->pane = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_paned_set_start_child (self->pane, GTK_WIDGET (self->tree));
  gtk_paned_set_end_child (self->pane, GTK_WIDGET (self->right));
  gtk_paned_set_resize_start_child (self->pane, FALSE);
  gtk_paned_set_shrink_start_child (self->pane, FALSE);
  gtk_paned_set_shrink_end_child (self->pane, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->tree), 200, -1);
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
 * weir_plan_view_set_session:
 * @self: a page
 * @session: (nullable): a document with a plan
 *
 * To be called again when the document has got another plan or another file.
 */
void
weir_plan_view_set_session (WeirPlanView *self, WeirSession *session)
{
  g_return_if_fail (WEIR_IS_PLAN_VIEW (self));

  g_set_object (&self->session, session);
  weir_plan_editor_set_session (self->editor, session);
  weir_source_page_set_session (self->source, session);
  weir_plan_tree_set_session (self->tree, session);
  selected_cb (self);
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

  gtk_toggle_button_set_active (source ? self->source_button : self->forms_button, TRUE);
}

/**
 * weir_plan_view_shows_source:
 * @self: a page
 *
 * Returns: whether it shows the plan as text
 */
gboolean
weir_plan_view_shows_source (WeirPlanView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_VIEW (self), FALSE);

  return gtk_toggle_button_get_active (self->source_button);
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
  weir_plan_editor_focus (self->editor, object, property);
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
