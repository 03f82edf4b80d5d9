/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar-actions.c: what can be done with the files of the sidebar
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-environment-format.h"
#include "weir-sidebar-private.h"
#include "weir-sidebar-state.h"

#define NEW_ENDING ".flow.yaml"
#define NEW_PLAN_ENDING ".plan.yaml"

/* "shop/checkout" → "shop/checkout.flow.yaml" */
static char *
complete_name (WeirSidebar *self, const char *typed)
{
  g_autofree char *base = self->creating ? NULL : g_file_get_basename (self->subject);
  const char *ending = base != NULL             ? weir_folder_get_ending (base)
                       : self->preset != NULL ? NEW_PLAN_ENDING
                                              : NEW_ENDING;
  g_autofree char *name = g_strstrip (g_strdup (typed));

  if (g_str_has_suffix (name, ending))
    return g_steal_pointer (&name);
  return g_strconcat (name, ending, NULL);
}

static GFile *
find_target (WeirSidebar *self, const char *typed)
{
  g_autofree char *name = complete_name (self, typed);
  g_autoptr (GFile) parent =
      self->creating ? g_object_ref (self->subject) : g_file_get_parent (self->subject);

  return g_file_resolve_relative_path (parent, name);
}

static char *
check_parts (WeirSidebar *self, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (!self->creating && g_strv_length (parts) > 1)
    return g_strdup (_("A name has no “/” in it."));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        return g_strdup (_("A “/” stands between the name of a folder and the name of the file."));
      if (*parts[i] == '.')
        return g_strdup (_("A name that begins with “.” is hidden, and hidden files are not listed."));
      if (strlen (parts[i]) + strlen (NEW_ENDING) > 255)
        return g_strdup (_("That is longer than names of files can be."));
    }
  return NULL;
}

static char *
check_name_cb (const char *typed, gpointer data)
{
  WeirSidebar *self = data;
  g_autofree char *name = g_strstrip (g_strdup (typed));
  g_autoptr (GFile) target = NULL;
  g_autofree char *base = NULL;
  char *problem;

  if (*name == '\0' || self->subject == NULL)
    return g_strdup ("");
  problem = check_parts (self, name);
  if (problem != NULL)
    return problem;
  target = find_target (self, typed);
  if (!self->creating && g_file_equal (target, self->subject))
    return g_strdup ("");
  if (!g_file_query_exists (target, NULL))
    return NULL;
  base = g_file_get_basename (target);
  return g_strdup_printf (_("There is a file %s already."), base);
}

static void
name_accepted_cb (WeirSidebar *self, const char *name)
{
  g_autoptr (GFile) target = find_target (self, name);

  if (self->creating && self->preset != NULL)
    g_signal_emit_by_name (self, "create-plan-asked", target, self->preset);
  else if (self->creating)
    g_signal_emit_by_name (self, "create-asked", target);
  else
    g_signal_emit_by_name (self, "rename-asked", self->subject, target);
}

/* At the row of the selected item; at the top of the list when that is not in sight. */
static void
point_at_selected (WeirSidebar *self, GtkWidget *popover)
{
  g_autoptr (WeirFolderItem) item = weir_sidebar_get_selected (self);
  WeirSidebarRow *row = weir_sidebar_find_row (self, item);
  GtkWidget *target = row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->folder_button);
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  if (!gtk_widget_compute_bounds (target, GTK_WIDGET (self), &bounds))
    return;
  rectangle.x = (int) bounds.origin.x;
  rectangle.y = (int) bounds.origin.y;
  rectangle.width = (int) bounds.size.width;
  rectangle.height = (int) bounds.size.height;
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &rectangle);
}

static void
open_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (WeirFolderItem) item = weir_sidebar_get_selected (WEIR_SIDEBAR (widget));

  if (item != NULL)
    g_signal_emit_by_name (widget, "open-asked", weir_folder_item_get_file (item));
}

static void
file_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *signal = g_str_equal (action, "sidebar.runs")        ? "runs-asked"
                       : g_str_equal (action, "sidebar.duplicate") ? "duplicate-asked"
                                                                   : "trash-asked";
  g_autoptr (WeirFolderItem) item = weir_sidebar_get_selected (WEIR_SIDEBAR (widget));

  if (item != NULL)
    g_signal_emit_by_name (widget, signal, weir_folder_item_get_file (item));
}

/* In the selected folder, or beside the selected file. */
static GFile *
find_folder (WeirSidebar *self)
{
  g_autoptr (WeirFolderItem) item = weir_sidebar_get_selected (self);

  if (item == NULL)
    return g_object_ref (weir_folder_get_file (self->folder));
  if (weir_folder_item_get_kind (item) == WEIR_FOLDER_ENTRY_FOLDER)
    return g_object_ref (weir_folder_item_get_file (item));
  return g_file_get_parent (weir_folder_item_get_file (item));
}

/* Whether there are any yet or not. */
static void
environments_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirSidebar *self = WEIR_SIDEBAR (widget);
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->folder == NULL)
    return;
  folder = find_folder (self);
  file = g_file_get_child (folder, WEIR_ENVIRONMENTS_FILE);
  g_signal_emit_by_name (self, "open-asked", file);
}

/* @preset: what a load plan begins with; NULL: a flow is wanted */
static void
ask_new (WeirSidebar *self, const char *preset)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (self->folder == NULL)
    return;
  self->creating = TRUE;
  g_free (self->preset);
  self->preset = g_strdup (preset);
  g_clear_object (&self->subject);
  self->subject = find_folder (self);
  base = g_file_get_basename (self->subject);
  name = g_filename_display_name (base);
  title = g_strdup_printf (preset != NULL ? _("New load plan in %s") : _("New flow in %s"), name);
  point_at_selected (self, self->name_popover);
  weir_name_popover_ask (WEIR_NAME_POPOVER (self->name_popover), title, "", _("Create"));
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_new (WEIR_SIDEBAR (widget), NULL);
}

static void
new_plan_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_new (WEIR_SIDEBAR (widget), g_variant_get_string (parameter, NULL));
}

static void
rename_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirSidebar *self = WEIR_SIDEBAR (widget);
  g_autoptr (WeirFolderItem) item = weir_sidebar_get_selected (self);
  g_autofree char *stem = NULL;
  g_autofree char *title = NULL;

  if (item == NULL)
    return;
  self->creating = FALSE;
  g_set_object (&self->subject, weir_folder_item_get_file (item));
  stem = g_strdup (weir_folder_item_get_name (item));
  stem[strlen (stem) - strlen (weir_folder_get_ending (stem))] = '\0';
  title = g_strdup_printf (_("Rename %s"), weir_folder_item_get_stem (item));
  point_at_selected (self, self->name_popover);
  weir_name_popover_ask (WEIR_NAME_POPOVER (self->name_popover), title,
                         g_utf8_validate (stem, -1, NULL) ? stem : "", _("Rename"));
}

static void
look_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirSidebar *self = WEIR_SIDEBAR (widget);

  if (self->folder != NULL)
    weir_folder_look (self->folder);
}

static void
close_folder_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_sidebar_set_folder (WEIR_SIDEBAR (widget), NULL);
}

static void
menu_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_sidebar_popup_menu (WEIR_SIDEBAR (widget));
}

/**
 * weir_sidebar_class_install_actions:
 * @widget_class: of the sidebar
 */
void
weir_sidebar_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sidebar.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "sidebar.runs", NULL, file_action);
  gtk_widget_class_install_action (widget_class, "sidebar.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "sidebar.new-plan", "s", new_plan_action);
  gtk_widget_class_install_action (widget_class, "sidebar.environments", NULL, environments_action);
  gtk_widget_class_install_action (widget_class, "sidebar.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "sidebar.duplicate", NULL, file_action);
  gtk_widget_class_install_action (widget_class, "sidebar.trash", NULL, file_action);
  gtk_widget_class_install_action (widget_class, "sidebar.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "sidebar.close-folder", NULL, close_folder_action);
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, menu_action);
}

/* The same presets, wherever something new is offered. */
static void
add_plans (WeirSidebar *self)
{
  g_menu_append_submenu (self->new_section, _("New _Load Plan Here"), self->plan_menu);
  g_menu_append_submenu (self->new_menu, _("_Load Plan"), self->plan_menu);
}

static void
create_folder_popover_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = weir_sidebar_create_folder_menu (data);

  gtk_menu_button_set_menu_model (button, menu);
}

/**
 * weir_sidebar_init_actions:
 * @self: a sidebar that is being made
 *
 * Gives it its menus, and the list its keys. Not for the whole sidebar: Delete in the search deletes a
 * letter.
 */
void
weir_sidebar_init_actions (WeirSidebar *self)
{
  const struct
  {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "F2", "sidebar.rename" },
    { "Delete|KP_Delete", "sidebar.trash" },
    { "Menu|<Shift>F10", "sidebar.menu" },
  };
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (keys[i].trigger);
      GtkShortcut *shortcut = gtk_shortcut_new (trigger, gtk_named_action_new (keys[i].action));

      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->list), shortcuts);
  add_plans (self);
  self->menu = gtk_popover_menu_new_from_model (self->row_menu);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  self->name_popover = weir_name_popover_new (check_name_cb, self);
  gtk_widget_set_parent (self->name_popover, GTK_WIDGET (self));
  gtk_popover_set_position (GTK_POPOVER (self->name_popover), GTK_POS_BOTTOM);
  g_signal_connect_object (self->name_popover, "accepted", G_CALLBACK (name_accepted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->folder_button, create_folder_popover_cb, self, NULL);
  weir_sidebar_update_actions (self);
}

/**
 * weir_sidebar_update_actions:
 * @self: a sidebar
 *
 * Those actions are sensitive that the selected file, or the folder, allows.
 */
void
weir_sidebar_update_actions (WeirSidebar *self)
{
  g_autoptr (WeirFolderItem) item = weir_sidebar_get_selected (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_document = item != NULL && weir_folder_entry_is_document (weir_folder_item_get_kind (item));
  gboolean is_file = item != NULL && weir_folder_item_get_kind (item) != WEIR_FOLDER_ENTRY_FOLDER;

  gtk_widget_action_set_enabled (widget, "sidebar.open", is_file);
  gtk_widget_action_set_enabled (widget, "sidebar.runs", is_document);
  gtk_widget_action_set_enabled (widget, "sidebar.rename", is_document);
  gtk_widget_action_set_enabled (widget, "sidebar.duplicate", is_document);
  gtk_widget_action_set_enabled (widget, "sidebar.trash", is_file);
  gtk_widget_action_set_enabled (widget, "sidebar.new", self->folder != NULL);
  gtk_widget_action_set_enabled (widget, "sidebar.new-plan", self->folder != NULL);
  gtk_widget_action_set_enabled (widget, "sidebar.environments", self->folder != NULL);
  gtk_widget_action_set_enabled (widget, "sidebar.look", self->folder != NULL);
  gtk_widget_action_set_enabled (widget, "sidebar.close-folder", self->folder != NULL);
}

/**
 * weir_sidebar_popup_menu:
 * @self: a sidebar
 *
 * Opens the menu of the selected item.
 */
void
weir_sidebar_popup_menu (WeirSidebar *self)
{
  point_at_selected (self, self->menu);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

/* Underscores of a folder's name are no mnemonics. */
static void
append_folder (GMenu *menu, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (base);
  g_autoptr (GString) label = g_string_new (shown);
  g_autoptr (GMenuItem) item = NULL;

  g_string_replace (label, "_", "__", 0);
  item = g_menu_item_new (label->str, NULL);
  g_menu_item_set_action_and_target (item, "win.open-folder-path", "s", path);
  g_menu_append_item (menu, item);
}

/**
 * weir_sidebar_create_folder_menu:
 * @self: a sidebar
 *
 * Returns: (transfer full): the menu of its folder, with those that were open before
 */
GMenuModel *
weir_sidebar_create_folder_menu (WeirSidebar *self)
{
  GFile *current = self->folder != NULL ? weir_folder_get_file (self->folder) : NULL;
  g_autofree char *path = current != NULL ? g_file_get_path (current) : NULL;
  g_autoptr (WeirSidebarState) state = weir_sidebar_state_load ();
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) recent = g_menu_new ();
  g_autoptr (GMenu) folder = g_menu_new ();

  append (open, _("_Open Folder…"), "win.open-folder");
  append (folder, _("Edit _Environments…"), "sidebar.environments");
  append (folder, _("_Look Again"), "sidebar.look");
  append (folder, _("_Close Folder"), "sidebar.close-folder");
  for (guint i = 0; state->recent[i] != NULL; i++)
    if (g_strcmp0 (state->recent[i], path) != 0)
      append_folder (recent, state->recent[i]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  if (g_menu_model_get_n_items (G_MENU_MODEL (recent)) > 0)
    g_menu_append_section (menu, _("Recent Folders"), G_MENU_MODEL (recent));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (folder));
  return G_MENU_MODEL (menu);
}
