/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-rows.c: a list of a document as rows of fields, the last of which is always free
 *
 * Typing into the free row puts its item into the document, and another free row comes below it. Rows follow
 * the list, so that undoing and editing elsewhere need nothing more. They are made when they are seen, or
 * somebody asks for them: whoever walks from step to step looks at one tab of each.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-field-rows.h"

struct _WeirFieldRows
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *box;
  WeirEditorContext *context;
  GListStore *store;
  gpointer refocus; /* the item whose row had the focus while the list changed */

  /* borrowed */
  const WeirRowKind *kind;
  GPtrArray *rows; /* of WeirFieldRow, the free one last; owned array */

  int refocus_cell;
  guint refocus_place;
  guint idle;
};

G_DEFINE_FINAL_TYPE (WeirFieldRows, weir_field_rows, GTK_TYPE_WIDGET)

static WeirFieldRow *
get_spare (WeirFieldRows *self)
{
  return g_ptr_array_index (self->rows, self->rows->len - 1);
}

static void
place_rows (WeirFieldRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    weir_field_row_set_place (g_ptr_array_index (self->rows, i), i, i + 1 == self->rows->len);
}

static gboolean
find_place (WeirFieldRows *self, WeirFieldRow *row, guint *place)
{
  return g_ptr_array_find (self->rows, row, place) && *place + 1 < self->rows->len;
}

/* The item is in the document before it is changed, and with its first change it goes when that is undone. */
static void
row_writing_cb (WeirFieldRows *self, WeirFieldRow *row)
{
  WeirEdits *edits = weir_editor_context_get_edits (self->context);

  weir_edits_begin (edits, NULL);
  if (row == get_spare (self))
    weir_edits_insert (edits, self->store, G_MAXUINT, weir_field_row_get_item (row));
}

static void
row_written_cb (WeirFieldRows *self, WeirFieldRow *row)
{
  weir_edits_end (weir_editor_context_get_edits (self->context));
}

static void
remove_row (WeirFieldRows *self, WeirFieldRow *row)
{
  guint place;

  if (find_place (self, row, &place))
    weir_edits_remove (weir_editor_context_get_edits (self->context), self->store, place);
}

static void
row_removing_cb (WeirFieldRows *self, WeirFieldRow *row)
{
  remove_row (self, row);
}

static gboolean
remove_empty_cb (gpointer data)
{
  WeirFieldRow *row = data;
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (row), WEIR_TYPE_FIELD_ROWS);

  if (self != NULL && weir_field_row_get_focus_cell (row) < 0 && weir_field_row_is_empty (row))
    remove_row (WEIR_FIELD_ROWS (self), row);
  return G_SOURCE_REMOVE;
}

/* A row that a person emptied and left was not wanted. Later, because the focus is still on its way. */
static void
row_left_cb (WeirFieldRows *self, WeirFieldRow *row)
{
  /* The focus leaves a row also when the row is gone because something else is shown. */
  if (self->rows->len > 0 && row != get_spare (self) && weir_field_row_is_empty (row))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, remove_empty_cb, g_object_ref (row), g_object_unref);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, WeirFieldRow *row)
{
  return gdk_content_provider_new_typed (WEIR_TYPE_FIELD_ROW, row);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, WeirFieldRow *row)
{
  GdkPaintable *picture = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, picture, 0, 0);
  g_object_unref (picture);
}

static WeirFieldRow *
create_row (WeirFieldRows *self, gpointer item)
{
  GtkWidget *row = weir_field_row_new (self->kind, self->context, item);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  gtk_widget_add_controller (weir_field_row_get_handle (WEIR_FIELD_ROW (row)), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (row, "writing", G_CALLBACK (row_writing_cb), self);
  g_signal_connect_swapped (row, "written", G_CALLBACK (row_written_cb), self);
  g_signal_connect_swapped (row, "removing", G_CALLBACK (row_removing_cb), self);
  g_signal_connect_swapped (row, "left", G_CALLBACK (row_left_cb), self);
  return WEIR_FIELD_ROW (row);
}

static void
insert_row (WeirFieldRows *self, guint place, gpointer item)
{
  WeirFieldRow *row = create_row (self, item);
  GtkWidget *before = place > 0 ? g_ptr_array_index (self->rows, place - 1) : NULL;

  gtk_box_insert_child_after (GTK_BOX (self->box), GTK_WIDGET (row), before);
  g_ptr_array_insert (self->rows, (int) place, row);
}

static void
append_spare (WeirFieldRows *self)
{
  g_autoptr (GObject) item = self->kind->create ();

  insert_row (self, self->rows->len, item);
}

static gboolean
refocus_cb (gpointer data)
{
  WeirFieldRows *self = data;

  self->idle = 0;
  if (self->refocus == NULL || self->rows->len == 0)
    return G_SOURCE_REMOVE;
  self->refocus = NULL;
  weir_field_row_focus_cell (g_ptr_array_index (self->rows, MIN (self->refocus_place, self->rows->len - 1)),
                             self->refocus_cell);
  return G_SOURCE_REMOVE;
}

/* The focus follows the item when it is put somewhere else, else it stays at that place. */
static void
remember_focus (WeirFieldRows *self, guint place)
{
  WeirFieldRow *row = g_ptr_array_index (self->rows, place);
  int cell = weir_field_row_get_focus_cell (row);

  if (cell < 0)
    return;
  self->refocus = weir_field_row_get_item (row);
  self->refocus_cell = cell;
  self->refocus_place = place;
  if (self->idle == 0)
    self->idle = g_idle_add (refocus_cb, self);
}

static void
items_changed_cb (WeirFieldRows *self, guint position, guint removed, guint added)
{
  if (self->rows->len == 0)
    return;
  for (guint i = 0; i < removed; i++)
    {
      remember_focus (self, position);
      gtk_box_remove (GTK_BOX (self->box), g_ptr_array_index (self->rows, position));
      g_ptr_array_remove_index (self->rows, position);
    }
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (i + 1 == self->rows->len && item == weir_field_row_get_item (get_spare (self)))
        append_spare (self);
      else
        insert_row (self, i, item);
      if (item == self->refocus)
        {
          weir_field_row_focus_cell (g_ptr_array_index (self->rows, i), self->refocus_cell);
          self->refocus = NULL;
        }
    }
  place_rows (self);
}

static void
make_rows (WeirFieldRows *self)
{
  if (self->store == NULL || self->rows->len > 0)
    return;
  append_spare (self);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)));
}

static void
remove_all_rows (WeirFieldRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_box_remove (GTK_BOX (self->box), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static gboolean
find_focus (WeirFieldRows *self, guint *place)
{
  for (*place = 0; *place < self->rows->len; (*place)++)
    if (weir_field_row_get_focus_cell (g_ptr_array_index (self->rows, *place)) >= 0)
      return *place + 1 < self->rows->len;
  return FALSE;
}

static void
move_focused (WeirFieldRows *self, int step)
{
  guint n_items = self->store != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->store)) : 0;
  guint place;

  if (!find_focus (self, &place) || (step < 0 && place == 0) || (step > 0 && place + 1 >= n_items))
    return;
  weir_edits_move (weir_editor_context_get_edits (self->context), self->store, place,
                   (guint) ((int) place + step));
}

static void
up_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  move_focused (WEIR_FIELD_ROWS (widget), -1);
}

static void
down_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  move_focused (WEIR_FIELD_ROWS (widget), 1);
}

static void
remove_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirFieldRows *self = WEIR_FIELD_ROWS (widget);
  guint place;

  if (find_focus (self, &place))
    remove_row (self, g_ptr_array_index (self->rows, place));
}

static gboolean
drop_cb (WeirFieldRows *self, const GValue *value, double x, double y)
{
  guint place;
  guint to = 0;

  if (!find_place (self, g_value_get_object (value), &place))
    return FALSE;
  for (guint i = 0; i + 1 < self->rows->len; i++)
    {
      graphene_rect_t bounds;

      if (i != place &&
          gtk_widget_compute_bounds (g_ptr_array_index (self->rows, i), GTK_WIDGET (self), &bounds) &&
          y > bounds.origin.y + bounds.size.height / 2)
        to++;
    }
  if (to != place)
    weir_edits_move (weir_editor_context_get_edits (self->context), self->store, place, to);
  return TRUE;
}

static void
weir_field_rows_map (GtkWidget *widget)
{
  make_rows (WEIR_FIELD_ROWS (widget));
  GTK_WIDGET_CLASS (weir_field_rows_parent_class)->map (widget);
}

static void
weir_field_rows_dispose (GObject *object)
{
  WeirFieldRows *self = WEIR_FIELD_ROWS (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->store);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_field_rows_parent_class)->dispose (object);
}

static void
weir_field_rows_finalize (GObject *object)
{
  g_ptr_array_unref (WEIR_FIELD_ROWS (object)->rows);
  G_OBJECT_CLASS (weir_field_rows_parent_class)->finalize (object);
}

static void
weir_field_rows_class_init (WeirFieldRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_field_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_field_rows_finalize;
  widget_class->map = weir_field_rows_map;
  gtk_widget_class_install_action (widget_class, "rows.up", NULL, up_action);
  gtk_widget_class_install_action (widget_class, "rows.down", NULL, down_action);
  gtk_widget_class_install_action (widget_class, "rows.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "rows.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "rows.down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_ALT_MASK, "rows.remove", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrows");
}

static void
weir_field_rows_init (WeirFieldRows *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (WEIR_TYPE_FIELD_ROW, GDK_ACTION_MOVE);

  self->rows = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * weir_field_rows_new:
 *
 * Returns: (transfer floating): rows of nothing
 */
GtkWidget *
weir_field_rows_new (void)
{
  return g_object_new (WEIR_TYPE_FIELD_ROWS, NULL);
}

/**
 * weir_field_rows_bind:
 * @self: rows
 * @kind: what the cells of a row are; lasts as long as the program
 * @context: what is known
 * @store: (nullable): a list of the document; %NULL shows nothing
 */
void
weir_field_rows_bind (WeirFieldRows *self, const WeirRowKind *kind, WeirEditorContext *context,
                      GListStore *store)
{
  g_return_if_fail (WEIR_IS_FIELD_ROWS (self));

  if (store == self->store && store != NULL)
    return;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  self->refocus = NULL;
  remove_all_rows (self);
  self->kind = kind;
  g_set_object (&self->context, context);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    make_rows (self);
  g_signal_connect_swapped (store, "items-changed", G_CALLBACK (items_changed_cb), self);
}

/**
 * weir_field_rows_get_n_rows:
 * @self: rows
 *
 * Returns: how many there are, the free one included
 */
guint
weir_field_rows_get_n_rows (WeirFieldRows *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD_ROWS (self), 0);

  make_rows (self);
  return self->rows->len;
}

/**
 * weir_field_rows_get_row:
 * @self: rows
 * @place: of one of them
 *
 * Returns: (transfer none) (nullable): that row
 */
WeirFieldRow *
weir_field_rows_get_row (WeirFieldRows *self, guint place)
{
  g_return_val_if_fail (WEIR_IS_FIELD_ROWS (self), NULL);

  make_rows (self);
  return place < self->rows->len ? g_ptr_array_index (self->rows, place) : NULL;
}

/**
 * weir_field_rows_focus_item:
 * @self: rows
 * @item: of the list, or anything else
 * @property: (nullable): of @item
 *
 * Gives the focus to the cell of that property.
 *
 * Returns: whether the item is in the list
 */
gboolean
weir_field_rows_focus_item (WeirFieldRows *self, gpointer item, const char *property)
{
  g_return_val_if_fail (WEIR_IS_FIELD_ROWS (self), FALSE);

  make_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      WeirFieldRow *row = g_ptr_array_index (self->rows, i);

      if (weir_field_row_get_item (row) != item)
        continue;
      weir_field_row_focus_property (row, property);
      return TRUE;
    }
  return FALSE;
}
