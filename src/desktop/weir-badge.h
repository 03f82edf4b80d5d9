/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-badge.h: a method as a small coloured label, and the colours of outcomes and mistakes
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-words.h"

G_BEGIN_DECLS

void weir_badge_set_method (GtkLabel *label, const char *method);
void weir_tone_apply (GtkWidget *widget, WeirTone tone);
void weir_severity_apply (GtkWidget *widget, gboolean is_wrong, gboolean is_warning);

G_END_DECLS
