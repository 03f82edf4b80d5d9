/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-rename.c: the field in which a step gets another name, with what is wrong with it
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-focus.h"
#include "weir-step-names.h"
#include "weir-step-rename.h"

struct _WeirStepRename
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *entry;
  GtkWidget *error_label;
  WeirEdits *edits;
  WeirStep *step;
  GHashTable *names; /* of the other steps */

  guint leave_source;
  gboolean over;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirStepRename, weir_step_rename, GTK_TYPE_WIDGET)

static char *
get_name (WeirStepRename *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* Returns: (transfer full) (nullable): what is wrong with what is typed now */
static char *
find_error (WeirStepRename *self)
{
  g_autofree char *name = get_name (self);

  if (*name == '\0')
    return g_strdup (_("A step needs a name."));
  if (weir_step_names_contain (self->names, name))
    return g_strdup_printf (_("Another step is called “%s”. Choose a name that differs in more than case."),
                            name);
  return NULL;
}

static void
changed_cb (WeirStepRename *self)
{
  g_autofree char *error = find_error (self);

  gtk_label_set_text (GTK_LABEL (self->error_label), error != NULL ? error : "");
  gtk_widget_set_visible (self->error_label, error != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  error != NULL ? error : "", -1);
}

/* Whoever hears of it takes this away. */
static void
finish (WeirStepRename *self, gboolean apply, gboolean by_key)
{
  g_autoptr (WeirStepRename) kept = g_object_ref (self);
  g_autofree char *name = get_name (self);

  if (self->over)
    return;
  self->over = TRUE;
  if (apply)
    {
      weir_edits_seal (self->edits);
      weir_edits_begin (self->edits, _("Rename Step"));
      weir_edits_set_string (self->edits, self->step, "name", name);
      weir_edits_end (self->edits);
      weir_edits_seal (self->edits);
    }
  g_signal_emit (self, signals[DONE], 0, by_key);
}

static void
activate_cb (WeirStepRename *self)
{
  if (gtk_widget_get_visible (self->error_label))
    gtk_widget_error_bell (self->entry);
  else
    finish (self, TRUE, TRUE);
}

static gboolean
key_pressed_cb (WeirStepRename *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  finish (self, FALSE, TRUE);
  return GDK_EVENT_STOP;
}

static gboolean
left_cb (gpointer data)
{
  WeirStepRename *self = WEIR_STEP_RENAME (data);

  self->leave_source = 0;
  finish (self, !gtk_widget_get_visible (self->error_label), FALSE);
  return G_SOURCE_REMOVE;
}

/* Whoever goes elsewhere wants what was typed, unless it cannot be. Later, because GTK is still busy with the
 * widgets that lose the focus. */
static void
leave_cb (WeirStepRename *self)
{
  if (!self->over && self->leave_source == 0)
    self->leave_source = g_idle_add (left_cb, self);
}

static gboolean
weir_step_rename_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_STEP_RENAME (widget)->entry);
}

static void
weir_step_rename_dispose (GObject *object)
{
  WeirStepRename *self = WEIR_STEP_RENAME (object);

  self->over = TRUE;
  g_clear_handle_id (&self->leave_source, g_source_remove);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->error_label, gtk_widget_unparent);
  g_clear_object (&self->edits);
  g_clear_object (&self->step);
  g_clear_pointer (&self->names, g_hash_table_unref);
  G_OBJECT_CLASS (weir_step_rename_parent_class)->dispose (object);
}

static void
weir_step_rename_class_init (WeirStepRenameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_rename_dispose;
  weir_focus_install (widget_class, weir_step_rename_grab_focus);
  /**
   * WeirStepRename::done:
   * @self: the field
   * @by_key: whether by Enter or Escape, and not by going elsewhere
   *
   * The step has its new name, or keeps the one it had.
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
add_controllers (WeirStepRename *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
weir_step_rename_init (WeirStepRename *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  g_object_set (self->entry, "truncate-multiline", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the step"), -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->error_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error_label), 0);
  gtk_widget_add_css_class (self->error_label, "field-error");
  gtk_widget_set_visible (self->error_label, FALSE);
  gtk_widget_set_parent (self->error_label, GTK_WIDGET (self));
  add_controllers (self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
}

/**
 * weir_step_rename_new:
 * @flow: a flow
 * @edits: its edits
 * @step: one of its steps
 *
 * Returns: (transfer floating): a field with the name of the step, which wants the focus
 */
GtkWidget *
weir_step_rename_new (WeirFlow *flow, WeirEdits *edits, WeirStep *step)
{
  WeirStepRename *self = g_object_new (WEIR_TYPE_STEP_RENAME, NULL);

  self->edits = g_object_ref (edits);
  self->step = g_object_ref (step);
  self->names = weir_step_names_collect (flow, step);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), weir_step_get_name (step));
  return GTK_WIDGET (self);
}

/**
 * weir_step_rename_get_entry:
 * @self: a field
 *
 * Returns: (transfer none): where the name is typed
 */
GtkEntry *
weir_step_rename_get_entry (WeirStepRename *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_RENAME (self), NULL);

  return GTK_ENTRY (self->entry);
}

/**
 * weir_step_rename_get_error:
 * @self: a field
 *
 * Returns: (transfer none): what is wrong with what is typed; empty when nothing is
 */
const char *
weir_step_rename_get_error (WeirStepRename *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_RENAME (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->error_label));
}
