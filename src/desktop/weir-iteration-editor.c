/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-iteration-editor.c: the forms of an iteration of a load plan: how much, what, rules and conditions
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-iteration-editor.h"
#include "weir-plan-fields.h"

struct _WeirIterationEditor
{
  GtkWidget parent_instance;

  /* owned */
  WeirIteration *iteration;

  /* borrowed */
  GtkNotebook *tabs;
  WeirPlanForm *begin;
  WeirPacingEditor *pacing;
  WeirModeTimeline *timeline;
  WeirPlanOptional *data;
  WeirIterationWork *work;
  WeirItemRows *failure_rules;
  WeirItemRows *termination_rules;
  WeirPlanForm *conditions;
  WeirPlanOptional *capture;
};

G_DEFINE_FINAL_TYPE (WeirIterationEditor, weir_iteration_editor, GTK_TYPE_WIDGET)

/* A notebook that loses its pages shows the ones before, and asks for the focus in a window that is gone. */
static void
weir_iteration_editor_unroot (GtkWidget *widget)
{
  gtk_notebook_set_current_page (WEIR_ITERATION_EDITOR (widget)->tabs, 0);
  GTK_WIDGET_CLASS (weir_iteration_editor_parent_class)->unroot (widget);
}

static void
weir_iteration_editor_dispose (GObject *object)
{
  WeirIterationEditor *self = WEIR_ITERATION_EDITOR (object);

  if (self->tabs != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->tabs));
  self->tabs = NULL;
  g_clear_object (&self->iteration);
  G_OBJECT_CLASS (weir_iteration_editor_parent_class)->dispose (object);
}

static void
weir_iteration_editor_class_init (WeirIterationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_iteration_editor_dispose;
  widget_class->unroot = weir_iteration_editor_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
create_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "editor-page");
  return box;
}

static gpointer
append (GtkWidget *box, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (box), widget);
  return widget;
}

static void
add_tab (WeirIterationEditor *self, GtkWidget *page, const char *label)
{
  gtk_notebook_append_page (self->tabs, page, gtk_label_new_with_mnemonic (label));
}

static void
add_scrolled_tab (WeirIterationEditor *self, GtkWidget *page, const char *label)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  gtk_widget_set_vexpand (scrolled, TRUE);
  add_tab (self, scrolled, label);
}

static void
weir_iteration_editor_init (WeirIterationEditor *self)
{
  GtkWidget *load = create_box ();
  GtkWidget *rules = create_box ();
  GtkWidget *conditions = create_box ();

  self->tabs = GTK_NOTEBOOK (gtk_notebook_new ());
  gtk_notebook_set_scrollable (self->tabs, TRUE);
  gtk_notebook_set_show_border (self->tabs, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->tabs), "details-tabs");
  self->begin = append (load, weir_plan_fields_new_iteration ());
  self->pacing = append (load, weir_pacing_editor_new ());
  self->timeline = WEIR_MODE_TIMELINE (weir_mode_timeline_new ());
  weir_pacing_editor_set_picture (self->pacing, GTK_WIDGET (self->timeline));
  self->data = append (load, weir_plan_optional_new (&weir_plan_optional_data));
  self->work = WEIR_ITERATION_WORK (weir_iteration_work_new ());
  self->failure_rules = append (rules, weir_item_rows_new (WEIR_ITEMS_FAILURE_RULES));
  self->termination_rules = append (rules, weir_item_rows_new (WEIR_ITEMS_TERMINATION_RULES));
  self->conditions = append (conditions, weir_plan_fields_new_conditions ());
  self->capture = append (conditions, weir_plan_optional_new (&weir_plan_optional_capture));
  add_scrolled_tab (self, load, _("_Load"));
  add_tab (self, GTK_WIDGET (self->work), _("Re_quest"));
  add_scrolled_tab (self, rules, _("R_ules"));
  add_scrolled_tab (self, conditions, _("Con_ditions"));
  gtk_widget_set_parent (GTK_WIDGET (self->tabs), GTK_WIDGET (self));
}

/**
 * weir_iteration_editor_new:
 *
 * Returns: (transfer floating): forms of nothing yet
 */
GtkWidget *
weir_iteration_editor_new (void)
{
  return g_object_new (WEIR_TYPE_ITERATION_EDITOR, NULL);
}

/**
 * weir_iteration_editor_bind:
 * @self: forms
 * @context: (nullable): what is known
 * @iteration: (nullable): what they edit
 */
void
weir_iteration_editor_bind (WeirIterationEditor *self, WeirEditorContext *context, WeirIteration *iteration)
{
  GListStore *failure_rules = NULL;
  GListStore *termination_rules = NULL;

  g_return_if_fail (WEIR_IS_ITERATION_EDITOR (self));

  g_set_object (&self->iteration, iteration);
  if (iteration != NULL)
    {
      failure_rules = weir_iteration_get_failure_rules (iteration);
      termination_rules = weir_iteration_get_termination_rules (iteration);
    }
  weir_plan_form_bind (self->begin, context, iteration);
  weir_pacing_editor_bind (self->pacing, context,
                           iteration != NULL ? weir_iteration_get_pacing (iteration) : NULL);
  weir_mode_timeline_bind (self->timeline, context, iteration);
  weir_plan_optional_bind (self->data, context, iteration);
  weir_iteration_work_bind (self->work, context, iteration);
  weir_item_rows_bind (self->failure_rules, context, failure_rules);
  weir_item_rows_bind (self->termination_rules, context, termination_rules);
  weir_plan_form_bind (self->conditions, context, iteration);
  weir_plan_optional_bind (self->capture, context, iteration);
}

/**
 * weir_iteration_editor_show_tab:
 * @self: forms
 * @tab: which of them
 */
void
weir_iteration_editor_show_tab (WeirIterationEditor *self, WeirPlanTab tab)
{
  g_return_if_fail (WEIR_IS_ITERATION_EDITOR (self));

  gtk_notebook_set_current_page (self->tabs, (int) tab);
}

static gboolean
focus_in_load (WeirIterationEditor *self, gpointer object, const char *property)
{
  return weir_plan_form_focus (self->begin, object, property)
         || weir_pacing_editor_focus (self->pacing, object, property)
         || weir_plan_optional_focus (self->data, object, property);
}

static gboolean
focus_in_rules (WeirIterationEditor *self, gpointer object, const char *property)
{
  return weir_item_rows_focus (self->failure_rules, object, property)
         || weir_item_rows_focus (self->termination_rules, object, property);
}

static gboolean
focus_in_conditions (WeirIterationEditor *self, gpointer object, const char *property)
{
  return weir_plan_form_focus (self->conditions, object, property)
         || weir_plan_optional_focus (self->capture, object, property);
}

/**
 * weir_iteration_editor_focus:
 * @self: forms
 * @object: the iteration, or a part of it
 * @property: (nullable): of @object
 *
 * A field can have the focus only where it can be seen, so its tab is shown.
 *
 * Returns: whether there is a field for that, which has the focus now
 */
gboolean
weir_iteration_editor_focus (WeirIterationEditor *self, gpointer object, const char *property)
{
  gboolean (*const focus[]) (WeirIterationEditor *, gpointer, const char *) = {
    [WEIR_PLAN_TAB_LOAD] = focus_in_load,
    [WEIR_PLAN_TAB_RULES] = focus_in_rules,
    [WEIR_PLAN_TAB_CONDITIONS] = focus_in_conditions,
  };
  int shown;

  g_return_val_if_fail (WEIR_IS_ITERATION_EDITOR (self), FALSE);

  shown = gtk_notebook_get_current_page (self->tabs);
  for (guint tab = 0; tab < G_N_ELEMENTS (focus); tab++)
    {
      gtk_notebook_set_current_page (self->tabs, (int) tab);
      if (tab == WEIR_PLAN_TAB_REQUEST ? weir_iteration_work_focus (self->work, object, property)
                                       : focus[tab](self, object, property))
        return TRUE;
    }
  gtk_notebook_set_current_page (self->tabs, shown);
  return FALSE;
}

/**
 * weir_iteration_editor_get_field:
 * @self: forms
 * @object: the iteration; its pacing, arrival rate, capture or data
 * @property: of @object
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_iteration_editor_get_field (WeirIterationEditor *self, gpointer object, const char *property)
{
  WeirPlanForm *const forms[] = { self->begin, self->conditions };
  GtkWidget *field = NULL;

  g_return_val_if_fail (WEIR_IS_ITERATION_EDITOR (self), NULL);

  if (WEIR_IS_PACING (object) || WEIR_IS_ARRIVAL_RATE (object))
    return weir_pacing_editor_get_field (self->pacing, object, property);
  if (WEIR_IS_CAPTURE (object))
    return weir_plan_form_get_field (weir_plan_optional_get_form (self->capture), property);
  if (WEIR_IS_DATA_SOURCE (object))
    return weir_plan_form_get_field (weir_plan_optional_get_form (self->data), property);
  for (guint i = 0; field == NULL && i < G_N_ELEMENTS (forms); i++)
    field = weir_plan_form_get_field (forms[i], property);
  return field != NULL ? field : weir_iteration_work_get_field (self->work, property);
}

/**
 * weir_iteration_editor_get_pacing:
 * @self: forms
 *
 * Returns: (transfer none): how often it sends, and when
 */
WeirPacingEditor *
weir_iteration_editor_get_pacing (WeirIterationEditor *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_EDITOR (self), NULL);

  return self->pacing;
}

/**
 * weir_iteration_editor_get_timeline:
 * @self: forms
 *
 * Returns: (transfer none): the picture of that
 */
WeirModeTimeline *
weir_iteration_editor_get_timeline (WeirIterationEditor *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_EDITOR (self), NULL);

  return self->timeline;
}

/**
 * weir_iteration_editor_get_work:
 * @self: forms
 *
 * Returns: (transfer none): what it sends
 */
WeirIterationWork *
weir_iteration_editor_get_work (WeirIterationEditor *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_EDITOR (self), NULL);

  return self->work;
}

/**
 * weir_iteration_editor_get_rules:
 * @self: forms
 * @kind: failure or termination rules
 *
 * Returns: (transfer none): their rows
 */
WeirItemRows *
weir_iteration_editor_get_rules (WeirIterationEditor *self, WeirItemsKind kind)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_EDITOR (self), NULL);

  return kind == WEIR_ITEMS_FAILURE_RULES ? self->failure_rules : self->termination_rules;
}

/**
 * weir_iteration_editor_get_data:
 * @self: forms
 *
 * Returns: (transfer none): the file whose rows give it values
 */
WeirPlanOptional *
weir_iteration_editor_get_data (WeirIterationEditor *self)
{
  g_return_val_if_fail (WEIR_IS_ITERATION_EDITOR (self), NULL);

  return self->data;
}
