/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-style.h: colours of highlighted text that follow those of the window
 */

#pragma once

#include <gtk/gtk.h>
#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

void weir_source_style_apply (GtkWidget *widget, GtkSourceBuffer *buffer);
void weir_source_style_set_language (GtkSourceBuffer *buffer, const char *language);

G_END_DECLS
