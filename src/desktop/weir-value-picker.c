/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value-picker.c: a value in a JSON answer becomes a variable or an assertion
 *
 * A click on a value, or Return with the cursor on it, says what leads to it and offers the two. The same is
 * in the menu of the text.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-value-picker.h"

struct _WeirValuePicker
{
  GObject parent_instance;

  /* owned */
  GtkWidget *popover;   /* NULL until needed */
  WeirJsonPlace *place; /* nullable */
  GSimpleActionGroup *actions;

  /* borrowed */
  GtkTextView *view; /* which owns this */
  GtkLabel *path;

  gboolean active;
};

enum
{
  EXTRACT,
  ASSERT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirValuePicker, weir_value_picker, G_TYPE_OBJECT)

static gboolean
look_up (WeirValuePicker *self, guint offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_clear_pointer (&self->place, weir_json_place_free);
  if (self->active && (*text == '{' || *text == '['))
    self->place =
        weir_json_place_find (text, (gsize) (g_utf8_offset_to_pointer (text, (glong) offset) - text));
  return self->place != NULL;
}

/* Where a person points to: the cursor, or the beginning of what is selected. */
static guint
get_cursor (WeirValuePicker *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter at;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &at, NULL))
    gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  return (guint) gtk_text_iter_get_offset (&at);
}

static gboolean
find_iter_at (WeirValuePicker *self, double x, double y, GtkTextIter *at)
{
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  return gtk_text_view_get_iter_at_location (self->view, at, buffer_x, buffer_y);
}

/**
 * weir_value_picker_choose:
 * @self: a picker
 * @signal: "extract" or "assert"
 *
 * Makes that of the value which was looked up last.
 */
void
weir_value_picker_choose (WeirValuePicker *self, const char *signal)
{
  g_autoptr (WeirJsonPlace) place = NULL;

  g_return_if_fail (WEIR_IS_VALUE_PICKER (self));

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  place = g_steal_pointer (&self->place);
  if (place != NULL)
    g_signal_emit_by_name (self, signal, place);
}

static void
extract_clicked_cb (WeirValuePicker *self)
{
  weir_value_picker_choose (self, "extract");
}

static void
assert_clicked_cb (WeirValuePicker *self)
{
  weir_value_picker_choose (self, "assert");
}

static void
choose_at_cursor (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirValuePicker *self = data;

  if (look_up (self, get_cursor (self)))
    weir_value_picker_choose (self, g_action_get_name (G_ACTION (action)));
}

static void
add_button (WeirValuePicker *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
create_popover (WeirValuePicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->popover = gtk_popover_new ();
  self->path = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->path, PANGO_ELLIPSIZE_START);
  gtk_label_set_max_width_chars (self->path, 40);
  gtk_widget_add_css_class (GTK_WIDGET (self->path), "monospace-caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->path));
  add_button (self, box, _("_Extract as Variable…"), G_CALLBACK (extract_clicked_cb));
  add_button (self, box, _("_Assert on It"), G_CALLBACK (assert_clicked_cb));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->view));
}

static void
released_cb (WeirValuePicker *self, int n_press, double x, double y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter at;

  /* Selecting text is not choosing a value. */
  if (n_press != 1 || gtk_text_buffer_get_has_selection (buffer))
    return;
  if (find_iter_at (self, x, y, &at))
    weir_value_picker_open (self, (guint) gtk_text_iter_get_offset (&at));
}

/* The menu of the text is about the place where it was asked for, unless that is within a selection. */
static void
secondary_pressed_cb (WeirValuePicker *self, int n_press, double x, double y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter at;
  GtkTextIter start;
  GtkTextIter end;

  if (!find_iter_at (self, x, y, &at))
    return;
  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
      || !gtk_text_iter_in_range (&at, &start, &end))
    gtk_text_buffer_place_cursor (buffer, &at);
}

static gboolean
key_pressed_cb (WeirValuePicker *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) ||
      (state & GDK_MODIFIER_MASK & ~GDK_LOCK_MASK) != 0)
    return FALSE;
  return weir_value_picker_open (self, get_cursor (self));
}

static void
weir_value_picker_dispose (GObject *object)
{
  WeirValuePicker *self = WEIR_VALUE_PICKER (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->place, weir_json_place_free);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (weir_value_picker_parent_class)->dispose (object);
}

static void
weir_value_picker_class_init (WeirValuePickerClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_value_picker_dispose;
  signals[EXTRACT] =
      g_signal_new ("extract", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ASSERT] =
      g_signal_new ("assert", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
weir_value_picker_init (WeirValuePicker *self)
{
  const GActionEntry entries[] = {
    { .name = "extract", .activate = choose_at_cursor },
    { .name = "assert", .activate = choose_at_cursor },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/**
 * weir_value_picker_new:
 * @view: shows a body that cannot be edited; it disposes of this before it loses its children
 *
 * Returns: (transfer full): a picker that is not active
 */
WeirValuePicker *
weir_value_picker_new (GtkTextView *view)
{
  WeirValuePicker *self = g_object_new (WEIR_TYPE_VALUE_PICKER, NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->view = view;
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (secondary), GTK_PHASE_CAPTURE);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (secondary));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), key);
  gtk_widget_insert_action_group (GTK_WIDGET (view), "picker", G_ACTION_GROUP (self->actions));
  g_menu_append (menu, _("_Extract as Variable…"), "picker.extract");
  g_menu_append (menu, _("_Assert on It"), "picker.assert");
  gtk_text_view_set_extra_menu (view, G_MENU_MODEL (menu));
  weir_value_picker_set_active (self, FALSE);
  return self;
}

/**
 * weir_value_picker_set_active:
 * @self: a picker
 * @active: whether the text may have values to choose
 */
void
weir_value_picker_set_active (WeirValuePicker *self, gboolean active)
{
  const char *const names[] = { "extract", "assert" };

  g_return_if_fail (WEIR_IS_VALUE_PICKER (self));

  self->active = active;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])), active);
}

/**
 * weir_value_picker_open:
 * @self: a picker
 * @offset: a place in the text, in characters
 *
 * Offers what can be made of the value there.
 *
 * Returns: whether there is one
 */
gboolean
weir_value_picker_open (WeirValuePicker *self, guint offset)
{
  GtkTextIter at;
  GdkRectangle place;

  g_return_val_if_fail (WEIR_IS_VALUE_PICKER (self), FALSE);

  if (!look_up (self, offset))
    return FALSE;
  if (self->popover == NULL)
    create_popover (self);
  gtk_label_set_text (self->path, self->place->path);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), &at, (int) offset);
  gtk_text_view_get_iter_location (self->view, &at, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  place.width = 1;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  return TRUE;
}

/**
 * weir_value_picker_get_path:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): what leads to the value that can be chosen now
 */
const char *
weir_value_picker_get_path (WeirValuePicker *self)
{
  g_return_val_if_fail (WEIR_IS_VALUE_PICKER (self), NULL);

  return self->place != NULL ? self->place->path : NULL;
}
