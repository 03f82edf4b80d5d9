/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-card-row.h: figures side by side, each with its title; on several lines where there is little room
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_CARD_ROW (weir_card_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirCardRow, weir_card_row, WEIR, CARD_ROW, GtkWidget)

GtkWidget *weir_card_row_new (void);
/* The next one; both texts are translated already. */
void weir_card_row_add (WeirCardRow *self, const char *title, const char *help);
/* @text: (nullable): NULL when there is nothing to say yet. @help: (nullable): instead of the first one */
void weir_card_row_set (WeirCardRow *self, guint card, const char *text, const char *help);
/* A figure that few data carry is shown dimmed, and its help says why. */
void weir_card_row_set_weak (WeirCardRow *self, guint card, gboolean weak);
/* (transfer none): as it is shown */
const char *weir_card_row_get_text (WeirCardRow *self, guint card);

G_END_DECLS
