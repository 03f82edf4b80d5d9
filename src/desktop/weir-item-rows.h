/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-item-rows.h: a list of a load plan whose items have several fields each: rules, and stages
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_ITEMS_FAILURE_RULES,
  WEIR_ITEMS_TERMINATION_RULES,
  WEIR_ITEMS_STAGES,
  WEIR_ITEMS_RATE_STAGES,
} WeirItemsKind;

#define WEIR_TYPE_ITEM_ROWS (weir_item_rows_get_type ())
G_DECLARE_FINAL_TYPE (WeirItemRows, weir_item_rows, WEIR, ITEM_ROWS, GtkWidget)

GtkWidget *weir_item_rows_new (WeirItemsKind kind);
void weir_item_rows_bind (WeirItemRows *self, WeirEditorContext *context, GListStore *items);
GtkWidget *weir_item_rows_get_row (WeirItemRows *self, guint index); /* (nullable) */
void weir_item_rows_add (WeirItemRows *self);
/* Of a stage its form, of a rule its row. */
gpointer weir_item_rows_get_item (GtkWidget *row); /* (transfer none) */
GtkWidget *weir_item_rows_get_field (GtkWidget *row, const char *property); /* (nullable) */
gboolean weir_item_rows_focus (WeirItemRows *self, gpointer item, const char *property);

G_END_DECLS
