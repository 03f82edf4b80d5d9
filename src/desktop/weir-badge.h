/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-badge.h: a method as a small coloured label
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-words.h"

G_BEGIN_DECLS

void weir_badge_set_method (GtkLabel *label, const char *method);
void weir_tone_apply (GtkWidget *widget, WeirTone tone);

G_END_DECLS
