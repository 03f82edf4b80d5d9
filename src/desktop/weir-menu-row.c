/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-menu-row.c: a row of a menu with a badge and a second line
 *
 * The label of a GMenu has one line only. This is the child of a `custom` item of a GtkPopoverMenu, and looks
 * and acts like the rows around it.
 */

#include "config.h"

#include "weir-menu-row.h"

struct _WeirMenuRow
{
  GtkButton parent_instance;

  /* template */
  GtkLabel *title_label;
  GtkLabel *note_label;
  GtkLabel *badge_label;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirMenuRow, weir_menu_row, GTK_TYPE_BUTTON)

/* A screen reader hears the row as one sentence: "Parallel execution…, 10x". */
static void
update_name (WeirMenuRow *self)
{
  GString *name = g_string_new (gtk_label_get_text (self->title_label));
  const char *const further[] = { weir_menu_row_get_badge (self), weir_menu_row_get_note (self) };

  for (guint i = 0; i < G_N_ELEMENTS (further); i++)
    if (*further[i] != '\0')
      g_string_append_printf (name, ", %s", further[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  g_string_free (name, TRUE);
}

static void
set_text (WeirMenuRow *self, GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
  update_name (self);
}

static void
weir_menu_row_clicked (GtkButton *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* The rows of a GMenu look selected where the focus or the pointer is; so does this one. */
static void
focus_enter_cb (WeirMenuRow *self)
{
  gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
}

static void
focus_leave_cb (WeirMenuRow *self)
{
  gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
}

static void
weir_menu_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirMenuRow *self = WEIR_MENU_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (self->title_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_menu_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirMenuRow *self = WEIR_MENU_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_text (self->title_label, g_value_get_string (value));
      update_name (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_menu_row_class_init (WeirMenuRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_menu_row_get_property;
  object_class->set_property = weir_menu_row_set_property;
  GTK_BUTTON_CLASS (klass)->clicked = weir_menu_row_clicked;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "modelbutton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_MENU_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-menu-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirMenuRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, WeirMenuRow, note_label);
  gtk_widget_class_bind_template_child (widget_class, WeirMenuRow, badge_label);
  gtk_widget_class_bind_template_callback (widget_class, focus_enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_widget_grab_focus);
}

static void
weir_menu_row_init (WeirMenuRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_menu_row_set_badge:
 * @self: a row
 * @badge: what stands at its end, "5x"; "" for nothing
 */
void
weir_menu_row_set_badge (WeirMenuRow *self, const char *badge)
{
  g_return_if_fail (WEIR_IS_MENU_ROW (self));

  set_text (self, self->badge_label, badge);
}

/**
 * weir_menu_row_get_badge:
 * @self: a row
 *
 * Returns: (transfer none): what stands at its end
 */
const char *
weir_menu_row_get_badge (WeirMenuRow *self)
{
  g_return_val_if_fail (WEIR_IS_MENU_ROW (self), NULL);

  return gtk_label_get_text (self->badge_label);
}

/**
 * weir_menu_row_set_note:
 * @self: a row
 * @note: its second line; "" for none
 */
void
weir_menu_row_set_note (WeirMenuRow *self, const char *note)
{
  g_return_if_fail (WEIR_IS_MENU_ROW (self));

  set_text (self, self->note_label, note);
}

/**
 * weir_menu_row_get_note:
 * @self: a row
 *
 * Returns: (transfer none): its second line
 */
const char *
weir_menu_row_get_note (WeirMenuRow *self)
{
  g_return_val_if_fail (WEIR_IS_MENU_ROW (self), NULL);

  return gtk_label_get_text (self->note_label);
}
