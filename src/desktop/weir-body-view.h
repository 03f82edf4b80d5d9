/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-body-view.h: the text of a body: highlighted, searched, wrapped or not
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_BODY_VIEW (weir_body_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirBodyView, weir_body_view, WEIR, BODY_VIEW, GtkWidget)

void weir_body_view_set_text (WeirBodyView *self, const char *text, const char *language, const char *spoken);
GtkTextView *weir_body_view_get_view (WeirBodyView *self);
char *weir_body_view_get_text (WeirBodyView *self);
const char *weir_body_view_get_language (WeirBodyView *self);
const char *weir_body_view_get_scheme (WeirBodyView *self);
void weir_body_view_search (WeirBodyView *self, const char *text);
int weir_body_view_get_n_found (WeirBodyView *self);

G_END_DECLS
