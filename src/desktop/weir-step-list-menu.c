/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list-menu.c: the menu of a step, and the keys of the list
 */

#include "config.h"

#include "weir-step-list-private.h"

static void
popup (WeirStepList *self, double x, double y)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static WeirStepRow *
find_row_at (WeirStepList *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, WEIR_TYPE_STEP_ROW) : NULL;

  return row != NULL ? WEIR_STEP_ROW (row) : NULL;
}

static void
pressed_cb (WeirStepList *self, int n_press, double x, double y, GtkGesture *gesture)
{
  WeirStepRow *row = find_row_at (self, x, y);

  if (self->flow == NULL || (row != NULL && weir_step_row_get_rename (row) != NULL))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (row != NULL)
    weir_step_list_select (self, row);
  popup (self, x, y);
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (widget);
  WeirStepRow *row = weir_step_list_get_selected (self);
  double x = 20;
  double y = 20;

  if (self->flow == NULL)
    return FALSE;
  if (row != NULL)
    gtk_widget_translate_coordinates (GTK_WIDGET (row), widget, 20,
                                      gtk_widget_get_height (GTK_WIDGET (row)) / 2.0, &x, &y);
  popup (self, x, y);
  return TRUE;
}

/* The keyboard may be in a row that is not the selected one, in its check, say. */
static gboolean
activate_cb (GtkWidget *widget, GVariant *arguments, gpointer action)
{
  WeirStepList *self = WEIR_STEP_LIST (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, WEIR_TYPE_STEP_ROW) : NULL;

  if (row != NULL && weir_step_row_get_rename (WEIR_STEP_ROW (row)) != NULL)
    return FALSE;
  if (row != NULL)
    weir_step_list_select (self, WEIR_STEP_ROW (row));
  return gtk_widget_activate_action (widget, action, NULL);
}

static void
add_shortcut (GtkShortcutController *controller, const char *trigger, GtkShortcutFunc callback,
              const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                    gtk_callback_action_new (callback, (gpointer) action, NULL)));
}

static void
add_keys (WeirStepList *self)
{
  const struct
  {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "F2", "steps.rename" },
    { "Delete|KP_Delete", "steps.delete" },
    { "<Control>d", "steps.duplicate" },
    { "<Control>x|<Shift>Delete", "steps.cut" },
    { "<Control>c|<Control>Insert", "steps.copy" },
    { "<Control>v|<Shift>Insert", "steps.paste" },
    { "<Alt>Up|<Alt>KP_Up", "steps.move-up" },
    { "<Alt>Down|<Alt>KP_Down", "steps.move-down" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), keys[i].trigger, activate_cb, keys[i].action);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), "Menu|<Shift>F10", menu_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_clicks (WeirStepList *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
}

/**
 * weir_step_list_add_menu:
 * @self: a step list
 *
 * Gives it a menu, by right click, the Menu key and Shift+F10, and the keys that do the same.
 */
void
weir_step_list_add_menu (WeirStepList *self)
{
  self->menu = gtk_popover_menu_new_from_model (self->menu_model);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  add_clicks (self);
  add_keys (self);
}
