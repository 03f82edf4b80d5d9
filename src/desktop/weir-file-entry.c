/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-file-entry.c: a field that names a file: typed, chosen or dropped, and marked when it is missing
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-file-choice.h"
#include "weir-file-entry.h"
#include "weir-file.h"
#include "weir-focus.h"

struct _WeirFileEntry
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *entry;
  GtkWidget *button;
  GtkFileChooserNative *chooser;

  /* borrowed */
  WeirEditorContext *context; /* the one its field has */
};

G_DEFINE_FINAL_TYPE (WeirFileEntry, weir_file_entry, GTK_TYPE_WIDGET)

/* What placeholders make of a path is known only when the flow runs. */
static char *
check_file (WeirEditorContext *context, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (*text == '\0' || strchr (text, '$') != NULL)
    return NULL;
  path = weir_file_find (weir_editor_context_get_folder (context), text, &error);
  return path == NULL ? g_strdup (error->message) : NULL;
}

static void
chooser_response_cb (WeirFileEntry *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);

  if (file != NULL)
    weir_file_entry_choose (self, file);
}

static void
clicked_cb (WeirFileEntry *self)
{
  const char *folder = self->context != NULL ? weir_editor_context_get_folder (self->context) : NULL;
  g_autoptr (GFile) start = folder != NULL ? g_file_new_for_path (folder) : NULL;

  weir_file_choice_begin (&self->chooser, GTK_WIDGET (self), _("Choose a File"),
                          GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"));
  weir_file_choice_set_folder (self->chooser, start);
  weir_file_choice_ask (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

static gboolean
drop_cb (WeirFileEntry *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  gboolean has_file = files != NULL;

  if (has_file)
    weir_file_entry_choose (self, files->data);
  g_slist_free (files);
  return has_file;
}

static gboolean
weir_file_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_FILE_ENTRY (widget)->entry);
}

static void
weir_file_entry_dispose (GObject *object)
{
  WeirFileEntry *self = WEIR_FILE_ENTRY (object);

  g_clear_object (&self->chooser);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_file_entry_parent_class)->dispose (object);
}

static void
weir_file_entry_class_init (WeirFileEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_file_entry_dispose;
  weir_focus_install (widget_class, weir_file_entry_grab_focus);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
weir_file_entry_init (WeirFileEntry *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 4);
  self->entry = weir_value_entry_new (NULL);
  gtk_widget_set_hexpand (self->entry, TRUE);
  weir_value_entry_set_check (WEIR_VALUE_ENTRY (self->entry), check_file);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->button = gtk_button_new_from_icon_name ("document-open-symbolic");
  gtk_widget_set_valign (self->button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->button, _("Choose a file, or drop one on the field"));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  /* Before the text of the field, which would take the name of the file as it is. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * weir_file_entry_new:
 * @label: what it is, for screen readers
 *
 * Returns: (transfer floating): a field that is bound to nothing
 */
GtkWidget *
weir_file_entry_new (const char *label)
{
  WeirFileEntry *self = g_object_new (WEIR_TYPE_FILE_ENTRY, NULL);

  weir_file_entry_set_label (self, label);
  return GTK_WIDGET (self);
}

/**
 * weir_file_entry_set_label:
 * @self: a field
 * @label: what it is, for screen readers
 */
void
weir_file_entry_set_label (WeirFileEntry *self, const char *label)
{
  g_autofree char *choose = g_strdup_printf (_("Choose %s"), label);

  g_return_if_fail (WEIR_IS_FILE_ENTRY (self));

  weir_value_entry_set_label (WEIR_VALUE_ENTRY (self->entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, choose, -1);
}

/**
 * weir_file_entry_bind:
 * @self: a field
 * @context: (nullable): what is known
 * @object: (nullable): an object of the document
 * @property: a property of it that names a file
 */
void
weir_file_entry_bind (WeirFileEntry *self, WeirEditorContext *context, gpointer object, const char *property)
{
  g_return_if_fail (WEIR_IS_FILE_ENTRY (self));

  self->context = context;
  weir_value_entry_bind (WEIR_VALUE_ENTRY (self->entry), context, object, property);
}

/**
 * weir_file_entry_get_entry:
 * @self: a field
 *
 * Returns: (transfer none): what the name is typed into
 */
WeirValueEntry *
weir_file_entry_get_entry (WeirFileEntry *self)
{
  g_return_val_if_fail (WEIR_IS_FILE_ENTRY (self), NULL);

  return WEIR_VALUE_ENTRY (self->entry);
}

/**
 * weir_file_entry_choose:
 * @self: a field
 * @file: a file
 *
 * Names it, below the folder of the document relative to that, so that both can be moved together.
 */
void
weir_file_entry_choose (WeirFileEntry *self, GFile *file)
{
  const char *folder = self->context != NULL ? weir_editor_context_get_folder (self->context) : NULL;
  g_autoptr (GFile) base = folder != NULL ? g_file_new_for_path (folder) : NULL;
  g_autofree char *relative = base != NULL ? g_file_get_relative_path (base, file) : NULL;
  g_autofree char *path = g_file_get_path (file);

  g_return_if_fail (WEIR_IS_FILE_ENTRY (self));

  if (relative != NULL || path != NULL)
    weir_value_entry_type (WEIR_VALUE_ENTRY (self->entry), relative != NULL ? relative : path);
}
