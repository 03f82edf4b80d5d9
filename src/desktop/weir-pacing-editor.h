/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacing-editor.h: how often an iteration sends its request: a mode with its numbers, or a rate
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-item-rows.h"
#include "weir-plan-form.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PACING_EDITOR (weir_pacing_editor_get_type ())
G_DECLARE_FINAL_TYPE (WeirPacingEditor, weir_pacing_editor, WEIR, PACING_EDITOR, GtkWidget)

GtkWidget *weir_pacing_editor_new (void);
void weir_pacing_editor_bind (WeirPacingEditor *self, WeirEditorContext *context, WeirPacing *pacing);
/* Shown below the words, above the numbers it is drawn from. */
void weir_pacing_editor_set_picture (WeirPacingEditor *self, GtkWidget *picture);
gboolean weir_pacing_editor_focus (WeirPacingEditor *self, gpointer object, const char *property);
/* Of the pacing, or of its arrival rate; "mode" is the choice among the modes and the rate. */
GtkWidget *weir_pacing_editor_get_field (WeirPacingEditor *self, gpointer object, const char *property);
WeirItemRows *weir_pacing_editor_get_stages (WeirPacingEditor *self);

G_END_DECLS
