/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-file-choice.h: asking for a file or a folder
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Begin, say more about it, ask; and take the answer in @response_cb. */
void weir_file_choice_begin (GtkFileChooserNative **chooser, GtkWidget *widget, const char *title,
                             GtkFileChooserAction action, const char *accept);
void weir_file_choice_add_filter (GtkFileChooserNative *chooser, const char *name,
                                  const char *const *suffixes);
void weir_file_choice_set_folder (GtkFileChooserNative *chooser, GFile *folder);
void weir_file_choice_ask (GtkFileChooserNative *chooser, GCallback response_cb, gpointer owner);
GFile *weir_file_choice_take (GtkFileChooserNative **chooser, int response);

G_END_DECLS
