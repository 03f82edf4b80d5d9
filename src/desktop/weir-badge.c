/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-badge.c: a method as a small coloured label, and the colours of outcomes and mistakes
 */

#include "config.h"

#include "weir-badge.h"

/* Any other method is shown without a colour of its own. */
static const char *const coloured[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };

/**
 * weir_badge_set_method:
 * @label: a label with the style class `badge`
 * @method: what it says: a method, or SET or WAIT
 *
 * Sets the text, and the style class that gives it its colour.
 */
void
weir_badge_set_method (GtkLabel *label, const char *method)
{
  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (method != NULL);

  gtk_label_set_text (label, method);
  for (guint i = 0; i < G_N_ELEMENTS (coloured); i++)
    {
      g_autofree char *lower = g_ascii_strdown (coloured[i], -1);
      g_autofree char *class = g_strconcat ("method-", lower, NULL);

      if (g_str_equal (coloured[i], method))
        gtk_widget_add_css_class (GTK_WIDGET (label), class);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (label), class);
    }
}

/**
 * weir_tone_apply:
 * @widget: a widget whose text tells an outcome
 * @tone: how good the outcome is
 *
 * Replaces the style class of an earlier tone.
 */
void
weir_tone_apply (GtkWidget *widget, WeirTone tone)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (WeirTone other = 0; other < WEIR_N_TONES; other++)
    if (other != tone)
      gtk_widget_remove_css_class (widget, weir_tone_get_css_class (other));
  gtk_widget_add_css_class (widget, weir_tone_get_css_class (tone));
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * weir_severity_apply:
 * @widget: a field
 * @is_wrong: whether something is wrong with what it has
 * @is_warning: whether a run would go on nevertheless
 *
 * Gives it the style class that tells so, and touches nothing when it has it already.
 */
void
weir_severity_apply (GtkWidget *widget, gboolean is_wrong, gboolean is_warning)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  set_css_class (widget, "warning", is_wrong && is_warning);
  set_css_class (widget, "error", is_wrong && !is_warning);
}
