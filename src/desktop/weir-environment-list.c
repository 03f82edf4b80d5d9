/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-list.c: the environments of a folder: one is chosen, others come and go
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environment-list.h"
#include "weir-name-popover.h"

struct _WeirEnvironmentList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkListBox *list;
  GtkWidget *add_button;

  /* owned */
  WeirEnvironmentFiles *files;
  WeirEnvironmentEntry *named; /* (nullable) what the popover is about; none: a new one */

  /* children */
  GtkWidget *popover;

  guint selected; /* where the selection was last */
};

enum
{
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirEnvironmentList, weir_environment_list, GTK_TYPE_WIDGET)

static WeirEnvironmentEntry *
get_entry (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "entry");
}

static GtkListBoxRow *
find_row (WeirEnvironmentList *self, WeirEnvironmentEntry *entry)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_entry (row) == entry)
      return row;
  return NULL;
}

/* What is only on this computer is marked, in words. */
static void
show_row (GtkListBoxRow *row)
{
  WeirEnvironmentEntry *entry = get_entry (row);
  const char *name = weir_environment_entry_get_name (entry);
  gboolean is_local = !weir_environment_entry_is_shared (entry);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  g_autofree char *spoken = NULL;

  spoken = is_local ? g_strdup_printf (_("%s, only on this computer"), name) : g_strdup (name);
  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (label), is_local);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *local = gtk_label_new (_("only on this computer"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (local), 0);
  gtk_label_set_ellipsize (GTK_LABEL (local), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (local, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), local);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "entry", g_object_ref (item), g_object_unref);
  show_row (GTK_LIST_BOX_ROW (row));
  return row;
}

static void
show_rows (WeirEnvironmentList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    show_row (row);
}

static void
update_actions (WeirEnvironmentList *self)
{
  gboolean has_entry = weir_environment_list_get_selected (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environments.rename", has_entry);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environments.duplicate", has_entry);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "environments.delete", has_entry);
}

static void
row_selected_cb (WeirEnvironmentList *self, GtkListBoxRow *row)
{
  if (row != NULL)
    self->selected = (guint) gtk_list_box_row_get_index (row);
  update_actions (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

/* Something is always selected when there is something. */
static void
items_changed_cb (WeirEnvironmentList *self)
{
  guint n_items = g_list_model_get_n_items (weir_environment_files_get_entries (self->files));
  guint next = MIN (self->selected, n_items > 0 ? n_items - 1 : 0);

  show_rows (self);
  if (gtk_list_box_get_selected_row (self->list) == NULL && n_items > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) next));
}

static char *
check_name_cb (const char *name, gpointer data)
{
  WeirEnvironmentList *self = data;

  if (self->files == NULL)
    return g_strdup ("");
  return weir_environment_files_check_name (self->files, self->named, name);
}

static void
name_accepted_cb (WeirEnvironmentList *self, const char *name)
{
  WeirEnvironmentEntry *entry = self->named;

  if (entry != NULL)
    weir_environment_files_rename (self->files, entry, name);
  else
    entry = weir_environment_files_add (self->files, name);
  weir_environment_list_select (self, entry);
}

static void
point_at (WeirEnvironmentList *self, GtkWidget *target)
{
  graphene_rect_t bounds;
  GdkRectangle place;

  if (!gtk_widget_compute_bounds (target, GTK_WIDGET (self), &bounds))
    return;
  place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                          (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
}

static void
add_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_environment_list_ask_name (WEIR_ENVIRONMENT_LIST (widget));
}

static void
rename_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirEnvironmentList *self = WEIR_ENVIRONMENT_LIST (widget);
  WeirEnvironmentEntry *entry = weir_environment_list_get_selected (self);

  if (entry == NULL)
    return;
  g_set_object (&self->named, entry);
  point_at (self, GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
  weir_name_popover_ask (WEIR_NAME_POPOVER (self->popover), _("New name"),
                         weir_environment_entry_get_name (entry), _("Rename"));
}

static void
duplicate_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirEnvironmentList *self = WEIR_ENVIRONMENT_LIST (widget);
  WeirEnvironmentEntry *entry = weir_environment_list_get_selected (self);

  if (entry != NULL)
    weir_environment_list_select (self, weir_environment_files_duplicate (self->files, entry));
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirEnvironmentList *self = WEIR_ENVIRONMENT_LIST (widget);
  WeirEnvironmentEntry *entry = weir_environment_list_get_selected (self);
  GtkListBoxRow *row;

  if (entry == NULL)
    return;
  weir_environment_files_remove (self->files, entry);
  row = gtk_list_box_get_selected_row (self->list);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->add_button);
}

static void
weir_environment_list_dispose (GObject *object)
{
  WeirEnvironmentList *self = WEIR_ENVIRONMENT_LIST (object);

  weir_environment_list_set_files (self, NULL);
  g_clear_object (&self->named);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_environment_list_parent_class)->dispose (object);
}

static void
weir_environment_list_class_init (WeirEnvironmentListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_environment_list_dispose;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-environment-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentList, content);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentList, list);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentList, add_button);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_install_action (widget_class, "environments.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "environments.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "environments.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "environments.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "environments.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "environments.duplicate",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "environments.delete", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "environmentlist");
}

static void
weir_environment_list_init (WeirEnvironmentList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = weir_name_popover_new (check_name_cb, self);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  g_signal_connect_object (self->popover, "accepted", G_CALLBACK (name_accepted_cb), self, G_CONNECT_SWAPPED);
}

/**
 * weir_environment_list_set_files:
 * @self: a list
 * @files: (nullable): whose environments it shows
 */
void
weir_environment_list_set_files (WeirEnvironmentList *self, WeirEnvironmentFiles *files)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_LIST (self));

  if (self->files != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->files, self);
      g_signal_handlers_disconnect_by_data (weir_environment_files_get_entries (self->files), self);
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
    }
  g_set_object (&self->files, files);
  if (files == NULL)
    return;
  gtk_list_box_bind_model (self->list, weir_environment_files_get_entries (files), create_row, NULL, NULL);
  /* After the list itself has heard of it. */
  g_signal_connect_swapped (weir_environment_files_get_entries (files), "items-changed",
                            G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (files, "changed", G_CALLBACK (show_rows), self);
  g_signal_connect_swapped (files, "renamed", G_CALLBACK (show_rows), self);
  items_changed_cb (self);
  update_actions (self);
}

WeirEnvironmentEntry *
weir_environment_list_get_selected (WeirEnvironmentList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_LIST (self), NULL);

  row = self->list != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;
  return row != NULL ? get_entry (row) : NULL;
}

void
weir_environment_list_select (WeirEnvironmentList *self, WeirEnvironmentEntry *entry)
{
  GtkListBoxRow *row;

  g_return_if_fail (WEIR_IS_ENVIRONMENT_LIST (self));

  row = find_row (self, entry);
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * weir_environment_list_ask_name:
 * @self: a list
 *
 * Asks for the name of a new environment, which is added when it is accepted.
 */
void
weir_environment_list_ask_name (WeirEnvironmentList *self)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_LIST (self));

  g_clear_object (&self->named);
  point_at (self, self->add_button);
  weir_name_popover_ask (WEIR_NAME_POPOVER (self->popover), _("New environment"), "", _("Add"));
}
