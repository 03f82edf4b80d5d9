/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-tooltip.c: tooltips that are set with every edit
 */

#include "config.h"

#include "weir-tooltip.h"

/**
 * weir_tooltip_set:
 * @widget: a widget
 * @text: (nullable): its tooltip
 *
 * Does what gtk_widget_set_tooltip_text() does, but nothing when it is that already: GTK would ask the
 * display where the pointer is, and wait for the answer.
 */
void
weir_tooltip_set (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}
