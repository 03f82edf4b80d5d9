/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-bind.c: checks and choices of the step editor, each for one property of a document
 */

#include "config.h"

#include "weir-editor-bind.h"

/* Belongs to the widget. */
typedef struct
{
  GtkWidget *widget; /* borrowed */
  WeirEditorContext *context;
  GObject *object;       /* nullable */
  const char *property;  /* interned */
  GSignalGroup *signals; /* of the object */
  gboolean follows;      /* the widget is being given what the document has */
} Binding;

static void
free_binding (gpointer data)
{
  Binding *binding = data;

  g_clear_object (&binding->signals);
  g_clear_object (&binding->context);
  g_clear_object (&binding->object);
  g_free (binding);
}

static void
follow_document (Binding *binding)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (binding->object == NULL)
    return;
  g_object_get_property (binding->object, binding->property, &value);
  binding->follows = TRUE;
  if (GTK_IS_CHECK_BUTTON (binding->widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (binding->widget), g_value_get_boolean (&value));
  else
    gtk_drop_down_set_selected (GTK_DROP_DOWN (binding->widget), (guint) g_value_get_enum (&value));
  binding->follows = FALSE;
}

static void
chosen_cb (Binding *binding)
{
  WeirEdits *edits;

  if (binding->follows || binding->object == NULL)
    return;
  edits = weir_editor_context_get_edits (binding->context);
  if (GTK_IS_CHECK_BUTTON (binding->widget))
    weir_edits_set_boolean (edits, binding->object, binding->property,
                            gtk_check_button_get_active (GTK_CHECK_BUTTON (binding->widget)));
  else
    weir_edits_set_enum (edits, binding->object, binding->property,
                         (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (binding->widget)));
}

static void
bind (GtkWidget *widget, const char *signal, WeirEditorContext *context, gpointer object,
      const char *property)
{
  Binding *binding = g_object_get_data (G_OBJECT (widget), "weir-binding");

  if (binding == NULL)
    {
      binding = g_new0 (Binding, 1);
      binding->widget = widget;
      binding->signals = g_signal_group_new (G_TYPE_OBJECT);
      g_signal_group_connect_swapped (binding->signals, "notify", G_CALLBACK (follow_document), binding);
      g_object_set_data_full (G_OBJECT (widget), "weir-binding", binding, free_binding);
      g_signal_connect_swapped (widget, signal, G_CALLBACK (chosen_cb), binding);
    }
  g_set_object (&binding->context, context);
  g_set_object (&binding->object, object);
  binding->property = g_intern_string (property);
  g_signal_group_set_target (binding->signals, object);
  follow_document (binding);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer ellipsizes)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (GPOINTER_TO_INT (ellipsizes))
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 4);
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *words = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (words));
}

static GtkListItemFactory *
create_factory (gboolean ellipsizes)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (ellipsizes));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

/**
 * weir_editor_choice_new:
 * @words: what can be chosen
 *
 * Returns: (transfer floating): a choice that can be narrower than its words
 */
GtkWidget *
weir_editor_choice_new (const char *const *words)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);
  g_autoptr (GtkListItemFactory) shown = create_factory (TRUE);
  g_autoptr (GtkListItemFactory) listed = create_factory (FALSE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), shown);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (choice), listed);
  return choice;
}

/**
 * weir_editor_bind_check:
 * @check: a check
 * @context: (nullable): what is known
 * @object: (nullable): an object of the document
 * @property: a property of it that is a boolean
 */
void
weir_editor_bind_check (GtkCheckButton *check, WeirEditorContext *context, gpointer object,
                        const char *property)
{
  bind (GTK_WIDGET (check), "toggled", context, object, property);
}

/**
 * weir_editor_bind_choice:
 * @choice: a choice, its items in the order of the enumeration
 * @context: (nullable): what is known
 * @object: (nullable): an object of the document
 * @property: a property of it that is an enumeration
 */
void
weir_editor_bind_choice (GtkDropDown *choice, WeirEditorContext *context, gpointer object,
                         const char *property)
{
  bind (GTK_WIDGET (choice), "notify::selected", context, object, property);
}
