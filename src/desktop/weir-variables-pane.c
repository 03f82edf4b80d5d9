/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-variables-pane.c: every variable of a document: its value now, where that is from, and what it hides
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-row-kinds.h"
#include "weir-tooltip.h"
#include "weir-variables-pane.h"

struct _WeirVariablesPane
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkColumnView *table;
  WeirFieldRows *rows;

  /* owned */
  WeirSession *session;
};

G_DEFINE_FINAL_TYPE (WeirVariablesPane, weir_variables_pane, GTK_TYPE_WIDGET)

typedef enum
{
  COLUMN_NAME,
  COLUMN_VALUE,
  COLUMN_ORIGIN,
  COLUMN_HIDES,
} Column;

/* "http://127.0.0.1 (Flow)", one for each place whose value does not count */
static char *
describe_hidden (WeirCurrentVariable *variable)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i < weir_current_variable_get_n_layers (variable); i++)
    {
      const WeirVariableLayer *layer = weir_current_variable_get_layer (variable, i);
      g_autofree char *place = weir_variable_layer_describe (layer);

      g_string_append_printf (text, "%s%s (%s)", i > 1 ? ", " : "",
                              layer->value != NULL ? layer->value : _("no value"), place);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe (WeirCurrentVariable *variable, Column column)
{
  const char *value = weir_current_variable_get_value (variable);
  const char *note = weir_current_variable_get_note (variable);

  switch (column)
    {
    case COLUMN_NAME:
      return g_strdup (weir_current_variable_get_name (variable));
    case COLUMN_VALUE:
      if (value == NULL)
        return g_strdup (note != NULL ? note : _("no value yet"));
      return g_strdup (value);
    case COLUMN_ORIGIN:
      if (weir_current_variable_get_n_layers (variable) == 0)
        return g_strdup ("");
      return weir_variable_layer_describe (weir_current_variable_get_layer (variable, 0));
    case COLUMN_HIDES:
    default:
      return describe_hidden (variable);
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  WeirCurrentVariable *variable = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = describe (variable, GPOINTER_TO_INT (column));

  gtk_label_set_text (GTK_LABEL (label), text);
  weir_tooltip_set (label, *text != '\0' ? text : NULL);
  if (GPOINTER_TO_INT (column) == COLUMN_VALUE && weir_current_variable_get_value (variable) == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
add_column (WeirVariablesPane *self, const char *title, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (column));
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, column != COLUMN_NAME);
  if (column == COLUMN_NAME)
    gtk_column_view_column_set_fixed_width (made, 130);
  gtk_column_view_append_column (self->table, made);
}

static void
forget_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirVariablesPane *self = WEIR_VARIABLES_PANE (widget);

  if (self->session != NULL)
    weir_current_store_clear (weir_session_get_store (self->session));
}

/* Rows are made only while they can be seen. */
static void
weir_variables_pane_map (GtkWidget *widget)
{
  WeirVariablesPane *self = WEIR_VARIABLES_PANE (widget);
  g_autoptr (GtkNoSelection) model = NULL;

  if (self->session != NULL && weir_session_get_flow (self->session) != NULL)
    model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (weir_session_get_store (self->session))));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (model));
  GTK_WIDGET_CLASS (weir_variables_pane_parent_class)->map (widget);
}

static void
weir_variables_pane_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_variables_pane_parent_class)->unmap (widget);
  gtk_column_view_set_model (WEIR_VARIABLES_PANE (widget)->table, NULL);
}

static void
weir_variables_pane_dispose (GObject *object)
{
  WeirVariablesPane *self = WEIR_VARIABLES_PANE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_variables_pane_parent_class)->dispose (object);
}

static void
weir_variables_pane_class_init (WeirVariablesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_variables_pane_dispose;
  widget_class->map = weir_variables_pane_map;
  widget_class->unmap = weir_variables_pane_unmap;
  g_type_ensure (WEIR_TYPE_FIELD_ROWS);
  gtk_widget_class_install_action (widget_class, "variables.forget", NULL, forget_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-variables-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirVariablesPane, content);
  gtk_widget_class_bind_template_child (widget_class, WeirVariablesPane, table);
  gtk_widget_class_bind_template_child (widget_class, WeirVariablesPane, rows);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_variables_pane_init (WeirVariablesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_column (self, _("Name"), COLUMN_NAME);
  add_column (self, _("Value"), COLUMN_VALUE);
  add_column (self, _("From"), COLUMN_ORIGIN);
  add_column (self, _("Hides"), COLUMN_HIDES);
}

/**
 * weir_variables_pane_set_session:
 * @self: the pane
 * @context: what is known
 * @session: (nullable): the document with the flow whose variables it shows
 */
void
weir_variables_pane_set_session (WeirVariablesPane *self, WeirEditorContext *context, WeirSession *session)
{
  WeirFlow *flow = session != NULL ? weir_session_get_flow (session) : NULL;

  g_return_if_fail (WEIR_IS_VARIABLES_PANE (self));

  g_set_object (&self->session, session);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      gtk_widget_unmap (GTK_WIDGET (self));
      gtk_widget_map (GTK_WIDGET (self));
    }
  weir_field_rows_bind (self->rows, &weir_rows_variables, context,
                        flow != NULL ? weir_flow_get_variables (flow) : NULL);
}

/**
 * weir_variables_pane_get_rows:
 * @self: the pane
 *
 * Returns: (transfer none): where the variables of the flow are edited
 */
WeirFieldRows *
weir_variables_pane_get_rows (WeirVariablesPane *self)
{
  g_return_val_if_fail (WEIR_IS_VARIABLES_PANE (self), NULL);

  return self->rows;
}

/**
 * weir_variables_pane_get_text:
 * @self: the pane
 * @name: of a variable
 *
 * Returns: (transfer full) (nullable): its row: value, origin and what it hides, with tabs between them
 */
char *
weir_variables_pane_get_text (WeirVariablesPane *self, const char *name)
{
  WeirCurrentVariable *variable;
  g_autofree char *value = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *hides = NULL;

  g_return_val_if_fail (WEIR_IS_VARIABLES_PANE (self), NULL);

  variable =
      self->session != NULL ? weir_current_store_find (weir_session_get_store (self->session), name) : NULL;
  if (variable == NULL)
    return NULL;
  value = describe (variable, COLUMN_VALUE);
  origin = describe (variable, COLUMN_ORIGIN);
  hides = describe (variable, COLUMN_HIDES);
  return g_strdup_printf ("%s\t%s\t%s", value, origin, hides);
}
