/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-row.c: one item of a list in a document, as a row of fields
 *
 * What its cells are is said by a WeirRowKind, so that headers, extractions and assertions look and behave
 * the same. What is wrong with any of them is said once, below the row, which is wider than a cell.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-column-layout.h"
#include "weir-editor-bind.h"
#include "weir-field-row.h"
#include "weir-file-entry.h"

struct _WeirFieldRow
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *handle;
  GtkGrid *grid;
  GtkToggleButton *more;
  GtkWidget *remove;
  GtkLabel *message;

  /* owned */
  WeirEditorContext *context;
  GObject *item;

  /* borrowed */
  const WeirRowKind *kind;
  GtkWidget **cells; /* owned array of borrowed widgets */

  gboolean is_spare;
  gboolean follows; /* a cell is being given what the item has */
};

enum
{
  WRITING,
  WRITTEN,
  LEFT,
  REMOVING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirFieldRow, weir_field_row, GTK_TYPE_WIDGET)

static gboolean
is_text (const WeirCell *cell)
{
  return cell->kind == WEIR_CELL_TEXT || cell->kind == WEIR_CELL_FILE;
}

static WeirValueEntry *
get_entry (WeirFieldRow *self, guint i)
{
  if (self->kind->cells[i].kind == WEIR_CELL_FILE)
    return weir_file_entry_get_entry (WEIR_FILE_ENTRY (self->cells[i]));
  return WEIR_VALUE_ENTRY (self->cells[i]);
}

static void
show_message (WeirFieldRow *self)
{
  g_autofree char *message = NULL;

  if (self->follows)
    return;
  message = weir_field_row_get_message (self);
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static gboolean
is_set (WeirFieldRow *self, const WeirCell *cell)
{
  g_autofree char *text = NULL;
  gboolean active;

  if (is_text (cell))
    {
      text = weir_editor_context_read (self->context, self->item, cell->property);
      return *text != '\0';
    }
  if (cell->kind == WEIR_CELL_CHOICE)
    return FALSE;
  g_object_get (self->item, cell->property, &active, NULL);
  return active;
}

/* Those that do not go with the others of the item, and those that are folded away. */
static void
show_cells (WeirFieldRow *self)
{
  gboolean unfolded = gtk_toggle_button_get_active (self->more);

  for (guint i = 0; i < self->kind->n_cells; i++)
    {
      const WeirCell *cell = &self->kind->cells[i];
      gboolean fits = cell->is_shown == NULL || cell->is_shown (self->item);

      gtk_widget_set_visible (self->cells[i], fits && (!cell->is_further || unfolded));
    }
}

static void
more_toggled_cb (WeirFieldRow *self)
{
  if (!self->follows && self->item != NULL)
    show_cells (self);
}

static guint
get_choice (WeirFieldRow *self, const WeirCell *cell)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (cell->get_choice != NULL)
    return cell->get_choice (self->item);
  g_object_get_property (self->item, cell->property, &value);
  return (guint) g_value_get_enum (&value);
}

static void
follow_item (WeirFieldRow *self)
{
  self->follows = TRUE;
  for (guint i = 0; i < self->kind->n_cells; i++)
    {
      const WeirCell *cell = &self->kind->cells[i];
      gboolean active = FALSE;

      if (cell->kind == WEIR_CELL_CHECK)
        {
          g_object_get (self->item, cell->property, &active, NULL);
          gtk_check_button_set_active (GTK_CHECK_BUTTON (self->cells[i]), active);
        }
      else if (cell->kind == WEIR_CELL_CHOICE &&
               gtk_drop_down_get_selected (GTK_DROP_DOWN (self->cells[i])) != get_choice (self, cell))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->cells[i]), get_choice (self, cell));
    }
  self->follows = FALSE;
  show_cells (self);
}

static const WeirCell *
find_cell (WeirFieldRow *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->kind->n_cells; i++)
    if (self->cells[i] == widget)
      return &self->kind->cells[i];
  return NULL;
}

static void
check_toggled_cb (WeirFieldRow *self, GtkCheckButton *check)
{
  if (self->follows)
    return;
  g_signal_emit (self, signals[WRITING], 0);
  weir_edits_set_boolean (weir_editor_context_get_edits (self->context), self->item,
                          find_cell (self, GTK_WIDGET (check))->property,
                          gtk_check_button_get_active (check));
  g_signal_emit (self, signals[WRITTEN], 0);
}

static void
choice_selected_cb (WeirFieldRow *self, GParamSpec *pspec, GtkDropDown *choice)
{
  const WeirCell *cell = find_cell (self, GTK_WIDGET (choice));
  WeirEdits *edits = weir_editor_context_get_edits (self->context);

  if (self->follows)
    return;
  g_signal_emit (self, signals[WRITING], 0);
  if (cell->set_choice != NULL)
    cell->set_choice (edits, self->item, gtk_drop_down_get_selected (choice));
  else
    weir_edits_set_enum (edits, self->item, cell->property, (int) gtk_drop_down_get_selected (choice));
  g_signal_emit (self, signals[WRITTEN], 0);
}

static void
entry_writing_cb (WeirFieldRow *self)
{
  g_signal_emit (self, signals[WRITING], 0);
}

static void
entry_written_cb (WeirFieldRow *self)
{
  g_signal_emit (self, signals[WRITTEN], 0);
}

static void
focus_left_cb (WeirFieldRow *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
remove_clicked_cb (WeirFieldRow *self)
{
  g_signal_emit (self, signals[REMOVING], 0);
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _("Move Row _Up"), "rows.up");
  g_menu_append (section, _("Move Row _Down"), "rows.down");
  g_menu_append (section, _("_Remove Row"), "rows.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

static void
bind_text (WeirFieldRow *self, const WeirCell *cell, WeirValueEntry *entry)
{
  g_autoptr (GMenuModel) menu = create_menu ();

  g_object_set (entry, "plain", cell->is_plain, "message-shown", FALSE, "placeholder-text",
                cell->hint != NULL ? _(cell->hint) : _(cell->title), NULL);
  gtk_entry_set_extra_menu (GTK_ENTRY (weir_value_entry_get_editable (entry)), menu);
  weir_value_entry_set_complete (entry, cell->complete);
  if (cell->kind == WEIR_CELL_FILE)
    weir_file_entry_bind (WEIR_FILE_ENTRY (gtk_widget_get_parent (GTK_WIDGET (entry))), self->context,
                          self->item, cell->property);
  else
    weir_value_entry_bind (entry, self->context, self->item, cell->property);
  g_signal_connect_swapped (entry, "writing", G_CALLBACK (entry_writing_cb), self);
  g_signal_connect_swapped (entry, "written", G_CALLBACK (entry_written_cb), self);
  g_signal_connect_swapped (entry, "notify::message", G_CALLBACK (show_message), self);
}

static GtkWidget *
create_choice (WeirFieldRow *self, const WeirCell *cell)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GtkWidget *choice;

  for (guint i = 0; cell->choices[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) _(cell->choices[i]));
  g_ptr_array_add (words, NULL);
  choice = weir_editor_choice_new ((const char *const *) words->pdata);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (choice_selected_cb), self);
  return choice;
}

static GtkWidget *
create_check (WeirFieldRow *self, const WeirCell *cell)
{
  GtkWidget *check = gtk_check_button_new ();

  if (cell->width > 0)
    gtk_check_button_set_label (GTK_CHECK_BUTTON (check), _(cell->title));
  gtk_widget_set_tooltip_text (check, _(cell->hint != NULL ? cell->hint : cell->title));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (check_toggled_cb), self);
  return check;
}

/* A cell without width stands before those that share the width. */
static void
place_cell (WeirFieldRow *self, const WeirCell *cell, GtkWidget *widget)
{
  int line = cell->is_further ? 2 : (cell->is_lower ? 1 : 0);

  if (cell->width == 0)
    {
      gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
      gtk_widget_insert_after (widget, gtk_widget_get_parent (self->handle), self->handle);
      return;
    }
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (self->grid, widget, (int) cell->column, line, (int) cell->width, 1);
  if (!cell->is_further)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->more), TRUE);
  if (is_set (self, cell))
    gtk_toggle_button_set_active (self->more, TRUE);
}

static void
create_cells (WeirFieldRow *self)
{
  self->cells = g_new0 (GtkWidget *, self->kind->n_cells);
  self->follows = TRUE;
  for (guint i = 0; i < self->kind->n_cells; i++)
    {
      const WeirCell *cell = &self->kind->cells[i];

      if (cell->kind == WEIR_CELL_TEXT)
        self->cells[i] = weir_value_entry_new (_(cell->title));
      else if (cell->kind == WEIR_CELL_FILE)
        self->cells[i] = weir_file_entry_new (_(cell->title));
      else if (cell->kind == WEIR_CELL_CHOICE)
        self->cells[i] = create_choice (self, cell);
      else
        self->cells[i] = create_check (self, cell);
      if (is_text (cell))
        bind_text (self, cell, get_entry (self, i));
      place_cell (self, cell, self->cells[i]);
    }
  self->follows = FALSE;
}

static void
weir_field_row_dispose (GObject *object)
{
  WeirFieldRow *self = WEIR_FIELD_ROW (object);
  GtkWidget *child;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  self->follows = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->item);
  g_clear_object (&self->context);
  g_clear_pointer (&self->cells, g_free);
  G_OBJECT_CLASS (weir_field_row_parent_class)->dispose (object);
}

static void
weir_field_row_class_init (WeirFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_field_row_dispose;
  signals[WRITING] = g_signal_new ("writing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WRITTEN] = g_signal_new ("written", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVING] = g_signal_new ("removing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (WEIR_TYPE_VALUE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFieldRow, handle);
  gtk_widget_class_bind_template_child (widget_class, WeirFieldRow, grid);
  gtk_widget_class_bind_template_child (widget_class, WeirFieldRow, more);
  gtk_widget_class_bind_template_child (widget_class, WeirFieldRow, remove);
  gtk_widget_class_bind_template_child (widget_class, WeirFieldRow, message);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, WEIR_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_field_row_init (WeirFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_field_row_new:
 * @kind: what its cells are; lasts as long as the program
 * @context: what is known
 * @item: what it shows
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
weir_field_row_new (const WeirRowKind *kind, WeirEditorContext *context, gpointer item)
{
  WeirFieldRow *self = g_object_new (WEIR_TYPE_FIELD_ROW, NULL);

  self->kind = kind;
  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  create_cells (self);
  g_signal_connect_swapped (item, "notify", G_CALLBACK (follow_item), self);
  g_signal_connect_swapped (context, "updated", G_CALLBACK (show_message), self);
  follow_item (self);
  show_message (self);
  return GTK_WIDGET (self);
}

/**
 * weir_field_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
gpointer
weir_field_row_get_item (WeirFieldRow *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD_ROW (self), NULL);

  return self->item;
}

/**
 * weir_field_row_set_place:
 * @self: a row
 * @place: its place in the list, from 0
 * @is_spare: whether its item is in the document only when something is typed into it
 *
 * Tells it what to call its cells: "Header 2, Value".
 */
void
weir_field_row_set_place (WeirFieldRow *self, guint place, gboolean is_spare)
{
  g_autofree char *row = g_strdup_printf ("%s %u", _(self->kind->title), place + 1);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), row);

  g_return_if_fail (WEIR_IS_FIELD_ROW (self));

  self->is_spare = is_spare;
  if (is_spare)
    {
      g_free (row);
      row = g_strdup_printf (_("New %s"), _(self->kind->title));
    }
  for (guint i = 0; i < self->kind->n_cells; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s, %s", row, _(self->kind->cells[i].title));

      if (is_text (&self->kind->cells[i]))
        weir_value_entry_set_label (get_entry (self, i), label);
      else
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->cells[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                        -1);
      if (self->kind->cells[i].kind == WEIR_CELL_CHECK)
        gtk_widget_set_sensitive (self->cells[i], !is_spare);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, row, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_widget_set_opacity (self->handle, is_spare ? 0 : 1);
  gtk_widget_set_opacity (self->remove, is_spare ? 0 : 1);
  gtk_widget_set_sensitive (self->remove, !is_spare);
  gtk_widget_set_can_target (self->handle, !is_spare);
}

/**
 * weir_field_row_is_empty:
 * @self: a row
 *
 * Returns: whether all its texts are empty
 */
gboolean
weir_field_row_is_empty (WeirFieldRow *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD_ROW (self), FALSE);

  for (guint i = 0; i < self->kind->n_cells; i++)
    if (is_text (&self->kind->cells[i]) && is_set (self, &self->kind->cells[i]))
      return FALSE;
  return TRUE;
}

/**
 * weir_field_row_get_focus_cell:
 * @self: a row
 *
 * Returns: which of its cells has the focus; -1 when none has
 */
int
weir_field_row_get_focus_cell (WeirFieldRow *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (WEIR_IS_FIELD_ROW (self), -1);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  for (guint i = 0; focus != NULL && i < self->kind->n_cells; i++)
    if (focus == self->cells[i] || gtk_widget_is_ancestor (focus, self->cells[i]))
      return (int) i;
  return -1;
}

/**
 * weir_field_row_focus_cell:
 * @self: a row
 * @cell: which of its cells
 */
void
weir_field_row_focus_cell (WeirFieldRow *self, int cell)
{
  g_return_if_fail (WEIR_IS_FIELD_ROW (self));

  if (cell >= 0 && cell < (int) self->kind->n_cells && self->kind->cells[cell].is_further)
    gtk_toggle_button_set_active (self->more, TRUE);
  if (cell >= 0 && cell < (int) self->kind->n_cells)
    gtk_widget_grab_focus (self->cells[cell]);
}

/**
 * weir_field_row_get_cell:
 * @self: a row
 * @property: of its item
 *
 * Returns: (transfer none) (nullable): the cell for that property
 */
GtkWidget *
weir_field_row_get_cell (WeirFieldRow *self, const char *property)
{
  g_return_val_if_fail (WEIR_IS_FIELD_ROW (self), NULL);

  for (guint i = 0; i < self->kind->n_cells; i++)
    if (g_str_equal (self->kind->cells[i].property, property))
      return self->cells[i];
  return NULL;
}

/**
 * weir_field_row_focus_property:
 * @self: a row
 * @property: (nullable): of its item
 *
 * Moves the focus to the cell of that property, or to the first that is a text; what is folded away is shown.
 */
void
weir_field_row_focus_property (WeirFieldRow *self, const char *property)
{
  g_return_if_fail (WEIR_IS_FIELD_ROW (self));

  for (guint i = 0; property != NULL && i < self->kind->n_cells; i++)
    if (g_str_equal (self->kind->cells[i].property, property))
      {
        weir_field_row_focus_cell (self, (int) i);
        return;
      }
  weir_field_row_focus_cell (self, 1);
}

/**
 * weir_field_row_get_handle:
 * @self: a row
 *
 * Returns: (transfer none): what it is dragged by
 */
GtkWidget *
weir_field_row_get_handle (WeirFieldRow *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD_ROW (self), NULL);

  return self->handle;
}

/**
 * weir_field_row_get_message:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): what is wrong with the item: as a whole, else in the first of its
 *   cells with an error, else with a warning
 */
char *
weir_field_row_get_message (WeirFieldRow *self)
{
  gboolean is_warning = FALSE;
  char *message;
  const char *warning = NULL;

  g_return_val_if_fail (WEIR_IS_FIELD_ROW (self), NULL);

  if (self->is_spare)
    return NULL;
  message = weir_editor_context_find_message (self->context, self->item, NULL, &is_warning);
  for (guint i = 0; message == NULL && i < self->kind->n_cells; i++)
    {
      const char *other;

      if (!is_text (&self->kind->cells[i]))
        {
          message = weir_editor_context_find_message (self->context, self->item,
                                                      self->kind->cells[i].property, &is_warning);
          continue;
        }
      other = weir_value_entry_get_message (get_entry (self, i), &is_warning);
      if (other != NULL && is_warning)
        warning = warning != NULL ? warning : other;
      else
        message = g_strdup (other);
    }
  return message != NULL ? message : g_strdup (warning);
}
