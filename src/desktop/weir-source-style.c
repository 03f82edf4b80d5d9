/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-style.c: colours of highlighted text that follow those of the window
 */

#include "config.h"

#include "weir-source-style.h"

/**
 * weir_source_style_apply:
 * @widget: what shows the text
 * @buffer: the text
 *
 * Whatever made the window dark, its text is light then.
 */
void
weir_source_style_apply (GtkWidget *widget, GtkSourceBuffer *buffer)
{
  GdkRGBA color;
  double light;
  const char *id;
  GtkSourceStyleScheme *scheme;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  light = 0.3 * color.red + 0.59 * color.green + 0.11 * color.blue;
  id = light > 0.5 ? "Adwaita-dark" : "Adwaita";
  scheme = gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), id);
  if (scheme != gtk_source_buffer_get_style_scheme (buffer))
    gtk_source_buffer_set_style_scheme (buffer, scheme);
}

/**
 * weir_source_style_set_language:
 * @buffer: a text
 * @language: (nullable): the id of the language to highlight it in
 */
void
weir_source_style_set_language (GtkSourceBuffer *buffer, const char *language)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();

  gtk_source_buffer_set_language (
      buffer, language != NULL ? gtk_source_language_manager_get_language (manager, language) : NULL);
}
