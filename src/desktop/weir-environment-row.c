/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-row.c: a variable or secret of an environment: name, value, what it is, and where
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environment-row.h"
#include "weir-focus.h"
#include "weir-value-entry.h"

struct _WeirEnvironmentRow
{
  GtkWidget parent_instance;

  /* template */
  WeirValueEntry *name;
  WeirValueEntry *value;
  GtkCheckButton *secret;
  GtkWidget *move;
  GtkWidget *remove;
  GtkWidget *message;
  GtkWidget *replaced;

  /* owned */
  WeirEnvironmentFiles *files;
  WeirEnvironmentVariable *variable;

  gboolean follows; /* the switch is being given what the document has */
};

enum
{
  REMOVE_ASKED,
  MOVE_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirEnvironmentRow, weir_environment_row, GTK_TYPE_WIDGET)

/* @label: (transfer full) */
static void
set_label (gpointer widget, char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (label);
}

/* Rows are told apart by their names, by ear, too. */
static void
show_name (WeirEnvironmentRow *self)
{
  const char *name = weir_environment_variable_get_name (self->variable);
  g_autofree char *value = NULL;

  name = *name != '\0' ? name : _("this variable");
  value = g_strdup_printf (_("Value of %s"), name);
  weir_value_entry_set_label (self->value, value);
  set_label (self->secret, g_strdup_printf (_("%s is a secret"), name));
  set_label (self->move, g_strdup_printf (_("Move %s"), name));
  set_label (self->remove, g_strdup_printf (_("Remove %s"), name));
}

static void
show_secret (WeirEnvironmentRow *self)
{
  gboolean secret = weir_environment_variable_get_secret (self->variable);

  self->follows = TRUE;
  gtk_check_button_set_active (self->secret, secret);
  self->follows = FALSE;
  g_object_set (self->value, "secret", secret, "placeholder-text",
                secret ? _("Asked for when it is needed") : _("Value"), NULL);
}

static void
show_message (WeirEnvironmentRow *self)
{
  const char *message = weir_value_entry_get_message (self->name, NULL);

  gtk_label_set_text (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
}

static void
secret_toggled_cb (WeirEnvironmentRow *self)
{
  if (!self->follows && self->variable != NULL)
    weir_environment_files_set_secret (self->files, self->variable,
                                       gtk_check_button_get_active (self->secret));
}

static void
remove_clicked_cb (WeirEnvironmentRow *self)
{
  g_signal_emit (self, signals[REMOVE_ASKED], 0);
}

static void
move_clicked_cb (WeirEnvironmentRow *self)
{
  g_signal_emit (self, signals[MOVE_ASKED], 0);
}

static gboolean
remove_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  remove_clicked_cb (WEIR_ENVIRONMENT_ROW (widget));
  return TRUE;
}

static gboolean
weir_environment_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_ENVIRONMENT_ROW (widget)->name));
}

static void
weir_environment_row_dispose (GObject *object)
{
  WeirEnvironmentRow *self = WEIR_ENVIRONMENT_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->files);
  g_clear_object (&self->variable);
  G_OBJECT_CLASS (weir_environment_row_parent_class)->dispose (object);
}

static void
weir_environment_row_class_init (WeirEnvironmentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_environment_row_dispose;
  weir_focus_install (widget_class, weir_environment_row_grab_focus);
  g_type_ensure (WEIR_TYPE_VALUE_ENTRY);
  signals[REMOVE_ASKED] =
      g_signal_new ("remove-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE_ASKED] =
      g_signal_new ("move-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-environment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRow, name);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRow, value);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRow, secret);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRow, move);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRow, remove);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRow, message);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRow, replaced);
  gtk_widget_class_bind_template_callback (widget_class, secret_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_message);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_ALT_MASK, remove_shortcut_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "environmentrow");
}

static void
weir_environment_row_init (WeirEnvironmentRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_environment_row_new:
 * @files: the environments of a folder
 * @context: what all fields share
 * @variable: a variable of one of them
 * @file: where it is; it can be moved to the other
 *
 * Returns: (transfer floating): fields for it
 */
GtkWidget *
weir_environment_row_new (WeirEnvironmentFiles *files, WeirEditorContext *context,
                          WeirEnvironmentVariable *variable, WeirEnvironmentFile file)
{
  WeirEnvironmentRow *self = g_object_new (WEIR_TYPE_ENVIRONMENT_ROW, NULL);
  gboolean is_shared = file == WEIR_ENVIRONMENT_FILE_SHARED;

  self->files = g_object_ref (files);
  self->variable = g_object_ref (variable);
  weir_value_entry_bind (self->name, context, variable, "name");
  weir_value_entry_bind (self->value, context, variable, "value");
  gtk_button_set_icon_name (GTK_BUTTON (self->move), is_shared ? "go-down-symbolic" : "go-up-symbolic");
  gtk_widget_set_tooltip_text (self->move, is_shared
                                               ? _("Keep it only on this computer: environments.local.yaml")
                                               : _("Have it for everyone: environments.yaml"));
  g_signal_connect_object (variable, "notify::name", G_CALLBACK (show_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (variable, "notify::secret", G_CALLBACK (show_secret), self, G_CONNECT_SWAPPED);
  show_name (self);
  show_secret (self);
  show_message (self);
  return GTK_WIDGET (self);
}

WeirEnvironmentVariable *
weir_environment_row_get_variable (WeirEnvironmentRow *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_ROW (self), NULL);

  return self->variable;
}

/**
 * weir_environment_row_set_replaced:
 * @self: a row of environments.yaml
 * @replaced: whether environments.local.yaml has a variable of that name, which counts instead
 */
void
weir_environment_row_set_replaced (WeirEnvironmentRow *self, gboolean replaced)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_ROW (self));

  gtk_widget_set_visible (self->replaced, replaced);
}
