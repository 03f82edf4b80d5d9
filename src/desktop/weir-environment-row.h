/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-row.h: a variable or secret of an environment: name, value, what it is, and where
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"
#include "weir-environment-files.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT_ROW (weir_environment_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentRow, weir_environment_row, WEIR, ENVIRONMENT_ROW, GtkWidget)

/* signals:
 *   remove-asked, move-asked (WeirEnvironmentRow *row)   by the person */
GtkWidget *weir_environment_row_new (WeirEnvironmentFiles *files, WeirEditorContext *context,
                                     WeirEnvironmentVariable *variable, WeirEnvironmentFile file);
WeirEnvironmentVariable *weir_environment_row_get_variable (WeirEnvironmentRow *self);
/* That the local file says something else about the same name. */
void weir_environment_row_set_replaced (WeirEnvironmentRow *self, gboolean replaced);

G_END_DECLS
