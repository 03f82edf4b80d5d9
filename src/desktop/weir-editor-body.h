/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-body.h: the tab Body: what a request carries
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"
#include "weir-text-area.h"

G_BEGIN_DECLS

#define WEIR_TYPE_EDITOR_BODY (weir_editor_body_get_type ())
G_DECLARE_FINAL_TYPE (WeirEditorBody, weir_editor_body, WEIR, EDITOR_BODY, GtkWidget)

/* action body-editor.format writes the JSON one member a line */
void weir_editor_body_bind (WeirEditorBody *self, WeirEditorContext *context, WeirRequest *request);
gboolean weir_editor_body_focus (WeirEditorBody *self, gpointer object, const char *property);
GtkDropDown *weir_editor_body_get_kind (WeirEditorBody *self);
GtkDropDown *weir_editor_body_get_type_choice (WeirEditorBody *self);
WeirTextArea *weir_editor_body_get_text (WeirEditorBody *self);

G_END_DECLS
