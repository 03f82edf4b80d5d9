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
  GSignalGroup *iteration_signals;
  GSignalGroup *stage_signals; /* of the stages of a round, which some of its fields depend on */

  /* borrowed */
  GtkStack *pages;
  WeirPlanForm *plan;
  WeirFieldRows *variables;
  WeirPlanForm *environment;
  WeirFieldRows *environment_variables;
  WeirPlanForm *round;
  WeirItemRows *stages;
  GtkNotebook *tabs;
  WeirPlanForm *iteration;
  WeirPlanForm *pacing;
  WeirStepEditor *request;
  WeirItemRows *failure_rules;
  WeirItemRows *termination_rules;
  WeirPlanForm *conditions;
  GtkCheckButton *captures;
  WeirPlanForm *capture;

  gboolean follows; /* a check is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirPlanEditor, weir_plan_editor, GTK_TYPE_WIDGET)

static void
follow_capture (WeirPlanEditor *self)
{
  WeirCapture *capture =
      WEIR_IS_ITERATION (self->object) ? weir_iteration_get_capture (WEIR_ITERATION (self->object)) : NULL;

  weir_plan_form_bind (self->capture, self->context, capture);
  gtk_widget_set_visible (GTK_WIDGET (self->capture), capture != NULL);
  self->follows = TRUE;
  gtk_check_button_set_active (self->captures, capture != NULL);
  self->follows = FALSE;
}

static void
captures_toggled_cb (WeirPlanEditor *self)
{
  gboolean wanted = gtk_check_button_get_active (self->captures);
  g_autoptr (WeirCapture) capture = wanted ? weir_capture_new ("Answer") : NULL;

  if (!self->follows && WEIR_IS_ITERATION (self->object))
    weir_edits_set_object (weir_editor_context_get_edits (self->context), self->object, "capture", capture);
}

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
  weir_field_rows_bind (self->variables, &weir_rows_variables, self->context,
                        plan != NULL ? weir_plan_get_variables (plan) : NULL);
  weir_plan_form_bind (self->environment, self->context, environment);
  weir_field_rows_bind (self->environment_variables, &weir_rows_variables, self->context,
                        environment != NULL ? weir_environment_get_variables (environment) : NULL);
  weir_plan_form_bind (self->round, self->context, round);
  weir_item_rows_bind (self->stages, self->context, round != NULL ? weir_round_get_stages (round) : NULL);
  g_signal_group_set_target (self->stage_signals, round != NULL ? weir_round_get_stages (round) : NULL);
  weir_plan_form_bind (self->iteration, self->context, iteration);
  weir_plan_form_bind (self->pacing, self->context,
                       iteration != NULL ? weir_iteration_get_pacing (iteration) : NULL);
  weir_item_rows_bind (self->failure_rules, self->context,
                       iteration != NULL ? weir_iteration_get_failure_rules (iteration) : NULL);
  weir_item_rows_bind (self->termination_rules, self->context,
                       iteration != NULL ? weir_iteration_get_termination_rules (iteration) : NULL);
  weir_plan_form_bind (self->conditions, self->context, iteration);
  weir_step_editor_set_step (self->request, iteration != NULL ? weir_iteration_get_step (iteration) : NULL);
  g_signal_group_set_target (self->iteration_signals, iteration);
  follow_capture (self);
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

/* A notebook that loses its pages shows the ones before, and asks for the focus in a window that is gone. */
static void
weir_plan_editor_unroot (GtkWidget *widget)
{
  gtk_notebook_set_current_page (WEIR_PLAN_EDITOR (widget)->tabs, 0);
  GTK_WIDGET_CLASS (weir_plan_editor_parent_class)->unroot (widget);
}

static void
weir_plan_editor_dispose (GObject *object)
{
  WeirPlanEditor *self = WEIR_PLAN_EDITOR (object);

  self->follows = TRUE;
  g_clear_object (&self->iteration_signals);
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
  widget_class->unroot = weir_plan_editor_unroot;
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

  self->plan = append (plan, weir_plan_fields_new_plan ());
  add_heading (plan, _("Variables"));
  self->variables = append (plan, weir_field_rows_new ());
  self->environment = append (environment, weir_plan_fields_new_environment ());
  add_heading (environment, _("Variables, instead of those of the plan"));
  self->environment_variables = append (environment, weir_field_rows_new ());
  self->round = append (round, weir_plan_fields_new_round ());
  self->stages = append (round, weir_item_rows_new (WEIR_ITEMS_STAGES));
  gtk_stack_add_named (self->pages, scroll (plan), "plan");
  gtk_stack_add_named (self->pages, scroll (environment), "environment");
  gtk_stack_add_named (self->pages, scroll (round), "round");
}

static void
add_tab (WeirPlanEditor *self, GtkWidget *page, const char *label)
{
  gtk_notebook_append_page (self->tabs, page, gtk_label_new_with_mnemonic (label));
}

static void
create_iteration_page (WeirPlanEditor *self)
{
  GtkWidget *load = create_box ();
  GtkWidget *rules = create_box ();
  GtkWidget *conditions = create_box ();

  self->tabs = GTK_NOTEBOOK (gtk_notebook_new ());
  gtk_notebook_set_scrollable (self->tabs, TRUE);
  gtk_notebook_set_show_border (self->tabs, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->tabs), "details-tabs");
  self->iteration = append (load, weir_plan_fields_new_iteration ());
  self->pacing = append (load, weir_plan_fields_new_pacing ());
  self->request = g_object_new (WEIR_TYPE_STEP_EDITOR, NULL);
  self->failure_rules = append (rules, weir_item_rows_new (WEIR_ITEMS_FAILURE_RULES));
  self->termination_rules = append (rules, weir_item_rows_new (WEIR_ITEMS_TERMINATION_RULES));
  self->conditions = append (conditions, weir_plan_fields_new_conditions ());
  self->captures =
      append (conditions, gtk_check_button_new_with_mnemonic (_("_Keep each answer under a name")));
  self->capture = append (conditions, weir_plan_fields_new_capture ());
  g_signal_connect_object (self->captures, "toggled", G_CALLBACK (captures_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  add_tab (self, scroll (load), _("_Load"));
  add_tab (self, GTK_WIDGET (self->request), _("Re_quest"));
  add_tab (self, scroll (rules), _("R_ules"));
  add_tab (self, scroll (conditions), _("Con_ditions"));
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->tabs), "iteration");
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
  create_iteration_page (self);
  gtk_widget_set_parent (GTK_WIDGET (self->pages), GTK_WIDGET (self));
  self->iteration_signals = g_signal_group_new (WEIR_TYPE_ITERATION);
  g_signal_group_connect_swapped (self->iteration_signals, "notify::capture", G_CALLBACK (follow_capture),
                                  self);
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
  weir_step_editor_set_session (self->request, plan != NULL ? session : NULL);
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

  gtk_notebook_set_current_page (self->tabs, (int) tab);
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

static gboolean
focus_in_iteration (WeirPlanEditor *self, gpointer object, const char *property)
{
  WeirPlanForm *forms[] = { self->iteration, self->pacing, self->conditions, self->capture };
  const WeirPlanTab tabs[] = { WEIR_PLAN_TAB_LOAD, WEIR_PLAN_TAB_LOAD, WEIR_PLAN_TAB_CONDITIONS,
                               WEIR_PLAN_TAB_CONDITIONS };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      int shown = gtk_notebook_get_current_page (self->tabs);

      weir_plan_editor_show_tab (self, tabs[i]);
      if (weir_plan_form_focus (forms[i], object, property))
        return TRUE;
      gtk_notebook_set_current_page (self->tabs, shown);
    }
  if (WEIR_IS_RULE (object))
    {
      weir_plan_editor_show_tab (self, WEIR_PLAN_TAB_RULES);
      return weir_item_rows_focus (self->failure_rules, object, property)
             || weir_item_rows_focus (self->termination_rules, object, property);
    }
  if (object == self->object || WEIR_IS_PACING (object) || WEIR_IS_CAPTURE (object))
    return FALSE;
  weir_plan_editor_show_tab (self, WEIR_PLAN_TAB_REQUEST);
  return weir_step_editor_focus (self->request, object, property);
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
    return focus_in_iteration (self, object, property);
  return weir_plan_form_focus (self->plan, object, property)
         || weir_field_rows_focus_item (self->variables, object, property)
         || weir_plan_form_focus (self->environment, object, property)
         || weir_field_rows_focus_item (self->environment_variables, object, property)
         || weir_plan_form_focus (self->round, object, property)
         || weir_item_rows_focus (self->stages, object, property);
}

/**
 * weir_plan_editor_get_context:
 * @self: forms
 *
 * Returns: (transfer none): what their fields share
 */
WeirEditorContext *
weir_plan_editor_get_context (WeirPlanEditor *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  return self->context;
}

static WeirPlanForm *
find_form (WeirPlanEditor *self, gpointer object, const char *property)
{
  if (WEIR_IS_PLAN (object))
    return self->plan;
  if (WEIR_IS_ENVIRONMENT (object))
    return self->environment;
  if (WEIR_IS_ROUND (object))
    return self->round;
  if (WEIR_IS_PACING (object))
    return self->pacing;
  if (WEIR_IS_CAPTURE (object))
    return self->capture;
  return weir_plan_form_get_field (self->iteration, property) != NULL ? self->iteration : self->conditions;
}

/**
 * weir_plan_editor_get_field:
 * @self: forms
 * @object: what is shown; of an iteration also its pacing or capture
 * @property: of @object
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_plan_editor_get_field (WeirPlanEditor *self, gpointer object, const char *property)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  return weir_plan_form_get_field (find_form (self, object, property), property);
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

  return self->request;
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
  return kind == WEIR_ITEMS_FAILURE_RULES ? self->failure_rules : self->termination_rules;
}

/**
 * weir_plan_editor_get_variables:
 * @self: forms
 *
 * Returns: (transfer none): the variables of the plan
 */
WeirFieldRows *
weir_plan_editor_get_variables (WeirPlanEditor *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  return self->variables;
}

/**
 * weir_plan_editor_get_captures:
 * @self: forms
 *
 * Returns: (transfer none): whether answers of an iteration are kept
 */
GtkCheckButton *
weir_plan_editor_get_captures (WeirPlanEditor *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_EDITOR (self), NULL);

  return self->captures;
}
