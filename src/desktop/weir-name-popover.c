/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-name-popover.c: asks for the name of a file, and says at once what is wrong with it
 */

#include "config.h"

#include "weir-name-popover.h"

struct _WeirNamePopover
{
  GtkPopover parent_instance;

  /* template */
  GtkLabel *title;
  GtkEntry *entry;
  GtkButton *accept;
  GtkLabel *problem;

  WeirNameCheck check;
  gpointer data;
};

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirNamePopover, weir_name_popover, GTK_TYPE_POPOVER)

static void
entry_changed_cb (WeirNamePopover *self)
{
  g_autofree char *problem = self->check (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->data);

  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), problem == NULL);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL && *problem != '\0');
}

static void
accept_clicked_cb (WeirNamePopover *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ACCEPTED], 0, name);
}

static void
weir_name_popover_class_init (WeirNamePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-name-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirNamePopover, title);
  gtk_widget_class_bind_template_child (widget_class, WeirNamePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, WeirNamePopover, accept);
  gtk_widget_class_bind_template_child (widget_class, WeirNamePopover, problem);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_clicked_cb);
}

static void
weir_name_popover_init (WeirNamePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_name_popover_new:
 * @check: says what is wrong with a name
 * @data: for @check; lives as long as the popover
 *
 * Returns: (transfer floating): a popover without parent
 */
GtkWidget *
weir_name_popover_new (WeirNameCheck check, gpointer data)
{
  WeirNamePopover *self = g_object_new (WEIR_TYPE_NAME_POPOVER, NULL);

  self->check = check;
  self->data = data;
  return GTK_WIDGET (self);
}

/**
 * weir_name_popover_ask:
 * @self: a popover
 * @title: what is asked
 * @name: to begin with
 * @accept: what its button does, with a mnemonic
 *
 * Opens the popover where it points to.
 */
void
weir_name_popover_ask (WeirNamePopover *self, const char *title, const char *name, const char *accept)
{
  g_return_if_fail (WEIR_IS_NAME_POPOVER (self));

  gtk_label_set_text (self->title, title);
  gtk_button_set_label (self->accept, accept);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  entry_changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
