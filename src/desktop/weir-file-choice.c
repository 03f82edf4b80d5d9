/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-file-choice.c: asking for a file or a folder
 */

#include "config.h"

#include "weir-file-choice.h"

#include <glib/gi18n.h>

/**
 * weir_file_choice_begin:
 * @chooser: (inout) (nullable): where the owner keeps the chooser; one that is still open is put away
 * @widget: whose window waits for the answer
 * @title: of the chooser
 * @action: what is chosen, and what for
 * @accept: what its button says
 *
 * Makes a chooser, to be shown with weir_file_choice_ask().
 */
void
weir_file_choice_begin (GtkFileChooserNative **chooser, GtkWidget *widget, const char *title,
                        GtkFileChooserAction action, const char *accept)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  if (*chooser != NULL)
    gtk_native_dialog_hide (GTK_NATIVE_DIALOG (*chooser));
  g_clear_object (chooser);
  *chooser = gtk_file_chooser_native_new (title, window, action, accept, _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (*chooser), TRUE);
}

/**
 * weir_file_choice_add_filter:
 * @chooser: a chooser
 * @name: of what is shown
 * @suffixes: (array zero-terminated=1) (nullable): endings of names, in any case; %NULL shows every file
 */
void
weir_file_choice_add_filter (GtkFileChooserNative *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  for (; suffixes != NULL && *suffixes != NULL; suffixes++)
    gtk_file_filter_add_suffix (filter, *suffixes);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

/**
 * weir_file_choice_set_folder:
 * @chooser: a chooser
 * @folder: (nullable): where it begins
 */
void
weir_file_choice_set_folder (GtkFileChooserNative *chooser, GFile *folder)
{
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
}

/**
 * weir_file_choice_ask:
 * @chooser: a chooser
 * @response_cb: void (*) (owner, int response, chooser), which calls weir_file_choice_take()
 * @owner: an object; when it has gone, nobody is called
 *
 * Returns at once.
 */
void
weir_file_choice_ask (GtkFileChooserNative *chooser, GCallback response_cb, gpointer owner)
{
  g_signal_connect_object (chooser, "response", response_cb, owner, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * weir_file_choice_take:
 * @chooser: (inout): a chooser that has answered, which is put away
 * @response: its answer
 *
 * Returns: (transfer full) (nullable): what was chosen; %NULL for nothing
 */
GFile *
weir_file_choice_take (GtkFileChooserNative **chooser, int response)
{
  GFile *file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (*chooser))
                                                : NULL;

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (*chooser));
  g_clear_object (chooser);
  return file;
}
