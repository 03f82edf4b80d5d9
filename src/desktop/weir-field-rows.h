/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-rows.h: a list of a document as rows of fields, the last of which is always free
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-field-row.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FIELD_ROWS (weir_field_rows_get_type ())
G_DECLARE_FINAL_TYPE (WeirFieldRows, weir_field_rows, WEIR, FIELD_ROWS, GtkWidget)

GtkWidget *weir_field_rows_new (void);
void weir_field_rows_bind (WeirFieldRows *self, const WeirRowKind *kind, WeirEditorContext *context,
                           GListStore *store);
guint weir_field_rows_get_n_rows (WeirFieldRows *self);
WeirFieldRow *weir_field_rows_get_row (WeirFieldRows *self, guint place);
gboolean weir_field_rows_focus_item (WeirFieldRows *self, gpointer item, const char *property);

G_END_DECLS
