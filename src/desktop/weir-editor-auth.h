/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-auth.h: the tab Auth: how a request says who sends it
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"

G_BEGIN_DECLS

#define WEIR_TYPE_EDITOR_AUTH (weir_editor_auth_get_type ())
G_DECLARE_FINAL_TYPE (WeirEditorAuth, weir_editor_auth, WEIR, EDITOR_AUTH, GtkWidget)

void weir_editor_auth_bind (WeirEditorAuth *self, WeirEditorContext *context, WeirRequest *request);
gboolean weir_editor_auth_focus (WeirEditorAuth *self, gpointer object, const char *property);

G_END_DECLS
