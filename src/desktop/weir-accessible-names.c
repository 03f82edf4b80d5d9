/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-accessible-names.c: names for screen readers where GTK gives wrong ones
 *
 * GTK 4.8 calls a button with a mnemonic "_Notes Notes", by its label and by the widget that shows it, and
 * what has the focus in a GtkDropDown, a button inside it, by nothing. Both are put right when such a
 * widget comes into sight, wherever it was made.
 */

#include "config.h"

#include <gtk/gtk.h>

#include "weir-accessible-names.h"

/* What shows the label is enough; a name that somebody else has given stays. */
static void
name_button (GtkButton *button)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (button);
  const char *label = gtk_button_get_label (button);
  g_autofree char *other = NULL;

  if (label == NULL || !gtk_button_get_use_underline (button))
    return;
  other = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  if (other == NULL)
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* Its own name comes from the relation: "Method GET". */
static void
name_choice_cb (GtkDropDown *choice)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));
  gpointer item = gtk_drop_down_get_selected_item (choice);

  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    GTK_IS_STRING_OBJECT (item)
                                        ? gtk_string_object_get_string (GTK_STRING_OBJECT (item))
                                        : "",
                                    -1);
}

static void
name_choice (GtkDropDown *choice)
{
  static GQuark named;
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));

  if (named == 0)
    named = g_quark_from_static_string ("weir-named");
  if (!GTK_IS_TOGGLE_BUTTON (button) || g_object_get_qdata (G_OBJECT (choice), named) != NULL)
    return;
  g_object_set_qdata (G_OBJECT (choice), named, choice);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, choice, NULL,
                                  -1);
  g_signal_connect (choice, "notify::selected-item", G_CALLBACK (name_choice_cb), NULL);
  name_choice_cb (choice);
}

static gboolean
map_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  gpointer widget = g_value_get_object (&values[0]);

  if (GTK_IS_BUTTON (widget))
    name_button (widget);
  else if (GTK_IS_DROP_DOWN (widget))
    name_choice (widget);
  return TRUE;
}

/**
 * weir_accessible_names_install:
 *
 * Puts right what every window of the program has wrong, from now on.
 */
void
weir_accessible_names_install (void)
{
  static gboolean installed;
  gpointer klass;

  if (installed)
    return;
  installed = TRUE;
  /* The signal is there as soon as a class of widgets is. */
  klass = g_type_class_ref (GTK_TYPE_BUTTON);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, map_cb, NULL, NULL);
  g_type_class_unref (klass);
}
