/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-options.h: the tab Options: when and how a request is sent
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"

G_BEGIN_DECLS

#define WEIR_TYPE_EDITOR_OPTIONS (weir_editor_options_get_type ())
G_DECLARE_FINAL_TYPE (WeirEditorOptions, weir_editor_options, WEIR, EDITOR_OPTIONS, GtkWidget)

void weir_editor_options_set_in_plan (WeirEditorOptions *self, gboolean in_plan);
void weir_editor_options_bind (WeirEditorOptions *self, WeirEditorContext *context, WeirStep *step);
gboolean weir_editor_options_focus (WeirEditorOptions *self, gpointer object, const char *property);
guint weir_editor_options_count (WeirStep *step);

G_END_DECLS
