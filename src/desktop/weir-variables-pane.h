/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-variables-pane.h: every variable of a document: its value now, where that is from, and what it hides
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"
#include "weir-field-rows.h"
#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_VARIABLES_PANE (weir_variables_pane_get_type ())
G_DECLARE_FINAL_TYPE (WeirVariablesPane, weir_variables_pane, WEIR, VARIABLES_PANE, GtkWidget)

/* action variables.forget: forgets what runs and Sends left */
void weir_variables_pane_set_session (WeirVariablesPane *self, WeirEditorContext *context,
                                      WeirSession *session);
WeirFieldRows *weir_variables_pane_get_rows (WeirVariablesPane *self);
char *weir_variables_pane_get_text (WeirVariablesPane *self, const char *name);

G_END_DECLS
