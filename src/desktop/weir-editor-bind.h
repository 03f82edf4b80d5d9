/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-bind.h: checks and choices of the step editor, each for one property of a document
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"

G_BEGIN_DECLS

/* Shows as much of the chosen words as there is room for; the list shows them whole. */
GtkWidget *weir_editor_choice_new (const char *const *words);
/* @object: (nullable) %NULL binds it to nothing */
void weir_editor_bind_check (GtkCheckButton *check, WeirEditorContext *context, gpointer object,
                             const char *property);
void weir_editor_bind_choice (GtkDropDown *choice, WeirEditorContext *context, gpointer object,
                              const char *property);

G_END_DECLS
