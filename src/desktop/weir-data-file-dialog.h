/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-file-dialog.h: which file the rows come from, and how they are used
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-edits.h"
#include "weir-run-options.h"

G_BEGIN_DECLS

#define WEIR_TYPE_DATA_FILE_DIALOG (weir_data_file_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirDataFileDialog, weir_data_file_dialog, WEIR, DATA_FILE_DIALOG, GtkWindow)

/* @folder: (nullable): of the flow's file, from which the file is named */
GtkWidget *weir_data_file_dialog_new (GtkWindow *parent, WeirRunOptions *options, WeirEdits *edits,
                                      const char *folder);
/* As if the file had been chosen. */
void weir_data_file_dialog_take (WeirDataFileDialog *self, const char *path);

G_END_DECLS
