/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-file-dialog.c: which file the rows come from, and how they are used
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-data-count.h"
#include "weir-data-file-dialog.h"
#include "weir-file-choice.h"

struct _WeirDataFileDialog
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *name_label;
  GtkLabel *count_label;
  GtkLabel *error_label;
  GtkLabel *parallel_label;
  GtkCheckButton *random_check;
  GtkCheckButton *per_row_check;

  /* owned */
  WeirRunOptions *options;
  WeirEdits *edits;
  char *folder; /* NULL while the flow has no file */
  char *path;   /* NULL while none is chosen; as the flow will name it */
  GCancellable *counting;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (WeirDataFileDialog, weir_data_file_dialog, GTK_TYPE_WINDOW)

static void
show_problem (WeirDataFileDialog *self, const char *sentence)
{
  gtk_label_set_text (self->error_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), sentence != NULL);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WeirDataFileDialog *self = WEIR_DATA_FILE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint count = weir_data_count_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (count > 0)
    text = g_strdup_printf (ngettext ("%u row", "%u rows", count), count);
  gtk_label_set_text (self->count_label, text != NULL ? text : "");
  show_problem (self, error != NULL ? error->message : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply", count > 0);
}

static void
show_file (WeirDataFileDialog *self)
{
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  gtk_label_set_text (self->name_label, shown != NULL ? shown : _("No file chosen"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), self->path);
  gtk_label_set_text (self->count_label, "");
  show_problem (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply", FALSE);
  if (self->path == NULL)
    return;
  self->counting = g_cancellable_new ();
  weir_data_count_async (G_OBJECT (self), self->folder, self->path, self->counting, counted_cb, NULL);
}

/* A file in the flow's folder is named from there, so that both can be moved together. */
static char *
name_from_folder (WeirDataFileDialog *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = self->folder != NULL ? g_file_new_for_path (self->folder) : NULL;
  char *relative = folder != NULL ? g_file_get_relative_path (folder, file) : NULL;

  return relative != NULL ? relative : g_strdup (path);
}

static void
response_cb (WeirDataFileDialog *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    weir_data_file_dialog_take (self, path);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const suffixes[] = { "csv", "json", NULL };
  WeirDataFileDialog *self = WEIR_DATA_FILE_DIALOG (widget);
  g_autoptr (GFile) folder = self->folder != NULL ? g_file_new_for_path (self->folder) : NULL;

  weir_file_choice_begin (&self->chooser, widget, _("Choose a Data File"), GTK_FILE_CHOOSER_ACTION_OPEN,
                          _("_Choose"));
  weir_file_choice_add_filter (self->chooser, _("CSV and JSON"), suffixes);
  weir_file_choice_add_filter (self->chooser, _("All files"), NULL);
  weir_file_choice_set_folder (self->chooser, folder);
  weir_file_choice_ask (self->chooser, G_CALLBACK (response_cb), self);
}

/* Of the two ways to say how many iterations there are, the other goes back. */
static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirDataFileDialog *self = WEIR_DATA_FILE_DIALOG (widget);
  gboolean per_row = gtk_check_button_get_active (self->per_row_check);
  gboolean random = gtk_check_button_get_active (self->random_check);

  weir_edits_begin (self->edits, _("Data File"));
  weir_edits_set_string (self->edits, self->options, "data-file", self->path);
  weir_edits_set_enum (self->edits, self->options, "data-order",
                       random ? WEIR_DATA_RANDOM : WEIR_DATA_SEQUENTIAL);
  weir_edits_set_boolean (self->edits, self->options, "one-per-row", per_row);
  if (per_row)
    weir_edits_set_int64 (self->edits, self->options, "iterations", 1);
  weir_edits_end (self->edits);
  gtk_window_close (GTK_WINDOW (self));
}

static void
weir_data_file_dialog_dispose (GObject *object)
{
  WeirDataFileDialog *self = WEIR_DATA_FILE_DIALOG (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->chooser != NULL)
    gtk_native_dialog_hide (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->options);
  g_clear_object (&self->edits);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (weir_data_file_dialog_parent_class)->dispose (object);
}

static void
weir_data_file_dialog_class_init (WeirDataFileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_data_file_dialog_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-data-file-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDataFileDialog, name_label);
  gtk_widget_class_bind_template_child (widget_class, WeirDataFileDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, WeirDataFileDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, WeirDataFileDialog, parallel_label);
  gtk_widget_class_bind_template_child (widget_class, WeirDataFileDialog, random_check);
  gtk_widget_class_bind_template_child (widget_class, WeirDataFileDialog, per_row_check);
  gtk_widget_class_install_action (widget_class, "dialog.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "dialog.apply", NULL, apply_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_data_file_dialog_init (WeirDataFileDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_data_file_dialog_new:
 * @parent: the window it belongs to
 * @options: the options to change
 * @edits: what changes them
 * @folder: (nullable): of the flow's file; %NULL when it has none
 *
 * Asks for a file, begins with the present one, and says what is in it or why it cannot be used.
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself
 */
GtkWidget *
weir_data_file_dialog_new (GtkWindow *parent, WeirRunOptions *options, WeirEdits *edits, const char *folder)
{
  WeirDataFileDialog *self = g_object_new (WEIR_TYPE_DATA_FILE_DIALOG, "transient-for", parent, NULL);
  gboolean is_parallel = weir_run_options_get_parallel (options) > 1;

  self->options = g_object_ref (options);
  self->edits = g_object_ref (edits);
  self->folder = g_strdup (folder);
  self->path = g_strdup (weir_run_options_get_data_file (options));
  gtk_check_button_set_active (self->random_check,
                               weir_run_options_get_data_order (options) == WEIR_DATA_RANDOM);
  gtk_check_button_set_active (
      self->per_row_check,
      !is_parallel && (self->path == NULL || weir_run_options_get_one_per_row (options)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->per_row_check), !is_parallel);
  gtk_widget_set_visible (GTK_WIDGET (self->parallel_label), is_parallel);
  show_file (self);
  return GTK_WIDGET (self);
}

/**
 * weir_data_file_dialog_take:
 * @self: a dialog
 * @path: the file that was chosen, absolute
 *
 * Shows it, and what is in it.
 */
void
weir_data_file_dialog_take (WeirDataFileDialog *self, const char *path)
{
  g_return_if_fail (WEIR_IS_DATA_FILE_DIALOG (self));

  g_free (self->path);
  self->path = name_from_folder (self, path);
  show_file (self);
}
