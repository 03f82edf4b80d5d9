/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-area.h: a field of several lines for one property of a document
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-completion.h"
#include "weir-editor-context.h"

G_BEGIN_DECLS

#define WEIR_TYPE_TEXT_AREA (weir_text_area_get_type ())
G_DECLARE_FINAL_TYPE (WeirTextArea, weir_text_area, WEIR, TEXT_AREA, GtkWidget)

/* properties: label (what it is, for screen readers), plain (a "$" in it is a "$"), lines (least height) */
GtkWidget *weir_text_area_new (const char *label);
void weir_text_area_bind (WeirTextArea *self, WeirEditorContext *context, gpointer object,
                          const char *property);
void weir_text_area_set_language (WeirTextArea *self, const char *language);
void weir_text_area_set_label (WeirTextArea *self, const char *label);
char *weir_text_area_get_text (WeirTextArea *self);
void weir_text_area_type (WeirTextArea *self, const char *text);
const char *weir_text_area_get_message (WeirTextArea *self);
GtkTextView *weir_text_area_get_view (WeirTextArea *self);
WeirCompletion *weir_text_area_get_completion (WeirTextArea *self);

G_END_DECLS
