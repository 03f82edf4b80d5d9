/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-editor.c: the forms of a load plan: of the plan, an environment, a round or an iteration
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-editor.h"
#include "weir-plan-fields.h"
#include "weir-row-kinds.h"

struct _WeirPlanEditor
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession *session;
  WeirEditorContext *context;
  GObject *object;
  GSignalGroup *stage_signals; /* of the stages of a round, which some of its fields depend on */

  /* borrowed */
  GtkBox *plan_page;
  GtkStack *pages;
  WeirPlanForm *plan;
  WeirPlanOptional *plan_data;
  WeirFieldRows *variables;
  WeirPlanForm *environment;
  WeirFieldRows *environment_variables;
  WeirPlanSecrets *secrets;
  WeirPlanForm *round;
  WeirPlanOptional *round_data;
  WeirItemRows *stages;
  WeirIterationEditor *iteration;
};

G_DEFINE_FINAL_TYPE (WeirPlanEditor, weir_plan_editor, GTK_TYPE_WIDGET)

static void
follow_stages (WeirPlanEditor *self)
{
  if (WEIR_IS_ROUND (self->object))
    weir_plan_form_bind (self->round, self->context, self->object);
}

/* Everything is bound to what is shown; what is not shown, to nothing. */
static void
follow_object (WeirPlanEditor *self)
{
  gpointer plan = WEIR_IS_PLAN (self->object) ? self->object : NULL;
  gpointer environment = WEIR_IS_ENVIRONMENT (self->object) ? self->object : NULL;
  gpointer round = WEIR_IS_ROUND (self->object) ? self->object : NULL;
  gpointer iteration = WEIR_IS_ITERATION (self->object) ? self->object : NULL;

  weir_plan_form_bind (self->plan, self->context, plan);
  weir_plan_optional_bind (self->plan_data, self->context, plan);
  weir_field_rows_bind (self->variables, &weir_rows_variables, self->context,
                        plan != NULL ? weir_plan_get_variables (plan) : NULL);
  weir_plan_form_bind (self->environment, self->context, environment);
  weir_field_rows_bind (self->environment_variables, &weir_rows_variables, self->context,
                        environment != NULL ? weir_environment_get_variables (environment) : NULL);
  weir_plan_secrets_bind (self->secrets, self->context, environment);
  weir_plan_form_bind (self->round, self->context, round);
  weir_plan_optional_bind (self->round_data, self->context, round);
  weir_item_rows_bind (self->stages, self->context, round != NULL ? weir_round_get_stages (round) : NULL);
  g_signal_group_set_target (self->stage_signals, round != NULL ? weir_round_get_stages (round) : NULL);
  weir_iteration_editor_bind (self->iteration, self->context, iteration);
}

static const char *
find_page (WeirPlanEditor *self)
{
  if (WEIR_IS_PLAN (self->object))
    return "plan";
  if (WEIR_IS_ENVIRONMENT (self->object))
    return "environment";
  if (WEIR_IS_ROUND (self->object))
    return "round";
  return WEIR_IS_ITERATION (self->object) ? "iteration" : "nothing";
}

static void
weir_plan_editor_dispose (GObject *object)
{
  WeirPlanEditor *self = WEIR_PLAN_EDITOR (object);

  g_clear_object (&self->stage_signals);
  if (self->pages != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->pages));
  self->pages = NULL;
  g_clear_object (&self->object);
  g_clear_object (&self->session);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_plan_editor_parent_class)->dispose (object);
}

static void
weir_plan_editor_class_init (WeirPlanEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_editor_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "planeditor");
}

static GtkWidget *
create_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "editor-page");
  return box;
}

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
add_heading (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
}

static gpointer
append (GtkWidget *box, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (box), widget);
  return widget;
}

static void
create_plan_pages (WeirPlanEditor *self)
{
  GtkWidget *plan = create_box ();
  GtkWidget *environment = create_box ();
  GtkWidget *round = create_box ();

  self->plan_page = GTK_BOX (plan);
  self->plan = append (plan, weir_plan_fields_new_plan ());
  self->plan_data = append (plan, weir_plan_optional_new (&weir_plan_optional_data));
  add_heading (plan, _("Variables"));
  self->variables = append (plan, weir_field_rows_new ());
  self->environment = append (environment, weir_plan_fields_new_environment ());
  add_heading (environment, _("Variables, instead of those of the plan"));
  self->environment_variables = append (environment, weir_field_rows_new ());
  self->secrets = append (environment, weir_plan_secrets_new ());
  self->round = append (round, weir_plan_fields_new_round ());
  self->round_data = append (round, weir_plan_optional_new (&weir_plan_optional_data));
  self->stages = append (round, weir_item_rows_new (WEIR_ITEMS_STAGES));
  gtk_stack_add_named (self->pages, scroll (plan), "plan");
  gtk_stack_add_named (self->pages, scroll (environment), "environment");
  gtk_stack_add_named (self->pages, scroll (round), "round");
}

static void
weir_plan_editor_init (WeirPlanEditor *self)
{
  GtkWidget *nothing = gtk_label_new (_("Select a part of the plan to edit it."));

  self->context = weir_editor_context_new ();
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_stack_add_named (self->pages, nothing, "nothing");
  create_plan_pages (self);
  self->iteration = WEIR_ITERATION_EDITOR (weir_iteration_editor_new ());
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->iteration), "iteration");
  gtk_widget_set_parent (GTK_WIDGET (self->pages), GTK_WIDGET (self));
  self->stage_signals = g_signal_group_new (G_TYPE_LIST_STORE);
  g_signal_group_connect_swapped (self->stage_signals, "items-changed", G_CALLBACK (follow_stages), self);
}

/**
 * weir_plan_editor_new:
 *
 * Returns: (transfer floating): forms of nothing yet
 */
GtkWidget *
weir_plan_editor_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_EDITOR, NULL);
}

/**
 * weir_plan_editor_set_head:
 * @self: forms
 * @head: what the plan as a whole comes to; called once
 *
 * Shows it above the form of the plan, and scrolls it with that.
 */
void
weir_plan_editor_set_head (WeirPlanEditor *self, GtkWidget *head)
{
  g_return_if_fail (WEIR_IS_PLAN_EDITOR (self));

  gtk_box_prepend (self->plan_page, head);
}

/**
 * weir_plan_editor_set_session:
 * @self: forms
 * @session: (nullable): the document with a plan
 *
 * To be called again when the document has got another plan or another file.
 */
void
weir_plan_editor_set_session (WeirPlanEditor *self, WeirSession *session)
{
  WeirPlan *plan = session != NULL ? weir_session_get_plan (session) : NULL;
  GFile *file = session != NULL ? weir_session_get_file (session) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  g_return_if_fail (WEIR_IS_PLAN_EDITOR (self));

  weir_plan_editor_set_object (self, NULL);
  g_set_object (&self->session, session);
  weir_editor_context_set_plan (self->context, plan, plan != NULL ? weir_session_get_edits (session) : NULL,
                                plan != NULL ? weir_session_get_plan_problems (session) : NULL, folder);
  weir_step_editor_set_session (weir_plan_editor_get_request (self), plan != NULL ? session : NULL);
  if (plan != NULL)
    weir_plan_problems_set_folder (weir_session_get_plan_problems (session), folder);
}

/**
 * weir_plan_editor_set_object:
 * @self: forms
 * @object: (nullable): a #WeirPlan, #WeirEnvironment, #WeirRound or #WeirIteration of its plan
 *
 * Shows the form of that object.
 */
void
weir_plan_editor_set_object (WeirPlanEditor *self, gpointer object)
{
  g_return_if_fail (WEIR_IS_PLAN_EDITOR (self));

  if (!g_set_object (&self->object, object))
    return;
  follow_object (self);
  gtk_stack_set_visible_child_name (self->pages, find_page (self));
}

/**
 * weir_plan_editor_get_object:
 * @self: forms
 *
 * Returns: (transfer none) (nullable): whose form is shown
 */
gpointer
weir_plan_editor_get_object (WeirPlanEditor *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  return self->object;
}

/**
 * weir_plan_editor_show_tab:
 * @self: forms
 * @tab: of an iteration
 */
void
weir_plan_editor_show_tab (WeirPlanEditor *self, WeirPlanTab tab)
{
  g_return_if_fail (WEIR_IS_PLAN_EDITOR (self));

  weir_iteration_editor_show_tab (self->iteration, tab);
}

/**
 * weir_plan_editor_focus_name:
 * @self: forms
 *
 * Moves the focus to what the object is called.
 */
void
weir_plan_editor_focus_name (WeirPlanEditor *self)
{
  g_return_if_fail (WEIR_IS_PLAN_EDITOR (self));

  weir_plan_editor_show_tab (self, WEIR_PLAN_TAB_LOAD);
  weir_plan_editor_focus (self, self->object, "name");
}

/**
 * weir_plan_editor_focus:
 * @self: forms
 * @object: what is shown, or a part of it
 * @property: (nullable): of @object
 *
 * Returns: whether there is a field for that, which has the focus now
 */
gboolean
weir_plan_editor_focus (WeirPlanEditor *self, gpointer object, const char *property)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), FALSE);

  if (WEIR_IS_ITERATION (self->object))
    return weir_iteration_editor_focus (self->iteration, object, property);
  return weir_plan_form_focus (self->plan, object, property)
         || weir_plan_optional_focus (self->plan_data, object, property)
         || weir_field_rows_focus_item (self->variables, object, property)
         || weir_plan_form_focus (self->environment, object, property)
         || weir_field_rows_focus_item (self->environment_variables, object, property)
         || weir_plan_form_focus (weir_plan_secrets_get_form (self->secrets), object, property)
         || weir_plan_form_focus (self->round, object, property)
         || weir_plan_optional_focus (self->round_data, object, property)
         || weir_item_rows_focus (self->stages, object, property);
}

/* Of the part that is shown, the one whose data it is */
static WeirPlanForm *
find_form (WeirPlanEditor *self, gpointer object, const char *property)
{
  if (WEIR_IS_DATA_SOURCE (object))
    return weir_plan_optional_get_form (WEIR_IS_PLAN (self->object) ? self->plan_data : self->round_data);
  if (WEIR_IS_PLAN (object))
    return self->plan;
  if (WEIR_IS_ENVIRONMENT (object))
    return g_strcmp0 (property, "secrets") == 0 ? weir_plan_secrets_get_form (self->secrets)
                                                : self->environment;
  return self->round;
}

/**
 * weir_plan_editor_get_field:
 * @self: forms
 * @object: what is shown, or its data; of an iteration also its pacing, arrival rate or capture
 * @property: of @object
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_plan_editor_get_field (WeirPlanEditor *self, gpointer object, const char *property)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  if (WEIR_IS_ITERATION (self->object))
    return weir_iteration_editor_get_field (self->iteration, object, property);
  return weir_plan_form_get_field (find_form (self, object, property), property);
}

/**
 * weir_plan_editor_get_iteration:
 * @self: forms
 *
 * Returns: (transfer none): the forms of an iteration
 */
WeirIterationEditor *
weir_plan_editor_get_iteration (WeirPlanEditor *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  return self->iteration;
}

/**
 * weir_plan_editor_get_request:
 * @self: forms
 *
 * Returns: (transfer none): the form of the request of an iteration
 */
WeirStepEditor *
weir_plan_editor_get_request (WeirPlanEditor *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  return weir_iteration_work_get_request (weir_iteration_editor_get_work (self->iteration));
}

/**
 * weir_plan_editor_get_rows:
 * @self: forms
 * @kind: rules, or stages
 *
 * Returns: (transfer none): their rows
 */
WeirItemRows *
weir_plan_editor_get_rows (WeirPlanEditor *self, WeirItemsKind kind)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  if (kind == WEIR_ITEMS_STAGES)
    return self->stages;
  if (kind == WEIR_ITEMS_RATE_STAGES)
    return weir_pacing_editor_get_stages (weir_iteration_editor_get_pacing (self->iteration));
  return weir_iteration_editor_get_rules (self->iteration, kind);
}
