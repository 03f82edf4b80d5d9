/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-row.h: one item of a list in a document, as a row of fields
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"
#include "weir-value-entry.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_CELL_TEXT,
  WEIR_CELL_FILE, /* a text that names a file */
  WEIR_CELL_CHECK,
  WEIR_CELL_CHOICE,
} WeirCellKind;

/* A cell of every row of a kind. */
typedef struct
{
  WeirCellKind kind;
  const char *property; /* of the item */
  const char *title;    /* what it is; translatable */
  const char *hint;     /* (nullable) shown while it is empty; translatable */
  guint column;         /* 0 to 11 */
  guint width;          /* in columns; 0 for a check before them */
  gboolean is_lower;    /* in a second line */
  gboolean is_further;  /* below the others, and only there when it is wanted or set */
  gboolean is_plain;    /* no placeholders */
  WeirCompleteFunc complete;
  const char *const *choices;          /* translatable; in the order of the values */
  guint (*get_choice) (gpointer item); /* (nullable) for properties that are no enumeration */
  void (*set_choice) (WeirEdits *edits, gpointer item, guint choice);
  gboolean (*is_shown) (gpointer item); /* (nullable) */
} WeirCell;

typedef struct
{
  const char *title; /* "Header": what a row is; translatable */
  const WeirCell *cells;
  guint n_cells;
  gpointer (*create) (void); /* (transfer full): an item that says nothing yet */
} WeirRowKind;

#define WEIR_TYPE_FIELD_ROW (weir_field_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirFieldRow, weir_field_row, WEIR, FIELD_ROW, GtkWidget)

/* signals:
 *   writing, written (WeirFieldRow *row)   before and after what was typed changes the item
 *   left (WeirFieldRow *row)               the focus has gone somewhere else
 *   removing (WeirFieldRow *row)           a person wants it removed */
GtkWidget *weir_field_row_new (const WeirRowKind *kind, WeirEditorContext *context, gpointer item);
gpointer weir_field_row_get_item (WeirFieldRow *self);
void weir_field_row_set_place (WeirFieldRow *self, guint place, gboolean is_spare);
gboolean weir_field_row_is_empty (WeirFieldRow *self);
int weir_field_row_get_focus_cell (WeirFieldRow *self);
void weir_field_row_focus_cell (WeirFieldRow *self, int cell);
void weir_field_row_focus_property (WeirFieldRow *self, const char *property);
GtkWidget *weir_field_row_get_cell (WeirFieldRow *self, const char *property);
GtkWidget *weir_field_row_get_handle (WeirFieldRow *self);
char *weir_field_row_get_message (WeirFieldRow *self);

G_END_DECLS
