/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-iteration-work.c: what an iteration of a load plan sends: one request, or the steps of a flow
 *
 * The request stays in the document's object while a flow is chosen, and comes back with the other choice.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-editor-bind.h"
#include "weir-file.h"
#include "weir-iteration-work.h"
#include "weir-plan-fields.h"
#include "weir-plan-problems.h"

enum
{
  REQUEST,
  FLOW,
};

struct _WeirIterationWork
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  WeirIteration *iteration;
  GSignalGroup *iteration_signals;
  char *last_flow; /* (nullable): the file that was named before the request was chosen */

  /* borrowed */
  GtkDropDown *choice;
  GtkStack *pages;
  WeirStepEditor *request;
  WeirPlanForm *flow;
  GtkWidget *open;

  gboolean follows; /* the choice is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirIterationWork, weir_iteration_work, GTK_TYPE_WIDGET)

static const char *
get_flow (WeirIterationWork *self)
{
  return self->iteration != NULL ? weir_iteration_get_flow_file (self->iteration) : NULL;
}

static char *
find_flow (WeirIterationWork *self)
{
  const char *file = get_flow (self);

  return file != NULL && *file != '\0' ? weir_file_find (weir_editor_context_get_folder (self->context), file,
                                                         NULL)
                                       : NULL;
}

static void
follow_iteration (WeirIterationWork *self)
{
  const char *file = get_flow (self);
  g_autofree char *path = find_flow (self);

  if (file != NULL && g_strcmp0 (file, self->last_flow) != 0)
    {
      g_free (self->last_flow);
      self->last_flow = g_strdup (file);
    }
  self->follows = TRUE;
  gtk_drop_down_set_selected (self->choice, file != NULL ? FLOW : REQUEST);
  self->follows = FALSE;
  gtk_widget_set_sensitive (self->open, path != NULL);
  gtk_stack_set_visible_child_name (self->pages, file != NULL ? "flow" : "request");
}

static void
choose_request (WeirIterationWork *self, WeirEdits *edits)
{
  WeirStep *step = weir_iteration_get_step (self->iteration);
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "/");

  weir_edits_set_string (edits, self->iteration, "flow-file", NULL);
  if (weir_step_get_request (step) != NULL)
    return;
  weir_edits_set_object (edits, step, "request", request);
  weir_step_editor_set_step (self->request, NULL);
  weir_step_editor_set_step (self->request, step);
}

static void
chosen_cb (WeirIterationWork *self)
{
  WeirEdits *edits;

  if (self->follows || self->iteration == NULL)
    return;
  edits = weir_editor_context_get_edits (self->context);
  weir_edits_begin (edits, _("Change What Is Sent"));
  if (gtk_drop_down_get_selected (self->choice) == FLOW)
    weir_edits_set_string (edits, self->iteration, "flow-file",
                           self->last_flow != NULL ? self->last_flow : "");
  else
    choose_request (self, edits);
  weir_edits_end (edits);
}

static void
open_clicked_cb (WeirIterationWork *self)
{
  g_autofree char *path = find_flow (self);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", uri);
}

static void
weir_iteration_work_dispose (GObject *object)
{
  WeirIterationWork *self = WEIR_ITERATION_WORK (object);
  GtkWidget *child;

  self->follows = TRUE;
  g_clear_object (&self->iteration_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->iteration);
  g_clear_object (&self->context);
  g_clear_pointer (&self->last_flow, g_free);
  G_OBJECT_CLASS (weir_iteration_work_parent_class)->dispose (object);
}

static void
weir_iteration_work_class_init (WeirIterationWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_iteration_work_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
create_choice (WeirIterationWork *self)
{
  const char *words[] = { _("One request"), _("The steps of a flow, once each time"), NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("Se_nds"));

  self->choice = GTK_DROP_DOWN (weir_editor_choice_new (words));
  gtk_widget_set_hexpand (GTK_WIDGET (self->choice), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What is sent"), -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->choice));
  gtk_widget_add_css_class (line, "toolbar");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->choice));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
}

static GtkWidget *
create_flow_page (WeirIterationWork *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *about = gtk_label_new (_("Each turn goes once through the enabled steps. Before All runs once "
                                      "for the round, After All once at its end. What the steps ask of their "
                                      "answers stands in the flow."));

  self->flow = WEIR_PLAN_FORM (weir_plan_fields_new_flow ());
  self->open = gtk_button_new_with_mnemonic (_("_Open the Flow"));
  gtk_widget_set_halign (self->open, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->open, _("Show the flow of this file beside the plan"));
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_add_css_class (page, "editor-page");
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->flow));
  gtk_box_append (GTK_BOX (page), self->open);
  gtk_box_append (GTK_BOX (page), about);
  return page;
}

static void
weir_iteration_work_init (WeirIterationWork *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  create_choice (self);
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  self->request = g_object_new (WEIR_TYPE_STEP_EDITOR, NULL);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->request), "request");
  gtk_stack_add_named (self->pages, create_flow_page (self), "flow");
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->pages), GTK_WIDGET (self));
  self->iteration_signals = g_signal_group_new (WEIR_TYPE_ITERATION);
  g_signal_group_connect_swapped (self->iteration_signals, "notify::flow-file",
                                  G_CALLBACK (follow_iteration), self);
}

/**
 * weir_iteration_work_new:
 *
 * Returns: (transfer floating): a form of nothing yet
 */
GtkWidget *
weir_iteration_work_new (void)
{
  return g_object_new (WEIR_TYPE_ITERATION_WORK, NULL);
}

/**
 * weir_iteration_work_bind:
 * @self: a form
 * @context: (nullable): what is known
 * @iteration: (nullable): whose request or flow it is
 */
void
weir_iteration_work_bind (WeirIterationWork *self, WeirEditorContext *context, WeirIteration *iteration)
{
  g_return_if_fail (WEIR_IS_ITERATION_WORK (self));

  if (self->iteration != iteration)
    g_clear_pointer (&self->last_flow, g_free);
  g_set_object (&self->context, context);
  g_set_object (&self->iteration, iteration);
  weir_plan_form_bind (self->flow, context, iteration);
  weir_step_editor_set_step (self->request, iteration != NULL ? weir_iteration_get_step (iteration) : NULL);
  g_signal_group_set_target (self->iteration_signals, iteration);
  follow_iteration (self);
}

/**
 * weir_iteration_work_focus:
 * @self: a form
 * @object: of the document
 * @property: (nullable): of it
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_iteration_work_focus (WeirIterationWork *self, gpointer object, const char *property)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_WORK (self), FALSE);

  if (get_flow (self) != NULL)
    return weir_plan_form_focus (self->flow, object, property);
  /* What the iteration says of all requests is not in here, though the request may say something alike. */
  return weir_plan_problems_holds (weir_step_editor_get_step (self->request), object)
         && weir_step_editor_focus (self->request, object, property);
}

/**
 * weir_iteration_work_get_field:
 * @self: a form
 * @property: (nullable): of its iteration
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_iteration_work_get_field (WeirIterationWork *self, const char *property)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_WORK (self), NULL);

  return weir_plan_form_get_field (self->flow, property);
}

/**
 * weir_iteration_work_get_request:
 * @self: a form
 *
 * Returns: (transfer none): the form of the request
 */
WeirStepEditor *
weir_iteration_work_get_request (WeirIterationWork *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_WORK (self), NULL);

  return self->request;
}
